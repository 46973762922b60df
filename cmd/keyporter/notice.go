package main

import (
	"context"
	"crypto/x509"
	"encoding/base64"
	"net/mail"
	"net/url"
	"os"
	"strconv"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/notice"
	"keyporter/internal/seal"
	"keyporter/templates"
)

// Limits on where reminders go.
const (
	maxRecipients = 10
	minHookKey    = 24 // bytes, as Standard Webhooks says
	maxHookKey    = 64
)

// noticeOptions say where reminders go. Addresses come from here only: a page
// where they could be typed would let its reader call servers through Keyporter.
type noticeOptions struct {
	SMTPURL          string   `name:"smtp-url" help:"Mail server for reminders: smtp://USER@HOST:PORT with STARTTLS, smtps:// with TLS from the start, or smtp://localhost:25?tls=none on this machine." env:"KEYPORTER_SMTP_URL" placeholder:"URL"`
	SMTPPasswordFile string   `name:"smtp-password-file" help:"File with the password of the mail server's user." env:"KEYPORTER_SMTP_PASSWORD_FILE" placeholder:"FILE"`
	SMTPCAFile       string   `name:"smtp-ca-file" help:"File with the certificates that the mail server's is trusted by, PEM, instead of those of this machine." env:"KEYPORTER_SMTP_CA_FILE" placeholder:"FILE"`
	MailFrom         string   `help:"Address that reminders are mailed from." env:"KEYPORTER_MAIL_FROM" placeholder:"ADDRESS"`
	MailTo           []string `help:"Addresses that reminders are mailed to, with commas." env:"KEYPORTER_MAIL_TO" placeholder:"ADDRESS"`
	WebhookURL       string   `help:"Address that reminders are posted to, signed." env:"KEYPORTER_WEBHOOK_URL" placeholder:"URL"`
	WebhookKeyFile   string   `help:"File with the key that signs them: 24 to 64 bytes as base64, with or without whsec_ before it." env:"KEYPORTER_WEBHOOK_KEY_FILE" placeholder:"FILE"`
}

// outlets are where reminders go.
func (o noticeOptions) outlets() (notice.Options, error) {
	m, err := o.mail()
	if err != nil {
		return notice.Options{}, err
	}
	w, err := o.webhook()
	return notice.Options{Mail: m, Webhook: w}, err
}

func (o noticeOptions) mail() (*notice.Mail, error) {
	if o.SMTPURL == "" {
		if o.MailFrom != "" || len(o.MailTo) > 0 || o.SMTPPasswordFile != "" || o.SMTPCAFile != "" {
			return nil, misused("--mail-from, --mail-to, --smtp-password-file and --smtp-ca-file need --smtp-url")
		}
		return nil, nil
	}
	m, err := mailServer(o.SMTPURL)
	if err != nil {
		return nil, err
	}
	if (m.User == "") != (o.SMTPPasswordFile == "") {
		return nil, misused("--smtp-password-file and a user in --smtp-url go together")
	}
	if m.Password, err = secretFile("--smtp-password-file", o.SMTPPasswordFile); err != nil {
		return nil, err
	}
	if m.Roots, err = roots(o.SMTPCAFile); err != nil {
		return nil, err
	}
	if m.From, err = mailAddress("--mail-from", o.MailFrom); err != nil {
		return nil, err
	}
	if len(o.MailTo) == 0 || len(o.MailTo) > maxRecipients {
		return nil, misused("--mail-to: want 1 to %d addresses", maxRecipients)
	}
	for _, text := range o.MailTo {
		to, err := mailAddress("--mail-to", strings.TrimSpace(text))
		if err != nil {
			return nil, err
		}
		m.To = append(m.To, to)
	}
	return m, nil
}

