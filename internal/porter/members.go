package porter

import (
	"context"
	"slices"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/seal"
)

// one makes one change and notes for the audit log what it was about.
func one[T ~string](item T, change func(ctx context.Context, item T) error) func(context.Context, *work) error {
	return func(ctx context.Context, w *work) error {
		if err := change(ctx, item); err != nil {
			return err
		}
		w.detail = append(w.detail, string(item))
		return nil
	}
}

// holding is what a user or group has of a kind, and how many it may have.
type holding[T ~string] struct {
	has          func(T) bool
	count, limit int
	field, quota string // of the form; of AWS
}

// several makes one change for each of a list, as a plan that can be gone on with
// or undone where it stops. What there is already is left out, so that undoing
// takes back only what was added; what would not fit is refused whole.
func several[T ~string](p *Porter, list []T, look func(ctx context.Context) (holding[T], error), add func(T) Step) func(context.Context, *work) error {
	return func(ctx context.Context, w *work) error {
		held, err := look(ctx)
		if err != nil {
			return err
		}
		list := slices.DeleteFunc(slices.Clone(list), held.has)
		if held.limit > 0 && held.count+len(list) > held.limit {
			return overQuota(held.field, held.quota, held.limit)
		}
		w.result = result{Began: w.op.Created}
		for _, item := range list {
			w.result.Steps = append(w.result.Steps, add(item))
		}
		err = p.makeAll(ctx, w, seal.Secret{})
		for i := range w.detail {
			w.detail[i] = string(list[i])
		}
		return err
	}
}

// some refuses an empty choice.
func some[T any](list []T, field string) func() error {
	return func() error {
		if len(list) == 0 {
			return fault.Field(field, fault.CodeNothingChosen)
		}
		return nil
	}
}

// AttachToUser attaches managed policies to a user.
func (p *Porter) AttachToUser(ctx context.Context, by desk.Actor, form string, n iam.UserName, arns []iam.ARN) (Done, error) {
	a := act{verb: desk.UserAttach, target: string(n), form: form, content: arns, check: some(arns, "policies")}
	held := func(ctx context.Context) (holding[iam.ARN], error) {
		u, err := p.account.User(ctx, n)
		limit := p.Snapshot().Quota(PoliciesPerUser, iam.PoliciesPerEntity)
		return holding[iam.ARN]{u.Has, len(u.Attached), limit, "policy", PoliciesPerUser}, err
	}
	return p.do(ctx, by, a, several(p, arns, held, func(arn iam.ARN) Step { return step("AttachUserPolicy", desk.UserAttach, string(n)).with(arn) }))
}

// DetachFromUser takes a managed policy from a user.
func (p *Porter) DetachFromUser(ctx context.Context, by desk.Actor, form string, n iam.UserName, arn iam.ARN) (Done, error) {
	a := act{verb: desk.UserDetach, target: string(n), form: form, content: arn}
	return p.do(ctx, by, a, one(arn, func(ctx context.Context, arn iam.ARN) error { return p.detachFromUser(ctx, n, arn) }))
}

// JoinGroups makes a user a member of groups.
func (p *Porter) JoinGroups(ctx context.Context, by desk.Actor, form string, n iam.UserName, gs []iam.GroupName) (Done, error) {
	a := act{verb: desk.UserJoin, target: string(n), on: subject{groups: gs}, form: form, content: gs, check: some(gs, "groups")}
	held := func(ctx context.Context) (holding[iam.GroupName], error) {
		u, err := p.account.User(ctx, n)
		limit := p.Snapshot().Quota(GroupsPerUser, iam.GroupsPerUser)
		return holding[iam.GroupName]{u.In, len(u.Groups), limit, "group", GroupsPerUser}, err
	}
	return p.do(ctx, by, a, several(p, gs, held, func(g iam.GroupName) Step { return step("AddUserToGroup", desk.UserJoin, string(n), string(g)) }))
}

// LeaveGroup ends a user's membership in a group.
func (p *Porter) LeaveGroup(ctx context.Context, by desk.Actor, form string, n iam.UserName, g iam.GroupName) (Done, error) {
	a := act{verb: desk.UserLeave, target: string(n), on: subject{groups: []iam.GroupName{g}}, form: form, content: g}
	return p.do(ctx, by, a, one(g, func(ctx context.Context, g iam.GroupName) error { return p.leave(ctx, n, g) }))
}

// AddMembers makes users members of a group.
func (p *Porter) AddMembers(ctx context.Context, by desk.Actor, form string, g iam.GroupName, us []iam.UserName) (Done, error) {
	a := act{verb: desk.GroupAdd, target: string(g), on: subject{users: us}, form: form, content: us, check: some(us, "members")}
	held := func(ctx context.Context) (holding[iam.UserName], error) {
		_, members, err := p.account.Group(ctx, g)
		return holding[iam.UserName]{has: func(n iam.UserName) bool {
			return slices.ContainsFunc(members, func(m iam.UserName) bool { return m.Fold() == n.Fold() })
		}}, err
	}
	return p.do(ctx, by, a, several(p, us, held, func(n iam.UserName) Step { return step("AddUserToGroup", desk.UserJoin, string(n), string(g)) }))
}

// RemoveMember ends a user's membership in a group.
func (p *Porter) RemoveMember(ctx context.Context, by desk.Actor, form string, g iam.GroupName, n iam.UserName) (Done, error) {
	a := act{verb: desk.GroupRemove, target: string(g), on: onUser(n), form: form, content: n}
	return p.do(ctx, by, a, one(n, func(ctx context.Context, n iam.UserName) error { return p.leave(ctx, n, g) }))
}

// AttachToGroup attaches managed policies to a group.
func (p *Porter) AttachToGroup(ctx context.Context, by desk.Actor, form string, g iam.GroupName, arns []iam.ARN) (Done, error) {
	a := act{verb: desk.GroupAttach, target: string(g), form: form, content: arns, check: some(arns, "policies")}
	held := func(ctx context.Context) (holding[iam.ARN], error) {
		now, _, err := p.account.Group(ctx, g)
		limit := p.Snapshot().Quota(PoliciesPerGroup, iam.PoliciesPerEntity)
		return holding[iam.ARN]{now.Has, len(now.Attached), limit, "policy", PoliciesPerGroup}, err
	}
	return p.do(ctx, by, a, several(p, arns, held, func(arn iam.ARN) Step { return step("AttachGroupPolicy", desk.GroupAttach, string(g)).with(arn) }))
}

// DetachFromGroup takes a managed policy from a group.
func (p *Porter) DetachFromGroup(ctx context.Context, by desk.Actor, form string, g iam.GroupName, arn iam.ARN) (Done, error) {
	a := act{verb: desk.GroupDetach, target: string(g), form: form, content: arn}
	return p.do(ctx, by, a, one(arn, func(ctx context.Context, arn iam.ARN) error { return p.detachFromGroup(ctx, g, arn) }))
}
