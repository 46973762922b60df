package handlers_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/notice"
	"keyporter/internal/portertest"
	"keyporter/internal/seal"
	"keyporter/templates"
)

// canary is a secret, and in how many answers it is meant to be.
type canary struct {
	what, secret string
	answers      int
}

// overheard keeps what goes over the wire: answers with their addresses, and what
// else is written to it.
type overheard struct {
	mu      sync.Mutex
	asked   []string
	answers []string
	said    strings.Builder
}

func (o *overheard) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(res.Body)
	_ = res.Body.Close()
	res.Body = io.NopCloser(bytes.NewReader(body))
	head := res.Header.Clone()
	head.Del("Set-Cookie") // the session is given there
	o.mu.Lock()
	defer o.mu.Unlock()
	o.asked = append(o.asked, r.URL.String())
	o.answers = append(o.answers, fmt.Sprint(head, "\n", string(body)))
	return res, err
}

func (o *overheard) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.said.Write(b)
}

// birdcage is a bench with an operator whose wire is overheard, and the canaries so far.
type birdcage struct {
	*portertest.Bench
	w     *portertest.Browser
	wire  *overheard
	birds []canary
}

func (c *birdcage) add(what, secret string, answers int) {
	c.birds = append(c.birds, canary{what, secret, answers})
}

// TestNoSecretIsAnywhereButInItsClaim goes through everything that has a secret, and
// then looks for each in the log, the database with its own log, every page, file,
// address, mail and webhook.
func TestNoSecretIsAnywhereButInItsClaim(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		t.Parallel()
		var log, sent overheard
		hook := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			_ = r.Header.Write(&sent)
			_, _ = io.Copy(&sent, r.Body)
		}))
		t.Cleanup(hook.Close)
		u, err := url.Parse(hook.URL + "/hidden-canary-path")
		must(t, err)
		box := portertest.NewMailbox(t, portertest.MailboxOptions{User: "keyporter", Password: "Mail-Canary-77", TLS: true})
		o := notice.Options{
			Mail:    &notice.Mail{Host: box.Host, Port: box.Port, TLS: notice.StartTLS, Roots: box.Roots, User: "keyporter", Password: seal.NewSecret("Mail-Canary-77"), From: "keyporter@example.com", To: []string{"ops@example.com"}},
			Webhook: &notice.Webhook{URL: u, Key: seal.NewSecret("Hook-Canary-of-32-bytes-in-length")},
		}
		c := &birdcage{Bench: portertest.New(t, portertest.Options{DSN: dsn, Log: &log, Notices: o}), wire: &overheard{}}
		c.add("the mail password", "Mail-Canary-77", 0)
		c.add("the webhook's path", "hidden-canary-path", 0)
		c.add("the webhook's key", "Hook-Canary-of-32-bytes-in-length", 0)
		_, root := c.Sandbox.RootCredentials()
		c.add("the root key of the sandbox", root.Reveal(), 0)
		c.signIn(t)
		c.handOver(t)
		c.importAndRotate(t)
		c.remind(t, box)
		for _, m := range box.Mails() {
			fmt.Fprint(&sent, m.Data)
		}
		look := c.signInAgain(t)
		crawl(look, "/", func(string, *portertest.View) {})
		c.search(t, map[string]string{
			"the log": log.said.String(), "mails and webhooks": sent.said.String(),
			"the database": stored(t, dsn), "an address": strings.Join(c.wire.asked, "\n"),
		})
	})
}

// signIn makes the operator, with an authenticator app.
func (c *birdcage) signIn(t *testing.T) {
	t.Helper()
	ctx := context.Background()
	for _, name := range []iam.UserName{"ana", "rotor"} {
		_, err := c.Account.CreateUser(ctx, name)
		must(t, err)
	}
	must(t, c.App.Refresh(ctx))
	c.w = c.Visitor(t)
	token, err := c.Auth.Invite(ctx, "owner", desk.Admin)
	must(t, err)
	c.w.Join(token) // before the wire is overheard: the link is an address
	c.w.Client.Transport = c.wire
	c.add("the link of an invitation", token, 0)
	c.add("an operator's password", portertest.Password, 0)
	seed, codes := withApp(t, c.Bench, c.w)
	c.add("the seed of an authenticator", seed, 0) // in groups of four
	c.add("the seed as it is shown", strings.Join(fours(seed), " "), 1)
	for _, code := range codes {
		c.add("a recovery code", code, 1)
	}
	c.add("a session", cookie(t, c.w), 0)
	at := templates.SignInURL("")
	c.Visitor(t).Get(at).Form(at).Set("name", "owner").Set("password", "Wrong-Canary-41").Submit(http.StatusUnprocessableEntity)
	c.add("a wrong password", "Wrong-Canary-41", 0)
}

func fours(seed string) []string { return regexp.MustCompile(`.{1,4}`).FindAllString(seed, -1) }

// handOver issues a key and a password, and takes both.
func (c *birdcage) handOver(t *testing.T) {
	t.Helper()
	ticket := issued(t, c.w)
	secret := c.opened(t, ticket)
	file := c.w.Post(ticket.URL.Path+"/download", url.Values{"as": {"keys"}}).Want(http.StatusOK)
	if !strings.Contains(string(file.Body), secret) {
		t.Fatalf("the file of the key holds another secret than its page")
	}
	c.add("a secret access key", secret, 2) // shown once, and taken once
	const chosen = "Console-Canary-2026!"
	f := c.w.Get("/users/ana/console").Form("/users/ana/console").Set("kind", templates.CustomPassword).Set("password", chosen)
	ticket = f.Submit(http.StatusOK)
	ticket.Form(ticket.URL.Path + "/open").Submit(http.StatusOK).Has(chosen)
	c.add("a console password", chosen, 1)
}

