package porter

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/time/rate"

	"keyporter/internal/iam"
)

const (
	keysEvery  = 30 * time.Minute // how old the list of one user's keys may grow
	keysPause  = 30 * time.Second // after a list could not be read
	keysBatch  = time.Second      // how often what was read becomes visible
	keysAtOnce = 4
)

// watchKeys reads, again and again, the keys of users that were not read for
// long. Key ids are in no list of the whole account. Where calls are limited,
// users who never had a key by the credential report are not asked.
func (p *Porter) watchKeys(ctx context.Context) {
	var last time.Time // when a list could not be read
	every(ctx, keysBatch, func(ctx context.Context) {
		if s := p.Snapshot(); s.At.IsZero() || s.Problem != nil || time.Since(last) < keysPause {
			return
		}
		if err := p.ReadKeys(ctx); err != nil && ctx.Err() == nil {
			last = time.Now()
			p.log.WarnContext(ctx, "the keys of users are not read", "error", err)
		}
	})
}

// ReadKeys reads the keys of users that were not read for long, now.
func (p *Porter) ReadKeys(ctx context.Context) error { return p.readKeys(ctx, p.keysDue()) }

// keysDue returns the users whose keys are to be read.
func (p *Porter) keysDue() []iam.UserName {
	s, before := p.Snapshot(), p.now().Add(-keysEvery)
	var due []iam.UserName
	for i, u := range s.Users {
		read, known := s.keys[s.folded[i]]
		if !known && p.keyReads > 0 && s.keyless(u.Name) {
			continue
		}
		if read.at.Before(before) {
			due = append(due, u.Name)
		}
	}
	return due
}

// readKeys reads the keys of users, a few at a time, until one fails. It makes
// them visible a batch at a time: each change of the snapshot costs milliseconds.
func (p *Porter) readKeys(ctx context.Context, users []iam.UserName) error {
	limit := rate.NewLimiter(rate.Inf, 1)
	if p.keyReads > 0 {
		limit = rate.NewLimiter(rate.Limit(p.keyReads), 1)
	}
	b := keyBatch{p: p, begun: time.Now()}
	calls, ctx := errgroup.WithContext(ctx)
	calls.SetLimit(keysAtOnce)
	for _, n := range users {
		if limit.Wait(ctx) != nil {
			break // one has failed, or all is to end
		}
		calls.Go(func() error {
			at := p.now()
			list, err := p.account.Keys(ctx, n)
			if err != nil && !gone(err) { // of a user that is gone there are none
				return err
			}
			b.add(n, keysRead{list: list, at: at})
			return nil
		})
	}
	err := calls.Wait()
	b.flush()
	return err
}

// keyBatch gathers what was read of keys.
type keyBatch struct {
	p     *Porter
	lock  sync.Mutex
	fresh map[string]keysRead
	begun time.Time
}

func (b *keyBatch) add(n iam.UserName, k keysRead) {
	b.lock.Lock()
	defer b.lock.Unlock()
	if b.fresh == nil {
		b.fresh = map[string]keysRead{}
	}
	b.fresh[n.Fold()] = k
	if time.Since(b.begun) >= keysBatch {
		b.show()
	}
}

func (b *keyBatch) flush() {
	b.lock.Lock()
	defer b.lock.Unlock()
	b.show()
}

// show makes the batch visible, with the changes on top that were made since the
// oldest of its lists was asked for.
func (b *keyBatch) show() {
	if len(b.fresh) == 0 {
		return
	}
	fresh, oldest := b.fresh, b.p.now()
	for _, k := range fresh {
		if k.at.Before(oldest) {
			oldest = k.at
		}
	}
	b.p.replace(oldest, func(s *Snapshot) {
		for name, k := range fresh {
			s.keys[name] = k
		}
	})
	b.fresh, b.begun = nil, time.Now()
}
