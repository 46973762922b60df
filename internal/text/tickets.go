package text

// Tickets holds the words of the hand-over pages.
type Tickets struct {
	KeyTitle      string // %s: the user
	PasswordTitle string // %s: the user
	KeyLead       string
	PasswordLead  string
	User          string
	KeyID         string
	Secret        string
	Password      string
	SignIn        string
	Nowhere       string // the sandbox has no console

	Until     string // %s: the time, %s: minutes left
	Left      string // %s: minutes
	Unclaimed string // what happens when nobody takes it
	ShowState string
	TakeState string
	NotShown  string
	ShownAt   string // %s: when
	NotTaken  string
	TakenAt   string // %s: form, %s: when

	Show       string
	ShowHint   string
	Download   string
	DownHint   string
	FileForm   string
	Saved      string
	SavedHint  string
	Lost       string
	LostKey    string
	LostLogin  string
	ToUser     string
	OpenTitle  string
	OpenLead   string
	CopyID     string
	CopySecret string
	CopyPass   string
	CopyUser   string
	CopyURL    string
	Copy       string
	Use        string
	UseHint    string
	AsText     string
	NoComma    string // the import form cannot hold the name

	Proof        string
	ProofPending string
	ProofLater   string // on the page with the secret, which does not renew itself
	ProofOK      string
	ProofBad     string
	ProofNone    string
	ProofNot     string

	EndSaved     string
	EndReceived  string
	EndUnclaimed string
	EndCleaning  string // unclaimed or lost, and AWS still has it
	EndLost      string
	EndRestored  string
	EndRemoved   string
	EndAt        string // %s: when

	FormKeys        string
	FormImport      string
	FormCredentials string
	FormEnv         string
	FormLogin       string
}

var ticketsEnglish = Tickets{
	KeyTitle:      "Access key for %s",
	PasswordTitle: "Console password for %s",
	KeyLead:       "A new key waits for you. Its secret can be shown once and downloaded once, in any order.",
	PasswordLead:  "A new password waits for you. It can be shown once and downloaded once, in any order.",
	User:          "User name",
	KeyID:         "Access key ID",
	Secret:        "Secret access key",
	Password:      "Password",
	SignIn:        "Console sign-in URL",
	Nowhere:       "The account is the sandbox: this address leads nowhere.",

	Until:     "Until %s (%s).",
	Left:      "minutes left: %s",
	Unclaimed: "What nobody has seen or taken by then is withdrawn from AWS.",
	ShowState: "On screen",
	TakeState: "As a file",
	NotShown:  "not shown yet",
	ShownAt:   "shown %s",
	NotTaken:  "not downloaded yet",
	TakenAt:   "downloaded %s: %s",

	Show:       "Show secret",
	ShowHint:   "This works one time. Look at the page only where nobody else sees the screen.",
	Download:   "Download file",
	DownHint:   "This works one time. Keyporter keeps no copy.",
	FileForm:   "Form of the file",
	Saved:      "Finish: I saved it",
	SavedHint:  "What Keyporter still holds of the secret is destroyed.",
	Lost:       "Withdraw: I did not get it",
	LostKey:    "The key is deleted in AWS, and you can create another.",
	LostLogin:  "The password is removed in AWS, and you can set another.",
	ToUser:     "Go to the user",
	OpenTitle:  "Save this secret now",
	OpenLead:   "After you leave this page it cannot be shown again, by anyone.",
	CopyID:     "Copy ID",
	CopySecret: "Copy secret",
	CopyPass:   "Copy password",
	CopyUser:   "Copy user name",
	CopyURL:    "Copy URL",
	Copy:       "Copy text",
	Use:        "Use it",
	UseHint:    "Ready to paste, with the secret filled in. Keep it out of repositories.",
	AsText:     "Files as text",
	NoComma:    "The user name has a comma, which aws configure import cannot read.",

	Proof:        "Test of the key",
	ProofPending: "AWS is still learning this key. The test goes on for up to 30 seconds.",
	ProofLater:   "The page of the ticket shows how it ends; this page stays as it is.",
	ProofOK:      "AWS accepts the key.",
	ProofBad:     "AWS did not accept the key within 30 seconds. It may still need time; its last use will show on the page of the user.",
	ProofNone:    "This endpoint has no STS, so the key cannot be tested. Its last use will show on the page of the user.",
	ProofNot:     "Keyporter was restarted before the test ended. The last use of the key will show on the page of the user.",

	EndSaved:     "You said that you saved it. Keyporter holds nothing of it any more.",
	EndReceived:  "The time is over. It was received; Keyporter holds nothing of it any more.",
	EndUnclaimed: "The time is over and nobody saw it. It was withdrawn from AWS.",
	EndCleaning:  "It is being withdrawn from AWS. Keyporter tries again while AWS does not answer.",
	EndLost:      "You said that you did not get it. It was withdrawn from AWS.",
	EndRemoved:   "The demo data was removed, and this with it.",
	EndRestored:  "The database was restored from an old copy, and the secret was dropped: whether somebody has it is not known. Delete the key if nobody has it.",
	EndAt:        "Ended %s",

	FormKeys:        "CSV file of AWS's console",
	FormImport:      "CSV file for aws configure import",
	FormCredentials: "Block for ~/.aws/credentials",
	FormEnv:         "Environment file (.env)",
	FormLogin:       "CSV file of AWS's console",
}

