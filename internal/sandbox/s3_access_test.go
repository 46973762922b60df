package sandbox_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"keyporter/internal/portertest"
)

// statement is one statement of a policy. Without a principal it is an identity's.
func statement(effect, principal, action, resource, condition string) string {
	text := `{"Effect":"` + effect + `","Action":` + action + `,"Resource":` + resource
	if principal != "" {
		text += `,"Principal":` + principal
	}
	if condition != "" {
		text += `,"Condition":{` + condition + `}`
	}
	return text + "}"
}

func document(statements ...string) string {
	return `{"Version":"2012-10-17","Statement":[` + strings.Join(statements, ",") + `]}`
}

const (
	theBucket  = `"arn:aws:s3:::reports"`
	theObjects = `"arn:aws:s3:::reports/*"`
	both       = `["arn:aws:s3:::reports","arn:aws:s3:::reports/*"]`
	anaNamed   = `{"AWS":"arn:aws:iam::123456789012:user/ana"}`
)

// reach is what bears on the user ana and on the bucket reports.
type reach struct{ identity, boundary, bucket string }

func (b *bench) give(t testing.TB, root *s3.Client, r reach) {
	t.Helper()
	b.call("DeleteUserPolicy", "UserName", "ana", "PolicyName", "p")
	b.call("DeleteUserPermissionsBoundary", "UserName", "ana")
	if r.identity != "" {
		b.do("PutUserPolicy", "UserName", "ana", "PolicyName", "p", "PolicyDocument", r.identity)
	}
	if r.boundary != "" {
		arn := "arn:aws:iam::123456789012:policy/bound"
		b.call("DeletePolicy", "PolicyArn", arn)
		b.do("CreatePolicy", "PolicyName", "bound", "PolicyDocument", r.boundary)
		b.do("PutUserPermissionsBoundary", "UserName", "ana", "PermissionsBoundary", arn)
	}
	if r.bucket == "" {
		must[*s3.DeleteBucketPolicyOutput](t, "DeleteBucketPolicy")(root.DeleteBucketPolicy(t.Context(), &s3.DeleteBucketPolicyInput{Bucket: aws.String("reports")}))
		return
	}
	must[*s3.PutBucketPolicyOutput](t, "PutBucketPolicy")(root.PutBucketPolicy(t.Context(), &s3.PutBucketPolicyInput{Bucket: aws.String("reports"), Policy: &r.bucket}))
}

