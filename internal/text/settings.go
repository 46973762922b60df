package text

// Settings holds the words of the settings of Keyporter itself.
type Settings struct {
	Tabs  string // name of the links between the pages of settings
	Keys  string // short, for a tab
	Fixed string // %s: the option that decides
	Set   string // %s: the operator, %s: the time
	Save  string

	General     string
	GeneralLead string
	Public      string
	PublicHint  string
	PublicNone  string
	PublicUses  string // what follows the address
	Cookies     string // what does not
	Passkey     string // what a new host does to passkeys
	Mode        string
	ModeOn      string
	ModeOff     string
	ModeHow     string

	Thresholds     string
	ThresholdsLead string
	KeyAge         string
	KeyAgeHint     string
	Unused         string
	UnusedHint     string
	Rotation       string // that nothing is stopped by it
	KeyRule        string // of the link

	SignInForm  string
	Factor      string
	FactorAll   string
	FactorSome  string
	FactorUsual string // as the kind of account says
	FactorBare  string // what happens to those without one
	Idle        string // minutes
	Life        string // hours
	LengthHint  string // %s: the least, %s: the greatest, %s: what is usual
	AtOnce      string
	Provider    string // the OpenID Connect provider
}

var settingsEnglish = Settings{
	Tabs:  "Settings",
	Keys:  "Lifetimes",
	Fixed: "Keyporter was started with %s, which decides this. Start it without, and it can be changed here.",
	Set:   "Set by %s on %s",
	Save:  "Save settings",

	General:     "General",
	GeneralLead: "How people reach this Keyporter.",
	Public:      "Public address",
	PublicHint:  "As https://keys.example.com, without a path. Empty: the address in the browser.",
	PublicNone:  "the address in the browser",
	PublicUses:  "Links in invitations and reminders, the way back from a sign-in provider, and the origin that forms may come from follow this address, in every process at once.",
	Cookies:     "Cookies that browsers send over HTTPS only, and the header that keeps them on HTTPS, need the certificate or the address when Keyporter starts: --tls-cert or --public-url.",
	Passkey:     "A passkey works under the host name under which it was added. Under another one operators sign in with their app or a recovery code, and add it again.",
	Mode:        "Read-only mode",
	ModeOn:      "On: nothing in the account is changed",
	ModeOff:     "Off",
	ModeHow:     "It is chosen when Keyporter starts: --read-only.",

	Thresholds:     "Thresholds",
	ThresholdsLead: "From when on something is among the findings and among what is unused.",
	KeyAge:         "Old from so many days on",
	KeyAgeHint:     "An active access key that was made earlier is a finding.",
	Unused:         "Unused from so many days on",
	UnusedHint:     "An active access key that was not used for so long is a finding, and the page of what is unused begins with this number.",
	Rotation:       "A threshold shows and stops nothing. Keys end by their lifetime.",
	KeyRule:        "Lifetime of access keys",

	SignInForm:  "Change rules",
	Factor:      "Second factor",
	FactorAll:   "Demanded of every operator",
	FactorSome:  "Offered to every operator",
	FactorUsual: "As usual: offered with the sandbox, demanded otherwise",
	FactorBare:  "Where it is demanded, operators who have none add one before they can do anything else.",
	Idle:        "Minutes without use after which a session ends",
	Life:        "Hours after which a session ends in any case",
	LengthHint:  "From %s to %s. Usual is %s.",
	AtOnce:      "Sessions that have lasted longer than the new rules allow end with their next request.",
	Provider:    "Sign-in provider",
}

var settingsKorean = Settings{
	Tabs:  "설정",
	Keys:  "사용 기한",
	Fixed: "Keyporter를 %s 옵션으로 시작했으므로 이 옵션이 우선합니다. 옵션 없이 시작하면 여기에서 변경할 수 있습니다.",
	Set:   "설정한 운영자: %s, %s",
	Save:  "설정 저장",

	General:     "일반",
	GeneralLead: "이 Keyporter에 접속하는 방법입니다.",
	Public:      "공개 주소",
	PublicHint:  "https://keys.example.com 형식으로 경로 없이 입력합니다. 비워 두면 브라우저의 주소를 사용합니다.",
	PublicNone:  "브라우저의 주소",
	PublicUses:  "초대와 알림의 링크, 로그인 공급자에서 돌아오는 주소, 양식을 보낼 수 있는 출처가 이 주소를 따릅니다. 모든 프로세스에 바로 적용됩니다.",
	Cookies:     "HTTPS로만 보내는 쿠키와 HTTPS를 유지하는 헤더를 사용하려면 시작할 때 인증서나 주소를 지정해야 합니다(--tls-cert 또는 --public-url).",
	Passkey:     "패스키는 추가한 호스트 이름에서만 사용할 수 있습니다. 호스트 이름이 바뀌면 인증 앱이나 복구 코드로 로그인한 뒤 패스키를 다시 추가합니다.",
	Mode:        "읽기 전용 모드",
	ModeOn:      "켜짐: 계정의 어떤 것도 변경하지 않습니다",
	ModeOff:     "꺼짐",
	ModeHow:     "Keyporter를 시작할 때 --read-only 옵션으로 정합니다.",

	Thresholds:     "점검 기준",
	ThresholdsLead: "점검 결과와 미사용 목록에 나타나는 기준입니다.",
	KeyAge:         "오래된 키 기준(일)",
	KeyAgeHint:     "만든 지 이 기간이 지난 활성 액세스 키가 점검 결과에 나타납니다.",
	Unused:         "미사용 키 기준(일)",
	UnusedHint:     "이 기간 동안 사용하지 않은 활성 액세스 키가 점검 결과에 나타나며, 미사용 페이지도 이 일수로 시작합니다.",
	Rotation:       "점검 기준은 표시에만 사용하며 키를 비활성화하지 않습니다. 키는 사용 기한이 지나면 비활성화됩니다.",
	KeyRule:        "액세스 키 사용 기한",

	SignInForm:  "규칙 변경",
	Factor:      "2단계 인증",
	FactorAll:   "모든 운영자에게 필수",
	FactorSome:  "모든 운영자에게 선택 사항",
	FactorUsual: "기본값: 샌드박스에서는 선택, 그 외에는 필수",
	FactorBare:  "필수인 경우 2단계 인증이 없는 운영자는 먼저 추가해야 다른 작업을 할 수 있습니다.",
	Idle:        "세션 미사용 제한 시간(분)",
	Life:        "세션 최대 유지 시간(시간)",
	LengthHint:  "%s~%s 범위이며 기본값은 %s입니다.",
	AtOnce:      "새 규칙의 시간을 넘긴 세션은 다음 요청에서 끝납니다.",
	Provider:    "로그인 공급자",
}
