package text

// ConsoleTab holds the words of a user's tab for console access.
type ConsoleTab struct {
	On              string
	Off             string
	OffText         string
	Unknown         string
	What            string
	SignInURL       string
	SandboxSignIn   string
	Since           string
	MustChange      string
	Yes             string
	No              string
	EnableTitle     string
	Enable          string
	ResetTitle      string
	ResetLead       string
	Reset           string
	RemoveTitle     string
	RemoveLead      string
	Remove          string
	PasswordLegend  string
	Generated       string
	GeneratedHint   string
	Custom          string
	CustomHint      string
	Password        string
	PasswordHint    string
	MustChangeLabel string
	MustChangeHint  string
	HandOver        string
}

var consoleTabEnglish = ConsoleTab{
	On:              "This user can sign in to the AWS console.",
	Off:             "No console access",
	OffText:         "This user has no console password. Access keys work without one.",
	Unknown:         "Whether this user has a console password could not be read.",
	What:            "Console password",
	SignInURL:       "Console sign-in URL",
	SandboxSignIn:   "The sandbox has no console: this address leads nowhere.",
	Since:           "Password since",
	MustChange:      "Must change password at next sign-in",
	Yes:             "Yes",
	No:              "No",
	EnableTitle:     "Enable console access",
	Enable:          "Enable console access",
	ResetTitle:      "Reset password",
	ResetLead:       "The old password stops working at once. Sessions that are open stay open.",
	Reset:           "Reset password",
	RemoveTitle:     "Remove console access",
	RemoveLead:      "The password is deleted and the user can no longer sign in to the console. Access keys keep working. Console access can be enabled again with a new password.",
	Remove:          "Remove console access",
	PasswordLegend:  "Password",
	Generated:       "Generated password",
	GeneratedHint:   "Keyporter makes a strong one and shows it once.",
	Custom:          "Custom password",
	CustomHint:      "Type it below. It must meet the password policy of the account.",
	Password:        "Password of your choice",
	PasswordHint:    "Only with a custom password. At most 128 characters.",
	MustChangeLabel: "The user must choose a new password at the next sign-in",
	MustChangeHint:  "For this the user needs the right to change the password, as the policy IAMUserChangePassword gives it.",
	HandOver:        "The next page shows user name, password and sign-in URL once, and gives them as a file once.",
}

var consoleTabKorean = ConsoleTab{
	On:              "이 사용자는 AWS 콘솔에 로그인할 수 있습니다.",
	Off:             "콘솔 액세스 없음",
	OffText:         "이 사용자에게는 콘솔 암호가 없습니다. 액세스 키는 암호 없이도 작동합니다.",
	Unknown:         "이 사용자에게 콘솔 암호가 있는지 읽지 못했습니다.",
	What:            "콘솔 암호",
	SignInURL:       "콘솔 로그인 URL",
	SandboxSignIn:   "샌드박스에는 콘솔이 없으므로 이 주소는 어디로도 연결되지 않습니다.",
	Since:           "암호 설정일",
	MustChange:      "다음 로그인 시 암호 변경 필요",
	Yes:             "예",
	No:              "아니요",
	EnableTitle:     "콘솔 액세스 활성화",
	Enable:          "콘솔 액세스 활성화",
	ResetTitle:      "암호 재설정",
	ResetLead:       "이전 암호는 바로 사용할 수 없게 됩니다. 이미 열려 있는 세션은 유지됩니다.",
	Reset:           "암호 재설정",
	RemoveTitle:     "콘솔 액세스 제거",
	RemoveLead:      "암호가 삭제되어 사용자는 더 이상 콘솔에 로그인할 수 없습니다. 액세스 키는 계속 작동합니다. 새 암호로 콘솔 액세스를 다시 활성화할 수 있습니다.",
	Remove:          "콘솔 액세스 제거",
	PasswordLegend:  "암호",
	Generated:       "자동 생성 암호",
	GeneratedHint:   "Keyporter가 강력한 암호를 만들어 한 번만 표시합니다.",
	Custom:          "사용자 지정 암호",
	CustomHint:      "아래에 입력합니다. 계정의 암호 정책을 충족해야 합니다.",
	Password:        "직접 정한 암호",
	PasswordHint:    "사용자 지정 암호를 선택한 경우에만 입력합니다. 최대 128자입니다.",
	MustChangeLabel: "사용자는 다음 로그인 시 새 암호를 정해야 합니다",
	MustChangeHint:  "이를 위해 사용자에게는 IAMUserChangePassword 정책과 같은 암호 변경 권한이 필요합니다.",
	HandOver:        "다음 페이지에서 사용자 이름, 암호, 로그인 URL을 한 번 표시하고 파일로 한 번 제공합니다.",
}
