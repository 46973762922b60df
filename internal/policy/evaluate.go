package policy

import "strings"

// Request is what is to be decided.
type Request struct {
	// Principal is the ARN of a user, a role session or the account root, or the
	// name of a service.
	Principal string
	// Action is service:name, in any case.
	Action string
	// Resource is an ARN, or "*" where the action has no resource: only a
	// statement about every resource covers that.
	Resource string
	// ResourceAccount owns the resource. Without it, the principal's account does.
	ResourceAccount string
	// Context is complete: nothing is inferred from the request or added to it.
	Context *Context
}

// Kind says how a policy reaches the principal.
type Kind string

// The ways in which an identity policy reaches a principal.
const (
	UserInline   Kind = "user-inline"
	UserManaged  Kind = "user-managed"
	GroupInline  Kind = "group-inline"
	GroupManaged Kind = "group-managed"
	RoleInline   Kind = "role-inline"
	RoleManaged  Kind = "role-managed"
)

// Source is a policy with its name, and for an identity policy its kind and the
// group it comes through.
type Source struct {
	Name  string
	Kind  Kind
	Group string
	Doc   *Document
}

// Level is a level of an organization: the root, a unit, or the account, with
// the service control policies attached there.
type Level struct {
	ID       string
	Policies []Source
}

// Policies is all that bears on a principal and a resource.
type Policies struct {
	Identity []Source
	Boundary *Source  // nil: the principal has none
	Resource *Source  // nil: the resource has none
	Control  []Level  // root first; empty: the account is in no organization
	Session  []Source // together one limit; empty: no session policies
}

// Evaluate decides a request and tells why ("Policy evaluation logic" and its
// page on cross-account evaluation, IAM User Guide):
//
//   - an explicit deny anywhere wins;
//   - each level of the organization must allow;
//   - within the account an identity policy or the resource policy must allow;
//     across accounts both must;
//   - a permissions boundary and session policies must allow as well, but within
//     the account they do not limit what a resource policy grants to the user or
//     to the session itself;
//   - a KMS key and a role trust no identity policy that their own policy does
//     not admit.
//
// It looks at every statement, so that the reasons are complete.
func Evaluate(r Request, p Policies) *Decision {
	e := evaluation{request: &r, who: newRequester(r.Principal), action: strings.ToLower(r.Action), decision: &Decision{}}
	e.target = newTarget(&r, &e.who)
	f := findings{bounded: p.Boundary != nil, limited: len(p.Session) > 0, policy: p.Resource != nil, control: true}
	for _, level := range p.Control {
		if e.layer(LayerControl, level.ID, level.Policies, false) < namedDirect {
			f.control = false
		}
	}
	f.identity = e.layer(LayerIdentity, "", p.Identity, false) == namedDirect
	if p.Boundary != nil {
		f.boundary = e.layer(LayerBoundary, "", []Source{*p.Boundary}, false) == namedDirect
	}
	if p.Resource != nil {
		f.resource = e.layer(LayerResource, "", []Source{*p.Resource}, f.bounded)
	}
	f.session = e.layer(LayerSession, "", p.Session, false) == namedDirect
	f.denied = e.denied
	e.conclude(f)
	return e.decision
}

// evaluation is one run of Evaluate.
type evaluation struct {
	request  *Request
	who      requester
	target   target
	action   string // lower case
	denied   bool
	decision *Decision
	silent   []Missing // the layers that held no allow
}

// layer looks at every statement of the layer's policies and returns how
// closely the strongest Allow names the requester: namedDirect or notNamed
// where statements name nobody.
func (e *evaluation) layer(layer Layer, level string, sources []Source, bounded bool) grade {
	best := notNamed
	for i := range sources {
		doc := sources[i].Doc
		place := cursor{text: doc.text}
		for j := range doc.Statements {
			s := &doc.Statements[j]
			found := e.statement(s, doc.variables(), layer, bounded)
			if found.action {
				e.tell(found, Reason{
					Layer: layer, Level: level, Source: sources[i].Name, Kind: sources[i].Kind, Group: sources[i].Group,
					Effect: s.Effect, Sid: s.Sid, Index: j, Position: place.to(s.At),
				})
			}
			if !found.applies() {
				continue
			}
			if s.Effect == Deny {
				e.denied = true
			} else {
				best = max(best, found.grade)
			}
		}
	}
	if best == notNamed {
		e.silent = append(e.silent, Missing{Layer: layer, Level: level})
	}
	return best
}

