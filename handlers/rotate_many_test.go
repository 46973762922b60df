package handlers_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
)

// TestKeysPastAnAgeAreRotated goes from the finding of old keys to the list of
// them, and rotates all that match.
func TestKeysPastAnAgeAreRotated(t *testing.T) {
	t.Parallel()
	b := keyed(t, map[iam.UserName][][2]int{"ana": {{100, 1}}, "bo": {{400, 5}, {300, 5}}, "carl": {{10, 1}}, "dora": {{95, 1}}})
	w := b.Browser(t, desk.Admin)
	list, _ := w.Get("/access/findings?age=90").Want(http.StatusOK).Has("Rotate keys of this age").Links()
	const past = "/keys?f=status%3Aactive&f=age%3A90"
	found := false
	for _, l := range list {
		found = found || strings.HasPrefix(l, past)
	}
	if !found {
		t.Fatalf("the findings do not lead to %s, but to %q", past, list)
	}
	if v := b.Browser(t, desk.Auditor).Get("/access/findings").Want(http.StatusOK); strings.Contains(v.Text(), "Rotate keys of this age") {
		t.Error("an auditor is offered to rotate")
	}
	w.Get("/access/unused").Want(http.StatusOK).Has("Rotate keys of this age")
	all := w.Get(past).Want(http.StatusOK).Form("/keys/~selection").Set("do", "keys.rotate").Values()
	all.Set("all", "1") // a box that only stands below a list of several pages
	review := w.Post("/keys/~selection", all).Want(http.StatusOK)
	review.Has("Rotate access key "+string(keyID("ana", 0))+" of user ana", "Rotate access key "+string(keyID("dora", 0)),
		"its user has two keys", "do not sign out before", "After 24 hours", "Wait and tell me").Lacks(string(keyID("carl", 0)))
	run := review.Form(review.URL.Path + "/run")
	run.Set("overlap", "7d").Set("in_use", "stop").Set("days", "0").Submit(http.StatusUnprocessableEntity).Has("Days between inactive and deleted")
	v := run.Set("days", "30").Submit(http.StatusOK).Ended().Has("All changes were made", "2 of 2 rows", "2 secrets wait for you, in one file", "Each new key can be taken on the page of its rotation", "To the rotations")
	w.Get("/").Want(http.StatusOK).Has("Waiting for you", "2 secrets to download")
	rotations, err := b.App.Rotations(t.Context(), desk.RotationFilter{})
	must(t, err)
	if len(rotations) != 2 {
		t.Fatalf("%d rotations have begun, want 2", len(rotations))
	}
	for _, r := range rotations {
		if r.State != desk.RotationWaiting || r.Overlap != desk.OverlapWeek || r.InUse != desk.InUseStop || r.Grace != 30*24*time.Hour {
			t.Errorf("the rotation of %s is %+v, want it to wait for its ticket, 7d, stop and 30 days", r.User, r)
		}
	}
	w.Get("/rotations/" + rotations[0].ID).Want(http.StatusOK).Has("The secret of the new key waits for you.")
	ticket := "/tickets/" + rotations[0].Ticket
	w.Get(ticket).Want(http.StatusOK).Form(ticket + "/open").Submit(http.StatusOK).Has(rotations[0].NewKey)
	if again := run.Submit(http.StatusOK).URL.Path; again != v.URL.Path {
		t.Errorf("the same form again leads to %s, want the job %s", again, v.URL.Path)
	}
	run.Set("days", "31").Submit(http.StatusConflict)
	review = w.Get("/users").Form("/users/~selection").Set("u", "carl", "bo").Set("do", "keys.rotate").Submit(http.StatusOK)
	review.Has("Rotate access key "+string(keyID("carl", 0))+" of user carl", "its user has two keys")
}
