package templates

import (
	"fmt"

	"keyporter/internal/desk"
)

// RotationList is the page of all rotations, the newest first.
type RotationList struct {
	Page
	At       RotationsAt
	Chips    []RotationChip
	Rows     []RotationRow
	None     bool   // no key was ever rotated
	OlderURL string // "" at the end
	NewURL   string // "" on the newest page
}

// RotationChip is one state with how many rotations are in it.
type RotationChip struct {
	Text, Count, URL string
	Current          bool
}

// NewRotationChip makes the chip of a state; "" is all.
func NewRotationChip(p Page, at RotationsAt, state desk.RotationState, count int) RotationChip {
	text := p.T.Rotations.All
	if state != "" {
		text = p.T.Rotations.States[string(state)]
	}
	return RotationChip{Text: text, Count: p.T.Count(count), URL: RotationsAt{State: string(state)}.URL(), Current: at.State == string(state)}
}

// RotationRow is one rotation of the list.
type RotationRow struct {
	URL     string
	User    string
	Old     string
	New     string // "" while there is none
	State   string
	Kind    string // of the state's tag
	Mark    string // what stands beside it, or ""
	Next    string
	By      string
	Began   Stamp
	TakeURL string // the ticket that waits for the reader, or ""
}

// NewRotationRow makes the row of a rotation. Reader is the operator who looks.
func NewRotationRow(p Page, r desk.Rotation, reader string) RotationRow {
	w := &p.T.Rotations
	row := RotationRow{
		URL: RotationURL(r.ID), User: r.User, Old: r.OldKey, New: r.NewKey, State: w.States[string(r.State)], Kind: rotationKind(r.State),
		Next: rotationNext(p, r), By: r.Operator, Began: DateStamp(p.T, r.Created), Mark: w.HoldTags[string(r.Held)],
	}
	if r.Stale(p.Now) {
		row.Mark = w.Stale
	}
	if r.State == desk.RotationWaiting && r.OperatorID == reader && p.May(desk.CanOwn) {
		row.TakeURL = TicketURL(r.Ticket)
	}
	return row
}

// rotationKind is the kind of the tag of a state.
func rotationKind(s desk.RotationState) string {
	switch s {
	case desk.RotationDone:
		return "ok"
	case desk.RotationBlocked:
		return "bad"
	case desk.RotationWaiting, desk.RotationPlanned:
		return "warn"
	case desk.RotationCancelled, desk.RotationUndone:
		return ""
	}
	return "info"
}

// rotationNext says what happens next, and when.
func rotationNext(p Page, r desk.Rotation) string {
	w := p.T.Rotations.Nexts
	switch {
	case r.State == desk.RotationOverlap && r.Held != desk.HoldNot:
		return w["held"]
	case r.State == desk.RotationOverlap && r.Ends.IsZero():
		return w["hand"]
	case r.State == desk.RotationOverlap:
		return fmt.Sprintf(w["overlap"], p.T.DateTime(r.Ends))
	case r.State == desk.RotationGrace:
		return fmt.Sprintf(w["grace"], p.T.DateTime(r.Deletes()))
	}
	return w[string(r.State)]
}
