package text

// Keys holds the words of the access-key pages.
type Keys struct {
	Lead      string
	Caption   string
	ID        string
	Status    string
	Active    string
	Inactive  string
	Age       string
	Days      string // %s: a number
	OneDay    string
	Today     string
	LastUsed  string
	Never     string
	NotKnown  string
	UsedWith  string // %s: service, %s: region
	Describe  string
	Actions   string
	Empty     string
	EmptyWhat string
	Unread    string
	Limit     string // at most two
	Full      string
	Held      string
	HeldLink  string

	Create     string
	Activate   string
	Deactivate string
	Delete     string
	Cancel     string

	NewTitle   string // %s: the user
	NewLead    string
	Use        string
	UseHint    string
	Choose     string
	Better     string // heading over the alternative
	Practice   string // heading over the advice for "other"
	Confirm    string
	ChangeUse  string
	Desc       string
	DescHint   string
	Make       string
	Once       string
	CLI        UseCase
	Local      UseCase
	Compute    UseCase
	ThirdParty UseCase
	Outside    UseCase
	Other      UseCase

	DeleteTitle  string // %s: the key id
	DeleteLead   string
	DeleteGoes   string
	DeleteUsed   string // %s: when
	DeleteUnused string
	DeleteActive string
	DeleteType   string // the key id is typed; %s: the key id
}

// UseCase is one choice of the access-key wizard, with what is better than a
// long-lived key for it.
type UseCase struct{ Name, Hint, Alternative string }

var keysEnglish = Keys{
	Lead:      "Access keys let programs sign calls to AWS in the name of this user.",
	Caption:   "Access keys",
	ID:        "Access key ID",
	Status:    "Status",
	Active:    "Active",
	Inactive:  "Inactive",
	Age:       "Age",
	Days:      "%s days",
	OneDay:    "1 day",
	Today:     "made today",
	LastUsed:  "Last used",
	Never:     "never",
	NotKnown:  "not known",
	UsedWith:  "%s, %s",
	Describe:  "Description",
	Actions:   "Actions",
	Empty:     "This user has no access keys.",
	EmptyWhat: "Create one when a program has to call AWS and no role can do it. The secret is shown once.",
	Unread:    "The keys of this user were not read yet.",
	Limit:     "A user can have two keys at most, active or not, so that one can be replaced by the other without a gap.",
	Full:      "This user has two keys, the most AWS allows. Delete one before you create another.",
	Held:      "An earlier key form of this user is at work or has no known outcome yet. Until it has ended, no other key can be created.",
	HeldLink:  "Look at the operation",

	Create:     "Create access key",
	Activate:   "Activate key",
	Deactivate: "Deactivate key",
	Delete:     "Delete key",
	Cancel:     "Cancel",

	NewTitle:  "Create access key for %s",
	NewLead:   "A long-lived key is the last resort: it works for whoever holds it until someone ends it.",
	Use:       "What is the key for?",
	UseHint:   "For most uses there is something better than a key. You see it on the next page and can go on.",
	Choose:    "Continue",
	Better:    "A better way",
	Practice:  "Good practice",
	Confirm:   "I understand the recommendation and want to create an access key",
	ChangeUse: "Choose another use",
	Desc:      "Description",
	DescHint:  "Optional. What the key is for and where it is kept, at most 256 letters, digits, spaces and _ . : / = + - @. AWS keeps it as a tag of the user, where everyone who can read the user sees it.",
	Make:      "Create access key",
	Once:      "Next you get the secret, once. It cannot be shown again, by anyone.",
	CLI: UseCase{
		Name:        "Command Line Interface (CLI)",
		Hint:        "You call this account with the AWS CLI.",
		Alternative: "Use AWS CloudShell, a command line in the browser, or sign in with the AWS CLI version 2 through IAM Identity Center. Both get credentials that end by themselves.",
	},
	Local: UseCase{
		Name:        "Local code",
		Hint:        "You run application code on your own machine.",
		Alternative: "Use an IDE with the AWS Toolkit and sign in through IAM Identity Center. The SDKs take the temporary credentials from there.",
	},
	Compute: UseCase{
		Name:        "Application running on an AWS compute service",
		Hint:        "Code on Amazon EC2, Amazon ECS, AWS Lambda or the like.",
		Alternative: "Attach an IAM role to the instance, task or function. AWS hands temporary credentials to the code and renews them; there is no key to keep.",
	},
	ThirdParty: UseCase{
		Name:        "Third-party service",
		Hint:        "A service that watches or manages resources of this account.",
		Alternative: "Give the service an IAM role with an external ID, so that it gets temporary credentials. Ask its maker for the account to trust.",
	},
	Outside: UseCase{
		Name:        "Application running outside AWS",
		Hint:        "A server of your own, or another cloud.",
		Alternative: "Use IAM Roles Anywhere: the machine proves itself with a certificate and gets temporary credentials.",
	},
	Other: UseCase{
		Name:        "Other",
		Hint:        "None of the above.",
		Alternative: "Never put a key into code or a repository. Give the user only the permissions it needs. Deactivate the key when it is not used, and replace it regularly.",
	},

	DeleteTitle:  "Delete access key %s",
	DeleteLead:   "AWS cannot bring a deleted key back.",
	DeleteGoes:   "Every program that still signs with this key gets an error from then on.",
	DeleteUsed:   "Last used: %s",
	DeleteUnused: "The key was never used, as far as AWS knows.",
	DeleteActive: "The key is active. Deactivate it first and see whether something stops working; an inactive key can be activated again.",
	DeleteType:   "Type the access key ID to confirm: %s",
}

