package porter

import (
	"context"
	"slices"
	"strconv"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// MaxRows is how many rows of a selection are changed at once: what a request
// has time for.
const MaxRows = 500

// rowTime is left at the end of an act for the answer of its last row.
const rowTime = 20 * time.Second

const selectionDraft = "selection"

// Selection is a change of many rows of a list, until it is carried out. Verb is
// one of desk's BulkJoin, BulkTag and BulkKeysOff.
type Selection struct {
	Verb  desk.Verb      `json:"verb"`
	Users []iam.UserName `json:"users,omitempty"`
	Keys  []KeyName      `json:"keys,omitempty"` // instead of users
	Group iam.GroupName  `json:"group,omitempty"`
	Tag   iam.Tag        `json:"tag,omitzero"`
	List  string         `json:"list"` // the address of the list
}

// KeyName says which access key, and whose.
type KeyName struct {
	User iam.UserName `json:"user"`
	ID   iam.KeyID    `json:"id"`
}

// Skip is a row that is left out, and why.
type Skip struct {
	Name   string
	Reason SkipReason
}

// SkipReason says why a row is left out.
type SkipReason string

// The reasons.
const (
	SkipMember   SkipReason = "member"   // is in the group
	SkipTagged   SkipReason = "tagged"   // has the tag
	SkipNoKey    SkipReason = "no-key"   // has no active key
	SkipInactive SkipReason = "inactive" // the key is inactive
	SkipGone     SkipReason = "gone"     // is no longer there
	SkipUnread   SkipReason = "unread"   // the user's keys were not read
)

// NewSelection keeps a selection as a draft and returns its id, which is also the
// key of the form that carries it out.
func (p *Porter) NewSelection(ctx context.Context, by desk.Actor, s Selection) (string, error) {
	if len(s.Users)+len(s.Keys) == 0 {
		return "", fault.Field("u", fault.CodeNothingChosen)
	}
	if s.Verb != desk.BulkKeysOff && (len(s.Keys) > 0 || s.Verb != desk.BulkJoin && s.Verb != desk.BulkTag) {
		return "", fault.Field("do", fault.CodeChoice)
	}
	return p.newDraft(ctx, by, s.Verb, selectionDraft, s)
}

// Selection returns a selection of the operator.
func (p *Porter) Selection(ctx context.Context, by desk.Actor, id string) (Selection, error) {
	var s Selection
	err := p.draft(ctx, by, selectionDraft, id, &s)
	return s, err
}

// SaveSelection keeps what a selection is about, if it can be carried out.
func (p *Porter) SaveSelection(ctx context.Context, by desk.Actor, id string, s Selection) error {
	if err := p.checkSelection(s); err != nil {
		return err
	}
	return p.saveDraft(ctx, by, id, s)
}

// checkSelection returns the faults of what a selection is about.
func (p *Porter) checkSelection(s Selection) error {
	switch s.Verb {
	case desk.BulkJoin:
		if s.Group == "" {
			return fault.Field("group", fault.CodeNothingChosen)
		}
		if _, ok := p.Snapshot().Group(s.Group); !ok {
			return fault.Field("group", fault.CodeGroupNotFound, string(s.Group))
		}
	case desk.BulkTag:
		return fault.Join(s.Tag.Check("key", "value")...)
	}
	return nil
}

// PlanSelection returns the steps that carry a selection out, at most MaxRows, how
// many there are in all, and the rows that are left out.
func (p *Porter) PlanSelection(s Selection) (steps []Step, all int, skipped []Skip) {
	snap := p.Snapshot()
	add := func(call string, verb desk.Verb, args ...string) { steps = append(steps, step(call, verb, args...)) }
	skip := func(name string, why SkipReason) { skipped = append(skipped, Skip{name, why}) }
	for _, k := range s.Keys {
		keys, _ := snap.Keys(k.User)
		i := slices.IndexFunc(keys, func(o iam.AccessKey) bool { return o.ID == k.ID })
		switch {
		case i < 0:
			skip(string(k.ID), SkipGone)
		case !keys[i].Active():
			skip(string(k.ID), SkipInactive)
		default:
			add("UpdateAccessKey", desk.KeyDeactivate, string(k.User), string(k.ID))
		}
	}
	for _, n := range s.Users {
		u, ok := snap.User(n)
		keys, known := snap.Keys(n)
		keys = without(keys, func(k iam.AccessKey) bool { return !k.Active() })
		switch {
		case !ok:
			skip(string(n), SkipGone)
		case s.Verb == desk.BulkJoin && slices.ContainsFunc(u.Groups, func(g iam.GroupName) bool { return g.Fold() == s.Group.Fold() }):
			skip(string(n), SkipMember)
		case s.Verb == desk.BulkJoin && s.Group != "":
			add("AddUserToGroup", desk.UserJoin, string(n), string(s.Group))
		case s.Verb == desk.BulkTag && slices.Contains(u.Tags, s.Tag):
			skip(string(n), SkipTagged)
		case s.Verb == desk.BulkTag && s.Tag.Key != "":
			add("TagUser", desk.UserTag, string(n), s.Tag.Key, s.Tag.Value)
		case s.Verb != desk.BulkKeysOff:
		case !known:
			skip(string(n), SkipUnread)
		case len(keys) == 0:
			skip(string(n), SkipNoKey)
		}
		if ok && s.Verb == desk.BulkKeysOff {
			for _, k := range keys {
				add("UpdateAccessKey", desk.KeyDeactivate, string(n), string(k.ID))
			}
		}
	}
	return steps[:min(len(steps), MaxRows)], len(steps), skipped
}

// RunSelection carries a selection out, row by row. What fails for one row does
// not stop the others: the act's page tells what came of each, and the rest can
// be tried again.
func (p *Porter) RunSelection(ctx context.Context, by desk.Actor, form string, s Selection) (Done, error) {
	steps, _, _ := p.PlanSelection(s)
	target := strconv.Itoa(len(s.Users) + len(s.Keys))
	switch s.Verb {
	case desk.BulkJoin:
		target = string(s.Group)
	case desk.BulkTag:
		target = s.Tag.Key + "=" + s.Tag.Value
	}
	// The rows that are left to do depend on the account; the content is what was chosen.
	a := act{verb: s.Verb, form: form, content: s, target: target, release: true, check: func() error {
		if err := p.checkSelection(s); err != nil {
			return err
		}
		return some(steps, "u")()
	}}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		w.result = result{Steps: steps, Each: true, Began: w.op.Created}
		return p.walkEach(ctx, w)
	})
}