// opened opens a ticket of a key and returns the secret.
func (c *birdcage) opened(t *testing.T, ticket *portertest.View) string {
	t.Helper()
	page := ticket.Form(ticket.URL.Path + "/open").Submit(http.StatusOK)
	m := regexp.MustCompile(`(?i)aws_secret_access_key\s*=\s*([A-Za-z0-9/+]{40})`).FindStringSubmatch(page.Text())
	if m == nil {
		t.Fatalf("%s shows no secret:\n%s", page.URL, page.Text())
	}
	return m[1]
}

// importAndRotate makes a user by a table, and puts a new key in the place of an old.
func (c *birdcage) importAndRotate(t *testing.T) {
	t.Helper()
	review := pasted(c.w, "User name,Access key,Console\nfrom-table,yes,generated\n").Want(http.StatusOK)
	job := review.Form(review.URL.Path + "/run").Submit(http.StatusOK).Ended()
	file := job.Form(job.URL.Path + "/results").Submit(http.StatusOK)
	lines := strings.Split(string(file.Body), "\r\n")
	cells := strings.Split(lines[1], ",")
	if cells[0] != "from-table" || len(cells) < 4 {
		t.Fatalf("the results have the row of %q with %d cells, want that of from-table", cells[0], len(cells))
	}
	c.add("a password of a table", cells[1], 1)
	c.add("a key of a table", cells[3], 1)
	old, err := c.Account.CreateAccessKey(context.Background(), "rotor")
	must(t, err)
	portertest.KeyUsed(t, c.Store, old.ID, c.Clock.Now())
	at := templates.KeyRotateURL("rotor", old.ID)
	ticket := c.w.Get(at).Form(at).Set("overlap", "1h").Submit(http.StatusOK)
	c.add("a key of a rotation", c.opened(t, ticket), 1)
	c.add("the key before it", old.Secret.Reveal(), 0)
}

// remind lets a key go unclaimed, and tells people.
func (c *birdcage) remind(t *testing.T, box *portertest.Mailbox) {
	t.Helper()
	c.w.Get("/users/rotor/keys").Want(http.StatusOK)
	issued(t, c.w)
	c.Clock.Move(desk.TicketLife + time.Second)
	c.App.Sweep(t.Context())
	c.Notices.Drain(t.Context())
	if len(box.Mails()) == 0 {
		t.Fatal("no mail about a key that nobody claimed")
	}
}

// signInAgain is another admin's browser on the same wire.
func (c *birdcage) signInAgain(t *testing.T) *portertest.Browser {
	t.Helper()
	w := c.Browser(t, desk.Admin)
	w.Client.Transport = c.wire
	return w
}

// search looks for each canary as it is, in base64 and in hexadecimal digits.
func (c *birdcage) search(t *testing.T, places map[string]string) {
	t.Helper()
	for _, bird := range c.birds {
		if len(bird.secret) < 8 {
			t.Fatalf("%s is %d bytes long, want more to look for", bird.what, len(bird.secret))
		}
		forms := []string{bird.secret, url.QueryEscape(bird.secret), base64.StdEncoding.EncodeToString([]byte(bird.secret)), hex.EncodeToString([]byte(bird.secret))}
		for place, content := range places {
			for _, form := range forms {
				if strings.Contains(content, form) {
					t.Errorf("%s holds %s", place, bird.what)
				}
			}
		}
		answers := 0
		for _, answer := range c.wire.answers {
			if strings.Contains(answer, bird.secret) {
				answers++
			}
		}
		if answers != bird.answers {
			t.Errorf("%d answers of %d hold %s, want %d", answers, len(c.wire.answers), bird.what, bird.answers)
		}
	}
	for place, content := range places {
		if len(content) < 1000 {
			t.Errorf("%s has %d bytes, want what was to be looked at", place, len(content))
		}
	}
}

// stored is all that a database holds: the bytes of a file and of its log, or every
// row of every table.
func stored(t *testing.T, dsn string) string {
	t.Helper()
	var all bytes.Buffer
	if !strings.HasPrefix(dsn, "postgres") {
		files, err := filepath.Glob(dsn + "*")
		must(t, err)
		if len(files) < 2 {
			t.Fatalf("the database is %v, want the file and its log", files)
		}
		for _, name := range files {
			content, err := os.ReadFile(name)
			must(t, err)
			all.Write(content)
		}
		return all.String()
	}
	db, err := sql.Open("pgx", dsn)
	must(t, err)
	defer func() { _ = db.Close() }()
	for _, table := range column(t, db, `SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'`) {
		all.WriteString(strings.Join(column(t, db, `SELECT t::text FROM `+table+` t`), "\n"))
	}
	return all.String()
}

// column reads the one column of a query.
func column(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	found, err := db.QueryContext(context.Background(), query)
	must(t, err)
	defer func() { _ = found.Close() }()
	var all []string
	for found.Next() {
		var text string
		must(t, found.Scan(&text))
		all = append(all, text)
	}
	must(t, found.Err())
	return all
}
