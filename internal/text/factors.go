package text

// Factors holds the words about second factors: the page that asks for a fresh
// proof, the second step of signing in, and the pages on which they are added and
// removed.
type Factors struct {
	ProofTitle string
	ProofLead  string // %s: minutes that a proof counts
	Kept       string // what was sent is carried out after the proof
	Dropped    string // passwords are not kept
	TooLong    string // what was sent is not kept
	Code       string
	CodeHint   string
	Recovery   string // where there is no authenticator app
	OnceHint   string
	Password   string
	Prove      string
	Back       string

	StepTitle string
	StepLead  string // %s: the operator
	StepGone  string
	Other     string // sign in as somebody else
	NoCode    string

	Title     string
	Lead      string
	Demanded  string
	None      string
	Has       string // in the summary of one's settings
	HasNone   string
	Change    string
	AppTitle  string
	AppLead   string
	AppSince  string
	AppAdd    string
	AppAgain  string
	AppRemove string
	Others    string // what a change of factors ends
	AppOn     string
	AppOff    string

	SeedTitle   string
	SeedLead    string
	Picture     string
	Seed        string
	SeedCode    string
	SeedConfirm string
	SeedExpires string

	KeysTitle   string
	KeysLead    string
	KeysNone    string
	KeysPlace   string // browsers cannot use passkeys at this address
	KeyAdd      string
	KeyRemove   string
	KeyRemoveOf string // %s: the name
	KeyName     string
	KeyAdded    string
	KeyUsed     string
	KeyNever    string
	KeyNewTitle string
	KeyNewLead  string
	KeyMake     string
	KeyUse      string
	KeyUseLead  string
	KeyAsk      string // shown where the page cannot ask by itself
	KeyFailed   string // the browser or the person declined
	KeyNoScript string
	KeyOn       string
	KeyOff      string

	RecoveryTitle string
	RecoveryLead  string
	RecoveryLeft  string // %s: how many are left, %s: of how many
	RecoveryMake  string
	RecoveryAgain string // making new ones ends the old ones
	CodesTitle    string
	CodesLead     string
	CodesSave     string
	CodesDone     string

	RulesTitle   string
	RulesLead    string
	RulesFactor  string
	RulesAll     string
	RulesOffered string
	RulesIdle    string
	RulesLife    string
	RulesProof   string
	RulesGuesses string
	RulesTries   string // %s: tries, %s: minutes
	RulesLinks   string
	RulesBare    string // how many operators have no second factor
	Minutes      string // %s
	Hours        string // %s
}

