package text

// Help holds the short guides, the glossary, the shortcuts, and the sentences that
// stand where a thing appears.
type Help struct {
	Title, Lead            string
	WordsTitle, WordsLead  string
	KeysTitle, KeysLead    string
	Term, Other, Meaning   string // heads of the glossary
	Open                   string // link of a guide
	KeysOff                string // where single keys can be turned off
	Guides                 []Guide
	Words                  []Word
	Keys                   []string // what each of the keys does, in the order of the page
	WhatBoundary, Boundary string   // question and answer, with the name of AWS's page
	WhatTwoKeys, TwoKeys   string
	WhatIfCell, IfCell     string
	WhatNoExpiry, NoExpiry string
	Questions              string // heading over the answers
}

// Guide says how something is done. Page is the name of the page it begins on: see
// templates.
type Guide struct{ Page, Title, Text string }

// Word is an entry of the glossary; the other language has the same one at the same
// place.
type Word struct{ Term, Meaning string }

var helpEnglish = Help{
	Title: "Help", Lead: "Short guides. Each begins with the page it is done on.",
	WordsTitle: "Words", WordsLead: "The terms of AWS's console, in English and Korean, and what they mean here.",
	KeysTitle: "Keyboard shortcuts", KeysLead: "Everything can be done without them, too.",
	Term: "English", Other: "Korean", Meaning: "Meaning", Open: "Begin", Questions: "Often asked",
	KeysOff: "Single keys are turned off in your settings.",
	Guides: []Guide{
		{"user", "Let a person sign in to AWS", "Create a user, put it into a group that has the permissions, and turn on console access. The review tells what will be called. The password is shown once, on the page that hands it over."},
		{"key", "Give a program an access key", "Search the user and choose Issue access key. Keyporter first tells what would be better than a key. The secret is shown once: save it before you confirm."},
		{"rotate", "Replace a key without an outage", "Rotate the key: the new one works beside the old one for as long as you choose. The old key is stopped only when the new one was received, and deleted later."},
		{"explain", "Find out why somebody may do something", "Explain takes who, what and which bucket, and lists the statements that decide. What if shows what a change would turn before it is made."},
		{"unused", "Clear away what nobody uses", "Unused lists keys and sign-ins without use. Deactivate first: that can be undone. Delete when nobody missed them."},
	},
	Words: []Word{
		{"User", "An IAM user of the account. Who signs in to Keyporter is an operator."},
		{"Operator", "A person who signs in to Keyporter."},
		{"Group", "Users who share policies."},
		{"Policy", "A document of statements that allow or deny."},
		{"AWS managed policy", "A policy that AWS keeps; it can be attached, not changed."},
		{"Inline policy", "A policy that lies in one user or group and goes with it."},
		{"Permissions boundary", "The most that a user's policies can give."},
		{"Access key", "An ID and a secret with which programs call AWS."},
		{"Console access", "A password for AWS's console."},
		{"Rotate", "Put a new access key in the place of an old one."},
		{"Hand-over", "The page that shows a secret, once."},
		{"Condition", "What else must be true for a statement to apply."},
	},
	Keys: []string{
		"Open the search over everything",
		"Choose what was found",
		"Open the first of it, or the chosen one",
		"Close the search",
		"Go to the search box of the list, or to the one above",
		"Show this page",
	},
	WhatBoundary: "What is a permissions boundary?",
	Boundary:     "It gives nothing by itself: a user can do what both the policies and the boundary allow. AWS: “Permissions boundaries for IAM entities”.",
	WhatTwoKeys:  "Why at most two access keys?",
	TwoKeys:      "AWS lets a user have two, so that a new one can take over while the old one still works. AWS: “Manage access keys for IAM users”.",
	WhatIfCell:   "What does “if” mean in a cell?",
	IfCell:       "It is allowed only under a condition that a request must meet, as where it comes from or how it was signed in. AWS: “IAM JSON policy elements: Condition”.",
	WhatNoExpiry: "Do access keys expire?",
	NoExpiry:     "Not at AWS. A lifetime is kept by Keyporter, which makes the key inactive when it ends and deletes nothing. AWS: “Update access keys”.",
}

