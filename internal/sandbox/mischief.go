package sandbox

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"
)

// errReset asks for the connection to be closed without an answer.
var errReset = errors.New("sandbox: reset by mischief")

// Mischief makes the endpoint unkind, for tests. Its zero value does nothing.
// An action of "" means any action.
type Mischief struct {
	mu        sync.Mutex
	resets    map[string]int
	failures  map[string]int
	throttles map[string]int
	done      map[string]int
	follow    func(action string)
	held      map[string]chan struct{}
	late      map[string]int
	silent    map[string]int
	pages     oddPages
	young     youngKeys
	clockOff  time.Duration
	hostile   int
	harmless  *strings.Replacer
}

// ResetAfter carries out the next n calls of the action and then closes the
// connection instead of answering.
func (m *Mischief) ResetAfter(action string, n int) { m.set(&m.resets, action, n) }

// FailAfter carries out the next n calls of the action and then answers 500.
func (m *Mischief) FailAfter(action string, n int) { m.set(&m.failures, action, n) }

// Throttle refuses the next n calls of the action, undone, with Throttling.
func (m *Mischief) Throttle(action string, n int) { m.set(&m.throttles, action, n) }

// Hold keeps calls of the action waiting, before they are carried out, until
// release is called.
func (m *Mischief) Hold(action string) (release func()) {
	gate := make(chan struct{})
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.held == nil {
		m.held = map[string]chan struct{}{}
	}
	m.held[action] = gate
	return sync.OnceFunc(func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		close(gate)
		if m.held[action] == gate {
			delete(m.held, action)
		}
	})
}

// Done tells how many calls of the action have been carried out.
func (m *Mischief) Done(action string) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.done[action]
}

// Follow writes down which calls are carried out from now on, in their order, until
// stop is called, which returns them.
func (m *Mischief) Follow() (stop func() []string) {
	var actions []string
	m.mu.Lock()
	defer m.mu.Unlock()
	m.follow = func(action string) { actions = append(actions, action) }
	return func() []string {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.follow = nil
		return actions
	}
}

func (m *Mischief) set(counts *map[string]int, action string, n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if *counts == nil {
		*counts = map[string]int{}
	}
	(*counts)[action] = n
}

// spend takes one from the count of the action, or of any action.
func spend(counts map[string]int, action string) bool {
	for _, name := range []string{action, ""} {
		if counts[name] > 0 {
			counts[name]--
			return true
		}
	}
	return false
}

func (m *Mischief) throttle(action string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return spend(m.throttles, action)
}

func (m *Mischief) wait(ctx context.Context, action string) error {
	m.mu.Lock()
	gate := m.held[action]
	if gate == nil {
		gate = m.held[""]
	}
	m.mu.Unlock()
	if gate == nil {
		return nil
	}
	select {
	case <-gate:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// after counts a call that was carried out and may spoil its answer.
func (m *Mischief) after(action string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.done == nil {
		m.done = map[string]int{}
	}
	m.done[action]++
	if m.follow != nil {
		m.follow(action)
	}
	switch {
	case spend(m.resets, action):
		return errReset
	case spend(m.failures, action):
		return fail(http.StatusInternalServerError, serviceFailed, "Service failure by mischief")
	}
	return nil
}
