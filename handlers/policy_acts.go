package handlers

import (
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

// NewPolicy asks how to write a policy, and shows its form; ?by= chooses.
func (h *Handlers) NewPolicy(w http.ResponseWriter, r *http.Request) error {
	return h.show(w, r, http.StatusOK, h.policyForm(r, h.newPolicy(r), blankPolicy(r), nil).View())
}

// DraftPolicy answers the buttons of the form that creates a policy.
func (h *Handlers) DraftPolicy(w http.ResponseWriter, r *http.Request) error {
	return h.draftPolicy(w, r, h.newPolicy(r))
}

// CreatePolicy creates a customer managed policy.
func (h *Handlers) CreatePolicy(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	in := readPolicy(f)
	done, err := h.app.CreatePolicy(r.Context(), actor(r), f.Get("form"), in.managed())
	if err != nil {
		return h.policyAgain(w, r, h.newPolicy(r), in.back(), err)
	}
	return h.after(w, r, done, templates.PolicyURL(done.Policy))
}

// EditPolicy shows the form with the document of a policy's default version, or
// the S3 form where ?by= asks for it and it can show the document.
func (h *Handlers) EditPolicy(w http.ResponseWriter, r *http.Request) error {
	arn := policyARN(r)
	v, err := h.app.Policy(r.Context(), arn)
	if err != nil {
		return err
	}
	if arn.AWSManaged() {
		return fault.New(fault.Conflict, fault.CodePolicyNotOwn, string(v.Policy.Name))
	}
	in := policyInput{by: policyBy(r), base: v.Policy.DefaultVersion, document: templates.Indented(v.Policy.Document)}
	return h.showPolicyEdit(w, r, h.editPolicy(r), in)
}

// DraftPolicyEdit answers the buttons of the form that edits a policy.
func (h *Handlers) DraftPolicyEdit(w http.ResponseWriter, r *http.Request) error {
	return h.draftPolicy(w, r, h.editPolicy(r))
}

// SavePolicy saves an edited policy as a new version, which becomes the default.
func (h *Handlers) SavePolicy(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	in, arn := readPolicy(f), policyARN(r)
	done, err := h.app.SavePolicy(r.Context(), actor(r), f.Get("form"), in.edit(arn))
	if err != nil {
		return h.policyAgain(w, r, h.editPolicy(r), in.back(), err)
	}
	return h.after(w, r, done, templates.PolicyURL(arn))
}

// SetPolicyVersion makes a version the default.
func (h *Handlers) SetPolicyVersion(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	done, err := h.app.SetPolicyVersion(r.Context(), actor(r), f.Get("form"), policyARN(r), f.Get("version"))
	return h.afterVersion(w, r, done, err)
}

// DeletePolicyVersion deletes a version that is not the default.
func (h *Handlers) DeletePolicyVersion(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	done, err := h.app.DeletePolicyVersion(r.Context(), actor(r), f.Get("form"), policyARN(r), f.Get("version"))
	return h.afterVersion(w, r, done, err)
}

// afterVersion ends an act on a version: it goes to the policy's page, or shows
// it with the fault.
func (h *Handlers) afterVersion(w http.ResponseWriter, r *http.Request, d porter.Done, err error) error {
	if err == nil {
		return h.after(w, r, d, templates.PolicyURL(policyARN(r)))
	}
	if fault.Is(err, fault.CodePolicyVersion) { // the page tells which there are
		err = fault.New(fault.Conflict, fault.CodePolicyVersion, fault.Of(err).Args...)
	}
	v, gone := h.app.Policy(r.Context(), policyARN(r))
	if gone != nil {
		return gone
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component {
		p := h.policyShow(r, v)
		p.Fault = ft
		return p.View()
	})
}

// AskDeletePolicy asks for the name of a policy, or says where it is attached.
func (h *Handlers) AskDeletePolicy(w http.ResponseWriter, r *http.Request) error {
	p, err := h.policyDelete(r)
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, p.View())
}

// DeletePolicy deletes a policy whose name was typed.
func (h *Handlers) DeletePolicy(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	arn, typed := policyARN(r), f.Get("confirm")
	done := porter.Done{}
	if typed != arn.Name() {
		err = fault.Field("confirm", fault.CodeConfirmName)
	} else {
		done, err = h.app.DeletePolicy(r.Context(), actor(r), f.Get("form"), arn)
	}
	if err == nil {
		return h.after(w, r, done, templates.PoliciesURL())
	}
	p, gone := h.policyDelete(r)
	if gone != nil {
		return err
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component {
		p.Fault, p.Typed = ft, typed
		return p.View()
	})
}

