// Package ledger keeps the audit log honest: it verifies the chain, signs
// checkpoints that lie outside the database, recognises a database that is an old
// copy, and sends the log elsewhere. It writes no entries of acts; store appends
// those, in the transactions of what they are about.
package ledger

import (
	"fmt"

	"keyporter/internal/desk"
	"keyporter/internal/seal"
)

// Keys returns the keys of checkpoints that the server keys give. The first signs;
// all of them check.
func Keys(ring *seal.Keyring) ([]desk.CheckpointKey, error) {
	seeds, err := ring.DeriveAll("audit checkpoint")
	if err != nil {
		return nil, fmt.Errorf("derive the key of checkpoints: %w", err)
	}
	keys := make([]desk.CheckpointKey, len(seeds))
	for i, seed := range seeds {
		if keys[i], err = desk.NewCheckpointKey(seed); err != nil {
			return nil, err
		}
	}
	return keys, nil
}
