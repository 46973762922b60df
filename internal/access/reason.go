package access

import (
	"slices"
	"strings"

	"keyporter/internal/iam"
	"keyporter/internal/policy"
)

// Why tells the reason for an answer. Nothing of it is kept: every statement that
// bears on the subject and the bucket is asked again.
func (t *Table) Why(subject, bucket int, q Question) *Why {
	h, b, c := t.holders[subject], t.buckets[bucket], t.Cell(subject, bucket)
	w := &Why{Subject: h.Subject, Bucket: b.Name, Question: q, Answer: c.Answer(q), Some: c.Some(q), Resource: b.arn, Steps: []Step{}}
	if q.OnObjects() {
		w.Resource += "/*"
	}
	ruled := h.rule(b)
	l, d := t.weigh(h, t.rows[subject], b, &ruled)
	e := explanation{Why: w, holder: h, bucket: b, bit: 1 << q, layers: l}
	e.ask(t)
	w.Shut = l.shut&e.bit != 0
	if w.Answer == Unknown {
		e.unread(t, d)
	}
	w.Cause = e.cause()
	e.decide()
	e.flips(t)
	return w
}

// explanation is one run of Why.
type explanation struct {
	*Why
	holder *holder
	bucket *bucket
	bit    uint64 // of the question
	layers layers
}

// asking is a policy that is asked, and where it stands.
type asking struct {
	held
	layer policy.Layer
	level string
}

// policies are all that bear on the subject and the bucket, in the order of steps.
func (e *explanation) policies(t *Table) []asking {
	var list []asking
	if e.holder.members {
		for _, level := range t.controls.levels {
			for _, p := range level.policies {
				list = append(list, asking{p, policy.LayerControl, level.id})
			}
		}
	}
	if e.holder.bounded {
		list = append(list, asking{t.reader.boundary(e.holder), policy.LayerBoundary, ""})
	}
	t.reader.identity(e.holder, func(p held) { list = append(list, asking{p, policy.LayerIdentity, ""}) })
	if e.bucket.document != nil {
		list = append(list, asking{held{name: e.bucket.Name, document: e.bucket.document}, policy.LayerResource, ""})
	}
	return list
}

// ask asks every statement. Denies come before what allows, but behind the
// organization.
func (e *explanation) ask(t *Table) {
	var denies, rest []Step
	for _, p := range e.policies(t) {
		if p.document.doc == nil {
			continue
		}
		for i := range p.document.doc.Statements {
			switch s := e.step(&p, i); {
			case s.Not != "":
				e.Others = append(e.Others, s)
			case p.layer == policy.LayerControl && s.Effect == policy.Allow:
				e.Steps = append(e.Steps, s)
			case s.Effect == policy.Deny:
				denies = append(denies, s)
			default:
				rest = append(rest, s)
			}
		}
	}
	e.Steps = slices.Concat(e.Steps, denies, rest, e.grants())
}

// step is what one statement has to say.
func (e *explanation) step(p *asking, index int) Step {
	source := &p.document.doc.Statements[index]
	s := Step{
		Layer: p.layer, Level: p.level, Kind: p.kind, Group: p.group, Policy: p.name, ARN: p.arn,
		Effect: source.Effect, Sid: source.Sid, Statement: index, Line: p.document.doc.Position(source.At).Line, Not: NotAction,
	}
	i := slices.IndexFunc(p.document.statements, func(one statement) bool { return one.index == index })
	if i < 0 || p.document.statements[i].asks&e.bit == 0 {
		return s
	}
	one, known := &p.document.statements[i], e.holder.known(e.bucket.owner)
	if p.layer == policy.LayerResource {
		who := e.holder.names(source)
		if who.most == notNamed {
			s.Not = NotPrincipal
			return s
		}
		s.Somebody = who.least < who.most
	}
	all, some := one.reach(e.bucket, known)
	if some&e.bit == 0 {
		s.Not = NotResource
		return s
	}
	for j, test := range one.tests {
		switch test.Holds(known) {
		case policy.Never:
			s.Not, s.Conditions = NotCondition, nil
			return s
		case policy.Sometimes:
			s.Conditions = append(s.Conditions, newCondition(&source.Conditions[j]))
		}
	}
	s.Not = ""
	if all&e.bit == 0 {
		s.Objects, s.Outside = e.objects(one, known), one.outside
	}
	return s
}

func newCondition(c *policy.Condition) Condition {
	out := Condition{Operator: c.Operator, Key: c.Key}
	for _, v := range c.Values {
		out.Values = append(out.Values, v.Value)
	}
	return out
}

// objects are the patterns of the statement that are about objects of the bucket,
// without the bucket where they name it.
func (e *explanation) objects(s *statement, known policy.Known) []string {
	var list []string
	for _, p := range s.patterns {
		if bound, _, ok := p.Bind(known); ok && bound.Below(e.bucket.arn+"/") != policy.Never {
			list = append(list, strings.TrimPrefix(p.text, e.bucket.arn+"/"))
		}
	}
	return list
}

// grants are the grants of the bucket's ACL that give the subject the answer.
func (e *explanation) grants() []Step {
	if uint64(e.bucket.acl.grants(e.holder))&e.bit == 0 {
		return nil
	}
	var list []Step
	for _, g := range e.bucket.Grants {
		if granted(g.Permission)&e.bit != 0 && e.reaches(g.Grantee) {
			list = append(list, Step{Layer: LayerACL, Effect: policy.Allow, Grantee: g.Grantee, Permission: g.Permission})
		}
	}
	return list
}

func (e *explanation) reaches(grantee string) bool {
	switch grantee {
	case iam.GranteeEveryone:
		return true
	case iam.GranteeAuthenticated:
		return e.holder.Kind != SubjectEveryone
	}
	return e.holder.Kind == SubjectAccount && grantee == e.holder.Name
}
