package access

import (
	"cmp"
	"slices"

	"keyporter/internal/iam"
	"keyporter/internal/policy"
)

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

// newBucket reads a bucket, for whoever may ask.
func (a *Account) newBucket(b *iam.Bucket, document *document, nobody *[classes]*holder) *bucket {
	out := &bucket{Bucket: b, arn: "arn:" + a.partition() + ":s3:::" + b.Name, owner: []string{cmp.Or(b.Owner, a.ID)}}
	switch {
	case out.unread(iam.BucketPolicy):
		out.document = unreadDocument()
	case b.Policy != "":
		out.document = document
	}
	out.block = a.newBlock(out)
	out.readACL()
	out.name(a.ID)
	slices.Sort(out.named)
	out.named = slices.Compact(out.named)
	for c := range classes {
		out.rulings[c] = nobody[c].rule(out)
	}
	return out
}

func (b *bucket) unread(part iam.BucketPart) bool { return slices.Contains(b.Unread, part) }

// names reports whether the bucket names who is called so. Few names are sooner
// compared than searched.
func (b *bucket) names(called string) bool {
	if len(b.named) <= 16 {
		return slices.Contains(b.named, called)
	}
	_, found := slices.BinarySearch(b.named, called)
	return found
}

// lacks reports whether a part was not read that bears on the answers.
func (b *bucket) lacks() bool {
	return slices.ContainsFunc(b.Unread, func(p iam.BucketPart) bool { return p != iam.BucketRegion && p != iam.BucketTags })
}

func (a *Account) newBlock(b *bucket) block {
	own := b.owner[0] == a.ID
	missing := b.unread(iam.BucketBlock) || own && a.blind()
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

// name notes whom the bucket names: others are the accounts to which its policy
// or its ACL gives something.
func (b *bucket) name(own string) {
	b.named = append(b.named, b.owner[0])
	for name := range b.perhaps.named {
		b.named, b.others = append(b.named, name), append(b.others, name)
	}
	if b.document == nil || b.document.doc == nil {
		return
	}
	for i := range b.document.doc.Statements {
		s := &b.document.doc.Statements[i]
		list := s.Principal
		if list == nil {
			list = s.NotPrincipal
		}
		for j := 0; list != nil && j < len(list.List); j++ {
			names := namesOf(&list.List[j], own)
			b.named = append(b.named, names...)
			if last := len(names) - 1; last >= 0 && s.Effect == policy.Allow && s.Principal != nil {
				b.others = append(b.others, names[last])
			}
		}
	}
}

// namesOf returns what the subjects are called that an entry of a list of
// principals names: the ARN of a user, the name of a role, and the account, last.
func namesOf(p *policy.Principal, own string) []string {
	if p.Kind == policy.PrincipalCanonical {
		return []string{p.Value}
	}
	who := newPrincipal(p.Value)
	switch {
	case p.Kind != policy.PrincipalAWS || who.account == "":
		return nil
	case who.account != own:
		return []string{who.account}
	}
	return []string{p.Value, roleKey(who.role + who.session), own}
}

func roleKey(name string) string { return "role/" + name }