// TestPoliciesDecideOnS3 sends requests with a real key under many policies.
func TestPoliciesDecideOnS3(t *testing.T) {
	t.Parallel()
	b := s3Bench(t)
	root, ana := b.s3Client(), b.user("ana")
	makeBucket(t, root, "reports")
	setBlock(t, root, "reports", types.PublicAccessBlockConfiguration{})
	must[*s3.PutObjectOutput](t, "PutObject")(root.PutObject(t.Context(), &s3.PutObjectInput{Bucket: aws.String("reports"), Key: aws.String("home/ana/a"), Body: strings.NewReader("x"), Tagging: aws.String("team=core")}))
	allow := func(action, resource string, condition ...string) string {
		return document(statement("Allow", "", action, resource, strings.Join(condition, "")))
	}
	all := allow(`"s3:*"`, `"*"`)
	get := wire{method: "GET", path: "/reports/home/ana/a"}
	list := wire{method: "GET", path: "/reports", query: "list-type=2&prefix=home/"}
	put := wire{method: "PUT", path: "/reports/home/ana/b", body: "x"}
	with := func(w wire, headers ...string) wire {
		w.headers = map[string]string{}
		for i := 0; i < len(headers); i += 2 {
			w.headers[headers[i]] = headers[i+1]
		}
		return w
	}
	missing := wire{method: "GET", path: "/reports/home/ana/none"}
	for _, c := range []struct {
		name  string
		given reach
		call  wire
		code  string
	}{
		{"nothing", reach{}, get, "AccessDenied"},
		{"all of S3", reach{identity: all}, get, ""},
		{"one action on the objects", reach{identity: allow(`"s3:GetObject"`, theObjects)}, get, ""},
		{"that action alone", reach{identity: allow(`"s3:GetObject"`, theObjects)}, put, "AccessDenied"},
		{"the action on the bucket", reach{identity: allow(`"s3:GetObject"`, theBucket)}, get, "AccessDenied"},
		{"an object that is not there, and may be listed", reach{identity: allow(`["s3:GetObject","s3:ListBucket"]`, both)}, missing, "NoSuchKey"},
		{"an object that is not there, and may not", reach{identity: allow(`"s3:GetObject"`, theObjects)}, missing, "AccessDenied"},
		{"a boundary that allows", reach{identity: all, boundary: allow(`"s3:Get*"`, `"*"`)}, get, ""},
		{"a boundary that does not", reach{identity: all, boundary: allow(`"s3:Get*"`, `"*"`)}, put, "AccessDenied"},
		{"a bucket that allows the user", reach{bucket: document(statement("Allow", anaNamed, `"s3:GetObject"`, theObjects, ""))}, get, ""},
		{"a bucket that allows the user, over a boundary", reach{boundary: allow(`"iam:*"`, `"*"`), bucket: document(statement("Allow", anaNamed, `"s3:GetObject"`, theObjects, ""))}, get, ""},
		{"a bucket that allows the account", reach{bucket: document(statement("Allow", `{"AWS":"123456789012"}`, `"s3:GetObject"`, theObjects, ""))}, get, "AccessDenied"},
		{"a bucket that denies", reach{identity: all, bucket: document(statement("Deny", `"*"`, `"s3:PutObject"`, theObjects, ""))}, put, "AccessDenied"},
		{"a bucket that denies something else", reach{identity: all, bucket: document(statement("Deny", `"*"`, `"s3:PutObject"`, theObjects, ""))}, get, ""},
		{"the own folder, by a variable", reach{identity: allow(`"s3:GetObject"`, `"arn:aws:s3:::reports/home/${aws:username}/*"`)}, get, ""},
		{"a prefix", reach{identity: allow(`"s3:ListBucket"`, theBucket, `"StringLike":{"s3:prefix":"home/*"}`)}, list, ""},
		{"another prefix", reach{identity: allow(`"s3:ListBucket"`, theBucket, `"StringLike":{"s3:prefix":"tmp/*"}`)}, list, "AccessDenied"},
		{"a prefix where none is asked", reach{identity: allow(`"s3:ListBucket"`, theBucket, `"StringLike":{"s3:prefix":"home/*"}`)}, wire{method: "GET", path: "/reports"}, "AccessDenied"},
		{"few keys", reach{identity: allow(`"s3:ListBucket"`, theBucket, `"NumericLessThanEquals":{"s3:max-keys":"10"}`)}, wire{method: "GET", path: "/reports", query: "max-keys=10"}, ""},
		{"too many keys", reach{identity: allow(`"s3:ListBucket"`, theBucket, `"NumericLessThanEquals":{"s3:max-keys":"10"}`)}, wire{method: "GET", path: "/reports", query: "max-keys=11"}, "AccessDenied"},
		{"a tag of the object", reach{identity: allow(`"s3:GetObject"`, theObjects, `"StringEquals":{"s3:ExistingObjectTag/team":"core"}`)}, get, ""},
		{"another tag of the object", reach{identity: allow(`"s3:GetObject"`, theObjects, `"StringEquals":{"s3:ExistingObjectTag/team":"web"}`)}, get, "AccessDenied"},
		{"a tag of the request", reach{identity: allow(`["s3:PutObject","s3:PutObjectTagging"]`, theObjects, `"StringEquals":{"s3:RequestObjectTag/team":"core"}`)}, with(put, "x-amz-tagging", "team=core"), ""},
		{"another tag of the request", reach{identity: allow(`["s3:PutObject","s3:PutObjectTagging"]`, theObjects, `"StringEquals":{"s3:RequestObjectTag/team":"core"}`)}, with(put, "x-amz-tagging", "team=web"), "AccessDenied"},
		{"tags without the right to tag", reach{identity: allow(`"s3:PutObject"`, theObjects)}, with(put, "x-amz-tagging", "team=core"), "AccessDenied"},
		{"an ACL without the right to ACLs", reach{identity: allow(`"s3:PutObject"`, theObjects)}, with(put, "x-amz-acl", "bucket-owner-full-control"), "AccessDenied"},
		{"a canned ACL that is asked for", reach{identity: allow(`["s3:PutObject","s3:PutObjectAcl"]`, theObjects, `"StringEquals":{"s3:x-amz-acl":"bucket-owner-full-control"}`)}, with(put, "x-amz-acl", "bucket-owner-full-control"), ""},
		{"a copy of what may be read", reach{identity: allow(`["s3:GetObject","s3:PutObject","s3:PutObjectTagging"]`, theObjects)}, with(put, "x-amz-copy-source", "/reports/home/ana/a"), ""},
		{"a copy of what may not", reach{identity: allow(`["s3:PutObject","s3:PutObjectTagging"]`, theObjects)}, with(put, "x-amz-copy-source", "/reports/home/ana/a"), "AccessDenied"},
		{"a copy with its tags, without the right to tag", reach{identity: allow(`["s3:GetObject","s3:PutObject"]`, theObjects)}, with(put, "x-amz-copy-source", "/reports/home/ana/a"), "AccessDenied"},
		{"its address", reach{identity: allow(`"s3:GetObject"`, theObjects, `"IpAddress":{"aws:SourceIp":"127.0.0.0/8"}`)}, get, ""},
		{"another address", reach{identity: allow(`"s3:GetObject"`, theObjects, `"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}`)}, get, "AccessDenied"},
		{"TLS only", reach{identity: all, bucket: document(statement("Deny", `"*"`, `"s3:*"`, both, `"Bool":{"aws:SecureTransport":"false"}`))}, get, "AccessDenied"},
		{"a version of TLS, where there is none", reach{identity: all, bucket: document(statement("Deny", `"*"`, `"s3:*"`, both, `"NumericLessThan":{"s3:TlsVersion":"1.2"}`))}, get, ""},
		{"a hash of the body", reach{identity: all, bucket: document(statement("Deny", `"*"`, `"s3:PutObject"`, theObjects, `"StringEquals":{"s3:x-amz-content-sha256":"UNSIGNED-PAYLOAD"}`))}, wire{method: "PUT", path: put.path, hash: "UNSIGNED-PAYLOAD"}, "AccessDenied"},
		{"signatures in headers only", reach{identity: allow(`"s3:GetObject"`, theObjects, `"StringEquals":{"s3:authType":"REST-HEADER","s3:signatureversion":"AWS4-HMAC-SHA256"}`)}, get, ""},
		{"the account of the bucket", reach{identity: allow(`"s3:GetObject"`, `"*"`, `"StringEquals":{"s3:ResourceAccount":"123456789012","aws:ResourceAccount":"123456789012"}`)}, get, ""},
		{"another account's buckets", reach{identity: allow(`"s3:GetObject"`, `"*"`, `"StringEquals":{"s3:ResourceAccount":"210987654321"}`)}, get, "AccessDenied"},
		{"all buckets", reach{identity: allow(`"s3:ListAllMyBuckets"`, `"*"`)}, wire{method: "GET", path: "/"}, ""},
		{"all buckets by an ARN", reach{identity: allow(`"s3:ListAllMyBuckets"`, `"arn:aws:s3:::*"`)}, wire{method: "GET", path: "/"}, "AccessDenied"},
		{"buckets in one region", reach{identity: allow(`"s3:CreateBucket"`, `"*"`, `"StringEquals":{"s3:LocationConstraint":"eu-west-1"}`)}, wire{method: "PUT", path: "/elsewhere"}, "AccessDenied"},
		{"every deletion but one", reach{identity: allow(`"s3:DeleteObject"`, `"arn:aws:s3:::reports/home/*"`)}, wire{method: "DELETE", path: "/reports/tmp"}, "AccessDenied"},
		{"the account's block, without the right", reach{identity: allow(`"s3:GetBucket*"`, `"*"`)}, with(wire{method: "GET", path: "/v20180820/configuration/publicAccessBlock"}, "x-amz-account-id", "123456789012"), "AccessDenied"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b.give(t, root, c.given)
			a := ana.s3Do(c.call)
			if a.s3Code() != c.code || (a.status < 300) != (c.code == "") {
				t.Errorf("%s %s?%s with %s = %d %s, want %q", c.call.method, c.call.path, c.call.query, c.name, a.status, a.body, c.code)
			}
		})
	}
}

