package iam

// Holders is who a managed policy is attached to.
type Holders struct {
	Users  []UserName
	Groups []GroupName
	Roles  []string // names; Keyporter only shows them
}
