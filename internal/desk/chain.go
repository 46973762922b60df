package desk

import (
	"encoding/json"
	"fmt"
)

// ChainLink is one stored link of the chain: the exact bytes that were hashed, and
// what lies in the columns beside them.
type ChainLink struct {
	Seq    int64
	Prev   string
	Hash   string
	Record []byte
	At     int64 // microseconds since 1970, UTC
	Beside LinkColumns
}

// LinkColumns are the columns of a link that repeat a part of the record, so that
// the log can be searched.
type LinkColumns struct {
	Act, Phase, ActorID, Actor, Verb, Target, Fault string
}

// Flaw says what is wrong with the chain. Package text has a sentence for each.
type Flaw string

// The flaws.
const (
	FlawMissing    Flaw = "missing"    // the entry of this number is not there
	FlawPlace      Flaw = "place"      // an entry of a number that no entry can have there
	FlawPrev       Flaw = "prev"       // it does not name the hash of the entry before
	FlawHash       Flaw = "hash"       // its hash is not that of its bytes
	FlawRecord     Flaw = "record"     // its bytes are no entry, or that of another number
	FlawColumn     Flaw = "column"     // a column beside the record says something else
	FlawUnreadable Flaw = "unreadable" // the database has no such row as Keyporter writes
	FlawHead       Flaw = "head"       // the head of the log is not its last entry
	FlawCheckpoint Flaw = "checkpoint" // a signed checkpoint has another hash for it
	FlawSignature  Flaw = "signature"  // of a checkpoint that is kept in the log itself
)

// Break is the first entry at which the chain is broken.
type Break struct {
	Seq    int64
	Flaw   Flaw
	Column string // of FlawColumn
}

// Error names the entry and the flaw, for the log.
func (b *Break) Error() string {
	s := fmt.Sprintf("audit entry %d: %s", b.Seq, b.Flaw)
	if b.Column != "" {
		s += " " + b.Column
	}
	return s
}

// Chain walks along the links of the audit log, the oldest first. The zero value
// begins at the first entry.
type Chain struct {
	Seq  int64  // of the link that was followed last
	Hash string // of it
	from int64  // the link with this number may name any predecessor
}

// ChainFrom returns a chain that begins at the entry of a number and takes its word
// for what was before.
func ChainFrom(seq int64) Chain { return Chain{Seq: seq - 1, from: seq} }

// Follow checks the next link and steps on to it. Of a link that is broken it
// returns where and how, and stays.
func (c *Chain) Follow(l ChainLink) *Break {
	next := c.Seq + 1
	switch {
	case l.Seq < next:
		return &Break{Seq: l.Seq, Flaw: FlawPlace}
	case l.Seq > next:
		return &Break{Seq: next, Flaw: FlawMissing}
	case l.Prev != c.Hash && (next != c.from || next == 1):
		return &Break{Seq: next, Flaw: FlawPrev}
	case l.Hash != ChainHash(l.Seq, l.Prev, l.Record):
		return &Break{Seq: next, Flaw: FlawHash}
	}
	if b := l.agrees(); b != nil {
		return b
	}
	c.Seq, c.Hash = l.Seq, l.Hash
	return nil
}

// Ends checks that the chain ends where the head of the log says.
func (c *Chain) Ends(seq int64, hash string) *Break {
	switch {
	case seq > c.Seq:
		return &Break{Seq: c.Seq + 1, Flaw: FlawMissing}
	case seq < c.from-1:
		return &Break{Seq: seq + 1, Flaw: FlawMissing}
	case seq < c.Seq:
		return &Break{Seq: seq + 1, Flaw: FlawHead}
	case seq == c.from-1 && c.from > 1: // nothing was followed
	case hash != c.Hash:
		return &Break{Seq: seq, Flaw: FlawHead}
	}
	return nil
}

// agrees checks the record against the columns beside it.
func (l ChainLink) agrees() *Break {
	var e Entry
	if err := json.Unmarshal(l.Record, &e); err != nil || e.Seq != l.Seq {
		return &Break{Seq: l.Seq, Flaw: FlawRecord}
	}
	at := int64(0)
	if !e.At.IsZero() {
		at = e.At.UnixMicro()
	}
	if at != l.At {
		return &Break{Seq: l.Seq, Flaw: FlawColumn, Column: "at"}
	}
	for _, c := range [...]struct{ name, stored, said string }{
		{"act", l.Beside.Act, e.Act}, {"phase", l.Beside.Phase, string(e.Phase)}, {"actor_id", l.Beside.ActorID, e.ActorID},
		{"actor", l.Beside.Actor, e.Actor}, {"verb", l.Beside.Verb, string(e.Verb)}, {"target", l.Beside.Target, e.Target},
		{"fault", l.Beside.Fault, e.Fault},
	} {
		if c.stored != c.said {
			return &Break{Seq: l.Seq, Flaw: FlawColumn, Column: c.name}
		}
	}
	return nil
}