var helpKorean = Help{
	Title: "도움말", Lead: "짧은 안내입니다. 각 안내는 시작하는 페이지로 연결됩니다.",
	WordsTitle: "용어", WordsLead: "AWS 콘솔의 용어를 한국어와 영어로 정리하고 Keyporter에서의 뜻을 설명합니다.",
	KeysTitle: "키보드 단축키", KeysLead: "단축키 없이도 모든 작업을 할 수 있습니다.",
	Term: "한국어", Other: "영어", Meaning: "뜻", Open: "시작", Questions: "자주 묻는 질문",
	KeysOff: "단일 키 단축키는 내 설정에서 끌 수 있습니다.",
	Guides: []Guide{
		{"user", "AWS 콘솔에 로그인할 사용자 만들기", "사용자를 생성하고 권한이 있는 그룹에 추가한 다음 콘솔 액세스를 활성화합니다. 검토 단계에서 실행할 AWS 호출을 미리 보여 줍니다. 암호는 전달 페이지에서 한 번만 표시합니다."},
		{"key", "프로그램에 액세스 키 발급하기", "사용자를 검색하고 액세스 키 발급을 선택합니다. 키보다 나은 방법이 있으면 먼저 안내합니다. 비밀 값은 한 번만 표시하므로 저장한 뒤에 확인해야 합니다."},
		{"rotate", "중단 없이 키 교체하기", "키를 교체하면 정한 기간 동안 새 키와 이전 키가 함께 작동합니다. 새 키를 받은 뒤에만 이전 키를 비활성화하고 나중에 삭제합니다."},
		{"explain", "권한이 있는 이유 알아보기", "판정 근거에서 주체, 작업, 버킷을 고르면 판정을 결정한 문을 보여 줍니다. 변경 가정에서는 변경하기 전에 무엇이 달라지는지 볼 수 있습니다."},
		{"unused", "사용하지 않는 항목 정리하기", "미사용 페이지에서 오랫동안 쓰지 않은 키와 로그인을 보여 줍니다. 먼저 비활성화합니다. 비활성화는 되돌릴 수 있습니다. 문제가 없으면 삭제합니다."},
	},
	Words: []Word{
		{"사용자", "계정의 IAM 사용자입니다. Keyporter에 로그인하는 사람은 운영자라고 합니다."},
		{"운영자", "Keyporter에 로그인하는 사람입니다."},
		{"그룹", "정책을 함께 쓰는 사용자의 모음입니다."},
		{"정책", "허용하거나 거부하는 문을 모은 문서입니다."},
		{"AWS 관리형 정책", "AWS가 관리하는 정책입니다. 연결할 수 있지만 변경할 수는 없습니다."},
		{"인라인 정책", "사용자나 그룹 하나에 포함되어 함께 삭제되는 정책입니다."},
		{"권한 경계", "사용자의 정책이 줄 수 있는 최대 권한입니다."},
		{"액세스 키", "프로그램이 AWS를 호출할 때 쓰는 ID와 비밀 값입니다."},
		{"콘솔 액세스", "AWS 콘솔에 로그인하는 암호입니다."},
		{"교체", "이전 액세스 키를 새 키로 바꾸는 일입니다."},
		{"전달", "비밀 값을 한 번만 보여 주는 페이지입니다."},
		{"조건", "문이 적용되려면 추가로 충족해야 하는 내용입니다."},
	},
	Keys: []string{
		"전체 검색 열기",
		"찾은 항목 선택",
		"첫 항목 또는 선택한 항목 열기",
		"검색 닫기",
		"목록의 검색 상자 또는 위쪽 검색 상자로 이동",
		"이 페이지 보기",
	},
	WhatBoundary: "권한 경계란 무엇입니까?",
	Boundary:     "권한 경계만으로는 아무 권한도 생기지 않습니다. 정책과 권한 경계가 모두 허용하는 작업만 할 수 있습니다. AWS 문서: “IAM 엔터티의 권한 경계”.",
	WhatTwoKeys:  "액세스 키는 왜 두 개까지입니까?",
	TwoKeys:      "AWS는 사용자마다 두 개를 허용합니다. 이전 키가 작동하는 동안 새 키로 옮길 수 있습니다. AWS 문서: “IAM 사용자의 액세스 키 관리”.",
	WhatIfCell:   "칸의 ‘조건부’는 무슨 뜻입니까?",
	IfCell:       "요청의 출처나 로그인 방식처럼 조건을 충족할 때만 허용된다는 뜻입니다. AWS 문서: “IAM JSON 정책 요소: Condition”.",
	WhatNoExpiry: "액세스 키는 만료됩니까?",
	NoExpiry:     "AWS에서는 만료되지 않습니다. 사용 기한은 Keyporter가 관리하며, 기한이 지나면 키를 비활성화하고 삭제하지는 않습니다. AWS 문서: “액세스 키 업데이트”.",
}
