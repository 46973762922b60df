package access

import (
	"slices"

	"keyporter/internal/iam"
	"keyporter/internal/policy"
)

// cause is what the answer comes from: what keeps it from being more than no,
// else what gives it ("Policy evaluation logic", IAM user guide).
func (e *explanation) cause() Cause {
	l, has := &e.layers, func(s say) bool { return s.most&e.bit != 0 }
	foreign := l.foreign&e.bit != 0
	own := l.identity
	own.and(l.boundary)
	switch {
	case e.Answer == Unknown:
		return CauseUnread
	case l.deny.sure&e.bit != 0:
		return policy.CauseExplicitDeny
	case !has(l.control):
		return policy.CauseControl
	case foreign && !has(l.direct) && !has(l.role) && !has(l.account):
		return policy.CauseResourceSilent
	case e.Shut:
		return CauseBlock
	case e.holder.unbounded, !foreign && has(l.direct) && l.direct.truth(e.Question) >= own.truth(e.Question):
		return e.given()
	case !has(l.identity) && (foreign || !has(l.role)):
		return policy.CauseIdentitySilent
	case !has(l.boundary):
		return policy.CauseBoundarySilent
	case foreign:
		return policy.CauseBothAllow
	case !has(l.identity):
		return policy.CauseResourceAllows
	}
	return policy.CauseIdentityAllows
}

// given tells whether it is the bucket's policy or only its ACL that grants.
func (e *explanation) given() Cause {
	if slices.ContainsFunc(e.Steps, func(s Step) bool { return s.Layer == policy.LayerResource && s.Effect == policy.Allow }) {
		return policy.CauseResourceAllows
	}
	return CauseACL
}

// sure reports whether the step holds whatever the request, and for every object.
func (s *Step) sure() bool { return len(s.Conditions) == 0 && s.Objects == nil && !s.Somebody }

// grantor is the layer whose allow gives the answer, "" where none does.
func (e *explanation) grantor() policy.Layer {
	switch e.Cause {
	case policy.CauseResourceAllows:
		return policy.LayerResource
	case policy.CauseIdentityAllows, policy.CauseBothAllow:
		return policy.LayerIdentity
	case CauseACL:
		return LayerACL
	}
	return ""
}

// decide marks the steps that decide: of a no the deny that always applies, of a
// yes the allow that always does, and of an if what does not always.
func (e *explanation) decide() {
	first := func(is func(*Step) bool) {
		for i := range e.Steps {
			if is(&e.Steps[i]) {
				e.Steps[i].Decides = true
				return
			}
		}
	}
	grantor := e.grantor()
	switch {
	case e.Cause == policy.CauseExplicitDeny:
		first(func(s *Step) bool { return s.Effect == policy.Deny && s.sure() })
	case grantor == "":
	case e.Answer == Yes:
		first(func(s *Step) bool { return s.Effect == policy.Allow && s.Layer == grantor && s.sure() })
	default:
		for i := range e.Steps {
			s := &e.Steps[i]
			s.Decides = s.Effect == policy.Deny || e.limits(s.Layer, grantor) && !e.sureIn(s.Layer)
		}
	}
}

// limits reports whether the allows of a layer have to hold, too.
func (e *explanation) limits(layer, grantor policy.Layer) bool {
	switch layer {
	case policy.LayerControl:
		return true
	case policy.LayerBoundary:
		return grantor == policy.LayerIdentity
	case policy.LayerResource:
		return grantor == layer || e.Cause == policy.CauseBothAllow
	}
	return layer == grantor
}

// sureIn reports whether some allow of the layer always holds.
func (e *explanation) sureIn(layer policy.Layer) bool {
	return slices.ContainsFunc(e.Steps, func(s Step) bool { return s.Layer == layer && s.Effect == policy.Allow && s.sure() })
}

// flips lists what would turn the answer.
func (e *explanation) flips(t *Table) {
	add := func(f Flip) { e.Flips = append(e.Flips, f) }
	steps := func(is func(*Step) bool, flip func(*Step)) {
		for i := range e.Steps {
			if is(&e.Steps[i]) {
				flip(&e.Steps[i])
			}
		}
	}
	remove := func(s *Step) {
		code := FlipRemove
		if s.Layer == LayerACL {
			code = FlipGrant
		}
		add(Flip{Code: code, Layer: s.Layer, Step: s})
	}
	switch e.Cause {
	case CauseUnread:
		add(Flip{Code: FlipRead})
	case policy.CauseExplicitDeny:
		steps(func(s *Step) bool { return s.Effect == policy.Deny && s.sure() }, remove)
	case policy.CauseControl:
		e.silentLevels(t, add)
	case policy.CauseResourceSilent:
		add(Flip{Code: FlipBucket, Layer: policy.LayerResource})
	case CauseBlock:
		add(Flip{Code: FlipBlock})
	case policy.CauseIdentitySilent:
		add(Flip{Code: FlipAllow, Layer: policy.LayerIdentity})
	case policy.CauseBoundarySilent:
		b := t.reader.boundary(e.holder)
		add(Flip{Code: FlipBoundary, Layer: policy.LayerBoundary, Policy: b.name, ARN: b.arn})
	default:
		if e.Answer == Yes { // all that allow it by themselves would have to go
			steps(func(s *Step) bool { return s.Effect == policy.Allow && s.Layer == e.grantor() && s.sure() }, remove)
			return
		}
		steps(func(s *Step) bool { return s.Decides }, func(s *Step) {
			if s.Effect == policy.Deny {
				remove(s)
				return
			}
			if len(s.Conditions) > 0 {
				add(Flip{Code: FlipConditions, Layer: s.Layer, Step: s})
			}
			if s.Objects != nil {
				add(Flip{Code: FlipObjects, Layer: s.Layer, Step: s})
			}
		})
	}
}

// silentLevels adds the levels of the organization that do not allow.
func (e *explanation) silentLevels(t *Table, add func(Flip)) {
	for _, level := range t.controls.levels {
		allows := func(s Step) bool {
			return s.Layer == policy.LayerControl && s.Level == level.id && s.Effect == policy.Allow
		}
		if !slices.ContainsFunc(e.Steps, allows) {
			add(Flip{Code: FlipControl, Layer: policy.LayerControl, Level: level.id})
		}
	}
}

// unread lists what could not be read and bears on the answer.
func (e *explanation) unread(t *Table, d doubt) {
	for _, p := range e.policies(t) {
		if p.document.doc != nil || p.layer == policy.LayerResource && e.bucket.unread(iam.BucketPolicy) {
			continue
		}
		e.Unread = append(e.Unread, Unread{Layer: p.layer, Policy: p.name, ARN: p.arn, Group: p.group})
	}
	for _, part := range e.bucket.Unread {
		switch part {
		case iam.BucketPolicy:
			e.Unread = append(e.Unread, Unread{Layer: policy.LayerResource, Part: part})
		case iam.BucketBlock:
			if d.shut&e.bit != 0 || d.grants&e.bit != 0 {
				e.Unread = append(e.Unread, Unread{Part: part})
			}
		case iam.BucketACL, iam.BucketOwnership:
			if d.grants&e.bit != 0 {
				e.Unread = append(e.Unread, Unread{Part: part})
			}
		}
	}
}
