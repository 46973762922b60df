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

// named returns how closely one principal of a policy names the requester. An
// unique id stands for a user or a role that was deleted since and names nobody
// ("IAM users principals"). A session's ARN has its role's name without path.
func (p *Principal) named(who *requester) grade {
	switch {
	case p.Kind == PrincipalAny || p.Kind == PrincipalAWS && p.Value == "*":
		return namedDirect
	case p.Value == who.arn:
		if who.kind == roleRequester {
			return namedRole
		}
		return namedDirect
	case p.Kind != PrincipalAWS || who.account == "":
		return notNamed
	case p.Value == who.account:
		return who.accountGrade()
	}
	arn, ok := ParseARN(p.Value)
	if !ok || arn.Service != "iam" || arn.Account != who.account {
		return notNamed
	}
	kind, path, _ := strings.Cut(arn.Resource, "/")
	switch {
	case arn.Resource == "root":
		return who.accountGrade()
	case who.kind == sessionRequester && kind == "role" && path[strings.LastIndexByte(path, '/')+1:] == who.name,
		who.kind == federatedRequester && kind == "user" && path[strings.LastIndexByte(path, '/')+1:] == who.name:
		return namedRole
	}
	return notNamed
}

func (who *requester) accountGrade() grade {
	if who.kind == rootRequester {
		return namedDirect
	}
	return namedAccount
}

func (p *Principals) named(who *requester) grade {
	best := notNamed
	for i := range p.List {
		best = max(best, p.List[i].named(who))
	}
	return best
}

// names returns how closely a statement of a resource policy names the
// requester. bounded says that the requester has a permissions boundary: a Deny
// with NotPrincipal then always applies ("Permissions boundaries for IAM
// entities"). Such a Deny spares only whom the list names itself; an entry for
// the account or the role does not spare a user or a session ("NotPrincipal").
func (s *Statement) names(who *requester, bounded bool) grade {
	switch {
	case s.Principal != nil:
		return s.Principal.named(who)
	case s.NotPrincipal == nil:
		return notNamed
	case s.Effect == Deny && bounded:
		return namedDirect
	}
	listed := s.NotPrincipal.named(who)
	if listed == namedDirect || s.Effect == Allow && listed != notNamed {
		return notNamed
	}
	return namedDirect
}
