package text

// Reading holds the words for a policy document as a person reads it.
type Reading struct {
	Words      string // heading of the summary
	WordsNone  string
	Checks     string // heading of the remarks
	None       string // there are no remarks
	MoreWords  string // %s: how many
	MoreChecks string // %s: how many
	Line       string // %s: the line
	Place      string // %s: the line, %s: the column, %s: what is wrong there
	Broken     string
}

var readingEnglish = Reading{
	Words:      "In plain words",
	WordsNone:  "There is nothing to say in plain words.",
	Checks:     "Checks",
	None:       "Nothing was found that AWS would refuse or that needs another look.",
	MoreWords:  "%s more sentences",
	MoreChecks: "%s more findings",
	Line:       "Line %s",
	Place:      "Line %s, column %s: %s",
	Broken:     "The document cannot be read as a policy.",
}

var readingKorean = Reading{
	Words:      "쉬운 말로 요약",
	WordsNone:  "요약할 내용이 없습니다.",
	Checks:     "검사",
	None:       "AWS가 거부하거나 다시 살펴볼 내용이 없습니다.",
	MoreWords:  "문장 %s개 더 보기",
	MoreChecks: "검사 결과 %s개 더 보기",
	Line:       "%s행",
	Place:      "%s행 %s열: %s",
	Broken:     "문서를 정책으로 읽을 수 없습니다.",
}

// Versions holds the words for the versions of a policy and for its end.
type Versions struct {
	Title      string
	Caption    string
	Version    string
	Created    string
	State      string
	Default    string
	Action     string
	Show       string // %s: the version; of its link
	Set        string
	SetWhat    string // %s: the version
	Delete     string
	DeleteWhat string // %s: the version
	Unknown    string
	Old        string // %s: the version
	OldText    string
	ToDefault  string
	Edit       string
	EditNote   string

	DeletePolicy string
	EndTitle     string // %s: the policy
	EndLead      string
	EndNothing   string
	EndVersions  string
	Attached     string
	AttachedText string
	ConfirmLabel string // %s: the policy
	Cancel       string
}

var versionsEnglish = Versions{
	Title:      "Versions",
	Caption:    "Versions of this policy, newest first",
	Version:    "Version",
	Created:    "Created",
	State:      "State",
	Default:    "Default",
	Action:     "Action",
	Show:       "Show version %s",
	Set:        "Set as default",
	SetWhat:    "Set as default: %s",
	Delete:     "Delete",
	DeleteWhat: "Delete version %s",
	Unknown:    "The versions could not be read.",
	Old:        "Version %s is not the default",
	OldText:    "What stands here does not apply. It is kept so that it can be looked at or made the default again.",
	ToDefault:  "Show the default version",
	Edit:       "Edit policy",
	EditNote:   "An edit is saved as a new version and becomes the default. AWS keeps five.",

	DeletePolicy: "Delete policy",
	EndTitle:     "Delete policy %s",
	EndLead:      "Deleting cannot be undone. All versions go with the policy.",
	EndNothing:   "The policy is attached nowhere.",
	EndVersions:  "Versions",
	Attached:     "Detach the policy first",
	AttachedText: "AWS deletes only a policy that is attached nowhere. Detach it from the users, groups and roles below, and come back.",
	ConfirmLabel: "To confirm, type the name of the policy: %s",
	Cancel:       "Cancel",
}

