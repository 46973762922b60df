package portertest

import (
	"encoding/json"

	"keyporter/internal/access"
	"keyporter/internal/iam"
)

// object is a JSON object.
type object map[string]any

// SavedDetails is an account as aws iam get-account-authorization-details prints
// it, indented by four.
func SavedDetails(a *access.Account) string {
	details := struct{ UserDetailList, GroupDetailList, RoleDetailList, Policies []object }{[]object{}, []object{}, []object{}, []object{}}
	for i := range a.Users {
		u := &a.Users[i]
		details.UserDetailList = append(details.UserDetailList, bounded(object{
			"Path": u.Path, "UserName": u.Name, "UserId": u.ID, "Arn": u.ARN, "CreateDate": "2020-06-25T15:52:47+00:00",
			"UserPolicyList": savedInline(u.Inline), "GroupList": u.Groups, "AttachedManagedPolicies": savedAttached(u.Attached), "Tags": u.Tags,
		}, u.Boundary))
	}
	for i := range a.Groups {
		g := &a.Groups[i]
		details.GroupDetailList = append(details.GroupDetailList, object{
			"Path": g.Path, "GroupName": g.Name, "GroupId": g.ID, "Arn": g.ARN, "CreateDate": "2020-06-25T15:52:47+00:00",
			"GroupPolicyList": savedInline(g.Inline), "AttachedManagedPolicies": savedAttached(g.Attached),
		})
	}
	for i := range a.Roles {
		r := &a.Roles[i]
		details.RoleDetailList = append(details.RoleDetailList, bounded(object{
			"Path": r.Path, "RoleName": r.Name, "RoleId": r.ID, "Arn": r.ARN, "AssumeRolePolicyDocument": savedDocument(r.Trust),
			"RolePolicyList": savedInline(r.Inline), "AttachedManagedPolicies": savedAttached(r.Attached), "InstanceProfileList": []object{}, "Tags": r.Tags,
		}, r.Boundary))
	}
	for i := range a.Policies {
		p := &a.Policies[i]
		details.Policies = append(details.Policies, object{
			"PolicyName": p.Name, "PolicyId": p.ID, "Arn": p.ARN, "Path": p.Path, "DefaultVersionId": "v1", "AttachmentCount": p.Attachments,
			"PolicyVersionList": []object{{"Document": savedDocument(p.Document), "VersionId": "v1", "IsDefaultVersion": true}},
		})
	}
	return indented(details)
}

// SavedBuckets lists the buckets of an account as keyporter access reads them.
func SavedBuckets(a *access.Account) string {
	list := []object{}
	for i := range a.Buckets {
		b := &a.Buckets[i]
		one := object{"Name": b.Name, "Policy": savedDocument(b.Policy), "PublicAccessBlock": nil, "OwnerAccountId": b.Owner}
		if b.Owner == "" {
			one["OwnerAccountId"] = a.ID
		}
		if s := b.Block; s != nil {
			one["PublicAccessBlock"] = object{
				"BlockPublicAcls": s.BlockPublicACLs, "IgnorePublicAcls": s.IgnorePublicACLs,
				"BlockPublicPolicy": s.BlockPublicPolicy, "RestrictPublicBuckets": s.RestrictPublicBuckets,
			}
		}
		list = append(list, one)
	}
	return indented(list)
}

func bounded(o object, boundary iam.ARN) object {
	if boundary != "" {
		o["PermissionsBoundary"] = object{"PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": boundary}
	}
	return o
}

func savedInline(list []iam.InlinePolicy) []object {
	out := []object{}
	for _, p := range list {
		out = append(out, object{"PolicyName": p.Name, "PolicyDocument": savedDocument(p.Document)})
	}
	return out
}

func savedAttached(list []iam.AttachedPolicy) []object {
	out := []object{}
	for _, p := range list {
		out = append(out, object{"PolicyName": p.Name, "PolicyArn": p.ARN})
	}
	return out
}

// savedDocument is null where there is none.
func savedDocument(text string) any {
	if text == "" {
		return nil
	}
	return json.RawMessage(text)
}

func indented(v any) string {
	text, err := json.MarshalIndent(v, "", "    ")
	if err != nil {
		panic(err) // nothing in it that JSON lacks
	}
	return string(text) + "\n"
}
