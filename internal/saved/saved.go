// Package saved reads an account from files: what aws-cli prints of it, a list
// of its buckets, and the service control policies above it. It does no I/O.
// What is wrong with a file is an *Error with its place; what a file lacks is a
// gap of the account, never something that is not there.
package saved

import (
	"keyporter/internal/access"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// File is a file that was read, with the name to tell it by.
type File struct {
	Name string
	Text string // UTF-8, with or without a byte-order mark
}

// Files are what an account is read from.
type Files struct {
	Details  File  // what aws iam get-account-authorization-details prints
	Buckets  File  // a list of objects with Name, Policy, PublicAccessBlock, OwnerAccountId
	Controls *File // levels with service control policies, root first; nil: no organization
}

// Error is what is wrong with a file, and where. It wraps the fault that text
// has words for.
type Error struct {
	File         string
	Line, Column int // from 1; the column counts characters
	Fault        *fault.Fault
}

// Error is for logs.
func (e *Error) Error() string { return e.File + ": " + e.Fault.Error() }

// Unwrap returns the fault.
func (e *Error) Unwrap() error { return e.Fault }

// Read makes an account of the files. The error is an *Error. What the files
// lack is among the account's gaps: the rest of a list that was cut short, a
// whole list, a group that a user names, a policy that is attached, the policy
// of a bucket where the file does not say null.
func Read(files Files) (*access.Account, error) {
	var buckets []iam.Bucket
	failed := make(chan error, 1)
	go func() {
		var err error
		buckets, err = readBuckets(&files.Buckets)
		failed <- err
	}()
	d, err := readDetails(&files.Details)
	wrong := <-failed
	if err == nil {
		err = wrong
	}
	if err != nil {
		return nil, err
	}
	a := &access.Account{
		Users: d.users, Groups: d.groups, Roles: d.roles, Policies: d.policies, Buckets: buckets,
	}
	if files.Controls != nil {
		if a.Controls, err = ReadControls(files.Controls); err != nil {
			return nil, err
		}
	}
	if err := d.number(a); err != nil {
		return nil, err
	}
	a.Gaps = d.gaps(a)
	return a, nil
}
