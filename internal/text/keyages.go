package text

// KeyAges holds the words of the plot of access keys by their age.
type KeyAges struct {
	Title   string
	AsTable string
	Age     string
	Keys    string
	UpTo    string // %s: days
	Between string // %s: days, %s: days
	Over    string // %s: days
	Undated string // %s: how many keys
	Unread  string // %s: how many users
}

var keyAgesEnglish = KeyAges{
	Title:   "Age of active access keys",
	AsTable: "As a table",
	Age:     "Age",
	Keys:    "Active keys",
	UpTo:    "Up to %s days",
	Between: "%s to %s days",
	Over:    "Over %s days",
	Undated: "Active keys without a date, which no bar counts: %s.",
	Unread:  "Users whose access keys were not read yet, which no bar counts: %s.",
}

var keyAgesKorean = KeyAges{
	Title:   "활성 액세스 키의 수명",
	AsTable: "표로 보기",
	Age:     "수명",
	Keys:    "활성 키",
	UpTo:    "%s일 이하",
	Between: "%s일 초과 %s일 이하",
	Over:    "%s일 초과",
	Undated: "생성일을 알 수 없어 막대에 포함하지 않은 활성 키: %s개",
	Unread:  "액세스 키를 아직 읽지 않아 막대에 포함하지 않은 사용자: %s명",
}
