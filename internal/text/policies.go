package text

// Policies holds the words of the policies' pages and of the block that picks
// policies on other pages.
type Policies struct {
	Title      string
	Lead       string
	Create     string
	Caption    string
	Search     string
	Find       string
	Clear      string
	All        string
	AWS        string
	Own        string
	Name       string
	Type       string
	Attached   string
	Updated    string
	NoneTitle  string
	NoneText   string // %s: what was searched
	EmptyTitle string
	EmptyText  string
	Shown      string // %s: how many are shown, %s: of how many

	Facts      string
	ARN        string
	Version    string
	Created    string
	About      string
	Document   string
	NoDocument string
	AttachedTo string
	Users      string
	Groups     string
	Roles      string
	Nowhere    string
	ReadLive   string
	ReadBefore string // %s: how long ago

	PickLegend string
	PickSearch string
	PickFind   string
	PickChosen string
	PickFound  string
	PickHint   string
	PickNone   string // %s: what was searched
	PickMore   string // %s: how many more
	PickHeld   string
	Suggested  string
	View       string // %s: the policy
	ViewShort  string
}

var policiesEnglish = Policies{
	Title:      "Policies",
	Lead:       "A managed policy says which calls are allowed or denied. Attach it to groups or users.",
	Create:     "Create policy",
	Caption:    "Managed policies",
	Search:     "Search policies",
	Find:       "Search",
	Clear:      "Clear search",
	All:        "All",
	AWS:        "AWS managed",
	Own:        "Customer managed",
	Name:       "Policy name",
	Type:       "Type",
	Attached:   "Attached",
	Updated:    "Last changed",
	NoneTitle:  "No policy matches",
	NoneText:   "Nothing was found for “%s”.",
	EmptyTitle: "No policies here",
	EmptyText:  "This account has no policies of this kind.",
	Shown:      "%s of %s policies. Search to narrow the list.",

	Facts:      "Facts",
	ARN:        "ARN",
	Version:    "Default version",
	Created:    "Created",
	About:      "Description",
	Document:   "Policy document",
	NoDocument: "The document could not be read.",
	AttachedTo: "Attached to",
	Users:      "Users",
	Groups:     "Groups",
	Roles:      "Roles",
	Nowhere:    "Attached nowhere.",
	ReadLive:   "Read from AWS just now",
	ReadBefore: "AWS did not answer in time. This was read %s.",

	PickLegend: "Policies",
	PickSearch: "Search policies",
	PickFind:   "Search",
	PickChosen: "Chosen",
	PickFound:  "Found",
	PickHint:   "Part of a name, as S3 or ReadOnly. Ticked policies stay ticked when you search again.",
	PickNone:   "No policy matches “%s”.",
	PickMore:   "%s more match. Search to narrow the list.",
	PickHeld:   "Attached already",
	Suggested:  "Often used",
	View:       "View policy %s",
	ViewShort:  "View",
}

var policiesKorean = Policies{
	Title:      "정책",
	Lead:       "관리형 정책은 어떤 호출을 허용하거나 거부할지 정합니다. 그룹이나 사용자에 연결합니다.",
	Create:     "정책 생성",
	Caption:    "관리형 정책",
	Search:     "정책 검색",
	Find:       "검색",
	Clear:      "검색 지우기",
	All:        "전체",
	AWS:        "AWS 관리형",
	Own:        "고객 관리형",
	Name:       "정책 이름",
	Type:       "유형",
	Attached:   "연결 수",
	Updated:    "마지막 변경",
	NoneTitle:  "일치하는 정책이 없습니다",
	NoneText:   "“%s” 검색 결과가 없습니다.",
	EmptyTitle: "정책이 없습니다",
	EmptyText:  "이 계정에는 이 유형의 정책이 없습니다.",
	Shown:      "정책 %s개 표시 / 전체 %s개. 검색하여 목록을 좁힙니다.",

	Facts:      "정보",
	ARN:        "ARN",
	Version:    "기본 버전",
	Created:    "생성일",
	About:      "설명",
	Document:   "정책 문서",
	NoDocument: "정책 문서를 읽지 못했습니다.",
	AttachedTo: "연결된 대상",
	Users:      "사용자",
	Groups:     "그룹",
	Roles:      "역할",
	Nowhere:    "연결된 대상이 없습니다.",
	ReadLive:   "방금 AWS에서 읽음",
	ReadBefore: "AWS가 제때 응답하지 않았습니다. %s에 읽은 내용입니다.",

	PickLegend: "정책",
	PickSearch: "정책 검색",
	PickFind:   "검색",
	PickChosen: "선택한 정책",
	PickFound:  "검색된 정책",
	PickHint:   "S3 또는 ReadOnly와 같은 이름의 일부를 입력합니다. 다시 검색해도 선택한 정책은 유지됩니다.",
	PickNone:   "“%s” 검색과 일치하는 정책이 없습니다.",
	PickMore:   "%s개 정책이 더 있습니다. 검색하여 목록을 좁힙니다.",
	PickHeld:   "이미 연결됨",
	Suggested:  "자주 쓰는 정책",
	View:       "%s 정책 보기",
	ViewShort:  "보기",
}
