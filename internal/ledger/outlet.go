package ledger

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"keyporter/internal/desk"
)

const (
	outletTime = 10 * time.Second // to connect, and for one piece
	// datagramMost is what a message by UDP has at most: RFC 5426, 3.2, and what IPv4
	// carries.
	datagramMost = 60 << 10
	// auditFacility is "log audit", RFC 5424, 6.2.1.
	auditFacility = 13
)

// JSONLine is a link as one line of JSON, with the exact bytes that were hashed. A
// record that is no JSON any more, which only somebody else can have written, is
// given as base64.
func JSONLine(l desk.ChainLink) []byte {
	record := `"record":` + string(l.Record)
	if !json.Valid(l.Record) || strings.ContainsAny(string(l.Record), "\r\n") {
		record = `"base64":"` + base64.StdEncoding.EncodeToString(l.Record) + `"`
	}
	return fmt.Appendf(nil, `{"seq":%d,"prev":"%s","hash":"%s",%s}`+"\n", l.Seq, hexOnly(l.Prev), hexOnly(l.Hash), record)
}

// hexOnly drops what no hash has.
func hexOnly(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("0123456789abcdef", r) {
			return r
		}
		return -1
	}, s)
}

// FileSink appends the log to a file, one JSON object a line.
func FileSink(path string) Sink {
	return Sink{
		Name: "jsonl:" + path,
		Open: func(context.Context) (Outlet, error) {
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				return nil, fmt.Errorf("make the folder: %w", err)
			}
			f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
			if err != nil {
				return nil, fmt.Errorf("open the file: %w", err)
			}
			o := &fileOutlet{file: f, path: path}
			if o.torn() {
				o.WriteByte('\n')
			}
			return o, nil
		},
		Line: func(l desk.ChainLink) ([]byte, error) { return JSONLine(l), nil },
	}
}

// fileOutlet keeps lines until they are flushed: one write for all of them leaves no
// line that is cut where the process is stopped in between.
type fileOutlet struct {
	bytes.Buffer
	file *os.File
	path string
}

func (o *fileOutlet) Flush() error {
	_, err := o.file.Write(o.Bytes())
	o.Reset()
	return errors.Join(err, o.file.Sync())
}

func (o *fileOutlet) Close() error { return o.file.Close() }

// torn reports whether the file ends within a line, as a death in the middle of a
// write may leave it.
func (o *fileOutlet) torn() bool {
	info, err := o.file.Stat()
	if err != nil || info.Size() == 0 {
		return false
	}
	last := make([]byte, 1)
	_, err = o.file.ReadAt(last, info.Size()-1)
	return err == nil && last[0] != '\n'
}

// Broken reports whether the file was moved away, as those who rotate logs do.
func (o *fileOutlet) Broken() bool {
	named, err := os.Stat(o.path)
	if err != nil {
		return true
	}
	ours, err := o.file.Stat()
	return err != nil || !os.SameFile(named, ours)
}

