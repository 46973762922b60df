package desk

import (
	"bytes"
	"encoding/json"
	"strings"
)

// Snippet is a ready piece of configuration or code with real credentials in
// it. Its text is secret.
type Snippet struct {
	ID   string // spring3, spring2, cli, boto3, terraform or env
	Name string
	Text string
}

// usualRegion stands where none was chosen: clients refuse to start without.
const usualRegion = "us-east-1"

// Snippets returns what the holder of an access key pastes, with the endpoint
// where it is not AWS's own. A ticket of another kind has none.
func Snippets(c Credentials, p Place) []Snippet {
	if c.Kind != KeyTicket {
		return nil
	}
	if p.Region == "" {
		p.Region = usualRegion
	}
	return []Snippet{
		{"spring3", "Spring Cloud AWS 3", spring3(c, p)},
		{"spring2", "Spring Cloud AWS 2", spring2(c, p)},
		{"cli", "AWS CLI", cli(c, p)},
		{"boto3", "boto3", boto3(c, p)},
		{"terraform", "Terraform", terraform(c, p)},
		{"env", "Environment", environment(c, p)},
	}
}

// spring3 is application.yml for Spring Cloud AWS 3.
func spring3(c Credentials, p Place) string {
	s := "spring:\n  cloud:\n    aws:\n" +
		"      credentials:\n        access-key: " + quoted(c.KeyID) + "\n        secret-key: " + quoted(c.Secret.Reveal()) + "\n" +
		"      region:\n        static: " + quoted(p.Region) + "\n"
	if p.Endpoint != "" {
		s += "      s3:\n        endpoint: " + quoted(p.Endpoint) + "\n        path-style-access-enabled: true\n"
	}
	return s
}

// spring2 is application.yml for Spring Cloud AWS 2, which would look for a
// CloudFormation stack unless told otherwise.
func spring2(c Credentials, p Place) string {
	s := "cloud:\n  aws:\n" +
		"    credentials:\n      access-key: " + quoted(c.KeyID) + "\n      secret-key: " + quoted(c.Secret.Reveal()) + "\n" +
		"    region:\n      static: " + quoted(p.Region) + "\n" +
		"    stack:\n      auto: false\n"
	if p.Endpoint != "" {
		s += "    s3:\n      endpoint: " + quoted(p.Endpoint) + "\n"
	}
	return s
}

// cli is what belongs in the two files of the AWS CLI. Commands would leave the
// secret in the history of the shell.
func cli(c Credentials, p Place) string {
	s := "# ~/.aws/credentials\n" + credentialsBlock(c) +
		"\n# ~/.aws/config\n[profile " + c.User + "]\nregion = " + p.Region + "\n"
	if p.Endpoint != "" {
		s += "endpoint_url = " + p.Endpoint + "\n"
	}
	return s
}

func boto3(c Credentials, p Place) string {
	client := `s3 = session.client("s3")`
	if p.Endpoint != "" {
		client = `s3 = session.client("s3", endpoint_url=` + quoted(p.Endpoint) + `)`
	}
	return "import boto3\n\nsession = boto3.Session(\n" +
		"    aws_access_key_id=" + quoted(c.KeyID) + ",\n" +
		"    aws_secret_access_key=" + quoted(c.Secret.Reveal()) + ",\n" +
		"    region_name=" + quoted(p.Region) + ",\n)\n" + client + "\n"
}

func terraform(c Credentials, p Place) string {
	s := "provider \"aws\" {\n  region     = " + hcl(p.Region) + "\n  access_key = " + hcl(c.KeyID) +
		"\n  secret_key = " + hcl(c.Secret.Reveal()) + "\n"
	if p.Endpoint != "" {
		s += "\n  s3_use_path_style = true\n\n  endpoints {\n" +
			"    s3  = " + hcl(p.Endpoint) + "\n    iam = " + hcl(p.Endpoint) + "\n    sts = " + hcl(p.Endpoint) + "\n  }\n"
	}
	return s + "}\n"
}

func environment(c Credentials, p Place) string {
	s := "export AWS_ACCESS_KEY_ID=" + shell(c.KeyID) + "\nexport AWS_SECRET_ACCESS_KEY=" + shell(c.Secret.Reveal()) +
		"\nexport AWS_REGION=" + shell(p.Region) + "\n"
	if p.Endpoint != "" {
		s += "export AWS_ENDPOINT_URL=" + shell(p.Endpoint) + "\n"
	}
	return s
}

// quoted writes a string as JSON does, which YAML 1.2 and Python read the same.
func quoted(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return `""` // no string fails to encode
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// hcl writes a string for Terraform, where ${ and %{ begin a template.
func hcl(s string) string {
	return strings.NewReplacer("${", "$${", "%{", "%%{").Replace(quoted(s))
}

// shell writes a string for a POSIX shell.
func shell(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
