package policy

import (
	"slices"
	"strings"
)

// Keys about MFA, which requests with long-term credentials do not have.
const (
	keyMFA    = "aws:MultiFactorAuthPresent"
	keyMFAAge = "aws:MultiFactorAuthAge"
)

// conditions looks at the conditions of a statement.
func (l *linter) conditions() {
	list := l.statement.Conditions
	spelled := map[[2]string]bool{}
	for i := range list {
		c := &list[i]
		id := [2]string{c.Operator, strings.ToLower(c.Key)}
		if spelled[id] {
			l.add(SeverityError, LintKeyRepeated, c.At, c.Key)
		}
		spelled[id] = true
		op, _ := operatorNamed(c.Operator)
		kind, many, known := KeyType(c.Key)
		l.key(c, known)
		if known {
			l.operator(c, op, kind, many)
		}
		l.absence(c, op, many || !known)
		l.values(c, op)
	}
}

// key looks at the name of a condition key.
func (l *linter) key(c *Condition, known bool) {
	switch {
	case !strings.Contains(c.Key, ":"):
		l.add(SeverityError, LintKeyForm, c.At, c.Key)
	case !known && isOurs(c.Key):
		l.add(SeverityWarning, LintUnknownKey, c.At, c.Key, l.nearKey(c.Key))
	case known && globalNamed(c.Key) == nil && !l.hasKey(c.Key):
		l.add(SeverityWarning, LintKeyElsewhere, c.At, c.Key)
	}
}

// hasKey reports whether an action of the statement has the key, or may have it.
func (l *linter) hasKey(key string) bool {
	has := l.statement.Actions == nil
	for i := 0; !has && i < len(l.statement.Actions); i++ {
		_, known := resolve(l.statement.Actions[i].Value)
		has = !known
		expand(l.statement.Actions[i].Value, func(s *serviceFact, row *actionRow) {
			n := s.keyNamed(key)
			has = has || n >= 0 && slices.Contains(s.keySets[row.keys], uint8(n))
		})
	}
	return has
}

// operator compares the operator with the type of the key.
func (l *linter) operator(c *Condition, op operator, kind string, many bool) {
	switch {
	case op.family == familyNull && op.quantifier != noQuantifier:
		l.add(SeverityWarning, LintNullQuantified, c.At, c.Operator, c.Key)
	case op.family == familyNull:
	case !op.family.compares(kind) && !(op.family == familyNumeric && strings.EqualFold(c.Key, "aws:EpochTime")):
		l.add(SeverityWarning, LintOperatorType, c.At, c.Operator, c.Key, kind)
	case many && op.quantifier == noQuantifier:
		l.add(SeverityWarning, LintNeedsSetOperator, c.At, c.Operator, c.Key)
	case !many && op.quantifier == forAllValues:
		l.add(SeverityWarning, LintForAllSingle, c.At, c.Operator, c.Key)
	case !many && op.quantifier == forAnyValue:
		l.add(SeverityAdvice, LintForAnySingle, c.At, c.Operator, c.Key)
	}
}

// compares reports whether the operators of the family are for keys of a type.
// ARNs may be compared as texts.
func (f family) compares(kind string) bool {
	switch f {
	case familyNumeric:
		return kind == kindNumeric
	case familyDate:
		return kind == kindDate
	case familyBool:
		return kind == kindBool
	case familyIP:
		return kind == kindIP
	case familyARN:
		return kind == kindARN
	case familyBinary:
		return false
	}
	return kind == kindString || kind == kindARN
}

// absence looks for conditions that decide otherwise than it seems where the key
// is absent.
func (l *linter) absence(c *Condition, op operator, severalValues bool) {
	mfa := strings.EqualFold(c.Key, keyMFA)
	allow := l.statement.Effect == Allow
	global := globalNamed(c.Key)
	switch {
	case op.family == familyNull:
	case !allow:
		if mfa && !op.ifExists && op.family == familyBool && slices.ContainsFunc(c.Values, func(v Text) bool { return strings.EqualFold(v.Value, "false") }) {
			l.add(SeverityWarning, LintMFAAbsent, c.At, c.Operator, c.Key)
		}
	case global != nil && global.always || l.required(c.Key):
	case op.quantifier == forAllValues && severalValues:
		l.add(SeverityWarning, LintForAllAbsent, c.At, c.Operator, c.Key)
	case op.ifExists && (mfa || strings.EqualFold(c.Key, keyMFAAge)):
		l.add(SeverityWarning, LintIfExistsAllow, c.At, c.Operator, c.Key)
	case op.negated && !op.ifExists && op.quantifier == noQuantifier:
		l.add(SeverityWarning, LintNotAbsent, c.At, c.Operator, c.Key)
	}
}

// required reports whether another condition of the statement fails where the
// key is absent.
func (l *linter) required(key string) bool {
	for i := range l.statement.Conditions {
		c := &l.statement.Conditions[i]
		op, _ := operatorNamed(c.Operator)
		null := op.family == familyNull && !slices.ContainsFunc(c.Values, func(v Text) bool { return !strings.EqualFold(v.Value, "false") })
		if strings.EqualFold(c.Key, key) && (null || op.family != familyNull && !op.absent()) {
			return true
		}
	}
	return false
}
