package desk

import (
	"crypto/rand"
	"encoding/base32"
	"encoding/binary"
	"strings"
	"time"
)

// Verb names a kind of act, as noun.verb.
type Verb string

// The verbs of the audit log. Package text has words for each.
const (
	UserCreate     Verb = "user.create"
	UserDelete     Verb = "user.delete"
	UserAttach     Verb = "user.policy.attach"
	UserDetach     Verb = "user.policy.detach"
	UserJoin       Verb = "user.group.add"
	UserLeave      Verb = "user.group.remove"
	ConsoleEnable  Verb = "console.enable"
	ConsoleReset   Verb = "console.reset"
	ConsoleRemove  Verb = "console.remove"
	ConsoleChange  Verb = "console.change" // whether the password must be changed
	GroupCreate    Verb = "group.create"
	GroupDelete    Verb = "group.delete"
	GroupAttach    Verb = "group.policy.attach"
	GroupDetach    Verb = "group.policy.detach"
	GroupAdd       Verb = "group.member.add"
	GroupRemove    Verb = "group.member.remove"
	KeyCreate      Verb = "key.create"
	KeyActivate    Verb = "key.activate"
	KeyDeactivate  Verb = "key.deactivate"
	KeyDelete      Verb = "key.delete"
	KeyAccept      Verb = "key.unknown.close" // an unknown outcome was settled by a person
	TicketOpen     Verb = "ticket.open"
	TicketDownload Verb = "ticket.download"
	TicketDone     Verb = "ticket.done"
	TicketLost     Verb = "ticket.lost"
	TicketUnclaim  Verb = "ticket.unclaimed"
	OperatorCreate Verb = "operator.create"
	OperatorInvite Verb = "operator.invite"
	InviteRevoke   Verb = "operator.invite.revoke"
	OperatorJoin   Verb = "operator.join"
	OperatorReset  Verb = "operator.reset"
	OperatorSwitch Verb = "operator.disable"
	OperatorRole   Verb = "operator.role"
	OperatorLink   Verb = "operator.link" // to an IAM user
	OperatorScope  Verb = "operator.scope"
	SingleOn       Verb = "single-admin.on" // nobody else can sign in
	SingleOff      Verb = "single-admin.off"
	SignIn         Verb = "sign-in"
	SignOut        Verb = "sign-out"
	IdentityLink   Verb = "identity.link"
	IdentityUnlink Verb = "identity.unlink"
	PasswordChange Verb = "password.change"
	SessionEnd     Verb = "session.end"
	SessionsEnd    Verb = "sessions.end" // all of an operator, but the one that asks
	PlanUndo       Verb = "plan.undo"
	PlanContinue   Verb = "plan.continue"
	Ask            Verb = "request" // of a page or a change that the role does not allow

	AliasSet             Verb = "alias.set"
	AliasDelete          Verb = "alias.delete"
	PasswordPolicySet    Verb = "password-policy.set"
	PasswordPolicyDelete Verb = "password-policy.delete"
	MFARequire           Verb = "mfa.require"
	MFARequireGroup      Verb = "mfa.require.group"

	PolicyCreate        Verb = "policy.create"
	PolicyVersionCreate Verb = "policy.version.create"
	PolicyVersionSet    Verb = "policy.version.default"
	PolicyVersionDelete Verb = "policy.version.delete"
	PolicyDelete        Verb = "policy.delete"
	UserInlinePut       Verb = "user.inline.put"
	GroupInlinePut      Verb = "group.inline.put"

	UserInlineDelete  Verb = "user.inline.delete"
	GroupInlineDelete Verb = "group.inline.delete"
	MFADeactivate     Verb = "mfa.deactivate"
	MFADelete         Verb = "mfa.delete"
	SSHKeyDelete      Verb = "ssh-key.delete"
	CertificateDelete Verb = "certificate.delete"
	ServiceCredDelete Verb = "service-credential.delete"

	UserTag     Verb = "user.tag"
	UserTags    Verb = "user.tags" // what a form of all tags says
	UserUntag   Verb = "user.untag"
	UserRename  Verb = "user.rename" // or another path
	GroupRename Verb = "group.rename"
	BoundarySet Verb = "user.boundary.set"
	BoundaryOff Verb = "user.boundary.remove"
	UserCopy    Verb = "user.copy"       // permissions of another user
	BulkJoin    Verb = "users.group.add" // of many rows of a list at once
	BulkTag     Verb = "users.tag"
	BulkKeysOff Verb = "keys.deactivate"

	NoticeOn       Verb = "notice.on" // of a kind of reminders
	NoticeOff      Verb = "notice.off"
	NoticeTry      Verb = "notice.test" // whether a channel works
	NoticeRetry    Verb = "notice.retry"
	BulkKeysDelete Verb = "keys.delete" // inactive ones
	BulkRotate     Verb = "keys.rotate"
	JobCancel      Verb = "job.cancel"
	JobRetry       Verb = "job.retry" // of the rows that are left
	RotationStart  Verb = "rotation.start"
	RotationMove   Verb = "rotation.move" // it went on by itself
	RotationStop   Verb = "rotation.stop" // the overlap was ended by a person
	RotationUndo   Verb = "rotation.undo"
	RotationCancel Verb = "rotation.cancel"
	RotationDelete Verb = "rotation.delete"
	RotationRetry  Verb = "rotation.retry"
	LifetimeSet    Verb = "key.lifetime"
	KeyRuleSet     Verb = "keys.lifetime" // of all keys of the account
	GeneralSet     Verb = "settings.general"
	ThresholdsSet  Verb = "settings.thresholds"
	SignInSet      Verb = "settings.sign-in"
	BulkImport     Verb = "users.import" // of a table
	UserImport     Verb = "user.import"  // a row of it
	ResultsTake    Verb = "results.download"
	ResultsDone    Verb = "results.done"
	ResultsLost    Verb = "results.lost"

	ApprovalAsk      Verb = "approval.ask" // of a second person, for a dangerous change
	ApprovalGive     Verb = "approval.give"
	ApprovalRefuse   Verb = "approval.refuse"
	ApprovalWithdraw Verb = "approval.withdraw"
	ApprovalExpire   Verb = "approval.expire"
	ApprovalVoid     Verb = "approval.void"  // what it was about has changed
	ApprovalSpend    Verb = "approval.spend" // the change begins

	Prove         Verb = "proof"            // of being there, for what needs a fresh one
	SignInHalf    Verb = "sign-in.password" // the second factor is waited for
	FactorAdd     Verb = "factor.add"
	FactorRemove  Verb = "factor.remove"
	RecoveryNew   Verb = "recovery.new"   // codes
	RecoveryBegin Verb = "recovery.begin" // the database is an old copy
	RecoveryEnd   Verb = "recovery.end"
	AuditView     Verb = "audit.view" // of the log itself
	AuditExport   Verb = "audit.export"
	AuditVerify   Verb = "audit.verify"
	SealRotate    Verb = "seal.rotate"
	DemoRemove    Verb = "demo.remove" // all that the demo account holds

	GuardSet    Verb = "guard.set" // mode, managed paths, forced boundary
	SafePin     Verb = "safe.pin"  // a policy at a version, into the safe set
	SafeRemove  Verb = "safe.remove"
	UserAdopt   Verb = "user.adopt" // a user outside the managed paths
	UserDisown  Verb = "user.disown"
	GroupAdopt  Verb = "group.adopt"
	GroupDisown Verb = "group.disown"
)

