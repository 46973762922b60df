package handlers_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
	"keyporter/internal/seal"
	"keyporter/templates"
)

// office is a bench with two people at work, who asks and who approves, and another
// admin.
type office struct {
	*portertest.Bench
	t               *testing.T
	admin, boss     *portertest.Browser
	adminID, bossID string
	other           desk.Actor // another admin
}

// newOffice is a bench in a mode, with two users.
func newOffice(t *testing.T, dsn string, mode desk.GuardMode) *office {
	t.Helper()
	o := &office{Bench: portertest.New(t, portertest.Options{DSN: dsn}), t: t}
	o.Seed(2)
	must(t, o.Store.SetRails(t.Context(), desk.Rails{Mode: mode, Paths: []string{"/"}}))
	o.admin, o.boss = o.Browser(t, desk.Admin), o.Browser(t, desk.Approver)
	list, err := o.Auth.Operators(t.Context())
	must(t, err)
	for _, one := range list {
		switch {
		case one.Role == desk.Admin:
			o.adminID = one.ID
		default:
			o.bossID = one.ID
		}
	}
	o.other = o.Actor(t, desk.Admin)
	return o
}

const theUser iam.UserName = "user-00001"

// attach sends the form that gives a user administrator's power.
func (o *office) attach() *portertest.View {
	o.t.Helper()
	return o.admin.Post(templates.UserAttachURL(theUser), url.Values{"form": {desk.NewID(o.Clock.Now())}, "policy": {string(portertest.Administrator)}})
}

// ask sends it and gives the reason, and returns the page of the request.
func (o *office) ask() string {
	o.t.Helper()
	v := o.attach().Want(http.StatusForbidden).Has("It needs a second person", "Allows everything in the account.")
	v = v.Form(templates.UserAttachURL(theUser)).Set(templates.GateReason, "the new lead").Submit(http.StatusOK)
	if !strings.HasPrefix(v.URL.Path, "/requests/") {
		o.t.Fatalf("a reason leads to %s, want the page of the request", v.URL)
	}
	v.Has("Waits for a second person", "the new lead")
	return v.URL.Path
}

// approve lets the second person approve.
func (o *office) approve(page string) {
	o.t.Helper()
	o.boss.Get(page).Want(http.StatusOK).Form(page+"/approve").Set("word", "fine").Submit(http.StatusOK).Has("Approved", "fine")
}

// carry is the form that carries an approved request out.
func (o *office) carry(page string) *portertest.Form {
	o.t.Helper()
	return o.admin.Get(page).Want(http.StatusOK).Form(templates.UserAttachURL(theUser))
}

// wrote lists the calls that change something among those that were made.
func wrote(calls []string) (list []string) {
	for _, c := range calls {
		if !strings.HasPrefix(c, "Get") && !strings.HasPrefix(c, "List") && !strings.HasPrefix(c, "Generate") && !strings.HasPrefix(c, "Simulate") {
			list = append(list, c)
		}
	}
	return list
}

// state reads the state of a request.
func (o *office) state(page string) desk.RequestState {
	o.t.Helper()
	q, err := o.Store.Request(o.t.Context(), strings.TrimPrefix(page, "/requests/"))
	must(o.t, err)
	return q.State
}

