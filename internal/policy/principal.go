package policy

import "strings"

// requesterKind says what makes a request.
type requesterKind byte

const (
	otherRequester requesterKind = iota // a service, an identity provider, anybody
	rootRequester                       // the account root user
	userRequester
	roleRequester      // a role, without telling which session of it
	sessionRequester   // a session of a role
	federatedRequester // a session of a user, from GetFederationToken
)

// requester is the principal of a request taken apart.
type requester struct {
	arn     string
	account string // "" for what belongs to no account
	kind    requesterKind
	name    string // of a session, its role; of a federated user, the user
}

// newRequester reads the forms of "Principal" (IAM JSON policy elements
// reference): the ARN of a user, a role, a session or the account root, or the
// name of a service or an identity provider.
func newRequester(principal string) requester {
	who := requester{arn: principal}
	arn, ok := ParseARN(principal)
	if !ok {
		return who
	}
	who.account = arn.Account
	kind, rest, _ := strings.Cut(arn.Resource, "/")
	switch {
	case arn.Service == "iam" && arn.Resource == "root":
		who.kind = rootRequester
	case arn.Service == "iam" && kind == "user":
		who.kind = userRequester
	case arn.Service == "iam" && kind == "role":
		who.kind = roleRequester
	case arn.Service == "sts" && kind == "assumed-role":
		who.kind = sessionRequester
		who.name, _, _ = strings.Cut(rest, "/")
	case arn.Service == "sts" && kind == "federated-user":
		who.kind, who.name = federatedRequester, rest
	}
	return who
}

// grade says how closely a principal element names the requester.
type grade byte

const (
	notNamed     grade = iota
	namedAccount       // its account, which thereby may hand on the permission
	namedRole          // the role or the user behind its session
	namedDirect        // the requester itself, or everybody
)

// namer is a principal of a policy, ready to be compared.
type namer struct {
	everybody bool
	value     string
	account   string // of an entry for an account, a role or a user
	role      string // the name of a role, without its path
	user      string // the name of a user, without its path
}

func (p *Principal) namer() namer {
	n := namer{value: p.Value, everybody: p.Kind == PrincipalAny || p.Kind == PrincipalAWS && p.Value == "*"}
	if p.Kind != PrincipalAWS {
		return n
	}
	if isAccount(p.Value) {
		n.account = p.Value
		return n
	}
	arn, ok := ParseARN(p.Value)
	if !ok || arn.Service != "iam" {
		return n
	}
	kind, path, _ := strings.Cut(arn.Resource, "/")
	name := path[strings.LastIndexByte(path, '/')+1:]
	switch {
	case arn.Resource == "root":
		n.account = arn.Account
	case kind == "role":
		n.account, n.role = arn.Account, name
	case kind == "user":
		n.account, n.user = arn.Account, name
	}
	return n
}

// named returns how closely a principal of a policy names the requester. An
// unique id stands for a user or a role that was deleted since and names nobody
// ("IAM users principals"). A session's ARN has its role's name without path.
func (n *namer) named(who *requester) grade {
	switch {
	case n.everybody:
		return namedDirect
	case n.value == who.arn && who.kind == roleRequester:
		return namedRole
	case n.value == who.arn:
		return namedDirect
	case n.account == "" || n.account != who.account:
		return notNamed
	case n.role != "" || n.user != "":
		if who.kind == sessionRequester && n.role == who.name || who.kind == federatedRequester && n.user == who.name {
			return namedRole
		}
		return notNamed
	case who.kind == rootRequester:
		return namedDirect
	}
	return namedAccount
}

// newNamers reads the principals of a statement, whichever element has them.
func newNamers(s *Statement) []namer {
	p := s.Principal
	if p == nil {
		p = s.NotPrincipal
	}
	if p == nil {
		return nil
	}
	list := make([]namer, len(p.List))
	for i := range p.List {
		list[i] = p.List[i].namer()
	}
	return list
}

// names returns how closely a statement of a resource policy names the
// requester. bounded says that the requester has a permissions boundary: a Deny
// with NotPrincipal then always applies ("Permissions boundaries for IAM
// entities"). Such a Deny spares only whom the list names itself; an entry for
// the account or the role does not spare a user or a session ("NotPrincipal").
func (s *Statement) names(principals []namer, who *requester, bounded bool) grade {
	listed := notNamed
	for i := range principals {
		listed = max(listed, principals[i].named(who))
	}
	switch {
	case s.Principal != nil:
		return listed
	case s.NotPrincipal == nil:
		return notNamed
	case s.Effect == Deny && bounded:
		return namedDirect
	case listed == namedDirect || s.Effect == Allow && listed != notNamed:
		return notNamed
	}
	return namedDirect
}
