package templates

import (
	"fmt"
	"strconv"

	"keyporter/internal/iam"
	"keyporter/internal/text"
)

// LabelledValue is one setting or count in words.
type LabelledValue struct{ Label, Value string }

// PasswordRules says every setting of a password policy, in the order of the
// form that edits it.
func PasswordRules(t *text.Text, p iam.PasswordPolicy) []LabelledValue {
	w := &t.AccountPage
	yes := func(on bool) string {
		if on {
			return w.Yes
		}
		return w.No
	}
	number := func(format string, n int) string {
		if n == 0 {
			return w.Never
		}
		return fmt.Sprintf(format, t.Count(n))
	}
	none := func(format string, n int) string {
		if n == 0 {
			return w.No
		}
		return fmt.Sprintf(format, t.Count(n))
	}
	return []LabelledValue{
		{w.Length, fmt.Sprintf(w.AtLeast, t.Count(max(p.MinLength, 1)))},
		{w.Upper, yes(p.Upper)}, {w.Lower, yes(p.Lower)}, {w.Number, yes(p.Number)}, {fmt.Sprintf(w.Symbol, iam.Symbols), yes(p.Symbol)},
		{w.ChangeOwn, yes(p.ChangeOwn)}, {w.MaxAge, number(w.Days, p.MaxAge)}, {w.Reuse, none(w.Last, p.Reuse)}, {w.HardExpiry, yes(p.HardExpiry)},
	}
}

// passwordNeeds says what a password needs, for those who type one.
func passwordNeeds(t *text.Text, p iam.PasswordPolicy) []string {
	w := &t.AccountPage
	list := []string{fmt.Sprintf("%s: %s", w.Length, fmt.Sprintf(w.AtLeast, t.Count(max(p.MinLength, 1))))}
	if p.Classes > 0 {
		list = append(list, fmt.Sprintf(w.Classes, strconv.Itoa(p.Classes), "A–Z, a–z, 0–9, "+iam.Symbols))
	}
	for _, one := range []struct {
		on    bool
		words string
	}{{p.Upper, w.Upper}, {p.Lower, w.Lower}, {p.Number, w.Number}, {p.Symbol, fmt.Sprintf(w.Symbol, iam.Symbols)}} {
		if one.on {
			list = append(list, one.words)
		}
	}
	if p.Reuse > 0 {
		list = append(list, fmt.Sprintf("%s: %s", w.Reuse, fmt.Sprintf(w.Last, t.Count(p.Reuse))))
	}
	return list
}
