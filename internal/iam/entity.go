package iam

import (
	"slices"
	"strings"
	"time"

	"keyporter/internal/seal"
)

// User is an IAM user. Fields that the endpoint did not give are zero: some
// servers give neither id nor date.
type User struct {
	Name             UserName
	Path             string
	ID               string
	ARN              ARN
	Created          time.Time
	PasswordLastUsed time.Time // zero: never, or not told
	Boundary         ARN
	Tags             []Tag
	Groups           []GroupName
	Attached         []AttachedPolicy
	Inline           []InlinePolicy
}

// KeyDescription returns the text that AWS's console keeps for a key: the value
// of the user tag whose key is the access key id.
func (u User) KeyDescription(id KeyID) string {
	for _, t := range u.Tags {
		if t.Key == string(id) {
			return t.Value
		}
	}
	return ""
}

// Has reports whether the policy is attached to the user directly.
func (u User) Has(arn ARN) bool { return attached(u.Attached, arn) }

// In reports whether the user is a member of the group, whose name AWS takes in
// any case.
func (u User) In(g GroupName) bool {
	return slices.ContainsFunc(u.Groups, func(o GroupName) bool { return strings.EqualFold(string(o), string(g)) })
}

// Group is an IAM group. Its members are found through User.Groups.
type Group struct {
	Name     GroupName
	Path     string
	ID       string
	ARN      ARN
	Created  time.Time
	Attached []AttachedPolicy
	Inline   []InlinePolicy
}

// Has reports whether the policy is attached to the group.
func (g Group) Has(arn ARN) bool { return attached(g.Attached, arn) }

func attached(list []AttachedPolicy, arn ARN) bool {
	return slices.ContainsFunc(list, func(a AttachedPolicy) bool { return a.ARN == arn })
}

// AttachedPolicy is a managed policy at a user or group.
type AttachedPolicy struct {
	Name PolicyName
	ARN  ARN
}

// InlinePolicy is a policy inside a user or group. Document is JSON text.
type InlinePolicy struct {
	Name     PolicyName
	Document string
}

// Policy is a managed policy. Document is the default version as JSON text, or
// "" where only the list was read.
type Policy struct {
	Name           PolicyName
	ARN            ARN
	ID             string
	Path           string
	Description    string
	DefaultVersion string
	Document       string
	Created        time.Time
	Updated        time.Time
	Attachments    int
	Tags           []Tag // of one that was read by itself; lists have none
}

// PolicyVersion is one version of a managed policy. Lists leave Document out.
type PolicyVersion struct {
	ID       string
	Default  bool
	Created  time.Time
	Document string
}

// KeyStatus is the state of an access key as AWS names it.
type KeyStatus string

// The states that a page can meet; AWS may add others.
const (
	KeyActive   KeyStatus = "Active"
	KeyInactive KeyStatus = "Inactive"
)

// AccessKey is a key without its secret.
type AccessKey struct {
	ID      KeyID
	User    UserName
	Status  KeyStatus
	Created time.Time
}

// Active reports whether the key can sign.
func (k AccessKey) Active() bool { return k.Status == KeyActive }

// KeyUse tells when a key last signed a request. At is zero when it never did.
type KeyUse struct {
	At      time.Time
	Service string
	Region  string
}

// IssuedKey is a new key with its secret. It exists only between the answer of
// AWS and the sealing.
type IssuedKey struct {
	AccessKey
	Secret seal.Secret
}

// LoginProfile says that a user has a console password.
type LoginProfile struct {
	User          UserName
	Created       time.Time
	ResetRequired bool
}

// Identity is who the credentials belong to (STS GetCallerIdentity).
type Identity struct {
	Account string
	ARN     ARN
	UserID  string
}

// Details is one walk over the account: GetAccountAuthorizationDetails and the
// lists beside it. Complete is false when some list was not read to its end.
type Details struct {
	Users    []User
	Groups   []Group
	Roles    []Role
	Policies []Policy // the account's own, with documents, and AWS's in use
	Complete bool
}

// Sort brings users, groups, roles and policies in the order of their names, without
// regard to case.
func (d *Details) Sort() {
	slices.SortFunc(d.Users, func(a, b User) int { return compareFold(string(a.Name), string(b.Name)) })
	slices.SortFunc(d.Groups, func(a, b Group) int { return compareFold(string(a.Name), string(b.Name)) })
	slices.SortFunc(d.Roles, func(a, b Role) int { return compareFold(a.Name, b.Name) })
	slices.SortFunc(d.Policies, func(a, b Policy) int { return compareFold(string(a.Name), string(b.Name)) })
}

func compareFold(a, b string) int {
	if c := strings.Compare(strings.ToLower(a), strings.ToLower(b)); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}
