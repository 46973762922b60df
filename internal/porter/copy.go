package porter

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"golang.org/x/sync/errgroup"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/policy"
	"keyporter/internal/seal"
)

// inlineReads is how many documents are read at a time.
const inlineReads = 4

// UserInlineSize is the quota of the inline policies of one user together, by its
// name in the account summary.
const UserInlineSize = "UserPolicySize"

// CopyOutcome says what becomes of one permission that is to be copied.
type CopyOutcome string

// The outcomes.
const (
	CopyAdds  CopyOutcome = "adds"
	CopyHeld  CopyOutcome = "held"  // the user has it
	CopyOther CopyOutcome = "other" // the user is to have another permissions boundary
	CopyClash CopyOutcome = "clash" // the user has an inline policy of that name with another document
)

// CopyItem is one group, policy or inline policy that is to be copied.
type CopyItem struct {
	Step    Step // that adds it
	Outcome CopyOutcome
}

// CopyPlan is what a user gets from another. Base names its steps, so that a copy
// can tell whether it is still the one that was looked at.
type CopyPlan struct {
	From, To iam.User
	Items    []CopyItem
	Steps    []Step
	Base     string
}

// Permissions reads a user with the documents of its inline policies.
func (p *Porter) Permissions(ctx context.Context, n iam.UserName) (iam.User, error) {
	u, err := p.account.User(ctx, n)
	if err != nil {
		return u, err
	}
	reads, ctx := errgroup.WithContext(ctx)
	reads.SetLimit(inlineReads)
	for i := range u.Inline {
		reads.Go(func() (err error) {
			u.Inline[i], err = p.account.UserPolicy(ctx, n, u.Inline[i].Name)
			return err
		})
	}
	return u, reads.Wait()
}

// PlanCopy returns what copying permissions from one user to another adds, and
// in which steps. With it comes what is wrong with it, in the field "from": the
// quotas are looked at before anything is called.
func (p *Porter) PlanCopy(ctx context.Context, n, from iam.UserName) (CopyPlan, error) {
	var c CopyPlan
	switch {
	case from == "":
		return c, fault.Field("from", fault.CodeNothingChosen)
	case from.Fold() == n.Fold():
		return c, fault.Field("from", fault.CodeCopySelf)
	}
	to, err := p.Permissions(ctx, n)
	if err != nil {
		return c, err
	}
	return p.planCopy(ctx, to, from)
}

// PlanDraftCopy is PlanCopy for a user that is not made yet. It gets the
// permissions boundary too, unless it is to have another.
func (p *Porter) PlanDraftCopy(ctx context.Context, u NewUser, from iam.UserName) (CopyPlan, error) {
	if from == "" {
		return CopyPlan{}, fault.Field("from", fault.CodeNothingChosen)
	}
	to := iam.User{Name: u.Name, Boundary: u.Boundary, Groups: slices.Clone(u.Groups), Inline: u.Inline}
	for _, g := range u.NewGroups {
		to.Groups = append(to.Groups, g.Name)
	}
	for _, arn := range u.direct() {
		to.Attached = attach(to.Attached, arn)
	}
	c, err := p.planCopy(ctx, to, from)
	if b := c.From.Boundary; b != "" {
		s := step("PutUserPermissionsBoundary", desk.BoundarySet, string(u.Name)).with(b)
		switch u.Boundary {
		case "":
			c.Items, c.Steps = append(c.Items, CopyItem{s, CopyAdds}), append(c.Steps, s)
		case b:
			c.Items = append(c.Items, CopyItem{s, CopyHeld})
		default:
			c.Items = append(c.Items, CopyItem{s, CopyOther})
		}
		if fault.Is(err, fault.CodeCopyNothing) && u.Boundary == "" {
			err = nil
		}
		base, e := baseOf(c.Steps)
		if e != nil {
			return c, e
		}
		c.Base = base
	}
	return c, err
}

// With is the new user with what a plan adds.
func (u NewUser) With(c CopyPlan) NewUser {
	for _, s := range c.Steps {
		switch s.Call {
		case "AddUserToGroup":
			u.Groups = append(u.Groups, iam.GroupName(s.Args[1]))
		case "AttachUserPolicy":
			u.Policies = append(u.Policies, s.ARN)
		case "PutUserPolicy":
			u.Inline = append(u.Inline, iam.InlinePolicy{Name: iam.PolicyName(s.Args[1]), Document: s.Document})
		case "PutUserPermissionsBoundary":
			u.Boundary = s.ARN
		}
	}
	return u
}

func (p *Porter) planCopy(ctx context.Context, to iam.User, from iam.UserName) (CopyPlan, error) {
	c := CopyPlan{To: to}
	var err error
	if c.From, err = p.Permissions(ctx, from); gone(err) {
		return c, fault.Field("from", fault.CodeUserNotFound, string(from))
	} else if err != nil {
		return c, err
	}
	c.fill(string(to.Name))
	if c.Base, err = baseOf(c.Steps); err != nil {
		return c, err
	}
	return c, p.checkCopy(c)
}

