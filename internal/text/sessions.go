package text

// Sessions holds the words of the lists of sessions.
type Sessions struct {
	Title     string
	OfTitle   string // %s: the operator
	Lead      string
	OfLead    string
	Browser   string
	On        string // %s: the browser, %s: the system
	Unknown   string // of a browser that does not say what it is
	Address   string
	Begun     string
	Seen      string
	This      string
	End       string
	EndLabel  string // %s: the browser, %s: the address
	EndOthers string
	EndAll    string
	Others    string // what ending them means
	Alone     string
	None      string
	NoneText  string
	List      string // the link that leads here
}

var sessionsEnglish = Sessions{
	Title:     "Your sessions",
	OfTitle:   "Sessions of %s",
	Lead:      "Every browser in which you are signed in. You have at most five: the next sign-in ends the oldest.",
	OfLead:    "Every browser in which this operator is signed in. A session that is ended here is refused at its next request.",
	Browser:   "Browser",
	On:        "%s on %s",
	Unknown:   "Unknown browser",
	Address:   "Address",
	Begun:     "Signed in",
	Seen:      "Last used",
	This:      "This session",
	End:       "End session",
	EndLabel:  "End session: %s, %s",
	EndOthers: "End other sessions",
	EndAll:    "End all sessions",
	Others:    "Secrets that wait in a session which ends can no longer be shown. If one of them is not yours, change your password as well.",
	Alone:     "You are signed in nowhere else.",
	None:      "No sessions",
	NoneText:  "This operator is not signed in.",
	List:      "Show all sessions",
}

var sessionsKorean = Sessions{
	Title:     "내 세션",
	OfTitle:   "%s 운영자의 세션",
	Lead:      "로그인되어 있는 모든 브라우저입니다. 세션은 최대 다섯 개이며, 다시 로그인하면 가장 오래된 세션이 끝납니다.",
	OfLead:    "이 운영자가 로그인되어 있는 모든 브라우저입니다. 여기에서 종료한 세션은 다음 요청부터 거부됩니다.",
	Browser:   "브라우저",
	On:        "%s 브라우저 (%s)",
	Unknown:   "알 수 없는 브라우저",
	Address:   "주소",
	Begun:     "로그인 시간",
	Seen:      "마지막 사용",
	This:      "현재 세션",
	End:       "세션 종료",
	EndLabel:  "세션 종료: %s, %s",
	EndOthers: "다른 세션 종료",
	EndAll:    "모든 세션 종료",
	Others:    "종료하는 세션에서 기다리는 비밀 값은 더 이상 표시할 수 없습니다. 본인의 세션이 아닌 것이 있으면 암호도 변경합니다.",
	Alone:     "다른 곳에서는 로그인되어 있지 않습니다.",
	None:      "세션 없음",
	NoneText:  "이 운영자는 로그인되어 있지 않습니다.",
	List:      "모든 세션 보기",
}
