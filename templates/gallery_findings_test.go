package templates_test

import (
	"fmt"
	"time"

	"keyporter/internal/iam"
	"keyporter/templates"
)

// unusedSamples are the tables of what is unused.
func unusedSamples(p templates.Page) []sample {
	w := &p.T.Unused
	at := templates.ListAt{Path: templates.UnusedURL(), Own: []templates.Param{{Name: templates.ParamDays, Value: "90"}}}
	page := templates.Unused{Days: "90", Keys: true, Reported: fmt.Sprintf(w.Report, "2 h", p.T.DateTime(now)),
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
