package porter

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/jobs"
)

const selectionDraft = "selection"

// Selection is a change of many rows of a list, until it is carried out. Verb is
// one of desk's BulkJoin, BulkTag, BulkKeysOff, BulkKeysDelete and BulkRotate.
type Selection struct {
	Verb  desk.Verb      `json:"verb"`
	Users []iam.UserName `json:"users,omitempty"`
	Keys  []KeyName      `json:"keys,omitempty"` // instead of users
	Group iam.GroupName  `json:"group,omitempty"`
	Tag   iam.Tag        `json:"tag,omitzero"`
	Plan  RotationPlan   `json:"plan,omitzero"` // of each rotation
	List  string         `json:"list"`          // the address of the list
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
	SkipActive   SkipReason = "active"   // the key is active
	SkipNoneOff  SkipReason = "none-off" // has no inactive key
	SkipTwoKeys  SkipReason = "two-keys" // the user has two keys: there is no room for a new one
	SkipRotating SkipReason = "rotating" // a rotation of the user has not ended
	SkipGone     SkipReason = "gone"     // is no longer there
	SkipUnread   SkipReason = "unread"   // the user's keys were not read
	SkipDenied   SkipReason = "denied"   // the operator must not change the user
)

// NewSelection keeps a selection as a draft and returns its id, which is also the
// key of the form that carries it out.
func (p *Porter) NewSelection(ctx context.Context, by desk.Actor, s Selection) (string, error) {
	if len(s.Users)+len(s.Keys) == 0 {
		return "", fault.Field("u", fault.CodeNothingChosen)
	}
	if !ofKeys(s.Verb) && (len(s.Keys) > 0 || s.Verb != desk.BulkJoin && s.Verb != desk.BulkTag) {
		return "", fault.Field("do", fault.CodeChoice)
	}
	if s.Verb == desk.BulkRotate {
		s.Plan = UsualRotation()
	}
	return p.newDraft(ctx, by, s.Verb, selectionDraft, s)
}

// ofKeys reports whether a change of many rows is one of access keys.
func ofKeys(v desk.Verb) bool {
	return v == desk.BulkKeysOff || v == desk.BulkKeysDelete || v == desk.BulkRotate
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
	case desk.BulkRotate:
		return s.Plan.Check()
	}
	return nil
}

// PlanSelection returns the steps that carry a selection out, and the rows that are
// left out.
func (p *Porter) PlanSelection(ctx context.Context, by desk.Actor, s Selection) (steps []Step, skipped []Skip, err error) {
	plan := selectionPlan{Selection: s, snap: p.Snapshot()}
	if s.Verb == desk.BulkRotate {
		if plan.rotating, err = p.store.RotatingUsers(ctx); err != nil {
			return nil, nil, fmt.Errorf("read who has a rotation: %w", err)
		}
	}
	for _, k := range s.Keys {
		plan.key(k)
	}
	for _, n := range s.Users {
		plan.user(n)
	}
	plan.steps, err = p.within(ctx, by, plan.steps, plan.skip)
	return plan.steps, plan.skipped, err
}

// selectionPlan is the plan of a selection while it is made.
type selectionPlan struct {
	Selection
	snap     *Snapshot
	rotating []string // folded names of users who have a rotation
	steps    []Step
	skipped  []Skip
}

func (p *selectionPlan) add(call string, verb desk.Verb, args ...string) {
	p.steps = append(p.steps, step(call, verb, args...))
}

func (p *selectionPlan) skip(name string, why SkipReason) {
	p.skipped = append(p.skipped, Skip{name, why})
}

// key plans one access key that was selected by itself.
func (p *selectionPlan) key(k KeyName) {
	keys, known := p.snap.Keys(k.User)
	i := slices.IndexFunc(keys, func(o iam.AccessKey) bool { return o.ID == k.ID })
	switch {
	case !known:
		p.skip(string(k.ID), SkipUnread)
	case i < 0:
		p.skip(string(k.ID), SkipGone)
	case p.fits(keys[i]):
		p.change(keys[i])
	case keys[i].Active():
		p.skip(string(k.ID), SkipActive)
	default:
		p.skip(string(k.ID), SkipInactive)
	}
}

