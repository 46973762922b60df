package policy_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"keyporter/internal/policy"
)

// textCase is a case of testdata/cases: keywords with their values. Values that
// may come several times are kept in their order.
type textCase struct {
	name   string
	values map[string][]string
}

// repeated are the keywords whose values add up within a case.
var repeated = []string{"policy", "scp", "session", "says", "en", "ko"}

// TestCases holds the evaluators to AWS's documentation: each file is a rule
// with its source, written from the page and not from the code.
func TestCases(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			for _, c := range readTextCases(t, file) {
				t.Run(c.name, func(t *testing.T) { c.run(t) })
			}
		})
	}
}

func readTextCases(t testing.TB, file string) []textCase {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "# Source: ") {
		t.Errorf("%s names no source", file)
	}
	defaults := textCase{values: map[string][]string{}}
	var list []textCase
	current := &defaults
	last := ""
	for n, line := range strings.Split(string(text), "\n") {
		name, isCase := strings.CutPrefix(line, "-- ")
		keyword, value, _ := strings.Cut(line, " ")
		switch {
		case isCase:
			list = append(list, textCase{name: name, values: map[string][]string{}})
			current = &list[len(list)-1]
		case strings.TrimSpace(line) == "" || line[0] == '#':
		case line[0] == ' ' || line[0] == '\t':
			v := current.values[last]
			if len(v) == 0 {
				t.Fatalf("%s:%d: a value goes on that did not begin", file, n+1)
			}
			v[len(v)-1] += "\n" + line
		default:
			last = keyword
			if !slices.Contains(repeated, keyword) {
				current.values[keyword] = nil
			}
			current.values[keyword] = append(current.values[keyword], value)
		}
	}
	for i := range list {
		for k, v := range defaults.values {
			if _, own := list[i].values[k]; !own {
				list[i].values[k] = v
			}
		}
	}
	return list
}

func (c *textCase) one(keyword string) string {
	if v := c.values[keyword]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// kinds are the words before an identity policy.
var kinds = []policy.Kind{policy.UserInline, policy.UserManaged, policy.GroupInline, policy.GroupManaged, policy.RoleInline, policy.RoleManaged}

// build turns the case into a request with its policies; the error is that of a
// document which is refused.
func (c *textCase) build(t testing.TB) (policy.Request, policy.Policies, error) {
	t.Helper()
	r := policy.Request{
		Principal: c.one("principal"), Action: c.one("action"), Resource: c.one("resource"), ResourceAccount: c.one("resource-account"),
		Context: context(t, c.one("context")),
	}
	var p policy.Policies
	var refused error
	read := func(text string, use policy.Use) *policy.Document {
		doc, err := policy.Read(text, use)
		if err != nil && refused == nil {
			refused = err
		}
		return doc
	}
	for i, text := range c.values["policy"] {
		kind, rest, _ := strings.Cut(text, " ")
		if slices.Contains(kinds, policy.Kind(kind)) {
			text = rest
		} else {
			kind = string(policy.UserInline)
		}
		p.Identity = append(p.Identity, policy.Source{Name: fmt.Sprint("policy", i+1), Kind: policy.Kind(kind), Doc: read(text, policy.UseInline)})
	}
	if text := c.one("boundary"); text != "" {
		p.Boundary = &policy.Source{Name: "boundary", Doc: read(text, policy.UseInline)}
	}
	if text := c.one("resource-policy"); text != "" {
		use := policy.UseResource
		if strings.Contains(r.Resource, ":role/") {
			use = policy.UseTrust
		}
		p.Resource = &policy.Source{Name: "resource policy", Doc: read(text, use)}
	}
	for _, text := range c.values["session"] {
		p.Session = append(p.Session, policy.Source{Name: "session", Doc: read(text, policy.UseInline)})
	}
	for i, text := range c.values["scp"] {
		level := policy.Level{ID: fmt.Sprint("level", i)}
		documents := []json.RawMessage{json.RawMessage(text)}
		if strings.HasPrefix(strings.TrimSpace(text), "[") {
			if err := json.Unmarshal([]byte(text), &documents); err != nil {
				t.Fatal(err)
			}
		}
		for _, d := range documents {
			level.Policies = append(level.Policies, policy.Source{Name: "scp", Doc: read(string(d), policy.UseControl)})
		}
		p.Control = append(p.Control, level)
	}
	return r, p, refused
}

// context reads a JSON object of texts and lists of texts.
func context(t testing.TB, text string) *policy.Context {
	t.Helper()
	if text == "" {
		return nil
	}
	var raw map[string]any
	if err := json.Unmarshal([]byte(text), &raw); err != nil {
		t.Fatalf("context %s: %v", text, err)
	}
	values := map[string][]string{}
	for k, v := range raw {
		switch v := v.(type) {
		case string:
			values[k] = []string{v}
		case []any:
			for _, one := range v {
				values[k] = append(values[k], one.(string))
			}
		default:
			t.Fatalf("context %s: a value is neither text nor list", text)
		}
	}
	return policy.NewContext(values)
}

func (c *textCase) run(t *testing.T) {
	want := c.one("want")
	r, p, err := c.build(t)
	if want == "error" || err != nil {
		if (want == "error") != (err != nil) {
			t.Errorf("documents = %v, want %s", err, want)
		}
		return
	}
	if got := policy.Evaluate(r, p); string(got.Outcome) != want {
		t.Errorf("Evaluate = %s because %s, want %s\nreasons %+v\nnear %+v", got.Outcome, got.Cause, want, got.Reasons, got.Near)
	}
}
