package text

import (
	"fmt"
	"strings"
)

// Dangers holds the words for why a change is dangerous, by the names that package
// desk stores.
type Dangers struct {
	Kinds  map[string]string
	For    string // %s: the user or group
	Users  string // %s: how many users it reaches
	Policy string // %s: its name
	Sid    string // %s: the id of a statement
}

// DangerFacts is one reason why a change is dangerous.
type DangerFacts struct {
	Kind, Who, What, Sid string
	Count                int
}

// Danger says one reason in a sentence, and then whom and what it is about.
func (t *Text) Danger(d DangerFacts) string {
	w := t.Dangers
	says, ok := w.Kinds[d.Kind]
	if !ok {
		says = d.Kind
	}
	var facts []string
	if d.Who != "" {
		facts = append(facts, fmt.Sprintf(w.For, d.Who))
	}
	if d.Count > 1 {
		facts = append(facts, fmt.Sprintf(w.Users, t.Count(d.Count)))
	}
	if d.What != "" {
		facts = append(facts, fmt.Sprintf(w.Policy, shortName(d.What)))
	}
	if d.Sid != "" {
		facts = append(facts, fmt.Sprintf(w.Sid, d.Sid))
	}
	if len(facts) == 0 {
		return says
	}
	return says + " " + strings.Join(facts, " · ")
}

var dangersEnglish = Dangers{
	Kinds: map[string]string{
		"admin":           "Allows everything in the account.",
		"iam-write":       "Allows changes of IAM, which is as good as allowing everything.",
		"pass-role":       "Allows handing a role to a service, and so acting with that role's permissions.",
		"assume-any":      "Allows assuming any role.",
		"escalate":        "Allows a way to more permissions than are granted.",
		"unreadable":      "What the policy allows cannot be read.",
		"outside-safe":    "The policy is not in the safe set.",
		"version-changed": "The policy has changed since it was put into the safe set, or changes now.",
		"inline":          "A policy inside a user or group is never in the safe set.",
		"boundary":        "The permissions boundary becomes another one.",
		"boundary-off":    "The permissions boundary goes.",
		"deny-gone":       "Something that was denied is denied no more.",
		"powerful":        "The user has dangerous permissions, and this is a way to act as that user.",
	},
	For: "For: %s", Users: "Users reached: %s", Policy: "Policy: %s", Sid: "Statement: %s",
}

var dangersKorean = Dangers{
	Kinds: map[string]string{
		"admin":           "계정의 모든 작업을 허용합니다.",
		"iam-write":       "IAM 변경을 허용하므로 모든 작업을 허용하는 것과 같습니다.",
		"pass-role":       "서비스에 역할을 전달하여 그 역할의 권한으로 작업하도록 허용합니다.",
		"assume-any":      "모든 역할의 수임을 허용합니다.",
		"escalate":        "부여된 것보다 많은 권한을 얻는 권한 상승을 허용합니다.",
		"unreadable":      "정책이 무엇을 허용하는지 읽을 수 없습니다.",
		"outside-safe":    "정책이 안전 목록에 없습니다.",
		"version-changed": "안전 목록에 추가한 이후 정책이 변경되었거나 지금 변경됩니다.",
		"inline":          "사용자 또는 그룹의 인라인 정책은 안전 목록에 포함되지 않습니다.",
		"boundary":        "권한 경계가 다른 정책으로 바뀝니다.",
		"boundary-off":    "권한 경계가 제거됩니다.",
		"deny-gone":       "거부되던 작업이 더 이상 거부되지 않습니다.",
		"powerful":        "이 사용자에게는 위험한 권한이 있으며, 이 변경으로 그 사용자의 권한을 사용할 수 있게 됩니다.",
	},
	For: "대상: %s", Users: "영향을 받는 사용자: %s명", Policy: "정책: %s", Sid: "문: %s",
}
