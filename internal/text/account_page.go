package text

// AccountPage holds the words of the page of the account's own settings.
type AccountPage struct {
	Title string
	Lead  string

	Identity  string
	ID        string
	Alias     string
	SignInURL string
	Caller    string
	Endpoint  string
	AtAWS     string
	Region    string
	Unknown   string

	AliasLead   string
	AliasField  string
	AliasHint   string
	AliasSet    string
	AliasTick   string // %s: the sign-in URL that stops working
	AliasRemove string
	AliasEnd    string // heading
	AliasEndTo  string // %s: the sign-in URL that works then

	Quotas     string
	QuotasLead string
	QuotasNone string
	Kind       string
	Used       string
	Quota      string
	Nearly     string
	Kinds      map[string]string // of GetAccountSummary

	Policy     string
	PolicyLead string
	ByAWS      string
	ByAccount  string
	Edit       string
	EditTitle  string
	EditLead   string
	Default    string
	DefaultTo  string
	DefaultGo  string
	Review     string
	ReviewGo   string
	ReviewNote string
	Change     string
	Save       string
	Cancel     string
	Same       string
	Now        string // "is now"
	Before     string
	After      string
	Setting    string
	Others     string // heading over what somebody else has changed
	Yours      string

	Length      string
	LengthHint  string // %s: least, %s: greatest
	Classes     string // %s: how many, %s: which
	Upper       string
	Lower       string
	Number      string
	Symbol      string // %s: which
	ChangeOwn   string
	ChangeHint  string
	MaxAge      string
	MaxAgeHint  string // %s: greatest
	Reuse       string
	ReuseHint   string // %s: greatest
	HardExpiry  string
	HardHint    string
	Yes         string
	No          string
	Never       string
	Days        string // %s
	Last        string // %s: how many former passwords
	AtLeast     string // %s: characters
	NotKeys     string
	NotReadable string
}

