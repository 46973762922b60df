package text

import (
	"fmt"
	"strings"
)

// Lists holds the words that all lists share: conditions, columns, how much is
// known, and reports.
type Lists struct {
	Tools      string // heading over conditions and columns
	AddTitle   string
	Condition  string
	Value      string
	ValueHint  string
	Add        string
	Remove     string // before the words of a condition
	ClearAll   string
	Columns    string
	ColumnHint string
	ShowThem   string
	Keep       string
	KeepHint   string
	Usual      string
	Download   string // before the links to reports
	CSV        string
	CSVFile    string // the full name of that link
	JSON       string
	JSONFile   string
	NoneTitle  string
	NoneText   string
	Wrong      string // %s: the condition
	Undecided  string // %s: how many rows
	Unread     string // %s: how many users' keys

	NotWhole   string // the note at the end of a report
	NoteReason string // %s: when
	BrokenOff  string // the note of a report whose writing failed on the way

	// Conditions are by property and value, as "console:yes"; else by property, as
	// "group:", where %s is the value.
	Conditions map[string]string
	// Names are the heads of columns by their names in addresses.
	Names map[string]string
}

// ConditionWords says a condition of a list, written as property:value.
func (t *Text) ConditionWords(condition string) string {
	if words, ok := t.Lists.Conditions[condition]; ok {
		return words
	}
	property, value, _ := strings.Cut(condition, ":")
	if kind, ok := t.Findings.Kinds[value]; ok && property == "kind" {
		return kind.Title
	}
	if severity, ok := t.Findings.Severities[value]; ok && property == "severity" {
		return fmt.Sprintf(t.Findings.Severity, severity)
	}
	if words, ok := t.Lists.Conditions[property+":"]; ok {
		return fmt.Sprintf(words, value)
	}
	return condition
}

var listsEnglish = Lists{
	Tools:      "Filter and columns",
	AddTitle:   "Add a filter",
	Condition:  "Property",
	Value:      "Value",
	ValueHint:  "Name, path, tag, date (2026-01-31) or days",
	Add:        "Add filter",
	Remove:     "Remove filter",
	ClearAll:   "Clear all",
	Columns:    "Columns",
	ColumnHint: "Without a choice you get the usual ones.",
	ShowThem:   "Show columns",
	Keep:       "Keep this view",
	KeepHint:   "The list begins with these columns, this order and this number of rows, for you only.",
	Usual:      "Show as by default",
	Download:   "Download",
	CSV:        "CSV",
	CSVFile:    "CSV file",
	JSON:       "JSON",
	JSONFile:   "JSON file",
	NoneTitle:  "Nothing matches",
	NoneText:   "No entry meets all filters together.",
	Wrong:      "The filter “%s” is not understood and was left out.",
	Undecided:  "%s more rows may match: what the filters ask is not known of them.",
	Unread:     "The access keys of %s users were not read yet. They are missing here.",

	NotWhole:   "Not whole: what is missing here may exist all the same.",
	NoteReason: "The account was read at %s.",
	BrokenOff:  "This report broke off: more follows in fact. Download it again.",

	Conditions: map[string]string{
		"group:": "Group: %s", "policy:": "Attached policy: %s", "path:": "Path begins with: %s", "tag:": "Tag: %s",
		"console:yes": "Console sign-in: on", "console:no": "Console sign-in: off",
		"mfa:yes": "MFA: on", "mfa:no": "MFA: off",
		"keys:none": "Access keys: none", "keys:active": "Access keys: an active one",
		"keys:inactive": "Access keys: an inactive one", "keys:two": "Access keys: two or more",
		"key-age:": "Active key older than days: %s", "created-after:": "Created after: %s", "created-before:": "Created before: %s",
		"scope:mine":   "In my scope",
		"boundary:yes": "Permissions boundary: yes", "boundary:no": "Permissions boundary: no",
		"members:none": "Members: none", "members:some": "Members: some", "policies:none": "Policies: none", "policies:some": "Policies: some",
		"type:own": "Customer managed", "type:aws": "AWS managed", "attached:yes": "Attached", "attached:no": "Attached nowhere",
		"owner:": "Owner: %s", "status:active": "Active", "status:inactive": "Inactive", "age:": "Older than days: %s", "young:": "Not older than days: %s",
		"unused:": "Unused for days: %s", "never:yes": "Never used", "never:no": "Used before",
	},
	Names: map[string]string{
		"groups": "Groups", "policies": "Direct policies", "path": "Path", "tags": "Tags", "keys": "Access keys",
		"age": "Oldest active key", "console": "Console sign-in", "mfa": "MFA", "last": "Last console sign-in", "created": "Created",
		"arn": "ARN", "boundary": "Permissions boundary",
	},
}

