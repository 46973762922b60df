package main_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
)

// faultsTried is more than the system calls of one kind that a form makes.
const faultsTried = 60

// closings is how often connections are closed.
const closings = 40

// faulty is a dashboard whose system calls can be made to fail, at an endpoint that
// stays as it is.
type faulty struct {
	t       *testing.T
	p       *process
	w       *portertest.Browser
	root    *account.Account
	fail    func(rule string, do func()) bool // runs do under a rule, and tells whether something failed
	refused int                               // forms that were answered by an error
}

// newFaulty starts a dashboard on the database, and the endpoint beside it.
func newFaulty(t *testing.T, data, dsn string) *faulty {
	t.Helper()
	box := alone(t, nil, "--data", t.TempDir())
	key := printedKey.FindStringSubmatch(box.out.String())
	env := []string{"AWS_ACCESS_KEY_ID=" + key[1], "AWS_SECRET_ACCESS_KEY=" + key[2], "GOMAXPROCS=1"}
	p := start(t, env, "--data", data, "--database", dsn, "--iam-endpoint", box.URL, "--region", "ap-northeast-2", "--second-factor", "offered")
	return &faulty{t: t, p: p, w: p.admin(t), root: box.root(t)}
}

// user makes a user of the name at the endpoint.
func (f *faulty) user(name iam.UserName) iam.UserName {
	f.t.Helper()
	if _, err := f.root.MakeUser(f.t.Context(), account.NewUser{Name: name}); err != nil {
		f.t.Fatal(err)
	}
	return name
}

// verify ends the dashboard and looks at its audit log.
func (f *faulty) verify(data, dsn string) {
	f.t.Helper()
	if f.refused == 0 {
		f.t.Error("no form was answered by an error: nothing was tried")
	}
	f.t.Logf("%d forms were answered by an error", f.refused)
	f.p.stop(f.t)
	if code, out, errs := once(f.t, nil, "audit", "verify", "--data", data, "--database", dsn); code != 0 {
		f.t.Errorf("audit verify after all that = %d %s%s, want 0", code, out, errs)
	}
}

// TestAFailedSystemCallLosesNoSecret lets strace fail each write and each sync in turn
// while a key is issued and while its secret is shown. Whatever fails, the secret is
// shown once at most, a key that nobody was given is not active or is told of, and the
// audit log verifies.
func TestAFailedSystemCallLosesNoSecret(t *testing.T) {
	t.Parallel()
	strace, err := exec.LookPath("strace")
	portertest.Need(t, err == nil, "strace")
	data := t.TempDir()
	dsn := filepath.Join(data, "keyporter.db")
	f := newFaulty(t, data, dsn)
	f.fail = func(rule string, do func()) bool { return f.traced(strace, rule, do) }
	for _, fault := range []string{"pwrite64:error=ENOSPC", "fsync,fdatasync:error=EIO"} {
		issued, shown := true, true
		for n := 1; n <= faultsTried && (issued || shown); n++ {
			user := f.user(iam.UserName(fmt.Sprintf("%s-%d", fault[:5], n)))
			rule := ""
			if issued {
				rule = fault + ":when=" + strconv.Itoa(n)
			}
			ticket, met := f.issue(user, rule)
			issued = issued && met
			if ticket != "" {
				shown = f.show(user, ticket, fault+":when="+strconv.Itoa(n)) && shown
			}
			if n == 1 && !issued {
				t.Errorf("%s: strace failed no call while a key was issued", fault)
			}
		}
	}
	f.verify(data, dsn)
}

