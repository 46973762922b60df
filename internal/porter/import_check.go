package porter

import (
	"context"
	"strconv"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/seal"
)

// importing is a table while it is held against the account.
type importing struct {
	*Porter
	by    desk.Operator
	snap  *Snapshot
	named map[string][]iam.ARN // policies by name
	lines map[string]int       // where a name stands in the table
	rails *desk.Rails          // nil: they could not be read
	room  int                  // how many users more the account may have; -1: that is not known
}

// CheckImport holds each row of a table against the account as it was read last,
// its quotas, the rows before, and what the operator may make. It changes nothing.
func (p *Porter) CheckImport(ctx context.Context, by desk.Actor, im Import) []ImportCheck {
	c := importing{Porter: p, by: by.Operator, snap: p.Snapshot(), named: map[string][]iam.ARN{}, lines: map[string]int{}, room: -1}
	if r, err := p.rails(ctx); err == nil {
		c.rails = &r
	}
	for i := range c.snap.Policies {
		pol := &c.snap.Policies[i]
		c.named[string(pol.Name)] = append(c.named[string(pol.Name)], pol.ARN)
	}
	if _, most, known := c.snap.Summary.Quota("Users"); known {
		c.room = max(most-len(c.snap.Users), 0)
	}
	list := make([]ImportCheck, len(im.Rows))
	for i := range im.Rows {
		list[i] = c.row(ctx, &im.Rows[i])
	}
	return list
}

func (c *importing) row(ctx context.Context, r *ImportRow) ImportCheck {
	k := ImportCheck{Line: r.Line, Name: r.Name, State: ImportWrong}
	for _, s := range r.Faults {
		k.Faults = append(k.Faults, s.fault())
	}
	if r.Name == "" && len(k.Faults) > 0 {
		return k // nothing of it could be read
	}
	fold := iam.UserName(r.Name).Fold()
	if line, twice := c.lines[fold]; twice && fold != "" {
		k.Faults = append(k.Faults, fault.Field(string(ImportName), fault.CodeRowTwice, strconv.Itoa(line)))
		return k
	}
	c.lines[fold] = r.Line
	if known, ok := c.snap.User(iam.UserName(r.Name)); ok {
		k.State, k.Faults = ImportExists, []*fault.Fault{fault.New(fault.Conflict, fault.CodeUserTaken, string(known.Name)).At(string(ImportName))}
		return k
	}
	c.user(ctx, r, &k)
	if f := fault.Of(c.mayAs(ctx, asker{c.by, c.rails}, desk.UserImport, onNew(k.user, c.plan(&k)))); f != nil && len(k.Faults) == 0 {
		k.Faults = append(k.Faults, f.At(string(ImportName)))
	}
	switch {
	case len(k.Faults) > 0:
	case c.room == 0:
		k.Faults = append(k.Faults, fault.New(fault.Full, fault.CodeUsersFull).At(string(ImportName)))
	default:
		c.room--
		k.State, k.Steps = ImportCreate, c.plan(&k)
	}
	return k
}

// user makes the user that a row describes, with what is wrong with it.
func (c *importing) user(ctx context.Context, r *ImportRow, k *ImportCheck) {
	k.key, k.about = r.Key, r.Description
	k.user = NewUser{Name: iam.UserName(r.Name), Path: r.Path, Console: r.Console, Reset: r.Console}
	add := func(f *fault.Fault) {
		if f != nil {
			k.Faults = append(k.Faults, f)
		}
	}
	for _, s := range r.Tags {
		tag, f := tagged(s)
		add(f)
		k.user.Tags = append(k.user.Tags, tag)
	}
	for _, g := range r.Groups {
		name := iam.GroupName(g)
		if known, ok := c.snap.Group(name); ok {
			name = known.Name
		}
		k.user.Groups = append(k.user.Groups, name)
	}
	for _, s := range r.Policies {
		arn, f := c.policy(s, ImportPolicies)
		add(f)
		if f == nil {
			k.user.Policies = append(k.user.Policies, arn)
		}
	}
	if c.rails != nil {
		k.user = k.user.railed(*c.rails)
	}
	if r.Boundary != "" {
		arn, f := c.policy(r.Boundary, ImportBoundary)
		add(f)
		k.user.Boundary = arn
	}
	add(iam.CheckDescription(string(ImportDescription), r.Description))
	for _, f := range each(fault.Of(c.checkUser(ctx, k.user, seal.Secret{}))) {
		add(f.At(string(importColumn(f.Field))))
	}
}

// each lists a fault with all that belong to it.
func each(f *fault.Fault) []*fault.Fault {
	if f == nil {
		return nil
	}
	return append([]*fault.Fault{f}, f.More...)
}

// policy finds a policy by name or ARN.
func (c *importing) policy(s string, column ImportColumn) (iam.ARN, *fault.Fault) {
	if len(s) > 4 && s[:4] == "arn:" {
		return iam.ARN(s), nil // checkUser looks whether it is there
	}
	switch found := c.named[s]; len(found) {
	case 1:
		return found[0], nil
	case 0:
		return "", fault.Field(string(column), fault.CodePolicyNotFound, s)
	}
	return "", fault.Field(string(column), fault.CodePolicyTwice, s)
}

// plan returns the steps in which a row is carried out.
func (c *importing) plan(k *ImportCheck) []Step {
	steps := c.PlanUser(k.user)
	if k.key {
		steps = append(steps, step("CreateAccessKey", desk.KeyCreate, string(k.user.Name)))
	}
	return steps
}

// Calls are the changes that the row asks AWS for, in their order: its steps, and
// the tag that keeps the description of its key.
func (k *ImportCheck) Calls() []Step {
	if !k.key || k.about == "" || len(k.Steps) == 0 {
		return k.Steps
	}
	return append(k.Steps[:len(k.Steps):len(k.Steps)], step("TagUser", desk.UserTag, string(k.user.Name)))
}
