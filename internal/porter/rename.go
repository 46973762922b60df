package porter

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/policy"
	"keyporter/internal/store"
)

// Move is the name and the path that a user or group is to have.
type Move[N ~string] struct {
	Name N      `json:"name"`
	Path string `json:"path"`
}

// Named is a place of a policy that is about a user or group as it is called
// now, and not as it is to be called.
type Named struct {
	Policy  iam.AttachedPolicy // ARN is "" for an inline policy
	User    iam.UserName       // whose inline policy it is, or ""
	Group   iam.GroupName      // the same
	Sid     string
	Line    int // in the document as it was laid out
	Element string
	Value   string
}

// ARN is the ARN that an entity of the kind, "user" or "group", has after the
// move; "" where its present one is not known.
func (to Move[N]) ARN(kind string, now iam.ARN) iam.ARN {
	before, _, ok := strings.Cut(string(now), ":"+kind+"/")
	if !ok {
		return ""
	}
	return iam.ARN(before + ":" + kind + to.Path + string(to.Name))
}

// Naming lists what stops being about a user or group when it is renamed.
// Documents are laid out by lay before their lines are counted. One that is no
// policy names nobody.
func (s *Snapshot) Naming(r policy.Renamed, lay func(document string) string) []Named {
	var list []Named
	look := func(document string, at Named) {
		if document == "" {
			return
		}
		doc, err := policy.Parse(lay(document))
		if err != nil {
			return
		}
		for _, n := range doc.NamesOnly(r) {
			at.Sid, at.Line, at.Element, at.Value = n.Sid, doc.Position(n.At).Line, n.Element, n.Value
			list = append(list, at)
		}
	}
	for _, p := range s.Policies {
		look(p.Document, Named{Policy: iam.AttachedPolicy{Name: p.Name, ARN: p.ARN}})
	}
	for _, g := range s.Groups {
		for _, in := range g.Inline {
			look(in.Document, Named{Policy: iam.AttachedPolicy{Name: in.Name}, Group: g.Name})
		}
	}
	for _, u := range s.Users {
		for _, in := range u.Inline {
			look(in.Document, Named{Policy: iam.AttachedPolicy{Name: in.Name}, User: u.Name})
		}
	}
	return list
}

// PlanUserMove returns the step in which a user gets another name and path, or
// the faults of them, each with its field. A name that differs in case only is
// the user's own.
func (p *Porter) PlanUserMove(n iam.UserName, to Move[iam.UserName]) ([]Step, error) {
	s := p.Snapshot()
	faults := []*fault.Fault{iam.CheckUserPath("path", to.Path)}
	u, known := s.User(n)
	if to.Name != n { // an old name may be longer than AWS takes today
		faults = append(faults, to.Name.Check("name"))
	}
	if taken, ok := s.User(to.Name); ok && to.Name.Fold() != n.Fold() {
		faults = append(faults, fault.New(fault.Conflict, fault.CodeUserTaken, string(taken.Name)).At("name"))
	}
	if known && u.Name == to.Name && u.Path == to.Path {
		faults = append(faults, fault.Field("name", fault.CodeUnchanged))
	}
	return []Step{step("UpdateUser", desk.UserRename, string(n), string(to.Name), to.Path)}, fault.Join(faults...)
}

// MoveUser gives a user another name, another path, or both. Id, groups,
// policies, keys, password and second factors stay; so do open tickets, which
// follow. While a key form of the user is at work, or has no known outcome, it is
// refused. The act is in the audit log under both names.
func (p *Porter) MoveUser(ctx context.Context, by desk.Actor, form string, n iam.UserName, to Move[iam.UserName]) (Done, error) {
	a := act{
		verb: desk.UserRename, target: string(n), on: p.Snapshot().onMove(n, to), detail: []string{string(to.Name), to.Path}, form: form, content: to, holds: n,
		check: func() error { _, err := p.PlanUserMove(n, to); return err },
	}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		before, err := p.account.User(ctx, n)
		if err != nil {
			return err
		}
		if err := p.move(ctx, before, to); err != nil {
			return err
		}
		w.finish = func(ctx context.Context, tx *store.DB) error {
			if to.Name != n {
				if _, err := tx.Append(ctx, p.note(by, w.op.ID, desk.UserRename, string(to.Name), string(n), to.Path)); err != nil {
					return err
				}
			}
			if err := tx.MoveRotations(ctx, n.Fold(), string(to.Name)); err != nil {
				return err
			}
			return tx.MoveTickets(ctx, n.Fold(), string(to.Name))
		}
		return nil
	})
}

// move calls AWS with what changes, and looks whether it was done where the
// answer is lost: a user with the same id under the new name and path is it.
func (p *Porter) move(ctx context.Context, before iam.User, to Move[iam.UserName]) error {
	change := to
	if change.Name == before.Name {
		change.Name = ""
	}
	if change.Path == cmp.Or(before.Path, "/") {
		change.Path = ""
	}
	err := p.account.UpdateUser(ctx, before.Name, change.Name, change.Path)
	if fault.KindOf(err) == fault.Unknown && before.ID != "" {
		now, e := p.account.User(ctx, to.Name)
		if e == nil && now.ID == before.ID && now.Name == to.Name && now.Path == to.Path {
			err = nil
		}
	}
	if err != nil {
		return fmt.Errorf("rename the user: %w", takenAt(err, fault.CodeUserTaken))
	}
	p.patch(func(s *Snapshot) { s.moveUser(before.Name, to) })
	return nil
}

// takenAt leads a fault of the code to the field of the name.
func takenAt(err error, code fault.Code) error {
	if f := fault.Of(err); f != nil && f.Code == code {
		return f.At("name")
	}
	return err
}

// moveUser gives a user another name and path, with its keys and its row of the
// credential report. Where a reading has found it under the new name already the
// old one is only forgotten.
func (s *Snapshot) moveUser(n iam.UserName, to Move[iam.UserName]) {
	same := func(name iam.UserName) func(iam.User) bool {
		return func(u iam.User) bool { return u.Name.Fold() == name.Fold() }
	}
	i := slices.IndexFunc(s.Users, same(n))
	if i < 0 {
		return
	}
	if to.Name.Fold() != n.Fold() && slices.ContainsFunc(s.Users, same(to.Name)) {
		s.dropUser(n)
		return
	}
	u := &s.Users[i]
	u.ARN = to.ARN("user", u.ARN)
	u.Name, u.Path = to.Name, to.Path
	if read, ok := s.keys[n.Fold()]; ok {
		delete(s.keys, n.Fold())
		read.list = slices.Clone(read.list)
		for j := range read.list {
			read.list[j].User = to.Name
		}
		s.keys[to.Name.Fold()] = read
	}
	if row, ok := s.report.rows[n.Fold()]; ok {
		s.report.rows, s.report.Rows = maps.Clone(s.report.rows), slices.Clone(s.report.Rows)
		delete(s.report.rows, n.Fold())
		s.report.rows[to.Name.Fold()] = row
		s.report.Rows[row].User, s.report.Rows[row].ARN = to.Name, u.ARN
	}
}
