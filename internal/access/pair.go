package access

import "keyporter/internal/policy"

// pair decides the ten questions about a subject and a bucket, of the claims that
// the subject's policies make and of the bucket's policy and settings.
func (t *Table) pair(h *holder, r *row, b *bucket) Cell {
	if known := h.ruling(b); known != nil {
		return t.ruled(h, r, b, known)
	}
	ruled := h.rule(b)
	return t.ruled(h, r, b, &ruled)
}

// nominal is what a bucket says to a subject that it names. It does not change
// with the subject's policies.
type nominal struct {
	bucket *bucket
	ruling ruling
}

// maxNominal is how many of them are kept of a subject, which holders of most
// accounts stay below.
const maxNominal = 4

// ruling returns what the bucket says to a subject, nil where that was not kept.
func (h *holder) ruling(b *bucket) *ruling {
	for i := range h.rulings {
		if h.rulings[i].bucket == b {
			return &h.rulings[i].ruling
		}
	}
	return nil
}

// ask keeps what a bucket says to a subject that nobody else has yet.
func (h *holder) ask(b *bucket) {
	if len(h.rulings) < maxNominal && h.ruling(b) == nil {
		h.rulings = append(h.rulings, nominal{b, h.rule(b)})
	}
}

// at decides the pair by what the bucket says to the class, where that is enough.
func (t *Table) at(h *holder, r *row, b *bucket) Cell {
	ruled := &b.rulings[h.class]
	if ruled.hard || b.names(h.called) {
		return t.pair(h, r, b)
	}
	if len(ruled.rules) == 0 {
		return t.ruled(h, r, b, ruled)
	}
	own, known := *ruled, h.known(b.owner)
	for i := range ruled.rules {
		own.add(&ruled.rules[i], hold(ruled.rules[i].tests, known))
	}
	return t.ruled(h, r, b, &own)
}

// ruled decides where the bucket's policy and settings have been asked.
func (t *Table) ruled(h *holder, r *row, b *bucket, ruled *ruling) Cell {
	l, d := t.weigh(h, r, b, ruled)
	v, unknown := l.settle(d)
	return v.answers(unknown).cell()
}

// weigh puts together all that bears on the pair.
func (t *Table) weigh(h *holder, r *row, b *bucket, ruled *ruling) (layers, doubt) {
	l, d := ruled.layers, ruled.doubt
	if h.bounded {
		l.boundary = say{}
	}
	for i := range r.claims {
		if c := &r.claims[i]; c.level == 0 || c.deny {
			l.claim(c, b.place)
		}
	}
	if h.members {
		t.controls.limit(&l, r.claims, b.place)
	}
	d.broken(r.broken, &l)
	return l, d
}

// claim adds what a claim says of the bucket at a place.
func (l *layers) claim(c *claim, place int) {
	switch one := c.at(place); {
	case c.deny:
		l.deny.or(one)
	case c.limit:
		l.boundary.or(one)
	default:
		l.identity.or(one)
	}
}

// broken says which of a holder's layers hold a policy that could not be read.
type broken byte

const (
	brokenIdentity broken = 1 << iota
	brokenBoundary
	brokenControl
)

// broken puts layers that could not be read among what is in doubt.
func (d *doubt) broken(what broken, l *layers) {
	if what == 0 {
		return
	}
	d.layers = ^uint64(0)
	if what&brokenIdentity != 0 {
		l.identity = ones()
	}
	if what&brokenBoundary != 0 {
		l.boundary = ones()
	}
	if what&brokenControl != 0 {
		l.control = ones()
	}
}

// truth is how far the layer allows a question.
func (s *say) truth(q Question) policy.Truth {
	bit := uint64(1) << q
	switch {
	case s.sure&bit != 0:
		return policy.Always
	case s.most&bit != 0:
		return policy.Sometimes
	}
	return policy.Never
}
