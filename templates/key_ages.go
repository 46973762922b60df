package templates

import "keyporter/templates/ui"

// Bar is a bar of a plot.
type Bar = ui.Bar

// KeyAges is the plot of the active access keys by their age, with its table.
type KeyAges struct {
	Known bool // some keys were read
	Bars  []Bar
	Notes []string // which keys are in no bar
}
