package templates

import (
	"fmt"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
)

// rowsTold is how many rows of a selection a page says in full. CallsTold is of how
// many it shows the call.
const (
	rowsTold  = 20
	CallsTold = 200
)

// SelectionReview is the page before a change of many rows: what it will do, and
// every call. The handler fills the first block; Prepare decides the rest.
type SelectionReview struct {
	Page
	ID                  string
	Verb                desk.Verb
	Group               string
	Groups              []string // to choose from
	TagKey, TagValue    string
	Steps               []StepLine
	Calls               []string // each with its arguments
	All                 int      // how many changes there are; Steps and Calls may be the first of them
	Skipped             []SkipLine
	When                RotationWhen // of each rotation
	Fault               *fault.Fault
	AsksGroup, AsksTag  bool
	Rotates             bool
	Deletes             bool // what is deleted does not come back
	Count               string
	MoreSteps, MoreSkip string
	MoreCalls           string
	Ready               bool // there is something to do
}

// SkipLine is a row that is left out, and why.
type SkipLine struct{ Name, Reason string }

// Prepare decides what the page shows.
func (p SelectionReview) Prepare() SelectionReview {
	w := p.T.Selection
	p.AsksGroup, p.AsksTag = p.Verb == desk.BulkJoin, p.Verb == desk.BulkTag
	p.Deletes, p.Rotates = p.Verb == desk.BulkKeysDelete, p.Verb == desk.BulkRotate
	p.Ready = len(p.Steps) > 0
	p.Count = fmt.Sprintf(w.CallsNote, p.T.Count(p.All))
	p.Steps = p.Steps[:min(len(p.Steps), rowsTold)]
	if n := p.All - len(p.Steps); n > 0 {
		p.MoreSteps = fmt.Sprintf(w.More, p.T.Count(n))
	}
	if n := p.All - len(p.Calls); n > 0 {
		p.MoreCalls = fmt.Sprintf(w.More, p.T.Count(n))
	}
	if n := len(p.Skipped) - rowsTold; n > 0 {
		p.Skipped, p.MoreSkip = p.Skipped[:rowsTold], fmt.Sprintf(w.More, p.T.Count(n))
	}
	p.Faulty = p.Fault != nil
	return p
}

// runKind is the kind of the button that makes the changes.
func (p SelectionReview) runKind() string {
	if p.Deletes {
		return "danger"
	}
	return "primary"
}

// SkipWord says why a row is left out; the reason itself when it is new.
func SkipWord(p Page, reason string) string {
	w := p.T.Selection
	words := map[string]string{"member": w.SkipMember, "tagged": w.SkipTagged, "no-key": w.SkipNoKey, "inactive": w.SkipInactive, "active": w.SkipActive, "none-off": w.SkipNoneOff,
		"two-keys": w.SkipTwoKeys, "rotating": w.SkipRotating, "gone": w.SkipGone, "unread": w.SkipUnread, "denied": w.SkipDenied}
	if s, ok := words[reason]; ok {
		return s
	}
	return reason
}

// CallWord writes an AWS call with its arguments.
func CallWord(call string, args []string) string { return call + " " + strings.Join(args, " ") }
