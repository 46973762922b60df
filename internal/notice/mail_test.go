package notice_test

import (
	"io"
	"mime"
	"net/mail"
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/notice"
	"keyporter/internal/portertest"
	"keyporter/internal/seal"
)

// read parses a mail as a mail program does.
func read(t *testing.T, data string) (m *mail.Message, subject, body string) {
	t.Helper()
	m, err := mail.ReadMessage(strings.NewReader(data))
	if err != nil {
		t.Fatalf("the mail cannot be read: %v\n%s", err, data)
	}
	if subject, err = new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject")); err != nil {
		t.Fatalf("the subject cannot be decoded: %v\n%s", err, data)
	}
	return m, subject, decoded(t, m)
}

func TestAMailInTheLanguageOfTheFirstAdmin(t *testing.T) {
	t.Parallel()
	for lang, want := range map[string]struct{ subject, body string }{
		"en": {"Keyporter: access key AKIA1 of ana was not claimed", "A new access key AKIA1 of user ana was neither shown nor downloaded until 2"},
		"ko": {"Keyporter: 수령하지 않은 액세스 키: ana 사용자, AKIA1", "ana 사용자의 새 액세스 키 AKIA1 비밀 값을 다음 시각까지 아무도 표시하거나 다운로드하지 않았습니다: 2"},
	} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			box := portertest.NewMailbox(t, portertest.MailboxOptions{})
			b := start(t, notice.Options{Mail: mailTo(box, "ops@example.com")})
			if err := b.db.AddOperator(t.Context(), desk.Operator{ID: "1", Name: "kim", Role: desk.Admin, Preferences: desk.Preferences{Language: lang}}, "hash"); err != nil {
				t.Fatal(err)
			}
			n := b.remind("ana", "AKIA1")
			d := b.only(b.drain(), desk.DeliverySent, desk.ReplyAccepted)
			if !strings.HasPrefix(d.Answer, "250 ") || d.Attempts != 1 {
				t.Errorf("the delivery is %+v, want the server's 250 after one attempt", d)
			}
			mails := box.Mails()
			if len(mails) != 1 || mails[0].From != "keyporter@example.com" || len(mails[0].To) != 1 || mails[0].To[0] != "ops@example.com" {
				t.Fatalf("the mails are %+v, want one from keyporter@ to ops@", mails)
			}
			m, subject, body := read(t, mails[0].Data)
			if subject != want.subject || !strings.HasPrefix(body, want.body) || !strings.Contains(body, "https://keys.example.com/users/ana/keys") {
				t.Errorf("the mail says %q, %q, want %q, %q and a link", subject, body, want.subject, want.body)
			}
			if id := m.Header.Get("Message-ID"); !strings.HasPrefix(id, "<"+n.ID+".") || !strings.HasSuffix(id, "@example.com>") {
				t.Errorf("Message-ID = %s, want one of the reminder at the sender's domain", id)
			}
			if got := m.Header.Get("Auto-Submitted"); got != "auto-generated" {
				t.Errorf("Auto-Submitted = %q, want auto-generated", got)
			}
		})
	}
}

func TestNamesAddNoHeader(t *testing.T) {
	t.Parallel()
	box := portertest.NewMailbox(t, portertest.MailboxOptions{})
	b := start(t, notice.Options{Mail: mailTo(box, "ops@example.com")})
	b.remind("eve\r\nBcc: evil@example.net\r\n\r\n<b>hello</b>\u2028x", "AKIA1\nX-Evil: 1")
	b.only(b.drain(), desk.DeliverySent, desk.ReplyAccepted)
	mails := box.Mails()
	if len(mails) != 1 || len(mails[0].To) != 1 {
		t.Fatalf("the mails are %+v, want one to one recipient", mails)
	}
	m, subject, _ := read(t, mails[0].Data)
	for _, h := range []string{"Bcc", "X-Evil"} {
		if got := m.Header.Get(h); got != "" {
			t.Errorf("a name has made the header %s: %s", h, got)
		}
	}
	if want := "Keyporter: access key AKIA1 X-Evil: 1 of eve  Bcc: evil@example.net    <b>hello</b> x was not claimed"; subject != want {
		t.Errorf("the subject is %q, want %q", subject, want)
	}
}

