package access

import (
	"strings"

	"keyporter/internal/policy"
)

// grade says how closely a bucket policy names a subject, as package policy
// grades it.
type grade byte

const (
	notNamed grade = iota
	namedAccount
	namedRole
	namedDirect
)

// named is how closely a statement names a subject, at least and at most: which
// session a role's is, or which principal an account's, is not known.
type named struct{ least, most grade }

// at returns what an allow says to whom it names at least so closely.
func (n named) at(g grade, one say) say {
	switch {
	case n.least >= g:
		return one
	case n.most >= g:
		return say{whole: one.whole, most: one.most}
	}
	return say{}
}

// names grades a statement of a bucket policy ("Principal" and "NotPrincipal",
// IAM JSON policy elements reference).
func (h *holder) names(s *policy.Statement) named {
	switch {
	case s.Principal != nil:
		return h.listed(s.Principal)
	case s.NotPrincipal == nil:
		return named{}
	case s.Effect == policy.Deny && h.bounded:
		return named{namedDirect, namedDirect}
	}
	spared := func(g grade) bool { return g == namedDirect || s.Effect == policy.Allow && g != notNamed }
	list, out := h.listed(s.NotPrincipal), named{}
	if !spared(list.most) {
		out.least = namedDirect
	}
	if !spared(list.least) {
		out.most = namedDirect
	}
	return out
}

func (h *holder) listed(p *policy.Principals) named {
	var best named
	for i := range p.List {
		one := h.principal(&p.List[i])
		best.least, best.most = max(best.least, one.least), max(best.most, one.most)
	}
	return best
}

// principal grades one entry of a list.
func (h *holder) principal(p *policy.Principal) named {
	direct := named{namedDirect, namedDirect}
	switch {
	case p.Kind == policy.PrincipalAny, p.Kind == policy.PrincipalAWS && p.Value == "*":
		return direct
	case p.Kind == policy.PrincipalCanonical && h.Kind == SubjectAccount && p.Value == h.Name:
		return direct
	case p.Kind != policy.PrincipalAWS || h.account == "":
		return named{}
	}
	if h.Kind == SubjectUser && p.Value != h.ARN && len(p.Value) != 12 && !strings.HasSuffix(p.Value, ":root") {
		return named{} // neither the user nor an account, which is soon seen
	}
	who := newPrincipal(p.Value)
	switch {
	case who.account != h.account:
	case who.whole && h.Kind == SubjectAccount:
		return direct
	case who.whole:
		return named{namedAccount, namedAccount}
	case h.Kind == SubjectAccount:
		return named{notNamed, namedDirect}
	case h.Kind == SubjectUser && p.Value == h.ARN:
		return direct
	case h.Kind == SubjectRole && who.role != "" && who.role == h.Name:
		return named{namedRole, namedRole}
	case h.Kind == SubjectRole && who.session != "" && who.session == h.Name:
		return named{notNamed, namedDirect}
	}
	return named{}
}

// principal is a value of a list of AWS principals taken apart.
type principal struct {
	account string
	whole   bool   // the account as such
	role    string // its name, without path
	session string // the role of one session
}

// newPrincipal reads an account id or an ARN. An unique id stands for who was
// deleted since and names nobody ("IAM users principals").
func newPrincipal(value string) principal {
	if len(value) == 12 && strings.Trim(value, "0123456789") == "" {
		return principal{account: value, whole: true}
	}
	arn, ok := policy.ParseARN(value)
	if !ok || arn.Service != "iam" && arn.Service != "sts" {
		return principal{}
	}
	kind, rest, _ := strings.Cut(arn.Resource, "/")
	p := principal{account: arn.Account}
	switch {
	case arn.Service == "iam" && arn.Resource == "root":
		p.whole = true
	case arn.Service == "iam" && kind == "role":
		p.role = rest[strings.LastIndexByte(rest, '/')+1:]
	case arn.Service == "sts" && kind == "assumed-role":
		p.session, _, _ = strings.Cut(rest, "/")
	}
	return p
}
