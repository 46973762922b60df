package templates_test

import (
	"fmt"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/templates"
)

func groupSamples(p templates.Page) []sample {
	w := p.T.Groups
	admins := iam.Group{Name: "admins", Path: "/", ID: "AGPACKCEVSQ6C2EXAMPLE", ARN: "arn:aws:iam::123456789012:group/admins", Created: now.AddDate(0, -2, 0),
		Attached: []iam.AttachedPolicy{{Name: "AdministratorAccess", ARN: adminARN}}, Inline: []iam.InlinePolicy{{Name: "inline-1", Document: policyDocument}}}
	long := iam.Group{Name: iam.GroupName(longName + longName)}
	at := templates.ListAt{Path: templates.GroupsURL()}
	list := templates.GroupList{ListFrame: listFrame(titled(p, w.Title, templates.SectionGroups), at, 2), CreateURL: templates.NewGroupURL(),
		Heads: templates.GroupHeads{Name: at.Head(w.Name, "name", "name"), Members: at.Head(w.Members, "members", "name"), Created: at.Head(w.Created, "created", "name")},
		Rows:  []templates.GroupRow{templates.NewGroupRow(p.T, &admins, 1204), templates.NewGroupRow(p.T, &long, 0)}}
	list.Label, list.Caption, list.Quick, list.Conditions = w.Search, w.Caption, []string{"members:none"}, []string{"members:none", "policy:"}
	empty, noMatch := list, list
	list.ListFrame = list.Prepare()
	empty.Rows, empty.None = nil, true
	noMatch.Rows, noMatch.At.Filters, noMatch.NoMatch = nil, []string{"members:none"}, true
	noMatch.ListFrame = noMatch.Prepare()
	form := templates.GroupForm{Page: titled(p, w.NewTitle, templates.SectionGroups, templates.Crumb{Text: w.Title, URL: templates.GroupsURL()}), Pick: picker(p, "")}
	refused := form
	refused.Name, refused.Fault, refused.Faulty, refused.Pick = "ad mins", fault.Field("name", fault.CodeGroupName, "ad mins"), true, picker(p, "zzz", adminARN)
	refused.Pick.Found, refused.Pick.Match = nil, 0
	return append([]sample{{"group-list", list.View()}, {"group-list-empty", empty.View()}, {"group-list-no-match", noMatch.View()},
		{"group-form", form.View()}, {"group-form-refused", refused.View()}}, groupPageSamples(p, admins)...)
}

func groupPageSamples(p templates.Page, admins iam.Group) []sample {
	page := titled(p, "admins", templates.SectionGroups, templates.Crumb{Text: p.T.Groups.Title, URL: templates.GroupsURL()})
	members := []iam.UserName{"ana", iam.UserName(longName), ".."}
	show := templates.NewGroupShow(page, admins, members, now, true)
	show.Users, show.Pick = templates.UserPick{Query: "s", Chosen: []iam.UserName{"kim"}, Found: []iam.UserName{"svc-1", "svc-2"}, Match: 30}, picker(p, "s3")
	refused := show
	refused.Users, refused.Fault, refused.Faulty = templates.UserPick{Query: "zzz"}, fault.Field("user", fault.CodeNothingChosen), true
	empty := templates.NewGroupShow(page, iam.Group{Name: "admins"}, nil, now.Add(-10*time.Minute), false)
	empty.Pick = picker(p, "")
	quiet := templates.NewGroupShow(readOnly(page), admins, members, now, true)
	gone := titled(p, fmt.Sprintf(p.T.Groups.DeleteTitle, "admins"), templates.SectionGroups, templates.Crumb{Text: "admins", URL: templates.GroupURL("admins")})
	remove := templates.NewGroupDelete(gone, admins, members)
	mistyped := templates.NewGroupDelete(gone, iam.Group{Name: "admins"}, nil)
	mistyped.Fault, mistyped.Faulty = fault.Field("confirm", fault.CodeConfirmName), true
	return []sample{{"group-show", show.View()}, {"group-show-refused", refused.View()}, {"group-show-empty", empty.View()},
		{"group-show-read-only", quiet.View()}, {"group-delete", remove.View()}, {"group-delete-refused", mistyped.View()}}
}

