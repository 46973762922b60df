package desk

// DangerKind says why a change of permissions is dangerous.
type DangerKind string

// The kinds. Package text has a sentence for each.
const (
	DangerAdmin          DangerKind = "admin"           // everything is allowed
	DangerIAMWrite       DangerKind = "iam-write"       // IAM can be changed, which is as much
	DangerPassRole       DangerKind = "pass-role"       // a role can be given to a service
	DangerAssumeAny      DangerKind = "assume-any"      // any role can be assumed
	DangerEscalate       DangerKind = "escalate"        // another way to get more than is granted
	DangerUnreadable     DangerKind = "unreadable"      // nobody can say what it allows
	DangerOutsideSafeSet DangerKind = "outside-safe"    // the policy is not in the safe set
	DangerVersionChanged DangerKind = "version-changed" // it is, and was changed since
	DangerInline         DangerKind = "inline"          // inside a user or group, and so never in the safe set
	DangerBoundary       DangerKind = "boundary"        // another permissions boundary
	DangerBoundaryOff    DangerKind = "boundary-off"    // none any more
	DangerDenyGone       DangerKind = "deny-gone"       // what denies something goes
	DangerPowerful       DangerKind = "powerful"        // credentials of a user with dangerous permissions
)

// DangerKinds lists the kinds, the worst first.
func DangerKinds() []DangerKind {
	return []DangerKind{DangerAdmin, DangerIAMWrite, DangerPassRole, DangerAssumeAny, DangerEscalate, DangerPowerful, DangerBoundaryOff, DangerBoundary,
		DangerDenyGone, DangerUnreadable, DangerVersionChanged, DangerOutsideSafeSet, DangerInline}
}

// Danger is one reason why a change is dangerous.
type Danger struct {
	Kind  DangerKind `json:"kind"`
	Who   string     `json:"who"`            // the user or group that gains
	What  string     `json:"what,omitempty"` // the policy: an ARN, or the name of one inside a user or group
	Sid   string     `json:"sid,omitempty"`  // of the statement, where it has one
	Count int        `json:"count"`          // how many users it reaches
}
