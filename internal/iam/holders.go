package iam

// Holders is who a managed policy is attached to, or whose boundary it is.
type Holders struct {
	Users  []UserName
	Groups []GroupName
	Roles  []string // names; Keyporter only shows them
}

// Any reports whether there is anybody.
func (h Holders) Any() bool { return len(h.Users)+len(h.Groups)+len(h.Roles) > 0 }
