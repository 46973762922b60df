package text

// Shell holds the words around every page, and those of blocks that many pages
// share.
type Shell struct {
	Product    string
	Room       string // %s: kind, used, quota
	Skip       string
	Menu       string
	Main       string // name of the navigation
	Overview   string
	Identities string
	Users      string
	Groups     string
	Policies   string
	Operations string
	Settings   string
	Audit      string
	SignOut    string
	Crumbs     string // name of the path to this page
	Languages  string // name of the links to other languages

	Account  string // name of the chip
	Sandbox  string
	Endpoint string // an IAM server that is not AWS
	AWS      string
	ReadOnly string

	Read       string // %s: how long ago
	ReadNever  string
	ReadAgain  string
	Partial    string // not all was read
	PartialDo  string
	Unread     string // nothing of the account was read so far
	UnreadDo   string
	Unknown    string // what a list says then
	Problem    string
	ProblemOld string // the page shows what was read before
	Plain      string
	PlainDo    string

	ErrorTitle string // before the title of a page with mistakes
	Mistakes   string // heading of the list of mistakes
	Optional   string
	None       string // what a dash means
	Copy       string
	Copied     string
	CopyByHand string
	Pages      string // name of the links between pages
	Previous   string
	Next       string
	Cancel     string
	Undo       string // what was just done
	Confirm    string // %s: what to type
}

var shellEnglish = Shell{
	Product:    "Keyporter",
	Skip:       "Skip to content",
	Menu:       "Menu",
	Main:       "Main",
	Overview:   "Overview",
	Identities: "Identities",
	Users:      "Users",
	Groups:     "Groups",
	Policies:   "Policies",
	Operations: "Operations",
	Settings:   "Settings",
	Audit:      "Audit log",
	SignOut:    "Sign out",
	Crumbs:     "You are here",
	Languages:  "Language",

	Account:  "Account",
	Sandbox:  "sandbox",
	Endpoint: "IAM-compatible server",
	AWS:      "AWS",
	ReadOnly: "read only",

	Read:       "Read %s",
	ReadNever:  "Not read yet",
	ReadAgain:  "Read again",
	Partial:    "Only a part of the account was read",
	PartialDo:  "What is missing here may exist all the same. Read the account again.",
	Unread:     "The account is being read for the first time",
	UnreadDo:   "Until that is done, what is in it is not known. Read again waits for the end.",
	Unknown:    "Not known yet",
	Problem:    "The account cannot be read",
	ProblemOld: "This page shows what was read before.",
	Plain:      "This connection is not encrypted",
	PlainDo:    "Everyone on the network can read passwords and keys. Serve Keyporter over HTTPS.",

	ErrorTitle: "Error",
	Mistakes:   "Some answers need another look",
	Optional:   "optional",
	None:       "none",
	Room:       "%s: %s of %s.",
	Copy:       "Copy",
	Copied:     "Copied",
	CopyByHand: "Press Ctrl+C to copy",
	Pages:      "Pages",
	Previous:   "Previous",
	Next:       "Next",
	Cancel:     "Cancel",
	Undo:       "Undo",
	Confirm:    "To confirm, type: %s",
}

var shellKorean = Shell{
	Product:    "Keyporter",
	Skip:       "본문으로 건너뛰기",
	Menu:       "메뉴",
	Main:       "주 메뉴",
	Overview:   "개요",
	Identities: "신원",
	Users:      "사용자",
	Groups:     "그룹",
	Policies:   "정책",
	Operations: "운영",
	Settings:   "설정",
	Audit:      "감사 로그",
	SignOut:    "로그아웃",
	Crumbs:     "현재 위치",
	Languages:  "언어",

	Account:  "계정",
	Sandbox:  "샌드박스",
	Endpoint: "IAM 호환 서버",
	AWS:      "AWS",
	ReadOnly: "읽기 전용",

	Read:       "%s 읽음",
	ReadNever:  "아직 읽지 않음",
	ReadAgain:  "다시 읽기",
	Partial:    "계정의 일부만 읽었습니다",
	PartialDo:  "여기에 없는 항목도 실제로는 있을 수 있습니다. 계정을 다시 읽어야 합니다.",
	Unread:     "계정을 처음으로 읽는 중입니다",
	UnreadDo:   "다 읽을 때까지는 계정의 내용을 알 수 없습니다. 다시 읽기를 누르면 끝날 때까지 기다립니다.",
	Unknown:    "아직 알 수 없습니다",
	Problem:    "계정을 읽을 수 없습니다",
	ProblemOld: "이 페이지는 이전에 읽은 내용을 보여 줍니다.",
	Plain:      "이 연결은 암호화되지 않았습니다",
	PlainDo:    "같은 네트워크에 있는 누구나 암호와 키를 읽을 수 있습니다. Keyporter를 HTTPS로 제공해야 합니다.",

	ErrorTitle: "오류",
	Mistakes:   "다시 확인할 내용이 있습니다",
	Optional:   "선택 사항",
	None:       "없음",
	Room:       "%s: 현재 %s, 최대 %s.",
	Copy:       "복사",
	Copied:     "복사됨",
	CopyByHand: "Ctrl+C를 눌러 복사",
	Pages:      "페이지",
	Previous:   "이전",
	Next:       "다음",
	Cancel:     "취소",
	Undo:       "실행 취소",
	Confirm:    "확인을 위해 다음 값 입력: %s",
}
