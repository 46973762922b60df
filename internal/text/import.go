package text

import (
	"maps"
	"strings"
)

// Import holds the words of importing users from a table: heads and values of the
// table too, which are accepted in every language.
type Import struct {
	Title     string
	Link      string // on the page of users
	Lead      string
	Template  string // link: the template as a file
	Columns   string // heading over what the columns are
	File      string
	FileHint  string
	Table     string
	TableHint string
	Read      string // button

	Heads   map[string]string // of the columns, by their names in package porter
	Abouts  map[string]string // what stands in them
	Yes, No string            // values of the columns console and key
	Console string            // value: generate a password

	Review      string // title
	ReviewLead  string
	Encoding    string
	Encodings   map[string]string
	Separator   string
	Separators  map[string]string
	Unknown     string // heads that are no column's
	UnknownHint string
	Rows        string // heading
	Line        string
	Will        string
	Why         string
	States      map[string]string
	All         string // views of the rows
	Create      string
	Exists      string
	Wrong       string
	NoRows      string
	InColumn    string // %s: the head, %s: what is wrong
	Calls       string // heading over the AWS calls
	CallCount   string // %s: the action, %s: how often
	FirstCalls  string // heading over the first calls
	Secrets     string // what becomes of secrets
	Run         string // %s: how many rows
	Nothing     string
	Another     string // link: read another table
	Drop        string

	Results     string // heading
	ResultsLead string // %s: how many secrets
	Until       string // %s: when
	Download    string
	Once        string
	Elsewhere   string // %s: how many secrets
	Taken       string // %s: how many secrets
	Saved       string
	Lost        string
	LostHint    string
	Unclaimed   string // %s: how many secrets
	NotYet      string // while the job is at work
}

var importEnglish = Import{
	Title:     "Import users",
	Link:      "Import CSV",
	Lead:      "A table makes many users at once, with their groups, policies, passwords and access keys. Reading it changes nothing: the next page shows what each row would do.",
	Template:  "Template (CSV)",
	Columns:   "Columns of the table",
	File:      "CSV file",
	FileHint:  "UTF-8, UTF-16 or CP949; commas, semicolons or tabs; at most 16 MiB and 5,000 rows.",
	Table:     "Or paste the table",
	TableHint: "With its line of heads, as it is copied from a spreadsheet.",
	Read:      "Check table",
	Heads: map[string]string{
		"user_name": "User name", "path": "Path", "groups": "Groups", "policies": "Policies", "tags": "Tags",
		"boundary": "Permissions boundary", "console": "Console", "key": "Access key", "description": "Description",
	},
	Abouts: map[string]string{
		"user_name": "The only column that must be there.", "path": "As /division/team/; empty is /.",
		"groups":   "Names of groups that exist, with semicolons between.",
		"policies": "Names or ARNs of policies that exist, with semicolons between.",
		"tags":     "As key=value, with semicolons between. Do not put secrets into tags.",
		"boundary": "Name or ARN of a policy.",
		"console":  "none or generated: a generated password must be changed at the first sign-in.",
		"key":      "yes or no.", "description": "Of the access key.",
	},
	Yes: "yes", No: "no", Console: "generated",

	Review:      "Check of the table",
	ReviewLead:  "Nothing is changed yet. Each row was held against the account as it was read last.",
	Encoding:    "Read as",
	Encodings:   map[string]string{"utf-8": "UTF-8", "utf-16": "UTF-16", "cp949": "CP949, for it is no UTF-8: look whether names are as they should be"},
	Separator:   "Separator",
	Separators:  map[string]string{",": "comma", ";": "semicolon", "\t": "tab"},
	Unknown:     "Columns left out",
	UnknownHint: "Their heads are none of the template.",
	Rows:        "Rows of the table",
	Line:        "Line",
	Will:        "What will be done",
	Why:         "Reason",
	States:      map[string]string{"create": "create", "exists": "exists", "error": "error"},
	All:         "All",
	Create:      "To be created",
	Exists:      "Exist already",
	Wrong:       "Errors",
	NoRows:      "There are no such rows.",
	InColumn:    "%s: %s",
	Calls:       "AWS calls",
	CallCount:   "%s: %s",
	FirstCalls:  "The first calls",
	Secrets:     "Passwords and access keys are sealed for your present session as they are made, and handed over as one file when the job has ended. Stay signed in until you have it: when the session ends the secrets are lost, and their keys and passwords are removed.",
	Run:         "Run %s good rows",
	Nothing:     "No row can be carried out. Mend the table and read it again.",
	Another:     "Read another table",
	Drop:        "Discard table",

	Results:     "Results",
	ResultsLead: "%s secrets wait for you, in one file: passwords and access keys, each once.",
	Until:       "What nobody has taken by %s is removed from AWS.",
	Download:    "Download results",
	Once:        "The file is handed over once. Keep it before you go on.",
	Elsewhere:   "%s secrets were made for another of your sessions, which alone can take them. When it ends their keys and passwords are removed.",
	Taken:       "%s secrets were handed over in a file.",
	Saved:       "I saved the file",
	Lost:        "I did not get it",
	LostHint:    "Removes the access keys and passwords of this job from AWS, those of downloaded files too. The users stay.",
	Unclaimed:   "%s secrets were not taken while they could be: their keys and passwords are removed.",
	NotYet:      "One file with all passwords and access keys is ready here when the job has ended. Stay signed in until then.",
}

