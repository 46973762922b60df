package text

// AccessWhatIf holds the words of the page that works out what a change would do.
type AccessWhatIf struct {
	Title       string
	Lead        string
	Change      string // legend
	Kinds       map[string]string
	KindHints   map[string]string
	Holder      string
	HolderHint  string
	Policy      string
	PolicyHint  string
	Document    string
	DocumentTip string
	Ask         string
	Result      string
	Nothing     string
	NothingSure string // beside Nothing, where something could not be read
	Counts      string // %s: cells, %s: subjects, %s: buckets
	More        string // %s: cells that gain, %s: that lose
	Shown       string // %s: shown, %s: of
	Before      string
	After       string
	Caption     string
	Made        string // that nothing was changed
}

var accessWhatIfEnglish = AccessWhatIf{
	Title:  "What if",
	Lead:   "See which answers a change would alter, before anyone makes it. Nothing is changed in AWS.",
	Change: "The change",
	Kinds: map[string]string{
		"add": "Add a policy", "remove": "Remove a policy", "change": "Change a policy", "boundary": "Set a permissions boundary",
	},
	KindHints: map[string]string{
		"add": "to a user, group or role", "remove": "from a user, group or role", "change": "of the account, wherever it is attached; or an inline policy of a user, group or role", "boundary": "of a user or role",
	},
	Holder:      "User, group or role",
	HolderHint:  "A user's name; or group:NAME, role:NAME. Empty to change a policy of the account.",
	Policy:      "Policy",
	PolicyHint:  "Its name or ARN; the name of an inline policy to remove or change one. Empty with a boundary: none.",
	Document:    "New document",
	DocumentTip: "To change a policy; or, to add one that does not exist yet, its document.",
	Ask:         "Work out",
	Result:      "What would change",
	Nothing:     "No answer changes.",
	NothingSure: "Not everything could be read, so this is not certain.",
	Counts:      "Answers that change: %s. Subjects: %s. Buckets: %s.",
	More:        "Gain something: %s. Lose something: %s.",
	Shown:       "The first %s of %s are shown.",
	Before:      "Now",
	After:       "Then",
	Caption:     "Answers that would change",
	Made:        "Nothing was changed.",
}

var accessWhatIfKorean = AccessWhatIf{
	Title:  "변경 가정",
	Lead:   "변경하기 전에 어떤 답이 달라지는지 확인합니다. AWS에서는 아무것도 변경하지 않습니다.",
	Change: "변경 내용",
	Kinds: map[string]string{
		"add": "정책 추가", "remove": "정책 제거", "change": "정책 변경", "boundary": "권한 경계 설정",
	},
	KindHints: map[string]string{
		"add": "사용자, 그룹 또는 역할에", "remove": "사용자, 그룹 또는 역할에서", "change": "계정의 정책은 연결된 모든 곳에서, 인라인 정책은 사용자, 그룹 또는 역할에서", "boundary": "사용자 또는 역할에",
	},
	Holder:      "사용자, 그룹 또는 역할",
	HolderHint:  "사용자 이름, 또는 group:이름, role:이름. 계정의 정책을 변경할 때는 비워 둡니다.",
	Policy:      "정책",
	PolicyHint:  "이름 또는 ARN. 인라인 정책을 제거하거나 변경할 때는 그 이름입니다. 권한 경계에서 비워 두면 경계가 없는 상태입니다.",
	Document:    "새 문서",
	DocumentTip: "정책을 변경할 때의 문서, 또는 아직 없는 정책을 추가할 때의 문서입니다.",
	Ask:         "계산",
	Result:      "달라지는 답",
	Nothing:     "달라지는 답이 없습니다.",
	NothingSure: "일부를 읽지 못했으므로 확실하지 않습니다.",
	Counts:      "달라지는 답 %s개, 주체 %s개, 버킷 %s개",
	More:        "권한이 늘어나는 답 %s개, 줄어드는 답 %s개",
	Shown:       "전체 %[2]s개 중 처음 %[1]s개를 표시합니다.",
	Before:      "현재",
	After:       "변경 후",
	Caption:     "달라지는 답",
	Made:        "변경한 것은 없습니다.",
}
