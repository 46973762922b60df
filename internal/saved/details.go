package saved

import (
	"strings"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/policy"
)

// The lists of the details.
const (
	listUsers    = "UserDetailList"
	listGroups   = "GroupDetailList"
	listRoles    = "RoleDetailList"
	listPolicies = "Policies"
)

// details is what a file of authorization details holds.
type details struct {
	*reader
	told      map[string]bool // the lists that are there
	truncated bool
	account   string
	partition string
	users     []iam.User
	groups    []iam.Group
	roles     []iam.Role
	policies  []iam.Policy
}

// readDetails reads what aws-cli makes of GetAccountAuthorizationDetails (IAM
// API reference). Members that no audit needs are passed over.
func readDetails(f *File) (*details, error) {
	d := &details{reader: newReader(f), told: map[string]bool{}}
	d.object(func(name string) {
		switch name {
		case "IsTruncated":
			d.truncated = d.bool()
		case listUsers:
			d.part(name, "UserName", d.user)
		case listGroups:
			d.part(name, "GroupName", d.group)
		case listRoles:
			d.part(name, "RoleName", d.role)
		case listPolicies:
			d.part(name, "Arn", d.policy)
		default:
			d.skip()
		}
	})
	return d, d.end()
}

// entity is what a value of a list is known by, and where that stands.
type entity struct {
	name, arn     string
	nameAt, arnAt int
}

// unique refuses a value without a name, or with one that was there. AWS compares
// the names of IAM without regard to case, and buckets have no upper case
// ("Bucket naming rules", S3 user guide).
func (r *reader) unique(seen map[string]bool, key string, e *entity) {
	same := strings.ToLower(e.name)
	switch {
	case same == "":
		r.failField(e.nameAt, key, fault.CodeSavedMissing)
	case seen[same]:
		r.failField(e.nameAt, key, fault.CodeSavedTwice, e.name)
	}
	seen[same] = true
}

// part reads a list of values that one member names.
func (d *details) part(list, key string, value func(e *entity)) {
	if d.told[list] {
		d.failField(d.at, "", fault.CodeSavedTwice, list)
	}
	d.told[list] = d.peek() != 'n'
	seen := map[string]bool{}
	d.list(func(int) {
		d.peek()
		e := entity{nameAt: d.at}
		value(&e)
		d.unique(seen, key, &e)
		if e.arn != "" && list != listPolicies {
			d.own(&e)
		}
	})
}

// own takes the account from the first ARN and refuses another one.
func (d *details) own(e *entity) {
	arn, ok := policy.ParseARN(e.arn)
	switch {
	case !ok || arn.Account == "":
		d.failField(e.arnAt, "Arn", fault.CodeSavedARN, e.arn)
	case d.account == "":
		d.account, d.partition = arn.Account, arn.Partition
	case d.account != arn.Account:
		d.failField(e.arnAt, "Arn", fault.CodeSavedForeign, e.arn, d.account)
	}
}

func (d *details) name(e *entity) string {
	d.peek()
	e.nameAt = d.at
	e.name = d.string()
	return e.name
}

func (d *details) arn(e *entity) iam.ARN {
	d.peek()
	e.arnAt = d.at
	e.arn = d.string()
	return iam.ARN(e.arn)
}

// user reads a UserDetail.
func (d *details) user(e *entity) {
	d.users = append(d.users, iam.User{})
	u := &d.users[len(d.users)-1]
	d.object(func(name string) {
		switch name {
		case "UserName":
			u.Name = iam.UserName(d.name(e))
		case "Arn":
			u.ARN = d.arn(e)
		case "Path":
			u.Path = d.string()
		case "UserId":
			u.ID = d.string()
		case "UserPolicyList":
			u.Inline = d.inline()
		case "GroupList":
			d.list(func(int) { u.Groups = append(u.Groups, iam.GroupName(d.string())) })
		case "AttachedManagedPolicies":
			u.Attached = d.attached()
		case "PermissionsBoundary":
			u.Boundary = d.boundary()
		case "Tags":
			u.Tags = d.tags()
		default:
			d.skip()
		}
	})
}

// group reads a GroupDetail.
func (d *details) group(e *entity) {
	d.groups = append(d.groups, iam.Group{})
	g := &d.groups[len(d.groups)-1]
	d.object(func(name string) {
		switch name {
		case "GroupName":
			g.Name = iam.GroupName(d.name(e))
		case "Arn":
			g.ARN = d.arn(e)
		case "Path":
			g.Path = d.string()
		case "GroupId":
			g.ID = d.string()
		case "GroupPolicyList":
			g.Inline = d.inline()
		case "AttachedManagedPolicies":
			g.Attached = d.attached()
		default:
			d.skip()
		}
	})
}

// role reads a RoleDetail.
func (d *details) role(e *entity) {
	d.roles = append(d.roles, iam.Role{})
	r := &d.roles[len(d.roles)-1]
	d.object(func(name string) {
		switch name {
		case "RoleName":
			r.Name = d.name(e)
		case "Arn":
			r.ARN = d.arn(e)
		case "Path":
			r.Path = d.string()
		case "RoleId":
			r.ID = d.string()
		case "AssumeRolePolicyDocument":
			r.Trust = d.document()
		case "RolePolicyList":
			r.Inline = d.inline()
		case "AttachedManagedPolicies":
			r.Attached = d.attached()
		case "PermissionsBoundary":
			r.Boundary = d.boundary()
		case "Tags":
			r.Tags = d.tags()
		default:
			d.skip()
		}
	})
}
