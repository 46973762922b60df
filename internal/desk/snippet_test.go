package desk_test

import (
	"strings"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/seal"
)

func snippet(t *testing.T, id string, c desk.Credentials, p desk.Place) string {
	t.Helper()
	for _, s := range desk.Snippets(c, p) {
		if s.ID == id {
			return s.Text
		}
	}
	t.Fatalf("Snippets has no %s", id)
	return ""
}

func TestSnippetsForAWS(t *testing.T) {
	t.Parallel()
	place := desk.Place{Region: "ap-northeast-2"}
	cases := map[string]string{
		"spring3": `spring:
  cloud:
    aws:
      credentials:
        access-key: "AKIAIOSFODNN7EXAMPLE"
        secret-key: "+JalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
      region:
        static: "ap-northeast-2"
`,
		"spring2": `cloud:
  aws:
    credentials:
      access-key: "AKIAIOSFODNN7EXAMPLE"
      secret-key: "+JalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
    region:
      static: "ap-northeast-2"
    stack:
      auto: false
`,
		"cli": `# ~/.aws/credentials
[dev]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = +JalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY

# ~/.aws/config
[profile dev]
region = ap-northeast-2
`,
		"boto3": `import boto3

session = boto3.Session(
    aws_access_key_id="AKIAIOSFODNN7EXAMPLE",
    aws_secret_access_key="+JalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    region_name="ap-northeast-2",
)
s3 = session.client("s3")
`,
		"terraform": `provider "aws" {
  region     = "ap-northeast-2"
  access_key = "AKIAIOSFODNN7EXAMPLE"
  secret_key = "+JalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
}
`,
		"env": `export AWS_ACCESS_KEY_ID='AKIAIOSFODNN7EXAMPLE'
export AWS_SECRET_ACCESS_KEY='+JalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
export AWS_REGION='ap-northeast-2'
`,
	}
	for id, want := range cases {
		if got := snippet(t, id, key("dev"), place); got != want {
			t.Errorf("snippet %s = %s, want %s", id, got, want)
		}
	}
	if list := desk.Snippets(login("dev", "x"), place); list != nil {
		t.Errorf("Snippets of a password = %d, want none", len(list))
	}
}

func TestSnippetsForAnotherEndpoint(t *testing.T) {
	t.Parallel()
	place := desk.Place{Endpoint: "http://127.0.0.1:8081"}
	cases := map[string]string{
		"spring3":   "      s3:\n        endpoint: \"http://127.0.0.1:8081\"\n        path-style-access-enabled: true\n",
		"spring2":   "    s3:\n      endpoint: \"http://127.0.0.1:8081\"\n",
		"cli":       "endpoint_url = http://127.0.0.1:8081\n",
		"boto3":     `endpoint_url="http://127.0.0.1:8081"`,
		"terraform": "  endpoints {\n    s3  = \"http://127.0.0.1:8081\"\n",
		"env":       "export AWS_ENDPOINT_URL='http://127.0.0.1:8081'\n",
	}
	for id, want := range cases {
		got := snippet(t, id, key("dev"), place)
		if !strings.Contains(got, want) || !strings.Contains(got, "us-east-1") {
			t.Errorf("snippet %s = %s, want %s and a region", id, got, want)
		}
	}
}

func TestSnippetsQuoteWhatOtherServersMayGive(t *testing.T) {
	t.Parallel()
	c := key("dev")
	c.Secret = seal.NewSecret(`a"b\c'd${e}`)
	cases := map[string]string{
		"spring3":   `secret-key: "a\"b\\c'd${e}"`,
		"terraform": `secret_key = "a\"b\\c'd$${e}"`,
		"env":       `AWS_SECRET_ACCESS_KEY='a"b\c'\''d${e}'`,
	}
	for id, want := range cases {
		if got := snippet(t, id, c, desk.Place{}); !strings.Contains(got, want) {
			t.Errorf("snippet %s = %s, want %s", id, got, want)
		}
	}
}
