package sandbox

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// form reads the parameters of a call and collects what is wrong with them.
// Rules are those of the IAM API reference, of the parameter's own page.
type form struct {
	values   url.Values
	problems []string // constraints, for one answer about all of them
	first    error    // a failure that AWS words by itself
}

// err is the ValidationError over all that was read, or nil.
func (f *form) err() error {
	switch n := len(f.problems); {
	case n == 1:
		return validation("1 validation error detected: %s", f.problems[0])
	case n > 1:
		return validation("%d validation errors detected: %s", n, strings.Join(f.problems, "; "))
	}
	return f.first
}

func (f *form) text(param string) string { return f.values.Get(param) }

func (f *form) truth(param string) bool {
	switch v := f.text(param); v {
	case "true":
		return true
	case "", "false":
	default:
		f.refuse(param, v, "Member must satisfy enum value set: [true, false]")
	}
	return false
}

// refuse adds a broken constraint. A shown value must not be a secret.
func (f *form) refuse(param, value, constraint string) {
	f.problems = append(f.problems, fmt.Sprintf("Value '%s' at '%s' failed to satisfy constraint: %s", value, lowerFirst(param), constraint))
}

// required reads a parameter that must be there.
func (f *form) required(param string) string {
	if !f.values.Has(param) {
		f.problems = append(f.problems, fmt.Sprintf("Value null at '%s' failed to satisfy constraint: Member must not be null", lowerFirst(param)))
	}
	return f.text(param)
}

func (f *form) length(param, value string, least, most int) {
	switch n := utf8.RuneCountInString(value); {
	case n < least:
		f.refuse(param, value, "Member must have length greater than or equal to "+strconv.Itoa(least))
	case n > most:
		f.refuse(param, value, "Member must have length less than or equal to "+strconv.Itoa(most))
	}
}

// refuseHidden adds a broken constraint of a value that is not to be shown.
func (f *form) refuseHidden(param, constraint string) {
	f.problems = append(f.problems, "Value at '"+lowerFirst(param)+"' failed to satisfy constraint: "+constraint)
}

func (f *form) hiddenLength(param, value string, least, most int) {
	switch n := utf8.RuneCountInString(value); {
	case n < least:
		f.refuseHidden(param, "Member must have length greater than or equal to "+strconv.Itoa(least))
	case n > most:
		f.refuseHidden(param, "Member must have length less than or equal to "+strconv.Itoa(most))
	}
}

// name reads a required name of a user, a group or a policy.
func (f *form) name(param string, most int) string {
	value := f.required(param)
	if !f.values.Has(param) {
		return ""
	}
	f.length(param, value, 1, most)
	if f.first == nil && strings.IndexFunc(value, notInName) >= 0 {
		f.first = validation("The specified value for %s is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-", lowerFirst(param))
	}
	return value
}

// notInName is the complement of [\w+=,.@-].
func notInName(c rune) bool {
	return c > unicode.MaxASCII || !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune("_+=,.@-", c)
}

// path reads a path; absent means "/".
func (f *form) path(param string) string {
	value := f.text(param)
	if !f.values.Has(param) {
		return "/"
	}
	f.length(param, value, 1, 512)
	outside := func(c rune) bool { return c < '!' || c > '~' }
	if f.first == nil && (!strings.HasPrefix(value, "/") || !strings.HasSuffix(value, "/") || strings.IndexFunc(value, outside) >= 0 || strings.Contains(value, "//")) {
		f.first = validation("The specified value for %s is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.", lowerFirst(param))
	}
	return value
}

// prefix reads the filter of a list; absent means all.
func (f *form) prefix() string {
	value := f.text("PathPrefix")
	if f.values.Has("PathPrefix") {
		f.length("PathPrefix", value, 1, 512)
		if f.first == nil && !strings.HasPrefix(value, "/") {
			f.first = validation("The specified value for pathPrefix is invalid. It must begin with /.")
		}
	}
	return value
}

// choice reads a parameter of a closed set; absent means the first.
func (f *form) choice(param string, set ...string) string {
	value := f.text(param)
	if !f.values.Has(param) {
		return set[0]
	}
	for _, one := range set {
		if value == one {
			return value
		}
	}
	f.refuse(param, value, "Member must satisfy enum value set: ["+strings.Join(set, ", ")+"]")
	return set[0]
}

// status reads the required status that a credential is given.
func (f *form) status() string {
	f.required("Status")
	return f.choice("Status", keyActive, keyInactive)
}

// arn reads a required ARN of a policy.
func (f *form) arn(param string) string {
	value := f.required(param)
	if !f.values.Has(param) {
		return ""
	}
	f.length(param, value, 20, 2048)
	if f.first == nil && !strings.HasPrefix(value, "arn:") {
		f.first = invalidInput("ARN %s is not valid.", value)
	}
	return value
}

// members reads a list: name.member.1, name.member.2 and so on.
func (f *form) members(param string) []string {
	var list []string
	for i := 1; ; i++ {
		name := param + ".member." + strconv.Itoa(i)
		if !f.values.Has(name) {
			return list
		}
		list = append(list, f.text(name))
	}
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
