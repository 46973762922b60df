package text

// Wizard holds the words of the create-user wizard.
type Wizard struct {
	Title       string
	Lead        string
	Rail        string // name of the list of steps
	RailDone    string
	Who         string
	Permissions string
	Console     string
	Review      string
	Next        string
	Back        string
	Drop        string
	DropHint    string
	Kept        string // how long a draft is kept

	UserName     string
	UserNameHint string
	Risky        string // the name begins like a formula

	More     string // path and tags
	MoreHint string
	PathHint string
	With     string // what the user is made with
	Path     string
	Tags     string

	PermissionsLead string
	Groups          string
	GroupsHint      string
	NoGroups        string
	GroupPolicies   string // %s: names of policies
	GroupNoPolicies string
	NewGroupTag     string
	NewGroupHint    string
	MakeGroup       string
	Direct          string
	DirectHint      string
	Search          string // the unseen first button: searches, keeps the ticks
	AllBuckets      string // AmazonS3FullAccess is chosen

	GroupTitle    string
	GroupLead     string
	GroupName     string
	GroupNameHint string
	GroupPick     string
	GroupAdd      string
	GroupBack     string

	ConsoleLead     string
	ConsoleNone     string
	ConsoleNoneHint string
	Generated       string
	GeneratedHint   string
	Custom          string
	CustomHint      string
	Reset           string
	ResetHint       string

	ReviewLead   string
	Change       string // names what is changed: %s
	Nothing      string // no permission at all is given
	CallsNote    string
	Password     string
	PasswordHint string
	Create       string
	After        string // what follows when a password is handed over
	Sandbox      string // %s: nothing reaches AWS
}

var wizardEnglish = Wizard{
	Title:       "Create user",
	Lead:        "Nothing is made before the last step.",
	Rail:        "Steps",
	RailDone:    "answered",
	Who:         "Name",
	Permissions: "Permissions",
	Console:     "Console access",
	Review:      "Review",
	Next:        "Continue",
	Back:        "Back",
	Drop:        "Discard draft",
	DropHint:    "The draft and its answers go. Nothing was made in the account.",
	Kept:        "Your answers are kept for 24 hours. A password is never kept with them.",

	UserName:     "User name",
	UserNameHint: "Up to 64 letters, digits and + = , . @ _ -. AWS takes names that differ only in upper and lower case for the same name.",
	Risky:        "This name begins with a character that spreadsheets take for a formula. AWS allows it; take care when you open a file with this name in it.",

	More:     "Path and tags",
	MoreHint: "Both can be left as they are, and changed later.",
	PathHint: "A slash, or a text between two slashes such as /team/. It becomes part of the ARN. Empty means /.",
	With:     "The user is made with",
	Path:     "Path",
	Tags:     "Tags",

	PermissionsLead: "A user may do nothing until a group or a policy allows it.",
	Groups:          "Groups",
	GroupsHint:      "The user gets the permissions of each group that is ticked. AWS allows ten groups.",
	NoGroups:        "There are no groups yet.",
	GroupPolicies:   "Policies: %s",
	GroupNoPolicies: "No policies yet",
	NewGroupTag:     "new",
	NewGroupHint:    "Made together with the user. Without the tick it is not made.",
	MakeGroup:       "Create group here",
	Direct:          "Policies attached directly",
	DirectHint:      "They hold for this user only. For people who share a task, a group is easier to keep.",
	Search:          "Search policies",
	AllBuckets:      "AmazonS3FullAccess reaches every bucket of the account, also those made later.",

	GroupTitle:    "Create group for the new user",
	GroupLead:     "The group is made together with the user, at the last step.",
	GroupName:     "Group name",
	GroupNameHint: "Up to 128 letters, digits and + = , . @ _ -.",
	GroupPick:     "Policies of the group",
	GroupAdd:      "Add group",
	GroupBack:     "Back to permissions",

	ConsoleLead:     "With a password the user can sign in to the AWS Management Console. Programs need access keys instead, which you create afterwards on the page of the user.",
	ConsoleNone:     "No console access",
	ConsoleNoneHint: "For programs, and for people who only use keys.",
	Generated:       "Console access, generated password",
	GeneratedHint:   "Keyporter makes a strong password and hands it over once.",
	Custom:          "Console access, custom password",
	CustomHint:      "You type the password on the review page.",
	Reset:           "The user must create a new password at first sign-in",
	ResetHint:       "The policy IAMUserChangePassword is attached too, so that the user is allowed to do it. AWS's console does the same.",

	ReviewLead:   "Read what will happen, then create the user.",
	Change:       "Change: %s",
	Nothing:      "No group and no policy was chosen: the user may do nothing until you grant something.",
	CallsNote:    "In this order. If one fails, the page shows what was done and what was not.",
	Password:     "Custom password",
	PasswordHint: "AWS's default rule: at least 8 characters, of three kinds among upper case, lower case, digits and symbols, and not the account name.",
	Create:       "Create user",
	After:        "Next you get the sign-in URL, the user name and the password, once.",
	Sandbox:      "The account is the sandbox: nothing reaches AWS.",
}

