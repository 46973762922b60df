package text

import (
	"fmt"
	"strconv"
	"time"
)

// Jobs holds the words of changes of many rows that are carried out in the
// background. States and rows are named as package desk stores them.
type Jobs struct {
	Title      string
	Lead       string
	Caption    string
	What       string
	Target     string
	Who        string
	Begun      string
	Progress   string
	State      string
	States     map[string]string
	Leads      map[string]string // on the page of a job, by its state
	EmptyTitle string
	EmptyText  string
	NoMatch    string
	All        string // names of the views of the list
	Open       string
	Problems   string
	Newest     string
	Older      string

	Of         string // %s: rows that came to an end, %s: of how many
	Elapsed    string
	Remaining  string
	About      string // %s: how long it will take, roughly
	NotYet     string // how long it will take is not known yet
	Current    string
	Failed     string // count of rows
	Unknown    string // count of rows
	Failures   string // heading over the last ones
	Cancel     string
	CancelHint string
	Cancelling string

	Rows     string // heading and caption
	RowsAll  string
	RowsLeft string
	Row      string
	Change   string
	Call     string
	Outcome  string
	Reason   string
	Outcomes map[string]string
	NoRows   string
	Stuck    string // rows whose outcome is unknown and that are not tried again

	Seconds       string // %s
	MinuteSeconds string // %s, %s
	HourMinutes   string // %s, %s
}

// Span says how long something takes, at least 0.
func (t *Text) Span(d time.Duration) string {
	w, s := t.Jobs, int(d.Round(time.Second)/time.Second)
	switch {
	case s < 60:
		return fmt.Sprintf(w.Seconds, strconv.Itoa(s))
	case s < 3600:
		return fmt.Sprintf(w.MinuteSeconds, strconv.Itoa(s/60), strconv.Itoa(s%60))
	}
	return fmt.Sprintf(w.HourMinutes, t.Count(s/3600), strconv.Itoa(s%3600/60))
}

var jobsEnglish = Jobs{
	Title:    "Jobs",
	Lead:     "Changes of many rows are carried out in the background, row by row. Closing the page stops nothing.",
	Caption:  "Jobs, newest first",
	What:     "Job",
	Target:   "Target",
	Who:      "Operator",
	Begun:    "Begun",
	Progress: "Rows",
	State:    "State",
	States: map[string]string{
		"waiting": "waiting", "running": "at work", "done": "done", "part": "done in part", "cancelled": "cancelled", "stopped": "stopped",
	},
	Leads: map[string]string{
		"waiting":   "The job begins as soon as others have had their turn. Closing this page stops nothing.",
		"running":   "The job is at work, row by row. Closing this page stops nothing.",
		"done":      "All changes were made. Each row below was carried out.",
		"part":      "Some rows were not changed. What was done stays done; each row tells what came of it.",
		"cancelled": "The job was cancelled. What was done stays done; the other rows were not begun.",
		"stopped":   "AWS could not be reached or refused the credentials, so the rows that follow were not begun. What was done stays done.",
	},
	EmptyTitle: "No jobs yet",
	EmptyText:  "A change of many rows of a list becomes a job. It stays here for 90 days after its end.",
	NoMatch:    "No job of this kind",
	All:        "All",
	Open:       "At work",
	Problems:   "With rows left",
	Newest:     "Newest",
	Older:      "Older",

	Of:         "%s of %s rows",
	Elapsed:    "Time so far",
	Remaining:  "Time left",
	About:      "about %s",
	NotYet:     "not known yet",
	Current:    "At work on",
	Failed:     "Not done",
	Unknown:    "Outcome unknown",
	Failures:   "Rows that were not done",
	Cancel:     "Cancel job",
	CancelHint: "The row at work is finished first; those after it are not begun.",
	Cancelling: "The job is being cancelled. The row at work is finished first.",

	Rows:     "Rows of the job",
	RowsAll:  "All rows",
	RowsLeft: "Rows that are not done",
	Row:      "Row",
	Change:   "Change",
	Call:     "AWS call",
	Outcome:  "Outcome",
	Reason:   "Reason",
	Outcomes: map[string]string{
		"todo": "not begun", "working": "at work", "done": "done", "failed": "not done", "unknown": "unknown",
	},
	NoRows: "There are no such rows.",
	Stuck:  "Rows whose outcome is unknown are not tried again where a second call could do harm. Look at the account.",

	Seconds:       "%s s",
	MinuteSeconds: "%s min %s s",
	HourMinutes:   "%s h %s min",
}

