package text

// Search holds the words of the search over everything.
type Search struct {
	Title     string
	Label     string // name of the field on every page
	Button    string
	Lead      string
	Read      string // %s: how long ago
	EmptyText string
	NoneTitle string // %s: what was searched
	NoneText  string
	Found     string // %s: how many entries
	Count     string // %s: how many are shown, %s: of how many
	All       string // %s: how many
	Inline    string
	Tags      string
	Tickets   string
	Pages     string
	Acts      string
	Issue     string // %s: a user
	Grant     string // %s: a user
	Reach     string // %s: a user
	Keys      string // how the palette is used
	InGroups  string // %s: groups
	OfUser    string // %s: a user
	OfGroup   string // %s: a group
	Owner     string // %s: a user
	Users     string // %s: how many have a tag
	KeyOf     string // of a ticket
	Password  string
	Ask       string // %s: an ARN or a key id
}

var searchEnglish = Search{
	Title:     "Search",
	Label:     "Search everything",
	Button:    "Search",
	Lead:      "Users, groups, policies, access keys, tags, open hand-overs, and what can be done in Keyporter.",
	Read:      "Found in what was read from the account %s.",
	EmptyText: "Type a part of a name, an access key ID, a tag or a description. A whole ARN or access key ID leads straight to what it names.",
	NoneTitle: "Nothing was found for “%s”",
	NoneText:  "Names, paths, access key IDs, descriptions and tags were looked at, not the text of policies.",
	Found:     "Entries found: %s",
	Count:     "%s of %s",
	All:       "Show all %s",
	Inline:    "Inline policies",
	Tags:      "Tags",
	Tickets:   "Open hand-overs",
	Pages:     "Pages",
	Acts:      "Actions",
	Issue:     "Issue access key for %s",
	Grant:     "Add permissions to %s",
	Reach:     "See what %s can do on buckets",
	Keys:      "Arrow keys choose, Enter opens, Escape closes.",
	InGroups:  "Groups: %s",
	OfUser:    "Inline policy of user %s",
	OfGroup:   "Inline policy of group %s",
	Owner:     "Owner: %s",
	Users:     "Users with this tag: %s",
	KeyOf:     "Access key",
	Password:  "Console password",
	Ask:       "Ask AWS for %s",
}

var searchKorean = Search{
	Title:     "검색",
	Label:     "전체 검색",
	Button:    "검색",
	Lead:      "사용자, 그룹, 정책, 액세스 키, 태그, 열려 있는 전달 건, Keyporter의 작업과 페이지를 검색합니다.",
	Read:      "%s에 읽은 계정 정보에서 찾은 결과입니다.",
	EmptyText: "이름의 일부, 액세스 키 ID, 태그 또는 설명을 입력합니다. ARN이나 액세스 키 ID 전체를 입력하면 해당 항목으로 바로 이동합니다.",
	NoneTitle: "“%s” 검색 결과가 없습니다",
	NoneText:  "이름, 경로, 액세스 키 ID, 설명, 태그를 검색했습니다. 정책 문서의 내용은 검색하지 않습니다.",
	Found:     "찾은 항목: %s개",
	Count:     "전체 %[2]s개 중 %[1]s개",
	All:       "%s개 모두 보기",
	Inline:    "인라인 정책",
	Tags:      "태그",
	Tickets:   "열려 있는 전달 건",
	Pages:     "페이지",
	Acts:      "작업",
	Issue:     "%s 사용자의 액세스 키 발급",
	Grant:     "%s 사용자에게 권한 추가",
	Reach:     "%s 사용자의 버킷 권한 보기",
	Keys:      "화살표 키로 선택하고 Enter 키로 열고 Esc 키로 닫습니다.",
	InGroups:  "그룹: %s",
	OfUser:    "%s 사용자의 인라인 정책",
	OfGroup:   "%s 그룹의 인라인 정책",
	Owner:     "소유자: %s",
	Users:     "이 태그가 있는 사용자: %s명",
	KeyOf:     "액세스 키",
	Password:  "콘솔 암호",
	Ask:       "%s 항목을 AWS에 조회",
}
