package text

// AllKeys holds the words of the page of all access keys.
type AllKeys struct {
	Title      string
	Lead       string
	Caption    string
	Search     string
	SearchHint string
	Owner      string
	EmptyTitle string
	EmptyText  string
	AsOf       string // of a use that is not read now; %s: how long ago it was known
	NotRead    string

	OwnerTitle string
	OwnerLead  string
	OwnerID    string
	OwnerFind  string
	OwnerAsk   string // %s: the id
	OwnerIs    string
	OwnerNone  string // %s: the id
	Unlisted   string // a key that AWS knows and no list has
}

var allKeysEnglish = AllKeys{
	Title:      "Access keys",
	Lead:       "All long-lived keys of the account's users, with their age and last use.",
	Caption:    "Access keys of this account",
	Search:     "Search access keys",
	SearchHint: "Access key ID, owner or description",
	Owner:      "Owner",
	EmptyTitle: "No access keys",
	EmptyText:  "No user of this account has an access key, as far as the keys were read.",
	AsOf:       "known %s",
	NotRead:    "not read",

	OwnerTitle: "Whose access key is it?",
	OwnerLead:  "AWS is asked for the owner and the last use of one key. Keys of other accounts stay unknown.",
	OwnerID:    "Access key ID",
	OwnerFind:  "Find owner",
	OwnerAsk:   "Ask AWS for %s",
	OwnerIs:    "This key belongs to",
	OwnerNone:  "AWS knows no owner of %s in this account.",
	Unlisted:   "The list of the owner's keys was not read since the key was made.",
}

var allKeysKorean = AllKeys{
	Title:      "액세스 키",
	Lead:       "계정 사용자의 모든 장기 액세스 키와 수명, 마지막 사용입니다.",
	Caption:    "이 계정의 액세스 키",
	Search:     "액세스 키 검색",
	SearchHint: "액세스 키 ID, 소유자 또는 설명",
	Owner:      "소유자",
	EmptyTitle: "액세스 키가 없습니다",
	EmptyText:  "지금까지 읽은 범위에서는 이 계정의 사용자에게 액세스 키가 없습니다.",
	AsOf:       "%s 기준",
	NotRead:    "읽지 않음",

	OwnerTitle: "액세스 키 소유자 찾기",
	OwnerLead:  "키 하나의 소유자와 마지막 사용을 AWS에 조회합니다. 다른 계정의 키는 알 수 없습니다.",
	OwnerID:    "액세스 키 ID",
	OwnerFind:  "소유자 찾기",
	OwnerAsk:   "%s 키를 AWS에 조회",
	OwnerIs:    "이 키의 소유자",
	OwnerNone:  "이 계정에서 %s 키의 소유자를 찾을 수 없습니다.",
	Unlisted:   "키가 생긴 뒤로 소유자의 키 목록을 읽지 않았습니다.",
}
