package policy

import (
	"slices"
	"strings"
	"time"
)

// Clause is one condition of a sentence, said as what must hold, or with Not as
// what must not. Values are those of the document; any one of them is enough.
type Clause struct {
	Code   ClauseCode
	Key    string // as the document spells it
	Values []string
	Not    bool
	Many   Many
	// OrAbsent says that the condition also holds where the request does not have
	// the key, beyond what the code and Not say: what must not hold does not hold
	// of an absent key, and Every holds of no values.
	OrAbsent bool
	Position Position
}

// Many says which of a key's values are meant ("Set operators for multivalued
// context keys", IAM User Guide).
type Many string

// The ways to look at the values of a key.
const (
	OneValue   Many = ""
	SomeValue  Many = "some"  // at least one value
	EveryValue Many = "every" // all values, if there are any
)

// ClauseCode says what a condition asks.
type ClauseCode string

// Comparisons of a key with values ("Condition operators", IAM JSON policy
// elements reference).
const (
	ClauseIs        ClauseCode = "is"
	ClauseIsFold    ClauseCode = "is-fold" // without regard to case
	ClauseLike      ClauseCode = "like"    // Values are patterns
	ClauseLess      ClauseCode = "less"
	ClauseAtMost    ClauseCode = "at-most"
	ClauseMore      ClauseCode = "more"
	ClauseAtLeast   ClauseCode = "at-least"
	ClauseBefore    ClauseCode = "before" // dates
	ClauseNotAfter  ClauseCode = "not-after"
	ClauseAfter     ClauseCode = "after"
	ClauseNotBefore ClauseCode = "not-before"
	ClauseWithin    ClauseCode = "within" // Values are networks
	ClauseBytes     ClauseCode = "bytes"  // Values are base-64
	ClausePresent   ClauseCode = "present"
	ClauseAbsence   ClauseCode = "absence" // whether the key is absent is one of Values
)

// Conditions that have words of their own ("AWS global condition context keys",
// IAM User Guide, and the keys of IAM, S3 and KMS).
const (
	ClauseMFA             ClauseCode = "mfa"              // signed in with MFA; not: without, or with access keys
	ClauseNoMFA           ClauseCode = "no-mfa"           // a session that began without MFA; not with access keys
	ClauseMFAAge          ClauseCode = "mfa-age"          // seconds since MFA at most
	ClauseTLS             ClauseCode = "tls"              // over TLS
	ClauseViaAWS          ClauseCode = "via-aws"          // made by a service on behalf of the caller
	ClauseUntil           ClauseCode = "until"            // time
	ClauseSince           ClauseCode = "since"            // time
	ClauseSourceIP        ClauseCode = "source-ip"        // networks
	ClauseVpcIP           ClauseCode = "vpc-ip"           // networks within a VPC
	ClauseVpc             ClauseCode = "vpc"              // ids
	ClauseVpce            ClauseCode = "vpce"             // ids
	ClauseOrg             ClauseCode = "org"              // organization ids
	ClauseRegion          ClauseCode = "region"           // regions
	ClauseResourceAccount ClauseCode = "resource-account" // account ids
	ClausePrincipal       ClauseCode = "principal"        // ARNs
	ClauseAccount         ClauseCode = "account"          // account ids
	ClauseUser            ClauseCode = "user"             // names
	ClauseVia             ClauseCode = "via"              // services
	ClausePassed          ClauseCode = "passed"           // services to which a role is passed
	ClauseLinked          ClauseCode = "linked"           // services of a service-linked role
	ClauseBoundary        ClauseCode = "boundary"         // ARNs of permissions boundaries
	ClausePolicy          ClauseCode = "policy"           // ARNs of policies
	ClauseBelow           ClauseCode = "below"            // beginnings of the prefix that is listed
)

// knownKeys are the keys whose texts, ARNs or networks have words of their own,
// in lower case.
var knownKeys = map[string]ClauseCode{
	"aws:sourceip": ClauseSourceIP, "aws:vpcsourceip": ClauseVpcIP, "aws:sourcevpc": ClauseVpc, "aws:sourcevpce": ClauseVpce,
	"aws:principalorgid": ClauseOrg, "aws:requestedregion": ClauseRegion, "aws:resourceaccount": ClauseResourceAccount,
	"aws:principalarn": ClausePrincipal, "aws:principalaccount": ClauseAccount, "aws:username": ClauseUser,
	"aws:calledvia": ClauseVia, "iam:passedtoservice": ClausePassed, "iam:awsservicename": ClauseLinked,
	"iam:permissionsboundary": ClauseBoundary, "iam:policyarn": ClausePolicy,
}

