package account_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/fault"
)

func TestALostAnswerIsUnknownAndWasSentOnce(t *testing.T) {
	t.Parallel()
	const made = `<AccessKey><UserName>ana</UserName><AccessKeyId>AKIA1</AccessKeyId><Status>Active</Status><SecretAccessKey>s3cr3t</SecretAccessKey>`
	for name, answer := range map[string]answer{
		"the connection is reset":  func(w http.ResponseWriter, _ url.Values, _ int) { hangUp(w, true) },
		"the connection is closed": func(w http.ResponseWriter, _ url.Values, _ int) { hangUp(w, false) },
		"status 500":               func(w http.ResponseWriter, _ url.Values, _ int) { refuse(w, 500, "ServiceFailure", "m") },
		"status 502 as a page": func(w http.ResponseWriter, _ url.Values, _ int) {
			w.WriteHeader(502)
			_, _ = w.Write([]byte("<!DOCTYPE html><html><body>Bad gateway<br></body></html>"))
		},
		"status 503": func(w http.ResponseWriter, _ url.Values, _ int) { refuse(w, 503, "ServiceUnavailable", "m") },
		"the answer is cut": func(w http.ResponseWriter, _ url.Values, _ int) {
			w.Header().Set("Content-Length", "4096")
			_, _ = w.Write([]byte("<CreateAccessKeyResponse><CreateAccessKeyResult>" + made))
		},
		"the answer is no XML":  func(w http.ResponseWriter, _ url.Values, _ int) { _, _ = w.Write([]byte(`{"Secret":"s3cr3t"}`)) },
		"the answer is empty":   func(w http.ResponseWriter, _ url.Values, _ int) { w.WriteHeader(200) },
		"the answer has no key": func(w http.ResponseWriter, form url.Values, _ int) { result(w, form, "") },
		"the answer has a date that is none": func(w http.ResponseWriter, form url.Values, _ int) {
			result(w, form, made+"<CreateDate>s3cr3t</CreateDate></AccessKey>")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, answer)
			err := createKey(t.Context(), connect(t, s.URL))
			if !fault.Is(err, fault.CodeAwsUnknown) || fault.KindOf(err) != fault.Unknown {
				t.Errorf("CreateAccessKey = %v, want an unknown outcome", err)
			}
			if n := s.count("CreateAccessKey"); n != 1 {
				t.Errorf("CreateAccessKey was sent %d times, want 1", n)
			}
			if err != nil && strings.Contains(err.Error(), "s3cr3t") {
				t.Errorf("the error holds the secret: %v", err)
			}
		})
	}
}

func TestAChangeThatIsGivenUpOnTheWayIsUnknown(t *testing.T) {
	t.Parallel()
	arrived := make(chan struct{}, 1)
	done := make(chan struct{})
	s := serve(t, func(_ http.ResponseWriter, _ url.Values, _ int) {
		arrived <- struct{}{}
		<-done
	})
	t.Cleanup(func() { close(done) }) // before the server's own, which waits
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-arrived; cancel() }()
	if err := createKey(ctx, connect(t, s.URL)); fault.KindOf(err) != fault.Unknown {
		t.Errorf("CreateAccessKey, cancelled after it arrived = %v, want an unknown outcome", err)
	}
	short := connect(t, s.URL, func(o *account.Options) { o.Deadline = 20 * time.Millisecond })
	if err := createKey(t.Context(), short); fault.KindOf(err) != fault.Unknown {
		t.Errorf("CreateAccessKey, past its deadline = %v, want an unknown outcome", err)
	}
	if n := s.count("CreateAccessKey"); n != 2 {
		t.Errorf("two calls sent %d requests, want 2", n)
	}
}

func TestAChangeThatNeverLeftIsNotUnknown(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, form url.Values, _ int) { result(w, form, "") })
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := createKey(gone, connect(t, s.URL)); !errors.Is(err, context.Canceled) || fault.Of(err) != nil {
		t.Errorf("CreateAccessKey, cancelled before = %v, want the cancellation", err)
	}
	if err := createKey(t.Context(), connect(t, closedPort(t))); !fault.Is(err, fault.CodeAwsUnreachable) {
		t.Errorf("CreateAccessKey at a closed port = %v, want %s", err, fault.CodeAwsUnreachable)
	}
	held := connect(t, s.URL, func(o *account.Options) { o.ChangesPerSecond, o.Deadline = 0.001, time.Second })
	_ = held.DeleteUser(t.Context(), "ana")
	if err := createKey(t.Context(), held); fault.KindOf(err) != fault.Busy {
		t.Errorf("CreateAccessKey over the rate limit = %v, want busy", err)
	}
	if _, err := connect(t, s.URL).CreateAccessKey(t.Context(), ""); !fault.Is(err, fault.CodeUserNotFound) {
		t.Errorf(`CreateAccessKey("") = %v, want %s: AWS would make a key of the caller`, err, fault.CodeUserNotFound)
	}
	if n := s.count("CreateAccessKey"); n != 0 {
		t.Errorf("%d requests were sent, want none", n)
	}
}