func TestARefusedRecipientKeepsItFromNobodyElse(t *testing.T) {
	t.Parallel()
	box := portertest.NewMailbox(t, portertest.MailboxOptions{Say: func(to string, _ int) string {
		if to == "gone@example.com" {
			return "550 5.1.1 No such <b>user</b> \x1b[31mhere " + strings.Repeat("x", 300)
		}
		return ""
	}})
	b := start(t, notice.Options{Mail: mailTo(box, "gone@example.com", "ops@example.com")})
	b.remind("ana", "AKIA1")
	list := b.drain()
	if len(list) != 2 || list[0].State != desk.DeliveryFailed || list[0].Reply != desk.ReplyRefused || list[1].State != desk.DeliverySent {
		t.Fatalf("the deliveries are %+v, want gone@ given up and ops@ sent", list)
	}
	if a := list[0].Answer; !strings.HasPrefix(a, "550 5.1.1 No such <b>user</b> [31mhere xxx") || len([]rune(a)) != 200 {
		t.Errorf("the answer is %q, want the server's own in one line, without control characters, cut to 200", a)
	}
	b.clock.Move(100 * time.Hour)
	b.drain()
	if n := len(box.Mails()); n != 1 {
		t.Errorf("%d mails, want one: what is refused is not tried again by itself", n)
	}
}

func TestADeferredMailIsTriedAgain(t *testing.T) {
	t.Parallel()
	box := portertest.NewMailbox(t, portertest.MailboxOptions{Say: func(_ string, n int) string {
		if n < 3 {
			return "451 4.7.1 Greylisted"
		}
		return ""
	}})
	b := start(t, notice.Options{Mail: mailTo(box, "ops@example.com")})
	n := b.remind("ana", "AKIA1")
	d := b.only(b.drain(), desk.DeliveryWaits, desk.ReplyDeferred)
	if d.Answer != "451 4.7.1 Greylisted" {
		t.Errorf("the answer is %q, want the server's", d.Answer)
	}
	b.clock.Move(50 * time.Second)
	if d := b.drain()[0]; d.Attempts != 1 {
		t.Errorf("after 50 seconds there are %d attempts, want still one", d.Attempts)
	}
	b.clock.Move(11 * time.Second)
	if d := b.drain()[0]; d.Attempts != 2 || d.State != desk.DeliveryWaits {
		t.Errorf("after a minute the delivery is %+v, want a second attempt", d)
	}
	b.clock.Move(4 * time.Minute)
	if d := b.drain()[0]; d.Attempts != 2 {
		t.Errorf("four minutes later there are %d attempts, want still two", d.Attempts)
	}
	b.clock.Move(time.Minute + time.Second)
	if d := b.only(b.drain(), desk.DeliverySent, desk.ReplyAccepted); d.Attempts != 3 {
		t.Errorf("the delivery is %+v, want it sent by the third attempt", d)
	}
	m, _, _ := read(t, box.Mails()[0].Data)
	if id := m.Header.Get("Message-ID"); !strings.HasPrefix(id, "<"+n.ID+".") {
		t.Errorf("Message-ID = %s, want the reminder's", id)
	}
}

func TestAnAttemptHasAnEnd(t *testing.T) {
	t.Parallel()
	box := portertest.NewMailbox(t, portertest.MailboxOptions{Say: func(string, int) string { return "451 4.3.0 Later" }})
	b := start(t, notice.Options{Mail: mailTo(box, "ops@example.com")})
	n := b.remind("ana", "AKIA1")
	begun := b.clock.Now()
	d := b.drain()[0]
	for d.State == desk.DeliveryWaits && d.Attempts < 100 {
		b.clock.Move(d.Next.Sub(b.clock.Now()) + time.Millisecond)
		d = b.drain()[0]
	}
	if d.State != desk.DeliveryFailed || d.Attempts != 9 {
		t.Errorf("the delivery is %+v, want it given up after nine attempts", d)
	}
	if took := b.clock.Now().Sub(begun); took < 46*time.Hour || took > 48*time.Hour {
		t.Errorf("it took %s, want about two days", took)
	}
	if ok, err := b.db.RetryDelivery(t.Context(), n.ID, d.Address, b.clock.Now()); !ok || err != nil {
		t.Fatalf("RetryDelivery = %v, %v", ok, err)
	}
	if d := b.only(b.drain(), desk.DeliveryWaits, desk.ReplyDeferred); d.Attempts != 1 {
		t.Errorf("the delivery is %+v, want it begun anew", d)
	}
}

