package sandbox

import (
	"context"
	"net/http"
	"slices"

	"keyporter/internal/store"
)

// Settings of object ownership ("Controlling ownership of objects and disabling
// ACLs", S3 user guide).
const (
	ownershipEnforced  = "BucketOwnerEnforced"
	ownershipPreferred = "BucketOwnerPreferred"
	ownershipWriter    = "ObjectWriter"
)

type ownershipXML struct {
	Rule []struct{ ObjectOwnership string }
}

func validOwnership(setting string) bool {
	return slices.Contains([]string{ownershipEnforced, ownershipPreferred, ownershipWriter}, setting)
}

func getOwnership(_ context.Context, c *s3Call) (*s3Answer, error) {
	if c.bucket.Ownership == "" {
		return nil, c.notSet("OwnershipControlsNotFoundError", "The bucket ownership controls were not found")
	}
	return s3Document("OwnershipControls", ownershipXML{Rule: []struct{ ObjectOwnership string }{{c.bucket.Ownership}}}), nil
}

func putOwnership(ctx context.Context, c *s3Call) (*s3Answer, error) {
	var asked ownershipXML
	if err := c.body.readXML("OwnershipControls", &asked); err != nil {
		return nil, err
	}
	if len(asked.Rule) != 1 || !validOwnership(asked.Rule[0].ObjectOwnership) {
		return nil, malformedXML()
	}
	setting := asked.Rule[0].ObjectOwnership
	if setting == ownershipEnforced && decodeACL(c.bucket.ACL).others(c.bucket.Account) {
		return nil, aclAgainstOwnership()
	}
	return c.set(ctx, store.BucketOwnership, setting)
}

func deleteOwnership(ctx context.Context, c *s3Call) (*s3Answer, error) {
	return c.unset(ctx, store.BucketOwnership)
}

func aclAgainstOwnership() error {
	return fail(http.StatusBadRequest, "InvalidBucketAclWithObjectOwnership", "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting")
}

// askedOwnership reads the headers with which a bucket is made, and asks whether
// the caller may set what they say.
func (c *s3Call) askedOwnership(made *store.Bucket) error {
	arn := bucketARN(made.Name)
	if setting := c.request.Header.Get("X-Amz-Object-Ownership"); setting != "" {
		if !validOwnership(setting) {
			return invalidArgument("x-amz-object-ownership", setting, "Invalid x-amz-object-ownership header: "+setting)
		}
		if err := c.permit("PutBucketOwnershipControls", arn); err != nil {
			return err
		}
		made.Ownership = setting
	}
	asked, err := c.askedACL(c.ownerID())
	if err != nil || asked == nil {
		return err
	}
	if err := c.permit("PutBucketAcl", arn); err != nil {
		return err
	}
	switch {
	case made.Ownership == ownershipEnforced && asked.others(c.account):
		return aclAgainstOwnership()
	case asked.public() && decodeBlock(made.Block).BlockPublicAcls:
		return accessDenied()
	}
	made.ACL = asked.encode()
	return nil
}
