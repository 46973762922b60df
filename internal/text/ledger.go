package text

import (
	"fmt"
	"strconv"
)

// Ledger holds the words about the audit log itself: whether it is whole, and how
// far it was sent. Flaws is by the codes of package desk.
type Ledger struct {
	Whole       string            // %s: first entry, %s: last
	Empty       string            // from there on
	Checkpoints string            // %s: how many agree
	Unknown     string            // %s: how many checkpoints no key is here for
	NoOutside   string            // no checkpoint that was kept elsewhere
	Broken      string            // %s: the entry, %s: the flaw
	Flaws       map[string]string // %s of column: its name

	Label          string // of the part of the page
	Verify         string // button
	Verified       string // %s: number of the last entry, %s: when
	VerifiedPart   string // the same, and %s: how many entries there are
	NotVerified    string
	Signed         string // %s: number, %s: when
	NotSigned      string
	BrokenTitle    string
	NoCheckpoint   string
	NoCheckpointDo string
	SinkOK         string
	SinkBehind     string
	SinkHas        string // %s: number of the last entry that was taken, %s: how many are not
	SinkProblem    string // %s: what went wrong
}

// Break says at which entry the log is wrong first, and how.
func (l Ledger) Break(seq int64, flaw, column string) string {
	why := l.Flaws[flaw]
	if column != "" {
		why = fmt.Sprintf(why, column)
	}
	return fmt.Sprintf(l.Broken, strconv.FormatInt(seq, 10), why)
}

var ledgerEnglish = Ledger{
	Whole:       "Entries %s to %s are whole.",
	Empty:       "There are no entries to look at.",
	Checkpoints: "Signed checkpoints that agree: %s.",
	Unknown:     "Checkpoints signed with a server key that is not here: %s.",
	NoOutside:   "No checkpoint kept outside the database was compared, so that an end that was cut off would not be seen.",
	Broken:      "The audit log is not whole. First wrong entry: %s. %s",
	Flaws: map[string]string{
		"missing":    "It is missing.",
		"place":      "An entry has a number that it cannot have there.",
		"prev":       "It does not follow from the entry before it.",
		"hash":       "Its hash is not that of its content.",
		"record":     "Its content cannot be read, or belongs to another number.",
		"column":     "Its column %s says something else than its content.",
		"unreadable": "Its row does not have the form of an entry.",
		"head":       "The log ends elsewhere than its head says.",
		"checkpoint": "A signed checkpoint has another hash for it.",
		"signature":  "The signature of a checkpoint for it is not right.",
	},

	Label:          "State of the log",
	Verify:         "Verify log",
	Verified:       "Verified to its end, entry %s, %s.",
	VerifiedPart:   "Verified to entry %s, %s; the log has %s entries. Verify again to go on.",
	NotVerified:    "Not verified since this Keyporter was started.",
	Signed:         "Last signed checkpoint: entry %s, %s.",
	NotSigned:      "There is no signed checkpoint.",
	BrokenTitle:    "The audit log was altered",
	NoCheckpoint:   "The last checkpoint could not be written",
	NoCheckpointDo: "Until it can be, an end that is cut off would not be noticed. The log of the program tells why.",
	SinkOK:         "Sent",
	SinkBehind:     "Behind",
	SinkHas:        "Taken to entry %s; not taken: %s.",
	SinkProblem:    "The last attempt failed: %s",
}

var ledgerKorean = Ledger{
	Whole:       "항목 %s부터 %s까지 온전합니다.",
	Empty:       "확인할 항목이 없습니다.",
	Checkpoints: "일치하는 서명된 체크포인트: %s개.",
	Unknown:     "여기에 없는 서버 키로 서명된 체크포인트: %s개.",
	NoOutside:   "데이터베이스 밖에 보관한 체크포인트와 비교하지 않았으므로, 끝부분이 잘렸더라도 알 수 없습니다.",
	Broken:      "감사 로그가 온전하지 않습니다. 처음으로 잘못된 항목: %s. %s",
	Flaws: map[string]string{
		"missing":    "항목이 없습니다.",
		"place":      "그 자리에 있을 수 없는 번호의 항목이 있습니다.",
		"prev":       "바로 앞 항목에서 이어지지 않습니다.",
		"hash":       "해시가 내용과 일치하지 않습니다.",
		"record":     "내용을 읽을 수 없거나 다른 번호의 내용입니다.",
		"column":     "열 %s의 값이 내용과 다릅니다.",
		"unreadable": "행이 항목의 형식이 아닙니다.",
		"head":       "로그의 끝이 헤드와 다릅니다.",
		"checkpoint": "서명된 체크포인트에는 다른 해시가 있습니다.",
		"signature":  "이 항목에 대한 체크포인트의 서명이 올바르지 않습니다.",
	},

	Label:          "로그 상태",
	Verify:         "로그 검증",
	Verified:       "끝(기록 %s)까지 검증했습니다. %s.",
	VerifiedPart:   "기록 %s까지 검증했습니다. %s. 전체 기록은 %s개입니다. 이어서 검증하려면 다시 실행하십시오.",
	NotVerified:    "이 Keyporter를 시작한 뒤 아직 검증하지 않았습니다.",
	Signed:         "마지막 서명된 체크포인트: 기록 %s, %s.",
	NotSigned:      "서명된 체크포인트가 없습니다.",
	BrokenTitle:    "감사 로그가 변조되었습니다",
	NoCheckpoint:   "마지막 체크포인트를 기록하지 못했습니다",
	NoCheckpointDo: "기록할 때까지는 끝부분이 잘려도 알 수 없습니다. 이유는 프로그램 로그에 있습니다.",
	SinkOK:         "전송됨",
	SinkBehind:     "지연",
	SinkHas:        "기록 %s까지 전송했습니다. 전송하지 못한 기록: %s개.",
	SinkProblem:    "마지막 시도가 실패했습니다: %s",
}
