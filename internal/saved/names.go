package saved

import (
	"cmp"

	"keyporter/internal/access"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// number gives the account its number, and ARNs to those to whom the file gives
// none, as some servers do. Without any ARN the buckets' owner is the account.
func (d *details) number(a *access.Account) error {
	a.ID, a.Partition = cmp.Or(d.account, owner(a.Buckets)), cmp.Or(d.partition, "aws")
	if a.ID == "" {
		d.at = 0
		d.peek()
		d.fail(d.at, fault.CodeSavedAccount)
		return d.first
	}
	prefix := "arn:" + a.Partition + ":iam::" + a.ID + ":"
	complete := func(arn *iam.ARN, kind, path, name string) {
		if *arn == "" {
			*arn = iam.ARN(prefix + kind + cmp.Or(path, "/") + name)
		}
	}
	for i := range a.Users {
		u := &a.Users[i]
		complete(&u.ARN, "user", u.Path, string(u.Name))
	}
	for i := range a.Groups {
		g := &a.Groups[i]
		complete(&g.ARN, "group", g.Path, string(g.Name))
	}
	for i := range a.Roles {
		r := &a.Roles[i]
		complete(&r.ARN, "role", r.Path, r.Name)
	}
	return nil
}

// owner is the account that all buckets have in common, or "".
func owner(buckets []iam.Bucket) string {
	id := ""
	for i := range buckets {
		switch o := buckets[i].Owner; {
		case o == "":
		case id == "":
			id = o
		case id != o:
			return ""
		}
	}
	return id
}
