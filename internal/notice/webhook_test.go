package notice_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"mime/quotedprintable"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/notice"
	"keyporter/internal/seal"
)

// transfer undoes the transfer encoding of a mail.
func transfer(m *mail.Message) io.Reader {
	if strings.EqualFold(m.Header.Get("Content-Transfer-Encoding"), "quoted-printable") {
		return quotedprintable.NewReader(m.Body)
	}
	return m.Body
}

// The example of Standard Webhooks 1.0.0.
const (
	exampleKey  = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	exampleID   = "msg_p5jXN8AQM9LWM0D4loKWxJek"
	exampleTime = "1614265330"
	exampleBody = `{"test": 2432232314}`
	exampleSign = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
)

// signature is what a receiver computes.
func signature(t *testing.T, id, at, body string) string {
	t.Helper()
	key, err := base64.StdEncoding.DecodeString(exampleKey)
	if err != nil {
		t.Fatal(err)
	}
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s.%s.%s", id, at, body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// received is one request to a webhook.
type received struct{ id, at, sign, kind, body string }

// receiver is a webhook that answers each request as the test says.
type receiver struct {
	*httptest.Server
	mu  sync.Mutex
	all []received
}

func receive(t *testing.T, answer func(w http.ResponseWriter, n int)) *receiver {
	t.Helper()
	r := &receiver{}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, _ := io.ReadAll(req.Body) // a short body fails its signature
		r.mu.Lock()
		r.all = append(r.all, received{req.Header.Get("Webhook-Id"), req.Header.Get("Webhook-Timestamp"), req.Header.Get("Webhook-Signature"), req.Header.Get("Content-Type"), string(body)})
		n := len(r.all)
		r.mu.Unlock()
		answer(w, n)
	}))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) requests() []received {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]received(nil), r.all...)
}

// hookAt is how the webhook is reached.
func hookAt(t *testing.T, address string) *notice.Webhook {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	key, err := base64.StdEncoding.DecodeString(exampleKey)
	if err != nil {
		t.Fatal(err)
	}
	return &notice.Webhook{URL: u, Key: seal.NewSecret(string(key))}
}

func status(code int) func(http.ResponseWriter, int) {
	return func(w http.ResponseWriter, _ int) { w.WriteHeader(code) }
}

func TestAWebhookThatFailsTwiceAndThenTakesIt(t *testing.T) {
	t.Parallel()
	if got := signature(t, exampleID, exampleTime, exampleBody); got != exampleSign {
		t.Fatalf("the receiver of this test computes %s, want %s: Standard Webhooks' example", got, exampleSign)
	}
	r := receive(t, func(w http.ResponseWriter, n int) {
		if n < 3 {
			w.WriteHeader(http.StatusServiceUnavailable)
			_, _ = io.WriteString(w, "secret words of the server")
		}
	})
	b := start(t, notice.Options{Webhook: hookAt(t, r.URL+"/path/token?x=1")})
	n := b.remind("ana", "AKIA1")
	d := b.only(b.drain(), desk.DeliveryWaits, desk.ReplyDeferred)
	if d.Answer != "503 Service Unavailable" {
		t.Errorf("the answer is %q, want the status and nothing of the body", d.Answer)
	}
	for _, pause := range []time.Duration{61 * time.Second, 301 * time.Second} {
		b.clock.Move(pause)
		d = b.drain()[0]
	}
	if b.only([]desk.Delivery{d}, desk.DeliverySent, desk.ReplyAccepted); d.Attempts != 3 {
		t.Errorf("the delivery is %+v, want it sent by the third attempt", d)
	}
	times := map[string]bool{}
	for _, got := range r.requests() {
		if got.id != n.ID || got.sign != signature(t, got.id, got.at, got.body) || got.kind != "application/json" {
			t.Errorf("a request has the id %s, the signature %s and the type %s, want %s, %s and JSON", got.id, got.sign, got.kind, n.ID, signature(t, got.id, got.at, got.body))
		}
		times[got.at] = true
	}
	if len(times) != 3 {
		t.Errorf("the requests were signed at %v, want three times", times)
	}
	var e struct {
		Type, Timestamp, Text string
		Data                  map[string]any
	}
	if err := json.Unmarshal([]byte(r.requests()[2].body), &e); err != nil {
		t.Fatal(err)
	}
	if e.Type != "key-unclaimed" || e.Timestamp != n.Created.Format(time.RFC3339) || !strings.HasPrefix(e.Text, "Keyporter: access key AKIA1 of ana was not claimed\n\n") {
		t.Errorf("the event is %+v, want the reminder", e)
	}
	if e.Data["user"] != "ana" || e.Data["key_id"] != "AKIA1" || e.Data["link"] != "https://keys.example.com/users/ana/keys" || e.Data["due"] != n.Due.UTC().Format(time.RFC3339) {
		t.Errorf("the event's data are %+v, want user, key, time and link", e.Data)
	}
}

