package text

// Users holds the words of the users' pages.
type Users struct {
	Title      string
	Lead       string
	Create     string
	Caption    string
	Search     string
	SearchHint string
	Find       string
	Clear      string
	Rows       string
	Range      string // %s: first, %s: last, %s: how many
	Newer      string
	Older      string
	EmptyTitle string
	EmptyText  string
	NoneTitle  string
	NoneText   string // %s: what was searched

	Name       string
	Groups     string
	Policies   string
	Keys       string
	LastSignIn string
	Created    string
	Inactive   string // state of an access key
	KeysUnread string

	Summary     string
	Permissions string
	Credentials string
	Console     string
	Delete      string
	ARN         string
	ID          string
	Path        string
	Boundary    string
	Account     string // heading over ARN, id, path
	ReadLive    string
	ReadBefore  string // %s: how long ago
	Yes         string
	No          string
	Unknown     string
	KeyCount    string // %s: active, %s: all
	KeyUnread   string // key count that was not read
	MemberOf    string

	PolicyCaption string
	Policy        string
	Type          string
	From          string
	Direct        string
	ByGroup       string // %s: the group
	ByAWS         string // managed by AWS
	ByAccount     string // managed in this account
	Inline        string
	Action        string
	Detach        string
	DetachWhat    string // %s: the policy; for the button's name
	NoPolicies    string
	NoPolicyText  string
	AttachTitle   string
	AttachLead    string
	AttachButton  string
	BoundaryNote  string // %s: the policy's name

	GroupsCaption string
	NoGroups      string
	NoGroupsText  string
	Leave         string
	LeaveWhat     string // %s: the group
	JoinTitle     string
	JoinLead      string
	JoinButton    string
	JoinLegend    string
	JoinSearch    string
	JoinNone      string
	GroupPolicies string // %s: names of policies
	GroupBare     string // a group without policies
	AllJoined     string
}

var usersEnglish = Users{
	Title:      "Users",
	Lead:       "People and workloads that can sign in or call AWS in this account.",
	Create:     "Create user",
	Caption:    "Users of this account",
	Search:     "Search users",
	SearchHint: "Name, ARN, group or access key ID",
	Find:       "Search",
	Clear:      "Clear search",
	Rows:       "Rows",
	Range:      "%s–%s of %s",
	Newer:      "Previous",
	Older:      "Next",
	EmptyTitle: "No users yet",
	EmptyText:  "A user is a person or a program that has its own credentials in this account.",
	NoneTitle:  "No user matches",
	NoneText:   "Nothing was found for “%s”.",

	Name:       "Name",
	Groups:     "Groups",
	Policies:   "Direct policies",
	Keys:       "Access keys",
	LastSignIn: "Last console sign-in",
	Created:    "Created",
	Inactive:   "Inactive",
	KeysUnread: "not read yet",

	Summary:     "Summary",
	Permissions: "Permissions",
	Credentials: "Security credentials",
	Console:     "Console access",
	Delete:      "Delete user",
	ARN:         "ARN",
	ID:          "User ID",
	Path:        "Path",
	Boundary:    "Permissions boundary",
	Account:     "Identity",
	ReadLive:    "Read from AWS just now",
	ReadBefore:  "AWS did not answer in time. This was read %s.",
	Yes:         "On",
	No:          "Off",
	Unknown:     "Not known",
	KeyCount:    "%s active of %s",
	KeyUnread:   "Not read yet",
	MemberOf:    "Member of",

	PolicyCaption: "Policies of this user and where each comes from",
	Policy:        "Policy",
	Type:          "Type",
	From:          "Comes from",
	Direct:        "Directly",
	ByGroup:       "Group %s",
	ByAWS:         "AWS managed",
	ByAccount:     "Customer managed",
	Inline:        "Inline",
	Action:        "Action",
	Detach:        "Detach",
	DetachWhat:    "Detach policy %s",
	NoPolicies:    "No permissions",
	NoPolicyText:  "Until a policy is attached or the user joins a group, AWS refuses nearly every call.",
	AttachTitle:   "Attach policies",
	AttachLead:    "They apply to this user only. Permissions that several people need belong to a group.",
	AttachButton:  "Attach policies",
	BoundaryNote:  "The permissions boundary %s limits everything below: what it does not allow stays refused.",

	GroupsCaption: "Groups of this user",
	NoGroups:      "In no group",
	NoGroupsText:  "A group gives the same permissions to all of its members.",
	Leave:         "Remove from group",
	LeaveWhat:     "Remove from group %s",
	JoinTitle:     "Add to groups",
	JoinLead:      "The user gets the permissions of each group at once.",
	JoinButton:    "Add to groups",
	JoinLegend:    "Groups",
	JoinSearch:    "Search groups",
	JoinNone:      "No group matches “%s”.",
	GroupPolicies: "Policies: %s",
	GroupBare:     "No policies",
	AllJoined:     "There is no other group to join.",
}

