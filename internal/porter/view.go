package porter

import (
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// UserView is one user as its page shows it. What was read live carries the
// time of now, what came from the snapshot its age.
type UserView struct {
	User       iam.User
	At         time.Time
	Live       bool // false: the snapshot's copy, because AWS did not answer in time
	Origins    []Origin
	Keys       []KeyView
	KeysKnown  bool
	Login      *iam.LoginProfile // nil: no console password, if LoginKnown
	LoginKnown bool
	Held       string // id of the operation that holds the user's keys, or ""
	// Offers is what the server has, with what reading this user told of it.
	Offers iam.Offers
}

// Origin says where one permission comes from. Group is "" for a direct one.
type Origin struct {
	Policy iam.AttachedPolicy // ARN is "" for an inline policy
	Group  iam.GroupName
}

// KeyView is one access key with what is known of its use.
type KeyView struct {
	iam.AccessKey
	Description string
	Use         iam.KeyUse
	UseKnown    bool
	offer       iam.Offer // what asking for the use told of it
}

// GroupView is one group as its page shows it.
type GroupView struct {
	Group   iam.Group
	Members []iam.UserName
	At      time.Time
	Live    bool
}

// PolicyView is one managed policy as its page shows it.
type PolicyView struct {
	Policy iam.Policy
	Users  []iam.UserName
	Groups []iam.GroupName
	Roles  []string
	// Bound is whose permissions boundary it is; of roles nothing is known where
	// BoundKnown is false.
	Bound      iam.Holders
	BoundKnown bool
	At         time.Time
	Live       bool
	// Versions are without documents, the newest first. VersionsKnown is false
	// where they could not be read.
	Versions      []iam.PolicyVersion
	VersionsKnown bool
	Offers        iam.Offers // as in UserView
}

// InlineView is one inline policy as its page shows it.
type InlineView struct {
	Policy iam.InlinePolicy
	At     time.Time
	Live   bool
}

// Done is what an act answers. Where Waiting is true another copy of the form
// is still at work, and the page of the operation tells when it ends. Partial
// is also true where the outcome is unknown: that page tells what can be done.
type Done struct {
	Op      string
	Ticket  string  // "" or the ticket that the act opened
	Policy  iam.ARN // "" or the policy that the act made
	Waiting bool
	Partial bool // a plan stopped on the way: its page tells what was done
}

// StepState is the state of one step of a plan.
type StepState string

// The states of a step.
const (
	StepTodo    StepState = ""
	StepDone    StepState = "done"
	StepFailed  StepState = "failed"
	StepUnknown StepState = "unknown" // sent, and the answer was lost
	StepUndone  StepState = "undone"
)

// Step is one AWS call of a plan. Verb and Args say it in words: package text
// has a sentence for each verb, with the arguments in their order:
//
//	user.create, user.delete                             user
//	console.enable, console.remove                       user
//	user.group.add, user.group.remove                    user, group
//	user.policy.attach, user.policy.detach               user, policy name
//	user.inline.delete, user.inline.put                  user, policy name
//	user.rename, group.rename                            user or group, name, path
//	user.tags, user.untag                                user, keys of tags
//	user.boundary.set                                    user, policy name
//	user.boundary.remove                                 user
//	key.deactivate, key.delete                           user, key id
//	user.tag                                             user, tag key, tag value
//	certificate.delete, ssh-key.delete                   user, id
//	service-credential.delete                            user, id
//	mfa.deactivate, mfa.delete                           user, serial number
//	group.create, group.delete                           group
//	group.policy.attach, group.policy.detach             group, policy name
//	group.inline.delete, group.inline.put                group, policy name
//	policy.create, policy.version.create, policy.delete  policy name
//	policy.version.delete                                policy name, version
//
// A policy that AWS manages or the account owns is named by ARN as well.
type Step struct {
	Call string    `json:"call"` // the AWS action, as CreateUser
	Verb desk.Verb `json:"verb"`
	Args []string  `json:"args"`
	ARN  iam.ARN   `json:"arn,omitempty"`
	// Document is the policy that CreatePolicy, CreatePolicyVersion or PutUserPolicy saves.
	Document string    `json:"document,omitempty"`
	Path     string    `json:"path,omitempty"`   // of the user that CreateUser makes; its boundary is ARN
	Tags     []iam.Tag `json:"tags,omitempty"`   // that CreateUser gives, TagUser sets or UntagUser removes
	Before   []iam.Tag `json:"before,omitempty"` // of those that TagUser sets, what they were
	State    StepState `json:"state"`
}

// NewGroup is a group to be made.
type NewGroup struct {
	Name     iam.GroupName `json:"name"`
	Policies []iam.ARN     `json:"policies"`
}

// NewUser is what the create-user wizard collects. It never holds a password.
type NewUser struct {
	Name      iam.UserName       `json:"name"`
	Path      string             `json:"path,omitempty"`
	Tags      []iam.Tag          `json:"tags,omitempty"`     // as the rows of a form: see TagsEdit
	Boundary  iam.ARN            `json:"boundary,omitempty"` // the permissions boundary
	Groups    []iam.GroupName    `json:"groups"`
	NewGroups []NewGroup         `json:"new_groups"`
	Policies  []iam.ARN          `json:"policies"`
	Inline    []iam.InlinePolicy `json:"inline,omitempty"` // copied from another user
	Console   bool               `json:"console"`
	Custom    bool               `json:"custom"` // the password is typed on the review page
	Reset     bool               `json:"reset"`  // the user must change it at first sign-in
}

// OpView is one operation as its page shows it.
type OpView struct {
	Op     desk.Op
	Steps  []Step // of a plan; else empty
	Fault  *fault.Fault
	Ticket string
	// Made lists keys of the user that an operation with a lost answer may have made:
	// all that were not there before, and once it has ended those that were made
	// inactive and still are. MadeKnown is false when they could not be read.
	Made      []KeyView
	MadeKnown bool
	Looks     []time.Time // when such a key was looked for
	NextLook  time.Time   // when it is looked for again, at the earliest; zero: it is not
	Found     []FoundKey
	Settled   bool // by Keyporter itself
	// Custom is true when continuing the plan needs the password typed again.
	Custom bool
	// MayContinue and MayUndo tell what ContinuePlan and UndoPlan would accept;
	// MayClose tells the same of CloseUnknown.
	MayContinue bool
	MayUndo     bool
	MayClose    bool
}

// KeyEnd is what became of a key that an operation with a lost answer may have made.
type KeyEnd string

// The ends of such keys. What is surely the operation's own is deleted; of any
// other a person decides.
const (
	KeyDeleted KeyEnd = "deleted"
	KeyStopped KeyEnd = "inactive" // only the time of its making speaks for it
	KeyInUse   KeyEnd = "used"     // somebody has its secret, so it is another's: it was left alone
)

// FoundKey is a key that an operation with a lost answer may have made.
type FoundKey struct {
	ID  iam.KeyID `json:"id"`
	Did KeyEnd    `json:"did"`
	At  time.Time `json:"at"`
}

// Checklist is the state of the story's steps, as far as the account shows it.
type Checklist struct {
	Admin     bool         // a console user with AdministratorAccess
	Developer bool         // a user with an S3 policy
	Key       bool         // an active access key
	KeyUsed   bool         // a key that has signed a request, other than the test of it
	KeyUser   iam.UserName // who holds that key; while there is none, the developer
}
