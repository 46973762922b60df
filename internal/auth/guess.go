package auth

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"time"

	"keyporter/internal/fault"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// Guesses at passwords within one window.
const (
	guessWindow       = 15 * time.Minute
	guessesPerAccount = 10
	guessesPerNetwork = 100
)

// guesses limits guessing, for all processes that share the store.
type guesses struct {
	db    *store.DB
	clock func() time.Time
	key   []byte
}

func newGuesses(db *store.DB, ring *seal.Keyring, clock func() time.Time) (*guesses, error) {
	key, err := ring.Derive("guess")
	if err != nil {
		return nil, fmt.Errorf("derive the key of guesses: %w", err)
	}
	return &guesses{db: db, clock: clock, key: key}, nil
}

// guess is one guess that was counted, at an account and from a network.
type guess struct {
	guesses          *guesses
	account, network string
}

// count counts a guess at the canonical name from the client, or fails with
// Limited. It comes before the password is looked at, and does not tell whether
// there is such an account.
func (g *guesses) count(ctx context.Context, name, client string) (guess, error) {
	c := guess{guesses: g, account: g.subject(name), network: "network " + network(client)}
	if err := g.one(ctx, c.network, guessesPerNetwork); err != nil {
		return guess{}, err
	}
	return c, g.one(ctx, c.account, guessesPerAccount)
}

// countFactor counts a guess at a second factor of the operator, apart from those
// at the password.
func (g *guesses) countFactor(ctx context.Context, operatorID, client string) (guess, error) {
	c := guess{guesses: g, account: "factor " + operatorID, network: "network " + network(client)}
	if err := g.one(ctx, c.network, guessesPerNetwork); err != nil {
		return guess{}, err
	}
	return c, g.one(ctx, c.account, guessesPerAccount)
}

func (g *guesses) one(ctx context.Context, subject string, limit int) error {
	now := g.clock()
	ok, err := g.db.CountGuess(ctx, subject, now, guessWindow, limit)
	if err != nil {
		return fmt.Errorf("count a guess: %w", err)
	}
	if ok {
		return nil
	}
	last, err := g.db.LastGuess(ctx, subject)
	if err != nil {
		return fmt.Errorf("find the last guess: %w", err)
	}
	wait := max(last.Add(guessWindow).Sub(now), time.Minute)
	minutes := int((wait + time.Minute - 1) / time.Minute)
	limited := fault.New(fault.Limited, fault.CodeSignInLimited, strconv.Itoa(minutes))
	limited.After = wait
	return limited
}

// subject hides the name: people type passwords into the wrong field.
func (g *guesses) subject(name string) string {
	mac := hmac.New(sha256.New, g.key)
	mac.Write([]byte(name)) // a hash never fails to write
	return "account " + hex.EncodeToString(mac.Sum(nil))
}

// unseen takes the guess back: nobody looked at the password.
func (c guess) unseen(ctx context.Context) error {
	return errors.Join(c.guesses.db.UncountGuess(ctx, c.account), c.guesses.db.UncountGuess(ctx, c.network))
}

// right forgets all guesses at the account, and takes this one back from the
// network, which many people may share.
func (c guess) right(ctx context.Context, tx *store.DB) error {
	return errors.Join(tx.DropGuesses(ctx, c.account), tx.UncountGuess(ctx, c.network))
}
