package sandbox

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"keyporter/internal/store"
)

// maxBody bounds a request: a policy document of 131,072 characters, escaped.
const maxBody = 1 << 20

// call is one authenticated request for an action. What it is handed inside
// change is a copy that reads and writes in the transaction.
type call struct {
	*Sandbox
	in      *store.Entities
	action  string
	service string
	region  string
	form    *form
	who     caller
	at      time.Time
	source  string // the address that it comes from
	agent   string // the program that sent it, as it calls itself
	secure  bool   // it came over TLS
}

// newCall is a request by someone, without what it asks for.
func (s *Sandbox) newCall(r *http.Request, who caller) *call {
	c := &call{Sandbox: s, in: s.in, who: who, at: s.now(), source: r.RemoteAddr, agent: r.UserAgent(), secure: r.TLS != nil}
	if host, _, err := net.SplitHostPort(r.RemoteAddr); err == nil {
		c.source = host
	}
	return c
}

// change runs f in one transaction of the store.
func (c *call) change(ctx context.Context, f func(c *call) error) error {
	return c.in.Tx(ctx, func(tx *store.Entities) error {
		inside := *c
		inside.in = tx
		return f(&inside)
	})
}

// snapshot runs f on one state of the account, which it does not change.
func (c *call) snapshot(ctx context.Context, f func(c *call) error) error {
	return c.in.Snapshot(ctx, func(tx *store.Entities) error {
		inside := *c
		inside.in = tx
		return f(&inside)
	})
}

// reads tells by its name whether an action only reads.
func reads(action string) bool {
	return strings.HasPrefix(action, "Get") || strings.HasPrefix(action, "List") || strings.HasPrefix(action, "Simulate")
}

// ServeHTTP answers one request.
func (s *Sandbox) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if off := s.mischief.offset(); off != 0 {
		w.Header().Set("Date", s.now().Format(http.TimeFormat)) // SDKs compare it with their own
	}
	if isS3(r) {
		s.serveS3(w, r)
		return
	}
	id := requestID()
	w.Header().Set("X-Amzn-Requestid", id)
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var tooLong *http.MaxBytesError
	if errors.As(err, &tooLong) {
		err = fail(http.StatusRequestEntityTooLarge, "RequestEntityTooLarge", "The request body is larger than %d bytes.", maxBody)
	}
	dialect, name := dialectOf(r, nil), ""
	var result any
	if err == nil {
		dialect, name, result, err = s.answer(r, body)
	}
	s.log.DebugContext(r.Context(), "sandbox call", "action", name, "request_id", id, "error", err)
	if errors.Is(err, errReset) && hangUp(w) {
		return
	}
	s.write(r.Context(), w, reply{dialect: dialect, action: name, id: id, result: result, err: s.lesser.early(err)})
}

// answer authenticates the request and runs its action.
func (s *Sandbox) answer(r *http.Request, body []byte) (dialect, string, any, error) {
	ctx := r.Context()
	sig, err := readSignature(r)
	d := dialectOf(r, sig)
	switch {
	case err != nil:
		return d, "", nil, err
	case sig == nil:
		return d, "", nil, fail(http.StatusForbidden, "MissingAuthenticationToken", "Request is missing Authentication Token")
	case sig.service != d.service:
		return d, "", nil, signatureRefused("Credential should be scoped to correct service: '%s'. ", d.service)
	}
	who, err := s.authenticate(ctx, r, body, sig)
	if err != nil {
		return d, "", nil, err
	}
	values, err := parameters(r, body)
	if err != nil {
		return d, "", nil, err
	}
	c := s.newCall(r, who)
	c.action, c.service, c.region = values.Get("Action"), sig.service, sig.region
	c.form = &form{values: s.adopt(s.mischief.clean(values))}
	s.countUse(ctx, c)
	result, err := c.run(ctx, d)
	return d, c.action, result, c.mischief.silence(ctx, c.action, err)
}

// run finds the action, asks whether the caller may, and does it.
func (c *call) run(ctx context.Context, d dialect) (any, error) {
	if c.action == "" {
		return nil, fail(http.StatusBadRequest, "MissingAction", "The request must contain the parameter Action.")
	}
	version := c.form.text("Version")
	if err := c.lesser.refuse(c.action, version); err != nil {
		return nil, err
	}
	act, ok := actions[c.action]
	if !ok || act.service != d.service || version != d.version {
		return nil, invalidAction(c.action, version)
	}
	var result any
	err := c.troubled(ctx, func(ctx context.Context) (err error) {
		if act.resource != nil {
			if err := c.admit(ctx, act.resource); err != nil {
				return err
			}
		}
		if reads(c.action) {
			return c.snapshot(ctx, func(c *call) error { result, err = act.run(ctx, c); return err })
		}
		result, err = act.run(ctx, c)
		return err
	})
	return result, err
}

// troubled carries a call out as mischief lets it.
func (c *call) troubled(ctx context.Context, carryOut func(context.Context) error) error {
	if c.mischief.throttle(c.action) {
		return throttled()
	}
	if err := c.mischief.wait(ctx, c.action); err != nil {
		return err
	}
	if err := carryOut(c.mischief.delay(ctx, c.action)); err != nil {
		return err
	}
	return c.mischief.after(c.action)
}

// parameters reads the query, and the body where it is a form.
func parameters(r *http.Request, body []byte) (url.Values, error) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, malformedQuery()
	}
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if r.Method != http.MethodPost || kind != "application/x-www-form-urlencoded" {
		return values, nil
	}
	posted, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, malformedQuery()
	}
	for name, list := range posted {
		values[name] = append(values[name], list...)
	}
	return values, nil
}

func malformedQuery() error {
	return fail(http.StatusBadRequest, "MalformedQueryString", "The query string contains a syntax error.")
}

// write sends the reply. Only here is an unforeseen error logged.
func (s *Sandbox) write(ctx context.Context, w http.ResponseWriter, answer reply) {
	var known *failure
	status := http.StatusOK
	switch {
	case answer.err == nil:
	case errors.As(answer.err, &known):
		status = known.status
	default:
		s.log.ErrorContext(ctx, "sandbox failure", "action", answer.action, "request_id", answer.id, slog.Any("error", answer.err))
		answer.err, status = serviceFailure(), http.StatusInternalServerError
	}
	var page bytes.Buffer
	if err := answer.encode(&page); err != nil {
		s.log.ErrorContext(ctx, "sandbox reply", "action", answer.action, "request_id", answer.id, slog.Any("error", err))
		status = http.StatusInternalServerError
		page.Reset()
	}
	if s.lesser != nil {
		s.lessen(&page)
		w.Header().Del("X-Amzn-Requestid")
		w.Header().Set("X-Amz-Request-Id", answer.id)
	}
	if turn := s.mischief.hostileTurn(); turn > 0 {
		spoil(&page, turn)
	}
	w.Header().Set("Content-Type", "text/xml")
	if known != nil && known.page != "" {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
	}
	w.Header().Set("Content-Length", strconv.Itoa(page.Len()))
	w.WriteHeader(status)
	_, _ = page.WriteTo(w) // the client is gone
}

// hangUp closes the connection without an answer.
func hangUp(w http.ResponseWriter) bool {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return false
	}
	_ = conn.Close() // that is the answer
	return true
}

// requestID has the form of AWS's: a random UUID.
func requestID() string {
	b := make([]byte, 16)
	rand.Read(b)
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