var importKorean = Import{
	Title:     "사용자 가져오기",
	Link:      "CSV 가져오기",
	Lead:      "표 하나로 여러 사용자와 그룹, 정책, 암호, 액세스 키를 한꺼번에 만듭니다. 표를 읽는 것만으로는 아무것도 변경하지 않으며, 행마다 무엇을 하게 되는지 다음 페이지에 표시합니다.",
	Template:  "템플릿(CSV)",
	Columns:   "표의 열",
	File:      "CSV 파일",
	FileHint:  "UTF-8, UTF-16 또는 CP949. 쉼표, 세미콜론 또는 탭. 최대 16 MiB, 5,000행입니다.",
	Table:     "또는 표 붙여넣기",
	TableHint: "스프레드시트에서 복사한 그대로 제목 줄과 함께 붙여넣습니다.",
	Read:      "표 확인",
	Heads: map[string]string{
		"user_name": "사용자 이름", "path": "경로", "groups": "그룹", "policies": "정책", "tags": "태그",
		"boundary": "권한 경계", "console": "콘솔", "key": "액세스 키", "description": "설명",
	},
	Abouts: map[string]string{
		"user_name": "꼭 있어야 하는 열은 이것뿐입니다.", "path": "/division/team/ 형식입니다. 비우면 /입니다.",
		"groups":   "이미 있는 그룹의 이름을 세미콜론으로 구분합니다.",
		"policies": "이미 있는 정책의 이름 또는 ARN을 세미콜론으로 구분합니다.",
		"tags":     "키=값 형식이며 세미콜론으로 구분합니다. 태그에 비밀 값을 넣지 않습니다.",
		"boundary": "정책의 이름 또는 ARN입니다.",
		"console":  "없음 또는 생성. 생성된 암호는 처음 로그인할 때 바꿔야 합니다.",
		"key":      "예 또는 아니요.", "description": "액세스 키의 설명입니다.",
	},
	Yes: "예", No: "아니요", Console: "생성",

	Review:      "표 확인 결과",
	ReviewLead:  "아직 아무것도 변경하지 않았습니다. 마지막으로 읽은 계정과 각 행을 비교했습니다.",
	Encoding:    "인코딩",
	Encodings:   map[string]string{"utf-8": "UTF-8", "utf-16": "UTF-16", "cp949": "CP949(UTF-8이 아니므로 이 인코딩으로 읽었습니다. 이름이 올바른지 확인합니다)"},
	Separator:   "구분 기호",
	Separators:  map[string]string{",": "쉼표", ";": "세미콜론", "\t": "탭"},
	Unknown:     "제외한 열",
	UnknownHint: "템플릿에 없는 열 제목입니다.",
	Rows:        "표의 행",
	Line:        "줄",
	Will:        "진행될 작업",
	Why:         "이유",
	States:      map[string]string{"create": "생성", "exists": "이미 있음", "error": "오류"},
	All:         "모두",
	Create:      "생성할 행",
	Exists:      "이미 있는 행",
	Wrong:       "오류",
	NoRows:      "해당하는 행이 없습니다.",
	InColumn:    "%s: %s",
	Calls:       "AWS 호출",
	CallCount:   "%s: %s건",
	FirstCalls:  "처음 호출",
	Secrets:     "암호와 액세스 키는 만들어지는 대로 현재 세션용으로 봉인하고, 작업이 끝나면 파일 하나로 전달합니다. 파일을 받을 때까지 로그인을 유지합니다. 세션이 끝나면 비밀 값을 잃고 해당 키와 암호를 제거합니다.",
	Run:         "올바른 %s개 행 실행",
	Nothing:     "실행할 수 있는 행이 없습니다. 표를 고쳐 다시 읽습니다.",
	Another:     "다른 표 읽기",
	Drop:        "표 취소",

	Results:     "결과",
	ResultsLead: "비밀 값(암호, 액세스 키) %s개를 파일 하나로 받을 수 있습니다.",
	Until:       "%s까지 받지 않은 것은 AWS에서 제거합니다.",
	Download:    "결과 다운로드",
	Once:        "파일은 한 번만 전달합니다. 계속하기 전에 보관합니다.",
	Elsewhere:   "비밀 값 %s개는 다른 세션용으로 만들었으며 그 세션에서만 받을 수 있습니다. 그 세션이 끝나면 해당 키와 암호를 제거합니다.",
	Taken:       "비밀 값 %s개를 파일로 전달했습니다.",
	Saved:       "파일을 저장했습니다",
	Lost:        "받지 못했습니다",
	LostHint:    "이 작업의 액세스 키와 암호를 AWS에서 제거하며, 다운로드한 파일의 것도 제거합니다. 사용자는 유지됩니다.",
	Unclaimed:   "비밀 값 %s개를 제시간에 받지 않아 해당 키와 암호를 제거합니다.",
	NotYet:      "작업이 끝나면 모든 암호와 액세스 키가 든 파일을 여기에서 받을 수 있습니다. 그때까지 로그인을 유지합니다.",
}

// moreAnswers are answers of cells that spreadsheets and people write as well.
var moreAnswers = map[string]bool{
	"y": true, "true": true, "1": true, "o": true, "네": true, "n": false, "false": false, "0": false, "none": false, "없음": false, "x": false, "-": false,
}

// ImportHeads returns the columns of a table of users by their heads, in every
// language and as package porter names them, in lower case.
func ImportHeads() map[string]string {
	heads := map[string]string{}
	for _, t := range []*Text{&English, &Korean} {
		for column, head := range t.Import.Heads {
			heads[column], heads[strings.ToLower(head)] = column, column
		}
	}
	return heads
}

// ImportAnswers returns what the cells of the columns console and key may say, in
// every language, in lower case.
func ImportAnswers() map[string]bool {
	answers := maps.Clone(moreAnswers)
	for _, t := range []*Text{&English, &Korean} {
		answers[t.Import.Yes], answers[t.Import.No], answers[t.Import.Console] = true, false, true
	}
	return answers
}
