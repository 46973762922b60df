package policy

import (
	"slices"
	"strings"
)

const keyMFAAge = "aws:MultiFactorAuthAge"

// conditions looks at the conditions of a statement.
func (l *linter) conditions() {
	list := l.statement.Conditions
	if len(list) == 0 {
		return
	}
	l.keys, l.needed = newKeyScope(l.statement), l.statement.needed()
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
	case known && globalNamed(c.Key) == nil && !l.keys.has(c.Key):
		l.add(SeverityWarning, LintKeyElsewhere, c.At, c.Key)
	}
}

// keyScope are the keys that the actions of a statement have.
type keyScope struct {
	open bool // they may have any
	keys [len(serviceFacts)]map[uint8]bool
}

func newKeyScope(s *Statement) keyScope {
	out := keyScope{open: s.Actions == nil}
	for i := range out.keys {
		out.keys[i] = map[uint8]bool{}
	}
	for _, a := range s.Actions {
		_, known := resolve(a.Value)
		out.open = out.open || !known
		expand(a.Value, func(service int, row *actionRow) {
			for _, n := range serviceFacts[service].keySets[row.keys] {
				out.keys[service][n] = true
			}
		})
	}
	return out
}

// has reports whether an action has the key, or may have it.
func (s *keyScope) has(key string) bool {
	has := s.open
	for i := range s.keys {
		n := serviceFacts[i].keyNamed(key)
		has = has || n >= 0 && s.keys[i][uint8(n)]
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
	case global != nil && (global.presence == always || global.presence == signed && !l.statement.anonymous()), l.needs(c.Key):
	case op.quantifier == forAllValues && severalValues:
		l.add(SeverityWarning, LintForAllAbsent, c.At, c.Operator, c.Key)
	case op.ifExists && (mfa || strings.EqualFold(c.Key, keyMFAAge)):
		l.add(SeverityWarning, LintIfExistsAllow, c.At, c.Operator, c.Key)
	case op.negated && !op.ifExists && op.quantifier == noQuantifier:
		l.add(SeverityWarning, LintNotAbsent, c.At, c.Operator, c.Key)
	}
}

// needs reports whether the statement fails where the key is absent. A tag that
// has to be in the request brings a key for the names of its tags along.
func (l *linter) needs(key string) bool {
	key = strings.ToLower(key)
	return l.needed[key] || l.needed[tagOf[key]]
}

// tagOf are, in lower case, the keys of one tag beside those of all tags' names.
var tagOf = map[string]string{
	"aws:tagkeys":             "aws:requesttag/",
	"s3:requestobjecttagkeys": "s3:requestobjecttag/",
}

// needed are the keys, in lower case, without which a condition fails; of keys of
// tags also what stands before the tag.
func (s *Statement) needed() map[string]bool {
	keys := map[string]bool{}
	for i := range s.Conditions {
		c := &s.Conditions[i]
		op, _ := operatorNamed(c.Operator)
		null := op.family == familyNull && !slices.ContainsFunc(c.Values, func(v Text) bool { return !strings.EqualFold(v.Value, "false") })
		if null || op.family != familyNull && !op.absent() {
			key := strings.ToLower(c.Key)
			tag, _, _ := strings.Cut(key, "/")
			keys[key], keys[tag+"/"] = true, true
		}
	}
	return keys
}
