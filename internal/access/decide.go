package access

import (
	"slices"

	"keyporter/internal/policy"
)

// moving is an effect that moves a subject, with how far its tests hold.
type moving struct {
	*effect
	tests policy.Truth
}

// decide decides a subject: what differs from its class. It counts what differs
// from the old row, which is empty for a subject that is new.
func (t *Table) decide(h *holder, old *row, s *scratch) *row {
	r := t.begin(h, s, nil)
	s.everything()
	t.finish(h, old, s, r)
	return r
}

// again is decide for a subject whose policies differ, and nothing else that is
// known of it. Of the words that no other claims cover than before, it takes over
// what was decided.
func (t *Table) again(h *holder, old *row, s *scratch) *row {
	r := t.begin(h, s, old.claims)
	if r.broken != old.broken {
		s.everything()
	} else {
		s.narrow(old.claims)
	}
	t.finish(h, old, s, r)
	return r
}

// everything makes the scope all words.
func (s *scratch) everything() {
	s.narrowed = false
	for w := range s.cells {
		s.scope.add(w)
	}
	s.look()
}

// begin gathers what a subject's policies claim. What it claimed before spares
// asking again; it is nil where something else is known of the subject now.
func (t *Table) begin(h *holder, s *scratch, before []claim) *row {
	s.base, s.class, s.bounded, s.varied = t.decided.bases[h.class], h.class, h.bounded, h.members && t.controls.varied
	s.before = before
	clear(s.looked)
	r := one(&s.room.rows, s.room.size)
	r.broken = s.base.broken
	t.claim(h, s, r)
	r.claims = piece(&s.room.claims, s.claims, s.room.size)
	return r
}

// finish decides the words of the scope.
func (t *Table) finish(h *holder, old *row, s *scratch, r *row) {
	s.wait(h, t.owners)
	if r.broken != 0 || s.varied {
		copy(s.looked, s.scope)
	}
	s.looked.each(s.begin)
	s.put()
	if s.varied {
		t.controls.vary(s.own.control, s.claims, s.looked)
	}
	for i := range s.moving {
		s.apply(&s.moving[i])
	}
	s.looked.each(func(w int) { s.settle(w, t.places.valid(w), r.broken) })
	t.exceptions(h, s, r, old)
	s.pack(r, old)
}

// narrow makes the scope the words of the claims that differ: those between the
// ones that both lists begin and end with.
func (s *scratch) narrow(old []claim) {
	now := s.claims
	for len(old) > 0 && len(now) > 0 && old[0].same(&now[0]) {
		old, now = old[1:], now[1:]
	}
	for len(old) > 0 && len(now) > 0 && old[len(old)-1].same(&now[len(now)-1]) {
		old, now = old[:len(old)-1], now[:len(now)-1]
	}
	s.narrowed, s.differing = true, [2][]claim{old, now}
	clear(s.scope)
	for _, list := range s.differing {
		for i := range list {
			for _, p := range list[i].covers() {
				s.scope.add(int(p.word))
			}
		}
	}
	copy(s.looked, s.scope)
}

// concerned reports whether a claim that differs is about the bucket at a place.
func (s *scratch) concerned(place int) bool {
	for _, list := range s.differing {
		for i := range list {
			if _, some := list[i].covers().at(place); some&list[i].asks != 0 {
				return true
			}
		}
	}
	return false
}

// claim gathers what the policies of a subject claim.
func (t *Table) claim(h *holder, s *scratch, r *row) {
	s.claims = s.claims[:0]
	if !h.members {
		return
	}
	if h.documents == nil {
		s.documents = t.reader.own(s.documents[:0], &h.entity)
		h.documents = piece(&s.room.lists, s.documents, s.room.size)
	}
	s.documents = t.reader.held(s.documents[:0], h)
	for _, d := range s.documents {
		if d.doc == nil {
			r.broken |= brokenIdentity
		}
		s.claim(h, d, false)
	}
	if h.bounded {
		d := t.reader.boundary(h).document
		if d.doc == nil {
			r.broken |= brokenBoundary
		}
		s.claim(h, d, true)
	}
	for _, term := range t.controls.terms {
		if one, ok := term.claim(h, s.compiler); ok {
			one.level = term.level
			s.claims = append(s.claims, one)
		}
	}
}

