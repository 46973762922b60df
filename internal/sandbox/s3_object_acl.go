package sandbox

import (
	"context"
	"net/http"

	"keyporter/internal/store"
)

// nobody is the canonical id of whoever writes without a signature ("Who owns
// uploaded objects?", S3 user guide).
const nobody = "65a011a29cdf8ec533ec3d1ccaae921c"

// asksACL reports whether headers ask for an access control list.
func (c *s3Call) asksACL() bool {
	for _, p := range grantPermissions {
		if c.request.Header.Get("X-Amz-Grant-"+p.name) != "" {
			return true
		}
	}
	return c.request.Header.Get("X-Amz-Acl") != ""
}

// objectACL is the list that a new object gets. Whose it is, object ownership
// says ("Controlling ownership of objects and disabling ACLs", S3 user guide).
func (c *s3Call) objectACL() (acl, error) {
	owner := canonicalID(c.account)
	switch {
	case c.bucket.Ownership == ownershipEnforced,
		c.bucket.Ownership == ownershipPreferred && c.request.Header.Get("X-Amz-Acl") == "bucket-owner-full-control":
		owner = canonicalID(c.bucket.Account)
	case c.who.anonymous():
		owner = nobody
	}
	asked, err := c.askedACL(owner)
	if err != nil || asked == nil {
		return acl{Owner: owner}, err
	}
	if c.bucket.Ownership == ownershipEnforced {
		if asked.others(c.bucket.Account) {
			return acl{}, aclsDisabled()
		}
		return acl{Owner: owner}, nil
	}
	return *asked, c.mayBePublic(asked, "PutObject")
}

// mayBePublic refuses a public list where public lists are blocked.
func (c *s3Call) mayBePublic(asked *acl, permission string) error {
	if asked.public() && blockOf(c.bucket).BlockPublicAcls {
		return c.prevented(permission, "because public access is prevented by the BlockPublicAcls setting in S3 Block Public Access.")
	}
	return nil
}

// there is the object that is named, in the version that is named.
func (c *s3Call) there() (*object, error) {
	if err := c.checkVersion(); err != nil {
		return nil, err
	}
	if c.object == nil {
		return nil, c.missing()
	}
	return c.object, nil
}

// shownACL is the list of an object: where ACLs are disabled, all is the owner's
// of the bucket.
func (c *s3Call) shownACL(o *object) acl {
	if c.bucket.Ownership == ownershipEnforced {
		return acl{}.of(c.bucket.Account)
	}
	return o.ACL.of(c.bucket.Account)
}

func getObjectACL(_ context.Context, c *s3Call) (*s3Answer, error) {
	o, err := c.there()
	if err != nil {
		return nil, err
	}
	return aclDocument(c.shownACL(o)), nil
}

func putObjectACL(ctx context.Context, c *s3Call) (*s3Answer, error) {
	o, err := c.there()
	if err != nil {
		return nil, err
	}
	if c.bucket.Ownership == ownershipEnforced {
		return nil, aclsDisabled()
	}
	asked, err := c.newACL(o.ACL.of(c.bucket.Account).Owner)
	if err != nil {
		return nil, err
	}
	if err := c.mayBePublic(asked, "PutObjectAcl"); err != nil {
		return nil, err
	}
	return &s3Answer{}, c.edit(ctx, func(o *object) { o.ACL = *asked })
}

// edit changes what is kept of the object.
func (c *s3Call) edit(ctx context.Context, change func(o *object)) error {
	err := c.in.Buckets().Objects(c.bucket.Name).Edit(ctx, c.place.key, func(doc string) (string, error) {
		o, err := openObject(store.Object{Doc: doc})
		if err != nil {
			return "", err
		}
		change(o)
		return o.encode(), nil
	})
	return absent(err, noSuchKey(c.place.key))
}

func getObjectTags(_ context.Context, c *s3Call) (*s3Answer, error) {
	o, err := c.there()
	if err != nil {
		return nil, err
	}
	return taggingDocument(o.Tags), nil
}

// putObjectTags asks for the permission once the tags are known, which conditions
// may be about.
func putObjectTags(ctx context.Context, c *s3Call) (*s3Answer, error) {
	tags, err := c.sentTags(objectTags)
	if err != nil {
		return nil, err
	}
	c.askedTags = tags
	if err := c.permit("PutObjectTagging", c.place.arn()); err != nil {
		return nil, err
	}
	if _, err := c.there(); err != nil {
		return nil, err
	}
	return &s3Answer{}, c.edit(ctx, func(o *object) { o.Tags = tags })
}

func deleteObjectTags(ctx context.Context, c *s3Call) (*s3Answer, error) {
	if _, err := c.there(); err != nil {
		return nil, err
	}
	return &s3Answer{status: http.StatusNoContent}, c.edit(ctx, func(o *object) { o.Tags = nil })
}
