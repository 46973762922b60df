package account

import (
	"context"
	"encoding/xml"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

const (
	bucketsAtOnce = 8  // whose parts are read
	awayInARow    = 16 // calls without an answer that end the reading: S3 has gone, not one bucket
)

// Buckets reads the account's buckets with their parts, by name. Whole is false
// where the list was cut short. A part that could not be read is in Unread of its
// bucket, and a bucket that went meanwhile is left out. It fails where there is no
// list, or where S3 stops answering; a server without S3 is
// fault.CodeAwsNotOffered. Calls: ListBuckets; for each bucket GetBucketPolicy,
// GetPublicAccessBlock, GetBucketOwnershipControls, GetBucketTagging,
// GetBucketLocation where the list tells no region, and GetBucketAcl where ACLs
// count.
func (r *Reader) Buckets(ctx context.Context) (list []iam.Bucket, whole bool, err error) {
	list, whole, err = r.listBuckets(ctx)
	if err != nil {
		return nil, false, err
	}
	w := &bucketWalk{Reader: r}
	calls, ctx := errgroup.WithContext(ctx)
	calls.SetLimit(bucketsAtOnce)
	for i := range list {
		calls.Go(func() error { return w.fill(ctx, &list[i]) })
	}
	if err := calls.Wait(); err != nil {
		return nil, false, err
	}
	return slices.DeleteFunc(list, func(b iam.Bucket) bool { return b.Name == "" }), whole, nil
}

func (r *Reader) listBuckets(ctx context.Context) ([]iam.Bucket, bool, error) {
	pages := &bucketPages{s3: r.s3}
	var list []iam.Bucket
	whole, err := walk(ctx, r.bucket, pages, func(p *bucketPage) (bool, *string) {
		for _, b := range p.Buckets {
			if b.Name != "" {
				list = append(list, iam.Bucket{Name: b.Name, Region: b.Region, Created: b.created()})
			}
		}
		return p.Next != "", p.Next.marker()
	})
	slices.SortFunc(list, func(a, b iam.Bucket) int { return strings.Compare(a.Name, b.Name) })
	return list, whole, err
}

// bucketPages is the SDK's paginator for ListBuckets. It asks for pages of 1,000:
// an unpaged list is refused beyond 10,000 buckets, and has no regions.
// Rule: ListBuckets, S3 API reference.
type bucketPages struct {
	s3   *s3Client
	next marker
	done bool
}

// HasMorePages reports whether the last page named another.
func (p *bucketPages) HasMorePages() bool { return !p.done }

// NextPage returns the next page.
func (p *bucketPages) NextPage(ctx context.Context, _ ...func(*struct{})) (*bucketPage, error) {
	query := url.Values{"max-buckets": {strconv.Itoa(pageSize)}}
	if p.next != "" {
		query.Set("continuation-token", string(p.next))
	}
	page := &bucketPage{}
	if _, err := p.s3.get(ctx, &s3Read{action: "ListBuckets", query: query, read: asXML(page)}); err != nil {
		return nil, err
	}
	p.next, p.done = page.Next, page.Next == ""
	return page, nil
}

// bucketWalk reads the parts of many buckets.
type bucketWalk struct {
	*Reader
	lacking sync.Map     // parts that the server does not have, by iam.BucketPart
	away    atomic.Int32 // calls without an answer, one after the other
}

// errGone says that there is no bucket of the name any more, errUnset that it has
// nothing set of what was asked for. They do not leave the package.
var (
	errGone  = errors.New("the bucket has gone")
	errUnset = errors.New("nothing is set")
)

// fill reads the parts of a bucket. One that has gone loses its name.
func (w *bucketWalk) fill(ctx context.Context, b *iam.Bucket) error {
	for _, part := range bucketParts {
		if !part.wanted(b) {
			continue
		}
		err := w.part(ctx, b, part)
		switch {
		case err == nil:
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, errGone):
			b.Name = ""
			return nil
		case fault.KindOf(err) == fault.Away && w.away.Add(1) >= awayInARow:
			return err
		default:
			b.Unread = append(b.Unread, part.name)
		}
	}
	return nil
}

