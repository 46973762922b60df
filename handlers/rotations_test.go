package handlers_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
	"keyporter/templates"
)

// withKey makes the user ana with an access key that is in use.
func withKey(t *testing.T) (*portertest.Bench, iam.KeyID) {
	t.Helper()
	b := withUser(t, "ana", "developers")
	k, err := b.Account.CreateAccessKey(context.Background(), "ana")
	if err != nil {
		t.Fatal(err)
	}
	portertest.KeyUsed(t, b.Store, k.ID, b.Clock.Now())
	return b, k.ID
}

// keyStates tells the states of ana's keys, as AWS has them: the old one's and the
// other's.
func keyStates(t *testing.T, b *portertest.Bench, old iam.KeyID) string {
	t.Helper()
	keys, err := b.Account.Keys(context.Background(), "ana")
	if err != nil {
		t.Fatal(err)
	}
	states := [2]string{"gone", "gone"}
	for _, k := range keys {
		if k.ID == old {
			states[0] = strings.ToLower(string(k.Status))
		} else {
			states[1] = strings.ToLower(string(k.Status))
		}
	}
	return "old " + states[0] + ", new " + states[1]
}

func wantStates(t *testing.T, b *portertest.Bench, old iam.KeyID, want string) {
	t.Helper()
	if got := keyStates(t, b, old); got != want {
		t.Errorf("the keys are %s, want %s", got, want)
	}
}

// begun begins a rotation by its pages, takes the new key and says that it is
// saved. It returns the page of the rotation.
func begun(t *testing.T, b *portertest.Bench, w *portertest.Browser, id iam.KeyID) *portertest.View {
	t.Helper()
	at := templates.KeyRotateURL("ana", id)
	linkWith(t, w.Get("/users/ana/keys").Want(http.StatusOK), at)
	plan := w.Get(at).Want(http.StatusOK).Has("Rotate an access key of ana", string(id), "CreateAccessKey", "UpdateAccessKey", "DeleteAccessKey")
	ticket := plan.Form(at).Set("overlap", "1h").Submit(http.StatusOK)
	if !strings.HasPrefix(ticket.URL.Path, "/tickets/") {
		t.Fatalf("a rotation leads to %s, want the ticket of the new key", ticket.URL)
	}
	wantStates(t, b, id, "old active, new active")
	list := w.Get("/rotations").Want(http.StatusOK).Has("Waits to be taken", "Take the new key")
	linkWith(t, list, ticket.URL.Path)
	ticket.Form(ticket.URL.Path + "/open").Submit(http.StatusOK)
	page := w.Get(ticket.URL.Path).Form(ticket.URL.Path + "/done").Submit(http.StatusOK)
	if !strings.HasPrefix(page.URL.Path, "/rotations/") {
		t.Fatalf("after the secret is saved the page is %s, want that of the rotation", page.URL)
	}
	return page
}

func TestAKeyIsRotatedByItsPages(t *testing.T) {
	t.Parallel()
	b, id := withKey(t)
	w := b.Browser(t, desk.Admin)
	page := begun(t, b, w, id).Has("Both keys work", "The old key is made inactive: ", "Secret of the new key received")
	at := page.URL.Path
	b.Clock.Move(2 * time.Hour)
	b.App.Rotate(context.Background())
	w = b.Browser(t, desk.Admin) // the session of before is over
	held := w.Get(at).Has("New key not in use", "the new key was not used since its secret was received")
	f := held.Form(at + "/stop")
	f.Submit(http.StatusUnprocessableEntity).Has("Tick this box to go on.")
	wantStates(t, b, id, "old active, new active")
	w.Get(at).Form(at+"/stop").Set("sure", "1").Submit(http.StatusOK).Has("The old key is inactive.", "InvalidClientTokenId", "expected")
	wantStates(t, b, id, "old inactive, new active")
	if w.Get(at).FindForm(at+"/delete") != nil {
		t.Error("the old key can be deleted at once")
	}
	w.Post(at+"/delete", map[string][]string{"form": {"early"}}).Want(http.StatusConflict).Has("The old key may be deleted from ")
	b.Clock.Move(7*24*time.Hour + time.Minute)
	w = b.Browser(t, desk.Admin)
	w.Get(at).Form(at+"/delete").Submit(http.StatusOK).Has("The old key is deleted.", "AWS does not list it")
	wantStates(t, b, id, "old gone, new active")
}

