package templates_test

import (
	"fmt"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/templates"
)

const (
	oldKeyID iam.KeyID = "AKIAIOSFODNN7EXAMPLE"
	newKeyID iam.KeyID = "AKIAI44QH8DHBEXAMPLE"
)

// rotationSamples are the pages that replace access keys, and those of their
// lifetimes.
func rotationSamples(p templates.Page) []sample {
	all := rotationPlanSamples(p)
	all = append(all, rotationListSamples(p)...)
	all = append(all, rotationShowSamples(p)...)
	return append(all, lifetimeSamples(p)...)
}

func usedRow(id iam.KeyID, status iam.KeyStatus) templates.KeyRow {
	return templates.KeyRow{ID: id, User: "svc-upload", Status: status, Created: now.AddDate(0, -4, 0), UseKnown: true,
		Use: iam.KeyUse{At: now.Add(-12 * time.Minute), Service: "s3", Region: "ap-northeast-2"}}
}

func rotationPlanSamples(p templates.Page) []sample {
	plan := templates.RotationPlan{Page: titled(p, "", templates.SectionUsers), User: "svc-upload", Row: usedRow(oldKeyID, iam.KeyActive),
		When: templates.NewRotationWhen(p, desk.OverlapDay, desk.InUseWait, "7", nil)}
	plan.Steps = []templates.StepLine{
		{Text: p.T.Step(string(desk.KeyCreate), "svc-upload"), Call: "CreateAccessKey"},
		{Text: p.T.Step(string(desk.KeyDeactivate), "svc-upload", string(oldKeyID)), Call: "UpdateAccessKey"},
		{Text: p.T.Step(string(desk.KeyDelete), "svc-upload", string(oldKeyID)), Call: "DeleteAccessKey"},
	}
	spare := plan
	spare.Full, spare.Other, spare.Why, spare.MayGo = true, usedRow(newKeyID, iam.KeyInactive), "inactive", true
	used := spare
	used.Why, used.MayGo, used.Self = "used", false, "never"
	wrong := spare
	wrong.Leak, wrong.Fault = true, fault.Join(fault.Field("overlap", fault.CodeChoice), fault.Field("days", fault.CodeRange, "1", "90")).(*fault.Fault)
	wrong.When = templates.NewRotationWhen(p, "", desk.InUseWait, "0", wrong.Fault)
	open, held, inactive := plan, plan, plan
	open.OpenID, held.HeldBy = draftID, draftID
	inactive.Row, inactive.Inactive = usedRow(oldKeyID, iam.KeyInactive), true
	inactive.Row.User = long
	return []sample{{"rotation-plan", plan.Prepare().View()}, {"rotation-plan-spare", spare.Prepare().View()}, {"rotation-plan-used", used.Prepare().View()},
		{"rotation-plan-wrong", wrong.Prepare().View()}, {"rotation-plan-open", open.Prepare().View()}, {"rotation-plan-held", held.Prepare().View()},
		{"rotation-plan-inactive", inactive.Prepare().View()}}
}

// inState is a rotation that has come as far as a state.
func inState(s desk.RotationState) desk.Rotation {
	r := desk.Rotation{ID: draftID, OperatorID: "me", Operator: "kim", User: "svc-upload", OldKey: string(oldKeyID), NewKey: string(newKeyID), Ticket: draftID,
		State: s, Overlap: desk.OverlapDay, InUse: desk.InUseWait, Grace: desk.GraceUsual, Created: now.Add(-50 * time.Hour), Changed: now.Add(-time.Hour)}
	switch s {
	case desk.RotationPlanned, desk.RotationCreating:
		r.NewKey, r.Ticket = "", ""
	case desk.RotationOverlap:
		r.Claimed, r.Ends = now.Add(-2*time.Hour), now.Add(22*time.Hour)
	case desk.RotationStopping, desk.RotationBlocked, desk.RotationUndone:
		r.Claimed, r.Ends, r.Problem = now.Add(-30*time.Hour), now.Add(-6*time.Hour), string(fault.CodeRotationNewGone)
		r.Came, r.Due = desk.RotationOverlap, now
	case desk.RotationGrace, desk.RotationDeleting, desk.RotationDone:
		r.Claimed, r.Ends, r.Inactive = now.Add(-30*time.Hour), now.Add(-6*time.Hour), now.Add(-5*time.Hour)
	}
	return r
}

func rotationListSamples(p templates.Page) []sample {
	page := titled(p, p.T.Rotations.Title, templates.SectionRotations)
	at := templates.RotationsAt{State: string(desk.RotationGrace)}
	list := templates.RotationList{Page: page, At: at, Chips: []templates.RotationChip{templates.NewRotationChip(page, at, "", 5012), templates.NewRotationChip(page, at, desk.RotationGrace, 41)},
		OlderURL: templates.RotationsAt{Before: draftID}.URL(), NewURL: templates.RotationsURL()}
	for _, s := range desk.RotationStates() {
		list.Rows = append(list.Rows, templates.NewRotationRow(page, inState(s), "me"))
	}
	held, hand, stale := inState(desk.RotationOverlap), inState(desk.RotationOverlap), inState(desk.RotationPlanned)
	held.Held, held.User, hand.Ends, stale.Changed = desk.HoldOldUsed, longName, time.Time{}, now.AddDate(0, 0, -8)
	for _, r := range []desk.Rotation{held, hand, stale} {
		list.Rows = append(list.Rows, templates.NewRotationRow(page, r, ""))
	}
	noMatch, quiet := list, list
	noMatch.Rows = nil
	quiet.Page = readOnly(page)
	return []sample{{"rotations", list.View()}, {"rotations-no-match", noMatch.View()}, {"rotations-read-only", quiet.View()},
		{"rotations-empty", templates.RotationList{Page: page, None: true}.View()}}
}

