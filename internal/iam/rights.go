package iam

import (
	"slices"
	"strings"
)

// Area is a part of Keyporter that needs rights of its own in the account. What
// needs none is not here: sts:GetCallerIdentity is allowed to everybody
// (GetCallerIdentity, AWS STS API reference).
type Area string

// The areas. Those from AreaUsers on change the account; AreaAccount is what no
// page is without.
const (
	AreaAccount  Area = "account"  // users, groups, roles and policies, read
	AreaReport   Area = "report"   // the credential report
	AreaBuckets  Area = "buckets"  // S3 buckets, read
	AreaRights   Area = "rights"   // Keyporter's own rights, asked for
	AreaUsers    Area = "users"    // users, groups and tags; deleting a user takes all it has
	AreaConsole  Area = "console"  // console passwords, second factors and other credentials
	AreaKeys     Area = "keys"     // access keys, their descriptions and lifetimes
	AreaGrants   Area = "grants"   // memberships and attached policies
	AreaPolicies Area = "policies" // what policies say, inline policies, boundaries
	AreaSettings Area = "settings" // alias and password rules of the account
)

// Areas lists the areas, those that only read first.
func Areas() []Area {
	return []Area{AreaAccount, AreaReport, AreaBuckets, AreaRights, AreaUsers, AreaConsole, AreaKeys, AreaGrants, AreaPolicies, AreaSettings}
}

// Changes reports whether the area changes the account.
func (a Area) Changes() bool { return slices.Index(Areas(), a) >= slices.Index(Areas(), AreaUsers) }

// RightOn is what an action can be limited to: a resource type of the Service
// Authorization Reference.
type RightOn string

// The kinds of resources. OnAll is an action that AWS allows on * only.
const (
	OnAll     RightOn = "*"
	OnUsers   RightOn = "user"
	OnGroups  RightOn = "group"
	OnRoles   RightOn = "role"
	OnPolicy  RightOn = "policy"
	OnFactors RightOn = "mfa"
	OnBuckets RightOn = "bucket"
	OnCaller  RightOn = "caller" // users and roles, for Keyporter may run as either
)

// Right is an action that an area needs.
type Right struct {
	Area   Area
	Action string // as "iam:CreateUser"
	On     RightOn
}

// RightsOptions say which rights are meant. The zero value is all of them, in
// every account of AWS's standard partition.
type RightsOptions struct {
	Partition string // "" is aws
	Account   string // its id; "" is any
	Path      string // what is changed lies under this path; "" and / are everywhere
	ReadOnly  bool   // nothing is changed
	Without   []Area // areas that are left out
}

// Has reports whether the area is among those that are meant. AreaAccount always
// is.
func (o RightsOptions) Has(a Area) bool {
	return a == AreaAccount || !(o.ReadOnly && a.Changes()) && !slices.Contains(o.Without, a)
}

// Rights lists what the areas need, area by area. An action that several areas
// need is there for each.
func (o RightsOptions) Rights() []Right {
	var list []Right
	for _, row := range rightsTable {
		if !o.Has(row.area) {
			continue
		}
		service := "iam:"
		if row.area == AreaBuckets {
			service = "s3:"
		}
		for name := range strings.FieldsSeq(row.actions) {
			list = append(list, Right{row.area, service + name, row.on})
		}
	}
	return list
}

// IsAccount reports whether the text is the id of an account: twelve digits
// ("View AWS account identifiers", AWS Account Management reference).
func IsAccount(s string) bool {
	return len(s) == 12 && strings.Trim(s, "0123456789") == ""
}

// IsPartition reports whether the text is the name of a partition, as aws-cn
// ("Amazon Resource Names", AWS general reference).
func IsPartition(s string) bool {
	return s == "aws" || strings.HasPrefix(s, "aws-") && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz-") == ""
}

// literally writes a path, whose characters IAM leaves free, so that a pattern
// stands for it and nothing else ("Special characters", IAM policy elements:
// variables and tags).
func literally(path string) string {
	return strings.NewReplacer("*", "${*}", "?", "${?}", "$", "${$}").Replace(path)
}

// resources are the ARNs of all things of a kind. What is read lies anywhere,
// what is changed under the path.
func (o RightsOptions) resources(on RightOn, changed bool) []string {
	path := "/"
	if changed && o.Path != "" {
		path = literally(o.Path)
	}
	own := o.arn("iam", string(on)+path+"*")
	switch on {
	case OnAll:
		return []string{"*"}
	case OnBuckets:
		return []string{"arn:" + o.partition() + ":s3:::*"}
	case OnFactors: // AWS's console makes them at / whatever the user's path is
		return []string{o.arn("iam", "mfa/*")}
	case OnCaller:
		return []string{o.arn("iam", "role/*"), o.arn("iam", "user/*")}
	case OnPolicy:
		if !changed {
			return []string{own, "arn:" + o.partition() + ":iam::aws:policy/*"}
		}
	}
	return []string{own}
}

func (o RightsOptions) partition() string {
	if o.Partition == "" {
		return "aws"
	}
	return o.Partition
}

func (o RightsOptions) arn(service, resource string) string {
	account := o.Account
	if account == "" {
		account = "*"
	}
	return "arn:" + o.partition() + ":" + service + "::" + account + ":" + resource
}

// Sample is the ARN of one thing of the kind under a path, which nobody has, as
// what an action is tried on.
func (o RightsOptions) Sample(on RightOn, path string) ARN {
	switch on {
	case OnAll, OnCaller:
		return "*"
	case OnBuckets:
		return ARN("arn:" + o.partition() + ":s3:::keyporter-looks")
	case OnFactors:
		path = "/"
	}
	return ARN(o.arn("iam", string(on)+path+"keyporter-looks"))
}

// Simulated is what IAM says of an action (SimulatePrincipalPolicy).
type Simulated struct {
	Allowed bool
	Absent  []string // condition keys that bear on it and that nobody gave a value
}
