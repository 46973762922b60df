package desk

import (
	"slices"
	"strings"

	"keyporter/internal/fault"
)

// Role is what an operator may do, as it is stored.
type Role string

// The roles. Operators of other roles than Admin and Manager change no user,
// group or policy of the account; a Viewer may have keys of their own.
const (
	Viewer   Role = "viewer"   // sees the account
	Auditor  Role = "auditor"  // sees all, the audit log too, and changes nothing
	Manager  Role = "manager"  // administers users, groups and keys, within a scope
	Approver Role = "approver" // sees the account and approves what others ask for
	Admin    Role = "admin"    // all but approving
)

// Roles lists the roles in the order of the table.
func Roles() []Role { return []Role{Viewer, Auditor, Manager, Approver, Admin} }

// Known reports whether r is one of the roles.
func (r Role) Known() bool { return slices.Contains(Roles(), r) }

// Can is one capability. Each route names the one it needs.
type Can string

// The capabilities.
const (
	CanSee       Can = "see"       // every page of the account
	CanExport    Can = "export"    // lists as files, the credential report
	CanAudit     Can = "audit"     // the audit log, and which reminders were sent
	CanUsers     Can = "users"     // users and groups: make, move, tag, delete, sign-in
	CanKeys      Can = "keys"      // access keys: issue, rotate, stop, delete, lifetimes
	CanGrant     Can = "grant"     // memberships, attached policies
	CanPolicies  Can = "policies"  // what policies say, permissions boundaries
	CanApprove   Can = "approve"   // what another operator asks for
	CanOperators Can = "operators" // operators, roles, scopes, sessions of others
	CanSettings  Can = "settings"  // of the account and of Keyporter
	CanOwn       Can = "own"       // keys of one's own IAM user; secrets that were made for one
	CanSelf      Can = "self"      // one's own password, language and theme
)

// Cans lists the capabilities in the order of the table.
func Cans() []Can {
	return []Can{CanSee, CanExport, CanAudit, CanOwn, CanUsers, CanKeys, CanGrant, CanPolicies, CanApprove, CanOperators, CanSettings, CanSelf}
}

// granted is the one table of who may do what.
var granted = map[Can][]Role{
	CanSee:       {Viewer, Auditor, Manager, Approver, Admin},
	CanExport:    {Auditor, Admin},
	CanAudit:     {Auditor, Admin},
	CanOwn:       {Viewer, Manager, Admin},
	CanUsers:     {Manager, Admin},
	CanKeys:      {Manager, Admin},
	CanGrant:     {Manager, Admin},
	CanPolicies:  {Admin},
	CanApprove:   {Approver},
	CanOperators: {Admin},
	CanSettings:  {Admin},
	CanSelf:      {Viewer, Auditor, Manager, Approver, Admin},
}

// May reports whether the role has the capability. Unknown roles have none.
func (r Role) May(c Can) bool { return slices.Contains(granted[c], r) }

// MayChange reports whether the role may change anything of the account beyond
// the keys of the operator's own IAM user.
func (r Role) MayChange() bool {
	return slices.ContainsFunc(Cans(), func(c Can) bool { return c != CanOwn && c.Changes() && r.May(c) })
}

// Holders returns the roles that have the capability, in the order of Roles.
func (c Can) Holders() []Role { return slices.Clone(granted[c]) }

// Changes reports whether the capability is one to change the account, or how
// Keyporter keeps it. In read-only mode nobody has it.
func (c Can) Changes() bool {
	return slices.Contains([]Can{CanOwn, CanUsers, CanKeys, CanGrant, CanPolicies, CanSettings}, c)
}

// Lacking is the fault of a role that lacks the capability. Its arguments are the
// capability and the roles that have it.
func (c Can) Lacking() *fault.Fault {
	var roles []string
	for _, r := range granted[c] {
		roles = append(roles, string(r))
	}
	return fault.New(fault.Denied, fault.CodeRole, string(c), strings.Join(roles, " "))
}
