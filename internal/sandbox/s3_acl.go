package sandbox

import (
	"context"
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"keyporter/internal/store"
)

// acl is an access control list: the account that owns the thing, and its grants
// ("Access control list (ACL) overview", S3 user guide).
type acl struct {
	Owner  string // canonical id; "" means the account of the bucket
	Grants []grant
}

// grant lets a group, by its URI, or an account, by its canonical id, do something.
type grant struct{ ID, URI, Permission string }

// Groups and permissions of the ACL overview, and accounts of AWS's.
const (
	everyone    = "http://acs.amazonaws.com/groups/global/AllUsers"
	signedIn    = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"
	logDelivery = "http://acs.amazonaws.com/groups/s3/LogDelivery"
	bundles     = "6aa5a366c34c1cbe25dc49211496e913e0351eb0e8c37aa3477e40942ec6b97c" // Amazon EC2's

	fullControl = "FULL_CONTROL"
	mayRead     = "READ"
	mayWrite    = "WRITE"
	readACP     = "READ_ACP"
	writeACP    = "WRITE_ACP"

	longestACL = 100 // grants
)

var canonicalForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

func (a acl) encode() string {
	text, _ := json.Marshal(a) // strings have a JSON form
	return string(text)
}

// decodeACL reads a kept list; none grants nothing to others.
func decodeACL(text string) acl {
	var a acl
	_ = json.Unmarshal([]byte(text), &a) // encode made it
	return a
}

// of is the list with its owner, as it is where nothing was ever set.
func (a acl) of(account string) acl {
	if a.Owner == "" {
		a.Owner = canonicalID(account)
	}
	if a.Grants == nil {
		a.Grants = []grant{{ID: a.Owner, Permission: fullControl}}
	}
	return a
}

// public reports whether the list grants anything to everyone.
func (a acl) public() bool {
	return slices.ContainsFunc(a.Grants, func(g grant) bool { return g.URI == everyone || g.URI == signedIn })
}

// others reports whether the list grants anything to others than an account.
func (a acl) others(account string) bool {
	id := canonicalID(account)
	return slices.ContainsFunc(a.Grants, func(g grant) bool { return g.ID != id })
}

// grants reports whether the list lets some grantee do what needs the permission.
func (a acl) grants(permission string, to func(grant) bool) bool {
	return slices.ContainsFunc(a.Grants, func(g grant) bool {
		return (g.Permission == permission || g.Permission == fullControl) && to(g)
	})
}

// What ACLs call the permissions of IAM, on buckets and on objects ("Mapping of ACL
// permissions and access policy permissions").
var (
	bucketACLPermissions = map[string]string{
		"ListBucket": mayRead, "ListBucketMultipartUploads": mayRead, "PutObject": mayWrite,
		"GetBucketAcl": readACP, "PutBucketAcl": writeACP,
	}
	objectACLPermissions = map[string]string{"GetObject": mayRead, "GetObjectAcl": readACP, "PutObjectAcl": writeACP}
)

// granted reports whether an ACL lets the grantee do what policies do not speak of.
func (c *s3Call) granted(permission string, to func(grant) bool) bool {
	if c.bucket.Name == "" || c.bucket.Ownership == ownershipEnforced {
		return false
	}
	if needed := bucketACLPermissions[permission]; needed != "" {
		return decodeACL(c.bucket.ACL).grants(needed, to)
	}
	needed := objectACLPermissions[permission]
	return needed != "" && c.object != nil && c.object.ACL.grants(needed, to)
}

type aclXML struct {
	Owner             s3Owner
	AccessControlList struct{ Grant []grantXML }
}

type grantXML struct {
	Grantee    granteeXML
	Permission string
}

type granteeXML struct {
	Space        string `xml:"xmlns:xsi,attr,omitempty"`
	Type         string `xml:"xsi:type,attr,omitempty"`
	ID           string `xml:",omitempty"`
	URI          string `xml:",omitempty"`
	EmailAddress string `xml:",omitempty"`
}

// aclDocument writes a list.
func aclDocument(a acl) *s3Answer {
	result := aclXML{Owner: s3Owner{a.Owner}}
	for _, g := range a.Grants {
		to := granteeXML{Space: "http://www.w3.org/2001/XMLSchema-instance", Type: "CanonicalUser", ID: g.ID, URI: g.URI}
		if g.URI != "" {
			to.Type = "Group"
		}
		result.AccessControlList.Grant = append(result.AccessControlList.Grant, grantXML{to, g.Permission})
	}
	return s3Document("AccessControlPolicy", result)
}

func getBucketACL(_ context.Context, c *s3Call) (*s3Answer, error) {
	return aclDocument(decodeACL(c.bucket.ACL).of(c.bucket.Account)), nil
}

func putBucketACL(ctx context.Context, c *s3Call) (*s3Answer, error) {
	owner := canonicalID(c.bucket.Account)
	asked, err := c.newACL(owner)
	switch {
	case err != nil:
		return nil, err
	case c.bucket.Ownership == ownershipEnforced:
		return nil, aclsDisabled()
	case asked.public() && blockOf(c.bucket).BlockPublicAcls:
		return nil, c.prevented("PutBucketAcl", "because public access is prevented by the BlockPublicAcls setting in S3 Block Public Access.")
	}
	return c.set(ctx, store.BucketACL, asked.encode())
}

func aclsDisabled() error {
	return fail(http.StatusBadRequest, "AccessControlListNotSupported", "The bucket does not allow ACLs")
}

// newACL reads the list that a call sets, from headers or from the body.
func (c *s3Call) newACL(owner string) (*acl, error) {
	asked, err := c.askedACL(owner)
	if err != nil || asked != nil {
		return asked, err
	}
	var sent aclXML
	if err := c.body.readXML("AccessControlPolicy", &sent); err != nil {
		return nil, err
	}
	if sent.Owner.ID != "" && sent.Owner.ID != owner {
		return nil, accessDenied()
	}
	made := &acl{Owner: owner, Grants: []grant{}}
	for _, g := range sent.AccessControlList.Grant {
		one, err := newGrant(g.Grantee, g.Permission)
		if err != nil {
			return nil, err
		}
		made.Grants = append(made.Grants, one)
	}
	if len(made.Grants) > longestACL {
		return nil, invalidRequest("The ACL has more than %d grants", longestACL)
	}
	return made, nil
}

// newGrant checks a grant. Mail addresses no longer name anybody ("Access control
// list (ACL) overview": since October 2025).
func newGrant(to granteeXML, permission string) (grant, error) {
	switch {
	case !slices.Contains([]string{fullControl, mayRead, mayWrite, readACP, writeACP}, permission):
		return grant{}, malformedXML()
	case to.EmailAddress != "":
		return grant{}, s3Fail(http.StatusMethodNotAllowed, "MethodNotAllowed", "Email grantee ACLs are not supported.")
	case to.URI != "" && !slices.Contains([]string{everyone, signedIn, logDelivery}, to.URI):
		return grant{}, invalidArgument("uri", to.URI, "Invalid group uri")
	case to.URI == "" && !canonicalForm.MatchString(to.ID):
		return grant{}, invalidArgument("CanonicalUser/ID", to.ID, "Invalid id")
	}
	return grant{ID: strings.TrimSpace(to.ID), URI: to.URI, Permission: permission}, nil
}
