package templates_test

import (
	"fmt"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/templates"
)

// railsSamples are the pages of the guard rails.
func railsSamples(p templates.Page) []sample {
	p.Title, p.Section = p.T.Rails.Title, templates.SectionGuard
	pick := templates.PolicyPick{T: p.T, Field: "policy", One: true, Legend: p.T.Rails.Boundary, Hint: p.T.Rails.BoundBy, FindURL: templates.GuardURL(),
		Found: []templates.PolicyChoice{{ARN: s3ARN, Name: "AmazonS3FullAccess"}}}
	open := templates.Rails{Page: p, Default: true, Pick: pick}
	for _, m := range []desk.GuardMode{desk.GuardOpen, desk.GuardGuarded} {
		open.Modes = append(open.Modes, templates.RailsMode{Value: m, Label: p.T.Rails.Modes[string(m)], Hint: p.T.Rails.About[string(m)], Current: m == desk.GuardOpen})
	}
	by := "jin, " + p.T.Ago(now.Add(-time.Hour), now)
	guarded := open
	guarded.Default, guarded.Paths, guarded.Set = false, "/keyporter/\n/team/", fmt.Sprintf(p.T.Rails.Set, hostile, p.T.Ago(now.Add(-time.Hour), now))
	guarded.Pick.Chosen = []templates.PolicyChoice{{ARN: ownARN, Name: longName}}
	guarded.Safe = []templates.SafeRow{
		{ARN: s3ARN, Name: "AmazonS3FullAccess", Version: "v2", Kind: "ok", State: p.T.Rails.States["same"], By: by},
		{ARN: ownARN, Name: longName, Version: "v1", Kind: "warn", State: p.T.Rails.States["changed"], By: by},
	}
	guarded.Adopted = []templates.AdoptedRow{{Kind: desk.AdoptedUser, ID: "AIDA1", Name: longName, What: p.T.Rails.Kinds["user"], URL: templates.UserURL("ana"), By: by}}
	wrong := guarded
	wrong.Unset, wrong.Faulty, wrong.Name, wrong.Paths = true, true, hostile, hostile
	wrong.Fault = fault.Field("paths", fault.CodeRailsPath, hostile)
	choose := templates.SafePin{Page: titled(p, p.T.Rails.PinTitle, templates.SectionGuard), Pick: pick}
	choose.Pick.Legend, choose.Pick.Hint, choose.Pick.FindURL = p.T.Rails.Pick, p.T.Rails.PickHint, ""
	pin := templates.SafePin{Page: titled(p, fmt.Sprintf(p.T.Rails.PinTo, "AmazonS3FullAccess"), templates.SectionGuard), ARN: s3ARN, Version: "v2", Hash: "aa", Document: policyDocument, Dangerous: true}
	anew := pin
	anew.Pinned, anew.Dangerous, anew.Diff = "v1", false, templates.NewDiff(p.T, `{"Version":"2012-10-17","Statement":[]}`, policyDocument)
	anew.Diff.Lead = fmt.Sprintf(p.T.Rails.Since, "v1", "v2")
	anew.Fault = fault.New(fault.Conflict, fault.CodeSafeChanged, hostile)
	same := pin
	same.Pinned, same.Same = "v2", true
	return []sample{{"guard-open", open.View()}, {"guard-guarded", guarded.View()}, {"guard-wrong", wrong.View()},
		{"guard-safe", choose.View()}, {"guard-pin", pin.View()}, {"guard-pin-anew", anew.View()}, {"guard-pin-same", same.View()}}
}
