package main_test

import (
	"context"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
	"keyporter/internal/seal"
)

// endpoint is a running `keyporter sandbox`.
type endpoint struct {
	process
	out *shared
}

// printedKey finds the root key in a greeting.
var printedKey = regexp.MustCompile(`AWS_ACCESS_KEY_ID=(AKIA[A-Z2-7]{16})\n  AWS_SECRET_ACCESS_KEY=(\S{40})\n`)

// alone runs the endpoint alone and waits until it answers.
func alone(t testing.TB, env []string, args ...string) *endpoint {
	t.Helper()
	e := run(t, binary, env, args...)
	t.Cleanup(func() { e.stop(t) })
	return e
}

// run is alone for any program, which the caller stops.
func run(t testing.TB, program string, env []string, args ...string) *endpoint {
	t.Helper()
	e := &endpoint{process: process{log: &shared{}}, out: &shared{}}
	e.cmd = exec.Command(program, append([]string{"sandbox", "--listen", "127.0.0.1:0"}, args...)...)
	e.cmd.Env = environment(env...)
	e.cmd.Stdout, e.cmd.Stderr = e.out, e.log
	if err := e.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	e.wait(t)
	return e
}

// wait asks the printed address until it answers; it refuses what nobody signed.
func (e *endpoint) wait(t testing.TB) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		_, rest, printed := strings.Cut(e.out.String(), "http://")
		if !printed {
			continue
		}
		e.URL = "http://" + strings.Fields(rest)[0]
		res, err := http.Post(e.URL, "application/x-www-form-urlencoded", strings.NewReader("Action=ListUsers&Version=2010-05-08"))
		if err == nil {
			_ = res.Body.Close()
			if res.StatusCode == http.StatusForbidden {
				return
			}
		}
	}
	t.Fatalf("keyporter sandbox did not answer within 10 s:\n%s", e.log)
}

// root is the account by the key that was printed.
func (e *endpoint) root(t testing.TB) *account.Account {
	t.Helper()
	key := printedKey.FindStringSubmatch(e.out.String())
	if key == nil {
		t.Fatalf("no root key in %q", e.out)
	}
	return e.as(t, key[1], key[2])
}

func (e *endpoint) as(t testing.TB, id, secret string) *account.Account {
	t.Helper()
	a, err := account.New(context.Background(), account.Options{IAMEndpoint: e.URL, Region: "eu-west-1", KeyID: id, Secret: seal.NewSecret(secret)})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestTheSandboxRunsAlone(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		const number = "210987654321"
		args := []string{"--data", t.TempDir(), "--database", dsn, "--account-id", number}
		first := alone(t, nil, args...)
		root := first.root(t)
		who, err := root.Identity(t.Context())
		if err != nil || who.ARN != "arn:aws:iam::"+number+":root" {
			t.Fatalf("Identity of the printed key = %v, %v, want the root of %s", who.ARN, err, number)
		}
		if _, err := root.CreateUser(t.Context(), "ana"); err != nil {
			t.Fatalf("CreateUser: %v", err)
		}
		if strings.Contains(first.log.String(), "AKIA") {
			t.Errorf("the log holds the root key: %s", first.log)
		}
		key := printedKey.FindStringSubmatch(first.out.String())
		first.stop(t)
		again := alone(t, nil, args...)
		if strings.Contains(again.out.String(), "AWS_SECRET_ACCESS_KEY") {
			t.Errorf("a second start printed %q, want no key", again.out)
		}
		if _, err := again.as(t, key[1], key[2]).User(t.Context(), "ana"); err != nil {
			t.Errorf("User after a restart: %v, want ana", err)
		}
	})
}

// TestTheSandboxAloneHasTheDashboardsAccount prints the root key of an account
// that the dashboard made, and the dashboard shows what was made beside it.
func TestTheSandboxAloneHasTheDashboardsAccount(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	p := start(t, nil, "--data", data)
	w := p.admin(t)
	p.stop(t)
	box := alone(t, nil, "--data", data)
	if _, err := box.root(t).CreateUser(t.Context(), "made-by-a-script"); err != nil {
		t.Fatalf("CreateUser: %v", err)
	}
	box.stop(t)
	start(t, nil, append([]string{"--data", data}, p.args[:4]...)...)
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if strings.Contains(string(w.Get("/users").Want(http.StatusOK).Body), "made-by-a-script") {
			return
		}
		if time.Now().After(end) {
			t.Fatal("the dashboard does not show the user that was made at the endpoint")
		}
	}
}

