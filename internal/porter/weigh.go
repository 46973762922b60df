package porter

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/policy"
	"keyporter/internal/seal"
)

// weight is what is dangerous in an act.
type weight struct {
	dangers []desk.Danger // none: the act needs nobody else; the worst first
	// pins name each policy whose text decided, as its ARN, the id of its version and
	// the SHA-256 of its document; sorted. Of one inside a user or group, whose it is
	// stands in the place of the ARN, and the version is "-".
	pins []string
}

// weigh tells what is dangerous in an act, by what it does and not by its name: a
// policy of a group is one of all its members, whoever joins a group gets all that
// it has, and a new default version is one of all who have the policy. What goes is
// dangerous where it denied something. It only reads. A form that was sent before
// is not to be weighed: what it did is done.
func (p *Porter) weigh(ctx context.Context, s *Snapshot, a act) (weight, error) {
	rails, err := p.rails(ctx)
	if err != nil {
		return weight{}, err
	}
	steps, err := p.stepsOf(ctx, s, a)
	if err != nil {
		return weight{}, err
	}
	w := newWeigher(p, s, rails)
	if err := w.all(ctx, steps); err != nil {
		return weight{}, err
	}
	return w.weight(), nil
}

// weigher weighs the steps of one act. In mode guarded it is strict, so that what is
// not in the safe set is dangerous, and live: what AWS has now decides, and not the
// snapshot.
type weigher struct {
	*Porter
	snap    *Snapshot
	rails   desk.Rails
	strict  bool
	live    bool
	dangers []desk.Danger
	pins    map[string]bool

	joins    map[string][]iam.UserName // who joins a group in these steps, by its folded name
	made     map[string]bool           // users whom these steps make, by folded name
	policies map[iam.ARN]iam.Policy    // that were read
	users    map[string]iam.User
	groups   map[string]iam.Group
}

func newWeigher(p *Porter, s *Snapshot, r desk.Rails) *weigher {
	strict := r.Mode == desk.GuardGuarded
	return &weigher{Porter: p, snap: s, rails: r, strict: strict, live: strict,
		pins: map[string]bool{}, policies: map[iam.ARN]iam.Policy{}, users: map[string]iam.User{}, groups: map[string]iam.Group{}}
}

// gainer is who gains by a step: one user, or a group with so many members.
type gainer struct {
	who   string
	count int
}

func (w *weigher) weight() weight {
	rank := desk.DangerKinds()
	slices.SortStableFunc(w.dangers, func(a, b desk.Danger) int {
		return cmp.Or(cmp.Compare(slices.Index(rank, a.Kind), slices.Index(rank, b.Kind)), strings.Compare(a.Who, b.Who),
			strings.Compare(a.What, b.What), strings.Compare(a.Sid, b.Sid))
	})
	found := weight{dangers: slices.Compact(w.dangers)}
	for pin := range w.pins {
		found.pins = append(found.pins, pin)
	}
	slices.Sort(found.pins)
	return found
}

func (w *weigher) add(kind desk.DangerKind, to gainer, what, sid string) {
	w.dangers = append(w.dangers, desk.Danger{Kind: kind, Who: to.who, What: what, Sid: sid, Count: to.count})
}

// pin remembers a text that decided.
func (w *weigher) pin(what, version, document string) {
	w.pins[what+" "+version+" "+seal.Hash(document)] = true
}

