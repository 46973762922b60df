package policy_test

import (
	"testing"

	"keyporter/internal/policy"
)

// ask is a request of S3 with the outcome that a recipe wants for it.
type ask struct {
	action, resource, prefix string
	want                     bool
}

// asks are requests around a recipe for the bucket acme-data.
func asks(r policy.Recipe) []ask {
	const bucket = "arn:aws:s3:::acme-data"
	whole := r.Prefix == ""
	list := []ask{
		{"s3:GetBucketLocation", bucket, "", r.List},
		{"s3:ListBucket", bucket, r.Prefix, r.List},
		{"s3:ListBucket", bucket, r.Prefix + "2026/", r.List},
		{"s3:ListBucket", bucket, "secret/", r.List && whole},
		{"s3:ListBucket", bucket, "-", r.List && whole}, // no prefix in the request
		{"s3:ListBucketMultipartUploads", bucket, "-", r.Write && whole},
		{"s3:ListBucketVersions", bucket, r.Prefix, false},
		{"s3:DeleteBucket", bucket, "-", false},
		{"s3:ListAllMyBuckets", "*", "-", false},
	}
	verbs := map[string]bool{
		"s3:GetObject": r.Read, "s3:PutObject": r.Write, "s3:AbortMultipartUpload": r.Write, "s3:ListMultipartUploadParts": r.Write, "s3:DeleteObject": r.Delete,
		"s3:GetObjectVersion": false, "s3:DeleteObjectVersion": false, "s3:PutObjectAcl": false, "s3:GetObjectTagging": false,
	}
	for action, want := range verbs {
		list = append(list,
			ask{action, bucket + "/" + r.Prefix + "a.csv", "-", want},
			ask{action, bucket + "/" + r.Prefix + "a/b/c", "-", want},
			ask{action, bucket + "/secret/a.csv", "-", want && whole},
			ask{action, bucket + "/a" + r.Prefix, "-", want && whole},
			ask{action, bucket + "-archive/" + r.Prefix + "a.csv", "-", false},
			ask{action, "arn:aws:s3:::acme/" + r.Prefix + "a.csv", "-", false},
			ask{action, bucket, "-", false},
		)
	}
	for _, sibling := range []string{bucket + "-archive", "arn:aws:s3:::acme"} {
		list = append(list, ask{"s3:ListBucket", sibling, r.Prefix, false}, ask{"s3:GetBucketLocation", sibling, "-", false})
	}
	return list
}

func TestRecipesAllowExactlyWhatIsAsked(t *testing.T) {
	t.Parallel()
	for bits := 1; bits < 16; bits++ {
		for _, prefix := range []string{"", "reports/", "we?ird*/", "${aws:username}/", "$/"} {
			r := policy.Recipe{Bucket: "acme-data", Prefix: prefix, List: bits&1 > 0, Read: bits&2 > 0, Write: bits&4 > 0, Delete: bits&8 > 0}
			for _, a := range asks(r) {
				holds(t, r, a, map[string][]string{"aws:username": {"ana"}})
			}
		}
	}
	// What a pattern would cover, the plain prefix does not.
	for prefix, other := range map[string]string{"we?ird*/": "weXirdly/", "${aws:username}/": "ana/", "*/": "any/"} {
		r := policy.Recipe{Bucket: "acme-data", Prefix: prefix, List: true, Read: true}
		holds(t, r, ask{"s3:GetObject", "arn:aws:s3:::acme-data/" + other + "a", "-", false}, map[string][]string{"aws:username": {"ana"}})
		holds(t, r, ask{"s3:ListBucket", "arn:aws:s3:::acme-data", other, false}, map[string][]string{"aws:username": {"ana"}})
	}
}

func TestRecipesAskForAddressAndMFA(t *testing.T) {
	t.Parallel()
	for _, prefix := range []string{"", "reports/"} {
		r := policy.Recipe{Bucket: "acme-data", Prefix: prefix, List: true, Read: true, Write: true, Delete: true, SourceIPs: []string{"10.0.0.0/8", "2001:db8::/32"}, MFA: true}
		for _, c := range []struct {
			ip, mfa string
			want    bool
		}{
			{"10.1.2.3", "true", true}, {"2001:db8::7", "true", true}, {"11.1.2.3", "true", false}, {"", "true", false},
			{"10.1.2.3", "false", false}, {"10.1.2.3", "", false}, {"11.1.2.3", "", false},
		} {
			for _, a := range asks(r) {
				context := map[string][]string{}
				if c.ip != "" {
					context["aws:SourceIp"] = []string{c.ip}
				}
				if c.mfa != "" {
					context["aws:MultiFactorAuthPresent"] = []string{c.mfa}
				}
				a.want = a.want && c.want
				holds(t, r, a, context)
			}
		}
	}
}

func holds(t *testing.T, r policy.Recipe, a ask, context map[string][]string) {
	t.Helper()
	if a.prefix != "-" {
		context["s3:prefix"] = []string{a.prefix}
		defer delete(context, "s3:prefix")
	}
	request := policy.Request{Principal: benchUser, Action: a.action, Resource: a.resource, Context: policy.NewContext(context)}
	d := policy.Evaluate(request, policy.Policies{Identity: []policy.Source{{Name: "recipe", Doc: r.Document()}}})
	if got := d.Outcome == policy.Allowed; got != a.want {
		t.Errorf("%+v: %s on %s with %v = %s, want allowed %v\n%s", r, a.action, a.resource, context, d.Outcome, a.want, r.Document().Text())
	}
}
