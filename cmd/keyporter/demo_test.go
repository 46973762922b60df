package main_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"keyporter/internal/portertest"
)

// sums are the names and sizes of the files of a folder, but of the checkpoint, which
// is signed anew at each start.
func sums(t *testing.T, dir string) []string {
	t.Helper()
	var list []string
	all, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		info, err := f.Info()
		if err != nil {
			t.Fatal(err)
		}
		if f.Name() != "audit.checkpoint" {
			list = append(list, fmt.Sprint(f.Name(), " ", info.Size()))
		}
	}
	return list
}

func TestTheDemoIsForTheEmbeddedAccountOnly(t *testing.T) {
	t.Parallel()
	for name, args := range map[string][]string{"AWS": {"--aws"}, "another endpoint": {"--iam-endpoint", "http://127.0.0.1:1"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data := filepath.Join(t.TempDir(), "data")
			code, _, errs := once(t, nil, append([]string{"--demo", "--listen", "127.0.0.1:0", "--data", data}, args...)...)
			if code != 2 || !strings.Contains(errs, "--demo") {
				t.Errorf("keyporter --demo %q = exit %d, %q; want exit 2 and --demo named", args, code, errs)
			}
			if _, err := os.Stat(data); err == nil {
				t.Errorf("keyporter --demo %q has made its data folder", args)
			}
		})
	}
}

func TestTheDemoKeepsAwayFromAnAccountOfOnesOwn(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	p := start(t, nil, "--data", data)
	w := p.admin(t)
	v := w.Get("/groups/~new").Want(http.StatusOK)
	v.Form("/groups").Set("name", "mine").Submit(http.StatusOK)
	p.stop(t)
	before := sums(t, data)
	code, _, errs := once(t, nil, "--demo", "--listen", "127.0.0.1:0", "--sandbox-listen", "127.0.0.1:0", "--data", data)
	if code != 2 || !strings.Contains(errs, "nothing was changed") {
		t.Errorf("keyporter --demo on an account of one's own = exit %d, %q; want exit 2 and a word of why", code, errs)
	}
	if after := sums(t, data); !slices.Equal(after, before) {
		t.Errorf("keyporter --demo has changed the folder:\n%v\nbefore:\n%v", after, before)
	}
	p.launch(t, nil)
	w.Get("/").Want(http.StatusOK).Form("/scans").Submit(http.StatusOK)
	w.Get("/groups").Want(http.StatusOK).Has("mine").Lacks("Demo account")
}

// TestTheDemoFromItsStartToItsEnd starts it, looks at it, starts it again with the
// option and without, removes the data, and goes on with the empty account.
func TestTheDemoFromItsStartToItsEnd(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	box := portertest.NewMailbox(t, portertest.MailboxOptions{})
	mail := []string{"--data", data, "--smtp-url", fmt.Sprintf("smtp://%s:%d?tls=none", box.Host, box.Port), "--mail-from", "keyporter@example.com", "--mail-to", "ops@example.com"}
	p := start(t, nil, append([]string{"--demo"}, mail...)...)
	w := p.admin(t)
	w.Get("/").Want(http.StatusOK).Form("/scans").Submit(http.StatusOK)
	w.Get("/users").Want(http.StatusOK).Has("Demo account", "200")
	v := w.Get("/settings/notices").Want(http.StatusOK).Form("/settings/notices/test").Set("channel", "mail").Submit(http.StatusBadGateway)
	v.Has("Not sent: this is the demo account.")
	p.stop(t)

	p.launch(t, nil)
	w.Get("/").Want(http.StatusOK).Form("/scans").Submit(http.StatusOK)
	w.Get("/users").Want(http.StatusOK).Has("Demo account", "200")
	p.stop(t)

	p.args = slices.DeleteFunc(p.args, func(a string) bool { return a == "--demo" })
	p.launch(t, nil)
	v = w.Get("/settings/demo").Want(http.StatusOK).Has("Demo account", "What stays")
	v.Form("/settings/demo").Set("confirm", "demo").Submit(http.StatusUnprocessableEntity).Has("What was typed is not the same.")
	v.Form("/settings/demo").Set("confirm", "haneul-demo").Submit(http.StatusOK).Has("The demo data of account 123456789012 is removed").Lacks("Demo account")
	w.Get("/users").Want(http.StatusOK).Lacks("Demo account", "svc-deploy")
	w.Get("/audit").Want(http.StatusOK).Has("Remove demo data")
	v = w.Get("/settings/notices").Want(http.StatusOK).Form("/settings/notices/test").Set("channel", "mail").Submit(http.StatusOK)
	v.Has("The server said: ")
	if n := len(box.Mails()); n != 1 {
		t.Errorf("%d mails have left, want the one that was asked for after the demo", n)
	}
}

func TestTheDemoIsThereAtOnce(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		began := time.Now()
		p := start(t, nil, "--demo", "--data", t.TempDir(), "--database", dsn)
		if took := time.Since(began); took > 20*time.Second { // aimed at two; machines of tests are busy
			t.Errorf("keyporter --demo took %v to answer", took)
		} else {
			t.Logf("keyporter --demo answers after %v", took)
		}
		p.admin(t).Get("/").Want(http.StatusOK).Has("Demo account")
	})
}
