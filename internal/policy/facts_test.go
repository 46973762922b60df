package policy_test

import (
	"slices"
	"strings"
	"testing"

	"keyporter/internal/policy"
)

// TestFactsAreComplete holds the table to the Service Authorization Reference as
// of 2026-09-26.
func TestFactsAreComplete(t *testing.T) {
	t.Parallel()
	if got, want := policy.Services(), []string{"iam", "s3", "sts"}; !slices.Equal(got, want) {
		t.Fatalf("Services() = %v, want %v", got, want)
	}
	levels := map[policy.AccessLevel]int{}
	for service, want := range map[string]int{"s3": 180, "iam": 190, "sts": 16, "ec2": 0} {
		list := policy.Actions(service)
		if len(list) != want {
			t.Errorf("Actions(%s) = %d actions, want %d", service, len(list), want)
		}
		if !slices.IsSortedFunc(list, func(a, b policy.ActionFact) int {
			return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
		}) {
			t.Errorf("Actions(%s) is not sorted", service)
		}
		for _, a := range list {
			levels[a.Level]++
			if got, ok := policy.Action(strings.ToUpper(a.Service + ":" + a.Name)); !ok || got.Name != a.Name {
				t.Errorf("Action(%s:%s) = %+v, %v", a.Service, a.Name, got, ok)
			}
			for _, r := range a.Resources {
				if !strings.HasPrefix(policy.ResourcePattern(a.Service, r), "arn:${Partition}:") {
					t.Errorf("ResourcePattern(%s, %s) = %q, want an ARN", a.Service, r, policy.ResourcePattern(a.Service, r))
				}
			}
			for _, k := range a.Conditions {
				if _, _, known := policy.KeyType(k); !known {
					t.Errorf("KeyType(%s) is not known, a key of %s:%s", k, a.Service, a.Name)
				}
			}
		}
	}
	want := map[policy.AccessLevel]int{policy.LevelRead: 107, policy.LevelWrite: 141, policy.LevelList: 58, policy.LevelPermissionsManagement: 50, policy.LevelTagging: 30}
	for level, n := range want {
		if levels[level] != n {
			t.Errorf("%d actions have the level %s, want %d", levels[level], level, n)
		}
	}
}

func TestFactsOfAnAction(t *testing.T) {
	t.Parallel()
	f, ok := policy.Action("s3:getobject")
	if !ok || f.Service != "s3" || f.Name != "GetObject" || f.Level != policy.LevelRead || !slices.Contains(f.Resources, "object") || !slices.Contains(f.Conditions, "s3:ExistingObjectTag/<key>") {
		t.Errorf("Action(s3:getobject) = %+v, %v", f, ok)
	}
	if f, _ := policy.Action("iam:PutUserPolicy"); f.Level != policy.LevelPermissionsManagement {
		t.Errorf("Action(iam:PutUserPolicy) has the level %s, want Permissions management", f.Level)
	}
	if f, ok := policy.Action("s3:ListAllMyBuckets"); !ok || f.Resources != nil {
		t.Errorf("Action(s3:ListAllMyBuckets) = %+v, want no resource types", f)
	}
	for _, name := range []string{"s3:Nothing", "ec2:RunInstances", "s3", "", "s3:GetObjec", "s3:GetObjectX"} {
		if f, ok := policy.Action(name); ok {
			t.Errorf("Action(%q) = %+v, want none", name, f)
		}
	}
	if got := policy.ResourcePattern("s3", "bucket"); got != "arn:${Partition}:s3:::${BucketName}" {
		t.Errorf("ResourcePattern(s3, bucket) = %q", got)
	}
	if got := policy.ResourcePattern("s3", "user") + policy.ResourcePattern("ec2", "instance"); got != "" {
		t.Errorf("ResourcePattern of nothing = %q", got)
	}
}

func TestKeyTypes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		key, kind string
		many      bool
	}{
		{"aws:SourceIp", "IPAddress", false},
		{"AWS:CURRENTTIME", "Date", false},
		{"aws:TagKeys", "String", true},
		{"aws:PrincipalTag/team", "String", false},
		{"aws:PrincipalTag/", "", false},
		{"aws:PrincipalTag", "", false},
		{"aws:NoSuchKey", "", false},
		{"s3:prefix", "String", false},
		{"s3:ExistingObjectTag/class", "String", false},
		{"s3:ExistingObjectTag/", "", false},
		{"s3:max-keys", "Numeric", false},
		{"iam:ResourceTag/team", "String", false},
		{"iam:PermissionsBoundary", "ARN", false},
		{"sts:RequestContextProviders", "ARN", true},
		{"agent.acme.buildkite.dev:pipeline_id", "String", false},
		{"saml:edupersonaffiliation", "String", true},
		{"ec2:InstanceType", "", false},
		{"", "", false},
	} {
		kind, many, known := policy.KeyType(c.key)
		if kind != c.kind || many != c.many || known != (c.kind != "") {
			t.Errorf("KeyType(%s) = %q, %v, %v, want %q, %v", c.key, kind, many, known, c.kind, c.many)
		}
	}
}

func TestExpandActions(t *testing.T) {
	t.Parallel()
	for pattern, want := range map[string]int{
		"*": 386, "*:*": 386, "s3:*": 180, "S3:getobjectacl": 1, "s3:GetObject*Acl": 2, "s?:GetObjectAcl": 1, "st?:GetCallerIdentity": 1,
		"s3:Nothing*": 0, "ec2:*": 0, "iam:?etUser": 1, "s3": 0, "": 0,
	} {
		if got := policy.ExpandActions(pattern); len(got) != want {
			t.Errorf("ExpandActions(%s) = %d actions, want %d", pattern, len(got), want)
		}
	}
}

func TestKeysThatEveryRequestHas(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]bool{"aws:SecureTransport": true, "AWS:currenttime": true, "aws:SourceIp": false, "aws:PrincipalArn": false, "s3:prefix": false} {
		if got := policy.AlwaysPresent(key); got != want {
			t.Errorf("AlwaysPresent(%s) = %t, want %t", key, got, want)
		}
	}
}
