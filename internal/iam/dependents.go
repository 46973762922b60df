package iam

import "time"

// Dependents is everything that goes away with a user. DeleteUser refuses while
// any of it is there ("DeleteUser", IAM API reference).
type Dependents struct {
	Keys               []AccessKey
	Login              bool
	Groups             []GroupName
	Attached           []AttachedPolicy
	Inline             []PolicyName
	Boundary           ARN
	MFADevices         []MFADevice
	SSHKeys            []string // ids
	Certificates       []string // ids
	ServiceCredentials []string // ids
	Missing            []string // AWS actions that could not be asked: what they would list is unknown
}

// MFADevice is a second factor of a user. A virtual one has an ARN as its serial.
type MFADevice struct {
	Serial  string
	Virtual bool
	Enabled time.Time
}

// Empty reports whether nothing hangs on the user, as far as it is known.
func (d Dependents) Empty() bool {
	return len(d.Keys)+len(d.Groups)+len(d.Attached)+len(d.Inline)+len(d.MFADevices)+
		len(d.SSHKeys)+len(d.Certificates)+len(d.ServiceCredentials) == 0 && !d.Login && d.Boundary == ""
}
