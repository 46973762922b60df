package saved_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"keyporter/internal/access"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/saved"
)

// whole are details with one of everything that is read, beside members that
// are not. The documents are an object, percent-encoded, and the text of one.
const whole = `{
  "UserDetailList": [
    {
      "Path": "/team/", "UserName": "ana", "UserId": "AIDAANA", "Arn": "arn:aws:iam::111122223333:user/team/ana",
      "CreateDate": "2020-06-25T15:52:47+00:00",
      "UserPolicyList": [{"PolicyName": "own", "PolicyDocument": {"Version": "2012-10-17",
        "Statement": []}}],
      "GroupList": ["Writers"],
      "AttachedManagedPolicies": [{"PolicyName": "look", "PolicyArn": "arn:aws:iam::111122223333:policy/look"}],
      "PermissionsBoundary": {"PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"},
      "Tags": [{"Key": "team", "Value": "a\u00e9\ud83d\ude00\"b\\"}]
    }
  ],
  "GroupDetailList": [{"GroupName": "writers", "GroupId": "AGPAW", "Path": "/", "Arn": "arn:aws:iam::111122223333:group/writers",
    "GroupPolicyList": [{"PolicyName": "in", "PolicyDocument": "%7B%22Version%22%3A%222012%2D10%2D17%22%2C%22Id%22%3A%22a+b%22%7D"}],
    "AttachedManagedPolicies": []}],
  "RoleDetailList": [{"RoleName": "deploy", "RoleId": "AROAD", "Path": "/", "Arn": "arn:aws:iam::111122223333:role/deploy",
    "AssumeRolePolicyDocument": "{\"Version\":\"2012-10-17\"}", "InstanceProfileList": [{"Roles": [null, 1.5e-3, true]}],
    "RolePolicyList": [{"PolicyName": "in", "PolicyDocument": {}}], "Tags": null,
    "PermissionsBoundary": {"PermissionsBoundaryArn": "arn:aws:iam::111122223333:policy/look"},
    "AttachedManagedPolicies": [{"PolicyName": "look", "PolicyArn": "arn:aws:iam::111122223333:policy/look"}], "RoleLastUsed": {}}],
  "Policies": [
    {"PolicyName": "look", "PolicyId": "ANPAL", "Arn": "arn:aws:iam::111122223333:policy/look", "Path": "/", "DefaultVersionId": "v2",
     "PolicyVersionList": [
       {"Document": {"Id": "three"}, "VersionId": "v3", "IsDefaultVersion": false},
       {"Document": {"Id": "two"}, "VersionId": "v2", "IsDefaultVersion": true}]},
    {"PolicyName": "ReadOnlyAccess", "Arn": "arn:aws:iam::aws:policy/ReadOnlyAccess", "DefaultVersionId": "v9",
     "PolicyVersionList": [{"VersionId": "v9", "Document": {"Id": "nine"}}]}
  ],
  "IsTruncated": false
}
`

const someBuckets = "\ufeff" + `[
  {"Name": "plain", "Policy": null, "PublicAccessBlock": null, "OwnerAccountId": "111122223333"},
  {"Name": "open", "Policy": {"Version": "2012-10-17"}, "PublicAccessBlock":
    {"BlockPublicAcls": true, "IgnorePublicAcls": false, "BlockPublicPolicy": false, "RestrictPublicBuckets": false}},
  {"Name": "theirs", "Policy": "{\"Id\":\"x\"}", "OwnerAccountId": "444455556666", "PublicAccessBlock":
    {"PublicAccessBlockConfiguration": {"BlockPublicAcls": false, "IgnorePublicAcls": true, "BlockPublicPolicy": true, "RestrictPublicBuckets": true}}}
]`

const someControls = `[{"orgIdentifier": "r-root", "policies": [{"name": "FullAWSAccess", "policy": {"Id": "full"}}]},
  {"OrgIdentifier": "ou-1", "Policies": [{"Name": "A", "Policy": "{}"}, {"Name": "B", "Policy": {}}]}, {"policies": []}]`

// files names texts as the command would.
func files(details, buckets string) saved.Files {
	return saved.Files{Details: saved.File{Name: "account.json", Text: details}, Buckets: saved.File{Name: "buckets.json", Text: buckets}}
}

