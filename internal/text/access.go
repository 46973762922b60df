package text

// Access holds the words that all pages about access share. Maps are by the names
// that package access gives to levels, columns, answers and the rest.
type Access struct {
	Heading   string // of the navigation
	Buckets   string // in the navigation
	Matrix    string
	Explain   string
	WhatIf    string
	Levels    map[string]string
	LevelHelp map[string]string
	Legend    string
	Columns   map[string]string
	Answers   map[string]string
	Some      string // beside If: some objects
	Full      string
	Kinds     map[string]string // one of the kind
	Plurals   map[string]string
	Everyone  string            // the name of the one subject of its kind
	Questions map[string]string // by action

	Bucket  string
	Subject string
	Asked   string // heading of the column of questions
	Answer  string
	Why     string

	None          string // nobody, where all is known
	NoneUnsure    string // nobody, where something could not be read
	Incomplete    string // title
	IncompleteDo  string
	Gaps          map[string]string // %s: the bucket and the part of it, where Gap names them
	GapOf         string            // %s: the bucket, %s: the part
	MoreGaps      string            // %s: how many
	Problems      string            // title: policies that cannot be read
	ProblemUnread string            // %s: the policy
	Problem       string            // %s: the policy, %s: line, %s: column
	NotRead       string            // no bucket was read yet
	NotReadDo     string
	Reading       string // the table is being made
	Age           string // %s: how long ago the buckets were read
	Limits        string
	CSV           string
	JSON          string
}

var accessEnglish = Access{
	Heading: "Access",
	Buckets: "Buckets",
	Matrix:  "Access matrix",
	Explain: "Explain",
	WhatIf:  "What if",
	Levels: map[string]string{
		"none":       "None",
		"denied":     "Denied",
		"if":         "If",
		"unknown":    "Unknown",
		"other":      "Other",
		"list":       "List",
		"write":      "Write",
		"read":       "Read",
		"read-write": "R+W",
		"full":       "Full",
	},
	LevelHelp: map[string]string{
		"none":       "nothing at all",
		"denied":     "something allows it, and a deny, a boundary or a limit holds it back",
		"if":         "only under a condition, or some objects only",
		"unknown":    "something that could not be read decides",
		"other":      "something, but neither objects nor their names",
		"list":       "sees the names of objects",
		"write":      "writes or deletes objects without reading them",
		"read":       "reads objects",
		"read-write": "reads objects, and writes or deletes them",
		"full":       "all ten questions are answered with yes",
	},
	Legend: "What the words mean",
	Columns: map[string]string{
		"list":        "List",
		"read":        "Read",
		"write":       "Write",
		"delete":      "Delete",
		"tag":         "Tag",
		"permissions": "Permissions",
	},
	Answers: map[string]string{
		"no":      "No",
		"if":      "If",
		"unknown": "Unknown",
		"yes":     "Yes",
	},
	Some: "some objects",
	Full: "Full access",
	Kinds: map[string]string{
		"user": "User", "group": "Group", "role": "Role",
		"account": "Other account", "everyone": "Everyone",
	},
	Plurals: map[string]string{
		"user": "Users", "group": "Groups", "role": "Roles",
		"account": "Other accounts", "everyone": "Everyone",
	},
	Everyone: "Everyone on the internet",
	Questions: map[string]string{
		"s3:ListBucket":                "see the names of objects",
		"s3:GetBucketPolicy":           "read the bucket policy",
		"s3:PutLifecycleConfiguration": "change the lifecycle rules",
		"s3:DeleteBucket":              "delete the bucket",
		"s3:PutBucketPolicy":           "change the bucket policy",
		"s3:GetObject":                 "read objects",
		"s3:PutObject":                 "write objects",
		"s3:DeleteObject":              "delete objects",
		"s3:PutObjectTagging":          "tag objects",
		"s3:PutObjectAcl":              "change the ACL of objects",
	},

	Bucket:  "Bucket",
	Subject: "Who",
	Asked:   "Can they",
	Answer:  "Answer",
	Why:     "Why",

	None:         "Nobody, as far as the policies of this account and its buckets say.",
	NoneUnsure:   "Nobody was found, but the answer is incomplete: see above what could not be read.",
	Incomplete:   "Incomplete: not everything could be read",
	IncompleteDo: "What is missing here may exist all the same. Answers that depend on it are “unknown”.",
	Gaps: map[string]string{
		"authorization-details":       "Users, groups, roles and policies were not read to their end.",
		"buckets":                     "The list of buckets was not read, or not to its end.",
		"bucket":                      "A part of a bucket was not read.",
		"account-public-access-block": "The account's block of public access was not read.",
		"policies":                    "The documents of some policies were not read.",
	},
	GapOf:         "Bucket %s: not read: %s.",
	MoreGaps:      "And %s more.",
	Problems:      "Policies that cannot be read",
	ProblemUnread: "%s: its document was not read. Whoever it touches is “unknown”.",
	Problem:       "%s: line %s, column %s. Whoever it touches is “unknown”.",
	NotRead:       "The buckets were not read yet",
	NotReadDo:     "Keyporter reads them in the background. Look again in a moment, or choose Read again.",
	Reading:       "The answers are being worked out",
	Age:           "Buckets read %s.",
	Limits:        "Counted are identity policies, groups, permissions boundaries, bucket policies, ACLs and blocks of public access. Not counted are KMS keys, access points and VPC endpoints; service control policies cannot be read with these credentials and may still deny.",
	CSV:           "Download CSV",
	JSON:          "JSON",
}

