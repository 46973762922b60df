package iam_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

func TestPolicyNamesPathsAndTexts(t *testing.T) {
	t.Parallel()
	for name, want := range map[iam.PolicyName]fault.Code{
		"": fault.CodeRequired, "s3-read.v2=,+@_": "", "two words": fault.CodePolicyName, "<script>": fault.CodePolicyName,
		iam.PolicyName(strings.Repeat("p", 128)): "", iam.PolicyName(strings.Repeat("p", 129)): fault.CodePolicyNameLong,
	} {
		if got := code(name.Check("name")); got != want {
			t.Errorf("PolicyName(%q).Check = %q, want %q", name, got, want)
		}
	}
	for path, want := range map[string]fault.Code{
		"": "", "/": "", "/team/": "", "/a/b/": "", "team": fault.CodePath, "/team": fault.CodePath, "team/": fault.CodePath, "//": fault.CodePath, "/a//b/": fault.CodePath, "/a*/": fault.CodePath,
		"/a b/": fault.CodePath, "/팀/": fault.CodePath, "/" + strings.Repeat("p", 512) + "/": fault.CodeTooLong,
	} {
		if got := code(iam.CheckPath("path", path)); got != want {
			t.Errorf("CheckPath(%q) = %q, want %q", path, got, want)
		}
	}
	for about, want := range map[string]fault.Code{
		"": "", "Reads é\n<b>": "", "보고서": "", strings.Repeat("é", 1000): "", strings.Repeat("a", 1001): fault.CodeTooLong,
	} {
		if got := code(iam.CheckAbout("about", about)); got != want {
			t.Errorf("CheckAbout(%q) = %q, want %q", about, got, want)
		}
	}
	for document, want := range map[string]fault.Code{"": fault.CodeRequired, " \n": fault.CodeRequired, "{\t\"é\": 1\r\n}": "", "“{}”": fault.CodeLatin} {
		if got := code(iam.CheckDocument("document", document)); got != want {
			t.Errorf("CheckDocument(%q) = %q, want %q", document, got, want)
		}
	}
}

func TestTheOldestVersionMakesRoom(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	versions := []iam.PolicyVersion{{ID: "v9", Created: at}, {ID: "v10", Created: at}, {ID: "v2", Created: at, Default: true}, {ID: "v11"}}
	if got := iam.Oldest(versions); got != "" {
		t.Errorf("Oldest of four = %q, want none", got)
	}
	dated := append(slices.Clone(versions), iam.PolicyVersion{ID: "v12", Created: at.Add(time.Hour)})
	if got := iam.Oldest(dated); got != "v11" {
		t.Errorf("Oldest of five = %q, want v11, which was made first", got)
	}
	dated[3].Created = at
	if got := iam.Oldest(dated); got != "v9" {
		t.Errorf("Oldest of five made at once = %q, want v9, the lowest number", got)
	}
	iam.SortVersions(dated)
	if dated[0].ID != "v12" || dated[4].ID != "v2" || iam.DefaultOf(dated) != "v2" || iam.DefaultOf(nil) != "" {
		t.Errorf("SortVersions = %v, want the newest first and v2 as the default", dated)
	}
}
