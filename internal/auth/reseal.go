package auth

import (
	"context"
	"fmt"
	"strconv"

	"keyporter/internal/desk"
	"keyporter/internal/store"
)

// Reseal seals second factors with the newest server key that were sealed with an
// older one, and returns how many there were. What else is sealed lives a day at
// most, or is read again.
func (a *Auth) Reseal(ctx context.Context) (int, error) {
	list, err := a.store.SealedFactors(ctx)
	if err != nil {
		return 0, err
	}
	now, sealed := a.clock().UTC(), 0
	err = a.store.Tx(ctx, func(tx *store.DB) error {
		if _, err := tx.Append(ctx, desk.Entry{At: now, Act: desk.NewID(now), Phase: desk.Noted, Verb: desk.SealRotate, Target: strconv.Itoa(a.seal.Size())}); err != nil {
			return err
		}
		for _, f := range list {
			if !a.seal.Stale(f.Sealed) {
				continue
			}
			place := totpPlace(f.OperatorID)
			if f.Passkey != "" {
				place = passkeyPlace(f.OperatorID, f.Passkey)
			}
			plain, err := a.seal.Open(f.Sealed, nil, place)
			if err != nil {
				return fmt.Errorf("open a second factor of operator %s: %w", f.OperatorID, err)
			}
			again, err := a.seal.Seal(plain, nil, place)
			if err != nil {
				return err
			}
			changed, err := tx.Reseal(ctx, f, again)
			if err != nil {
				return err
			}
			if changed {
				sealed++
			}
		}
		return nil
	})
	return sealed, err
}
