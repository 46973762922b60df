package text

// Buckets holds the words of the pages of buckets.
type Buckets struct {
	Title    string
	Lead     string
	Caption  string
	Search   string
	Name     string
	Region   string
	Public   string // a column, and a tag
	Outside  string // another column: other accounts
	Readers  string // users who read
	Writers  string
	Created  string
	Yes      string
	No       string
	Unknown  string
	Empty    string
	EmptyDo  string
	NoMatch  string
	NoMatchD string

	Summary   string // %s: people who read, %s: who write
	RolesToo  string // %s: roles that read
	IfToo     string // %s: how many more, under a condition
	OpenTo    string // the internet can
	Closed    string // nobody outside
	ClosedNot string // nobody outside was found, but something is unread
	Foreign   string // %s: how many other accounts
	WhoTitle  string
	Can       string // label of the chips
	Any       string
	Person    string            // the search
	Roads     map[string]string // by road: heading, %s: the name
	RoadNone  string
	More      string // %s: how many are not shown
	Settings  string
	Setting   string
	Owner     string
	Own       string // this account
	Ownership string
	Enforced  string
	ACLs      string
	ACLNone   string
	Blocks    [4]string // the four settings, as AWS's console names them
	BlockOf   string    // heading: bucket
	BlockAll  string    // heading: the account
	On        string
	Off       string
	NotSet    string
	Policy    string // heading: bucket policy
	NoPolicy  string
	Parts     map[string]string // by the name of a part
	NotRead   string            // a part
	Tags      string
}

var bucketsEnglish = Buckets{
	Title:    "Buckets",
	Lead:     "The buckets of this account, and how many can reach each of them.",
	Caption:  "Buckets",
	Search:   "Search buckets",
	Name:     "Bucket",
	Region:   "Region",
	Public:   "Public",
	Outside:  "Other accounts",
	Readers:  "Users who read",
	Writers:  "Users who write",
	Created:  "Created",
	Yes:      "Yes",
	No:       "No",
	Unknown:  "unknown",
	Empty:    "No buckets",
	EmptyDo:  "The account has no bucket that these credentials see.",
	NoMatch:  "Nothing matches",
	NoMatchD: "No bucket fits the search.",

	Summary:   "Users who read objects here: %s. Users who write or delete them: %s.",
	RolesToo:  "Roles that read them as well: %s.",
	IfToo:     "Users who reach something here under a condition only, or some objects only: %s.",
	OpenTo:    "Everyone on the internet can reach something here.",
	Closed:    "Nobody outside this account can reach it.",
	ClosedNot: "Nobody outside this account was found, but not everything could be read.",
	Foreign:   "Other accounts that reach something here: %s.",
	WhoTitle:  "Who can do what here",
	Can:       "Question",
	Any:       "Any",
	Person:    "Find by name",
	Roads: map[string]string{
		"group": "By group %s", "direct": "Directly, by policy %s", "inline": "By the inline policy %s", "bucket-policy": "By the bucket policy",
		"acl": "By the ACL", "denied": "Denied, although something allows it", "unknown": "Unknown", "other": "Otherwise",
	},
	RoadNone:  "Nobody, as far as it is known.",
	More:      "%s more",
	Settings:  "Public settings",
	Setting:   "Setting",
	Owner:     "Owner",
	Own:       "this account",
	Ownership: "Object ownership",
	Enforced:  "ACLs are disabled",
	ACLs:      "ACL grants",
	ACLNone:   "none beside the owner's",
	Blocks: [4]string{
		"Block public access granted through new ACLs", "Ignore public access granted through any ACLs",
		"Block new public bucket policies", "Restrict access by public policies",
	},
	BlockOf:  "Block public access: this bucket",
	BlockAll: "Block public access: the account",
	On:       "On",
	Off:      "Off",
	NotSet:   "not set",
	Policy:   "Bucket policy",
	NoPolicy: "The bucket has no policy.",
	Parts: map[string]string{
		"policy": "bucket policy", "public-access-block": "block of public access", "ownership": "object ownership",
		"acl": "ACL", "region": "region", "tags": "tags",
	},
	NotRead: "not read",
	Tags:    "Tags",
}

var bucketsKorean = Buckets{
	Title:    "버킷",
	Lead:     "이 계정의 버킷과 각 버킷에 접근할 수 있는 주체의 수입니다.",
	Caption:  "버킷",
	Search:   "버킷 검색",
	Name:     "버킷",
	Region:   "리전",
	Public:   "퍼블릭",
	Outside:  "다른 계정",
	Readers:  "읽는 사용자",
	Writers:  "쓰는 사용자",
	Created:  "생성일",
	Yes:      "예",
	No:       "아니요",
	Unknown:  "알 수 없음",
	Empty:    "버킷이 없습니다",
	EmptyDo:  "이 자격 증명으로 볼 수 있는 버킷이 계정에 없습니다.",
	NoMatch:  "일치하는 항목이 없습니다",
	NoMatchD: "검색에 맞는 버킷이 없습니다.",

	Summary:   "객체를 읽을 수 있는 사용자는 %s명, 쓰거나 삭제할 수 있는 사용자는 %s명입니다.",
	RolesToo:  "역할 %s개도 객체를 읽을 수 있습니다.",
	IfToo:     "조건이 맞을 때나 일부 객체에만 접근하는 사용자가 %s명 더 있습니다.",
	OpenTo:    "인터넷의 모든 사람이 일부에 접근할 수 있습니다.",
	Closed:    "이 계정 밖에서는 아무도 접근할 수 없습니다.",
	ClosedNot: "이 계정 밖에서 접근하는 주체를 찾지 못했지만, 일부를 읽지 못했습니다.",
	Foreign:   "다른 계정 %s개가 일부에 접근할 수 있습니다.",
	WhoTitle:  "누가 여기에서 무엇을 할 수 있나",
	Can:       "질문",
	Any:       "전체",
	Person:    "이름으로 찾기",
	Roads: map[string]string{
		"group": "그룹을 통해: %s", "direct": "직접 연결된 정책: %s", "inline": "인라인 정책: %s", "bucket-policy": "버킷 정책을 통해",
		"acl": "ACL을 통해", "denied": "허용하는 정책이 있지만 거부됨", "unknown": "알 수 없음", "other": "그 밖의 경로",
	},
	RoadNone:  "알려진 바로는 아무도 없습니다.",
	More:      "%s개 더",
	Settings:  "퍼블릭 설정",
	Setting:   "설정 항목",
	Owner:     "소유자",
	Own:       "이 계정",
	Ownership: "객체 소유권",
	Enforced:  "ACL 비활성화됨",
	ACLs:      "ACL 권한 부여",
	ACLNone:   "소유자 외에 없음",
	Blocks: [4]string{
		"새 ACL을 통해 부여된 퍼블릭 액세스 차단", "임의의 ACL을 통해 부여된 퍼블릭 액세스 무시",
		"새 퍼블릭 버킷 정책 차단", "퍼블릭 정책을 통한 액세스 제한",
	},
	BlockOf:  "퍼블릭 액세스 차단: 이 버킷",
	BlockAll: "퍼블릭 액세스 차단: 계정",
	On:       "켜짐",
	Off:      "꺼짐",
	NotSet:   "설정 안 됨",
	Policy:   "버킷 정책",
	NoPolicy: "버킷에 정책이 없습니다.",
	Parts: map[string]string{
		"policy": "버킷 정책", "public-access-block": "퍼블릭 액세스 차단", "ownership": "객체 소유권",
		"acl": "ACL", "region": "리전", "tags": "태그",
	},
	NotRead: "읽지 못함",
	Tags:    "태그",
}
