package web_test

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
)

const adminPassword = "Tutorial-Pass-2026"

// TestTheStory walks the tutorial by forms alone, on both engines and in both
// languages, as a browser without scripts does.
func TestTheStory(t *testing.T) {
	portertest.Each(t, func(t *testing.T, dsn string) {
		var log record
		b := portertest.New(t, portertest.Options{DSN: dsn, Log: &log})
		for _, lang := range []string{"en", "ko"} {
			w := b.Browser(t, desk.Admin)
			w.Accept = lang
			w.Get("/").Want(http.StatusOK)
			makeAdministrator(t, w, "Administrator-"+lang, "Administrators-"+lang)
			makeDeveloper(t, w, "developer-"+lang)
			secret := issueKey(t, w, "developer-"+lang)
			for what, text := range map[string]string{"a secret access key": secret, "a console password": adminPassword, "an operator's password": portertest.Password} {
				if strings.Contains(log.String(), text) {
					t.Errorf("the log holds %s", what)
				}
			}
		}
		if !strings.Contains(log.String(), "/tickets/{id}/open") {
			t.Error("the log does not name the route of a request")
		}
	})
}

// makeAdministrator makes a console user with a password of its own, in a group
// that is made inside the wizard, and takes the file.
func makeAdministrator(t *testing.T, w *portertest.Browser, user, group string) {
	t.Helper()
	draft := w.Get("/users/~new").Form("/drafts").Set("name", user).Submit(http.StatusOK).URL.Path
	v := w.Get(draft + "/group?q=Administrator").Want(http.StatusOK)
	v = v.Form(draft+"/group").Set("name", group).Set("policy", string(portertest.Administrator)).Submit(http.StatusOK)
	v = v.Form(draft + "?step=permissions").Submit(http.StatusOK)
	f := v.Form(draft+"?step=console").Set("console", "custom")
	f.Values().Del("reset")
	v = f.Submit(http.StatusOK).Has(user, group, "AdministratorAccess")

	refused := v.Form(draft+"/run").Set("password", "short").Submit(http.StatusUnprocessableEntity)
	if bytes.Contains(refused.Body, []byte(`value="short"`)) {
		t.Error("the form came back with the password in it")
	}
	w.Get("/users/" + user).Want(http.StatusNotFound) // nothing was made

	v = refused.Form(run(t, refused)).Set("password", adminPassword).Submit(http.StatusOK)
	ticket := v.URL.Path
	v.Form(ticket+"/open").Submit(http.StatusOK).Has(user, adminPassword)
	file := w.Post(ticket+"/download", url.Values{"as": {"login"}}).Want(http.StatusOK)
	want := "User name,Password,Console sign-in URL\r\n" + user + "," + adminPassword + ",https://123456789012.signin.aws.amazon.com/console\r\n"
	if string(file.Body) != want {
		t.Errorf("the file = %q, want %q", file.Body, want)
	}
	w.Post(ticket+"/done", url.Values{"form": {"x"}}).Want(http.StatusOK)
	w.Get("/users/"+user).Want(http.StatusOK).Has(group, "AdministratorAccess")
}

// run finds the form that carries the wizard out.
func run(t *testing.T, v *portertest.View) string {
	t.Helper()
	_, actions := v.Links()
	for _, a := range actions {
		if strings.HasSuffix(a, "/run") {
			return a
		}
	}
	t.Fatalf("%s has no form that creates the user: %q", v.URL, actions)
	return ""
}

// makeDeveloper makes a user without console access, with a policy attached directly.
func makeDeveloper(t *testing.T, w *portertest.Browser, user string) {
	t.Helper()
	draft := w.Get("/users/~new").Form("/drafts").Set("name", user).Submit(http.StatusOK).URL.Path
	v := w.Get(draft + "?step=permissions&q=AmazonS3Full").Want(http.StatusOK)
	v = v.Form(draft+"?step=permissions").Set("policy", string(portertest.S3Full)).Submit(http.StatusOK)
	v = v.Form(draft + "?step=console").Submit(http.StatusOK)
	v = v.Form(draft + "/run").Submit(http.StatusOK)
	if v.URL.Path != "/users/"+user {
		t.Fatalf("after the wizard: %s:\n%s", v.URL, v.Text())
	}
	v.Has("AmazonS3FullAccess")
}

// issueKey issues an access key, sees it once and takes its file once.
func issueKey(t *testing.T, w *portertest.Browser, user string) string {
	t.Helper()
	keys := "/users/" + user + "/keys"
	v := w.Get(keys+"/~new?use=other").Form(keys).Set("description", "Spring Boot").Submit(http.StatusOK)
	ticket := v.URL.Path
	opened := v.Form(ticket + "/open").Submit(http.StatusOK)
	if got := opened.Header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("the page with the secret: Cache-Control = %q, want no-store", got)
	}
	file := w.Post(ticket+"/download", url.Values{"as": {"keys"}}).Want(http.StatusOK)
	if got, want := file.Header.Get("Content-Disposition"), `attachment; filename="`+user+`_accessKeys.csv"`; got != want {
		t.Errorf("Content-Disposition = %q, want %q", got, want)
	}
	lines := strings.Split(string(file.Body), "\r\n")
	if len(lines) != 3 || lines[0] != "Access key ID,Secret access key" || lines[2] != "" {
		t.Fatalf("the file = %q, want a header and one line", file.Body)
	}
	id, secret, _ := strings.Cut(lines[1], ",") // neither has a comma
	if !strings.HasPrefix(id, "AKIA") || len(secret) != 40 {
		t.Errorf("the file's line = %q", lines[1])
	}
	if !bytes.Contains(opened.Body, []byte(id)) {
		t.Error("the page and the file differ in the key's id")
	}
	if n := len(opened.Header.Values("Content-Encoding")); n != 0 {
		t.Error("the page with the secret is compressed")
	}
	w.Post(ticket+"/open", url.Values{}).Want(http.StatusGone).Lacks(secret)
	w.Post(ticket+"/download", url.Values{"as": {"keys"}}).Want(http.StatusGone).Lacks(secret)
	w.Get(keys).Want(http.StatusOK).Has(id, "Spring Boot").Lacks(secret)
	w.Get("/audit").Want(http.StatusOK).Lacks(secret)
	return secret
}

// record is a log that many goroutines write.
type record struct {
	mu sync.Mutex
	b  strings.Builder
}

func (r *record) Write(b []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.b.Write(b)
}

func (r *record) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.b.String()
}