// part reads one part of a bucket. What a server that is not AWS does not have
// at all cannot be set there, and is as good as not set; AWS has them all, and
// would say so only for a reason that nobody knows.
func (w *bucketWalk) part(ctx context.Context, b *iam.Bucket, part bucketPart) error {
	if _, known := w.lacking.Load(part.name); known {
		return nil
	}
	in := &s3Read{action: part.action, bucket: b.Name, region: b.Region, query: url.Values{part.query: {""}}, read: part.into(b)}
	_, err := ask(ctx, w.bucket, w.s3.get, in, aBucket(b.Name))
	if fault.KindOf(err) != fault.Away {
		w.away.Store(0)
	}
	switch {
	case errors.Is(err, errUnset):
		return nil
	case fault.Is(err, fault.CodeAwsNotOffered) && w.s3.endpoint != "":
		w.lacking.Store(part.name, true)
		return nil
	}
	return err
}

// AccountBlock returns the block of public access that holds for every bucket of
// the account, or nil where none is set. A server without S3 Control has none to
// set. Call: S3 Control GetPublicAccessBlock.
func (r *Reader) AccountBlock(ctx context.Context, account string) (*iam.PublicAccessBlock, error) {
	doc := &blockDocument{}
	in := &s3Read{action: "GetAccountPublicAccessBlock", account: account, path: "/v20180820/configuration/publicAccessBlock", read: asXML(doc)}
	_, err := ask(ctx, r.bucket, r.s3.get, in)
	switch {
	case errors.Is(err, errUnset):
		return nil, nil
	case r.s3.endpoint != "" && (fault.Is(err, fault.CodeAwsNotOffered) || errors.Is(err, errGone)):
		return nil, nil // it takes the address for that of an object
	case err != nil:
		return nil, err
	}
	return doc.block(), nil
}

// bucketPart is how one part of a bucket is read.
type bucketPart struct {
	name   iam.BucketPart
	action string // AWS's name of the operation
	query  string // the sub-resource
	wanted func(b *iam.Bucket) bool
	into   func(b *iam.Bucket) func(body []byte) error
}

func always(*iam.Bucket) bool { return true }

// bucketParts are the parts in the order in which they are read: the region first,
// for it decides where the others are asked for, and the ACL after the ownership,
// which may disable it.
var bucketParts = []bucketPart{
	{iam.BucketRegion, "GetBucketLocation", "location", func(b *iam.Bucket) bool { return b.Region == "" },
		into(func(b *iam.Bucket, d *locationDocument) { b.Region = d.region() })},
	{iam.BucketPolicy, "GetBucketPolicy", "policy", always, func(b *iam.Bucket) func([]byte) error {
		return func(body []byte) error { b.Policy = string(body); return nil }
	}},
	{iam.BucketBlock, "GetPublicAccessBlock", "publicAccessBlock", always,
		into(func(b *iam.Bucket, d *blockDocument) { b.Block = d.block() })},
	{iam.BucketOwnership, "GetBucketOwnershipControls", "ownershipControls", always,
		into(func(b *iam.Bucket, d *ownershipDocument) { b.Ownership = d.ownership() })},
	{iam.BucketACL, "GetBucketAcl", "acl", aclCounts,
		into(func(b *iam.Bucket, d *aclDocument) { b.Grants = d.grants() })},
	{iam.BucketTags, "GetBucketTagging", "tagging", always,
		into(func(b *iam.Bucket, d *tagsDocument) { b.Tags = d.tags() })},
}

// aclCounts reports whether a bucket's ACL can grant anything. Where ACLs are
// disabled it names the owner and nobody else.
// Rule: "Controlling ownership of objects", S3 user guide.
func aclCounts(b *iam.Bucket) bool { return b.Ownership != iam.OwnershipEnforced }

// into reads an XML answer of one kind into a bucket.
func into[D any](put func(*iam.Bucket, *D)) func(*iam.Bucket) func([]byte) error {
	return func(b *iam.Bucket) func([]byte) error {
		return func(body []byte) error {
			doc := new(D)
			if err := xml.Unmarshal(body, doc); err != nil {
				return err
			}
			put(b, doc)
			return nil
		}
	}
}
