package text

// Overview holds the words of the first page.
type Overview struct {
	Title string
	Lead  string

	ListTitle string
	Progress  string // %s: done, %s: of how many
	Done      string // state of a step
	Todo      string
	Note      string // a step that only its reader can check
	Operator  Task
	Billing   Task
	Admin     Task
	Developer Task
	Key       Task
	Use       Task

	SightsTitle string // of the list in the demo account
	Public      Task   // a bucket
	HiddenAdmin Task
	OldKeys     Task
	Rotate      Task
	Report      Task
	Hide        string // of the list
	Show        string

	BillingBy string // what to click
	NoBilling string // in the sandbox

	TodoTitle string
	Results   string // %s: the act of a job, %s: how many secrets
	Claims    string // %s: how many
	InUse     string // %s: how many
	Stuck     string // %s: how many
	Decide    string // requests, %s: how many
	Carry     string // approvals, %s: how many

	FactsTitle string
	Users      string
	Groups     string
	Own        string // policies of the account itself
	ActiveKeys string
	KeysPart   string // %s: users whose keys were read, %s: all users
	Alias      string
	AccountID  string
	SignInURL  string
	Caller     string
	Unread     string

	ActsTitle string
	ActsAll   string
	ActsNone  string
}

// Task is one step of the list of things to do.
type Task struct {
	Name string
	What string
	Link string // of the button, or ""
}

var overviewEnglish = Overview{
	Title: "Overview",
	Lead:  "What is set up in this account, and what was done last.",

	ListTitle: "First steps",
	Progress:  "%s of %s done",
	Done:      "Done",
	Todo:      "To do",
	Note:      "Check yourself",
	Operator:  Task{Name: "Become the first operator", What: "You are signed in: this step is done.", Link: "Your settings"},
	Billing:   Task{Name: "Give IAM users access to billing", What: "Only the root user of the account can do this, and AWS has no API for it.", Link: "Billing in the AWS console"},
	Admin:     Task{Name: "Create an administrator", What: "A user Administrator with console access in a group Administrators, which has the policy AdministratorAccess.", Link: "Create administrator"},
	Developer: Task{Name: "Create a developer", What: "A user without console access who has the policy AmazonS3FullAccess.", Link: "Create developer"},
	Key:       Task{Name: "Create an access key", What: "On the page of the developer, tab Security credentials. The secret is shown once.", Link: "Create access key"},
	Use:       Task{Name: "Use the key", What: "Paste the ready configuration into the application. When AWS has seen the key, this step is done; AWS reports the last use with some delay.", Link: "View access keys"},
	BillingBy: "Sign in to the AWS console as the root user, open Account from the menu under the account name, find “IAM user and role access to Billing information”, choose Edit, tick “Activate IAM Access”, and choose Update.",
	NoBilling: "The sandbox has no billing: nothing to do here.",

	SightsTitle: "Worth a look",
	Public:      Task{Name: "A bucket that everyone can read", What: "See who reaches it and which statement lets the whole internet in.", Link: "Look at bucket"},
	HiddenAdmin: Task{Name: "An administrator whom nobody made one", What: "A policy inside of a group gives every right. See by which road this user has it.", Link: "Look at user"},
	OldKeys:     Task{Name: "Keys of more than a year", What: "Some are in use every day, others never were.", Link: "Look at keys"},
	Rotate:      Task{Name: "Rotate one of them", What: "A new key first, the old one ends when nobody uses it any more. This step is done when a rotation begins.", Link: "Rotate key"},
	Report:      Task{Name: "All findings on paper", What: "A report to print, with what was looked at and what was not.", Link: "Open report"},
	Hide:        "Hide this list",
	Show:        "Show the list of steps",

	TodoTitle: "Waiting for you",
	Results:   "%s: %s secrets to download",
	Claims:    "New keys of rotations to hand over: %s",
	InUse:     "Old keys still in use after their time: %s",
	Decide:    "Requests that wait for your decision: %s",
	Carry:     "Approved changes that you can carry out: %s",
	Stuck:     "Rotations that do not go on by themselves: %s",

	FactsTitle: "This account",
	Users:      "Users",
	Groups:     "Groups",
	Own:        "Customer managed policies",
	ActiveKeys: "Active access keys",
	KeysPart:   "read for %s of %s users",
	Alias:      "Alias",
	AccountID:  "Account ID",
	SignInURL:  "Console sign-in URL",
	Caller:     "Keyporter acts as",
	Unread:     "not read yet",

	ActsTitle: "Last acts",
	ActsAll:   "View audit log",
	ActsNone:  "Nothing was done yet.",
}