var versionsKorean = Versions{
	Title:      "정책 버전",
	Caption:    "이 정책의 버전, 최신순",
	Version:    "버전",
	Created:    "생성일",
	State:      "상태",
	Default:    "기본 버전",
	Action:     "작업",
	Show:       "%s 버전 보기",
	Set:        "기본값으로 설정",
	SetWhat:    "기본값으로 설정: %s",
	Delete:     "삭제",
	DeleteWhat: "삭제: %s 버전",
	Unknown:    "정책 버전을 읽지 못했습니다.",
	Old:        "%s 버전은 기본 버전이 아닙니다",
	OldText:    "여기에 보이는 내용은 적용되지 않습니다. 다시 살펴보거나 기본 버전으로 되돌릴 수 있도록 보관됩니다.",
	ToDefault:  "기본 버전 보기",
	Edit:       "정책 편집",
	EditNote:   "편집한 내용은 새 버전으로 저장되어 기본 버전이 됩니다. AWS는 버전을 5개까지 보관합니다.",

	DeletePolicy: "정책 삭제",
	EndTitle:     "%s 정책 삭제",
	EndLead:      "삭제는 되돌릴 수 없습니다. 모든 버전이 정책과 함께 삭제됩니다.",
	EndNothing:   "정책이 연결된 대상이 없습니다.",
	EndVersions:  "버전",
	Attached:     "먼저 정책 연결을 해제해야 합니다",
	AttachedText: "AWS는 연결된 대상이 없는 정책만 삭제합니다. 아래의 사용자, 그룹, 역할에서 연결을 해제한 뒤 다시 진행합니다.",
	ConfirmLabel: "확인을 위해 정책 이름을 입력하십시오: %s",
	Cancel:       "취소",
}

// Inline holds the words of the pages of inline policies. Those of a user and of
// a group differ in who holds them.
type Inline struct {
	Title     string // heading on the page of the holder
	UserLead  string
	GroupLead string
	Create    string

	NewTitle  string // %s: the user or group
	EditTitle string // %s: the policy
	EditLead  string
	NameHint  string
	Of        string // %s: the user or group
	OfUser    string // %s: the user
	OfGroup   string // %s: the group
	Edit      string
	Delete    string
	EditWhat  string // %s: the policy
	DropWhat  string // %s: the policy

	EndTitle     string // %s: the policy
	EndLead      string
	ConfirmLabel string // %s: the policy
}

var inlineEnglish = Inline{
	Title:     "Inline policies",
	UserLead:  "They live inside this user and go away with it.",
	GroupLead: "They live inside this group and go away with it.",
	Create:    "Create inline policy",

	NewTitle:  "Create inline policy for %s",
	EditTitle: "Edit inline policy %s",
	EditLead:  "Saving replaces the policy at once. AWS keeps no earlier version.",
	NameHint:  "At most 128 letters, digits and + = , . @ _ -. It cannot be changed later.",
	Of:        "Inline policy of",
	OfUser:    "User %s",
	OfGroup:   "Group %s",
	Edit:      "Edit",
	Delete:    "Delete",
	EditWhat:  "Edit inline policy %s",
	DropWhat:  "Delete inline policy %s",

	EndTitle:     "Delete inline policy %s",
	EndLead:      "Deleting cannot be undone. What the policy allows or denies ends at once.",
	ConfirmLabel: "To confirm, type the name of the policy: %s",
}

var inlineKorean = Inline{
	Title:     "인라인 정책",
	UserLead:  "이 사용자 안에 있으며 사용자를 삭제하면 함께 사라집니다.",
	GroupLead: "이 그룹 안에 있으며 그룹을 삭제하면 함께 사라집니다.",
	Create:    "인라인 정책 생성",

	NewTitle:  "인라인 정책 생성: %s",
	EditTitle: "인라인 정책 편집: %s",
	EditLead:  "저장하면 정책이 바로 바뀝니다. AWS는 이전 내용을 보관하지 않습니다.",
	NameHint:  "영문자, 숫자, + = , . @ _ - 문자를 최대 128자까지 사용할 수 있습니다. 나중에 변경할 수 없습니다.",
	Of:        "인라인 정책의 대상",
	OfUser:    "%s 사용자",
	OfGroup:   "%s 그룹",
	Edit:      "편집",
	Delete:    "삭제",
	EditWhat:  "편집: %s 인라인 정책",
	DropWhat:  "삭제: %s 인라인 정책",

	EndTitle:     "인라인 정책 삭제: %s",
	EndLead:      "삭제는 되돌릴 수 없습니다. 이 정책의 허용과 거부가 바로 사라집니다.",
	ConfirmLabel: "확인을 위해 정책 이름을 입력하십시오: %s",
}
