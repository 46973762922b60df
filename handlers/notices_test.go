package handlers_test

import (
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/notice"
	"keyporter/internal/portertest"
	"keyporter/internal/seal"
)

const noticesPage = "/settings/notices"

// mailed is a bench whose reminders go to a mailbox.
func mailed(t *testing.T, o portertest.MailboxOptions, to ...string) (*portertest.Bench, *portertest.Mailbox) {
	t.Helper()
	box := portertest.NewMailbox(t, o)
	m := &notice.Mail{Host: box.Host, Port: box.Port, TLS: notice.NoTLS, From: "keyporter@example.com", To: to}
	return portertest.New(t, portertest.Options{Notices: notice.Options{Mail: m}}), box
}

func TestNothingIsSetUp(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	v := b.Browser(t, desk.Admin).Get(noticesPage).Want(http.StatusOK)
	v.Has("Mail is not set up.", "No webhook is set up.", "No reminder yet", "Rotation due", "Key unclaimed")
	if v.FindForm(noticesPage+"/test") != nil {
		t.Error("a channel that is not set up can be tested")
	}
	f := v.Form(noticesPage + "/kinds")
	values := url.Values{"form": {f.Get("form")}, "channel": {"mail"}}
	b.Browser(t, desk.Admin).Post(noticesPage+"/test", values).Want(http.StatusUnprocessableEntity).Has("not set up")
}

func TestTheTestButtonSaysWhatTheServerAnswered(t *testing.T) {
	t.Parallel()
	b, box := mailed(t, portertest.MailboxOptions{}, "ops@example.com", "second@example.com")
	w := b.Browser(t, desk.Admin)
	page := w.Get(noticesPage).Want(http.StatusOK).Has("ops@example.com, second@example.com", "Not encrypted, on this machine only")
	form := page.Form(noticesPage + "/test").Values()
	form.Set("channel", "mail")
	v := w.Post(noticesPage+"/test", form).Want(http.StatusOK)
	v.Has("The test by mail is sent. The server said: ops@example.com: 250 ", "second@example.com: 250 ", "Test Mail ops@example.com Sent 1 The server has taken it. 250 ")
	w.Post(noticesPage+"/test", form).Want(http.StatusOK) // a copy of the form sends nothing
	b.Notices.Drain(t.Context())
	if n := len(box.Mails()); n != 2 {
		t.Errorf("a test to two addresses, sent twice and drained, made %d mails, want 2", n)
	}
	if v := w.Get("/audit").Want(http.StatusOK); !strings.Contains(v.Text(), "Test reminders mail Done") {
		t.Errorf("the audit log lacks the test:\n%s", v.Text())
	}
}

func TestATestThatDoesNotArrive(t *testing.T) {
	t.Parallel()
	b, _ := mailed(t, portertest.MailboxOptions{Say: func(to string, _ int) string {
		if to == "gone@example.com" {
			return "550 5.1.1 No <b>such</b> user"
		}
		return ""
	}}, "gone@example.com", "ops@example.com")
	w := b.Browser(t, desk.Admin)
	form := w.Get(noticesPage).Form(noticesPage + "/test").Values()
	form.Set("channel", "mail")
	v := w.Post(noticesPage+"/test", form).Want(http.StatusBadGateway)
	v.Has("The test did not arrive: gone@example.com: 550 5.1.1 No <b>such</b> user", "Test Mail gone@example.com Given up 1", "Test Mail ops@example.com Sent 1")
	if strings.Contains(string(v.Body), "<b>such</b>") {
		t.Error("the server's answer is markup on the page, want text")
	}
	if v.FindForm(noticesPage+"/retry") != nil {
		t.Error("a test can be sent again like a reminder")
	}
	b.Clock.Move(time.Hour)
	b.Notices.Drain(t.Context())
	b.Browser(t, desk.Admin).Get(noticesPage).Has("Test Mail gone@example.com Given up 1")
}

func TestAWebhookIsTested(t *testing.T) {
	t.Parallel()
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) }))
	defer hook.Close()
	u, err := url.Parse(hook.URL + "/very/secret")
	if err != nil {
		t.Fatal(err)
	}
	b := portertest.New(t, portertest.Options{Notices: notice.Options{Webhook: &notice.Webhook{URL: u, Key: seal.NewSecret("raw bytes of a secret key")}}})
	w := b.Browser(t, desk.Admin)
	form := w.Get(noticesPage).Has(hook.URL).Form(noticesPage + "/test").Values()
	form.Set("channel", "webhook")
	v := w.Post(noticesPage+"/test", form).Want(http.StatusBadGateway).Has("The test did not arrive: 418 I'm a teapot")
	for _, secret := range []string{"very/secret", "raw bytes", base64.StdEncoding.EncodeToString([]byte("raw bytes of a secret key"))} {
		if strings.Contains(string(v.Body), secret) {
			t.Errorf("the page has %q, want no secret", secret)
		}
	}
}

// unclaimed makes a key for a new user whose secret nobody looks at in time, and
// returns its id. Whoever is signed in is signed out by then.
func unclaimed(t *testing.T, b *portertest.Bench, user string) string {
	t.Helper()
	w := b.Browser(t, desk.Admin)
	if _, err := b.Account.CreateUser(t.Context(), iam.UserName(user)); err != nil {
		t.Fatal(err)
	}
	page := "/users/" + user + "/keys"
	w.Get(page + "/~new?use=other").Form(page).Submit(http.StatusOK)
	keys, err := b.Account.Keys(t.Context(), iam.UserName(user))
	if err != nil || len(keys) != 1 {
		t.Fatalf("Keys(%s) = %+v, %v, want one", user, keys, err)
	}
	b.Clock.Move(desk.TicketLife + time.Second)
	b.App.Sweep(t.Context())
	return string(keys[0].ID)
}

