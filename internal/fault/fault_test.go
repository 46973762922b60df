package fault_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"keyporter/internal/fault"
)

func TestKindsSurviveWrapping(t *testing.T) {
	t.Parallel()
	cause := errors.New("socket closed")
	bare := fault.New(fault.Away, fault.CodeAwsUnreachable, "https://iam.example")
	away := bare.Because(cause)
	for _, c := range []struct {
		name string
		err  error
		kind fault.Kind
	}{
		{"a fault", away, fault.Away},
		{"a wrapped fault", fmt.Errorf("list users: %w", away), fault.Away},
		{"an error that is no fault", cause, fault.Internal},
		{"nothing", nil, fault.Internal},
	} {
		if got := fault.KindOf(c.err); got != c.kind {
			t.Errorf("%s: KindOf = %v, want %v", c.name, got, c.kind)
		}
	}
	if !errors.Is(fmt.Errorf("x: %w", away), cause) {
		t.Error("the cause of a fault is lost")
	}
	if bare.Unwrap() != nil {
		t.Error("Because changed the fault it was called on")
	}
}

func TestJoinKeepsEveryField(t *testing.T) {
	t.Parallel()
	if err := fault.Join(nil, nil); err != nil {
		t.Errorf("Join of nothing = %v, want nil", err)
	}
	err := fault.Join(nil, fault.Field("name", fault.CodeRequired), nil, fault.Field("password", fault.CodePasswordShort, "12"))
	var fields []string
	for _, f := range fault.Of(err).Fields() {
		fields = append(fields, f.Field)
	}
	if got := strings.Join(fields, " "); got != "name password" {
		t.Errorf("the fields of Join = %q, want name and password", got)
	}
}

func TestDoingNamesWhatFailed(t *testing.T) {
	t.Parallel()
	act := func(fail error) (err error) {
		defer fault.Doing(&err, "delete %s", "ana")
		return fail
	}
	if err := act(nil); err != nil {
		t.Errorf("Doing with no error = %v", err)
	}
	err := act(fault.New(fault.NotFound, fault.CodeUserNotFound, "ana"))
	if !strings.HasPrefix(err.Error(), "delete ana: ") || !fault.Is(err, fault.CodeUserNotFound) {
		t.Errorf("Doing = %v, want the fault with what was being done", err)
	}
}
