package ledger_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/ledger"
	"keyporter/internal/portertest"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// logged is a Keyporter whose audit log goes elsewhere.
type logged struct {
	t    *testing.T
	db   *store.DB
	ring *seal.Keyring
	dir  string
}

func newLogged(t *testing.T, dsn string) *logged {
	t.Helper()
	db, err := store.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	ring, err := seal.NewKeyring(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	return &logged{t, db, ring, t.TempDir()}
}

// write appends entries to the log.
func (l *logged) write(n int) {
	l.t.Helper()
	for range n {
		if _, err := l.db.Append(context.Background(), desk.Entry{
			At: time.Now(), Act: "act", Phase: desk.Ended, Verb: desk.UserCreate, Actor: "kim", Target: "ana\r\n<13>1 - forged", Detail: []string{"\x1b[31m", "한글"},
		}); err != nil {
			l.t.Fatal(err)
		}
	}
}

// open opens the ledger.
func (l *logged) open(o ledger.Options) *ledger.Ledger {
	l.t.Helper()
	o.Store, o.Seal, o.Clock, o.Log = l.db, l.ring, time.Now, slog.New(slog.DiscardHandler)
	o.File, o.Pump = filepath.Join(l.dir, "audit.checkpoint"), 5*time.Millisecond
	book, err := ledger.Open(l.t.Context(), o)
	if err != nil {
		l.t.Fatal(err)
	}
	return book
}

// run sends to a sink until the returned function is called.
func (l *logged) run(o ledger.Options) (stop func()) {
	l.t.Helper()
	book := l.open(o)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- book.Run(ctx) }()
	return func() {
		l.t.Helper()
		cancel()
		if err := <-done; err != nil {
			l.t.Errorf("Run = %v", err)
		}
	}
}

// reached waits until what a server has got is enough.
func reached(t *testing.T, what string, enough func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !enough(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not within 20 s", what)
		}
	}
}

// taken is what a log server has got.
type taken struct {
	mu    sync.Mutex
	lines []string
}

func (k *taken) add(line string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.lines = append(k.lines, line)
}

// frame is the head of a message by RFC 5424 with the JSON that follows it.
var frame = regexp.MustCompile(`^<110>1 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z host keyporter - user\.create - (\{.*\})$`)

// order returns the numbers of the entries in the order in which each came first.
func (k *taken) order(t *testing.T) (first []int64) {
	t.Helper()
	k.mu.Lock()
	defer k.mu.Unlock()
	seen := map[int64]bool{}
	for _, line := range k.lines {
		m := frame.FindStringSubmatch(line)
		var l struct {
			Seq    int64
			Record desk.Entry
		}
		if m == nil || json.Unmarshal([]byte(m[1]), &l) != nil || l.Record.Target != "ana\r\n<13>1 - forged" {
			t.Fatalf("the server got %q, want a message of RFC 5424 with an entry", line)
		}
		if !seen[l.Seq] {
			seen[l.Seq], first = true, append(first, l.Seq)
		}
	}
	return first
}

// serve takes messages with their length in front from connections, and breaks a
// connection off after some.
func (k *taken) serve(l net.Listener, breakOff int) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		go func() {
			defer func() { _ = c.Close() }()
			r := bufio.NewReader(c)
			for n := 0; breakOff == 0 || n < breakOff; n++ {
				size, err := r.ReadString(' ')
				if err != nil {
					return
				}
				length, err := strconv.Atoi(strings.TrimSuffix(size, " "))
				if err != nil {
					k.add("no length: " + size)
					return
				}
				b := make([]byte, length)
				if _, err := io.ReadFull(r, b); err != nil {
					return
				}
				k.add(string(b))
			}
		}()
	}
}

func wantInOrder(t *testing.T, got []int64, n int) {
	t.Helper()
	if len(got) != n {
		t.Fatalf("%d entries came, want %d", len(got), n)
	}
	for i, seq := range got {
		if seq != int64(i+1) {
			t.Fatalf("entry %d came as number %d, want the log's order", seq, i+1)
		}
	}
}