func TestAnUnclaimedKeyIsTold(t *testing.T) {
	t.Parallel()
	b, box := mailed(t, portertest.MailboxOptions{Say: func(_ string, n int) string {
		if n == 1 {
			return "554 5.7.1 Not now"
		}
		return ""
	}}, "ops@example.com")
	id := unclaimed(t, b, "ana")
	w := b.Browser(t, desk.Admin)
	w.Get(noticesPage).Has("ana Key unclaimed "+id, "Waiting")
	b.App.Sweep(t.Context())
	b.Notices.Drain(t.Context())
	v := w.Get(noticesPage).Has("ana Key unclaimed " + id + " Mail ops@example.com Given up 1 The server refuses it. 554 5.7.1 Not now")
	again := v.Form(noticesPage + "/retry").Values()
	list, err := b.Store.Notices(t.Context(), "", 1)
	if err != nil || len(list) != 1 {
		t.Fatalf("Notices = %+v, %v", list, err)
	}
	again.Set("again", list[0].ID+" mail evil@example.net")
	w.Post(noticesPage+"/retry", again).Want(http.StatusConflict).Has("Only a reminder that was given up can be sent again.")
	again = w.Get(noticesPage).Form(noticesPage + "/retry").Values()
	again.Set("again", list[0].ID+" mail ops@example.com")
	v = w.Post(noticesPage+"/retry", again).Want(http.StatusOK).Has("The reminder about ana is sent again: key-unclaimed, " + id + ".")
	if v.FindForm(noticesPage+"/retry") != nil {
		t.Error("a reminder that waits can be sent again")
	}
	b.Notices.Drain(t.Context())
	w.Get(noticesPage).Has("Mail ops@example.com Sent 1 The server has taken it.")
	if mails := box.Mails(); len(mails) != 1 || !strings.Contains(mails[0].Data, "https://keys.example.com/users/ana/keys") {
		t.Errorf("the mails are %+v, want one with a link to ana's keys", mails)
	}
	csv, json := string(w.Get(noticesPage+".csv").Want(http.StatusOK).Body), string(w.Get(noticesPage+".json").Want(http.StatusOK).Body)
	if !strings.Contains(csv, ",key-unclaimed,ana,"+id+",") || !strings.Contains(csv, ",mail,ops@example.com,sent,1,,accepted,250 ") || !strings.Contains(json, `"`+id+`"`) {
		t.Errorf("the reports are\n%s\n%s\nwant the reminder and its delivery", csv, json)
	}
}

func TestAKindIsSwitchedOff(t *testing.T) {
	t.Parallel()
	b, box := mailed(t, portertest.MailboxOptions{}, "ops@example.com")
	press := func(name, kind string, status int) *portertest.View {
		w := b.Browser(t, desk.Admin)
		form := w.Get(noticesPage).Form(noticesPage + "/kinds").Values()
		form.Set(name, kind)
		return w.Post(noticesPage+"/kinds", form).Want(status)
	}
	press("off", "test", http.StatusUnprocessableEntity)
	press("off", "key-unclaimed", http.StatusOK).Has("Reminders of the kind key-unclaimed are off.")
	unclaimed(t, b, "ana")
	b.Notices.Drain(t.Context())
	press("on", "key-unclaimed", http.StatusOK).Has("Reminders of the kind key-unclaimed are on.", "No reminder yet")
	id := unclaimed(t, b, "bo")
	b.Notices.Drain(t.Context())
	if mails := box.Mails(); len(mails) != 1 || !strings.Contains(mails[0].Data, id) {
		t.Errorf("the mails are %+v, want one about the key of bo, which was unclaimed while the kind was on", mails)
	}
	text := b.Browser(t, desk.Admin).Get("/audit").Text()
	if !strings.Contains(text, "Switch reminders off key-unclaimed Done") || !strings.Contains(text, "Switch reminders on key-unclaimed Done") {
		t.Errorf("the audit log lacks the switches:\n%s", text)
	}
}

func TestWhoMayChangeReminders(t *testing.T) {
	t.Parallel()
	b, box := mailed(t, portertest.MailboxOptions{}, "ops@example.com")
	w := b.Browser(t, desk.Auditor)
	_, actions := w.Get(noticesPage).Want(http.StatusOK).Has("ops@example.com").Links()
	for _, a := range actions {
		if strings.HasPrefix(a, noticesPage+"/") {
			t.Errorf("an auditor's page has the form %s", a)
		}
	}
	for path, form := range map[string]url.Values{
		"/test": {"form": {"1"}, "channel": {"mail"}}, "/kinds": {"form": {"2"}, "off": {"key-unclaimed"}}, "/retry": {"form": {"3"}, "again": {"x mail ops@example.com"}},
	} {
		w.Post(noticesPage+path, form).Want(http.StatusForbidden)
	}
	if n := len(box.Mails()); n != 0 {
		t.Errorf("an auditor has sent %d mails", n)
	}
	b.Visitor(t).Get(noticesPage).Want(http.StatusOK).Lacks("ops@example.com") // the page to sign in
}

func TestTheNoticesPageInKorean(t *testing.T) {
	t.Parallel()
	b, _ := mailed(t, portertest.MailboxOptions{}, "ops@example.com")
	token, err := b.Auth.Invite(t.Context(), "민수", desk.Admin)
	if err != nil {
		t.Fatal(err)
	}
	w := b.Visitor(t)
	w.Accept = "ko"
	w.Join(token)
	w.Get(noticesPage).Want(http.StatusOK).Has("알림을 보내는 곳", "테스트 메일 보내기", "수령하지 않은 키")
}
