package text

// Groups holds the words of the groups' pages.
type Groups struct {
	Title      string
	Lead       string
	Create     string
	Caption    string
	Search     string
	Find       string
	Clear      string
	EmptyTitle string
	EmptyText  string
	NoneTitle  string
	NoneText   string // %s: what was searched
	Members    string
	Policies   string
	Created    string
	Name       string

	NewTitle string
	NewLead  string
	NameHint string
	Make     string
	Cancel   string

	Delete        string
	ReadLive      string
	ReadBefore    string // %s: how long ago
	ARN           string
	ID            string
	Path          string
	Identity      string
	MemberCaption string
	Member        string
	Action        string
	Remove        string
	RemoveWhat    string // %s: the user
	NoMembers     string
	NoMembersText string
	AddTitle      string
	AddLead       string
	AddButton     string
	AddLegend     string
	AddSearch     string
	AddNone       string // %s: what was searched
	More          string // %s: how many more
	AllIn         string
	Chosen        string
	Found         string

	PolicyCaption string
	NoPolicies    string
	NoPolicyText  string
	AttachTitle   string
	AttachLead    string
	AttachButton  string

	DeleteTitle   string // %s: the group
	DeleteLead    string
	DeleteGoes    string
	DeleteNothing string
	DeleteMembers string
	DeleteManaged string
	DeleteInline  string
	DeleteNote    string
	ConfirmLabel  string // %s: the group
}

var groupsEnglish = Groups{
	Title:      "Groups",
	Lead:       "A group gives the same permissions to all of its members.",
	Create:     "Create group",
	Caption:    "Groups of this account",
	Search:     "Search groups",
	Find:       "Search",
	Clear:      "Clear search",
	EmptyTitle: "No groups yet",
	EmptyText:  "Put permissions that several people need into a group, and people into the group.",
	NoneTitle:  "No group matches",
	NoneText:   "Nothing was found for “%s”.",
	Members:    "Members",
	Policies:   "Policies",
	Created:    "Created",
	Name:       "Group name",

	NewTitle: "Create group",
	NewLead:  "Name the group and choose what its members may do. Members are added afterwards.",
	NameHint: "At most 128 letters, digits and + = , . @ _ -. Upper and lower case count as the same.",
	Make:     "Create group",
	Cancel:   "Cancel",

	Delete:        "Delete group",
	ReadLive:      "Read from AWS just now",
	ReadBefore:    "AWS did not answer in time. This was read %s.",
	ARN:           "ARN",
	ID:            "Group ID",
	Path:          "Path",
	Identity:      "Identity",
	MemberCaption: "Members of this group",
	Member:        "User",
	Action:        "Action",
	Remove:        "Remove",
	RemoveWhat:    "Remove member %s",
	NoMembers:     "No members yet",
	NoMembersText: "Nobody has the permissions of this group so far.",
	AddTitle:      "Add members",
	AddLead:       "They get all permissions of the group at once.",
	AddButton:     "Add members",
	AddLegend:     "Users",
	AddSearch:     "Search users",
	AddNone:       "No user matches “%s”.",
	More:          "%s more match. Search to narrow the list.",
	AllIn:         "Every user is a member.",
	Chosen:        "Chosen",
	Found:         "Users",

	PolicyCaption: "Policies of this group",
	NoPolicies:    "No policies",
	NoPolicyText:  "Members get nothing from this group until a policy is attached.",
	AttachTitle:   "Attach policies",
	AttachLead:    "They apply to every member at once.",
	AttachButton:  "Attach policies",

	DeleteTitle:   "Delete group %s",
	DeleteLead:    "Deleting cannot be undone. The members stay; they lose what this group gave them.",
	DeleteGoes:    "This goes away with the group",
	DeleteNothing: "The group has no members and no policies.",
	DeleteMembers: "Memberships",
	DeleteManaged: "Attachments of policies",
	DeleteInline:  "Inline policies",
	DeleteNote:    "Members are removed first, then policies, and the group itself goes last.",
	ConfirmLabel:  "To confirm, type the name of the group: %s",
}

var groupsKorean = Groups{
	Title:      "그룹",
	Lead:       "그룹은 모든 구성원에게 같은 권한을 줍니다.",
	Create:     "그룹 생성",
	Caption:    "이 계정의 그룹",
	Search:     "그룹 검색",
	Find:       "검색",
	Clear:      "검색 지우기",
	EmptyTitle: "아직 그룹이 없습니다",
	EmptyText:  "여러 사람에게 필요한 권한을 그룹에 두고 사람을 그룹에 추가합니다.",
	NoneTitle:  "일치하는 그룹이 없습니다",
	NoneText:   "“%s” 검색 결과가 없습니다.",
	Members:    "구성원",
	Policies:   "정책",
	Created:    "생성일",
	Name:       "그룹 이름",

	NewTitle: "그룹 생성",
	NewLead:  "그룹 이름을 정하고 구성원에게 허용할 작업을 선택합니다. 구성원은 그다음에 추가합니다.",
	NameHint: "영문자, 숫자, + = , . @ _ - 문자를 최대 128자까지 사용할 수 있습니다. 대문자와 소문자를 구분하지 않습니다.",
	Make:     "그룹 생성",
	Cancel:   "취소",

	Delete:        "그룹 삭제",
	ReadLive:      "방금 AWS에서 읽음",
	ReadBefore:    "AWS가 제때 응답하지 않았습니다. %s에 읽은 내용입니다.",
	ARN:           "ARN",
	ID:            "그룹 ID",
	Path:          "경로",
	Identity:      "식별 정보",
	MemberCaption: "이 그룹의 구성원",
	Member:        "사용자",
	Action:        "작업",
	Remove:        "제거",
	RemoveWhat:    "%s 구성원 제거",
	NoMembers:     "아직 구성원이 없습니다",
	NoMembersText: "지금은 아무도 이 그룹의 권한을 가지고 있지 않습니다.",
	AddTitle:      "구성원 추가",
	AddLead:       "추가된 사용자는 그룹의 모든 권한을 바로 받습니다.",
	AddButton:     "구성원 추가",
	AddLegend:     "사용자",
	AddSearch:     "사용자 검색",
	AddNone:       "“%s” 검색과 일치하는 사용자가 없습니다.",
	More:          "%s개 항목이 더 있습니다. 검색하여 목록을 좁힙니다.",
	AllIn:         "모든 사용자가 이미 구성원입니다.",
	Chosen:        "선택한 항목",
	Found:         "사용자",

	PolicyCaption: "이 그룹의 정책",
	NoPolicies:    "정책이 없습니다",
	NoPolicyText:  "정책을 연결하기 전에는 구성원이 이 그룹에서 받는 권한이 없습니다.",
	AttachTitle:   "정책 연결",
	AttachLead:    "모든 구성원에게 바로 적용됩니다.",
	AttachButton:  "정책 연결",

	DeleteTitle:   "%s 그룹 삭제",
	DeleteLead:    "삭제는 되돌릴 수 없습니다. 구성원은 남지만 이 그룹에서 받던 권한을 잃습니다.",
	DeleteGoes:    "그룹과 함께 사라지는 항목",
	DeleteNothing: "이 그룹에는 구성원과 정책이 없습니다.",
	DeleteMembers: "그룹 소속",
	DeleteManaged: "정책 연결",
	DeleteInline:  "인라인 정책",
	DeleteNote:    "구성원을 먼저 제거하고 정책 연결을 해제한 뒤 그룹을 마지막에 삭제합니다.",
	ConfirmLabel:  "확인을 위해 그룹 이름을 입력하십시오: %s",
}
