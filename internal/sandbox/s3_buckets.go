package sandbox

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"keyporter/internal/store"
)

// quotaBuckets is that of an account ("Bucket quotas", S3 user guide).
const quotaBuckets = 10000

type s3Owner struct{ ID string }

// canonicalID is the canonical user id of an account, which AWS has beside its
// number.
func canonicalID(account string) string {
	sum := sha256.Sum256([]byte("canonical " + account))
	return hex.EncodeToString(sum[:])
}

// bucketName are the characters and the length of a name ("General purpose bucket
// naming rules", S3 user guide), as are the affixes that nobody may use.
var (
	bucketName     = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)
	bucketAddress  = regexp.MustCompile(`^\d+\.\d+\.\d+\.\d+$`)
	bucketPrefixes = []string{"xn--", "sthree-", "amzn-s3-demo-"}
	bucketSuffixes = []string{"-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"}
	regionName     = regexp.MustCompile(`^[a-z]{2}(-[a-z]+)+-\d+$`)
)

func validBucketName(name string) bool {
	return bucketName.MatchString(name) && !bucketAddress.MatchString(name) && !strings.Contains(name, "..") &&
		!slices.ContainsFunc(bucketPrefixes, func(p string) bool { return strings.HasPrefix(name, p) }) &&
		!slices.ContainsFunc(bucketSuffixes, func(s string) bool { return strings.HasSuffix(name, s) })
}

// createBucket makes a bucket with the defaults that AWS has given since April
// 2023: every public access is blocked, and ACLs are disabled.
func createBucket(ctx context.Context, c *s3Call) (*s3Answer, error) {
	name := c.place.bucket
	if !validBucketName(name) {
		return nil, s3Fail(http.StatusBadRequest, "InvalidBucketName", "The specified bucket is not valid.", detail{"BucketName", name})
	}
	made := store.Bucket{Name: name, Created: c.at, Block: encodeBlock(allBlocked), Ownership: ownershipEnforced}
	if c.lesser != nil {
		made.Block = ""
	}
	if err := c.askedRegion(&made); err != nil {
		return nil, err
	}
	if err := c.askedOwnership(&made); err != nil {
		return nil, err
	}
	err := c.in.Buckets().Add(ctx, made, quotaBuckets)
	switch {
	case errors.Is(err, store.ErrTaken):
		err = c.alreadyThere(ctx, made)
	case errors.Is(err, store.ErrFull):
		err = fail(http.StatusBadRequest, "TooManyBuckets", "You have attempted to create more buckets than allowed")
	}
	c.header.Set("Location", "/"+name)
	return &s3Answer{}, err
}

// alreadyThere is what a name says that is taken. To make an own bucket again
// succeeds in the home region alone ("CreateBucket", S3 API reference).
func (c *s3Call) alreadyThere(ctx context.Context, made store.Bucket) error {
	there, err := c.in.Buckets().Get(ctx, made.Name)
	about := detail{"BucketName", made.Name}
	switch {
	case err != nil:
		return err
	case there.Account != c.account || c.who.anonymous():
		return s3Fail(http.StatusConflict, "BucketAlreadyExists", "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.", about)
	case there.Region == homeRegion && made.Region == homeRegion:
		return nil
	}
	return s3Fail(http.StatusConflict, "BucketAlreadyOwnedByYou", "Your previous request to create the named bucket succeeded and you already own it.", about)
}

