package text

import (
	"fmt"
	"strings"
)

// Findings holds the words of what a look over the account finds. Maps are by the
// codes of package porter.
type Findings struct {
	Title      string
	Lead       string
	Caption    string // of a table, %s: the kind
	Search     string
	SearchHint string
	KeyAge     string // label of the threshold
	Unused     string // likewise
	Look       string
	Wrong      string // %s: what was typed, %s: days
	Severities map[string]string
	Severity   string // %s: the word
	All        string // %s: how many, of a kind
	View       string // the link to this page
	Report     string // the link to the printable report
	None       string // title: nothing was found, all was looked at
	NoneText   string
	Unsure     string            // title: nothing was found, not all was looked at
	Unchecked  string            // title
	NotAtAll   string            // %s: the kind, %s: why
	InPart     string            // likewise
	Doubts     map[string]string // %s: how many, or names
	MoreNames  string            // %s: names, %s: how many more
	Clean      string            // title: kinds that were looked for in vain
	Object     string            // head of a column
	Kinds      map[string]FindingWords

	Root      string
	RootKeys  string // %s: how many
	LastUsed  string // %s: how long ago
	NeverUsed string
	Old       string            // %s: how old
	MoreWays  string            // %s: how many
	Users     string            // %s: how many have the policy
	Bound     string            // %s: the permissions boundary
	In        map[string]string // %s: a name, %s: whose; by the kinds of objects that a name does not tell
	Through   string            // %s: a policy, %s: the group
}

// FindingWords are the words for one kind of findings. What and With are the heads
// of its columns; "" for one that it does not have.
type FindingWords struct{ Title, Why, Do, What, With string }

// FindingDoubt says why something was not looked at.
func (t *Text) FindingDoubt(code string, count int, names []string) string {
	const shown = 5
	words := t.Findings.Doubts[code]
	if !strings.Contains(words, "%") {
		return words
	}
	arg := t.Count(count)
	if len(names) > 0 {
		arg = strings.Join(names[:min(shown, len(names))], ", ")
		if len(names) > shown {
			arg = fmt.Sprintf(t.Findings.MoreNames, arg, t.Count(len(names)-shown))
		}
	}
	return fmt.Sprintf(words, arg)
}

var findingsEnglish = Findings{
	Title:      "Findings",
	Lead:       "What a look over users, keys, policies and buckets found, the most severe first.",
	Caption:    "Findings: %s",
	Search:     "Search findings",
	SearchHint: "User, key, policy or group",
	KeyAge:     "Keys are old after (days)",
	Unused:     "Keys are unused after (days)",
	Look:       "Look again",
	Wrong:      "“%s” is no number of days from 1 to 9999; %s days are used.",
	Severities: map[string]string{"high": "High", "medium": "Medium", "low": "Low"},
	Severity:   "Severity: %s",
	All:        "Show all %s",
	View:       "View findings",
	Report:     "Printable report",
	None:       "Nothing was found",
	NoneText:   "Everything was looked at, and nothing is other than it should be.",
	Unsure:     "Nothing was found where it was looked",
	Unchecked:  "Not fully checked",
	NotAtAll:   "%s: not checked. %s",
	InPart:     "%s: checked in part. %s",
	Doubts: map[string]string{
		"unread":   "The account was not read yet.",
		"details":  "Users, groups and policies were not read to their end.",
		"policies": "These policies could not be read: %s.",
		"report":   "There is no credential report.",
		"root":     "The credential report says nothing of the root user.",
		"users":    "Users of whom the credential report does not tell: %s.",
		"keys":     "Users whose access keys were not read: %s.",
		"buckets":  "The buckets were not read.",
		"list":     "Not all buckets were read.",
		"block":    "The account's block of public access was not read.",
		"parts":    "Buckets of which a part was not read: %s.",
		"uses":     "Active keys of which age or last use is not known: %s.",
	},
	MoreNames: "%s and %s more",
	Clean:     "Checked, and nothing found",
	Object:    "Object",
	Kinds: map[string]FindingWords{
		"root-keys": {
			Title: "Root user with access keys",
			Why:   "A key of the root user may do everything, and no policy limits it.",
			Do:    "Sign in as the root user and delete its access keys; use a user or a role with the permissions that are needed.",
			What:  "Keys",
		},
		"public-bucket": {
			Title: "Public buckets",
			Why:   "Everyone on the internet may do this, without credentials.",
			Do:    "Block public access of the bucket or of the account, or name those who are meant in the bucket policy.",
			What:  "Everyone can",
		},
		"cross-account-bucket": {
			Title: "Buckets shared with other accounts",
			Why:   "The bucket policy or the ACL lets other accounts in. Each of them should be known.",
			Do:    "Remove accounts that nobody knows from the bucket policy; turn ACLs off by object ownership.",
			What:  "They can", With: "Accounts",
		},
		"privilege-escalation": {
			Title: "Privilege escalation",
			Why:   "Whoever has such a policy can get permissions that nobody has given.",
			Do:    "Limit the actions to resources that are not powerful, give such users a permissions boundary, or take the policy away.",
			What:  "Ways", With: "Who has it",
		},
		"console-without-mfa": {
			Title: "Console sign-in without MFA",
			Why:   "A password alone opens the console; whoever learns it is in.",
			Do:    "Let the user register an MFA device, and attach the policy that demands one: see Require MFA on the user's page.",
			What:  "Last sign-in",
		},
		"administrator": {
			Title: "Administrators",
			Why:   "These users and roles may do everything in the account. Each of them should be meant.",
			Do:    "Take the policy or the membership away from those who do not need it.",
			With:  "Through",
		},
		"wildcard-s3": {
			Title: "All of S3 on every bucket",
			Why:   "The policy allows every action of S3 on every bucket, those to come too, without a condition.",
			Do:    "Name the buckets and the actions that are needed; the S3 form of the policy editor writes such a policy.",
			With:  "Who has it",
		},
		"key-ending": {
			Title: "Access keys near their end",
			Why:   "Keyporter makes the key inactive when its lifetime is over. AWS's keys have no expiry of their own.",
			Do:    "Rotate the key, give it another end, or exempt it with a reason.",
			What:  "Ends on",
			With:  "Owner",
		},
		"old-key": {
			Title: "Old access keys",
			Why:   "The longer a key lives, the more places it lies in.",
			Do:    "Create a second key, put it where the first is used, then deactivate and delete the first.",
			What:  "Age", With: "Owner",
		},
		"unused-key": {
			Title: "Unused access keys",
			Why:   "A key that nobody uses is only of use to someone who finds it.",
			Do:    "Deactivate the keys, and delete them when nothing has asked for them for a while.",
			What:  "Last used", With: "Owner",
		},
		"direct-policy": {
			Title: "Policies attached to users directly",
			Why:   "Permissions of single users are easily forgotten; those of groups are seen in one place.",
			Do:    "Attach the policy to a group, and make the user a member.",
			With:  "Policies",
		},
	},

	Root:      "Root user",
	RootKeys:  "Active: %s",
	LastUsed:  "last used %s",
	NeverUsed: "never used",
	Old:       "%s old",
	MoreWays:  "and %s more ways",
	Users:     "Users in all: %s",
	Bound:     "Within the permissions boundary %s",
	In: map[string]string{
		"group": "%s (group)", "role": "%s (role)", "role-inline": "%s (inline policy)", "user-inline": "%s (inline policy)", "group-inline": "%s (inline policy of group %s)",
	},
	Through: "%s (group %s)",
}

