package main_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"keyporter/internal/portertest"
)

// binary is the program under test, built once.
var binary string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "keyporter")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer func() { _ = os.RemoveAll(dir) }()
		binary = filepath.Join(dir, "keyporter")
		if out, err := exec.Command("go", "build", "-tags", buildTags, "-o", binary, ".").CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "go build: %v\n%s", err, out)
			return 1
		}
		return m.Run()
	}())
}

// environment is the test's own without what would be options.
func environment(extra ...string) []string {
	var env []string
	for _, pair := range os.Environ() {
		if !strings.HasPrefix(pair, "KEYPORTER_") {
			env = append(env, pair)
		}
	}
	return append(env, extra...)
}

// once runs a command to its end.
func once(t *testing.T, env []string, args ...string) (code int, out, errs string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, binary, args...)
	cmd.Env = environment(env...)
	cmd.Dir = t.TempDir()
	var o, e strings.Builder
	cmd.Stdout, cmd.Stderr = &o, &e
	err := cmd.Run()
	if ctx.Err() != nil {
		t.Fatalf("keyporter %q did not end:\n%s%s", args, o.String(), e.String())
	}
	if err != nil {
		return cmd.ProcessState.ExitCode(), o.String(), e.String()
	}
	return 0, o.String(), e.String()
}

// process is a running dashboard.
type process struct {
	URL     string
	Sandbox string
	Setup   string // the token of the first link, or ""
	args    []string
	client  *http.Client
	cmd     *exec.Cmd
	log     *shared
}

// ports counts the ports that were given away.
var ports atomic.Int64

// port is a free port that no other test has. It lies below those that the system
// gives to clients, which could take it before the program does.
func port(t testing.TB) string {
	t.Helper()
	const first, many = 20000, 12000
	for range many {
		addr := fmt.Sprintf("127.0.0.1:%d", first+(int64(os.Getpid())*97+ports.Add(1))%many)
		l, err := net.Listen("tcp", addr)
		if err != nil {
			continue
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		return addr
	}
	t.Fatal("no port is free")
	return ""
}

// start runs a dashboard on free ports and waits until it greets.
func start(t testing.TB, env []string, args ...string) *process {
	t.Helper()
	return startWith(t, http.DefaultClient, "http://", env, args...)
}

// startWith is start with a client of the test's own, for HTTPS.
func startWith(t testing.TB, client *http.Client, scheme string, env []string, args ...string) *process {
	t.Helper()
	listen, box := port(t), port(t)
	p := &process{client: client, URL: scheme + listen, Sandbox: "http://" + box, log: &shared{}}
	p.args = append([]string{"--listen", listen, "--sandbox-listen", box, "--drain-time", "0s"}, args...)
	p.launch(t, env)
	return p
}

// launch runs the dashboard of the arguments and waits until it greets.
func (p *process) launch(t testing.TB, env []string) {
	t.Helper()
	p.cmd = exec.Command(binary, p.args...)
	p.cmd.Env = environment(env...)
	out := &shared{}
	p.cmd.Stdout, p.cmd.Stderr = out, p.log
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.stop(t) })
	for range 500 { // the greeting is written before the first request is answered
		if p.healthy() && strings.HasSuffix(out.String(), "\n") {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	if _, rest, ok := strings.Cut(out.String(), "/setup/"); ok {
		p.Setup = strings.Fields(rest)[0]
	}
}

func (p *process) healthy() bool {
	res, err := p.client.Get(p.URL + "/healthz")
	if err != nil {
		return false
	}
	return res.Body.Close() == nil && res.StatusCode == http.StatusOK
}

// shared is text that one goroutine writes and another reads.
type shared struct {
	mu sync.Mutex
	b  strings.Builder
}

func (s *shared) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(b)
}

func (s *shared) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// stop ends the process as an operator would, and fails the test when it does
// not end well.
func (p *process) stop(t testing.TB) {
	t.Helper()
	if p.cmd.ProcessState != nil {
		return
	}
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	if err := p.cmd.Wait(); err != nil {
		t.Errorf("keyporter ended with %v:\n%s", err, p.log)
	}
}

// admin is a browser that has spent the first link.
func (p *process) admin(t testing.TB) *portertest.Browser {
	t.Helper()
	if p.Setup == "" {
		t.Fatalf("no link was printed:\n%s", p.log)
	}
	w := portertest.NewBrowser(t, p.URL)
	w.Join(p.Setup)
	return w
}

