package porter

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/seal"
)

// changePassword lets a user change the own password. AWS's console attaches it
// to a user who must do so at the first sign-in.
const changePassword iam.ARN = "arn:aws:iam::aws:policy/IAMUserChangePassword"

// CreateUser makes a user with all that the wizard collected, as a plan of
// steps, and hands a console password over by a ticket. The password is the one
// typed where u.Custom says so; else it is generated.
func (p *Porter) CreateUser(ctx context.Context, by desk.Actor, form string, u NewUser, password seal.Secret) (Done, error) {
	a := act{
		verb: desk.UserCreate, target: string(u.Name), on: onNew(u, p.PlanUser(u)), form: form, content: u, release: true,
		check: func() error { return p.checkUser(ctx, u, password) },
	}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		w.result = result{Steps: p.PlanUser(u), User: &u, Began: w.op.Created}
		return p.makeAll(ctx, w, password)
	})
}

// PlanUser returns the steps in which a user is made.
func (p *Porter) PlanUser(u NewUser) []Step {
	var steps []Step
	for _, g := range u.NewGroups {
		steps = append(steps, planGroup(g)...)
	}
	name := string(u.Name)
	made := step("CreateUser", desk.UserCreate, name)
	made.Path, made.Tags, made.ARN = u.Path, u.tags(), u.Boundary
	steps = append(steps, made)
	for _, g := range u.Groups {
		steps = append(steps, step("AddUserToGroup", desk.UserJoin, name, string(g)))
	}
	for _, g := range u.NewGroups {
		steps = append(steps, step("AddUserToGroup", desk.UserJoin, name, string(g.Name)))
	}
	for _, arn := range u.direct() {
		steps = append(steps, step("AttachUserPolicy", desk.UserAttach, name).with(arn))
	}
	for _, in := range u.Inline {
		steps = append(steps, putStep(name, in))
	}
	if u.Console {
		steps = append(steps, step("CreateLoginProfile", desk.ConsoleEnable, name))
	}
	return steps
}

func planGroup(g NewGroup) []Step {
	steps := []Step{step("CreateGroup", desk.GroupCreate, string(g.Name))}
	for _, arn := range g.Policies {
		steps = append(steps, step("AttachGroupPolicy", desk.GroupAttach, string(g.Name)).with(arn))
	}
	return steps
}

// tags returns the rows that are tags.
func (u NewUser) tags() []iam.Tag {
	return slices.DeleteFunc(slices.Clone(u.Tags), func(t iam.Tag) bool { return t == iam.Tag{} })
}

// CheckWho returns the faults of a new user's name, path and tags, each with its
// field.
func (p *Porter) CheckWho(u NewUser) []*fault.Fault {
	faults := []*fault.Fault{u.Name.Check("name")}
	if known, taken := p.Snapshot().User(u.Name); taken {
		faults = append(faults, fault.New(fault.Conflict, fault.CodeUserTaken, string(known.Name)).At("name"))
	}
	if u.Path != "" {
		faults = append(faults, iam.CheckUserPath("path", u.Path))
	}
	return append(faults, iam.CheckTags(u.Tags, nil)...)
}

// direct returns the policies that are attached to the user itself.
func (u NewUser) direct() []iam.ARN {
	if u.Console && u.Reset && !slices.Contains(u.Policies, changePassword) {
		return append(slices.Clone(u.Policies), changePassword)
	}
	return u.Policies
}

// checkUser returns the faults of a user to be made, each with its field.
func (p *Porter) checkUser(ctx context.Context, u NewUser, password seal.Secret) error {
	s := p.Snapshot()
	faults := p.CheckWho(u)
	if u.Boundary != "" {
		faults = append(faults, checkBoundary(s, u.Boundary)...)
	}
	faults = append(faults, checkInlineSize(s, "inline", u.Inline))
	for i, g := range u.NewGroups {
		faults = append(faults, checkGroup(s, g, "new_groups", "new_groups")...)
		if slices.ContainsFunc(u.NewGroups[:i], func(o NewGroup) bool { return o.Name.Fold() == g.Name.Fold() }) {
			faults = append(faults, fault.New(fault.Conflict, fault.CodeGroupTaken, string(g.Name)).At("new_groups"))
		}
	}
	for _, g := range u.Groups {
		if _, ok := s.Group(g); !ok && !s.At.IsZero() {
			faults = append(faults, fault.Field("groups", fault.CodeGroupNotFound, string(g)))
		}
	}
	if limit := s.Quota(GroupsPerUser, iam.GroupsPerUser); len(u.Groups)+len(u.NewGroups) > limit {
		faults = append(faults, overQuota("groups", GroupsPerUser, limit))
	}
	faults = append(faults, checkPolicies(s, u.direct(), "policies", PoliciesPerUser)...)
	if u.Console && u.Custom {
		faults = append(faults, p.checkPassword(ctx, password))
	}
	return fault.Join(faults...)
}

// checkGroup returns the faults of a group to be made.
func checkGroup(s *Snapshot, g NewGroup, name, policies string) []*fault.Fault {
	faults := []*fault.Fault{g.Name.Check(name)}
	if known, taken := s.Group(g.Name); taken {
		faults = append(faults, fault.New(fault.Conflict, fault.CodeGroupTaken, string(known.Name)).At(name))
	}
	return append(faults, checkPolicies(s, g.Policies, policies, PoliciesPerGroup)...)
}

// checkPolicies returns the faults of policies to be attached: all must be in
// the catalogue, where it was read.
func checkPolicies(s *Snapshot, arns []iam.ARN, field, quota string) []*fault.Fault {
	var faults []*fault.Fault
	for _, arn := range arns {
		if _, ok := s.Policy(arn); !ok && len(s.Policies) > 0 {
			faults = append(faults, fault.Field(field, fault.CodePolicyNotFound, string(arn)))
		}
	}
	if limit := s.Quota(quota, iam.PoliciesPerEntity); len(arns) > limit {
		faults = append(faults, overQuota(field, quota, limit))
	}
	return faults
}

// The quotas of what hangs on one user or group, by their names in the account summary.
const (
	GroupsPerUser    = "GroupsPerUser"
	PoliciesPerUser  = "AttachedPoliciesPerUser"
	PoliciesPerGroup = "AttachedPoliciesPerGroup"
)

// overQuota says it in AWS's own words, which leave out that policies are attached.
func overQuota(field, quota string, limit int) *fault.Fault {
	quota = strings.TrimPrefix(quota, "Attached")
	return fault.New(fault.Full, fault.CodeQuota, "Cannot exceed quota for "+quota+": "+strconv.Itoa(limit)).At(field)
}

// CreateGroup makes a group and attaches its policies, as a plan of steps.
func (p *Porter) CreateGroup(ctx context.Context, by desk.Actor, form string, g NewGroup) (Done, error) {
	a := act{
		verb: desk.GroupCreate, target: string(g.Name), on: onNewGroup(g), form: form, content: g,
		check: func() error { return fault.Join(checkGroup(p.Snapshot(), g, "name", "policies")...) },
	}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		w.result = result{Steps: planGroup(g), Began: w.op.Created}
		return p.makeAll(ctx, w, seal.Secret{})
	})
}
