package text

// CredentialReport holds the words of the page of AWS's credential report.
type CredentialReport struct {
	Title      string
	Lead       string
	Made       string // %s: how long ago, %s: the time
	Rule       string
	Ask        string
	AskedNew   string
	AskedSame  string // %s: the time
	CSV        string
	Patched    string
	Never      string
	NeverText  string
	None       string // title where it cannot be had
	OldText    string // beside a problem, where an older report is shown
	Empty      string
	EmptyText  string
	Caption    string
	Search     string
	Find       string
	Clear      string
	All        string
	NoMFA      string
	Old        string // %s: days
	Unused     string
	Days       string
	User       string
	Password   string
	LastSignIn string
	Changed    string
	Rotation   string
	MFA        string
	Keys       string
	Certs      string
	On         string
	Off        string
	Root       string
	RootKeys   string
	NoMFATag   string
	Active     string
	Inactive   string
	Since      string // %s: the day
	Used       string // %s: the day, %s: service and region
	NeverUsed  string
	UsedAt     string // %s: the day
	Overview   string // of the overview: users without MFA
}

var credentialReportEnglish = CredentialReport{
	Title:      "Credential report",
	Lead:       "What AWS knows of every user's password, second factor and access keys.",
	Made:       "AWS made this report %s (%s).",
	Rule:       "AWS makes a new one every four hours at most.",
	Ask:        "Ask AWS for a new report",
	AskedNew:   "AWS has made a new report.",
	AskedSame:  "AWS gave the report of %s again: it makes a new one every four hours at most.",
	CSV:        "Download AWS's CSV",
	Patched:    "Passwords and MFA devices that were changed here since are shown as they are now. The CSV is AWS's own.",
	Never:      "No report yet",
	NeverText:  "AWS makes the report when it is asked, which takes up to a minute. Look again in a moment.",
	None:       "The credential report could not be read",
	OldText:    "What follows is the report that was read before.",
	Empty:      "No row matches",
	EmptyText:  "No user of the report fits the search and the chosen view.",
	Caption:    "Rows of the credential report",
	Search:     "Search users",
	Find:       "Search",
	Clear:      "Show all",
	All:        "All",
	NoMFA:      "Password without MFA",
	Old:        "Keys older than %s days",
	Unused:     "Never used",
	Days:       "Days",
	User:       "User",
	Password:   "Password",
	LastSignIn: "Last sign-in",
	Changed:    "Changed",
	Rotation:   "Change by",
	MFA:        "MFA",
	Keys:       "Access keys",
	Certs:      "Certificates",
	On:         "On",
	Off:        "Off",
	Root:       "Root user",
	RootKeys:   "Root has keys",
	NoMFATag:   "No MFA",
	Active:     "Active",
	Inactive:   "Inactive",
	Since:      "since %s",
	Used:       "used %s, %s",
	NeverUsed:  "never used",
	UsedAt:     "used %s",
	Overview:   "Console without MFA",
}

var credentialReportKorean = CredentialReport{
	Title:      "자격 증명 보고서",
	Lead:       "모든 사용자의 암호, 두 번째 인증 수단, 액세스 키에 대해 AWS가 알고 있는 내용입니다.",
	Made:       "AWS의 보고서 작성 시점: %s (%s)",
	Rule:       "AWS는 최대 4시간마다 새 보고서를 만듭니다.",
	Ask:        "AWS에 새 보고서 요청",
	AskedNew:   "AWS가 새 보고서를 만들었습니다.",
	AskedSame:  "AWS가 같은 보고서를 다시 주었습니다(%s). 새 보고서는 최대 4시간마다 만듭니다.",
	CSV:        "AWS CSV 다운로드",
	Patched:    "그 뒤에 여기에서 변경한 암호와 MFA 디바이스는 현재 상태로 표시합니다. CSV는 AWS가 만든 그대로입니다.",
	Never:      "아직 보고서가 없습니다",
	NeverText:  "요청하면 AWS가 보고서를 만들며 최대 1분 정도 걸립니다. 잠시 뒤에 다시 확인합니다.",
	None:       "자격 증명 보고서를 읽지 못했습니다",
	OldText:    "아래는 이전에 읽은 보고서입니다.",
	Empty:      "일치하는 행이 없습니다",
	EmptyText:  "검색과 선택한 보기에 맞는 사용자가 보고서에 없습니다.",
	Caption:    "자격 증명 보고서의 행",
	Search:     "사용자 검색",
	Find:       "검색",
	Clear:      "모두 보기",
	All:        "전체",
	NoMFA:      "MFA 없는 암호",
	Old:        "%s일보다 오래된 키",
	Unused:     "사용한 적 없음",
	Days:       "일수",
	User:       "사용자",
	Password:   "암호",
	LastSignIn: "마지막 로그인",
	Changed:    "변경일",
	Rotation:   "변경 기한",
	MFA:        "MFA",
	Keys:       "액세스 키",
	Certs:      "인증서",
	On:         "켜짐",
	Off:        "꺼짐",
	Root:       "루트 사용자",
	RootKeys:   "루트 키 있음",
	NoMFATag:   "MFA 없음",
	Active:     "활성",
	Inactive:   "비활성",
	Since:      "%s부터",
	Used:       "사용 %s, %s",
	NeverUsed:  "사용한 적 없음",
	UsedAt:     "사용 %s",
	Overview:   "MFA 없는 콘솔 사용자",
}
