package handlers_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
)

// draftOf begins a draft for a user and returns its path.
func draftOf(t *testing.T, w *portertest.Browser, user string) string {
	t.Helper()
	return w.Get("/users/~new").Form("/drafts").Set("name", user).Submit(http.StatusOK).URL.Path
}

// madeUser makes a user without any permission.
func madeUser(t *testing.T, w *portertest.Browser, user string) {
	t.Helper()
	draft := draftOf(t, w, user)
	w.Get(draft + "?step=review").Form(draft + "/run").Submit(http.StatusOK)
}

func TestTheWizardRefusesABadName(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	madeUser(t, w, "ana")
	for _, c := range []struct {
		name, user string
		want       int
	}{
		{"no name", "", http.StatusUnprocessableEntity},
		{"a space in the name", "ana kim", http.StatusUnprocessableEntity},
		{"a name that is too long", strings.Repeat("a", 65), http.StatusUnprocessableEntity},
		{"a name that differs only in case", "ANA", http.StatusConflict},
	} {
		v := w.Get("/users/~new").Form("/drafts").Set("name", c.user).Submit(c.want)
		if got := v.Form("/drafts").Get("name"); got != c.user {
			t.Errorf("%s: the form came back with the name %q, want %q", c.name, got, c.user)
		}
		if v.ByID("name-err") == "" {
			t.Errorf("%s: no message stands by the field", c.name)
		}
	}
}

func TestTheWizardKeepsWhatIsTicked(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	draft := draftOf(t, w, "ana")
	permissions := draft + "?step=permissions"

	v := w.Get(permissions + "&q=AmazonS3Full")
	f := v.Form(permissions).Tick("policy", string(portertest.S3Full))
	f.Values().Set("find", "1")
	f.Values().Set("q", "Administrator")
	v = f.Submit(http.StatusOK).Has("AmazonS3FullAccess", "every bucket")
	if got := v.Form(permissions).Get("policy"); got != string(portertest.S3Full) {
		t.Errorf("after another search the ticked policy is %q, want %q", got, portertest.S3Full)
	}

	f = v.Form(permissions)
	f.Values().Set("make", "1")
	v = f.Submit(http.StatusOK)
	v = v.Form(draft+"/group").Set("name", "admins").Submit(http.StatusOK)
	f = v.Form(permissions)
	if f.Get("new_group") != "admins" || f.Get("policy") != string(portertest.S3Full) {
		t.Errorf("after the group was added: new_group = %q, policy = %q; want both ticked", f.Get("new_group"), f.Get("policy"))
	}
	v.Form(permissions)
	w.Get(draft+"/group").Form(draft+"/group").Set("name", "Admins").Submit(http.StatusConflict)
	w.Get(draft+"?step=review").Has("Create group admins", "Attach policy AmazonS3FullAccess to user ana", "CreateUser", "AttachUserPolicy")

	f.Values().Del("new_group")
	f.Submit(http.StatusOK)
	w.Get(draft + "?step=review").Lacks("admins")
	b.Browser(t, desk.Admin).Get(draft).Want(http.StatusNotFound)
}

func TestACustomPasswordIsAskedForOnTheReview(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	draft := draftOf(t, w, "ana")
	w.Get(draft+"?step=console").Form(draft+"?step=console").Set("console", "elsewhere").Submit(http.StatusUnprocessableEntity)
	f := w.Get(draft + "?step=console").Form(draft + "?step=console")
	if !f.Has("reset") || f.Get("reset") == "" {
		t.Error("the change at first sign-in is not ticked, want it on")
	}
	v := f.Set("console", "custom").Submit(http.StatusOK).Has("IAMUserChangePassword")
	v = v.Form(draft + "/run").Submit(http.StatusUnprocessableEntity)
	if v.ByID("password-err") == "" {
		t.Error("no message stands by the password")
	}
	v = v.Form(draft+"/run").Set("password", "Ticket-Pass-2026").Submit(http.StatusOK)
	if !strings.HasPrefix(v.URL.Path, "/tickets/") {
		t.Fatalf("after the wizard: %s, want a ticket", v.URL)
	}
	again := w.Post(draft+"/run", url.Values{"password": {"Ticket-Pass-2026"}}).Want(http.StatusOK)
	if again.URL.Path != v.URL.Path {
		t.Errorf("a copy of the form led to %s, want %s", again.URL.Path, v.URL.Path)
	}
}

func TestAKeyNeedsTheTickWhereSomethingIsBetter(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	madeUser(t, w, "svc")
	v := w.Get("/users/svc/keys/~new").Form("/users/svc/keys/~new").Set("use", "cli").Submit(http.StatusOK)
	v = v.Form("/users/svc/keys").Set("description", "laptop").Submit(http.StatusUnprocessableEntity)
	f := v.Form("/users/svc/keys")
	if f.Get("description") != "laptop" || v.ByID("confirm-err") == "" {
		t.Errorf("the form came back with the description %q, want it kept and a message by the tick", f.Get("description"))
	}
	v.Has("Tick this box to go on.")
	v = f.Set("confirm", "1").Submit(http.StatusOK)
	if !strings.HasPrefix(v.URL.Path, "/tickets/") {
		t.Fatalf("CreateKey led to %s, want a ticket", v.URL)
	}
	w.Get("/users/svc/keys").Has("laptop", "Active")
	w.Post("/users/svc/keys", url.Values{"form": {"a"}, "use": {"magic"}, "confirm": {"1"}}).Want(http.StatusUnprocessableEntity)
}