// walkEach does the steps that are not done yet, each on its own. It stops where
// the time of an act is nearly over.
func (p *Porter) walkEach(ctx context.Context, w *work) error {
	w.result.Partial = true
	done, end := 0, time.Now().Add(actLimit)
	if at, ok := ctx.Deadline(); ok {
		end = at
	}
	for i := range w.result.Steps {
		s := &w.result.Steps[i]
		if s.State == StepDone {
			done++
			continue
		}
		if time.Until(end) < rowTime {
			break
		}
		before := s.State
		s.State, s.Fault = StepUnknown, nil
		if err := p.progress(ctx, w); err != nil {
			s.State = before
			return err
		}
		if p.row(ctx, w, s) {
			done++
		}
	}
	w.detail = append(w.detail, strconv.Itoa(done))
	if done < len(w.result.Steps) {
		return fault.New(fault.Conflict, fault.CodeRowsLeft, strconv.Itoa(len(w.result.Steps)-done), strconv.Itoa(len(w.result.Steps)))
	}
	w.result.Partial = false
	return nil
}

// row does one step and writes down what came of it, as a part of its act: so the
// log of a user has it.
func (p *Porter) row(ctx context.Context, w *work, s *Step) bool {
	err := stepCalls[s.Call].do(ctx, p, *s)
	e := p.note(w.by, w.op.ID, s.Verb, s.Args[0], s.Args[1:]...)
	e.Phase, s.State = desk.Ended, StepDone
	if err != nil {
		s.Fault = saidOf(err)
		e.Phase, s.State, e.Fault = desk.Failed, StepFailed, string(s.Fault.Code)
		if fault.KindOf(err) == fault.Unknown {
			e.Phase, s.State = desk.Lost, StepUnknown
		}
	}
	if _, err := p.store.Append(ctx, e); err != nil {
		p.log.ErrorContext(ctx, "a row is not in the audit log", "op", w.op.ID, "error", err)
	}
	return err == nil
}

// Reason returns why the step failed, or nil.
func (s Step) Reason() *fault.Fault {
	if s.Fault == nil {
		return nil
	}
	return s.Fault.fault()
}
