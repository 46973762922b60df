package access

import (
	"slices"
	"strings"

	"keyporter/internal/policy"
)

// term is a statement of an identity policy, a boundary or a control, made ready
// for many holders: what is the same for all of them is decided.
type term struct {
	*statement
	common   policy.Truth   // of the conditions that are the same for all
	personal []*policy.Test // the others
	cover    cover          // of the buckets whose owner is the term's
	valued   []string       // keys of variables: cover holds for who has a text that is not empty for each
	loose    bool           // cover is different for each holder
	owner    int            // -1: it does not matter who owns a bucket
	number   uint32         // among all terms of the account
}

// owner is an account that owns buckets.
type owner struct {
	id    []string
	words []uint64 // the places of its buckets
}

// compiler makes terms. It is for one goroutine.
type compiler struct {
	*coverer
	general facts // what is known of all members of the account
	owners  []owner
}

func (c *compiler) compile(d *document) {
	for i := range d.statements {
		s := &d.statements[i]
		if !s.asksOwner() || len(c.owners) == 1 {
			d.terms = c.term(d.terms, s, -1)
			continue
		}
		for o := range c.owners {
			d.terms = c.term(d.terms, s, o)
		}
	}
}

// share numbers the terms of a document, and makes its claims where all of them
// say the same for all holders.
func (d *document) share(first uint32) {
	for i := range d.terms {
		d.terms[i].number = first + uint32(i)
	}
	common := make([]claim, 0, len(d.terms))
	for i := range d.terms {
		t := &d.terms[i]
		if !t.shared() {
			return
		}
		common = append(common, t.claimed())
	}
	d.common = common
}

// claimed is what a term says that is shared.
func (t *term) claimed() claim {
	return claim{term: t, holds: t.common, number: t.number}
}

func isOwner(key string) bool { return key == "aws:resourceaccount" || key == "s3:resourceaccount" }

// asksOwner reports whether it matters to the statement who owns a bucket.
func (s *statement) asksOwner() bool {
	return slices.ContainsFunc(s.tests, func(t *policy.Test) bool { return slices.ContainsFunc(t.Keys(), isOwner) }) ||
		slices.ContainsFunc(s.patterns, func(p pattern) bool { return slices.ContainsFunc(p.keys, isOwner) })
}

// isPersonal reports whether what is known of a key differs among the members of
// the account, or among the principals of others.
func isPersonal(key string) bool {
	switch key {
	case "aws:username", "aws:userid", "aws:principalarn", "aws:principaltype", "aws:principalaccount", "aws:federatedprovider", "aws:sourceidentity":
		return true
	}
	return strings.HasPrefix(key, "aws:principaltag/")
}

// isPersonalTest reports whether the members may differ in what a condition makes
// of them. Of a key that is open, its variables tell no more.
func isPersonalTest(t *policy.Test, known policy.Known) bool {
	keys := t.Keys()
	if isPersonal(keys[0]) {
		return true
	}
	state := known(keys[0]).State
	return state != policy.Open && state != policy.Present && slices.ContainsFunc(keys, isPersonal)
}

// term adds a statement, for the buckets of one owner or for all.
func (c *compiler) term(list []term, s *statement, o int) []term {
	t := term{statement: s, common: policy.Always, owner: o}
	known := c.known(o)
	for _, test := range s.tests {
		if isPersonalTest(test, known) {
			t.personal = append(t.personal, test)
		} else if t.common = min(t.common, test.Holds(known)); t.common == policy.Never {
			return list
		}
	}
	for _, p := range s.patterns {
		free := false
		switch head, _, _ := strings.Cut(p.text, "${"); {
		case len(p.keys) == 0:
			c.addText(p.text, p.Pattern)
			continue
		case !slices.ContainsFunc(p.keys, isPersonal):
		case strings.Contains(head, "/"):
			free = true // the variable stands for a part of the key of an object
			t.valued = append(t.valued, p.keys...)
		default:
			t.loose = true
		}
		if bound, open, ok := p.Bind(known); ok {
			c.add(bound, open || free)
		}
	}
	t.cover = c.take(s.outside)
	c.limit(&t)
	if len(t.cover) == 0 && len(t.valued) == 0 && !t.loose {
		return list
	}
	return append(list, t)
}

// known is what is known of all members in requests about what an owner has.
func (c *compiler) known(o int) policy.Known {
	id := c.owners[max(o, 0)].id
	return func(key string) policy.Fact { return c.general.fact(key, id) }
}

// limit takes the buckets of other owners away.
func (c *compiler) limit(t *term) {
	if t.owner < 0 {
		return
	}
	for i := range t.cover {
		p, mine := &t.cover[i], c.owners[t.owner].words[t.cover[i].word]
		p.bucket, p.perhaps, p.all, p.some = p.bucket&mine, p.perhaps&mine, p.all&mine, p.some&mine
	}
}

// claim is a term with what it says for one holder.
type claim struct {
	*term
	own    *cover // what it covers; nil: what the term does
	holds  policy.Truth
	limit  bool   // it is the boundary's
	level  uint8  // of the organization, from 1
	number uint32 // the term's
}

func (c *claim) covers() cover {
	if c.own != nil {
		return *c.own
	}
	return c.cover
}

// same reports whether the claims of a subject are the same one.
func (c *claim) same(o *claim) bool {
	return c.number == o.number && c.limit == o.limit && c.level == o.level
}

// at returns what the claim says of the bucket at a place.
func (c *claim) at(place int) say {
	all, some := c.covers().at(place)
	return newSay(c.deny, c.holds, all&c.asks, some&c.asks)
}

// claim returns what the term says for a holder; it says nothing where that is
// not ok.
func (t *term) claim(h *holder, c *compiler) (out claim, ok bool) {
	if t.shared() {
		return t.claimed(), true
	}
	known := h.known(c.owners[max(t.owner, 0)].id)
	out = claim{term: t, holds: min(t.common, hold(t.personal, known)), number: t.number}
	if out.holds == policy.Never {
		return out, false
	}
	if t.loose || slices.ContainsFunc(t.valued, func(key string) bool { return !hasText(known(key)) }) {
		bound := *t
		for _, p := range t.patterns {
			if one, open, ok := p.Bind(known); ok {
				c.add(one, open)
			}
		}
		bound.cover = c.take(t.outside)
		c.limit(&bound)
		own := bound.cover
		out.own = &own
	}
	return out, len(out.covers()) > 0
}

// shared reports whether the term says the same for all holders.
func (t *term) shared() bool { return len(t.personal) == 0 && len(t.valued) == 0 && !t.loose }

// owns reports whether a claim comes from the document.
func (d *document) owns(c *claim) bool {
	return len(d.terms) > 0 && c.number-d.terms[0].number < uint32(len(d.terms))
}

// hasText reports whether a key has some text that is not empty, or may have.
func hasText(f policy.Fact) bool {
	if f.State == policy.Exact {
		return len(f.Values) == 1 && f.Values[0] != ""
	}
	return f.State != policy.Absent
}
