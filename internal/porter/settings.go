package porter

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// AccountView is the account's own settings as their page shows them.
type AccountView struct {
	Identity  iam.Identity
	Alias     string
	Summary   iam.Summary // nil: not known
	At        time.Time   // when alias and summary were read
	Live      bool        // false: both are the snapshot's copy
	Passwords iam.PasswordPolicy
	Problem   *fault.Fault // why the password policy is not known, or nil
	Offers    iam.Offers   // as in UserView
}

// AccountSettings returns the account's own settings: live, or the snapshot's
// copy where AWS does not answer in time. Of the password policy there is none.
func (p *Porter) AccountSettings(ctx context.Context) AccountView {
	s := p.Snapshot()
	v := AccountView{Identity: s.Identity, At: p.now(), Live: true}
	live, cancel := context.WithTimeout(ctx, liveWait)
	defer cancel()
	var aliasErr, summaryErr, passwordsErr error
	var calls errgroup.Group
	calls.Go(func() error { v.Alias, aliasErr = p.account.Alias(live); return nil })
	calls.Go(func() error { v.Summary, summaryErr = p.account.Summary(live); return nil })
	calls.Go(func() error { v.Passwords, passwordsErr = p.account.PasswordPolicy(live); return nil })
	_ = calls.Wait() // each error has its own place
	v.Problem = problemOf(passwordsErr)
	v.Offers = p.Offers().With(iam.FeaturePasswordPolicy, offerOf(passwordsErr)).
		With(iam.FeatureAlias, offerOf(aliasErr)).With(iam.FeatureSummary, offerOf(summaryErr))
	if offered(aliasErr) != nil || offered(summaryErr) != nil {
		v.Alias, v.Summary, v.At, v.Live = s.Alias, s.Summary, s.At, false
	}
	return v
}

// SetAlias gives the account an alias, in place of the one it has: console users
// sign in under it, and no longer under the old one.
func (p *Porter) SetAlias(ctx context.Context, by desk.Actor, form, alias string) (Done, error) {
	a := act{verb: desk.AliasSet, target: alias, form: form, content: alias, check: func() error { return fault.Join(iam.CheckAlias("alias", alias)) }}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		if old := p.Snapshot().Alias; old != "" {
			w.detail = []string{old}
		}
		if err := p.account.CreateAlias(ctx, alias); err != nil {
			return err
		}
		p.patch(func(s *Snapshot) { s.Alias = alias })
		return nil
	})
}

// DeleteAlias takes the account's alias away: console users sign in under the
// account's id.
func (p *Porter) DeleteAlias(ctx context.Context, by desk.Actor, form, alias string) (Done, error) {
	a := act{verb: desk.AliasDelete, target: alias, form: form, content: alias}
	return p.do(ctx, by, a, func(ctx context.Context, _ *work) error {
		if err := p.account.DeleteAlias(ctx, alias); err != nil {
			return err
		}
		p.patch(func(s *Snapshot) { s.Alias = "" })
		return nil
	})
}

// PasswordEdit is a password policy that the account is to have. Base is what
// the operator was shown: where it no longer holds, nothing is saved.
type PasswordEdit struct {
	Base iam.PasswordPolicy `json:"base"`
	Want iam.PasswordPolicy `json:"want"`
}

// PlanPasswordPolicy checks an edit and returns the policy as it is now, which
// AWS saves as a whole: a fault of kind Conflict says that it is not the one that
// was shown.
func (p *Porter) PlanPasswordPolicy(ctx context.Context, e PasswordEdit) (iam.PasswordPolicy, error) {
	if err := fault.Join(e.Want.CheckBounds()...); err != nil {
		return e.Base, err
	}
	now, err := p.account.PasswordPolicy(ctx)
	if err == nil && now != e.Base {
		err = fault.New(fault.Conflict, fault.CodeRulesChanged)
	}
	return now, err
}

// SavePasswordPolicy sets what the account asks of console passwords.
func (p *Porter) SavePasswordPolicy(ctx context.Context, by desk.Actor, form string, e PasswordEdit) (Done, error) {
	a := act{verb: desk.PasswordPolicySet, target: p.Snapshot().Identity.Account, form: form, content: e, check: func() error {
		_, err := p.PlanPasswordPolicy(ctx, e)
		return err
	}}
	return p.do(ctx, by, a, func(ctx context.Context, _ *work) error { return p.account.UpdatePasswordPolicy(ctx, e.Want) })
}

// DeletePasswordPolicy takes the account's own password policy away; AWS's
// default applies then.
func (p *Porter) DeletePasswordPolicy(ctx context.Context, by desk.Actor, form string) (Done, error) {
	a := act{verb: desk.PasswordPolicyDelete, target: p.Snapshot().Identity.Account, form: form}
	return p.do(ctx, by, a, func(ctx context.Context, _ *work) error { return p.account.DeletePasswordPolicy(ctx) })
}