// finding is what one statement had to say.
type finding struct {
	action, resource bool
	grade            grade
	failed           []Unmet
	absent           []string
}

func (f *finding) applies() bool {
	return f.action && f.resource && f.grade != notNamed && len(f.failed) == 0
}

func (e *evaluation) statement(s *Statement, variables bool, layer Layer, bounded bool) finding {
	f := finding{grade: namedDirect}
	if f.action = e.coversAction(s); !f.action {
		return f
	}
	f.resource = e.coversResource(s, variables, &f)
	if layer == LayerResource {
		f.grade = s.names(newNamers(s), &e.who, bounded)
	}
	for i := range s.Conditions {
		e.condition(&s.Conditions[i], variables, &f)
	}
	return f
}

func (e *evaluation) coversAction(s *Statement) bool {
	switch {
	case s.Actions != nil:
		return anyText(s.Actions, e.matchesAction)
	case s.NotActions != nil:
		return !anyText(s.NotActions, e.matchesAction)
	}
	return false
}

// matchesAction compares without regard to case ("Action").
func (e *evaluation) matchesAction(pattern string) bool {
	return covers(strings.ToLower(pattern), e.action, false, nil)
}

// coversResource compares with regard to case ("Resource"). A statement without
// the element, as in a role's trust policy, is about the resource it hangs on.
func (e *evaluation) coversResource(s *Statement, variables bool, f *finding) bool {
	matches := func(pattern string) bool {
		f.note(newTemplate(pattern, variables, true), e.request.Context)
		return covers(pattern, e.request.Resource, variables, e.request.Context)
	}
	if s.NotResources != nil {
		return !anyText(s.NotResources, matches)
	}
	return s.Resources == nil || anyText(s.Resources, matches)
}

func anyText(list []Text, matches func(string) bool) bool {
	for i := range list {
		if matches(list[i].Value) {
			return true
		}
	}
	return false
}

// covers reports whether a pattern with wildcards covers the text.
func covers(pattern, text string, variables bool, c *Context) bool {
	if !strings.ContainsAny(pattern, "*?$") {
		return pattern == text
	}
	return newTemplate(pattern, variables, true).match(text, c)
}

// condition notes a condition that does not hold, and the keys without value.
func (e *evaluation) condition(c *Condition, variables bool, f *finding) {
	op, _ := operatorNamed(c.Operator)
	values := e.request.Context.values(strings.ToLower(c.Key))
	holds := false
	switch {
	case op.family == familyNull:
		holds = anyText(c.Values, func(want string) bool { return compareNull(want, len(values) > 0) })
	case len(values) == 0 || op.empty(values):
		holds = op.absent()
	default:
		holds = op.over(values, e.request.Context, func(value string, context *Context) bool {
			return anyText(c.Values, func(want string) bool { return op.compare(value, want, variables, context) })
		})
	}
	if len(values) == 0 {
		f.absent = append(f.absent, c.Key)
	}
	for i := range c.Values {
		f.note(newTemplate(c.Values[i].Value, variables, true), e.request.Context)
	}
	if !holds {
		f.failed = append(f.failed, Unmet{Condition: *c, Have: values})
	}
}

// note remembers the variables of a template that have no value.
func (f *finding) note(t template, c *Context) {
	for i := range t {
		if t[i].kind == variable {
			if _, ok := c.single(t[i].text); !ok {
				f.absent = append(f.absent, t[i].text)
			}
		}
	}
}
