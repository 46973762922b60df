package porter

import (
	"context"
	"fmt"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/store"
)

// OwnSettings are the settings of Keyporter itself, with what the options of the
// start decide.
type OwnSettings struct {
	desk.Settings
	Started desk.Started
}

// OwnSettings reads what admins have set. Nothing is kept: a change holds in every
// process at once.
func (p *Porter) OwnSettings(ctx context.Context) (OwnSettings, error) {
	s, err := p.store.Settings(ctx)
	if err != nil {
		return OwnSettings{}, fmt.Errorf("read the settings: %w", err)
	}
	return OwnSettings{Settings: s, Started: p.started}, nil
}

// settingEdit is what settings become; what they were is for the audit log only.
type settingEdit struct {
	Want any `json:"want"`
	was  any
	name desk.SettingName
}

// SetGeneral saves the settings of the dashboard itself. Where an option of the
// start decides, it is fault Conflict, CodeSettingFixed.
func (p *Porter) SetGeneral(ctx context.Context, by desk.Actor, form string, g desk.General) (Done, error) {
	g, wrong := g.Check()
	if p.started.Public != "" {
		wrong = fault.New(fault.Conflict, fault.CodeSettingFixed, "--public-url")
	}
	s, err := p.OwnSettings(ctx)
	if err != nil {
		return Done{}, err
	}
	return p.setOwn(ctx, by, act{verb: desk.GeneralSet, form: form, content: settingEdit{g, s.General, desk.SettingGeneral}}, fault.Join(wrong))
}

// SetThresholds saves from which number of days on keys are among the findings.
func (p *Porter) SetThresholds(ctx context.Context, by desk.Actor, form string, t desk.Thresholds) (Done, error) {
	s, err := p.OwnSettings(ctx)
	if err != nil {
		return Done{}, err
	}
	return p.setOwn(ctx, by, act{verb: desk.ThresholdsSet, form: form, content: settingEdit{t, s.Thresholds.Filled(), desk.SettingThresholds}}, t.Check())
}

// SetSignIn saves what holds for everybody who signs in, from the next request on.
// Where an option of the start says whether a second factor is demanded, and the
// rules say otherwise than before, it is fault Conflict, CodeSettingFixed.
func (p *Porter) SetSignIn(ctx context.Context, by desk.Actor, form string, r desk.SignInRules) (Done, error) {
	s, err := p.OwnSettings(ctx)
	if err != nil {
		return Done{}, err
	}
	wrong := r.Check()
	if p.started.Factor != "" && r.Factor != s.SignIn.Factor {
		wrong = fault.New(fault.Conflict, fault.CodeSettingFixed, "--second-factor")
	}
	return p.setOwn(ctx, by, act{verb: desk.SignInSet, form: form, content: settingEdit{r, s.SignIn.Filled(), desk.SettingSignIn}}, wrong)
}

// setOwn carries out an act on the settings, unless something is wrong with them.
func (p *Porter) setOwn(ctx context.Context, by desk.Actor, a act, wrong error) (Done, error) {
	edit, _ := a.content.(settingEdit)
	a.target, a.check = p.Snapshot().Identity.Account, func() error { return wrong }
	return p.do(ctx, by, a, func(_ context.Context, w *work) error {
		w.finish = func(ctx context.Context, tx *store.DB) error {
			return tx.PutSetting(ctx, edit.name, edit.Want, desk.SetBy{By: by.Operator.Name, At: w.op.Created})
		}
		return nil
	})
}
