package text

// Rails holds the words of the pages of the guard rails.
type Rails struct {
	Title    string
	Lead     string
	Mode     string            // legend
	Modes    map[string]string // by desk.GuardMode
	About    map[string]string // by desk.GuardMode
	Default  string            // nobody has chosen the mode
	Set      string            // %s: who, %s: when
	Unset    string            // in mode guarded, without a boundary or a path
	Boundary string            // legend
	BoundBy  string            // hint
	Paths    string
	PathsBy  string // hint
	Save     string

	Safe      string // heading
	SafeLead  string
	SafeNone  string
	Policy    string            // head
	Version   string            // head
	State     string            // head
	States    map[string]string // by porter.SafeState
	By        string            // head
	Do        string            // head
	Add       string
	Review    string
	ReviewOf  string // %s: the policy
	Remove    string
	RemoveOf  string // %s: the policy
	PinTitle  string
	PinLead   string
	Pick      string // legend
	PickHint  string
	Look      string
	PinTo     string // title, %s: the policy
	Now       string // the version of the policy
	Pinned    string // the version in the safe set
	NotPinned string
	Same      string
	Since     string // lead of the difference, %s: version, %s: version
	Document  string // heading
	Dangerous string
	Pin       string
	PinNew    string

	Adopted     string // heading
	AdoptedLead string
	AdoptedNone string
	Kind        string
	Kinds       map[string]string // by desk.AdoptedKind
	Name        string
	Adopt       string
	Disown      string
	DisownOf    string // %s: the user or group
}

var railsEnglish = Rails{
	Title: "Guard rails",
	Lead:  "How much one operator may change alone, and which users and groups Keyporter changes at all.",
	Mode:  "Mode",
	Modes: map[string]string{"open": "Open", "guarded": "Guarded"},
	About: map[string]string{
		"open":    "Operators change what their role allows. What gives administrator's power, or a way to it, needs a fresh proof and a reason.",
		"guarded": "Every grant outside the safe set needs a second person. Only managed users and groups are changed, and every new user has the permissions boundary.",
	},
	Default: "Nobody has chosen a mode: it is open in the sandbox and while only one operator can sign in, and guarded otherwise.",
	Set:     "Set by %s, %s.",
	Unset:   "In mode guarded no user can be created before there are both a permissions boundary and a managed path.",

	Boundary: "Permissions boundary of new users",
	BoundBy:  "In mode guarded every user that Keyporter creates has this boundary, and nobody takes it away by Keyporter.",
	Paths:    "Managed paths",
	PathsBy:  "One a line, such as /keyporter/; / is the whole account. In mode guarded only users and groups below them, and those that were adopted, are changed.",
	Save:     "Save guard rails",

	Safe:     "Safe set",
	SafeLead: "Policies that one operator may grant alone in mode guarded, each as it was when an admin looked at it. One that was changed since needs a second person until it is pinned anew.",
	SafeNone: "The safe set is empty: in mode guarded every grant needs a second person.",
	Policy:   "Policy", Version: "Version", State: "State",
	States: map[string]string{"same": "unchanged", "changed": "changed since", "gone": "no longer there", "unread": "not read yet"},
	By:     "Pinned", Do: "Actions",
	Add: "Add policy", Review: "Review", ReviewOf: "Review %s", Remove: "Remove", RemoveOf: "Remove %s",
	PinTitle: "Add a policy to the safe set", PinLead: "Choose a policy, look at what it says now, and pin it.",
	Pick: "Policy", PickHint: "One policy, of AWS or of the account.", Look: "Review policy",
	PinTo: "Policy %s in the safe set", Now: "Version now", Pinned: "Version pinned", NotPinned: "not in the safe set",
	Same:      "The policy says what it said when it was pinned.",
	Since:     "From version %s, which is pinned, to version %s.",
	Document:  "What it says now",
	Dangerous: "This policy gives administrator's power, a way to it, or a change of IAM. Granting it needs a second person even from the safe set.",
	Pin:       "Pin policy", PinNew: "Pin the new version",

	Adopted:     "Adopted users and groups",
	AdoptedLead: "Users and groups outside the managed paths that are managed too. They are found by AWS's unique id: a new one of the same name is not adopted.",
	AdoptedNone: "Nobody was adopted.",
	Kind:        "Kind", Kinds: map[string]string{"user": "User", "group": "Group"},
	Name: "Name", Adopt: "Adopt", Disown: "End adoption", DisownOf: "End adoption of %s",
}

