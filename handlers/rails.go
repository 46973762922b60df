package handlers

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/a-h/templ"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// railsForm is what the form of the guard rails says.
type railsForm struct {
	edit       porter.RailsEdit
	query      string
	kind, name string // of who is to be adopted
}

// ShowRails shows the guard rails. The search for a policy comes back here, with
// all that the form said.
func (h *Handlers) ShowRails(w http.ResponseWriter, r *http.Request) error {
	v, err := h.app.Rails(r.Context())
	if err != nil {
		return err
	}
	in := railsForm{edit: porter.RailsEdit{Mode: v.Mode, Boundary: iam.ARN(v.Boundary), Paths: v.Paths}}
	if q := r.URL.Query(); q.Has("q") {
		in.query = q.Get("q")
		in.edit = porter.RailsEdit{Mode: desk.GuardMode(q.Get("mode")), Boundary: iam.ARN(q.Get("policy")), Paths: lines(q.Get("paths"))}
	}
	return h.show(w, r, http.StatusOK, h.rails(r, v, in, nil))
}

// SetRails saves mode, managed paths and the boundary of new users.
func (h *Handlers) SetRails(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	in := railsForm{query: f.Get("q")}
	in.edit = porter.RailsEdit{Mode: desk.GuardMode(f.Get("mode")), Boundary: iam.ARN(f.Get("policy")), Paths: lines(f.Get("paths"))}
	done, err := h.app.SetRails(r.Context(), actor(r), f.Get("form"), in.edit)
	return h.afterRails(w, r, done, err, in)
}

// Adopt makes a user or group a managed one.
func (h *Handlers) Adopt(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	kind, done := desk.AdoptedKind(f.Get("kind")), porter.Done{}
	if !kind.Known() {
		return fault.New(fault.Invalid, fault.CodeFormBroken)
	}
	done, err = h.app.Adopt(r.Context(), actor(r), f.Get("form"), kind, strings.TrimSpace(f.Get("name")))
	return h.afterRails(w, r, done, err, railsForm{kind: string(kind), name: f.Get("name")})
}

// Disown ends that a user or group was adopted.
func (h *Handlers) Disown(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	done, err := h.app.Disown(r.Context(), actor(r), f.Get("form"), desk.AdoptedKind(f.Get("kind")), f.Get("id"))
	return h.afterRails(w, r, done, err, railsForm{})
}

// RemoveSafe takes a policy out of the safe set.
func (h *Handlers) RemoveSafe(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	done, err := h.app.RemoveSafe(r.Context(), actor(r), f.Get("form"), iam.ARN(f.Get("policy")))
	return h.afterRails(w, r, done, err, railsForm{})
}

func (h *Handlers) afterRails(w http.ResponseWriter, r *http.Request, d porter.Done, err error, in railsForm) error {
	if err == nil {
		return h.after(w, r, d, templates.GuardURL())
	}
	v, unread := h.app.Rails(r.Context())
	if unread != nil {
		return unread
	}
	if in.edit.Mode == "" { // another form of the page
		in.edit = porter.RailsEdit{Mode: v.Mode, Boundary: iam.ARN(v.Boundary), Paths: v.Paths}
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.rails(r, v, in, ft) })
}

