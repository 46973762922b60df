package porter

import (
	"context"
	"slices"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// maxManagedPaths is how many paths may be managed.
const maxManagedPaths = 20

// RailsEdit is what an admin chooses of the guard rails.
type RailsEdit struct {
	Mode     desk.GuardMode `json:"mode"`
	Boundary iam.ARN        `json:"boundary"` // "" is none
	Paths    []string       `json:"paths"`
}

// check returns the faults of an edit, each with its field.
func (e RailsEdit) check(s *Snapshot) error {
	var faults []*fault.Fault
	if !e.Mode.Known() {
		faults = append(faults, fault.Field("mode", fault.CodeRailsMode))
	}
	if e.Boundary != "" {
		faults = append(faults, checkBoundary(s, e.Boundary)...)
	}
	if len(e.Paths) > maxManagedPaths {
		faults = append(faults, fault.Field("paths", fault.CodeTooLong, "20"))
	}
	for _, path := range e.Paths {
		if iam.CheckUserPath("paths", path) != nil || path == "" {
			faults = append(faults, fault.Field("paths", fault.CodeRailsPath, path))
		}
	}
	return fault.Join(faults...)
}

// SetRails chooses the mode, the managed paths and the boundary of new users.
func (p *Porter) SetRails(ctx context.Context, by desk.Actor, form string, e RailsEdit) (Done, error) {
	slices.Sort(e.Paths)
	e.Paths = slices.Compact(e.Paths)
	a := act{
		verb: desk.GuardSet, target: string(e.Mode), detail: append([]string{string(e.Boundary)}, e.Paths...), form: form, content: e,
		check: func() error { return e.check(p.Snapshot()) },
	}
	return p.storeAct(ctx, by, a, func(ctx context.Context, tx *store.DB, w *work) error {
		return tx.SetRails(ctx, desk.Rails{Mode: e.Mode, Boundary: string(e.Boundary), Paths: e.Paths, SetBy: by.Operator.Name, SetAt: w.op.Created})
	})
}

// storeAct is an act of Keyporter alone: all it does is one change of the store.
func (p *Porter) storeAct(ctx context.Context, by desk.Actor, a act, change func(ctx context.Context, tx *store.DB, w *work) error) (Done, error) {
	return p.do(ctx, by, a, func(_ context.Context, w *work) error {
		w.finish = func(ctx context.Context, tx *store.DB) error { return change(ctx, tx, w) }
		return nil
	})
}

// SafeReview is a policy as it is now beside what the safe set has of it.
type SafeReview struct {
	Policy  iam.Policy
	Pinned  desk.SafePolicy // Version is "" where it is not in the safe set
	Hash    string          // of the document now
	Dangers []desk.DangerKind
}

// ReviewSafe reads a policy now, to be put into the safe set or pinned anew.
func (p *Porter) ReviewSafe(ctx context.Context, arn iam.ARN) (SafeReview, error) {
	list, err := p.store.SafePolicies(ctx)
	if err != nil {
		return SafeReview{}, err
	}
	now, err := p.account.Policy(ctx, arn)
	if err != nil {
		return SafeReview{}, err
	}
	v := SafeReview{Policy: now, Hash: seal.Hash(now.Document)}
	v.Pinned, _ = desk.Rails{Safe: list}.SafeOf(string(arn))
	for _, one := range powersOf(now.Document, true) {
		v.Dangers = append(v.Dangers, one.kind)
	}
	return v, nil
}

// PinSafe puts a policy into the safe set at the version and document that were
// looked at, or pins them in the place of others. It is refused where the policy is
// another by now.
func (p *Porter) PinSafe(ctx context.Context, by desk.Actor, form string, arn iam.ARN, version, hash string) (Done, error) {
	var v SafeReview
	a := act{
		verb: desk.SafePin, target: string(arn), detail: []string{version}, form: form, content: []string{version, hash},
		check: func() (err error) {
			if v, err = p.ReviewSafe(ctx, arn); err == nil && (v.Policy.DefaultVersion != version || v.Hash != hash) {
				err = fault.New(fault.Conflict, fault.CodeSafeChanged, arn.Name())
			}
			return err
		},
	}
	return p.storeAct(ctx, by, a, func(ctx context.Context, tx *store.DB, w *work) error {
		w.change = change{v.Pinned.Document, v.Policy.Document}
		return tx.PinPolicy(ctx, desk.SafePolicy{ARN: string(arn), Version: version, Hash: hash, Document: v.Policy.Document, SetBy: by.Operator.Name, SetAt: w.op.Created})
	})
}

// RemoveSafe takes a policy out of the safe set.
func (p *Porter) RemoveSafe(ctx context.Context, by desk.Actor, form string, arn iam.ARN) (Done, error) {
	a := act{verb: desk.SafeRemove, target: string(arn), form: form}
	return p.storeAct(ctx, by, a, func(ctx context.Context, tx *store.DB, _ *work) error {
		found, err := tx.UnpinPolicy(ctx, string(arn))
		if err == nil && !found {
			err = fault.New(fault.NotFound, fault.CodeSafeNot, arn.Name())
		}
		return err
	})
}

// adoptActs are the acts that make a user or group a managed one, or end that.
var adoptActs = map[desk.AdoptedKind]struct{ adopt, disown desk.Verb }{
	desk.AdoptedUser:  {desk.UserAdopt, desk.UserDisown},
	desk.AdoptedGroup: {desk.GroupAdopt, desk.GroupDisown},
}

// Adopt makes a user or group outside the managed paths a managed one, found by
// AWS's unique id.
func (p *Porter) Adopt(ctx context.Context, by desk.Actor, form string, kind desk.AdoptedKind, name string) (Done, error) {
	one := desk.Adopted{Kind: kind, SetBy: by.Operator.Name}
	a := act{verb: adoptActs[kind].adopt, target: name, form: form, check: func() (err error) {
		one.ID, one.Name, err = p.adoptable(ctx, kind, strings.TrimSpace(name))
		return err
	}}
	return p.storeAct(ctx, by, a, func(ctx context.Context, tx *store.DB, w *work) error {
		one.SetAt = w.op.Created
		return tx.Adopt(ctx, one)
	})
}

// adoptable reads who is to be adopted: its id, and its name as AWS spells it.
func (p *Porter) adoptable(ctx context.Context, kind desk.AdoptedKind, name string) (id, spelt string, err error) {
	if name == "" {
		return "", "", fault.Field("name", fault.CodeRequired)
	}
	if kind == desk.AdoptedGroup {
		g, _, err := p.account.Group(ctx, iam.GroupName(name))
		return desk.AdoptedID(g.ID, g.Name.Fold()), string(g.Name), atName(err)
	}
	u, err := p.account.User(ctx, iam.UserName(name))
	return desk.AdoptedID(u.ID, u.Name.Fold()), string(u.Name), atName(err)
}

func atName(err error) error {
	if f := fault.Of(err); f != nil && f.Kind == fault.NotFound {
		return f.At("name")
	}
	return err
}

// Disown ends that a user or group was adopted.
func (p *Porter) Disown(ctx context.Context, by desk.Actor, form string, kind desk.AdoptedKind, id string) (Done, error) {
	list, err := p.store.AdoptedOnes(ctx)
	if err != nil {
		return Done{}, err
	}
	i := slices.IndexFunc(list, func(a desk.Adopted) bool { return a.Kind == kind && a.ID == id })
	if i < 0 {
		return Done{}, fault.New(fault.NotFound, fault.CodeAdoptedNot)
	}
	a := act{verb: adoptActs[kind].disown, target: list[i].Name, form: form, content: id}
	return p.storeAct(ctx, by, a, func(ctx context.Context, tx *store.DB, _ *work) error {
		_, err := tx.Disown(ctx, kind, id)
		return err
	})
}

// SafeState says whether a policy of the safe set still says what it said.
type SafeState string

// The states, as the snapshot tells.
const (
	SafeSame    SafeState = "same"
	SafeChanged SafeState = "changed"
	SafeGone    SafeState = "gone"
	SafeUnread  SafeState = "unread"
)

// RailsView is the guard rails for their page. States belong to the safe set, one
// by one.
type RailsView struct {
	desk.Rails
	States []SafeState
}

// Rails returns the guard rails for their page.
func (p *Porter) Rails(ctx context.Context) (RailsView, error) {
	r, err := p.rails(ctx)
	if err == nil && r.Mode != desk.GuardGuarded {
		err = p.railLists(ctx, &r)
	}
	v, s := RailsView{Rails: r}, p.Snapshot()
	for _, one := range r.Safe {
		v.States = append(v.States, s.safeState(one))
	}
	return v, err
}

func (s *Snapshot) safeState(one desk.SafePolicy) SafeState {
	now, ok := s.Policy(iam.ARN(one.ARN))
	switch {
	case len(s.Policies) == 0:
		return SafeUnread
	case !ok:
		return SafeGone
	case now.DefaultVersion != one.Version || now.Document != "" && seal.Hash(now.Document) != one.Hash:
		return SafeChanged
	}
	return SafeSame
}
