package handlers

import (
	"errors"
	"net/http"
	"slices"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// WithReason takes the reason and the approval that a form carries, wherever it was
// sent: the actor of the request that comes back has them.
func (h *Handlers) WithReason(r *http.Request) (*http.Request, error) {
	f, err := form(r)
	if err != nil {
		return r, err
	}
	by, ok := desk.ActorFrom(r.Context())
	if !ok || !f.Has(templates.GateReason) && !f.Has(templates.GateApproval) {
		return r, nil
	}
	by.Reason, by.Approval = f.Get(templates.GateReason), f.Get(templates.GateApproval)
	return r.WithContext(desk.WithActor(r.Context(), by)), nil
}

// AskReason answers a form for a dangerous change that did not begin. Where a second
// person is needed and a reason is given it becomes a request; where an approval does
// not fit, the page of the request says why; else the page asks for the reason and
// carries the form along.
func (h *Handlers) AskReason(w http.ResponseWriter, r *http.Request, err error) error {
	var g *porter.Gate
	if !errors.As(err, &g) {
		return fault.New(fault.Internal, fault.CodeInternal).Because(err)
	}
	by := actor(r)
	if g.Void != "" {
		return h.showRequest(w, r, requestAnswer{id: g.Void, status: http.StatusConflict})
	}
	fields, _, tooLong := carried(r)
	kept := porter.KeptForm{Path: r.URL.RequestURI(), Dropped: droppedFields(r)}
	p := templates.Gate{Page: h.page(r, "", ""), Block: gateBlock(text.From(r.Context()), g), Action: kept.Path, BackURL: proofBack(r),
		TooLong: tooLong, Secrets: kept.Dropped}
	for _, f := range fields {
		if f.Name != templates.GateReason && f.Name != templates.GateApproval {
			p.Fields = append(p.Fields, f)
			kept.Fields = append(kept.Fields, porter.KeptField(f))
		}
	}
	if g.Mode == desk.GuardGuarded && g.Wrong == nil && by.Reason != "" && !tooLong {
		id, err := h.app.Ask(r.Context(), by, g, kept)
		if err == nil {
			return h.seeOther(w, r, templates.RequestURL(id))
		}
		if g.Wrong = fault.Of(err); g.Wrong == nil || g.Wrong.Kind != fault.Invalid {
			return err
		}
	}
	status := http.StatusForbidden
	if p.Block.Reason, p.Block.Fault = by.Reason, g.Wrong; g.Wrong == nil && r.PostForm.Has(templates.GateReason) {
		p.Block.Fault = fault.Field(templates.GateReason, fault.CodeRequired)
	}
	if p.Block.Fault != nil {
		status = http.StatusUnprocessableEntity
	}
	p.Steps = gateSteps(p.T, g.Change)
	if g.Change.After != "" {
		p.Diff = templates.NewDiff(p.T, g.Change.Before, g.Change.After)
	}
	return h.show(w, r, status, p.Prepare().View())
}

// droppedFields are the fields of a form that no page carries along, for they are
// secret.
func droppedFields(r *http.Request) []string {
	var names []string
	for _, name := range sortedNames(r.PostForm) {
		if slices.Contains(unkept, name) && r.PostForm.Get(name) != "" {
			names = append(names, name)
		}
	}
	return names
}

// gateBlock says why a change is dangerous.
func gateBlock(t *text.Text, g *porter.Gate) templates.GateBlock {
	if g == nil {
		return templates.GateBlock{}
	}
	return templates.GateBlock{Shown: true, Guarded: g.Mode == desk.GuardGuarded, Dangers: dangerLines(t, g.Change.Dangers)}
}

func dangerLines(t *text.Text, list []desk.Danger) []string {
	lines := make([]string, len(list))
	for i, d := range list {
		lines[i] = t.Danger(text.DangerFacts{Kind: string(d.Kind), Who: d.Who, What: d.What, Sid: d.Sid, Count: d.Count})
	}
	return lines
}

// gateSteps are the calls of a change that matter for what somebody may do, in words.
func gateSteps(t *text.Text, c porter.Change) []templates.StepLine {
	lines := make([]templates.StepLine, 0, len(c.Steps))
	for _, s := range c.Steps {
		if s.Call == "AddUserToGroup" {
			s.Verb = desk.UserJoin
		}
		words := t.Step(string(s.Verb), s.Args...)
		if _, ok := t.Ops.Steps[string(s.Verb)]; !ok {
			words = t.Verb(string(s.Verb)) + ": " + c.Target
		}
		lines = append(lines, templates.StepLine{Text: words, Call: s.Call, Verb: s.Verb})
	}
	return lines
}

// foreseen says on the review of a change what stands before it. What was typed stays.
// Where it cannot be told the act itself says why.
func (h *Handlers) foreseen(r *http.Request, verb desk.Verb, target string, content any) templates.GateBlock {
	g, err := h.app.Foresee(r.Context(), actor(r), verb, target, content)
	if err != nil {
		h.log.WarnContext(r.Context(), "what is dangerous in a change is not known", "verb", verb, "error", err)
		return templates.GateBlock{}
	}
	b := gateBlock(text.From(r.Context()), g)
	if r.Method == http.MethodPost {
		b.Reason = r.PostForm.Get(templates.GateReason)
	}
	return b
}
