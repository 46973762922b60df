package desk

import "time"

// NoticeKind says what a reminder is about. Package text has words for each.
type NoticeKind string

// The kinds of reminders.
const (
	NoticeRotationDue     NoticeKind = "rotation-due"     // the rotation in Args[1] waits for a person since Due, in the RotationStage in Args[0]
	NoticeOldKeyUsed      NoticeKind = "old-key-used"     // the old key of the rotation in Args[1] was used at Due, by the service and region in Args[0]
	NoticeLifetimeEnding  NoticeKind = "lifetime-ending"  // a key is deactivated at Due
	NoticeKeyUnclaimed    NoticeKind = "key-unclaimed"    // nobody saw the secret of a key until Due
	NoticeApprovalAsked   NoticeKind = "approval-asked"   // until Due the operator in Args[0] waits for an answer to the request in Args[1], about User
	NoticeApprovalDecided NoticeKind = "approval-decided" // the request in Args[1], about User, was answered as Args[0] says; Args[2] asked, Args[3] decided
	NoticeFactorGone      NoticeKind = "factor-removed"   // the operator in Args[1] has lost a second factor at Due, in the way in Args[0]
	NoticeTest            NoticeKind = "test"             // somebody asked whether a channel works
)

// NoticeKinds lists the kinds that can be switched on and off: all but the test.
func NoticeKinds() []NoticeKind {
	return []NoticeKind{NoticeRotationDue, NoticeOldKeyUsed, NoticeLifetimeEnding, NoticeKeyUnclaimed, NoticeApprovalAsked, NoticeApprovalDecided, NoticeFactorGone}
}

// Known reports whether k can be switched on and off.
func (k NoticeKind) Known() bool {
	for _, known := range NoticeKinds() {
		if k == known {
			return true
		}
	}
	return false
}

// Notice is a reminder. Its fields are an allow-list: no secret has a place in it.
type Notice struct {
	ID      string
	Kind    NoticeKind
	User    string    // IAM user name
	KeyID   string    // of the access key that it is about
	Due     time.Time // what this time means is told with its kind; may be zero
	Args    []string  // what else the words of its kind name
	Dedupe  string    // of all notices that have it, one is ever kept
	Created time.Time
}

// NewNotice returns a reminder about an access key, of which there is one for
// its kind and key. A kind of which a key may have several adds to Dedupe what
// tells them apart.
func NewNotice(now time.Time, kind NoticeKind, user, keyID string) Notice {
	return Notice{ID: NewID(now), Kind: kind, User: user, KeyID: keyID, Dedupe: string(kind) + ":" + keyID, Created: now.UTC()}
}

// Channel is a way by which reminders leave Keyporter.
type Channel string

// The channels.
const (
	ChannelMail    Channel = "mail"
	ChannelWebhook Channel = "webhook"
)

// Address is where a reminder goes: a mail address, or "" for the one webhook.
type Address struct {
	Channel Channel
	To      string
}

// DeliveryState is how far a reminder has come on its way to one address.
type DeliveryState string

// The states. A waiting delivery may be at work: then Next is the end of its lease.
const (
	DeliveryWaits  DeliveryState = "waiting"
	DeliverySent   DeliveryState = "sent"
	DeliveryFailed DeliveryState = "given-up"
)

// Reply says how the last attempt of a delivery ended. Package text has words
// for each.
type Reply string

// The replies.
const (
	ReplyNone     Reply = ""
	ReplyAccepted Reply = "accepted"  // the server has it
	ReplyRefused  Reply = "refused"   // the server will not take it
	ReplyDeferred Reply = "deferred"  // the server said: later
	ReplyAway     Reply = "away"      // no server answered, or not as one does
	ReplyGone     Reply = "gone"      // the address is no longer configured
	ReplyDemo     Reply = "demo"      // not sent: the account is the demo account
	ReplyUnended  Reply = "not-ended" // attempts ended without a word of how
)

// Delivery is one reminder on its way to one address.
type Delivery struct {
	Notice   string // its id
	Address  Address
	State    DeliveryState
	Attempts int
	Fence    int64     // grows with each claim: who has an older one may settle nothing
	Next     time.Time // of the next attempt
	Reply    Reply
	Answer   string    // what the server said: its code and text, cut
	Ended    time.Time // zero: not ended
}

// NoticeEntry is a reminder with its deliveries. One that is addressed and has
// none has told nobody.
type NoticeEntry struct {
	Notice
	Addressed  bool // its deliveries are made
	Deliveries []Delivery
}
