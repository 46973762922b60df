package sandbox

import (
	"context"
	"strconv"
)

// ask is what a call lets conditions ask beyond what every call does, by its
// entry in the Service Authorization Reference.
type ask byte

const (
	asksTags        ask = 1 << iota // aws:RequestTag/KEY and aws:TagKeys, of Tags
	asksTagKeys                     // aws:TagKeys, of TagKeys
	asksPolicy                      // iam:PolicyARN
	asksNewBoundary                 // iam:PermissionsBoundary, the one that is to be set
	asksBoundary                    // iam:PermissionsBoundary, the one that the user has
)

var asks = map[string]ask{
	"CreateUser":                    asksTags | asksNewBoundary,
	"TagUser":                       asksTags,
	"UntagUser":                     asksTagKeys,
	"CreatePolicy":                  asksTags,
	"AttachUserPolicy":              asksPolicy | asksBoundary,
	"DetachUserPolicy":              asksPolicy | asksBoundary,
	"AttachGroupPolicy":             asksPolicy,
	"DetachGroupPolicy":             asksPolicy,
	"PutUserPolicy":                 asksBoundary,
	"DeleteUserPolicy":              asksBoundary,
	"PutUserPermissionsBoundary":    asksNewBoundary,
	"DeleteUserPermissionsBoundary": asksBoundary,
}

// homeRegion is where IAM's one endpoint is, whatever region a call is signed
// for ("aws:RequestedRegion", AWS global condition context keys).
const homeRegion = "us-east-1"

// conditionKeys are the condition keys of a call with their values, under the
// names of "AWS global condition context keys" and of IAM's own keys.
func (c *call) conditionKeys(ctx context.Context, to target) (map[string][]string, error) {
	keys := map[string][]string{
		"aws:username":              {c.who.user.Name},
		"aws:userid":                {c.who.id},
		"aws:PrincipalArn":          {c.who.arn},
		"aws:PrincipalAccount":      {c.account},
		"aws:PrincipalType":         {"User"},
		"aws:PrincipalIsAWSService": {"false"},
		"aws:ViaAWSService":         {"false"},
		"aws:CurrentTime":           {stamp(c.at)},
		"aws:EpochTime":             {strconv.FormatInt(c.at.Unix(), 10)},
		"aws:SourceIp":              {c.source},
		"aws:SecureTransport":       {strconv.FormatBool(c.secure)},
		"aws:RequestedRegion":       {homeRegion},
	}
	if c.agent != "" {
		keys["aws:UserAgent"] = []string{c.agent}
	}
	for _, t := range c.who.user.Tags {
		keys["aws:PrincipalTag/"+t.Key] = []string{t.Value}
	}
	for _, t := range to.tags {
		keys["aws:ResourceTag/"+t.Key] = []string{t.Value}
		keys["iam:ResourceTag/"+t.Key] = []string{t.Value}
	}
	return keys, c.askedKeys(ctx, to, keys)
}

// askedKeys adds what the parameters of the call say. A parameter that is not
// there leaves its key without a value.
func (c *call) askedKeys(ctx context.Context, to target, keys map[string][]string) error {
	may := asks[c.action]
	set := func(key, value string) {
		if value != "" {
			keys[key] = append(keys[key], value)
		}
	}
	if may&asksTags != 0 {
		for _, t := range c.form.pairs("Tags") {
			keys["aws:RequestTag/"+t.Key] = []string{t.Value}
			set("aws:TagKeys", t.Key)
		}
	}
	if may&asksTagKeys != 0 {
		keys["aws:TagKeys"] = c.form.members("TagKeys")
	}
	if may&asksPolicy != 0 {
		set("iam:PolicyARN", c.form.text("PolicyArn"))
	}
	if may&asksNewBoundary != 0 {
		set("iam:PermissionsBoundary", c.form.text("PermissionsBoundary"))
	}
	if may&asksBoundary != 0 && to.user != "" {
		arn, err := c.boundary(ctx, to.user)
		set("iam:PermissionsBoundary", arn)
		return err
	}
	return nil
}
