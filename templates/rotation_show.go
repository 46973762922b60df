package templates

import (
	"fmt"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/text"
)

// RotationShow is the page of one rotation. The handler fills the first block;
// Prepare decides the rest.
type RotationShow struct {
	Page
	Rotation desk.Rotation
	Old, New RotationSide
	OpID     string // the operation that made the new key, or was to
	Mine     bool   // the ticket waits for the reader
	Fault    *fault.Fault

	Row       RotationRow
	Lead      string // what the state means
	Hold      string
	Problem   string
	Retried   bool
	TakeURL   string
	ForOther  string
	OpURL     string
	UserURL   string
	Events    []RotationEvent
	MayMake   bool
	MayStop   bool
	AskStop   bool // the old key may be in use: that is to be ticked
	MayUndo   bool
	UndoWord  string
	UndoHint  string
	MayCancel bool
	MayDelete bool
	MayRetry  bool
}

// RotationSide is one of the two keys, as AWS has it now.
type RotationSide struct {
	KeyRow
	There, Known bool
	UseAt        time.Time // when AWS told of its use; zero: it did not

	Read string
}

// RotationEvent is one point of the life line. Expected marks one to come.
type RotationEvent struct {
	Text     string
	At       Stamp
	Expected bool
}

// Prepare decides what the page shows.
func (p RotationShow) Prepare() RotationShow {
	w, r := &p.T.Rotations, p.Rotation
	p.Title, p.Faulty = fmt.Sprintf(w.Of, r.User), p.Fault != nil
	p.Crumbs = []Crumb{{Text: w.Title, URL: RotationsURL()}}
	p.Row = NewRotationRow(p.Page, r, "")
	p.Lead, p.UserURL, p.Hold = w.StateOf[string(r.State)], KeysURL(iam.UserName(r.User)), w.Holds[string(r.Held)]
	if r.Problem != "" && !r.State.Ended() {
		p.Problem, p.Retried = fmt.Sprintf(w.Problem, p.problem()), r.Retries()
	}
	if r.State == desk.RotationWaiting && p.May(desk.CanOwn) {
		if p.Mine {
			p.TakeURL = TicketURL(r.Ticket)
		} else {
			p.ForOther = fmt.Sprintf(w.ForOther, r.Operator)
		}
	}
	if p.OpID != "" && (r.Came == desk.RotationCreating || r.State == desk.RotationCreating) && p.May(desk.CanOwn) {
		p.OpURL = OpURL(p.OpID)
	}
	p.Old.prepare(p.Page)
	p.New.prepare(p.Page)
	p.Events = rotationEvents(p.T, r)
	if p.May(desk.CanOwn) {
		p.buttons()
	}
	return p
}

// problem says what went wrong last. The arguments of its code are not kept; what
// such a problem is about is the rotation itself.
func (p *RotationShow) problem() string {
	code, r := fault.Code(p.Rotation.Problem), p.Rotation
	arg := r.User
	switch code {
	case fault.CodeRotationNewGone:
		arg = r.NewKey
	case fault.CodeRotationSpare:
		arg = r.DropKey
	}
	return p.T.Fault(fault.New(fault.Conflict, code, arg))
}

// buttons decides what can be done in the state.
func (p *RotationShow) buttons() {
	w, r := &p.T.Rotations, p.Rotation
	p.MayMake = r.State == desk.RotationPlanned
	p.MayStop = r.State == desk.RotationOverlap
	p.AskStop = r.InUse == desk.InUseWait
	p.UndoWord, p.UndoHint = w.Undo, w.UndoHint
	switch r.State {
	case desk.RotationPlanned, desk.RotationWaiting:
		p.MayCancel = true
	case desk.RotationOverlap:
		p.MayUndo, p.UndoWord, p.UndoHint = true, w.KeepBoth, w.KeepHint
	case desk.RotationStopping:
		p.MayUndo = !r.Claimed.IsZero()
	case desk.RotationGrace:
		p.MayUndo, p.MayDelete = true, !p.Now.Before(r.Deletes())
	case desk.RotationBlocked:
		p.MayUndo = !r.Claimed.IsZero()
		p.MayRetry, p.MayCancel = p.MayUndo, !p.MayUndo
	}
}

func (k *RotationSide) prepare(p Page) {
	k.KeyRow.prepare(p)
	if !k.UseAt.IsZero() {
		k.Read = fmt.Sprintf(p.T.Rotations.Read, p.T.Ago(k.UseAt, p.Now))
	}
}

// rotationEvents are the points of the life line, in their order; those to come
// are expected.
func rotationEvents(t *text.Text, r desk.Rotation) []RotationEvent {
	w := &t.Rotations
	point := func(text string, at time.Time, expected bool) RotationEvent {
		return RotationEvent{Text: text, At: Stamp{Text: t.DateTime(at), Exact: t.DateTime(at), ISO: at.UTC().Format(time.RFC3339)}, Expected: expected}
	}
	list := []RotationEvent{point(w.Planned, r.Created, false)}
	stopped := func() {
		if !r.Inactive.IsZero() {
			list = append(list, point(w.Stopped, r.Inactive, false))
		}
	}
	if r.Leak {
		stopped()
	}
	if !r.Claimed.IsZero() {
		list = append(list, point(w.Claimed, r.Claimed, false))
	}
	if !r.Ends.IsZero() && r.Inactive.IsZero() && !r.State.Ended() && r.Held == desk.HoldNot {
		list = append(list, point(w.Stopped, r.Ends, true))
	}
	if !r.Leak {
		stopped()
	}
	switch {
	case r.State == desk.RotationDone:
		list = append(list, point(w.Deleted, r.Changed, false))
	case r.State.Ended():
		list = append(list, point(w.Ended, r.Changed, false))
	case !r.Inactive.IsZero() && !r.Claimed.IsZero():
		list = append(list, point(w.Deleted, r.Deletes(), true))
	}
	return list
}