// TestSyslogByConnectionGetsEveryEntryInOrder breaks connections off, stops the
// server and the sender in the middle, and counts what has come.
func TestSyslogByConnectionGetsEveryEntryInOrder(t *testing.T) {
	t.Parallel()
	certified := httptest.NewUnstartedServer(nil)
	certified.StartTLS()
	pair := certified.TLS.Certificates[0]
	trust := x509.NewCertPool()
	trust.AddCert(certified.Certificate())
	certified.Close()
	for _, scheme := range []string{"tcp", "tls"} {
		t.Run(scheme, func(t *testing.T) {
			t.Parallel()
			portertest.Each(t, func(t *testing.T, dsn string) {
				t.Parallel()
				l, got := newLogged(t, dsn), &taken{}
				listen := func(at string, breakOff int) net.Listener {
					n, err := net.Listen("tcp", at)
					if err != nil {
						t.Fatal(err)
					}
					if scheme == "tls" {
						n = tls.NewListener(n, &tls.Config{Certificates: []tls.Certificate{pair}})
					}
					go got.serve(n, breakOff)
					return n
				}
				server := listen("127.0.0.1:0", 30)
				at := server.Addr().String()
				sink, err := ledger.SyslogSink(&url.URL{Scheme: scheme, Host: at}, "host", &tls.Config{RootCAs: trust})
				if err != nil {
					t.Fatal(err)
				}
				o := ledger.Options{Sinks: []ledger.Sink{sink}}
				l.write(100)
				stop := l.run(o)
				reached(t, "the first hundred", func() bool { return len(got.order(t)) >= 30 })
				_ = server.Close()
				l.write(50)
				stop()
				stop = l.run(o) // another process, and no server at first
				l.write(50)
				server = listen(at, 0)
				reached(t, "two hundred", func() bool { return len(got.order(t)) >= 200 })
				stop()
				_ = server.Close()
				wantInOrder(t, got.order(t), 200)
			})
		})
	}
}

func TestSyslogByDatagramSaysWhatItCuts(t *testing.T) {
	t.Parallel()
	l := newLogged(t, filepath.Join(t.TempDir(), "keyporter.db"))
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = server.Close() }()
	sink, err := ledger.SyslogSink(&url.URL{Scheme: "udp", Host: server.LocalAddr().String()}, "host", nil)
	if err != nil {
		t.Fatal(err)
	}
	l.write(1)
	if _, err := l.db.Append(t.Context(), desk.Entry{At: time.Now(), Phase: desk.Refused, Verb: desk.PolicyCreate, Target: "big", Detail: []string{strings.Repeat("x", 70_000)}}); err != nil {
		t.Fatal(err)
	}
	defer l.run(ledger.Options{Sinks: []ledger.Sink{sink}})()
	b := make([]byte, 1<<16)
	for _, want := range []string{`<110>1 `, `"detail":["cut"]`} {
		if err := server.SetReadDeadline(time.Now().Add(20 * time.Second)); err != nil {
			t.Fatal(err)
		}
		n, _, err := server.ReadFrom(b)
		if err != nil || !bytes.Contains(b[:n], []byte(want)) {
			t.Errorf("the server got %.300q (%v), want %q in it", b[:n], err, want)
		}
	}
}

