package text

// Lifetimes holds the words of the ends of access keys.
type Lifetimes struct {
	Title    string // %s: the key
	Lead     string
	Own      string // AWS has no such thing
	Link     string // on the row of a key
	Ends     string
	EndsHint string
	Exempt   string
	ExHint   string
	Reason   string
	Save     string
	Head     string // of the column
	EndsAt   string // %s: the date
	ExemptTo string // %s: the date
	Stopped  string // %s: the date
	Rule     string // the account's rule applies too; %s: days
	SetBy    string // %s: the operator, %s: the date

	RuleTitle string
	RuleLead  string
	RuleNow   string // %s: days
	RuleNone  string
	Most      string
	MostHint  string
	Warn      string
	WarnHint  string
	RuleSave  string
	Already   string // %s: how many keys are older, %s: the date before which none ends

	Ending string // %s: how many keys
	Show   string
}

var lifetimesEnglish = Lifetimes{
	Title:    "Lifetime of access key %s",
	Lead:     "When the time is over, Keyporter makes the key inactive. It deletes nothing: an inactive key can be made active again.",
	Own:      "AWS's access keys have no expiry of their own. Keyporter keeps the end, and has to run for it to come; the user's tag says the same for other tools.",
	Link:     "Lifetime",
	Ends:     "Ends on",
	EndsHint: "A date as 2026-12-31, at 00:00 UTC. Empty: no end of its own.",
	Exempt:   "Exempt until",
	ExHint:   "A date as 2026-12-31. Until then the key is not made inactive, whatever its end or the account's rule say.",
	Reason:   "Reason of the exemption",
	Save:     "Save lifetime",
	Head:     "End",
	EndsAt:   "ends %s",
	ExemptTo: "exempt until %s",
	Stopped:  "made inactive on %s because its time was over",
	Rule:     "Keys of this account end after %s days at the latest.",
	SetBy:    "Set by %s on %s",

	RuleTitle: "Lifetime of access keys",
	RuleLead:  "How old the access keys of the account's users may become.",
	RuleNow:   "Keys are made inactive when they are %s days old.",
	RuleNone:  "Keys may become as old as they like.",
	Most:      "Days at most",
	MostHint:  "Empty: no limit. Each key can be exempt, with a reason and an end.",
	Warn:      "Days of warning",
	WarnHint:  "For so many days before its end a key is among the findings. No key ends by a new rule before these days have passed.",
	RuleSave:  "Save rule",
	Already:   "%s active keys are older than that already. None of them is made inactive before %s.",

	Ending: "%s active keys reach their end soon.",
	Show:   "Show findings",
}

var lifetimesKorean = Lifetimes{
	Title:    "액세스 키 %s 사용 기한",
	Lead:     "기한이 지나면 Keyporter가 키를 비활성화합니다. 삭제하지는 않으므로 다시 활성화할 수 있습니다.",
	Own:      "AWS 액세스 키에는 자체 만료 기능이 없습니다. Keyporter가 기한을 보관하며, 실행 중이어야 기한이 적용됩니다. 다른 도구를 위해 사용자 태그에도 같은 내용을 적습니다.",
	Link:     "사용 기한",
	Ends:     "종료일",
	EndsHint: "2026-12-31 형식의 날짜이며 00:00 UTC 기준입니다. 비워 두면 이 키만의 기한은 없습니다.",
	Exempt:   "예외 종료일",
	ExHint:   "2026-12-31 형식의 날짜입니다. 그때까지는 키의 기한이나 계정의 규칙과 관계없이 비활성화하지 않습니다.",
	Reason:   "예외 사유",
	Save:     "사용 기한 저장",
	Head:     "기한",
	EndsAt:   "%s 종료",
	ExemptTo: "%s까지 예외",
	Stopped:  "기한이 지나 %s 비활성화",
	Rule:     "이 계정의 키는 늦어도 %s일 뒤에 종료됩니다.",
	SetBy:    "%s 운영자가 %s 설정",

	RuleTitle: "액세스 키 사용 기한",
	RuleLead:  "계정 사용자의 액세스 키를 얼마나 오래 쓸 수 있는지 정합니다.",
	RuleNow:   "키가 %s일이 되면 비활성화합니다.",
	RuleNone:  "키의 사용 기간에 제한이 없습니다.",
	Most:      "최대 일수",
	MostHint:  "비워 두면 제한이 없습니다. 키마다 사유와 종료일이 있는 예외를 둘 수 있습니다.",
	Warn:      "경고 일수",
	WarnHint:  "종료 전 이 일수 동안 키가 점검 결과에 나타납니다. 새 규칙을 정해도 이 일수가 지나기 전에는 어떤 키도 종료하지 않습니다.",
	RuleSave:  "규칙 저장",
	Already:   "이미 그보다 오래된 활성 키가 %s개 있습니다. %s 전에는 어느 키도 비활성화하지 않습니다.",

	Ending: "곧 기한이 끝나는 활성 키가 %s개 있습니다.",
	Show:   "점검 결과 보기",
}
