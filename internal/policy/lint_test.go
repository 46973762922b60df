package policy_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"keyporter/internal/policy"
)

// lintCase is a document with every remark that it gets, in order.
type lintCase struct {
	name, use, policy string
	want              []string // severity, #statement, line:column, code, arguments
}

// TestLintCases holds the remarks to AWS's documentation: each file is a rule
// with its source, and each document gets these remarks and no other.
func TestLintCases(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/lint/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	told := map[policy.LintCode]bool{}
	for _, file := range files {
		for _, c := range readLintCases(t, file) {
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txt")+"/"+c.name, func(t *testing.T) {
				doc, err := policy.Parse(c.policy)
				if err != nil {
					t.Fatal(err)
				}
				var got []string
				for _, r := range doc.Lint(policy.Use(c.use)) {
					told[r.Code] = true
					got = append(got, remarkLine(r))
				}
				if !slices.Equal(got, c.want) {
					t.Errorf("Lint(%s) of %.300s\n got %s\nwant %s", c.use, c.policy, strings.Join(got, "\n     "), strings.Join(c.want, "\n     "))
				}
			})
		}
	}
	for _, code := range policy.LintCodes() {
		if !told[code] {
			t.Errorf("no case has the code %s", code)
		}
	}
}

func remarkLine(r policy.Remark) string {
	statement := "doc"
	if r.Statement >= 0 {
		statement = fmt.Sprint(r.Statement)
	}
	line := fmt.Sprintf("%s #%s %d:%d %s %s", r.Severity, statement, r.Position.Line, r.Position.Column, r.Code, strings.Join(r.Args, " | "))
	return strings.TrimRight(line, " ")
}

func readLintCases(t *testing.T, file string) []lintCase {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "# Source: ") {
		t.Errorf("%s names no source", file)
	}
	var list []lintCase
	use := ""
	for n, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		keyword, value, _ := strings.Cut(line, " ")
		c := &lintCase{}
		if len(list) > 0 {
			c = &list[len(list)-1]
		}
		switch {
		case line == "" || keyword == "#":
		case keyword == "--":
			list = append(list, lintCase{name: value, use: use})
		case keyword == "use" && len(list) == 0:
			use = value
		case keyword == "use":
			c.use = value
		case keyword == "policy":
			c.policy = value
		case keyword == "want":
			c.want = append(c.want, strings.Replace(value, " doc ", " #doc ", 1))
		case keyword == "":
			c.policy += "\n" + line
		default:
			t.Fatalf("%s:%d: no keyword %q", file, n+1, keyword)
		}
	}
	return list
}

// TestAWSOwnPoliciesHaveNoErrors holds the linter to policies that AWS itself
// publishes: what it calls an error must be one.
func TestAWSOwnPoliciesHaveNoErrors(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../sandbox/catalogue/managed-policies.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if len(lines) != 82 {
		t.Fatalf("%d policies, want 82", len(lines))
	}
	for _, line := range lines {
		var p struct {
			Name     string
			Document json.RawMessage
		}
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			t.Fatal(err)
		}
		doc, err := policy.Parse(string(p.Document))
		if err != nil {
			t.Fatalf("%s: %v", p.Name, err)
		}
		for _, r := range doc.Lint(policy.UseManaged) {
			if r.Severity == policy.SeverityError && r.Code != policy.LintTooLarge { // AWS's own may be larger
				t.Errorf("%s has %s", p.Name, remarkLine(r))
			}
		}
	}
}

// hugeLints are the largest documents that AWS reads, each made to ask much of
// one rule.
func hugeLints() map[string]string {
	fill := func(before, part, after string) string {
		n := (longest - len(before) - len(after)) / len(part)
		var b strings.Builder
		b.WriteString(before)
		for i := range n {
			b.WriteString(strings.ReplaceAll(part, "#", fmt.Sprintf("%05d", i)))
		}
		b.WriteString(after)
		return b.String()
	}
	statement := `{"Version":"2012-10-17","Statement":{"Effect":"Allow",`
	return map[string]string{
		"unknown actions":  fill(statement+`"Resource":"*","Action":["s3:x"`, `,"s3:GetObj#"`, `]}}`),
		"patterns":         fill(statement+`"Resource":"*","Action":["s3:x"`, `,"*:*a*e*#*"`, `]}}`),
		"resources":        fill(statement+`"Action":"s3:GetObject","Resource":["*"`, `,"arn:*:*:*#"`, `]}}`),
		"one resource":     fill(statement+`"Action":"iam:PutUserPolicy","Resource":"arn:`, `*a`, `"}}`),
		"statements":       fill(`{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}`, `,{"Effect":"Deny","Action":"*","Resource":"*"}`, `]}`),
		"conditions":       fill(statement+`"Action":"s3:GetObject","Resource":"*","Condition":{"StringNotEquals":{"a:b":""`, `,"a:#":"*"`, `}}}}`),
		"unknown keys":     fill(statement+`"Action":"s3:*","Resource":"*","Condition":{"StringNotEquals":{"a:b":""`, `,"aws:Source#":"*"`, `}}}}`),
		"keys and actions": fill(statement+`"Resource":"*","Condition":{"StringNotEquals":{"s3:prefix":"","s3:delimiter":""}},"Action":["s3:x"`, `,"s3:*t*#"`, `]}}`),
		"variables":        fill(statement+`"Action":"s3:GetObject","Resource":"arn:aws:s3:::b/`, `${aws:x#}`, `"}}`),
	}
}

// TestLintOfHugeDocuments: each comes to an end with something to say, in the
// order of the places. How long that takes is what BenchmarkLint shows.
func TestLintOfHugeDocuments(t *testing.T) {
	t.Parallel()
	for name, text := range hugeLints() {
		doc, err := policy.Parse(text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		remarks := doc.Lint(policy.UseInline)
		ordered := slices.IsSortedFunc(remarks, func(a, b policy.Remark) int {
			return cmp.Or(a.Position.Line-b.Position.Line, a.Position.Column-b.Position.Column)
		})
		if len(remarks) == 0 || !ordered {
			t.Errorf("Lint of %s gave %d remarks, ordered %v", name, len(remarks), ordered)
		}
	}
}

func BenchmarkLint(b *testing.B) {
	documents := hugeLints()
	documents["the mix"] = mix[0]
	for name, text := range documents {
		doc, err := policy.Parse(text)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				doc.Lint(policy.UseInline)
			}
		})
	}
}