var accessKorean = Access{
	Heading: "접근 권한",
	Buckets: "버킷",
	Matrix:  "권한 매트릭스",
	Explain: "판정 근거",
	WhatIf:  "변경 가정",
	Levels: map[string]string{
		"none":       "없음",
		"denied":     "거부됨",
		"if":         "조건부",
		"unknown":    "알 수 없음",
		"other":      "기타",
		"list":       "목록",
		"write":      "쓰기",
		"read":       "읽기",
		"read-write": "읽기·쓰기",
		"full":       "전체",
	},
	LevelHelp: map[string]string{
		"none":       "아무 권한도 없음",
		"denied":     "허용하는 정책이 있으나 명시적 거부, 권한 경계 또는 제한이 막음",
		"if":         "조건이 맞을 때만, 또는 일부 객체만",
		"unknown":    "읽지 못한 항목에 따라 달라짐",
		"other":      "객체와 객체 이름이 아닌 다른 권한",
		"list":       "객체 이름 보기",
		"write":      "객체를 읽지 않고 쓰기 또는 삭제",
		"read":       "객체 읽기",
		"read-write": "객체 읽기, 그리고 쓰기 또는 삭제",
		"full":       "열 가지 질문의 답이 모두 예",
	},
	Legend: "표시의 뜻",
	Columns: map[string]string{
		"list":        "목록",
		"read":        "읽기",
		"write":       "쓰기",
		"delete":      "삭제",
		"tag":         "태그",
		"permissions": "권한 관리",
	},
	Answers: map[string]string{
		"no":      "아니요",
		"if":      "조건부",
		"unknown": "알 수 없음",
		"yes":     "예",
	},
	Some: "일부 객체",
	Full: "전체 권한",
	Kinds: map[string]string{
		"user": "사용자", "group": "그룹", "role": "역할",
		"account": "다른 계정", "everyone": "모든 사람",
	},
	Plurals: map[string]string{
		"user": "사용자", "group": "그룹", "role": "역할",
		"account": "다른 계정", "everyone": "모든 사람",
	},
	Everyone: "인터넷의 모든 사람",
	Questions: map[string]string{
		"s3:ListBucket":                "객체 이름 보기",
		"s3:GetBucketPolicy":           "버킷 정책 읽기",
		"s3:PutLifecycleConfiguration": "수명 주기 규칙 변경",
		"s3:DeleteBucket":              "버킷 삭제",
		"s3:PutBucketPolicy":           "버킷 정책 변경",
		"s3:GetObject":                 "객체 읽기",
		"s3:PutObject":                 "객체 쓰기",
		"s3:DeleteObject":              "객체 삭제",
		"s3:PutObjectTagging":          "객체에 태그 지정",
		"s3:PutObjectAcl":              "객체 ACL 변경",
	},

	Bucket:  "버킷",
	Subject: "주체",
	Asked:   "할 수 있는 일",
	Answer:  "답",
	Why:     "이유",

	None:         "이 계정과 버킷의 정책에 따르면 아무도 없습니다.",
	NoneUnsure:   "찾은 주체가 없지만 완전한 답이 아닙니다. 읽지 못한 항목을 위에서 확인합니다.",
	Incomplete:   "불완전: 일부를 읽지 못했습니다",
	IncompleteDo: "여기에 없는 항목도 실제로는 있을 수 있습니다. 읽지 못한 항목에 따라 달라지는 답은 “알 수 없음”입니다.",
	Gaps: map[string]string{
		"authorization-details":       "사용자, 그룹, 역할, 정책을 끝까지 읽지 못했습니다.",
		"buckets":                     "버킷 목록을 읽지 못했거나 끝까지 읽지 못했습니다.",
		"bucket":                      "버킷의 일부를 읽지 못했습니다.",
		"account-public-access-block": "계정의 퍼블릭 액세스 차단 설정을 읽지 못했습니다.",
		"policies":                    "일부 정책의 문서를 읽지 못했습니다.",
	},
	GapOf:         "버킷 %s에서 읽지 못한 항목: %s",
	MoreGaps:      "그 외 %s개가 더 있습니다.",
	Problems:      "해석할 수 없는 정책",
	ProblemUnread: "%s: 문서를 읽지 못했습니다. 이 정책이 적용되는 주체의 답은 “알 수 없음”입니다.",
	Problem:       "%s: 줄 %s, 열 %s. 이 정책이 적용되는 주체의 답은 “알 수 없음”입니다.",
	NotRead:       "아직 버킷을 읽지 않았습니다",
	NotReadDo:     "Keyporter가 백그라운드에서 읽습니다. 잠시 뒤에 다시 확인하거나 다시 읽기를 선택합니다.",
	Reading:       "답을 계산하고 있습니다",
	Age:           "버킷을 읽은 시점: %s.",
	Limits:        "자격 증명 기반 정책, 그룹, 권한 경계, 버킷 정책, ACL, 퍼블릭 액세스 차단을 계산에 넣었습니다. KMS 키, 액세스 포인트, VPC 엔드포인트는 넣지 않았습니다. 서비스 제어 정책은 이 자격 증명으로 읽을 수 없으며 거부할 수 있습니다.",
	CSV:           "CSV 다운로드",
	JSON:          "JSON",
}
