package templates_test

import (
	"strings"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/templates"
)

// factorSamples are the pages of second factors and of fresh proofs.
func factorSamples(p templates.Page) []sample {
	out := p
	out.SignedIn, out.Operator, out.Account, out.Counts, out.Fresh = false, desk.Operator{}, templates.AccountChip{}, templates.Counts{}, templates.Freshness{}
	p.Section, p.Path = templates.SectionMe, "/me/second-factor"
	wrong := fault.Field(templates.ProofField, fault.CodeFactorWrong)
	typed := fault.Field(templates.ProofField, fault.CodePasswordWrong)
	limited := fault.New(fault.Limited, fault.CodeSignInLimited, "15")
	fields := []templates.Carried{{Name: "form", Value: "x"}, {Name: "note", Value: `"><script>alert(1)</script>`}}
	has := desk.Factors{TOTP: now.Add(-40 * 24 * time.Hour), Recovery: 9}
	keys := has
	keys.Passkeys = []desk.Passkey{{ID: "a-b", Name: "blue key", Created: now.Add(-90 * 24 * time.Hour), Used: now.Add(-time.Hour)},
		{ID: "c_d", Name: strings.Repeat("긴 이름 ", 15), Created: now}}
	ask := templates.PasskeyAsk{Options: `{"challenge":"x"}`, Can: true}
	dots := templates.Dots{Path: "M4 4h7v1h-7zM4 5h1v1h-1z", Side: 33}
	rules := templates.SignInRules{Page: p, Idle: 15 * time.Minute, Life: 8 * time.Hour, Links: 15 * time.Minute, Proof: desk.ProofLife, Tries: 10, Window: 15 * time.Minute}
	demanded := rules
	demanded.Demanded, demanded.Bare = true, 3
	demanded.Started.Factor, demanded.Provider, demanded.By = desk.FactorDemanded, "login.example.com", desk.SetBy{By: "kim", At: now}
	refused := rules
	refused.Typed = &templates.SignInRuleFields{Factor: desk.FactorOffered, Idle: "x", Life: "99"}
	refused.Fault = fault.Join(fault.Field("idle", fault.CodeRange, "5", "30"), fault.Field("life", fault.CodeRange, "1", "12")).(*fault.Fault)
	quiet := demanded
	quiet.Page = readOnly(quiet.Page)
	return []sample{
		{"step-up", templates.StepUp{Page: p, Action: "/step-up", BackURL: "/"}.Prepare().View()},
		{"step-up-form", templates.StepUp{Page: p, Sent: true, Fields: fields, Dropped: true, Factor: true, App: true, Action: "/tickets/x/open", BackURL: "/tickets/x"}.Prepare().View()},
		{"step-up-wrong", templates.StepUp{Page: p, Sent: true, Fields: fields, Factor: true, App: true, Action: "/tickets/x/open", BackURL: "/tickets/x", Fault: wrong}.Prepare().View()},
		{"step-up-password", templates.StepUp{Page: p, Sent: true, Fields: fields, Action: "/tickets/x/open", BackURL: "/tickets/x", Fault: typed}.Prepare().View()},
		{"step-up-long", templates.StepUp{Page: p, Sent: true, TooLong: true, Action: "/step-up?next=%2Fpolicies", BackURL: "/policies", Fault: limited}.Prepare().View()},
		{"second-step", templates.SecondStep{Page: out, Name: "kim", App: true, Action: "/sign-in/second-step", AgainURL: "/sign-in"}.Prepare().View()},
		{"second-step-wrong", templates.SecondStep{Page: out, Name: strings.Repeat("m", desk.MaxOperatorName), Action: "/sign-in/second-step", AgainURL: "/sign-in", Fault: wrong}.Prepare().View()},
		{"second-step-gone", templates.SecondStep{Page: out, AgainURL: "/sign-in"}.Prepare().View()},
		{"factors-none", templates.Factors{Page: p}.Prepare().View()},
		{"factors-demanded", templates.Factors{Page: p, Demanded: true}.Prepare().View()},
		{"factors", templates.Factors{Page: p, Has: has}.Prepare().View()},
		{"factors-passkeys", templates.Factors{Page: p, Has: keys, Place: true}.Prepare().View()},
		{"passkey-new", templates.PasskeyNew{Page: p, Options: ask.Options}.Prepare().View()},
		{"passkey-new-wrong", templates.PasskeyNew{Page: p, Name: "blue", Options: ask.Options, Fault: fault.New(fault.Invalid, fault.CodePasskeyWrong)}.Prepare().View()},
		{"step-up-passkey", templates.StepUp{Page: p, Sent: true, Fields: fields, Factor: true, Passkey: ask, Action: "/tickets/x/open", BackURL: "/tickets/x"}.Prepare().View()},
		{"step-up-ask", templates.StepUp{Page: p, Factor: true, Passkey: templates.PasskeyAsk{Can: true}, Action: "/step-up", BackURL: "/"}.Prepare().View()},
		{"second-step-passkey", templates.SecondStep{Page: out, Name: "kim", Passkey: ask, Action: "/sign-in/second-step", AgainURL: "/sign-in"}.Prepare().View()},
		{"app-seed", templates.NewAppSeed(p, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", dots, nil).View()},
		{"app-seed-wrong", templates.NewAppSeed(p, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", dots, fault.Field("code", fault.CodeFactorWrong)).View()},
		{"recovery-codes", templates.RecoveryCodes{Page: p, Codes: []string{"0123-4567-89ab-cdef", "ghjk-mnpq-rstv-wxyz"}}.Prepare().View()},
		{"sign-in-rules", rules.Prepare().View()},
		{"sign-in-rules-demanded", demanded.Prepare().View()},
		{"sign-in-rules-wrong", refused.Prepare().View()},
		{"sign-in-rules-read-only", quiet.Prepare().View()},
		{"me-factor", templates.Me{Page: p, Factor: true}.Prepare().View()},
	}
}
