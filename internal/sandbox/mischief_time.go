package sandbox

import (
	"context"
	"time"
)

// LateCalls makes the next n calls of the action wait until their client has
// given up; only then they are carried out, and nobody is told.
func (m *Mischief) LateCalls(action string, n int) { m.set(&m.late, action, n) }

// LateAnswers carries out the next n calls of the action at once, and answers
// when their client has given up.
func (m *Mischief) LateAnswers(action string, n int) { m.set(&m.silent, action, n) }

// delay waits for the client of a late call to give up. The call's own context
// does not end with that.
func (m *Mischief) delay(ctx context.Context, action string) context.Context {
	m.mu.Lock()
	late := spend(m.late, action)
	m.mu.Unlock()
	if !late {
		return ctx
	}
	<-ctx.Done()
	return context.WithoutCancel(ctx)
}

// silence keeps the answer of a call until the client has given up.
func (m *Mischief) silence(ctx context.Context, action string, err error) error {
	m.mu.Lock()
	silent := spend(m.silent, action)
	m.mu.Unlock()
	if !silent {
		return err
	}
	<-ctx.Done()
	return errReset
}

// youngKeys makes new keys spread slowly, as IAM is eventually consistent.
type youngKeys struct {
	reads  int
	uses   int
	age    time.Duration
	read   map[string]int // by key id: how often it was left out of a list
	signed map[string]int // and how often it was refused
}

// HideNewKeys leaves each key out of the first n lists that it belongs in, and
// refuses the first n requests that it signs; 0 ends it.
func (m *Mischief) HideNewKeys(n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.young = youngKeys{reads: n, uses: n, age: m.young.age, read: map[string]int{}, signed: map[string]int{}}
}

// HideNewKeysFor leaves keys out of lists until they are that old; 0 ends it.
func (m *Mischief) HideNewKeysFor(age time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.young.age = age
}

// hidden reports whether a list that is read at a time lacks the key.
func (m *Mischief) hidden(key keyDoc, at time.Time) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.young.age > 0 && at.Sub(key.Created) < m.young.age {
		return true
	}
	return tooYoung(m.young.read, key.ID, m.young.reads)
}

// unspread reports whether a key is not known yet where a request arrives that
// it has signed.
func (m *Mischief) unspread(id string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return tooYoung(m.young.signed, id, m.young.uses)
}

func tooYoung(seen map[string]int, id string, limit int) bool {
	if seen[id] >= limit {
		return false
	}
	seen[id]++
	return true
}

// WrongClock makes the endpoint's clock go wrong by an amount: what is signed by
// the right time is too old or not yet current there.
func (m *Mischief) WrongClock(off time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.clockOff = off
}

func (m *Mischief) offset() time.Duration {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.clockOff
}
