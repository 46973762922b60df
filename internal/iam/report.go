package iam

import "time"

// RootUser is the name of the account root's row in a credential report.
const RootUser UserName = "<root_account>"

// Report is a credential report ("Getting credential reports for your AWS
// account", IAM user guide): what AWS knew of every user's password, keys and
// second factor when it was made. AWS makes a new one every four hours at most.
type Report struct {
	Made time.Time // zero: there is none
	Rows []ReportRow
	CSV  []byte // as AWS wrote it
}

// ReportRow is one user in a report. A time that AWS does not tell, or that
// never was, is zero.
type ReportRow struct {
	User             UserName
	ARN              ARN
	Created          time.Time
	Password         ReportFlag
	PasswordUsed     time.Time
	PasswordChanged  time.Time
	PasswordRotation time.Time // when it has to be changed next
	MFA              ReportFlag
	Keys             [2]ReportKey // AWS reports two at most
	Certificates     [2]ReportKey // without their use
	More             string       // what AWS says of further credentials, or ""
}

// Root reports whether the row is the account root's.
func (r ReportRow) Root() bool { return r.User == RootUser }

// ReportKey is what a report says of one access key or signing certificate,
// which it does not name.
type ReportKey struct {
	Active  ReportFlag
	Rotated time.Time // when it was made or last made active; zero: there is none
	Used    KeyUse
}

// ReportFlag is TRUE or FALSE, or "" where the report does not tell.
type ReportFlag string

// The values of a flag.
const (
	ReportTrue  ReportFlag = "TRUE"
	ReportFalse ReportFlag = "FALSE"
)

// Known reports whether the report tells.
func (f ReportFlag) Known() bool { return f != "" }

// Row returns the row of a user, without regard to case.
func (r Report) Row(n UserName) (ReportRow, bool) {
	for _, row := range r.Rows {
		if row.User.Fold() == n.Fold() {
			return row, true
		}
	}
	return ReportRow{}, false
}

// WithoutMFA reports whether the user can sign in to the console without a
// second factor. The root always has a password, which the report does not tell.
func (r ReportRow) WithoutMFA() bool {
	return r.MFA == ReportFalse && (r.Root() || r.Password == ReportTrue)
}

// OldestKey is when the oldest active access key was made or last made active;
// zero: there is none.
func (r ReportRow) OldestKey() time.Time {
	var oldest time.Time
	for _, k := range r.Keys {
		if k.Active == ReportTrue && !k.Rotated.IsZero() && (oldest.IsZero() || k.Rotated.Before(oldest)) {
			oldest = k.Rotated
		}
	}
	return oldest
}

// Unused reports whether the user has a password or an active access key that
// was never used.
func (r ReportRow) Unused() bool {
	never := r.Password == ReportTrue && r.PasswordUsed.IsZero()
	for _, k := range r.Keys {
		never = never || k.Active == ReportTrue && k.Used.At.IsZero()
	}
	return never
}