// knownSwitches are the keys that are true or false.
var knownSwitches = map[string]ClauseCode{
	"aws:multifactorauthpresent": ClauseMFA, "aws:securetransport": ClauseTLS, "aws:viaawsservice": ClauseViaAWS,
}

// newClause says a condition, in words of its own where there are any.
func newClause(c *Condition, variables bool) Clause {
	op, _ := operatorNamed(c.Operator)
	clause := Clause{Key: c.Key, Not: op.negated}
	for _, v := range c.Values {
		clause.Values = append(clause.Values, v.Value)
	}
	switch op.quantifier {
	case forAnyValue:
		clause.Many = SomeValue
	case forAllValues:
		clause.Many = EveryValue
	}
	if op.negated && clause.Many != OneValue { // of some value it does not hold: it does not hold of every value
		clause.Many = map[Many]Many{SomeValue: EveryValue, EveryValue: SomeValue}[clause.Many]
	}
	clause.OrAbsent = op.absent() && clause.Not == (clause.Many == EveryValue)
	clause.Code = comparison(op)
	if op.family == familyNull {
		clause.null()
		return clause
	}
	clause.special(op, variables)
	return clause
}

// comparison is the code for an operator.
func comparison(op operator) ClauseCode {
	switch op.family {
	case familyIgnoreCase:
		return ClauseIsFold
	case familyLike, familyARN:
		return ClauseLike
	case familyIP:
		return ClauseWithin
	case familyBinary:
		return ClauseBytes
	case familyNumeric:
		return [...]ClauseCode{ClauseIs, ClauseLess, ClauseAtMost, ClauseMore, ClauseAtLeast}[op.relation]
	case familyDate:
		return [...]ClauseCode{ClauseIs, ClauseBefore, ClauseNotAfter, ClauseAfter, ClauseNotBefore}[op.relation]
	}
	return ClauseIs
}

// null says the operator Null, which looks at no value.
func (c *Clause) null() {
	c.Many, c.OrAbsent = OneValue, false
	absent := func(want string) bool { return strings.EqualFold(want, "true") }
	present := func(want string) bool { return strings.EqualFold(want, "false") }
	c.Code = ClausePresent
	c.Not = slices.ContainsFunc(c.Values, absent)
	if len(c.Values) == 0 || c.Not == slices.ContainsFunc(c.Values, present) {
		c.Code, c.Not = ClauseAbsence, false
	}
}

// special finds a code that says more than the comparison, where that says all.
func (c *Clause) special(op operator, variables bool) {
	key := strings.ToLower(c.Key)
	known, isKnown := knownKeys[key]
	likeness := op.family == familyLike || op.family == familyARN
	switch {
	case key == "aws:calledvia" && c.Many != SomeValue, key != "aws:calledvia" && c.Many != OneValue, len(c.Values) == 0:
	case op.family == familyBool && len(c.Values) == 1:
		c.flip(knownSwitches[key])
	case isKnown && (likeness || op.family == familyIP || op.family == familyString && !slices.ContainsFunc(c.Values, hasStar)):
		c.Code = known
	case key == "s3:prefix" && op.family == familyLike:
		c.below(variables)
	case key == "aws:currenttime" && op.family == familyDate && op.relation != equal && len(c.Values) == 1:
		c.Code = ClauseUntil
		if op.relation == greater || op.relation == greaterEqual {
			c.Code = ClauseSince
		}
		at, ok := parseDate(c.Values[0])
		if year := at.Year(); ok && year > 0 && year < 10000 {
			c.Values = []string{at.Format(time.RFC3339Nano)}
		}
	case key == "aws:multifactorauthage" && (op.relation == less || op.relation == lessEqual) && op.family == familyNumeric && len(c.Values) == 1:
		c.Code = ClauseMFAAge
	}
}

// hasStar reports whether a plain text looks like a pattern.
func hasStar(value string) bool { return strings.ContainsAny(value, "*?") }

// flip says a switch that is on or off. The key for MFA is absent in requests
// that are signed with the access keys of a user; the others never are.
func (c *Clause) flip(code ClauseCode) {
	on := strings.EqualFold(c.Values[0], "true")
	if code == "" || !isBool(c.Values[0]) {
		return
	}
	c.Code, c.Not = code, !on
	switch {
	case code != ClauseMFA:
		c.OrAbsent = false
	case !on && c.OrAbsent:
		c.OrAbsent = false
	case !on:
		c.Code, c.Not = ClauseNoMFA, false
	}
}

// below says prefixes to list, where each value is plain text with a star behind.
func (c *Clause) below(variables bool) {
	var list []string
	for _, v := range c.Values {
		plain, star := strings.CutSuffix(v, "*")
		if !star || plain == "" || hasWildcard(plain, variables) {
			return
		}
		list = append(list, unescaped(plain, variables))
	}
	c.Code, c.Values = ClauseBelow, list
}