func TestARotationIsUndoneByOneClick(t *testing.T) {
	t.Parallel()
	b, id := withKey(t)
	w := b.Browser(t, desk.Admin)
	at := begun(t, b, w, id).URL.Path
	w.Get(at).Form(at+"/stop").Set("sure", "1").Submit(http.StatusOK)
	wantStates(t, b, id, "old inactive, new active")
	w.Get(at).Form(at+"/undo").Submit(http.StatusOK).Has("Undone", "stays")
	wantStates(t, b, id, "old active, new active")
	w.Post(at+"/undo", map[string][]string{"form": {"again"}}).Want(http.StatusConflict).Has("has moved on")
	w.Get("/rotations?state=undone").Want(http.StatusOK).Has("ana", "Undone")
	w.Get("/rotations?state=grace").Want(http.StatusOK).Has("No rotation is in this state.")
}

func TestARotationIsCancelledBeforeTheNewKeyIsTaken(t *testing.T) {
	t.Parallel()
	b, id := withKey(t)
	w := b.Browser(t, desk.Admin)
	at := templates.KeyRotateURL("ana", id)
	w.Get(at).Form(at).Submit(http.StatusOK)
	w.Get(at).Want(http.StatusOK).Has("A rotation of this user has not ended.")
	to := linkWith(t, w.Get("/users/ana/keys"), "/rotations/")
	v := w.Get(to).Has("The secret of the new key waits for you.")
	for _, act := range []string{"/stop", "/undo", "/delete", "/retry"} {
		if v.FindForm(to+act) != nil {
			t.Errorf("a rotation whose key was not taken has the form %s", act)
		}
		w.Post(to+act, map[string][]string{"form": {"x" + act}, "sure": {"1"}}).Want(http.StatusConflict)
	}
	v.Form(to + "/cancel").Submit(http.StatusOK).Has("Cancelled")
	wantStates(t, b, id, "old active, new gone")
}

func TestALostNewKeyLeadsBackToItsRotation(t *testing.T) {
	t.Parallel()
	b, id := withKey(t)
	w := b.Browser(t, desk.Admin)
	at := templates.KeyRotateURL("ana", id)
	ticket := w.Get(at).Form(at).Submit(http.StatusOK)
	end := ticket.Form(ticket.URL.Path + "/lost").Submit(http.StatusOK).Has("Cancelled")
	if !strings.HasPrefix(end.URL.Path, "/rotations/") {
		t.Errorf("after the loss the page is %s, want that of the rotation", end.URL)
	}
	wantStates(t, b, id, "old active, new gone")
}

func TestALeakIsStoppedByThePlan(t *testing.T) {
	t.Parallel()
	b, id := withKey(t)
	w := b.Browser(t, desk.Admin)
	at := templates.KeyRotateURL("ana", id)
	w.Get(at).Form(at).Set("leak", "1").Submit(http.StatusOK)
	wantStates(t, b, id, "old inactive, new active")
}

