package porter

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// result is what an operation keeps of its outcome. Nothing in it is secret.
type result struct {
	Ticket  string    `json:"ticket,omitempty"`
	Policy  iam.ARN   `json:"policy,omitempty"` // that was made
	Fault   *said     `json:"fault,omitempty"`
	Partial bool      `json:"partial,omitempty"` // some steps were done, others not
	Steps   []Step    `json:"steps,omitempty"`
	User    *NewUser  `json:"user,omitempty"`   // of a plan that makes a user
	Began   time.Time `json:"began,omitzero"`   // when the plan's first operation began
	Next    string    `json:"next,omitempty"`   // the operation that took the plan over
	Undoes  bool      `json:"undoes,omitempty"` // the steps are undone, not done

	Looks []time.Time `json:"looks,omitempty"` // when a key of a lost answer was looked for
	Found []FoundKey  `json:"found,omitempty"` // and what became of those that it may be
	// Settled says that Run has settled it, and no person.
	Settled bool `json:"settled,omitempty"`
}

// found reports what became of a key; "" is nothing yet.
func (r result) found(id iam.KeyID) KeyEnd {
	for _, k := range r.Found {
		if k.ID == id {
			return k.Did
		}
	}
	return ""
}

func (r result) text() (string, error) {
	b, err := json.Marshal(r)
	if err != nil {
		return "", fmt.Errorf("encode the result: %w", err)
	}
	return string(b), nil
}

func parseResult(text string) (result, error) {
	var r result
	if text == "" {
		return r, nil
	}
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		return r, fmt.Errorf("decode the result: %w", err)
	}
	return r, nil
}

// said is a fault as it is stored: without its cause, which is for the log.
type said struct {
	Kind  fault.Kind    `json:"kind"`
	Code  fault.Code    `json:"code"`
	Args  []string      `json:"args,omitempty"`
	Field string        `json:"field,omitempty"`
	After time.Duration `json:"after,omitempty"`
	More  []*said       `json:"more,omitempty"`
}

// saidOf keeps of an error what can be said again to a person.
func saidOf(err error) *said {
	var f *fault.Fault
	if !errors.As(err, &f) {
		return &said{Code: fault.CodeInternal}
	}
	s := &said{Kind: f.Kind, Code: f.Code, Args: f.Args, Field: f.Field, After: f.After}
	for _, m := range f.More {
		s.More = append(s.More, saidOf(m))
	}
	return s
}

// fault returns the fault that was stored; none is Internal.
func (s *said) fault() *fault.Fault {
	if s == nil {
		return fault.New(fault.Internal, fault.CodeInternal)
	}
	f := &fault.Fault{Kind: s.Kind, Code: s.Code, Args: s.Args, Field: s.Field, After: s.After}
	for _, m := range s.More {
		f.More = append(f.More, m.fault())
	}
	return f
}