// fits reports whether a change of access keys is one of this key.
func (p *selectionPlan) fits(k iam.AccessKey) bool {
	return k.Active() == (p.Verb != desk.BulkKeysDelete)
}

func (p *selectionPlan) change(k iam.AccessKey) {
	switch p.Verb {
	case desk.BulkRotate:
		p.rotate(k)
	case desk.BulkKeysDelete:
		p.steps = append(p.steps, PlanDeleteKey(k.User, k.ID))
	default:
		p.steps = append(p.steps, PlanDeactivateKey(k.User, k.ID))
	}
}

// rotate plans the rotation of a key. Which of two keys may go is asked of no
// selection.
func (p *selectionPlan) rotate(k iam.AccessKey) {
	switch keys, _ := p.snap.Keys(k.User); {
	case slices.Contains(p.rotating, k.User.Fold()):
		p.skip(string(k.ID), SkipRotating)
	case len(keys) >= iam.KeysPerUser:
		p.skip(string(k.ID), SkipTwoKeys)
	default:
		p.add("CreateAccessKey", desk.RotationStart, string(k.User), string(k.ID))
	}
}

// user plans one user that was selected.
func (p *selectionPlan) user(n iam.UserName) {
	u, ok := p.snap.User(n)
	switch {
	case !ok:
		p.skip(string(n), SkipGone)
	case ofKeys(p.Verb):
		p.keysOf(n)
	case p.Verb == desk.BulkJoin && slices.ContainsFunc(u.Groups, func(g iam.GroupName) bool { return g.Fold() == p.Group.Fold() }):
		p.skip(string(n), SkipMember)
	case p.Verb == desk.BulkJoin && p.Group != "":
		p.add("AddUserToGroup", desk.UserJoin, string(n), string(p.Group))
	case p.Verb == desk.BulkTag && slices.Contains(u.Tags, p.Tag):
		p.skip(string(n), SkipTagged)
	case p.Verb == desk.BulkTag && p.Tag.Key != "":
		p.add("TagUser", desk.UserTag, string(n), p.Tag.Key, p.Tag.Value)
	}
}

// keysOf plans all access keys of a user that the change is one of.
func (p *selectionPlan) keysOf(n iam.UserName) {
	keys, known := p.snap.Keys(n)
	keys = without(keys, func(k iam.AccessKey) bool { return !p.fits(k) })
	switch {
	case !known:
		p.skip(string(n), SkipUnread)
	case len(keys) == 0 && p.Verb == desk.BulkKeysDelete:
		p.skip(string(n), SkipNoneOff)
	case len(keys) == 0:
		p.skip(string(n), SkipNoKey)
	}
	for _, k := range keys {
		p.change(k)
	}
}

// RunSelection begins the job that carries a selection out, row by row, and
// returns its id. What fails for one row does not stop the others, and the rest
// can be tried again.
func (p *Porter) RunSelection(ctx context.Context, by desk.Actor, form string, s Selection) (string, error) {
	target := strconv.Itoa(len(s.Users) + len(s.Keys))
	switch s.Verb {
	case desk.BulkJoin:
		target = string(s.Group)
	case desk.BulkTag:
		target = s.Tag.Key + "=" + s.Tag.Value
	}
	// The rows that are left to do depend on the account; the content is what was chosen.
	doc, err := json.Marshal(s.Plan)
	if err != nil {
		return "", fmt.Errorf("encode the plan: %w", err)
	}
	return p.startJob(ctx, by, jobs.Order{Verb: s.Verb, Target: target, Form: form, Content: s, Doc: string(doc), Plan: func() ([]desk.JobRow, error) {
		if err := p.firstRead(ctx); err != nil {
			return nil, err
		}
		if err := p.checkSelection(s); err != nil {
			return nil, err
		}
		steps, _, err := p.PlanSelection(ctx, by, s)
		if err != nil {
			return nil, err
		}
		if len(steps) == 0 {
			return nil, fault.Field("u", fault.CodeNothingChosen)
		}
		return stepRows(steps)
	}})
}
