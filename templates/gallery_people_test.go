package templates_test

import (
	"strings"
	"time"

	"github.com/a-h/templ"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/templates"
)

// peopleSamples are the pages of sessions, of invitations and of sign-in at a provider.
func peopleSamples(p templates.Page) []sample {
	p.Section, p.Path = templates.SectionMe, "/me/sessions"
	chrome := "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
	list := []desk.Session{
		{ID: "a1", Created: now.Add(-2 * time.Hour), Seen: now, Client: "203.0.113.7", Agent: chrome},
		{ID: "b2", Created: now.Add(-7 * time.Hour), Seen: now.Add(-14 * time.Minute), Client: "2001:db8:85a3:8d3:1319:8a2e:370:7348", Agent: "curl/8.5.0"},
		{ID: "c3", Created: now.Add(-3 * time.Hour), Seen: now.Add(-time.Minute), Client: "198.51.100.2", Agent: "<b>" + strings.Repeat("Agent/1 ", 24)},
		{ID: "d4", Created: now, Seen: now, Client: "198.51.100.2"},
	}
	of := desk.Operator{ID: "x", Name: strings.Repeat("긴 이름 ", 12) + "end"}
	invites := p
	invites.Section, invites.Path = templates.SectionInvites, "/invitations"
	open := []desk.Invitation{
		{ID: "i1", Link: desk.Link{Kind: desk.InviteLink, Name: of.Name, Role: desk.Auditor, Inviter: "kim", Created: now, Expires: now.Add(72 * time.Hour)}},
		{ID: "i2", Link: desk.Link{Kind: desk.InviteLink, Name: "bo", Role: desk.Admin, Inviter: "command line", Created: now.Add(-50 * time.Hour), Expires: now.Add(22 * time.Hour)}},
	}
	link := "https://keys.example.com/setup/" + strings.Repeat("x", 43)
	out := p
	out.SignedIn, out.Operator, out.Account, out.Counts, out.Fresh = false, desk.Operator{}, templates.AccountChip{}, templates.Counts{}, templates.Freshness{}
	out.Path = "/sign-in"
	me := p
	me.Path = "/me"
	linked := []desk.Identity{
		{Issuer: "https://login.example.com/" + strings.Repeat("tenant", 12), Subject: "1", Label: "<b>kim@example.com</b>"},
		{Issuer: "https://login.example.com", Subject: "2", Label: "김민수", Grouped: true},
	}
	failed := func(page templates.Page, f *fault.Fault) templ.Component {
		return templates.NewOIDCFailure(page, 403, f).View()
	}
	return []sample{
		{"sign-in-provider", templates.SignIn{Page: out, Action: "/sign-in", Provider: "login.example.com", OIDCURL: "/sign-in/oidc"}.Prepare().View()},
		{"oidc-state", failed(out, fault.New(fault.Denied, fault.CodeOIDCState))},
		{"oidc-away", failed(out, fault.New(fault.Away, fault.CodeOIDCAway, strings.Repeat("login.", 30)+"example.com"))},
		{"oidc-no-role", failed(out, fault.New(fault.Denied, fault.CodeOIDCNoRole, "<b>"+strings.Repeat("긴 이름 ", 12)))},
		{"oidc-disabled", failed(out, fault.New(fault.Denied, fault.CodeOIDCDisabled, "bo"))},
		{"oidc-taken", failed(me, fault.New(fault.Conflict, fault.CodeOIDCTaken))},
		{"oidc-go", templates.NewOIDCGo(me, "login.example.com", "https://login.example.com/authorize?state=x").View()},
		{"step-up-provider", templates.StepUp{Page: me, Provider: "login.example.com", Action: "/step-up", BackURL: "/users"}.Prepare().View()},
		{"me-linked", templates.Me{Page: me, Provider: "login.example.com", Linked: linked}.Prepare().View()},
		{"me-linked-before", templates.Me{Page: me, Linked: linked[:1]}.Prepare().View()},
		{"me-link", templates.Me{Page: me, Provider: "login.example.com", Fault: fault.New(fault.Conflict, fault.CodeOIDCKeep)}.Prepare().View()},
		{"invitations", templates.Invitations{Page: invites, Open: open, Role: desk.Auditor}.Prepare().View()},
		{"invitations-none", templates.Invitations{Page: invites}.Prepare().View()},
		{"invitations-made", templates.Invitations{Page: invites, Open: open, For: "bo", Link: link}.Prepare().View()},
		{"invitations-mistake", templates.Invitations{Page: invites, Name: "a/b", Role: "king", Fault: fault.Field("name", fault.CodeOperatorName)}.Prepare().View()},
		{"sessions", templates.NewOwnSessions(p, list, "a1").View()},
		{"sessions-alone", templates.NewOwnSessions(p, list[:1], "a1").View()},
		{"sessions-of", templates.NewOperatorSessions(p, of, list, "z").View()},
		{"sessions-none", templates.NewOperatorSessions(p, of, nil, "z").View()},
	}
}
