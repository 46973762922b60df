package notice

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"net"
	"net/textproto"
	"slices"
	"strconv"
	"strings"

	"github.com/wneessen/go-mail"

	"keyporter/internal/desk"
	"keyporter/internal/seal"
)

// TLS says how the connection to a mail server is encrypted.
type TLS string

// The modes. NoTLS is for this machine only.
const (
	StartTLS    TLS = "starttls" // demanded: without it nothing is sent
	ImplicitTLS TLS = "implicit"
	NoTLS       TLS = "none"
)

// Mail is how reminders are mailed. From and To are addresses without names.
type Mail struct {
	Host     string
	Port     int
	TLS      TLS
	User     string // "" does not sign in
	Password seal.Secret
	Roots    *x509.CertPool // nil: those of the machine
	From     string
	To       []string
}

func (m *Mail) goesTo(to string) bool { return slices.Contains(m.To, to) }

// authentications are offered in this order. Without encryption, which is on this
// machine only, the library sends no password in clear to other hosts.
var authentications = [...]mail.SMTPAuthType{
	mail.SMTPAuthSCRAMSHA256PLUS, mail.SMTPAuthSCRAMSHA256, mail.SMTPAuthPlain, mail.SMTPAuthLogin, mail.SMTPAuthCramMD5,
}

// send mails a reminder to one address: each has an attempt of its own, so that
// one refused recipient keeps it from nobody.
func (m *Mail) send(ctx context.Context, to string, l letter) outcome {
	msg, err := m.message(to, l)
	if err != nil {
		return outcome{desk.ReplyRefused, err.Error()}
	}
	client, err := mail.NewClient(m.Host, m.options(ctx)...)
	if err != nil {
		return outcome{desk.ReplyAway, err.Error()}
	}
	return mailOutcome(client.DialAndSendWithContext(ctx, msg), msg)
}

func (m *Mail) options(ctx context.Context) []mail.Option {
	config := &tls.Config{ServerName: m.Host, RootCAs: m.Roots, MinVersion: tls.VersionTLS12}
	policy := mail.NoTLS
	if m.TLS == StartTLS {
		policy = mail.TLSMandatory
	}
	list := []mail.Option{
		mail.WithPort(m.Port), mail.WithTimeout(sendLimit), mail.WithTLSPolicy(policy), mail.WithTLSConfig(config),
		mail.WithDialContextFunc(m.dialer(ctx, config)), mail.WithoutNoop(),
	}
	if m.User != "" {
		list = append(list, mail.WithOpportunisticSMTPAuth(authentications[:]...), mail.WithUsername(m.User), mail.WithPassword(m.Password.Reveal()))
	}
	return list
}

// unquoted takes a server's words out of an error of the library, which writes
// them as 550 "5.1.1 …" and goes on with the recipients.
func unquoted(said string) string {
	code, rest, _ := strings.Cut(said, " ")
	quoted, err := strconv.QuotedPrefix(rest)
	if err != nil {
		said, _, _ = strings.Cut(said, ", affected ")
		return said
	}
	text, err := strconv.Unquote(quoted)
	if err != nil {
		return said
	}
	return code + " " + text
}

// dialer opens the connection and closes it when life ends: the library leaves it
// open where it fails before the first mail, and gives every step a time of its own.
func (m *Mail) dialer(life context.Context, config *tls.Config) mail.DialContextFunc {
	return func(ctx context.Context, network, address string) (conn net.Conn, err error) {
		if m.TLS == ImplicitTLS {
			conn, err = (&tls.Dialer{Config: config}).DialContext(ctx, network, address)
		} else {
			conn, err = new(net.Dialer).DialContext(ctx, network, address)
		}
		if err != nil {
			return nil, err
		}
		context.AfterFunc(life, func() { _ = conn.Close() }) // closed already, but for a failure
		return conn, nil
	}
}

// message is the mail. Its id depends on the reminder and the address alone, so
// that a mail that comes twice can be seen to be the same.
func (m *Mail) message(to string, l letter) (*mail.Msg, error) {
	msg := mail.NewMsg(mail.WithNoDefaultUserAgent())
	if err := msg.From(m.From); err != nil {
		return nil, err
	}
	if err := msg.To(to); err != nil {
		return nil, err
	}
	domain := m.From[strings.LastIndexByte(m.From, '@')+1:]
	mark := sha256.Sum256([]byte(to))
	msg.SetMessageIDWithValue(l.ID + "." + hex.EncodeToString(mark[:4]) + "@" + domain)
	msg.SetDateWithValue(l.Created)
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: keeps absence notes from answering
	msg.Subject(l.subject)
	msg.SetBodyString(mail.TypeTextPlain, l.body)
	return msg, nil
}

// mailOutcome tells by the codes of RFC 5321, section 4.2.1, how sending ended. A
// server that refuses us before it has seen a recipient may be set up wrongly, as
// may we: that can be mended, so it is tried again.
func mailOutcome(err error, msg *mail.Msg) outcome {
	if msg.IsDelivered() { // what failed afterwards is of no concern
		return outcome{desk.ReplyAccepted, "250 " + msg.ServerResponse()}
	}
	var sending *mail.SendError
	if errors.As(err, &sending) {
		_, said, _ := strings.Cut(sending.Error(), ": ")
		said = unquoted(said)
		switch code := sending.ErrorCode(); {
		case code >= 500:
			return outcome{desk.ReplyRefused, said}
		case code >= 400:
			return outcome{desk.ReplyDeferred, said}
		}
		return outcome{desk.ReplyAway, said}
	}
	var said *textproto.Error
	if errors.As(err, &said) {
		return outcome{desk.ReplyDeferred, strconv.Itoa(said.Code) + " " + said.Msg}
	}
	if err == nil {
		return outcome{reply: desk.ReplyAway}
	}
	return outcome{desk.ReplyAway, err.Error()}
}