func TestARefusalSaysWhy(t *testing.T) {
	t.Parallel()
	b := s3Bench(t)
	root, ana := b.s3Client(), b.user("ana")
	makeBucket(t, root, "reports")
	for name, c := range map[string]struct {
		given reach
		want  string
	}{
		"no policy": {reach{}, `User: arn:aws:iam::123456789012:user/ana is not authorized to perform: s3:GetObject on resource: &#34;arn:aws:s3:::reports/a&#34; because no identity-based policy allows the s3:GetObject action`},
		"a denial":  {reach{bucket: document(statement("Deny", `"*"`, `"s3:GetObject"`, theObjects, ""))}, "with an explicit deny in a resource-based policy"},
		"a limit":   {reach{identity: document(statement("Allow", "", `"s3:*"`, `"*"`, "")), boundary: document(statement("Allow", "", `"iam:*"`, `"*"`, ""))}, "because no permissions boundary allows the s3:GetObject action"},
	} {
		b.give(t, root, c.given)
		if a := ana.s3Do(wire{method: "GET", path: "/reports/a"}); a.status != 403 || !strings.Contains(a.body, c.want) {
			t.Errorf("GetObject under %s = %d %s, want %s", name, a.status, a.body, c.want)
		}
	}
}

// TestTheRootIsBoundByBucketPolicies but can always take one away.
func TestTheRootIsBoundByBucketPolicies(t *testing.T) {
	t.Parallel()
	b := s3Bench(t)
	root := b.s3Client()
	makeBucket(t, root, "reports")
	putText(t, root, "reports", "a", "x")
	must[*s3.PutBucketPolicyOutput](t, "PutBucketPolicy")(root.PutBucketPolicy(t.Context(), &s3.PutBucketPolicyInput{Bucket: aws.String("reports"), Policy: aws.String(document(statement("Deny", `"*"`, `"s3:*"`, both, "")))}))
	if got := getText(t, root, "reports", "a"); got != "403 AccessDenied" {
		t.Errorf("GetObject by the root under a denial = %s, want 403 AccessDenied", got)
	}
	_, err := root.DeleteBucket(t.Context(), &s3.DeleteBucketInput{Bucket: aws.String("reports")})
	expect(t, "DeleteBucket by the root under a denial", err, "403 AccessDenied")
	_, err = root.GetBucketPolicy(t.Context(), &s3.GetBucketPolicyInput{Bucket: aws.String("reports")})
	expect(t, "GetBucketPolicy by the root under a denial", err, "200")
	_, err = root.DeleteBucketPolicy(t.Context(), &s3.DeleteBucketPolicyInput{Bucket: aws.String("reports")})
	expect(t, "DeleteBucketPolicy by the root under a denial", err, "200")
	if got := getText(t, root, "reports", "a"); got != "x" {
		t.Errorf("GetObject by the root = %s, want x", got)
	}
}

