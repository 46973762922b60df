//go:build testhooks

package main_test

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
)

// buildTags are those of the program under test.
const buildTags = "testhooks"

// failPoints are where the process is killed while it issues a key, in their order.
var failPoints = []string{
	"begun",    // the act is written down
	"listed",   // the keys of before are read, and not written down
	"called",   // they are, and AWS is about to be called
	"made",     // AWS has made the key, and only this process knows its id
	"recorded", // the id is written down
	"ending",   // the ticket is written, and not committed
	"ended",    // it is committed
	"answered", // and nobody was told
}

// crashed is a dashboard that is killed and started again, on an endpoint that
// lives on.
type crashed struct {
	t       *testing.T
	dsn     string
	url     string // of the dashboard, whichever process it is
	args    []string
	env     []string
	root    *account.Account
	browser *portertest.Browser
}

// crashes is how often each fail point is tried.
func crashes(t *testing.T) int {
	t.Helper()
	text := os.Getenv("KEYPORTER_TEST_CRASHES")
	if text == "" {
		return 1
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("KEYPORTER_TEST_CRASHES=%q, want a number", text)
	}
	return n
}

// TestAKeyIsNeverLost kills the dashboard at each fail point while it issues a
// key, starts it again with a later clock until nothing is left to be found out,
// and looks at what AWS has.
func TestAKeyIsNeverLost(t *testing.T) {
	t.Parallel()
	for engine, address := range map[string]func(*testing.T, string) string{
		"sqlite":   func(_ *testing.T, data string) string { return filepath.Join(data, "keyporter.db") },
		"postgres": func(t *testing.T, _ string) string { return portertest.Postgres(t) },
	} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			data := t.TempDir()
			c := newCrashed(t, data, address(t, data))
			n, start := crashes(t), time.Now()
			for i := range n {
				for _, point := range failPoints {
					c.crash(point, i, "swept")
				}
				for _, later := range []string{"looked", "touched"} {
					c.crash("made", i, later)
					c.crash("recorded", i, later)
				}
			}
			if left := c.open(); left != 0 {
				t.Errorf("%d operations are left open, want 0", left)
			}
			t.Logf("%d times each of %d fail points and %d pairs, in %v", n, len(failPoints), 4, time.Since(start).Round(time.Second))
		})
	}
}

func newCrashed(t *testing.T, data, dsn string) *crashed {
	t.Helper()
	box := alone(t, nil, "--data", t.TempDir())
	key := printedKey.FindStringSubmatch(box.out.String())
	c := &crashed{
		t: t, dsn: dsn, root: box.root(t),
		args: []string{"--data", data, "--database", dsn, "--iam-endpoint", box.URL, "--region", "ap-northeast-2", "--second-factor", "offered"},
		env:  []string{"AWS_ACCESS_KEY_ID=" + key[1], "AWS_SECRET_ACCESS_KEY=" + key[2]},
	}
	p := start(t, c.env, c.args...)
	c.url, c.args, c.browser = p.URL, p.args, p.admin(t)
	p.stop(t)
	return c
}

// start runs the dashboard again, where it was.
func (c *crashed) start(extra ...string) *process {
	c.t.Helper()
	p := &process{client: http.DefaultClient, URL: c.url, args: c.args, log: &shared{}}
	p.launch(c.t, append(slices.Clone(c.env), extra...))
	return p
}

