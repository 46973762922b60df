package access

import "keyporter/internal/policy"

// doubt is what was not read and bears on a pair.
type doubt struct {
	layers bool      // a policy: it may deny everything, or allow it
	shut   bool      // whether the block of public access keeps the subject out
	grants questions // what an ACL may give
}

// pair decides the ten questions about a subject and a bucket.
func (h *holder) pair(b *bucket, control []level) Cell {
	known := func(key string) policy.Fact { return h.facts.fact(key, b.owner) }
	l, d := layers{control: ones(), boundary: ones()}, doubt{}
	if h.members {
		h.controls(&l, &d, control, b, known)
	}
	h.identity(&l, &d, b, known)
	if h.boundary != nil {
		if l.boundary = l.weigh(h.boundary.document, b, known); h.boundary.document.doc == nil {
			d.layers, l.boundary = true, ones()
		}
	}
	h.resource(&l, &d, b, known)
	return d.settle(&l)
}

func (h *holder) controls(l *layers, d *doubt, control []level, b *bucket, known policy.Known) {
	for _, level := range control {
		var allow say
		for _, p := range level.policies {
			allow.or(l.weigh(p.document, b, known))
			if p.document.doc == nil {
				d.layers, allow = true, ones()
			}
		}
		l.control.sure &= allow.sure
		l.control.whole &= allow.whole
		l.control.most &= allow.most
	}
}

func (h *holder) identity(l *layers, d *doubt, b *bucket, known policy.Known) {
	if h.unbounded {
		l.identity = ones()
	}
	for _, p := range h.owned {
		if p.document.doc == nil {
			d.layers, l.identity = true, ones()
			continue
		}
		l.identity.or(l.weigh(p.document, b, known))
	}
}

// weigh adds what a document denies, and returns what it allows.
func (l *layers) weigh(doc *document, b *bucket, known policy.Known) (allow say) {
	for i := range doc.statements {
		s := &doc.statements[i]
		all, some := s.reach(b, known)
		if some == 0 {
			continue
		}
		one := newSay(s.deny, s.holds(known), all, some)
		if s.deny {
			l.deny.or(one)
		} else {
			allow.or(one)
		}
	}
	return allow
}

// resource adds what the bucket's policy and its ACL say of the subject.
func (h *holder) resource(l *layers, d *doubt, b *bucket, known policy.Known) {
	if h.account == "" || h.account != b.owner[0] {
		l.foreign = everyQuestion
		if b.block.shuts {
			l.shut = everyQuestion
		}
		d.shut = b.block.mayShut && !b.block.shuts
	}
	grants := b.acl.grants(h)
	l.direct = say{grants, grants, grants}
	d.grants = b.perhaps.grants(h)
	if b.document == nil {
		return
	}
	if b.document.doc == nil {
		d.layers, l.direct = true, ones()
		return
	}
	for i := range b.document.statements {
		h.rule(l, &b.document.statements[i], b, known)
	}
}

// rule adds what a statement of the bucket's policy says of the subject.
func (h *holder) rule(l *layers, s *statement, b *bucket, known policy.Known) {
	who := h.names(s.source)
	if who.most == notNamed {
		return
	}
	all, some := s.reach(b, known)
	holds := s.holds(known)
	if s.deny && who.least == notNamed {
		holds = min(holds, policy.Sometimes)
	}
	one := newSay(s.deny, holds, all, some)
	if s.deny {
		l.deny.or(one)
		return
	}
	l.account.or(who.at(namedAccount, one))
	l.role.or(who.at(namedRole, one))
	l.direct.or(who.at(namedDirect, one))
}

// settle decides. Where something was not read, the answer is unknown unless it
// is the same whatever that says.
func (d *doubt) settle(l *layers) Cell {
	if d.layers {
		l.direct.or(say{d.grants, d.grants, d.grants})
		v := l.decide()
		return newCell(verdict{}, v.most&everyQuestion)
	}
	worst := *l
	if d.shut {
		worst.shut = everyQuestion
	}
	least := worst.decide()
	l.direct.or(say{d.grants, d.grants, d.grants})
	most := l.decide()
	same := ^(least.sure ^ most.sure) & ^(least.most ^ most.most)
	return newCell(least, everyQuestion&^same)
}

// newCell makes a cell of a verdict and of the questions whose answers nobody
// knows.
func newCell(v verdict, unknown questions) Cell {
	var c Cell
	for q := range Question(Questions) {
		bit := uint64(1) << q
		switch {
		case unknown&bit != 0:
			c = c.With(q, Unknown, false)
		case v.sure&bit != 0:
			c = c.With(q, Yes, false)
		case v.most&bit != 0:
			c = c.With(q, If, q.OnObjects() && v.whole&bit == 0)
		}
	}
	return c
}
