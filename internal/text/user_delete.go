package text

// Removal holds the words of the page that deletes a user.
type Removal struct {
	Title        string // %s: the user
	Lead         string
	Goes         string
	Nothing      string
	Keys         string
	Login        string
	Groups       string
	Managed      string
	Inline       string
	MFA          string
	SSH          string
	Certs        string
	Service      string
	Missing      string // %s: the AWS actions
	Note         string
	ConfirmLabel string // %s: the user
	Cancel       string
}

var removalEnglish = Removal{
	Title:        "Delete user %s",
	Lead:         "Deleting cannot be undone. A new user of the same name is another user to AWS.",
	Goes:         "This goes away with the user",
	Nothing:      "Nothing else hangs on this user.",
	Keys:         "Access keys",
	Login:        "Console password",
	Groups:       "Memberships in groups",
	Managed:      "Attachments of policies",
	Inline:       "Inline policies",
	MFA:          "MFA devices",
	SSH:          "SSH public keys",
	Certs:        "Signing certificates",
	Service:      "Service-specific credentials",
	Missing:      "This could not be asked, so what it would list is not known: %s. If something is there, AWS refuses the last step.",
	Note:         "Access keys are made inactive first, and the user itself goes last: a deletion that stops on its way can be continued.",
	ConfirmLabel: "To confirm, type the name of the user: %s",
	Cancel:       "Cancel",
}

var removalKorean = Removal{
	Title:        "%s 사용자 삭제",
	Lead:         "삭제는 되돌릴 수 없습니다. 같은 이름으로 다시 만들어도 AWS에는 다른 사용자입니다.",
	Goes:         "사용자와 함께 사라지는 항목",
	Nothing:      "이 사용자에게 딸린 다른 항목은 없습니다.",
	Keys:         "액세스 키",
	Login:        "콘솔 암호",
	Groups:       "그룹 소속",
	Managed:      "정책 연결",
	Inline:       "인라인 정책",
	MFA:          "MFA 디바이스",
	SSH:          "SSH 퍼블릭 키",
	Certs:        "서명 인증서",
	Service:      "서비스별 자격 증명",
	Missing:      "다음 항목은 조회하지 못해 무엇이 있는지 알 수 없습니다: %s. 남은 항목이 있으면 AWS가 마지막 단계를 거부합니다.",
	Note:         "액세스 키를 먼저 비활성화하고 사용자는 마지막에 삭제합니다. 중간에 멈춘 삭제는 이어서 진행할 수 있습니다.",
	ConfirmLabel: "확인을 위해 사용자 이름을 입력하십시오: %s",
	Cancel:       "취소",
}