var jobsKorean = Jobs{
	Title:    "작업",
	Lead:     "여러 행의 변경은 백그라운드에서 한 행씩 실행합니다. 페이지를 닫아도 중단되지 않습니다.",
	Caption:  "작업 목록, 최신순",
	What:     "작업",
	Target:   "대상",
	Who:      "운영자",
	Begun:    "시작",
	Progress: "행",
	State:    "상태",
	States: map[string]string{
		"waiting": "대기 중", "running": "실행 중", "done": "완료", "part": "일부 완료", "cancelled": "취소됨", "stopped": "중단됨",
	},
	Leads: map[string]string{
		"waiting":   "다른 작업의 차례가 지나면 시작합니다. 이 페이지를 닫아도 중단되지 않습니다.",
		"running":   "한 행씩 실행하고 있습니다. 이 페이지를 닫아도 중단되지 않습니다.",
		"done":      "모든 변경을 실행했습니다. 아래의 각 행을 실행했습니다.",
		"part":      "변경하지 못한 행이 있습니다. 실행한 변경은 그대로 유지되며 각 행에 결과가 표시됩니다.",
		"cancelled": "작업을 취소했습니다. 실행한 변경은 그대로 유지되며 나머지 행은 시작하지 않았습니다.",
		"stopped":   "AWS에 연결할 수 없거나 자격 증명이 거부되어 이후의 행은 시작하지 않았습니다. 실행한 변경은 그대로 유지됩니다.",
	},
	EmptyTitle: "작업이 없습니다",
	EmptyText:  "목록의 여러 행을 변경하면 작업이 됩니다. 작업은 끝난 뒤 90일 동안 표시됩니다.",
	NoMatch:    "해당하는 작업이 없습니다",
	All:        "모두",
	Open:       "실행 중",
	Problems:   "남은 행 있음",
	Newest:     "최신",
	Older:      "이전",

	Of:         "전체 %[2]s행 중 %[1]s행",
	Elapsed:    "경과 시간",
	Remaining:  "남은 시간",
	About:      "약 %s",
	NotYet:     "아직 알 수 없음",
	Current:    "실행 중인 항목",
	Failed:     "실행되지 않음",
	Unknown:    "결과 알 수 없음",
	Failures:   "실행되지 않은 행",
	Cancel:     "작업 취소",
	CancelHint: "실행 중인 행은 끝까지 실행하고 이후의 행은 시작하지 않습니다.",
	Cancelling: "작업을 취소하고 있습니다. 실행 중인 행은 끝까지 실행합니다.",

	Rows:     "작업의 행",
	RowsAll:  "모든 행",
	RowsLeft: "실행되지 않은 행만",
	Row:      "행",
	Change:   "변경 내용",
	Call:     "AWS 호출",
	Outcome:  "결과",
	Reason:   "이유",
	Outcomes: map[string]string{
		"todo": "시작 전", "working": "실행 중", "done": "완료", "failed": "실행되지 않음", "unknown": "알 수 없음",
	},
	NoRows: "해당하는 행이 없습니다.",
	Stuck:  "결과를 알 수 없는 행은 두 번 호출하면 문제가 될 수 있는 경우 다시 시도하지 않습니다. 계정을 확인합니다.",

	Seconds:       "%s초",
	MinuteSeconds: "%s분 %s초",
	HourMinutes:   "%s시간 %s분",
}