func TestAFileGetsEveryEntryOnceAndMayBeMovedAway(t *testing.T) {
	t.Parallel()
	l := newLogged(t, filepath.Join(t.TempDir(), "keyporter.db"))
	path := filepath.Join(l.dir, "logs", "audit.jsonl")
	o := ledger.Options{Sinks: []ledger.Sink{ledger.FileSink(path)}}
	lines := func(path string) int {
		b, _ := os.ReadFile(path) // not there: none
		return bytes.Count(b, []byte("\n"))
	}
	l.write(250)
	stop := l.run(o)
	reached(t, "the first 250", func() bool { return lines(path) == 250 })
	if err := os.Rename(path, path+".1"); err != nil {
		t.Fatal(err)
	}
	l.write(10)
	reached(t, "ten more", func() bool { return lines(path) >= 10 })
	stop()
	l.write(5)
	l.run(o)() // what was written while nobody sent is sent before the stop
	first, err := os.ReadFile(path + ".1")
	if err != nil {
		t.Fatal(err)
	}
	rest, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[int64]bool{}
	for line := range strings.Lines(string(first) + string(rest)) {
		var e struct{ Seq int64 }
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatalf("a line is %q: %v", line, err)
		}
		seen[e.Seq] = true
	}
	if len(seen) != 265 {
		t.Errorf("the files have %d entries, want 265", len(seen))
	}
}

// TestALineThatWasCutHasALineOfItsOwn: what follows it is whole.
func TestALineThatWasCutHasALineOfItsOwn(t *testing.T) {
	t.Parallel()
	l := newLogged(t, filepath.Join(t.TempDir(), "keyporter.db"))
	path := filepath.Join(l.dir, "audit.jsonl")
	if err := os.WriteFile(path, []byte(`{"seq":7,"pre`), 0o600); err != nil {
		t.Fatal(err)
	}
	l.write(2)
	l.run(ledger.Options{Sinks: []ledger.Sink{ledger.FileSink(path)}})()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	list := strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
	if len(list) != 3 || list[0] != `{"seq":7,"pre` || !json.Valid([]byte(list[1])) || !json.Valid([]byte(list[2])) {
		t.Errorf("the file has the lines %q, want the one that was cut and two whole ones", list)
	}
}

// TestASinkThatIsNeededStopsChanges sets a sink where nobody listens.
func TestASinkThatIsNeededStopsChanges(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		t.Parallel()
		l := newLogged(t, dsn)
		away := filepath.Join(l.dir, "file")
		if err := os.WriteFile(away, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		sinks := []ledger.Sink{ledger.FileSink(filepath.Join(away, "audit.jsonl"))} // a file is no folder
		if err := l.open(ledger.Options{Sinks: sinks, Owing: time.Nanosecond}).MayChange(t.Context()); err != nil {
			t.Errorf("MayChange of an empty log = %v, want nil", err)
		}
		l.write(3)
		stop := l.run(ledger.Options{Sinks: sinks, Owing: time.Nanosecond})
		defer stop()
		book := l.open(ledger.Options{Sinks: sinks, Owing: time.Nanosecond})
		if err := book.MayChange(t.Context()); !fault.Is(err, fault.CodeSinkBehind) || fault.KindOf(err) != fault.Busy {
			t.Errorf("MayChange = %v, want %s", err, fault.CodeSinkBehind)
		}
		if err := l.open(ledger.Options{Sinks: sinks}).MayChange(t.Context()); err != nil {
			t.Errorf("MayChange where the sink is not needed = %v, want nil", err)
		}
		reached(t, "the problem is kept", func() bool {
			states, err := book.Sinks(t.Context())
			return err == nil && len(states) == 1 && states[0].Behind == 3 && states[0].Problem != ""
		})
		if err := os.Remove(away); err != nil {
			t.Fatal(err)
		}
		reached(t, "the sink takes the log", func() bool { return book.MayChange(t.Context()) == nil })
	})
}

func TestAddressesOfSyslogThatCannotBeRightAreRefused(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "host:514", "udp://host", "http://host:514", "tcp://host:514/path", "tcp://user@host:514", "tls://:514"} {
		u, err := url.Parse(text)
		if err != nil {
			continue // the option says so
		}
		if s, err := ledger.SyslogSink(u, "host", nil); err == nil {
			t.Errorf("SyslogSink(%s) = %s, want an error", text, fmt.Sprint(s.Name))
		}
	}
}