func TestAWholeAccountIsRead(t *testing.T) {
	t.Parallel()
	f := files(whole, someBuckets)
	f.Controls = &saved.File{Name: "scps.json", Text: someControls}
	got, err := saved.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	look := []iam.AttachedPolicy{{Name: "look", ARN: "arn:aws:iam::111122223333:policy/look"}}
	want := &access.Account{
		Partition: "aws", ID: "111122223333",
		Users: []iam.User{{
			Name: "ana", Path: "/team/", ID: "AIDAANA", ARN: "arn:aws:iam::111122223333:user/team/ana",
			Boundary: "arn:aws:iam::aws:policy/ReadOnlyAccess", Tags: []iam.Tag{{Key: "team", Value: "aé😀\"b\\"}},
			Groups: []iam.GroupName{"Writers"}, Attached: look,
			Inline: []iam.InlinePolicy{{Name: "own", Document: "{\"Version\": \"2012-10-17\",\n        \"Statement\": []}"}},
		}},
		Groups: []iam.Group{{
			Name: "writers", Path: "/", ID: "AGPAW", ARN: "arn:aws:iam::111122223333:group/writers",
			Inline: []iam.InlinePolicy{{Name: "in", Document: `{"Version":"2012-10-17","Id":"a+b"}`}},
		}},
		Roles: []iam.Role{{
			Name: "deploy", Path: "/", ID: "AROAD", ARN: "arn:aws:iam::111122223333:role/deploy", Trust: `{"Version":"2012-10-17"}`,
			Boundary: "arn:aws:iam::111122223333:policy/look", Attached: look,
			Inline: []iam.InlinePolicy{{Name: "in", Document: `{}`}},
		}},
		Policies: []iam.Policy{
			{Name: "look", Path: "/", ID: "ANPAL", ARN: "arn:aws:iam::111122223333:policy/look", DefaultVersion: "v2", Document: `{"Id": "two"}`},
			{Name: "ReadOnlyAccess", ARN: "arn:aws:iam::aws:policy/ReadOnlyAccess", DefaultVersion: "v9", Document: `{"Id": "nine"}`},
		},
		Buckets: []iam.Bucket{
			{Name: "plain", Owner: "111122223333"},
			{Name: "open", Policy: `{"Version": "2012-10-17"}`, Block: &iam.PublicAccessBlock{BlockPublicACLs: true}},
			{Name: "theirs", Policy: `{"Id":"x"}`, Owner: "444455556666", Block: &iam.PublicAccessBlock{IgnorePublicACLs: true, BlockPublicPolicy: true, RestrictPublicBuckets: true}},
		},
		Controls: []access.Control{
			{ID: "r-root", Policies: []iam.InlinePolicy{{Name: "FullAWSAccess", Document: `{"Id": "full"}`}}},
			{ID: "ou-1", Policies: []iam.InlinePolicy{{Name: "A", Document: `{}`}, {Name: "B", Document: `{}`}}},
			{ID: "3"},
		},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("Read =\n%+v\nwant\n%+v", got, want)
	}
}

func TestWhatAFileLacksIsAGap(t *testing.T) {
	t.Parallel()
	details := func(name string) access.Gap { return access.Gap{Source: access.SourceDetails, Name: name} }
	policy := func(arn string) access.Gap { return access.Gap{Source: access.SourcePolicies, Name: arn} }
	const ana = `{"UserName": "ana", "Arn": "arn:aws:iam::111122223333:user/ana"}`
	for name, c := range map[string]struct {
		details, buckets string
		want             []access.Gap
	}{
		"a walk that was cut short": {
			strings.Replace(whole, `"IsTruncated": false`, `"IsTruncated": true`, 1), "[]", []access.Gap{details("")}},
		"lists that are missing or null": {
			`{"UserDetailList": [` + ana + `], "RoleDetailList": null}`, "[]",
			[]access.Gap{details("GroupDetailList"), details("RoleDetailList"), policy("Policies")}},
		"users that are missing": {
			`{"GroupDetailList": [], "RoleDetailList": [], "Policies": []}`, `[{"Name": "b", "Policy": null, "OwnerAccountId": "111122223333"}]`,
			[]access.Gap{details("UserDetailList")}},
		"a group that two users name": {
			`{"UserDetailList": [{"UserName": "ana", "GroupList": ["here", "gone"]}, {"UserName": "bob", "GroupList": ["gone"]}],
			  "GroupDetailList": [{"GroupName": "Here", "Arn": "arn:aws:iam::111122223333:group/Here"}], "RoleDetailList": [], "Policies": []}`, "[]",
			[]access.Gap{details("gone")}},
		"policies of a user, a group and a role, and boundaries": {
			`{"UserDetailList": [{"UserName": "ana", "Arn": "arn:aws:iam::111122223333:user/ana",
			    "AttachedManagedPolicies": [{"PolicyArn": "a:1"}], "PermissionsBoundary": {"PermissionsBoundaryArn": "a:2"}}],
			  "GroupDetailList": [{"GroupName": "g", "AttachedManagedPolicies": [{"PolicyArn": "a:3"}, {"PolicyArn": "a:1"}]}],
			  "RoleDetailList": [{"RoleName": "r", "AttachedManagedPolicies": [{"PolicyArn": "a:4"}], "PermissionsBoundary": {"PermissionsBoundaryArn": "a:5"}}],
			  "Policies": [{"Arn": "a:4", "DefaultVersionId": "v2", "PolicyVersionList": [{"VersionId": "v1", "Document": {}}]}]}`, "[]",
			[]access.Gap{policy("a:2"), policy("a:1"), policy("a:3"), policy("a:5"), policy("a:4")}},
		"the policy of a bucket": {
			whole, `[{"Name": "told", "Policy": null}, {"Name": "silent"}]`,
			[]access.Gap{{Source: access.SourceBucket, Name: "silent", Part: iam.BucketPolicy}}},
	} {
		a, err := saved.Read(files(c.details, c.buckets))
		if err != nil {
			t.Errorf("%s: Read = %v", name, err)
		} else if !reflect.DeepEqual(a.Gaps, c.want) {
			t.Errorf("%s: gaps = %+v, want %+v", name, a.Gaps, c.want)
		}
	}
}

