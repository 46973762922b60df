package access

import "keyporter/internal/policy"

// moving is an effect that moves a subject, with how far its tests hold.
type moving struct {
	*effect
	tests policy.Truth
}

// decide decides a subject: what differs from its class.
func (t *Table) decide(h *holder, d *decided, s *scratch) row {
	s.base, s.bounded, s.varied = d.bases[h.class], h.bounded, h.members && t.controls.varied
	clear(s.looked)
	r := row{broken: s.base.broken}
	t.claim(h, s, &r)
	s.wait(h, t.owners)
	if r.broken != 0 || s.varied {
		copy(s.looked, everyWord(t.places.words))
	}
	s.each(s.begin)
	s.put()
	if s.varied {
		t.controls.vary(s.own.control, s.claims, s.looked)
	}
	for i := range s.moving {
		s.apply(&s.moving[i])
	}
	s.each(func(w int) { s.settle(w, t.places.valid(w), r.broken) })
	r.claims = piece(&s.room.claims, s.claims)
	t.exceptions(h, d, s, &r)
	s.pack(&r)
	return r
}

// claim gathers what the policies of a subject claim.
func (t *Table) claim(h *holder, s *scratch, r *row) {
	s.claims = s.claims[:0]
	if !h.members {
		return
	}
	add := func(d *document, limit bool) {
		for i := range d.terms {
			if one, ok := d.terms[i].claim(h, s.compiler); ok {
				one.limit = limit
				s.claim(one)
			}
		}
	}
	t.reader.identity(h, func(p held) {
		if p.document.doc == nil {
			r.broken |= brokenIdentity
		}
		add(p.document, false)
	})
	if h.bounded {
		d := t.reader.boundary(h).document
		if d.doc == nil {
			r.broken |= brokenBoundary
		}
		add(d, true)
	}
	for _, term := range t.controls.terms {
		if one, ok := term.claim(h, s.compiler); ok {
			one.level = term.level
			s.claim(one)
		}
	}
}

// claim notes a claim, and where it may make the subject differ from its class.
// What a boundary allows only narrows what other claims allow.
func (s *scratch) claim(c claim) {
	s.claims = append(s.claims, c)
	if c.limit && !c.deny {
		return
	}
	for i := range c.cover {
		s.look(int(c.cover[i].word))
	}
}

// wait asks the rules that wait for the subject.
func (s *scratch) wait(h *holder, owners []owner) {
	s.moving = s.moving[:0]
	for i := range s.base.dynamics {
		d := &s.base.dynamics[i]
		holds := hold(d.tests, h.known(owners[d.owner].id))
		if holds == policy.Never {
			continue
		}
		for _, e := range d.effects {
			s.look(e.word)
			s.moving = append(s.moving, moving{e, holds})
		}
	}
}

// apply adds an effect.
func (s *scratch) apply(m *moving) {
	var l layers
	for q := range Questions {
		if m.some[q] == 0 {
			continue
		}
		r := rule{deny: m.deny, who: m.who, holds: m.holds, all: m.all[q], some: m.some[q]}
		l = layers{}
		l.add(&r, m.tests)
		s.own.deny.word(m.word)[q].or(l.deny)
		s.own.direct.word(m.word)[q].or(l.direct)
		s.own.account.word(m.word)[q].or(l.account)
	}
}

// exceptions decides the buckets that name the subject, and those where the
// class does not tell enough, one by one.
func (t *Table) exceptions(h *holder, d *decided, s *scratch, r *row) {
	one := func(b *bucket) {
		w := b.place / 64
		if s.looked[w/64]&(1<<(w%64)) == 0 {
			s.look(w)
			s.cells[w] = s.base.row[w]
		}
		s.cells[w].set(b.place, t.pair(h, r, b))
	}
	for _, b := range d.named[h.called] {
		one(b)
	}
	for _, b := range s.base.hard {
		one(b)
	}
}

// pack keeps the cells that differ, and counts all.
func (s *scratch) pack(r *row) {
	r.words, r.bits, r.tally = s.words[:0], s.bits[:0], s.base.total
	s.each(func(w int) {
		r.keep(w, &s.cells[w], &s.base.row[w])
		r.tally.add(&s.base.tallies[w], -1)
		var now tally
		now.count(&s.cells[w])
		r.tally.add(&now, 1)
	})
	s.words, s.bits = r.words, r.bits
	r.words, r.bits = piece(&s.room.words, r.words), piece(&s.room.bits, r.bits)
}
