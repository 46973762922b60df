package porter

import (
	"context"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/seal"
)

// EnableConsole gives a user a console password and hands it over by a ticket.
// An empty password is generated; with reset it must be changed at the first
// sign-in.
func (p *Porter) EnableConsole(ctx context.Context, by desk.Actor, form string, n iam.UserName, password seal.Secret, reset bool) (Done, error) {
	a := p.consoleAct(ctx, desk.ConsoleEnable, form, n, password, reset)
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		password := orNew(password)
		if err := p.setLogin(ctx, n, password, reset, false); err != nil {
			return err
		}
		w.withdraw = func(ctx context.Context) {
			if err := p.dropLogin(ctx, n); err != nil {
				p.log.ErrorContext(ctx, "a password that nobody has stays", "user", n, "error", err)
			}
		}
		return p.handOver(w, p.login(n, password))
	})
}

// ResetConsole replaces a user's console password and hands the new one over by
// a ticket. An empty password is generated.
func (p *Porter) ResetConsole(ctx context.Context, by desk.Actor, form string, n iam.UserName, password seal.Secret, reset bool) (Done, error) {
	a := p.consoleAct(ctx, desk.ConsoleReset, form, n, password, reset)
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		password := orNew(password)
		if err := p.changeLogin(ctx, n, password, reset); err != nil {
			return err
		}
		return p.handOver(w, p.login(n, password))
	})
}

// PlanRemoveConsole returns the step in which a user's console password is taken away.
func PlanRemoveConsole(n iam.UserName) Step {
	return step("DeleteLoginProfile", desk.ConsoleRemove, string(n))
}

// RemoveConsole takes a user's console password away. Access keys go on working.
func (p *Porter) RemoveConsole(ctx context.Context, by desk.Actor, form string, n iam.UserName) (Done, error) {
	a := act{verb: desk.ConsoleRemove, target: string(n), form: form}
	return p.do(ctx, by, a, func(ctx context.Context, _ *work) error { return p.single(ctx, PlanRemoveConsole(n)) })
}

// SetMustChange sets whether a user must change the console password at the next
// sign-in. The password stays.
func (p *Porter) SetMustChange(ctx context.Context, by desk.Actor, form string, n iam.UserName, must bool) (Done, error) {
	a := act{verb: desk.ConsoleChange, target: string(n), form: form, content: must}
	return p.do(ctx, by, a, func(ctx context.Context, _ *work) error {
		return p.account.UpdateLoginProfile(ctx, n, seal.Secret{}, must)
	})
}

func (p *Porter) consoleAct(ctx context.Context, verb desk.Verb, form string, n iam.UserName, password seal.Secret, reset bool) act {
	return act{
		verb: verb, target: string(n), form: form, content: []bool{password.Empty(), reset},
		check: func() error {
			if password.Empty() {
				return nil
			}
			return fault.Join(p.checkPassword(ctx, password))
		},
	}
}

func orNew(password seal.Secret) seal.Secret {
	if password.Empty() {
		return newPassword()
	}
	return password
}

// policyLimit is how long the account's password policy is waited for.
const policyLimit = 3 * time.Second

// checkPassword holds a typed password against the account's policy before
// anything is made. Where the policy cannot be read, only AWS can tell.
func (p *Porter) checkPassword(ctx context.Context, password seal.Secret) *fault.Fault {
	ctx, cancel := context.WithTimeout(ctx, policyLimit)
	defer cancel()
	policy, err := p.account.PasswordPolicy(ctx)
	if err != nil {
		policy = iam.PasswordPolicy{}
	}
	return policy.Check("password", password.Reveal())
}