var wizardKorean = Wizard{
	Title:       "사용자 생성",
	Lead:        "마지막 단계 전에는 아무것도 만들어지지 않습니다.",
	Rail:        "단계",
	RailDone:    "입력함",
	Who:         "이름",
	Permissions: "권한",
	Console:     "콘솔 액세스",
	Review:      "검토",
	Next:        "계속",
	Back:        "이전",
	Drop:        "초안 폐기",
	DropHint:    "초안과 입력한 내용이 사라집니다. 계정에는 아무것도 만들어지지 않았습니다.",
	Kept:        "입력한 내용은 24시간 동안 보관됩니다. 암호는 함께 보관되지 않습니다.",

	UserName:     "사용자 이름",
	UserNameHint: "영문자, 숫자, + = , . @ _ - 문자로 최대 64자입니다. AWS는 대소문자만 다른 이름을 같은 이름으로 봅니다.",
	Risky:        "이 이름은 스프레드시트가 수식으로 여기는 문자로 시작합니다. AWS에서는 쓸 수 있지만, 이 이름이 든 파일을 열 때 주의가 필요합니다.",

	More:     "경로와 태그",
	MoreHint: "둘 다 비워 둘 수 있으며 나중에 변경할 수 있습니다.",
	PathHint: "슬래시 하나 또는 /team/ 형식으로 두 슬래시 사이에 쓴 텍스트입니다. ARN의 일부가 됩니다. 비워 두면 / 값이 됩니다.",
	With:     "함께 설정되는 항목",
	Path:     "경로",
	Tags:     "태그",

	PermissionsLead: "그룹이나 정책이 허용하기 전까지 사용자는 아무 작업도 할 수 없습니다.",
	Groups:          "그룹",
	GroupsHint:      "선택한 그룹의 권한을 모두 받습니다. AWS는 그룹을 10개까지 허용합니다.",
	NoGroups:        "아직 그룹이 없습니다.",
	GroupPolicies:   "정책: %s",
	GroupNoPolicies: "아직 정책이 없습니다",
	NewGroupTag:     "새 그룹",
	NewGroupHint:    "사용자와 함께 만들어집니다. 선택을 해제하면 만들어지지 않습니다.",
	MakeGroup:       "여기서 그룹 생성",
	Direct:          "직접 연결하는 정책",
	DirectHint:      "이 사용자에게만 적용됩니다. 같은 일을 하는 사람이 여럿이면 그룹이 관리하기 쉽습니다.",
	Search:          "정책 검색",
	AllBuckets:      "AmazonS3FullAccess 정책은 나중에 만드는 버킷을 포함하여 계정의 모든 버킷에 미칩니다.",

	GroupTitle:    "새 사용자를 위한 그룹 생성",
	GroupLead:     "그룹은 마지막 단계에서 사용자와 함께 만들어집니다.",
	GroupName:     "그룹 이름",
	GroupNameHint: "영문자, 숫자, + = , . @ _ - 문자로 최대 128자입니다.",
	GroupPick:     "그룹의 정책",
	GroupAdd:      "그룹 추가",
	GroupBack:     "권한 단계로 돌아가기",

	ConsoleLead:     "암호가 있으면 사용자가 AWS Management Console에 로그인할 수 있습니다. 프로그램에는 액세스 키가 필요하며, 나중에 사용자 페이지에서 만듭니다.",
	ConsoleNone:     "콘솔 액세스 없음",
	ConsoleNoneHint: "프로그램이나 키만 쓰는 사람에게 알맞습니다.",
	Generated:       "콘솔 액세스, 자동 생성된 암호",
	GeneratedHint:   "Keyporter가 강력한 암호를 만들어 한 번만 전달합니다.",
	Custom:          "콘솔 액세스, 사용자 지정 암호",
	CustomHint:      "암호는 검토 단계에서 입력합니다.",
	Reset:           "사용자가 첫 로그인 시 새 암호를 만들어야 함",
	ResetHint:       "사용자가 암호를 바꿀 수 있도록 IAMUserChangePassword 정책도 연결됩니다. AWS 콘솔도 이렇게 합니다.",

	ReviewLead:   "진행될 내용을 읽고 사용자를 만듭니다.",
	Change:       "변경: %s",
	Nothing:      "그룹도 정책도 선택하지 않았습니다. 권한을 주기 전까지 사용자는 아무 작업도 할 수 없습니다.",
	CallsNote:    "이 순서로 호출합니다. 하나가 실패하면 끝난 일과 남은 일을 보여 줍니다.",
	Password:     "사용자 지정 암호",
	PasswordHint: "AWS 기본 규칙: 8자 이상이며 대문자, 소문자, 숫자, 기호 중 세 종류를 포함하고 계정 이름과 달라야 합니다.",
	Create:       "사용자 생성",
	After:        "다음 페이지에서 로그인 URL, 사용자 이름, 암호를 한 번만 전달합니다.",
	Sandbox:      "이 계정은 샌드박스입니다. AWS에는 아무것도 전달되지 않습니다.",
}
