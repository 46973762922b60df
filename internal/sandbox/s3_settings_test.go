package sandbox_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

const (
	everyoneReads = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::reports/*"}}`
	officeReads   = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"s3:ListBucket","Resource":"arn:aws:s3:::reports","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}}`
)

func TestANewBucketHasAWSsDefaults(t *testing.T) {
	t.Parallel()
	eachS3(t, func(t *testing.T, b *bench, root *s3.Client) {
		ctx, name := t.Context(), aws.String("reports")
		makeBucket(t, root, "reports")
		block := must[*s3.GetPublicAccessBlockOutput](t, "GetPublicAccessBlock")(root.GetPublicAccessBlock(ctx, &s3.GetPublicAccessBlockInput{Bucket: name}))
		if c := block.PublicAccessBlockConfiguration; !*c.BlockPublicAcls || !*c.BlockPublicPolicy || !*c.IgnorePublicAcls || !*c.RestrictPublicBuckets {
			t.Errorf("GetPublicAccessBlock of a new bucket = %+v, want all four on", c)
		}
		ownership := must[*s3.GetBucketOwnershipControlsOutput](t, "GetBucketOwnershipControls")(root.GetBucketOwnershipControls(ctx, &s3.GetBucketOwnershipControlsInput{Bucket: name}))
		if got := ownership.OwnershipControls.Rules; len(got) != 1 || got[0].ObjectOwnership != "BucketOwnerEnforced" {
			t.Errorf("GetBucketOwnershipControls of a new bucket = %v, want BucketOwnerEnforced", got)
		}
		acl := must[*s3.GetBucketAclOutput](t, "GetBucketAcl")(root.GetBucketAcl(ctx, &s3.GetBucketAclInput{Bucket: name}))
		if len(acl.Grants) != 1 || acl.Grants[0].Permission != "FULL_CONTROL" || acl.Grants[0].Grantee.Type != "CanonicalUser" || *acl.Grants[0].Grantee.ID != *acl.Owner.ID {
			t.Errorf("GetBucketAcl of a new bucket = %+v, want all for the owner alone", acl.Grants)
		}
		_, err := root.GetBucketPolicy(ctx, &s3.GetBucketPolicyInput{Bucket: name})
		expect(t, "GetBucketPolicy of a new bucket", err, "404 NoSuchBucketPolicy")
		_, err = root.GetBucketPolicyStatus(ctx, &s3.GetBucketPolicyStatusInput{Bucket: name})
		expect(t, "GetBucketPolicyStatus of a new bucket", err, "404 NoSuchBucketPolicy")
		_, err = root.GetBucketTagging(ctx, &s3.GetBucketTaggingInput{Bucket: name})
		expect(t, "GetBucketTagging of a new bucket", err, "404 NoSuchTagSet")
	})
}

func TestSettingsAreSetAndTakenAway(t *testing.T) {
	t.Parallel()
	eachS3(t, func(t *testing.T, b *bench, root *s3.Client) {
		ctx, name := t.Context(), aws.String("reports")
		makeBucket(t, root, "reports")
		_, err := root.PutBucketTagging(ctx, &s3.PutBucketTaggingInput{Bucket: name, Tagging: &types.Tagging{TagSet: []types.Tag{{Key: aws.String("team"), Value: aws.String("core + co")}}}})
		expect(t, "PutBucketTagging", err, "200")
		tags := must[*s3.GetBucketTaggingOutput](t, "GetBucketTagging")(root.GetBucketTagging(ctx, &s3.GetBucketTaggingInput{Bucket: name}))
		if len(tags.TagSet) != 1 || *tags.TagSet[0].Key != "team" || *tags.TagSet[0].Value != "core + co" {
			t.Errorf("GetBucketTagging = %v, want team = core + co", tags.TagSet)
		}
		_, err = root.DeleteBucketTagging(ctx, &s3.DeleteBucketTaggingInput{Bucket: name})
		expect(t, "DeleteBucketTagging", err, "200")
		_, err = root.GetBucketTagging(ctx, &s3.GetBucketTaggingInput{Bucket: name})
		expect(t, "GetBucketTagging after", err, "404 NoSuchTagSet")

		_, err = root.PutBucketPolicy(ctx, &s3.PutBucketPolicyInput{Bucket: name, Policy: aws.String(officeReads)})
		expect(t, "PutBucketPolicy", err, "200")
		p := must[*s3.GetBucketPolicyOutput](t, "GetBucketPolicy")(root.GetBucketPolicy(ctx, &s3.GetBucketPolicyInput{Bucket: name}))
		if aws.ToString(p.Policy) != officeReads {
			t.Errorf("GetBucketPolicy = %s, want %s", aws.ToString(p.Policy), officeReads)
		}
		status := must[*s3.GetBucketPolicyStatusOutput](t, "GetBucketPolicyStatus")(root.GetBucketPolicyStatus(ctx, &s3.GetBucketPolicyStatusInput{Bucket: name}))
		if aws.ToBool(status.PolicyStatus.IsPublic) {
			t.Error("GetBucketPolicyStatus of a policy for fixed addresses = public, want not")
		}
		_, err = root.DeleteBucketPolicy(ctx, &s3.DeleteBucketPolicyInput{Bucket: name})
		expect(t, "DeleteBucketPolicy", err, "200")
		_, err = root.GetBucketPolicy(ctx, &s3.GetBucketPolicyInput{Bucket: name})
		expect(t, "GetBucketPolicy after", err, "404 NoSuchBucketPolicy")

		_, err = root.DeletePublicAccessBlock(ctx, &s3.DeletePublicAccessBlockInput{Bucket: name})
		expect(t, "DeletePublicAccessBlock", err, "200")
		_, err = root.GetPublicAccessBlock(ctx, &s3.GetPublicAccessBlockInput{Bucket: name})
		expect(t, "GetPublicAccessBlock after", err, "404 NoSuchPublicAccessBlockConfiguration")
		_, err = root.DeleteBucketOwnershipControls(ctx, &s3.DeleteBucketOwnershipControlsInput{Bucket: name})
		expect(t, "DeleteBucketOwnershipControls", err, "200")
		_, err = root.GetBucketOwnershipControls(ctx, &s3.GetBucketOwnershipControlsInput{Bucket: name})
		expect(t, "GetBucketOwnershipControls after", err, "404 OwnershipControlsNotFoundError")
	})
}

func setBlock(t testing.TB, c *s3.Client, bucket string, b types.PublicAccessBlockConfiguration) {
	t.Helper()
	must[*s3.PutPublicAccessBlockOutput](t, "PutPublicAccessBlock")(c.PutPublicAccessBlock(t.Context(), &s3.PutPublicAccessBlockInput{Bucket: &bucket, PublicAccessBlockConfiguration: &b}))
}

func setOwnership(t testing.TB, c *s3.Client, bucket string, o types.ObjectOwnership) {
	t.Helper()
	must[*s3.PutBucketOwnershipControlsOutput](t, "PutBucketOwnershipControls")(c.PutBucketOwnershipControls(t.Context(), &s3.PutBucketOwnershipControlsInput{
		Bucket: &bucket, OwnershipControls: &types.OwnershipControls{Rules: []types.OwnershipControlsRule{{ObjectOwnership: o}}}}))
}

func TestPublicAccessIsBlockedByBucketOrAccount(t *testing.T) {
	t.Parallel()
	eachS3(t, func(t *testing.T, b *bench, root *s3.Client) {
		ctx, name := t.Context(), aws.String("reports")
		makeBucket(t, root, "reports")
		put := func() error {
			_, err := root.PutBucketPolicy(ctx, &s3.PutBucketPolicyInput{Bucket: name, Policy: aws.String(everyoneReads)})
			return err
		}
		expect(t, "PutBucketPolicy for everyone in a new bucket", put(), "403 AccessDenied")
		setBlock(t, root, "reports", types.PublicAccessBlockConfiguration{})
		account := func(method, body string) answer {
			return b.s3Do(wire{method: method, path: "/v20180820/configuration/publicAccessBlock", headers: map[string]string{"x-amz-account-id": "123456789012"}, body: body})
		}
		account("GET", "").wants(t, "GetPublicAccessBlock of the account", 404, "NoSuchPublicAccessBlockConfiguration")
		account("PUT", `<PublicAccessBlockConfiguration xmlns="http://awss3control.amazonaws.com/doc/2018-08-20/"><BlockPublicPolicy>true</BlockPublicPolicy></PublicAccessBlockConfiguration>`).
			wants(t, "PutPublicAccessBlock of the account", 201, "")
		if got := account("GET", ""); got.status != 200 || !strings.Contains(got.body, "<BlockPublicAcls>false</BlockPublicAcls>") || !strings.Contains(got.body, "<BlockPublicPolicy>true</BlockPublicPolicy>") {
			t.Errorf("GetPublicAccessBlock of the account = %d %s, want BlockPublicPolicy alone", got.status, got.body)
		}
		expect(t, "PutBucketPolicy for everyone where the account blocks", put(), "403 AccessDenied")
		account("DELETE", "").wants(t, "DeletePublicAccessBlock of the account", 204, "")
		account("GET", "").wants(t, "GetPublicAccessBlock of the account", 404, "NoSuchPublicAccessBlockConfiguration")
		expect(t, "PutBucketPolicy for everyone where nothing blocks", put(), "200")
		status := must[*s3.GetBucketPolicyStatusOutput](t, "GetBucketPolicyStatus")(root.GetBucketPolicyStatus(ctx, &s3.GetBucketPolicyStatusInput{Bucket: name}))
		if !aws.ToBool(status.PolicyStatus.IsPublic) {
			t.Error("GetBucketPolicyStatus of a policy for everyone = not public, want public")
		}
		b.s3Do(wire{method: "GET", path: "/v20180820/configuration/publicAccessBlock", headers: map[string]string{"x-amz-account-id": "210987654321"}}).
			wants(t, "GetPublicAccessBlock of another account", 403, "AccessDenied")
		b.s3Do(wire{method: "GET", path: "/v20180820/accesspoint", headers: map[string]string{"x-amz-account-id": "123456789012"}}).
			wants(t, "ListAccessPoints", 501, "NotImplemented")
	})
}

func TestACLsCountOnlyWhereOwnershipLetsThem(t *testing.T) {
	t.Parallel()
	eachS3(t, func(t *testing.T, b *bench, root *s3.Client) {
		ctx, name := t.Context(), aws.String("reports")
		makeBucket(t, root, "reports")
		put := func(canned types.BucketCannedACL) error {
			_, err := root.PutBucketAcl(ctx, &s3.PutBucketAclInput{Bucket: name, ACL: canned})
			return err
		}
		expect(t, "PutBucketAcl of a new bucket", put("private"), "400 AccessControlListNotSupported")
		setOwnership(t, root, "reports", "ObjectWriter")
		expect(t, "PutBucketAcl public-read where it is blocked", put("public-read"), "403 AccessDenied")
		setBlock(t, root, "reports", types.PublicAccessBlockConfiguration{})
		expect(t, "PutBucketAcl public-read", put("public-read"), "200")
		acl := must[*s3.GetBucketAclOutput](t, "GetBucketAcl")(root.GetBucketAcl(ctx, &s3.GetBucketAclInput{Bucket: name}))
		if len(acl.Grants) != 2 || acl.Grants[1].Permission != "READ" || aws.ToString(acl.Grants[1].Grantee.URI) != "http://acs.amazonaws.com/groups/global/AllUsers" || acl.Grants[1].Grantee.Type != "Group" {
			t.Errorf("GetBucketAcl = %+v, want READ for all users beside the owner", acl.Grants)
		}
		_, err := root.PutBucketOwnershipControls(ctx, &s3.PutBucketOwnershipControlsInput{Bucket: name,
			OwnershipControls: &types.OwnershipControls{Rules: []types.OwnershipControlsRule{{ObjectOwnership: "BucketOwnerEnforced"}}}})
		expect(t, "PutBucketOwnershipControls against an ACL", err, "400 InvalidBucketAclWithObjectOwnership")
		_, err = root.PutBucketAcl(ctx, &s3.PutBucketAclInput{Bucket: name, AccessControlPolicy: &types.AccessControlPolicy{Owner: acl.Owner, Grants: acl.Grants[:1]}})
		expect(t, "PutBucketAcl with a document", err, "200")
		setOwnership(t, root, "reports", "BucketOwnerEnforced")
		_, err = root.PutBucketAcl(ctx, &s3.PutBucketAclInput{Bucket: name, GrantRead: aws.String(`uri="http://acs.amazonaws.com/groups/global/Nobody"`)})
		expect(t, "PutBucketAcl for a group that is none", err, "400 InvalidArgument")
		_, err = root.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: aws.String("public"), ACL: "public-read"})
		expect(t, "CreateBucket public-read", err, "400 InvalidBucketAclWithObjectOwnership")
		_, err = root.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: aws.String("public"), ACL: "private", ObjectOwnership: "BucketOwnerPreferred"})
		expect(t, "CreateBucket private, with ACLs", err, "200")
	})
}

func TestPoliciesOfBucketsAreChecked(t *testing.T) {
	t.Parallel()
	b := s3Bench(t)
	root := b.s3Client()
	makeBucket(t, root, "reports")
	b.do("CreateUser", "UserName", "ana")
	statement := func(principal, action, resource, more string) string {
		return `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":` + principal + `,"Action":"` + action + `","Resource":"` + resource + `"` + more + `}]}`
	}
	const ana, bucket, objects = `{"AWS":"arn:aws:iam::123456789012:user/ana"}`, "arn:aws:s3:::reports", "arn:aws:s3:::reports/*"
	for _, c := range []struct{ name, policy, want string }{
		{"of a user who is there", statement(ana, "s3:GetObject", objects, ""), "200"},
		{"of an account", statement(`{"AWS":"210987654321"}`, "s3:GetObject", objects, ""), "200"},
		{"about both by a wildcard", statement(ana, "s3:*", "arn:aws:s3:::reports*", ""), "200"},
		{"of an user who is not there", statement(`{"AWS":"arn:aws:iam::123456789012:user/bo"}`, "s3:GetObject", objects, ""), "Invalid principal in policy"},
		{"without a principal", `{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"` + objects + `"}]}`, "Missing required field Principal"},
		{"about another bucket", statement(ana, "s3:GetObject", "arn:aws:s3:::archive/*", ""), "Policy has invalid resource"},
		{"about a bucket whose name begins so", statement(ana, "s3:GetObject", "arn:aws:s3:::reports-2026/*", ""), "Policy has invalid resource"},
		{"about an action that is none", statement(ana, "s3:Fetch", objects, ""), "Policy has invalid action"},
		{"about an action of IAM", statement(ana, "iam:GetUser", objects, ""), "Policy has invalid action"},
		{"about objects of the bucket itself", statement(ana, "s3:GetObject", bucket, ""), "Action does not apply to any resource(s) in statement"},
		{"about the bucket among its objects", statement(ana, "s3:ListBucket", objects, ""), "Action does not apply to any resource(s) in statement"},
		{"with a condition of other actions", statement(ana, "s3:GetObject", objects, `,"Condition":{"StringEquals":{"s3:prefix":"a"}}`), "Conditions do not apply to combination of actions and resources in statement"},
		{"with a condition on a tag", statement(ana, "s3:GetObject", objects, `,"Condition":{"StringEquals":{"s3:ExistingObjectTag/team":"a"}}`), "200"},
		{"that is no JSON", `{"Version":`, "This policy contains invalid Json"},
		{"that is a list", `[]`, "Policies must be valid JSON and the first byte must be '{'"},
		{"of another version", `{"Version":"2020-01-01","Statement":[]}`, "The policy must contain a valid version string"},
		{"that is too long", statement(ana, "s3:GetObject", "arn:aws:s3:::reports/"+strings.Repeat("a", 20<<10), ""), "Policy exceeds the maximum allowed document size."},
	} {
		_, err := root.PutBucketPolicy(t.Context(), &s3.PutBucketPolicyInput{Bucket: aws.String("reports"), Policy: &c.policy})
		if got := outcome(err); c.want == "200" && got != c.want || c.want != "200" && (!strings.HasPrefix(got, "400 ") || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("PutBucketPolicy %s = %s %v, want %s", c.name, got, err, c.want)
		}
	}
}

// TestWhatIsPublic has the values of "The meaning of public" (S3 user guide).
func TestWhatIsPublic(t *testing.T) {
	t.Parallel()
	b := s3Bench(t)
	root := b.s3Client()
	makeBucket(t, root, "reports")
	setBlock(t, root, "reports", types.PublicAccessBlockConfiguration{})
	for _, c := range []struct {
		name, effect, principal, condition string
		public                             bool
	}{
		{"everyone", "Allow", `"*"`, "", true},
		{"every AWS principal", "Allow", `{"AWS":"*"}`, "", true},
		{"an account", "Allow", `{"AWS":"210987654321"}`, "", false},
		{"nobody", "Deny", `"*"`, "", false},
		{"fixed addresses", "Allow", `"*"`, `"IpAddress":{"aws:SourceIp":["203.0.113.0/24","198.51.100.7"]}`, false},
		{"half of all addresses", "Allow", `"*"`, `"IpAddress":{"aws:SourceIp":"0.0.0.0/1"}`, true},
		{"one network of many", "Allow", `"*"`, `"IpAddress":{"aws:SourceIp":["203.0.113.0/24","::/0"]}`, true},
		{"all but some addresses", "Allow", `"*"`, `"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}`, true},
		{"an organization", "Allow", `"*"`, `"StringEquals":{"aws:PrincipalOrgID":"o-example"}`, false},
		{"an organization, if known", "Allow", `"*"`, `"StringEqualsIfExists":{"aws:PrincipalOrgID":"o-example"}`, true},
		{"a pattern of organizations", "Allow", `"*"`, `"StringLike":{"aws:PrincipalOrgID":"o-*"}`, true},
		{"any session of a role", "Allow", `"*"`, `"StringLike":{"aws:userid":"AROAEXAMPLE:*"}`, false},
		{"a value of the request", "Allow", `"*"`, `"StringEquals":{"aws:SourceVpc":"${aws:PrincipalTag/vpc}"}`, true},
		{"a program", "Allow", `"*"`, `"StringEquals":{"aws:UserAgent":"curl"}`, true},
	} {
		policy := `{"Version":"2012-10-17","Statement":[{"Effect":"` + c.effect + `","Principal":` + c.principal + `,"Action":"s3:GetObject","Resource":"arn:aws:s3:::reports/*","Condition":{` + c.condition + `}}]}`
		_, err := root.PutBucketPolicy(t.Context(), &s3.PutBucketPolicyInput{Bucket: aws.String("reports"), Policy: &policy})
		expect(t, "PutBucketPolicy for "+c.name, err, "200")
		got := must[*s3.GetBucketPolicyStatusOutput](t, "GetBucketPolicyStatus")(root.GetBucketPolicyStatus(t.Context(), &s3.GetBucketPolicyStatusInput{Bucket: aws.String("reports")}))
		if aws.ToBool(got.PolicyStatus.IsPublic) != c.public {
			t.Errorf("GetBucketPolicyStatus for %s = %v, want %v", c.name, aws.ToBool(got.PolicyStatus.IsPublic), c.public)
		}
	}
}
