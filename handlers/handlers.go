// Package handlers has one method for each route. A handler reads the request,
// asks the application, fills a page and shows it; it holds no rule of business
// and no SQL, SDK or HTML. It returns its errors, and web answers them.
//
// A handler writes to w only through show, again, seeOther, reveal, report,
// download and stream.
package handlers

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"

	"github.com/a-h/templ"

	"keyporter/internal/auth"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/seal"
	"keyporter/internal/text"
	"keyporter/templates"
)

// Options is what the handlers work with. All fields but the last are needed.
type Options struct {
	App   *porter.Porter
	Auth  *auth.Auth
	Clock func() time.Time
	Log   *slog.Logger
	Plain bool // served over plain HTTP to other machines: every page says so
}

// Handlers holds the handlers of all routes.
type Handlers struct {
	app   *porter.Porter
	auth  *auth.Auth
	now   func() time.Time
	log   *slog.Logger
	plain bool
}

// New returns the handlers.
func New(o Options) *Handlers {
	return &Handlers{app: o.App, auth: o.Auth, now: o.Clock, log: o.Log, plain: o.Plain}
}

// buffers keep page-sized memory between requests.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// show renders a page into memory first, so that an error half-way can still
// become an error page, and then sends it with its length.
func (h *Handlers) show(w http.ResponseWriter, r *http.Request, status int, c templ.Component) error {
	b, _ := buffers.Get().(*bytes.Buffer)
	b.Reset()
	defer buffers.Put(b)
	if err := c.Render(r.Context(), b); err != nil {
		return fmt.Errorf("render: %w", err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(b.Len()))
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // a visitor who left is no error of ours
	return nil
}

// again decides whose mistake err is. Where the visitor can mend it the same
// form is shown with 422, 409 or 429; every other error is returned.
func (h *Handlers) again(w http.ResponseWriter, r *http.Request, err error, form func(*fault.Fault) templ.Component) error {
	f := fault.Of(err)
	if f == nil {
		return err
	}
	var status int
	switch f.Kind {
	case fault.Invalid:
		status = http.StatusUnprocessableEntity
	case fault.Conflict, fault.Full:
		status = http.StatusConflict
	case fault.Limited:
		status = http.StatusTooManyRequests
		w.Header().Set("Retry-After", strconv.Itoa(int(f.After.Seconds())+1))
	case fault.Busy, fault.Denied, fault.Away:
		// The form with all its input is worth more than an error page.
		status = map[fault.Kind]int{fault.Busy: http.StatusServiceUnavailable,
			fault.Denied: http.StatusForbidden, fault.Away: http.StatusBadGateway}[f.Kind]
	default:
		return err
	}
	return h.show(w, r, status, form(f))
}

// seeOther answers a form that was carried out: the next page is fetched with GET.
func (h *Handlers) seeOther(w http.ResponseWriter, r *http.Request, to string) error {
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// after goes where a finished act leads: to the ticket it opened, to the page
// of the operation while it runs or when it stopped on its way, else to the
// page to, which tells what was done.
func (h *Handlers) after(w http.ResponseWriter, r *http.Request, d porter.Done, to string) error {
	switch {
	case d.Waiting || d.Partial:
		return h.seeOther(w, r, templates.OpURL(d.Op))
	case d.Ticket != "":
		return h.seeOther(w, r, templates.TicketURL(d.Ticket))
	}
	return h.seeOther(w, r, templates.Did(to, d.Op))
}

// download sends a credential file. It is not compressed and never cached.
func (h *Handlers) download(w http.ResponseWriter, f desk.File) error {
	head := w.Header()
	head.Set("Content-Type", f.Type)
	head.Set("Content-Disposition", `attachment; filename="`+f.Name+`"`)
	head.Set("Content-Length", strconv.Itoa(len(f.Body)))
	head.Set("Cache-Control", "no-store")
	_, err := w.Write(f.Body)
	if err != nil {
		return fmt.Errorf("send the file: %w", err)
	}
	return nil
}

// page starts a page in the reader's language: account, freshness, the outcome
// of the act that led here, and a fresh key for its forms.
func (h *Handlers) page(r *http.Request, title, section string) templates.Page {
	by, signedIn := desk.ActorFrom(r.Context())
	snap := h.app.Snapshot()
	p := templates.Page{
		T: text.From(r.Context()), Title: title, Section: section,
		Operator: by.Operator, SignedIn: signedIn, ReadOnly: !by.Operator.Role.MayChange() || h.app.ReadOnly(), Stopped: h.app.ReadOnly(), Frozen: h.app.ReadOnly(),
		Plain: h.unguarded(r), Path: r.URL.RequestURI(), RequestID: RequestID(r.Context()), Now: h.now(),
		FormKey: desk.NewID(h.now()), Theme: by.Operator.Theme,
		Faulty: r.Method == http.MethodPost, // a form that was carried out leads elsewhere
	}
	if signedIn {
		p.Account = account(snap, h.app.Place())
		p.Offers = h.app.Offers()
		p.Counts = templates.Counts{Users: len(snap.Users), Groups: len(snap.Groups), Policies: len(snap.Policies), Known: !snap.At.IsZero()}
		p.Counts.Keys, p.Counts.Unread = snap.KeyCount()
		p.Counts.Jobs = h.app.OpenJobs()
		p.Counts.Requests = h.waitingRequests(r, by)
		p.Counts.Buckets, p.Counts.BucketsKnown = len(snap.Buckets), !snap.BucketsAt.IsZero()
		p.Fresh = templates.Freshness{At: snap.At, Complete: snap.Complete, Problem: snap.Problem, Return: getPath(r)}
		p.Flash = h.flash(r, by, p)
		p.OldCopy = h.app.Recovering()
		p.Demo = h.app.Demo()
		p = h.about(r, by, p)
	}
	return p
}

// getPath is where a visitor can go back to: the page itself, or the page whose
// form led to this answer.
func getPath(r *http.Request) string {
	if r.Method == http.MethodGet {
		return r.URL.RequestURI()
	}
	from, err := url.Parse(r.Referer())
	if err != nil || !localPath(from.RequestURI()) {
		return templates.HomeURL()
	}
	return from.RequestURI()
}

func account(s *porter.Snapshot, place desk.Place) templates.AccountChip {
	kind := "aws"
	switch {
	case place.Sandbox:
		kind = "sandbox"
	case place.Endpoint != "":
		kind = "endpoint"
	}
	return templates.AccountChip{Alias: s.Alias, ID: s.Identity.Account, Kind: kind}
}

// flash tells the outcome of the act in ?did=, if it is the visitor's own, with the
// way back where there is one.
func (h *Handlers) flash(r *http.Request, by desk.Actor, p templates.Page) *templates.Flash {
	if r.URL.RawQuery == "" {
		return nil // most pages
	}
	op := r.URL.Query().Get("did")
	if !desk.ValidID(op) {
		return nil
	}
	e, ok := h.app.DidIt(r.Context(), by, op)
	if !ok || (e.Phase != desk.Ended && e.Phase != desk.Noted) {
		return nil
	}
	return &templates.Flash{Kind: "ok", Text: p.T.Did(string(e.Verb), e.Target, e.Detail), Undo: templates.NewUndo(p, e)}
}

// maxFields is more than any form of ours has.
const maxFields = 1000

// form reads a posted form. A form that cannot be read is the sender's mistake;
// one over the limit of web's body reader, or with too many fields, is TooLarge.
func form(r *http.Request) (url.Values, error) {
	if err := r.ParseForm(); err != nil {
		var long *http.MaxBytesError
		if errors.As(err, &long) {
			return nil, fault.New(fault.TooLarge, fault.CodeBodyTooLarge, strconv.FormatInt(long.Limit>>10, 10)+" KiB").Because(err)
		}
		return nil, fault.New(fault.Invalid, fault.CodeFormBroken).Because(err)
	}
	return r.PostForm, fewFields(r.PostForm)
}

func fewFields(f url.Values) error {
	n := 0
	for _, values := range f {
		n += len(values)
	}
	if n > maxFields {
		return fault.New(fault.TooLarge, fault.CodeManyFields, strconv.Itoa(maxFields))
	}
	return nil
}

// secretField takes a password out of a form as a secret.
func secretField(f url.Values, name string) seal.Secret { return seal.NewSecret(f.Get(name)) }

// userName reads the path value {name}.
func userName(r *http.Request) iam.UserName {
	return iam.UserName(templates.Unseg(r.PathValue("name")))
}

// groupName reads the path value {name}.
func groupName(r *http.Request) iam.GroupName {
	return iam.GroupName(templates.Unseg(r.PathValue("name")))
}

// actor is the signed-in actor. Routes with a capability always have one.
func actor(r *http.Request) desk.Actor {
	by, _ := desk.ActorFrom(r.Context())
	return by
}

type requestKey struct{}

// WithRequestID puts a request's id into its context.
func WithRequestID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestKey{}, id)
}

// RequestID returns the request's id, or "".
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestKey{}).(string)
	return id
}
