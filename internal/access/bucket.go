package access

import (
	"slices"

	"keyporter/internal/iam"
	"keyporter/internal/policy"
)

// bucket is a bucket with its policy read and its settings taken together with
// the account's.
type bucket struct {
	*iam.Bucket
	arn      string
	owner    []string  // the account that has it
	document *document // nil: it has no policy
	block    block
	acl      acl // what it gives
	perhaps  acl // what it gives at most, whatever the parts say that were not read
}

// block is the block of public access over a bucket, the bucket's own and the
// account's taken together: what stands, and what may stand for what was not
// read.
type block struct {
	ignoresACLs, mayIgnoreACLs bool
	shuts, mayShut             bool // a public policy reaches nobody outside of the account
}

// acl is what grants of a bucket's ACL give.
type acl struct {
	everyone, signed questions
	named            map[string]questions // by canonical id
}

// grants returns what the ACL gives a subject.
func (a *acl) grants(h *holder) questions {
	switch h.Kind {
	case SubjectEveryone:
		return a.everyone
	case SubjectAccount:
		return a.everyone | a.signed | a.named[h.Name]
	}
	return a.everyone | a.signed
}

func (a *Account) newBucket(b *iam.Bucket, read func(string) *document) *bucket {
	out := &bucket{Bucket: b, arn: "arn:" + a.partition() + ":s3:::" + b.Name, owner: []string{b.Owner}}
	if b.Owner == "" {
		out.owner = []string{a.ID}
	}
	switch {
	case out.unread(iam.BucketPolicy):
		out.document = read("")
	case b.Policy != "":
		out.document = read(b.Policy)
	}
	out.block = a.newBlock(out)
	out.readACL()
	return out
}

func (b *bucket) unread(part iam.BucketPart) bool { return slices.Contains(b.Unread, part) }

// lacks reports whether a part was not read that bears on the answers.
func (b *bucket) lacks() bool {
	return slices.ContainsFunc(b.Unread, func(p iam.BucketPart) bool { return p != iam.BucketRegion && p != iam.BucketTags })
}

func (a *Account) newBlock(b *bucket) block {
	own := b.owner[0] == a.ID
	missing := b.unread(iam.BucketBlock) || own && slices.ContainsFunc(a.Gaps, func(g Gap) bool { return g.Source == SourceBlock })
	var out block
	shut := false
	for _, set := range []*iam.PublicAccessBlock{b.Block, a.Block} {
		if set != nil && (set == b.Block || own) {
			out.ignoresACLs = out.ignoresACLs || set.IgnorePublicACLs
			shut = shut || set.RestrictPublicBuckets
		}
	}
	public, perhaps := false, b.document != nil && b.document.doc == nil
	if b.document != nil && b.document.doc != nil {
		public = isPublic(b.document.doc)
	}
	out.mayIgnoreACLs = missing || out.ignoresACLs
	out.shuts = shut && public
	out.mayShut = (missing || shut) && (public || perhaps)
	return out
}

// readACL reads the grants of the bucket's ACL for the questions: READ lists the
// bucket, WRITE makes, overwrites and deletes its objects ("Access control list
// (ACL) overview", S3 user guide). Nobody holds the group for log delivery.
func (b *bucket) readACL() {
	if b.Ownership == iam.OwnershipEnforced && !b.unread(iam.BucketOwnership) {
		return
	}
	list := acl{named: map[string]questions{}}
	for _, g := range b.Grants {
		switch gives := granted(g.Permission); g.Grantee {
		case iam.GranteeEveryone:
			list.everyone |= gives
		case iam.GranteeAuthenticated:
			list.signed |= gives
		case iam.GranteeLogDelivery:
		default:
			list.named[g.Grantee] |= gives
		}
	}
	if b.unread(iam.BucketACL) {
		list.everyone = granted("FULL_CONTROL")
	}
	if b.block.ignoresACLs {
		list.everyone, list.signed = 0, 0
	}
	b.perhaps = list
	if b.unread(iam.BucketACL) || b.unread(iam.BucketOwnership) {
		return
	}
	b.acl = list
	if b.block.mayIgnoreACLs {
		b.acl.everyone, b.acl.signed = 0, 0
	}
}

func granted(permission string) questions {
	const read, write = 1 << ListBucket, 1<<PutObject | 1<<DeleteObject
	switch permission {
	case "READ":
		return read
	case "WRITE":
		return write
	case "FULL_CONTROL":
		return read | write
	}
	return 0
}

// others adds the accounts that the bucket's policy or ACL gives something.
func (b *bucket) others(list []string) []string {
	for name := range b.perhaps.named {
		list = append(list, name)
	}
	if b.document == nil || b.document.doc == nil {
		return list
	}
	for _, s := range b.document.doc.Statements {
		if s.Effect != policy.Allow || s.Principal == nil {
			continue
		}
		for _, p := range s.Principal.List {
			account := newPrincipal(p.Value).account
			if p.Kind == policy.PrincipalCanonical {
				account = p.Value
			}
			if account != "" && (p.Kind == policy.PrincipalAWS || p.Kind == policy.PrincipalCanonical) {
				list = append(list, account)
			}
		}
	}
	return list
}
