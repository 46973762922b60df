package handlers

import (
	"cmp"
	"fmt"
	"strings"

	"keyporter/internal/access"
	"keyporter/internal/iam"
	"keyporter/internal/policy"
	"keyporter/internal/text"
	"keyporter/templates"
)

// nearShown is how many of the statements that do not match are shown.
const nearShown = 40

// explainer puts the reason for one answer in words and links.
type explainer struct {
	t       *text.Text
	account *access.Account
	why     *access.Why
}

// whyOf is the reason for one answer, for a page.
func whyOf(page templates.Page, table *access.Table, a asked) templates.Why {
	t := page.T
	why := table.Why(a.subject, a.bucket, a.question)
	e := explainer{t, table.Account(), why}
	d, c := &t.Decisions, &t.AccessCommand
	w := templates.Why{
		Tag:      templates.NewAnswerTag(t, why.Answer, why.Some),
		Verdict:  fmt.Sprintf(t.AccessWhy.Verdict[why.Answer.String()], templates.SubjectName(t, why.Subject), t.Access.Questions[why.Question.Action()], why.Bucket),
		Cause:    cmp.Or(c.Causes[string(why.Cause)], d.Causes[why.Cause]),
		Resource: fmt.Sprintf(t.AccessWhy.Resource, why.Question.Action()+", "+why.Resource), Steps: e.steps(),
	}
	for _, s := range why.Others {
		if s.Not != access.NotAction && len(w.Near) < nearShown {
			w.Near = append(w.Near, e.statement(&s))
		}
	}
	if n := len(why.Others); n > 0 {
		w.Others = fmt.Sprintf(t.AccessWhy.Others, t.Count(n))
	}
	for _, u := range why.Unread {
		w.Unread = append(w.Unread, e.unread(u))
	}
	for i := range why.Flips {
		w.Changes = append(w.Changes, e.change(&why.Flips[i]))
	}
	w.Text = plainWhy(&w)
	return w
}

// steps are the layers in the order in which they are asked.
func (e *explainer) steps() []templates.WhyStep {
	bounded := func(s access.Step) bool { return s.Layer == policy.LayerBoundary }
	layers := []struct {
		name string
		set  bool // something is there that could allow
		is   func(access.Step) bool
	}{
		{"control", len(e.account.Controls) > 0, allowIn(policy.LayerControl)},
		{"deny", false, func(s access.Step) bool { return s.Effect == policy.Deny }},
		{"boundary", has(e.why.Others, bounded) || has(e.why.Steps, bounded), allowIn(policy.LayerBoundary)},
		{"identity", false, allowIn(policy.LayerIdentity)},
		{"resource", false, allowIn(policy.LayerResource)},
		{"acl", false, allowIn(access.LayerACL)},
	}
	w := &e.t.AccessWhy
	var list []templates.WhyStep
	for _, l := range layers {
		step := templates.WhyStep{Title: w.Steps[l.name], None: w.StepNone[l.name]}
		if l.set {
			step.None = w.Silent
		}
		for i := range e.why.Steps {
			if l.is(e.why.Steps[i]) {
				step.Statements = append(step.Statements, e.statement(&e.why.Steps[i]))
			}
		}
		if l.name != "acl" || len(step.Statements) > 0 {
			list = append(list, step)
		}
	}
	if e.why.Shut {
		list = append(list, templates.WhyStep{Title: w.Steps["block"], None: e.t.AccessCommand.Shut})
	}
	return list
}

func allowIn(layer policy.Layer) func(access.Step) bool {
	return func(s access.Step) bool { return s.Layer == layer && s.Effect == policy.Allow }
}

func has(list []access.Step, is func(access.Step) bool) bool {
	for _, s := range list {
		if is(s) {
			return true
		}
	}
	return false
}

// statement is a step with the place where it stands.
func (e *explainer) statement(s *access.Step) templates.WhyStatement {
	d, c := &e.t.Decisions, &e.t.AccessCommand
	out := templates.WhyStatement{Effect: templates.LevelTag{Kind: "ok", Shape: "✓", Word: d.Effects[s.Effect]}, Policy: s.Policy, Decides: s.Decides}
	if s.Effect == policy.Deny {
		out.Effect.Kind, out.Effect.Shape = "bad", "✕"
	}
	if s.Layer == access.LayerACL {
		out.Policy = fmt.Sprintf(c.ACL, s.Permission, s.Grantee)
		return out
	}
	url, line := e.place(s)
	var place []string
	for _, p := range []struct{ words, value string }{{d.Level, s.Level}, {d.Group, s.Group}, {d.Statement, fmt.Sprint(s.Statement + 1)}, {d.Sid, s.Sid}, {d.Line, line}} {
		if p.value != "" {
			place = append(place, fmt.Sprintf(p.words, p.value))
		}
	}
	out.Place, out.URL = strings.Join(place, ", "), url
	for _, one := range s.Conditions {
		out.Conditions = append(out.Conditions, fmt.Sprintf(c.OnlyIf, fmt.Sprintf(d.Unmet, one.Operator, one.Key, strings.Join(one.Values, " | "))))
	}
	objects := c.Objects
	if s.Outside {
		objects = c.Outside
	}
	if len(s.Objects) > 0 {
		out.Conditions = append(out.Conditions, fmt.Sprintf(objects, strings.Join(s.Objects, " | ")))
	}
	if s.Somebody {
		out.Conditions = append(out.Conditions, c.Somebody)
	}
	out.Reason = map[access.NotCode]string{
		access.NotPrincipal: d.OtherPrincipal, access.NotResource: d.OtherResource, access.NotCondition: e.t.AccessWhy.Condition,
	}[s.Not]
	return out
}

