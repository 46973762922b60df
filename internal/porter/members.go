package porter

import (
	"context"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// each makes one change for each of a list, in its order, and stops at the first
// that fails. What was changed is in the audit log.
func each[T ~string](list []T, change func(ctx context.Context, item T) error) func(context.Context, *work) error {
	return func(ctx context.Context, w *work) error {
		for _, item := range list {
			if err := change(ctx, item); err != nil {
				return err
			}
			w.detail = append(w.detail, string(item))
		}
		return nil
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
	return p.do(ctx, by, a, each(arns, func(ctx context.Context, arn iam.ARN) error { return p.attachToUser(ctx, n, arn) }))
}

// DetachFromUser takes a managed policy from a user.
func (p *Porter) DetachFromUser(ctx context.Context, by desk.Actor, form string, n iam.UserName, arn iam.ARN) (Done, error) {
	a := act{verb: desk.UserDetach, target: string(n), form: form, content: arn}
	return p.do(ctx, by, a, each([]iam.ARN{arn}, func(ctx context.Context, arn iam.ARN) error { return p.detachFromUser(ctx, n, arn) }))
}

// JoinGroups makes a user a member of groups.
func (p *Porter) JoinGroups(ctx context.Context, by desk.Actor, form string, n iam.UserName, gs []iam.GroupName) (Done, error) {
	a := act{verb: desk.UserJoin, target: string(n), form: form, content: gs, check: some(gs, "groups")}
	return p.do(ctx, by, a, each(gs, func(ctx context.Context, g iam.GroupName) error { return p.join(ctx, n, g) }))
}

// LeaveGroup ends a user's membership in a group.
func (p *Porter) LeaveGroup(ctx context.Context, by desk.Actor, form string, n iam.UserName, g iam.GroupName) (Done, error) {
	a := act{verb: desk.UserLeave, target: string(n), form: form, content: g}
	return p.do(ctx, by, a, each([]iam.GroupName{g}, func(ctx context.Context, g iam.GroupName) error { return p.leave(ctx, n, g) }))
}

// AddMembers makes users members of a group.
func (p *Porter) AddMembers(ctx context.Context, by desk.Actor, form string, g iam.GroupName, us []iam.UserName) (Done, error) {
	a := act{verb: desk.GroupAdd, target: string(g), form: form, content: us, check: some(us, "members")}
	return p.do(ctx, by, a, each(us, func(ctx context.Context, n iam.UserName) error { return p.join(ctx, n, g) }))
}

// RemoveMember ends a user's membership in a group.
func (p *Porter) RemoveMember(ctx context.Context, by desk.Actor, form string, g iam.GroupName, n iam.UserName) (Done, error) {
	a := act{verb: desk.GroupRemove, target: string(g), form: form, content: n}
	return p.do(ctx, by, a, each([]iam.UserName{n}, func(ctx context.Context, n iam.UserName) error { return p.leave(ctx, n, g) }))
}

// AttachToGroup attaches managed policies to a group.
func (p *Porter) AttachToGroup(ctx context.Context, by desk.Actor, form string, g iam.GroupName, arns []iam.ARN) (Done, error) {
	a := act{verb: desk.GroupAttach, target: string(g), form: form, content: arns, check: some(arns, "policies")}
	return p.do(ctx, by, a, each(arns, func(ctx context.Context, arn iam.ARN) error { return p.attachToGroup(ctx, g, arn) }))
}

// DetachFromGroup takes a managed policy from a group.
func (p *Porter) DetachFromGroup(ctx context.Context, by desk.Actor, form string, g iam.GroupName, arn iam.ARN) (Done, error) {
	a := act{verb: desk.GroupDetach, target: string(g), form: form, content: arn}
	return p.do(ctx, by, a, each([]iam.ARN{arn}, func(ctx context.Context, arn iam.ARN) error { return p.detachFromGroup(ctx, g, arn) }))
}
