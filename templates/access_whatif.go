package templates

import "keyporter/internal/fault"

// AccessWhatIf is the page that works out what a change of policies would do.
type AccessWhatIf struct {
	AccessFrame
	Form  WhatIfForm
	Fault *fault.Fault
	Done  bool // the change was worked out
	Says  []string
	Rows  []WhatIfRow
}

// WhatIfForm is what was asked.
type WhatIfForm struct{ Kind, Holder, Policy, Document string }

// WhatIfRow is one answer that would change.
type WhatIfRow struct {
	Name, Kind, Bucket string
	Before, After      LevelTag
	Detail             string // the questions whose answers change
}

// WhatIfKinds are the changes that can be worked out.
func WhatIfKinds() []string { return []string{"add", "remove", "change", "boundary"} }