// SyslogSink sends the log as RFC 5424 messages: each in a datagram, or on a
// connection with its length in front (RFC 6587, 3.4.1), by TLS as RFC 5425 says.
// To is udp://, tcp:// or tls://host:port, without a path. Trust has the
// authorities of tls; nil: those of the system.
func SyslogSink(to *url.URL, host string, trust *tls.Config) (Sink, error) {
	port := to.Port()
	if to.Hostname() == "" || port == "" || strings.Trim(to.Path, "/") != "" || to.RawQuery != "" || to.User != nil {
		return Sink{}, errors.New("want udp://HOST:PORT, tcp://HOST:PORT or tls://HOST:PORT")
	}
	s := Sink{Name: "syslog:" + to.Scheme + "://" + to.Host}
	dial := &net.Dialer{Timeout: outletTime}
	var connect func(ctx context.Context) (net.Conn, error)
	switch to.Scheme {
	case "udp", "tcp":
		connect = func(ctx context.Context) (net.Conn, error) { return dial.DialContext(ctx, to.Scheme, to.Host) }
	case "tls":
		config := &tls.Config{MinVersion: tls.VersionTLS12}
		if trust != nil {
			config.RootCAs = trust.RootCAs
		}
		connect = func(ctx context.Context) (net.Conn, error) {
			return (&tls.Dialer{NetDialer: dial, Config: config}).DialContext(ctx, "tcp", to.Host)
		}
	default:
		return Sink{}, fmt.Errorf("%s is none of udp, tcp and tls", to.Scheme)
	}
	datagrams := to.Scheme == "udp"
	s.Line = func(l desk.ChainLink) ([]byte, error) {
		b := syslogLine(l, host)
		switch {
		case datagrams && len(b) > datagramMost:
			return syslogLine(desk.ChainLink{Seq: l.Seq, Prev: l.Prev, Hash: l.Hash, Record: short(l.Record)}, host), nil
		case datagrams:
			return b, nil
		}
		return append(fmt.Appendf(nil, "%d ", len(b)), b...), nil
	}
	s.Open = func(ctx context.Context) (Outlet, error) {
		c, err := connect(ctx)
		if err != nil {
			return nil, fmt.Errorf("connect: %w", err)
		}
		if datagrams {
			return &datagramOutlet{c}, nil
		}
		return newConnOutlet(c), nil
	}
	return s, nil
}

// short is a record without what does not fit into a datagram: its hash is not that
// of these bytes, and the log itself has the rest.
func short(record []byte) []byte {
	var e desk.Entry
	if json.Unmarshal(record, &e) != nil {
		return []byte(`null`)
	}
	e.Detail, e.Before, e.After = []string{"cut"}, "", ""
	b, err := e.Record()
	if err != nil {
		return []byte(`null`)
	}
	return b
}

// syslogLine is a link as RFC 5424 says. The message is JSON, so that no text in it
// can begin another.
func syslogLine(l desk.ChainLink, host string) []byte {
	var e desk.Entry
	at, id, severity := "-", "-", 6 // informational
	if json.Unmarshal(l.Record, &e) == nil {
		at = e.At.UTC().Format("2006-01-02T15:04:05.000000Z")
		if e.Verb != "" && len(e.Verb) <= 32 {
			id = string(e.Verb)
		}
		if e.Phase == desk.Refused || e.Phase == desk.Failed || e.Phase == desk.Lost {
			severity = 4 // warning
		}
	}
	line := fmt.Appendf(nil, "<%d>1 %s %s keyporter - %s - ", auditFacility*8+severity, at, printable(host), printable(id))
	return append(line, strings.TrimSuffix(string(JSONLine(l)), "\n")...)
}

// printable is text as the head of a syslog message takes it.
func printable(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 33 || r > 126 {
			return -1
		}
		return r
	}, s)
	if s == "" {
		return "-"
	}
	return s
}

type datagramOutlet struct{ net.Conn }

func (*datagramOutlet) Flush() error { return nil }
func (*datagramOutlet) Broken() bool { return false }

// connOutlet is a connection of which it is noticed that the other side ends it: a
// log server answers nothing.
type connOutlet struct {
	net.Conn
	w     *bufio.Writer
	ended atomic.Bool
}

func newConnOutlet(c net.Conn) *connOutlet {
	o := &connOutlet{Conn: c, w: bufio.NewWriter(c)}
	go func() { // ends with the connection, which Close ends
		var b [1]byte
		for {
			if _, err := c.Read(b[:]); err != nil {
				o.ended.Store(true)
				return
			}
		}
	}()
	return o
}

func (o *connOutlet) Write(b []byte) (int, error) {
	if err := o.Conn.SetWriteDeadline(time.Now().Add(outletTime)); err != nil {
		return 0, err
	}
	return o.w.Write(b)
}

func (o *connOutlet) Flush() error { return o.w.Flush() }
func (o *connOutlet) Broken() bool { return o.ended.Load() }