var ticketsKorean = Tickets{
	KeyTitle:      "%s 사용자의 액세스 키",
	PasswordTitle: "%s 사용자의 콘솔 암호",
	KeyLead:       "새 키가 기다리고 있습니다. 비밀 액세스 키는 순서와 관계없이 한 번 표시하고 한 번 다운로드할 수 있습니다.",
	PasswordLead:  "새 암호가 기다리고 있습니다. 순서와 관계없이 한 번 표시하고 한 번 다운로드할 수 있습니다.",
	User:          "사용자 이름",
	KeyID:         "액세스 키 ID",
	Secret:        "비밀 액세스 키",
	Password:      "암호",
	SignIn:        "콘솔 로그인 URL",
	Nowhere:       "이 계정은 샌드박스입니다. 이 주소로는 연결되지 않습니다.",

	Until:     "%s까지 (%s).",
	Left:      "%s분 남음",
	Unclaimed: "그때까지 아무도 보거나 받지 않으면 AWS에서 회수합니다.",
	ShowState: "화면 표시",
	TakeState: "파일",
	NotShown:  "아직 표시하지 않음",
	ShownAt:   "%s에 표시함",
	NotTaken:  "아직 다운로드하지 않음",
	TakenAt:   "다운로드함 (%s): %s",

	Show:       "비밀 값 표시",
	ShowHint:   "한 번만 작동합니다. 다른 사람이 화면을 볼 수 없는 곳에서 확인합니다.",
	Download:   "파일 다운로드",
	DownHint:   "한 번만 작동합니다. Keyporter는 사본을 보관하지 않습니다.",
	FileForm:   "파일 형식",
	Saved:      "완료: 저장함",
	SavedHint:  "Keyporter에 남은 비밀 값이 폐기됩니다.",
	Lost:       "회수: 받지 못함",
	LostKey:    "AWS에서 키가 삭제되며 새로 만들 수 있습니다.",
	LostLogin:  "AWS에서 암호가 제거되며 새로 설정할 수 있습니다.",
	ToUser:     "사용자 페이지로 이동",
	OpenTitle:  "지금 비밀 값 저장",
	OpenLead:   "이 페이지를 떠나면 누구도 다시 볼 수 없습니다.",
	CopyID:     "ID 복사",
	CopySecret: "비밀 키 복사",
	CopyPass:   "암호 복사",
	CopyUser:   "사용자 이름 복사",
	CopyURL:    "URL 복사",
	Copy:       "텍스트 복사",
	Use:        "사용하기",
	UseHint:    "비밀 값이 채워져 있어 그대로 붙여 넣을 수 있습니다. 저장소에 올리지 않아야 합니다.",
	AsText:     "텍스트로 보는 파일",
	NoComma:    "사용자 이름에 쉼표가 있어 aws configure import가 읽을 수 없습니다.",

	Proof:        "키 테스트",
	ProofPending: "AWS에 아직 키가 퍼지는 중입니다. 최대 30초 동안 테스트합니다.",
	ProofLater:   "결과는 전달 페이지에 표시됩니다. 이 페이지는 그대로 유지됩니다.",
	ProofOK:      "AWS가 이 키를 받아들입니다.",
	ProofBad:     "30초 안에 AWS가 이 키를 받아들이지 않았습니다. 시간이 더 필요할 수 있으며, 마지막 사용은 사용자 페이지에 표시됩니다.",
	ProofNone:    "이 엔드포인트에는 STS가 없어 키를 테스트할 수 없습니다. 마지막 사용은 사용자 페이지에 표시됩니다.",
	ProofNot:     "테스트가 끝나기 전에 Keyporter가 다시 시작되었습니다. 마지막 사용은 사용자 페이지에 표시됩니다.",

	EndSaved:     "저장했다고 알렸습니다. Keyporter에는 아무것도 남아 있지 않습니다.",
	EndReceived:  "시간이 끝났습니다. 전달이 끝났으며 Keyporter에는 아무것도 남아 있지 않습니다.",
	EndUnclaimed: "시간이 끝날 때까지 아무도 보지 않아 AWS에서 회수했습니다.",
	EndCleaning:  "AWS에서 회수하는 중입니다. AWS가 응답하지 않으면 다시 시도합니다.",
	EndLost:      "받지 못했다고 알렸습니다. AWS에서 회수했습니다.",
	EndRemoved:   "데모 데이터를 제거하면서 함께 제거했습니다.",
	EndRestored:  "데이터베이스를 오래된 복사본에서 복원하여 비밀 값을 폐기했습니다. 누군가 이미 받았는지는 알 수 없습니다. 받은 사람이 없다면 키를 삭제하십시오.",
	EndAt:        "%s에 종료됨",

	FormKeys:        "AWS 콘솔의 CSV 파일",
	FormImport:      "aws configure import용 CSV 파일",
	FormCredentials: "~/.aws/credentials에 넣을 블록",
	FormEnv:         "환경 파일(.env)",
	FormLogin:       "AWS 콘솔의 CSV 파일",
}

// Form returns the words for a form of credential file, by its id.
func (t Tickets) Form(id string) string {
	switch id {
	case "keys":
		return t.FormKeys
	case "import":
		return t.FormImport
	case "credentials":
		return t.FormCredentials
	case "env":
		return t.FormEnv
	case "login":
		return t.FormLogin
	}
	return id
}
