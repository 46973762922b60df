package text_test

import (
	"bufio"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"keyporter/internal/policy"
	"keyporter/internal/text"
)

// policyCase is a document of policy's testdata/summary with its sentences.
type policyCase struct {
	name, document  string
	english, korean []string
}

func policyCases(t *testing.T) []policyCase {
	t.Helper()
	files, err := filepath.Glob("../policy/testdata/summary/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	var list []policyCase
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(string(content), "\n") {
			keyword, value, _ := strings.Cut(line, " ")
			switch last := len(list) - 1; keyword {
			case "--":
				list = append(list, policyCase{name: value})
			case "policy":
				list[last].document = value
			case "en":
				list[last].english = append(list[last].english, value)
			case "ko":
				list[last].korean = append(list[last].korean, value)
			}
		}
	}
	return list
}

// sentences tells a document in one language.
func sentences(t *testing.T, words *text.Text, document string) []string {
	t.Helper()
	d, err := policy.Parse(document)
	if err != nil {
		t.Fatalf("Parse(%s) = %v", document, err)
	}
	var list []string
	for _, s := range d.Summarise() {
		list = append(list, words.Sentence(s))
	}
	return list
}

func TestPoliciesAreToldInWords(t *testing.T) {
	t.Parallel()
	for _, c := range policyCases(t) {
		if got := sentences(t, &text.English, c.document); !slices.Equal(got, c.english) {
			t.Errorf("%s: told as\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), strings.Join(c.english, "\n"))
		}
		if got := sentences(t, &text.Korean, c.document); !slices.Equal(got, c.korean) {
			t.Errorf("%s: told as\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), strings.Join(c.korean, "\n"))
		}
	}
}

// policyCodes reads the constants of a type from the sources of package policy.
func policyCodes(t *testing.T, pattern, typeName string) []string {
	t.Helper()
	files, err := filepath.Glob("../policy/" + pattern)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, file := range files {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			kind, named := spec.Type.(*ast.Ident)
			value, literal := spec.Values[0].(*ast.BasicLit)
			if named && literal && kind.Name == typeName {
				code, err := strconv.Unquote(value.Value)
				if err != nil {
					t.Fatal(err)
				}
				found = append(found, code)
			}
			return true
		})
	}
	return found
}

func TestEveryCodeOfASummaryHasWordsAndACase(t *testing.T) {
	t.Parallel()
	told := map[string]bool{}
	for _, c := range policyCases(t) {
		d, err := policy.Parse(c.document)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range d.Summarise() {
			for _, p := range slices.Concat(s.Deeds, s.Places, s.Parties) {
				told[string(p.Code)] = true
			}
			for _, c := range s.Conditions {
				told[string(c.Code)] = true
			}
		}
	}
	phrases, clauses := policyCodes(t, "summary*.go", "PhraseCode"), policyCodes(t, "summary*.go", "ClauseCode")
	if len(phrases) < 40 || len(clauses) < 30 {
		t.Fatalf("the sources have %d phrases and %d clauses, want all of them", len(phrases), len(clauses))
	}
	for _, code := range slices.Concat(phrases, clauses) {
		if !told[code] {
			t.Errorf("no case tells %s", code)
		}
	}
	for _, words := range []*text.Text{&text.English, &text.Korean} {
		w := &words.PolicyWords
		for _, code := range phrases {
			if w.Phrases[policy.PhraseCode(code)] == "" {
				t.Errorf("%s has no words for the phrase %s", words.Lang, code)
			}
		}
		for _, code := range clauses {
			_, special := w.Clauses[policy.ClauseCode(code)]
			_, compare := w.Compares[policy.ClauseCode(code)]
			if special == compare {
				t.Errorf("%s has words for the clause %s: special %v, comparison %v, want one", words.Lang, code, special, compare)
			}
		}
		if len(w.Phrases) != len(phrases) || len(w.Clauses)+len(w.Compares) != len(clauses) {
			t.Errorf("%s has words for codes that are none", words.Lang)
		}
	}
}

func TestManagedPoliciesAreToldInWords(t *testing.T) {
	t.Parallel()
	file, err := os.Open("../sandbox/catalogue/managed-policies.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	n := 0
	for ; lines.Scan(); n++ {
		var p struct {
			Name     string
			Document json.RawMessage
		}
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		for _, words := range []*text.Text{&text.English, &text.Korean} {
			for _, s := range sentences(t, words, string(p.Document)) {
				hangul := strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Hangul, r) })
				if !strings.HasSuffix(s, ".") || strings.Contains(s, "%") || strings.Contains(s, "  ") || hangul != (words.Lang == "ko") {
					t.Errorf("%s in %s: %q", p.Name, words.Lang, s)
				}
			}
		}
	}
	if n < 82 {
		t.Errorf("%d managed policies, want 82", n)
	}
}

// TestTextsOfAPolicyStayAsTheyAre: they are neither formats nor markup.
func TestTextsOfAPolicyStayAsTheyAre(t *testing.T) {
	t.Parallel()
	document := `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"%s<b>"},"Action":["s3:%d","ec2:<i>"],
		"Resource":["arn:aws:s3:::a%sb/%[9]s<script>*","*%!"],"Condition":{"StringLike":{"k%s":["v%s","&amp;"]},"StringEquals":{"aws:username":"%x"}}}}`
	for _, words := range []*text.Text{&text.English, &text.Korean} {
		got := strings.Join(sentences(t, words, document), "\n")
		for _, want := range []string{"%s<b>", "%d", "<i>", "a%sb", "%[9]s<script>", "*%!", "k%s", "v%s", "&amp;", "%x"} {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %s lacks %s", words.Lang, got, want)
			}
		}
		if strings.Contains(got, "MISSING") || strings.Contains(got, "EXTRA") || strings.Contains(got, "BADINDEX") {
			t.Errorf("%s: a text was taken for a format: %s", words.Lang, got)
		}
	}
}

func TestEveryProblemOfARecipeHasASentence(t *testing.T) {
	t.Parallel()
	codes := policyCodes(t, "builder*.go", "RecipeCode")
	if len(codes) < 12 {
		t.Fatalf("the sources have %d codes, want all of them", len(codes))
	}
	for _, words := range []*text.Text{&text.English, &text.Korean} {
		for _, code := range codes {
			got := words.RecipeProblem(policy.RecipeProblem{Code: policy.RecipeCode(code), Arg: "10.0.0.0/8%s"})
			if got == "" || strings.Contains(got, "MISSING") || strings.Contains(got, "EXTRA") {
				t.Errorf("%s: RecipeProblem(%s) = %q", words.Lang, code, got)
			}
		}
		if n := len(words.Recipes.Problems); n != len(codes) {
			t.Errorf("%s has %d sentences for %d codes", words.Lang, n, len(codes))
		}
	}
	got := text.English.RecipeProblem(policy.RecipeProblem{Field: policy.FieldSourceIPs, Code: policy.RecipeSource, Arg: "50%d"})
	if got != "“50%d” is neither an IP address nor a range such as 203.0.113.0/24." {
		t.Errorf("RecipeProblem = %q", got)
	}
}
