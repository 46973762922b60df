package account_test

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/seal"
)

// server answers IAM calls with what a test gives it, and keeps what it was
// sent. It is for answers that no good endpoint gives; everything else is
// tested in wire_test.go against a real one.
type server struct {
	URL   string
	mu    sync.Mutex
	sent  []url.Values
	agent []string
}

type answer func(w http.ResponseWriter, form url.Values, n int)

func serve(t *testing.T, answer answer) *server {
	t.Helper()
	s := &server{}
	h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseForm(); err != nil {
			t.Errorf("the request is no form: %v", err)
		}
		s.mu.Lock()
		s.sent = append(s.sent, r.PostForm)
		s.agent = append(s.agent, r.UserAgent())
		n := 0
		for _, f := range s.sent {
			if f.Get("Action") == r.PostForm.Get("Action") {
				n++
			}
		}
		s.mu.Unlock()
		answer(w, r.PostForm, n)
	}))
	t.Cleanup(h.Close)
	s.URL = h.URL
	return s
}

// count returns how many requests with the action came.
func (s *server) count(action string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, f := range s.sent {
		if f.Get("Action") == action {
			n++
		}
	}
	return n
}

func connect(t *testing.T, endpoint string, change ...func(*account.Options)) *account.Account {
	t.Helper()
	o := account.Options{
		IAMEndpoint: endpoint,
		KeyID:       "AKIAEXAMPLEEXAMPLE00",
		Secret:      seal.NewSecret("the secret of the dashboard"),
		Backoff:     time.Millisecond,
	}
	for _, c := range change {
		c(&o)
	}
	a, err := account.New(t.Context(), o)
	if err != nil {
		t.Fatalf("New(%+v) = %v, want an account", o, err)
	}
	return a
}

// result writes a success of an action.
func result(w http.ResponseWriter, form url.Values, inner string) {
	action := form.Get("Action")
	w.Header().Set("Content-Type", "text/xml")
	fmt.Fprintf(w, `<%sResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><%sResult>%s</%sResult></%sResponse>`,
		action, action, inner, action, action)
}

// refuse writes an error as IAM does.
func refuse(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("Content-Type", "text/xml")
	w.WriteHeader(status)
	fmt.Fprintf(w, `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type>`+
		`<Code>%s</Code><Message>%s</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`, code, message)
}

// refuseAsS3 writes an error as S3 does, and IAM endpoints built on it.
func refuseAsS3(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?><Error><Code>%s</Code><Message>%s</Message></Error>`, code, message)
}

// hangUp ends the connection without an answer: with a reset, or quietly.
func hangUp(w http.ResponseWriter, reset bool) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	if tcp, ok := conn.(*net.TCPConn); ok && reset {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}
