package text

// Copying holds the words of the pages that copy permissions from a user.
type Copying struct {
	Button   string // on the permissions tab
	Title    string // %s: the user that gets them
	Lead     string
	Legend   string
	Hint     string
	Search   string
	Review   string
	From     string // heading, %s: the user that has them
	Caption  string
	What     string
	Kind     string
	Outcome  string
	Group    string
	Managed  string
	Inline   string
	Outcomes map[string]string // porter's outcomes
	Nothing  string            // the source has none at all
	NotLead  string            // what is not copied
	NotDraft string            // the same, to a user that is not made yet
	Bound    string            // kind
	Bounded  string            // the source has a boundary and the other has not: %s: the source, %s: the boundary
	Save     string
	Back     string
	Draft    string // the button of the wizard
	DraftAdd string // the button that adds to the draft
	Copied   string // legend of the inline policies in the wizard
	CopiedBy string // its hint
}

var copyingEnglish = Copying{
	Button:  "Copy permissions from a user",
	Title:   "Copy permissions to user %s",
	Lead:    "The user gets the groups, attached policies and inline policies of another user that it does not have. It loses nothing.",
	Legend:  "User whose permissions are copied",
	Hint:    "One user. Nothing changes before you have seen what is added.",
	Search:  "Find users",
	Review:  "Review",
	From:    "Permissions of user %s",
	Caption: "What is copied",
	What:    "Name",
	Kind:    "Kind",
	Outcome: "What happens",
	Group:   "Group",
	Managed: "Managed policy",
	Inline:  "Inline policy",
	Outcomes: map[string]string{
		"adds":  "is added",
		"held":  "is there already",
		"other": "stays: another one is chosen",
		"clash": "stays: one of this name with another document is there",
	},
	Nothing:  "This user has no group and no policy.",
	NotLead:  "Not copied: path, tags, permissions boundary, console password, access keys and MFA devices.",
	NotDraft: "Not copied: path, tags, console password, access keys and MFA devices.",
	Bound:    "Permissions boundary",
	Bounded:  "User %s is limited by the permissions boundary %s, and the other user is not: with the same policies it can do more.",
	Save:     "Copy permissions",
	Back:     "Choose another user",
	Draft:    "Copy from a user",
	DraftAdd: "Add these permissions",
	Copied:   "Copied inline policies",
	CopiedBy: "They are put into the new user as they are now. Untick one to leave it out.",
}

var copyingKorean = Copying{
	Button:  "다른 사용자의 권한 복사",
	Title:   "%s 사용자에게 권한 복사",
	Lead:    "다른 사용자의 그룹, 연결된 정책, 인라인 정책 중 이 사용자에게 없는 항목을 추가합니다. 없어지는 권한은 없습니다.",
	Legend:  "권한을 복사해 올 사용자",
	Hint:    "사용자 한 명을 선택합니다. 추가될 항목을 확인하기 전에는 아무것도 바뀌지 않습니다.",
	Search:  "사용자 찾기",
	Review:  "검토",
	From:    "%s 사용자의 권한",
	Caption: "복사할 항목",
	What:    "이름",
	Kind:    "유형",
	Outcome: "결과",
	Group:   "그룹",
	Managed: "관리형 정책",
	Inline:  "인라인 정책",
	Outcomes: map[string]string{
		"adds":  "추가됩니다",
		"held":  "이미 있습니다",
		"other": "그대로 둡니다: 다른 권한 경계를 선택했습니다",
		"clash": "그대로 둡니다: 이름은 같고 문서가 다른 정책이 있습니다",
	},
	Nothing:  "이 사용자에게는 그룹도 정책도 없습니다.",
	NotLead:  "복사하지 않는 항목: 경로, 태그, 권한 경계, 콘솔 암호, 액세스 키, MFA 디바이스.",
	NotDraft: "복사하지 않는 항목: 경로, 태그, 콘솔 암호, 액세스 키, MFA 디바이스.",
	Bound:    "권한 경계",
	Bounded:  "%s 사용자는 권한 경계 %s 정책으로 제한되지만 다른 사용자는 그렇지 않습니다. 정책이 같아도 할 수 있는 작업이 더 많습니다.",
	Save:     "권한 복사",
	Back:     "다른 사용자 선택",
	Draft:    "다른 사용자에게서 복사",
	DraftAdd: "이 권한 추가",
	Copied:   "복사한 인라인 정책",
	CopiedBy: "현재 문서 그대로 새 사용자에게 추가됩니다. 제외하려면 선택을 해제합니다.",
}
