package desk

import "time"

// RotationState says how far a rotation has come.
type RotationState string

// The states. Which may follow which is kept by the database, in the table
// rotation_transition.
const (
	RotationPlanned   RotationState = "planned"       // the new key is not made
	RotationCreating  RotationState = "creating"      // it is being made
	RotationWaiting   RotationState = "waiting_claim" // its secret waits to be taken
	RotationOverlap   RotationState = "overlap"       // both keys work
	RotationStopping  RotationState = "old_inactive"  // the old key is being made inactive
	RotationGrace     RotationState = "grace"         // it is inactive, and can be made active again
	RotationDeleting  RotationState = "deleting"      // it is being deleted
	RotationDone      RotationState = "done"
	RotationCancelled RotationState = "cancelled" // the old key is the only one
	RotationUndone    RotationState = "undone"    // the old key stays beside the new one
	RotationBlocked   RotationState = "blocked"   // a person has to look
)

// RotationStates lists the states in the order in which a rotation goes.
func RotationStates() []RotationState {
	return []RotationState{RotationPlanned, RotationCreating, RotationWaiting, RotationOverlap, RotationStopping,
		RotationGrace, RotationDeleting, RotationDone, RotationCancelled, RotationUndone, RotationBlocked}
}

// Ended reports whether nothing follows.
func (s RotationState) Ended() bool {
	return s == RotationDone || s == RotationCancelled || s == RotationUndone
}

// Overlap says for how long both keys work, from when the new one was received.
type Overlap string

// The presets.
const (
	OverlapNow    Overlap = "now"
	OverlapHour   Overlap = "1h"
	OverlapDay    Overlap = "24h"
	OverlapWeek   Overlap = "7d"
	OverlapByHand Overlap = "hand" // until a person ends it
)

// Overlaps lists the presets, the shortest first.
func Overlaps() []Overlap {
	return []Overlap{OverlapNow, OverlapHour, OverlapDay, OverlapWeek, OverlapByHand}
}

// Length returns how long an overlap lasts; false for one that ends by hand, and
// for what is no preset.
func (o Overlap) Length() (time.Duration, bool) {
	switch o {
	case OverlapNow:
		return 0, true
	case OverlapHour:
		return time.Hour, true
	case OverlapDay:
		return 24 * time.Hour, true
	case OverlapWeek:
		return 7 * 24 * time.Hour, true
	}
	return 0, false
}

// Quiet is how long the old key must not have been used when the overlap ends.
// AWS tells of a use some minutes late (GetAccessKeyLastUsed, IAM API reference).
func (o Overlap) Quiet() time.Duration {
	if o == OverlapNow || o == OverlapHour {
		return 30 * time.Minute
	}
	return 24 * time.Hour
}

// InUse says what happens to an old key that is still in use when the overlap ends.
type InUse string

// The choices.
const (
	InUseWait InUse = "wait" // both keys work on, and it is said
	InUseStop InUse = "stop" // it is made inactive all the same
)

// Hold says why an overlap that is over goes on.
type Hold string

// The reasons.
const (
	HoldNot     Hold = ""
	HoldOldUsed Hold = "old-used"   // the old key was used within Overlap.Quiet
	HoldNewIdle Hold = "new-unused" // the new key was never used
	HoldUnknown Hold = "unknown"    // when they were used is not known
)

// GraceUsual is how long an old key stays inactive before it is deleted, unless
// somebody asks for another time.
const GraceUsual = 7 * 24 * time.Hour

// GraceLongest is the longest such time.
const GraceLongest = 90 * 24 * time.Hour

// RotationStale is how long a rotation that waits for a person may stand before it
// is marked.
const RotationStale = 7 * 24 * time.Hour

// Rotation puts a new access key in the place of an old one.
type Rotation struct {
	ID          string
	OperatorID  string // who asked for it, and gets its ticket
	Operator    string // the name
	User        string // IAM user name
	OldKey      string
	NewKey      string // "" while there is none
	DropKey     string // "" or the key that goes to make room
	Description string // of the new key
	IssueForm   string // the form under which the new key was asked for last
	Ticket      string
	State       RotationState
	Came        RotationState // of a blocked one: the state before
	Version     int64         // grows with every change
	Overlap     Overlap
	InUse       InUse
	Grace       time.Duration
	Leak        bool // the old key is stopped first: its secret is with others
	Created     time.Time
	Changed     time.Time // when it came into its state
	Claimed     time.Time // when the new key was received
	Ends        time.Time // when the overlap ends; zero: by hand
	Inactive    time.Time // when the old key became inactive
	Due         time.Time // when it is looked at again, be it to remind a person
	Lease       time.Time // somebody works on it until then
	Held        Hold
	Problem     string // code of what went wrong last, or ""
	OldGone     bool   // somebody else has deleted the old key
}

// Deletes is when the old key is deleted; zero while that is not known.
func (r Rotation) Deletes() time.Time {
	if r.Inactive.IsZero() {
		return time.Time{}
	}
	return r.Inactive.Add(r.Grace)
}

// StandsSince is when a rotation made its last progress: when it came into its
// state, or when its overlap was to end.
func (r Rotation) StandsSince() time.Time {
	if r.State == RotationOverlap && r.Ends.After(r.Changed) {
		return r.Ends
	}
	return r.Changed
}

// Stale reports whether a rotation has waited for a person too long.
func (r Rotation) Stale(now time.Time) bool {
	if r.State.Ended() || r.State == RotationGrace && r.Problem == "" {
		return false
	}
	return now.Sub(r.StandsSince()) >= RotationStale
}

// Retries reports whether what went wrong is tried again without a person.
func (r Rotation) Retries() bool {
	return !r.Due.IsZero() && r.State != RotationPlanned && (r.State != RotationBlocked || r.Came == RotationCreating)
}

// RotationStage says why a person is reminded of a rotation. Package text has
// words for each.
type RotationStage string

// The stages.
const (
	StagePlanned RotationStage = "planned" // its new key is still not made
	StageHeld    RotationStage = "held"    // its overlap is over, and nobody knows whether the new key is in use
	StageBlocked RotationStage = "blocked"
	StageStale   RotationStage = "stale" // no progress for RotationStale
)

// RotationFilter narrows the list of rotations. Empty fields do not narrow.
type RotationFilter struct {
	State  RotationState
	User   string // folded
	Before string // rotations with a smaller id only, for the next page
	Limit  int
}
