package main_test

import (
	"net"
	"net/http"
	"strings"
	"testing"

	"keyporter/internal/account"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
	"keyporter/internal/seal"
)

// The root key of endpoints that are to have the same one.
const (
	liveKey    = "AKIAEXAMPLEROOTKEY22"
	liveSecret = "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"
)

// living is an endpoint with a known root key.
func living(t *testing.T) (*endpoint, *account.Account, *portertest.S3) {
	t.Helper()
	e := alone(t, []string{"KEYPORTER_SANDBOX_ACCESS_KEY_ID=" + liveKey, "KEYPORTER_SANDBOX_SECRET_ACCESS_KEY=" + liveSecret}, "--data", t.TempDir())
	return e, e.as(t, liveKey, liveSecret), portertest.SignedS3(t, e.URL, liveKey, seal.NewSecret(liveSecret))
}

// askLive runs access with a key.
func askLive(t *testing.T, id, secret string, args ...string) (code int, out, errs string) {
	t.Helper()
	env := []string{"AWS_ACCESS_KEY_ID=" + id, "AWS_SECRET_ACCESS_KEY=" + secret, "AWS_EC2_METADATA_DISABLED=true"}
	return once(t, env, append([]string{"access"}, args...)...)
}

func made(t *testing.T, _ any, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func did(t *testing.T, err error) {
	t.Helper()
	made(t, nil, err)
}

func TestAnAccountIsAskedWhereItIs(t *testing.T) {
	t.Parallel()
	e, aws, s3 := living(t)
	s3.Bucket("acme-data")
	s3.Bucket("acme-logs")
	s3.Put("acme-logs", "policy", `{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:Delete*","Resource":["arn:aws:s3:::acme-logs","arn:aws:s3:::acme-logs/*"]}]}`)
	for _, name := range []iam.UserName{"ana", "bo"} {
		_, err := aws.CreateUser(t.Context(), name)
		did(t, err)
	}
	did(t, aws.AttachUserPolicy(t.Context(), "ana", "arn:aws:iam::aws:policy/AmazonS3FullAccess"))
	did(t, aws.PutUserPolicy(t.Context(), "bo", iam.InlinePolicy{Name: "look", Document: `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::acme-data/in/*"}}`}))

	code, out, errs := askLive(t, liveKey, liveSecret, "--iam-endpoint", e.URL)
	want := "\ufeffuser,bucket,list,read,write,delete,tag,permissions\r\n" +
		"ana,acme-data,yes,yes,yes,yes,yes,yes\r\n" +
		"ana,acme-logs,yes,yes,yes,no,yes,yes\r\n" +
		"bo,acme-data,no,if,no,no,no,no\r\n" +
		"bo,acme-logs,no,no,no,no,no,no\r\n"
	if code != 0 || out != want || errs != "" {
		t.Errorf("access of a living account = %d %q %q, want 0 %q", code, out, errs, want)
	}
	if code, out, errs := askLive(t, liveKey, liveSecret, "--iam-endpoint", e.URL, "--why", "ana,acme-logs,delete"); code != 0 || !strings.Contains(out, "acme-logs") || !strings.Contains(out, "denies: resource policy, acme-logs, statement 1") {
		t.Errorf("access --why = %d %q %q, want 0 and the statement that denies", code, out, errs)
	}
	scps := write(t, "scps.json", `[{"orgIdentifier": "r", "policies": [{"name": "none", "policy": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*"}}}]}]`)
	if code, out, errs := askLive(t, liveKey, liveSecret, "--iam-endpoint", e.URL, "--service-control-policies", scps, "--what", "ana", "--format", "csv"); code != 0 || !strings.Contains(out, "ana,acme-data,yes,no,no,no,no,no\r\n") {
		t.Errorf("access under a service control policy = %d %q %q, want only list", code, out, errs)
	}
}

func TestTheBucketsOfAnotherAddressAreRead(t *testing.T) {
	t.Parallel()
	first, aws, s3 := living(t)
	second, _, elsewhere := living(t)
	_, err := aws.CreateUser(t.Context(), "ana")
	did(t, err)
	s3.Bucket("of-the-first")
	elsewhere.Bucket("of-the-second")
	code, out, errs := askLive(t, liveKey, liveSecret, "--iam-endpoint", first.URL, "--s3-endpoint", second.URL)
	if code != 0 || !strings.Contains(out, "ana,of-the-second,no,") || strings.Contains(out, "of-the-first") {
		t.Errorf("access with --s3-endpoint = %d %q %q, want the bucket of the second", code, out, errs)
	}

	env := []string{"AWS_ACCESS_KEY_ID=" + liveKey, "AWS_SECRET_ACCESS_KEY=" + liveSecret}
	w := start(t, env, "--data", t.TempDir(), "--iam-endpoint", first.URL, "--s3-endpoint", second.URL, "--second-factor", "offered").admin(t)
	w.Get("/buckets").Want(http.StatusOK).Form("/scans").Submit(http.StatusOK)
	w.Get("/buckets").Want(http.StatusOK).Has("of-the-second").Lacks("of-the-first")
}

func TestASecondFactorIsDemandedOutsideTheSandbox(t *testing.T) {
	t.Parallel()
	e, _, _ := living(t)
	env := []string{"AWS_ACCESS_KEY_ID=" + liveKey, "AWS_SECRET_ACCESS_KEY=" + liveSecret}
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"at an endpoint":               {[]string{"--iam-endpoint", e.URL}, "/me/second-factor"},
		"in the sandbox":               {[]string{"--sandbox-listen", "127.0.0.1:0"}, "/users"},
		"in the sandbox, where wanted": {[]string{"--sandbox-listen", "127.0.0.1:0", "--second-factor", "demanded"}, "/me/second-factor"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := start(t, env, append([]string{"--data", t.TempDir()}, c.args...)...).admin(t)
			if v := w.Get("/users").Want(http.StatusOK); v.URL.Path != c.want {
				t.Errorf("the list of users is at %s, want %s", v.URL, c.want)
			}
		})
	}
}

