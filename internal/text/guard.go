package text

// Guard holds the words of the page that attaches the policy which requires MFA.
type Guard struct {
	UserTitle  string // %s: the user
	GroupTitle string // %s: the group
	Lead       string
	Held       string
	HeldText   string // %s: the policy
	Found      string // %s: the policy
	Warning    string
	KeysText   string // what it means for access keys
	FirstText  string // what the holders have to do
	MFANone    string // %s: how many of those who get it have no MFA device by the report
	Document   string
	Button     string
	Cancel     string
	GroupHead  string // on the group's page
	GroupLead  string
}

var guardEnglish = Guard{
	UserTitle:  "Require MFA of user %s",
	GroupTitle: "Require MFA of group %s",
	Lead:       "A policy refuses everything but the own sign-in settings until a second factor is used.",
	Held:       "MFA is required already",
	HeldText:   "Policy %s is attached.",
	Found:      "The account has this policy already, as %s. It is used again.",
	Warning:    "Who is hit by this",
	KeysText:   "Access keys sign requests without MFA, so their requests are refused as well. Programs need a user of their own without this policy, or a session from sts:GetSessionToken with MFA.",
	FirstText:  "Whoever has no MFA device yet can sign in, change the password and add one, and must then sign in again.",
	MFANone:    "Without an MFA device by the credential report: %s.",
	Document:   "Policy document",
	Button:     "Require MFA",
	Cancel:     "Cancel",
	GroupHead:  "Require MFA",
	GroupLead:  "A policy can refuse the members everything but their own sign-in settings until a second factor is used.",
}

var guardKorean = Guard{
	UserTitle:  "%s 사용자에게 MFA 요구",
	GroupTitle: "%s 그룹에 MFA 요구",
	Lead:       "두 번째 인증을 하기 전에는 본인 로그인 설정 외의 모든 작업을 정책으로 거부합니다.",
	Held:       "이미 MFA를 요구하고 있습니다",
	HeldText:   "연결된 정책: %s",
	Found:      "계정에 이미 있는 정책을 다시 사용합니다: %s",
	Warning:    "영향을 받는 대상",
	KeysText:   "액세스 키는 MFA 없이 요청에 서명하므로 액세스 키의 요청도 거부됩니다. 프로그램에는 이 정책이 없는 별도 사용자나 MFA로 받은 sts:GetSessionToken 세션이 필요합니다.",
	FirstText:  "MFA 디바이스가 없는 사용자는 로그인하고 암호를 변경하고 디바이스를 추가할 수 있으며, 추가한 뒤 다시 로그인해야 합니다.",
	MFANone:    "자격 증명 보고서 기준으로 MFA 디바이스가 없는 사용자: %s",
	Document:   "정책 문서",
	Button:     "MFA 요구",
	Cancel:     "취소",
	GroupHead:  "MFA 요구",
	GroupLead:  "구성원이 두 번째 인증을 하기 전에는 본인 로그인 설정 외의 모든 작업을 거부하는 정책을 연결할 수 있습니다.",
}
