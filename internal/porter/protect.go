package porter

import (
	"context"
	"slices"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// protectTag is the key of the tag that keeps a user or a policy from being
// changed by Keyporter, whatever its value.
const protectTag = "keyporter-protected"

func protected(tags []iam.Tag) bool {
	return slices.ContainsFunc(tags, func(t iam.Tag) bool { return strings.EqualFold(t.Key, protectTag) })
}

// holder is a user or role, with all that bears on what it may do.
type holder struct {
	user     iam.UserName // "" of a role
	groups   []iam.GroupName
	policies []iam.ARN
}

// bears reports whether an act on the subject is one on the holder: on itself, on
// a group that it is a member of, or on what a policy says that it has.
func (h holder) bears(on subject) (what string, bears bool) {
	if h.user != "" && slices.ContainsFunc(on.users, func(n iam.UserName) bool { return n.Fold() == h.user.Fold() }) {
		return string(h.user), true
	}
	for _, g := range on.whole {
		if slices.ContainsFunc(h.groups, func(o iam.GroupName) bool { return o.Fold() == g.Fold() }) {
			return string(g), true
		}
	}
	for _, arn := range on.policies {
		if slices.Contains(h.policies, arn) {
			return arn.Name(), true
		}
	}
	return "", false
}

// holderOf is a user as a holder.
func (s *Snapshot) holderOf(u iam.User) holder {
	h := holder{user: u.Name, groups: u.Groups, policies: boundary(u.Boundary)}
	attached := u.Attached
	for _, n := range u.Groups {
		g, _ := s.Group(n)
		attached = slices.Concat(attached, g.Attached)
	}
	for _, a := range attached {
		h.policies = append(h.policies, a.ARN)
	}
	return h
}

func boundary(arn iam.ARN) []iam.ARN {
	if arn == "" {
		return nil
	}
	return []iam.ARN{arn}
}

// identity is the holder that Keyporter runs as; false for an account's root, and
// where the server does not tell. Source: "IAM identifiers", IAM user guide: an
// assumed role is arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION.
func (s *Snapshot) identity() (holder, bool) {
	_, resource, _ := strings.Cut(strings.TrimPrefix(string(s.Identity.ARN), "arn:"), "::")
	_, resource, _ = strings.Cut(resource, ":")
	kind, rest, _ := strings.Cut(resource, "/")
	switch kind {
	case "user":
		name := iam.UserName(rest[strings.LastIndexByte(rest, '/')+1:])
		if u, ok := s.User(name); ok {
			return s.holderOf(u), true
		}
		return holder{user: name}, name != ""
	case "assumed-role":
		name, _, _ := strings.Cut(rest, "/")
		i := slices.IndexFunc(s.Roles, func(r iam.Role) bool { return r.Name == name })
		if i < 0 {
			return holder{}, false
		}
		h := holder{policies: boundary(s.Roles[i].Boundary)}
		for _, a := range s.Roles[i].Attached {
			h.policies = append(h.policies, a.ARN)
		}
		return h, true
	}
	return holder{}, false
}

// protectedUsers are the users who have the tag.
func (s *Snapshot) protectedUsers() []holder {
	var list []holder
	for i := range s.Users {
		if protected(s.Users[i].Tags) {
			list = append(list, s.holderOf(s.Users[i]))
		}
	}
	return list
}

// checkProtected refuses what nobody may change by Keyporter: what it runs as
// itself, and who has the tag.
func (p *Porter) checkProtected(ctx context.Context, s *Snapshot, on subject) error {
	if h, ok := s.identity(); ok {
		if what, bears := h.bears(on); bears {
			return fault.New(fault.Denied, fault.CodeProtectedOwn, what)
		}
	}
	for _, h := range s.kept() {
		if what, bears := h.bears(on); bears {
			return fault.New(fault.Denied, fault.CodeProtected, what)
		}
	}
	for _, arn := range on.policies {
		now, err := p.account.Policy(ctx, arn) // no list has the tags of policies
		if err != nil && !fault.Is(err, fault.CodePolicyNotFound) {
			return err
		}
		if protected(now.Tags) {
			return fault.New(fault.Denied, fault.CodeProtected, arn.Name())
		}
	}
	return nil
}

// checkOwn refuses an act on the operator's own IAM user, and on what bears on it,
// unless nobody else could carry it out; in mode guarded even then. Whoever has the
// same user linked is the same person.
func (p *Porter) checkOwn(ctx context.Context, s *Snapshot, who asker, on subject) error {
	by := who.by
	if by.IAMID == "" {
		return nil
	}
	h := holder{user: iam.UserName(by.IAMUser)} // whoever has the name now
	what, bears := h.bears(on)
	if u, ok := s.UserOf(by); ok && !bears {
		what, bears = s.holderOf(u).bears(on)
	}
	if !bears {
		return nil
	}
	if who.rails.Mode != desk.GuardGuarded {
		n, err := p.store.SigningIn(ctx)
		if err != nil || n <= 1 {
			return err
		}
	}
	return fault.New(fault.Denied, fault.CodeOwnUser, what)
}