func (h *Handlers) rails(r *http.Request, v porter.RailsView, in railsForm, ft *fault.Fault) templ.Component {
	page := h.page(r, text.From(r.Context()).Rails.Title, templates.SectionGuard)
	t := page.T
	p := templates.Rails{Page: page, Default: !v.Chosen, Paths: strings.Join(in.edit.Paths, "\n"), Name: in.name, Kind: desk.AdoptedKind(in.kind), Fault: ft,
		Unset: v.Mode == desk.GuardGuarded && (v.Boundary == "" || len(v.Paths) == 0)}
	for _, m := range []desk.GuardMode{desk.GuardOpen, desk.GuardGuarded} {
		p.Modes = append(p.Modes, templates.RailsMode{Value: m, Label: t.Rails.Modes[string(m)], Hint: t.Rails.About[string(m)], Current: in.edit.Mode == m})
	}
	if v.SetBy != "" {
		p.Set = fmt.Sprintf(t.Rails.Set, v.SetBy, t.Ago(v.SetAt, page.Now))
	}
	p.Pick = h.onePolicy(page, in.query, in.edit.Boundary, ft)
	p.Pick.Legend, p.Pick.Hint, p.Pick.FindURL = t.Rails.Boundary, t.Rails.BoundBy, templates.GuardURL()
	pinned := func(by string, at time.Time) string { return by + ", " + t.Ago(at, page.Now) }
	kinds := map[porter.SafeState]string{porter.SafeSame: "ok", porter.SafeChanged: "warn", porter.SafeGone: "bad"}
	for i, s := range v.Safe {
		p.Safe = append(p.Safe, templates.SafeRow{ARN: iam.ARN(s.ARN), Name: iam.ARN(s.ARN).Name(), Version: s.Version,
			Kind: kinds[v.States[i]], State: t.Rails.States[string(v.States[i])], By: pinned(s.SetBy, s.SetAt)})
	}
	for _, a := range v.Adopted {
		row := templates.AdoptedRow{Kind: a.Kind, ID: a.ID, Name: a.Name, What: t.Rails.Kinds[string(a.Kind)], By: pinned(a.SetBy, a.SetAt), URL: templates.UserURL(iam.UserName(a.Name))}
		if a.Kind == desk.AdoptedGroup {
			row.URL = templates.GroupURL(iam.GroupName(a.Name))
		}
		p.Adopted = append(p.Adopted, row)
	}
	return p.View()
}

// onePolicy fills a picker of one policy.
func (h *Handlers) onePolicy(page templates.Page, q string, ticked iam.ARN, f *fault.Fault) templates.PolicyPick {
	pick := policyPick(page.T, h.app.Snapshot(), q, arns([]string{string(ticked)}), nil)
	pick.One, pick.Error = true, page.Wrong(f, pick.Field)
	return pick
}

// ShowSafe shows the choice of a policy for the safe set, or what a policy says now
// beside what it said when it was pinned.
func (h *Handlers) ShowSafe(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	page := h.page(r, text.From(r.Context()).Rails.PinTitle, templates.SectionGuard)
	page.Crumbs = []templates.Crumb{{Text: page.T.Rails.Title, URL: templates.GuardURL()}}
	if arn := iam.ARN(q.Get("policy")); arn != "" && q.Get("find") == "" {
		return h.showPin(w, r, page, arn, nil)
	}
	p := templates.SafePin{Page: page, Pick: h.onePolicy(page, q.Get("q"), iam.ARN(q.Get("policy")), nil)}
	p.Pick.Legend, p.Pick.Hint = page.T.Rails.Pick, page.T.Rails.PickHint
	return h.show(w, r, http.StatusOK, p.View())
}

// PinSafe puts a policy into the safe set as it was looked at.
func (h *Handlers) PinSafe(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	arn := iam.ARN(f.Get("policy"))
	done, err := h.app.PinSafe(r.Context(), actor(r), f.Get("form"), arn, f.Get("version"), f.Get("hash"))
	if err == nil {
		return h.after(w, r, done, templates.GuardURL())
	}
	if !fault.Is(err, fault.CodeSafeChanged) {
		return err
	}
	page := h.page(r, "", templates.SectionGuard)
	page.Crumbs = []templates.Crumb{{Text: page.T.Rails.Title, URL: templates.GuardURL()}}
	return h.showPin(w, r, page, arn, err)
}

func (h *Handlers) showPin(w http.ResponseWriter, r *http.Request, page templates.Page, arn iam.ARN, wrong error) error {
	v, err := h.app.ReviewSafe(r.Context(), arn)
	if err != nil {
		return err
	}
	t := page.T
	page.Title = fmt.Sprintf(t.Rails.PinTo, arn.Name())
	p := templates.SafePin{Page: page, ARN: arn, Version: v.Policy.DefaultVersion, Hash: v.Hash, Pinned: v.Pinned.Version,
		Dangerous: len(v.Dangers) > 0, Document: templates.Indented(v.Policy.Document), Fault: fault.Of(wrong)}
	p.Same = v.Pinned.Version == v.Policy.DefaultVersion && v.Pinned.Hash == v.Hash
	if p.Pinned != "" && !p.Same {
		p.Diff = templates.NewDiff(t, v.Pinned.Document, v.Policy.Document)
		p.Diff.Lead = fmt.Sprintf(t.Rails.Since, p.Pinned, p.Version)
	}
	if wrong != nil {
		return h.again(w, r, wrong, func(*fault.Fault) templ.Component { return p.View() })
	}
	return h.show(w, r, http.StatusOK, p.View())
}