var railsKorean = Rails{
	Title: "보호 규칙",
	Lead:  "운영자 한 명이 혼자 변경할 수 있는 범위와 Keyporter가 변경하는 사용자 및 그룹을 정합니다.",
	Mode:  "모드",
	Modes: map[string]string{"open": "개방", "guarded": "보호"},
	About: map[string]string{
		"open":    "운영자는 자신의 역할이 허용하는 작업을 합니다. 관리자 권한이나 그 권한을 얻을 방법을 부여하려면 본인 확인을 다시 하고 사유를 입력해야 합니다.",
		"guarded": "안전 목록에 없는 권한을 부여하려면 다른 운영자의 승인이 필요합니다. 관리 대상인 사용자와 그룹만 변경하며, 새 사용자에게는 항상 권한 경계가 설정됩니다.",
	},
	Default: "아무도 모드를 선택하지 않았습니다. 샌드박스이거나 로그인할 수 있는 운영자가 한 명이면 개방 모드, 그 밖에는 보호 모드입니다.",
	Set:     "설정한 운영자: %s, %s.",
	Unset:   "보호 모드에서는 권한 경계와 관리 경로가 모두 있어야 사용자를 생성할 수 있습니다.",

	Boundary: "새 사용자의 권한 경계",
	BoundBy:  "보호 모드에서 Keyporter가 생성하는 모든 사용자에게 이 경계가 설정되며, Keyporter로는 아무도 제거할 수 없습니다.",
	Paths:    "관리 경로",
	PathsBy:  "한 줄에 하나씩 입력합니다. 예: /keyporter/. /만 입력하면 계정 전체입니다. 보호 모드에서는 이 경로 아래에 있거나 관리 대상으로 지정된 사용자와 그룹만 변경합니다.",
	Save:     "보호 규칙 저장",

	Safe:     "안전 목록",
	SafeLead: "보호 모드에서 운영자가 혼자 부여할 수 있는 정책입니다. 각 정책은 관리자가 확인한 때의 내용으로 고정됩니다. 그 뒤에 변경된 정책은 다시 고정할 때까지 다른 운영자의 승인이 필요합니다.",
	SafeNone: "안전 목록이 비어 있습니다. 보호 모드에서는 모든 권한 부여에 다른 운영자의 승인이 필요합니다.",
	Policy:   "정책", Version: "버전", State: "상태",
	States: map[string]string{"same": "변경 없음", "changed": "변경됨", "gone": "존재하지 않음", "unread": "아직 읽지 않음"},
	By:     "등록", Do: "작업",
	Add: "정책 추가", Review: "검토", ReviewOf: "%s 검토", Remove: "제거", RemoveOf: "%s 제거",
	PinTitle: "안전 목록에 정책 추가", PinLead: "정책을 선택하고 현재 내용을 확인한 다음 고정합니다.",
	Pick: "정책", PickHint: "AWS 정책 또는 계정의 정책 하나를 선택합니다.", Look: "정책 검토",
	PinTo: "안전 목록의 %s 정책", Now: "현재 버전", Pinned: "고정된 버전", NotPinned: "안전 목록에 없음",
	Same:      "정책의 내용이 고정할 때와 같습니다.",
	Since:     "고정된 버전: %s, 현재 버전: %s.",
	Document:  "현재 내용",
	Dangerous: "이 정책은 관리자 권한, 그 권한을 얻을 방법 또는 IAM 변경을 허용합니다. 안전 목록에 있어도 부여하려면 다른 운영자의 승인이 필요합니다.",
	Pin:       "정책 고정", PinNew: "새 버전 고정",

	Adopted:     "관리 대상으로 지정된 사용자와 그룹",
	AdoptedLead: "관리 경로 밖에 있지만 관리하는 사용자와 그룹입니다. AWS의 고유 ID로 찾으므로 같은 이름으로 새로 만든 사용자나 그룹은 관리 대상이 아닙니다.",
	AdoptedNone: "관리 대상으로 지정된 사용자나 그룹이 없습니다.",
	Kind:        "종류", Kinds: map[string]string{"user": "사용자", "group": "그룹"},
	Name: "이름", Adopt: "관리 대상 지정", Disown: "지정 해제", DisownOf: "%s 관리 대상 지정 해제",
}
