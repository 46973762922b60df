package porter

import (
	"context"
	"errors"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/store"
)

// liveWait is how long a page waits for AWS before it shows the snapshot's copy.
const liveWait = 800 * time.Millisecond

// loneWait is how long a page waits for AWS where the snapshot has no copy to show:
// what is late is better than an error.
const loneWait = 5 * time.Second

// patient ends with the time that a page waits for AWS.
func patient(ctx context.Context, hasCopy bool) (context.Context, context.CancelFunc) {
	if hasCopy {
		return context.WithTimeout(ctx, liveWait)
	}
	return context.WithTimeout(ctx, loneWait)
}

// User returns one user for its page: live, or the snapshot's copy where AWS
// does not answer in time.
func (p *Porter) User(ctx context.Context, n iam.UserName) (UserView, error) {
	s := p.Snapshot()
	known, inSnapshot := s.User(n)
	live, cancel := patient(ctx, inSnapshot)
	defer cancel()
	v := UserView{}
	var userErr, keysErr, loginErr error
	var login iam.LoginProfile
	var has bool
	var calls errgroup.Group
	calls.Go(func() error { v.User, userErr = p.liveUser(live, n); return nil })
	calls.Go(func() error { v.Keys, keysErr = p.liveKeys(live, n); return nil })
	calls.Go(func() error { login, has, loginErr = p.account.LoginProfile(live, n); return nil })
	_ = calls.Wait() // each error has its own place
	switch {
	case fault.Is(userErr, fault.CodeUserNotFound):
		p.forget(inSnapshot, func(s *Snapshot) { s.dropUser(n) })
		return UserView{}, userErr
	case userErr != nil && !inSnapshot:
		return UserView{}, userErr
	case userErr != nil:
		v.User, v.At = known, s.At
	default:
		v.At, v.Live = p.now(), true
		v.User.Inline = documents(v.User.Inline, known.Inline)
		if v.User.Tags == nil {
			v.User.Tags = known.Tags
		}
	}
	v.KeysKnown, v.LoginKnown = keysErr == nil, loginErr == nil
	v.Offers = p.Offers().With(iam.FeatureLogin, offerOf(loginErr))
	for _, k := range v.Keys {
		v.Offers = v.Offers.With(iam.FeatureKeyUse, k.offer)
	}
	if keysErr != nil {
		var list []iam.AccessKey
		list, v.KeysKnown = s.Keys(n)
		v.Keys = bare(list)
	}
	for i, k := range v.Keys {
		v.Keys[i].Description = v.User.KeyDescription(k.ID)
	}
	if loginErr == nil && has {
		v.Login = &login
	}
	v.Origins = origins(s, v.User)
	op, err := p.store.OpHolding(ctx, n.Fold())
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return UserView{}, err
	}
	v.Held = op.ID
	return v, nil
}

// liveUser reads a user, and once more where AWS says that there is none: a new
// one may not be visible yet.
func (p *Porter) liveUser(ctx context.Context, n iam.UserName) (iam.User, error) {
	u, err := p.account.User(ctx, n)
	if gone(err) {
		u, err = p.account.User(ctx, n)
	}
	return u, err
}

// liveKeys reads a user's keys, each with its last use.
func (p *Porter) liveKeys(ctx context.Context, n iam.UserName) ([]KeyView, error) {
	list, err := p.account.Keys(ctx, n)
	if err != nil {
		return nil, err
	}
	views := bare(list)
	var calls errgroup.Group
	for i := range views {
		calls.Go(func() error {
			use, _, err := p.account.KeyUse(ctx, views[i].ID)
			views[i].Use, views[i].UseKnown, views[i].offer = use, err == nil, offerOf(err)
			return nil
		})
	}
	_ = calls.Wait() // a use that is not known is shown so
	return views, nil
}

func bare(list []iam.AccessKey) []KeyView {
	views := make([]KeyView, len(list))
	for i, k := range list {
		views[i].AccessKey = k
	}
	return views
}

// forget takes out of the snapshot what AWS says is not there.
func (p *Porter) forget(there bool, change func(s *Snapshot)) {
	if there {
		p.patch(change)
	}
}

// documents adds to inline policies, of which only the names were read, the
// documents that the snapshot has.
func documents(live, known []iam.InlinePolicy) []iam.InlinePolicy {
	for i := range live {
		for _, k := range known {
			if k.Name == live[i].Name && live[i].Document == "" {
				live[i].Document = k.Document
			}
		}
	}
	return live
}

// origins lists where a user's permissions come from: what is attached directly,
// its own inline policies, then those of each group.
func origins(s *Snapshot, u iam.User) []Origin {
	var list []Origin
	add := func(g iam.GroupName, attached []iam.AttachedPolicy, inline []iam.InlinePolicy) {
		for _, a := range attached {
			list = append(list, Origin{Policy: a, Group: g})
		}
		for _, i := range inline {
			list = append(list, Origin{Policy: iam.AttachedPolicy{Name: i.Name}, Group: g})
		}
	}
	add("", u.Attached, u.Inline)
	for _, name := range u.Groups {
		if g, ok := s.Group(name); ok {
			add(g.Name, g.Attached, g.Inline)
		}
	}
	return list
}

// PolicyNames returns the names of all policies of a user, as the last reading
// has them: its own first, then those of its groups.
func (s *Snapshot) PolicyNames(n iam.UserName) []iam.PolicyName {
	u, _ := s.User(n)
	var names []iam.PolicyName
	for _, o := range origins(s, u) {
		if !slices.Contains(names, o.Policy.Name) {
			names = append(names, o.Policy.Name)
		}
	}
	return names
}

