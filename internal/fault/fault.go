// Package fault names the few ways a request can fail.
//
// An error that a person can act on is a *Fault: it has a Kind, which decides
// the HTTP status, and a Code with arguments, from which package text makes
// the sentence in the reader's language. Every other error is Internal: its
// text stays in the log. Every package may use it; it imports nothing.
package fault

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Kind is a way to fail. The zero Kind is Internal.
type Kind uint8

// The kinds, each with the HTTP status that web answers.
const (
	Internal  Kind = iota // 500: a defect of ours or of the host
	Invalid               // 422: the form has mistakes
	Unsigned              // 401: sign in first
	Denied                // 403: not allowed
	NotFound              // 404: not here, or no longer
	Conflict              // 409: the state does not allow it
	Gone                  // 410: it was there once and was taken
	Full                  // 409: a quota of AWS is used up
	Limited               // 429: too many tries
	Busy                  // 503: throttled or being changed, try again
	Away                  // 502: the IAM endpoint cannot be reached or refuses our credentials
	Unknown               // 502: a change was sent and its answer was lost
	TooLarge              // 413: the body is over its limit
	Unproved              // 403: prove first who you are
	Dangerous             // 403: a reason, or a second person, is needed first
)

// Fault is a failure that a person can act on.
type Fault struct {
	Kind  Kind
	Code  Code
	Args  []string      // for the sentence of Code, in its order
	Field string        // the form field the fault belongs to, or ""
	More  []*Fault      // further faults of the same form, each with its Field
	Cause error         // for the log only
	After time.Duration // when to try again, with Busy and Limited
}

// New returns a fault without a cause.
func New(kind Kind, code Code, args ...string) *Fault {
	return &Fault{Kind: kind, Code: code, Args: args}
}

// Field returns an Invalid fault that belongs to one field of a form.
func Field(field string, code Code, args ...string) *Fault {
	return &Fault{Kind: Invalid, Code: code, Args: args, Field: field}
}

// Because returns a copy of f with the cause err.
func (f *Fault) Because(err error) *Fault {
	g := *f
	g.Cause = err
	return &g
}

// At returns a copy of f that belongs to the named form field.
func (f *Fault) At(field string) *Fault {
	g := *f
	g.Field = field
	return &g
}

// Error is for the log. It holds the code and its arguments, never a sentence
// for a person.
func (f *Fault) Error() string {
	s := string(f.Code)
	if len(f.Args) > 0 {
		s += "(" + strings.Join(f.Args, ", ") + ")"
	}
	if f.Cause != nil {
		s += ": " + f.Cause.Error()
	}
	return s
}

// Unwrap returns the cause.
func (f *Fault) Unwrap() error { return f.Cause }

// Fields returns f and all faults in More that name a field.
func (f *Fault) Fields() []*Fault {
	var fs []*Fault
	if f.Field != "" {
		fs = append(fs, f)
	}
	for _, m := range f.More {
		fs = append(fs, m.Fields()...)
	}
	return fs
}

// Join makes one Invalid fault of several field faults, skipping nils. It
// returns nil when none is left, so that a validator can end with it.
func Join(faults ...*Fault) error {
	var first *Fault
	for _, f := range faults {
		switch {
		case f == nil:
		case first == nil:
			c := *f
			first = &c
		default:
			first.More = append(first.More, f)
		}
	}
	if first == nil {
		return nil
	}
	return first
}

// Of returns the fault in err's chain, or nil.
func Of(err error) *Fault {
	var f *Fault
	if errors.As(err, &f) {
		return f
	}
	return nil
}

// KindOf returns the kind of err; Internal for an error that is no fault.
func KindOf(err error) Kind {
	if f := Of(err); f != nil {
		return f.Kind
	}
	return Internal
}

// Is reports whether err is a fault with the code.
func Is(err error, code Code) bool {
	f := Of(err)
	return f != nil && f.Code == code
}

// Doing adds what was being done to an error, for the log, and keeps the
// fault. It returns nil when *err is nil. Use it deferred, with a named result.
func Doing(err *error, format string, args ...any) {
	if *err != nil {
		*err = fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), *err)
	}
}