func TestWhoHasNoKeyReachesWhatIsPublic(t *testing.T) {
	t.Parallel()
	eachS3(t, func(t *testing.T, b *bench, root *s3.Client) {
		makeBucket(t, root, "reports")
		putText(t, root, "reports", "a", "x")
		get := wire{method: "GET", path: "/reports/a", unsigned: true}
		b.s3Do(get).wants(t, "GetObject by nobody", 403, "AccessDenied")
		open := types.PublicAccessBlockConfiguration{}
		setBlock(t, root, "reports", open)
		must[*s3.PutBucketPolicyOutput](t, "PutBucketPolicy")(root.PutBucketPolicy(t.Context(), &s3.PutBucketPolicyInput{Bucket: aws.String("reports"), Policy: aws.String(everyoneReads)}))
		if a := b.s3Do(get); a.status != 200 || a.body != "x" {
			t.Errorf("GetObject by nobody under a public policy = %d %s, want x", a.status, a.body)
		}
		b.s3Do(wire{method: "PUT", path: "/reports/b", body: "x", unsigned: true}).wants(t, "PutObject by nobody", 403, "AccessDenied")
		b.s3Do(wire{method: "GET", path: "/", unsigned: true}).wants(t, "ListBuckets by nobody", 403, "AccessDenied")
		b.s3Do(wire{method: "PUT", path: "/nobodys", unsigned: true}).wants(t, "CreateBucket by nobody", 403, "AccessDenied")
		b.s3Do(wire{method: "GET", path: "/reports/none", unsigned: true}).wants(t, "GetObject of nothing by nobody", 403, "AccessDenied")
		b.s3Do(wire{method: "GET", path: "/reports/a", query: "response-content-type=text/html", unsigned: true}).wants(t, "GetObject by nobody as HTML", 400, "InvalidRequest")
		setBlock(t, root, "reports", types.PublicAccessBlockConfiguration{RestrictPublicBuckets: aws.Bool(true)})
		b.s3Do(get).wants(t, "GetObject by nobody where public buckets are restricted", 403, "AccessDenied")
		if ana := b.user("ana"); ana.s3Do(wire{method: "GET", path: "/reports/a"}).body != "x" {
			t.Error("GetObject by a user of the account where public buckets are restricted is refused, want x")
		}

		setBlock(t, root, "reports", open)
		must[*s3.DeleteBucketPolicyOutput](t, "DeleteBucketPolicy")(root.DeleteBucketPolicy(t.Context(), &s3.DeleteBucketPolicyInput{Bucket: aws.String("reports")}))
		setOwnership(t, root, "reports", "ObjectWriter")
		acl := func(canned types.ObjectCannedACL) {
			must[*s3.PutObjectAclOutput](t, "PutObjectAcl")(root.PutObjectAcl(t.Context(), &s3.PutObjectAclInput{Bucket: aws.String("reports"), Key: aws.String("a"), ACL: canned}))
		}
		acl("authenticated-read")
		b.s3Do(get).wants(t, "GetObject by nobody of what all who sign may read", 403, "AccessDenied")
		if bo := b.user("bo"); bo.s3Do(wire{method: "GET", path: "/reports/a"}).body != "x" {
			t.Error("GetObject by a user of what all who sign may read is refused, want x")
		}
		acl("public-read")
		b.s3Do(get).wants(t, "GetObject by nobody of what all may read", 200, "")
		b.s3Do(wire{method: "GET", path: "/reports", unsigned: true}).wants(t, "ListObjects by nobody", 403, "AccessDenied")
		setBlock(t, root, "reports", types.PublicAccessBlockConfiguration{IgnorePublicAcls: aws.Bool(true)})
		b.s3Do(get).wants(t, "GetObject by nobody where public ACLs are ignored", 403, "AccessDenied")
		setBlock(t, root, "reports", open)
		setOwnership(t, root, "reports", "BucketOwnerEnforced")
		b.s3Do(get).wants(t, "GetObject by nobody where ACLs are disabled", 403, "AccessDenied")
	})
}

