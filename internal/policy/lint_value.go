package policy

import (
	"net/netip"
	"strings"
)

// values looks at the values of a condition. Dates are left to Check, which
// refuses what is none.
func (l *linter) values(c *Condition, op operator) {
	if len(c.Values) == 0 {
		l.add(SeverityWarning, LintNoValues, c.At, c.Key)
	}
	seen := map[string]bool{}
	for _, v := range c.Values {
		switch {
		case seen[v.Value]:
			l.add(SeverityAdvice, LintRepeatedValue, v.At, v.Value, c.Key)
		case op.family == familyARN:
			l.arnValue(v, c.Operator)
		case op.family == familyString || op.family == familyIgnoreCase:
			l.literalValue(v, c.Operator)
		case strings.Contains(v.Value, "${"): // told already
		case op.family == familyIP:
			l.addressValue(v, c)
		default:
			if code := op.family.wrong(v.Value); code != "" {
				l.add(SeverityError, code, v.At, v.Value, c.Operator)
			}
		}
		seen[v.Value] = true
	}
}

// wrong says why no operator of the family can use the value.
func (f family) wrong(value string) LintCode {
	_, number := parseNumber(value)
	switch {
	case f == familyNumeric && !number:
		return LintValueNumber
	case (f == familyBool || f == familyNull) && !isBool(value):
		return LintValueBool
	case f == familyBinary && !isBinary(value):
		return LintValueBinary
	}
	return ""
}

// arnValue counts the parts of an ARN; a variable may hold some of them.
func (l *linter) arnValue(v Text, operator string) {
	colons, open := 0, false
	for _, p := range newTemplate(v.Value, l.doc.variables(), true) {
		colons += strings.Count(p.text, ":")
		open = open || p.kind != literal
	}
	switch {
	case colons >= arnParts-1:
	case open:
		l.add(SeverityWarning, LintValueARN, v.At, v.Value, operator)
	default:
		l.add(SeverityError, LintValueARN, v.At, v.Value, operator)
	}
}

// literalValue looks for wildcards under an operator that has none.
func (l *linter) literalValue(v Text, operator string) {
	for _, p := range newTemplate(v.Value, l.doc.variables(), true) {
		if p.kind == star || p.kind == question {
			like := strings.NewReplacer("NotEqualsIgnoreCase", "NotLike", "EqualsIgnoreCase", "Like", "NotEquals", "NotLike", "Equals", "Like").Replace(operator)
			l.add(SeverityWarning, LintWildcardText, v.At, v.Value, operator, like)
			return
		}
	}
}

// addressValue looks at an address or a range.
func (l *linter) addressValue(v Text, c *Condition) {
	network, ok := parseNetwork(v.Value)
	if !ok {
		l.add(SeverityError, LintValueIP, v.At, v.Value, c.Operator)
		return
	}
	if written, err := netip.ParsePrefix(v.Value); err == nil && written != network {
		l.add(SeverityAdvice, LintRangeBits, v.At, v.Value, network.String())
	}
	if strings.EqualFold(c.Key, keySource) && network.Addr().IsPrivate() {
		l.add(SeverityWarning, LintPrivateIP, v.At, v.Value)
	}
}
