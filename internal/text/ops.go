package text

import (
	"fmt"
	"strings"
)

// Ops holds the words of the page of an operation.
type Ops struct {
	Waiting     string // title
	WaitingLead string
	Done        string
	Stopped     string
	StoppedLead string
	Failed      string
	FailedLead  string
	Unknown     string
	UnknownLead string
	UnknownKey  string
	Closed      string
	ClosedLead  string
	ClosedKey   string // Keyporter has settled it, and found a key
	NoKey       string // title: Keyporter has settled it, and found none
	NoKeyLead   string
	FailedKey   string // a key was made and is still to be deleted
	Reason      string // heading over the failure

	Plan        string
	StepTodo    string
	StepDone    string
	StepFailed  string
	StepUnknown string
	StepUndone  string

	WillHappen   string // heading over the steps of a plan that was not begun
	ManySteps    string // %s: how many calls
	Continue     string
	ContinueHint string
	Undo         string
	UndoHint     string
	Password     string
	PasswordHint string

	Looking      string // heading over what Keyporter does about a lost key
	Look         string // %s: when
	LookNext     string // %s: when, at the earliest
	LookNothing  string // state of a look that found nothing
	FoundDeleted string // %s: the key
	FoundStopped string // %s: the key
	FoundUsed    string // %s: the key

	Made       string
	MadeHint   string
	StopHint   string // as MadeHint, of keys that were made inactive
	MadeNone   string
	MadeNot    string // the keys could not be read
	Close      string
	CloseHint  string
	CloseOther string // hint for an operation that holds no keys
	Held       string
	ToUser     string
	ToUsers    string
	ToGroup    string
	ToGroups   string
	ToPolicy   string
	ToPolicies string
	ToOverview string

	// Steps has a sentence for each kind of step, by its verb in package desk;
	// the arguments are those that package porter names at Step.
	Steps   map[string]string
	AnyStep string // %s: the verb and its arguments, where there is no sentence
}

// Step says one step of a plan.
func (t *Text) Step(verb string, args ...string) string {
	s, ok := t.Ops.Steps[verb]
	if !ok || strings.Count(s, "%") != len(args) {
		return fmt.Sprintf(t.Ops.AnyStep, strings.Join(append([]string{verb}, args...), " "))
	}
	values := make([]any, len(args))
	for i, a := range args {
		values[i] = shortName(a)
	}
	return fmt.Sprintf(s, values...)
}