func rotationShowSamples(p templates.Page) []sample {
	page := titled(p, "", templates.SectionRotations)
	show := func(r desk.Rotation) templates.RotationShow {
		s := templates.RotationShow{Page: page, Rotation: r, Mine: r.State == desk.RotationWaiting,
			Old: templates.RotationSide{KeyRow: usedRow(oldKeyID, iam.KeyActive), There: true, Known: true, UseAt: now}}
		if r.NewKey != "" {
			s.New = templates.RotationSide{KeyRow: templates.KeyRow{ID: newKeyID, User: "svc-upload", Status: iam.KeyActive, UseKnown: true}, There: true, Known: true, UseAt: now}
		}
		return s
	}
	var all []sample
	for _, s := range desk.RotationStates() {
		all = append(all, sample{"rotation-" + string(s), show(inState(s)).Prepare().View()})
	}
	held := show(inState(desk.RotationOverlap))
	held.Rotation.Held, held.Fault = desk.HoldOldUsed, fault.Field("sure", fault.CodeTick)
	unknown := show(inState(desk.RotationOverlap))
	unknown.Old, unknown.New.There = templates.RotationSide{KeyRow: templates.KeyRow{ID: oldKeyID}}, false
	lost := show(inState(desk.RotationBlocked))
	lost.Rotation.Came, lost.Rotation.Claimed, lost.Rotation.Ends, lost.OpID = desk.RotationCreating, time.Time{}, time.Time{}, draftID
	lost.Rotation.Problem, lost.Rotation.NewKey = string(fault.CodeKeyUnknown), ""
	leak := show(inState(desk.RotationGrace))
	leak.Rotation.Leak, leak.Rotation.Inactive = true, now.Add(-40*time.Hour)
	due := show(inState(desk.RotationGrace))
	due.Rotation.Inactive = now.AddDate(0, 0, -8)
	other := show(inState(desk.RotationWaiting))
	other.Mine, other.Rotation.Operator = false, longName
	quiet := show(inState(desk.RotationOverlap))
	quiet.Page = readOnly(page)
	for name, s := range map[string]templates.RotationShow{"held": held, "unread": unknown, "lost": lost, "leak": leak, "due": due, "other": other, "read-only": quiet} {
		all = append(all, sample{"rotation-" + name, s.Prepare().View()})
	}
	return all
}

func lifetimeSamples(p templates.Page) []sample {
	one := templates.KeyLifetime{Page: titled(p, "", templates.SectionUsers), User: "svc-upload", KeyID: oldKeyID}
	set := one
	set.Fields = templates.LifetimeFields{Ends: "2026-12-31", Exempt: "2027-01-31", Reason: "배치 작업"}
	set.Saved = desk.Lifetime{Key: string(oldKeyID), SetBy: "kim", SetAt: now, Stopped: now}
	set.Rule = desk.KeyRule{Days: 90, Warn: 14}
	wrong := one
	wrong.Fields = templates.LifetimeFields{Ends: "31.12.2026", Exempt: "2020-01-01"}
	wrong.Fault = fault.Join(fault.Field("ends", fault.CodeDate), fault.Field("exempt", fault.CodeDatePast)).(*fault.Fault)
	rule := templates.KeyRule{Page: titled(p, p.T.Lifetimes.RuleTitle, templates.SectionKeys), Fields: templates.KeyRuleFields{Warn: "14"}}
	ruled := rule
	ruled.Rule, ruled.Fields, ruled.Older = desk.KeyRule{Days: 90, Warn: 14, SetBy: "kim", SetAt: now}, templates.KeyRuleFields{Most: "90", Warn: "14"}, 1857
	wrongRule := ruled
	wrongRule.Fields, wrongRule.Fault = templates.KeyRuleFields{Most: "x", Warn: "0"}, fault.Join(fault.Field("most", fault.CodeRange, "1", "3650"), fault.Field("warn", fault.CodeRange, "1", "90")).(*fault.Fault)
	quiet := ruled
	quiet.Page = readOnly(quiet.Page)
	keys := templates.KeyList{Page: titled(p, "svc-upload", templates.SectionUsers), User: "svc-upload", Known: true, OpenID: draftID,
		Head: templates.NewUserHead(p, "svc-upload", now, true, templates.TabCredentials)}
	for i, l := range []desk.Lifetime{{}, {Exempt: now.AddDate(0, 1, 0)}, {Stopped: now}} {
		row := usedRow(iam.KeyID(fmt.Sprint(oldKeyID, i)), iam.KeyActive)
		row.End = templates.NewKeyEnd(p, l, now.AddDate(0, 0, 3), i == 0)
		keys.Keys = append(keys.Keys, row)
	}
	return []sample{{"key-lifetime", one.Prepare().View()}, {"key-lifetime-set", set.Prepare().View()}, {"key-lifetime-wrong", wrong.Prepare().View()},
		{"key-rule", rule.Prepare().View()}, {"key-rule-set", ruled.Prepare().View()}, {"key-rule-wrong", wrongRule.Prepare().View()},
		{"key-rule-read-only", quiet.Prepare().View()}, {"key-list-ends", keys.Prepare().View()}}
}
