package access

import (
	"slices"
	"strings"

	"keyporter/internal/iam"
	"keyporter/internal/policy"
)

// class is a kind of subjects that a bucket's policy and settings treat alike,
// as long as they do not name one of them.
type class byte

const (
	classUser class = iota
	classGroup
	classRole
	classAccount
	classEveryone
	classes
)

func classOf(kind SubjectKind) class {
	return class(slices.Index([]SubjectKind{SubjectUser, SubjectGroup, SubjectRole, SubjectAccount, SubjectEveryone}, kind))
}

// nobodies returns nobody of each class.
func (a *Account) nobodies() *[classes]*holder {
	var list [classes]*holder
	for c := range classes {
		list[c] = a.nobody(c)
	}
	return &list
}

// nobody returns a subject of the class that no policy names.
func (a *Account) nobody(c class) *holder {
	h := &holder{account: a.ID, members: true, class: c}
	h.facts = facts{kind: SubjectGroup, vague: true, arn: []string{a.iamARN(a.ID, "user/")}, account: []string{a.ID}}
	switch c {
	case classUser:
		h.Kind = SubjectUser
	case classGroup:
		h.Kind = SubjectGroup
	case classRole:
		h.Kind, h.facts.kind, h.facts.arn = SubjectRole, SubjectRole, []string{a.iamARN(a.ID, "role/")}
	case classAccount:
		h = &holder{unbounded: true, facts: facts{kind: SubjectAccount}, class: c}
		h.Kind = SubjectAccount
	case classEveryone:
		h = &holder{unbounded: true, facts: facts{kind: SubjectEveryone}, class: c}
		h.Kind = SubjectEveryone
	}
	return h
}

// ruling is what a bucket's policy and ACL say of the ten questions to a class.
type ruling struct {
	layers // without what identity policies say
	doubt  doubt
	rules  []rule // whose conditions are different for each subject of the class
	hard   bool   // the resources of one are different as well
}

// rule is a statement of a bucket's policy that waits for the subject.
type rule struct {
	tests     []*policy.Test
	key       string // of the tests: the same where they are
	deny      bool
	who       named
	holds     policy.Truth // of the other conditions
	all, some questions
}

// add adds what the rule says of a subject for whom its tests hold so.
func (l *layers) add(r *rule, holds policy.Truth) {
	holds = min(holds, r.holds)
	if r.deny && r.who.least == notNamed {
		holds = min(holds, policy.Sometimes)
	}
	one := newSay(r.deny, holds, r.all, r.some)
	if r.deny {
		l.deny.or(one)
		return
	}
	l.account.or(r.who.at(namedAccount, one))
	l.role.or(r.who.at(namedRole, one))
	l.direct.or(r.who.at(namedDirect, one))
}

// rule asks what a subject, or a class of them, makes of the bucket's policy and
// settings.
func (h *holder) rule(b *bucket) ruling {
	r := ruling{layers: layers{control: ones(), boundary: ones()}}
	if h.unbounded {
		r.identity = ones()
	}
	if h.account == "" || h.account != b.owner[0] {
		r.foreign = everyQuestion
		if b.block.shuts {
			r.shut = everyQuestion
		}
		if b.block.mayShut {
			r.doubt.shut = everyQuestion
		}
	}
	grants := b.acl.grants(h)
	r.direct = say{grants, grants, grants}
	r.doubt.grants = b.perhaps.grants(h) &^ grants
	if b.document == nil {
		return r
	}
	if b.document.doc == nil {
		r.doubt.layers, r.direct = everyQuestion, ones()
		return r
	}
	known := h.known(b.owner)
	for i := range b.document.statements {
		r.weigh(&b.document.statements[i], h, b, known)
	}
	return r
}

// weigh adds what a statement of the bucket's policy says, or lets it wait for
// the subject.
func (r *ruling) weigh(s *statement, h *holder, b *bucket, known policy.Known) {
	one := rule{deny: s.deny, who: h.names(s.source), holds: policy.Always}
	if one.who.most == notNamed {
		return
	}
	one.all, one.some = s.reach(b, known)
	for i, t := range s.tests {
		holds := t.Holds(known)
		if holds == policy.Sometimes && h.Name == "" && h.differs(t.Keys()) && isPersonalTest(t, known) {
			one.tests = append(one.tests, t)
			one.key += conditionText(&s.source.Conditions[i]) + "\x02" + strings.Join(t.Keys(), "\x01") + "\x00"
			continue
		}
		one.holds = min(one.holds, holds)
	}
	if h.Name == "" && slices.ContainsFunc(s.patterns, func(p pattern) bool { return h.differs(p.keys) && !p.freeFor(h) }) {
		r.hard = true
	}
	switch {
	case one.holds == policy.Never || one.some == 0:
	case len(one.tests) > 0:
		r.rules = append(r.rules, one)
	default:
		r.add(&one, policy.Always)
	}
}

// differs reports whether the subjects of the class differ in one of the keys.
// Of the members of a group, as of nobody, nothing more is known than of one.
func (h *holder) differs(keys []string) bool {
	return h.Kind != SubjectGroup && h.Kind != SubjectEveryone && slices.ContainsFunc(keys, isPersonal)
}

// freeFor reports whether the variables stand for a part of the key of an object
// and have a value for every user: then the pattern covers some objects, whoever
// asks.
func (p *pattern) freeFor(h *holder) bool {
	head, _, _ := strings.Cut(p.text, "${")
	return h.Kind == SubjectUser && strings.Contains(head, "/") && !slices.ContainsFunc(p.keys, func(key string) bool { return key != "aws:username" })
}

// conditionText tells conditions apart.
func conditionText(c *policy.Condition) string {
	var b strings.Builder
	b.WriteString(c.Operator + "\x01" + c.Key)
	for _, v := range c.Values {
		b.WriteString("\x01" + v.Value)
	}
	return b.String()
}

// bucket is a bucket with its policy read and its settings taken together with
// the account's.
type bucket struct {
	*iam.Bucket
	place    int
	arn      string
	owner    []string  // the account that has it
	ownedBy  int       // its number among the owners
	document *document // nil: it has no policy
	block    block
	acl      acl             // what it gives
	perhaps  acl             // what it gives at most, whatever the parts say that were not read
	rulings  [classes]ruling // for who is not named
	named    []string        // what the subjects are called that are named
	others   []string        // the accounts to which it gives something
}
