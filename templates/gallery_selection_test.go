package templates_test

import (
	"fmt"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/templates"
)

// selectionSamples are the review of a change of many rows.
func selectionSamples(p templates.Page) []sample {
	w := p.T.Selection
	lines := func(n int) (steps []templates.StepLine, calls []string) {
		for i := range n {
			user := fmt.Sprintf("svc-ingest-%03d", i)
			steps = append(steps, templates.StepLine{Text: p.T.Step(string(desk.UserJoin), user, "admins"), Call: "AddUserToGroup", Verb: desk.UserJoin})
			calls = append(calls, templates.CallWord("AddUserToGroup", []string{user, "admins"}))
		}
		return steps, calls
	}
	join := templates.SelectionReview{Page: titled(p, w.Join, templates.SectionUsers, templates.Crumb{Text: p.T.Users.Title, URL: templates.UsersURL()}),
		ID: "06h13", Verb: desk.BulkJoin, Group: "admins", Groups: []string{"admins", longName}, All: 5612}
	join.Steps, join.Calls = lines(200)
	for i, why := range []string{"member", "gone", "unread", "no-key", "tagged", "inactive", "active", "none-off", "two-keys", "rotating", "denied", "new"} {
		join.Skipped = append(join.Skipped, templates.SkipLine{Name: fmt.Sprint(longName[:60], i), Reason: templates.SkipWord(p, why)})
	}
	empty := join
	empty.Steps, empty.Calls, empty.All, empty.Group, empty.Fault = nil, nil, 0, "", fault.Field("group", fault.CodeNothingChosen)
	tag := empty
	tag.Page.Title, tag.Verb, tag.TagKey, tag.Fault = w.Tag, desk.BulkTag, "aws:x", fault.Join(iam.Tag{Key: "aws:x"}.Check("key", "value")...).(*fault.Fault)
	keys := join
	keys.Page.Title, keys.Verb, keys.Skipped = w.Keys, desk.BulkKeysOff, nil
	keys.Steps, keys.Calls, keys.All = keys.Steps[:2], keys.Calls[:2], 2
	gone := keys
	gone.Page.Title, gone.Verb, gone.Fault = w.Delete, desk.BulkKeysDelete, fault.Field("sure", fault.CodeTick)
	rotate := keys
	rotate.Page.Title, rotate.Verb, rotate.When = w.Rotate, desk.BulkRotate, templates.NewRotationWhen(p, desk.OverlapDay, desk.InUseWait, "7", nil)
	wrong := rotate
	wrong.Fault = fault.Join(fault.Field("overlap", fault.CodeChoice), fault.Field("days", fault.CodeRange, "1", "90")).(*fault.Fault)
	wrong.When = templates.NewRotationWhen(p, "", desk.InUseWait, "0", wrong.Fault)
	return []sample{{"selection-join", join.Prepare().View()}, {"selection-empty", empty.Prepare().View()}, {"selection-tag", tag.Prepare().View()},
		{"selection-keys", keys.Prepare().View()}, {"selection-delete", gone.Prepare().View()},
		{"selection-rotate", rotate.Prepare().View()}, {"selection-rotate-wrong", wrong.Prepare().View()}}
}
