package main_test

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
	"keyporter/internal/store"
)

// file writes a file that is gone when the test ends, and returns its path.
func file(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWhereRemindersCannotGo(t *testing.T) {
	t.Parallel()
	const from, to = "--mail-from=keyporter@example.com", "--mail-to=ops@example.com"
	const smtp, hook = "--smtp-url=smtp://mail.example.com", "--webhook-url=https://chat.example.com/x"
	password := "--smtp-password-file=" + file(t, "open sesame\n")
	key := "--webhook-key-file=" + file(t, "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n")
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"recipients without a server":          {[]string{from, to}, "--smtp-url"},
		"a server without a sender":            {[]string{smtp, to}, "--mail-from"},
		"a server without recipients":          {[]string{smtp, from}, "--mail-to"},
		"eleven recipients":                    {[]string{smtp, from, "--mail-to=" + strings.Repeat("ops@example.com,", 10) + "ops@example.com"}, "--mail-to"},
		"a recipient that is no address":       {[]string{smtp, from, "--mail-to=ops"}, "--mail-to"},
		"a recipient that is a second header":  {[]string{smtp, from, "--mail-to=ops@example.com\r\nBcc: x@example.com"}, "--mail-to"},
		"a sender with a name":                 {[]string{smtp, "--mail-from=Ops <ops@example.com>", to}, "--mail-from"},
		"a password in the address":            {[]string{"--smtp-url=smtp://me:open-sesame@mail.example.com", from, to}, "--smtp-password-file"},
		"a user without a password":            {[]string{"--smtp-url=smtp://me@mail.example.com", from, to}, "--smtp-password-file"},
		"a password without a user":            {[]string{smtp, from, to, password}, "--smtp-password-file"},
		"a password file that is not there":    {[]string{"--smtp-url=smtp://me@mail.example.com", from, to, "--smtp-password-file=/none"}, "/none"},
		"a password of two lines":              {[]string{"--smtp-url=smtp://me@mail.example.com", from, to, "--smtp-password-file=" + file(t, "open\nsesame\n")}, "one line"},
		"no encryption to another machine":     {[]string{"--smtp-url=smtp://mail.example.com?tls=none", from, to}, "this machine"},
		"another parameter":                    {[]string{"--smtp-url=smtp://mail.example.com?tls=maybe", from, to}, "tls=none"},
		"another scheme":                       {[]string{"--smtp-url=http://mail.example.com", from, to}, "--smtp-url"},
		"no host":                              {[]string{"--smtp-url=mail.example.com:25", from, to}, "--smtp-url"},
		"a port that is none":                  {[]string{"--smtp-url=smtp://mail.example.com:70000", from, to}, "70000"},
		"certificates that are none":           {[]string{smtp, from, to, "--smtp-ca-file=" + file(t, "no PEM")}, "--smtp-ca-file"},
		"a webhook without a key":              {[]string{hook}, "--webhook-key-file"},
		"a key without a webhook":              {[]string{key}, "--webhook-url"},
		"a short key":                          {[]string{hook, "--webhook-key-file=" + file(t, "c2hvcnQ=")}, "24 to 64 bytes"},
		"a key that is no base64":              {[]string{hook, "--webhook-key-file=" + file(t, "open sesame open sesame open sesame")}, "base64"},
		"a webhook in clear elsewhere":         {[]string{"--webhook-url=http://chat.example.com/very-hidden", key}, "--webhook-url"},
		"a webhook with a user in its address": {[]string{"--webhook-url=https://me:very-hidden@chat.example.com/", key}, "--webhook-url"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code, _, errs := once(t, nil, append([]string{"--listen", "127.0.0.1:0", "--sandbox-listen", "127.0.0.1:0"}, c.args...)...)
			if code != 2 || !strings.Contains(errs, c.want) {
				t.Errorf("keyporter %q = exit %d, %q; want exit 2 and %s named", c.args, code, errs, c.want)
			}
			for _, secret := range []string{"open sesame", "open-sesame", "very-hidden", "MfKQ9r8"} {
				if strings.Contains(errs, secret) {
					t.Errorf("keyporter %q prints a secret: %s", c.args, errs)
				}
			}
		})
	}
}

// TestRemindersLeaveTheProgram walks from the options to the mail.
func TestRemindersLeaveTheProgram(t *testing.T) {
	t.Parallel()
	box := portertest.NewMailbox(t, portertest.MailboxOptions{TLS: true, User: "keyporter", Password: "open sesame"})
	p := start(t, []string{"KEYPORTER_MAIL_TO=ops@example.com,second@example.com"}, "--data", t.TempDir(), "--public-url", "http://127.0.0.1:1",
		"--smtp-url", fmt.Sprintf("smtp://keyporter@%s:%d", box.Host, box.Port), "--smtp-password-file", file(t, "open sesame\n"),
		"--smtp-ca-file", file(t, string(box.CA)), "--mail-from", "keyporter@example.com")
	w := p.admin(t)
	v := w.Get("/settings/notices").Want(http.StatusOK).Has("Encrypted after STARTTLS, or not at all", "ops@example.com, second@example.com", "Signs in as keyporter")
	if strings.Contains(string(v.Body), "open sesame") {
		t.Error("the page has the password")
	}
	form := v.Form("/settings/notices/test").Values()
	form.Set("channel", "mail")
	w.Post("/settings/notices/test", form).Want(http.StatusOK).Has("The server said: ops@example.com: 250 ")
	for _, m := range box.Mails() {
		if !m.TLS || m.User != "keyporter" || !strings.Contains(m.Data, "http://127.0.0.1:1/settings/notices") {
			t.Errorf("the mail is %+v, want it encrypted, from the user, with a link to the page", m)
		}
	}
	if n := len(box.Mails()); n != 2 {
		t.Errorf("%d mails, want one for each address", n)
	}
	if strings.Contains(p.log.String(), "open sesame") {
		t.Errorf("the log has the password:\n%s", p.log)
	}
}

// TestWhatAnEarlierProcessLeftIsSent leaves a reminder in the database and starts
// the program, which sends it by itself.
func TestWhatAnEarlierProcessLeftIsSent(t *testing.T) {
	t.Parallel()
	data, asked := t.TempDir(), make(chan string, 10)
	db, err := store.Open(t.Context(), filepath.Join(data, "keyporter.db"))
	if err != nil {
		t.Fatal(err)
	}
	n := desk.NewNotice(time.Now(), desk.NoticeRotationDue, "ana", "AKIA1")
	if err := errors.Join(db.AddNotice(t.Context(), n), db.Close()); err != nil {
		t.Fatal(err)
	}
	box := portertest.NewMailbox(t, portertest.MailboxOptions{Say: func(to string, _ int) string { asked <- to; return "" }})
	start(t, nil, "--data", data, "--smtp-url", fmt.Sprintf("smtp://%s:%d?tls=none", box.Host, box.Port),
		"--mail-from", "keyporter@example.com", "--mail-to", "ops@example.com")
	select {
	case to := <-asked:
		if to != "ops@example.com" {
			t.Errorf("the reminder goes to %s, want ops@example.com", to)
		}
	case <-time.After(20 * time.Second):
		t.Error("the reminder was not sent within 20 seconds")
	}
}