func auditSamples(p templates.Page) []sample {
	page := titled(p, p.T.Audit.Title, templates.SectionAudit)
	of := templates.AuditAt{Target: "ana"}
	many := templates.AuditList{Page: page, At: of, Reports: of.Reports(), OlderURL: of.URL(7), NewURL: of.URL(0)}
	for i, phase := range []desk.Phase{desk.Begun, desk.Ended, desk.Failed, desk.Lost, desk.Refused, desk.Noted} {
		many.Rows = append(many.Rows, templates.NewAuditRow(page, desk.Entry{
			Seq: int64(20 - i), At: now.Add(-time.Duration(i) * time.Hour), Phase: phase, Actor: "kim", Verb: desk.UserAttach, Target: "ana", Detail: []string{string(s3ARN), "two"},
		}))
	}
	many.Rows[2].Fault = string(fault.CodeAwsDenied)
	many.Rows = append(many.Rows, templates.NewAuditRow(page, desk.Entry{Seq: 1, At: now, Phase: desk.Noted, Verb: desk.TicketUnclaim}))
	noMatch := templates.AuditList{Page: page, At: templates.AuditAt{Target: "zoe"}, NoMatch: fmt.Sprintf(p.T.Audit.NoneText, "zoe")}
	return []sample{{"audit-list", many.View()}, {"audit-list-empty", templates.AuditList{Page: page}.View()}, {"audit-list-no-match", noMatch.View()}}
}

func overviewSamples(p templates.Page) []sample {
	w := p.T.Overview
	page := titled(p, w.Title, templates.SectionOverview)
	begin := templates.Overview{
		Wants: hostile, Waits: []templates.ViewLink{
			{Label: fmt.Sprintf(p.T.Overview.Results, p.T.Verb(string(desk.BulkImport)), "1,000"), URL: templates.JobURL("06h13")},
			{Label: fmt.Sprintf(p.T.Overview.Stuck, "2"), URL: templates.RotationsURL()},
		},
		Page: page, Progress: fmt.Sprintf(w.Progress, "1", "6"), MayAudit: true,
		Tasks: []templates.Task{
			{Task: w.Operator, Done: true}, {Task: w.Billing, Note: true, More: w.BillingBy, URL: "https://console.aws.amazon.com/billing/home#/account", Outside: true},
			{Task: w.Admin, URL: templates.NewUserURL()}, {Task: w.Developer, URL: templates.NewUserURL()}, {Task: w.Key}, {Task: w.Use},
		},
		Facts: []templates.Fact{{Label: w.Users, URL: templates.UsersURL()}, {Label: w.Groups, URL: templates.GroupsURL()}, {Label: w.ActiveKeys}},
		About: []templates.AboutLine{{Label: w.AccountID, Value: "123456789012"}, {Label: w.Alias}, {Label: w.SignInURL, Value: "https://x.example", Note: p.T.Console.SandboxSignIn}},
	}
	done := begin
	done.AllDone = true
	done.Findings = []templates.Fact{{Label: fmt.Sprintf(p.T.Findings.Severity, p.T.Findings.Severities["high"]), Value: "4", URL: templates.FindingsURL()}, {Label: p.T.Findings.Unchecked, Value: "2", URL: templates.FindingsURL()}}
	done.Ages = templates.KeyAges{Known: true, Notes: []string{fmt.Sprintf(p.T.KeyAges.Unread, "12")}, Bars: []templates.Bar{
		{Text: fmt.Sprintf(p.T.KeyAges.UpTo, "30"), Count: "3,020", Width: "41.3%", URL: "/keys?f=young%3A30"},
		{Text: fmt.Sprintf(p.T.KeyAges.Over, "365"), Count: "857", Width: "11.7%", Kind: "bad", URL: "/keys?f=age%3A365"}}}
	done.Facts = []templates.Fact{{Label: w.Users, Value: "5,000", URL: templates.UsersURL()}, {Label: w.ActiveKeys, Value: "7,311", Part: fmt.Sprintf(w.KeysPart, "4,000", "5,000")}}
	for _, verb := range []desk.Verb{desk.UserCreate, desk.KeyCreate, desk.SignIn} {
		row := templates.NewAuditRow(page, desk.Entry{At: now.Add(-time.Minute), Phase: desk.Ended, Actor: "kim", Verb: verb, Target: "ana"})
		done.Acts = append(done.Acts, row)
	}
	return []sample{{"overview-begin", begin.View()}, {"overview-done", done.View()}}
}