// TestTheSandboxEndsWithoutLosingWhatItPromised stops the endpoint while users
// are made: every call that was answered has been kept.
func TestTheSandboxEndsWithoutLosingWhatItPromised(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	box := alone(t, nil, "--data", data)
	root := box.root(t)
	made := make([]int, 4)
	var all sync.WaitGroup
	for i := range made {
		all.Go(func() {
			for ; ; made[i]++ {
				if _, err := root.CreateUser(t.Context(), iam.UserName("u"+strconv.Itoa(i)+"-"+strconv.Itoa(made[i]))); err != nil {
					return
				}
			}
		})
	}
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		if details, err := root.Details(t.Context()); err == nil && len(details.Users) > 20 || time.Now().After(end) {
			break
		}
	}
	box.stop(t)
	all.Wait()
	key := printedKey.FindStringSubmatch(box.out.String())
	details, err := alone(t, nil, "--data", data).as(t, key[1], key[2]).Details(t.Context())
	if err != nil {
		t.Fatalf("Details after a restart: %v", err)
	}
	kept := map[string]bool{}
	for _, u := range details.Users {
		kept[string(u.Name)] = true
	}
	for i, n := range made {
		for j := range n {
			if name := "u" + strconv.Itoa(i) + "-" + strconv.Itoa(j); !kept[name] {
				t.Errorf("user %s was made and is gone after the end", name)
			}
		}
	}
}

func TestTheSandboxTakesAKnownRootKeyAndPrintsNone(t *testing.T) {
	t.Parallel()
	const id, secret = "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
	box := alone(t, []string{"KEYPORTER_SANDBOX_ACCESS_KEY_ID=" + id, "KEYPORTER_SANDBOX_SECRET_ACCESS_KEY=" + secret}, "--data", t.TempDir())
	if _, err := box.as(t, id, secret).Identity(t.Context()); err != nil {
		t.Errorf("Identity of the key that was given: %v", err)
	}
	if text := box.out.String() + box.log.String(); strings.Contains(text, secret) || strings.Contains(text, "SECRET") {
		t.Errorf("the sandbox printed %q, want no key", text)
	}
}

func TestMisuseOfTheSandboxIsNamed(t *testing.T) {
	t.Parallel()
	box := alone(t, nil, "--data", t.TempDir())
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"an address without a port":  {[]string{"--listen", "8081"}, "--listen"},
		"a taken port":               {[]string{"--listen", strings.TrimPrefix(box.URL, "http://")}, "--listen"},
		"an account of other length": {[]string{"--account-id", "123"}, "--account-id"},
		"an account of letters":      {[]string{"--account-id", "12345678901a"}, "--account-id"},
		"an option of the dashboard": {[]string{"--public-url", "https://a.example"}, "--public-url"},
	} {
		code, out, errs := once(t, nil, append([]string{"sandbox", "--data", t.TempDir(), "--listen", port(t)}, c.args...)...)
		if code != 2 || !strings.Contains(errs, c.want) || strings.Contains(out, "SECRET") {
			t.Errorf("%s = exit %d, %q %q; want 2 and %s", name, code, out, errs, c.want)
		}
	}
}

// BenchmarkSandboxStart measures from the start of the process to the first
// answer, with an existing database: 100 ms at most.
//
//	go test ./cmd/keyporter -run '^$' -bench SandboxStart -benchtime 20x
func BenchmarkSandboxStart(b *testing.B) {
	data := b.TempDir()
	shipped := filepath.Join(b.TempDir(), "keyporter")
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w -buildid=", "-o", shipped, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("go build: %v\n%s", err, out)
	}
	alone(b, nil, "--data", data).stop(b) // makes the database
	var waited time.Duration
	for range b.N {
		begun := time.Now()
		e := run(b, shipped, nil, "--data", data)
		waited += time.Since(begun)
		e.stop(b)
	}
	b.ReportMetric(float64(waited.Milliseconds())/float64(b.N), "ms-to-first-answer")
	b.ReportMetric(0, "ns/op")
}