var overviewKorean = Overview{
	Title: "개요",
	Lead:  "이 계정의 설정 상태와 최근 작업을 보여 줍니다.",

	ListTitle: "첫 단계",
	Progress:  "%s개 완료 / 전체 %s개",
	Done:      "완료",
	Todo:      "할 일",
	Note:      "직접 확인",
	Operator:  Task{Name: "첫 운영자 되기", What: "로그인되어 있으므로 이 단계는 완료되었습니다.", Link: "내 설정"},
	Billing:   Task{Name: "IAM 사용자에게 결제 정보 액세스 허용", What: "계정의 루트 사용자만 할 수 있으며 AWS에는 이를 위한 API가 없습니다.", Link: "AWS 콘솔의 결제"},
	Admin:     Task{Name: "관리자 생성", What: "콘솔 액세스가 있는 Administrator 사용자를 AdministratorAccess 정책이 연결된 Administrators 그룹에 추가합니다.", Link: "관리자 생성"},
	Developer: Task{Name: "개발자 생성", What: "콘솔 액세스 없이 AmazonS3FullAccess 정책을 가진 사용자입니다.", Link: "개발자 생성"},
	Key:       Task{Name: "액세스 키 생성", What: "개발자 페이지의 보안 자격 증명 탭에서 만듭니다. 비밀 값은 한 번만 표시됩니다.", Link: "액세스 키 생성"},
	Use:       Task{Name: "키 사용", What: "준비된 설정을 애플리케이션에 붙여 넣습니다. AWS가 키 사용을 확인하면 이 단계가 완료됩니다. AWS는 마지막 사용을 조금 늦게 알려 줍니다.", Link: "액세스 키 보기"},
	BillingBy: "AWS 콘솔에 루트 사용자로 로그인하고 계정 이름 아래 메뉴에서 계정을 연 다음, “결제 정보에 대한 IAM 사용자 및 역할 액세스” 항목의 편집을 선택하고 “IAM 액세스 활성화”를 선택한 뒤 업데이트를 선택합니다.",
	NoBilling: "샌드박스에는 결제 기능이 없으므로 할 일이 없습니다.",

	SightsTitle: "살펴볼 만한 항목",
	Public:      Task{Name: "누구나 읽을 수 있는 버킷", What: "누가 접근할 수 있는지, 어떤 문이 인터넷 전체에 공개하는지 확인합니다.", Link: "버킷 보기"},
	HiddenAdmin: Task{Name: "아무도 지정하지 않은 관리자", What: "그룹의 인라인 정책이 모든 권한을 부여합니다. 이 사용자가 어떤 경로로 권한을 얻는지 확인합니다.", Link: "사용자 보기"},
	OldKeys:     Task{Name: "1년이 넘은 액세스 키", What: "매일 사용되는 키도 있고 한 번도 사용되지 않은 키도 있습니다.", Link: "키 보기"},
	Rotate:      Task{Name: "키 하나 교체", What: "새 키를 먼저 만들고, 이전 키는 더 이상 사용되지 않을 때 비활성화합니다. 교체를 시작하면 이 단계가 완료됩니다.", Link: "키 교체"},
	Report:      Task{Name: "모든 점검 결과를 보고서로", What: "점검한 항목과 점검하지 못한 항목이 모두 담긴 인쇄용 보고서입니다.", Link: "보고서 열기"},
	Hide:        "이 목록 숨기기",
	Show:        "단계 목록 보기",

	TodoTitle: "확인할 일",
	Results:   "%s: 다운로드할 비밀 값 %s개",
	Claims:    "전달할 교체용 새 키: %s개",
	InUse:     "기한이 지났지만 아직 사용 중인 이전 키: %s개",
	Decide:    "결정을 기다리는 승인 요청: %s건",
	Carry:     "실행할 수 있는 승인된 변경: %s건",
	Stuck:     "저절로 진행되지 않는 키 교체: %s건",

	FactsTitle: "이 계정",
	Users:      "사용자",
	Groups:     "그룹",
	Own:        "고객 관리형 정책",
	ActiveKeys: "활성 액세스 키",
	KeysPart:   "사용자 %s명 / 전체 %s명의 키를 읽음",
	Alias:      "별칭",
	AccountID:  "계정 ID",
	SignInURL:  "콘솔 로그인 URL",
	Caller:     "Keyporter의 호출 주체",
	Unread:     "아직 읽지 않음",

	ActsTitle: "최근 작업",
	ActsAll:   "감사 로그 보기",
	ActsNone:  "아직 작업이 없습니다.",
}
