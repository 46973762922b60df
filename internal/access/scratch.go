package access

// scratch is room for deciding one subject after the other. It is for one
// goroutine.
type scratch struct {
	base      *base
	class     class
	compiler  *compiler
	own       own
	bounded   bool    // the subject has a boundary
	varied    bool    // its own policies bear on what the organization allows it
	scope     wordSet // what is decided
	looked    wordSet // what of it may differ from the base
	cells     []wordCells
	claims    []claim
	before    []claim // those of the old row
	documents []*document
	narrowed  bool       // the scope is where differing claims are
	differing [2][]claim // the old row's and the others
	hidden    []uint64   // places that are not counted, by word
	moving    []moving
	words     []rowWord
	bits      []uint64
	room      slab
	tallies   [classes]tally
}

// own is the planes of a subject. Those that it shares with its class stay the
// class's.
type own struct {
	deny, control, identity, boundary, direct, account plane
}

func newScratch(words int, c *compiler) *scratch {
	s := &scratch{compiler: c, scope: everyWord(words), looked: make(wordSet, (words+63)/64), cells: make([]wordCells, words)}
	for _, p := range []*plane{&s.own.deny, &s.own.control, &s.own.identity, &s.own.boundary, &s.own.direct, &s.own.account} {
		*p = newPlane(words)
	}
	return s
}

// scratches makes one for each compiler, to decide so many subjects. A row keeps
// the slab that it lies in: for few it is small, or one subject that changes day
// after day would leave a large one each time.
func (t *Table) scratches(compilers []*compiler, subjects int) []*scratch {
	list, hidden := make([]*scratch, len(compilers)), t.hidden()
	for i := range list {
		list[i] = newScratch(t.places.words, compilers[i])
		list[i].hidden, list[i].room.size = hidden, min(32*subjects, 4096)
	}
	return list
}

// begin makes a word what the class has, without the subject's policies.
func (s *scratch) begin(w int) {
	copy(s.own.deny.word(w), s.base.deny.word(w))
	s.own.identity.fill(w, s.base.identity)
	if s.bounded {
		s.own.boundary.fill(w, say{})
	}
	if s.varied {
		s.own.control.fill(w, ones())
		if s.base.control != nil {
			copy(s.own.control.word(w), s.base.control.word(w))
		}
	}
	if len(s.moving) > 0 {
		copy(s.own.direct.word(w), s.base.direct.word(w))
		copy(s.own.account.word(w), s.base.account.word(w))
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

// current returns the layers of a word; boundary and control are nil where there
// is none.
func (s *scratch) current(w int) (deny, identity, boundary, control, direct, account []say) {
	deny, identity = s.own.deny.word(w), s.own.identity.word(w)
	direct, account = s.base.direct.word(w), s.base.account.word(w)
	if len(s.moving) > 0 {
		direct, account = s.own.direct.word(w), s.own.account.word(w)
	}
	if s.bounded {
		boundary = s.own.boundary.word(w)
	}
	switch {
	case s.varied:
		control = s.own.control.word(w)
	case s.base.control != nil:
		control = s.base.control.word(w)
	}
	return deny, identity, boundary, control, direct, account
}

// settle decides the buckets of a word.
func (s *scratch) settle(w int, valid uint64, what broken) {
	if what == 0 && s.base.plain[w] {
		s.settlePlain(w)
		return
	}
	deny, identity, boundary, control, direct, account := s.current(w)
	cells := &s.cells[w]
	for q := range Questions {
		l := layers{deny: deny[q], control: ones(), identity: identity[q], boundary: ones(), direct: direct[q], account: account[q]}
		l.foreign, l.shut = s.base.foreign[w], s.base.shut[w]
		if boundary != nil {
			l.boundary = boundary[q]
		}
		if control != nil {
			l.control = control[q]
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

// settlePlain is settle for buckets of the account itself of which all was read:
// what layers.decide comes to there. Most words are such.
func (s *scratch) settlePlain(w int) {
	deny, identity, boundary, control, direct, _ := s.current(w)
	cells := &s.cells[w]
	for q := range Questions {
		i := identity[q]
		if boundary != nil {
			i.and(boundary[q])
		}
		i.or(direct[q])
		if control != nil {
			i.and(control[q])
		}
		d := &deny[q]
		sure, most := i.sure&^d.most, i.most&^d.sure
		cells.low[q], cells.high[q], cells.some[q] = most, sure, 0
		if Question(q).OnObjects() {
			cells.some[q] = most &^ sure &^ (i.whole &^ d.whole)
		}
	}
}

// slab hands out room in pieces, so that many rows are few things to keep.
type slab struct {
	size   int // how many of a kind are made at once
	claims []claim
	words  []rowWord
	bits   []uint64
	rows   []row
	lists  []*document
}

// one returns room for one more of a kind, of which few are made at once: all are
// kept as long as one of them is.
func one[T any](room *[]T, expected int) *T {
	const most = 32
	if len(*room) == 0 {
		*room = make([]T, min(max(expected, 1), most))
	}
	first := &(*room)[0]
	*room = (*room)[1:]
	return first
}

// piece returns a copy of the list in the slab, of which it makes more where it is
// full.
func piece[T any](slab *[]T, list []T, size int) []T {
	if cap(*slab)-len(*slab) < len(list) {
		*slab = make([]T, 0, max(size, len(list)))
	}
	at := len(*slab)
	*slab = append(*slab, list...)
	return (*slab)[at:len(*slab):len(*slab)]
}