func TestAKeyIsDeletedOnlyInactiveAndByItsID(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	madeUser(t, w, "svc")
	keys := "/users/svc/keys"
	ticket := w.Get(keys + "/~new?use=other").Form(keys).Submit(http.StatusOK)
	opened := ticket.Form(ticket.URL.Path + "/open").Submit(http.StatusOK)
	key := keys + "/" + opened.ByID("key-id")
	opened.Form(ticket.URL.Path + "/done").Submit(http.StatusOK).Has("Active")

	w.Get(key + "/delete").Want(http.StatusOK)
	w.Post(key+"/delete", url.Values{"form": {"x"}, "confirm": {opened.ByID("key-id")}}).Want(http.StatusConflict)
	w.Get(keys).Form(key + "/deactivate").Submit(http.StatusOK).Has("Inactive")
	w.Get(key+"/delete").Form(key+"/delete").Set("confirm", "AKIA").Submit(http.StatusUnprocessableEntity)
	w.Get(key+"/delete").Form(key+"/delete").Set("confirm", opened.ByID("key-id")).Submit(http.StatusOK).Has("no access keys")
	w.Get(key + "/delete").Want(http.StatusNotFound)
}

func TestATicketShowsAndGivesOnce(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	madeUser(t, w, "svc")
	keys := "/users/svc/keys"
	v := w.Get(keys + "/~new?use=other").Form(keys).Submit(http.StatusOK)
	ticket := v.URL.Path
	v.Form(ticket + "/done").Submit(http.StatusConflict)
	w.Post(ticket+"/download", url.Values{"as": {"paper"}}).Want(http.StatusUnprocessableEntity)

	opened := v.Form(ticket + "/open").Submit(http.StatusOK)
	secret := opened.ByID("secret")
	if secret == "" || !strings.Contains(opened.ByID("snippet-spring3"), secret) {
		t.Error("the page lacks the secret, or the configuration lacks it")
	}
	w.Post(ticket+"/open", nil).Want(http.StatusGone)
	file := opened.Form(ticket+"/download").Set("as", "env").Submit(http.StatusOK)
	if got := string(file.Body); got != opened.ByID("file-env") {
		t.Errorf("the file is %q, the page shows %q", got, opened.ByID("file-env"))
	}
	w.Post(ticket+"/download", url.Values{"as": {"env"}}).Want(http.StatusGone)
	w.Get(ticket).Want(http.StatusOK).Lacks(secret)
	b.Browser(t, desk.Admin).Get(ticket).Want(http.StatusNotFound)

	v = opened.Form(ticket + "/lost").Submit(http.StatusOK)
	if v.URL.Path != keys+"/~new" {
		t.Errorf("a lost key led to %s, want the form of a new one", v.URL.Path)
	}
	w.Get(keys).Has("no access keys")
	w.Get(ticket).Has("withdrawn")
}

func TestALostAnswerIsSaidAndSettlesItself(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	madeUser(t, w, "svc")
	keys := "/users/svc/keys"
	b.Sandbox.Mischief().ResetAfter("CreateAccessKey", 1)
	v := w.Get(keys + "/~new?use=other").Form(keys).Submit(http.StatusOK)
	op := v.URL.Path
	v.Has("Outcome unknown", "AKIA", "Look for the key at")
	if v.Header.Get("Refresh") == "" || v.FindForm(op+"/close") != nil {
		t.Errorf("the page looks again after %q and can be closed: %v; want that it does, and not yet", v.Header.Get("Refresh"), v.FindForm(op+"/close") != nil)
	}
	w.Get(keys + "/~new?use=other").Has("no known outcome")
	w.Post(keys, url.Values{"form": {"other"}, "use": {"other"}}).Want(http.StatusConflict)

	b.Clock.Move(2 * time.Minute)
	b.App.Sweep(t.Context())
	w.Get(op).Has("Looked for the key at", "made inactive", "Look for the key at", "no other key can be created")
	w.Get("/me").Form("/me").Set("language", "ko").Submit(http.StatusOK)
	w.Get(op).Has("결과를 알 수 없음", "비활성화했습니다", "키를 찾아본 시각")
	w.Get("/me").Form("/me").Set("language", "en").Submit(http.StatusOK)
	b.Clock.Move(6 * time.Minute)
	b.App.Sweep(t.Context())
	v = w.Get(op).Has("Settled", "Access keys can be created again", "AKIA").Lacks("Look for the key at", "no other key")
	if v.Header.Get("Refresh") != "" {
		t.Error("the page of a matter that has ended looks again by itself")
	}
	v = v.Form(op + "/delete-key").Submit(http.StatusForbidden) // eight minutes after signing in
	v.ProofForm().Set("prove", portertest.Password).Submit(http.StatusOK).Lacks("Keys made since")
	w.Get(keys).Has("no access keys")
	w.Get(keys + "/~new?use=other").Form(keys).Submit(http.StatusOK)
}

func TestAPlanThatStoppedIsContinuedOrUndone(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	for user, act := range map[string]string{"ana": "continue", "bo": "undo"} {
		draft := draftOf(t, w, user)
		w.Get(draft+"/group").Form(draft+"/group").Set("name", "team-"+user).Submit(http.StatusOK)
		b.Sandbox.Mischief().Throttle("AddUserToGroup", 1)
		v := w.Get(draft + "?step=review").Form(draft + "/run").Submit(http.StatusOK)
		op := v.URL.Path
		v.Has("Stopped on the way", "Create user "+user, "not done")
		v.Form(op + "/" + act).Submit(http.StatusOK)
		want := http.StatusOK
		if act == "undo" {
			want = http.StatusNotFound
		}
		w.Get("/users/" + user).Want(want)
		w.Get("/groups/team-" + user).Want(want)
	}
}
