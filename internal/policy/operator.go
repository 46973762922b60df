package policy

import (
	"net/netip"
	"strings"
	"time"
)

// quantifier is the set operator before a condition operator.
type quantifier byte

const (
	noQuantifier quantifier = iota
	forAnyValue
	forAllValues
)

// family says how the values of a key are compared.
type family byte

const (
	familyString family = iota
	familyIgnoreCase
	familyLike
	familyNumeric
	familyDate
	familyBool
	familyBinary
	familyIP
	familyARN
	familyNull
)

// relation is what a number or a date must be to the policy's value.
type relation byte

const (
	equal relation = iota
	less
	lessEqual
	greater
	greaterEqual
)

func (r relation) holds(order int) bool {
	switch r {
	case less:
		return order < 0
	case lessEqual:
		return order <= 0
	case greater:
		return order > 0
	case greaterEqual:
		return order >= 0
	}
	return order == 0
}

// operator is a condition operator taken apart.
type operator struct {
	family     family
	relation   relation
	negated    bool
	ifExists   bool
	quantifier quantifier
}

// operators are the condition operators ("Condition operators", IAM JSON policy
// elements reference). ArnEquals and ArnLike behave alike.
var operators = map[string]operator{
	"StringEquals":              {family: familyString},
	"StringNotEquals":           {family: familyString, negated: true},
	"StringEqualsIgnoreCase":    {family: familyIgnoreCase},
	"StringNotEqualsIgnoreCase": {family: familyIgnoreCase, negated: true},
	"StringLike":                {family: familyLike},
	"StringNotLike":             {family: familyLike, negated: true},
	"NumericEquals":             {family: familyNumeric},
	"NumericNotEquals":          {family: familyNumeric, negated: true},
	"NumericLessThan":           {family: familyNumeric, relation: less},
	"NumericLessThanEquals":     {family: familyNumeric, relation: lessEqual},
	"NumericGreaterThan":        {family: familyNumeric, relation: greater},
	"NumericGreaterThanEquals":  {family: familyNumeric, relation: greaterEqual},
	"DateEquals":                {family: familyDate},
	"DateNotEquals":             {family: familyDate, negated: true},
	"DateLessThan":              {family: familyDate, relation: less},
	"DateLessThanEquals":        {family: familyDate, relation: lessEqual},
	"DateGreaterThan":           {family: familyDate, relation: greater},
	"DateGreaterThanEquals":     {family: familyDate, relation: greaterEqual},
	"Bool":                      {family: familyBool},
	"BinaryEquals":              {family: familyBinary},
	"IpAddress":                 {family: familyIP},
	"NotIpAddress":              {family: familyIP, negated: true},
	"ArnEquals":                 {family: familyARN},
	"ArnNotEquals":              {family: familyARN, negated: true},
	"ArnLike":                   {family: familyARN},
	"ArnNotLike":                {family: familyARN, negated: true},
	"Null":                      {family: familyNull},
}

// operatorNamed reads an operator with its set operator and IfExists. Null
// takes no IfExists.
func operatorNamed(name string) (operator, bool) {
	quantified := noQuantifier
	if rest, ok := strings.CutPrefix(name, "ForAnyValue:"); ok {
		name, quantified = rest, forAnyValue
	} else if rest, ok := strings.CutPrefix(name, "ForAllValues:"); ok {
		name, quantified = rest, forAllValues
	}
	base, ifExists := strings.CutSuffix(name, "IfExists")
	op, known := operators[base]
	op.quantifier, op.ifExists = quantified, ifExists
	return op, known && !(ifExists && op.family == familyNull)
}

// absent is the result where the key has no value in the request: what must
// match does not, what must not match does ("Condition operators"); IfExists
// holds; of no values all match and none does ("Set operators").
func (o operator) absent() bool {
	switch {
	case o.ifExists || o.quantifier == forAllValues:
		return true
	case o.quantifier == forAnyValue:
		return false
	}
	return o.negated
}

// empty reports whether the values are the null data set of the set operators:
// an empty text alone.
func (o operator) empty(values []string) bool {
	return o.quantifier != noQuantifier && len(values) == 1 && values[0] == ""
}

// test reports whether a value of the request matches the policy's values.
type test func(value string, c *Context) bool

// over combines what holds of each value of the key. Several values without a
// set operator are compared with nothing: none matches.
func (o operator) over(values []string, c *Context, matches test) bool {
	switch {
	case o.quantifier == forAnyValue:
		for _, v := range values {
			if matches(v, c) != o.negated {
				return true
			}
		}
		return false
	case o.quantifier == forAllValues:
		for _, v := range values {
			if matches(v, c) == o.negated {
				return false
			}
		}
		return true
	case len(values) > 1:
		return o.negated
	}
	return matches(values[0], c) != o.negated
}

// compare reports whether a value of the request matches one of the policy, by
// the family and the relation alone. Variables stand in string and ARN
// comparisons only ("Where you can use policy variables").
func (o operator) compare(value, want string, variables bool, c *Context) bool {
	switch o.family {
	case familyString:
		return newTemplate(want, variables, false).match(value, c)
	case familyIgnoreCase:
		return newTemplate(want, variables, false).equalFold(value, c)
	case familyLike:
		return newTemplate(want, variables, true).match(value, c)
	case familyARN:
		return matchARN(newTemplate(want, variables, true), value, c)
	case familyNumeric:
		n, ok := parseNumber(want)
		return ok && o.compareNumber(value, n)
	case familyDate:
		t, ok := parseDate(want)
		return ok && o.compareDate(value, t)
	case familyIP:
		network, ok := parseNetwork(want)
		return ok && compareIP(value, network)
	case familyBinary:
		return isBinary(want) && value == want
	}
	return isBool(want) && strings.EqualFold(value, want)
}

func (o operator) compareNumber(value string, want number) bool {
	n, ok := parseNumber(value)
	return ok && o.relation.holds(n.compare(want))
}

func (o operator) compareDate(value string, want time.Time) bool {
	t, ok := parseDate(value)
	return ok && o.relation.holds(t.Compare(want))
}

func compareIP(value string, want netip.Prefix) bool {
	address, ok := parseAddress(value)
	return ok && want.Contains(address)
}

// compareNull is the Null operator: true asks for a key without value, false
// for one with a value.
func compareNull(want string, present bool) bool {
	if present {
		return strings.EqualFold(want, "false")
	}
	return strings.EqualFold(want, "true")
}
