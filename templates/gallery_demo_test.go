package templates_test

import (
	"fmt"

	"keyporter/internal/fault"
	"keyporter/templates"
)

// demoSamples are the page that removes the demo data in its states.
func demoSamples(p templates.Page) []sample {
	ask := templates.DemoRemove{Page: titled(p, p.T.Demo.Title, templates.SectionAccount), Label: fmt.Sprintf(p.T.Demo.Confirm, templates.DemoWord)}
	none := ask
	ask.Demo = true
	refused, quiet := ask, ask
	refused.Typed, refused.Faulty = "<b>demo</b>", true
	refused.Fault = fault.Field("confirm", fault.CodeConfirmName)
	quiet.Page = readOnly(quiet.Page)
	return []sample{{"demo-remove", ask.View()}, {"demo-remove-refused", refused.View()}, {"demo-remove-read-only", quiet.View()}, {"demo-none", none.View()}}
}
