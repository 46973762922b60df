package text

// Field returns the label of a form field by its name, or "" where a mistake
// in the field is clear without it.
func (t *Text) Field(name string) string {
	switch name {
	case "name":
		return t.Users.Name
	case "password":
		return t.SignIn.Password
	case "present":
		return t.Me.Present
	case "repeat":
		return t.Setup.Repeat
	case "description":
		return t.Keys.Describe
	}
	return ""
}
