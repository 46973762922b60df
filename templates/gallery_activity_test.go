package templates_test

import (
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/templates"
)

// activitySamples are the tab of a user's recent activity: full, empty, and where
// nothing is known.
func activitySamples(p templates.Page) []sample {
	base, quiet := userPage(p), readOnly(userPage(p))
	w := p.T.Activity
	full := templates.UserActivity{Page: base, Head: head(base, true, templates.TabActivity), SignIn: templates.AgoStamp(p.T, now.Add(-3*time.Hour), now),
		MayAudit: true, WholeURL: templates.AuditOfURL("svc-upload"), More: w.More}
	key := templates.KeyRow{ID: "AKIAIOSFODNN7EXAMPLE", User: "svc-upload", Status: iam.KeyActive, Created: now, UseKnown: true,
		Use: iam.KeyUse{At: now.Add(-time.Hour), Service: "s3", Region: "ap-northeast-2"}}
	unknown, never := key, key
	unknown.ID, unknown.UseKnown = "AKIAI44QH8DHBEXAMPLE", false
	never.ID, never.Use, never.Status = "AKIAJALPHA0000EXAMPLE", iam.KeyUse{}, iam.KeyInactive
	full = full.WithKey(key).WithKey(unknown).WithKey(never)
	full.Log = templates.AuditList{Page: base, Label: w.Caption, OlderURL: templates.UserActivityPageURL("svc-upload", 7), NewURL: templates.UserActivityURL("svc-upload")}
	for i, verb := range []desk.Verb{desk.KeyDeactivate, desk.UserAttach, desk.GroupAdd} {
		full.Log.Rows = append(full.Log.Rows, templates.NewAuditRow(base, desk.Entry{Seq: int64(9 - i), At: now.Add(-time.Duration(i) * time.Hour), Phase: desk.Ended,
			Actor: "kim", Verb: verb, Target: "svc-upload", Detail: []string{"<script>alert(1)</script>"}}))
	}
	empty := templates.UserActivity{Page: quiet, Head: head(quiet, false, templates.TabActivity), NoSignIn: w.NoConsole, KeysNote: w.NoKeys, MayAudit: true, WholeURL: full.WholeURL}
	hidden := templates.UserActivity{Page: quiet, Head: head(quiet, false, templates.TabActivity), NoSignIn: w.NoSignIn, KeysNote: w.KeysUnk}
	return []sample{{"user-activity", full.View()}, {"user-activity-empty", empty.View()}, {"user-activity-unknown", hidden.View()}}
}
