package policy_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"keyporter/internal/policy"
)

// drawn shows a difference as patches do.
func drawn(lines []policy.DiffLine) string {
	var b strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&b, "%s%d/%d %s\n", map[policy.DiffKind]string{policy.DiffSame: " ", policy.DiffGone: "-", policy.DiffNew: "+"}[l.Kind], l.Before, l.After, l.Text)
	}
	return b.String()
}

func TestADifferenceTellsWhatIsGoneAndNew(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ before, after, want string }{
		"nothing":             {"a\nb", "a\nb\n", " 1/1 a\n 2/2 b\n"},
		"from nothing":        {"", "a\n", "+0/1 a\n"},
		"to nothing":          {"a\n", "", "-1/0 a\n"},
		"a line in the midst": {"a\nb\nc", "a\nx\nc", " 1/1 a\n-2/0 b\n+0/2 x\n 3/3 c\n"},
		"lines around one that stays": {"a\nb\nc\nd", "x\nb\ny\nd\ne",
			"-1/0 a\n+0/1 x\n 2/2 b\n-3/0 c\n+0/3 y\n 4/4 d\n+0/5 e\n"},
		"a line that is there twice": {"a\na", "a\na\na", " 1/1 a\n 2/2 a\n+0/3 a\n"},
	} {
		if got := drawn(policy.Diff(c.before, c.after)); got != c.want {
			t.Errorf("%s: Diff =\n%swant\n%s", name, got, c.want)
		}
	}
}

func TestBothTextsCanBeReadFromTheirDifference(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	text := func() string {
		lines := make([]string, random.IntN(30))
		for i := range lines {
			lines[i] = string("abc{ "[random.IntN(5)])
		}
		return strings.Join(append(lines, "end"), "\n")
	}
	for range 500 {
		before, after := text(), text()
		var a, b []string
		for _, l := range policy.Diff(before, after) {
			if l.Kind != policy.DiffNew {
				a = append(a, l.Text)
			}
			if l.Kind != policy.DiffGone {
				b = append(b, l.Text)
			}
		}
		if strings.Join(a, "\n") != before || strings.Join(b, "\n") != after {
			t.Fatalf("Diff(%q, %q) holds %q and %q, want both texts", before, after, a, b)
		}
	}
}

func TestHugeTextsHaveADifferenceToo(t *testing.T) {
	t.Parallel()
	before, after := strings.Repeat("a\n", 3000)+"same\n", strings.Repeat("b\n", 3000)+"same\n"
	lines := policy.Diff(before, after)
	if len(lines) != 6001 || lines[0].Kind != policy.DiffGone || lines[3000].Kind != policy.DiffNew || lines[6000].Kind != policy.DiffSame {
		t.Errorf("Diff of 3,000 lines = %d lines, want all gone, all new, and the last one", len(lines))
	}
}

func TestOrderHasNoMeaning(t *testing.T) {
	t.Parallel()
	const base = `{"Version":"2012-10-17","Statement":[
		{"Sid":"A","Effect":"Allow","Action":["s3:Get*","s3:Put*"],"Resource":["arn:aws:s3:::a/*","arn:aws:s3:::b/*"],
		 "Condition":{"StringEquals":{"aws:PrincipalTag/x":["1","2"]},"Bool":{"aws:SecureTransport":"true"}}},
		{"Effect":"Deny","NotPrincipal":{"AWS":["111122223333","444455556666"],"Service":"s3.amazonaws.com"},"NotAction":["iam:A","iam:B"],"NotResource":["*","a"]}]}`
	const other = `{"Statement":[
		{"NotResource":["a","*"],"NotAction":["iam:B","iam:A"],"Effect":"Deny","NotPrincipal":{"Service":["s3.amazonaws.com"],"AWS":["444455556666","111122223333"]}},
		{"Condition":{"Bool":{"aws:SecureTransport":true},"StringEquals":{"aws:PrincipalTag/x":["2","1"]}},
		 "Action":["s3:Put*","s3:Get*"],"Sid":"A","Resource":["arn:aws:s3:::b/*","arn:aws:s3:::a/*"],"Effect":"Allow"}],"Version":"2012-10-17"}`
	read := func(text string) *policy.Document {
		d, err := policy.Parse(text)
		if err != nil {
			t.Fatalf("Parse(%s) = %v, want a document", text, err)
		}
		return d
	}
	if !policy.SameMeaning(read(base), read(other)) {
		t.Error("SameMeaning of two documents in other orders = false, want true")
	}
	for _, change := range [][2]string{{"s3:Get*", "s3:Get"}, {"Deny", "Allow"}, {"2012-10-17", "2008-10-17"}, {`"true"`, `"false"`}, {"111122223333", "111122223334"}, {`"Sid":"A"`, `"Sid":"B"`}} {
		if policy.SameMeaning(read(base), read(strings.Replace(base, change[0], change[1], 1))) {
			t.Errorf("SameMeaning with %s for %s = true, want false", change[1], change[0])
		}
	}
}
