package web

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"keyporter/handlers"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/text"
)

// notes is what is learned of a request while it runs; it becomes one log line.
type notes struct {
	pattern string // the route, never the path: a path may hold a token
	err     error
}

type notesKey struct{}

func note(r *http.Request) *notes {
	if n, ok := r.Context().Value(notesKey{}).(*notes); ok {
		return n
	}
	return &notes{}
}

// counted remembers what was answered.
type counted struct {
	http.ResponseWriter
	status int
	bytes  int
}

func (c *counted) WriteHeader(status int) {
	if c.status == 0 {
		c.status = status
	}
	c.ResponseWriter.WriteHeader(status)
}

func (c *counted) Write(b []byte) (int, error) {
	if c.status == 0 {
		c.status = http.StatusOK
	}
	n, err := c.ResponseWriter.Write(b)
	c.bytes += n
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (c *counted) Unwrap() http.ResponseWriter { return c.ResponseWriter }

// observe gives the request its id and writes one line when it is answered.
func (s *Server) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		n, id, c := &notes{}, desk.NewID(begun), &counted{ResponseWriter: w}
		ctx := handlers.WithRequestID(context.WithValue(r.Context(), notesKey{}, n), id)
		w.Header().Set("X-Request-Id", id)
		next.ServeHTTP(c, r.WithContext(ctx))
		level := slog.LevelInfo
		attrs := []slog.Attr{
			slog.String("method", r.Method), slog.String("route", n.pattern), slog.Int("status", c.status),
			slog.Int("bytes", c.bytes), slog.Duration("took", time.Since(begun)), slog.String("request", id),
		}
		if n.err != nil {
			attrs = append(attrs, slog.String("error", n.err.Error()))
			if c.status >= http.StatusInternalServerError {
				level = slog.LevelError
			}
		}
		s.o.Log.LogAttrs(ctx, level, "request", attrs...)
	})
}

// recoverPanic answers 500. The panic's value may hold anything, so the log
// gets its type and the stack, not the value.
func (s *Server) recoverPanic(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if v == http.ErrAbortHandler {
				panic(v)
			}
			s.o.Log.Error("panic", "route", note(r).pattern, "request", handlers.RequestID(r.Context()), "stack", string(debug.Stack()))
			s.answer(w, r, errors.New("panic"))
		}()
		next.ServeHTTP(w, r)
	})
}

// harden sets the headers of every answer, errors too.
func (s *Server) harden(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		setHeaders(w.Header(), s.o.Secure)
		if !s.knownHost(r) {
			plainText(w, http.StatusMisdirectedRequest, "Keyporter does not answer for this host name. Set --public-url to the address people use.\n")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// identify finds who signed the request and which language they read.
func (s *Server) identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/static/") || r.URL.Path == "/healthz" || r.URL.Path == "/readyz" {
			next.ServeHTTP(w, r)
			return
		}
		ctx := r.Context()
		by, ok, err := s.o.Auth.Who(r)
		wanted, zone := "", ""
		switch {
		case err != nil:
			ctx = text.With(ctx, text.Pick("", r.Header.Get("Accept-Language")))
			s.answer(w, r.WithContext(ctx), err)
			return
		case ok:
			by.RequestID, by.Client = handlers.RequestID(ctx), client(r)
			ctx = desk.WithActor(ctx, by)
			wanted, zone = by.Operator.Language, by.Operator.Zone
		default:
			s.o.Auth.Forget(w, r)
			if r.URL.RawQuery != "" {
				wanted = r.URL.Query().Get("lang")
			}
		}
		ctx = text.With(ctx, s.words(text.Pick(wanted, r.Header.Get("Accept-Language")), zone))
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// words are a language with the times of a zone: made once, for they are large.
func (s *Server) words(t *text.Text, zone string) *text.Text {
	if zone == "" {
		return t
	}
	key := t.Lang + " " + zone
	made, ok := s.zoned.Load(key)
	if !ok {
		made, _ = s.zoned.LoadOrStore(key, t.In(desk.Location(zone)))
	}
	words, _ := made.(*text.Text)
	return words
}

// client is the address of the socket. No forwarded header is believed.
func client(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// sameOrigin lets an unsafe method pass only with proof that our own page sent
// it. net/http's protection lets requests without any proof pass, and those that the
// browser says no page sent; they end here.
func (s *Server) sameOrigin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		safe := r.Method == http.MethodGet || r.Method == http.MethodHead || r.Method == http.MethodOptions
		if safe {
			next.ServeHTTP(w, r)
			return
		}
		public, err := s.o.Auth.Public(r.Context())
		if err != nil {
			s.answer(w, r, err)
			return
		}
		self := s.self(r, public)
		trusted := public != nil && r.Header.Get("Origin") == self
		if err := s.origin.Check(r); err != nil && !trusted || !ours(r, self) {
			s.answer(w, r, fault.New(fault.Denied, fault.CodeForeignOrigin, r.Header.Get("Origin"), self).Because(err))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// ours reports whether the browser says that a page of ours sent the request.
// A request of the browser itself (none) comes from no page; whoever loads a form
// again has its origin.
func ours(r *http.Request, self string) bool {
	site, origin := r.Header.Get("Sec-Fetch-Site"), r.Header.Get("Origin")
	if site == "none" {
		return origin == self
	}
	return site != "" || origin != ""
}

// self is the origin that a form of ours comes from. Public is the address that people
// use, or nil.
func (s *Server) self(r *http.Request, public *url.URL) string {
	if public != nil {
		return (&url.URL{Scheme: public.Scheme, Host: public.Host}).String()
	}
	scheme := "http"
	if s.o.Secure {
		scheme = "https"
	}
	return scheme + "://" + r.Host
}
