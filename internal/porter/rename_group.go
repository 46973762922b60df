package porter

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/store"
)

// PlanGroupMove returns the step in which a group gets another name and path, or
// the faults of them, each with its field.
func (p *Porter) PlanGroupMove(n iam.GroupName, to Move[iam.GroupName]) ([]Step, error) {
	s := p.Snapshot()
	faults := []*fault.Fault{to.Name.Check("name"), iam.CheckUserPath("path", to.Path)}
	if taken, ok := s.Group(to.Name); ok && to.Name.Fold() != n.Fold() {
		faults = append(faults, fault.New(fault.Conflict, fault.CodeGroupTaken, string(taken.Name)).At("name"))
	}
	if g, known := s.Group(n); known && g.Name == to.Name && g.Path == to.Path {
		faults = append(faults, fault.Field("name", fault.CodeUnchanged))
	}
	return []Step{step("UpdateGroup", desk.GroupRename, string(n), string(to.Name), to.Path)}, fault.Join(faults...)
}

// MoveGroup gives a group another name, another path, or both. Id, members and
// policies stay. The act is in the audit log under both names.
func (p *Porter) MoveGroup(ctx context.Context, by desk.Actor, form string, n iam.GroupName, to Move[iam.GroupName]) (Done, error) {
	a := act{
		verb: desk.GroupRename, target: string(n), on: p.Snapshot().onGroupMove(n, to), detail: []string{string(to.Name), to.Path}, form: form, content: to,
		check: func() error { _, err := p.PlanGroupMove(n, to); return err },
	}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		before, _, err := p.account.Group(ctx, n)
		if err != nil {
			return err
		}
		if err := p.moveGroup(ctx, before, to); err != nil {
			return err
		}
		w.finish = func(ctx context.Context, tx *store.DB) error {
			if to.Name == n {
				return nil
			}
			_, err := tx.Append(ctx, p.note(by, w.op.ID, desk.GroupRename, string(to.Name), string(n), to.Path))
			return err
		}
		return nil
	})
}

// moveGroup calls AWS with what changes, and looks whether it was done where the
// answer is lost.
func (p *Porter) moveGroup(ctx context.Context, before iam.Group, to Move[iam.GroupName]) error {
	change := to
	if change.Name == before.Name {
		change.Name = ""
	}
	if change.Path == cmp.Or(before.Path, "/") {
		change.Path = ""
	}
	err := p.account.UpdateGroup(ctx, before.Name, change.Name, change.Path)
	if fault.KindOf(err) == fault.Unknown && before.ID != "" {
		now, _, e := p.account.Group(ctx, to.Name)
		if e == nil && now.ID == before.ID && now.Name == to.Name && now.Path == to.Path {
			err = nil
		}
	}
	if err != nil {
		return fmt.Errorf("rename the group: %w", takenAt(err, fault.CodeGroupTaken))
	}
	p.patch(func(s *Snapshot) { s.moveGroup(before.Name, to) })
	return nil
}

// moveGroup gives a group another name and path, in its members' lists too.
// Where a reading has found it under the new name already the old one is only
// forgotten.
func (s *Snapshot) moveGroup(n iam.GroupName, to Move[iam.GroupName]) {
	found := to.Name.Fold() != n.Fold() && slices.ContainsFunc(s.Groups, func(g iam.Group) bool { return g.Name.Fold() == to.Name.Fold() })
	for i := range s.Users {
		u := &s.Users[i]
		if !u.In(n) {
			continue
		}
		in := u.In(to.Name) && found
		u.Groups = without(u.Groups, func(g iam.GroupName) bool { return g.Fold() == n.Fold() })
		if !in {
			u.Groups = append(u.Groups, to.Name)
		}
	}
	if found {
		s.Groups = slices.DeleteFunc(s.Groups, func(g iam.Group) bool { return g.Name.Fold() == n.Fold() })
		return
	}
	s.group(n, func(g *iam.Group) {
		g.ARN = to.ARN("group", g.ARN)
		g.Name, g.Path = to.Name, to.Path
	})
}
