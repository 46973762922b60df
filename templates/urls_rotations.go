package templates

import "keyporter/internal/iam"

// Rotations of access keys, and their lifetimes.

func KeyRotateURL(n iam.UserName, id iam.KeyID) string   { return KeyURL(n, id) + "/rotate" }
func KeyLifetimeURL(n iam.UserName, id iam.KeyID) string { return KeyURL(n, id) + "/lifetime" }
func KeyRuleURL() string                                 { return "/settings/keys" }
func RotationsURL() string                               { return "/rotations" }
func RotationURL(id string) string                       { return RotationsURL() + "/" + seg(id) }
func RotationKeyURL(id string) string                    { return RotationURL(id) + "/key" }
func RotationStopURL(id string) string                   { return RotationURL(id) + "/stop" }
func RotationUndoURL(id string) string                   { return RotationURL(id) + "/undo" }
func RotationCancelURL(id string) string                 { return RotationURL(id) + "/cancel" }
func RotationDeleteURL(id string) string                 { return RotationURL(id) + "/delete" }
func RotationRetryURL(id string) string                  { return RotationURL(id) + "/retry" }

// RotationsAt is the part of the list of rotations that a URL shows.
type RotationsAt struct {
	State  string // "" for all
	Before string // the id of the last rotation of the page before
}

// URL is the address of the part.
func (a RotationsAt) URL() string {
	return query(RotationsURL(), "state", a.State, "before", a.Before)
}

// Reports are the addresses of all pages of it as a file.
func (a RotationsAt) Reports() ReportLinks {
	return ReportLinks{CSV: query(CSVOf(RotationsURL()), "state", a.State), JSON: query(JSONOf(RotationsURL()), "state", a.State)}
}
