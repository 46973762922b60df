package templates_test

import (
	"fmt"
	"time"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/templates"
)

// unusedSamples are the tables of what is unused.
func unusedSamples(p templates.Page) []sample {
	w := &p.T.Unused
	at := templates.ListAt{Path: templates.UnusedURL(), Own: []templates.Param{{Name: templates.ParamDays, Value: "90"}}}
	page := templates.Unused{Days: "90", Keys: true, OldURL: at.URL(), Reported: fmt.Sprintf(w.Report, "2 h", p.T.DateTime(now)),
		Tabs: []templates.ViewLink{{Label: w.Keys, URL: at.URL(), Current: true}, {Label: w.Never, URL: at.URL() + "&of=never"}, {Label: w.Users, URL: at.URL() + "&of=users"}},
		Ages: []templates.ViewLink{{Label: fmt.Sprintf(w.DaysOf, "30"), URL: at.URL()}, {Label: fmt.Sprintf(w.DaysOf, "90"), URL: at.URL(), Current: true}}}
	page.AllKeys = templates.AllKeys{ListFrame: listFrame(titled(p, w.Title, templates.SectionUnused), at, 2),
		Heads: templates.AllKeyHeads{Owner: at.Head(p.T.AllKeys.Owner, "owner", "used"), Created: at.Head(p.T.Keys.Age, "created", "used"), Used: at.Head(p.T.Keys.LastUsed, "used", "used")},
		Bulk:  templates.BulkBar{Action: templates.KeysSelectionURL(), All: fmt.Sprintf(p.T.Selection.AllMatch, "96"), Acts: []templates.ListChoice{{Value: "keys.deactivate", Label: p.T.Selection.Keys}}},
	}
	page.Label, page.Hint, page.Caption = p.T.AllKeys.Search, p.T.AllKeys.SearchHint, w.Keys
	page.Notes = []string{fmt.Sprintf(p.T.Lists.Undecided, "12"), fmt.Sprintf(p.T.Lists.Unread, "3")}
	key := iam.AccessKey{ID: "AKIAIOSFODNN7EXAMPLE", User: "ana", Status: iam.KeyActive, Created: now.AddDate(0, -7, 0)}
	page.Rows = []templates.AllKeyRow{templates.NewAllKeyRow(p, key, iam.KeyUse{At: now.AddDate(0, -4, 0), Service: "s3"}, now.Add(-3*time.Hour)), templates.NewAllKeyRow(p, key, iam.KeyUse{}, now)}
	page.Ticked = page.ListFrame
	page.Ticked.At = templates.ListAt{Path: templates.AllKeysURL(), Filters: []string{"status:active", "unused:90"}}
	users, none, unread, wrong := page, page, page, page
	users.Keys, users.Last = false, templates.ActivityHeads{Name: at.Head(p.T.Users.Name, "name", "last"), Last: at.Head(w.Activity, "last", "last"), Created: at.Head(p.T.Users.Created, "created", "last")}
	users.Users = []templates.IdleRow{
		templates.NewIdleRow(p, "ana", iam.ReportTrue, iam.KeyUse{At: now.AddDate(0, -4, 0), Service: "s3", Region: "ap-northeast-2"}).At(p, now.AddDate(-2, 0, 0), now.AddDate(0, -4, 0), time.Time{}),
		templates.NewIdleRow(p, iam.UserName(longName), iam.ReportFalse, iam.KeyUse{}).At(p, time.Time{}, time.Time{}, time.Time{}),
	}
	none.Nothing = templates.Nothing{Title: fmt.Sprintf(w.KeysTitle, "90"), Text: w.KeysText}
	unread.None, unread.Fresh.At = true, time.Time{}
	wrong.Wrong, wrong.Page = []string{fmt.Sprintf(w.Wrong, "<b>", "90")}, readOnly(wrong.Page)
	wrong.Ticked.Page = wrong.Page
	return []sample{{"unused-keys", page.View()}, {"unused-users", users.View()}, {"unused-none", none.View()}, {"unused-unread", unread.View()}, {"unused-wrong", wrong.View()}}
}

