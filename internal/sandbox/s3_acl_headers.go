package sandbox

import (
	"strings"
)

// cannedACLs are grants by a word ("Canned ACL", S3 user guide), beside the
// owner's.
var cannedACLs = map[string][]grant{
	"private":                   {},
	"public-read":               {{URI: everyone, Permission: mayRead}},
	"public-read-write":         {{URI: everyone, Permission: mayRead}, {URI: everyone, Permission: mayWrite}},
	"aws-exec-read":             {{ID: bundles, Permission: mayRead}},
	"authenticated-read":        {{URI: signedIn, Permission: mayRead}},
	"bucket-owner-read":         {{ID: bucketOwner, Permission: mayRead}},
	"bucket-owner-full-control": {{ID: bucketOwner, Permission: fullControl}},
	"log-delivery-write":        {{URI: logDelivery, Permission: mayWrite}, {URI: logDelivery, Permission: readACP}},
}

// bucketOwner stands for the account that owns the bucket.
const bucketOwner = "bucket-owner"

// grantPermissions are the permissions by the end of their header's name.
var grantPermissions = []struct{ name, permission string }{
	{"Full-Control", fullControl}, {"Read", mayRead}, {"Write", mayWrite}, {"Read-Acp", readACP}, {"Write-Acp", writeACP},
}

// askedACL reads a list from headers; nil where they name none. owner is the
// canonical id of whose it will be.
func (c *s3Call) askedACL(owner string) (*acl, error) {
	header := c.request.Header
	canned := header.Get("X-Amz-Acl")
	made := &acl{Owner: owner, Grants: []grant{}}
	for _, p := range grantPermissions {
		said := header.Get("X-Amz-Grant-" + p.name)
		if said == "" {
			continue
		}
		for one := range strings.SplitSeq(said, ",") {
			kind, value, _ := strings.Cut(strings.TrimSpace(one), "=")
			value = strings.Trim(value, `"`)
			to := granteeXML{}
			switch strings.ToLower(kind) {
			case "id":
				to.ID = value
			case "uri":
				to.URI = value
			case "emailaddress":
				to.EmailAddress = value
			default:
				return nil, invalidArgument("x-amz-grant-"+strings.ToLower(p.name), said, "Argument format not recognized")
			}
			g, err := newGrant(to, p.permission)
			if err != nil {
				return nil, err
			}
			made.Grants = append(made.Grants, g)
		}
	}
	switch {
	case canned == "" && len(made.Grants) == 0:
		return nil, nil
	case canned == "":
		return made, nil
	case len(made.Grants) > 0:
		return nil, invalidRequest("Specifying both Canned ACLs and Header Grants is not allowed")
	}
	grants, known := cannedACLs[canned]
	if !known {
		return nil, invalidArgument("x-amz-acl", canned, "")
	}
	made.Grants = append(made.Grants, grant{ID: owner, Permission: fullControl})
	for _, g := range grants {
		if g.ID == bucketOwner {
			if g.ID = c.ownerID(); g.ID == owner {
				continue
			}
		}
		made.Grants = append(made.Grants, g)
	}
	return made, nil
}

// ownerID is the canonical id of whose the bucket is, or will be.
func (c *s3Call) ownerID() string {
	if c.bucket.Account != "" {
		return canonicalID(c.bucket.Account)
	}
	return canonicalID(c.account)
}
