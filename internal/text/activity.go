package text

// Activity holds the words of a user's recent activity.
type Activity struct {
	Tab       string
	Seen      string // heading over what AWS knows
	SeenLead  string
	SignIn    string
	NoSignIn  string // AWS tells of none
	NoConsole string
	Key       string // %s: an access key id
	NoKeys    string
	KeysUnk   string
	Limits    string // what AWS does not tell

	Log     string // heading over the entries of the audit log
	LogLead string
	Caption string
	Empty   string
	EmptyTo string
	Whole   string // link to the audit log of the user
	More    string // entries further back were not looked at
}

var activityEnglish = Activity{
	Tab:       "Activity",
	Seen:      "Last seen by AWS",
	SeenLead:  "What IAM tells of the user's own doings: the last time of each, not what was done.",
	SignIn:    "Console sign-in",
	NoSignIn:  "AWS tells of none",
	NoConsole: "no console password",
	Key:       "Access key %s",
	NoKeys:    "The user has no access key.",
	KeysUnk:   "The access keys could not be read: their last use is not known.",
	Limits:    "AWS tells a use with some delay, sign-ins since October 2014 and keys since April 2015. Which calls were made, and sessions of roles that the user took on, are in AWS CloudTrail.",

	Log:     "Changes made through Keyporter",
	LogLead: "Entries of the audit log about the user, its access keys and its memberships, newest first. Changes made in other ways are not in it.",
	Caption: "Audit log of this user, newest first",
	Empty:   "No entries about this user",
	EmptyTo: "Nothing was changed through Keyporter, as far as its audit log was looked at.",
	Whole:   "Audit log of this target",
	More:    "Older entries were not looked at yet.",
}

var activityKorean = Activity{
	Tab:       "활동",
	Seen:      "AWS가 마지막으로 확인한 활동",
	SeenLead:  "사용자가 직접 한 활동 중 IAM이 알려 주는 내용입니다. 마지막 시각만 알 수 있고 무엇을 했는지는 알 수 없습니다.",
	SignIn:    "콘솔 로그인",
	NoSignIn:  "AWS에 기록이 없음",
	NoConsole: "콘솔 암호 없음",
	Key:       "액세스 키 %s",
	NoKeys:    "이 사용자에게는 액세스 키가 없습니다.",
	KeysUnk:   "액세스 키를 읽지 못해 마지막 사용을 알 수 없습니다.",
	Limits:    "AWS는 사용 기록을 약간 늦게 알려 주며, 로그인은 2014년 10월부터, 키는 2015년 4월부터 기록합니다. 어떤 호출을 했는지와 사용자가 수임한 역할의 세션은 AWS CloudTrail에 있습니다.",

	Log:     "Keyporter를 통한 변경",
	LogLead: "사용자와 액세스 키, 그룹 소속에 대한 감사 로그 기록이며 최신순입니다. 다른 방법으로 한 변경은 여기에 없습니다.",
	Caption: "이 사용자의 감사 로그, 최신순",
	Empty:   "이 사용자에 대한 기록이 없습니다",
	EmptyTo: "살펴본 감사 로그의 범위에서는 Keyporter를 통해 변경한 내용이 없습니다.",
	Whole:   "이 대상의 감사 로그",
	More:    "더 오래된 기록은 아직 살펴보지 않았습니다.",
}
