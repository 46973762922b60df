package text

// Operators holds the words of the pages of operators, and of one's own keys.
type Operators struct {
	Title    string
	Lead     string
	Caption  string
	Name     string
	Role     string
	User     string // the IAM user that is theirs
	Signed   string
	State    string
	Enabled  string
	Factor   string // has a second one
	Disabled string
	You      string
	Never    string
	RolesTo  string // link
	Add      string // heading over the commands
	AddLead  string

	Since     string
	Scope     string
	Whole     string
	RoleTitle string
	RoleLead  string
	RoleGo    string // to the review
	RoleOf    string // %s: the operator; title of the review
	RoleSave  string
	Gains     string // caption
	Loses     string
	Same      string
	SwitchOf  string // %s: the operator; title of the review
	Switch    string // heading
	Disable   string
	Enable    string
	OffLead   string
	OffText   string // of the review
	OnText    string
	LinkTitle string
	LinkLead  string
	LinkField string
	LinkSave  string
	LinkGone  string // %s: the user
	ScopeLead string
	Groups    string
	GroupHint string
	Paths     string
	PathHint  string
	Tags      string
	TagHint   string
	ScopeSave string
	Out       string // heading
	OutLead   string
	OutSave   string
	Reset     string
	ResetLead string
	Own       string // why nothing can be changed on one's own page
	Confirm   string // of a review: what happens

	Mine     string // title of one's own keys
	MineLead string // %s: the IAM user
	MineLink string // on the page of one's settings
	MineNone string
	MineDo   string
	NewKey   string
	Issue    string
	Describe string
	DescHint string
	Rotate   string
	Stop     string
	StopWhat string // %s: the key
	TurnWhat string // %s: the key
}

var operatorsEnglish = Operators{
	Title:    "Operators",
	Lead:     "Operators sign in to Keyporter. They are not IAM users.",
	Caption:  "Operators",
	Name:     "Name",
	Role:     "Role",
	User:     "IAM user",
	Signed:   "Last sign-in",
	State:    "State",
	Factor:   "in use",
	Enabled:  "Enabled",
	Disabled: "Disabled",
	You:      "you",
	Never:    "never",
	RolesTo:  "What each role may do",
	Add:      "Add an operator",
	AddLead:  "On the host of Keyporter, one of these commands prints a link that works once:",

	Since:     "Operator since",
	Scope:     "Scope",
	Whole:     "The whole account",
	RoleTitle: "Change role",
	RoleLead:  "The role holds from the next request on. Where it allows more, the operator has to sign in again.",
	RoleGo:    "Review role",
	RoleOf:    "Change the role of %s",
	RoleSave:  "Change role",
	Gains:     "May from now on",
	Loses:     "May no longer",
	Same:      "Nothing changes.",
	SwitchOf:  "Disable or enable %s",
	Switch:    "Disable or enable",
	Disable:   "Disable operator",
	Enable:    "Enable operator",
	OffLead:   "A disabled operator cannot sign in, by no way.",
	OffText:   "All sessions of the operator end at once, secrets that wait in them are lost, and links to a new password stop to work. The log keeps what the operator did.",
	OnText:    "The operator can sign in again, with the password and role of before.",
	LinkTitle: "Link to an IAM user",
	LinkLead:  "Nobody changes their own IAM user. A viewer, manager or admin who is linked to one may issue and rotate its access keys.",
	LinkField: "IAM user name",
	LinkSave:  "Save link",
	LinkGone:  "%s is no longer there.",
	ScopeLead: "A manager administers what lies in any of these, and sees the rest. Without any it is the whole account. Of other roles it counts for nothing.",
	Groups:    "Groups",
	GroupHint: "One name a line: the groups, and their members.",
	Paths:     "Paths",
	PathHint:  "One a line, as /dev/: users and groups under it.",
	Tags:      "Tags",
	TagHint:   "One a line, as team=core: users that have it.",
	ScopeSave: "Save scope",
	Out:       "Sessions",
	OutLead:   "Where the operator is signed in, and how to end it. Secrets that wait in those sessions are lost.",
	OutSave:   "Sessions of this operator",
	Reset:     "New password",
	ResetLead: "So that no operator can take the place of another, a link to a new password is printed on the host only:",
	Own:       "This is you. Nobody changes their own role, scope or link: another admin has to do it.",
	Confirm:   "This takes effect at once and is written into the audit log.",

	Mine:     "Your access keys",
	MineLead: "Access keys of IAM user %s, which is linked to you.",
	MineLink: "Your access keys",
	MineNone: "You have no IAM user here",
	MineDo:   "An admin links an IAM user to you on your page among the operators.",
	NewKey:   "New access key",
	Issue:    "Create access key",
	Describe: "Description",
	DescHint: "What the key is for. It helps to find its place later.",
	Rotate:   "Rotate",
	Stop:     "Deactivate",
	StopWhat: "Deactivate %s",
	TurnWhat: "Rotate %s",
}

