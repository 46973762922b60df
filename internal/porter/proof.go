package porter

import (
	"context"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
)

const (
	proofTries = 30
	proofPause = time.Second
)

// prove asks STS with a fresh key, while its secret is still in memory, until it
// is accepted or half a minute has passed, and writes on the ticket what it saw.
// IAM needs seconds to spread a new key: field reports say 5 to 15.
func (p *Porter) prove(ctx context.Context, ticket string, k iam.IssuedKey) {
	seen := p.tryKey(ctx, k)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noteLimit)
	defer cancel()
	if err := p.store.SetProof(ctx, ticket, seen); err != nil {
		p.log.ErrorContext(ctx, "the test of a key is not written down", "ticket", ticket, "error", err)
	}
}

func (p *Porter) tryKey(ctx context.Context, k iam.IssuedKey) desk.Proof {
	seen := desk.ProofNotTested
	pause := time.NewTimer(0)
	defer pause.Stop()
	for range proofTries {
		select {
		case <-ctx.Done():
			return desk.ProofNotTested
		case <-pause.C:
		}
		ok, offered, err := p.account.Prove(ctx, k.ID, k.Secret)
		switch {
		case err != nil: // no answer: perhaps the next one
		case !offered:
			return desk.ProofNotOffered
		case ok:
			return desk.ProofAccepted
		default:
			seen = desk.ProofRefused
		}
		pause.Reset(proofPause)
	}
	return seen
}