// baseOf names steps.
func baseOf(steps []Step) (string, error) {
	said, err := json.Marshal(steps)
	if err != nil {
		return "", fmt.Errorf("encode the steps: %w", err)
	}
	return seal.Hash(string(said)), nil
}

// fill finds what becomes of each permission.
func (c *CopyPlan) fill(name string) {
	add := func(s Step, held, clash bool) {
		item := CopyItem{s, CopyAdds}
		switch {
		case clash:
			item.Outcome = CopyClash
		case held:
			item.Outcome = CopyHeld
		default:
			c.Steps = append(c.Steps, s)
		}
		c.Items = append(c.Items, item)
	}
	for _, g := range c.From.Groups {
		add(step("AddUserToGroup", desk.UserJoin, name, string(g)), c.To.In(g), false)
	}
	for _, a := range c.From.Attached {
		add(step("AttachUserPolicy", desk.UserAttach, name).with(a.ARN), c.To.Has(a.ARN), false)
	}
	for _, in := range c.From.Inline {
		i := slices.IndexFunc(c.To.Inline, func(o iam.InlinePolicy) bool { return o.Name.Fold() == in.Name.Fold() })
		add(putStep(name, in), i >= 0, i >= 0 && c.To.Inline[i].Document != in.Document)
	}
}

// putStep is the step that gives a user an inline policy.
func putStep(user string, in iam.InlinePolicy) Step {
	s := step("PutUserPolicy", desk.UserInlinePut, user, string(in.Name))
	s.Document = in.Document
	return s
}

// checkCopy returns what AWS would refuse.
func (p *Porter) checkCopy(c CopyPlan) error {
	if len(c.Steps) == 0 {
		return fault.Field("from", fault.CodeCopyNothing, string(c.From.Name))
	}
	groups, policies, inline := len(c.To.Groups), len(c.To.Attached), slices.Clone(c.To.Inline)
	for _, s := range c.Steps {
		switch s.Call {
		case "AddUserToGroup":
			groups++
		case "AttachUserPolicy":
			policies++
		case "PutUserPolicy":
			inline = append(inline, iam.InlinePolicy{Document: s.Document})
		}
	}
	var faults []*fault.Fault
	s := p.Snapshot()
	if limit := s.Quota(GroupsPerUser, iam.GroupsPerUser); groups > limit && groups > len(c.To.Groups) {
		faults = append(faults, overQuota("from", GroupsPerUser, limit))
	}
	if limit := s.Quota(PoliciesPerUser, iam.PoliciesPerEntity); policies > limit && policies > len(c.To.Attached) {
		faults = append(faults, overQuota("from", PoliciesPerUser, limit))
	}
	if len(inline) > len(c.To.Inline) {
		faults = append(faults, checkInlineSize(s, "from", inline))
	}
	return fault.Join(faults...)
}

// checkInlineSize returns the fault of inline policies that are too long for one
// user together.
func checkInlineSize(s *Snapshot, field string, list []iam.InlinePolicy) *fault.Fault {
	size, limit := 0, s.Quota(UserInlineSize, iam.UserInlineSize)
	for _, in := range list {
		size += policy.Size(in.Document)
	}
	if size <= limit {
		return nil
	}
	return fault.New(fault.Full, fault.CodeInlineFull, strconv.Itoa(limit), strconv.Itoa(size)).At(field)
}

// CopyPermissions gives a user the groups and policies of another that it does
// not have, as a plan of steps. Base is CopyPlan.Base of what was looked at.
func (p *Porter) CopyPermissions(ctx context.Context, by desk.Actor, form string, n, from iam.UserName, base string) (Done, error) {
	var steps []Step
	a := act{
		verb: desk.UserCopy, target: string(n), detail: []string{string(from)}, form: form, content: []string{string(from), base},
		check: func() error {
			c, err := p.PlanCopy(ctx, n, from)
			if err == nil && c.Base != base {
				err = fault.New(fault.Conflict, fault.CodeCopyChanged)
			}
			if err != nil {
				return err
			}
			steps = c.Steps
			return p.permit(ctx, by, act{verb: desk.UserCopy, target: string(n), on: p.Snapshot().onSteps(steps)})
		},
	}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		return p.makeNamed(ctx, w, steps)
	})
}

// makeNamed does steps of a user and notes for the audit log what each was about.
func (p *Porter) makeNamed(ctx context.Context, w *work, steps []Step) error {
	w.result = result{Steps: steps, Began: w.op.Created}
	err := p.makeAll(ctx, w, seal.Secret{})
	for i := range w.detail {
		w.detail[i] = steps[i].Args[1]
	}
	return err
}

// putUserInline gives a user an inline policy, or replaces one.
func (p *Porter) putUserInline(ctx context.Context, n iam.UserName, in iam.InlinePolicy) error {
	if err := p.account.PutUserPolicy(ctx, n, in); err != nil {
		return err
	}
	p.patch(func(s *Snapshot) { s.user(n, func(u *iam.User) { u.Inline = putInline(u.Inline, in) }) })
	return nil
}
