package text

// Invites holds the words of the page of invitations.
type Invites struct {
	Title       string
	Lead        string
	New         string // heading
	Name        string
	NameHint    string
	Role        string
	Invite      string // the button
	Made        string // heading over the link; %s: the name
	Once        string
	Link        string
	Copy        string
	Open        string // heading
	By          string
	Since       string
	Until       string
	Revoke      string
	RevokeLabel string // %s: the name
	Revoked     string
	None        string
	NoneText    string
}

var invitesEnglish = Invites{
	Title:       "Invitations",
	Lead:        "An invitation is a link by which one person becomes an operator. It works once, for three days.",
	New:         "Invite an operator",
	Name:        "Operator name",
	NameHint:    "Letters, digits, spaces and . _ - @ +",
	Role:        "Role",
	Invite:      "Invite operator",
	Made:        "The link of %s",
	Once:        "It is shown this once. Send it to that person alone: whoever opens it first chooses the password.",
	Link:        "Invitation link",
	Copy:        "Copy",
	Open:        "Open invitations",
	By:          "Invited by",
	Since:       "Invited",
	Until:       "Works until",
	Revoke:      "Revoke",
	RevokeLabel: "Revoke: %s",
	Revoked:     "The invitation is revoked.",
	None:        "No open invitations",
	NoneText:    "Nobody is invited at the moment.",
}

var invitesKorean = Invites{
	Title:       "초대",
	Lead:        "초대는 한 사람이 운영자가 되는 링크입니다. 3일 동안 한 번만 사용할 수 있습니다.",
	New:         "운영자 초대",
	Name:        "운영자 이름",
	NameHint:    "문자, 숫자, 공백과 . _ - @ + 기호",
	Role:        "역할",
	Invite:      "운영자 초대",
	Made:        "%s 운영자의 링크",
	Once:        "지금 한 번만 표시됩니다. 해당 담당자에게만 보냅니다. 링크를 처음 여는 사람이 암호를 정합니다.",
	Link:        "초대 링크",
	Copy:        "복사",
	Open:        "사용하지 않은 초대",
	By:          "초대한 운영자",
	Since:       "초대한 시간",
	Until:       "유효 기한",
	Revoke:      "취소",
	RevokeLabel: "취소: %s",
	Revoked:     "초대를 취소했습니다.",
	None:        "사용하지 않은 초대 없음",
	NoneText:    "현재 초대한 사람이 없습니다.",
}
