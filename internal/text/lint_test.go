package text_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"keyporter/internal/policy"
	"keyporter/internal/text"
)

// policyConstants reads the values of the constants of a type from files of package
// policy.
func policyConstants(t *testing.T, typ string, files ...string) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, file := range files {
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", "policy", file), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			named, isNamed := spec.Type.(*ast.Ident)
			lit, isText := spec.Values[0].(*ast.BasicLit)
			if !isNamed || !isText || named.Name != typ {
				return true
			}
			value, err := strconv.Unquote(lit.Value)
			if err != nil {
				t.Fatal(err)
			}
			found[value] = spec.Names[0].Name
			return true
		})
	}
	return found
}

func TestEveryPolicyCodeHasASentence(t *testing.T) {
	t.Parallel()
	errors := policyConstants(t, "Code", "error.go", "case.go")
	remarks := policyConstants(t, "LintCode", "lint_codes.go")
	if len(errors) < 30 || len(remarks) < 60 {
		t.Fatalf("found %d codes and %d codes of remarks, want all of them", len(errors), len(remarks))
	}
	if len(policy.LintCodes()) != len(remarks) {
		t.Errorf("LintCodes() has %d codes, %d are declared", len(policy.LintCodes()), len(remarks))
	}
	for _, words := range []*text.Text{&text.English, &text.Korean} {
		for code, name := range errors {
			if words.Lint.Errors[policy.Code(code)].What == "" {
				t.Errorf("%s has no sentence for policy.%s", words.Lang, name)
			}
			if _, twice := remarks[code]; twice {
				t.Errorf("policy.%s and a code of Lint are both %q", name, code)
			}
		}
		for code, name := range remarks {
			if words.Lint.Remarks[policy.LintCode(code)].What == "" {
				t.Errorf("%s has no sentence for policy.%s", words.Lang, name)
			}
		}
		if len(words.Lint.Errors) != len(errors) || len(words.Lint.Remarks) != len(remarks) {
			t.Errorf("%s has sentences for %d and %d codes, want %d and %d", words.Lang, len(words.Lint.Errors), len(words.Lint.Remarks), len(errors), len(remarks))
		}
	}
}

// TestRemarksFillTheirSentences says every remark of the linter's own cases.
func TestRemarksFillTheirSentences(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../policy/testdata/lint/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	uses := []policy.Use{policy.UseManaged, policy.UseInline, policy.UseResource, policy.UseTrust}
	seen := 0
	for _, file := range files {
		cases, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(cases)) {
			doc, err := policy.Parse(strings.TrimPrefix(line, "policy "))
			if err != nil {
				continue // not a line with a whole document
			}
			for _, use := range uses {
				for _, r := range doc.Lint(use) {
					seen++
					for _, words := range []*text.Text{&text.English, &text.Korean} {
						for _, s := range []string{words.Remark(r), words.RemarkAdvice(r), words.Severity(r.Severity)} {
							if s == "" || strings.Contains(s, "%!") || strings.Contains(s, "—") {
								t.Errorf("%s says %+v as %q", words.Lang, r, s)
							}
						}
					}
				}
			}
		}
	}
	if seen < 500 {
		t.Errorf("%d remarks, want those of all cases", seen)
	}
}

func TestRemarksAreSaidForPeople(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		remark policy.Remark
		want   string
	}{
		{"a name that was meant", policy.Remark{Code: policy.LintUnknownAction, Args: []string{"s3:ListObjects", "s3:ListBucket"}},
			"There is no action s3:ListObjects; the statement does nothing for it. Did you mean s3:ListBucket?"},
		{"no name that was meant", policy.Remark{Code: policy.LintUnknownAction, Args: []string{"s3:Jump", ""}},
			"There is no action s3:Jump; the statement does nothing for it. Look it up in the service's list of actions."},
		{"a quota", policy.Remark{Code: policy.LintLarge, Args: []string{"3000", "2048", "user"}},
			"The policy has 3,000 characters without white space, more than the 2,048 that all inline policies of a user may have together. Make it smaller if that is what it is for."},
		{"several actions", policy.Remark{Code: policy.LintEscalateRole, Args: []string{"iam:PassRole", "ec2:RunInstances"}},
			"iam:PassRole, ec2:RunInstances let their holder run code with a role, and so with its permissions. Name the roles that may be passed."},
		{"what Check refuses", policy.Remark{Code: policy.LintCode(policy.CodeEffect), Args: []string{""}},
			"The statement has no Effect. Add Effect with Allow or Deny."},
		{"a code that is new", policy.Remark{Code: "new"},
			text.English.Lint.Errors[policy.CodeSyntax].What + " " + text.English.Lint.Errors[policy.CodeSyntax].Do},
	} {
		if got := text.English.Remark(c.remark) + " " + text.English.RemarkAdvice(c.remark); got != c.want {
			t.Errorf("%s: Remark(%+v) = %q, want %q", c.name, c.remark, got, c.want)
		}
	}
	e := &policy.Error{Code: policy.CodePrincipalInvalid, Args: []string{"AWS", "ana"}}
	if got, want := text.Korean.PolicyError(e), "ana 값은 AWS 종류의 보안 주체가 아닙니다."; got != want {
		t.Errorf("PolicyError(%v) = %q, want %q", e, got, want)
	}
	if got := text.Korean.PolicyErrorAdvice(e); !strings.HasPrefix(got, "12자리 계정 ID") {
		t.Errorf("PolicyErrorAdvice(%v) = %q", e, got)
	}
	if got := text.English.PolicyError(&policy.Error{Code: policy.CodeRegion}); !strings.Contains(got, "—") {
		t.Errorf("PolicyError without arguments = %q, want a dash for each", got)
	}
}
