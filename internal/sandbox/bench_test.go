package sandbox_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"keyporter/internal/sandbox"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// at is when the tests take place.
var at = time.Date(2026, 11, 23, 9, 0, 30, 0, time.UTC)

// clock is a clock that tests move.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// bench is a sandbox on a fresh database, behind HTTP.
type bench struct {
	*client
	box   *sandbox.Sandbox
	db    *store.DB
	clock *clock
}

func newBench(t testing.TB) *bench {
	t.Helper()
	db := open(t, filepath.Join(t.TempDir(), "keyporter.db"))
	return serve(t, db, &clock{now: at})
}

func open(t testing.TB, path string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return db
}

func ring(t testing.TB) *seal.Keyring {
	t.Helper()
	r, err := seal.NewKeyring(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func serve(t testing.TB, db *store.DB, c *clock) *bench {
	t.Helper()
	return serveAccount(t, db, c, sandbox.DefaultAccount)
}

func serveAccount(t testing.TB, db *store.DB, c *clock, number string) *bench {
	t.Helper()
	return serveOptions(t, sandbox.Options{Store: db, Seal: ring(t), Account: number}, c)
}

func serveOptions(t testing.TB, o sandbox.Options, c *clock) *bench {
	t.Helper()
	o.Clock = c.Now
	box, err := sandbox.New(o)
	if err != nil {
		t.Fatalf("New: %v", err)
	}
	server := httptest.NewServer(box)
	t.Cleanup(server.Close)
	id, secret := box.RootCredentials()
	root := &client{t: t, url: server.URL, id: id, secret: secret.Reveal(), clock: c}
	return &bench{client: root, box: box, db: o.Store, clock: c}
}

// client signs and sends calls with one key.
type client struct {
	t          testing.TB
	url        string
	id, secret string
	clock      *clock
}

// as is the same endpoint with another key.
func (c *client) as(id, secret string) *client {
	return &client{t: c.t, url: c.url, id: id, secret: secret, clock: c.clock}
}

// answer is what came back: status, header, and the XML as a tree.
type answer struct {
	status int
	header http.Header
	body   string
	root   node
}

// node is an XML element.
type node struct {
	XMLName xml.Name
	Text    string `xml:",chardata"`
	Nodes   []node `xml:",any"`
}

// all returns the texts of every element at the path under n.
func (n node) all(path ...string) []string {
	if len(path) == 0 {
		return []string{n.Text}
	}
	var list []string
	for _, child := range n.Nodes {
		if child.XMLName.Local == path[0] {
			list = append(list, child.all(path[1:]...)...)
		}
	}
	return list
}

// value returns the text of the first element at a path of names with slashes,
// inside the Result element.
func (a answer) value(path string) string {
	list := a.values(path)
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

func (a answer) values(path string) []string {
	parts := strings.Split(path, "/")
	for _, child := range a.root.Nodes {
		if strings.HasSuffix(child.XMLName.Local, "Result") {
			return child.all(parts...)
		}
	}
	return nil
}

// code is the error's code, "" for a success.
func (a answer) code() string { return strings.Join(a.root.all("Error", "Code"), "") }

func (a answer) message() string { return strings.Join(a.root.all("Error", "Message"), "") }

// request builds a signed call; edit may spoil it before or after signing.
func (c *client) request(service string, form url.Values) *http.Request {
	c.t.Helper()
	body := form.Encode()
	r, err := http.NewRequestWithContext(c.t.Context(), http.MethodPost, c.url+"/", strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
	c.sign(r, service, body)
	return r
}

// sign writes the header Authorization, from AWS's description of the steps.
func (c *client) sign(r *http.Request, service, body string) {
	stamp := c.clock.Now().Format("20060102T150405Z")
	r.Header.Set("X-Amz-Date", stamp)
	scope := stamp[:8] + "/eu-west-1/" + service + "/aws4_request"
	signed := "content-type;host;x-amz-date"
	canonical := strings.Join([]string{
		r.Method, "/", "", "content-type:" + r.Header.Get("Content-Type"), "host:" + r.URL.Host, "x-amz-date:" + stamp, "",
		signed, digest(body),
	}, "\n")
	key := []byte("AWS4" + c.secret)
	for _, part := range append(strings.Split(scope, "/"), "AWS4-HMAC-SHA256\n"+stamp+"\n"+scope+"\n"+digest(canonical)) {
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(part))
		key = mac.Sum(nil)
	}
	r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential="+c.id+"/"+scope+", SignedHeaders="+signed+", Signature="+hex.EncodeToString(key))
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// send sends a request and reads the answer.
func (c *client) send(r *http.Request) (answer, error) {
	a, err := c.exchange(r)
	if err != nil {
		return answer{}, err
	}
	if err := xml.Unmarshal([]byte(a.body), &a.root); err != nil {
		c.t.Errorf("answer is not XML: %v in %s", err, a.body)
	}
	return a, nil
}

// exchange is send without reading the XML.
func (c *client) exchange(r *http.Request) (answer, error) {
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return answer{}, err
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return answer{}, err
	}
	return answer{status: response.StatusCode, header: response.Header, body: string(body)}, nil
}

// form are the parameters of a call to IAM.
func form(action string, pairs ...string) url.Values {
	values := url.Values{"Action": {action}, "Version": {"2010-05-08"}}
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	return values
}

// call calls an action of IAM with pairs of parameters.
func (c *client) call(action string, pairs ...string) answer {
	c.t.Helper()
	a, err := c.send(c.request("iam", form(action, pairs...)))
	if err != nil {
		c.t.Fatalf("%s %v: %v", action, pairs, err)
	}
	return a
}

// do is call for what must succeed.
func (c *client) do(action string, pairs ...string) answer {
	c.t.Helper()
	a := c.call(action, pairs...)
	if a.status != http.StatusOK {
		c.t.Fatalf("%s %v = %d %s: %s", action, pairs, a.status, a.code(), a.message())
	}
	return a
}

// identity calls GetCallerIdentity.
func (c *client) identity() answer {
	c.t.Helper()
	a, err := c.send(c.request("sts", url.Values{"Action": {"GetCallerIdentity"}, "Version": {"2011-06-15"}}))
	if err != nil {
		c.t.Fatalf("GetCallerIdentity: %v", err)
	}
	return a
}

// user makes a user with a key and returns a client that signs with it.
func (b *bench) user(name string) *client {
	b.t.Helper()
	b.do("CreateUser", "UserName", name)
	key := b.do("CreateAccessKey", "UserName", name)
	return b.as(key.value("AccessKey/AccessKeyId"), key.value("AccessKey/SecretAccessKey"))
}

// refused calls an action and reports any other answer than this refusal.
func (c *client) refused(status int, code, message, action string, pairs ...string) {
	c.t.Helper()
	a := c.call(action, pairs...)
	if a.status != status || a.code() != code || !strings.Contains(a.message(), message) {
		c.t.Errorf("%s %v = %d %s %q, want %d %s %q", action, pairs, a.status, a.code(), a.message(), status, code, message)
	}
}