func TestWhatCannotBeReadIsToldAndNeverNobody(t *testing.T) {
	t.Parallel()
	e, aws, s3 := living(t)
	s3.Bucket("acme-data")
	_, err := aws.CreateUser(t.Context(), "reader")
	did(t, err)
	did(t, aws.PutUserPolicy(t.Context(), "reader", iam.InlinePolicy{Name: "iam-only", Document: `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["iam:Get*","iam:List*"],"Resource":"*"}}`}))
	key, err := aws.CreateAccessKey(t.Context(), "reader")
	did(t, err)

	code, out, errs := askLive(t, string(key.ID), key.Secret.Reveal(), "--iam-endpoint", e.URL)
	if code != 3 || strings.Contains(out, ",no,") || !strings.Contains(errs, "keyporter: Buckets: ") || !strings.Contains(errs, "s3:ListAllMyBuckets") {
		t.Errorf("access without s3:ListAllMyBuckets = %d %q %q, want 3 and the permission that is missing", code, out, errs)
	}
	code, out, errs = askLive(t, string(key.ID), key.Secret.Reveal(), "--iam-endpoint", e.URL, "--lang", "ko", "--what", "reader")
	if code != 3 || !strings.Contains(errs, "버킷: ") || strings.Contains(out, "None:") || strings.Contains(out, "없습니다.\n") {
		t.Errorf("access --lang ko = %d %q %q, want 3 and the reason in Korean", code, out, errs)
	}

	l, err := net.Listen("tcp", "127.0.0.1:0")
	did(t, err)
	nobody := "http://" + l.Addr().String()
	did(t, l.Close())
	code, out, errs = askLive(t, liveKey, liveSecret, "--iam-endpoint", nobody, "--format", "json")
	if code != 3 || !strings.Contains(out, `"incomplete":true`) || !strings.Contains(errs, "Users, groups and policies: ") || strings.Contains(out+errs, liveSecret) {
		t.Errorf("access where nobody answers = %d %q %q, want 3 and the reason", code, out, errs)
	}
}

func TestOptionsOfALivingAccountAreChecked(t *testing.T) {
	t.Parallel()
	files := []string{"--authorization-details", write(t, "account.json", users(oneUser)), "--buckets", write(t, "buckets.json", oneBucket)}
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"files and an endpoint":       {append([]string{"--iam-endpoint", "http://127.0.0.1:1"}, files...), "exclude each other"},
		"one file and AWS":            {[]string{"--aws", "--buckets", files[3]}, "exclude each other"},
		"AWS and an endpoint":         {[]string{"--aws", "--iam-endpoint", "http://127.0.0.1:1"}, "--aws and --iam-endpoint"},
		"an endpoint of S3 only":      {[]string{"--s3-endpoint", "http://127.0.0.1:1"}, "need --aws or --iam-endpoint"},
		"an endpoint that is no URL":  {[]string{"--iam-endpoint", "127.0.0.1"}, "--iam-endpoint: want http://HOST"},
		"neither files nor endpoint":  {nil, "--authorization-details and --buckets, or --aws"},
		"a malformed file of limits":  {[]string{"--iam-endpoint", "http://127.0.0.1:1", "--service-control-policies", write(t, "scps.json", `[{"orgIdentifier": "r"}]`)}, "scps.json: line 1, column 2: [0].policies is missing."},
		"a file of limits that is no": {[]string{"--iam-endpoint", "http://127.0.0.1:1", "--service-control-policies", "/nowhere"}, "/nowhere"},
	} {
		if code, out, errs := askLive(t, liveKey, liveSecret, c.args...); code != 2 || out != "" || !strings.Contains(errs, c.want) {
			t.Errorf("%s: access = %d %q %q, want 2 and %q", name, code, out, errs, c.want)
		}
	}
}
