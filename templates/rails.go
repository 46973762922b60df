package templates

import (
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// Rails is the page of the guard rails.
type Rails struct {
	Page
	Modes   []RailsMode
	Default bool   // nobody has chosen the mode
	Set     string // who has, and when; or ""
	Unset   bool   // what mode guarded needs is missing
	Pick    PolicyPick
	Paths   string // one a line
	Safe    []SafeRow
	Adopted []AdoptedRow
	Name    string // of who was to be adopted
	Kind    desk.AdoptedKind
	Fault   *fault.Fault
}

// RailsMode is one mode to choose.
type RailsMode struct {
	Value   desk.GuardMode
	Label   string
	Hint    string
	Current bool
}

// SafeRow is one policy of the safe set. Kind is that of a tag.
type SafeRow struct {
	ARN     iam.ARN
	Name    string
	Version string
	Kind    string
	State   string
	By      string
}

// AdoptedRow is one user or group that was adopted.
type AdoptedRow struct {
	Kind desk.AdoptedKind
	ID   string
	Name string
	What string // the kind in words
	URL  string
	By   string
}

// SafePin is the page on which a policy is chosen for the safe set, or looked at and
// pinned.
type SafePin struct {
	Page
	Pick      PolicyPick // where ARN is ""
	ARN       iam.ARN
	Version   string // now
	Hash      string
	Pinned    string // the version in the safe set, or ""
	Same      bool   // it is pinned as it is now
	Dangerous bool
	Document  string // laid out
	Diff      Diff
	Fault     *fault.Fault
}