func TestWhatAWebhookAnswers(t *testing.T) {
	t.Parallel()
	for code, want := range map[int]desk.Reply{
		200: desk.ReplyAccepted, 202: desk.ReplyAccepted, 204: desk.ReplyAccepted,
		400: desk.ReplyRefused, 401: desk.ReplyRefused, 404: desk.ReplyRefused, 410: desk.ReplyRefused,
		408: desk.ReplyDeferred, 429: desk.ReplyDeferred, 500: desk.ReplyDeferred, 502: desk.ReplyDeferred, 504: desk.ReplyDeferred,
	} {
		t.Run(http.StatusText(code), func(t *testing.T) {
			t.Parallel()
			b := start(t, notice.Options{Webhook: hookAt(t, receive(t, status(code)).URL)})
			b.remind("ana", "AKIA1")
			if d := b.drain()[0]; d.Reply != want || d.Answer != fmt.Sprintf("%d %s", code, http.StatusText(code)) {
				t.Errorf("after %d the delivery is %+v, want %s", code, d, want)
			}
		})
	}
}

func TestARedirectIsNotFollowed(t *testing.T) {
	t.Parallel()
	inside := receive(t, status(http.StatusOK))
	r := receive(t, func(w http.ResponseWriter, _ int) {
		w.Header().Set("Location", inside.URL)
		w.WriteHeader(http.StatusTemporaryRedirect)
	})
	b := start(t, notice.Options{Webhook: hookAt(t, r.URL)})
	b.remind("ana", "AKIA1")
	b.only(b.drain(), desk.DeliveryFailed, desk.ReplyRefused)
	if n := len(inside.requests()); n != 0 {
		t.Errorf("%d requests went where the redirect leads, want none", n)
	}
}

func TestAWebhookThatDiesInTheMiddle(t *testing.T) {
	t.Parallel()
	r := receive(t, func(w http.ResponseWriter, n int) {
		if n == 1 {
			panic(http.ErrAbortHandler)
		}
	})
	b := start(t, notice.Options{Webhook: hookAt(t, r.URL+"/very-secret-path")})
	b.remind("ana", "AKIA1")
	d := b.only(b.drain(), desk.DeliveryWaits, desk.ReplyAway)
	if d.Answer == "" || strings.Contains(d.Answer, "very-secret-path") {
		t.Errorf("the answer is %q, want why without the address", d.Answer)
	}
	b.clock.Move(time.Hour)
	b.only(b.drain(), desk.DeliverySent, desk.ReplyAccepted)
	if all := r.requests(); len(all) != 2 || all[0].id != all[1].id {
		t.Errorf("the requests are %+v, want two of one id", all)
	}
}

func TestWhereTheWebhookIsShowsNoSecret(t *testing.T) {
	t.Parallel()
	b := start(t, notice.Options{Webhook: hookAt(t, "https://chat.example.com/hooks/very-secret?token=1")})
	if got := b.Setup().Hook; got != "https://chat.example.com" {
		t.Errorf("Setup().Hook = %q, want scheme and host", got)
	}
}
