package web

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"keyporter/internal/fault"
	"keyporter/templates"
)

// statuses has the HTTP status of each kind of failure.
var statuses = map[fault.Kind]int{
	fault.Internal:  http.StatusInternalServerError,
	fault.Invalid:   http.StatusUnprocessableEntity,
	fault.Unsigned:  http.StatusUnauthorized,
	fault.Denied:    http.StatusForbidden,
	fault.NotFound:  http.StatusNotFound,
	fault.Conflict:  http.StatusConflict,
	fault.Gone:      http.StatusGone,
	fault.Full:      http.StatusConflict,
	fault.Limited:   http.StatusTooManyRequests,
	fault.Busy:      http.StatusServiceUnavailable,
	fault.Away:      http.StatusBadGateway,
	fault.Unknown:   http.StatusBadGateway,
	fault.TooLarge:  http.StatusRequestEntityTooLarge,
	fault.Unproved:  http.StatusForbidden,
	fault.Dangerous: http.StatusForbidden,
}

// answer is the one place where an error becomes a response: it is noted for
// the request's log line, and the visitor gets a page in their language.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, err error) {
	note(r).err = err
	if c := counter(w); c != nil && c.status != 0 {
		return // the answer has begun; the log tells the rest
	}
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		return // the visitor left
	}
	f := fault.Of(err)
	if f == nil {
		f = fault.New(fault.Internal, fault.CodeInternal)
	}
	if f.Kind == fault.Unsigned {
		http.Redirect(w, r, templates.SignInURL(returnTo(r)), http.StatusSeeOther)
		return
	}
	if f.Kind == fault.Unproved {
		if err := s.o.Handlers.AskProof(w, r, nil); err != nil {
			s.broken(w, f, err)
		}
		return
	}
	if f.Kind == fault.Dangerous {
		if err := s.o.Handlers.AskReason(w, r, err); err != nil {
			s.answer(w, r, err) // another one
		}
		return
	}
	if f.After > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(f.After.Seconds())+1))
	}
	status := statuses[f.Kind]
	w.Header().Del("Content-Disposition")
	if err := s.o.Handlers.ShowFailure(w, r, status, f); err != nil {
		s.broken(w, f, err)
	}
}

// broken answers where the page of the fault cannot be drawn.
func (s *Server) broken(w http.ResponseWriter, f *fault.Fault, err error) {
	s.o.Log.Error("error page", "error", err)
	plainText(w, statuses[f.Kind], http.StatusText(statuses[f.Kind])+"\n")
}

// returnTo is where to go after signing in: only to a page that was asked for
// with GET.
func returnTo(r *http.Request) string {
	if r.Method != http.MethodGet || r.URL.Path == "/" {
		return ""
	}
	return r.URL.RequestURI()
}

// counter finds the writer that knows whether the answer has begun.
func counter(w http.ResponseWriter) *counted {
	for {
		switch v := w.(type) {
		case *counted:
			return v
		case interface{ Unwrap() http.ResponseWriter }:
			w = v.Unwrap()
		default:
			return nil
		}
	}
}