var opsEnglish = Ops{
	Waiting:     "At work",
	WaitingLead: "The change was sent and its answer is awaited. The page looks again by itself; closing it stops nothing.",
	Done:        "Done",
	Stopped:     "Stopped on the way",
	StoppedLead: "A step was not done, so the later ones were not begun. Continue does the rest; undo takes back what this operation made.",
	Failed:      "Not done",
	FailedLead:  "Nothing was changed.",
	Unknown:     "Outcome unknown",
	UnknownLead: "The change was sent and its answer was lost. AWS may have done it or not; look at the account before you try again.",
	UnknownKey:  "The request for an access key was sent and its answer was lost. AWS may have made a key whose secret nobody has. Keyporter does not send it twice: it looks for the key by itself, twice, and this ends after some ten minutes. The page looks again by itself.",
	Closed:      "Settled",
	ClosedLead:  "The outcome was unknown; an operator has settled it.",
	ClosedKey:   "The outcome was unknown; Keyporter has found out and settled it. Access keys can be created again.",
	NoKey:       "No key was made",
	NoKeyLead:   "The answer was lost. Keyporter has looked for a new key twice, minutes apart, and found none. Access keys can be created again.",
	FailedKey:   "A key was made and could not be handed over. Nobody has its secret; Keyporter deletes it as soon as AWS lets it.",
	Reason:      "What happened",

	Plan:        "Steps",
	StepTodo:    "not begun",
	StepDone:    "done",
	StepFailed:  "not done",
	StepUnknown: "unknown",
	StepUndone:  "undone",

	WillHappen:   "This will happen",
	ManySteps:    "%s AWS calls, in this order",
	Continue:     "Continue the rest",
	ContinueHint: "Does the steps that are not done yet.",
	Undo:         "Undo the steps",
	UndoHint:     "Removes what this operation made, and nothing else.",
	Password:     "Custom password",
	PasswordHint: "Type it again: Keyporter did not keep it.",

	Looking:      "What Keyporter does about it",
	Look:         "Looked for the key at %s",
	LookNext:     "Look for the key at %s or soon after",
	LookNothing:  "nothing found",
	FoundDeleted: "Access key %s was deleted: it was the one, and nobody had its secret",
	FoundStopped: "Access key %s was made inactive: it appeared while the request was on its way",
	FoundUsed:    "Access key %s was left alone: it has been used, so somebody has its secret",

	Made:       "Keys made since",
	MadeHint:   "These keys of the user were not there before and belong to no known operation. If nobody knows such a key, nobody has its secret: delete it.",
	StopHint:   "Only their time speaks for these keys, so a person decides: delete a key that nobody knows, or activate it on the page of the user.",
	MadeNone:   "No new key of the user was found. Keys can appear some seconds late.",
	MadeNot:    "The keys of the user could not be read just now. Load the page again.",
	Close:      "Close the matter",
	CloseHint:  "Keyporter has not come to an end by itself. Close the matter when no key is left that should not be there; key forms of this user work again.",
	CloseOther: "When you have looked at the account and know what became of it.",
	Held:       "Until this has ended, no other key can be created for this user.",
	ToUser:     "Go to the user",
	ToUsers:    "Go to the users",
	ToGroup:    "Go to the group",
	ToGroups:   "Go to the groups",
	ToPolicy:   "Go to the policy",
	ToPolicies: "Go to the policies",
	ToOverview: "Go to the overview",

	AnyStep: "Step %s",
	Steps: map[string]string{
		"user.import":               "Import user %s",
		"user.create":               "Create user %s",
		"user.delete":               "Delete user %s",
		"user.boundary.remove":      "Remove the permissions boundary of user %s",
		"user.rename":               "Give user %s the name %s and the path %s",
		"user.tags":                 "Set tags of user %s: %s",
		"user.untag":                "Remove tags of user %s: %s",
		"group.rename":              "Give group %s the name %s and the path %s",
		"user.boundary.set":         "Make policy %[2]s the permissions boundary of user %[1]s",
		"console.enable":            "Allow user %s to sign in to the console",
		"console.remove":            "Remove the console password of user %s",
		"user.group.add":            "Add user %s to group %s",
		"user.group.remove":         "Remove user %s from group %s",
		"user.policy.attach":        "Attach policy %[2]s to user %[1]s",
		"user.policy.detach":        "Detach policy %[2]s from user %[1]s",
		"user.inline.delete":        "Delete inline policy %[2]s of user %[1]s",
		"key.create":                "Create an access key for user %s",
		"key.deactivate":            "Deactivate access key %[2]s of user %[1]s",
		"rotation.start":            "Rotate access key %[2]s of user %[1]s",
		"user.tag":                  "Set tag %[2]s=%[3]s of user %[1]s",
		"key.delete":                "Delete access key %[2]s of user %[1]s",
		"certificate.delete":        "Delete signing certificate %[2]s of user %[1]s",
		"ssh-key.delete":            "Delete SSH public key %[2]s of user %[1]s",
		"service-credential.delete": "Delete service-specific credential %[2]s of user %[1]s",
		"mfa.deactivate":            "Deactivate MFA device %[2]s of user %[1]s",
		"mfa.delete":                "Delete virtual MFA device %[2]s of user %[1]s",
		"group.create":              "Create group %s",
		"group.delete":              "Delete group %s",
		"group.policy.attach":       "Attach policy %[2]s to group %[1]s",
		"group.policy.detach":       "Detach policy %[2]s from group %[1]s",
		"group.inline.delete":       "Delete inline policy %[2]s of group %[1]s",
		"policy.create":             "Create policy %s",
		"policy.version.create":     "Save a new version of policy %s and make it the default",
		"policy.version.delete":     "Delete version %[2]s of policy %[1]s",
		"policy.delete":             "Delete policy %s",
		"user.inline.put":           "Save inline policy %[2]s of user %[1]s",
		"group.inline.put":          "Save inline policy %[2]s of group %[1]s",
	},
}