var listsKorean = Lists{
	Tools:      "필터 및 열",
	AddTitle:   "필터 추가",
	Condition:  "속성",
	Value:      "값",
	ValueHint:  "이름, 경로, 태그, 날짜(2026-01-31) 또는 일수",
	Add:        "필터 추가",
	Remove:     "필터 제거",
	ClearAll:   "모두 지우기",
	Columns:    "열",
	ColumnHint: "선택하지 않으면 기본 열을 표시합니다.",
	ShowThem:   "열 표시",
	Keep:       "이 보기 저장",
	KeepHint:   "목록을 열 때 이 열, 정렬, 행 수로 시작합니다. 본인에게만 적용합니다.",
	Usual:      "기본값으로 표시",
	Download:   "다운로드",
	CSV:        "CSV",
	CSVFile:    "CSV 파일",
	JSON:       "JSON",
	JSONFile:   "JSON 파일",
	NoneTitle:  "일치하는 항목이 없습니다",
	NoneText:   "모든 필터를 함께 충족하는 항목이 없습니다.",
	Wrong:      "“%s” 필터를 이해할 수 없어 제외했습니다.",
	Undecided:  "%s개 행이 더 일치할 수 있습니다. 필터에 필요한 정보를 알 수 없는 행입니다.",
	Unread:     "사용자 %s명의 액세스 키를 아직 읽지 않았습니다. 해당 키는 여기에 없습니다.",

	NotWhole:   "완전하지 않은 보고서입니다. 여기에 없는 항목도 실제로는 있을 수 있습니다.",
	NoteReason: "계정을 읽은 시각: %s",
	BrokenOff:  "보고서 작성이 중단되었습니다. 실제로는 내용이 더 있으므로 다시 다운로드합니다.",

	Conditions: map[string]string{
		"group:": "그룹: %s", "policy:": "연결된 정책: %s", "path:": "경로 시작: %s", "tag:": "태그: %s",
		"console:yes": "콘솔 로그인: 켜짐", "console:no": "콘솔 로그인: 꺼짐",
		"mfa:yes": "MFA: 켜짐", "mfa:no": "MFA: 꺼짐",
		"keys:none": "액세스 키: 없음", "keys:active": "액세스 키: 활성 있음",
		"keys:inactive": "액세스 키: 비활성 있음", "keys:two": "액세스 키: 두 개 이상",
		"key-age:": "활성 키 수명 초과(일): %s", "created-after:": "생성일 이후: %s", "created-before:": "생성일 이전: %s",
		"scope:mine":   "내 담당 범위",
		"boundary:yes": "권한 경계: 있음", "boundary:no": "권한 경계: 없음",
		"members:none": "구성원: 없음", "members:some": "구성원: 있음", "policies:none": "정책: 없음", "policies:some": "정책: 있음",
		"type:own": "고객 관리형", "type:aws": "AWS 관리형", "attached:yes": "연결됨", "attached:no": "연결되지 않음",
		"owner:": "소유자: %s", "status:active": "활성", "status:inactive": "비활성", "age:": "수명 초과(일): %s", "young:": "수명 이하(일): %s",
		"unused:": "미사용 기간(일): %s", "never:yes": "사용한 적 없음", "never:no": "사용한 적 있음",
	},
	Names: map[string]string{
		"groups": "그룹", "policies": "직접 연결된 정책", "path": "경로", "tags": "태그", "keys": "액세스 키",
		"age": "가장 오래된 활성 키", "console": "콘솔 로그인", "mfa": "MFA", "last": "마지막 콘솔 로그인", "created": "생성일",
		"arn": "ARN", "boundary": "권한 경계",
	},
}
