package text

// PolicyForm holds the words of the forms that write policies, managed and
// inline, and of their review.
type PolicyForm struct {
	NewTitle  string
	NewLead   string
	EditTitle string // %s: the policy
	EditLead  string

	Choose     string // how to write it
	ChooseNext string
	JSON       string
	JSONHint   string
	S3         string
	S3Hint     string

	Name         string
	NameHint     string
	Path         string
	PathHint     string
	About        string
	AboutHint    string
	Document     string
	DocumentHint string
	Check        string
	Checked      string // heading of what the check found
	Unchecked    string
	Review       string
	AsJSON       string
	AsS3         string
	Cancel       string
	WhatIf       string
	WhatIfHint   string

	Bucket      string
	BucketHint  string
	Prefix      string
	PrefixHint  string
	May         string
	MayHint     string
	List        string
	ListHint    string
	Read        string
	ReadHint    string
	Write       string
	WriteHint   string
	Delete      string
	DeleteHint  string
	ReadOnly    string // presets
	ReadWrite   string
	Only        string // heading of the conditions
	Sources     string
	SourcesHint string
	MFA         string
	MFAHint     string

	ReviewTitle string // %s: the policy
	ReviewLead  string
	Change      string
	Create      string
	Save        string // a new version
	Put         string // an inline policy
	DropNote    string // %s: the version
}

var policyFormEnglish = PolicyForm{
	NewTitle:  "Create policy",
	NewLead:   "A customer managed policy can be attached to any number of users and groups.",
	EditTitle: "Edit policy %s",
	EditLead:  "Saving makes a new version, which becomes the default. It applies at once wherever the policy is attached; earlier versions stay.",

	Choose:     "How do you want to write it?",
	ChooseNext: "Continue",
	JSON:       "JSON editor",
	JSONHint:   "Any policy, as a JSON document. Keyporter checks it as AWS does.",
	S3:         "S3 form",
	S3Hint:     "Access to one bucket or a part of it. Keyporter writes the smallest document that gives it.",

	Name:         "Policy name",
	NameHint:     "At most 128 letters, digits and + = , . @ _ -. It cannot be changed later.",
	Path:         "Path",
	PathHint:     "Begins and ends with a slash, as /team/. Most accounts need none.",
	About:        "Description",
	AboutHint:    "What the policy is for. It cannot be changed later.",
	Document:     "Policy document",
	DocumentHint: "JSON of the IAM policy language, version 2012-10-17.",
	Check:        "Check document",
	Checked:      "What the check found",
	Unchecked:    "Check the document to see here what AWS would refuse and what needs another look.",
	Review:       "Review policy",
	AsJSON:       "Continue as JSON",
	AsS3:         "Edit in the S3 form",
	Cancel:       "Cancel",
	WhatIf:       "What would this change?",
	WhatIfHint:   "Works out who would reach which bucket. Nothing is saved.",

	Bucket:      "Bucket",
	BucketHint:  "The bucket's name, without s3:// and without an ARN.",
	Prefix:      "Prefix",
	PrefixHint:  "Only objects whose names begin with this, as reports/2026/. Empty means every object.",
	May:         "What is allowed",
	MayHint:     "Choose at least one.",
	List:        "List",
	ListHint:    "See the names of the objects.",
	Read:        "Read",
	ReadHint:    "Download objects.",
	Write:       "Write",
	WriteHint:   "Upload objects, also over those that are there.",
	Delete:      "Delete",
	DeleteHint:  "Delete objects.",
	ReadOnly:    "Tick list and read",
	ReadWrite:   "Tick list, read and write",
	Only:        "Conditions",
	Sources:     "Source addresses",
	SourcesHint: "One address or range in each line, as 203.0.113.0/24. Empty means from anywhere.",
	MFA:         "Only with MFA",
	MFAHint:     "Calls with a bare access key are then refused.",

	ReviewTitle: "Review policy %s",
	ReviewLead:  "Nothing is saved yet.",
	Change:      "Change policy",
	Create:      "Create policy",
	Save:        "Save new version",
	Put:         "Save inline policy",
	DropNote:    "AWS keeps five versions of a policy. Version %s, the oldest that is not the default, is deleted to make room and cannot be restored.",
}