func TestAPlanSaysWhichOfTwoKeysGoes(t *testing.T) {
	t.Parallel()
	b, id := withKey(t)
	w, ctx := b.Browser(t, desk.Admin), context.Background()
	at := templates.KeyRotateURL("ana", id)
	other, err := b.Account.CreateAccessKey(ctx, "ana")
	if err != nil {
		t.Fatal(err)
	}
	v := w.Get(at).Want(http.StatusOK).Has("This user has two keys", "Access key "+string(other.ID)+" cannot go now.", "too young to tell")
	if v.FindForm(at) != nil {
		t.Error("a key in use is offered to be deleted")
	}
	w.Post(at, map[string][]string{"form": {"f"}, "overlap": {"now"}, "in_use": {"stop"}, "days": {"7"}, "drop": {string(other.ID)}}).
		Want(http.StatusConflict).Has("is in use, or may be")
	wantStates(t, b, id, "old active, new active")
	if err := b.Account.SetKeyStatus(ctx, "ana", other.ID, iam.KeyInactive); err != nil {
		t.Fatal(err)
	}
	v = w.Get(at).Has("Delete access key "+string(other.ID)+" first", "It is inactive: nothing signs with it.")
	v.Form(at).Submit(http.StatusConflict).Has("has to go first")
	v.Form(at).Set("drop", string(other.ID)).Submit(http.StatusOK)
	keys, err := b.Account.Keys(ctx, "ana")
	if err != nil || len(keys) != 2 || keys[0].ID == other.ID || keys[1].ID == other.ID {
		t.Errorf("Keys = %v, %v, want the old one and a new one", keys, err)
	}
}

func TestAPlanIsRefusedWithAllThatWasTyped(t *testing.T) {
	t.Parallel()
	b, id := withKey(t)
	w := b.Browser(t, desk.Admin)
	at := templates.KeyRotateURL("ana", id)
	f := w.Get(at).Form(at).Set("overlap", "7d").Set("in_use", "stop").Set("days", "91").Submit(http.StatusUnprocessableEntity).Form(at)
	if f.Get("overlap") != "7d" || f.Get("in_use") != "stop" || f.Get("days") != "91" {
		t.Errorf("the form came back with %v, want what was typed", f.Values())
	}
	f.Set("days", "x").Submit(http.StatusUnprocessableEntity)
	w.Get(templates.KeyRotateURL("ana", "AKIANOTTHERE00000000")).Want(http.StatusNotFound)
	w.Get("/rotations/01kb0000000000000000000000").Want(http.StatusNotFound)
	wantStates(t, b, id, "old active, new gone")
}

func TestAnAuditorLooksAtRotations(t *testing.T) {
	t.Parallel()
	b, id := withKey(t)
	w, auditor := b.Browser(t, desk.Admin), b.Browser(t, desk.Auditor)
	auditor.Get("/rotations").Want(http.StatusOK).Has("No key was rotated yet")
	at := begun(t, b, w, id).URL.Path
	v := auditor.Get(at).Want(http.StatusOK).Has("Both keys work")
	if _, actions := v.Links(); strings.Contains(strings.Join(actions, " "), at) {
		t.Errorf("an auditor has the forms %q", actions)
	}
	auditor.Get(templates.KeyRotateURL("ana", id)).Want(http.StatusForbidden)
	for _, act := range []string{"/key", "/stop", "/undo", "/cancel", "/delete", "/retry"} {
		auditor.Post(at+act, map[string][]string{"form": {"f"}, "sure": {"1"}}).Want(http.StatusForbidden)
	}
	wantStates(t, b, id, "old active, new active")
}

func TestRotationsAreAReport(t *testing.T) {
	t.Parallel()
	b, id := withKey(t)
	w := b.Browser(t, desk.Admin)
	begun(t, b, w, id)
	var rep struct {
		Rows     []map[string]any `json:"rows"`
		Complete bool             `json:"complete"`
	}
	if err := json.Unmarshal(w.Get("/rotations.json").Want(http.StatusOK).Body, &rep); err != nil {
		t.Fatal(err)
	}
	if len(rep.Rows) != 1 || !rep.Complete || rep.Rows[0]["user"] != "ana" || rep.Rows[0]["state"] != "overlap" || rep.Rows[0]["old_key"] != string(id) {
		t.Errorf("rotations.json = %+v, want the one rotation", rep)
	}
	if body := string(w.Get("/rotations.csv?state=done").Want(http.StatusOK).Body); strings.Contains(body, string(id)) {
		t.Errorf("rotations.csv?state=done has a rotation that is not done:\n%s", body)
	}
}
