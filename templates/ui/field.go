package ui

import "github.com/a-h/templ"

// state are the attributes that tell what is wrong with a field and where its
// explanation stands.
func (p FieldProps) state() templ.Attributes {
	by := p.describedBy()
	if by == "" {
		return nil
	}
	a := templ.Attributes{"aria-describedby": by}
	if p.Error != "" {
		a["aria-invalid"] = "true"
	}
	return a
}
