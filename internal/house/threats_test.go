package house

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestThreatsNameWhatIsThere holds docs/threats.md to the code: each threat and
// promise has its row, and what a row names as code or as a test exists.
func TestThreatsNameWhatIsThere(t *testing.T) {
	t.Parallel()
	content, err := os.ReadFile(filepath.Join("..", "..", "docs", "threats.md"))
	if err != nil {
		t.Fatal(err)
	}
	page, tests := string(content), map[string]bool{}
	named := regexp.MustCompile(`(?m)^func ((?:Test|Fuzz|Benchmark)\w+)\(`)
	for _, dir := range []string{"cmd", "handlers", "internal", "static", "templates", "web"} {
		walk(t, dir, ".go", func(path, source string) {
			if strings.HasSuffix(path, "_test.go") {
				for _, m := range named.FindAllStringSubmatch(source, -1) {
					tests[m[1]] = true
				}
			}
		})
	}
	held := 0
	for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(page, -1) {
		name := m[1]
		switch {
		case regexp.MustCompile(`^(Test|Fuzz|Benchmark)[A-Z]\w+$`).MatchString(name):
			held++
			if !tests[name] {
				t.Errorf("docs/threats.md names %s, and there is no such test", name)
			}
		case regexp.MustCompile(`^(\.ci|cmd|e2e|handlers|internal|static|templates|web)(/|$)`).MatchString(name):
			if _, err := os.Stat(filepath.Join("..", "..", name)); err != nil {
				t.Errorf("docs/threats.md names %s, and there is no such file", name)
			}
		}
	}
	if held < 100 {
		t.Errorf("docs/threats.md names %d tests, want those that hold its promises", held)
	}
	for letter, last := range map[string]int{"T": 32, "P": 22} {
		for i := 1; i <= last; i++ {
			if n := strings.Count(page, fmt.Sprintf("\n| %s%d |", letter, i)); n != 1 {
				t.Errorf("docs/threats.md has %d rows of %s%d, want 1", n, letter, i)
			}
		}
	}
}