// all weighs steps. Those of a user who is deleted take nothing from anybody.
func (w *weigher) all(ctx context.Context, steps []Step) error {
	w.joins, w.made = map[string][]iam.UserName{}, map[string]bool{}
	for _, s := range steps {
		switch s.Call {
		case "DeleteUser":
			return nil
		case "CreateUser":
			w.made[s.user().Fold()] = true
		case "AddUserToGroup":
			g := iam.GroupName(s.Args[1]).Fold()
			w.joins[g] = append(w.joins[g], s.user())
		}
	}
	joined := map[string]bool{}
	for _, s := range steps {
		if s.Call == "AddUserToGroup" { // once for all who join it
			g := iam.GroupName(s.Args[1]).Fold()
			if joined[g] {
				continue
			}
			joined[g] = true
		}
		if err := w.step(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

func (w *weigher) step(ctx context.Context, s Step) error {
	switch s.Call {
	case "AttachUserPolicy":
		return w.attach(ctx, gainer{s.Args[0], 1}, s.ARN)
	case "AttachGroupPolicy":
		return w.attach(ctx, w.members(s.Args[0]), s.ARN)
	case "AddUserToGroup":
		return w.join(ctx, iam.GroupName(s.Args[1]))
	case "PutUserPolicy":
		w.inline(gainer{s.Args[0], 1}, "user "+s.Args[0], iam.InlinePolicy{Name: iam.PolicyName(s.Args[1]), Document: s.Document})
	case "PutGroupPolicy":
		w.inline(w.members(s.Args[0]), "group "+s.Args[0], iam.InlinePolicy{Name: iam.PolicyName(s.Args[1]), Document: s.Document})
	case "CreatePolicyVersion", "SetDefaultPolicyVersion":
		return w.version(ctx, s.ARN, s.Document)
	case "PutUserPermissionsBoundary", "DeleteUserPermissionsBoundary":
		return w.boundary(ctx, s)
	case "DetachUserPolicy", "DetachGroupPolicy", "RemoveUserFromGroup", "DeleteUserPolicy", "DeleteGroupPolicy":
		return w.loses(ctx, s)
	case "CreateAccessKey", "CreateLoginProfile", "UpdateLoginProfile", "UpdateAccessKey", "DeactivateMFADevice", "DeleteVirtualMFADevice":
		return w.credentials(ctx, s)
	}
	return nil
}

// members is a group as it will be, as who gains.
func (w *weigher) members(g string) gainer {
	name := iam.GroupName(g)
	return gainer{g, w.snap.MemberCount(name) + len(w.joins[name.Fold()])}
}

// text notes what is dangerous in a document.
func (w *weigher) text(to gainer, what, document string) {
	for _, one := range powersOf(document, w.strict) {
		w.add(one.kind, to, what, one.sid)
	}
}

// attach weighs that somebody gets a managed policy. A plan names a policy that it
// makes itself by no ARN. The policy that requires MFA, and the one by which users
// change their own password, give nothing that Keyporter's own steps do not need.
func (w *weigher) attach(ctx context.Context, to gainer, arn iam.ARN) error {
	if arn == "" || arn == changePassword {
		return nil
	}
	pol, err := w.policy(ctx, arn)
	if err != nil {
		return err
	}
	w.pin(string(arn), pol.DefaultVersion, pol.Document)
	if doc, err := policy.Parse(pol.Document); err == nil && doc.Same(policy.RequireMFA(w.snap.partition())) {
		return nil
	}
	w.text(to, string(arn), pol.Document)
	if !w.strict {
		return nil
	}
	switch safe, listed := w.rails.SafeOf(string(arn)); {
	case !listed:
		w.add(desk.DangerOutsideSafeSet, to, string(arn), "")
	case safe.Version != pol.DefaultVersion || safe.Hash != seal.Hash(pol.Document):
		w.add(desk.DangerVersionChanged, to, string(arn), "")
	}
	return nil
}

// join weighs that users get all that a group has. A group that the steps make has
// what they attach to it.
func (w *weigher) join(ctx context.Context, name iam.GroupName) error {
	g, err := w.groupNow(ctx, name)
	if err != nil {
		return err
	}
	who := w.joins[name.Fold()]
	to := gainer{string(g.Name), len(who)}
	if len(who) == 1 {
		to.who = string(who[0])
	}
	for _, held := range g.Attached {
		if err := w.attach(ctx, to, held.ARN); err != nil {
			return err
		}
	}
	for _, in := range g.Inline {
		w.inline(to, "group "+string(g.Name), in)
	}
	return nil
}

// inline weighs that somebody gets a policy that lies inside a user or group.
func (w *weigher) inline(to gainer, of string, in iam.InlinePolicy) {
	w.pin(of+" "+string(in.Name), "-", in.Document)
	w.text(to, string(in.Name), in.Document)
	if w.strict {
		w.add(desk.DangerInline, to, string(in.Name), "")
	}
}

// version weighs that a managed policy says something else for all who have it, or
// whom it bounds. In mode open what the policy allowed before is no danger, nor is
// a policy that nobody has.
func (w *weigher) version(ctx context.Context, arn iam.ARN, document string) error {
	now, err := w.policy(ctx, arn)
	if err != nil {
		return err
	}
	w.pin(string(arn), now.DefaultVersion, now.Document)
	w.pin(string(arn), "new", document)
	to, held := w.holders(arn)
	if !w.strict && !held {
		return nil
	}
	before := powersOf(now.Document, w.strict)
	for _, one := range powersOf(document, w.strict) {
		if w.strict || !slices.ContainsFunc(before, func(o power) bool { return o.kind == one.kind }) {
			w.add(one.kind, to, string(arn), one.sid)
		}
	}
	if w.strict && held {
		w.add(desk.DangerVersionChanged, to, string(arn), "")
	}
	if held && denies(now.Document) && (w.strict || !denies(document)) {
		w.add(desk.DangerDenyGone, to, string(arn), "")
	}
	return nil
}

// holders is who has a policy, or is bounded by it, as the snapshot knows.
func (w *weigher) holders(arn iam.ARN) (to gainer, held bool) {
	users, groups := attachedTo(w.snap, arn)
	all := map[string]bool{}
	for _, n := range slices.Concat(users, boundedBy(w.snap, arn).Users) {
		all[n.Fold()] = true
	}
	for _, g := range groups {
		for _, n := range w.snap.Members(g) {
			all[n.Fold()] = true
		}
	}
	to.count = len(all)
	switch {
	case len(users) == 1 && len(groups) == 0:
		to.who = string(users[0])
	case len(groups) == 1 && len(users) == 0:
		to.who = string(groups[0])
	}
	roles := slices.ContainsFunc(w.snap.Roles, func(r iam.Role) bool {
		return r.Boundary == arn || slices.ContainsFunc(r.Attached, func(a iam.AttachedPolicy) bool { return a.ARN == arn })
	})
	return to, len(users)+len(groups)+len(all) > 0 || roles
}

// missing reports whether there is nothing to weigh: what an act is about is not
// there, and the act will fail.
func missing(err error) bool { return fault.KindOf(err) == fault.NotFound }
