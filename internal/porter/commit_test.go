package porter_test

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
)

// wire stands between the store and PostgreSQL. Once it is armed it lets the next
// COMMIT through and breaks the connection off instead of passing the answer on.
type wire struct {
	armed   atomic.Bool
	broken  atomic.Bool
	running sync.WaitGroup
}

// through opens a wire to the server of a DSN and returns the DSN of its near end.
func (w *wire) through(t *testing.T, dsn string) string {
	t.Helper()
	u, err := url.Parse(dsn)
	check(t, err)
	server := u.Host
	near, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	t.Cleanup(func() {
		check(t, near.Close())
		w.running.Wait()
	})
	w.running.Go(func() {
		for {
			client, err := near.Accept()
			if err != nil {
				return // closed by the test
			}
			w.running.Go(func() { w.carry(client, server) })
		}
	})
	u.Host = near.Addr().String()
	return u.String()
}

// carry passes on what both ends say until one of them hangs up.
func (w *wire) carry(client net.Conn, server string) {
	defer func() { _ = client.Close() }()
	far, err := net.Dial("tcp", server)
	if err != nil {
		return
	}
	var cut atomic.Bool
	w.running.Go(func() {
		defer func() { _ = client.Close() }()
		pass(client, far, func([]byte) bool { return !cut.Load() })
	})
	defer func() { _ = far.Close() }()
	pass(far, client, func(said []byte) bool {
		if bytes.Contains(said, []byte("commit\x00")) && w.armed.CompareAndSwap(true, false) {
			cut.Store(true)
			w.broken.Store(true)
		}
		return true
	})
}

// pass copies from one end to the other while ask allows it.
func pass(to io.Writer, from io.Reader, ask func(said []byte) bool) {
	buffer := make([]byte, 64<<10)
	for {
		n, err := from.Read(buffer)
		if n > 0 && !ask(buffer[:n]) {
			return
		}
		if _, failed := to.Write(buffer[:n]); failed != nil || err != nil {
			return
		}
	}
}

// TestACommitWhoseAnswerIsLostKeepsTheKey breaks the connection to the database
// off when the ticket is stored: the operation is read again before anything is
// deleted.
func TestACommitWhoseAnswerIsLostKeepsTheKey(t *testing.T) {
	t.Parallel()
	w := &wire{}
	b := newBench(t, w.through(t, portertest.Postgres(t)))
	b.user("dev")
	f := http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
		b.box.ServeHTTP(rw, r)
		if strings.Contains(string(body), "Action=CreateAccessKey&") { // the next commit is the one of the ticket
			w.armed.Store(true)
		}
	})
	b.front.Store(&f)
	done, err := b.IssueKey(t.Context(), b.by, form(), "dev", "other", "")
	if err != nil || done.Ticket == "" {
		t.Fatalf("IssueKey = %+v, %v, want a ticket", done, err)
	}
	if !w.broken.Load() {
		t.Fatal("no commit was cut off")
	}
	if state := b.op(done.Op).Op.State; state != desk.OpDone {
		t.Errorf("Op = %s, want done", state)
	}
	_, c, err := b.OpenTicket(t.Context(), b.by, done.Ticket)
	check(t, err)
	list := b.keys("dev")
	if len(list) != 1 || !list[0].Active() || string(list[0].ID) != c.KeyID {
		t.Errorf("keys = %v, want the one of the ticket, %s, active", list, c.KeyID)
	}
	if n := b.box.Mischief().Done("DeleteAccessKey"); n != 0 {
		t.Errorf("%d keys were deleted, want none", n)
	}
}
