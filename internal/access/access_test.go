package access_test

import (
	"testing"

	"keyporter/internal/access"
)

// letters writes a cell: a letter for each question in their order, y for yes,
// i for if, s for if and some objects only, - for no and ? for unknown.
func letters(c access.Cell) string {
	out := make([]byte, access.Questions)
	for q := range access.Question(access.Questions) {
		out[q] = "-i?y"[c.Answer(q)]
		if c.Some(q) {
			out[q] = 's'
		}
	}
	return string(out)
}

// cell returns the letters for a subject and a bucket by their names.
func cell(t *testing.T, table *access.Table, kind access.SubjectKind, name, bucket string) string {
	t.Helper()
	s, known := table.Find(kind, name)
	b, there := table.Bucket(bucket)
	if !known || !there {
		t.Fatalf("Find(%s, %q), Bucket(%q) = %t, %t, want both", kind, name, bucket, known, there)
	}
	return letters(table.Cell(s, b))
}

func TestCellsByHand(t *testing.T) {
	t.Parallel()
	table := access.Decide(small())
	const none = "----------"
	buckets := []string{"acme-data", "acme-data-archive", "acme-logs", "acme-public", "partner-drop"}
	for _, tt := range []struct {
		why  string
		kind access.SubjectKind
		name string
		want [5]string
	}{
		{"full access to S3, and spared by the deny of the logs", access.SubjectUser, "ana", [5]string{"yyyyyyyyyy", "iiiiiiiiii", "yyyyyyyyyy", "yyyyyyyyyy", "-----yy---"}},
		{"a home folder by a variable, and named by the archive", access.SubjectUser, "bo", [5]string{"i----s----", "-----i----", none, "y----y----", none}},
		{"a group in another case", access.SubjectUser, "cho", [5]string{"yy---y----", none, none, "y----y----", none}},
		{"a group, and a deny that covers the sibling too", access.SubjectUser, "dan", [5]string{none, none, none, "y----y----", none}},
		{"administrator within a boundary, which does not limit what everybody has", access.SubjectUser, "eve", [5]string{"-y---y----", "-i---i----", "-y---y----", "yy---y----", "-----y----"}},
		{"actions in another case, buckets in another case, a variable in an old document, and a star for the partition, which reaches as far as object keys with colons",
			access.SubjectUser, "fay", [5]string{"-----y----", "-----s----", "-----ss---", "y----y----", "-----s----"}},
		{"NotAction and NotResource", access.SubjectUser, "gus", [5]string{none, "iiiiiiiiii", "yyyyyyy-yy", "yyyyyyyyyy", "-----yy---"}},
		{"a policy that is none", access.SubjectUser, "hal", [5]string{"??????????", "??????????", "???????-??", "??????????", "-----??---"}},
		{"conditions on the own tags", access.SubjectUser, "ivy", [5]string{none, none, "y---------", "y----y----", none}},
		{"a member who has nothing else", access.SubjectGroup, "READERS", [5]string{"yy---y----", none, none, "y----y----", none}},
		{"a role that the logs name, within its boundary", access.SubjectRole, "etl", [5]string{"------y---", none, none, "y----y----", none}},
		{"an account of which the archive names one user", access.SubjectAccount, vendor, [5]string{none, "-----i----", none, "y----y----", none}},
		{"nobody in particular", access.SubjectEveryone, "", [5]string{none, none, none, "y----y----", none}},
	} {
		for i, bucket := range buckets {
			if got := cell(t, table, tt.kind, tt.name, bucket); got != tt.want[i] {
				t.Errorf("%s: Cell(%s %s, %s) = %s, want %s", tt.why, tt.kind, tt.name, bucket, got, tt.want[i])
			}
		}
	}
	if got, want := len(table.Subjects()), 13; got != want {
		t.Errorf("len(Subjects()) = %d, want %d", got, want)
	}
}
