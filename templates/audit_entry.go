package templates

import (
	"fmt"
	"strconv"
	"time"

	"keyporter/internal/desk"
)

// Wholeness says how far the audit log was verified, signed and sent.
type Wholeness struct {
	Verified string
	Signed   string
	Broken   string // where it is wrong first, or ""
	Problem  bool   // the last checkpoint could not be written
	Sinks    []SinkRow
}

// SinkRow is one place that the log is sent to.
type SinkRow struct{ Name, Kind, Word, Text string }

// LogMark is an entry of the log and when something was found out about it.
type LogMark struct {
	Seq, Of int64 // Of: how many entries there are
	At      time.Time
}

// NewWholeness tells what was verified, and what was signed last. Their zero values
// are nothing.
func NewWholeness(p Page, verified, signed LogMark, b *desk.Break) Wholeness {
	t, n := p.T, func(seq int64) string { return p.T.Count(int(seq)) }
	w := Wholeness{Verified: t.Ledger.NotVerified, Signed: t.Ledger.NotSigned}
	switch {
	case b != nil:
		w.Verified, w.Broken = "", t.Ledger.Break(b.Seq, string(b.Flaw), b.Column)
	case verified.At.IsZero():
	case verified.Seq < verified.Of:
		w.Verified = fmt.Sprintf(t.Ledger.VerifiedPart, n(verified.Seq), t.DateTime(verified.At), n(verified.Of))
	default:
		w.Verified = fmt.Sprintf(t.Ledger.Verified, n(verified.Seq), t.DateTime(verified.At))
	}
	if !signed.At.IsZero() {
		w.Signed = fmt.Sprintf(t.Ledger.Signed, n(signed.Seq), t.DateTime(signed.At))
	}
	return w
}

// NewSinkRow tells how far a sink has come.
func NewSinkRow(p Page, name string, seq, behind int64, problem string) SinkRow {
	t := p.T
	r := SinkRow{Name: name, Kind: "ok", Word: t.Ledger.SinkOK, Text: fmt.Sprintf(t.Ledger.SinkHas, t.Count(int(seq)), t.Count(int(behind)))}
	if problem != "" {
		r.Kind, r.Word = "bad", t.Ledger.SinkBehind
		r.Text += " " + fmt.Sprintf(t.Ledger.SinkProblem, problem)
	}
	return r
}

// AuditEntry is the page of one entry of the log.
type AuditEntry struct {
	Page
	Row        AuditRow
	Number     string
	ActURL     string
	ActID      string
	RequestID  string
	Reason     string // that the operator gave, or ""
	Client     string
	Prev, Hash string
	Signed     string
	Broken     string // what is wrong with it, or ""
	Diff       Diff
	OlderURL   string
	NewerURL   string
}

// NewAuditEntry makes the page of an entry that the chain has under its hashes.
func NewAuditEntry(p Page, e desk.Entry, l desk.ChainLink) AuditEntry {
	v := AuditEntry{
		Page: p, Row: NewAuditRow(p, e), Number: strconv.FormatInt(e.Seq, 10), ActID: e.Act, RequestID: e.RequestID, Reason: e.Reason, Client: e.Client,
		Prev: l.Prev, Hash: l.Hash, Signed: p.T.Audit.NotSigned,
	}
	if e.Act != "" {
		v.ActURL = AuditAt{Act: e.Act}.URL(0)
	}
	if e.Seq > 1 {
		v.OlderURL = AuditEntryURL(e.Seq - 1)
	}
	return v
}

// WithCheckpoint says which signed checkpoint covers the entry.
func (p AuditEntry) WithCheckpoint(seq int64, at time.Time) AuditEntry {
	if seq > 0 {
		p.Signed = fmt.Sprintf(p.T.Audit.SignedBy, strconv.FormatInt(seq, 10), p.T.DateTime(at))
	}
	return p
}
