package porter

import (
	"context"
	"fmt"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// rails are the guard rails as they hold now, in every process. Where no admin has
// chosen a mode it is open in the sandbox and for a team of one.
// Their lists are read in mode guarded only, in which they matter.
func (p *Porter) rails(ctx context.Context) (desk.Rails, error) {
	r, err := p.store.Rails(ctx)
	if err != nil {
		return r, fmt.Errorf("read the guard rails: %w", err)
	}
	if !r.Chosen {
		r.Mode = desk.GuardOpen
		if !p.place.Sandbox {
			n, err := p.store.SigningIn(ctx)
			if err != nil {
				return r, fmt.Errorf("count who can sign in: %w", err)
			}
			if n > 1 {
				r.Mode = desk.GuardGuarded
			}
		}
	}
	if r.Mode == desk.GuardGuarded {
		err = p.railLists(ctx, &r)
	}
	return r, err
}

func (p *Porter) railLists(ctx context.Context, r *desk.Rails) (err error) {
	if r.Safe, err = p.store.SafePolicies(ctx); err != nil {
		return fmt.Errorf("read the safe set: %w", err)
	}
	if r.Adopted, err = p.store.AdoptedOnes(ctx); err != nil {
		return fmt.Errorf("read who was adopted: %w", err)
	}
	return nil
}

func (p *Porter) railsFor(ctx context.Context, who asker) (desk.Rails, error) {
	if who.rails != nil {
		return *who.rails, nil
	}
	return p.rails(ctx)
}

// mode tells how much one operator may change alone. Where that cannot be read
// nobody may do much.
func (p *Porter) mode() desk.GuardMode {
	r, err := p.rails(p.life)
	if err != nil {
		return desk.GuardGuarded
	}
	return r.Mode
}

// railed holds acts against the guard rails, by the account as it was read last.
type railed struct {
	*Porter
	snap *Snapshot
	desk.Rails
}

// check refuses, in mode guarded, what nobody may do: acts on users and groups that
// are not managed, users without the boundary, a boundary that goes, and acts of a
// manager on users who may do more than a manager may give.
func (r railed) check(ctx context.Context, by desk.Operator, verb desk.Verb, on subject) error {
	if r.Mode != desk.GuardGuarded || verb == desk.PlanUndo {
		return nil
	}
	for _, n := range on.users {
		if f := r.user(n); f != nil {
			return f
		}
	}
	for _, g := range append(on.groups[:len(on.groups):len(on.groups)], on.whole...) {
		if f := r.group(g); f != nil {
			return f
		}
	}
	for _, g := range on.whole {
		for _, n := range r.snap.Members(g) {
			if r.user(n) != nil {
				return fault.New(fault.Denied, fault.CodeRailsMember, string(g), string(n))
			}
		}
	}
	for _, u := range on.becomes {
		if f := r.becomes(u, on.makes); f != nil {
			return f
		}
	}
	if verb == desk.BoundaryOff {
		return fault.New(fault.Denied, fault.CodeRailsUnbound, string(on.users[0]))
	}
	if by.Role == desk.Admin {
		return nil
	}
	return r.stronger(ctx, on.users)
}

func (r railed) user(n iam.UserName) *fault.Fault {
	u, ok := r.snap.User(n)
	switch {
	case ok && r.Manages(desk.AdoptedUser, u.Path, desk.AdoptedID(u.ID, u.Name.Fold())):
		return nil
	case !ok && !r.snap.whole:
		return fault.New(fault.Conflict, fault.CodeScopeUnread, string(n))
	}
	return fault.New(fault.Denied, fault.CodeRailsUser, string(n))
}

func (r railed) group(n iam.GroupName) *fault.Fault {
	g, ok := r.snap.Group(n)
	switch {
	case ok && r.Manages(desk.AdoptedGroup, g.Path, desk.AdoptedID(g.ID, g.Name.Fold())):
		return nil
	case !ok && !r.snap.whole:
		return fault.New(fault.Conflict, fault.CodeScopeUnread, string(n))
	}
	return fault.New(fault.Denied, fault.CodeRailsGroup, string(n))
}

// becomes refuses a user as it will be: outside the managed paths, unless it was
// adopted, and a new one without the boundary.
func (r railed) becomes(u iam.User, made bool) *fault.Fault {
	id := desk.AdoptedID(u.ID, u.Name.Fold())
	if made {
		id = ""
	}
	if !r.Manages(desk.AdoptedUser, u.Path, id) {
		return fault.New(fault.Denied, fault.CodeRailsAfter, string(u.Name), strings.Join(r.Paths, " "))
	}
	switch {
	case !made:
		return nil
	case r.Boundary == "":
		return fault.New(fault.Denied, fault.CodeRailsNoBoundary)
	case string(u.Boundary) != r.Boundary:
		return fault.New(fault.Denied, fault.CodeRailsBoundary, iam.ARN(r.Boundary).Name())
	}
	return nil
}

// stronger refuses users with dangerous permissions, as the snapshot has them.
func (r railed) stronger(ctx context.Context, users []iam.UserName) error {
	w := newWeigher(r.Porter, r.snap, r.Rails)
	w.live = false
	for _, n := range users {
		u, _ := r.snap.User(n)
		powerful, err := w.powerful(ctx, u)
		if err != nil {
			return err
		}
		if powerful {
			return fault.New(fault.Denied, fault.CodeRailsStronger, string(n))
		}
	}
	return nil
}

// railed fills in what a new user has to have and does not say.
func (u NewUser) railed(r desk.Rails) NewUser {
	if r.Mode != desk.GuardGuarded {
		return u
	}
	if u.Path == "" && len(r.Paths) > 0 {
		u.Path = r.Paths[0]
	}
	if u.Boundary == "" {
		u.Boundary = iam.ARN(r.Boundary)
	}
	return u
}

func (p *Porter) railedUser(ctx context.Context, u NewUser) (NewUser, error) {
	r, err := p.rails(ctx)
	return u.railed(r), err
}

// ForcedBoundary is the permissions boundary that every new user gets, or "".
func (p *Porter) ForcedBoundary(ctx context.Context) iam.ARN {
	r, err := p.rails(ctx)
	if err != nil || r.Mode != desk.GuardGuarded {
		return ""
	}
	return iam.ARN(r.Boundary)
}

// checkUnbound refuses, in mode guarded, that a permissions boundary goes, or that
// another one takes the place of the one that every new user gets.
func (p *Porter) checkUnbound(ctx context.Context, u iam.User, arn iam.ARN) error {
	r, err := p.rails(ctx)
	if err != nil || r.Mode != desk.GuardGuarded {
		return err
	}
	if arn == "" || u.Boundary != "" && string(u.Boundary) == r.Boundary {
		return fault.New(fault.Denied, fault.CodeRailsUnbound, string(u.Name))
	}
	return nil
}