// crash kills the dashboard at a fail point while it issues a key for a new user,
// then at another one while it looks what became of that, and lets it come to an
// end. One of the user's keys is another's: on even runs it was there before, on
// odd ones it is made and used just afterwards. On odd runs a key that has a ticket
// is received, too.
func (c *crashed) crash(point string, i int, later string) {
	c.t.Helper()
	ctx := c.t.Context()
	user := iam.UserName(fmt.Sprintf("%s-%s-%d", point, later, i))
	name := fmt.Sprintf("run %d, killed at %s and %s", i, point, later)
	_, err := c.root.MakeUser(ctx, account.NewUser{Name: user})
	c.must(err)
	var foreign iam.IssuedKey
	if i%2 == 0 {
		foreign, err = c.root.CreateAccessKey(ctx, user)
		c.must(err)
	}
	form := c.dieIssuing(user, point)
	if i%2 == 1 {
		foreign, err = c.root.CreateAccessKey(ctx, user)
		c.must(err)
		if ok, _, err := c.root.Prove(ctx, foreign.ID, foreign.Secret); !ok || err != nil {
			c.t.Fatalf("%s: Prove of the foreign key = %v, %v", name, ok, err)
		}
	}
	received := i%2 == 1 && slices.Contains([]string{"ended", "answered"}, point)
	if received {
		c.receive(user, form)
	}
	c.later(later, "3m")
	for _, shift := range []string{"20m", "40m"} {
		c.later("swept", shift)
	}
	keys, err := c.root.Keys(ctx, user)
	c.must(err)
	active := 0
	for _, k := range keys {
		switch {
		case k.ID == foreign.ID && !k.Active():
			c.t.Errorf("%s: the foreign key %s was made inactive", name, k.ID)
		case k.ID != foreign.ID && k.Active():
			active++
		}
	}
	if !slices.ContainsFunc(keys, func(k iam.AccessKey) bool { return k.ID == foreign.ID }) {
		c.t.Errorf("%s: the foreign key %s is gone", name, foreign.ID)
	}
	if received != (active == 1) || active > 1 {
		c.t.Errorf("%s: %d active keys of Keyporter's own, want one only where it was received (%v): %v", name, active, received, keys)
	}
}

// dieIssuing starts a dashboard, sends the form of a new key, waits for the end
// of the process, and returns what the form said.
func (c *crashed) dieIssuing(user iam.UserName, point string) url.Values {
	c.t.Helper()
	p := c.start("KEYPORTER_FAILPOINT=" + point)
	keys := "/users/" + string(user) + "/keys"
	page := c.browser.Get(keys + "/~new?use=other")
	form := page.Want(http.StatusOK).Form(keys).Values()
	ctx, cancel := context.WithTimeout(c.t.Context(), time.Minute)
	defer cancel()
	defer context.AfterFunc(ctx, func() { _ = p.cmd.Process.Signal(syscall.SIGTERM) })()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.URL+keys, strings.NewReader(form.Encode()))
	c.must(err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Origin", p.URL)
	if res, err := c.browser.Client.Do(req); err == nil {
		_ = res.Body.Close()
		c.t.Errorf("the process that dies at %s answered %s", point, res.Status)
	}
	c.killed(p.cmd.Wait(), point, p.log)
	return form
}

// receive sends a form again, which leads to its ticket, and opens that.
func (c *crashed) receive(user iam.UserName, form url.Values) {
	c.t.Helper()
	p := c.start()
	v := c.browser.Post("/users/"+string(user)+"/keys", form).Want(http.StatusOK)
	if secret := v.Form(v.URL.Path + "/open").Submit(http.StatusOK).ByID("secret"); len(secret) != 40 {
		c.t.Errorf("the ticket of %s shows %d characters, want a secret", user, len(secret))
	}
	p.stop(c.t)
}

// later runs a dashboard whose clock is ahead until it dies, at the point or after
// its first round of work.
func (c *crashed) later(point, shift string) {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, binary, c.args...)
	cmd.Env = environment(append(slices.Clone(c.env), "KEYPORTER_FAILPOINT="+point, "KEYPORTER_CLOCK_SHIFT="+shift)...)
	log := &shared{}
	cmd.Stderr = log
	c.killed(cmd.Run(), point, log)
	if ctx.Err() != nil {
		c.t.Fatalf("the process did not come to %s:\n%s", point, log)
	}
}

func (c *crashed) killed(err error, point string, log *shared) {
	c.t.Helper()
	if err == nil || !strings.Contains(err.Error(), "killed") {
		c.t.Fatalf("the process that dies at %s ended with %v:\n%s", point, err, log)
	}
}

// open counts the operations that are not at an end, and the keys that are still
// to be deleted.
func (c *crashed) open() int {
	c.t.Helper()
	driver := "sqlite"
	if strings.HasPrefix(c.dsn, "postgres") {
		driver = "pgx"
	}
	db, err := sql.Open(driver, c.dsn)
	c.must(err)
	defer func() { c.must(db.Close()) }()
	var n int
	c.must(db.QueryRowContext(c.t.Context(), `SELECT COUNT(*) FROM op WHERE state IN ('running', 'unknown')
		OR state IN ('failed', 'closed') AND key_id <> '' AND cleaned = FALSE`).Scan(&n))
	return n
}

func (c *crashed) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}
