package text

// SignIn holds the words of the sign-in page.
type SignIn struct {
	Title    string
	Lead     string
	Name     string
	Password string
	Submit   string
	Continue string // shown when the visitor came from a page that needs sign-in
	Out      string // shown after signing out
	Forgot   string
	Command  string // the command that makes a new password link
}

// Setup holds the words of the page behind a link of one use.
type Setup struct {
	Title        string // of the first operator
	InviteTitle  string
	ResetTitle   string // %s: the name
	Lead         string
	InviteLead   string // %s: the role
	ResetLead    string
	Expires      string // %s: the time until which the link works
	Name         string
	NameHint     string
	NameFixed    string // the name belongs to the link
	Language     string
	Password     string
	PasswordHint string // %s: the least length
	Repeat       string
	Submit       string
	InviteSubmit string
	ResetSubmit  string
	NotIAM       string // what an operator is
	GoneTitle    string // of a link that does not work any more
	GoneLead     string
	GoneFirst    string
	GoneReset    string
	GoneCommands string
}

// Me holds the words of an operator's own settings.
type Me struct {
	Title           string
	Lead            string
	Profile         string
	Name            string
	Role            string
	Since           string
	Appearance      string
	Language        string
	BrowserLanguage string
	Theme           string
	SystemTheme     string
	Light           string
	Dark            string
	Zone            string
	ZoneHint        string
	Density         string
	Compact         string
	Cosy            string
	Keys            string
	KeysHint        string
	KeysOn          string
	KeysOff         string
	Save            string
	Saved           string
	PasswordTitle   string
	PasswordLead    string
	Present         string
	Password        string
	PasswordHint    string // %s: the least length
	Repeat          string
	Change          string
	Changed         string
	SessionTitle    string
	SessionLead     string
	SignOut         string
}

// English and Korean name themselves in every language.
const (
	LanguageEnglish = "English"
	LanguageKorean  = "한국어"
)

var signInEnglish = SignIn{
	Title:    "Sign in",
	Lead:     "Keyporter manages IAM users, groups, policies and access keys. Sign in as one of its operators.",
	Name:     "Operator name",
	Password: "Password",
	Submit:   "Sign in",
	Continue: "Sign in to see this page. A session ends after 15 minutes without use.",
	Out:      "You are signed out. Secrets that were waiting in that session can no longer be shown.",
	Forgot:   "Forgot the password? Whoever runs Keyporter makes a link to a new one with this command:",
	Command:  "keyporter operator reset NAME",
}

var signInKorean = SignIn{
	Title:    "로그인",
	Lead:     "Keyporter는 IAM 사용자, 그룹, 정책, 액세스 키를 관리합니다. Keyporter 운영자로 로그인합니다.",
	Name:     "운영자 이름",
	Password: "암호",
	Submit:   "로그인",
	Continue: "이 페이지를 보려면 로그인해야 합니다. 세션은 15분 동안 사용하지 않으면 끝납니다.",
	Out:      "로그아웃했습니다. 해당 세션에서 기다리던 비밀 값은 더 이상 표시할 수 없습니다.",
	Forgot:   "암호를 잊은 경우 Keyporter를 실행하는 담당자가 다음 명령으로 새 암호 링크를 만듭니다.",
	Command:  "keyporter operator reset NAME",
}

var setupEnglish = Setup{
	Title:        "Become the first operator",
	InviteTitle:  "Become an operator",
	ResetTitle:   "Choose a new password for %s",
	Lead:         "You get the role Admin: you may do everything. Further operators are added on the command line.",
	InviteLead:   "You were invited with the role %s.",
	ResetLead:    "All sessions of this operator end, second factors are removed, and you are signed in here.",
	Expires:      "This link works once, until %s.",
	Name:         "Operator name",
	NameHint:     "Letters, digits, spaces and . _ - @ +",
	NameFixed:    "The name belongs to the link.",
	Language:     "Language",
	Password:     "Password",
	PasswordHint: "At least %s characters. A sentence is fine.",
	Repeat:       "Repeat password",
	Submit:       "Create operator",
	InviteSubmit: "Create operator",
	ResetSubmit:  "Save password",
	NotIAM:       "An operator signs in to Keyporter. It is not an IAM user and has no AWS credentials.",
	GoneTitle:    "This link does not work",
	GoneLead:     "It works once: an invitation for three days, any other link for 15 minutes. It was used, it is too old, it was revoked, or a newer link took its place.",
	GoneFirst:    "Nobody is an operator yet? Start Keyporter again: it prints a new link.",
	GoneReset:    "Otherwise whoever runs Keyporter makes a new link with one of these commands:",
	GoneCommands: "Commands for a new link",
}

