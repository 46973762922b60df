package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"testing"
)

var inBackticks = regexp.MustCompile("`([A-Za-z]+)`")

// TestTheReadmeNamesWhatIsChanged holds the actions that an operator of AWS has
// to allow to the calls that are made.
func TestTheReadmeNamesWhatIsChanged(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "../account/calls.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var calls []string
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.TypeSpec); ok && spec.Name.Name == "changeCalls" {
			for _, field := range spec.Type.(*ast.StructType).Fields.List {
				calls = append(calls, field.Names[0].Name)
			}
		}
		return true
	})
	slices.Sort(calls)
	if len(calls) == 0 {
		t.Fatal("calls.go has no changeCalls")
	}
	for _, name := range []string{"README.md", "README.ko.md"} {
		text, err := os.ReadFile("../../" + name)
		if err != nil {
			t.Fatal(err)
		}
		line := regexp.MustCompile("(?m)^.*`iam:Get\\*`.*`AddUserToGroup`.*$").FindString(string(text))
		var named []string
		for _, m := range inBackticks.FindAllStringSubmatch(line, -1) {
			named = append(named, m[1])
		}
		slices.Sort(named)
		if !slices.Equal(named, calls) {
			t.Errorf("%s names %v, want the calls that change something: %v", name, named, calls)
		}
	}
}