// Group returns one group for its page: live, or the snapshot's copy.
func (p *Porter) Group(ctx context.Context, n iam.GroupName) (GroupView, error) {
	s := p.Snapshot()
	known, inSnapshot := s.Group(n)
	live, cancel := patient(ctx, inSnapshot)
	defer cancel()
	g, members, err := p.account.Group(live, n)
	if gone(err) {
		g, members, err = p.account.Group(live, n)
	}
	switch {
	case fault.Is(err, fault.CodeGroupNotFound):
		p.forget(inSnapshot, func(s *Snapshot) { s.dropGroup(n) })
		return GroupView{}, err
	case err != nil && !inSnapshot:
		return GroupView{}, err
	case err != nil:
		return GroupView{Group: known, Members: s.Members(n), At: s.At}, nil
	}
	g.Inline = documents(g.Inline, known.Inline)
	return GroupView{Group: g, Members: members, At: p.now(), Live: true}, nil
}

// Policy returns one managed policy for its page: live, or the snapshot's copy,
// which may have no document.
func (p *Porter) Policy(ctx context.Context, a iam.ARN) (PolicyView, error) {
	s := p.Snapshot()
	known, inSnapshot := s.Policy(a)
	live, cancel := patient(ctx, inSnapshot)
	defer cancel()
	v, err := p.livePolicy(live, a)
	if fault.Is(err, fault.CodePolicyNotFound) {
		v, err = p.livePolicy(live, a)
	}
	switch {
	case fault.Is(err, fault.CodePolicyNotFound):
		p.forget(inSnapshot, func(s *Snapshot) { s.dropPolicy(a) })
		return PolicyView{}, err
	case err != nil && !inSnapshot:
		return PolicyView{}, err
	case err != nil:
		users, groups := attachedTo(s, a)
		return PolicyView{Policy: known, Users: users, Groups: groups, Bound: boundedBy(s, a), At: s.At, Offers: p.Offers()}, nil
	}
	return v, nil
}

// livePolicy reads a policy, who has it, and its versions, which may stay unknown.
// Who has it is told by the snapshot where AWS may not be asked.
func (p *Porter) livePolicy(ctx context.Context, a iam.ARN) (PolicyView, error) {
	v := PolicyView{At: p.now(), Live: true}
	var holders, bound iam.Holders
	var versionsErr, holdersErr, boundErr error
	calls, live := errgroup.WithContext(ctx)
	calls.Go(func() (err error) { v.Policy, err = p.account.Policy(live, a); return err })
	calls.Go(func() error {
		if holders, holdersErr = p.account.AttachedTo(live, a); offerOf(holdersErr) != iam.OfferUnknown {
			return nil
		}
		return holdersErr
	})
	calls.Go(func() error { bound, boundErr = p.account.BoundedBy(live, a); return nil })
	calls.Go(func() error { v.Versions, versionsErr = p.account.PolicyVersions(live, a); return nil })
	err := calls.Wait()
	v.Users, v.Groups, v.Roles, v.VersionsKnown = holders.Users, holders.Groups, holders.Roles, versionsErr == nil
	if err == nil && holdersErr != nil {
		v.Users, v.Groups = attachedTo(p.Snapshot(), a)
	}
	v.Bound, v.BoundKnown = bound, boundErr == nil && !p.sameAnswer(a, holders, bound)
	if !v.BoundKnown {
		v.Bound = boundedBy(p.Snapshot(), a)
	}
	v.Offers = p.Offers().With(iam.FeatureVersions, offerOf(versionsErr)).With(iam.FeatureUsage, offerOf(holdersErr))
	return v, err
}

// PolicyVersion returns one version of a managed policy with its document, read
// now.
func (p *Porter) PolicyVersion(ctx context.Context, a iam.ARN, id string) (iam.PolicyVersion, error) {
	return p.account.PolicyVersion(ctx, a, id)
}

// attachedTo lists who has a policy, as far as the snapshot knows.
func attachedTo(s *Snapshot, a iam.ARN) (users []iam.UserName, groups []iam.GroupName) {
	for _, u := range s.Users {
		if u.Has(a) {
			users = append(users, u.Name)
		}
	}
	for _, g := range s.Groups {
		if g.Has(a) {
			groups = append(groups, g.Name)
		}
	}
	return users, groups
}

// boundedBy lists whose permissions boundary a policy is, as far as the snapshot
// knows.
func boundedBy(s *Snapshot, a iam.ARN) (h iam.Holders) {
	for i := range s.Users {
		if s.Users[i].Boundary == a {
			h.Users = append(h.Users, s.Users[i].Name)
		}
	}
	return h
}

// sameAnswer reports whether a server seems to answer without a look at the
// filter: no group has a boundary, and nobody of those that are named has this
// one, who have the policy all the same.
func (p *Porter) sameAnswer(a iam.ARN, attached, bound iam.Holders) bool {
	if len(bound.Groups) > 0 {
		return true
	}
	return bound.Any() && slices.Equal(attached.Users, bound.Users) && slices.Equal(attached.Roles, bound.Roles) &&
		!boundedBy(p.Snapshot(), a).Any()
}

// Dependents returns everything that goes away with a user, read now.
func (p *Porter) Dependents(ctx context.Context, n iam.UserName) (iam.Dependents, error) {
	return p.account.Dependents(ctx, n)
}
