package text

// Rotations holds the words of the pages that replace access keys.
type Rotations struct {
	Title   string // of the list
	Lead    string
	Caption string
	All     string
	Empty   string
	EmptyDo string
	NoMatch string
	Older   string
	Newest  string

	Rotate   string // on the row of a key
	PlanOf   string // heading of the plan; %s: the user
	PlanLead string
	OldKey   string
	NewKey   string
	NewOnce  string
	Open     string // the user has a rotation that has not ended
	OpenLink string
	Inactive string // the key cannot sign

	Full       string
	FullPick   string // %s: the key that goes
	FullFirst  string // %s: the key
	SelfSpare  string
	Spares     map[string]string // why a key may go, or may not, by porter's reasons
	SelfSpares map[string]string // the same of the key that is to be rotated
	ToKeys     string

	Stops     string // when the old key stops
	StopsHint string
	Overlaps  map[string]string
	InUse     string
	InUseHint string
	InUses    map[string]string
	Days      string
	DaysHint  string
	Leak      string
	LeakHint  string
	Make      string
	Later     string // what happens after the calls
	Delay     string

	Of       string // heading of one rotation; %s: the user
	State    string
	States   map[string]string
	StateOf  map[string]string // a sentence on each state
	Next     string
	Nexts    map[string]string // what happens next, by state; %s: when
	Operator string
	Began    string
	Stale    string
	Holds    map[string]string
	HoldTags map[string]string
	Problem  string // %s: what went wrong
	Retried  string
	Waits    string // a ticket waits for the reader
	Take     string
	ForOther string // %s: the operator who has the ticket
	ToOp     string

	Line     string // heading over the life line
	Event    string
	When     string
	Planned  string
	Made     string
	Claimed  string
	Both     string
	Stopped  string
	Deleted  string
	Ended    string
	Expected string // of an event to come
	Keys     string // over both keys, the old one first
	Read     string // of a use; %s: when AWS told of it
	Gone     string
	Late     string

	MakeNow    string
	MakeHint   string
	StopNow    string
	StopHint   string
	StopTick   string
	Undo       string
	UndoHint   string
	KeepBoth   string
	KeepHint   string
	Cancel     string
	CancelHint string
	DeleteNow  string
	DeleteHint string
	Retry      string
	RetryHint  string
}

