package handlers

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/policy"
	"keyporter/internal/porter"
	"keyporter/templates"
)

// This file is the form that writes policies, managed and inline: the JSON
// editor and the S3 form, drawn again by each of their buttons, and the review.
// It saves nothing.

// policyEditor is one place where the form stands.
type policyEditor struct {
	title    string
	lead     string
	section  string
	crumbs   []templates.Crumb
	own      string // addresses of the form, of what saves, and back
	commit   string
	back     string
	button   string // on the review
	nameHint string
	named    bool // the name is asked for
	managed  bool // and path and description
	name     iam.PolicyName
	whatIf   templates.WhatIfForm // asks which answers the document would change, once it is filled in
	// plan checks what is filled in and returns the steps that save it, with the
	// version that goes to make room.
	plan func(in policyInput) (steps []porter.Step, drop string, err error)
	// saved returns the document that the form replaces and what it stands on;
	// nil where there is none yet.
	saved func() (document, base string, err error)
	// act is what saving is, for what is dangerous in it; nil where nothing can be.
	act func(in policyInput) (verb desk.Verb, target string, content any)
}

// use is what a document of the form is for.
func (e policyEditor) use() policy.Use {
	if e.section == templates.SectionPolicies {
		return policy.UseManaged
	}
	return policy.UseInline
}

// policyInput is what a policy's form says.
type policyInput struct {
	by       string
	name     iam.PolicyName
	path     string
	about    string
	base     string
	drop     string
	document string
	recipe   templates.RecipeFields
}

// readPolicy reads the form. Browsers end the lines of a text with CR LF.
func readPolicy(f url.Values) policyInput {
	in := policyInput{
		by: templates.ByJSON, name: iam.PolicyName(strings.TrimSpace(f.Get("name"))), path: strings.TrimSpace(f.Get("path")),
		about: f.Get("description"), base: f.Get("base"), drop: f.Get("drop"),
		document: strings.TrimLeft(strings.ReplaceAll(f.Get("document"), "\r\n", "\n"), "\n"),
		recipe: templates.RecipeFields{
			Bucket: strings.TrimSpace(f.Get("bucket")), Prefix: f.Get("prefix"), Sources: strings.ReplaceAll(f.Get("sources"), "\r\n", "\n"),
			List: f.Has("list"), Read: f.Has("read"), Write: f.Has("write"), Delete: f.Has("delete"), MFA: f.Has("mfa"),
		},
	}
	if f.Get("by") == templates.ByS3 {
		in.by = templates.ByS3
	}
	return in
}

// written makes the document of the S3 form. Its faults belong to the fields.
func (in policyInput) written() (policyInput, error) {
	r := policy.Recipe{
		Bucket: in.recipe.Bucket, Prefix: in.recipe.Prefix, List: in.recipe.List, Read: in.recipe.Read,
		Write: in.recipe.Write, Delete: in.recipe.Delete, MFA: in.recipe.MFA,
		SourceIPs: strings.FieldsFunc(in.recipe.Sources, func(c rune) bool { return strings.ContainsRune(" \t\n,;", c) }),
	}
	var faults []*fault.Fault
	for _, p := range r.Check() {
		faults = append(faults, fault.Field(recipeField(p.Field), fault.CodeRecipeField, string(p.Code), p.Arg))
	}
	if len(faults) > 0 {
		return in, fault.Join(faults...)
	}
	in.document = r.Document().JSON()
	return in, nil
}

// recipeField is the form's name for a field of a recipe.
func recipeField(f policy.RecipeField) string {
	switch f {
	case policy.FieldVerbs:
		return "may"
	case policy.FieldSourceIPs:
		return "sources"
	}
	return string(f)
}

// asRecipe fills the S3 form from the document, where it can show all of it.
func (in policyInput) asRecipe() (policyInput, bool) {
	doc, err := policy.Parse(in.document)
	if err != nil {
		return in, false
	}
	r, ok := policy.ReadRecipe(doc)
	if !ok {
		return in, false
	}
	in.by = templates.ByS3
	in.recipe = templates.RecipeFields{
		Bucket: r.Bucket, Prefix: r.Prefix, Sources: strings.Join(r.SourceIPs, "\n"),
		List: r.List, Read: r.Read, Write: r.Write, Delete: r.Delete, MFA: r.MFA,
	}
	return in, true
}

// back returns what the review sends back: the document is the truth.
func (in policyInput) back() policyInput {
	if in.by == templates.ByS3 {
		if filled, ok := in.asRecipe(); ok {
			return filled
		}
	}
	in.by = templates.ByJSON
	return in
}

