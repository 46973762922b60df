package notice

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/seal"
)

// Webhook is how reminders are posted. Key signs them; its text is raw bytes.
type Webhook struct {
	URL *url.URL
	Key seal.Secret
}

// hook posts reminders to one address.
type hook struct {
	address string
	host    string
	key     seal.Secret
	client  *http.Client
}

func newHook(w Webhook) *hook {
	return &hook{
		address: w.URL.String(), host: w.URL.Scheme + "://" + w.URL.Host, key: w.Key,
		client: &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }},
	}
}

// event is what is posted. Text is what chat servers show.
type event struct {
	Type      string    `json:"type"`
	Timestamp string    `json:"timestamp"`
	Text      string    `json:"text"`
	Data      eventData `json:"data"`
}

type eventData struct {
	User  string   `json:"user"`
	KeyID string   `json:"key_id"`
	Due   string   `json:"due"`
	Args  []string `json:"args,omitempty"`
	Link  string   `json:"link"`
}

// send posts a reminder, signed as Standard Webhooks 1.0.0 says: id and time of
// the attempt are in headers, and a HMAC-SHA256 over both and the body. The id is
// the same for all attempts.
func (h *hook) send(ctx context.Context, l letter, now time.Time) outcome {
	e := event{
		Type: string(l.Kind), Timestamp: stamp(l.Created), Text: l.subject + "\n\n" + l.body,
		Data: eventData{User: l.User, KeyID: l.KeyID, Args: l.Args, Link: l.link},
	}
	if !l.Due.IsZero() {
		e.Data.Due = stamp(l.Due)
	}
	body, err := json.Marshal(e)
	if err != nil {
		return outcome{desk.ReplyRefused, err.Error()}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, h.address, bytes.NewReader(body))
	if err != nil {
		return outcome{reply: desk.ReplyRefused}
	}
	at := strconv.FormatInt(now.Unix(), 10)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "Keyporter")
	req.Header.Set("Webhook-Id", l.ID)
	req.Header.Set("Webhook-Timestamp", at)
	req.Header.Set("Webhook-Signature", "v1,"+sign(h.key, l.ID+"."+at+".", body))
	res, err := h.client.Do(req)
	if err != nil {
		return outcome{desk.ReplyAway, withoutURL(err)}
	}
	defer func() { _ = res.Body.Close() }() // its body is of no concern
	return hookOutcome(res.StatusCode)
}

// hookOutcome tells by its status how a webhook took an event. Redirects are not
// followed: they could lead anywhere.
func hookOutcome(status int) outcome {
	o := outcome{desk.ReplyRefused, strconv.Itoa(status) + " " + http.StatusText(status)}
	switch {
	case status >= 200 && status < 300:
		o.reply = desk.ReplyAccepted
	case status >= 500, status == http.StatusTooManyRequests, status == http.StatusRequestTimeout:
		o.reply = desk.ReplyDeferred
	}
	return o
}

func sign(key seal.Secret, head string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(key.Reveal()))
	mac.Write([]byte(head))
	mac.Write(body)
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// withoutURL is what failed, without the address, which may hold a secret.
func withoutURL(err error) string {
	var at *url.Error
	if errors.As(err, &at) {
		err = at.Err
	}
	return err.Error()
}