var rotationsEnglish = Rotations{
	Title:   "Rotations",
	Lead:    "Each rotation puts a new access key in the place of an old one. It can be undone until the old key is deleted.",
	Caption: "Rotations of access keys",
	All:     "All",
	Empty:   "No key was rotated yet",
	EmptyDo: "Choose Rotate key beside an access key.",
	NoMatch: "No rotation is in this state.",
	Older:   "Older",
	Newest:  "Newest",

	Rotate:   "Rotate key",
	PlanOf:   "Rotate an access key of %s",
	PlanLead: "A new key takes the place of this one. Both work for a while; then the old one is made inactive, and later deleted. Until then you can go back.",
	OldKey:   "Old key",
	NewKey:   "New key",
	NewOnce:  "Made now. Its secret is shown once.",
	Open:     "A rotation of this user has not ended.",
	OpenLink: "Look at the rotation",
	Inactive: "This key is inactive: nothing signs with it, so there is nothing to replace. Create another key, and delete this one.",

	Full:      "This user has two keys, the most AWS allows. A new one has room only when one of them goes.",
	FullPick:  "Delete access key %s first",
	FullFirst: "Access key %s cannot go now. Deactivate it first and see whether something stops; an inactive key can go.",
	SelfSpare: "The key that you want to rotate is the one to let go:",
	Spares: map[string]string{
		"inactive": "It is inactive: nothing signs with it.",
		"never":    "It was never used, as far as AWS knows.",
		"idle":     "It was not used for three months.",
		"used":     "It was used not long ago, or is too young to tell.",
		"unknown":  "When it was used last is not known.",
	},
	SelfSpares: map[string]string{
		"inactive": "it is inactive. Deleting it makes room.",
		"never":    "it was never used. Deactivate and delete it instead.",
		"idle":     "it was not used for three months. Deactivate it instead, and delete it when nothing stops.",
	},
	ToKeys: "Go to the keys of the user",

	Stops:     "The old key stops",
	StopsHint: "Counted from when the secret of the new key was received.",
	Overlaps: map[string]string{
		"now": "At once", "1h": "After 1 hour", "24h": "After 24 hours", "7d": "After 7 days", "hand": "When I say so",
	},
	InUse:     "If it is still in use then",
	InUseHint: "In use means: used within the last 30 minutes, or within the last 24 hours where the keys overlap for a day or longer. AWS tells of a use some minutes late, and not of every call.",
	InUses: map[string]string{
		"wait": "Wait and tell me",
		"stop": "Stop it anyway",
	},
	Days:     "Days between inactive and deleted",
	DaysHint: "During these days the old key can be made active again with one click.",
	Leak:     "The secret of the old key is with others: stop it first",
	LeakHint: "The old key is made inactive before the new one is made. Whatever signs with it fails until it has the new key.",
	Make:     "Make new key",
	Later:    "The last two calls are made later, by themselves.",
	Delay:    "If nobody takes the secret within 15 minutes, the new key is deleted and the old one stays as it is.",

	Of:    "Rotation of an access key of %s",
	State: "State",
	States: map[string]string{
		"planned": "Planned", "creating": "Making the new key", "waiting_claim": "Waits to be taken", "overlap": "Both keys work",
		"old_inactive": "Stopping the old key", "grace": "Old key inactive", "deleting": "Deleting the old key", "done": "Done",
		"cancelled": "Cancelled", "undone": "Undone", "blocked": "Blocked",
	},
	StateOf: map[string]string{
		"planned":       "The new key is not made yet.",
		"creating":      "The new key is being made.",
		"waiting_claim": "The new key is made and its secret waits to be taken. The old key works on.",
		"overlap":       "Both keys work. Put the new one where the old one was.",
		"old_inactive":  "The old key is being made inactive.",
		"grace":         "The old key is inactive. Programs that still sign with it get errors from AWS: InvalidClientTokenId, or InvalidAccessKeyId from Amazon S3.",
		"deleting":      "The old key is being deleted.",
		"done":          "The old key is deleted. Nothing can bring it back.",
		"cancelled":     "The new key is gone. The old one was left as it was.",
		"undone":        "The old key stays, beside the new one.",
		"blocked":       "The rotation does not go on by itself: a person has to look.",
	},
	Next: "What happens next",
	Nexts: map[string]string{
		"planned":       "Nothing, until somebody makes the new key.",
		"creating":      "AWS is asked for the new key.",
		"waiting_claim": "Once the secret is taken, both keys work. If nobody takes it, the new key is deleted.",
		"overlap":       "The old key is made inactive: %s.",
		"old_inactive":  "AWS is asked to make the old key inactive, again and again until it has done so.",
		"grace":         "The old key is deleted: %s. Until then it can be made active again.",
		"deleting":      "AWS is asked to delete the old key, again and again until it has done so.",
		"hand":          "Nothing, until somebody makes the old key inactive.",
		"held":          "Both keys are looked at again every 15 minutes. The old one is made inactive when it has not been in use.",
	},
	Operator: "Operator",
	Began:    "Began",
	Stale:    "No progress for 7 days",
	Holds: map[string]string{
		"old-used":   "The time is over, and the old key is still in use. It stays active until it was not used for a while, or until you make it inactive.",
		"new-unused": "The time is over, and the new key was not used since its secret was received: an earlier use, by sts, is Keyporter's own test. The old one stays active until the new one is in use, or until you make it inactive.",
		"unknown":    "The time is over, and AWS does not tell when the keys were used. The old one stays active until you make it inactive.",
	},
	HoldTags: map[string]string{"old-used": "Old key still in use", "new-unused": "New key not in use", "unknown": "Use not known"},
	Problem:  "The last step was not done: %s",
	Retried:  "It is tried again by itself.",
	Waits:    "The secret of the new key waits for you.",
	Take:     "Take the new key",
	ForOther: "The secret waits for operator %s.",
	ToOp:     "Look at the operation",

	Line:     "Life line",
	Event:    "Event",
	When:     "When",
	Planned:  "Rotation planned",
	Made:     "New key made",
	Claimed:  "Secret of the new key received",
	Both:     "End of the time in which both work",
	Stopped:  "Old key inactive",
	Deleted:  "Old key deleted",
	Ended:    "Rotation ended",
	Expected: "expected",
	Keys:     "Old and new key",
	Read:     "told by AWS %s",
	Gone:     "AWS does not list it",
	Late:     "AWS tells of a use some minutes late, and not of every call: it is evidence, not proof.",

	MakeNow:    "Make new key",
	MakeHint:   "You get its secret, once.",
	StopNow:    "Deactivate old key now",
	StopHint:   "Whatever still signs with it fails. It can be made active again until it is deleted.",
	StopTick:   "I know that the old key may still be in use",
	Undo:       "Undo: old key active again",
	UndoHint:   "The rotation ends, and both keys work.",
	KeepBoth:   "End the rotation, keep both keys",
	KeepHint:   "Nothing changes in AWS.",
	Cancel:     "Cancel rotation",
	CancelHint: "The new key is deleted if there is one. The old one stays as it is.",
	DeleteNow:  "Delete old key now",
	DeleteHint: "It was inactive for the whole time. AWS cannot bring it back.",
	Retry:      "Go on",
	RetryHint:  "Once the new key is there and active again.",
}

