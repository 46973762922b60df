package templates

// DraftConsole is the wizard's third step: console access.
type DraftConsole struct {
	DraftFrame
	Choice string
	Reset  bool
}
