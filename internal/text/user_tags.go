package text

// Tags holds the words of the page on which the tags of a user are changed.
type Tags struct {
	Button  string // on the user's page
	Title   string // %s: the user
	Lead    string
	Rows    string
	Hint    string
	Count   string // %s: how many there are, %s: how many there may be
	Key     string // %s: the number of the row
	Value   string // %s: the number of the row
	KeyNote string // of a tag that is the description of an access key
	More    string
	Changes string // caption
	Tag     string
	Before  string
	After   string
	Absent  string
	Empty   string // a value without characters
	Save    string
	Back    string
	Meaning string // policies may look at tags
}

var tagsEnglish = Tags{
	Button:  "Change tags",
	Title:   "Tags of user %s",
	Lead:    "Tags are keys with values. Clear the key and the value of a row to remove its tag.",
	Rows:    "Tags",
	Hint:    "Keys have up to 128 characters, values up to 256: letters, digits, spaces and _ . : / = + - @. AWS takes a key in upper and lower case for the same, and keeps keys that begin with aws: for itself.",
	Count:   "%s of %s tags are used.",
	Key:     "Key %s",
	Value:   "Value %s",
	KeyNote: "The description of an access key of this user.",
	More:    "More rows",
	Changes: "Changes of the tags",
	Tag:     "Key",
	Before:  "Before",
	After:   "After",
	Absent:  "no tag",
	Empty:   "empty",
	Save:    "Save tags",
	Back:    "Change the rows",
	Meaning: "Policies can grant or deny by tags (aws:PrincipalTag, iam:ResourceTag): a change can take effect on what this user may do.",
}

var tagsKorean = Tags{
	Button:  "태그 변경",
	Title:   "%s 사용자의 태그",
	Lead:    "태그는 키와 값으로 이루어집니다. 행의 키와 값을 모두 지우면 태그가 제거됩니다.",
	Rows:    "태그",
	Hint:    "키는 최대 128자, 값은 최대 256자이며 문자, 숫자, 공백, _ . : / = + - @ 문자를 사용할 수 있습니다. AWS는 키의 대문자와 소문자를 구분하지 않으며 aws: 로 시작하는 키는 AWS만 사용합니다.",
	Count:   "사용 중인 태그 수는 %s개이고 최대 %s개까지 둘 수 있습니다.",
	Key:     "키 %s",
	Value:   "값 %s",
	KeyNote: "이 사용자의 액세스 키 설명입니다.",
	More:    "행 추가",
	Changes: "태그 변경 내용",
	Tag:     "키",
	Before:  "변경 전",
	After:   "변경 후",
	Absent:  "태그 없음",
	Empty:   "빈 값",
	Save:    "태그 저장",
	Back:    "행 수정",
	Meaning: "정책은 태그에 따라 권한을 허용하거나 거부할 수 있습니다(aws:PrincipalTag, iam:ResourceTag). 태그를 바꾸면 이 사용자의 권한이 달라질 수 있습니다.",
}
