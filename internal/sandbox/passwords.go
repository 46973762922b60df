package sandbox

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"keyporter/internal/store"
)

// passwordPolicy is the account's rule for console passwords. Its zero value is
// no rule of the account's own, so that AWS's default one holds.
type passwordPolicy struct {
	Length     int   `json:"length"` // at least
	Symbols    bool  `json:"symbols"`
	Numbers    bool  `json:"numbers"`
	Upper      bool  `json:"upper"`
	Lower      bool  `json:"lower"`
	Change     bool  `json:"change"`               // users may change their own
	MaxAge     int   `json:"maxAge,omitempty"`     // days; 0 for ever
	Reuse      int   `json:"reuse,omitempty"`      // last passwords that do not come again
	HardExpiry *bool `json:"hardExpiry,omitempty"` // nil where nothing was said
}

// Bounds of a password policy ("UpdateAccountPasswordPolicy", IAM API reference).
const (
	leastLength   = 6
	longestLength = 128
	longestAge    = 1095
	longestReuse  = 24
)

// passwordPolicyName is where the one policy lies.
const passwordPolicyName = "account"

// readPasswordPolicy returns the account's policy; store.ErrNotFound when it has
// none of its own.
func readPasswordPolicy(ctx context.Context, in *store.Entities) (passwordPolicy, error) {
	return getDoc[passwordPolicy](ctx, in, kindPasswordPolicy, passwordPolicyName)
}

func getAccountPasswordPolicy(ctx context.Context, c *call) (any, error) {
	p, err := readPasswordPolicy(ctx, c.in)
	if err != nil {
		return nil, absent(err, noSuchEntity("The Password Policy with domain name %s cannot be found.", c.account))
	}
	type policyXML struct {
		MinimumPasswordLength      int
		RequireSymbols             bool
		RequireNumbers             bool
		RequireUppercaseCharacters bool
		RequireLowercaseCharacters bool
		AllowUsersToChangePassword bool
		ExpirePasswords            bool
		MaxPasswordAge             int   `xml:",omitempty"`
		PasswordReusePrevention    int   `xml:",omitempty"`
		HardExpiry                 *bool `xml:",omitempty"`
	}
	return struct{ PasswordPolicy policyXML }{policyXML{
		p.Length, p.Symbols, p.Numbers, p.Upper, p.Lower, p.Change, p.MaxAge > 0, p.MaxAge, p.Reuse, p.HardExpiry,
	}}, nil
}

// updateAccountPasswordPolicy replaces the whole policy: what is left out falls
// back to AWS's default.
func updateAccountPasswordPolicy(ctx context.Context, c *call) (any, error) {
	p := passwordPolicy{
		Length:  c.form.number("MinimumPasswordLength", leastLength, longestLength),
		Symbols: c.form.truth("RequireSymbols"), Numbers: c.form.truth("RequireNumbers"),
		Upper: c.form.truth("RequireUppercaseCharacters"), Lower: c.form.truth("RequireLowercaseCharacters"),
		Change: c.form.truth("AllowUsersToChangePassword"),
		MaxAge: c.form.number("MaxPasswordAge", 1, longestAge), Reuse: c.form.number("PasswordReusePrevention", 1, longestReuse),
	}
	if hard := c.form.truth("HardExpiry"); c.form.values.Has("HardExpiry") {
		p.HardExpiry = &hard
	}
	if p.Length == 0 {
		p.Length = leastLength
	}
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, putDoc(ctx, c.in, kindPasswordPolicy, passwordPolicyName, p)
}

func deleteAccountPasswordPolicy(ctx context.Context, c *call) (any, error) {
	gone, err := c.in.Delete(ctx, kindPasswordPolicy, passwordPolicyName)
	if err == nil && !gone {
		err = noSuchEntity("The account policy with name PasswordPolicy cannot be found.")
	}
	return nil, err
}

