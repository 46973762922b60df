package porter

import (
	"context"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/seal"
)

// ConsoleView is a user's console access as its page shows it.
type ConsoleView struct {
	UserView
	MFA        []iam.MFADevice
	MFAProblem *fault.Fault // why they are not known, or nil
	Rules      iam.PasswordPolicy
	RulesKnown bool
	Row        iam.ReportRow // what the credential report says of the user
	Made       time.Time     // when AWS made the report; zero: it says nothing of the user
}

// Console returns one user with all that belongs to its console access: live,
// but for what only the credential report tells.
func (p *Porter) Console(ctx context.Context, n iam.UserName) (ConsoleView, error) {
	var v ConsoleView
	var err, mfaErr, rulesErr error
	live, cancel := context.WithTimeout(ctx, liveWait)
	defer cancel()
	var calls errgroup.Group
	calls.Go(func() error { v.UserView, err = p.User(ctx, n); return nil })
	calls.Go(func() error { v.MFA, mfaErr = p.account.MFADevices(live, n); return nil })
	calls.Go(func() error { v.Rules, rulesErr = p.account.PasswordPolicy(live); return nil })
	_ = calls.Wait() // each error has its own place
	if err != nil {
		return ConsoleView{}, err
	}
	v.Offers = v.Offers.With(iam.FeatureMFA, offerOf(mfaErr))
	v.MFAProblem, v.RulesKnown = problemOf(mfaErr), rulesErr == nil
	s := p.Snapshot()
	if row, ok := s.ReportRow(n); ok {
		v.Row, v.Made = row, s.report.Made
	}
	return v, nil
}

// PlanRemoveMFA returns the steps in which a second factor is taken from a user:
// a virtual one is deleted as well. It reads the user's devices now.
func (p *Porter) PlanRemoveMFA(ctx context.Context, n iam.UserName, serial string) (steps []Step, last bool, err error) {
	devices, err := p.account.MFADevices(ctx, n)
	if err != nil {
		return nil, false, err
	}
	i := slices.IndexFunc(devices, func(d iam.MFADevice) bool { return d.Serial == serial })
	if i < 0 {
		return nil, false, fault.New(fault.NotFound, fault.CodeMFANotFound, serial, string(n))
	}
	steps = []Step{step("DeactivateMFADevice", desk.MFADeactivate, string(n), serial)}
	if devices[i].Virtual {
		steps = append(steps, step("DeleteVirtualMFADevice", desk.MFADelete, string(n), serial))
	}
	return steps, len(devices) == 1, nil
}

// RemoveMFA takes a second factor from a user, as a plan of steps.
func (p *Porter) RemoveMFA(ctx context.Context, by desk.Actor, form string, n iam.UserName, serial string) (Done, error) {
	var steps []Step
	var last bool
	a := act{verb: desk.MFADeactivate, target: string(n), detail: []string{serial}, form: form, content: serial, check: func() (err error) {
		steps, last, err = p.PlanRemoveMFA(ctx, n, serial)
		return err
	}}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		w.result = result{Steps: steps, Began: w.op.Created}
		err := p.makeAll(ctx, w, seal.Secret{})
		if last && w.result.Steps[0].State == StepDone {
			p.patch(func(s *Snapshot) { s.reportRow(n, func(row *iam.ReportRow) { row.MFA = iam.ReportFalse }) })
		}
		return err
	})
}