// draftPolicy answers the buttons of the form: it draws the form again, or the
// review where all is right.
func (h *Handlers) draftPolicy(w http.ResponseWriter, r *http.Request, e policyEditor) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	in := readPolicy(f)
	switch f.Get("do") {
	case templates.DoCheck:
		p := h.policyForm(r, e, in, nil).Check(e.use())
		p.Asked = true
		return h.show(w, r, http.StatusOK, p.View())
	case templates.DoReadOnly:
		in.recipe.List, in.recipe.Read, in.recipe.Write, in.recipe.Delete = true, true, false, false
		return h.show(w, r, http.StatusOK, h.policyForm(r, e, in, nil).View())
	case templates.DoReadWrite:
		in.recipe.List, in.recipe.Read, in.recipe.Write, in.recipe.Delete = true, true, true, false
		return h.show(w, r, http.StatusOK, h.policyForm(r, e, in, nil).View())
	case templates.DoEdit:
		return h.show(w, r, http.StatusOK, h.policyForm(r, e, in.back(), nil).View())
	case templates.DoS3:
		filled, ok := in.asRecipe()
		if !ok {
			return h.policyAgain(w, r, e, in, fault.Field("document", fault.CodeRecipe))
		}
		return h.show(w, r, http.StatusOK, h.policyForm(r, e, filled, nil).View())
	}
	return h.reviewPolicy(w, r, e, in, f.Get("do") == templates.DoJSON)
}

// reviewPolicy shows what saving would do. With asJSON it goes on in the editor
// with what the S3 form makes.
func (h *Handlers) reviewPolicy(w http.ResponseWriter, r *http.Request, e policyEditor, in policyInput, asJSON bool) (err error) {
	if in.by == templates.ByS3 {
		if in, err = in.written(); err != nil {
			_, _, others := e.plan(in)
			return h.policyAgain(w, r, e, in, besides("document", err, others))
		}
	}
	if asJSON {
		in.by = templates.ByJSON
		return h.show(w, r, http.StatusOK, h.policyForm(r, e, in, nil).View())
	}
	steps, drop, err := e.plan(in)
	if err != nil {
		return h.policyAgain(w, r, e, in, err)
	}
	p := templates.PolicyReview{Form: h.policyForm(r, e, in, nil), Commit: e.commit, Button: e.button, Drop: drop, WhatIf: e.whatIf}
	p.WhatIf.Document = templates.Indented(in.document)
	p.Page = p.Form.Page
	p.Title = reviewTitle(p.T, e, in)
	p.Steps = stepLines(p.T, steps)
	if e.act != nil {
		in.drop = drop
		verb, target, content := e.act(in)
		if p.Gate = h.foreseen(r, verb, target, content); p.Gate.Guarded {
			p.Button = p.T.Requests.Send
		}
	}
	p.Reading = templates.NewPolicyReading(p.T, templates.Indented(in.document), e.use())
	if e.saved != nil {
		if before, _, err := e.saved(); err == nil && before != "" { // else there is nothing to compare with
			p.Diff = templates.NewDiff(p.T, before, in.document)
		}
	}
	return h.show(w, r, http.StatusOK, p.View())
}

// besides joins the faults of several errors but those of one field, so that a
// person sees all of a form's mistakes at once.
func besides(field string, errs ...error) error {
	var faults []*fault.Fault
	for _, err := range errs {
		if f := fault.Of(err); f != nil {
			for _, one := range f.Fields() {
				if one.Field != field {
					alone := *one
					alone.More = nil
					faults = append(faults, &alone)
				}
			}
		}
	}
	return fault.Join(faults...)
}

// showPolicyEdit shows the form with a document that is there already, checked.
func (h *Handlers) showPolicyEdit(w http.ResponseWriter, r *http.Request, e policyEditor, in policyInput) error {
	return h.show(w, r, http.StatusOK, h.policyForm(r, e, in.back(), nil).Check(e.use()).View())
}

// policyAgain shows the form again with its mistakes, and beside a refused
// document all that a check finds in it.
func (h *Handlers) policyAgain(w http.ResponseWriter, r *http.Request, e policyEditor, in policyInput, err error) error {
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component {
		p := h.policyForm(r, e, in, ft)
		if in.by == templates.ByJSON && p.Wrong(ft, "document") != "" && strings.TrimSpace(in.document) != "" {
			p = p.Check(e.use())
		}
		return e.theirs(p, in, ft).View()
	})
}

// theirs shows what somebody else has saved since the form was drawn. The form
// stands on that now: sent again, it replaces it.
func (e policyEditor) theirs(p templates.PolicyForm, in policyInput, ft *fault.Fault) templates.PolicyForm {
	if e.saved == nil || !fault.Is(ft, fault.CodePolicyChanged) {
		return p
	}
	if document, base, err := e.saved(); err == nil && document != "" {
		p.Base, p.Theirs = base, templates.NewDiff(p.T, document, in.document)
		p.Theirs.Lead = p.T.Diff.Theirs
	}
	return p
}

func (h *Handlers) policyForm(r *http.Request, e policyEditor, in policyInput, ft *fault.Fault) templates.PolicyForm {
	p := templates.PolicyForm{
		Page: h.page(r, e.title, e.section), Lead: e.lead, Own: e.own, BackURL: e.back, By: in.by, Named: e.named, NameHint: e.nameHint,
		Managed: e.managed, Name: string(in.name), Path: in.path, About: in.about, Base: in.base, Document: in.document,
		Recipe: in.recipe, Fault: ft,
	}
	p.Crumbs = e.crumbs
	p.Faulty = p.Faulty && ft != nil
	if in.by == templates.ByJSON {
		_, p.AsS3 = in.asRecipe()
	}
	return p
}
