package ledger

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/store"
)

const (
	sinkLease = time.Minute // of the process that sends
	sinkRenew = 20 * time.Second
	sinkPiece = 200 // entries between two notes of how far it has come
	// sinkDoubt is how long what was written to a connection may be lost with it:
	// when it breaks, the entries of this time are sent again.
	sinkDoubt = 30 * time.Second
)

// Sink takes the audit log somewhere else, the oldest entry first and each at least
// once.
type Sink struct {
	Name string // under which it is kept how far it has come
	// Open opens the way to it. What is written until Flush returns has left the
	// process.
	Open func(ctx context.Context) (Outlet, error)
	Line func(l desk.ChainLink) ([]byte, error) // an entry as the sink takes it
}

// Outlet is an open way to a sink.
type Outlet interface {
	io.WriteCloser
	Flush() error
	Broken() bool // the other side has ended it
}

// feed sends to one sink.
type feed struct {
	*Ledger
	sink   Sink
	fence  int64
	out    Outlet
	recent []sentPiece
	seq    int64     // how far the sink has come
	held   time.Time // when the sink was claimed last
	well   bool      // the last attempt has not failed
}

// sentPiece is the number before the first entry of a piece, and when it was sent.
type sentPiece struct {
	before int64
	at     time.Time
}

// runSink sends until ctx ends.
func (l *Ledger) runSink(ctx context.Context, s Sink) {
	f := &feed{Ledger: l, sink: s}
	defer f.shut()
	tick := time.NewTicker(l.o.Pump)
	defer tick.Stop()
	for {
		if err := f.pump(ctx); err != nil && ctx.Err() == nil {
			l.o.Log.WarnContext(ctx, "the audit log is not taken", "sink", s.Name, "error", err)
		}
		select {
		case <-ctx.Done():
			f.last(ctx)
			return
		case <-tick.C:
		}
	}
}

// last sends what was written since, so that a stop leaves nothing behind, and lets
// another process go on.
func (f *feed) last(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	err := f.pump(ctx)
	if f.fence > 0 {
		err = errors.Join(err, f.o.Store.FreeSink(ctx, f.sink.Name, f.fence))
	}
	if err != nil {
		f.o.Log.WarnContext(ctx, "the end of the audit log is not taken", "sink", f.sink.Name, "error", err)
	}
}

// pump sends what the sink has not taken, where no other process does.
func (f *feed) pump(ctx context.Context) error {
	for {
		if idle, err := f.idle(ctx); idle || err != nil {
			return err
		}
		s, err := f.o.Store.ClaimSink(ctx, f.sink.Name, f.fence, f.now(), f.now().Add(sinkLease))
		if errors.Is(err, store.ErrNotFound) {
			f.shut()
			f.fence = 0
			return nil
		}
		if err != nil {
			return err
		}
		f.fence, f.held = s.Fence, f.now()
		if f.out != nil && f.out.Broken() {
			f.shut()
			s.Seq = f.rewind(s.Seq)
		}
		sent, err := f.piece(ctx, &s)
		if err != nil {
			f.shut()
			s.Seq, s.Problem = f.rewind(s.Seq), err.Error()
		} else if sent == 0 && s.Problem == "" {
			f.seq, f.well = s.Seq, true
			return nil
		} else {
			s.Problem = ""
		}
		f.seq, f.well = s.Seq, err == nil
		if _, noted := f.o.Store.MoveSink(ctx, s); err != nil || noted != nil || sent < sinkPiece {
			return errors.Join(err, noted)
		}
	}
}

// idle reports whether the sink is held, has taken everything and is not broken:
// then nothing is written to the database.
func (f *feed) idle(ctx context.Context) (bool, error) {
	if f.fence == 0 || !f.well || f.now().Sub(f.held) > sinkRenew || f.out != nil && f.out.Broken() {
		return false, nil
	}
	head, _, err := f.o.Store.AuditHead(ctx)
	return head == f.seq, err
}

// piece sends the next entries. S is moved on once they have left.
func (f *feed) piece(ctx context.Context, s *store.AuditSink) (sent int, err error) {
	to := s.Seq
	err = f.o.Store.EachLink(ctx, s.Seq+1, func(l desk.ChainLink) error {
		if sent == sinkPiece {
			return errEnough
		}
		if f.out == nil {
			var err error
			if f.out, err = f.sink.Open(ctx); err != nil {
				return err
			}
		}
		line, err := f.sink.Line(l)
		if err == nil {
			_, err = f.out.Write(line)
		}
		if err != nil {
			return fmt.Errorf("send entry %d: %w", l.Seq, err)
		}
		to = l.Seq
		sent++
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return 0, err
	}
	if sent > 0 {
		if err := f.out.Flush(); err != nil {
			return 0, err
		}
		f.recent = append(f.recent, sentPiece{s.Seq, f.now()})
		s.Seq, s.At = to, f.now()
	}
	for len(f.recent) > 1 && f.now().Sub(f.recent[0].at) > sinkDoubt {
		f.recent = f.recent[1:]
	}
	return sent, nil
}

// rewind goes back to before what may be lost with a connection.
func (f *feed) rewind(seq int64) int64 {
	if len(f.recent) > 0 && f.now().Sub(f.recent[0].at) <= sinkDoubt {
		seq = min(seq, f.recent[0].before)
	}
	f.recent = nil
	return seq
}

func (f *feed) shut() {
	if f.out != nil {
		_ = f.out.Close() // what was not flushed is sent again
		f.out = nil
	}
}

// SinkState is how far a sink has come.
type SinkState struct {
	Name    string
	Seq     int64
	Behind  int64     // entries
	At      time.Time // when it took the last one
	Problem string
}

// Sinks tells how far each sink of this process has come.
func (l *Ledger) Sinks(ctx context.Context) ([]SinkState, error) {
	if l == nil || len(l.o.Sinks) == 0 {
		return nil, nil
	}
	head, _, err := l.o.Store.AuditHead(ctx)
	if err != nil {
		return nil, err
	}
	kept, err := l.o.Store.AuditSinks(ctx)
	if err != nil {
		return nil, err
	}
	states := make([]SinkState, len(l.o.Sinks))
	for i, s := range l.o.Sinks {
		states[i] = SinkState{Name: s.Name, Behind: head}
		for _, k := range kept {
			if k.Name == s.Name {
				states[i] = SinkState{Name: k.Name, Seq: k.Seq, Behind: max(head-k.Seq, 0), At: k.At, Problem: k.Problem}
			}
		}
	}
	return states, nil
}

// sinksMay is the fault of a sink that is needed and too far behind, or nil.
func (l *Ledger) sinksMay(ctx context.Context) error {
	if l.o.Owing == 0 {
		return nil
	}
	for _, s := range l.o.Sinks {
		since, err := l.o.Store.SinkOwes(ctx, s.Name)
		if err != nil {
			return fmt.Errorf("read how far the audit log was taken: %w", err)
		}
		if !since.IsZero() && l.now().Sub(since) > l.o.Owing {
			return fault.New(fault.Busy, fault.CodeSinkBehind, s.Name)
		}
	}
	return nil
}
