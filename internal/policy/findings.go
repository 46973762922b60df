package policy

import "strings"

// Outcome is the decision as AWS names it.
type Outcome string

// The outcomes: some Deny applies; none does and an Allow is missing somewhere;
// neither.
const (
	Allowed          Outcome = "Allowed"
	ExplicitlyDenied Outcome = "ExplicitlyDenied"
	ImplicitlyDenied Outcome = "ImplicitlyDenied"
)

// Cause is what decided.
type Cause string

// The causes, in the order in which they are looked for.
const (
	CauseNoPermissionNeeded Cause = "no-permission-needed" // sts:GetCallerIdentity
	CauseExplicitDeny       Cause = "explicit-deny"
	CauseControl            Cause = "control"         // a level of the organization does not allow
	CauseResourceAllows     Cause = "resource-allows" // the resource policy alone grants
	CauseResourceSilent     Cause = "resource-silent" // the resource policy must allow and does not
	CauseIdentitySilent     Cause = "identity-silent" // no identity policy allows, and nothing stands in for it
	CauseBoundarySilent     Cause = "boundary-silent" // the permissions boundary does not allow
	CauseSessionSilent      Cause = "session-silent"  // no session policy allows
	CauseIdentityAllows     Cause = "identity-allows" // an identity policy grants, within all limits
	CauseBothAllow          Cause = "both-allow"      // identity and resource policy, as needed across accounts
	CauseRoot               Cause = "root"            // the account root user, who needs no policy
)

// findings is what the layers say of a request; it is all that a decision takes.
type findings struct {
	denied   bool
	control  bool // every level allows
	identity bool // an identity policy allows
	bounded  bool // there is a permissions boundary
	boundary bool // it allows
	limited  bool // there are session policies
	session  bool // one of them allows
	policy   bool // there is a resource policy; for the explanation only
	resource grade
}

// target is what the request itself says of the rules that it falls under.
type target struct {
	free    bool // no permission is needed: sts:GetCallerIdentity
	foreign bool // the resource belongs to another account
	key     bool // it is a KMS key
	role    bool // it is a role that is to be assumed
}

func newTarget(r *Request, who *requester) target {
	t := target{
		free:    strings.EqualFold(r.Action, "sts:GetCallerIdentity"),
		foreign: r.ResourceAccount != "" && r.ResourceAccount != who.account,
	}
	if arn, ok := ParseARN(r.Resource); ok {
		service, _, _ := strings.Cut(r.Action, ":")
		t.key = arn.Service == "kms" && strings.HasPrefix(arn.Resource, "key/")
		t.role = arn.Service == "iam" && strings.HasPrefix(arn.Resource, "role/") && strings.EqualFold(service, "sts")
	}
	return t
}

// decide combines the findings.
func (f *findings) decide(to target, who *requester) (Outcome, Cause) {
	switch {
	case to.free:
		return Allowed, CauseNoPermissionNeeded
	case f.denied:
		return ExplicitlyDenied, CauseExplicitDeny
	case !f.control:
		return ImplicitlyDenied, CauseControl
	}
	identity := f.identity || who.kind == rootRequester
	if to.foreign || who.kind == otherRequester {
		return f.across(identity, who)
	}
	return f.within(identity, to, who)
}

// across is a request to a resource of another account, or by what belongs to
// no account.
func (f *findings) across(identity bool, who *requester) (Outcome, Cause) {
	switch {
	case f.resource == notNamed:
		return ImplicitlyDenied, CauseResourceSilent
	case who.kind == otherRequester:
		return Allowed, CauseResourceAllows
	case !identity:
		return ImplicitlyDenied, CauseIdentitySilent
	}
	return f.limits(CauseBothAllow, who)
}

func (f *findings) within(identity bool, to target, who *requester) (Outcome, Cause) {
	switch {
	case f.resource == namedDirect:
		return Allowed, CauseResourceAllows
	case f.resource == namedRole:
		return f.limits(CauseResourceAllows, who)
	case to.mustBeTrusted() && f.resource == notNamed:
		return ImplicitlyDenied, CauseResourceSilent
	case !identity:
		return ImplicitlyDenied, CauseIdentitySilent
	case who.kind == rootRequester:
		return Allowed, CauseRoot
	}
	return f.limits(CauseIdentityAllows, who)
}

// limits are the boundary and the session policies. A federated user's session
// has no permission that no session policy hands on ("GetFederationToken").
func (f *findings) limits(otherwise Cause, who *requester) (Outcome, Cause) {
	switch {
	case f.bounded && !f.boundary:
		return ImplicitlyDenied, CauseBoundarySilent
	case f.limited && !f.session, who.kind == federatedRequester && !f.session:
		return ImplicitlyDenied, CauseSessionSilent
	}
	return Allowed, otherwise
}

// mustBeTrusted reports whether the resource's own policy has to admit the
// account or the principal, even within the account: that of a KMS key, and the
// trust policy of a role that is to be assumed ("Policy evaluation logic").
func (t target) mustBeTrusted() bool { return t.key || t.role }
