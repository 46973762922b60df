package porter

import (
	"context"
	"fmt"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// step returns a step that has not been done.
func step(call string, verb desk.Verb, args ...string) Step {
	return Step{Call: call, Verb: verb, Args: args}
}

// with names the step's policy by ARN.
func (s Step) with(arn iam.ARN) Step {
	s.Args = append(s.Args, arn.Name())
	s.ARN = arn
	return s
}

func (s Step) user() iam.UserName { return iam.UserName(s.Args[0]) }

// stepCalls is what each step calls, and what takes it back; CreateLoginProfile,
// CreatePolicy and CreatePolicyVersion are called by the plan, which knows more.
var stepCalls = map[string]struct {
	do, undo func(ctx context.Context, p *Porter, s Step) error
}{
	"CreateGroup": {
		do: func(ctx context.Context, p *Porter, s Step) error {
			return p.createGroup(ctx, iam.GroupName(s.Args[0]))
		},
		undo: func(ctx context.Context, p *Porter, s Step) error {
			return p.deleteGroup(ctx, iam.GroupName(s.Args[0]))
		},
	},
	"AttachGroupPolicy": {
		do: func(ctx context.Context, p *Porter, s Step) error {
			return p.attachToGroup(ctx, iam.GroupName(s.Args[0]), s.ARN)
		},
		undo: func(ctx context.Context, p *Porter, s Step) error {
			return p.detachFromGroup(ctx, iam.GroupName(s.Args[0]), s.ARN)
		},
	},
	"CreateUser": {
		do:   func(ctx context.Context, p *Porter, s Step) error { return p.createUser(ctx, s) },
		undo: func(ctx context.Context, p *Porter, s Step) error { return p.deleteUser(ctx, s.user()) },
	},
	"AddUserToGroup": {
		do: func(ctx context.Context, p *Porter, s Step) error {
			return p.join(ctx, s.user(), iam.GroupName(s.Args[1]))
		},
		undo: func(ctx context.Context, p *Porter, s Step) error {
			return p.leave(ctx, s.user(), iam.GroupName(s.Args[1]))
		},
	},
	"AttachUserPolicy": {
		do:   func(ctx context.Context, p *Porter, s Step) error { return p.attachToUser(ctx, s.user(), s.ARN) },
		undo: func(ctx context.Context, p *Porter, s Step) error { return p.detachFromUser(ctx, s.user(), s.ARN) },
	},
	"CreateLoginProfile": {
		undo: func(ctx context.Context, p *Porter, s Step) error { return p.dropLogin(ctx, s.user()) },
	},
	"DeleteLoginProfile": {
		do: func(ctx context.Context, p *Porter, s Step) error { return p.dropLogin(ctx, s.user()) },
	},
	"UpdateAccessKey": {
		do: func(ctx context.Context, p *Porter, s Step) error {
			return p.setKey(ctx, s.user(), iam.KeyID(s.Args[1]), iam.KeyInactive)
		},
	},
	"TagUser": {
		do:   func(ctx context.Context, p *Porter, s Step) error { return p.setTags(ctx, s) },
		undo: func(ctx context.Context, p *Porter, s Step) error { return p.unsetTags(ctx, s) },
	},
	"UntagUser": {
		do:   func(ctx context.Context, p *Porter, s Step) error { return p.untagUser(ctx, s.user(), s.Tags) },
		undo: func(ctx context.Context, p *Porter, s Step) error { return p.tagUser(ctx, s.user(), s.Tags...) },
	},
	"DeleteAccessKey": {
		do: func(ctx context.Context, p *Porter, s Step) error {
			return p.deleteKey(ctx, s.user(), iam.KeyID(s.Args[1]))
		},
	},
	"DeleteSigningCertificate": {
		do: func(ctx context.Context, p *Porter, s Step) error {
			return p.account.DeleteSigningCertificate(ctx, s.user(), s.Args[1])
		},
	},
	"DeleteSSHPublicKey": {
		do: func(ctx context.Context, p *Porter, s Step) error {
			return p.account.DeleteSSHKey(ctx, s.user(), s.Args[1])
		},
	},
	"DeleteServiceSpecificCredential": {
		do: func(ctx context.Context, p *Porter, s Step) error {
			return p.account.DeleteServiceCredential(ctx, s.user(), s.Args[1])
		},
	},
	"DeactivateMFADevice": {
		do: func(ctx context.Context, p *Porter, s Step) error {
			return p.account.DeactivateMFA(ctx, s.user(), s.Args[1])
		},
	},
	"DeleteVirtualMFADevice": {
		do: func(ctx context.Context, p *Porter, s Step) error { return p.account.DeleteVirtualMFA(ctx, s.Args[1]) },
	},
	"PutUserPolicy": {
		do: func(ctx context.Context, p *Porter, s Step) error {
			return p.putUserInline(ctx, s.user(), iam.InlinePolicy{Name: iam.PolicyName(s.Args[1]), Document: s.Document})
		},
		undo: func(ctx context.Context, p *Porter, s Step) error {
			return p.dropUserInline(ctx, s.user(), iam.PolicyName(s.Args[1]))
		},
	},
	"DeleteUserPolicy": {
		do: func(ctx context.Context, p *Porter, s Step) error {
			return p.dropUserInline(ctx, s.user(), iam.PolicyName(s.Args[1]))
		},
	},
	"DetachUserPolicy": {
		do: func(ctx context.Context, p *Porter, s Step) error { return p.detachFromUser(ctx, s.user(), s.ARN) },
	},
	"RemoveUserFromGroup": {
		do: func(ctx context.Context, p *Porter, s Step) error {
			return p.leave(ctx, s.user(), iam.GroupName(s.Args[1]))
		},
	},
	"DeleteUser": {
		do: func(ctx context.Context, p *Porter, s Step) error { return p.deleteUser(ctx, s.user()) },
	},
	"DetachGroupPolicy": {
		do: func(ctx context.Context, p *Porter, s Step) error {
			return p.detachFromGroup(ctx, iam.GroupName(s.Args[0]), s.ARN)
		},
	},
	"DeleteGroupPolicy": {
		do: func(ctx context.Context, p *Porter, s Step) error {
			return p.dropGroupInline(ctx, iam.GroupName(s.Args[0]), iam.PolicyName(s.Args[1]))
		},
	},
	"CreatePolicy":        {},
	"CreatePolicyVersion": {},
	"DeletePolicyVersion": {
		do: func(ctx context.Context, p *Porter, s Step) error {
			return p.account.DeletePolicyVersion(ctx, s.ARN, s.Args[1])
		},
	},
	"DeletePolicy": {
		do: func(ctx context.Context, p *Porter, s Step) error { return p.deletePolicy(ctx, s.ARN) },
	},
	"DeleteGroup": {
		do: func(ctx context.Context, p *Porter, s Step) error {
			return p.deleteGroup(ctx, iam.GroupName(s.Args[0]))
		},
	},
}

// walk does the steps that are not done yet, in their order, and stops at the
// first that fails. Before each it writes down how far it has come, with the
// step as unknown: so it stays when the process ends while AWS is at work. Retry
// is true for a step whose answer was lost before.
func (p *Porter) walk(ctx context.Context, w *work, run func(ctx context.Context, s Step, retry bool) error) error {
	steps := w.result.Steps
	for i := range steps {
		s := &steps[i]
		if s.State == StepDone {
			w.result.Partial = true
			continue
		}
		retry := s.State == StepUnknown
		s.State = StepUnknown
		if err := p.progress(ctx, w); err != nil {
			s.State = StepFailed
			return err
		}
		err := run(ctx, *s, retry)
		switch {
		case err == nil:
			s.State = StepDone
			w.detail = append(w.detail, s.Call)
			w.result.Partial = true
		case fault.KindOf(err) == fault.Unknown:
			return fmt.Errorf("%s: %w", s.Call, err)
		default:
			s.State = StepFailed
			return fmt.Errorf("%s: %w", s.Call, err)
		}
	}
	w.result.Partial = false
	return nil
}

// progress writes down how far the work has come.
func (p *Porter) progress(ctx context.Context, w *work) error {
	text, err := w.result.text()
	if err != nil {
		return err
	}
	if err := p.store.SetOpResult(ctx, w.op.ID, text); err != nil {
		return fmt.Errorf("write down the progress: %w", err)
	}
	return nil
}
