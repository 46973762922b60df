package store_test

import (
	"errors"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/store"
)

func TestATransactionIsAllOrNothing(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		undone := errors.New("undone")
		err := db.Tx(t.Context(), func(tx *store.DB) error {
			o := desk.Operator{ID: desk.NewID(at), Name: "ana", Role: desk.Admin, Created: at}
			if err := tx.AddOperator(t.Context(), o, ""); err != nil {
				return err
			}
			has, err := tx.HasOperators(t.Context())
			if err != nil || !has {
				t.Errorf("HasOperators within the transaction = %v, %v, want true", has, err)
			}
			return undone
		})
		if !errors.Is(err, undone) {
			t.Errorf("Tx = %v, want what its function returned", err)
		}
		if has, err := db.HasOperators(t.Context()); err != nil || has {
			t.Errorf("HasOperators afterwards = %v, %v, want false", has, err)
		}
	})
}
