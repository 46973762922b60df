package text

// HandOver holds the words of the message that goes to the person who gets
// credentials. It never has the secret in it.
type HandOver struct {
	Title        string
	Lead         string
	Label        string // name of the message's language
	Copy         string
	Mail         string
	LoginSubject string // %s: the account
	Login        string // %s: user name, %s: sign-in URL
	KeySubject   string // %s: the account
	Key          string // %s: user name, %s: key id, %s: region, %s: policies
	NoPolicies   string
}

var handOverEnglish = HandOver{
	Title:        "Message for the user",
	Lead:         "Ready to be sent, without the secret. Send the secret by another way.",
	Label:        "In English",
	Copy:         "Copy",
	Mail:         "Open as mail",
	LoginSubject: "Your AWS console access, account %s",
	Login: `Hello,

you can now sign in to the AWS console.

User name: %s
Sign-in URL: %s

The password comes to you by another way. This message does not contain it.

What to do first:
1. Sign in and change the password if you are asked to.
2. Open "Security credentials" from the menu under your name and choose "Assign MFA device".
3. Sign out and sign in again with the MFA device.
`,
	KeySubject: "Your AWS access key, account %s",
	Key: `Hello,

an access key was made for you.

User: %s
Access key ID: %s
Region: %s
Policies: %s

The secret access key comes to you by another way. This message does not contain it.

Keep it out of source code and mail. If it may have been seen by anyone else, say so at once: it is then replaced.
`,
	NoPolicies: "none",
}

var handOverKorean = HandOver{
	Title:        "사용자에게 보낼 메시지",
	Lead:         "비밀 값을 뺀 메시지입니다. 비밀 값은 다른 경로로 보냅니다.",
	Label:        "한국어",
	Copy:         "복사",
	Mail:         "메일로 열기",
	LoginSubject: "AWS 콘솔 액세스 안내, 계정 %s",
	Login: `안녕하세요.

이제 AWS 콘솔에 로그인할 수 있습니다.

사용자 이름: %s
로그인 URL: %s

암호는 다른 경로로 전달합니다. 이 메시지에는 암호가 없습니다.

먼저 할 일:
1. 로그인한 뒤 요청이 표시되면 암호를 변경합니다.
2. 오른쪽 위 이름 메뉴에서 "보안 자격 증명"을 열고 "MFA 디바이스 할당"을 선택합니다.
3. 로그아웃한 뒤 MFA 디바이스로 다시 로그인합니다.
`,
	KeySubject: "AWS 액세스 키 안내, 계정 %s",
	Key: `안녕하세요.

액세스 키를 만들었습니다.

사용자: %s
액세스 키 ID: %s
리전: %s
정책: %s

비밀 액세스 키는 다른 경로로 전달합니다. 이 메시지에는 비밀 액세스 키가 없습니다.

소스 코드나 메일에 넣지 않습니다. 다른 사람이 보았을 가능성이 있으면 바로 알립니다. 그러면 키를 교체합니다.
`,
	NoPolicies: "없음",
}
