package porter

import (
	"slices"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// bounds is the scope of a manager, held against the account as it was read last.
type bounds struct {
	desk.Scope
	snap *Snapshot
}

// boundsOf returns the bounds of an operator; false where the operator has none.
func boundsOf(s *Snapshot, o desk.Operator) (bounds, bool) {
	return bounds{o.Scope, s}, o.Role == desk.Manager && !o.Scope.All()
}

func (b bounds) underPath(path string) bool {
	return slices.ContainsFunc(b.Paths, func(p string) bool { return strings.HasPrefix(path, p) })
}

func (b bounds) named(g iam.GroupName) bool {
	return slices.ContainsFunc(b.Groups, func(o string) bool { return iam.GroupName(o).Fold() == g.Fold() })
}

// user reports whether a user lies in the scope: by its path, a tag, or a group
// that the scope names. AWS takes keys of tags in any case, and values as they are.
func (b bounds) user(u iam.User) bool {
	tagged := func(t iam.Tag) bool {
		return slices.ContainsFunc(b.Tags, func(s string) bool {
			key, value, _ := strings.Cut(s, "=")
			return strings.EqualFold(t.Key, key) && t.Value == value
		})
	}
	return b.underPath(u.Path) || slices.ContainsFunc(u.Groups, b.named) || slices.ContainsFunc(u.Tags, tagged)
}

// group reports whether a group lies in the scope: by its name or path.
func (b bounds) group(g iam.Group) bool { return b.named(g.Name) || b.underPath(g.Path) }

// check returns why what an act bears on is not all in the scope, or nil.
func (b bounds) check(on subject) *fault.Fault {
	for _, n := range on.users {
		if f := b.checkUser(n); f != nil {
			return f
		}
	}
	for _, g := range slices.Concat(on.groups, on.whole) {
		if f := b.checkGroup(g); f != nil {
			return f
		}
	}
	for _, g := range on.whole {
		for _, n := range b.snap.Members(g) {
			if b.checkUser(n) != nil {
				return fault.New(fault.Denied, fault.CodeScopeMember, string(g), string(n))
			}
		}
	}
	for _, u := range on.becomes {
		if !b.user(u) {
			return fault.New(fault.Denied, fault.CodeScopeAfter, string(u.Name))
		}
	}
	for _, g := range on.grows {
		if !b.group(g) {
			return fault.New(fault.Denied, fault.CodeScopeAfter, string(g.Name))
		}
	}
	return nil
}

func (b bounds) checkUser(n iam.UserName) *fault.Fault {
	u, ok := b.snap.User(n)
	switch {
	case ok && b.user(u):
		return nil
	case !ok && !b.snap.whole:
		return fault.New(fault.Conflict, fault.CodeScopeUnread, string(n))
	}
	return fault.New(fault.Denied, fault.CodeScopeUser, string(n))
}

func (b bounds) checkGroup(n iam.GroupName) *fault.Fault {
	g, ok := b.snap.Group(n)
	switch {
	case ok && b.group(g):
		return nil
	case !ok && !b.snap.whole:
		return fault.New(fault.Conflict, fault.CodeScopeUnread, string(n))
	}
	return fault.New(fault.Denied, fault.CodeScopeGroup, string(n))
}