func allKeySamples(p templates.Page) []sample {
	w, at := p.T.AllKeys, templates.ListAt{Path: templates.AllKeysURL()}
	list := templates.AllKeys{ListFrame: listFrame(titled(p, w.Title, templates.SectionKeys), at, 4),
		Heads: templates.AllKeyHeads{Owner: at.Head(w.Owner, "owner", "owner"), Created: at.Head(p.T.Keys.Age, "created", "owner"), Used: at.Head(p.T.Keys.LastUsed, "used", "owner")},
		Bulk:  templates.BulkBar{Action: templates.KeysSelectionURL(), Acts: []templates.ListChoice{{Value: "keys.deactivate", Label: p.T.Selection.Keys}}},
	}
	list.Label, list.Hint, list.Caption = w.Search, w.SearchHint, w.Caption
	list.Quick, list.Conditions = []string{"status:active", "unused:90"}, []string{"owner:", "unused:"}
	list.Notes = []string{fmt.Sprintf(p.T.Lists.Unread, "12")}
	key := iam.AccessKey{ID: "AKIAIOSFODNN7EXAMPLE", User: "ana", Status: iam.KeyActive, Created: now.AddDate(0, -4, 0)}
	use := iam.KeyUse{At: now.Add(-time.Hour), Service: "s3", Region: "ap-northeast-2"}
	off := iam.AccessKey{ID: "AKIAI44QH8DHBEXAMPLE", User: iam.UserName(longName), Status: iam.KeyInactive}
	list.Rows = []templates.AllKeyRow{templates.NewAllKeyRow(p, key, use, now), templates.NewAllKeyRow(p, key, iam.KeyUse{}, now.Add(-3*time.Hour)),
		templates.NewAllKeyRow(p, off, use, now.Add(-3*time.Hour)), templates.NewAllKeyRow(p, off, iam.KeyUse{}, time.Time{})}
	list.Rows[0].End = templates.NewKeyEnd(p, desk.Lifetime{}, now.AddDate(0, 0, 3), true)
	list.Rows[1].End = templates.NewKeyEnd(p, desk.Lifetime{Exempt: now.AddDate(1, 0, 0)}, now.AddDate(1, 0, 0), false)
	list.Rows[2].End = templates.NewKeyEnd(p, desk.Lifetime{Stopped: now}, now, false)
	empty, noMatch, quiet := list, list, list
	empty.None, noMatch.NoMatch, noMatch.At.Query = true, true, "AKIAIOSFODNN7EXAMPLE"
	noMatch.AskURL, noMatch.Ask = templates.KeyOwnerURL("AKIAIOSFODNN7EXAMPLE"), fmt.Sprintf(w.OwnerAsk, "AKIAIOSFODNN7EXAMPLE")
	quiet.Page = readOnly(quiet.Page)
	var all []sample
	for name, l := range map[string]templates.AllKeys{"all-keys": list, "all-keys-empty": empty, "all-keys-no-match": noMatch, "all-keys-read-only": quiet} {
		l.ListFrame = l.Prepare()
		all = append(all, sample{name, l.View()})
	}
	ask := templates.KeyOwner{Page: titled(p, w.OwnerTitle, templates.SectionKeys, templates.Crumb{Text: w.Title, URL: templates.AllKeysURL()})}
	found, wrong, gone := ask, ask, ask
	found.ID, found.Row = string(key.ID), &list.Rows[0]
	wrong.ID, wrong.Error, wrong.Faulty = "x y", p.T.Fault(fault.Field("id", fault.CodeKeyID)), true
	gone.ID, gone.Reason = string(key.ID), fmt.Sprintf(w.OwnerNone, key.ID)
	return append(all, sample{"key-owner", ask.View()}, sample{"key-owner-found", found.View()}, sample{"key-owner-wrong", wrong.View()}, sample{"key-owner-gone", gone.View()})
}
