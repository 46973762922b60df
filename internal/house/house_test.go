// Package house holds the rules of the house as tests, and no other code. They
// read non-test files; generated files are exempt from the rules of style.
package house

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// floors is the house: a package imports only lower floors, never its own.
var floors = map[string]struct {
	floor int
	why   string
}{
	"internal/fault":   {0, "ways to fail: known to all, knows nobody"},
	"internal/otp":     {0, "one-time codes and QR: pure"},
	"internal/demo":    {0, "the demo account: pure"},
	"internal/policy":  {0, "the policy language: pure"},
	"internal/seal":    {0, "secrets and sealing"},
	"static":           {0, "embedded files"},
	"internal/iam":     {1, "nouns of an AWS account"},
	"internal/desk":    {1, "nouns of the dashboard"},
	"internal/text":    {1, "what a person reads"},
	"internal/access":  {2, "who reaches which bucket, and why: pure"},
	"internal/oidc":    {2, "sign-in at a provider: the protocol, without operators"},
	"templates/ui":     {2, "building blocks of pages"},
	"internal/account": {3, "AWS through the SDK"},
	"internal/saved":   {3, "an account from files, for the audit"},
	"internal/store":   {3, "SQL"},
	"templates":        {3, "pages and their view models"},
	"internal/sandbox": {4, "the embedded endpoint: on the store, never on account"},
	"internal/auth":    {4, "sign-in and sessions"},
	"internal/ledger":  {4, "the audit log held against itself, and sent elsewhere"},
	"internal/notice":  {4, "reminders on their way: by mail and by webhook, from the store"},
	"internal/jobs":    {4, "changes of many rows in the background: knows no AWS"},
	"internal/porter":  {5, "use cases: allowed, done, written down"},
	"handlers":         {6, "read, ask, fill, show"},
	"web":              {7, "routes, middleware, errors become pages"},
	"cmd/keyporter":    {8, "options and wiring"},
}

// benches are for tests only and stand beside the floors.
var benches = map[string]string{
	"internal/portertest": "the bench: everything real, over HTTP",
	"internal/house":      "these rules",
}

// owners says who may import a foreign library. The rest is free or forbidden.
var owners = []struct {
	library string
	owner   []string
	why     string
}{
	{"github.com/go-chi/chi/", []string{"web"}, "routing is the door's"},
	{"github.com/a-h/templ", []string{"templates", "templates/ui", "handlers"}, "pages; handlers use the type only"},
	{"github.com/aws/", []string{"internal/account", "internal/portertest"}, "the SDK ends here; the bench signs with its signer"},
	{"github.com/go-webauthn/", []string{"internal/auth"}, "passkeys"},
	{"github.com/gorilla/", []string{"internal/auth"}, "sessions"},
	{"github.com/coreos/go-oidc/", []string{"internal/oidc"}, "sign-in at a provider"},
	{"golang.org/x/oauth2", []string{"internal/oidc"}, "sign-in at a provider"},
	{"github.com/alexedwards/argon2id", []string{"internal/auth"}, "passwords"},
	{"github.com/jackc/", []string{"internal/store"}, "PostgreSQL"},
	{"modernc.org/", []string{"internal/store"}, "SQLite"},
	{"github.com/pressly/goose/", []string{"internal/store"}, "migrations"},
	{"github.com/alecthomas/kong", []string{"cmd/keyporter"}, "the command line"},
	{"github.com/wneessen/go-mail", []string{"internal/notice"}, "mail"},
	{"github.com/pquerna/otp", []string{"internal/otp"}, "one-time codes"},
	{"rsc.io/qr", []string{"internal/otp"}, "QR codes"},
	{"github.com/emersion/", []string{"internal/portertest"}, "tests have a mail server"},
	{"golang.org/x/mod/sumdb/note", []string{"internal/desk"}, "signed checkpoints of the audit log"},
	{"golang.org/x/net/html", []string{"internal/portertest"}, "tests read pages"},
	{"golang.org/x/sync/", nil, "free"},
	{"golang.org/x/time/", nil, "free"},
	{"golang.org/x/text/", nil, "free"},
}

// forbidden are own imports that the floors would allow.
var forbidden = []struct{ pkg, imports, why string }{
	{"web", "internal/store", "cmd passes what web needs"},
	{"web", "internal/porter", "cmd passes what web needs"},
	{"web", "internal/account", "only porter calls AWS"},
	{"handlers", "internal/store", "handlers ask the application"},
	{"handlers", "internal/notice", "handlers ask the application"},
	{"handlers", "internal/account", "a handler cannot change AWS without a record"},
	{"handlers", "internal/sandbox", "the sandbox is on the wire"},
	{"internal/sandbox", "internal/account", "they check each other: no shared code"},
	{"internal/account", "internal/sandbox", "they check each other: no shared code"},
	{"internal/policy", "internal/fault", "policy is pure"},
}

type listed struct {
	ImportPath string
	Dir        string
	GoFiles    []string
	Imports    []string
}

