package porter

import (
	"context"
	"sync"

	"keyporter/internal/access"
)

// audit is the table of who reaches which bucket, which is decided when it is
// asked for first. Snapshots that differ in nothing that bears on it share one.
type audit struct{ table func() *access.Table }

// tables holds the table that was decided last, from which the next is made: most
// changes touch a few users. Which of two snapshots asks first does not matter,
// for the result is the same from any table.
type tables struct {
	deciding sync.Mutex
	last     *access.Table // guarded by deciding
}

func (t *tables) of(a *access.Account) *access.Table {
	t.deciding.Lock()
	defer t.deciding.Unlock()
	if t.last == nil {
		t.last = access.Decide(a)
	} else {
		t.last = t.last.After(a)
	}
	return t.last
}

// Access returns who reaches which bucket. It is decided in the background after
// each reading; who comes earlier waits for it.
func (s *Snapshot) Access() *access.Table { return s.audit.table() }

// show puts a snapshot in the place of the one before. The caller holds editing.
func (p *Porter) show(next Snapshot) {
	s := index(next)
	if s.audit == nil {
		s.audit = &audit{sync.OnceValue(func() *access.Table { return p.tables.of(s.AccessAccount()) })}
		select {
		case p.stale <- struct{}{}:
		default: // it is told already
		}
	}
	p.snap.Store(s)
}

// watchAccess decides the table anew whenever something has changed that bears on
// it.
func (p *Porter) watchAccess(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-p.stale:
			p.Snapshot().Access()
		}
	}
}
