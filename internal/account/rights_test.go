package account_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strconv"
	"strings"
	"testing"

	"keyporter/internal/iam"
)

// bucketRights are the actions that allow calls of S3 whose names differ
// ("Required permissions for Amazon S3 API operations", S3 user guide).
var bucketRights = map[string]string{"ListBuckets": "ListAllMyBuckets", "GetPublicAccessBlock": "GetBucketPublicAccessBlock"}

// TestWhatIsCalledIsInTheTableOfRights takes the calls from the package's own
// source: the fields of its tables of calls, each of which is called somewhere,
// and the reads of S3, which name their action.
func TestWhatIsCalledIsInTheTableOfRights(t *testing.T) {
	t.Parallel()
	called := callsOfSource(t)
	listed := map[string]bool{}
	for _, r := range (iam.RightsOptions{}).Rights() {
		listed[r.Action] = true
		if !called[r.Action] {
			t.Errorf("%s needs %s, which is never called", r.Area, r.Action)
		}
	}
	for action := range called {
		if !listed[action] {
			t.Errorf("%s is called, and no area needs it", action)
		}
	}
	if len(called) < 80 {
		t.Errorf("the source calls %d actions, want all of them", len(called))
	}
}

// callsOfSource are the actions of all calls in the package.
func callsOfSource(t *testing.T) map[string]bool {
	t.Helper()
	names, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	fields, used, called := []string{}, map[string]bool{}, map[string]bool{}
	for _, f := range names {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Field:
				if i, ok := n.Type.(*ast.IndexListExpr); ok && f.Name() == "calls.go" && name(i.X) == "call" && len(n.Names) == 1 {
					fields = append(fields, n.Names[0].Name)
				}
			case *ast.SelectorExpr:
				if f.Name() != "calls.go" {
					used[strings.TrimSuffix(strings.TrimPrefix(n.Sel.Name, "New"), "Paginator")] = true
				}
			case *ast.KeyValueExpr:
				if name(n.Key) == "action" {
					bucketAction(called, n.Value)
				}
			case *ast.CompositeLit:
				if len(n.Elts) == 5 && f.Name() == "buckets.go" { // a row of bucketParts
					bucketAction(called, n.Elts[1])
				}
			}
			return true
		})
	}
	for _, f := range fields {
		if action := strings.ToUpper(f[:1]) + f[1:]; used[action] {
			called["iam:"+action] = true
		} else {
			t.Errorf("nothing calls %s", action)
		}
	}
	return called
}

func name(e ast.Expr) string {
	if id, ok := e.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}

// bucketAction notes the action that a literal names.
func bucketAction(called map[string]bool, e ast.Expr) {
	lit, ok := e.(*ast.BasicLit)
	if !ok {
		return
	}
	action, err := strconv.Unquote(lit.Value)
	if err != nil {
		return
	}
	if other := bucketRights[action]; other != "" {
		action = other
	}
	called["s3:"+action] = true
}
