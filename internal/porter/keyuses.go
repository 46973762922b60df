package porter

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"keyporter/internal/iam"
)

const (
	usesAtOnce = 8           // how many keys are asked for at the same time
	usesLast   = time.Minute // how long an answer is good enough for a list
	usesKept   = 4000        // answers; beyond that the old ones go
)

// keyUses remembers for a while when keys were used last, so that turning the
// pages of a list does not ask AWS for all of them each time.
type keyUses struct {
	lock  sync.Mutex
	known map[iam.KeyID]usedAt
}

type usedAt struct {
	use iam.KeyUse
	at  time.Time // when AWS said so
}

// since returns what was said at that time or later.
func (u *keyUses) since(id iam.KeyID, at time.Time) (usedAt, bool) {
	u.lock.Lock()
	defer u.lock.Unlock()
	k, ok := u.known[id]
	return k, ok && !k.at.Before(at)
}

func (u *keyUses) put(id iam.KeyID, k usedAt) {
	u.lock.Lock()
	defer u.lock.Unlock()
	if u.known == nil || len(u.known) >= usesKept {
		u.known = map[iam.KeyID]usedAt{}
	}
	u.known[id] = k
}

// forget lets every key be asked for anew.
func (u *keyUses) forget() {
	u.lock.Lock()
	defer u.lock.Unlock()
	u.known = nil
}

// KeyUses asks AWS when each of a page of keys was used last, where that was not
// asked within a minute, and waits no longer than a page does: what was not
// answered keeps what the report says. Calls: GetAccessKeyLastUsed.
func (p *Porter) KeyUses(ctx context.Context, keys []KeyFact) {
	ctx, cancel := context.WithTimeout(ctx, liveWait)
	defer cancel()
	fresh := p.now().Add(-usesLast)
	var calls errgroup.Group
	calls.SetLimit(usesAtOnce)
	for i := range keys {
		if k, ok := p.uses.since(keys[i].ID, fresh); ok {
			keys[i].Use, keys[i].UseAt = k.use, k.at
			continue
		}
		calls.Go(func() error {
			if use, _, err := p.account.KeyUse(ctx, keys[i].ID); err == nil {
				keys[i].Use, keys[i].UseAt = use, p.now()
				p.uses.put(keys[i].ID, usedAt{use, keys[i].UseAt})
			}
			return nil
		})
	}
	_ = calls.Wait()
}
