package handlers

import (
	"context"
	"fmt"
	"net/http"

	"github.com/a-h/templ"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// holder is the user or group that has inline policies: what its pages are, and
// what to ask the application.
type holder struct {
	name    string
	verb    desk.Verb // of putting a policy
	asked   string    // as the pages about access name it
	url     string    // templates.UserURL or GroupURL
	list    string    // the page that lists its policies
	section string
	crumbs  []templates.Crumb
	link    templates.NameLink
	lead    string // of the form that creates one
	there   func(ctx context.Context) error
	read    func(ctx context.Context, name iam.PolicyName) (porter.InlineView, error)
	plan    func(ctx context.Context, e porter.InlineEdit) ([]porter.Step, error)
	put     func(ctx context.Context, by desk.Actor, form string, e porter.InlineEdit) (porter.Done, error)
	dropped func(name iam.PolicyName) porter.Step // what drop does
	drop    func(ctx context.Context, by desk.Actor, form string, name iam.PolicyName) (porter.Done, error)
}

// policyName reads the path value {policy}.
func policyName(r *http.Request) iam.PolicyName {
	return iam.PolicyName(templates.Unseg(r.PathValue("policy")))
}

// showInline shows one inline policy.
func (h *Handlers) showInline(w http.ResponseWriter, r *http.Request, o holder) error {
	v, err := o.read(r.Context(), policyName(r))
	if err != nil {
		return err
	}
	page := h.page(r, string(v.Policy.Name), o.section)
	page.Crumbs = o.crumbs
	p := templates.NewInlineShow(page, v.Policy, v.At, v.Live)
	return h.show(w, r, http.StatusOK, p.Held(o.link, o.url, v.Policy.Name).View())
}

// newInline asks how to write an inline policy, and shows its form.
func (h *Handlers) newInline(w http.ResponseWriter, r *http.Request, o holder) error {
	if err := o.there(r.Context()); err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, h.policyForm(r, newInlineEditor(r, o), blankPolicy(r), nil).View())
}

// createInline adds an inline policy.
func (h *Handlers) createInline(w http.ResponseWriter, r *http.Request, o holder) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	in := readPolicy(f)
	done, err := o.put(r.Context(), actor(r), f.Get("form"), porter.InlineEdit{Name: in.name, Document: in.document, New: true})
	if err != nil {
		return h.policyAgain(w, r, newInlineEditor(r, o), in.back(), err)
	}
	return h.after(w, r, done, templates.InlineURL(o.url, in.name))
}

// editInline shows the form with an inline policy's document.
func (h *Handlers) editInline(w http.ResponseWriter, r *http.Request, o holder) error {
	v, err := o.read(r.Context(), policyName(r))
	if err != nil {
		return err
	}
	in := policyInput{by: policyBy(r), base: porter.InlineBase(v.Policy), document: templates.Indented(v.Policy.Document)}
	return h.showPolicyEdit(w, r, editInlineEditor(r, o), in)
}

// saveInline replaces an inline policy.
func (h *Handlers) saveInline(w http.ResponseWriter, r *http.Request, o holder) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	in, name := readPolicy(f), policyName(r)
	done, err := o.put(r.Context(), actor(r), f.Get("form"), porter.InlineEdit{Name: name, Document: in.document, Base: in.base})
	if err != nil {
		return h.policyAgain(w, r, editInlineEditor(r, o), in.back(), err)
	}
	return h.after(w, r, done, templates.InlineURL(o.url, name))
}

// askDeleteInline shows what an inline policy says and asks for its name.
func (h *Handlers) askDeleteInline(w http.ResponseWriter, r *http.Request, o holder) error {
	p, err := h.inlineDelete(r, o)
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, p.View())
}

// deleteInline deletes an inline policy whose name was typed.
func (h *Handlers) deleteInline(w http.ResponseWriter, r *http.Request, o holder) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	name, typed := policyName(r), f.Get("confirm")
	done := porter.Done{}
	if typed != string(name) {
		err = fault.Field("confirm", fault.CodeConfirmName)
	} else {
		done, err = o.drop(r.Context(), actor(r), f.Get("form"), name)
	}
	if err == nil {
		return h.after(w, r, done, o.list)
	}
	p, gone := h.inlineDelete(r, o)
	if gone != nil {
		return err
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component {
		p.Fault, p.Typed = ft, typed
		return p.View()
	})
}

func (h *Handlers) inlineDelete(r *http.Request, o holder) (templates.InlineDelete, error) {
	v, err := o.read(r.Context(), policyName(r))
	if err != nil {
		return templates.InlineDelete{}, err
	}
	page := h.page(r, fmt.Sprintf(text.From(r.Context()).Inline.EndTitle, v.Policy.Name), o.section)
	page.Crumbs = append(o.crumbs, templates.Crumb{Text: string(v.Policy.Name), URL: templates.InlineURL(o.url, v.Policy.Name)})
	p := templates.NewInlineDelete(page, o.url, v.Policy)
	p.Steps = stepLines(page.T, []porter.Step{o.dropped(v.Policy.Name)})
	return p, nil
}

// newInlineEditor is the form that adds an inline policy.
func newInlineEditor(r *http.Request, o holder) policyEditor {
	t := text.From(r.Context())
	return policyEditor{
		title: fmt.Sprintf(t.Inline.NewTitle, o.name), lead: o.lead, section: o.section, crumbs: o.crumbs,
		own: templates.NewInlineURL(o.url), commit: templates.InlinesURL(o.url), back: o.list,
		button: t.PolicyForm.Put, nameHint: t.Inline.NameHint, named: true, whatIf: templates.WhatIfForm{Kind: "add", Holder: o.asked},
		plan: func(in policyInput) ([]porter.Step, string, error) {
			steps, err := o.plan(r.Context(), porter.InlineEdit{Name: in.name, Document: in.document, New: true})
			return steps, "", err
		},
		act: func(in policyInput) (desk.Verb, string, any) {
			return o.verb, o.name, porter.InlineEdit{Name: in.name, Document: in.document, New: true}
		},
	}
}

// editInlineEditor is the form that replaces an inline policy.
func editInlineEditor(r *http.Request, o holder) policyEditor {
	t, name := text.From(r.Context()), policyName(r)
	return policyEditor{
		title: fmt.Sprintf(t.Inline.EditTitle, name), lead: t.Inline.EditLead, section: o.section,
		crumbs: append(o.crumbs, templates.Crumb{Text: string(name), URL: templates.InlineURL(o.url, name)}),
		own:    templates.InlineEditURL(o.url, name), commit: templates.InlineURL(o.url, name), back: templates.InlineURL(o.url, name),
		button: t.PolicyForm.Put, name: name, whatIf: templates.WhatIfForm{Kind: "change", Holder: o.asked, Policy: string(name)},
		plan: func(in policyInput) ([]porter.Step, string, error) {
			steps, err := o.plan(r.Context(), porter.InlineEdit{Name: name, Document: in.document, Base: in.base})
			return steps, "", err
		},
		saved: func() (string, string, error) {
			v, err := o.read(r.Context(), name)
			return v.Policy.Document, porter.InlineBase(v.Policy), err
		},
		act: func(in policyInput) (desk.Verb, string, any) {
			return o.verb, o.name, porter.InlineEdit{Name: name, Document: in.document, Base: in.base}
		},
	}
}
