package iam

import (
	"slices"
	"strconv"
	"strings"

	"keyporter/internal/fault"
)

// Symbols are the non-alphanumeric characters that count in a password policy
// ("Set an account password policy", IAM user guide).
const Symbols = "!@#$%^&*()_+-=[]{}|'"

// PasswordPolicy is what an account asks of console passwords. The zero policy
// asks nothing: that of an endpoint that does not tell.
type PasswordPolicy struct {
	MinLength                    int
	Upper, Lower, Number, Symbol bool // required
	Classes                      int  // how many of the four are required, whichever they are
	Own                          bool // the account has set it; else it is AWS's own
	ChangeOwn                    bool // users may change their own password
	MaxAge                       int  // days until a password ends; 0 is never
	Reuse                        int  // how many former passwords are refused; 0 is none
	HardExpiry                   bool // a password that has ended can be changed by an administrator only
}

// Limits of a password policy (UpdateAccountPasswordPolicy, IAM API reference).
const (
	MinPasswordLength = 6
	MaxPasswordAge    = 1095 // days
	MaxPasswordReuse  = 24
)

// DefaultPasswordPolicy is AWS's own, of an account that has set none: at least
// 8 characters of three of the four classes ("Set an account password policy",
// IAM user guide).
func DefaultPasswordPolicy() PasswordPolicy { return PasswordPolicy{MinLength: 8, Classes: 3} }

// Check returns the fault of a password, in field, or nil. A password may meet
// the policy and still be refused, as one that was used before.
func (p PasswordPolicy) Check(field, password string) *fault.Fault {
	if f := CheckPassword(field, password); f != nil {
		return f
	}
	has := func(set string) bool { return strings.ContainsAny(password, set) }
	upper, lower, number, symbol := has(upperCase), has(lowerCase), has(digits), has(Symbols)
	classes := 0
	for _, in := range []bool{upper, lower, number, symbol} {
		if in {
			classes++
		}
	}
	missing := p.Upper && !upper || p.Lower && !lower || p.Number && !number || p.Symbol && !symbol
	if len([]rune(password)) >= p.MinLength && classes >= p.Classes && !missing {
		return nil
	}
	if p.Classes > 0 {
		return fault.Field(field, fault.CodePasswordClasses, strconv.Itoa(p.MinLength), strconv.Itoa(p.Classes), strings.Join(classNames[:], ", "))
	}
	return fault.Field(field, fault.CodePasswordRules, strconv.Itoa(max(p.MinLength, 1)), p.asked())
}

const (
	upperCase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	lowerCase = "abcdefghijklmnopqrstuvwxyz"
	digits    = "0123456789"
)

// classNames say the classes without words of any language.
var classNames = [4]string{"A–Z", "a–z", "0–9", Symbols}

// asked lists the required classes, or a dash.
func (p PasswordPolicy) asked() string {
	names := slices.Clone(classNames[:])
	for i, on := range []bool{p.Upper, p.Lower, p.Number, p.Symbol} {
		if !on {
			names[i] = ""
		}
	}
	names = slices.DeleteFunc(names, func(s string) bool { return s == "" })
	if len(names) == 0 {
		return "—"
	}
	return strings.Join(names, ", ")
}

// CheckBounds returns the faults of a policy that an account is to have, each
// with its field; none where AWS takes it.
func (p PasswordPolicy) CheckBounds() []*fault.Fault {
	var faults []*fault.Fault
	within := func(field string, n, least, most int) {
		if n < least || n > most {
			faults = append(faults, fault.Field(field, fault.CodeRange, strconv.Itoa(least), strconv.Itoa(most)))
		}
	}
	within("length", p.MinLength, MinPasswordLength, MaxPassword)
	if p.MaxAge != 0 {
		within("age", p.MaxAge, 1, MaxPasswordAge)
	}
	if p.Reuse != 0 {
		within("reuse", p.Reuse, 1, MaxPasswordReuse)
	}
	return faults
}
