package iam

import "time"

// Bucket is an S3 bucket with all that bears on who reaches it. A part that
// could not be read is in Unread, and its field says nothing.
type Bucket struct {
	Name      string
	Region    string
	Created   time.Time
	Owner     string             // account id; "" means the account itself
	Policy    string             // JSON text; "" where the bucket has none
	Block     *PublicAccessBlock // nil where none is set
	Ownership Ownership          // "" where none is set: ACLs count
	Grants    []Grant            // of the ACL, but for what the owner holds
	Tags      []Tag
	Unread    []BucketPart
}

// BucketPart is what is read of a bucket by a call of its own.
type BucketPart string

// The parts, each with the call that reads it.
const (
	BucketPolicy    BucketPart = "policy"              // GetBucketPolicy
	BucketBlock     BucketPart = "public-access-block" // GetPublicAccessBlock
	BucketOwnership BucketPart = "ownership"           // GetBucketOwnershipControls
	BucketACL       BucketPart = "acl"                 // GetBucketAcl
	BucketRegion    BucketPart = "region"              // GetBucketLocation
	BucketTags      BucketPart = "tags"                // GetBucketTagging
)

// PublicAccessBlock is a bucket's or the account's block of public access
// ("PublicAccessBlockConfiguration", S3 API reference). Bucket and account are
// taken together, each setting for itself.
type PublicAccessBlock struct {
	BlockPublicACLs       bool // new public ACLs are refused
	IgnorePublicACLs      bool // public grants of ACLs count for nothing
	BlockPublicPolicy     bool // new public policies are refused
	RestrictPublicBuckets bool // a public policy reaches only the account and AWS services
}

// Ownership says whose the objects of a bucket are, and whether ACLs count
// ("Controlling ownership of objects", S3 user guide).
type Ownership string

// The settings of object ownership.
const (
	OwnershipEnforced  Ownership = "BucketOwnerEnforced" // ACLs are disabled
	OwnershipPreferred Ownership = "BucketOwnerPreferred"
	OwnershipWriter    Ownership = "ObjectWriter"
)

// Grant is a grant of a bucket's ACL ("Grant", S3 API reference).
type Grant struct {
	Grantee    string // canonical id, mail address, or the URI of a group
	Permission string // READ, WRITE, READ_ACP, WRITE_ACP or FULL_CONTROL
}

// The groups of grantees ("Amazon S3 predefined groups", S3 user guide).
const (
	GranteeEveryone      = "http://acs.amazonaws.com/groups/global/AllUsers"
	GranteeAuthenticated = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"
	GranteeLogDelivery   = "http://acs.amazonaws.com/groups/s3/LogDelivery"
)

// Role is an IAM role.
type Role struct {
	Name     string
	Path     string
	ID       string
	ARN      ARN
	Created  time.Time
	Trust    string // the trust policy as JSON text
	Boundary ARN
	Tags     []Tag
	Attached []AttachedPolicy
	Inline   []InlinePolicy
}
