package policy_test

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"keyporter/internal/policy"
)

// content is a document without the places of its parts.
func content(d *policy.Document) policy.Document {
	texts := func(list []policy.Text) []policy.Text {
		out := make([]policy.Text, len(list))
		for i := range list {
			out[i].Value = list[i].Value
		}
		if list == nil {
			return nil
		}
		return out
	}
	principals := func(p *policy.Principals) *policy.Principals {
		if p == nil {
			return nil
		}
		out := &policy.Principals{}
		for _, one := range p.List {
			out.List = append(out.List, policy.Principal{Kind: one.Kind, Value: one.Value})
		}
		return out
	}
	out := policy.Document{Version: d.Version, ID: d.ID}
	for _, s := range d.Statements {
		n := policy.Statement{
			Sid: s.Sid, Effect: s.Effect, Actions: texts(s.Actions), NotActions: texts(s.NotActions), Resources: texts(s.Resources),
			NotResources: texts(s.NotResources), Principal: principals(s.Principal), NotPrincipal: principals(s.NotPrincipal),
		}
		for _, c := range s.Conditions {
			n.Conditions = append(n.Conditions, policy.Condition{Operator: c.Operator, Key: c.Key, Values: texts(c.Values)})
		}
		out.Statements = append(out.Statements, n)
	}
	return out
}

// written holds what JSON writes against what it was written from.
func written(t *testing.T, text string) {
	t.Helper()
	d, err := policy.Parse(text)
	if err != nil {
		return
	}
	out := d.JSON()
	again, err := policy.Parse(out)
	if err != nil {
		t.Fatalf("Parse(%q).JSON() = %s, which Parse refuses: %v", text, out, err)
	}
	if got, want := content(again), content(d); !reflect.DeepEqual(got, want) {
		t.Errorf("Parse(%q).JSON() = %s\nwhich reads as %+v\nwant %+v", text, out, got, want)
	}
	if twice := again.JSON(); twice != out {
		t.Errorf("JSON of what JSON wrote = %s, want %s", twice, out)
	}
}

// seeds are documents with every element and odd form.
var seeds = []string{
	`{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`,
	`{"Id":"a<b>&\"\\\u0001\u001f한글\u2028","Version":"2008-10-17","Statement":[{"Effect":"Deny","NotAction":["s3:*","iam:*"],"NotResource":[]}]}`,
	`{"Statement":[{"Sid":"A","Effect":"allow","Action":[],"Resource":["*"]},{"Effect":"Allow"}]}`,
	`{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"},{"Effect":"Deny","NotPrincipal":{"AWS":[],"Service":["a","b"],"Federated":"x"},"Action":"*"},
		{"Effect":"Deny","Principal":{"AWS":[]},"Action":"*"},{"Effect":"Deny","Principal":{"CanonicalUser":"c","AWS":["*","1"]},"Action":"*"}]}`,
	`{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":true,"a:b":[]},"Nope":{},"NumericLessThan":{"s3:max-keys":[10,1e3]},"StringLike":{"a":"b"}}}}`,
	`{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{}}}`,
}

func TestWrittenDocumentsReadTheSame(t *testing.T) {
	t.Parallel()
	for _, text := range seeds {
		written(t, text)
	}
	g := generator{rand.New(rand.NewPCG(7, 7))}
	for range 300 {
		written(t, g.document(t, g.IntN(2) == 0).Text())
	}
}

func TestJSONHasOneForm(t *testing.T) {
	t.Parallel()
	d, err := policy.Parse(`{"Statement":{"Condition":{"Bool":{"aws:SecureTransport":false,"a":[]},"StringLike":{"s3:prefix":["<a>*","b"]}},
		"Resource":["arn:aws:s3:::b"],"Action":["s3:GetObject","s3:PutObject"],"Principal":{"AWS":["123456789012"],"Service":["a","b"]},"Effect":"Allow","Sid":"S"},"Id":"i","Version":"2012-10-17"}`)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{
    "Version": "2012-10-17",
    "Id": "i",
    "Statement": [
        {
            "Sid": "S",
            "Effect": "Allow",
            "Principal": {
                "AWS": "123456789012",
                "Service": [
                    "a",
                    "b"
                ]
            },
            "Action": [
                "s3:GetObject",
                "s3:PutObject"
            ],
            "Resource": "arn:aws:s3:::b",
            "Condition": {
                "Bool": {
                    "aws:SecureTransport": "false",
                    "a": []
                },
                "StringLike": {
                    "s3:prefix": [
                        "<a>*",
                        "b"
                    ]
                }
            }
        }
    ]
}`
	if got := d.JSON(); got != want {
		t.Errorf("JSON() = %s\nwant %s", got, want)
	}
}

func TestConditionsOfOneOperatorAreWrittenTogether(t *testing.T) {
	t.Parallel()
	one := func(operator, key string) policy.Condition {
		return policy.Condition{Operator: operator, Key: key, Values: []policy.Text{{Value: "true"}}}
	}
	d := &policy.Document{Statements: []policy.Statement{{Effect: policy.Allow, Conditions: []policy.Condition{one("Bool", "a"), one("Null", "b"), one("Bool", "c")}}}}
	again, err := policy.Parse(d.JSON())
	if err != nil {
		t.Fatal(err)
	}
	want := []policy.Condition{one("Bool", "a"), one("Bool", "c"), one("Null", "b")}
	if got := content(again).Statements[0].Conditions; !reflect.DeepEqual(got, want) {
		t.Errorf("JSON() = %s, want the two of Bool together", d.JSON())
	}
}

// FuzzRoundTrip writes and tells whatever Parse takes.
func FuzzRoundTrip(f *testing.F) {
	for _, text := range seeds {
		f.Add(text)
	}
	f.Add(policy.Recipe{Bucket: "acme-data", Prefix: "a*/", List: true, Read: true, Write: true, SourceIPs: []string{"10.0.0.0/8"}, MFA: true}.Document().Text())
	f.Fuzz(func(t *testing.T, text string) {
		written(t, text)
		d, err := policy.Parse(text)
		if err != nil {
			return
		}
		complete(t, text, d)
		if r, ok := policy.ReadRecipe(d); ok && !isRecipe(r.Document()) {
			t.Errorf("ReadRecipe(%q) = %+v, which does not read back", text, r)
		}
	})
}