func TestWhoHasNoARNGetsOne(t *testing.T) {
	t.Parallel()
	a, err := saved.Read(files(
		`{"UserDetailList": [{"UserName": "ana", "Path": "/a/"}], "GroupDetailList": [{"GroupName": "g"}], "RoleDetailList": [{"RoleName": "r"}], "Policies": []}`,
		`[{"Name": "one", "Policy": null, "OwnerAccountId": "111122223333"}, {"Name": "two", "Policy": null}]`))
	if err != nil {
		t.Fatal(err)
	}
	got := []iam.ARN{a.Users[0].ARN, a.Groups[0].ARN, a.Roles[0].ARN}
	want := []iam.ARN{"arn:aws:iam::111122223333:user/a/ana", "arn:aws:iam::111122223333:group/g", "arn:aws:iam::111122223333:role/r"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("ARNs = %q, want %q", got, want)
	}
}

// FuzzReadAgreesWithTheLibrary holds the reader to encoding/json: both take the
// same texts for JSON, and stop at the same byte.
func FuzzReadAgreesWithTheLibrary(f *testing.F) {
	for _, text := range []string{
		someBuckets, whole, "", " ", "[", "[]]", "[1,]", "[01]", "[-]", "[1.]", "[1e+]", "[-0.5E-7]", "[tru]", "[nul", "nulll", "[\"\\x\"]", "[\"\\u12g4\"]",
		"[\"\\ud800\"]", "[\"a\nb\"]", "[\"a", "{\"a\":}", "{\"a\" 1}", "{a:1}", "[{\"Name\":\"a\",}]", "[{\"Name\":1}]", "[null]", "[[[]]]", "\x00", "[\x00]",
		"[\"\xff\"]", "{\"x\":[{}]}", "[{\"Policy\":\"%7B%\"}]", "[{\"PublicAccessBlock\":{\"BlockPublicAcls\":falsey}}]", strings.Repeat("[", 10_001),
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_, err := saved.Read(files(whole, text))
		text = strings.TrimPrefix(text, "\ufeff")
		var raw json.RawMessage
		var syntax *json.SyntaxError
		errors.As(json.Unmarshal([]byte(text+"\n"), &raw), &syntax)
		var wrong *saved.Error
		switch errors.As(err, &wrong); {
		case wrong == nil && (syntax != nil || err != nil):
			t.Errorf("Read(%q) = %v, encoding/json says %v", text, err, syntax)
		case wrong == nil || wrong.Fault.Code == fault.CodeSavedEncoding:
		case syntax == nil && syntactic[wrong.Fault.Code]:
			t.Errorf("Read(%q) = %v, but it is JSON", text, err)
		case syntax != nil && syntactic[wrong.Fault.Code]:
			if at := min(int(syntax.Offset)-1, len(text)); place(text, at) != [2]int{wrong.Line, wrong.Column} {
				t.Errorf("Read(%q) = %v at line %d, column %d; encoding/json stops at byte %d", text, err, wrong.Line, wrong.Column, at)
			}
		}
	})
}

var syntactic = map[fault.Code]bool{
	fault.CodeSavedEmpty: true, fault.CodeSavedSyntax: true, fault.CodeSavedEnd: true, fault.CodeSavedMore: true,
}

// place counts lines and characters.
func place(text string, at int) [2]int {
	p := [2]int{1, 1}
	for _, c := range text[:at] {
		p[1]++
		if c == '\n' {
			p[0]++
			p[1] = 1
		}
	}
	return p
}
