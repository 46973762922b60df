package handlers

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// ShowAccount shows the account's own settings.
func (h *Handlers) ShowAccount(w http.ResponseWriter, r *http.Request) error {
	return h.show(w, r, http.StatusOK, h.account(r, "", nil))
}

// SetAlias gives the account an alias.
func (h *Handlers) SetAlias(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	alias, done := strings.TrimSpace(f.Get("alias")), porter.Done{}
	if h.app.Snapshot().Alias != "" && f.Get("stops") == "" { // the address with the account id goes on working
		err = fault.Join(iam.CheckAlias("alias", alias), fault.Field("stops", fault.CodeTick))
	} else {
		done, err = h.app.SetAlias(r.Context(), actor(r), f.Get("form"), alias)
	}
	return h.afterAccount(w, r, done, err, alias)
}

// DeleteAlias takes the account's alias away.
func (h *Handlers) DeleteAlias(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	done := porter.Done{}
	if f.Get("gone") == "" {
		err = fault.Field("gone", fault.CodeTick)
	} else {
		done, err = h.app.DeleteAlias(r.Context(), actor(r), f.Get("form"), f.Get("alias"))
	}
	return h.afterAccount(w, r, done, err, "")
}

// DeletePasswordPolicy makes AWS's default apply to console passwords.
func (h *Handlers) DeletePasswordPolicy(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	done, err := h.app.DeletePasswordPolicy(r.Context(), actor(r), f.Get("form"))
	return h.afterAccount(w, r, done, err, "")
}

func (h *Handlers) afterAccount(w http.ResponseWriter, r *http.Request, d porter.Done, err error, typed string) error {
	if err == nil {
		return h.after(w, r, d, templates.AccountURL())
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.account(r, typed, ft) })
}

func (h *Handlers) account(r *http.Request, typed string, ft *fault.Fault) templ.Component {
	t, place, v := text.From(r.Context()), h.app.Place(), h.app.AccountSettings(r.Context())
	page := h.page(r, t.AccountPage.Title, templates.SectionAccount)
	page.Offers = v.Offers
	p := templates.AccountShow{
		Page: page, ID: v.Identity.Account, Alias: v.Alias, Sandbox: place.Sandbox, Caller: string(v.Identity.ARN),
		Endpoint: cmp.Or(place.Endpoint, t.AccountPage.AtAWS), Region: place.Region, Typed: typed, Fault: ft,
		Fresh: t.Users.ReadLive,
	}
	if name := cmp.Or(v.Alias, v.Identity.Account); name != "" {
		p.SignInURL = iam.SignInURL(name)
	}
	if !v.Live {
		p.Fresh = fmt.Sprintf(t.Shell.Read, t.Ago(v.At, page.Now))
	}
	p = p.WithSummary(v.Summary)
	if v.Problem != nil {
		p.NoRules = t.Fault(v.Problem)
		return p.View()
	}
	return p.WithRules(v.Passwords).View()
}

// EditPasswordPolicy shows the form of the password policy with every field as
// it is now.
func (h *Handlers) EditPasswordPolicy(w http.ResponseWriter, r *http.Request) error {
	v := h.app.AccountSettings(r.Context())
	if v.Problem != nil {
		return v.Problem
	}
	return h.show(w, r, http.StatusOK, h.passwordForm(r, v.Passwords, templates.NewPasswordPolicyFields(v.Passwords), nil).View())
}

// SavePasswordPolicy answers the buttons of the form and of its review. The last
// saves, unless somebody else has changed the policy since it was looked at.
func (h *Handlers) SavePasswordPolicy(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	var base iam.PasswordPolicy
	if json.Unmarshal([]byte(f.Get("base")), &base) != nil {
		return fault.New(fault.Invalid, fault.CodeFormBroken)
	}
	in := readPasswordPolicy(f)
	want, err := wanted(in)
	edit, done, now := porter.PasswordEdit{Base: base, Want: want}, porter.Done{}, base
	switch {
	case f.Get("do") == templates.DoEdit:
		return h.show(w, r, http.StatusOK, h.passwordForm(r, base, in, nil).View())
	case err != nil:
	case f.Get("do") == templates.DoReview:
		if now, err = h.app.PlanPasswordPolicy(r.Context(), edit); err == nil {
			p := h.passwordForm(r, base, in, nil)
			p.Title, p.Reviewed, p.Changes = p.T.AccountPage.ReviewGo, true, templates.RuleChanges(p.T, base, want)
			return h.show(w, r, http.StatusOK, p.View())
		}
	default:
		if done, err = h.app.SavePasswordPolicy(r.Context(), actor(r), f.Get("form"), edit); err == nil {
			return h.after(w, r, done, templates.AccountURL())
		}
		now = h.app.AccountSettings(r.Context()).Passwords
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component {
		if ft.Code != fault.CodeRulesChanged {
			return h.passwordForm(r, base, in, ft).View()
		}
		p := h.passwordForm(r, now, in, ft) // the next form begins from what is there now
		p.Others, p.Changes = templates.RuleChanges(p.T, base, now), templates.RuleChanges(p.T, now, want)
		return p.View()
	})
}

func (h *Handlers) passwordForm(r *http.Request, base iam.PasswordPolicy, in templates.PasswordPolicyFields, ft *fault.Fault) templates.PasswordPolicyForm {
	page := h.page(r, text.From(r.Context()).AccountPage.EditTitle, templates.SectionAccount)
	page.Crumbs = []templates.Crumb{{Text: page.T.AccountPage.Title, URL: templates.AccountURL()}}
	page.Faulty = ft != nil
	b, _ := json.Marshal(base) // of numbers and booleans
	return templates.PasswordPolicyForm{Page: page, Base: string(b), Fields: in, Fault: ft}.WithBase(base)
}

func readPasswordPolicy(f url.Values) templates.PasswordPolicyFields {
	return templates.PasswordPolicyFields{
		Length: strings.TrimSpace(f.Get("length")), Age: strings.TrimSpace(f.Get("age")), Reuse: strings.TrimSpace(f.Get("reuse")),
		Upper: f.Has("upper"), Lower: f.Has("lower"), Number: f.Has("number"), Symbol: f.Has("symbol"),
		ChangeOwn: f.Has("own"), HardExpiry: f.Has("hard"),
	}
}

// wanted makes a policy of the form. What is no number is out of bounds.
func wanted(in templates.PasswordPolicyFields) (iam.PasswordPolicy, error) {
	number := func(s string) int {
		n, err := strconv.Atoi(s)
		if err != nil && s != "" || s == "0" {
			return -1
		}
		return n
	}
	p := iam.PasswordPolicy{
		Own: true, MinLength: number(in.Length), MaxAge: number(in.Age), Reuse: number(in.Reuse), Upper: in.Upper, Lower: in.Lower,
		Number: in.Number, Symbol: in.Symbol, ChangeOwn: in.ChangeOwn, HardExpiry: in.HardExpiry,
	}
	return p, fault.Join(p.CheckBounds()...)
}