var factorsEnglish = Factors{
	ProofTitle: "Prove that it is you",
	ProofLead:  "What you asked for needs a proof that is not older than %s minutes.",
	Kept:       "What you have sent is kept. It is carried out as soon as you have proved it.",
	Dropped:    "Passwords that you typed are not kept. They are asked for again.",
	TooLong:    "What you have sent cannot be kept here. Prove that it is you, then send the form again.",
	Code:       "Code of the authenticator app",
	CodeHint:   "Six digits. A recovery code counts as well, once.",
	Recovery:   "Recovery code",
	OnceHint:   "It counts once.",
	Password:   "Your password",
	Prove:      "Prove and go on",
	Back:       "Go back",

	StepTitle: "Second step",
	StepLead:  "The password of %s is right. Now the second factor.",
	StepGone:  "This sign-in took too long, or was ended. Begin again.",
	Other:     "Begin again",
	NoCode:    "Neither phone nor recovery code at hand? Whoever runs Keyporter makes a link with this command; it removes the second factor:",

	Title:     "Second factor",
	Lead:      "Asked for at sign-in beside the password, and before powerful acts.",
	Demanded:  "Every operator of this Keyporter must have a second factor. Add one to go on.",
	None:      "You have no second factor. Whoever learns your password can sign in as you.",
	Has:       "In use",
	HasNone:   "None",
	Change:    "Manage second factor",
	AppTitle:  "Authenticator app",
	AppLead:   "An app on the phone that shows a new code every thirty seconds.",
	AppSince:  "In use since",
	AppAdd:    "Set up authenticator app",
	AppAgain:  "Set up another app",
	AppRemove: "Remove authenticator app",
	Others:    "Your sessions in other browsers end.",
	AppOn:     "The authenticator app is in use. Your other sessions have ended.",
	AppOff:    "The authenticator app is removed. Your other sessions have ended.",

	SeedTitle:   "Set up authenticator app",
	SeedLead:    "Scan the picture with the app, or type the key into it. Then type the code that it shows.",
	Picture:     "QR code for the authenticator app",
	Seed:        "Key",
	SeedCode:    "Code that the app shows",
	SeedConfirm: "Confirm authenticator app",
	SeedExpires: "Picture and key are shown for 15 minutes. Who sees them can make the same codes.",

	KeysTitle:   "Passkeys",
	KeysLead:    "A security key, or the lock of a phone or computer. It cannot be tricked into answering for another site.",
	KeysNone:    "No passkeys yet",
	KeysPlace:   "Browsers use passkeys only at a name with HTTPS, or at localhost. This page has another address.",
	KeyAdd:      "Add passkey",
	KeyRemove:   "Remove",
	KeyRemoveOf: "Remove passkey %s",
	KeyName:     "Name",
	KeyAdded:    "Added",
	KeyUsed:     "Last used",
	KeyNever:    "Never",
	KeyNewTitle: "Add passkey",
	KeyNewLead:  "Give it a name by which you know it again. The browser asks for the rest.",
	KeyMake:     "Make passkey",
	KeyUse:      "Use passkey",
	KeyUseLead:  "The browser asks for your security key, or for the lock of this device.",
	KeyAsk:      "Prove by a passkey",
	KeyFailed:   "The passkey did not answer. Try again.",
	KeyNoScript: "Passkeys need scripts, which this browser does not run here.",
	KeyOn:       "The passkey is in use. Your other sessions have ended.",
	KeyOff:      "The passkey is removed. Your other sessions have ended.",

	RecoveryTitle: "Recovery codes",
	RecoveryLead:  "Each stands in for the second factor once, for the day on which the phone is lost.",
	RecoveryLeft:  "%s of %s left",
	RecoveryMake:  "Make new recovery codes",
	RecoveryAgain: "New ones take the place of those from before.",
	CodesTitle:    "Your recovery codes",
	CodesLead:     "They are shown now and never again. Each works once. Keep them where the phone is not.",
	CodesSave:     "Download codes",
	CodesDone:     "Go on",

	RulesTitle:   "Sign-in rules",
	RulesLead:    "What holds for everybody who signs in to this Keyporter.",
	RulesFactor:  "Second factor",
	RulesAll:     "Demanded of every operator",
	RulesOffered: "Offered to every operator",
	RulesIdle:    "A session ends without use after",
	RulesLife:    "A session ends in any case after",
	RulesProof:   "A proof counts for powerful acts",
	RulesGuesses: "Wrong tries for each operator",
	RulesTries:   "%s in %s minutes, for the password and for the second factor",
	RulesLinks:   "A link to a new password works for",
	RulesBare:    "Operators without a second factor",
	Minutes:      "%s minutes",
	Hours:        "%s hours",
}

