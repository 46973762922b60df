package templates

import (
	"slices"

	"keyporter/internal/fault"
	"keyporter/templates/ui"
)

// mistakesAt returns the sentences of a fault with links to those of its
// fields that the page has.
func (p Page) mistakesAt(f *fault.Fault, fields ...string) []ui.Mistake {
	all := p.mistakes(f)
	for i := range all {
		if !slices.Contains(fields, all[i].Field) {
			all[i].Field = ""
		}
	}
	return all
}
