package text

import (
	"fmt"
	"strings"
)

// Roles holds the words of roles, and of the page that tells what each may do.
type Roles struct {
	Title    string
	Lead     string
	Names    map[string]string // by role
	Whats    map[string]string // what it is for
	Caption  string
	What     string            // head of the column of capabilities
	Cans     map[string]string // by capability: what it lets somebody do
	Yes      string
	No       string
	Holders  string // caption of who has which role
	Who      string // head
	Nobody   string
	Could    string // %s: the roles that could do what was refused
	And      string // between the last two of a list
	Scoped   string
	Approves string
	Own      string
	Frozen   string // title of the banner of read-only mode
	FrozenDo string
	Alone    string // title of the banner of single-admin mode
	AloneDo  string
}

// Role returns the word for a role of package desk; the role itself when it is new.
func (t *Text) Role(role string) string {
	if name := t.Roles.Names[role]; name != "" {
		return name
	}
	return role
}

// RoleWhat tells what an operator of the role may do, or "".
func (t *Text) RoleWhat(role string) string { return t.Roles.Whats[role] }

// LinkGone says that the IAM user of an operator is no longer there.
func (t *Text) LinkGone(user string) string { return fmt.Sprintf(t.Operators.LinkGone, user) }

// RolesThatCould names the roles that have what was refused, which are parted by
// spaces.
func (t *Text) RolesThatCould(roles string) string {
	var names []string
	for _, r := range strings.Fields(roles) {
		names = append(names, t.Role(r))
	}
	list := strings.Join(names, ", ")
	if n := len(names); n > 1 {
		list = strings.Join(names[:n-1], ", ") + t.Roles.And + names[n-1]
	}
	return fmt.Sprintf(t.Roles.Could, list)
}

var rolesEnglish = Roles{
	Title: "Roles",
	Lead:  "What an operator may do in Keyporter. A role is read on every request: a change of it holds at once.",
	Names: map[string]string{"viewer": "Viewer", "auditor": "Auditor", "manager": "Manager", "approver": "Approver", "admin": "Admin"},
	Whats: map[string]string{
		"viewer":   "May see the account and change nothing but the access keys of their own IAM user.",
		"auditor":  "May see everything, the audit log too, and change nothing.",
		"manager":  "May administer users, groups, memberships and access keys within the given scope.",
		"approver": "May see the account and approve what others ask for. Changes nothing.",
		"admin":    "May see and change everything. Approves nothing.",
	},
	Caption: "What each role may do",
	What:    "May",
	Cans: map[string]string{
		"see":       "see the account, and who reaches what",
		"export":    "save lists as files and read the credential report as a file",
		"audit":     "read the audit log and which reminders were sent",
		"own":       "issue and rotate keys of their own IAM user",
		"users":     "make, change and delete users and groups, and give console access",
		"keys":      "issue, rotate, deactivate and delete access keys",
		"grant":     "change who is in a group and which policies are attached",
		"policies":  "write policies and inline policies, and set permissions boundaries",
		"approve":   "approve what another operator asks for",
		"operators": "add operators, and change their roles, scopes and sessions",
		"settings":  "change settings of the account and of Keyporter",
		"self":      "change their own password, language and theme",
	},
	Yes:      "Yes",
	No:       "No",
	Holders:  "Who has which role",
	Who:      "Operators",
	Nobody:   "Nobody",
	Could:    "Roles that may do this: %s.",
	And:      " and ",
	Scoped:   "A manager with a scope administers only what lies in it, and sees the rest.",
	Approves: "No role both asks and approves, and nobody changes their own role.",
	Own:      "A viewer has keys of their own only when an admin has linked them to an IAM user.",
	Frozen:   "Read-only mode",
	FrozenDo: "Keyporter was started with --read-only: nothing is changed in the account, and what waits goes on waiting.",
	Alone:    "Single-admin mode",
	AloneDo:  "Only one operator is enabled: no second person can approve. It ends when another operator is enabled.",
}

var rolesKorean = Roles{
	Title: "역할",
	Lead:  "운영자가 Keyporter에서 할 수 있는 일입니다. 역할은 요청마다 확인하므로 변경하면 바로 적용됩니다.",
	Names: map[string]string{"viewer": "조회자", "auditor": "감사자", "manager": "매니저", "approver": "승인자", "admin": "관리자"},
	Whats: map[string]string{
		"viewer":   "계정을 볼 수 있으며, 본인 IAM 사용자의 액세스 키만 변경할 수 있습니다.",
		"auditor":  "감사 로그를 포함해 모든 것을 볼 수 있으나 변경할 수 없습니다.",
		"manager":  "정해진 범위 안에서 사용자, 그룹, 그룹 구성원, 액세스 키를 관리할 수 있습니다.",
		"approver": "계정을 보고 다른 운영자의 요청을 승인할 수 있으나 변경할 수 없습니다.",
		"admin":    "모든 것을 보고 변경할 수 있으나 승인할 수 없습니다.",
	},
	Caption: "역할별로 할 수 있는 일",
	What:    "할 수 있는 일",
	Cans: map[string]string{
		"see":       "계정과 접근 권한 조회",
		"export":    "목록과 자격 증명 보고서를 파일로 저장",
		"audit":     "감사 로그와 보낸 알림 조회",
		"own":       "본인 IAM 사용자의 액세스 키 발급과 교체",
		"users":     "사용자와 그룹 생성, 변경, 삭제와 콘솔 액세스 부여",
		"keys":      "액세스 키 발급, 교체, 비활성화, 삭제",
		"grant":     "그룹 구성원과 연결된 정책 변경",
		"policies":  "정책과 인라인 정책 작성, 권한 경계 설정",
		"approve":   "다른 운영자의 요청 승인",
		"operators": "운영자 추가, 역할, 범위, 세션 변경",
		"settings":  "계정과 Keyporter의 설정 변경",
		"self":      "본인의 암호, 언어, 테마 변경",
	},
	Yes:      "가능",
	No:       "불가",
	Holders:  "역할별 운영자",
	Who:      "운영자",
	Nobody:   "없음",
	Could:    "이 작업을 할 수 있는 역할: %s.",
	And:      " 및 ",
	Scoped:   "범위가 정해진 매니저는 범위 안의 대상만 관리하고 나머지는 볼 수만 있습니다.",
	Approves: "요청과 승인을 모두 할 수 있는 역할은 없으며, 누구도 본인의 역할을 변경할 수 없습니다.",
	Own:      "조회자는 관리자가 IAM 사용자와 연결한 경우에만 본인의 키를 가질 수 있습니다.",
	Frozen:   "읽기 전용 모드",
	FrozenDo: "Keyporter가 --read-only 옵션으로 시작되었습니다. 계정의 어떤 것도 변경하지 않으며, 대기 중인 작업은 계속 대기합니다.",
	Alone:    "단일 관리자 모드",
	AloneDo:  "활성화된 운영자가 한 명뿐이므로 다른 사람의 승인을 받을 수 없습니다. 다른 운영자가 활성화되면 이 모드가 끝납니다.",
}
