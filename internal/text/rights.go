package text

// Rights holds the words of the page of Keyporter's own rights.
type Rights struct {
	Title    string
	Lead     string
	Caller   string
	How      string
	Ways     map[string]string // by porter.RightsBy
	At       string
	Never    string
	Problem  string // %s: why
	Again    string
	AgainDo  string
	Caption  string
	Area     string            // head
	Areas    map[string]string // by iam.Area
	State    string            // head
	States   map[string]string // by porter.RightState
	Actions  string            // head: the actions that are not held
	Under    string            // %s: action, %s: paths
	More     string            // %s: how many actions an area needs
	AllHeld  string
	Lacks    string // %s: how many
	Doubtful string // %s: how many
	Frozen   string
	Do       string // heading
	DoLead   string
	DoWider  string
	Policy   string // heading, %s: number
	Copy     string
	Download string
	Path     string
	PathHint string
	Draw     string
	Reads    string
	Banner   string // %s: how many
	Open     string
}

var rightsEnglish = Rights{
	Title:  "Keyporter’s rights",
	Lead:   "Which of the actions that Keyporter calls its own credentials may call, feature by feature.",
	Caller: "Keyporter acts as",
	How:    "How this is known",
	Ways: map[string]string{
		"root":       "It is the root user, which may do everything. Give Keyporter a user or role with the policy below instead.",
		"simulation": "IAM simulated the caller’s policies.",
		"policies":   "Decided by the policies that were read of the account. Service control policies and session policies are not among them.",
		"":           "Nobody tells. What Keyporter may do shows when it does it.",
	},
	At: "Looked at", Never: "Not looked at yet", Problem: "IAM did not simulate: %s",
	Again: "Check again", AgainDo: "A change of a policy takes IAM some seconds.",
	Caption: "Rights by feature", Area: "Feature",
	Areas: map[string]string{
		"account": "Users, groups, roles and policies: read", "report": "Credential report", "buckets": "S3 buckets: read", "rights": "Check of its own rights",
		"users": "Users, groups and tags: create, change, delete", "console": "Console access, MFA devices and other credentials", "keys": "Access keys, their descriptions and lifetimes",
		"grants": "Group memberships and attached policies", "policies": "Policies, inline policies and permissions boundaries", "settings": "Account alias and password policy",
	},
	State: "State", States: map[string]string{"held": "Held", "partly": "Under some paths", "missing": "Missing", "unknown": "Not known"},
	Actions: "Not held", Under: "%s: only under %s", More: "Actions: %s",
	AllHeld: "Nothing is missing.", Lacks: "Missing actions: %s.", Doubtful: "Actions that nobody tells of: %s.",
	Frozen: "Keyporter runs in read-only mode: it needs the rights to read only.",
	Do:     "What to do", DoLead: "Attach this policy to the user or role that Keyporter acts as, in place of a wider one. It allows what Keyporter calls and nothing else.",
	DoWider: "Whoever may attach policies to users may attach AdministratorAccess to one. A permissions boundary on the users, or a service control policy, limits that.",
	Policy:  "Policy %s", Copy: "Copy", Download: "Download policy %s",
	Path: "Path", PathHint: "Users, groups and policies are changed under this path only, such as /team/. Empty is everywhere.",
	Draw: "Show policy", Reads: "To read only",
	Banner: "Keyporter’s own credentials lack actions that it calls: %s.", Open: "See which",
}

var rightsKorean = Rights{
	Title:  "Keyporter의 권한",
	Lead:   "Keyporter가 호출하는 작업 중 자체 자격 증명으로 호출할 수 있는 것을 기능별로 보여 줍니다.",
	Caller: "Keyporter가 사용하는 자격 증명",
	How:    "확인 방법",
	Ways: map[string]string{
		"root":       "모든 작업을 할 수 있는 루트 사용자입니다. 루트 사용자 대신 아래 정책이 연결된 사용자나 역할을 Keyporter에 지정하십시오.",
		"simulation": "IAM이 호출자의 정책을 시뮬레이션했습니다.",
		"policies":   "계정에서 읽은 정책으로 판단했습니다. 서비스 제어 정책과 세션 정책은 포함되지 않습니다.",
		"":           "알려 주는 곳이 없습니다. Keyporter가 할 수 있는 일은 실제로 호출할 때 드러납니다.",
	},
	At: "확인 시각", Never: "아직 확인하지 않았습니다", Problem: "IAM이 시뮬레이션하지 않았습니다: %s",
	Again: "다시 확인", AgainDo: "정책 변경이 IAM에 반영되기까지 몇 초가 걸립니다.",
	Caption: "기능별 권한", Area: "기능",
	Areas: map[string]string{
		"account": "사용자, 그룹, 역할, 정책 읽기", "report": "자격 증명 보고서", "buckets": "S3 버킷 읽기", "rights": "자체 권한 확인",
		"users": "사용자, 그룹, 태그 생성·변경·삭제", "console": "콘솔 액세스, MFA 디바이스, 기타 자격 증명", "keys": "액세스 키와 설명, 사용 기한",
		"grants": "그룹 멤버십과 연결된 정책", "policies": "정책, 인라인 정책, 권한 경계", "settings": "계정 별칭과 암호 정책",
	},
	State: "상태", States: map[string]string{"held": "있음", "partly": "일부 경로만", "missing": "없음", "unknown": "알 수 없음"},
	Actions: "없는 작업", Under: "%s: 다음 경로만 %s", More: "작업 %s개",
	AllHeld: "부족한 권한이 없습니다.", Lacks: "부족한 작업: %s개.", Doubtful: "알 수 없는 작업: %s개.",
	Frozen: "Keyporter가 읽기 전용 모드로 실행 중이므로 읽기 권한만 필요합니다.",
	Do:     "해야 할 일", DoLead: "Keyporter가 사용하는 사용자나 역할에 더 넓은 정책 대신 이 정책을 연결하십시오. Keyporter가 호출하는 작업만 허용합니다.",
	DoWider: "사용자에게 정책을 연결할 수 있으면 AdministratorAccess도 연결할 수 있습니다. 사용자의 권한 경계나 서비스 제어 정책으로 이를 제한하십시오.",
	Policy:  "정책 %s", Copy: "복사", Download: "정책 %s 다운로드",
	Path: "경로", PathHint: "사용자, 그룹, 정책을 이 경로 아래에서만 변경합니다(예: /team/). 비워 두면 모든 경로입니다.",
	Draw: "정책 표시", Reads: "읽기 전용",
	Banner: "Keyporter의 자격 증명에 Keyporter가 호출하는 작업 권한이 부족합니다: %s개.", Open: "자세히 보기",
}
