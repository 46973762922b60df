package templates

import (
	"fmt"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
)

// OpShow is the page of an operation: it waits, it stopped on the way, or its
// outcome is unknown. The handler fills the first block; Prepare decides the
// rest.
type OpShow struct {
	Page
	Op          desk.Op
	Stop        *fault.Fault // why it stopped, or nil
	Fault       *fault.Fault // of a form that led back here
	Steps       []StepLine
	Made        []MadeKey
	MadeKnown   bool
	Looks       []time.Time // when a key of a lost answer was looked for
	NextLook    time.Time   // zero: it is not looked for again
	Found       []FoundKey  // and what became of those that were found
	Settled     bool        // by Keyporter itself
	Custom      bool        // to continue, the password has to be typed again
	MayContinue bool
	MayUndo     bool
	MayClose    bool
	Back        string // where it leads back to, in words
	BackURL     string

	Lead      string
	Reason    string // the failure in words, or ""
	Waiting   bool
	AskKeys   bool // a key may have been made: the page lists those made since
	HoldsUser bool // and no other key can be created meanwhile
	Looking   []StepLine
	MadeHint  string
	NoMade    string
	CloseHint string
}

// StepLine is one step of a plan in words.
type StepLine struct {
	Text  string
	Call  string // the AWS action
	State string // as porter names it
	Verb  desk.Verb
	Word  string // the state in words
	Kind  string // of the tag that shows it
	URL   string // where the step can be changed, in a wizard
	Label string // of that link
}

// MadeKey is a key that an operation without a known outcome may have made.
type MadeKey struct {
	ID      string
	Created time.Time
	Active  bool
	Made    Stamp
}

// FoundKey is a key that an operation with a lost answer may have made, and what
// became of it, as porter names that.
type FoundKey struct{ ID, Did string }

// Prepare decides what the page shows.
func (p OpShow) Prepare() OpShow {
	w := p.T.Ops
	switch {
	case p.Op.State == desk.OpRunning:
		p.Title, p.Lead, p.Waiting = w.Waiting, w.WaitingLead, true
	case p.Op.Verb == desk.KeyCreate:
		p.prepareKey()
	case p.Op.State == desk.OpUnknown:
		p.Title, p.Lead = w.Unknown, w.UnknownLead
	case p.Op.State == desk.OpClosed:
		p.Title, p.Lead = w.Closed, w.ClosedLead
	case p.Op.State == desk.OpDone:
		p.Title = w.Done
	case len(p.Steps) > 0:
		p.Title, p.Lead = w.Stopped, w.StoppedLead
	default:
		p.Title, p.Lead = w.Failed, w.FailedLead
	}
	if p.Stop != nil {
		p.Reason = p.T.Fault(p.Stop)
	}
	p.Faulty = p.Fault != nil
	p.CloseHint = w.CloseOther
	if p.HoldsUser {
		p.CloseHint = w.CloseHint
	}
	for i := range p.Steps {
		p.Steps[i].Word, p.Steps[i].Kind = stepState(p.Page, p.Steps[i].State)
	}
	p.prepareMade()
	p.MayContinue, p.MayUndo = p.MayContinue && p.May(desk.CanUsers), p.MayUndo && p.May(desk.CanUsers)
	p.MayClose = p.MayClose && p.May(desk.CanOwn)
	return p
}

// stepsOpen is how many steps a page shows at once before it is carried out.
const stepsOpen = 12

// prepareKey is for an operation that makes an access key, when it is not at work.
func (p *OpShow) prepareKey() {
	w := p.T.Ops
	switch p.Op.State {
	case desk.OpUnknown:
		p.Title, p.Lead, p.AskKeys, p.HoldsUser = w.Unknown, w.UnknownKey, true, true
	case desk.OpDone:
		p.Title = w.Done
	case desk.OpClosed:
		p.Title, p.Lead, p.AskKeys = w.Closed, w.ClosedLead, len(p.Made) > 0
		if p.Settled {
			p.Lead = w.ClosedKey
		}
		if p.Settled && len(p.Found) == 0 {
			p.Title, p.Lead = w.NoKey, w.NoKeyLead
		}
	default:
		p.Title, p.Lead = w.Failed, w.FailedLead
		if p.Op.Key != "" && !p.Op.Cleaned {
			p.Lead = w.FailedKey
		}
	}
	p.prepareLooks()
}

// prepareLooks tells what Keyporter has done about a lost key, and will do.
func (p *OpShow) prepareLooks() {
	w := p.T.Ops
	say := func(text, about, call, state string) {
		p.Looking = append(p.Looking, StepLine{Text: fmt.Sprintf(text, about), Call: call, State: state})
	}
	for _, at := range p.Looks {
		say(w.Look, p.T.DateTime(at), "ListAccessKeys", "done")
	}
	for _, k := range p.Found {
		switch k.Did {
		case "deleted":
			say(w.FoundDeleted, k.ID, "DeleteAccessKey", "done")
		case "used":
			say(w.FoundUsed, k.ID, "GetAccessKeyLastUsed", "done")
		default:
			say(w.FoundStopped, k.ID, "UpdateAccessKey", "done")
		}
	}
	if !p.NextLook.IsZero() {
		say(w.LookNext, p.T.DateTime(p.NextLook), "ListAccessKeys", "")
	}
	for i := range p.Looking {
		line := &p.Looking[i]
		line.Word, line.Kind = stepState(p.Page, line.State)
		if i < len(p.Looks) && len(p.Found) == 0 {
			line.Word, line.Kind = w.LookNothing, "info"
		}
	}
}

func (p *OpShow) prepareMade() {
	w := p.T.Ops
	p.MadeHint = w.StopHint
	if p.HoldsUser {
		p.MadeHint = w.MadeHint
	}
	for i := range p.Made {
		m := &p.Made[i]
		m.Made = AgoStamp(p.T, m.Created, p.Now)
	}
	switch {
	case !p.MadeKnown:
		p.NoMade = w.MadeNot
	case len(p.Made) == 0:
		p.NoMade = w.MadeNone
	}
}

// stepState gives the word for the state of a step, and the kind of its tag.
func stepState(p Page, state string) (word, kind string) {
	w := p.T.Ops
	switch state {
	case "done":
		return w.StepDone, "ok"
	case "failed":
		return w.StepFailed, "bad"
	case "unknown":
		return w.StepUnknown, "warn"
	case "undone":
		return w.StepUndone, "info"
	}
	return w.StepTodo, ""
}
