package porter

import (
	"cmp"
	"context"
	"strconv"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/policy"
	"keyporter/internal/seal"
)

// guardName is what the policy that requires MFA is called; where the name is
// taken by another policy, a number follows it.
const guardName iam.PolicyName = "RequireMFA"

// Guard is the policy that requires MFA, and what attaching it takes.
type Guard struct {
	Name     iam.PolicyName
	ARN      iam.ARN // "" while it is not made
	Document string
	Held     bool // attached there already
	Steps    []Step
}

// UserGuard returns the policy that requires MFA, with the steps that attach it
// to a user.
func (p *Porter) UserGuard(n iam.UserName) Guard {
	s := p.Snapshot()
	u, _ := s.User(n)
	return s.guard(step("AttachUserPolicy", desk.UserAttach, string(n)), u.Has)
}

// GroupGuard returns the policy that requires MFA, with the steps that attach it
// to a group.
func (p *Porter) GroupGuard(n iam.GroupName) Guard {
	s := p.Snapshot()
	g, _ := s.Group(n)
	return s.guard(step("AttachGroupPolicy", desk.GroupAttach, string(n)), g.Has)
}

// guard finds the policy by what it says, under whatever name.
func (s *Snapshot) guard(attach Step, has func(iam.ARN) bool) Guard {
	want := policy.RequireMFA(s.partition())
	g := Guard{Name: guardName, Document: want.JSON()}
	taken := map[string]bool{}
	for _, p := range s.Policies {
		if p.ARN.AWSManaged() {
			continue
		}
		taken[p.Name.Fold()] = true
		if doc, err := policy.Parse(p.Document); err == nil && doc.Same(want) {
			g.Name, g.ARN, g.Held = p.Name, p.ARN, has(p.ARN)
			g.Steps = []Step{attach.with(p.ARN)}
			return g
		}
	}
	for i := 2; taken[g.Name.Fold()]; i++ {
		g.Name = guardName + iam.PolicyName("-"+strconv.Itoa(i))
	}
	create := step("CreatePolicy", desk.PolicyCreate, string(g.Name))
	create.Document = g.Document
	attach.Args = append(attach.Args, string(g.Name))
	g.Steps = []Step{create, attach}
	return g
}

// partition is that of the account's ARNs.
func (s *Snapshot) partition() string { return cmp.Or(s.Identity.ARN.Partition(), "aws") }

// RequireMFAOfUser attaches the policy that requires MFA to a user, as a plan of
// steps: it is made where the account has none.
func (p *Porter) RequireMFAOfUser(ctx context.Context, by desk.Actor, form string, n iam.UserName) (Done, error) {
	return p.requireMFA(ctx, by, act{verb: desk.MFARequire, target: string(n), form: form}, func() Guard { return p.UserGuard(n) })
}

// RequireMFAOfGroup attaches the policy that requires MFA to a group, as a plan
// of steps: it is made where the account has none.
func (p *Porter) RequireMFAOfGroup(ctx context.Context, by desk.Actor, form string, n iam.GroupName) (Done, error) {
	return p.requireMFA(ctx, by, act{verb: desk.MFARequireGroup, target: string(n), form: form}, func() Guard { return p.GroupGuard(n) })
}

func (p *Porter) requireMFA(ctx context.Context, by desk.Actor, a act, find func() Guard) (Done, error) {
	var g Guard
	a.check = func() error {
		if g = find(); g.Held {
			return fault.New(fault.Conflict, fault.CodeMFARequired, string(g.Name))
		}
		return nil
	}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		w.result = result{Steps: g.Steps, Began: w.op.Created}
		return p.makeAll(ctx, w, seal.Secret{})
	})
}

// makePolicy does the step that makes a policy, and tells its ARN to the steps
// that attach it. Where the answer to an earlier try was lost, a policy of the
// name and with the document, made since the plan began, is its work.
func (p *Porter) makePolicy(ctx context.Context, w *work, s Step, retry bool) error {
	made, err := p.account.CreatePolicy(ctx, account.NewPolicy{Name: iam.PolicyName(s.Args[0]), Document: s.Document})
	if retry && fault.Is(err, fault.CodePolicyTaken) {
		made, err = p.madeBefore(ctx, s, w.result.Began, err)
	}
	if err != nil {
		return err
	}
	if made.Created.IsZero() {
		made.Created, made.Updated = p.now(), p.now()
	}
	if made.Document == "" {
		made.Document = s.Document
	}
	p.patch(func(t *Snapshot) { t.addPolicy(made) })
	for i := range w.result.Steps {
		if w.result.Steps[i].ARN == "" {
			w.result.Steps[i].ARN = made.ARN
		}
	}
	return nil
}

func (p *Porter) madeBefore(ctx context.Context, s Step, began time.Time, taken error) (iam.Policy, error) {
	list, err := p.account.Policies(ctx)
	if err != nil {
		return iam.Policy{}, err
	}
	for _, one := range list {
		if one.ARN.AWSManaged() || one.Name.Fold() != iam.PolicyName(s.Args[0]).Fold() {
			continue
		}
		there, err := p.account.Policy(ctx, one.ARN)
		if err == nil && there.Document == s.Document && there.Created.After(began.Add(-ownSince)) {
			return there, nil
		}
	}
	return iam.Policy{}, taken
}
