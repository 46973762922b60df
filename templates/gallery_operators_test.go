package templates_test

import (
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/templates"
)

// operatorSamples are the pages of operators, of roles, and of one's own keys.
func operatorSamples(p templates.Page) []sample {
	manager := desk.Operator{ID: "06h2", Name: hostile, Role: desk.Manager, Created: now.AddDate(0, -1, 0), Signed: now.Add(-time.Hour), IAMUser: "ana", IAMID: "AIDA1",
		Scope: desk.Scope{Groups: []string{longName}, Paths: []string{"/dev/"}, Tags: []string{"team=core"}}}
	viewer := desk.Operator{ID: "06h3", Name: "bo", Role: desk.Viewer, Created: now, Disabled: true}
	me := p.Operator
	me.ID = "06h1"
	p.Operator.ID = me.ID
	all := []desk.Operator{me, manager, viewer}
	ana := templates.NameLink{Name: "ana", URL: templates.UserURL("ana")}
	show := templates.OperatorShow{Page: p, Of: manager, User: ana, Fields: templates.OperatorFields{User: "ana", Groups: longName, Paths: "/dev/", Tags: "team=core"}}
	refused := show
	refused.Fields.Tags = "<b>team</b>"
	refused.Fault = fault.Field("tags", fault.CodeScopeTag, "<b>team</b>")
	own := templates.OperatorShow{Page: p, Of: me}
	role := templates.OperatorReview{Page: p, Of: manager, Role: desk.Auditor}
	last := templates.OperatorReview{Page: p, Of: me, Role: desk.Viewer, Fault: fault.New(fault.Conflict, fault.CodeOperatorLast, hostile)}
	alone, outside := p, p
	alone.Operator.Alone, alone.Frozen, alone.Stopped, alone.ReadOnly = true, true, true, true
	outside.Outside = fault.New(fault.Denied, fault.CodeScopeUser, hostile)
	mine := templates.MyKeys{Page: p, User: "ana", Known: true, Keys: []templates.KeyRow{
		{ID: "AKIAIOSFODNN7EXAMPLE", User: "ana", Status: iam.KeyActive, Created: now.AddDate(0, -3, 0), Description: hostile}}}
	busy, refusedKey := mine, mine
	busy.OpenID, busy.HeldBy = "06h4", "06h5"
	refusedKey.Description, refusedKey.Fault = hostile, fault.Field("description", fault.CodeKeyDescription)
	return []sample{
		{"my-keys", mine.Prepare().View()}, {"my-keys-busy", busy.Prepare().View()}, {"my-keys-refused", refusedKey.Prepare().View()},
		{"my-keys-none", templates.MyKeys{Page: p}.Prepare().View()},
		{"operators", templates.NewOperatorList(p, all, map[string]templates.NameLink{manager.ID: ana, viewer.ID: {Name: hostile}}, map[string]bool{manager.ID: true}).View()},
		{"operator", show.Prepare().View()}, {"operator-refused", refused.Prepare().View()}, {"operator-own", own.Prepare().View()},
		{"operator-role", role.Prepare().View()}, {"operator-last", last.Prepare().View()},
		{"operator-disable", templates.OperatorReview{Page: p, Of: manager}.Prepare().View()}, {"operator-enable", templates.OperatorReview{Page: p, Of: viewer}.Prepare().View()},
		{"roles", templates.NewRoleList(p, all).View()}, {"roles-frozen", templates.NewRoleList(alone, nil).View()}, {"roles-outside", templates.NewRoleList(outside, all).View()},
	}
}