func TestADangerousChangeNeedsASecondPersonAndHappensOnce(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		o := newOffice(t, dsn, desk.GuardGuarded)
		stop := o.Sandbox.Mischief().Follow()
		page := o.ask()
		o.boss.Get("/").Want(http.StatusOK).Has("Requests that wait for your decision: 1")
		o.boss.Get("/requests").Want(http.StatusOK).Has("For you to decide")
		o.boss.Get(page).Has("Difference in S3 access", "AdministratorAccess")
		o.approve(page)
		if calls := wrote(stop()); len(calls) != 0 {
			t.Errorf("asking and approving called %v, want nothing that changes", calls)
		}
		o.admin.Get("/").Has("Approved changes that you can carry out: 1")
		form := o.carry(page)
		form.Submit(http.StatusOK).Has("AdministratorAccess")
		u, err := o.Account.User(t.Context(), theUser)
		must(t, err)
		if !u.Has(portertest.Administrator) {
			t.Errorf("%s has %v, want AdministratorAccess", theUser, u.Attached)
		}
		o.admin.Get(page).Has("Carried out", "Open the operation")
		for verb, want := range map[desk.Verb]int{desk.ApprovalAsk: 1, desk.ApprovalGive: 1, desk.ApprovalSpend: 1, desk.UserAttach: 2} {
			if got := o.Audit(t, verb); len(got) != want {
				t.Errorf("the audit log has %d entries of %s, want %d", len(got), verb, want)
			}
		}
		if begun := o.Audit(t, desk.UserAttach)[1]; begun.Reason != "the new lead" {
			t.Errorf("the act begins with reason %q, want the one that was given", begun.Reason)
		}
		form.Submit(http.StatusOK) // a copy of the form leads to what came of the first
		form.Set("form", desk.NewID(o.Clock.Now())).Submit(http.StatusConflict).Has("Nothing more becomes of this request")
		if n := o.Sandbox.Mischief().Done("AttachUserPolicy"); n != 1+1 { // one by the seed
			t.Errorf("AttachUserPolicy was called %d times, want 2", n)
		}
	})
}

// TestAnApprovalThatDoesNotFitChangesNothing is the list of promise P14, with what
// else ends an approval: each is refused, and nothing that changes is sent.
func TestAnApprovalThatDoesNotFitChangesNothing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spoil func(t *testing.T, o *office, page string) *portertest.View
		state desk.RequestState
	}{
		"approved by who asked": {func(t *testing.T, o *office, page string) *portertest.View {
			must(t, o.Auth.SetRole(t.Context(), o.other, o.adminID, desk.Approver))
			w := o.again(o.adminID)
			w.Get(page).Want(http.StatusOK).Has("You cannot decide on this")
			return w.Post(page+"/approve", url.Values{"form": {"x"}})
		}, desk.RequestOpen},
		"approved by another account of the same person": {func(t *testing.T, o *office, page string) *portertest.View {
			o.link(o.adminID, "user-00000")
			o.link(o.bossID, "user-00000")
			return o.boss.Post(page+"/approve", url.Values{"form": {"x"}})
		}, desk.RequestOpen},
		"approved by whose own user gains": {func(t *testing.T, o *office, page string) *portertest.View {
			o.link(o.bossID, theUser)
			return o.boss.Post(page+"/approve", url.Values{"form": {"x"}})
		}, desk.RequestOpen},
		"approved by who may not": {func(t *testing.T, o *office, page string) *portertest.View {
			return o.Browser(t, desk.Admin).Post(page+"/approve", url.Values{"form": {"x"}})
		}, desk.RequestOpen},
		"approved for somebody disabled": {func(t *testing.T, o *office, page string) *portertest.View {
			must(t, o.Auth.Switch(t.Context(), o.other, o.adminID, true))
			return o.boss.Post(page+"/approve", url.Values{"form": {"x"}})
		}, desk.RequestOpen},
		"approved too late": {func(t *testing.T, o *office, page string) *portertest.View {
			o.Clock.Move(desk.RequestLife + time.Minute)
			return o.again(o.bossID).Post(page+"/approve", url.Values{"form": {"x"}})
		}, desk.RequestExpired},
		"sent again": {func(t *testing.T, o *office, page string) *portertest.View {
			o.approve(page)
			form := o.carry(page)
			o.admin.Get(page).Form(page + "/withdraw").Submit(http.StatusOK).Has("Withdrawn")
			return form.Send()
		}, desk.RequestWithdrawn},
		"another payload": {func(t *testing.T, o *office, page string) *portertest.View {
			o.approve(page)
			return o.carry(page).Set("policy", string(portertest.Administrator), string(portertest.S3Full)).Send().Has("What was sent is not what was asked for.")
		}, desk.RequestVoid},
		"another target": {func(t *testing.T, o *office, page string) *portertest.View {
			o.approve(page)
			f := o.carry(page).Values()
			return o.admin.Post(templates.UserAttachURL("user-00000"), f)
		}, desk.RequestVoid},
		"a demoted approver": {func(t *testing.T, o *office, page string) *portertest.View {
			o.approve(page)
			must(t, o.Auth.SetRole(t.Context(), o.other, o.bossID, desk.Viewer))
			return o.carry(page).Send().Has("may not approve any more")
		}, desk.RequestVoid},
		"a disabled approver": {func(t *testing.T, o *office, page string) *portertest.View {
			o.approve(page)
			must(t, o.Auth.Switch(t.Context(), o.other, o.bossID, true))
			return o.carry(page).Send().Has("may not approve any more")
		}, desk.RequestVoid},
		"an approver who turns out to be the same person": {func(t *testing.T, o *office, page string) *portertest.View {
			o.approve(page)
			o.link(o.adminID, "user-00000")
			o.link(o.bossID, "user-00000")
			return o.carry(page).Send().Has("may not approve any more")
		}, desk.RequestVoid},
		"a user who is gone": {func(t *testing.T, o *office, page string) *portertest.View {
			o.approve(page)
			form := o.carry(page)
			must(t, o.Account.RemoveFromGroup(t.Context(), "team-1", theUser))
			must(t, o.Account.DeleteUser(t.Context(), theUser))
			return form.Send()
		}, ""}, // it may be found out by who may do what, or by AWS
		"expired": {func(t *testing.T, o *office, page string) *portertest.View {
			o.approve(page)
			f := o.carry(page).Values()
			o.Clock.Move(desk.ApprovalLife + time.Minute)
			return o.again(o.adminID).Post(templates.UserAttachURL(theUser), f)
		}, desk.RequestExpired},
		"of another operator": {func(t *testing.T, o *office, page string) *portertest.View {
			o.approve(page)
			return o.Browser(t, desk.Admin).Post(templates.UserAttachURL(theUser), o.carry(page).Values())
		}, desk.RequestApproved},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			portertest.Each(t, func(t *testing.T, dsn string) {
				o := newOffice(t, dsn, desk.GuardGuarded)
				page := o.ask()
				before := o.Sandbox.Mischief().Done("AttachUserPolicy")
				v := c.spoil(t, o, page)
				if v.Status < 400 || v.Status >= 500 {
					t.Errorf("%s answers %d, want a refusal:\n%s", name, v.Status, v.Text())
				}
				if n := o.Sandbox.Mischief().Done("AttachUserPolicy") - before; n != 0 {
					t.Errorf("%s sent %d calls of AttachUserPolicy, want 0", name, n)
				}
				o.App.Sweep(t.Context())
				if got := o.state(page); c.state != "" && got != c.state {
					t.Errorf("%s leaves the request %s, want %s", name, got, c.state)
				}
			})
		})
	}
}

