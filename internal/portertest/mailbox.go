package portertest

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io"
	"log"
	"net"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// MailboxOptions shape a mail server. The zero value takes every mail, in clear.
type MailboxOptions struct {
	TLS      bool // offers STARTTLS
	Implicit bool // speaks TLS from the start
	User     string
	Password string // with User: nobody else may send
	// Say answers a recipient: "" takes it, "550 5.1.1 No such user" does not. N
	// counts the tries of this recipient from 1.
	Say func(to string, n int) string
	// Dies tells whether the server dies after it has kept the mail and before it
	// says so. N counts mails from 1.
	Dies func(n int) bool
}

// Mailbox is a mail server on loopback that keeps what it takes.
type Mailbox struct {
	Host  string
	Port  int
	Roots *x509.CertPool // that its certificate is trusted by
	CA    []byte         // the same as PEM

	o     MailboxOptions
	mu    sync.Mutex
	mails []Mail
	tries map[string]int
}

// Mail is one mail as it came.
type Mail struct {
	From string
	To   []string
	Data string
	TLS  bool
	User string
}

// NewMailbox starts a mail server and stops it when the test ends.
func NewMailbox(t testing.TB, o MailboxOptions) *Mailbox {
	t.Helper()
	web := httptest.NewTLSServer(nil) // it has a certificate for 127.0.0.1
	web.Close()
	m := &Mailbox{o: o, tries: map[string]int{}, Roots: x509.NewCertPool()}
	m.Roots.AddCert(web.Certificate())
	m.CA = pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: web.Certificate().Raw})
	s := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		plain := &session{box: m, conn: c}
		if o.User == "" {
			return plain, nil
		}
		return &signedSession{plain}, nil
	}))
	s.Domain, s.AllowInsecureAuth, s.ErrorLog = "mail.example.com", true, log.New(io.Discard, "", 0)
	config := &tls.Config{Certificates: web.TLS.Certificates}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	if o.Implicit {
		l = tls.NewListener(l, config)
	} else if o.TLS {
		s.TLSConfig = config
	}
	host, port, err := net.SplitHostPort(l.Addr().String())
	check(t, err)
	m.Host = host
	m.Port, err = strconv.Atoi(port)
	check(t, err)
	done := make(chan error, 1)
	go func() { done <- s.Serve(l) }()
	t.Cleanup(func() {
		check(t, s.Close())
		if err := <-done; err != nil && !errors.Is(err, smtp.ErrServerClosed) && !errors.Is(err, net.ErrClosed) {
			t.Errorf("the mail server ended with %v", err)
		}
	})
	return m
}

// Mails returns what was taken, in the order in which it came.
func (m *Mailbox) Mails() []Mail {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]Mail(nil), m.mails...)
}

// session is one connection to a mailbox.
type session struct {
	box  *Mailbox
	conn *smtp.Conn
	mail Mail
	user string
}

func (s *session) Reset()        { s.mail = Mail{} }
func (s *session) Logout() error { return nil }

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	if s.box.o.User != "" && s.user == "" {
		return smtp.ErrAuthRequired
	}
	_, encrypted := s.conn.TLSConnectionState()
	s.mail = Mail{From: from, TLS: encrypted, User: s.user}
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.box.mu.Lock()
	s.box.tries[to]++
	n := s.box.tries[to]
	s.box.mu.Unlock()
	if s.box.o.Say != nil {
		if said := s.box.o.Say(to, n); said != "" {
			return reply(said)
		}
	}
	s.mail.To = append(s.mail.To, to)
	return nil
}

func (s *session) Data(r io.Reader) error {
	var b bytes.Buffer
	if _, err := b.ReadFrom(r); err != nil {
		return err
	}
	s.mail.Data = b.String()
	s.box.mu.Lock()
	s.box.mails = append(s.box.mails, s.mail)
	n := len(s.box.mails)
	s.box.mu.Unlock()
	if s.box.o.Dies != nil && s.box.o.Dies(n) {
		return s.conn.Conn().Close()
	}
	return nil
}

// signedSession is one connection to a mailbox that asks for a password.
type signedSession struct{ *session }

func (s *signedSession) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *signedSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != s.box.o.User || password != s.box.o.Password {
			return smtp.ErrAuthFailed
		}
		s.user = user
		return nil
	}), nil
}

// reply is an answer as a mail server writes it.
func reply(said string) error {
	code, rest, _ := strings.Cut(said, " ")
	status, text, _ := strings.Cut(rest, " ")
	e := &smtp.SMTPError{Message: text}
	e.Code, _ = strconv.Atoi(code)
	for i, part := range strings.SplitN(status, ".", 3) {
		e.EnhancedCode[i], _ = strconv.Atoi(part)
	}
	return e
}
