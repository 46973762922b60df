package text

// Recovery holds the words of the page about a database that is an old copy.
type Recovery struct {
	Title     string
	Banner    string
	BannerDo  string
	Open      string // link to the page
	NoneTitle string
	NoneText  string
	What      string
	Kept      string
	Found     string
	Lost      string
	Dropped   string
	Kinds     [5]string // sessions, tickets, links, jobs, rotations
	Check     string
	Checks    []string
	Keys      string
	NoKeys    string
	More      string // %s: how many
	Unread    string // %s: how many users
	User      string
	Key       string
	Created   string
	Looked    string
	Confirm   string
	AdminOnly string
}

var recoveryEnglish = Recovery{
	Title:     "Old copy of the database",
	Banner:    "The database is an old copy. Nothing is changed.",
	BannerDo:  "An admin has to look at what was lost and confirm it.",
	Open:      "Look at the old copy",
	NoneTitle: "No old copy",
	NoneText:  "The database is the one that this Keyporter has written last.",
	What:      "A checkpoint outside the database tells of entries of the audit log that this database does not have: it was restored from an old copy. What happened in between is not in it. So that a secret is not handed over twice and an ended session does not come back, the following was dropped, and nothing is changed until you confirm.",
	Kept:      "Last checkpoint outside",
	Found:     "Last entry of this copy",
	Lost:      "Entries lost, at least",
	Dropped:   "What was dropped",
	Kinds:     [5]string{"Sessions ended", "Open tickets dropped, with their secrets", "Links revoked", "Jobs cancelled", "Rotations stopped until somebody goes on with them"},
	Check:     "Look at this before you confirm",
	Checks: []string{
		"Operators: roles, disabled people and passwords are those of the copy. Disable again who was disabled since, and reset passwords that were changed because they were known.",
		"Recovery codes were dropped, for some may have been used since: operators make new ones.",
		"Access keys made since: of each, somebody must have the secret. Delete those that nobody has.",
		"Dropped tickets: their keys are still in AWS. Delete those whose secret nobody has received.",
		"Rotations that were stopped: look at both keys of the user before you go on.",
		"Changes made since stand in AWS CloudTrail, and in the files or the log server that the audit log was sent to.",
	},
	Keys:      "Access keys made since the copy",
	NoKeys:    "None among the keys that were read.",
	More:      "There are %s more.",
	Unread:    "Users whose keys were not read yet: %s.",
	User:      "User",
	Key:       "Access key",
	Created:   "Created",
	Looked:    "I have looked at these, and the copy is to be used from now on",
	Confirm:   "Allow changes again",
	AdminOnly: "Only an admin can confirm this.",
}

var recoveryKorean = Recovery{
	Title:     "오래된 데이터베이스 복사본",
	Banner:    "데이터베이스가 오래된 복사본입니다. 아무것도 변경하지 않습니다.",
	BannerDo:  "관리자가 손실된 내용을 살펴보고 확인해야 합니다.",
	Open:      "오래된 복사본 살펴보기",
	NoneTitle: "오래된 복사본이 아닙니다",
	NoneText:  "이 Keyporter가 마지막으로 기록한 데이터베이스입니다.",
	What:      "데이터베이스 밖에 보관한 체크포인트에는 이 데이터베이스에 없는 감사 로그 항목이 있습니다. 오래된 복사본에서 복원한 것입니다. 그 사이에 있었던 일은 여기에 없습니다. 비밀 값을 두 번 전달하거나 종료된 세션이 되살아나지 않도록 아래 항목을 폐기했으며, 확인할 때까지 아무것도 변경하지 않습니다.",
	Kept:      "외부의 마지막 체크포인트",
	Found:     "이 복사본의 마지막 항목",
	Lost:      "손실된 최소 항목 수",
	Dropped:   "폐기한 항목",
	Kinds:     [5]string{"종료한 세션", "비밀 값과 함께 폐기한 열려 있는 전달 건", "취소한 링크", "취소한 작업", "누군가 이어서 진행할 때까지 중지한 교체"},
	Check:     "확인하기 전에 살펴볼 내용",
	Checks: []string{
		"운영자: 역할, 비활성화 상태, 암호가 복사본 당시의 것입니다. 그 뒤에 비활성화한 사람을 다시 비활성화하고, 노출되어 변경했던 암호를 재설정하십시오.",
		"그 뒤에 사용했을 수 있으므로 복구 코드를 폐기했습니다. 운영자가 새로 만들어야 합니다.",
		"그 뒤에 생성된 액세스 키: 각 키의 비밀 값을 가진 사람이 있어야 합니다. 아무도 가지고 있지 않은 키를 삭제하십시오.",
		"폐기한 전달 건: 해당 키는 AWS에 남아 있습니다. 아무도 받지 않은 키를 삭제하십시오.",
		"중지한 교체: 이어서 진행하기 전에 사용자의 두 키를 모두 확인하십시오.",
		"그 뒤의 변경 내용은 AWS CloudTrail과, 감사 로그를 전송한 파일이나 로그 서버에 있습니다.",
	},
	Keys:      "복사본 이후에 생성된 액세스 키",
	NoKeys:    "읽어 온 키 중에는 없습니다.",
	More:      "%s개가 더 있습니다.",
	Unread:    "아직 키를 읽지 않은 사용자: %s명.",
	User:      "사용자",
	Key:       "액세스 키",
	Created:   "생성 시각",
	Looked:    "위 내용을 살펴보았으며 앞으로 이 복사본을 사용합니다",
	Confirm:   "변경 다시 허용",
	AdminOnly: "관리자만 확인할 수 있습니다.",
}