// claim gathers what a document claims, as a boundary or not.
func (s *scratch) claim(h *holder, d *document, limit bool) {
	if d.common != nil && !limit {
		s.claims = append(s.claims, d.common...)
		return
	}
	if s.repeat(d, limit) {
		return
	}
	for i := range d.terms {
		if one, ok := d.terms[i].claim(h, s.compiler); ok {
			one.limit = limit
			s.claims = append(s.claims, one)
		}
	}
}

// repeat gathers what a document claimed before. It reports whether that was
// anything.
func (s *scratch) repeat(d *document, limit bool) bool {
	at := slices.IndexFunc(s.before, func(c claim) bool { return c.limit == limit && c.level == 0 && d.owns(&c) })
	if at < 0 {
		return false
	}
	for last := s.before[at].number; at < len(s.before); at++ {
		c := &s.before[at]
		if c.number < last || c.limit != limit || c.level != 0 || !d.owns(c) {
			break
		}
		s.claims = append(s.claims, *c)
		last = c.number + 1 // a document that is held twice claims twice
	}
	return true
}

// look notes where claims may make the subject differ from its class. What a
// boundary allows only narrows what other claims allow.
func (s *scratch) look() {
	for i := range s.claims {
		c := &s.claims[i]
		if c.limit && !c.deny {
			continue
		}
		for _, p := range c.covers() {
			s.looked.add(int(p.word))
		}
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
			if s.scope.has(e.word) {
				s.looked.add(e.word)
				s.moving = append(s.moving, moving{e, holds})
			}
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
// class does not tell enough, one by one. Those that no claim is about which
// differs are the old row's.
func (t *Table) exceptions(h *holder, s *scratch, r, old *row) {
	one := func(b *bucket) {
		w := b.place / 64
		switch {
		case !s.scope.has(w):
			return
		case !s.looked.has(w):
			s.looked.add(w)
			s.cells[w] = s.base.row[w]
		}
		if s.narrowed && !s.concerned(b.place) {
			s.cells[w].set(b.place, old.cell(b.place, s.base.row[w].cell(b.place)))
			return
		}
		s.cells[w].set(b.place, t.pair(h, r, b))
	}
	for _, b := range t.decided.named[h.called] {
		h.ask(b)
		one(b)
	}
	for _, b := range s.base.hard {
		one(b)
	}
}

// pack keeps the cells that differ from those of the class, and counts how they
// differ from the old row's.
func (s *scratch) pack(r, old *row) {
	r.words, r.bits = s.words[:0], s.bits[:0]
	sum := &s.tallies[s.class]
	for w := range s.cells {
		was := old.find(w)
		if !s.scope.has(w) {
			r.take(old, was)
			continue
		}
		before, now := s.base.row[w], &s.base.row[w]
		if was != nil {
			old.flip(was, &before)
		}
		if s.looked.has(w) {
			now = &s.cells[w]
		}
		if *now == before {
			r.take(old, was)
			continue
		}
		r.keep(w, now, &s.base.row[w])
		sum.count(&before, ^s.hidden[w], -1)
		sum.count(now, ^s.hidden[w], 1)
	}
	s.words, s.bits = r.words, r.bits
	r.words, r.bits = piece(&s.room.words, r.words, s.room.size), piece(&s.room.bits, r.bits, s.room.size)
}

// tally takes over what was counted.
func (t *Table) tally(list []*scratch) {
	for _, s := range list {
		for c := range t.tallies {
			t.tallies[c].add(&s.tallies[c], 1)
		}
	}
}
