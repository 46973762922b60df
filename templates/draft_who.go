package templates

// DraftWho is the wizard's first step: the user's name.
type DraftWho struct{ DraftFrame }
