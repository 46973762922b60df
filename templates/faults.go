package templates

import (
	"keyporter/internal/fault"
	"keyporter/internal/text"
)

// FaultAt returns the sentence of the fault that belongs to the field, or "".
func FaultAt(t *text.Text, f *fault.Fault, field string) string {
	if f == nil {
		return ""
	}
	for _, at := range f.Fields() {
		if at.Field == field {
			return t.Fault(at)
		}
	}
	return ""
}