var accountPageEnglish = AccountPage{
	Title: "Account",
	Lead:  "What holds for the whole AWS account: its sign-in address, its quotas and its password rules.",

	Identity:  "Identity",
	ID:        "Account ID",
	Alias:     "Alias",
	SignInURL: "Console sign-in URL",
	Caller:    "Keyporter acts as",
	Endpoint:  "Endpoint",
	AtAWS:     "AWS",
	Region:    "Region",
	Unknown:   "Not known",

	AliasLead:   "The alias stands in the sign-in URL in place of the account ID. It is unique across all of AWS, and an account has one. The URL with the account ID goes on working.",
	AliasField:  "Alias",
	AliasHint:   "3 to 63 lower-case letters, digits and hyphens.",
	AliasSet:    "Set alias",
	AliasTick:   "%s stops working",
	AliasRemove: "Remove alias",
	AliasEnd:    "Remove alias",
	AliasEndTo:  "Users sign in at %s then.",

	Quotas:     "Quotas",
	QuotasLead: "How much of each the account has, and how much it may have.",
	QuotasNone: "The quotas could not be read.",
	Kind:       "Kind",
	Used:       "Used",
	Quota:      "Quota",
	Nearly:     "Nearly full",
	Kinds: map[string]string{
		"Users": "Users", "Groups": "Groups", "Policies": "Customer managed policies", "Roles": "Roles",
		"InstanceProfiles": "Instance profiles", "ServerCertificates": "Server certificates", "PolicyVersionsInUse": "Policy versions in use",
		"AccessKeysPerUser": "Access keys per user", "AttachedPoliciesPerUser": "Managed policies per user",
		"AttachedPoliciesPerGroup": "Managed policies per group", "AttachedPoliciesPerRole": "Managed policies per role",
		"GroupsPerUser": "Groups per user", "VersionsPerPolicy": "Versions per policy", "PolicySize": "Characters of a managed policy",
		"UserPolicySize": "Characters of a user's inline policies", "GroupPolicySize": "Characters of a group's inline policies",
		"RolePolicySize": "Characters of a role's inline policies", "AssumeRolePolicySize": "Characters of a role's trust policy",
		"SigningCertificatesPerUser": "Signing certificates per user", "GlobalEndpointTokenVersion": "Version of the global STS endpoint's tokens",
		"AccountPasswordPresent": "Password of the root user", "MFADevices": "MFA devices", "MFADevicesInUse": "MFA devices in use", "Providers": "Identity providers",
		"AccountMFAEnabled": "MFA of the root user", "AccountAccessKeysPresent": "Access keys of the root user",
		"AccountSigningCertificatesPresent": "Signing certificates of the root user",
	},

	Policy:     "Password policy",
	PolicyLead: "What AWS asks of the console passwords of users. It holds for passwords that are set from now on.",
	ByAWS:      "AWS's default applies: the account has set no policy of its own.",
	ByAccount:  "The account has set its own policy.",
	Edit:       "Edit password policy",
	EditTitle:  "Edit password policy",
	EditLead:   "AWS saves the whole policy at once, so every field is sent, changed or not.",
	Default:    "Use AWS's default",
	DefaultTo:  "The account's own policy is deleted. AWS then asks for 8 characters of three of the four kinds, and passwords never expire.",
	DefaultGo:  "Use AWS's default",
	Review:     "Review changes",
	ReviewGo:   "Review the password policy",
	ReviewNote: "Passwords that do not fit go on working until they are changed. A maximum age counts from when each password was set: older ones end at once.",
	Change:     "Change",
	Save:       "Save password policy",
	Cancel:     "Cancel",
	Same:       "Nothing would change.",
	Now:        "Now",
	Before:     "Before",
	After:      "After",
	Setting:    "Setting",
	Others:     "What somebody else has changed",
	Yours:      "What your form would change",

	Length:      "Minimum length",
	LengthHint:  "From %s to %s characters.",
	Classes:     "At least %s of: %s",
	Upper:       "Upper-case letter (A–Z)",
	Lower:       "Lower-case letter (a–z)",
	Number:      "Digit (0–9)",
	Symbol:      "Symbol (%s)",
	ChangeOwn:   "Users may change their own password",
	ChangeHint:  "Gives every user iam:ChangePassword for the own password, without a policy.",
	MaxAge:      "Passwords expire after (days)",
	MaxAgeHint:  "From 1 to %s days. Empty: never.",
	Reuse:       "Former passwords that are refused",
	ReuseHint:   "From 1 to %s. Empty: none.",
	HardExpiry:  "An expired password can be changed by an administrator only",
	HardHint:    "Without it, users whose password has expired choose a new one at sign-in.",
	Yes:         "Yes",
	No:          "No",
	Never:       "Never",
	Days:        "%s days",
	Last:        "The last %s",
	AtLeast:     "%s characters",
	NotKeys:     "Access keys are not touched by any of this.",
	NotReadable: "The password policy could not be read.",
}

