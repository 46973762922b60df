package sandbox

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"keyporter/internal/policy"
)

// homeRegion is where IAM's one endpoint is, whatever region a call is signed
// for ("aws:RequestedRegion", AWS global condition context keys).
const homeRegion = "us-east-1"

// conditionKeys are the condition keys of a call with their values, under the
// names of "AWS global condition context keys" and of IAM's own keys.
func (c *call) conditionKeys(ctx context.Context, to target) (map[string][]string, error) {
	keys := c.globalKeys()
	keys["aws:RequestedRegion"] = []string{homeRegion}
	switch arn, ok := policy.ParseARN(to.arn); {
	case !ok:
		keys["aws:ResourceAccount"] = []string{c.account}
	case IsAccount(arn.Account): // which AWS's own policies have none of
		keys["aws:ResourceAccount"] = []string{arn.Account}
	}
	return keys, c.ownKeys(ctx, to, keys)
}

// globalKeys are the condition keys that a call to any service has, whatever it
// is about. Which keys a principal has is in the table of "Variables and tags"
// (IAM JSON policy elements reference).
func (c *call) globalKeys() map[string][]string {
	keys := map[string][]string{
		"aws:userid":          {c.who.id},
		"aws:PrincipalType":   {c.who.kind()},
		"aws:ViaAWSService":   {"false"},
		"aws:CurrentTime":     {stamp(c.at)},
		"aws:EpochTime":       {strconv.FormatInt(c.at.Unix(), 10)},
		"aws:SourceIp":        {c.source},
		"aws:SecureTransport": {strconv.FormatBool(c.secure)},
	}
	if c.agent != "" {
		keys["aws:UserAgent"] = []string{c.agent}
	}
	if c.who.anonymous() {
		return keys
	}
	keys["aws:PrincipalArn"] = []string{c.who.arn}
	keys["aws:PrincipalAccount"] = []string{c.account}
	keys["aws:PrincipalIsAWSService"] = []string{"false"}
	if c.who.user != nil {
		keys["aws:username"] = []string{c.who.user.Name}
		for _, t := range c.who.user.Tags {
			keys["aws:PrincipalTag/"+t.Key] = []string{t.Value}
		}
	}
	return keys
}

// ownKeys adds the keys that the Service Authorization Reference gives this call
// and no other. What is not there leaves its key without a value.
func (c *call) ownKeys(ctx context.Context, to target, keys map[string][]string) error {
	const eachTag = "${TagKey}"
	fact, _ := policy.Action(c.service + ":" + c.action)
	for _, key := range fact.Conditions {
		prefix := strings.TrimSuffix(key, eachTag)
		switch key {
		case "aws:RequestTag/" + eachTag:
			for _, t := range c.form.pairs("Tags") {
				keys[prefix+t.Key] = []string{t.Value}
			}
		case "aws:ResourceTag/" + eachTag, "iam:ResourceTag/" + eachTag:
			for _, t := range to.tags {
				keys[prefix+t.Key] = []string{t.Value}
			}
		case "aws:TagKeys":
			keys[key] = c.askedTagKeys(slices.Contains(fact.Conditions, "aws:RequestTag/"+eachTag))
		case "iam:PolicyARN":
			keys[key] = []string{c.form.text("PolicyArn")}
		case "iam:ServiceSpecificCredentialServiceName":
			service, err := c.serviceAsked(ctx)
			if err != nil {
				return err
			}
			if service != "" {
				keys[key] = []string{service}
			}
		case "iam:ServiceSpecificCredentialAgeDays":
			if days := c.form.text("CredentialAgeDays"); days != "" {
				keys[key] = []string{days}
			}
		case "iam:PermissionsBoundary":
			arn, err := c.askedBoundary(ctx, to)
			if err != nil {
				return err
			}
			if arn != "" {
				keys[key] = []string{arn}
			}
		}
	}
	return nil
}

// askedTagKeys are the keys of the tags that a call sets, or takes away.
func (c *call) askedTagKeys(sets bool) []string {
	if !sets {
		return c.form.members("TagKeys")
	}
	var list []string
	for _, t := range c.form.pairs("Tags") {
		list = append(list, t.Key)
	}
	return list
}

// askedBoundary is the boundary that a call sets, and for every other call the
// one that the user or role has ("Permissions boundaries for IAM entities").
func (c *call) askedBoundary(ctx context.Context, to target) (string, error) {
	switch c.action {
	case "CreateUser", "PutUserPermissionsBoundary", "CreateRole", "PutRolePermissionsBoundary":
		return c.form.text("PermissionsBoundary"), nil
	}
	return noun{bound: to.bound}.boundary(ctx, c, to.name)
}