var setupKorean = Setup{
	Title:        "첫 운영자 등록",
	InviteTitle:  "운영자 등록",
	ResetTitle:   "%s 운영자의 새 암호 설정",
	Lead:         "관리자 역할을 받아 모든 작업을 할 수 있습니다. 다른 운영자는 명령줄에서 추가합니다.",
	InviteLead:   "%s 역할로 초대되었습니다.",
	ResetLead:    "이 운영자의 모든 세션이 끝나고 2단계 인증이 제거되며 여기에서 로그인됩니다.",
	Expires:      "이 링크는 %s까지 한 번만 사용할 수 있습니다.",
	Name:         "운영자 이름",
	NameHint:     "문자, 숫자, 공백과 . _ - @ + 기호",
	NameFixed:    "이름은 링크에 정해져 있습니다.",
	Language:     "언어",
	Password:     "암호",
	PasswordHint: "%s자 이상이어야 합니다. 문장도 사용할 수 있습니다.",
	Repeat:       "암호 확인",
	Submit:       "운영자 생성",
	InviteSubmit: "운영자 생성",
	ResetSubmit:  "암호 저장",
	NotIAM:       "운영자는 Keyporter에 로그인하는 사람입니다. IAM 사용자가 아니며 AWS 자격 증명이 없습니다.",
	GoneTitle:    "사용할 수 없는 링크입니다",
	GoneLead:     "링크는 한 번만 사용할 수 있으며 초대는 3일, 다른 링크는 15분 동안 유효합니다. 이미 사용했거나, 시간이 지났거나, 취소되었거나, 새 링크가 발급되었습니다.",
	GoneFirst:    "아직 운영자가 없으면 Keyporter를 다시 시작합니다. 시작할 때 새 링크가 출력됩니다.",
	GoneReset:    "운영자가 있으면 Keyporter를 실행하는 담당자가 다음 명령 중 하나로 새 링크를 만듭니다.",
	GoneCommands: "새 링크를 만드는 명령",
}

var meEnglish = Me{
	Title:           "Your settings",
	Lead:            "They belong to you as an operator of Keyporter, not to an IAM user.",
	Profile:         "Operator",
	Name:            "Name",
	Role:            "Role",
	Since:           "Operator since",
	Appearance:      "Preferences",
	Language:        "Language",
	BrowserLanguage: "As the browser asks",
	Theme:           "Theme",
	SystemTheme:     "As the system is set",
	Light:           "Light",
	Dark:            "Dark",
	Zone:            "Time zone",
	ZoneHint:        "Of the times on pages: a name of the IANA list, such as Asia/Seoul. Files and mails keep UTC.",
	Density:         "Rows of tables",
	Compact:         "Compact",
	Cosy:            "Roomy",
	Keys:            "Single-key shortcuts",
	KeysHint:        "/ goes to the search, ? shows all shortcuts. Turn them off where you speak to your computer.",
	KeysOn:          "On",
	KeysOff:         "Off",
	Save:            "Save settings",
	Saved:           "Your settings are saved.",
	PasswordTitle:   "Password",
	PasswordLead:    "Your sessions in other browsers end.",
	Present:         "Present password",
	Password:        "New password",
	PasswordHint:    "At least %s characters. A sentence is fine.",
	Repeat:          "Repeat new password",
	Change:          "Change password",
	Changed:         "Your password is changed. Your other sessions have ended.",
	SessionTitle:    "This session",
	SessionLead:     "It ends after 15 minutes without use, and after 8 hours in any case. Signing out loses the secrets that still wait in it.",
	SignOut:         "Sign out",
}

var meKorean = Me{
	Title:           "내 설정",
	Lead:            "IAM 사용자가 아니라 Keyporter 운영자에 대한 설정입니다.",
	Profile:         "운영자",
	Name:            "이름",
	Role:            "역할",
	Since:           "운영자 등록일",
	Appearance:      "환경 설정",
	Language:        "언어",
	BrowserLanguage: "브라우저 설정에 따름",
	Theme:           "테마",
	SystemTheme:     "시스템 설정에 따름",
	Light:           "밝게",
	Dark:            "어둡게",
	Zone:            "표준 시간대",
	ZoneHint:        "페이지에 표시하는 시각에 적용합니다. IANA 목록의 이름을 입력합니다. 예: Asia/Seoul. 파일과 메일은 UTC를 사용합니다.",
	Density:         "표의 행 간격",
	Compact:         "좁게",
	Cosy:            "넓게",
	Keys:            "단일 키 단축키",
	KeysHint:        "/ 키는 검색으로 이동하고 ? 키는 모든 단축키를 보여 줍니다. 음성 입력을 사용하면 끄는 것이 좋습니다.",
	KeysOn:          "사용",
	KeysOff:         "사용 안 함",
	Save:            "설정 저장",
	Saved:           "설정을 저장했습니다.",
	PasswordTitle:   "암호",
	PasswordLead:    "다른 브라우저의 세션이 끝납니다.",
	Present:         "현재 암호",
	Password:        "새 암호",
	PasswordHint:    "%s자 이상이어야 합니다. 문장도 사용할 수 있습니다.",
	Repeat:          "새 암호 확인",
	Change:          "암호 변경",
	Changed:         "암호를 변경했습니다. 다른 세션은 모두 끝났습니다.",
	SessionTitle:    "현재 세션",
	SessionLead:     "15분 동안 사용하지 않으면 끝나며, 늦어도 8시간 뒤에 끝납니다. 로그아웃하면 이 세션에서 기다리는 비밀 값을 잃습니다.",
	SignOut:         "로그아웃",
}
