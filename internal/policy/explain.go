package policy

import (
	"slices"
	"strings"
)

// Layer is a kind of policies that has its say in a decision.
type Layer string

// The layers, in the order in which they are looked at.
const (
	LayerControl  Layer = "control"  // service control policies
	LayerIdentity Layer = "identity" // of the user, its groups, or the role
	LayerBoundary Layer = "boundary" // the permissions boundary
	LayerResource Layer = "resource" // the policy of the resource
	LayerSession  Layer = "session"  // session policies
)

// Decision is an outcome with everything that led to it.
type Decision struct {
	Outcome Outcome
	Cause   Cause
	// Decisive is the index in Reasons of the statement that decided, -1 where
	// none did: where an allow is missing, or no policy was needed.
	Decisive int
	// Reasons are the statements that apply, layer by layer.
	Reasons []Reason
	// Near are the statements that cover the action but fail on something else.
	Near []Near
	// Missing are the layers that would have to allow and do not.
	Missing []Missing
	// Absent are the condition keys that statements about the action ask for and
	// the request does not have, sorted.
	Absent []string
}

// Reason is a statement.
type Reason struct {
	Layer    Layer
	Level    string // of the organization, in LayerControl
	Source   string // the policy's name
	Kind     Kind   // in LayerIdentity
	Group    string // the group it comes through, if so
	Effect   Effect
	Sid      string
	Index    int // of the statement in its policy, from 0
	Position Position
}

// Near is a statement that covers the action and yet does not apply.
type Near struct {
	Reason
	OtherResource  bool // it is about other resources
	OtherPrincipal bool // it is about other principals
	Unmet          []Unmet
}

// Unmet is a condition that does not hold. Have are the values of its key in
// the request; nil where it is absent.
type Unmet struct {
	Condition
	Have []string
}

// Missing is a layer that holds no allow.
type Missing struct {
	Layer Layer  `json:"layer"`
	Level string `json:"level,omitempty"` // of the organization, in LayerControl
}

// tell files what a statement that covers the action had to say.
func (e *evaluation) tell(f finding, r Reason) {
	d := e.decision
	d.Absent = append(d.Absent, f.absent...)
	if f.applies() {
		d.Reasons = append(d.Reasons, r)
		return
	}
	d.Near = append(d.Near, Near{Reason: r, OtherResource: !f.resource, OtherPrincipal: f.grade == notNamed, Unmet: f.failed})
}

// conclude decides, and says what decided and what was missing.
func (e *evaluation) conclude(f findings) {
	d := e.decision
	d.Outcome, d.Cause = f.decide(e.target, &e.who)
	slices.SortFunc(d.Absent, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	d.Absent = slices.CompactFunc(d.Absent, strings.EqualFold)
	want, effect := Layer(""), Allow
	switch d.Cause {
	case CauseExplicitDeny:
		effect = Deny
	case CauseResourceAllows:
		want = LayerResource
	case CauseIdentityAllows, CauseBothAllow:
		want = LayerIdentity
	default:
		want = "none"
	}
	d.Decisive = slices.IndexFunc(d.Reasons, func(r Reason) bool {
		return r.Effect == effect && (want == "" || r.Layer == want)
	})
	if d.Outcome == ImplicitlyDenied {
		d.Missing = e.missing(f)
	}
}

// missing keeps of the silent layers those whose word is needed. Within an
// account the resource policy's is not, beside an identity policy's.
func (e *evaluation) missing(f findings) []Missing {
	granted := f.resource == namedRole || e.who.kind == rootRequester
	resource := e.target.foreign || e.who.kind == otherRequester || e.target.mustBeTrusted()
	var list []Missing
	for _, m := range e.silent {
		switch {
		case m.Layer == LayerControl,
			m.Layer == LayerIdentity && e.who.kind != otherRequester && (e.target.foreign || !granted),
			m.Layer == LayerBoundary,
			m.Layer == LayerSession && (f.limited || e.who.kind == federatedRequester),
			m.Layer == LayerResource && resource:
			list = append(list, m)
		}
	}
	if resource && !f.policy {
		list = append(list, Missing{Layer: LayerResource})
	}
	return list
}
