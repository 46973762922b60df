package text

// AccessExplain holds the words of the page that answers one question, or lists
// the answers of what was left blank.
type AccessExplain struct {
	Title     string
	Lead      string
	Who       string
	WhoHint   string
	Can       string
	On        string
	Any       string
	Ask       string
	TwoBlank  string
	Verdict   map[string]string // by answer: %s: who, %s: what, %s: bucket
	Lists     string            // heading over who can: %s: what, %s: bucket
	Buckets   string            // heading over which buckets: %s: who, %s: what
	Answers   string            // heading over what: %s: who, %s: bucket
	ListRange string
	Only      string // chip: for certain
	Path      string // heading: the way to the answer
	Decides   string
	Steps     map[string]string // by layer: heading of a step
	Silent    string            // where a boundary or a level of the organization is set and does not allow
	Condition string            // why a statement does not match
	StepNone  map[string]string // by layer: what is said where it has no say
	Others    string            // %s: how many statements do not match
	Change    string            // heading: what would change this
	Copy      string
	AsText    string // heading of the text for copying
	Resource  string // %s: what was looked at
}

var accessExplainEnglish = AccessExplain{
	Title:    "Explain",
	Lead:     "Ask who can do what on which bucket. Leave one of the three blank to get the list of answers.",
	Who:      "Who",
	WhoHint:  "A user's name; or group:NAME, role:NAME, account:ID, everyone:",
	Can:      "Can",
	On:       "On bucket",
	Any:      "(any)",
	Ask:      "Explain",
	TwoBlank: "Fill in two of the three: the third is the answer.",
	Verdict: map[string]string{
		"yes": "Yes. %s can %s in %s.", "if": "Only under a condition, or some objects only: %s can %s in %s.",
		"no": "No. %s cannot %s in %s.", "unknown": "Unknown. Something that could not be read decides whether %s can %s in %s.",
	},
	Lists:     "Who can %s in %s",
	Buckets:   "Buckets in which %s can %s",
	Answers:   "What %s can do in %s",
	ListRange: "%s–%s of %s",
	Only:      "For certain only",
	Path:      "How the answer comes about",
	Decides:   "decides",
	Steps: map[string]string{
		"control": "Organization limits", "deny": "Explicit denies", "boundary": "Permissions boundary",
		"identity": "Identity policies", "resource": "Bucket policy", "acl": "ACL", "block": "Block public access",
	},
	StepNone: map[string]string{
		"control": "Not readable with these credentials; they may still deny.", "deny": "None applies.", "boundary": "None is set.",
		"identity": "None allows it.", "resource": "It grants nothing here.", "acl": "It grants nothing here.", "block": "It takes nothing away here.",
	},
	Silent:    "It does not allow this.",
	Condition: "its conditions are not met",
	Others:    "%s statements that do not match",
	Change:    "What would change this",
	Copy:      "Copy as text",
	AsText:    "As text",
	Resource:  "Looked at: %s",
}

var accessExplainKorean = AccessExplain{
	Title:    "판정 근거",
	Lead:     "누가 어떤 버킷에서 무엇을 할 수 있는지 묻습니다. 셋 중 하나를 비워 두면 답의 목록을 보여 줍니다.",
	Who:      "주체",
	WhoHint:  "사용자 이름, 또는 group:이름, role:이름, account:계정 ID, everyone:",
	Can:      "할 일",
	On:       "버킷",
	Any:      "(전체)",
	Ask:      "판정",
	TwoBlank: "셋 중 둘을 채웁니다. 나머지 하나가 답입니다.",
	Verdict: map[string]string{
		"yes": "예. 주체 %s, 할 일 “%s”, 버킷 %s: 허용됩니다.", "if": "조건이 맞을 때만, 또는 일부 객체만: 주체 %s, 할 일 “%s”, 버킷 %s.",
		"no": "아니요. 주체 %s, 할 일 “%s”, 버킷 %s: 허용되지 않습니다.", "unknown": "알 수 없음. 주체 %s, 할 일 “%s”, 버킷 %s: 읽지 못한 항목에 따라 달라집니다.",
	},
	Lists:     "“%s” 가능한 주체, 버킷 %s",
	Buckets:   "주체 %s, “%s” 가능한 버킷",
	Answers:   "주체 %s, 버킷 %s에서 할 수 있는 일",
	ListRange: "%s–%s / 전체 %s",
	Only:      "확실한 답만",
	Path:      "판정 과정",
	Decides:   "결정",
	Steps: map[string]string{
		"control": "조직의 제한", "deny": "명시적 거부", "boundary": "권한 경계",
		"identity": "자격 증명 기반 정책", "resource": "버킷 정책", "acl": "ACL", "block": "퍼블릭 액세스 차단",
	},
	StepNone: map[string]string{
		"control": "이 자격 증명으로 읽을 수 없으며 거부할 수 있습니다.", "deny": "적용되는 문이 없습니다.", "boundary": "설정되어 있지 않습니다.",
		"identity": "허용하는 정책이 없습니다.", "resource": "여기에서 허용하는 것이 없습니다.", "acl": "여기에서 허용하는 것이 없습니다.", "block": "여기에서 제한하는 것이 없습니다.",
	},
	Silent:    "이 일을 허용하지 않습니다.",
	Condition: "조건을 충족하지 않음",
	Others:    "일치하지 않는 문 %s개",
	Change:    "답을 바꾸는 방법",
	Copy:      "텍스트로 복사",
	AsText:    "텍스트",
	Resource:  "확인한 대상: %s",
}
