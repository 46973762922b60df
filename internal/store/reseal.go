package store

import (
	"context"
	"fmt"
)

// SealedFactor is a second factor as it is sealed.
type SealedFactor struct {
	OperatorID string
	Passkey    string // id of a passkey; "" is the seed of an app
	Sealed     []byte
}

// SealedFactors returns all second factors, which are what is sealed for long.
func (db *DB) SealedFactors(ctx context.Context) ([]SealedFactor, error) {
	rows, err := db.read.QueryContext(ctx, `SELECT operator_id, '', seed FROM totp
		UNION ALL SELECT operator_id, id, credential FROM passkey`)
	return collect(rows, err, func(r scanner) (f SealedFactor, err error) {
		return f, r.Scan(&f.OperatorID, &f.Passkey, &f.Sealed)
	})
}

// Reseal puts other sealed bytes in the place of a factor's, unless somebody has
// changed it meanwhile.
func (db *DB) Reseal(ctx context.Context, f SealedFactor, sealed []byte) (bool, error) {
	query := `UPDATE passkey SET credential = $1 WHERE operator_id = $2 AND id = $3 AND credential = $4`
	args := []any{sealed, f.OperatorID, f.Passkey, f.Sealed}
	if f.Passkey == "" {
		query, args = `UPDATE totp SET seed = $1 WHERE operator_id = $2 AND seed = $3`, []any{sealed, f.OperatorID, f.Sealed}
	}
	n, err := db.changed(ctx, query, args...)
	if err != nil {
		return false, fmt.Errorf("seal a factor anew: %w", err)
	}
	return n == 1, nil
}
