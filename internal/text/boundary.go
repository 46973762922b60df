package text

// Boundary holds the words of the page on which the permissions boundary of a
// user is set.
type Boundary struct {
	Set        string // on the permissions tab, where there is none
	Change     string // and where there is one
	Title      string // %s: the user
	Lead       string
	Now        string // the boundary that the user has
	None       string
	Then       string // the one it is to have
	Legend     string
	Hint       string
	Review     string
	Remove     string
	Effect     string // heading
	Limits     string // what a boundary will do that there was not
	Other      string // what another one will do
	Lifts      string // what removing it will do
	Grants     string // what a boundary does not do
	Beyond     string // what it does not reach
	NotCounted string // that the difference is not worked out here
	Save       string
	Back       string
}

var boundaryEnglish = Boundary{
	Set:        "Set permissions boundary",
	Change:     "Change permissions boundary",
	Title:      "Permissions boundary of user %s",
	Lead:       "A permissions boundary is a managed policy that says what a user can do at most: what it does not allow stays refused, whatever the user's policies allow.",
	Now:        "Boundary now",
	None:       "no permissions boundary",
	Then:       "Boundary then",
	Legend:     "Policy that is the boundary",
	Hint:       "One policy, of AWS or of the account. It is not attached to the user and counts in no quota of the user.",
	Review:     "Review",
	Remove:     "Remove the boundary",
	Effect:     "What this means",
	Limits:     "From the next call on the user can do only what both its policies and this boundary allow. Everything else that its policies allow today ends.",
	Other:      "From the next call on the user can do only what both its policies and the new boundary allow. What only the old one allowed ends; what only the new one allows begins, as far as the user's policies allow it.",
	Lifts:      "From the next call on the user can do everything that its policies allow, also what the boundary has held back.",
	Grants:     "A boundary grants nothing by itself.",
	Beyond:     "It does not hold back what the policy of a resource, such as a bucket, gives to this very user by its ARN.",
	NotCounted: "Keyporter does not list the single permissions that change. Compare the policy with those of the user before you save.",
	Save:       "Save boundary",
	Back:       "Choose another policy",
}

var boundaryKorean = Boundary{
	Set:        "권한 경계 설정",
	Change:     "권한 경계 변경",
	Title:      "%s 사용자의 권한 경계",
	Lead:       "권한 경계는 사용자가 가질 수 있는 최대 권한을 정하는 관리형 정책입니다. 사용자의 정책이 무엇을 허용하든 경계가 허용하지 않는 작업은 계속 거부됩니다.",
	Now:        "현재 경계",
	None:       "권한 경계 없음",
	Then:       "변경 후 경계",
	Legend:     "경계로 사용할 정책",
	Hint:       "AWS 정책 또는 계정의 정책 하나를 선택합니다. 사용자에게 연결되지 않으며 사용자의 할당량에 포함되지 않습니다.",
	Review:     "검토",
	Remove:     "경계 제거",
	Effect:     "이 변경의 의미",
	Limits:     "다음 호출부터 사용자는 자신의 정책과 이 경계가 모두 허용하는 작업만 할 수 있습니다. 지금 정책으로 할 수 있는 나머지 작업은 모두 거부됩니다.",
	Other:      "다음 호출부터 사용자는 자신의 정책과 새 경계가 모두 허용하는 작업만 할 수 있습니다. 이전 경계만 허용하던 작업은 거부되고, 새 경계만 허용하는 작업은 사용자의 정책이 허용하는 범위에서 가능해집니다.",
	Lifts:      "다음 호출부터 사용자는 경계가 막고 있던 작업을 포함하여 자신의 정책이 허용하는 모든 작업을 할 수 있습니다.",
	Grants:     "경계 자체는 권한을 부여하지 않습니다.",
	Beyond:     "버킷과 같은 리소스의 정책이 이 사용자의 ARN에 직접 준 권한은 경계가 막지 않습니다.",
	NotCounted: "Keyporter는 달라지는 권한을 하나하나 보여 주지 않습니다. 저장하기 전에 이 정책과 사용자의 정책을 비교해야 합니다.",
	Save:       "경계 저장",
	Back:       "다른 정책 선택",
}