var opsKorean = Ops{
	Waiting:     "진행 중",
	WaitingLead: "변경을 보내고 응답을 기다립니다. 페이지가 저절로 다시 확인하며, 닫아도 멈추지 않습니다.",
	Done:        "완료",
	Stopped:     "중간에 멈춤",
	StoppedLead: "한 단계가 끝나지 않아 다음 단계를 시작하지 않았습니다. 계속하면 나머지를 진행하고, 되돌리면 이 작업이 만든 것을 제거합니다.",
	Failed:      "진행되지 않음",
	FailedLead:  "아무것도 바뀌지 않았습니다.",
	Unknown:     "결과를 알 수 없음",
	UnknownLead: "변경을 보냈지만 응답을 받지 못했습니다. AWS가 처리했을 수도 있고 아닐 수도 있습니다. 다시 시도하기 전에 계정을 확인해야 합니다.",
	UnknownKey:  "액세스 키 요청을 보냈지만 응답을 받지 못했습니다. 아무도 비밀 값을 모르는 키가 AWS에 생겼을 수 있습니다. Keyporter는 요청을 두 번 보내지 않습니다. 키를 직접 두 번 찾아 약 10분 뒤에 이 작업을 끝냅니다. 페이지는 저절로 다시 확인합니다.",
	Closed:      "정리됨",
	ClosedLead:  "결과를 알 수 없던 작업을 운영자가 정리했습니다.",
	ClosedKey:   "결과를 알 수 없던 작업을 Keyporter가 확인하여 정리했습니다. 액세스 키를 다시 만들 수 있습니다.",
	NoKey:       "키가 생기지 않음",
	NoKeyLead:   "응답을 받지 못했습니다. Keyporter가 몇 분 간격으로 새 키를 두 번 찾았지만 없었습니다. 액세스 키를 다시 만들 수 있습니다.",
	FailedKey:   "키가 생겼지만 전달하지 못했습니다. 비밀 값을 가진 사람이 없으며, AWS가 허용하는 대로 Keyporter가 삭제합니다.",
	Reason:      "발생한 일",

	Plan:        "단계",
	StepTodo:    "시작하지 않음",
	StepDone:    "완료",
	StepFailed:  "진행되지 않음",
	StepUnknown: "알 수 없음",
	StepUndone:  "되돌림",

	WillHappen:   "진행될 작업",
	ManySteps:    "순서대로 실행할 AWS 호출 %s건",
	Continue:     "나머지 계속",
	ContinueHint: "아직 끝나지 않은 단계를 진행합니다.",
	Undo:         "단계 되돌리기",
	UndoHint:     "이 작업이 만든 것만 제거합니다.",
	Password:     "사용자 지정 암호",
	PasswordHint: "Keyporter가 보관하지 않으므로 다시 입력합니다.",

	Looking:      "Keyporter의 처리",
	Look:         "키를 찾아본 시각: %s",
	LookNext:     "키를 찾아볼 시각: %s 이후",
	LookNothing:  "찾지 못함",
	FoundDeleted: "액세스 키 %s 항목을 삭제했습니다. 이 작업이 만든 키이며 비밀 값을 가진 사람이 없었습니다",
	FoundStopped: "액세스 키 %s 항목을 비활성화했습니다. 요청을 보내는 동안 생긴 키입니다",
	FoundUsed:    "액세스 키 %s 항목은 그대로 두었습니다. 사용된 적이 있어 비밀 값을 가진 사람이 있습니다",

	Made:       "그 뒤에 생긴 키",
	MadeHint:   "전에는 없었고 알려진 작업에 속하지 않는 이 사용자의 키입니다. 아는 사람이 없는 키라면 비밀 값을 가진 사람도 없으므로 삭제합니다.",
	StopHint:   "생긴 시각만 일치하는 키이므로 사람이 결정합니다. 아는 사람이 없으면 삭제하고, 그렇지 않으면 사용자 페이지에서 활성화합니다.",
	MadeNone:   "이 사용자의 새 키를 찾지 못했습니다. 키는 몇 초 늦게 나타날 수 있습니다.",
	MadeNot:    "지금은 이 사용자의 키를 읽지 못했습니다. 페이지를 다시 불러옵니다.",
	Close:      "작업 정리",
	CloseHint:  "Keyporter가 스스로 끝내지 못했습니다. 있어서는 안 될 키가 남아 있지 않을 때 정리하면 이 사용자의 키를 다시 만들 수 있습니다.",
	CloseOther: "계정을 확인하여 결과를 알게 되었을 때 정리합니다.",
	Held:       "이 작업이 끝나기 전까지 이 사용자의 다른 키를 만들 수 없습니다.",
	ToUser:     "사용자 페이지로 이동",
	ToUsers:    "사용자 목록으로 이동",
	ToGroup:    "그룹 페이지로 이동",
	ToGroups:   "그룹 목록으로 이동",
	ToPolicy:   "정책 페이지로 이동",
	ToPolicies: "정책 목록으로 이동",
	ToOverview: "개요로 이동",

	AnyStep: "%s 단계",
	Steps: map[string]string{
		"user.import":               "%s 사용자 가져오기",
		"user.create":               "%s 사용자를 만듭니다",
		"user.delete":               "%s 사용자를 삭제합니다",
		"user.boundary.remove":      "%s 사용자의 권한 경계를 제거합니다",
		"user.rename":               "%s 사용자의 이름을 %s, 경로를 %s 값으로 변경합니다",
		"user.tags":                 "%s 사용자의 태그를 설정합니다: %s",
		"user.untag":                "%s 사용자의 태그를 제거합니다: %s",
		"group.rename":              "%s 그룹의 이름을 %s, 경로를 %s 값으로 변경합니다",
		"user.boundary.set":         "%s 사용자의 권한 경계를 %s 정책으로 설정합니다",
		"console.enable":            "%s 사용자의 콘솔 로그인을 허용합니다",
		"console.remove":            "%s 사용자의 콘솔 암호를 제거합니다",
		"user.group.add":            "%s 사용자를 %s 그룹에 추가합니다",
		"user.group.remove":         "%s 사용자를 %s 그룹에서 제거합니다",
		"user.policy.attach":        "%s 사용자에게 %s 정책을 연결합니다",
		"user.policy.detach":        "%s 사용자에게서 %s 정책을 분리합니다",
		"user.inline.delete":        "%s 사용자의 인라인 정책 %s 항목을 삭제합니다",
		"key.create":                "%s 사용자의 액세스 키를 만듭니다",
		"rotation.start":            "%s 사용자의 액세스 키 %s 항목을 교체합니다",
		"key.deactivate":            "%s 사용자의 액세스 키 %s 항목을 비활성화합니다",
		"user.tag":                  "%s 사용자에게 태그 %s=%s 항목을 설정합니다",
		"key.delete":                "%s 사용자의 액세스 키 %s 항목을 삭제합니다",
		"certificate.delete":        "%s 사용자의 서명 인증서 %s 항목을 삭제합니다",
		"ssh-key.delete":            "%s 사용자의 SSH 퍼블릭 키 %s 항목을 삭제합니다",
		"service-credential.delete": "%s 사용자의 서비스별 자격 증명 %s 항목을 삭제합니다",
		"mfa.deactivate":            "%s 사용자의 MFA 디바이스 %s 항목을 비활성화합니다",
		"mfa.delete":                "%s 사용자의 가상 MFA 디바이스 %s 항목을 삭제합니다",
		"group.create":              "%s 그룹을 만듭니다",
		"group.delete":              "%s 그룹을 삭제합니다",
		"group.policy.attach":       "%s 그룹에 %s 정책을 연결합니다",
		"group.policy.detach":       "%s 그룹에서 %s 정책을 분리합니다",
		"group.inline.delete":       "%s 그룹의 인라인 정책 %s 항목을 삭제합니다",
		"policy.create":             "%s 정책을 만듭니다",
		"policy.version.create":     "%s 정책의 새 버전을 저장하고 기본 버전으로 설정합니다",
		"policy.version.delete":     "%s 정책의 %s 버전을 삭제합니다",
		"policy.delete":             "%s 정책을 삭제합니다",
		"user.inline.put":           "%s 사용자의 인라인 정책 %s 항목을 저장합니다",
		"group.inline.put":          "%s 그룹의 인라인 정책 %s 항목을 저장합니다",
	},
}
