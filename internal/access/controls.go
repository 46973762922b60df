package access

import "keyporter/internal/policy"

// controls are the service control policies of the account's organization, which
// limit all its members.
type controls struct {
	levels []level
	allow  plane   // what the levels allow that allow the same to all; nil: there is none
	denies []claim // the same for all
	terms  []leveled
	varied bool // some level allows one member what it does not allow another
	broken bool // one could not be read
}

// level is a level of the organization.
type level struct {
	id       string
	policies []held
	allows   []claim // the same for all
	varied   bool
}

// leveled is a term that is different for each member.
type leveled struct {
	*term
	level uint8
}

func (r *reader) controls(a *Account, p *places) *controls {
	c := &controls{}
	for i := range a.Controls {
		l := level{id: a.Controls[i].ID}
		r.list("", a.Controls[i].Policies, nil, [2]policy.Kind{}, func(h held) {
			l.policies = append(l.policies, h)
			c.broken = c.broken || h.document.doc == nil
			for j := range h.document.terms {
				c.term(&l, &h.document.terms[j], uint8(i+1))
			}
		})
		c.levels = append(c.levels, l)
		c.varied = c.varied || l.varied
	}
	c.allowed(p)
	return c
}

func (c *controls) term(l *level, t *term, number uint8) {
	if !t.shared() {
		c.terms = append(c.terms, leveled{t, number})
		l.varied = l.varied || !t.deny
		return
	}
	one := t.claimed()
	one.level = number
	if t.deny {
		c.denies = append(c.denies, one)
	} else {
		l.allows = append(l.allows, one)
	}
}

// allowed puts together what the levels allow that are not varied.
func (c *controls) allowed(p *places) {
	all := everyWord(p.words)
	for i := range c.levels {
		if c.levels[i].varied {
			continue
		}
		allow := newPlane(p.words)
		for j := range c.levels[i].allows {
			allow.claim(&c.levels[i].allows[j], all)
		}
		if c.allow == nil {
			c.allow = allow
			continue
		}
		for j := range allow {
			c.allow[j].and(allow[j])
		}
	}
}

// limit takes from what is allowed of the bucket at a place, with the claims of a
// member.
func (c *controls) limit(l *layers, own []claim, place int) {
	for i := range c.levels {
		var allow say
		for j := range c.levels[i].allows {
			allow.or(c.levels[i].allows[j].at(place))
		}
		for j := range own {
			if own[j].level == uint8(i+1) && !own[j].deny {
				allow.or(own[j].at(place))
			}
		}
		l.control.and(allow)
	}
	for i := range c.denies {
		l.deny.or(c.denies[i].at(place))
	}
}

// vary takes from what is allowed in all words what the varied levels do not
// allow a member who has these claims.
func (c *controls) vary(control plane, own []claim, all wordSet) {
	allow := make(plane, len(control))
	for i := range c.levels {
		if !c.levels[i].varied {
			continue
		}
		clear(allow)
		for _, list := range [][]claim{c.levels[i].allows, own} {
			for j := range list {
				if list[j].level == uint8(i+1) && !list[j].deny {
					allow.claim(&list[j], all)
				}
			}
		}
		for j := range control {
			control[j].and(allow[j])
		}
	}
}