func TestMisuseIsRefusedAtStartAndNamed(t *testing.T) {
	t.Parallel()
	cert := filepath.Join(t.TempDir(), "none.pem")
	for name, c := range map[string]struct {
		env  []string
		args []string
		want string
	}{
		"an unknown option":                  {nil, []string{"--listne", "x"}, "--listne"},
		"an unknown variable":                {[]string{"KEYPORTER_LISTNE=x"}, nil, "KEYPORTER_LISTNE"},
		"a malformed address":                {nil, []string{"--listen", "8080"}, "--listen"},
		"a malformed variable":               {[]string{"KEYPORTER_LISTEN=8080"}, nil, "--listen"},
		"plain HTTP for other machines":      {nil, []string{"--listen", "0.0.0.0:0"}, "--plain-http"},
		"a certificate without a key":        {nil, []string{"--tls-cert", cert}, "--tls-key"},
		"a certificate that is not there":    {nil, []string{"--tls-cert", cert, "--tls-key", cert}, cert},
		"a public address with a path":       {nil, []string{"--public-url", "https://a.example/x"}, "--public-url"},
		"a word that is none":                {nil, []string{"--second-factor", "maybe"}, "--second-factor"},
		"a time to drain that is too long":   {nil, []string{"--drain-time", "2m"}, "--drain-time"},
		"AWS and another endpoint":           {nil, []string{"--aws", "--iam-endpoint", "http://127.0.0.1:1"}, "--iam-endpoint"},
		"an endpoint that is no address":     {nil, []string{"--iam-endpoint", "localhost"}, "--iam-endpoint"},
		"an STS endpoint for the sandbox":    {nil, []string{"--sts-endpoint", "http://127.0.0.1:1"}, "--sts-endpoint"},
		"a log server without a port":        {nil, []string{"--listen", "127.0.0.1:0", "--audit-syslog", "tcp://logs"}, "--audit-syslog"},
		"authorities for no TLS":             {nil, []string{"--listen", "127.0.0.1:0", "--audit-syslog", "tcp://logs:514", "--audit-syslog-ca", cert}, "--audit-syslog-ca"},
		"a sink that is needed and none":     {nil, []string{"--listen", "127.0.0.1:0", "--audit-sink-required"}, "--audit-jsonl"},
		"a database of another kind":         {nil, []string{"--listen", "127.0.0.1:0", "--database", "mysql://x"}, "postgres://"},
		"a malformed address for PostgreSQL": {nil, []string{"--listen", "127.0.0.1:0", "--database", "postgres://:secret@[x"}, "postgres"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code, _, errs := once(t, c.env, c.args...)
			if code == 0 || !strings.Contains(errs, c.want) {
				t.Errorf("keyporter %q with %q = exit %d, %q; want a refusal that names %s", c.args, c.env, code, errs, c.want)
			}
			if strings.Contains(errs, "secret") {
				t.Errorf("keyporter %q prints a password: %s", c.args, errs)
			}
		})
	}
}

func TestTwoProcessesCannotShareOneSQLiteFile(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	start(t, nil, "--data", data)
	code, _, errs := once(t, nil, "--data", data, "--listen", port(t), "--sandbox-listen", port(t))
	if code == 0 || !strings.Contains(errs, "another Keyporter") {
		t.Errorf("a second process = exit %d, %q; want a refusal", code, errs)
	}
}

func TestATakenPortIsNamed(t *testing.T) {
	t.Parallel()
	p := start(t, nil, "--data", t.TempDir())
	code, _, errs := once(t, nil, "--data", t.TempDir(), "--listen", port(t), "--sandbox-listen", strings.TrimPrefix(p.Sandbox, "http://"))
	if code != 2 || !strings.Contains(errs, "--sandbox-listen") {
		t.Errorf("a taken port = exit %d, %q; want 2 and the option's name", code, errs)
	}
}

func TestHealthcheckAndVersion(t *testing.T) {
	t.Parallel()
	p := start(t, nil, "--data", t.TempDir())
	if code, _, errs := once(t, nil, "healthcheck", "--listen", strings.TrimPrefix(p.URL, "http://")); code != 0 {
		t.Errorf("healthcheck = exit %d, %q", code, errs)
	}
	if code, _, _ := once(t, nil, "healthcheck", "--listen", port(t)); code == 0 {
		t.Error("healthcheck of nobody = exit 0")
	}
	if code, out, _ := once(t, nil, "version"); code != 0 || !strings.HasPrefix(out, "keyporter ") {
		t.Errorf("version = exit %d, %q", code, out)
	}
}

func TestTheFirstLinkWorksOnceAndStateSurvivesARestart(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	p := start(t, nil, "--data", data)
	w := p.admin(t)
	if v := portertest.NewBrowser(t, p.URL).Get("/setup/" + p.Setup); v.Status != http.StatusGone {
		t.Errorf("the spent link = %d, want 410", v.Status)
	}
	token := p.Setup
	p.stop(t)

	again := start(t, nil, append([]string{"--data", data}, p.args[:4]...)...)
	if again.Setup != "" {
		t.Error("a restart with an operator printed a link")
	}
	w.Get("/users").Want(http.StatusOK) // the session lives on
	if strings.Contains(p.log.String()+again.log.String(), token) {
		t.Error("the log holds the token of the link")
	}
}

// TestOtherHostNamesAreMisdirected keeps a page of another site, whose name was
// made to lead here, from reading the dashboard.
func TestOtherHostNamesAreMisdirected(t *testing.T) {
	t.Parallel()
	p := start(t, nil, "--data", t.TempDir())
	for host, want := range map[string]int{"evil.example": http.StatusMisdirectedRequest, "localhost": http.StatusOK} {
		req, err := http.NewRequest(http.MethodGet, p.URL+"/sign-in", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Host = host
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		if res.StatusCode != want {
			t.Errorf("GET /sign-in of host %s = %d, want %d", host, res.StatusCode, want)
		}
	}
}
