package desk

import "time"

// RequestState is how far a request for approval has come.
type RequestState string

// The states of a request.
const (
	RequestOpen      RequestState = "open"      // a second person is asked
	RequestApproved  RequestState = "approved"  // and has agreed: the change can be carried out once
	RequestRefused   RequestState = "refused"   // or has not
	RequestWithdrawn RequestState = "withdrawn" // by who asked
	RequestExpired   RequestState = "expired"   // nobody decided, or nobody carried it out, in time
	RequestVoid      RequestState = "void"      // what it was about has changed
	RequestDone      RequestState = "done"      // the change has begun
)

// Waits reports whether something can still become of a request.
func (s RequestState) Waits() bool { return s == RequestOpen || s == RequestApproved }

// How long a request waits for a second person, and an approval for the change to
// be carried out; and of how many characters a reason may be.
const (
	RequestLife  = 7 * 24 * time.Hour
	ApprovalLife = 24 * time.Hour
	MaxReason    = 500
)

// Request asks a second person for one exact change, which it names by a hash.
type Request struct {
	ID         string
	OperatorID string // who asks
	Operator   string // the name
	IAMID      string // of the IAM user that was linked to who asks then; "" is none
	Verb       Verb
	Target     string
	Hash       string // of the canonical description of the change
	Doc        string // JSON of what is shown of it
	Form       []byte // sealed: the form that is sent when it is carried out
	Reason     string
	State      RequestState
	Asked      time.Time
	Expires    time.Time
	DeciderID  string // "" while nobody has decided
	Decider    string // the name
	Decided    time.Time
	Word       string   // of who decided
	Op         string   // the operation or job that it became
	Changed    []string // what has changed, of one that is void
	Ended      time.Time
}

// RequestFilter narrows requests. Empty fields do not narrow.
type RequestFilter struct {
	Waits    bool // only those that wait, else only those that have ended
	Operator string
	Before   string // the id of a request: only those that are older
	Limit    int
}

// MayDecide reports whether an operator may decide on a request, as far as roles
// and persons tell: another person, by whatever account, with the capability.
func (r Request) MayDecide(o Operator) bool {
	return o.Role.May(CanApprove) && o.ID != r.OperatorID && (o.IAMID == "" || o.IAMID != r.IAMID)
}

// Approvers are the roles that may decide.
func Approvers() []string {
	var roles []string
	for _, r := range CanApprove.Holders() {
		roles = append(roles, string(r))
	}
	return roles
}
