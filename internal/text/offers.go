package text

import "fmt"

// Offers holds the words for parts of pages that the server does not have, or
// that Keyporter's own credentials may not open. A feature is named as package
// iam names it; its words are a noun.
type Offers struct {
	NotOffered string // what, the AWS call
	NotAllowed string // what, the permission
	Features   map[string]string
}

// Missing says in one sentence what is not to be had and why. Action is the AWS
// call; denied is true where the server has it and refuses it to Keyporter.
func (o Offers) Missing(feature, action string, denied bool) string {
	if denied {
		return fmt.Sprintf(o.NotAllowed, o.Features[feature], action)
	}
	return fmt.Sprintf(o.NotOffered, o.Features[feature], action)
}

var offersEnglish = Offers{
	NotOffered: "Not offered here: %s. The IAM server of this account does not have the call %s.",
	NotAllowed: "Not allowed here: %s. Keyporter's own key lacks the permission iam:%s.",
	Features: map[string]string{
		"identity":            "the identity of a key",
		"details":             "reading the account in one go",
		"groups":              "groups",
		"policies":            "managed policies",
		"versions":            "versions of policies",
		"usage":               "who has a policy",
		"inline":              "inline policies",
		"boundaries":          "permissions boundaries",
		"tags":                "tags",
		"rename":              "renaming users",
		"key-use":             "the last use of access keys",
		"login":               "console access",
		"password-policy":     "the password policy",
		"alias":               "the account alias",
		"mfa":                 "MFA devices",
		"ssh-keys":            "SSH keys",
		"certificates":        "signing certificates",
		"service-credentials": "credentials for single services",
		"summary":             "the account summary",
		"roles":               "roles",
		"report":              "the credential report",
	},
}

var offersKorean = Offers{
	NotOffered: "여기에서 제공하지 않는 항목: %s. 이 계정의 IAM 서버에는 %s 호출이 없습니다.",
	NotAllowed: "여기에서 허용되지 않는 항목: %s. Keyporter의 키에 iam:%s 권한이 없습니다.",
	Features: map[string]string{
		"identity":            "키의 자격 증명 확인",
		"details":             "계정 한 번에 읽기",
		"groups":              "사용자 그룹",
		"policies":            "관리형 정책",
		"versions":            "정책 버전",
		"usage":               "정책 연결 대상",
		"inline":              "인라인 정책",
		"boundaries":          "권한 경계",
		"tags":                "태그",
		"rename":              "사용자 이름 변경",
		"key-use":             "액세스 키의 마지막 사용",
		"login":               "콘솔 액세스",
		"password-policy":     "암호 정책",
		"alias":               "계정 별칭",
		"mfa":                 "MFA 디바이스",
		"ssh-keys":            "SSH 키",
		"certificates":        "서명 인증서",
		"service-credentials": "서비스별 자격 증명",
		"summary":             "계정 요약",
		"roles":               "역할",
		"report":              "자격 증명 보고서",
	},
}
