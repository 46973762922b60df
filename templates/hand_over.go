package templates

import (
	"cmp"
	"fmt"
	"net/url"
	"strings"

	"keyporter/internal/iam"
	"keyporter/internal/text"
)

// HandOver is the message to the person who gets credentials, in each language,
// the reader's first. The secret is not in it.
type HandOver struct {
	T        *text.Text
	Messages []HandOverMessage
}

// HandOverMessage is the message in one language. ID is unique on the page.
type HandOverMessage struct {
	ID, Lang, Label, Text string
	MailURL               string
	Open                  bool
}

// HandOverFacts are what the message says. A key's message has a KeyID.
type HandOverFacts struct {
	User, SignInURL, Account string
	KeyID, Region            string
	Policies                 []iam.PolicyName
}

// NewHandOver writes the message.
func NewHandOver(t *text.Text, f HandOverFacts) HandOver {
	h := HandOver{T: t}
	languages := []*text.Text{&text.English, &text.Korean}
	if t.Lang == text.Korean.Lang {
		languages = []*text.Text{&text.Korean, &text.English}
	}
	for i, l := range languages {
		subject, body := f.written(&l.HandOver)
		h.Messages = append(h.Messages, HandOverMessage{
			ID: "message-" + l.Lang, Lang: l.Lang, Label: l.HandOver.Label, Text: body, Open: i == 0,
			MailURL: "mailto:?subject=" + mailText(subject) + "&body=" + mailText(body),
		})
	}
	return h
}

func (f HandOverFacts) written(w *text.HandOver) (subject, body string) {
	if f.KeyID == "" {
		return fmt.Sprintf(w.LoginSubject, f.Account), fmt.Sprintf(w.Login, f.User, f.SignInURL)
	}
	policies := cmp.Or(joinNames(f.Policies), w.NoPolicies)
	return fmt.Sprintf(w.KeySubject, f.Account), fmt.Sprintf(w.Key, f.User, f.KeyID, cmp.Or(f.Region, "us-east-1"), policies)
}

// mailText escapes for a mailto URL, whose line ends are CR LF (RFC 6068, 5).
func mailText(s string) string {
	return strings.ReplaceAll(url.QueryEscape(strings.ReplaceAll(s, "\n", "\r\n")), "+", "%20")
}