var accountPageKorean = AccountPage{
	Title: "계정",
	Lead:  "AWS 계정 전체에 적용되는 로그인 주소, 할당량, 암호 규칙입니다.",

	Identity:  "식별 정보",
	ID:        "계정 ID",
	Alias:     "별칭",
	SignInURL: "콘솔 로그인 URL",
	Caller:    "Keyporter의 호출 주체",
	Endpoint:  "엔드포인트",
	AtAWS:     "AWS (기본 주소)",
	Region:    "리전",
	Unknown:   "알 수 없음",

	AliasLead:   "별칭은 로그인 URL에서 계정 ID를 대신합니다. AWS 전체에서 고유하며 계정마다 하나만 가질 수 있습니다. 계정 ID가 있는 URL은 계속 작동합니다.",
	AliasField:  "별칭",
	AliasHint:   "소문자, 숫자, 하이픈 3~63자입니다.",
	AliasSet:    "별칭 설정",
	AliasTick:   "더 이상 사용할 수 없는 주소: %s",
	AliasRemove: "별칭 제거",
	AliasEnd:    "별칭 제거",
	AliasEndTo:  "제거한 뒤 사용자의 로그인 주소: %s",

	Quotas:     "할당량",
	QuotasLead: "계정이 사용 중인 수와 사용할 수 있는 최대 수입니다.",
	QuotasNone: "할당량을 읽지 못했습니다.",
	Kind:       "종류",
	Used:       "사용",
	Quota:      "할당량",
	Nearly:     "거의 참",
	Kinds: map[string]string{
		"Users": "사용자", "Groups": "그룹", "Policies": "고객 관리형 정책", "Roles": "역할",
		"InstanceProfiles": "인스턴스 프로파일", "ServerCertificates": "서버 인증서", "PolicyVersionsInUse": "사용 중인 정책 버전",
		"AccessKeysPerUser": "사용자당 액세스 키", "AttachedPoliciesPerUser": "사용자당 관리형 정책",
		"AttachedPoliciesPerGroup": "그룹당 관리형 정책", "AttachedPoliciesPerRole": "역할당 관리형 정책",
		"GroupsPerUser": "사용자당 그룹", "VersionsPerPolicy": "정책당 버전", "PolicySize": "관리형 정책의 문자 수",
		"UserPolicySize": "사용자 인라인 정책의 문자 수", "GroupPolicySize": "그룹 인라인 정책의 문자 수",
		"RolePolicySize": "역할 인라인 정책의 문자 수", "AssumeRolePolicySize": "역할 신뢰 정책의 문자 수",
		"SigningCertificatesPerUser": "사용자당 서명 인증서", "GlobalEndpointTokenVersion": "전역 STS 엔드포인트의 토큰 버전",
		"AccountPasswordPresent": "루트 사용자의 암호", "MFADevices": "MFA 디바이스", "MFADevicesInUse": "사용 중인 MFA 디바이스", "Providers": "자격 증명 공급자",
		"AccountMFAEnabled": "루트 사용자의 MFA", "AccountAccessKeysPresent": "루트 사용자의 액세스 키",
		"AccountSigningCertificatesPresent": "루트 사용자의 서명 인증서",
	},

	Policy:     "암호 정책",
	PolicyLead: "AWS가 사용자의 콘솔 암호에 요구하는 조건입니다. 이제부터 설정하는 암호에 적용됩니다.",
	ByAWS:      "AWS 기본 정책이 적용됩니다. 계정에서 직접 설정한 정책이 없습니다.",
	ByAccount:  "계정에서 직접 설정한 정책입니다.",
	Edit:       "암호 정책 편집",
	EditTitle:  "암호 정책 편집",
	EditLead:   "AWS는 정책 전체를 한 번에 저장하므로 바꾸지 않은 항목도 함께 보냅니다.",
	Default:    "AWS 기본 정책 사용",
	DefaultTo:  "계정의 정책을 삭제합니다. 그러면 AWS는 네 종류 중 세 종류를 포함한 8자를 요구하고 암호는 만료되지 않습니다.",
	DefaultGo:  "AWS 기본 정책 사용",
	Review:     "변경 내용 검토",
	ReviewGo:   "암호 정책 검토",
	ReviewNote: "조건에 맞지 않는 암호도 변경하기 전까지 작동합니다. 최대 사용 기간은 각 암호를 설정한 때부터 계산하므로 더 오래된 암호는 바로 만료됩니다.",
	Change:     "수정",
	Save:       "암호 정책 저장",
	Cancel:     "취소",
	Same:       "변경되는 내용이 없습니다.",
	Now:        "현재",
	Before:     "변경 전",
	After:      "변경 후",
	Setting:    "설정",
	Others:     "다른 사람이 변경한 내용",
	Yours:      "이 양식이 변경할 내용",

	Length:      "최소 길이",
	LengthHint:  "%s~%s자입니다.",
	Classes:     "다음 중 %s가지 이상: %s",
	Upper:       "대문자 (A–Z)",
	Lower:       "소문자 (a–z)",
	Number:      "숫자 (0–9)",
	Symbol:      "기호 (%s)",
	ChangeOwn:   "사용자가 자신의 암호 변경 가능",
	ChangeHint:  "정책 없이도 모든 사용자에게 본인 암호에 대한 iam:ChangePassword 권한을 줍니다.",
	MaxAge:      "암호 만료 기간(일)",
	MaxAgeHint:  "1~%s일입니다. 비워 두면 만료되지 않습니다.",
	Reuse:       "다시 쓸 수 없는 이전 암호 수",
	ReuseHint:   "1~%s개입니다. 비워 두면 제한하지 않습니다.",
	HardExpiry:  "만료된 암호는 관리자만 변경 가능",
	HardHint:    "선택하지 않으면 암호가 만료된 사용자가 로그인할 때 새 암호를 정합니다.",
	Yes:         "예",
	No:          "아니요",
	Never:       "없음",
	Days:        "%s일",
	Last:        "최근 %s개",
	AtLeast:     "%s자",
	NotKeys:     "액세스 키에는 영향을 주지 않습니다.",
	NotReadable: "암호 정책을 읽지 못했습니다.",
}
