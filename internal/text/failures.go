package text

import "keyporter/internal/fault"

// Failures holds the words of the page of a failure: one advice for each kind.
type Failures struct {
	Internal Advice
	Invalid  Advice
	Unsigned Advice
	Denied   Advice
	NotFound Advice
	Conflict Advice
	Gone     Advice
	Full     Advice
	Limited  Advice
	Busy     Advice
	Away     Advice
	Unknown  Advice
	TooLarge Advice
	Unproved Advice

	Code    string
	Request string
	Home    string // the button
	SignIn  string // the button of a visitor who is not signed in
	Back    string
	Doing   string // heading over what to do
}

// Advice is what kind of failure it is, and what to do about it.
type Advice struct{ Title, Do string }

// Advice returns the words for a kind of failure.
func (t *Text) Advice(k fault.Kind) Advice {
	w := &t.Failures
	switch k {
	case fault.Invalid:
		return w.Invalid
	case fault.Unsigned:
		return w.Unsigned
	case fault.Denied:
		return w.Denied
	case fault.NotFound:
		return w.NotFound
	case fault.Conflict:
		return w.Conflict
	case fault.Gone:
		return w.Gone
	case fault.Full:
		return w.Full
	case fault.Limited:
		return w.Limited
	case fault.Busy:
		return w.Busy
	case fault.Away:
		return w.Away
	case fault.Unknown:
		return w.Unknown
	case fault.TooLarge:
		return w.TooLarge
	case fault.Dangerous:
		return w.Denied
	case fault.Unproved:
		return w.Unproved
	}
	return w.Internal
}

var failuresEnglish = Failures{
	Internal: Advice{"Something broke in Keyporter", "Try again. If it happens twice, give the request ID to whoever runs Keyporter: it finds the lines in the log."},
	Invalid:  Advice{"The form could not be used", "Go back, correct what is named above, and send the form again."},
	Unsigned: Advice{"Sign in first", "Sign in, then open the page again."},
	Denied:   Advice{"Not allowed", "Nothing was changed. Ask someone who may grant the missing permission."},
	NotFound: Advice{"Not found", "It may have been deleted or renamed, or the address is wrong. Look for it in its list."},
	Conflict: Advice{"The state does not allow this", "Look at the page again: something else may have changed it in the meantime."},
	Gone:     Advice{"No longer there", "A secret is shown once and then gone. If nobody has it, make a new one."},
	Full:     Advice{"A quota is used up", "Remove what is not needed, or ask AWS for a higher quota."},
	Limited:  Advice{"Too many tries", "Wait, then try again."},
	Busy:     Advice{"Busy", "Wait some seconds, then try again. Nothing was changed."},
	Away:     Advice{"The IAM endpoint does not answer", "Check its address, the network and the credentials that Keyporter was started with."},
	Unknown:  Advice{"The outcome is unknown", "Do not send the form again. Read the account again and look whether the change is there."},
	TooLarge: Advice{"Too much was sent", "Send less at once."},
	Unproved: Advice{"Prove that it is you", "Give your second factor, or your password where you have none."},

	Code:    "Code",
	Request: "Request ID",
	Home:    "Go to overview",
	SignIn:  "Go to sign-in",
	Back:    "Go back",
	Doing:   "What to do",
}

var failuresKorean = Failures{
	Internal: Advice{"Keyporter에 문제가 생겼습니다", "다시 시도합니다. 두 번 이상 발생하면 Keyporter를 실행하는 담당자에게 요청 ID를 알립니다. 요청 ID로 로그를 찾을 수 있습니다."},
	Invalid:  Advice{"양식을 처리할 수 없습니다", "이전 페이지로 돌아가 위에 적힌 내용을 고친 뒤 양식을 다시 보냅니다."},
	Unsigned: Advice{"로그인이 필요합니다", "로그인한 뒤 페이지를 다시 엽니다."},
	Denied:   Advice{"허용되지 않습니다", "변경된 것은 없습니다. 필요한 권한을 줄 수 있는 담당자에게 요청합니다."},
	NotFound: Advice{"찾을 수 없습니다", "삭제되었거나 이름이 바뀌었거나 주소가 잘못되었을 수 있습니다. 목록에서 찾아봅니다."},
	Conflict: Advice{"현재 상태에서는 할 수 없습니다", "그 사이에 다른 변경이 있었을 수 있습니다. 페이지를 다시 확인합니다."},
	Gone:     Advice{"더 이상 없습니다", "비밀 값은 한 번만 표시되고 사라집니다. 가지고 있는 사람이 없으면 새로 만듭니다."},
	Full:     Advice{"할당량을 모두 사용했습니다", "필요 없는 항목을 제거하거나 AWS에 할당량 증가를 요청합니다."},
	Limited:  Advice{"시도 횟수가 너무 많습니다", "잠시 기다린 뒤 다시 시도합니다."},
	Busy:     Advice{"지금은 처리할 수 없습니다", "몇 초 뒤에 다시 시도합니다. 변경된 것은 없습니다."},
	Away:     Advice{"IAM 엔드포인트가 응답하지 않습니다", "엔드포인트 주소, 네트워크, Keyporter를 시작할 때 사용한 자격 증명을 확인합니다."},
	Unknown:  Advice{"결과를 알 수 없습니다", "양식을 다시 보내지 않습니다. 계정을 다시 읽고 변경이 반영되었는지 확인합니다."},
	TooLarge: Advice{"보낸 내용이 너무 큽니다", "한 번에 보내는 양을 줄입니다."},
	Unproved: Advice{"본인 확인이 필요합니다", "2단계 인증을 하거나, 2단계 인증이 없으면 암호를 입력합니다."},

	Code:    "코드",
	Request: "요청 ID",
	Home:    "개요로 이동",
	SignIn:  "로그인으로 이동",
	Back:    "뒤로 이동",
	Doing:   "해결 방법",
}
