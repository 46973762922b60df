package sandbox

import (
	"context"
	"sync"
	"time"
)

// use is the last call that a key signed, to the minute.
type use struct {
	At      time.Time `json:"at"`
	Service string    `json:"service"`
	Region  string    `json:"region"`
}

// uses remembers what was written, so that a busy key costs one write a minute.
type uses struct {
	mu      sync.Mutex
	written map[string]use
}

// fresh reports whether this use of the key has still to be written.
func (u *uses) fresh(key string, now use) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.written[key] == now {
		return false
	}
	u.written[key] = now
	return true
}

// countUse keeps when a key was last used; AWS counts attempts, so calls that are
// denied count too. What goes wrong here does not fail the call.
func (s *Sandbox) countUse(ctx context.Context, c *call) {
	now := use{At: c.at.Truncate(time.Minute), Service: c.service, Region: c.region}
	if !s.uses.fresh(c.who.keyID, now) {
		return
	}
	if err := putDoc(ctx, s.in, kindUse, c.who.keyID, now); err != nil {
		s.log.WarnContext(ctx, "sandbox key use not kept", "key_id", c.who.keyID, "error", err)
	}
}
