package access

import "keyporter/internal/policy"

// say is what a layer has to say of many questions at once, a bit each. Of an
// allow: sure whatever the request and its object; whole for every object, where
// the conditions are met; most for some object, where they are. Of a deny: sure
// and most likewise; whole for some object whatever the conditions. So sure is
// within whole, and whole is within most.
type say struct{ sure, whole, most uint64 }

// ones says all, whatever the request.
func ones() say { return say{^uint64(0), ^uint64(0), ^uint64(0)} }

func (s *say) or(o say) {
	s.sure |= o.sure
	s.whole |= o.whole
	s.most |= o.most
}

func (s *say) and(o say) {
	s.sure &= o.sure
	s.whole &= o.whole
	s.most &= o.most
}

// newSay is what a statement says that covers all of some and a part of others,
// under conditions that hold so.
func newSay(deny bool, holds policy.Truth, all, some uint64) say {
	switch {
	case holds == policy.Never:
		return say{}
	case deny && holds == policy.Always:
		return say{all, some, some}
	case deny:
		return say{most: some}
	case holds == policy.Always:
		return say{all, all, some}
	}
	return say{whole: all, most: some}
}

// layers is all that bears on a subject.
type layers struct {
	deny     say // of all layers together
	control  say // every level of the organization allows
	identity say
	boundary say
	direct   say    // a bucket policy or an ACL grants to the subject itself, or to everybody
	role     say    // a bucket policy grants to the role of the session
	account  say    // a bucket policy grants to the subject's account
	foreign  uint64 // the bucket belongs to another account, which has to allow as well
	shut     uint64 // the block of public access keeps the subject out
}

// verdict is what comes of the layers: as the corners of say, of what is allowed.
type verdict struct{ sure, whole, most uint64 }

// decide combines the layers as policy.Evaluate does ("Policy evaluation logic"
// and its page on cross-account evaluation, IAM user guide). Every layer but the
// denies can only widen what is allowed: so each corner is decided by itself. It
// looks at each condition and each object pattern by itself: an allow and a deny
// that never meet in one request are taken as if they might.
func (l *layers) decide() verdict {
	corner := func(deny, control, identity, boundary, direct, role, account uint64) uint64 {
		limited := (role | identity) & boundary
		within := direct | limited
		across := (direct | role | account) & identity & boundary
		return control &^ (deny | l.shut) & (within&^l.foreign | across&l.foreign)
	}
	return verdict{
		sure:  corner(l.deny.most, l.control.sure, l.identity.sure, l.boundary.sure, l.direct.sure, l.role.sure, l.account.sure),
		whole: corner(l.deny.whole, l.control.whole, l.identity.whole, l.boundary.whole, l.direct.whole, l.role.whole, l.account.whole),
		most:  corner(l.deny.sure, l.control.most, l.identity.most, l.boundary.most, l.direct.most, l.role.most, l.account.most),
	}
}

// doubt is what was not read and bears on the answers.
type doubt struct {
	layers uint64 // a policy: it may deny everything, or allow it; it stands among the layers as if it allowed
	shut   uint64 // whether the block of public access keeps the subject out
	grants uint64 // what an ACL may give
}

// settle decides. Where something was not read, the answer is unknown unless it
// is the same whatever that says.
func (l *layers) settle(d doubt) (v verdict, unknown uint64) {
	if d == (doubt{}) {
		return l.decide(), 0
	}
	worst, best := *l, *l
	worst.shut |= d.shut
	best.direct.or(say{d.grants, d.grants, d.grants})
	least, most := worst.decide(), best.decide()
	unknown = most.most&d.layers | (least.sure^most.sure|least.most^most.most)&^d.layers
	return verdict{least.sure &^ d.layers, least.whole &^ d.layers, least.most &^ d.layers}, unknown
}

// answers are the answers to many questions at once: the two bits of each answer,
// and whether it holds for some objects only, as in a Cell.
type answers struct{ low, high, some uint64 }

// answers puts a verdict and what nobody knows together.
func (v verdict) answers(unknown uint64) answers {
	sure, may := v.sure&^unknown, v.most&^unknown
	return answers{low: may, high: sure | unknown, some: may &^ sure &^ v.whole}
}

// cell makes a cell of the answers to the ten questions.
func (a answers) cell() Cell {
	var c Cell
	for q := range Question(Questions) {
		c |= Cell(a.low>>q&1|a.high>>q&1<<1) << (3 * q)
		if q.OnObjects() {
			c |= Cell(a.some>>q&1) << (3*q + 2)
		}
	}
	return c
}