func TestHowTheConnectionIsEncrypted(t *testing.T) {
	t.Parallel()
	signed := portertest.MailboxOptions{TLS: true, User: "keyporter", Password: "open sesame"}
	for name, c := range map[string]struct {
		box   portertest.MailboxOptions
		tune  func(m *notice.Mail)
		reply desk.Reply
		tls   bool
	}{
		"STARTTLS with a trusted certificate": {portertest.MailboxOptions{TLS: true}, func(m *notice.Mail) { m.TLS = notice.StartTLS }, desk.ReplyAccepted, true},
		"TLS from the start":                  {portertest.MailboxOptions{Implicit: true}, func(m *notice.Mail) { m.TLS = notice.ImplicitTLS }, desk.ReplyAccepted, true},
		"a certificate that nobody trusts":    {portertest.MailboxOptions{TLS: true}, func(m *notice.Mail) { m.TLS, m.Roots = notice.StartTLS, nil }, desk.ReplyAway, false},
		"the same with TLS from the start":    {portertest.MailboxOptions{Implicit: true}, func(m *notice.Mail) { m.TLS, m.Roots = notice.ImplicitTLS, nil }, desk.ReplyAway, false},
		"a server without STARTTLS":           {portertest.MailboxOptions{}, func(m *notice.Mail) { m.TLS = notice.StartTLS }, desk.ReplyAway, false},
		"in clear, on this machine":           {portertest.MailboxOptions{}, func(*notice.Mail) {}, desk.ReplyAccepted, false},
		"a password, after STARTTLS": {signed, func(m *notice.Mail) {
			m.TLS, m.User, m.Password = notice.StartTLS, "keyporter", seal.NewSecret("open sesame")
		}, desk.ReplyAccepted, true},
		"a password that is wrong": {signed, func(m *notice.Mail) {
			m.TLS, m.User, m.Password = notice.StartTLS, "keyporter", seal.NewSecret("open barley")
		}, desk.ReplyDeferred, false},
		"no password where one is asked for": {signed, func(m *notice.Mail) { m.TLS = notice.StartTLS }, desk.ReplyRefused, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			box := portertest.NewMailbox(t, c.box)
			m := mailTo(box, "ops@example.com")
			c.tune(m)
			b := start(t, notice.Options{Mail: m})
			b.remind("ana", "AKIA1")
			d := b.drain()[0]
			if d.Reply != c.reply {
				t.Errorf("the reply is %s, %q, want %s", d.Reply, d.Answer, c.reply)
			}
			if strings.Contains(d.Answer, "open ") {
				t.Errorf("the answer %q has the password", d.Answer)
			}
			mails := box.Mails()
			if (len(mails) == 1) != (c.reply == desk.ReplyAccepted) {
				t.Fatalf("%d mails after the reply %s", len(mails), d.Reply)
			}
			if len(mails) == 1 && (mails[0].TLS != c.tls || mails[0].User != m.User) {
				t.Errorf("the mail came with TLS %v from %q, want %v from %q", mails[0].TLS, mails[0].User, c.tls, m.User)
			}
		})
	}
}

func TestNobodyAnswers(t *testing.T) {
	t.Parallel()
	box := portertest.NewMailbox(t, portertest.MailboxOptions{})
	m := mailTo(box, "ops@example.com")
	m.Port = 1
	b := start(t, notice.Options{Mail: m})
	b.remind("ana", "AKIA1")
	if d := b.only(b.drain(), desk.DeliveryWaits, desk.ReplyAway); !strings.Contains(d.Answer, "refused") {
		t.Errorf("the answer is %q, want why nobody answered", d.Answer)
	}
}

func TestAnAddressThatIsNoLongerSetUp(t *testing.T) {
	t.Parallel()
	box := portertest.NewMailbox(t, portertest.MailboxOptions{Say: func(string, int) string { return "451 4.3.0 Later" }})
	old := start(t, notice.Options{Mail: mailTo(box, "old@example.com")})
	old.remind("ana", "AKIA1")
	old.only(old.drain(), desk.DeliveryWaits, desk.ReplyDeferred)
	old.clock.Move(time.Hour)
	now := startOn(t, old.db, old.clock, notice.Options{Mail: mailTo(box, "new@example.com")})
	now.only(now.drain(), desk.DeliveryFailed, desk.ReplyGone)
	none := startOn(t, old.db, old.clock, notice.Options{})
	none.remind("bo", "AKIA2")
	if list := none.drain(); len(list) != 0 {
		t.Errorf("with nothing set up the deliveries are %+v, want none", list)
	}
}

// decoded is the text of a mail.
func decoded(t *testing.T, m *mail.Message) string {
	t.Helper()
	b, err := io.ReadAll(transfer(m))
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(b), "\r\n", "\n")
}
