// Package web is the door: routes and what each needs, sessions, the headers
// and limits of every answer, and errors that become pages. It sees neither the
// store nor the application; cmd hands it what it needs.
package web

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/go-chi/chi/v5"

	"keyporter/handlers"
	"keyporter/internal/auth"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/static"
)

// Limits of one request.
const (
	maxBody       = 64 << 10
	maxPolicyBody = 512 << 10 // with a policy document in it: 131,072 characters, escaped
	maxImportBody = 16 << 20  // with a table in it
	maxHeader     = 32 << 10
	headerTime    = 5 * time.Second
	readTime      = 15 * time.Second
	writeTime     = 120 * time.Second // an act may take 90 s
	idleTime      = 60 * time.Second
)

// Options is what the server works with. Refused and Shut may be nil; so may Hosts,
// which then lets every Host header pass.
type Options struct {
	Handlers *handlers.Handlers
	Auth     *auth.Auth
	Ready    func(context.Context) error                              // is the store writable?
	Refused  func(ctx context.Context, by desk.Actor, subject string) // records what a role did not allow
	Shut     func(ctx context.Context) error                          // why nothing may be changed now; nil is never
	Log      *slog.Logger
	Secure   bool     // people reach us by HTTPS
	ReadOnly bool     // nothing is changed, whoever asks
	Hosts    []string // host names without port that a request may ask for, beside the public address
}

// Server answers all requests. It is an http.Handler.
type Server struct {
	o       Options
	origin  *http.CrossOriginProtection
	fresh   map[string]bool // routes that need a fresh proof
	handler http.Handler
	zoned   sync.Map // of languages in the zones of operators: a language and a zone → *text.Text
}

// New builds the routes. It fails when a route does not say which capability it needs.
func New(o Options) (*Server, error) {
	s := &Server{o: o, origin: http.NewCrossOriginProtection()}
	var err error
	if s.fresh, err = markFresh(slices.Concat(routes(o.Handlers), documentRoutes(o.Handlers), importRoutes(o.Handlers))); err != nil {
		return nil, err
	}
	mux := chi.NewRouter()
	for limit, table := range map[int64][]route{maxBody: routes(o.Handlers), maxPolicyBody: documentRoutes(o.Handlers), maxImportBody: importRoutes(o.Handlers)} {
		for _, rt := range table {
			if err := rt.check(); err != nil {
				return nil, err
			}
			mux.Method(rt.method, rt.pattern, s.serve(rt, limit))
			if rt.method == http.MethodGet {
				mux.Method(http.MethodHead, rt.pattern, s.serve(rt, limit))
			}
		}
	}
	mux.Handle("/static/*", static.Handler())
	mux.Get("/healthz", s.health)
	mux.Get("/readyz", s.ready)
	mux.NotFound(s.fail(fault.New(fault.NotFound, fault.CodePageNotFound)))
	mux.MethodNotAllowed(s.fail(fault.New(fault.NotFound, fault.CodePageNotFound)))
	s.handler = s.observe(s.recoverPanic(s.harden(s.identify(s.sameOrigin(mux)))))
	return s, nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	// chi would route by the escaped path and hand out escaped names.
	r.URL.RawPath = ""
	s.handler.ServeHTTP(w, r)
}

// Serve answers on l until ctx ends, then lets running requests finish.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	srv := &http.Server{
		Handler: s, ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime,
		IdleTimeout: idleTime, MaxHeaderBytes: maxHeader,
		ErrorLog: slog.NewLogLogger(s.o.Log.Handler(), slog.LevelDebug),
	}
	return Run(ctx, srv, l)
}

// Run lets a server answer on l until ctx ends, and then gives the running
// requests 30 s to finish.
func Run(ctx context.Context, srv *http.Server, l net.Listener) error {
	closeSilent(srv)
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
		defer cancel()
		stopped <- srv.Shutdown(grace)
	}()
	if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}

// serve puts one route behind its gate, the limit of its body and its error
// answer.
func (s *Server) serve(rt route, limit int64) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		note(r).pattern = rt.pattern
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		if !rt.secret {
			z := compress(w, r)
			defer z.close()
			w = z
		}
		if r, err := s.run(rt, w, r); err != nil {
			s.answer(w, r, err)
		}
	})
}

// run answers a request that its gates let through. The request that comes back is
// that of who has proved to be there on the way.
func (s *Server) run(rt route, w http.ResponseWriter, r *http.Request) (*http.Request, error) {
	if err := s.gate(rt, r); err != nil {
		return r, err
	}
	if open, err := s.enrolled(rt, w, r); !open {
		return r, err
	}
	r, err := s.proved(rt, w, r)
	if err != nil {
		return r, err
	}
	if r.Method == http.MethodPost && rt.can != public {
		if r, err = s.o.Handlers.WithReason(r); err != nil {
			return r, err
		}
	}
	return r, rt.do(w, r)
}

// gate refuses a request that nobody signed, or whose signer's role lacks the
// capability of the route. A refused change is recorded.
func (s *Server) gate(rt route, r *http.Request) error {
	if rt.can == public {
		return nil
	}
	by, ok := desk.ActorFrom(r.Context())
	if !ok {
		return fault.New(fault.Unsigned, fault.CodeSignIn)
	}
	if by.Operator.Role.May(rt.can) {
		if s.o.ReadOnly && rt.can.Changes() {
			return fault.New(fault.Denied, fault.CodeReadOnly)
		}
		return s.shut(rt, r)
	}
	if s.o.Refused != nil {
		s.o.Refused(r.Context(), by, r.Method+" "+r.URL.Path)
	}
	return rt.can.Lacking()
}

// shut refuses every change while none may be made, but for those of one's own
// session and the one that ends it.
func (s *Server) shut(rt route, r *http.Request) error {
	if s.o.Shut == nil || r.Method != http.MethodPost || rt.can == desk.CanSelf || slices.Contains(evenShut, rt.pattern) {
		return nil
	}
	return s.o.Shut(r.Context())
}

func (s *Server) fail(f *fault.Fault) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { s.answer(w, r, f) }
}

func (s *Server) health(w http.ResponseWriter, _ *http.Request) {
	plainText(w, http.StatusOK, "ok\n")
}

func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	if err := s.o.Ready(ctx); err != nil {
		note(r).err = err
		plainText(w, http.StatusServiceUnavailable, "not ready\n")
		return
	}
	plainText(w, http.StatusOK, "ok\n")
}

func plainText(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text)) // nobody to tell
}

// knownHost reports whether the request asks for a host that is ours.
func (s *Server) knownHost(r *http.Request) bool {
	if s.o.Hosts == nil {
		return true
	}
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = r.Host
	}
	if slices.Contains(s.o.Hosts, host) {
		return true
	}
	public, err := s.o.Auth.Public(r.Context())
	if err != nil {
		note(r).err = err
	}
	return public != nil && strings.EqualFold(public.Hostname(), strings.Trim(host, "[]"))
}
