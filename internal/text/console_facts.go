package text

// ConsoleFacts holds the words of what is told about a user's sign-in beside
// the password itself: the report, second factors, what goes on working.
type ConsoleFacts struct {
	LastUsed   string // by the credential report
	Changed    string
	Rotation   string
	Reported   string // %s: how old the report is
	Unreported string
	StopAsking string
	StartAsk   string
	Rules      string // heading over the account's password rules
	RulesNone  string
	GoesOn     string // title of what removing does not stop
	GoesOnText string
	GoesOnKeys string // %s: how many active keys
	Keys       string // the link to them

	MFA          string
	MFACaption   string
	MFALead      string
	MFANone      string
	MFANoneText  string
	MFAMissing   string
	MFAAdvice    string
	MFAUnknown   string
	Serial       string
	Kind         string
	Since        string
	Virtual      string
	Hardware     string
	Remove       string
	RemoveWhat   string // %s: the serial number
	RequireTitle string
	RequireLead  string
	Require      string

	EndTitle string // %s: the user
	EndLead  string
	EndLast  string
	EndGo    string
	Cancel   string
}

var consoleFactsEnglish = ConsoleFacts{
	LastUsed:   "Last console sign-in",
	Changed:    "Password changed",
	Rotation:   "Must be changed by",
	Reported:   "From the credential report, which AWS made %s.",
	Unreported: "The credential report says nothing of this user yet.",
	StopAsking: "Do not ask for a new password",
	StartAsk:   "Ask for a new password at next sign-in",
	Rules:      "Password rules of the account",
	RulesNone:  "The account's password rules could not be read. AWS checks them all the same.",
	GoesOn:     "What goes on working",
	GoesOnText: "Removing the password does not stop access keys, nor sessions and roles that were assumed before.",
	GoesOnKeys: "Active access keys of this user: %s",
	Keys:       "View access keys",

	MFA:          "MFA devices",
	MFACaption:   "MFA devices of this user",
	MFALead:      "A second factor at sign-in. Only the user can add one, signed in to the console.",
	MFANone:      "No MFA device",
	MFANoneText:  "The password alone is enough to sign in.",
	MFAMissing:   "No second factor",
	MFAAdvice:    "This user signs in to the console with the password alone. Ask the user to add an MFA device, or require it by a policy.",
	MFAUnknown:   "Whether this user has MFA devices could not be read.",
	Serial:       "Serial number",
	Kind:         "Kind",
	Since:        "Since",
	Virtual:      "Virtual",
	Hardware:     "Hardware or security key",
	Remove:       "Remove",
	RemoveWhat:   "Remove MFA device %s",
	RequireTitle: "Require MFA",
	RequireLead:  "A policy can refuse everything but the user's own sign-in settings until a second factor is used.",
	Require:      "Require MFA",

	EndTitle: "Remove an MFA device of %s",
	EndLead:  "The user can sign in without this device afterwards. For one that is lost, this is the way to add another.",
	EndLast:  "It is the user's only MFA device: the password alone is enough afterwards, until another is added.",
	EndGo:    "Remove MFA device",
	Cancel:   "Cancel",
}

var consoleFactsKorean = ConsoleFacts{
	LastUsed:   "마지막 콘솔 로그인",
	Changed:    "암호 변경일",
	Rotation:   "암호 변경 기한",
	Reported:   "자격 증명 보고서 기준입니다. AWS의 보고서 작성 시점: %s",
	Unreported: "자격 증명 보고서에 아직 이 사용자가 없습니다.",
	StopAsking: "새 암호 요구 해제",
	StartAsk:   "다음 로그인 시 새 암호 요구",
	Rules:      "계정의 암호 규칙",
	RulesNone:  "계정의 암호 규칙을 읽지 못했습니다. 그래도 AWS가 규칙을 확인합니다.",
	GoesOn:     "계속 작동하는 항목",
	GoesOnText: "암호를 제거해도 액세스 키와 이미 수임한 역할 및 세션은 중지되지 않습니다.",
	GoesOnKeys: "이 사용자의 활성 액세스 키: %s개",
	Keys:       "액세스 키 보기",

	MFA:          "MFA 디바이스",
	MFACaption:   "이 사용자의 MFA 디바이스",
	MFALead:      "로그인할 때 쓰는 두 번째 인증 수단입니다. 콘솔에 로그인한 사용자 본인만 추가할 수 있습니다.",
	MFANone:      "MFA 디바이스 없음",
	MFANoneText:  "암호만으로 로그인할 수 있습니다.",
	MFAMissing:   "두 번째 인증 수단 없음",
	MFAAdvice:    "이 사용자는 암호만으로 콘솔에 로그인합니다. 사용자에게 MFA 디바이스 추가를 요청하거나 정책으로 MFA를 요구합니다.",
	MFAUnknown:   "이 사용자에게 MFA 디바이스가 있는지 읽지 못했습니다.",
	Serial:       "일련번호",
	Kind:         "종류",
	Since:        "등록일",
	Virtual:      "가상",
	Hardware:     "하드웨어 또는 보안 키",
	Remove:       "제거",
	RemoveWhat:   "MFA 디바이스 제거: %s",
	RequireTitle: "MFA 요구",
	RequireLead:  "두 번째 인증을 하기 전에는 본인 로그인 설정 외의 모든 작업을 거부하는 정책을 연결할 수 있습니다.",
	Require:      "MFA 요구",

	EndTitle: "%s 사용자의 MFA 디바이스 제거",
	EndLead:  "제거한 뒤에는 이 디바이스 없이 로그인할 수 있습니다. 디바이스를 잃어버렸을 때 다른 디바이스를 추가하는 방법입니다.",
	EndLast:  "이 사용자의 유일한 MFA 디바이스입니다. 다른 디바이스를 추가하기 전에는 암호만으로 로그인할 수 있습니다.",
	EndGo:    "MFA 디바이스 제거",
	Cancel:   "취소",
}
