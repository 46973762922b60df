package text

// Selection holds the words of bulk changes: the bar below a list, their review
// and what came of them.
type Selection struct {
	Tick       string // %s: the row
	Head       string // of the column of ticks
	AllMatch   string // %s: how many
	With       string
	Review     string
	Join       string
	Tag        string
	Keys       string
	KeysLead   string
	Delete     string // of inactive access keys
	Rotate     string
	RotateNote string // of the review of rotations
	RotateWait string // of the page of the job
	RotateLost string // what happens where the secrets did not arrive
	RotateAll  string // on what leads to the keys past an age
	Sure       string // the box to tick before
	Title      string
	Lead       string
	Group      string
	GroupHint  string
	Choose     string // the first entry of a list to choose from
	TagKey     string
	TagValue   string
	TagHint    string
	Apply      string
	Rows       string // heading over what will be done
	Calls      string // heading over the AWS calls
	CallsNote  string // %s: how many calls
	Nothing    string // nothing is to be done
	Skipped    string // heading over rows that are left out
	More       string // %s: how many more
	Run        string
	Drop       string
	Back       string

	SkipMember   string
	SkipTagged   string
	SkipNoKey    string
	SkipInactive string
	SkipActive   string
	SkipNoneOff  string // no inactive key
	SkipTwoKeys  string
	SkipRotating string
	SkipGone     string
	SkipUnread   string
	SkipDenied   string

	Retry     string
	RetryHint string
	ToUsers   string
	ToKeys    string
	ToRotate  string // to the rotations
}

var selectionEnglish = Selection{
	Tick:       "Select %s",
	Head:       "Select",
	AllMatch:   "All %s that match",
	With:       "With the selected rows",
	Review:     "Review",
	Join:       "Add to a group",
	Tag:        "Set a tag",
	Keys:       "Deactivate access keys",
	KeysLead:   "An inactive key can be activated again.",
	Delete:     "Delete inactive access keys",
	Rotate:     "Rotate access keys",
	RotateWait: "Each new key can be taken on the page of its rotation as well.",
	RotateLost: "Removes the new access keys of this job from AWS, those of downloaded files too, and calls their rotations off. The old keys stay as they are.",
	RotateAll:  "Rotate keys of this age",
	RotateNote: "Each row makes a new key now. The old one is made inactive and deleted later, by itself: UpdateAccessKey, DeleteAccessKey. The secrets of the new keys wait for you in one file when the job has ended, for up to 24 hours: do not sign out before you have it. A new key that nobody took is deleted, and its rotation called off.",
	Sure:       "I know that a deleted access key cannot be brought back",
	Title:      "Change several at once",
	Lead:       "Nothing is changed before you press the button at the end. Each row is a call of its own: what AWS refuses for one does not stop the others.",
	Group:      "Group",
	GroupHint:  "Users who are members already are left out.",
	Choose:     "Choose a group",
	TagKey:     "Tag key",
	TagValue:   "Tag value",
	TagHint:    "A value that the key has now is replaced. Do not put secrets into tags.",
	Apply:      "Update review",
	Rows:       "What will be done",
	Calls:      "AWS calls",
	CallsNote:  "%s calls, one after the other, in this order.",
	Nothing:    "Nothing is left to do.",
	Skipped:    "Left out",
	More:       "and %s more",
	Run:        "Make changes",
	Drop:       "Discard selection",
	Back:       "Back to the list",

	SkipMember:   "is a member already",
	SkipTagged:   "has the tag already",
	SkipNoKey:    "has no active key",
	SkipInactive: "is inactive already",
	SkipActive:   "is active",
	SkipNoneOff:  "has no inactive key",
	SkipTwoKeys:  "its user has two keys, so there is no room for a new one; rotate it by itself, where you choose which one goes",
	SkipRotating: "a rotation of its user has not ended",
	SkipGone:     "is no longer there",
	SkipUnread:   "its keys were not read yet",
	SkipDenied:   "you must not change it: it is protected, your own, or not in your scope",

	Retry:     "Try the rest again",
	RetryHint: "Rows that were done are not touched again.",
	ToUsers:   "To the users",
	ToKeys:    "To the access keys",
	ToRotate:  "To the rotations",
}

