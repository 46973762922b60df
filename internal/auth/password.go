package auth

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/alexedwards/argon2id"
	"golang.org/x/text/unicode/norm"

	"keyporter/internal/fault"
	"keyporter/internal/seal"
)

// cost is the floor that OWASP's password storage cheat sheet gives for argon2id.
func cost() *argon2id.Params {
	return &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}
}

// passwords hashes passwords, as many at once as there are processors: more at
// once would make all of them slow.
type passwords struct {
	turns chan struct{}
	queue time.Duration
	dummy string      // takes the place of a hash that is not there
	tidy  *time.Timer // gives back the memory that hashing took
}

// tidyAfter is how long no password was hashed before the memory goes back:
// each hash leaves 19 MiB, which the runtime alone would keep for minutes.
const tidyAfter = 3 * time.Second

func newPasswords(queue time.Duration) (*passwords, error) {
	dummy, err := argon2id.CreateHash(seal.NewToken(), cost())
	if err != nil {
		return nil, fmt.Errorf("hash a password: %w", err)
	}
	return &passwords{
		turns: make(chan struct{}, runtime.NumCPU()), queue: queue, dummy: dummy,
		tidy: time.AfterFunc(tidyAfter, debug.FreeOSMemory),
	}, nil
}

// hash returns the hash of a new password; fault Busy when too many wait.
func (p *passwords) hash(ctx context.Context, password seal.Secret) (string, error) {
	if err := p.turn(ctx); err != nil {
		return "", err
	}
	defer p.done()
	hash, err := argon2id.CreateHash(canonical(password), cost())
	if err != nil {
		return "", fmt.Errorf("hash a password: %w", err)
	}
	return hash, nil
}

// match reports whether the password has the hash; fault Busy when too many
// wait. An empty hash matches nothing and takes as long.
func (p *passwords) match(ctx context.Context, password seal.Secret, hash string) (bool, error) {
	if err := p.turn(ctx); err != nil {
		return false, err
	}
	defer p.done()
	known := hash != ""
	if !known {
		hash = p.dummy
	}
	same, err := argon2id.ComparePasswordAndHash(canonical(password), hash)
	if err != nil {
		return false, fmt.Errorf("verify a password: %w", err)
	}
	return same && known, nil
}

func (p *passwords) turn(ctx context.Context) error {
	timer := time.NewTimer(p.queue)
	defer timer.Stop()
	select {
	case p.turns <- struct{}{}:
		return nil
	case <-timer.C:
		busy := fault.New(fault.Busy, fault.CodeSignInBusy)
		busy.After = p.queue
		return busy
	case <-ctx.Done():
		return fmt.Errorf("wait for a turn to hash: %w", ctx.Err())
	}
}

func (p *passwords) done() {
	<-p.turns
	p.tidy.Reset(tidyAfter)
}

// canonical makes one password of the ways in which keyboards write it (NIST SP
// 800-63B, 5.1.1.2).
func canonical(password seal.Secret) string { return norm.NFKC.String(password.Reveal()) }
