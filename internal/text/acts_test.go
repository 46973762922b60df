package text_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/text"
)

// constants reads the string constants of one type out of package desk's source.
func constants(t *testing.T, typeName string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../desk/act.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if id, ok := spec.Type.(*ast.Ident); !ok || id.Name != typeName {
			return true
		}
		for _, v := range spec.Values {
			s, err := strconv.Unquote(v.(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, s)
		}
		return true
	})
	return list
}

func TestEveryVerbHasWords(t *testing.T) {
	t.Parallel()
	verbs := constants(t, "Verb")
	if len(verbs) < 30 {
		t.Fatalf("act.go has %d verbs, want all of them", len(verbs))
	}
	for _, words := range []*text.Text{&text.English, &text.Korean} {
		for _, verb := range verbs {
			if got := words.Verb(verb); got == verb {
				t.Errorf("%s: Verb(%q) = %q, want a label", words.Lang, verb, got)
			}
			if _, ok := words.Acts.Deeds[verb]; !ok {
				t.Errorf("%s: %q has no sentence", words.Lang, verb)
			}
			for _, detail := range [][]string{nil, {"one", "two"}} {
				got := words.Did(verb, "ana", detail)
				if !strings.Contains(got, "ana") || strings.Contains(got, "%!") || strings.Contains(got, "(MISSING)") {
					t.Errorf("%s: Did(%q, ana, %v) = %q, want a sentence about ana", words.Lang, verb, detail, got)
				}
			}
		}
		if len(words.Acts.Verbs) != len(verbs) || len(words.Acts.Deeds) != len(verbs) {
			t.Errorf("%s: %d labels and %d sentences, want %d: some verb is gone", words.Lang, len(words.Acts.Verbs), len(words.Acts.Deeds), len(verbs))
		}
	}
}

func TestEveryPhaseHasAWord(t *testing.T) {
	t.Parallel()
	for _, words := range []*text.Text{&text.English, &text.Korean} {
		for _, phase := range constants(t, "Phase") {
			if got := words.Phase(phase); got == phase {
				t.Errorf("%s: Phase(%q) = %q, want a word", words.Lang, phase, got)
			}
		}
	}
}

func TestDid(t *testing.T) {
	t.Parallel()
	s3 := "arn:aws:iam::aws:policy/AmazonS3FullAccess"
	for name, c := range map[string]struct {
		words  *text.Text
		verb   desk.Verb
		target string
		detail []string
		want   string
	}{
		"ARNs are cut to their names":        {&text.English, desk.UserAttach, "ana", []string{s3, "own"}, "Attached to user ana: AmazonS3FullAccess, own."},
		"no detail gives the plain sentence": {&text.English, desk.UserAttach, "ana", nil, "The policies are attached to user ana."},
		"detail that says nothing is left":   {&text.English, desk.UserCreate, "ana", []string{s3}, "User ana is created."},
		"Korean keeps the name apart":        {&text.Korean, desk.GroupDelete, "admins", nil, "admins 그룹을 삭제했습니다."},
		"a verb without words is said":       {&text.English, "new.verb", "ana", nil, "Done: ana."},
		"a target with a percent sign stays": {&text.English, desk.UserDelete, "50%s", nil, "User 50%s is deleted."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := c.words.Did(string(c.verb), c.target, c.detail); got != c.want {
				t.Errorf("Did(%q, %q, %q) = %q, want %q", c.verb, c.target, c.detail, got, c.want)
			}
		})
	}
}
