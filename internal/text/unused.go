package text

// Unused holds the words of the page of keys and users that nothing was done
// with.
type Unused struct {
	Title      string
	Lead       string
	Views      string // name of the links between the tables
	Never      string
	Keys       string
	Users      string
	Days       string // label of the number of days
	DaysOf     string // %s: days
	Show       string
	Wrong      string // %s: what was typed for days, %s: what is shown instead
	Report     string // %s: how long ago, %s: the time
	NoReport   string
	NeverTitle string // where there is none, in each table
	NeverText  string
	KeysTitle  string // %s: days
	KeysText   string
	UsersTitle string // %s: days
	UsersText  string
	Unsure     string // where none was found and not all is known
	UnsureText string
	Searched   string // label of the search for users
	Activity   string // heads of columns
	SignIn     string
	KeyUse     string
	NoPassword string
}

var unusedEnglish = Unused{
	Title:      "Unused",
	Lead:       "Access keys and users that nothing was done with. AWS reports a use with some delay; access to objects in S3 counts as the use of a key.",
	Views:      "What is unused",
	Never:      "Keys never used",
	Keys:       "Keys unused for long",
	Users:      "Users without activity",
	Days:       "Unused for at least (days)",
	DaysOf:     "%s days",
	Show:       "Show",
	Wrong:      "“%s” is no number of days from 1 to 9999; %s days are shown.",
	Report:     "When passwords and keys were used is from the credential report that AWS made %s (%s).",
	NoReport:   "There is no credential report yet: when passwords and keys were used is not known.",
	NeverTitle: "No key that was never used",
	NeverText:  "Every access key that was read and whose use is known was used at least once.",
	KeysTitle:  "No active key is unused for %s days",
	KeysText:   "This holds for the keys that were read and whose use is known.",
	UsersTitle: "No user is without activity for %s days",
	UsersText:  "Every user of whom it is known signed in or used a key since, or is younger.",
	Unsure:     "None was found among those whose use is known",
	UnsureText: "Of the others it cannot be said. Read the account again, or wait for the next credential report.",
	Searched:   "Search users",
	Activity:   "Last activity",
	SignIn:     "Last console sign-in",
	KeyUse:     "Last key use",
	NoPassword: "no password",
}

var unusedKorean = Unused{
	Title:      "미사용",
	Lead:       "사용 기록이 없는 액세스 키와 사용자입니다. AWS는 사용 기록을 조금 늦게 알려 주며, S3 객체 액세스도 키 사용에 포함됩니다.",
	Views:      "미사용 항목의 종류",
	Never:      "사용한 적 없는 키",
	Keys:       "오래 사용하지 않은 키",
	Users:      "활동이 없는 사용자",
	Days:       "최소 미사용 기간(일)",
	DaysOf:     "%s일",
	Show:       "표시",
	Wrong:      "“%s” 값은 1~9999 사이의 일수가 아니므로 %s일을 기준으로 표시합니다.",
	Report:     "암호와 키의 사용 시각은 AWS 자격 증명 보고서를 따릅니다. 작성 시점: %s (%s)",
	NoReport:   "자격 증명 보고서가 아직 없어 암호와 키를 언제 사용했는지 알 수 없습니다.",
	NeverTitle: "사용한 적 없는 키가 없습니다",
	NeverText:  "읽은 키 가운데 사용 기록을 알 수 있는 키는 모두 한 번 이상 사용되었습니다.",
	KeysTitle:  "%s일 동안 사용하지 않은 활성 키가 없습니다",
	KeysText:   "읽은 키 가운데 사용 기록을 알 수 있는 키를 기준으로 합니다.",
	UsersTitle: "%s일 동안 활동이 없는 사용자가 없습니다",
	UsersText:  "활동을 알 수 있는 사용자는 모두 그 뒤에 로그인하거나 키를 사용했거나, 그 뒤에 생성되었습니다.",
	Unsure:     "사용 기록을 알 수 있는 항목 중에는 없습니다",
	UnsureText: "나머지는 아직 알 수 없습니다. 계정을 다시 읽거나 다음 자격 증명 보고서를 기다리세요.",
	Searched:   "사용자 검색",
	Activity:   "마지막 활동",
	SignIn:     "마지막 콘솔 로그인",
	KeyUse:     "마지막 키 사용",
	NoPassword: "암호 없음",
}
