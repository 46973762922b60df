package access

import "math/bits"

// scratch is room for deciding one subject after the other. It is for one
// goroutine.
type scratch struct {
	base     *base
	compiler *compiler
	own      wordLayers // planes of all words; of the words that are looked at they hold the subject's
	looked   []uint64   // the words that may differ from the base's, a bit each
	cells    []wordCells
	claims   []claim
	moving   []moving
	words    []rowWord
	bits     []uint64
	room     slab
}

// wordLayers is the layers of planes, of one word or of all.
type wordLayers struct {
	deny, control, identity, boundary, direct, role, account plane
}

func newScratch(words int, c *compiler) *scratch {
	s := &scratch{compiler: c, looked: make([]uint64, (words+63)/64), cells: make([]wordCells, words)}
	for _, p := range []*plane{&s.own.deny, &s.own.control, &s.own.identity, &s.own.boundary, &s.own.direct, &s.own.role, &s.own.account} {
		*p = newPlane(words)
	}
	return s
}

func (s *scratch) look(word int) { s.looked[word/64] |= 1 << (word % 64) }

// each calls do for every word that is looked at.
func (s *scratch) each(do func(word int)) {
	for i, set := range s.looked {
		for ; set != 0; set &= set - 1 {
			do(64*i + bits.TrailingZeros64(set))
		}
	}
}

// begin makes a word what the class has, without the subject's policies.
func (s *scratch) begin(w int, bounded bool) {
	copy(s.own.deny.word(w), s.base.deny.word(w))
	copy(s.own.direct.word(w), s.base.direct.word(w))
	copy(s.own.role.word(w), s.base.role.word(w))
	copy(s.own.account.word(w), s.base.account.word(w))
	s.own.identity.fill(w, s.base.identity)
	if s.base.control == nil {
		s.own.control.fill(w, ones())
	} else {
		copy(s.own.control.word(w), s.base.control.word(w))
	}
	if bounded {
		s.own.boundary.fill(w, say{})
	} else {
		s.own.boundary.fill(w, ones())
	}
}

// put adds the claims of the subject's policies.
func (s *scratch) put() {
	for i := range s.claims {
		switch c := &s.claims[i]; {
		case c.deny:
			s.own.deny.claim(c, s.looked)
		case c.limit:
			s.own.boundary.claim(c, s.looked)
		case c.level == 0:
			s.own.identity.claim(c, s.looked)
		}
	}
}

// settle decides the buckets of a word.
func (s *scratch) settle(w int, valid uint64, what broken) {
	deny, control, identity, boundary := s.own.deny.word(w), s.own.control.word(w), s.own.identity.word(w), s.own.boundary.word(w)
	direct, role, account := s.own.direct.word(w), s.own.role.word(w), s.own.account.word(w)
	cells := &s.cells[w]
	for q := range Questions {
		l := layers{
			deny: deny[q], control: control[q], identity: identity[q], boundary: boundary[q],
			direct: direct[q], role: role[q], account: account[q],
			foreign: s.base.foreign[w], shut: s.base.shut[w],
		}
		d := doubt{layers: s.base.unread[w], shut: s.base.mayShut[w], grants: s.base.grants[w*Questions+q]}
		d.broken(what, &l)
		v, unknown := l.settle(d)
		a := v.answers(unknown)
		cells.low[q], cells.high[q], cells.some[q] = a.low&valid, a.high&valid, 0
		if Question(q).OnObjects() {
			cells.some[q] = a.some & valid
		}
	}
}

// slab hands out room in pieces, so that many rows are few things to keep.
type slab struct {
	claims []claim
	words  []rowWord
	bits   []uint64
}

// piece returns a copy of the list in the slab.
func piece[T any](slab *[]T, list []T) []T {
	const room = 4096
	if cap(*slab)-len(*slab) < len(list) {
		*slab = make([]T, 0, max(room, len(list)))
	}
	at := len(*slab)
	*slab = append(*slab, list...)
	return (*slab)[at:len(*slab):len(*slab)]
}
