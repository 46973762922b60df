package templates_test

import (
	"time"

	"keyporter/internal/access"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/templates"
)

// requestSamples are the pages that stand before a dangerous change.
func requestSamples(p templates.Page) []sample {
	dangers := []string{"Allows everything in the account. For: <b>ana</b> · Policy: AdministratorAccess", "The policy is not in the safe set."}
	steps := []templates.StepLine{{Text: "Attach policy AdministratorAccess to user <b>ana</b>", Call: "AttachUserPolicy"}}
	gate := templates.Gate{Page: titled(p, "", ""), Block: templates.GateBlock{Shown: true, Dangers: dangers}, Steps: steps, Action: "/users/ana/policies", BackURL: "/users/ana",
		Fields: []templates.Carried{{Name: "policy", Value: "<b>"}}, Secrets: []string{"password"}}
	guarded := gate
	guarded.Block.Guarded, guarded.Block.Reason = true, "<b>why</b>"
	guarded.Block.Fault = fault.Field(templates.GateReason, fault.CodeTooLong, "500")
	long := gate
	long.TooLong = true

	ask := desk.Request{ID: "01", Operator: "<b>kim</b>", Verb: desk.UserAttach, Target: longName, Reason: "<b>the new lead</b>", State: desk.RequestOpen, Asked: now.Add(-time.Hour), Expires: now.Add(time.Hour)}
	page := titled(p, p.T.Requests.Title, templates.SectionRequests)
	list := templates.RequestList{Page: page, OlderURL: templates.RequestsBeforeURL("x"), NewURL: templates.RequestsURL()}
	for _, state := range []desk.RequestState{desk.RequestOpen, desk.RequestApproved, desk.RequestRefused, desk.RequestWithdrawn, desk.RequestExpired, desk.RequestVoid, desk.RequestDone} {
		q := ask
		q.State = state
		rows := &list.Ended
		if state.Waits() {
			rows = &list.Waiting
		}
		*rows = append(*rows, templates.NewRequestRow(page, q, state == desk.RequestOpen))
	}
	open := templates.RequestShow{Page: page, Request: ask, Steps: steps, Dangers: dangers, Decides: true}
	open.Diff = templates.NewDiff(p.T, `{"Version":"2012-10-17","Statement":[]}`, `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}`)
	open.Reach = templates.RequestReach{Says: []string{"1 answer changes."}, Rows: []templates.WhatIfRow{{Name: "<b>ana</b>", Bucket: "acme-logs",
		Before: templates.NewLevelTag(p.T, access.LevelNone), After: templates.NewLevelTag(p.T, access.LevelFull), Detail: "Read objects: no → yes"}}}
	approved := open
	approved.Decides, approved.Mine, approved.Diff = false, true, templates.Diff{}
	approved.Request.State, approved.Request.Decider, approved.Request.Decided, approved.Request.Word = desk.RequestApproved, "<b>boss</b>", now, "fine"
	approved.Reach = templates.RequestReach{Unread: true}
	approved.Form = &templates.RequestForm{Action: "/users/ana/policies", Fields: gate.Fields, Secrets: []string{"password", "repeat"}}
	stale := approved
	stale.Form = &templates.RequestForm{Action: "/users/ana/console", Secrets: []string{"password"}, ProveURL: templates.StepUpURL("/requests/01")}
	barred := open
	barred.Decides, barred.Bar = false, fault.New(fault.Denied, fault.CodeRequestOwn)
	void := approved
	void.Form, void.Request.State = nil, desk.RequestVoid
	void.Request.Changed = []string{"form", "policy arn:aws:iam::123456789012:policy/<b>", "effect", "account", "approver", "recovery"}
	done := approved
	done.Form, done.Request.State, done.OpURL, done.OpLabel = nil, desk.RequestDone, templates.OpURL("x"), p.T.Requests.ToOp
	return []sample{
		{"gate-open", gate.Prepare().View()}, {"gate-guarded", guarded.Prepare().View()}, {"gate-long", long.Prepare().View()},
		{"requests", list.View()}, {"requests-none", templates.RequestList{Page: page}.View()},
		{"request-open", open.Prepare().View()}, {"request-approved", approved.Prepare().View()}, {"request-stale", stale.Prepare().View()},
		{"request-barred", barred.Prepare().View()}, {"request-void", void.Prepare().View()}, {"request-done", done.Prepare().View()},
	}
}