// mailServer reads --smtp-url. Its text is in no error, for it may hold a password.
func mailServer(text string) (*notice.Mail, error) {
	u, err := url.Parse(text)
	if err != nil || u.Hostname() == "" || strings.Trim(u.Path, "/") != "" || u.Fragment != "" {
		return nil, misused("--smtp-url: want smtp://USER@HOST:PORT or smtps://USER@HOST:PORT")
	}
	if _, has := u.User.Password(); has {
		return nil, misused("--smtp-url must not hold a password: give --smtp-password-file")
	}
	m := &notice.Mail{Host: u.Hostname(), User: u.User.Username()}
	port := u.Port()
	switch {
	case u.Scheme == "smtps" && u.RawQuery == "":
		m.TLS, m.Port = notice.ImplicitTLS, 465
	case u.Scheme == "smtp" && u.RawQuery == "":
		m.TLS, m.Port = notice.StartTLS, 587
	case u.Scheme == "smtp" && u.RawQuery == "tls=none":
		m.TLS, m.Port = notice.NoTLS, 25
		if !isLoopback(m.Host) {
			return nil, misused("--smtp-url: tls=none is for a mail server on this machine only")
		}
	default:
		return nil, misused("--smtp-url: want smtp:// or smtps://, and of parameters tls=none only")
	}
	if port != "" {
		if m.Port, err = strconv.Atoi(port); err != nil || m.Port < 1 || m.Port > 65535 {
			return nil, misused("--smtp-url: %s is no port", port)
		}
	}
	return m, nil
}

func (o noticeOptions) webhook() (*notice.Webhook, error) {
	if (o.WebhookURL == "") != (o.WebhookKeyFile == "") {
		return nil, misused("--webhook-url and --webhook-key-file go together")
	}
	if o.WebhookURL == "" {
		return nil, nil
	}
	u, err := url.Parse(o.WebhookURL)
	if err != nil || u.Hostname() == "" || u.User != nil || u.Fragment != "" || (u.Scheme != "https" && (u.Scheme != "http" || !isLoopback(u.Hostname()))) {
		return nil, misused("--webhook-url: want https://HOST/PATH, or http:// on this machine")
	}
	text, err := secretFile("--webhook-key-file", o.WebhookKeyFile)
	if err != nil {
		return nil, err
	}
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(text.Reveal(), "whsec_"))
	if err != nil || len(key) < minHookKey || len(key) > maxHookKey {
		return nil, misused("--webhook-key-file %s: want %d to %d bytes as base64", o.WebhookKeyFile, minHookKey, maxHookKey)
	}
	return &notice.Webhook{URL: u, Key: seal.NewSecret(string(key))}, nil
}

// secretFile reads a secret on one line of a file; none without a file.
func secretFile(option, file string) (seal.Secret, error) {
	if file == "" {
		return seal.Secret{}, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return seal.Secret{}, misused("%s: %v", option, err)
	}
	line := strings.TrimRight(string(text), "\r\n")
	if line == "" || strings.ContainsAny(line, "\r\n") {
		return seal.Secret{}, misused("%s %s: want one line", option, file)
	}
	return seal.NewSecret(line), nil
}

func roots(file string) (*x509.CertPool, error) {
	if file == "" {
		return nil, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, misused("--smtp-ca-file: %v", err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(text) {
		return nil, misused("--smtp-ca-file %s holds no certificate, PEM", file)
	}
	return pool, nil
}

func mailAddress(option, text string) (string, error) {
	a, err := mail.ParseAddress(text)
	if err != nil || a.Name != "" || a.Address != text {
		return "", misused("%s %q: want an address as ops@example.com", option, text)
	}
	return text, nil
}

// noticeLink leads from a reminder to the page that it is about.
func noticeLink(base func(context.Context) (string, error)) func(context.Context, desk.Notice) (string, error) {
	return func(ctx context.Context, n desk.Notice) (string, error) {
		base, err := base(ctx)
		switch {
		case err != nil:
			return "", err
		case n.Kind == desk.NoticeFactorGone:
			return base + templates.OperatorsURL(), nil
		case n.User == "":
			return base + templates.NoticesURL(), nil
		case (n.Kind == desk.NoticeRotationDue || n.Kind == desk.NoticeOldKeyUsed) && len(n.Args) == 2:
			return base + templates.RotationURL(n.Args[1]), nil
		case (n.Kind == desk.NoticeApprovalAsked || n.Kind == desk.NoticeApprovalDecided) && len(n.Args) > 1:
			return base + templates.RequestURL(n.Args[1]), nil
		}
		return base + templates.KeysURL(iam.UserName(n.User)), nil
	}
}
