package text

// Audit holds the words of the audit log's page. The words for verbs and phases
// are in Acts.
type Audit struct {
	Title      string
	Lead       string
	Caption    string
	Time       string
	Actor      string
	Action     string
	Target     string
	Phase      string
	Detail     string
	Filter     string
	FilterHint string
	Find       string
	Clear      string
	Newest     string
	Older      string
	EmptyTitle string
	EmptyText  string
	NoneTitle  string
	NoneText   string // %s: the target
	System     string // the actor of what Keyporter does by itself
	OnlyTarget string // %s: the target
	More       string // filters
	Any        string
	From       string
	To         string
	NoneOther  string // no entry meets the filters
	Entry      string // %s: the number
	Number     string
	ActID      string
	RequestID  string
	Client     string
	Hash       string
	Prev       string
	First      string // in place of the hash before
	Signed     string
	SignedBy   string // %s: number of the checkpoint, %s: when
	NotSigned  string
	Sound      string // the hash is that of the content
	SoundNot   string
	Change     string
	NewerEntry string
	OlderEntry string
	WholeAct   string
}

var auditEnglish = Audit{
	Title:      "Audit log",
	Lead:       "Each change is written down before AWS is called and again with its outcome. Each entry carries the hash of the one before it.",
	Caption:    "Audit log, newest first",
	Time:       "Time",
	Actor:      "Operator",
	Action:     "Act",
	Target:     "Target",
	Phase:      "Outcome",
	Detail:     "Details",
	Filter:     "Only this target",
	FilterHint: "The full name of a user or group, or the ARN of a policy",
	Find:       "Filter log",
	Clear:      "Clear filter",
	Newest:     "Newest",
	Older:      "Older",
	EmptyTitle: "No entries yet",
	EmptyText:  "Signing in and every change leave an entry here.",
	NoneTitle:  "No entry for this target",
	NoneText:   "Nothing was written down about “%s”.",
	System:     "Keyporter",
	OnlyTarget: "Show only entries for %s",
	More:       "More filters",
	Any:        "Any",
	From:       "From day",
	To:         "To day",
	NoneOther:  "No entry meets these filters.",
	Entry:      "Audit entry %s",
	Number:     "Number",
	ActID:      "Id of the act",
	RequestID:  "Request",
	Client:     "Client",
	Hash:       "Hash",
	Prev:       "Hash of the entry before",
	First:      "None: it is the first entry",
	Signed:     "Signed checkpoint",
	SignedBy:   "At entry %s, %s",
	NotSigned:  "None yet",
	Sound:      "Content and hash agree",
	SoundNot:   "Altered",
	Change:     "What the act changes",
	NewerEntry: "Next entry",
	OlderEntry: "Entry before",
	WholeAct:   "All entries of this act",
}

var auditKorean = Audit{
	Title:      "감사 로그",
	Lead:       "모든 변경은 AWS를 호출하기 전에 기록하고 결과와 함께 다시 기록합니다. 각 기록에는 바로 앞 기록의 해시가 들어 있습니다.",
	Caption:    "감사 로그, 최신순",
	Time:       "시각",
	Actor:      "운영자",
	Action:     "작업",
	Target:     "대상",
	Phase:      "결과",
	Detail:     "세부 정보",
	Filter:     "이 대상만 보기",
	FilterHint: "사용자 또는 그룹의 전체 이름, 또는 정책의 ARN",
	Find:       "로그 필터링",
	Clear:      "필터 지우기",
	Newest:     "최신 기록",
	Older:      "이전 기록",
	EmptyTitle: "아직 기록이 없습니다",
	EmptyText:  "로그인과 모든 변경이 여기에 기록됩니다.",
	NoneTitle:  "이 대상에 대한 기록이 없습니다",
	NoneText:   "“%s” 대상에 대한 기록이 없습니다.",
	System:     "Keyporter",
	OnlyTarget: "%s 대상의 기록만 보기",
	More:       "필터 더 보기",
	Any:        "전체",
	From:       "시작일",
	To:         "종료일",
	NoneOther:  "이 필터에 맞는 기록이 없습니다.",
	Entry:      "감사 기록 %s",
	Number:     "번호",
	ActID:      "작업 ID",
	RequestID:  "요청",
	Client:     "클라이언트",
	Hash:       "해시",
	Prev:       "바로 앞 기록의 해시",
	First:      "없음: 첫 기록입니다",
	Signed:     "서명된 체크포인트",
	SignedBy:   "기록 %s, %s",
	NotSigned:  "아직 없음",
	Sound:      "내용과 해시 일치",
	SoundNot:   "변조됨",
	Change:     "이 작업의 변경 내용",
	NewerEntry: "다음 기록",
	OlderEntry: "이전 기록",
	WholeAct:   "이 작업의 모든 기록",
}
