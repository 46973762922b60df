package text

// AccessMatrix holds the words of the table of everyone and every bucket.
type AccessMatrix struct {
	Title    string
	Lead     string
	Caption  string
	Who      string // the label of the search for subjects
	Where    string // the label of the search for buckets
	Find     string
	Holding  string // a chip: only those with some access
	Rows     string // "%s–%s of %s", whichever the kind
	Columns  string // the same of buckets
	More     string
	Earlier  string
	BMore    string
	BEarlier string
	Full     string // what a cell's link says beyond its word: %s: who, %s: where
	Empty    string
	EmptyDo  string
	NoOne    string
	NoOneDo  string
	GroupsBy string // what the answers of a group mean
}

// AccessUser holds the words of the tab of one user's S3 access.
type AccessUser struct {
	Tab     string
	Title   string
	Lead    string
	Caption string
	Summary string // %s: buckets with some access, %s: all buckets
	All     string // a chip: also buckets without access
	Only    string
	Gone    string // the user is not in what was read
	GoneDo  string
	None    string // no bucket at all

	NoneUnsure string // the same, where something could not be read

	With     string // the field of another user to compare with
	Compare  string // its button
	Differ   string // a column: the columns in which the two differ
	Same     string // in that column: they do not
	Differs  string // %s: buckets on which the two differ, %s: buckets compared
	Compared string // the caption of the comparison
}

var accessMatrixEnglish = AccessMatrix{
	Title:    "Who can do what on which bucket",
	Lead:     "Worked out from the policies as they were read. Choose a cell to see why.",
	Caption:  "Access by bucket",
	Who:      "Find by name",
	Where:    "Find buckets",
	Find:     "Find",
	Holding:  "With access only",
	Rows:     "%s–%s of %s",
	Columns:  "Buckets %s–%s of %s",
	More:     "Next",
	Earlier:  "Previous",
	BMore:    "Next buckets",
	BEarlier: "Previous buckets",
	Full:     "%s on %s",
	Empty:    "No buckets",
	EmptyDo:  "The account has no bucket that these credentials see.",
	NoOne:    "Nobody matches",
	NoOneDo:  "No one of this kind fits the search and the filter.",
	GroupsBy: "A group's answers are those of a member who has nothing else.",
}

var accessMatrixKorean = AccessMatrix{
	Title:    "누가 어떤 버킷에서 무엇을 할 수 있나",
	Lead:     "읽어 온 정책으로 계산했습니다. 칸을 선택하면 이유가 나옵니다.",
	Caption:  "버킷별 권한",
	Who:      "이름으로 찾기",
	Where:    "버킷 찾기",
	Find:     "찾기",
	Holding:  "권한 있음만",
	Rows:     "%s–%s / 전체 %s",
	Columns:  "버킷 %s–%s / 전체 %s",
	More:     "다음",
	Earlier:  "이전",
	BMore:    "다음 버킷",
	BEarlier: "이전 버킷",
	Full:     "%s, 버킷 %s",
	Empty:    "버킷이 없습니다",
	EmptyDo:  "이 자격 증명으로 볼 수 있는 버킷이 계정에 없습니다.",
	NoOne:    "일치하는 주체가 없습니다",
	NoOneDo:  "검색과 필터에 맞는 주체가 없습니다.",
	GroupsBy: "그룹의 답은 다른 권한이 전혀 없는 구성원을 기준으로 합니다.",
}

var accessUserEnglish = AccessUser{
	Tab:     "S3 access",
	Title:   "S3 access",
	Lead:    "What this user can do on each bucket, worked out from the policies as they were read.",
	Caption: "Access of this user by bucket",
	Summary: "Some access to %s of %s buckets.",
	All:     "All buckets",
	Only:    "With access only",
	Gone:    "This user was not there yet when the account was read",
	GoneDo:  "Choose Read again to work its access out.",
	None:    "No bucket: no policy lets this user do any of the ten things.",

	NoneUnsure: "No bucket was found, but the answer is incomplete: see above what could not be read.",

	With:     "Compare with another user",
	Compare:  "Compare",
	Differ:   "Differs in",
	Same:     "the same",
	Differs:  "The two differ on %s of %s buckets.",
	Compared: "Access of two users by bucket",
}

var accessUserKorean = AccessUser{
	Tab:     "S3 권한",
	Title:   "S3 권한",
	Lead:    "읽어 온 정책으로 계산한, 이 사용자가 각 버킷에서 할 수 있는 일입니다.",
	Caption: "이 사용자의 버킷별 권한",
	Summary: "권한이 있는 버킷: %s개 / 전체 %s개",
	All:     "모든 버킷",
	Only:    "권한 있음만",
	Gone:    "계정을 읽을 때 이 사용자가 아직 없었습니다",
	GoneDo:  "다시 읽기를 선택하면 권한을 계산합니다.",
	None:    "버킷이 없습니다. 이 사용자에게 열 가지 일 중 하나라도 허용하는 정책이 없습니다.",

	NoneUnsure: "찾은 버킷이 없지만 완전한 답이 아닙니다. 읽지 못한 항목을 위에서 확인합니다.",

	With:     "다른 사용자와 비교",
	Compare:  "비교",
	Differ:   "차이 나는 항목",
	Same:     "같음",
	Differs:  "두 사용자의 권한이 다른 버킷: %s개 / 비교한 버킷 %s개",
	Compared: "두 사용자의 버킷별 권한",
}