// TestAClosedConnectionLosesNoSecret lets PostgreSQL close all connections of the
// dashboard, a little later each time, while a key is issued and while its secret is
// shown. The same must hold.
func TestAClosedConnectionLosesNoSecret(t *testing.T) {
	t.Parallel()
	data, dsn := t.TempDir(), portertest.Postgres(t)
	f, db := newFaulty(t, data, dsn), beside(t, dsn)
	f.fail = func(rule string, do func()) bool {
		after, err := time.ParseDuration(rule)
		if err != nil {
			t.Fatal(err)
		}
		closed := make(chan error, 1)
		time.AfterFunc(after, func() {
			_, err := db.Exec(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`)
			closed <- err
		})
		do()
		if err := <-closed; err != nil {
			t.Fatal(err)
		}
		for well, tries := 0, 0; well < 6 && tries < 60; tries++ { // each dead connection meets one more request
			if well++; f.w.Get("/users").Status != http.StatusOK || f.p.status(t, "/readyz") != http.StatusOK {
				well = 0
			}
		}
		return true
	}
	for n := range closings {
		user, rule := f.user(iam.UserName(fmt.Sprintf("closed-%d", n))), (time.Duration(n) * 2 * time.Millisecond).String()
		if ticket, _ := f.issue(user, rule); ticket != "" {
			f.show(user, ticket, (time.Duration(n) * time.Millisecond).String())
		}
	}
	f.verify(data, dsn)
}

// under runs do under a rule. An empty rule fails nothing.
func (f *faulty) under(rule string, do func()) bool {
	if rule == "" {
		do()
		return false
	}
	return f.fail(rule, do)
}

// traced runs do while strace makes system calls of the dashboard fail, and reports
// whether one did.
func (f *faulty) traced(strace, rule string, do func()) bool {
	f.t.Helper()
	file := filepath.Join(f.t.TempDir(), "trace")
	calls, _, _ := strings.Cut(rule, ":")
	cmd := exec.Command(strace, "-f", "-p", strconv.Itoa(f.p.cmd.Process.Pid), "-o", file, "-e", "trace="+calls, "-e", "inject="+rule)
	said := &shared{}
	cmd.Stderr = said
	if err := cmd.Start(); err != nil {
		f.t.Fatal(err)
	}
	for range 500 {
		if strings.Contains(said.String(), " attached") {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	do()
	_ = cmd.Process.Signal(syscall.SIGINT) // it lets go of the dashboard
	_ = cmd.Wait()
	trace, err := os.ReadFile(file)
	if err != nil {
		f.t.Fatalf("strace: %v\n%s", err, said)
	}
	return strings.Contains(string(trace), "(INJECTED)")
}

// issue sends the form of a new key under a rule, and once more without. It returns
// the ticket that it leads to, or "", and whether a call failed.
func (f *faulty) issue(user iam.UserName, rule string) (ticket string, met bool) {
	f.t.Helper()
	keys := "/users/" + string(user) + "/keys"
	page := f.w.Get(keys + "/~new?use=other")
	for range 5 { // a connection that was closed meets the next request, too
		if page.Status == http.StatusOK {
			break
		}
		page = f.w.Get(keys + "/~new?use=other")
	}
	form := page.Want(http.StatusOK).Form(keys).Values()
	var v *portertest.View
	met = f.under(rule, func() { v = f.w.Post(keys, form) })
	if !strings.HasPrefix(v.URL.Path, "/tickets/") {
		f.refused++
		v = f.w.Post(keys, form) // as a person would: it is the same form
	}
	if strings.HasPrefix(v.URL.Path, "/tickets/") {
		return v.URL.Path, met
	}
	if strings.HasPrefix(v.URL.Path, "/ops/") {
		return "", met // its end could not be written either: it is settled when its lease is over, see TestAKeyIsNeverLost
	}
	if n := f.active(user); n != 0 {
		f.t.Errorf("%s under %s leads to %s (%d) and leaves %d active keys that nobody was given:\n%s", user, rule, v.URL.Path, v.Status, n, v.Text())
	}
	return "", met
}

// show opens a ticket under a rule, and once more without; then it takes the file.
func (f *faulty) show(user iam.UserName, ticket, rule string) (met bool) {
	f.t.Helper()
	var first *portertest.View
	met = f.under(rule, func() { first = f.w.Post(ticket+"/open", url.Values{}) })
	again := f.w.Post(ticket+"/open", url.Values{})
	shown := 0
	for _, v := range []*portertest.View{first, again} {
		if v.Status == http.StatusOK && len(v.ByID("secret")) == 40 {
			shown++
		}
	}
	if first.Status != http.StatusOK {
		f.refused++
	}
	if shown > 1 {
		f.t.Errorf("%s: under %s the secret was shown twice", user, rule)
	}
	file := f.w.Post(ticket+"/download", url.Values{"as": {"keys"}})
	if has := file.Status == http.StatusOK && strings.Contains(string(file.Body), "Secret access key"); shown == 0 && !has {
		f.t.Errorf("%s: under %s opening answered %d, then %d, and the file %d: the secret is lost without a word", user, rule, first.Status, again.Status, file.Status)
	}
	if n := f.active(user); n != 1 {
		f.t.Errorf("%s: under %s %d keys are active after the secret was given, want 1", user, rule, n)
	}
	return met
}

// active counts the user's active keys at the endpoint.
func (f *faulty) active(user iam.UserName) int {
	f.t.Helper()
	list, err := f.root.Keys(f.t.Context(), user)
	if err != nil {
		f.t.Fatal(err)
	}
	n := 0
	for _, k := range list {
		if k.Active() {
			n++
		}
	}
	return n
}
