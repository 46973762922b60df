package policy_test

import (
	"fmt"
	"strings"
	"testing"

	"keyporter/internal/policy"
)

// longest is the length that IAM takes at most (the parameter PolicyDocument).
const longest = 131072

// huge are documents whose parsing or deciding could take long: very many of
// everything, and patterns that look back.
func huge() map[string]string {
	list := func(n int, format string) string {
		parts := make([]string, n)
		for i := range parts {
			parts[i] = fmt.Sprintf(format, i)
		}
		return strings.Join(parts, ",")
	}
	document := func(statements string) string { return `{"Version":"2012-10-17","Statement":[` + statements + `]}` }
	hostile := "arn:aws:s3:::" + strings.Repeat("*a", 30000) + "*b"
	return map[string]string{
		"10,000 statements":   document(list(10000, `{"Sid":"S%d","Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::b/*"}`)),
		"one hostile pattern": document(`{"Effect":"Allow","Action":"s3:*","Resource":"` + hostile + `"}`),
		"many small ones":     document(`{"Effect":"Allow","Action":["*:*a*a*a*a*a*a*a*a*b"],"Resource":[` + list(6000, `"arn:aws:s3:::*a*%d"`) + `]}`),
		"question marks":      document(`{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::*` + strings.Repeat("?", 60000) + `*b"}`),
		"many keys":           document(`{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringLike":{` + list(8000, `"k:%d":"*a*a*b"`) + `}}}`),
		"many variables":      document(`{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::` + strings.Repeat("${aws:username}*", 7000) + `"}`),
		"open braces":         document(`{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::` + strings.Repeat("${", 50000) + `"}`),
	}
}

func hugeRequest() policy.Request {
	return policy.Request{
		Principal: benchUser, Action: "s3:GetObject", Resource: "arn:aws:s3:::" + strings.Repeat("a", 2048),
		Context: policy.NewContext(map[string][]string{"aws:username": {"a"}, "k:1": {strings.Repeat("a", 1000)}}),
	}
}

// TestHugeDocumentsAreDecided: both evaluators come to an end, with the same
// outcome. That they do so in a time that grows with the length only is what
// BenchmarkHuge shows.
func TestHugeDocumentsAreDecided(t *testing.T) {
	t.Parallel()
	for name, text := range huge() {
		doc, err := policy.Read(text, policy.UseInline)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		p := policy.Policies{Identity: []policy.Source{{Name: "p", Doc: doc}}}
		c := policy.NewCompiler(known)
		want := policy.Evaluate(hugeRequest(), p).Outcome
		if got := c.Set(p).Decide(c.Query(hugeRequest())); got != want {
			t.Errorf("%s: Decide = %s, Evaluate = %s", name, got, want)
		}
	}
}

func BenchmarkHuge(b *testing.B) {
	for name, text := range huge() {
		for _, part := range []int{4, 1} {
			cut := text
			if part > 1 && strings.HasPrefix(name, "10,000") { // the other documents have one statement
				cut = text[:strings.LastIndex(text[:len(text)/part], ",{")] + "]}"
			} else if part > 1 {
				continue
			}
			b.Run(fmt.Sprintf("%s, %d kB", name, len(cut)>>10), func(b *testing.B) {
				b.SetBytes(int64(len(cut)))
				for b.Loop() {
					doc, err := policy.Parse(cut)
					if err != nil {
						b.Fatal(err)
					}
					policy.Evaluate(hugeRequest(), policy.Policies{Identity: []policy.Source{{Doc: doc}}})
				}
			})
		}
	}
}

// BenchmarkParse is the longest document that IAM takes.
func BenchmarkParse(b *testing.B) {
	var list []string
	for n := 0; n < longest-200; n += len(list[0]) + 1 {
		list = append(list, `{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":["arn:aws:s3:::acme","arn:aws:s3:::acme/*"],"Condition":{"Bool":{"aws:SecureTransport":true}}}`)
	}
	text := `{"Version":"2012-10-17","Statement":[` + strings.Join(list, ",") + `]}`
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := policy.Read(text, policy.UseManaged); err != nil {
			b.Fatal(err)
		}
	}
}
