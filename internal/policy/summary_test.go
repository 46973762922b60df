package policy_test

import (
	"bufio"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"keyporter/internal/policy"
)

// told writes a sentence in one line: effect, how the deeds are meant, deeds,
// @ places, for parties, if conditions, with variables.
func told(s policy.Sentence) string {
	out := []string{string(s.Effect)}
	if s.Code != policy.SentenceDeeds {
		out = append(out, string(s.Code))
	}
	out = append(out, phrases(s.Deeds)...)
	if s.Places != nil || s.Elsewhere {
		out = append(out, map[bool]string{false: "@", true: "@ all but"}[s.Elsewhere])
		out = append(out, phrases(s.Places)...)
	}
	if s.Named {
		out = append(out, map[bool]string{false: "for", true: "for all but"}[s.Others])
		out = append(out, phrases(s.Parties)...)
	}
	for _, c := range s.Conditions {
		out = append(out, "if")
		if c.Not {
			out = append(out, "not")
		}
		if c.Many != policy.OneValue {
			out = append(out, string(c.Many))
		}
		out = append(out, string(c.Code)+"("+strings.Join(append([]string{c.Key}, c.Values...), ", ")+")")
		if c.OrAbsent {
			out = append(out, "or absent")
		}
	}
	if s.Variables != nil {
		out = append(out, map[bool]string{false: "with ", true: "with plain "}[s.Plain]+strings.Join(s.Variables, ", "))
	}
	return strings.Join(out, " ")
}

func phrases(list []policy.Phrase) []string {
	var out []string
	for _, p := range list {
		one := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(string(p.Code), "deed-"), "place-"), "party-")
		if len(p.Args) > 0 {
			one += "(" + strings.Join(p.Args, ", ") + ")"
		}
		out = append(out, one)
	}
	return out
}

// summaryCases reads testdata/summary; internal/text holds the words of the same
// cases to them.
func summaryCases(t testing.TB) []textCase {
	t.Helper()
	files, err := filepath.Glob("testdata/summary/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	var list []textCase
	for _, file := range files {
		list = append(list, readTextCases(t, file)...)
	}
	return list
}

func TestSummaries(t *testing.T) {
	t.Parallel()
	for _, c := range summaryCases(t) {
		d := parsed(t, c.one("policy"))
		var got []string
		for _, s := range d.Summarise() {
			got = append(got, told(s))
		}
		if !slices.Equal(got, c.values["says"]) {
			t.Errorf("%s: Summarise says\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), strings.Join(c.values["says"], "\n"))
		}
	}
}

// complete fails where a statement or a condition is not told, or a value of
// the document stands in no argument.
func complete(t *testing.T, name string, d *policy.Document) {
	t.Helper()
	sentences := d.Summarise()
	if len(d.Text()) > 50000 { // looking for each place would take long
		if len(sentences) < len(d.Statements) {
			t.Errorf("%s: %d sentences for %d statements", name, len(sentences), len(d.Statements))
		}
		return
	}
	for i, s := range d.Statements {
		var own []policy.Sentence
		for _, one := range sentences {
			if one.Statement == i {
				own = append(own, one)
			}
		}
		if len(own) == 0 {
			t.Errorf("%s: statement %d has no sentence", name, i)
		}
		for _, one := range own {
			if one.Position != d.Position(s.At) {
				t.Errorf("%s: statement %d is at %v, want %v", name, i, one.Position, d.Position(s.At))
			}
			if len(one.Conditions) != len(s.Conditions) {
				t.Errorf("%s: statement %d has %d clauses for %d conditions", name, i, len(one.Conditions), len(s.Conditions))
			}
			for j, c := range one.Conditions {
				if c.Key != s.Conditions[j].Key || c.Position != d.Position(s.Conditions[j].At) {
					t.Errorf("%s: clause %d of statement %d is %+v", name, j, i, c)
				}
			}
		}
	}
}

// TestManagedPoliciesAreTold looks at the policies that AWS publishes.
func TestManagedPoliciesAreTold(t *testing.T) {
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
		d := parsed(t, string(p.Document))
		complete(t, p.Name, d)
		for _, s := range d.Summarise() {
			said := told(s)
			for _, v := range d.Statements[s.Statement].Resources {
				if !strings.Contains(said, strings.TrimPrefix(strings.TrimSuffix(v.Value, "*"), "arn:aws:s3:::")) && !strings.Contains(said, "everywhere") &&
					!strings.Contains(said, "own-user") {
					t.Errorf("%s: %s says nothing of %s", p.Name, said, v.Value)
				}
			}
		}
		written(t, d.Text())
	}
	if n < 82 {
		t.Errorf("%d managed policies, want 82", n)
	}
}

func TestSummariesLeaveNothingOut(t *testing.T) {
	t.Parallel()
	g := generator{rand.New(rand.NewPCG(5, 6))}
	for range 500 {
		d := g.document(t, g.IntN(3) == 0)
		complete(t, d.Text(), d)
	}
	for _, text := range seeds {
		complete(t, text, parsed(t, text))
	}
	for name, text := range huge() {
		complete(t, name, parsed(t, text))
	}
}

// TestActionsAreTold: every action that a statement covers is said by one of
// its deeds, and no deed says more.
func TestActionsAreTold(t *testing.T) {
	t.Parallel()
	patterns := []string{"s3:List*", "s3:Get*", "s3:*Tag*", "s3:Put*", "s3:Delete*", "s3:Describe*", "s3:*Access*", "s3:GetObject", "s3:PutObjectAcl", "s3:?bortMultipartUpload", "s3:Create*", "s3:Up*", "s3:Re*"}
	levels := map[policy.PhraseCode]policy.AccessLevel{
		policy.DeedList: policy.LevelList, policy.DeedRead: policy.LevelRead, policy.DeedWrite: policy.LevelWrite,
		policy.DeedTag: policy.LevelTagging, policy.DeedPermissions: policy.LevelPermissionsManagement,
	}
	for bits := 1; bits < 1<<len(patterns); bits += 41 {
		var chosen []string
		want, got := map[string]bool{}, map[string]bool{}
		for i, p := range patterns {
			if bits&(1<<i) != 0 {
				chosen = append(chosen, `"`+p+`"`)
				for _, a := range policy.ExpandActions(p) {
					want[a.Name] = true
				}
			}
		}
		d := parsed(t, `{"Statement":{"Effect":"Allow","Resource":"*","Action":[`+strings.Join(chosen, ",")+`]}}`)
		for _, deed := range d.Summarise()[0].Deeds {
			switch level, ok := levels[deed.Code]; {
			case ok:
				for _, a := range policy.Actions("s3") {
					got[a.Name] = got[a.Name] || a.Level == level
				}
			case deed.Code == policy.DeedSome:
				for _, name := range deed.Args[1:] {
					for _, a := range policy.ExpandActions("s3:" + name) {
						got[a.Name] = true
					}
				}
			case deed.Code == policy.DeedReadObjects:
				got["GetObject"] = true
			default:
				t.Fatalf("%v is told as %+v", chosen, deed)
			}
		}
		for _, a := range policy.Actions("s3") {
			if got[a.Name] != want[a.Name] {
				t.Errorf("%v: %s is said %v, want %v", chosen, a.Name, got[a.Name], want[a.Name])
			}
		}
	}
}