// place is the page of the policy at the statement's line, as the page counts
// lines; the line is "" where the document is on no page.
func (e *explainer) place(s *access.Step) (url, line string) {
	document := ""
	switch name := iam.PolicyName(s.Policy); {
	case s.ARN != "":
		url, document = templates.PolicyURL(s.ARN), e.managed(s.ARN)
	case s.Layer == policy.LayerResource:
		if b := e.bucket(s.Policy); b != nil {
			url, document = templates.BucketURL(b.Name), b.Policy
		}
	case s.Layer != policy.LayerIdentity:
	case s.Group != "" || e.why.Subject.Kind == access.SubjectGroup:
		group := iam.GroupName(cmp.Or(s.Group, e.why.Subject.Name))
		url, document = templates.InlineURL(templates.GroupURL(group), name), e.inlineOfGroup(group, name)
	case e.why.Subject.Kind == access.SubjectUser:
		user := iam.UserName(e.why.Subject.Name)
		url, document = templates.InlineURL(templates.UserURL(user), name), e.inlineOfUser(user, name)
	}
	doc, err := policy.Parse(templates.Indented(document))
	if err != nil || s.Statement >= len(doc.Statements) {
		return url, ""
	}
	line = fmt.Sprint(doc.Position(doc.Statements[s.Statement].At).Line)
	if url != "" {
		url += "#document-" + line
	}
	return url, line
}

func (e *explainer) managed(arn iam.ARN) string {
	for i := range e.account.Policies {
		if e.account.Policies[i].ARN == arn {
			return e.account.Policies[i].Document
		}
	}
	return ""
}

func (e *explainer) bucket(name string) *iam.Bucket {
	for i := range e.account.Buckets {
		if e.account.Buckets[i].Name == name {
			return &e.account.Buckets[i]
		}
	}
	return nil
}

func (e *explainer) inlineOfGroup(group iam.GroupName, name iam.PolicyName) string {
	for i := range e.account.Groups {
		if e.account.Groups[i].Name.Fold() == group.Fold() {
			return inlineNamed(e.account.Groups[i].Inline, name)
		}
	}
	return ""
}

func (e *explainer) inlineOfUser(user iam.UserName, name iam.PolicyName) string {
	for i := range e.account.Users {
		if e.account.Users[i].Name.Fold() == user.Fold() {
			return inlineNamed(e.account.Users[i].Inline, name)
		}
	}
	return ""
}

func inlineNamed(list []iam.InlinePolicy, name iam.PolicyName) string {
	for _, p := range list {
		if p.Name == name {
			return p.Document
		}
	}
	return ""
}

// unread names what could not be read.
func (e *explainer) unread(u access.Unread) string {
	if u.Part != "" {
		return fmt.Sprintf(e.t.Access.GapOf, e.why.Bucket, e.t.Buckets.Parts[string(u.Part)])
	}
	return strings.TrimSpace(e.t.Decisions.Layers[u.Layer] + " " + cmp.Or(string(u.ARN), u.Policy, u.Group))
}

// change says what would turn the answer.
func (e *explainer) change(f *access.Flip) string {
	what := cmp.Or(string(f.ARN), f.Policy, f.Level)
	switch {
	case f.Step != nil:
		s := e.statement(f.Step)
		what = s.Policy
		if s.Place != "" {
			what += " (" + s.Place + ")"
		}
	case f.Code == access.FlipAllow:
		what = e.why.Resource
	case what == "":
		what = e.why.Bucket
	}
	return templates.Capital(fmt.Sprintf(e.t.AccessCommand.Change[string(f.Code)], e.why.Question.Action(), what))
}

// plainWhy is all of a reason as text, for a ticket system.
func plainWhy(w *templates.Why) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n%s\n", w.Verdict, w.Cause, w.Resource)
	for i, step := range w.Steps {
		fmt.Fprintf(&b, "\n%d %s\n", i+1, step.Title)
		if len(step.Statements) == 0 {
			fmt.Fprintf(&b, "  %s\n", step.None)
		}
		for _, s := range step.Statements {
			fmt.Fprintf(&b, "  %s %s: %s, %s\n", s.Effect.Shape, s.Effect.Word, s.Policy, s.Place)
			for _, c := range s.Conditions {
				fmt.Fprintf(&b, "    %s\n", c)
			}
		}
	}
	for _, list := range [][]string{w.Unread, w.Changes} {
		if len(list) > 0 {
			fmt.Fprintf(&b, "\n- %s\n", strings.Join(list, "\n- "))
		}
	}
	return b.String()
}