var policyFormKorean = PolicyForm{
	NewTitle:  "정책 생성",
	NewLead:   "고객 관리형 정책은 여러 사용자와 그룹에 연결할 수 있습니다.",
	EditTitle: "%s 정책 편집",
	EditLead:  "저장하면 새 버전이 생기고 기본 버전이 됩니다. 정책이 연결된 모든 곳에 바로 적용되며 이전 버전은 남습니다.",

	Choose:     "어떻게 작성하시겠습니까?",
	ChooseNext: "계속",
	JSON:       "JSON 편집기",
	JSONHint:   "모든 정책을 JSON 문서로 작성합니다. Keyporter가 AWS와 같은 방식으로 검사합니다.",
	S3:         "S3 양식",
	S3Hint:     "버킷 하나 또는 그 일부에 대한 액세스를 정합니다. Keyporter가 필요한 만큼만 허용하는 문서를 작성합니다.",

	Name:         "정책 이름",
	NameHint:     "영문자, 숫자, + = , . @ _ - 문자를 최대 128자까지 사용할 수 있습니다. 나중에 변경할 수 없습니다.",
	Path:         "경로",
	PathHint:     "/team/과 같이 슬래시로 시작하고 슬래시로 끝납니다. 대부분의 계정에는 필요하지 않습니다.",
	About:        "설명",
	AboutHint:    "정책의 용도를 적습니다. 나중에 변경할 수 없습니다.",
	Document:     "정책 문서",
	DocumentHint: "IAM 정책 언어 2012-10-17 버전의 JSON입니다.",
	Check:        "문서 검사",
	Checked:      "검사 결과",
	Unchecked:    "문서를 검사하면 AWS가 거부할 내용과 다시 살펴볼 내용이 여기에 표시됩니다.",
	Review:       "정책 검토",
	AsJSON:       "JSON으로 계속 편집",
	AsS3:         "S3 양식에서 편집",
	Cancel:       "취소",
	WhatIf:       "무엇이 달라지는지 보기",
	WhatIfHint:   "누가 어느 버킷에 접근하게 되는지 계산합니다. 아무것도 저장하지 않습니다.",

	Bucket:      "버킷",
	BucketHint:  "s3://나 ARN 없이 버킷 이름만 입력합니다.",
	Prefix:      "접두사",
	PrefixHint:  "reports/2026/과 같이 이 값으로 시작하는 객체만 해당합니다. 비워 두면 모든 객체입니다.",
	May:         "허용할 작업",
	MayHint:     "하나 이상 선택합니다.",
	List:        "나열",
	ListHint:    "객체 이름을 봅니다.",
	Read:        "읽기",
	ReadHint:    "객체를 다운로드합니다.",
	Write:       "쓰기",
	WriteHint:   "객체를 업로드합니다. 기존 객체를 덮어쓸 수도 있습니다.",
	Delete:      "삭제",
	DeleteHint:  "객체를 삭제합니다.",
	ReadOnly:    "나열, 읽기 선택",
	ReadWrite:   "나열, 읽기, 쓰기 선택",
	Only:        "조건",
	Sources:     "소스 주소",
	SourcesHint: "203.0.113.0/24와 같은 주소 또는 범위를 한 줄에 하나씩 입력합니다. 비워 두면 어디서나 허용합니다.",
	MFA:         "MFA를 사용할 때만",
	MFAHint:     "액세스 키만으로 한 호출은 거부됩니다.",

	ReviewTitle: "%s 정책 검토",
	ReviewLead:  "아직 아무것도 저장하지 않았습니다.",
	Change:      "정책 수정",
	Create:      "정책 생성",
	Save:        "새 버전 저장",
	Put:         "인라인 정책 저장",
	DropNote:    "AWS는 정책 버전을 5개까지 보관합니다. 기본 버전이 아닌 가장 오래된 %s 버전을 삭제하여 자리를 만들며, 삭제한 버전은 복원할 수 없습니다.",
}
