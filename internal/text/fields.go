package text

import (
	"fmt"
	"strconv"
	"strings"
)

// Field returns the label of a form field by its name, or "" where a mistake
// in the field is clear without it.
func (t *Text) Field(name string) string {
	switch name {
	case "gate-reason":
		return t.Requests.Reason
	case "word":
		return t.Requests.Word
	case "length":
		return t.AccountPage.Length
	case "age":
		return t.AccountPage.MaxAge
	case "reuse":
		return t.AccountPage.Reuse
	case "alias":
		return t.AccountPage.AliasField
	case "name":
		return t.Users.Name
	case "document":
		return t.PolicyForm.Document
	case "path":
		return t.PolicyForm.Path
	case "bucket":
		return t.PolicyForm.Bucket
	case "prefix":
		return t.PolicyForm.Prefix
	case "may":
		return t.PolicyForm.May
	case "sources":
		return t.PolicyForm.Sources
	case "password":
		return t.SignIn.Password
	case "present":
		return t.Me.Present
	case "repeat":
		return t.Setup.Repeat
	case "description":
		return t.Keys.Describe
	}
	return t.tagField(name)
}

// tagField is Field for the numbered rows of a form of tags, key0, value0 and so on.
func (t *Text) tagField(name string) string {
	for stem, label := range map[string]string{"key": t.Tags.Key, "value": t.Tags.Value} {
		if n, err := strconv.Atoi(strings.TrimPrefix(name, stem)); err == nil && strings.HasPrefix(name, stem) {
			return fmt.Sprintf(label, strconv.Itoa(n+1))
		}
	}
	return ""
}
