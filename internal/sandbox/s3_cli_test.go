package sandbox_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestTheAWSCommandLineWorksWithS3 copies a folder there and back, with a file that
// goes in parts, and asks for what a presigned address gives.
func TestTheAWSCommandLineWorksWithS3(t *testing.T) {
	t.Parallel()
	b, run := commandLine(t)
	from, to := t.TempDir(), t.TempDir()
	files := map[string]string{"a.csv": "one", "sub/b c+é.txt": "two", "large.bin": string(pattern(17 << 20))}
	for name, text := range files {
		path := filepath.Join(from, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		// Objects change in whole seconds: a file of this second would look younger.
		if err := os.Chtimes(path, time.Time{}, time.Now().Add(-time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	const policy = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::reports/*"}}`
	for _, c := range []struct {
		want string // the end of what is printed
		args []string
	}{
		{"make_bucket: reports", []string{"s3", "mb", "s3://reports"}},
		{"make_bucket: archive", []string{"s3", "mb", "s3://archive", "--region", "ap-northeast-2"}},
		{"ap-northeast-2", []string{"s3api", "get-bucket-location", "--bucket", "archive"}},
		{"", []string{"s3", "cp", "--no-progress", "--only-show-errors", filepath.Join(from, "a.csv"), "s3://reports/copied.csv"}},
		{"", []string{"s3", "sync", "--only-show-errors", from, "s3://reports/all"}},
		{"", []string{"s3", "sync", from, "s3://reports/all"}}, // nothing is left to do
		{"3", []string{"s3api", "list-objects-v2", "--bucket", "reports", "--prefix", "all/", "--query", "length(Contents)"}},
		{"copied.csv", []string{"s3", "ls", "s3://reports"}},
		{"b c+é.txt", []string{"s3", "ls", "--recursive", "s3://reports/all/sub/"}},
		{"", []string{"s3", "cp", "--only-show-errors", "--recursive", "s3://reports/all", to}},
		{"", []string{"s3", "cp", "--only-show-errors", "s3://reports/all/large.bin", "s3://archive/large.bin"}},
		{"17825792", []string{"s3api", "head-object", "--bucket", "archive", "--key", "large.bin", "--query", "ContentLength"}},
		{"", []string{"s3", "mv", "--only-show-errors", "s3://reports/copied.csv", "s3://reports/moved.csv"}},
		{"", []string{"s3api", "put-bucket-policy", "--bucket", "reports", "--policy", policy}},
		{policy, []string{"s3api", "get-bucket-policy", "--bucket", "reports", "--query", "Policy"}},
		{"False", []string{"s3api", "get-bucket-policy-status", "--bucket", "reports", "--query", "PolicyStatus.IsPublic"}},
		{"True\tTrue\tTrue\tTrue", []string{"s3api", "get-public-access-block", "--bucket", "reports", "--query", "PublicAccessBlockConfiguration.[BlockPublicAcls,BlockPublicPolicy,IgnorePublicAcls,RestrictPublicBuckets]"}},
		{"", []string{"s3api", "put-bucket-tagging", "--bucket", "reports", "--tagging", "TagSet=[{Key=team,Value=core}]"}},
		{"TAGSET\tteam\tcore", []string{"s3api", "get-bucket-tagging", "--bucket", "reports"}},
		{"BucketOwnerEnforced", []string{"s3api", "get-bucket-ownership-controls", "--bucket", "reports", "--query", "OwnershipControls.Rules[].ObjectOwnership"}},
		{"FULL_CONTROL", []string{"s3api", "get-bucket-acl", "--bucket", "reports", "--query", "Grants[].Permission"}},
		{"core", []string{"s3api", "put-object", "--bucket", "reports", "--key", "tagged", "--tagging", "team=core", "--checksum-algorithm", "SHA256", "--query", "'core'"}},
		{"core", []string{"s3api", "get-object-tagging", "--bucket", "reports", "--key", "tagged", "--query", "TagSet[].Value"}},
		{"remove_bucket: archive", []string{"s3", "rb", "--force", "s3://archive"}},
		{"remove_bucket: reports", []string{"s3", "rb", "--force", "s3://reports"}},
	} {
		if got, err := run(c.args...); err != nil || !strings.HasSuffix(got, c.want) || c.want == "" && got != "" {
			t.Errorf("aws %v = %q, %v, want %q", c.args, got, err, c.want)
		}
	}
	for name, want := range files {
		if got, err := os.ReadFile(filepath.Join(to, name)); err != nil || string(got) != want {
			t.Errorf("%s came back as %d bytes, %v, want %d", name, len(got), err, len(want))
		}
	}
	for want, args := range map[string][]string{
		"(NoSuchBucket)":      {"s3", "ls", "s3://reports"},
		"(404)":               {"s3api", "head-bucket", "--bucket", "reports"},
		"(InvalidBucketName)": {"s3api", "create-bucket", "--bucket", "a..b"},
	} {
		if got, err := run(args...); err == nil || !strings.Contains(got, want) {
			t.Errorf("aws %v = %q, %v, want %s", args, got, err, want)
		}
	}
	if _, err := run("s3", "mb", "s3://shared"); err != nil {
		t.Fatal(err)
	}
	putText(t, b.s3Client(), "shared", "a", "by an address")
	address, err := run("s3", "presign", "s3://shared/a", "--expires-in", "60")
	if a := b.fetchURL(t, "GET", address, ""); err != nil || a.body != "by an address" {
		t.Errorf("GET %s = %d %s, %v", address, a.status, a.body, err)
	}
}