// again signs an operator in anew, after a long time or another role.
func (o *office) again(id string) *portertest.Browser {
	o.t.Helper()
	op, err := o.Store.Operator(o.t.Context(), id)
	must(o.t, err)
	w := o.Visitor(o.t)
	w.Get("/sign-in").Form("/sign-in").Set("name", op.Name).Set("password", portertest.Password).Submit(http.StatusOK)
	return w
}

// link says which IAM user an operator is.
func (o *office) link(id string, n iam.UserName) {
	o.t.Helper()
	u, err := o.Account.User(o.t.Context(), n)
	must(o.t, err)
	must(o.t, o.Store.LinkOperator(o.t.Context(), id, string(n), u.ID))
}

// TestAnotherPolicyVersionVoidsAnApproval changes what an approved policy says: by its
// content, and not by its name, it is another one.
func TestAnotherPolicyVersionVoidsAnApproval(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		o := newOffice(t, dsn, desk.GuardGuarded)
		const document = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}`
		made, err := o.Account.CreatePolicy(t.Context(), account.NewPolicy{Name: "readers", Document: document})
		must(t, err)
		must(t, o.App.Refresh(t.Context()))
		v := o.admin.Post(templates.UserAttachURL(theUser), url.Values{"form": {desk.NewID(o.Clock.Now())}, "policy": {string(made.ARN)}}).Want(http.StatusForbidden)
		page := v.Form(templates.UserAttachURL(theUser)).Set(templates.GateReason, "reports").Submit(http.StatusOK).URL.Path
		o.approve(page)
		_, err = o.Account.CreatePolicyVersion(t.Context(), made.ARN, strings.Replace(document, "s3:GetObject", "s3:*", 1))
		must(t, err)
		before := o.Sandbox.Mischief().Done("AttachUserPolicy")
		o.carry(page).Submit(http.StatusConflict).Has("What has changed", "The policy "+string(made.ARN)+" has another version")
		if n := o.Sandbox.Mischief().Done("AttachUserPolicy") - before; n != 0 || o.state(page) != desk.RequestVoid {
			t.Errorf("after another version %d calls were sent and the request is %s, want 0 and void", n, o.state(page))
		}
	})
}

// TestInModeOpenADangerousChangeNeedsAReason has a team of several in the sandbox; the
// story is the team of one.
func TestInModeOpenADangerousChangeNeedsAReason(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "", desk.GuardOpen)
	v := o.attach().Want(http.StatusForbidden).Has("It can be carried out with a reason")
	v = v.Form(templates.UserAttachURL(theUser)).Set(templates.GateReason, " ").Submit(http.StatusUnprocessableEntity)
	v = v.Form(templates.UserAttachURL(theUser)).Set(templates.GateReason, strings.Repeat("x", desk.MaxReason+1)).Submit(http.StatusUnprocessableEntity)
	form := v.Form(templates.UserAttachURL(theUser)).Set(templates.GateReason, "the new lead")
	o.Clock.Move(desk.ProofLife + time.Second)
	v = form.Submit(http.StatusForbidden).Has("Prove that it is you")
	v.ProofForm().Set(templates.ProofField, portertest.Password).Submit(http.StatusOK).Has("AdministratorAccess")
	if begun := o.Audit(t, desk.UserAttach)[1]; begun.Reason != "the new lead" {
		t.Errorf("the act begins with reason %q, want the one that was given", begun.Reason)
	}
	o.admin.Get(templates.AuditEntryURL(o.Audit(t, desk.UserAttach)[1].Seq)).Want(http.StatusOK).Has("the new lead")
}

// TestARequestKeepsNoSecret asks for a console password that somebody typed: it is
// typed again when the request is carried out, and only who asked gets the ticket.
func TestARequestKeepsNoSecret(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "", desk.GuardGuarded)
	const password = "Canary-Secret-4711!"
	must(t, o.Account.AttachUserPolicy(t.Context(), theUser, portertest.Administrator))
	must(t, o.App.Refresh(t.Context()))
	sent := url.Values{"form": {desk.NewID(o.Clock.Now())}, "kind": {templates.CustomPassword}, "password": {password}}
	v := o.admin.Post(templates.UserConsoleURL(theUser), sent).Want(http.StatusForbidden).Has("a way to act as that user", "Passwords are not kept. Type it again.")
	pages := []*portertest.View{v}
	v = v.Form(templates.UserConsoleURL(theUser)).Set(templates.GateReason, "back from leave").Set("password", password).Submit(http.StatusOK)
	page := v.URL.Path
	o.approve(page)
	pages = append(pages, v, o.boss.Get(page), o.admin.Get(page))
	q, err := o.Store.Request(t.Context(), strings.TrimPrefix(page, "/requests/"))
	must(t, err)
	for _, v := range pages {
		if strings.Contains(string(v.Body), password) {
			t.Errorf("%s shows the password that was typed", v.URL)
		}
	}
	ring, err := seal.NewKeyring(make([]byte, 32)) // that of the bench
	must(t, err)
	form, err := ring.Open(q.Form, nil, "request/"+q.ID)
	must(t, err)
	if kept := string(form) + q.Doc; strings.Contains(kept, password) || !strings.Contains(kept, templates.CustomPassword) {
		t.Errorf("the request keeps %s, want the form without its password", kept)
	}
	v = o.admin.Get(page).Form(templates.UserConsoleURL(theUser)).Set("password", password).Submit(http.StatusOK)
	if !strings.HasPrefix(v.URL.Path, "/tickets/") {
		t.Fatalf("carrying out leads to %s, want the ticket", v.URL)
	}
	o.boss.Post(v.URL.Path+"/open", url.Values{"form": {"x"}}).Want(http.StatusForbidden)
	v.Form(v.URL.Path + "/open").Submit(http.StatusOK).Has(password)
}
