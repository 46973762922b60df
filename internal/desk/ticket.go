package desk

import (
	"time"

	"keyporter/internal/seal"
)

// TicketKind says what a ticket hands over.
type TicketKind string

// The kinds of tickets.
const (
	KeyTicket      TicketKind = "key"      // an access key
	PasswordTicket TicketKind = "password" // a console password
)

// TicketLife is how long a ticket of the issuer's own session lasts.
const TicketLife = 15 * time.Minute

// Proof is what testing a fresh key against STS showed.
type Proof string

// The proofs.
const (
	ProofPending    Proof = ""            // the test is running
	ProofAccepted   Proof = "accepted"    // STS knows the key
	ProofRefused    Proof = "refused"     // STS did not accept it within 30 s
	ProofNotOffered Proof = "not-offered" // the endpoint has no STS
	ProofNotTested  Proof = "not-tested"  // the process ended before the test did
)

// Ending says how a ticket ended.
type Ending string

// The endings. Only an unclaimed or lost ticket takes its key with it.
const (
	EndNot       Ending = ""
	EndSaved     Ending = "saved"     // "I saved it"
	EndReceived  Ending = "received"  // time ran out after it was shown or taken
	EndUnclaimed Ending = "unclaimed" // time ran out and nobody saw it
	EndLost      Ending = "lost"      // "I did not get it"
	EndRemoved   Ending = "removed"   // with the demo data
	EndRestored  Ending = "restored"  // the database is an old copy: whether it was received is not known
)

// Ticket is a hand-over of one secret: it can be shown once and taken as a file
// once, in any order. It holds nothing secret itself.
type Ticket struct {
	ID         string
	OpID       string
	OperatorID string
	Kind       TicketKind
	User       string // IAM user name
	KeyID      string // of a key ticket
	SignInURL  string // of a password ticket
	Proof      Proof
	Created    time.Time
	Expires    time.Time
	Shown      time.Time // zero: not shown yet
	Taken      time.Time // zero: no file was taken yet
	Form       FileForm  // of the file that was taken
	Ended      time.Time // zero: not ended
	Ending     Ending
	Cleaned    bool // after an unclaimed or lost end: AWS no longer has what it handed over
}

// Slot is one of the two sealed rows of a ticket, each taken once.
type Slot string

// The slots.
const (
	SlotShow Slot = "show"
	SlotTake Slot = "take"
)

// Credentials is what a ticket hands over. It exists in memory only, and sealed.
type Credentials struct {
	Kind      TicketKind
	User      string
	KeyID     string
	Secret    seal.Secret // secret access key
	Password  seal.Secret
	SignInURL string
}

// Place is where keys are used: the endpoint and region for snippets. Endpoint
// is "" for AWS itself.
type Place struct {
	Endpoint string
	Region   string
	Sandbox  bool
}
