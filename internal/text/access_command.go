package text

// AccessCommand holds the words of the command keyporter access that no page
// about access has. Maps are by the codes of package access.
type AccessCommand struct {
	Kind          string // heads of columns
	Name          string
	Some          string // an answer that holds for some objects only
	Who           string // title: %s: the bucket
	What          string // title: %s: the user
	Nothing       string // no bucket, where all is known
	NothingUnsure string
	Lacks         string // %s: what the files do not have
	NoUser        string // %s: the name
	NoBucket      string // %s: the name
	NoColumn      string // %s: the name, %s: the names that there are
	Near          string // %s: the names that are like it
	NotWhole      string // the last word of an answer that is incomplete

	Causes   map[string]string // beside those of decisions
	ACL      string            // a step: %s: permission, %s: grantee
	OnlyIf   string            // of a step: %s: conditions
	Objects  string            // of a step: %s: patterns
	Outside  string            // of a step: %s: patterns
	Somebody string            // of a step: it names one session or one principal only
	Others   string            // %s: how many statements
	Shut     string
	Unread   string            // heading
	Changes  string            // heading
	Change   map[string]string // %s: the action, %s: the policy or the statement
}

var accessCommandEnglish = AccessCommand{
	Kind:          "Kind",
	Name:          "Name",
	Some:          "Some",
	Who:           "Who reaches bucket %s",
	What:          "Which buckets user %s reaches",
	Nothing:       "None: no policy lets this user do any of the ten things on any bucket.",
	NothingUnsure: "No bucket was found, but the answer is incomplete: see above what could not be read.",
	Lacks:         "Not in the files: %s",
	NoUser:        "There is no user %s.",
	NoBucket:      "There is no bucket %s.",
	NoColumn:      "There is no column %s. The columns are %s.",
	Near:          "Did you mean %s?",
	NotWhole:      "The answer is incomplete.",

	Causes: map[string]string{
		"acl-allows":   "The ACL of the bucket grants it.",
		"block":        "The block of public access does not let it through.",
		"not-readable": "Something that could not be read decides.",
	},
	ACL:      "ACL: %s for %s",
	OnlyIf:   "only if %s",
	Objects:  "objects %s",
	Outside:  "objects other than %s",
	Somebody: "one session or one principal only",
	Others:   "%s other statements do not match.",
	Shut:     "The block of public access does not let it through.",
	Unread:   "What could not be read",
	Changes:  "What would change the answer",
	Change: map[string]string{
		"allow":      "an identity policy that allows %s on %s",
		"bucket":     "a statement of the bucket policy that allows %s: %s",
		"boundary":   "the permissions boundary, if it allowed %s: %s",
		"control":    "the level of the organization, if it allowed %s: %s",
		"remove":     "for %s: without the statement: %s",
		"conditions": "for %s: a request that meets the conditions, or for a deny does not: %s",
		"objects":    "for %s: the statement, if it covered every object: %s",
		"block":      "for %s: the block of public access switched off: %s",
		"grant":      "for %s: without the grant of the ACL: %s",
		"read":       "for %s: reading what could not be read: %s",
	},
}

var accessCommandKorean = AccessCommand{
	Kind:          "종류",
	Name:          "이름",
	Some:          "일부",
	Who:           "버킷에 접근할 수 있는 주체: %s",
	What:          "사용자가 접근할 수 있는 버킷: %s",
	Nothing:       "없습니다. 어느 버킷에서든 이 사용자에게 열 가지 일 중 하나라도 허용하는 정책이 없습니다.",
	NothingUnsure: "찾은 버킷이 없지만 완전한 답이 아닙니다. 읽지 못한 항목을 위에서 확인합니다.",
	Lacks:         "파일에 없는 항목: %s",
	NoUser:        "사용자가 없습니다: %s",
	NoBucket:      "버킷이 없습니다: %s",
	NoColumn:      "열이 없습니다: %s. 사용할 수 있는 열: %s",
	Near:          "비슷한 이름: %s",
	NotWhole:      "완전한 답이 아닙니다.",

	Causes: map[string]string{
		"acl-allows":   "버킷의 ACL이 허용합니다.",
		"block":        "퍼블릭 액세스 차단이 허용하지 않습니다.",
		"not-readable": "읽지 못한 항목에 따라 달라집니다.",
	},
	ACL:      "ACL: 권한 %s, 피부여자 %s",
	OnlyIf:   "조건: %s",
	Objects:  "객체: %s",
	Outside:  "다음을 제외한 객체: %s",
	Somebody: "세션 하나 또는 보안 주체 하나만 해당",
	Others:   "일치하지 않는 다른 문 %s개가 있습니다.",
	Shut:     "퍼블릭 액세스 차단이 허용하지 않습니다.",
	Unread:   "읽지 못한 항목",
	Changes:  "답을 바꾸는 방법",
	Change: map[string]string{
		"allow":      "자격 증명 기반 정책에서 허용: 작업 %s, 리소스 %s",
		"bucket":     "버킷 정책의 문에서 허용: 작업 %s, 버킷 정책 %s",
		"boundary":   "권한 경계에서 허용: 작업 %s, 정책 %s",
		"control":    "조직의 수준에서 허용: 작업 %s, 수준 %s",
		"remove":     "문 제거: 작업 %s, 문 %s",
		"conditions": "요청이 조건을 충족, 거부하는 문이면 충족하지 않음: 작업 %s, 문 %s",
		"objects":    "문의 적용 대상을 모든 객체로 확대: 작업 %s, 문 %s",
		"block":      "퍼블릭 액세스 차단 끄기: 작업 %s, 버킷 %s",
		"grant":      "ACL 권한 부여 제거: 작업 %s, %s",
		"read":       "읽지 못한 항목 읽기: 작업 %s, %s",
	},
}