var factorsKorean = Factors{
	ProofTitle: "본인 확인",
	ProofLead:  "요청한 작업에는 최근 %s분 이내의 본인 확인이 필요합니다.",
	Kept:       "보낸 내용은 그대로 유지됩니다. 본인 확인이 끝나면 바로 실행됩니다.",
	Dropped:    "입력한 암호는 유지되지 않으며 다시 입력해야 합니다.",
	TooLong:    "보낸 내용을 여기에 유지할 수 없습니다. 본인 확인을 한 뒤 양식을 다시 보냅니다.",
	Code:       "인증 앱 코드",
	CodeHint:   "6자리 숫자입니다. 복구 코드도 한 번 사용할 수 있습니다.",
	Recovery:   "복구 코드",
	OnceHint:   "한 번만 사용할 수 있습니다.",
	Password:   "내 암호",
	Prove:      "확인하고 계속",
	Back:       "뒤로 이동",

	StepTitle: "2단계 인증",
	StepLead:  "%s 운영자의 암호를 확인했습니다. 이제 2단계 인증이 필요합니다.",
	StepGone:  "로그인 시간이 지났거나 이미 끝난 로그인입니다. 처음부터 다시 로그인합니다.",
	Other:     "처음부터 다시 로그인",
	NoCode:    "휴대전화와 복구 코드가 모두 없는 경우 Keyporter를 실행하는 담당자가 다음 명령으로 링크를 만듭니다. 이 링크는 2단계 인증을 제거합니다.",

	Title:     "2단계 인증",
	Lead:      "로그인할 때 암호와 함께, 그리고 중요한 작업을 하기 전에 확인합니다.",
	Demanded:  "이 Keyporter의 모든 운영자는 2단계 인증을 사용해야 합니다. 계속하려면 2단계 인증을 추가합니다.",
	None:      "2단계 인증이 없습니다. 암호를 아는 사람은 누구나 이 운영자로 로그인할 수 있습니다.",
	Has:       "사용 중",
	HasNone:   "없음",
	Change:    "2단계 인증 관리",
	AppTitle:  "인증 앱",
	AppLead:   "30초마다 새 코드를 표시하는 휴대전화 앱입니다.",
	AppSince:  "사용 시작",
	AppAdd:    "인증 앱 설정",
	AppAgain:  "다른 앱 설정",
	AppRemove: "인증 앱 제거",
	Others:    "다른 브라우저의 세션이 끝납니다.",
	AppOn:     "인증 앱을 사용합니다. 다른 세션은 모두 끝났습니다.",
	AppOff:    "인증 앱을 제거했습니다. 다른 세션은 모두 끝났습니다.",

	SeedTitle:   "인증 앱 설정",
	SeedLead:    "앱으로 QR 코드를 스캔하거나 키를 입력한 다음 앱에 표시되는 코드를 입력합니다.",
	Picture:     "인증 앱용 QR 코드",
	Seed:        "키",
	SeedCode:    "앱에 표시된 코드",
	SeedConfirm: "인증 앱 확인",
	SeedExpires: "QR 코드와 키는 15분 동안 표시됩니다. 이를 본 사람은 같은 코드를 만들 수 있습니다.",

	KeysTitle:   "패스키",
	KeysLead:    "보안 키 또는 휴대전화나 컴퓨터의 잠금 해제를 사용합니다. 다른 사이트에 속아 응답하는 일이 없습니다.",
	KeysNone:    "아직 패스키가 없습니다",
	KeysPlace:   "브라우저는 HTTPS를 사용하는 도메인 이름이나 localhost에서만 패스키를 사용합니다. 지금 주소에서는 사용할 수 없습니다.",
	KeyAdd:      "패스키 추가",
	KeyRemove:   "제거",
	KeyRemoveOf: "제거: 패스키 %s",
	KeyName:     "이름",
	KeyAdded:    "추가일",
	KeyUsed:     "마지막 사용",
	KeyNever:    "사용한 적 없음",
	KeyNewTitle: "패스키 추가",
	KeyNewLead:  "알아보기 쉬운 이름을 입력합니다. 나머지는 브라우저가 안내합니다.",
	KeyMake:     "패스키 생성",
	KeyUse:      "패스키 사용",
	KeyUseLead:  "브라우저가 보안 키나 이 기기의 잠금 해제를 요청합니다.",
	KeyAsk:      "패스키로 확인",
	KeyFailed:   "패스키가 응답하지 않았습니다. 다시 시도합니다.",
	KeyNoScript: "패스키를 사용하려면 스크립트가 필요하지만 지금 이 브라우저에서는 실행되지 않습니다.",
	KeyOn:       "패스키를 사용합니다. 다른 세션은 모두 끝났습니다.",
	KeyOff:      "패스키를 제거했습니다. 다른 세션은 모두 끝났습니다.",

	RecoveryTitle: "복구 코드",
	RecoveryLead:  "휴대전화를 잃어버렸을 때 2단계 인증 대신 한 번씩 사용할 수 있습니다.",
	RecoveryLeft:  "%s개 남음 / 전체 %s개",
	RecoveryMake:  "새 복구 코드 생성",
	RecoveryAgain: "새로 만들면 이전 복구 코드는 사용할 수 없습니다.",
	CodesTitle:    "내 복구 코드",
	CodesLead:     "지금 한 번만 표시됩니다. 코드마다 한 번씩 사용할 수 있습니다. 휴대전화와 다른 곳에 보관합니다.",
	CodesSave:     "코드 다운로드",
	CodesDone:     "계속",

	RulesTitle:   "로그인 규칙",
	RulesLead:    "이 Keyporter에 로그인하는 모든 사람에게 적용됩니다.",
	RulesFactor:  "2단계 인증",
	RulesAll:     "모든 운영자에게 필수",
	RulesOffered: "모든 운영자에게 선택",
	RulesIdle:    "사용하지 않을 때 세션이 끝나는 시간",
	RulesLife:    "세션의 최대 시간",
	RulesProof:   "중요한 작업에 본인 확인이 유효한 시간",
	RulesGuesses: "운영자마다 허용되는 잘못된 시도",
	RulesTries:   "%s회 / %s분, 암호와 2단계 인증에 각각 적용",
	RulesLinks:   "새 암호 링크의 유효 시간",
	RulesBare:    "2단계 인증이 없는 운영자",
	Minutes:      "%s분",
	Hours:        "%s시간",
}
