package templates_test

import (
	"strings"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/templates"
)

// signInSamples are the pages before signing in, and one's own settings.
func signInSamples(p templates.Page) []sample {
	out := p
	out.SignedIn, out.Operator, out.Account, out.Counts, out.Fresh = false, desk.Operator{}, templates.AccountChip{}, templates.Counts{}, templates.Freshness{}
	out.Path = "/sign-in"
	plain := out
	plain.Plain = true
	p.Section, p.Path = templates.SectionMe, "/me"
	p.Operator.Created = now.Add(-100 * 24 * time.Hour)
	auditor := p
	auditor.Operator.Role, auditor.ReadOnly = desk.Auditor, true
	auditor.Operator.Name = strings.Repeat("긴 이름 ", 12) + "end"
	saved := p
	saved.Flash = &templates.Flash{Kind: "ok", Text: p.T.Me.Saved}

	first := desk.Link{Kind: desk.SetupLink, Role: desk.Admin, Expires: now.Add(15 * time.Minute)}
	invite := desk.Link{Kind: desk.InviteLink, Name: "bo", Role: desk.Auditor, Expires: now.Add(15 * time.Minute)}
	reset := desk.Link{Kind: desk.ResetLink, Name: strings.Repeat("m", desk.MaxOperatorName), Role: desk.Admin, Expires: now.Add(15 * time.Minute)}
	mistakes := fault.Of(fault.Join(fault.Field("name", fault.CodeOperatorName),
		fault.Field("password", fault.CodePasswordShort, "12"), fault.Field("repeat", fault.CodePasswordUnmatched)))
	wrong := fault.New(fault.Invalid, fault.CodeSignInWrong)
	limited := fault.New(fault.Limited, fault.CodeSignInLimited, "15")
	present := fault.Field("present", fault.CodePasswordWrong)
	return []sample{
		{"setup-first", templates.Setup{Page: out, Link: first, Action: "/setup/x"}.Prepare().View()},
		{"setup-mistakes", templates.Setup{Page: out, Link: first, Name: "a/b", Language: "ko", Action: "/setup/x", Fault: mistakes}.Prepare().View()},
		{"setup-invite", templates.Setup{Page: out, Link: invite, Name: "bo", Action: "/setup/x"}.Prepare().View()},
		{"setup-reset", templates.Setup{Page: out, Link: reset, Name: reset.Name, Action: "/setup/x"}.Prepare().View()},
		{"setup-gone", templates.NewSetupGone(out).View()},
		{"sign-in", templates.SignIn{Page: plain, Action: "/sign-in"}.Prepare().View()},
		{"sign-in-continue", templates.SignIn{Page: out, Continue: true, Action: "/sign-in?next=%2Fusers"}.Prepare().View()},
		{"sign-in-out", templates.SignIn{Page: out, Out: true, Action: "/sign-in"}.Prepare().View()},
		{"sign-in-wrong", templates.SignIn{Page: out, Name: "kim", Action: "/sign-in", Fault: wrong}.Prepare().View()},
		{"sign-in-limited", templates.SignIn{Page: out, Name: "kim", Action: "/sign-in", Fault: limited}.Prepare().View()},
		{"me", templates.Me{Page: saved, Chosen: desk.Preferences{Language: "ko", Theme: "dark", Zone: "Asia/Seoul", Density: "cosy", Keys: "off"}}.Prepare().View()},
		{"me-auditor", templates.Me{Page: auditor}.Prepare().View()},
		{"me-mistake", templates.Me{Page: p, Fault: present}.Prepare().View()},
	}
}