// packages lists the module with the build's own eyes.
func packages(t *testing.T) map[string]listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,Imports", "./...")
	cmd.Dir = filepath.Join("..", "..")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list ./... = %v", err)
	}
	all := map[string]listed{}
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p listed
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		all[strings.TrimPrefix(p.ImportPath, "keyporter/")] = p
	}
	return all
}

func TestPackagesImportOnlyLowerFloors(t *testing.T) {
	t.Parallel()
	for name, p := range packages(t) {
		here, shipped := floors[name]
		if _, bench := benches[name]; !shipped && !bench {
			t.Errorf("package %s has no floor: give it one here, with a reason, and a page in docs/decisions", name)
			continue
		}
		for _, path := range p.Imports {
			own, ok := strings.CutPrefix(path, "keyporter/")
			if !ok || !shipped {
				continue
			}
			there, known := floors[own]
			if !known {
				t.Errorf("%s imports %s, which is for tests only", name, own)
			} else if there.floor >= here.floor {
				t.Errorf("%s (floor %d: %s) imports %s (floor %d: %s)", name, here.floor, here.why, own, there.floor, there.why)
			}
		}
		for _, f := range forbidden {
			for _, path := range p.Imports {
				if f.pkg == name && path == "keyporter/"+f.imports {
					t.Errorf("%s imports %s, but %s", name, f.imports, f.why)
				}
			}
		}
	}
}

func TestForeignLibrariesHaveOneOwner(t *testing.T) {
	t.Parallel()
	for name, p := range packages(t) {
		for _, path := range p.Imports {
			if first, _, _ := strings.Cut(path, "/"); !strings.Contains(first, ".") {
				continue // the standard library, or our own
			}
			if !mayImport(name, path) {
				t.Errorf("%s imports %s: it is not its owner", name, path)
			}
		}
	}
}

func mayImport(name, path string) bool {
	for _, o := range owners {
		if !strings.HasPrefix(path+"/", o.library) && !strings.HasPrefix(path, o.library) {
			continue
		}
		if o.owner == nil {
			return true
		}
		for _, owner := range o.owner {
			if owner == name {
				return true
			}
		}
		return false
	}
	return false
}

// sources parses the files of every package, with comments.
func sources(t *testing.T, each func(pkg, file string, f *ast.File, set *token.FileSet)) {
	t.Helper()
	for name, p := range packages(t) {
		for _, file := range p.GoFiles {
			set := token.NewFileSet()
			f, err := parser.ParseFile(set, filepath.Join(p.Dir, file), nil, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			each(name, file, f, set)
		}
	}
}

func TestEachPackageHasOnePackageComment(t *testing.T) {
	t.Parallel()
	comments := map[string][]string{}
	seen := map[string]bool{}
	sources(t, func(pkg, file string, f *ast.File, _ *token.FileSet) {
		seen[pkg] = true
		if f.Doc != nil && !ast.IsGenerated(f) {
			comments[pkg] = append(comments[pkg], file)
		}
	})
	for pkg := range seen {
		if len(comments[pkg]) != 1 {
			t.Errorf("package %s has %d package comments (%v), want 1", pkg, len(comments[pkg]), comments[pkg])
		}
	}
}

func TestNoInitAndNoAssignedGlobals(t *testing.T) {
	t.Parallel()
	sources(t, func(pkg, file string, f *ast.File, set *token.FileSet) {
		if ast.IsGenerated(f) {
			return
		}
		globals := map[string]bool{}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s/%s has an init function", pkg, file)
			}
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR {
				continue
			}
			for _, s := range g.Specs {
				for _, n := range s.(*ast.ValueSpec).Names {
					globals[n.Name] = n.Name != "_"
				}
			}
		}
		ast.Inspect(f, func(n ast.Node) bool {
			a, ok := n.(*ast.AssignStmt)
			if !ok || a.Tok == token.DEFINE {
				return true
			}
			for _, l := range a.Lhs {
				if id, ok := l.(*ast.Ident); ok && globals[id.Name] && (id.Obj == nil || id.Obj.Kind == ast.Var && isGlobal(f, id)) {
					t.Errorf("%s: the package variable %s is assigned again", set.Position(l.Pos()), id.Name)
				}
			}
			return true
		})
	})
}

// isGlobal reports whether the identifier is declared at the top of the file.
func isGlobal(f *ast.File, id *ast.Ident) bool {
	return f.Scope != nil && f.Scope.Lookup(id.Name) == id.Obj
}

// TestTheTopLevelIsTheClients keeps the top level to what was agreed.
func TestTheTopLevelIsTheClients(t *testing.T) {
	t.Parallel()
	allowed := " cmd web handlers templates static go.mod go.sum Dockerfile .dockerignore internal docs .ci README.md README.ko.md LICENSE CONTRIBUTING.md SECURITY.md Makefile tools e2e .git .gitignore "
	out, err := exec.Command("git", "-C", filepath.Join("..", ".."), "ls-files").Output()
	if err != nil {
		t.Skip("not a git checkout") // a source archive
	}
	for _, path := range strings.Fields(string(out)) {
		top, _, _ := strings.Cut(path, "/")
		if !strings.Contains(allowed, " "+top+" ") {
			t.Errorf("%s: %s does not belong at the top level", path, top)
		}
	}
}
