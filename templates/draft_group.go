package templates

// DraftGroup is the form of a group that is made together with the user.
type DraftGroup struct {
	DraftFrame
	Name string
	Pick PolicyPick
}
