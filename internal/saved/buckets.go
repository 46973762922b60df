package saved

import (
	"strconv"

	"keyporter/internal/access"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// readBuckets reads a list of objects with Name, Policy, PublicAccessBlock and
// OwnerAccountId. The policy of a bucket must be told, if only by null: without
// it nobody's access to the bucket is known. A block of public access that is
// not told is none, and an owner the account.
func readBuckets(f *File) ([]iam.Bucket, error) {
	r := newReader(f)
	var list []iam.Bucket
	seen := map[string]bool{}
	r.list(func(int) {
		r.peek()
		e := entity{nameAt: r.at}
		list = append(list, r.bucket(&e))
		r.unique(seen, "Name", &e)
	})
	return list, r.end()
}

func (r *reader) bucket(e *entity) iam.Bucket {
	b := iam.Bucket{Unread: []iam.BucketPart{iam.BucketPolicy}}
	r.object(func(name string) {
		switch name {
		case "Name":
			r.peek()
			e.nameAt = r.at
			b.Name = r.string()
		case "Policy":
			b.Policy, b.Unread = r.document(), nil
		case "PublicAccessBlock":
			if r.null() {
				b.Block = nil
				return
			}
			b.Block = &iam.PublicAccessBlock{}
			r.block(b.Block)
		case "OwnerAccountId":
			b.Owner = r.string()
		default:
			r.skip()
		}
	})
	e.name = b.Name
	return b
}

// block reads what GetPublicAccessBlock answers (S3 API reference), in its
// wrapper or without.
func (r *reader) block(b *iam.PublicAccessBlock) {
	r.object(func(name string) {
		switch name {
		case "PublicAccessBlockConfiguration":
			r.block(b)
		case "BlockPublicAcls":
			b.BlockPublicACLs = r.bool()
		case "IgnorePublicAcls":
			b.IgnorePublicACLs = r.bool()
		case "BlockPublicPolicy":
			b.BlockPublicPolicy = r.bool()
		case "RestrictPublicBuckets":
			b.RestrictPublicBuckets = r.bool()
		default:
			r.skip()
		}
	})
}

// ReadControls reads service control policies as a case of simulate --batch has
// them: levels, root first. Each must tell its policies, and each policy its
// document: without them nothing would be allowed. The error is an *Error.
func ReadControls(f *File) ([]access.Control, error) {
	r := newReader(f)
	var list []access.Control
	r.list(func(i int) {
		c := access.Control{ID: strconv.Itoa(i + 1)}
		r.peek()
		at, told := r.at, false
		r.object(func(name string) {
			switch name {
			case "orgIdentifier", "OrgIdentifier":
				c.ID = r.string()
			case "policies", "Policies":
				told = r.peek() != 'n'
				r.list(func(int) { c.Policies = append(c.Policies, r.control()) })
			default:
				r.skip()
			}
		})
		if !told {
			r.failField(at, "policies", fault.CodeSavedMissing)
		}
		list = append(list, c)
	})
	return list, r.end()
}

func (r *reader) control() (p iam.InlinePolicy) {
	r.peek()
	at := r.at
	r.object(func(name string) {
		switch name {
		case "name", "Name":
			p.Name = iam.PolicyName(r.string())
		case "policy", "Policy":
			p.Document = r.document()
		default:
			r.skip()
		}
	})
	if p.Document == "" {
		r.failField(at, "policy", fault.CodeSavedMissing)
	}
	return p
}