// Phase says which part of an act an audit entry records.
type Phase string

// The phases. Begun is written before AWS is called, one of the others after.
const (
	Begun   Phase = "begun"
	Ended   Phase = "ended"
	Failed  Phase = "failed"  // not done
	Lost    Phase = "unknown" // the answer was lost
	Refused Phase = "refused" // not allowed: nothing was tried
	Noted   Phase = "noted"   // an event without a call to AWS
)

// Entry is one row of the audit log. Its fields are an allow-list: no secret
// has a place in it.
type Entry struct {
	Seq       int64     `json:"seq"`
	At        time.Time `json:"at"`
	Act       string    `json:"act"` // joins begun and ended
	Phase     Phase     `json:"phase"`
	ActorID   string    `json:"actor_id"`
	Actor     string    `json:"actor"`
	Verb      Verb      `json:"verb"`
	Target    string    `json:"target"`
	Detail    []string  `json:"detail,omitempty"` // names and ids that belong to the act
	Fault     string    `json:"fault,omitempty"`  // the code of the failure
	RequestID string    `json:"request_id,omitempty"`
	Client    string    `json:"client,omitempty"`
	Before    string    `json:"before,omitempty"` // what a document or a setting was,
	After     string    `json:"after,omitempty"`  // and what it becomes
	Reason    string    `json:"reason,omitempty"` // that the operator gave for it
}

// OpState is the state of one operation: a change asked for by one form.
type OpState string

// The states of an operation.
const (
	OpRunning OpState = "running"
	OpDone    OpState = "done"
	OpFailed  OpState = "failed"
	OpUnknown OpState = "unknown" // AWS may or may not have done it
	OpClosed  OpState = "closed"  // was unknown; a person has settled it, or time has
)

// Op is one operation: a form that was sent once. The idempotency key makes
// copies of the form find it again.
type Op struct {
	ID       string
	ActorID  string
	FormKey  string
	Content  string // hash of what the form says
	Verb     Verb
	Target   string
	IAMUser  string // "" or the user that the operation holds
	State    OpState
	Result   string // JSON of porter's result
	Baseline string // JSON of the key ids that were there before CreateAccessKey
	Created  time.Time
	Ended    time.Time

	Lease   time.Time // until when whoever is at work on it says that it lives
	Fence   int64     // grows whenever the work changes hands
	Called  time.Time // when CreateAccessKey was sent last; zero: never
	Tries   int       // how often it was sent
	Key     string    // id of the key that its answer named, or ""
	Cleaned bool      // that key was deleted again: nobody had its secret
	Looked  time.Time // when a key of an answer that was lost was looked for first
}

// Draft is a wizard that is not sent yet. Doc is JSON and never holds a password.
type Draft struct {
	ID         string
	OperatorID string
	Kind       string
	Doc        string
	Created    time.Time
	Expires    time.Time
}

// DraftLife is how long a draft is kept.
const DraftLife = 24 * time.Hour

var idText = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// NewID returns an id of 26 characters: 48 bits of milliseconds, so that ids
// sort by time, and 80 random bits.
func NewID(now time.Time) string {
	var b [16]byte
	var ms [8]byte
	binary.BigEndian.PutUint64(ms[:], uint64(now.UnixMilli()))
	copy(b[:6], ms[2:])
	rand.Read(b[6:])
	return idText.EncodeToString(b[:])
}

// ValidID reports whether s has the form of NewID's ids.
func ValidID(s string) bool {
	return len(s) == 26 && strings.Trim(s, "0123456789abcdefghjkmnpqrstvwxyz") == ""
}
