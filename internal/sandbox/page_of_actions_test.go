package sandbox_test

import (
	"maps"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestTheTableOfActionsTellsTheTruth holds docs/sandbox.md to the names of the
// services' published models, in testdata, and to what the endpoint answers.
func TestTheTableOfActionsTellsTheTruth(t *testing.T) {
	t.Parallel()
	read := func(path string) string {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	there, not, split := strings.Cut(read("../../docs/sandbox.md"), "\n## What is not there\n")
	_, there, begun := strings.Cut(there, "\n## What is there\n")
	if !split || !begun {
		t.Fatal("docs/sandbox.md has not its two sections")
	}
	says := map[string]bool{} // by action: whether it is there
	for present, section := range map[bool]string{true: there, false: not} {
		for line := range strings.Lines(section) {
			cell, _, _ := strings.Cut(strings.TrimPrefix(line, "|"), "|")
			for _, name := range regexp.MustCompile("`([A-Za-z]+)`").FindAllStringSubmatch(cell, -1) {
				if _, twice := says[name[1]]; twice {
					t.Errorf("docs/sandbox.md names %s twice", name[1])
				}
				says[name[1]] = present
			}
		}
	}
	b := newBench(t)
	unknown := maps.Clone(says)
	for line := range strings.Lines(read("testdata/operations.txt")) {
		service, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		version := map[string]string{"iam": "2010-05-08", "sts": "2011-06-15"}[service]
		a, err := b.send(b.request(service, url.Values{"Action": {name}, "Version": {version}}))
		if err != nil {
			t.Fatal(err)
		}
		said, named := says[name]
		if got := a.code() != "InvalidAction"; !named || got != said {
			t.Errorf("%s of %s is there: %v; in docs/sandbox.md: %v, named %v", name, service, got, said, named)
		}
		delete(unknown, name)
	}
	for name := range unknown {
		t.Errorf("docs/sandbox.md names %s, which is no action of the models", name)
	}
}
