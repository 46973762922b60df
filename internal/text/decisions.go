package text

import "keyporter/internal/policy"

// Decisions holds the words for decisions of the policy engine and what led to
// them.
type Decisions struct {
	Outcomes map[policy.Outcome]string
	Causes   map[policy.Cause]string
	Layers   map[policy.Layer]string
	Effects  map[policy.Effect]string

	Reasons   string // heading: statements that apply
	Near      string // heading: statements that cover the action and do not apply
	Missing   string // heading: who would have to allow
	Absent    string // heading: keys that are asked for and not in the request
	Level     string // %s: the level of an organization
	Group     string // %s: a group
	Statement string // %s: its number, from 1
	Sid       string // %s: the Sid
	Line      string // %s: the line
	Place     string // %s: the line, %s: the column

	OtherResource  string
	OtherPrincipal string
	Unmet          string // %s: the operator, %s: the key, %s: the values of the policy
	Have           string // %s: the values of the request
	HaveNone       string
}

var decisionsEnglish = Decisions{
	Outcomes: map[policy.Outcome]string{
		policy.Allowed:          "Allowed",
		policy.ExplicitlyDenied: "Explicitly denied",
		policy.ImplicitlyDenied: "Implicitly denied",
	},
	Causes: map[policy.Cause]string{
		policy.CauseNoPermissionNeeded: "This call needs no permission.",
		policy.CauseExplicitDeny:       "A statement denies it, and a deny always wins.",
		policy.CauseControl:            "A level of the organization does not allow it.",
		policy.CauseResourceAllows:     "The policy of the resource grants it.",
		policy.CauseResourceSilent:     "The policy of the resource would have to allow it and does not.",
		policy.CauseIdentitySilent:     "No identity policy allows it.",
		policy.CauseBoundarySilent:     "The permissions boundary does not allow it.",
		policy.CauseSessionSilent:      "No session policy allows it.",
		policy.CauseIdentityAllows:     "An identity policy grants it.",
		policy.CauseBothAllow:          "An identity policy and the policy of the resource grant it, as two accounts need.",
		policy.CauseRoot:               "The account root user needs no policy.",
	},
	Layers: map[policy.Layer]string{
		policy.LayerControl:  "service control policy",
		policy.LayerIdentity: "identity policy",
		policy.LayerBoundary: "permissions boundary",
		policy.LayerResource: "resource policy",
		policy.LayerSession:  "session policy",
	},
	Effects:        map[policy.Effect]string{policy.Allow: "allows", policy.Deny: "denies"},
	Reasons:        "Statements that apply",
	Near:           "Statements about the action that do not apply",
	Missing:        "An allow is missing in",
	Absent:         "Condition keys that the request does not have",
	Level:          "level %s",
	Group:          "group %s",
	Statement:      "statement %s",
	Sid:            "Sid %s",
	Line:           "line %s",
	Place:          "line %s, column %s",
	OtherResource:  "it is about other resources",
	OtherPrincipal: "it is about other principals",
	Unmet:          "%s of %s asks for %s",
	Have:           "the request has %s",
	HaveNone:       "the request does not have the key",
}

var decisionsKorean = Decisions{
	Outcomes: map[policy.Outcome]string{
		policy.Allowed:          "허용",
		policy.ExplicitlyDenied: "명시적 거부",
		policy.ImplicitlyDenied: "암시적 거부",
	},
	Causes: map[policy.Cause]string{
		policy.CauseNoPermissionNeeded: "이 호출에는 권한이 필요하지 않습니다.",
		policy.CauseExplicitDeny:       "거부하는 문이 있으며, 거부는 항상 우선합니다.",
		policy.CauseControl:            "조직의 한 수준에서 허용하지 않습니다.",
		policy.CauseResourceAllows:     "리소스의 정책이 허용합니다.",
		policy.CauseResourceSilent:     "리소스의 정책이 허용해야 하지만 허용하지 않습니다.",
		policy.CauseIdentitySilent:     "허용하는 자격 증명 기반 정책이 없습니다.",
		policy.CauseBoundarySilent:     "권한 경계가 허용하지 않습니다.",
		policy.CauseSessionSilent:      "허용하는 세션 정책이 없습니다.",
		policy.CauseIdentityAllows:     "자격 증명 기반 정책이 허용합니다.",
		policy.CauseBothAllow:          "두 계정 사이에 필요한 대로 자격 증명 기반 정책과 리소스의 정책이 모두 허용합니다.",
		policy.CauseRoot:               "계정의 루트 사용자에게는 정책이 필요하지 않습니다.",
	},
	Layers: map[policy.Layer]string{
		policy.LayerControl:  "서비스 제어 정책",
		policy.LayerIdentity: "자격 증명 기반 정책",
		policy.LayerBoundary: "권한 경계",
		policy.LayerResource: "리소스 기반 정책",
		policy.LayerSession:  "세션 정책",
	},
	Effects:        map[policy.Effect]string{policy.Allow: "허용", policy.Deny: "거부"},
	Reasons:        "적용되는 문",
	Near:           "작업은 같지만 적용되지 않는 문",
	Missing:        "허용이 빠진 곳",
	Absent:         "요청에 없는 조건 키",
	Level:          "수준 %s",
	Group:          "그룹 %s",
	Statement:      "문 %s",
	Sid:            "Sid 값 %s",
	Line:           "줄 %s",
	Place:          "줄 %s, 열 %s",
	OtherResource:  "다른 리소스에 대한 문입니다",
	OtherPrincipal: "다른 보안 주체에 대한 문입니다",
	Unmet:          "연산자 %s, 키 %s, 정책의 값 %s",
	Have:           "요청의 값 %s",
	HaveNone:       "요청에 키가 없습니다",
}