// askedRegion reads where the bucket is to be, asks whether the caller may make
// it, and refuses a region that the endpoint of the signature's could not serve.
func (c *s3Call) askedRegion(made *store.Bucket) error {
	var asked struct {
		LocationConstraint     string
		Location, Bucket, Tags *struct{}
	}
	text, err := c.body.document()
	if err == nil && len(text) > 0 {
		err = decodeXML(text, "CreateBucketConfiguration", &asked)
	}
	switch {
	case err != nil:
		return err
	case asked.Location != nil || asked.Bucket != nil || asked.Tags != nil:
		return notImplemented("CreateBucketConfiguration")
	case c.request.Header.Get("X-Amz-Bucket-Object-Lock-Enabled") != "":
		return notImplemented("x-amz-bucket-object-lock-enabled")
	}
	c.location = asked.LocationConstraint
	if err := c.permit("CreateBucket", bucketARN(made.Name)); err != nil {
		return err
	}
	wanted := c.location
	if wanted == "EU" {
		wanted = "eu-west-1"
	}
	switch {
	case wanted == homeRegion, wanted != "" && !regionName.MatchString(wanted):
		return s3Fail(http.StatusBadRequest, "InvalidLocationConstraint", "The specified location-constraint is not valid", detail{"LocationConstraint", c.location})
	case wanted == "" && c.region != homeRegion:
		wanted = "unspecified"
		fallthrough
	case c.region != homeRegion && wanted != c.region:
		return fail(http.StatusBadRequest, "IllegalLocationConstraintException",
			"The %s location constraint is incompatible for the region specific endpoint this request was sent to.", wanted)
	}
	if made.Region = wanted; wanted == "" {
		made.Region = homeRegion
	}
	return nil
}

func headBucket(_ context.Context, c *s3Call) (*s3Answer, error) {
	c.header.Set("X-Amz-Access-Point-Alias", "false")
	return &s3Answer{}, nil
}

func deleteBucket(ctx context.Context, c *s3Call) (*s3Answer, error) {
	gone, err := c.in.Buckets().Delete(ctx, c.bucket.Name)
	if err == nil && !gone {
		err = s3Fail(http.StatusConflict, "BucketNotEmpty", "The bucket you tried to delete is not empty", detail{"BucketName", c.bucket.Name})
	}
	return &s3Answer{status: http.StatusNoContent}, err
}

// getBucketLocation says nothing of the home region ("GetBucketLocation", S3 API
// reference).
func getBucketLocation(_ context.Context, c *s3Call) (*s3Answer, error) {
	if c.bucket.Region == homeRegion {
		return s3Document("LocationConstraint", ""), nil
	}
	return s3Document("LocationConstraint", c.bucket.Region), nil
}

type bucketXML struct {
	Name, CreationDate string
	BucketRegion       string `xml:",omitempty"`
}

// listBuckets gives all at once, or pages where a parameter asks for them; only
// then are there regions.
func listBuckets(ctx context.Context, c *s3Call) (*s3Answer, error) {
	limit, region, prefix := quotaBuckets, c.form.text("bucket-region"), c.form.text("prefix")
	if asked := c.form.text("max-buckets"); asked != "" {
		n, err := strconv.Atoi(asked)
		if err != nil || n < 1 || n > quotaBuckets {
			return nil, invalidArgument("max-buckets", asked, "Argument max-buckets must be an integer between 1 and 10000")
		}
		limit = n
	}
	paged := len(subjects(c.form)) > 0
	if paged {
		limit = c.mischief.shorten(limit)
	}
	token, after := c.form.text("continuation-token"), ""
	if token != "" {
		var err error
		if after, err = c.readToken(token); err != nil {
			return nil, err
		}
	}
	spoilt := c.spoilt(token)
	if err := c.mischief.failPage(spoilt); err != nil {
		return nil, err
	}
	list, err := c.in.Buckets().List(ctx, store.BucketPage{Prefix: prefix, Region: region, After: after, Limit: limit + 1})
	if err != nil {
		return nil, err
	}
	result := struct {
		Owner             s3Owner
		Buckets           []bucketXML `xml:"Buckets>Bucket"`
		ContinuationToken string      `xml:",omitempty"`
		Prefix            string      `xml:",omitempty"`
	}{Owner: s3Owner{canonicalID(c.account)}, Prefix: prefix}
	last := ""
	if len(list) > limit {
		list = list[:limit]
		last = list[limit-1].Name
	}
	result.ContinuationToken = c.token(spoilt, last)
	for _, b := range list {
		one := bucketXML{Name: b.Name, CreationDate: s3Stamp(b.Created)}
		if paged {
			one.BucketRegion = b.Region
		}
		result.Buckets = append(result.Buckets, one)
	}
	return s3Document("ListAllMyBucketsResult", result), nil
}
