package text

// Rename holds the words of the pages that give a user or a group another name
// and path.
type Rename struct {
	User      RenameOf
	Group     RenameOf
	Lead      string
	NewPath   string
	PathHint  string
	Review    string
	Back      string
	Before    string
	After     string
	Follows   string
	Tickets   string
	NotFollow string
	Unread    string // some documents were not read
	Policy    string
	Holder    string
	Statement string
	Names     string // the column with what names it
	OfUser    string // %s: the user
	OfGroup   string // %s: the group
	Managed   string
	Line      string // %s: the line
	SidLine   string // %s: the Sid, %s: the line
	Beyond    string
}

// RenameOf is what differs between users and groups.
type RenameOf struct {
	Button    string // on the entity's page, and the one that does it
	Title     string // %s: the name
	NewName   string
	NameHint  string
	Follows   string // what keeps working
	NamedNone string
	NamedLead string
	Caption   string
}

var renameEnglish = Rename{
	User: RenameOf{
		Button:    "Rename user",
		Title:     "Rename user %s",
		NewName:   "User name",
		NameHint:  "Up to 64 letters, digits and + = , . @ _ -. Another user must not have it, not even in other upper and lower case.",
		Follows:   "User ID, groups, policies, access keys, password, MFA devices and tags stay. Resource policies and trust policies that name the user as principal follow, for AWS keeps the user ID in them. A person signs in to the console with the new name.",
		NamedNone: "No policy that was read names this user, neither as a resource nor in a condition.",
		NamedLead: "These policies name the user by its ARN or name. They keep the old one and no longer mean this user; change them by hand.",
		Caption:   "Policies that name the user",
	},
	Group: RenameOf{
		Button:    "Rename group",
		Title:     "Rename group %s",
		NewName:   "Group name",
		NameHint:  "Up to 128 letters, digits and + = , . @ _ -. Another group must not have it, not even in other upper and lower case.",
		Follows:   "Group ID, members, attached policies and inline policies stay: nobody gains or loses a permission by the group's new name.",
		NamedNone: "No policy that was read names this group as a resource.",
		NamedLead: "These policies name the group by its ARN. They keep the old one and no longer mean this group; change them by hand.",
		Caption:   "Policies that name the group",
	},
	Lead:      "AWS's console cannot do this. Nothing changes before you have seen what follows.",
	NewPath:   "Path",
	PathHint:  "A slash, or a text between two slashes such as /team/. It becomes part of the ARN.",
	Review:    "Review",
	Back:      "Change name or path",
	Before:    "ARN before",
	After:     "ARN after",
	Follows:   "What follows",
	Tickets:   "Secrets that are still to be handed over follow too: their files carry the new name.",
	NotFollow: "What does not follow",
	Unread:    "Not every policy was read, so there may be others.",
	Policy:    "Policy",
	Holder:    "Where",
	Statement: "Statement",
	Names:     "Named by",
	OfUser:    "Inline policy of user %s",
	OfGroup:   "Inline policy of group %s",
	Managed:   "Managed policy",
	Line:      "Line %s",
	SidLine:   "%s, line %s",
	Beyond:    "Keyporter does not read the policies of roles, buckets and other resources here. Programs and settings that spell the name or the ARN have to be changed by hand.",
}

var renameKorean = Rename{
	User: RenameOf{
		Button:    "사용자 이름 변경",
		Title:     "%s 사용자 이름 변경",
		NewName:   "사용자 이름",
		NameHint:  "영문자, 숫자, + = , . @ _ - 문자로 최대 64자입니다. 대소문자만 다른 이름도 다른 사용자가 쓰고 있으면 사용할 수 없습니다.",
		Follows:   "사용자 ID, 그룹, 정책, 액세스 키, 암호, MFA 디바이스, 태그는 그대로입니다. 사용자를 보안 주체로 지정한 리소스 정책과 신뢰 정책은 AWS가 사용자 ID를 저장하므로 계속 적용됩니다. 콘솔에는 새 이름으로 로그인합니다.",
		NamedNone: "읽은 정책 중 이 사용자를 리소스나 조건에서 지정한 정책이 없습니다.",
		NamedLead: "다음 정책은 ARN 또는 이름으로 이 사용자를 지정합니다. 이전 값이 그대로 남아 더는 이 사용자를 가리키지 않으므로 직접 수정해야 합니다.",
		Caption:   "이 사용자를 지정한 정책",
	},
	Group: RenameOf{
		Button:    "그룹 이름 변경",
		Title:     "%s 그룹 이름 변경",
		NewName:   "그룹 이름",
		NameHint:  "영문자, 숫자, + = , . @ _ - 문자로 최대 128자입니다. 대소문자만 다른 이름도 다른 그룹이 쓰고 있으면 사용할 수 없습니다.",
		Follows:   "그룹 ID, 구성원, 연결된 정책, 인라인 정책은 그대로입니다. 그룹 이름이 바뀌어도 권한을 얻거나 잃는 사용자는 없습니다.",
		NamedNone: "읽은 정책 중 이 그룹을 리소스로 지정한 정책이 없습니다.",
		NamedLead: "다음 정책은 ARN으로 이 그룹을 지정합니다. 이전 ARN이 그대로 남아 더는 이 그룹을 가리키지 않으므로 직접 수정해야 합니다.",
		Caption:   "이 그룹을 지정한 정책",
	},
	Lead:      "AWS 콘솔에는 없는 기능입니다. 변경될 내용을 확인하기 전에는 아무것도 바뀌지 않습니다.",
	NewPath:   "경로",
	PathHint:  "슬래시 하나 또는 /team/ 형식으로 두 슬래시 사이에 쓴 텍스트입니다. ARN의 일부가 됩니다.",
	Review:    "검토",
	Back:      "이름 또는 경로 수정",
	Before:    "변경 전 ARN",
	After:     "변경 후 ARN",
	Follows:   "함께 유지되는 항목",
	Tickets:   "아직 전달하지 않은 비밀 값도 함께 옮겨지며 파일에는 새 이름이 들어갑니다.",
	NotFollow: "유지되지 않는 항목",
	Unread:    "일부 정책을 읽지 못했으므로 다른 정책이 더 있을 수 있습니다.",
	Policy:    "정책",
	Holder:    "위치",
	Statement: "문",
	Names:     "지정한 값",
	OfUser:    "%s 사용자의 인라인 정책",
	OfGroup:   "%s 그룹의 인라인 정책",
	Managed:   "관리형 정책",
	Line:      "%s행",
	SidLine:   "%s, %s행",
	Beyond:    "여기서는 역할, 버킷과 그 밖의 리소스 정책을 읽지 않습니다. 이름이나 ARN을 직접 적은 프로그램과 설정은 따로 수정해야 합니다.",
}