var usersKorean = Users{
	Title:      "사용자",
	Lead:       "이 계정에서 로그인하거나 AWS를 호출할 수 있는 사람과 프로그램입니다.",
	Create:     "사용자 생성",
	Caption:    "이 계정의 사용자",
	Search:     "사용자 검색",
	SearchHint: "이름, ARN, 그룹 또는 액세스 키 ID",
	Find:       "검색",
	Clear:      "검색 지우기",
	Rows:       "행 수",
	Range:      "%s–%s / 전체 %s",
	Newer:      "이전",
	Older:      "다음",
	EmptyTitle: "아직 사용자가 없습니다",
	EmptyText:  "사용자는 이 계정에 자체 자격 증명을 가진 사람 또는 프로그램입니다.",
	NoneTitle:  "일치하는 사용자가 없습니다",
	NoneText:   "“%s” 검색 결과가 없습니다.",

	Name:       "이름",
	Groups:     "그룹",
	Policies:   "직접 연결된 정책",
	Keys:       "액세스 키",
	LastSignIn: "마지막 콘솔 로그인",
	Created:    "생성일",
	Inactive:   "비활성",
	KeysUnread: "아직 읽지 않음",

	Summary:     "요약",
	Permissions: "권한",
	Credentials: "보안 자격 증명",
	Console:     "콘솔 액세스",
	Delete:      "사용자 삭제",
	ARN:         "ARN",
	ID:          "사용자 ID",
	Path:        "경로",
	Boundary:    "권한 경계",
	Account:     "식별 정보",
	ReadLive:    "방금 AWS에서 읽음",
	ReadBefore:  "AWS가 제때 응답하지 않았습니다. %s에 읽은 내용입니다.",
	Yes:         "켜짐",
	No:          "꺼짐",
	Unknown:     "알 수 없음",
	KeyCount:    "활성 %s개 / 전체 %s개",
	KeyUnread:   "아직 읽지 않음",
	MemberOf:    "소속 그룹",

	PolicyCaption: "이 사용자의 정책과 각 정책의 출처",
	Policy:        "정책",
	Type:          "유형",
	From:          "출처",
	Direct:        "직접",
	ByGroup:       "%s 그룹",
	ByAWS:         "AWS 관리형",
	ByAccount:     "고객 관리형",
	Inline:        "인라인",
	Action:        "작업",
	Detach:        "연결 해제",
	DetachWhat:    "%s 정책 연결 해제",
	NoPolicies:    "권한이 없습니다",
	NoPolicyText:  "정책을 연결하거나 그룹에 추가하기 전에는 AWS가 거의 모든 호출을 거부합니다.",
	AttachTitle:   "정책 연결",
	AttachLead:    "이 사용자에게만 적용됩니다. 여러 사람에게 필요한 권한은 그룹에 두는 것이 좋습니다.",
	AttachButton:  "정책 연결",
	BoundaryNote:  "%s 권한 경계가 아래의 모든 권한을 제한합니다. 경계가 허용하지 않는 작업은 계속 거부됩니다.",

	GroupsCaption: "이 사용자가 속한 그룹",
	NoGroups:      "소속된 그룹이 없습니다",
	NoGroupsText:  "그룹은 모든 구성원에게 같은 권한을 줍니다.",
	Leave:         "그룹에서 제거",
	LeaveWhat:     "%s 그룹에서 제거",
	JoinTitle:     "그룹에 추가",
	JoinLead:      "사용자는 각 그룹의 권한을 바로 받습니다.",
	JoinButton:    "그룹에 추가",
	JoinLegend:    "그룹",
	JoinSearch:    "그룹 검색",
	JoinNone:      "“%s” 검색과 일치하는 그룹이 없습니다.",
	GroupPolicies: "정책: %s",
	GroupBare:     "정책 없음",
	AllJoined:     "추가할 수 있는 다른 그룹이 없습니다.",
}
