package main_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// TestRequestsHaveLimits sends what no browser of ours sends: too long a head, a
// head that never ends, and a body that never comes.
func TestRequestsHaveLimits(t *testing.T) {
	t.Parallel()
	p := start(t, nil, "--data", t.TempDir())
	at := strings.TrimPrefix(p.URL, "http://")
	for name, c := range map[string]struct {
		request string
		within  time.Duration
		want    string
	}{
		"a head of 64 KiB":         {"GET / HTTP/1.1\r\nHost: " + at + "\r\nX-Long: " + strings.Repeat("a", 64<<10) + "\r\n\r\n", 4 * time.Second, "HTTP/1.1 431"},
		"a head that never ends":   {"GET / HTTP/1.1\r\nHost: " + at + "\r\n", 12 * time.Second, ""},
		"a body that never comes":  {"POST /sign-in HTTP/1.1\r\nHost: " + at + "\r\nOrigin: " + p.URL + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\n", 25 * time.Second, "HTTP/1.1 422"},
		"a host that is not ours":  {"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 4 * time.Second, "HTTP/1.1 421"},
		"a request without a host": {"GET / HTTP/1.1\r\n\r\n", 4 * time.Second, "HTTP/1.1 400"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			conn, err := net.Dial("tcp", at)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = conn.Close() }()
			_ = conn.SetDeadline(time.Now().Add(c.within))
			_, _ = io.WriteString(conn, c.request) // who has read enough hangs up
			line, err := bufio.NewReader(conn).ReadString('\n')
			if e, ok := err.(net.Error); ok && e.Timeout() {
				t.Fatalf("%s: the connection is open after %v, want an end", name, c.within)
			}
			if !strings.HasPrefix(line, c.want) || c.want == "" && line != "" && !strings.HasPrefix(line, "HTTP/1.1 408") {
				t.Errorf("%s is answered %q, want %q", name, line, c.want)
			}
		})
	}
}

// TestAStopFinishesWhatHasBegun ends the program while forms are sent: each that is
// answered was carried out, the end is clean, and the log's checkpoint is its last.
func TestAStopFinishesWhatHasBegun(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	p := start(t, nil, "--data", data)
	w := p.admin(t)
	if got := p.status(t, "/readyz"); got != http.StatusOK {
		t.Errorf("GET /readyz of a running dashboard = %d, want 200", got)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var made sync.Mutex
	var names []string
	var senders sync.WaitGroup
	for i := range 4 {
		senders.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				name := fmt.Sprintf("team-%d-%d", i, n)
				form := url.Values{"form": {name}, "name": {name}}
				req, _ := http.NewRequestWithContext(ctx, http.MethodPost, p.URL+"/groups", strings.NewReader(form.Encode()))
				req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				req.Header.Set("Origin", p.URL)
				client := http.Client{Jar: w.Client.Jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
				res, err := client.Do(req)
				if err != nil {
					return // nobody listens any more
				}
				_ = res.Body.Close()
				if res.StatusCode != http.StatusSeeOther {
					t.Errorf("POST /groups of %s while the program ends = %d, want 303", name, res.StatusCode)
				}
				made.Lock()
				names = append(names, name)
				if len(names) == 20 {
					_ = p.cmd.Process.Signal(syscall.SIGTERM)
				}
				made.Unlock()
			}
		})
	}
	senders.Wait()
	if err := p.cmd.Wait(); err != nil {
		t.Fatalf("keyporter ended with %v, want exit 0:\n%s", err, p.log)
	}
	if code, out, errs := once(t, nil, "audit", "verify", "--data", data); code != 0 {
		t.Errorf("audit verify after the stop = %d %s%s, want 0", code, out, errs)
	}
	if _, err := os.Stat(filepath.Join(data, "audit.checkpoint")); err != nil {
		t.Errorf("the checkpoint of the stop: %v", err)
	}
	p.launch(t, nil)
	for _, name := range names {
		if v := w.Get("/groups/" + name); v.Status != http.StatusOK {
			t.Errorf("the group %s was answered, and its page after the stop = %d, want 200", name, v.Status)
		}
	}
}