// findingSamples are the findings: all kinds, one kind, and none.
func findingSamples(p templates.Page) []sample {
	w, at := &p.T.Findings, templates.ListAt{Path: templates.FindingsURL()}
	link := func(name string) templates.NameLink { return templates.NameLink{Name: name, URL: "/users/ana"} }
	section := func(kind, severity, count string, rows ...templates.FindingRow) templates.FindingSection {
		k := w.Kinds[kind]
		return templates.FindingSection{ID: kind, Title: k.Title, Severity: w.Severities[severity], Tag: templates.SeverityTag(severity), Count: count, Why: k.Why, Do: k.Do,
			Caption: fmt.Sprintf(w.Caption, k.Title), What: k.What, With: k.With, Rows: rows}
	}
	many := templates.FindingList{ListFrame: listFrame(titled(p, w.Title, templates.SectionFindings), at, 3), KeyAge: "90", Unused: "90", ReportURL: templates.FindingsReportURL(),
		Tiles:     []templates.Fact{{Label: fmt.Sprintf(w.Severity, w.Severities["high"]), Value: "4", URL: at.URL()}, {Label: fmt.Sprintf(w.Severity, w.Severities["medium"]), Value: "1,204", URL: at.URL()}, {Label: w.Unchecked, Value: "2", URL: "#unchecked"}},
		Unchecked: []string{fmt.Sprintf(w.NotAtAll, w.Kinds["root-keys"].Title, w.Doubts["report"]), fmt.Sprintf(w.InPart, w.Kinds["old-key"].Title, p.T.FindingDoubt("policies", 7, []string{"a", "b", "c", "d", "e", "<b>f</b>", "g"}))},
		Clean:     []string{w.Kinds["unused-key"].Title},
		Sections: []templates.FindingSection{
			section("root-keys", "high", "1", templates.FindingRow{Name: w.Root, What: fmt.Sprintf(w.RootKeys, "1"), Note: w.NeverUsed}),
			section("privilege-escalation", "high", "2",
				templates.FindingRow{Name: "climb <script>", URL: "/policies/view?arn=a", What: "iam:PassRole + ec2:RunInstances, iam:CreatePolicyVersion", Note: fmt.Sprintf(w.MoreWays, "12"), With: []templates.NameLink{link(fmt.Sprintf(w.In["group"], "Readers")), link(longName), link("+12")}, Users: fmt.Sprintf(w.Users, "1,204")},
				templates.FindingRow{Name: "inline-1", URL: "/users/ana/inline/inline-1", Of: longName, What: "lambda:UpdateFunctionCode", With: []templates.NameLink{link(longName)}, Users: fmt.Sprintf(w.Users, "1")}),
			section("administrator", "medium", "123", templates.FindingRow{Name: longName, URL: "/users/ana", With: []templates.NameLink{link(fmt.Sprintf(w.Through, "AdministratorAccess", "Admins"))}, Note: fmt.Sprintf(w.Bound, "developers")}),
			section("old-key", "medium", "1", templates.FindingRow{Name: "AKIAIOSFODNN7EXAMPLE", Key: true, URL: "/users/ana/keys", What: templates.KeyAge(p.T, 400), With: []templates.NameLink{link("ana")}}),
		}}
	many.Sections[2].More, many.Sections[2].MoreURL = fmt.Sprintf(w.All, "123"), at.With("kind:administrator").URL()
	many.Sections[3].Act, many.Sections[3].ActURL = p.T.Selection.RotateAll, templates.ListAt{Path: templates.AllKeysURL(), Filters: []string{"status:active", "age:90"}}.URL()
	many.Label, many.Hint, many.Quick, many.Conditions = w.Search, w.SearchHint, []string{"severity:high", "severity:medium"}, []string{"severity:high", "kind:old-key"}
	one, none, unread := many, many, many
	one.One, one.Sections, one.At = true, many.Sections[2:3], at.With("kind:administrator")
	none.Sections, none.Nothing, none.Unchecked = nil, templates.Nothing{Title: w.None, Text: w.NoneText}, nil
	none.Tiles = many.Tiles[:2]
	none.Wrong = []string{fmt.Sprintf(w.Wrong, "<b>", "90")}
	unread.None, unread.Fresh.At = true, time.Time{}
	report := templates.FindingsReport{Page: titled(p, p.T.FindingsReport.Title, templates.SectionFindings), Lead: fmt.Sprintf(p.T.FindingsReport.Lead, "acme (123456789012)", p.T.DateTime(now)),
		Limits: fmt.Sprintf(p.T.FindingsReport.Limits, "90", "90"), Tiles: many.Tiles, Sections: many.Sections, Unchecked: many.Unchecked, Clean: many.Clean, ListURL: at.URL(), AllURL: "/access/report?all=1",
		Ages: templates.KeyAges{Known: true, Bars: []templates.Bar{{Text: fmt.Sprintf(p.T.KeyAges.UpTo, "30"), Count: "3,020", URL: "/keys?f=young%3A30"}}},
		Sources: []templates.SourceRow{{Name: p.T.FindingsReport.Names["buckets"], At: p.T.DateTime(now), State: p.T.FindingsReport.Whole, Tag: "ok"},
			{Name: p.T.FindingsReport.Names["credential-report"], State: p.T.FindingsReport.NotRead, Tag: "bad", Why: fmt.Sprintf(p.T.FindingsReport.Failed, p.T.Fault(fault.New(fault.Denied, fault.CodeAwsDenied, "iam:GetCredentialReport", "no")))}}}
	all := []sample{{"findings-report", report.View()}}
	for name, l := range map[string]templates.FindingList{"findings": many, "findings-one": one, "findings-none": none, "findings-unread": unread} {
		l.ListFrame = l.Prepare()
		all = append(all, sample{name, l.View()})
	}
	return all
}
