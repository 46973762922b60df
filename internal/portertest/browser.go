package portertest

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"keyporter/internal/desk"
	"keyporter/internal/seal"
	"keyporter/internal/store"
	"keyporter/templates"
)

// Password is the password of every operator that a bench makes.
const Password = "correct horse battery"

// Browser is a person with a cookie jar and no scripts. It follows redirects
// as a browser does and sends the origin with every form.
type Browser struct {
	t      testing.TB
	base   string
	Client *http.Client
	Accept string // Accept-Language
}

// Visitor returns a browser that nobody has signed in with.
func (b *Bench) Visitor(t testing.TB) *Browser { return NewBrowser(t, b.URL) }

// NewBrowser returns a browser for the dashboard at base.
func NewBrowser(t testing.TB, base string) *Browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	check(t, err)
	return &Browser{t: t, base: base, Client: &http.Client{Jar: jar}, Accept: "en"}
}

// Browser returns a browser that a new operator of the role has signed in with.
func (b *Bench) Browser(t testing.TB, role desk.Role) *Browser {
	t.Helper()
	token, err := b.Auth.Invite(context.Background(), "op-"+desk.NewID(b.Clock.Now()), role)
	check(t, err)
	w := b.Visitor(t)
	w.Join(token)
	return w
}

// Actor returns a new operator of the role as an actor with a session.
func (b *Bench) Actor(t testing.TB, role desk.Role) desk.Actor {
	t.Helper()
	now := b.Clock.Now()
	o := desk.Operator{ID: desk.NewID(now), Role: role, Created: now}
	o.Name = "op-" + o.ID
	check(t, b.Store.AddOperator(context.Background(), o, "-"))
	token := seal.NewToken()
	s := store.Session{Hash: seal.Hash(token), Operator: o, Created: now, Seen: now}
	check(t, b.Store.AddSession(context.Background(), s))
	return desk.Actor{Operator: o, Session: s.Hash, Token: seal.NewSecret(token), Client: "127.0.0.1", Proved: now}
}

// Join spends a link: it sets the password and signs in.
func (w *Browser) Join(token string) *View {
	w.t.Helper()
	v := w.Get(templates.SetupURL(token))
	f := v.Form(templates.SetupURL(token))
	if f.Has("name") && f.Get("name") == "" {
		f.Set("name", "kim")
	}
	return f.Set("password", Password).Set("repeat", Password).Submit(http.StatusOK)
}

// View is an answer, read whole.
type View struct {
	Status int
	Header http.Header
	Body   []byte
	URL    *url.URL
	doc    *html.Node
	w      *Browser
}

// Get fetches a page of the dashboard, following redirects.
func (w *Browser) Get(path string) *View {
	w.t.Helper()
	return w.do(http.MethodGet, path, nil)
}

// Open follows a link to wherever it leads.
func (w *Browser) Open(address string) *View {
	w.t.Helper()
	elsewhere := *w
	elsewhere.base = ""
	v := elsewhere.Get(address)
	v.w = w
	return v
}

// Post sends a form that no page has drawn.
func (w *Browser) Post(path string, fields url.Values) *View {
	w.t.Helper()
	return w.do(http.MethodPost, path, fields)
}

func (w *Browser) do(method, path string, fields url.Values) *View {
	w.t.Helper()
	var body io.Reader
	if method == http.MethodPost {
		body = strings.NewReader(fields.Encode())
	}
	req, err := http.NewRequestWithContext(context.Background(), method, w.base+path, body)
	check(w.t, err)
	req.Header.Set("Accept-Language", w.Accept)
	if method == http.MethodPost {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("Origin", w.base)
	}
	res, err := w.Client.Do(req)
	check(w.t, err)
	b, err := io.ReadAll(res.Body)
	check(w.t, err)
	check(w.t, res.Body.Close())
	v := &View{Status: res.StatusCode, Header: res.Header, Body: b, URL: res.Request.URL, w: w}
	if strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
		v.doc, err = html.Parse(bytes.NewReader(b))
		check(w.t, err)
	}
	return v
}

// Want fails the test when the status differs, and shows the page's own words.
func (v *View) Want(status int) *View {
	v.w.t.Helper()
	if v.Status != status {
		v.w.t.Fatalf("%s answered %d, want %d:\n%s", v.URL, v.Status, status, v.Text())
	}
	return v
}

// Text returns what a reader sees in the page's main part, with white space folded.
func (v *View) Text() string {
	if v.doc == nil {
		return string(v.Body)
	}
	for _, m := range find(v.doc, func(n *html.Node) bool { return n.Data == "main" }) {
		return inner(m)
	}
	return inner(v.doc)
}

// Has fails the test when the page's main part lacks one of the texts.
func (v *View) Has(texts ...string) *View {
	v.w.t.Helper()
	all := v.Text()
	for _, s := range texts {
		if !strings.Contains(all, s) {
			v.w.t.Fatalf("%s lacks %q:\n%s", v.URL, s, all)
		}
	}
	return v
}

// Lacks fails the test when the page's main part has one of the texts.
func (v *View) Lacks(texts ...string) *View {
	v.w.t.Helper()
	all := v.Text()
	for _, s := range texts {
		if strings.Contains(all, s) {
			v.w.t.Fatalf("%s has %q:\n%s", v.URL, s, all)
		}
	}
	return v
}

// ByID returns the text of the element with the id, exactly as it stands.
func (v *View) ByID(id string) string {
	v.w.t.Helper()
	for _, n := range find(v.doc, func(n *html.Node) bool { return attr(n, "id") == id }) {
		return raw(n)
	}
	v.w.t.Fatalf("%s has no element with id %q", v.URL, id)
	return ""
}

// Links returns the targets of all links and form actions of the page.
func (v *View) Links() (links, actions []string) {
	for _, n := range find(v.doc, func(n *html.Node) bool { return n.Data == "a" || n.Data == "form" }) {
		if n.Data == "a" {
			links = append(links, attr(n, "href"))
		} else if strings.EqualFold(attr(n, "method"), "post") {
			actions = append(actions, attr(n, "action"))
		}
	}
	return links, actions
}