func (h *Handlers) policyDelete(r *http.Request) (templates.PolicyDelete, error) {
	v, err := h.app.Policy(r.Context(), policyARN(r))
	if err != nil {
		return templates.PolicyDelete{}, err
	}
	if v.Policy.ARN.AWSManaged() {
		return templates.PolicyDelete{}, fault.New(fault.Conflict, fault.CodePolicyNotOwn, string(v.Policy.Name))
	}
	title := fmt.Sprintf(text.From(r.Context()).Versions.EndTitle, v.Policy.Name)
	page := h.page(r, title, templates.SectionPolicies)
	page.Crumbs = policyCrumbs(page.T, v.Policy.ARN)
	p := templates.NewPolicyDelete(page, v.Policy, v.Versions)
	p.Steps = stepLines(page.T, porter.PlanDeletePolicy(v.Policy.ARN, v.Versions))
	p.Users, p.Groups, p.Roles = userLinks(v.Users, templates.UserPermissionsURL), groupLinks(v.Groups), v.Roles
	p.Bound = bound(v)
	return p, nil
}

// newPolicy is the form that creates a customer managed policy.
func (h *Handlers) newPolicy(r *http.Request) policyEditor {
	t := text.From(r.Context())
	return policyEditor{
		title: t.PolicyForm.NewTitle, lead: t.PolicyForm.NewLead, section: templates.SectionPolicies,
		crumbs: []templates.Crumb{{Text: t.Policies.Title, URL: templates.PoliciesURL()}},
		own:    templates.NewPolicyURL(), commit: templates.PoliciesURL(), back: templates.PoliciesURL(),
		button: t.PolicyForm.Create, nameHint: t.PolicyForm.NameHint, named: true, managed: true,
		plan: func(in policyInput) ([]porter.Step, string, error) {
			steps, err := h.app.PlanPolicy(in.managed())
			return steps, "", err
		},
	}
}

// editPolicy is the form that edits the policy of the address.
func (h *Handlers) editPolicy(r *http.Request) policyEditor {
	t, arn := text.From(r.Context()), policyARN(r)
	return policyEditor{
		title: fmt.Sprintf(t.PolicyForm.EditTitle, arn.Name()), lead: t.PolicyForm.EditLead, section: templates.SectionPolicies,
		crumbs: policyCrumbs(t, arn), own: templates.PolicyEditURL(arn, ""), commit: templates.PolicyVersionsURL(arn),
		back: templates.PolicyURL(arn), button: t.PolicyForm.Save, name: iam.PolicyName(arn.Name()),
		whatIf: templates.WhatIfForm{Kind: "change", Policy: string(arn)},
		plan: func(in policyInput) ([]porter.Step, string, error) {
			return h.app.PlanPolicyEdit(r.Context(), in.edit(arn))
		},
		saved: func() (string, string, error) {
			v, err := h.app.Policy(r.Context(), arn)
			return v.Policy.Document, v.Policy.DefaultVersion, err
		},
		act: func(in policyInput) (desk.Verb, string, any) {
			return desk.PolicyVersionCreate, string(arn), in.edit(arn)
		},
	}
}

func (in policyInput) managed() porter.NewPolicy {
	return porter.NewPolicy{Name: in.name, Path: in.path, Description: in.about, Document: in.document}
}

func (in policyInput) edit(arn iam.ARN) porter.PolicyEdit {
	return porter.PolicyEdit{ARN: arn, Document: in.document, Base: in.base, Drop: in.drop}
}

func reviewTitle(t *text.Text, e policyEditor, in policyInput) string {
	name := e.name
	if e.named {
		name = in.name
	}
	return fmt.Sprintf(t.PolicyForm.ReviewTitle, name)
}

func policyCrumbs(t *text.Text, arn iam.ARN) []templates.Crumb {
	return []templates.Crumb{{Text: t.Policies.Title, URL: templates.PoliciesURL()}, {Text: arn.Name(), URL: templates.PolicyURL(arn)}}
}

// policyARN reads ?arn=, also of a form that is posted there.
func policyARN(r *http.Request) iam.ARN { return iam.ARN(r.URL.Query().Get("arn")) }

// blankDocument is what the editor begins with, as that of AWS's console does.
const blankDocument = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Statement1",
      "Effect": "Allow",
      "Action": [],
      "Resource": []
    }
  ]
}`

// blankPolicy is a form that nothing was filled into; ?by= chooses which.
func blankPolicy(r *http.Request) policyInput {
	return policyInput{by: policyBy(r), document: blankDocument, recipe: templates.RecipeFields{List: true, Read: true}}
}

// policyBy reads ?by=: how the policy is written, or "".
func policyBy(r *http.Request) string {
	switch by := r.URL.Query().Get("by"); by {
	case templates.ByJSON, templates.ByS3:
		return by
	}
	return ""
}
