package store_test

import (
	"errors"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/store"
)

// TestAnOldCopyBringsBackNothingOfOneUse has what a restored database must forget of
// second factors.
func TestAnOldCopyBringsBackNothingOfOneUse(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx, o := t.Context(), operator(t, db, "ana")
		for _, err := range []error{
			db.AddHalf(ctx, "half", o.ID, at, at.Add(-time.Minute)),
			db.SetTOTPDraft(ctx, o.ID, []byte("sealed"), at),
			db.SetAsked(ctx, "half", []byte("{}"), at),
			db.SetRecovery(ctx, o.ID, []string{"one", "two"}),
			db.SetTOTP(ctx, o.ID, store.TOTP{Seed: []byte("sealed"), Last: 7}, at),
			db.BeginRecovery(ctx, desk.Recovery{ID: "r", Began: at}, desk.Entry{At: at, Phase: desk.Noted}),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
		before := at.Add(-time.Minute)
		_, half := db.Half(ctx, "half", before)
		_, draft := db.TOTPDraft(ctx, o.ID, before)
		_, asked := db.Asked(ctx, "half", before)
		for what, err := range map[string]error{"half session": half, "seed that is shown": draft, "question to an authenticator": asked} {
			if !errors.Is(err, store.ErrNotFound) {
				t.Errorf("the %s after an old copy = %v, want ErrNotFound", what, err)
			}
		}
		f, err := db.Factors(ctx, o.ID)
		if err != nil || f.Recovery != 0 || f.TOTP.IsZero() {
			t.Errorf("Factors after an old copy = %+v, %v, want the app and no recovery codes", f, err)
		}
	})
}