// number reads a whole number; 0 where it is absent.
func (f *form) number(param string, least, most int) int {
	if !f.values.Has(param) {
		return 0
	}
	text := f.text(param)
	n, err := strconv.Atoi(text)
	switch {
	case err != nil:
		f.refuse(param, text, "Member must be a number")
	case n < least:
		f.refuse(param, text, "Member must have value greater than or equal to "+strconv.Itoa(least))
	case n > most:
		f.refuse(param, text, "Member must have value less than or equal to "+strconv.Itoa(most))
	}
	return n
}

// password reads a password, which no message repeats.
func (f *form) password(param string) string {
	value := f.required(param)
	refuse := func(constraint string) {
		f.problems = append(f.problems, "Value at '"+lowerFirst(param)+"' failed to satisfy constraint: "+constraint)
	}
	if !f.values.Has(param) {
		return ""
	}
	switch n := utf8.RuneCountInString(value); {
	case n < 1:
		refuse("Member must have length greater than or equal to 1")
	case n > longestLength:
		refuse("Member must have length less than or equal to " + strconv.Itoa(longestLength))
	}
	if strings.IndexFunc(value, notInDocument) >= 0 {
		refuse(`Member must satisfy regular expression pattern: [\u0009\u000A\u000D\u0020-\u00FF]+`)
	}
	return value
}

func passwordRefused(message string) error {
	return fail(http.StatusBadRequest, "PasswordPolicyViolation", "%s", message)
}

// A password has characters of these classes, which AWS's messages call so.
var passwordClasses = []struct{ name, set string }{
	{"uppercase letter", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
	{"lowercase letter", "abcdefghijklmnopqrstuvwxyz"},
	{"number", "0123456789"},
	{"symbol", "!@#$%^&*()_+-=[]{}|'"},
}

// missingClasses names the classes that are asked for and not in the password.
func missingClasses(password string, asked ...bool) []string {
	var missing []string
	for i, class := range passwordClasses {
		if asked[i] && !strings.ContainsAny(password, class.set) {
			missing = append(missing, "Password should have at least one "+class.name)
		}
	}
	return missing
}

// check refuses a password that the policy does not allow.
func (p passwordPolicy) check(password, account string) error {
	if p.Length == 0 {
		return checkDefault(password, account)
	}
	var problems []string
	if utf8.RuneCountInString(password) < p.Length {
		problems = append(problems, "Password should have a minimum length of "+strconv.Itoa(p.Length))
	}
	problems = append(problems, missingClasses(password, p.Upper, p.Lower, p.Numbers, p.Symbols)...)
	if len(problems) > 0 {
		return passwordRefused(strings.Join(problems, ", "))
	}
	return nil
}

// checkDefault is AWS's rule where the account has none of its own: at least 8
// characters, three of the four classes, not the account's name ("Default
// password policy", IAM user guide).
func checkDefault(password, account string) error {
	const length, classes = 8, 3
	if utf8.RuneCountInString(password) < length {
		return passwordRefused("Password should have a minimum length of " + strconv.Itoa(length))
	}
	missing := missingClasses(password, true, true, true, true)
	if more := classes - (len(passwordClasses) - len(missing)); more > 0 {
		return passwordRefused("Password should meet " + strconv.Itoa(more) + " more of the following requirements: " + strings.Join(missing, ", "))
	}
	if password == account {
		return passwordRefused("Password should not be the name of the account")
	}
	return nil
}

// accept makes a password, hashed with the profile's salt, that of the profile,
// where the account's policy allows it.
func (c *call) accept(ctx context.Context, login *loginDoc, password, hash string) error {
	p, err := readPasswordPolicy(ctx, c.in)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	if err := p.check(password, c.account); err != nil {
		return err
	}
	if login.Hash != "" {
		last := append([]string{login.Hash}, login.History...)
		if slices.Contains(last[:min(p.Reuse, len(last))], hash) {
			return passwordRefused("Policy constraint violation with password reuse prevention during password change")
		}
		login.History = last[:min(longestReuse-1, len(last))]
	}
	login.Hash, login.Changed = hash, c.at
	return nil
}