var keysKorean = Keys{
	Lead:      "액세스 키가 있으면 프로그램이 이 사용자의 이름으로 AWS 호출에 서명할 수 있습니다.",
	Caption:   "액세스 키",
	ID:        "액세스 키 ID",
	Status:    "상태",
	Active:    "활성",
	Inactive:  "비활성",
	Age:       "수명",
	Days:      "%s일",
	OneDay:    "1일",
	Today:     "오늘 생성",
	LastUsed:  "마지막 사용",
	Never:     "사용한 적 없음",
	NotKnown:  "알 수 없음",
	UsedWith:  "%s, %s 리전",
	Describe:  "설명",
	Actions:   "작업",
	Empty:     "이 사용자에게는 액세스 키가 없습니다.",
	EmptyWhat: "역할로 해결할 수 없는 프로그램이 AWS를 호출해야 할 때 만듭니다. 비밀 액세스 키는 한 번만 표시됩니다.",
	Unread:    "이 사용자의 키를 아직 읽지 못했습니다.",
	Limit:     "사용자는 활성 여부와 관계없이 키를 최대 두 개까지 가질 수 있습니다. 중단 없이 키를 교체하기 위한 한도입니다.",
	Full:      "이 사용자에게는 AWS가 허용하는 최대인 두 개의 키가 있습니다. 새로 만들려면 먼저 하나를 삭제해야 합니다.",
	Held:      "이 사용자의 이전 키 생성이 진행 중이거나 결과를 아직 알 수 없습니다. 그 작업이 끝나야 새 키를 만들 수 있습니다.",
	HeldLink:  "작업 보기",

	Create:     "액세스 키 생성",
	Activate:   "키 활성화",
	Deactivate: "키 비활성화",
	Delete:     "키 삭제",
	Cancel:     "취소",

	NewTitle:  "%s 사용자의 액세스 키 생성",
	NewLead:   "오래 쓰는 키는 마지막 수단입니다. 누군가 끝내기 전까지는 가진 사람 누구에게나 작동합니다.",
	Use:       "키를 어디에 사용합니까?",
	UseHint:   "대부분의 경우 키보다 나은 방법이 있습니다. 다음 페이지에서 확인한 뒤 계속할 수 있습니다.",
	Choose:    "계속",
	Better:    "더 나은 방법",
	Practice:  "모범 사례",
	Confirm:   "위의 권장 사항을 이해했으며 액세스 키를 만들겠습니다",
	ChangeUse: "다른 용도 선택",
	Desc:      "설명",
	DescHint:  "선택 사항입니다. 키의 용도와 보관 장소를 적습니다. 문자, 숫자, 공백, _ . : / = + - @ 로 최대 256자입니다. AWS가 사용자 태그로 보관하므로 사용자를 볼 수 있는 사람은 모두 볼 수 있습니다.",
	Make:      "액세스 키 생성",
	Once:      "다음 페이지에서 비밀 액세스 키를 한 번만 전달합니다. 그 뒤에는 누구도 다시 볼 수 없습니다.",
	CLI: UseCase{
		Name:        "Command Line Interface(CLI)",
		Hint:        "AWS CLI로 이 계정을 호출합니다. 명령줄에서 쓰는 키입니다.",
		Alternative: "브라우저 명령줄인 AWS CloudShell을 쓰거나, AWS CLI 버전 2에서 IAM Identity Center로 로그인합니다. 두 방법 모두 저절로 끝나는 자격 증명을 받습니다.",
	},
	Local: UseCase{
		Name:        "로컬 코드",
		Hint:        "자신의 컴퓨터에서 애플리케이션 코드를 실행합니다.",
		Alternative: "AWS Toolkit이 있는 IDE에서 IAM Identity Center로 로그인합니다. SDK가 임시 자격 증명을 그곳에서 가져옵니다.",
	},
	Compute: UseCase{
		Name:        "AWS 컴퓨팅 서비스에서 실행되는 애플리케이션",
		Hint:        "Amazon EC2, Amazon ECS, AWS Lambda 등에서 실행되는 코드입니다.",
		Alternative: "인스턴스, 작업, 함수에 IAM 역할을 연결합니다. AWS가 코드에 임시 자격 증명을 주고 갱신하므로 보관할 키가 없습니다.",
	},
	ThirdParty: UseCase{
		Name:        "서드 파티 서비스",
		Hint:        "이 계정의 리소스를 모니터링하거나 관리하는 서비스입니다.",
		Alternative: "외부 ID가 있는 IAM 역할을 서비스에 주어 임시 자격 증명을 받게 합니다. 신뢰할 계정은 서비스 제공자에게 확인합니다.",
	},
	Outside: UseCase{
		Name:        "AWS 외부에서 실행되는 애플리케이션",
		Hint:        "자체 서버나 다른 클라우드에서 실행됩니다.",
		Alternative: "IAM Roles Anywhere를 사용합니다. 서버가 인증서로 자신을 증명하고 임시 자격 증명을 받습니다.",
	},
	Other: UseCase{
		Name:        "기타",
		Hint:        "위의 어느 것도 아닙니다.",
		Alternative: "키를 코드나 저장소에 넣지 않습니다. 사용자에게는 필요한 권한만 줍니다. 쓰지 않는 키는 비활성화하고 정기적으로 교체합니다.",
	},

	DeleteTitle:  "%s 액세스 키 삭제",
	DeleteLead:   "삭제한 키는 AWS도 되살릴 수 없습니다.",
	DeleteGoes:   "이 키로 서명하는 모든 프로그램은 그때부터 오류를 받습니다.",
	DeleteUsed:   "마지막 사용: %s",
	DeleteUnused: "AWS가 아는 한 이 키는 사용한 적이 없습니다.",
	DeleteActive: "키가 활성 상태입니다. 먼저 비활성화하고 멈추는 것이 없는지 확인합니다. 비활성 키는 다시 활성화할 수 있습니다.",
	DeleteType:   "확인을 위해 액세스 키 ID를 입력합니다: %s",
}
