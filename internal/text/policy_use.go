package text

// PolicyUse holds the words for a policy as a permissions boundary, and for the
// form that compares two versions.
type PolicyUse struct {
	Boundary     string // heading over those whose boundary it is
	Nobody       string
	RolesUnknown string
	Held         string // why a boundary cannot be deleted
	HeldText     string

	Compare string // heading
	From    string
	To      string
	Button  string
	Default string // %s: a version, of the default one
}

var policyUseEnglish = PolicyUse{
	Boundary:     "Used as permissions boundary",
	Nobody:       "No one has it as the permissions boundary.",
	RolesUnknown: "Whether roles have it as their boundary is not known.",
	Held:         "Remove the permissions boundary first",
	HeldText:     "AWS does not delete a policy that is the permissions boundary of a user or role.",

	Compare: "Compare versions",
	From:    "From version",
	To:      "To version",
	Button:  "Compare versions",
	Default: "%s (default)",
}

var policyUseKorean = PolicyUse{
	Boundary:     "권한 경계로 사용",
	Nobody:       "이 정책을 권한 경계로 사용하는 대상이 없습니다.",
	RolesUnknown: "이 정책을 권한 경계로 사용하는 역할이 있는지는 알 수 없습니다.",
	Held:         "먼저 권한 경계를 제거해야 합니다",
	HeldText:     "AWS는 사용자나 역할의 권한 경계인 정책을 삭제하지 않습니다.",

	Compare: "버전 비교",
	From:    "비교 전 버전",
	To:      "비교 후 버전",
	Button:  "버전 비교",
	Default: "%s(기본 버전)",
}