var findingsKorean = Findings{
	Title:      "점검 결과",
	Lead:       "사용자, 키, 정책, 버킷을 점검한 결과이며 심각도가 높은 순서로 표시합니다.",
	Caption:    "점검 결과: %s",
	Search:     "점검 결과 검색",
	SearchHint: "사용자, 키, 정책 또는 그룹",
	KeyAge:     "오래된 키 기준(일)",
	Unused:     "미사용 키 기준(일)",
	Look:       "다시 점검",
	Wrong:      "“%s” 값은 1~9999 사이의 일수가 아니므로 %s일을 기준으로 합니다.",
	Severities: map[string]string{"high": "높음", "medium": "중간", "low": "낮음"},
	Severity:   "심각도: %s",
	All:        "%s개 모두 보기",
	View:       "점검 결과 보기",
	Report:     "인쇄용 보고서",
	None:       "발견된 문제가 없습니다",
	NoneText:   "모든 항목을 점검했으며 문제가 없습니다.",
	Unsure:     "점검한 범위에서는 발견된 문제가 없습니다",
	Unchecked:  "전부 점검하지 못한 항목",
	NotAtAll:   "%s: 점검하지 못했습니다. %s",
	InPart:     "%s: 일부만 점검했습니다. %s",
	Doubts: map[string]string{
		"unread":   "계정을 아직 읽지 않았습니다.",
		"details":  "사용자, 그룹, 정책을 끝까지 읽지 못했습니다.",
		"policies": "읽을 수 없는 정책: %s",
		"report":   "자격 증명 보고서가 없습니다.",
		"root":     "자격 증명 보고서에 루트 사용자 정보가 없습니다.",
		"users":    "자격 증명 보고서에 정보가 없는 사용자: %s명",
		"keys":     "액세스 키를 읽지 않은 사용자: %s명",
		"buckets":  "버킷을 읽지 않았습니다.",
		"list":     "버킷을 끝까지 읽지 못했습니다.",
		"block":    "계정의 퍼블릭 액세스 차단 설정을 읽지 않았습니다.",
		"parts":    "일부 설정을 읽지 못한 버킷: %s",
		"uses":     "수명 또는 마지막 사용을 알 수 없는 활성 키: %s개",
	},
	MoreNames: "%s 외 %s개",
	Clean:     "점검했으며 발견된 문제가 없는 항목",
	Object:    "대상",
	Kinds: map[string]FindingWords{
		"root-keys": {
			Title: "루트 사용자의 액세스 키",
			Why:   "루트 사용자의 키로는 모든 작업을 할 수 있으며 어떤 정책으로도 제한할 수 없습니다.",
			Do:    "루트 사용자로 로그인하여 액세스 키를 삭제하고, 필요한 권한만 있는 사용자나 역할을 사용합니다.",
			What:  "키",
		},
		"public-bucket": {
			Title: "퍼블릭 버킷",
			Why:   "인터넷의 누구나 자격 증명 없이 이 작업을 할 수 있습니다.",
			Do:    "버킷 또는 계정의 퍼블릭 액세스를 차단하거나, 버킷 정책에 허용할 대상을 지정합니다.",
			What:  "모두에게 허용된 작업",
		},
		"cross-account-bucket": {
			Title: "다른 계정과 공유된 버킷",
			Why:   "버킷 정책이나 ACL이 다른 계정의 액세스를 허용합니다. 모두 아는 계정이어야 합니다.",
			Do:    "알 수 없는 계정을 버킷 정책에서 제거하고, 객체 소유권 설정으로 ACL을 비활성화합니다.",
			What:  "허용된 작업", With: "계정",
		},
		"privilege-escalation": {
			Title: "권한 상승 가능 정책",
			Why:   "이 정책이 있으면 아무도 부여하지 않은 권한까지 스스로 얻을 수 있습니다.",
			Do:    "작업의 대상을 권한이 약한 리소스로 제한하거나, 권한 경계를 설정하거나, 정책을 분리합니다.",
			What:  "방법", With: "보유자",
		},
		"console-without-mfa": {
			Title: "MFA 없는 콘솔 로그인",
			Why:   "암호만으로 콘솔에 로그인할 수 있어 암호를 알아낸 사람은 누구나 들어올 수 있습니다.",
			Do:    "사용자가 MFA 디바이스를 등록하게 하고, 사용자 페이지의 MFA 요구 기능으로 MFA를 요구하는 정책을 연결합니다.",
			What:  "마지막 로그인",
		},
		"administrator": {
			Title: "관리자",
			Why:   "계정에서 모든 작업을 할 수 있는 사용자와 역할입니다. 의도한 권한인지 확인해야 합니다.",
			Do:    "관리자 권한이 필요 없는 사용자에게서 정책을 분리하거나 그룹에서 제거합니다.",
			With:  "권한 경로",
		},
		"wildcard-s3": {
			Title: "모든 버킷에 대한 S3 전체 권한",
			Why:   "앞으로 만들 버킷까지 포함하여 모든 버킷에 모든 S3 작업을 조건 없이 허용하는 정책입니다.",
			Do:    "필요한 버킷과 작업만 지정합니다. 정책 편집기의 S3 양식으로 작성할 수 있습니다.",
			With:  "보유자",
		},
		"key-ending": {
			Title: "기한이 가까운 액세스 키",
			Why:   "사용 기한이 지나면 Keyporter가 키를 비활성화합니다. AWS 키에는 자체 만료 기능이 없습니다.",
			Do:    "키를 교체하거나, 다른 기한을 정하거나, 사유를 적어 예외로 둡니다.",
			What:  "종료일",
			With:  "소유자",
		},
		"old-key": {
			Title: "오래된 액세스 키",
			Why:   "키를 오래 사용할수록 더 많은 곳에 남게 됩니다.",
			Do:    "두 번째 키를 만들어 첫 번째 키를 쓰는 곳에 적용한 뒤, 첫 번째 키를 비활성화하고 삭제합니다.",
			What:  "수명", With: "소유자",
		},
		"unused-key": {
			Title: "사용하지 않는 액세스 키",
			Why:   "아무도 사용하지 않는 키는 그 키를 발견한 사람에게만 쓸모가 있습니다.",
			Do:    "키를 비활성화하고, 한동안 필요한 곳이 없으면 삭제합니다.",
			What:  "마지막 사용", With: "소유자",
		},
		"direct-policy": {
			Title: "사용자에게 직접 연결된 정책",
			Why:   "사용자별 권한은 잊히기 쉽지만 그룹의 권한은 한곳에서 확인할 수 있습니다.",
			Do:    "정책을 그룹에 연결하고 사용자를 그룹에 추가합니다.",
			With:  "정책",
		},
	},

	Root:      "루트 사용자",
	RootKeys:  "활성 키 %s개",
	LastUsed:  "마지막 사용: %s",
	NeverUsed: "사용한 적 없음",
	Old:       "수명: %s",
	MoreWays:  "외 %s가지 방법",
	Users:     "전체 사용자: %s명",
	Bound:     "적용된 권한 경계: %s",
	In: map[string]string{
		"group": "%s(그룹)", "role": "%s(역할)", "role-inline": "%s(인라인 정책)", "user-inline": "%s(인라인 정책)", "group-inline": "%s(%s 그룹의 인라인 정책)",
	},
	Through: "%s(%s 그룹)",
}