var selectionKorean = Selection{
	Tick:       "%s 선택",
	Head:       "선택",
	AllMatch:   "일치하는 %s개 항목 모두",
	With:       "선택한 행에 실행할 작업",
	Review:     "검토",
	Join:       "그룹에 추가",
	Tag:        "태그 설정",
	Keys:       "액세스 키 비활성화",
	KeysLead:   "비활성 키는 다시 활성화할 수 있습니다.",
	Delete:     "비활성 액세스 키 삭제",
	Rotate:     "액세스 키 교체",
	RotateWait: "새 키는 각 교체 페이지에서 하나씩 받을 수도 있습니다.",
	RotateLost: "이 작업의 새 액세스 키를 AWS에서 제거하며, 다운로드한 파일의 것도 제거하고 교체를 취소합니다. 이전 키는 그대로 유지됩니다.",
	RotateAll:  "이만큼 오래된 키 교체",
	RotateNote: "행마다 지금 새 키를 만듭니다. 이전 키는 나중에 저절로 비활성화하고 삭제합니다(UpdateAccessKey, DeleteAccessKey). 새 키의 비밀 값은 작업이 끝난 뒤 최대 24시간 동안 파일 하나로 받을 수 있습니다. 파일을 받기 전에 로그아웃하지 않습니다. 아무도 받지 않은 새 키는 삭제하고 해당 교체를 취소합니다.",
	Sure:       "삭제한 액세스 키는 되돌릴 수 없다는 것을 확인했습니다",
	Title:      "여러 항목 한꺼번에 변경",
	Lead:       "마지막 버튼을 누르기 전에는 아무것도 변경하지 않습니다. 행마다 따로 호출하므로 AWS가 한 행을 거부해도 나머지는 계속 실행합니다.",
	Group:      "그룹",
	GroupHint:  "이미 구성원인 사용자는 제외합니다.",
	Choose:     "그룹 선택",
	TagKey:     "태그 키",
	TagValue:   "태그 값",
	TagHint:    "같은 키에 이미 있는 값은 바뀝니다. 태그에 비밀 값을 넣지 않습니다.",
	Apply:      "검토 내용 새로 고침",
	Rows:       "진행될 작업",
	Calls:      "AWS 호출",
	CallsNote:  "호출 %s건을 이 순서대로 하나씩 실행합니다.",
	Nothing:    "실행할 작업이 없습니다.",
	Skipped:    "제외된 항목",
	More:       "그 밖에 %s개",
	Run:        "변경 실행",
	Drop:       "선택 취소",
	Back:       "목록으로 돌아가기",

	SkipMember:   "이미 구성원입니다",
	SkipTagged:   "이미 같은 태그가 있습니다",
	SkipNoKey:    "활성 키가 없습니다",
	SkipInactive: "이미 비활성 상태입니다",
	SkipActive:   "활성 상태입니다",
	SkipNoneOff:  "비활성 키가 없습니다",
	SkipTwoKeys:  "사용자에게 키가 두 개 있어 새 키를 만들 자리가 없습니다. 없앨 키를 선택할 수 있도록 따로 교체합니다",
	SkipRotating: "사용자의 키 교체가 아직 끝나지 않았습니다",
	SkipGone:     "더 이상 존재하지 않습니다",
	SkipUnread:   "키를 아직 읽지 않았습니다",
	SkipDenied:   "보호되었거나, 본인의 사용자이거나, 담당 범위에 없어 변경할 수 없습니다",

	Retry:     "나머지 다시 시도",
	RetryHint: "이미 실행한 행은 다시 변경하지 않습니다.",
	ToUsers:   "사용자 목록으로",
	ToKeys:    "액세스 키 목록으로",
	ToRotate:  "키 교체 목록으로",
}
