package porter

import (
	"context"
	"slices"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// policy is a managed policy with its document. One that cannot be read has none,
// which is dangerous.
func (w *weigher) policy(ctx context.Context, arn iam.ARN) (iam.Policy, error) {
	if known, read := w.policies[arn]; read {
		return known, nil
	}
	known, _ := w.snap.Policy(arn)
	if w.live || known.Document == "" {
		now, err := w.account.Policy(ctx, arn)
		switch {
		case err == nil:
			known = now
		case missing(err) || fault.KindOf(err) == fault.Denied:
			known = iam.Policy{ARN: arn}
		default:
			return known, err
		}
	}
	w.policies[arn] = known
	return known, nil
}

// userNow is a user with the documents of its inline policies; zero where there is
// none.
func (w *weigher) userNow(ctx context.Context, n iam.UserName) (iam.User, error) {
	if known, read := w.users[n.Fold()]; read {
		return known, nil
	}
	known, _ := w.snap.User(n)
	if w.live {
		now, err := w.Permissions(ctx, n)
		if err != nil && !missing(err) {
			return known, err
		}
		known = now
	}
	w.users[n.Fold()] = known
	return known, nil
}

// groupNow is a group with the documents of its inline policies; only its name
// where there is none yet.
func (w *weigher) groupNow(ctx context.Context, n iam.GroupName) (iam.Group, error) {
	if known, read := w.groups[n.Fold()]; read {
		return known, nil
	}
	known, ok := w.snap.Group(n)
	if !ok {
		known.Name = n
	}
	if w.live {
		now, _, err := w.account.Group(ctx, n)
		if err != nil && !missing(err) {
			return known, err
		}
		if known = now; err != nil {
			known = iam.Group{Name: n}
		}
		for i := range known.Inline {
			if known.Inline[i], err = w.account.GroupPolicy(ctx, n, known.Inline[i].Name); err != nil && !missing(err) {
				return known, err
			}
		}
	}
	w.groups[n.Fold()] = known
	return known, nil
}

// boundary weighs that a user gets another permissions boundary, or none. In mode
// open it matters where the user has dangerous permissions, which it held back.
func (w *weigher) boundary(ctx context.Context, s Step) error {
	u, err := w.userNow(ctx, s.user())
	if err != nil {
		return err
	}
	first := u.Boundary == "" && s.ARN != ""
	if first && (!w.strict || string(s.ARN) == w.rails.Boundary) {
		return nil
	}
	if !w.strict {
		u.Boundary = ""
		if powerful, err := w.powerful(ctx, u); err != nil || !powerful {
			return err
		}
	}
	kind := desk.DangerBoundary
	if s.ARN == "" {
		kind = desk.DangerBoundaryOff
	}
	w.add(kind, gainer{s.Args[0], 1}, string(s.ARN), "")
	return nil
}

// loses weighs that a policy goes, or all of a group: what it denied is denied no
// more. In mode open it matters where a user who loses it has dangerous permissions.
func (w *weigher) loses(ctx context.Context, s Step) error {
	to, what, losers := gainer{s.Args[0], 1}, string(s.ARN), []iam.UserName{s.user()}
	if s.Call == "DetachGroupPolicy" || s.Call == "DeleteGroupPolicy" {
		to, losers = w.members(s.Args[0]), w.snap.Members(iam.GroupName(s.Args[0]))
	}
	gone, err := w.goes(ctx, s)
	if err != nil || !gone {
		return err
	}
	if !w.strict {
		if any, err := w.anyPowerful(ctx, losers); err != nil || !any {
			return err
		}
	}
	if what == "" {
		what = s.Args[1]
	}
	w.add(desk.DangerDenyGone, to, what, "")
	return nil
}

// goes reports whether what a step takes away denies something.
func (w *weigher) goes(ctx context.Context, s Step) (bool, error) {
	inline := func(list []iam.InlinePolicy) bool {
		return slices.ContainsFunc(list, func(in iam.InlinePolicy) bool {
			return in.Name.Fold() == iam.PolicyName(s.Args[1]).Fold() && denies(in.Document)
		})
	}
	switch s.Call {
	case "DetachUserPolicy", "DetachGroupPolicy":
		pol, err := w.policy(ctx, s.ARN)
		return denies(pol.Document), err
	case "DeleteUserPolicy":
		u, err := w.userNow(ctx, s.user())
		return inline(u.Inline), err
	case "DeleteGroupPolicy":
		g, err := w.groupNow(ctx, iam.GroupName(s.Args[0]))
		return inline(g.Inline), err
	}
	g, err := w.groupNow(ctx, iam.GroupName(s.Args[1]))
	if err != nil {
		return false, err
	}
	for _, held := range g.Attached {
		if pol, err := w.policy(ctx, held.ARN); err != nil || denies(pol.Document) {
			return true, err
		}
	}
	return slices.ContainsFunc(g.Inline, func(in iam.InlinePolicy) bool { return denies(in.Document) }), nil
}

// credentials weighs that somebody gets a way to be a user, or that a second factor
// of one goes: in mode guarded it is dangerous where the user has dangerous
// permissions. Deactivating a key is not.
func (w *weigher) credentials(ctx context.Context, s Step) error {
	if !w.strict || w.made[s.user().Fold()] || s.Verb == desk.KeyDeactivate {
		return nil
	}
	u, err := w.userNow(ctx, s.user())
	if err != nil {
		return err
	}
	if powerful, err := w.powerful(ctx, u); err != nil || !powerful {
		return err
	}
	w.add(desk.DangerPowerful, gainer{s.Args[0], 1}, "", "")
	return nil
}

func (w *weigher) anyPowerful(ctx context.Context, users []iam.UserName) (bool, error) {
	for _, n := range users {
		u, err := w.userNow(ctx, n)
		if err != nil {
			return false, err
		}
		if powerful, err := w.powerful(ctx, u); err != nil || powerful {
			return powerful, err
		}
	}
	return false, nil
}

// powerful reports whether a user has dangerous permissions: its own and those of
// its groups, unless a permissions boundary has none of them.
func (w *weigher) powerful(ctx context.Context, u iam.User) (bool, error) {
	if u.Boundary != "" {
		pol, err := w.policy(ctx, u.Boundary)
		if err != nil {
			return false, err
		}
		w.pin(string(u.Boundary), pol.DefaultVersion, pol.Document)
		if len(powersOf(pol.Document, w.strict)) == 0 {
			return false, nil
		}
	}
	attached, inline := slices.Clone(u.Attached), slices.Clone(u.Inline)
	for _, n := range u.Groups {
		g, err := w.groupNow(ctx, n)
		if err != nil {
			return false, err
		}
		attached, inline = append(attached, g.Attached...), append(inline, g.Inline...)
	}
	for _, held := range attached {
		pol, err := w.policy(ctx, held.ARN)
		if err != nil {
			return false, err
		}
		w.pin(string(held.ARN), pol.DefaultVersion, pol.Document)
		if len(powersOf(pol.Document, w.strict)) > 0 {
			return true, nil
		}
	}
	return slices.ContainsFunc(inline, func(in iam.InlinePolicy) bool { return len(powersOf(in.Document, w.strict)) > 0 }), nil
}
