package text

import (
	"fmt"
	"strings"
	"time"
	"unicode"
)

// Notices holds the words of reminders and of the page of their settings, by the
// names that package desk stores.
type Notices struct {
	Title string
	Lead  string

	Channels    string // heading
	Mail        string
	MailNone    string // which options set it up
	Webhook     string
	WebhookNone string
	FromStart   string // why there is no field for an address
	Server      string
	Security    string
	Securities  map[string]string // by the mode of TLS
	SignsInAs   string
	From        string
	To          string
	Host        string
	Signed      string
	SignedBy    string
	TestButtons map[string]string // by channel

	Kinds     string // heading
	KindsLead string
	Kind      string
	State     string
	On        string
	Off       string
	SwitchOn  string
	SwitchOff string

	Last       string // heading and caption
	LastLead   string
	None       string
	NoneText   string
	Written    string
	About      string
	Way        string
	Attempts   string
	Answer     string
	Next       string // %s: a time
	NobodyTold string
	Retry      string
	RetryLabel string // %s: the reminder
	States     map[string]string
	Replies    map[string]string
	Ways       map[string]string // by channel

	Words map[string]NoticeWords // by kind
	Foot  string                 // %s: the address of a page
}

// NoticeWords are the words of one kind of reminder. In Subject and Body %[1]s is
// the user, %[2]s the access key, %[3]s the time that the reminder is about, and
// %[4]s and %[5]s are the first of its arguments. What is not known is a dash.
type NoticeWords struct {
	Name, When, Subject, Body string
	Stages                    map[string]string // instead of Body, by the first argument
}

// NoticeFacts is what a reminder says.
type NoticeFacts struct {
	Kind  string
	User  string
	KeyID string
	Due   time.Time
	Args  []string
	Link  string // where more is to be seen, or ""
}

// Notice returns subject and text of a reminder. A subject is one line, whatever
// the names hold.
func (t *Text) Notice(f NoticeFacts) (subject, body string) {
	w, ok := t.Notices.Words[f.Kind]
	if !ok {
		w = NoticeWords{Subject: "%[1]s %[2]s", Body: "%[1]s %[2]s %[3]s"}
	}
	args := []any{oneLine(f.User), oneLine(f.KeyID), t.DateTime(f.Due), "—", "—"}
	for i, a := range f.Args {
		if i+3 < len(args) && a != "" {
			args[i+3] = oneLine(a)
		}
	}
	subject = strings.TrimSpace(t.Shell.Product + ": " + fmt.Sprintf(w.Subject, args...))
	if len(f.Args) > 0 && w.Stages[f.Args[0]] != "" {
		w.Body = w.Stages[f.Args[0]]
	}
	body = fmt.Sprintf(w.Body, args...) + "\n"
	if f.Link != "" {
		body += "\n" + fmt.Sprintf(t.Notices.Foot, f.Link) + "\n"
	}
	return subject, body
}

// NoticeName names a kind of reminder; the kind itself when it is new.
func (t *Text) NoticeName(kind string) string {
	if w, ok := t.Notices.Words[kind]; ok {
		return w.Name
	}
	return kind
}

// oneLine puts a space where a name has what could begin another line, or is
// not to be seen.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || unicode.Is(unicode.Bidi_Control, r) {
			return ' '
		}
		return r
	}, s)
}