// TestAccountsOnOneStoreShareTheNames has two endpoints, each for an account.
func TestAccountsOnOneStoreShareTheNames(t *testing.T) {
	t.Parallel()
	for engine, dsn := range map[string]func(testing.TB) string{"sqlite": func(t testing.TB) string { return t.TempDir() + "/keyporter.db" }, "postgres": portertest.Postgres} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			db := open(t, dsn(t))
			clock := s3Bench(t).clock
			ours, theirs := serveAccount(t, db, clock, "123456789012"), serveAccount(t, db, clock, "210987654321")
			root, other := ours.s3Client(), theirs.s3Client()
			makeBucket(t, root, "reports")
			setBlock(t, root, "reports", types.PublicAccessBlockConfiguration{})
			putText(t, root, "reports", "a", "x")
			_, err := other.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: aws.String("reports")})
			expect(t, "CreateBucket of a name that another account has", err, "409 BucketAlreadyExists")
			if got := getText(t, other, "reports", "a"); got != "403 AccessDenied" {
				t.Errorf("GetObject by another account = %s, want 403 AccessDenied", got)
			}
			policy := document(statement("Allow", `{"AWS":"210987654321"}`, `"s3:*"`, both, ""))
			must[*s3.PutBucketPolicyOutput](t, "PutBucketPolicy")(root.PutBucketPolicy(t.Context(), &s3.PutBucketPolicyInput{Bucket: aws.String("reports"), Policy: &policy}))
			if got := getText(t, other, "reports", "a"); got != "x" {
				t.Errorf("GetObject by another account that the bucket allows = %s, want x", got)
			}
			cho := theirs.user("cho")
			cho.s3Do(wire{method: "GET", path: "/reports/a"}).wants(t, "GetObject by a user of it, without a policy", 403, "AccessDenied")
			theirs.do("PutUserPolicy", "UserName", "cho", "PolicyName", "p", "PolicyDocument", document(statement("Allow", "", `"s3:*"`, `"*"`, "")))
			cho.s3Do(wire{method: "GET", path: "/reports/a"}).wants(t, "GetObject by a user of it, with a policy", 200, "")
			_, err = other.GetBucketPolicy(t.Context(), &s3.GetBucketPolicyInput{Bucket: aws.String("reports")})
			expect(t, "GetBucketPolicy by another account", err, "405 MethodNotAllowed")
			list := must[*s3.ListBucketsOutput](t, "ListBuckets")(other.ListBuckets(t.Context(), &s3.ListBucketsInput{}))
			if len(list.Buckets) != 0 {
				t.Errorf("ListBuckets of another account = %v, want none", list.Buckets)
			}
		})
	}
}
