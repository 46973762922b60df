package porter

import (
	"context"
	"slices"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/policy"
	"keyporter/internal/seal"
)

// InlineEdit is an inline policy to be put. New ones must not replace one that
// is there; others must replace the one that Base is of.
type InlineEdit struct {
	Name     iam.PolicyName `json:"name"`
	Document string         `json:"document"`
	New      bool           `json:"new"`
	Base     string         `json:"base,omitempty"` // InlineBase of what was edited; "" replaces whatever is there
}

func (e InlineEdit) policy() iam.InlinePolicy {
	return iam.InlinePolicy{Name: e.Name, Document: e.Document}
}

// InlineBase names the state of an inline policy, so that an edit of it can tell
// whether somebody else was faster.
func InlineBase(in iam.InlinePolicy) string { return seal.Hash(in.Document) }

// checkInline returns the faults of an inline policy, each with its field. Read
// reads the one of the same name.
func checkInline(e InlineEdit, read func() (iam.InlinePolicy, error)) error {
	faults := []*fault.Fault{checkDocument(e.Document, policy.UseInline)}
	if e.New {
		faults = append(faults, e.Name.Check("name"))
	}
	if err := fault.Join(faults...); err != nil || !e.New && e.Base == "" {
		return err
	}
	now, err := read()
	switch {
	case err == nil && e.New:
		return fault.New(fault.Conflict, fault.CodeInlineTaken, string(e.Name)).At("name")
	case err == nil && InlineBase(now) != e.Base:
		return fault.New(fault.Conflict, fault.CodePolicyChanged)
	case e.New && fault.Is(err, fault.CodePolicyNotFound):
		return nil
	}
	return err
}

// PlanUserInline returns the steps in which an inline policy of a user is put, or
// its faults, each with its field.
func (p *Porter) PlanUserInline(ctx context.Context, n iam.UserName, e InlineEdit) ([]Step, error) {
	return []Step{step("PutUserPolicy", desk.UserInlinePut, string(n), string(e.Name))}, checkInline(e, func() (iam.InlinePolicy, error) { return p.account.UserPolicy(ctx, n, e.Name) })
}

// PlanGroupInline returns the steps in which an inline policy of a group is put,
// or its faults, each with its field.
func (p *Porter) PlanGroupInline(ctx context.Context, g iam.GroupName, e InlineEdit) ([]Step, error) {
	return []Step{step("PutGroupPolicy", desk.GroupInlinePut, string(g), string(e.Name))}, checkInline(e, func() (iam.InlinePolicy, error) { return p.account.GroupPolicy(ctx, g, e.Name) })
}

// PutUserInline adds an inline policy to a user, or replaces one.
func (p *Porter) PutUserInline(ctx context.Context, by desk.Actor, form string, n iam.UserName, e InlineEdit) (Done, error) {
	a := act{verb: desk.UserInlinePut, target: string(n), detail: []string{string(e.Name)}, form: form, content: e,
		check: func() error { _, err := p.PlanUserInline(ctx, n, e); return err }}
	return p.do(ctx, by, a, func(ctx context.Context, _ *work) error { return p.putUserInline(ctx, n, e.policy()) })
}

// PutGroupInline adds an inline policy to a group, or replaces one.
func (p *Porter) PutGroupInline(ctx context.Context, by desk.Actor, form string, g iam.GroupName, e InlineEdit) (Done, error) {
	a := act{verb: desk.GroupInlinePut, target: string(g), detail: []string{string(e.Name)}, form: form, content: e,
		check: func() error { _, err := p.PlanGroupInline(ctx, g, e); return err }}
	return p.do(ctx, by, a, func(ctx context.Context, _ *work) error {
		if err := p.account.PutGroupPolicy(ctx, g, e.policy()); err != nil {
			return err
		}
		p.patch(func(s *Snapshot) {
			s.group(g, func(known *iam.Group) { known.Inline = putInline(known.Inline, e.policy()) })
		})
		return nil
	})
}

// UserInline returns one inline policy of a user for its page: live, or the
// snapshot's copy.
func (p *Porter) UserInline(ctx context.Context, n iam.UserName, name iam.PolicyName) (InlineView, error) {
	u, _ := p.Snapshot().User(n)
	return p.inline(ctx, u.Inline, name, func(ctx context.Context) (iam.InlinePolicy, error) { return p.account.UserPolicy(ctx, n, name) })
}

// GroupInline returns one inline policy of a group for its page: live, or the
// snapshot's copy.
func (p *Porter) GroupInline(ctx context.Context, g iam.GroupName, name iam.PolicyName) (InlineView, error) {
	known, _ := p.Snapshot().Group(g)
	return p.inline(ctx, known.Inline, name, func(ctx context.Context) (iam.InlinePolicy, error) { return p.account.GroupPolicy(ctx, g, name) })
}

func (p *Porter) inline(ctx context.Context, known []iam.InlinePolicy, name iam.PolicyName, read func(context.Context) (iam.InlinePolicy, error)) (InlineView, error) {
	i := slices.IndexFunc(known, func(o iam.InlinePolicy) bool { return o.Name.Fold() == name.Fold() && o.Document != "" })
	live, cancel := patient(ctx, i >= 0)
	defer cancel()
	found, err := read(live)
	if gone(err) {
		found, err = read(live) // a new one may not be visible yet
	}
	if err == nil {
		return InlineView{Policy: found, At: p.now(), Live: true}, nil
	}
	if i < 0 || gone(err) {
		return InlineView{}, err
	}
	return InlineView{Policy: known[i], At: p.Snapshot().At}, nil
}

// putInline adds a policy to a list, by name, or replaces the one of that name.
func putInline(list []iam.InlinePolicy, in iam.InlinePolicy) []iam.InlinePolicy {
	list = append(without(list, func(o iam.InlinePolicy) bool { return o.Name.Fold() == in.Name.Fold() }), in)
	slices.SortFunc(list, func(a, b iam.InlinePolicy) int { return strings.Compare(a.Name.Fold(), b.Name.Fold()) })
	return list
}