var rotationsKorean = Rotations{
	Title:   "키 교체",
	Lead:    "교체할 때마다 새 액세스 키가 이전 키를 대신합니다. 이전 키를 삭제하기 전까지 되돌릴 수 있습니다.",
	Caption: "액세스 키 교체",
	All:     "전체",
	Empty:   "아직 교체한 키가 없습니다",
	EmptyDo: "액세스 키 옆의 키 교체를 선택합니다.",
	NoMatch: "이 상태의 교체가 없습니다.",
	Older:   "이전 항목",
	Newest:  "최신 항목",

	Rotate:   "키 교체",
	PlanOf:   "%s 사용자의 액세스 키 교체",
	PlanLead: "새 키가 이 키를 대신합니다. 한동안 두 키가 모두 작동하고, 그다음 이전 키를 비활성화한 뒤 나중에 삭제합니다. 그때까지 되돌릴 수 있습니다.",
	OldKey:   "이전 키",
	NewKey:   "새 키",
	NewOnce:  "지금 만듭니다. 비밀 액세스 키는 한 번만 표시됩니다.",
	Open:     "이 사용자의 교체가 아직 끝나지 않았습니다.",
	OpenLink: "교체 보기",
	Inactive: "비활성 키입니다. 이 키로 서명하는 것이 없으므로 교체할 필요가 없습니다. 새 키를 만들고 이 키를 삭제합니다.",

	Full:      "이 사용자에게는 AWS가 허용하는 최대인 두 개의 키가 있습니다. 하나가 없어져야 새 키를 만들 수 있습니다.",
	FullPick:  "먼저 액세스 키 %s 삭제",
	FullFirst: "액세스 키 %s 항목은 지금 삭제할 수 없습니다. 먼저 비활성화하고 멈추는 것이 없는지 확인합니다. 비활성 키는 삭제할 수 있습니다.",
	SelfSpare: "교체하려는 키가 바로 없애도 되는 키입니다.",
	Spares: map[string]string{
		"inactive": "비활성 키이므로 서명에 쓰이지 않습니다.",
		"never":    "AWS가 아는 한 사용한 적이 없습니다.",
		"idle":     "3개월 동안 사용하지 않았습니다.",
		"used":     "최근에 사용했거나, 판단하기에는 만든 지 얼마 되지 않았습니다.",
		"unknown":  "마지막 사용을 알 수 없습니다.",
	},
	SelfSpares: map[string]string{
		"inactive": "비활성 상태입니다. 삭제하면 자리가 생깁니다.",
		"never":    "사용한 적이 없습니다. 교체하는 대신 비활성화한 뒤 삭제합니다.",
		"idle":     "3개월 동안 사용하지 않았습니다. 교체하는 대신 비활성화하고, 멈추는 것이 없으면 삭제합니다.",
	},
	ToKeys: "사용자의 키로 이동",

	Stops:     "이전 키를 멈추는 시점",
	StopsHint: "새 키의 비밀 값을 받은 때부터 셉니다.",
	Overlaps: map[string]string{
		"now": "바로", "1h": "1시간 뒤", "24h": "24시간 뒤", "7d": "7일 뒤", "hand": "직접 멈출 때",
	},
	InUse:     "그때까지 사용 중이면",
	InUseHint: "지난 30분 안에 사용했으면 사용 중으로 봅니다. 두 키가 하루 이상 함께 작동하는 경우에는 지난 24시간을 봅니다. AWS는 사용을 몇 분 늦게, 그리고 일부 호출만 알려 줍니다.",
	InUses: map[string]string{
		"wait": "기다리고 알리기",
		"stop": "그래도 멈추기",
	},
	Days:     "비활성화와 삭제 사이의 일수",
	DaysHint: "이 기간에는 한 번의 클릭으로 이전 키를 다시 활성화할 수 있습니다.",
	Leak:     "이전 키의 비밀 값이 유출되었습니다. 먼저 멈춥니다",
	LeakHint: "새 키를 만들기 전에 이전 키를 비활성화합니다. 이전 키로 서명하는 것은 새 키를 받을 때까지 실패합니다.",
	Make:     "새 키 생성",
	Later:    "마지막 두 호출은 나중에 저절로 진행됩니다.",
	Delay:    "15분 안에 아무도 비밀 값을 가져가지 않으면 새 키를 삭제하고 이전 키는 그대로 둡니다.",

	Of:    "%s 사용자의 액세스 키 교체 상태",
	State: "상태",
	States: map[string]string{
		"planned": "계획됨", "creating": "새 키 생성 중", "waiting_claim": "수령 대기", "overlap": "두 키 모두 작동",
		"old_inactive": "이전 키 비활성화 중", "grace": "이전 키 비활성", "deleting": "이전 키 삭제 중", "done": "완료",
		"cancelled": "취소됨", "undone": "되돌림", "blocked": "중단됨",
	},
	StateOf: map[string]string{
		"planned":       "아직 새 키를 만들지 않았습니다.",
		"creating":      "새 키를 만드는 중입니다.",
		"waiting_claim": "새 키를 만들었으며 비밀 값이 수령을 기다립니다. 이전 키는 계속 작동합니다.",
		"overlap":       "두 키가 모두 작동합니다. 이전 키가 있던 곳에 새 키를 넣습니다.",
		"old_inactive":  "이전 키를 비활성화하는 중입니다.",
		"grace":         "이전 키는 비활성 상태입니다. 이전 키로 서명하는 프로그램은 AWS에서 InvalidClientTokenId 오류를, Amazon S3에서 InvalidAccessKeyId 오류를 받습니다.",
		"deleting":      "이전 키를 삭제하는 중입니다.",
		"done":          "이전 키를 삭제했습니다. 되살릴 수 없습니다.",
		"cancelled":     "새 키는 없습니다. 이전 키는 그대로 두었습니다.",
		"undone":        "이전 키가 새 키와 함께 남아 있습니다.",
		"blocked":       "교체가 저절로 진행되지 않습니다. 사람이 확인해야 합니다.",
	},
	Next: "다음에 일어날 일",
	Nexts: map[string]string{
		"planned":       "누군가 새 키를 만들기 전까지 아무 일도 일어나지 않습니다.",
		"creating":      "AWS에 새 키를 요청합니다.",
		"waiting_claim": "비밀 값을 가져가면 두 키가 모두 작동합니다. 아무도 가져가지 않으면 새 키를 삭제합니다.",
		"overlap":       "이전 키를 비활성화합니다. 예정 시각: %s",
		"old_inactive":  "이전 키가 비활성화될 때까지 AWS에 거듭 요청합니다.",
		"grace":         "이전 키를 삭제합니다. 예정 시각: %s. 그때까지 다시 활성화할 수 있습니다.",
		"deleting":      "이전 키가 삭제될 때까지 AWS에 거듭 요청합니다.",
		"hand":          "누군가 이전 키를 비활성화하기 전까지 아무 일도 일어나지 않습니다.",
		"held":          "15분마다 두 키를 다시 확인합니다. 이전 키가 사용 중이 아니게 되면 비활성화합니다.",
	},
	Operator: "운영자",
	Began:    "시작",
	Stale:    "7일 동안 진전 없음",
	Holds: map[string]string{
		"old-used":   "시간이 지났지만 이전 키를 아직 사용합니다. 한동안 사용하지 않거나 직접 비활성화할 때까지 활성 상태로 둡니다.",
		"new-unused": "시간이 지났지만 비밀 값을 받은 뒤 새 키를 사용하지 않았습니다. 그 전의 sts 사용은 Keyporter의 자체 테스트입니다. 새 키를 사용하거나 직접 비활성화할 때까지 이전 키를 활성 상태로 둡니다.",
		"unknown":    "시간이 지났지만 AWS가 키 사용 시각을 알려 주지 않습니다. 직접 비활성화할 때까지 이전 키를 활성 상태로 둡니다.",
	},
	HoldTags: map[string]string{"old-used": "이전 키 사용 중", "new-unused": "새 키 미사용", "unknown": "사용 여부 알 수 없음"},
	Problem:  "마지막 단계를 진행하지 못했습니다: %s",
	Retried:  "저절로 다시 시도합니다.",
	Waits:    "새 키의 비밀 값이 수령을 기다립니다.",
	Take:     "새 키 받기",
	ForOther: "비밀 값은 %s 운영자를 기다립니다.",
	ToOp:     "작업 보기",

	Line:     "키의 흐름",
	Event:    "일어난 일",
	When:     "시각",
	Planned:  "교체 계획",
	Made:     "새 키 생성",
	Claimed:  "새 키의 비밀 값 수령",
	Both:     "두 키가 함께 작동하는 기간의 끝",
	Stopped:  "이전 키 비활성화",
	Deleted:  "이전 키 삭제",
	Ended:    "교체 종료",
	Expected: "예정",
	Keys:     "이전 키와 새 키",
	Read:     "%s AWS에서 확인",
	Gone:     "AWS 목록에 없음",
	Late:     "AWS는 사용을 몇 분 늦게, 그리고 일부 호출만 알려 줍니다. 참고 자료일 뿐 증명은 아닙니다.",

	MakeNow:    "새 키 생성",
	MakeHint:   "비밀 값을 한 번만 받습니다.",
	StopNow:    "지금 이전 키 비활성화",
	StopHint:   "이전 키로 서명하는 것은 실패합니다. 삭제하기 전까지 다시 활성화할 수 있습니다.",
	StopTick:   "이전 키를 아직 사용하고 있을 수 있음을 알고 있습니다",
	Undo:       "되돌리기: 이전 키 다시 활성화",
	UndoHint:   "교체가 끝나고 두 키가 모두 작동합니다.",
	KeepBoth:   "교체를 끝내고 두 키 모두 유지",
	KeepHint:   "AWS에서는 아무것도 바뀌지 않습니다.",
	Cancel:     "교체 취소",
	CancelHint: "새 키가 있으면 삭제합니다. 이전 키는 그대로 둡니다.",
	DeleteNow:  "지금 이전 키 삭제",
	DeleteHint: "정해진 기간 동안 비활성 상태였습니다. AWS도 되살릴 수 없습니다.",
	Retry:      "계속 진행",
	RetryHint:  "새 키가 다시 활성 상태가 된 뒤에 진행합니다.",
}