var operatorsKorean = Operators{
	Title:    "운영자",
	Lead:     "운영자는 Keyporter에 로그인하는 사람이며 IAM 사용자가 아닙니다.",
	Caption:  "운영자 목록",
	Name:     "이름",
	Role:     "역할",
	User:     "IAM 사용자",
	Signed:   "마지막 로그인",
	State:    "상태",
	Factor:   "사용 중",
	Enabled:  "활성",
	Disabled: "비활성",
	You:      "본인",
	Never:    "없음",
	RolesTo:  "역할별로 할 수 있는 일",
	Add:      "운영자 추가",
	AddLead:  "Keyporter가 실행되는 호스트에서 다음 명령 중 하나를 실행하면 한 번만 사용할 수 있는 링크가 출력됩니다.",

	Since:     "운영자 등록일",
	Scope:     "담당 범위",
	Whole:     "계정 전체",
	RoleTitle: "역할 변경",
	RoleLead:  "역할은 다음 요청부터 적용됩니다. 할 수 있는 일이 늘어나면 운영자가 다시 로그인해야 합니다.",
	RoleGo:    "역할 검토",
	RoleOf:    "%s 운영자의 역할 변경",
	RoleSave:  "역할 변경",
	Gains:     "새로 할 수 있는 일",
	Loses:     "더 이상 할 수 없는 일",
	Same:      "변경되는 내용이 없습니다.",
	SwitchOf:  "%s 운영자의 활성 상태 변경",
	Switch:    "활성 상태",
	Disable:   "운영자 비활성화",
	Enable:    "운영자 활성화",
	OffLead:   "비활성화된 운영자는 어떤 방법으로도 로그인할 수 없습니다.",
	OffText:   "운영자의 모든 세션이 바로 끝나고, 세션에서 기다리던 비밀 값을 잃으며, 새 암호 링크를 사용할 수 없게 됩니다. 운영자가 한 일은 로그에 남습니다.",
	OnText:    "운영자가 이전의 암호와 역할로 다시 로그인할 수 있습니다.",
	LinkTitle: "IAM 사용자와 연결",
	LinkLead:  "누구도 본인의 IAM 사용자를 변경할 수 없습니다. IAM 사용자와 연결된 조회자, 매니저, 관리자는 해당 사용자의 액세스 키를 발급하고 교체할 수 있습니다.",
	LinkField: "IAM 사용자 이름",
	LinkSave:  "연결 저장",
	LinkGone:  "%s 사용자가 더 이상 없습니다.",
	ScopeLead: "매니저는 다음 중 하나에 속하는 대상을 관리하고 나머지는 볼 수만 있습니다. 항목이 없으면 계정 전체입니다. 다른 역할에는 적용되지 않습니다.",
	Groups:    "그룹",
	GroupHint: "한 줄에 이름 하나씩 입력합니다. 해당 그룹과 구성원입니다.",
	Paths:     "경로",
	PathHint:  "/dev/처럼 한 줄에 하나씩 입력합니다. 경로 아래의 사용자와 그룹입니다.",
	Tags:      "태그",
	TagHint:   "team=core처럼 한 줄에 하나씩 입력합니다. 태그가 있는 사용자입니다.",
	ScopeSave: "범위 저장",
	Out:       "세션",
	OutLead:   "운영자가 로그인한 곳을 보고 끝낼 수 있습니다. 끝난 세션에서 기다리던 비밀 값을 잃습니다.",
	OutSave:   "이 운영자의 세션",
	Reset:     "새 암호",
	ResetLead: "한 운영자가 다른 운영자를 대신할 수 없도록 새 암호 링크는 호스트에서만 출력됩니다.",
	Own:       "본인의 페이지입니다. 누구도 자신의 역할, 범위, 연결을 변경할 수 없으므로 다른 관리자가 변경해야 합니다.",
	Confirm:   "바로 적용되며 감사 로그에 기록됩니다.",

	Mine:     "내 액세스 키",
	MineLead: "본인과 연결된 IAM 사용자(%s)의 액세스 키입니다.",
	MineLink: "내 액세스 키",
	MineNone: "연결된 IAM 사용자가 없습니다",
	MineDo:   "관리자가 운영자 페이지에서 IAM 사용자를 연결합니다.",
	NewKey:   "새 액세스 키",
	Issue:    "액세스 키 생성",
	Describe: "설명",
	DescHint: "키의 용도입니다. 나중에 키가 사용되는 곳을 찾는 데 도움이 됩니다.",
	Rotate:   "교체",
	Stop:     "비활성화",
	StopWhat: "%s 비활성화",
	TurnWhat: "%s 교체",
}
