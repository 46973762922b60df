package text

// Demo holds the words of the demo account: how each page marks it, the page that
// removes it, and what is worth looking at in it.
type Demo struct {
	Banner   string
	BannerDo string
	Remove   string // of the link, and the button

	Title     string
	Lead      string
	Goes      string
	GoesList  []string
	Stays     string
	StaysList []string
	Note      string
	Confirm   string // %s: the word to type
	Cancel    string
	None      string // the account is not the demo account
}

var demoEnglish = Demo{
	Banner:   "Demo account",
	BannerDo: "Its users, keys and buckets are made up. No key of it opens anything, and no mail or webhook is sent.",
	Remove:   "Remove demo data",

	Title:     "Remove demo data",
	Lead:      "Empties the account, so that you can begin with your own users.",
	Goes:      "What goes away",
	GoesList:  []string{"All users, groups, roles, policies, access keys and buckets of the account, your own too.", "What Keyporter keeps of them: open tickets, rotations, lifetimes of keys, drafts, and reminders that were not sent. Jobs end."},
	Stays:     "What stays",
	StaysList: []string{"The operators of Keyporter, their sessions and settings.", "The audit log, with this act in it."},
	Note:      "There is no undo. Start with --demo again to fill the empty account once more.",
	Confirm:   "Type %s to confirm",
	Cancel:    "Cancel",
	None:      "This account has no demo data.",
}

var demoKorean = Demo{
	Banner:   "데모 계정",
	BannerDo: "사용자, 키, 버킷은 모두 가상의 데이터입니다. 이 키로는 어디에도 접근할 수 없으며 메일과 웹후크도 보내지 않습니다.",
	Remove:   "데모 데이터 제거",

	Title:     "데모 데이터 제거",
	Lead:      "계정을 비워 직접 만든 사용자로 시작할 수 있게 합니다.",
	Goes:      "제거되는 항목",
	GoesList:  []string{"계정의 모든 사용자, 그룹, 역할, 정책, 액세스 키, 버킷. 직접 만든 항목도 포함됩니다.", "Keyporter가 보관하는 관련 정보: 열려 있는 전달 건, 키 교체, 키 사용 기한, 초안, 보내지 않은 알림. 진행 중인 작업은 종료됩니다."},
	Stays:     "유지되는 항목",
	StaysList: []string{"Keyporter 운영자와 운영자의 세션 및 설정.", "이 작업을 포함한 감사 로그."},
	Note:      "실행 취소할 수 없습니다. 빈 계정을 다시 채우려면 --demo 옵션으로 시작합니다.",
	Confirm:   "확인하려면 %s 입력",
	Cancel:    "취소",
	None:      "이 계정에는 데모 데이터가 없습니다.",
}
