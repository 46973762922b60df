package store_test

import (
	"database/sql"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/store"
)

func TestSettingsAreKeptByName(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, db *store.DB, raw *sql.DB) {
		ctx := t.Context()
		if got, err := db.Settings(ctx); err != nil || got.General.Public != "" || got.Thresholds != (desk.Thresholds{}) || len(got.Set) != 0 {
			t.Errorf("Settings where nothing was set = %+v, %v, want none", got, err)
		}
		by := desk.SetBy{By: "kim", At: at}
		for _, public := range []string{"https://old.example.com", "https://keys.example.com"} {
			if err := db.PutSetting(ctx, desk.SettingGeneral, desk.General{Public: public}, by); err != nil {
				t.Fatal(err)
			}
		}
		want := desk.SignInRules{Factor: desk.FactorDemanded, Idle: 10, Life: 4}
		if err := db.PutSetting(ctx, desk.SettingSignIn, want, desk.SetBy{By: "lee", At: at.Add(time.Hour)}); err != nil {
			t.Fatal(err)
		}
		got, err := db.Settings(ctx)
		if err != nil || got.General.Public != "https://keys.example.com" || got.SignIn != want {
			t.Errorf("Settings = %+v, %v, want what was set last", got, err)
		}
		if got.Set[desk.SettingGeneral] != by || got.Set[desk.SettingSignIn].By != "lee" {
			t.Errorf("Settings tells that %+v has set them", got.Set)
		}
		if _, err := raw.ExecContext(ctx, `INSERT INTO setting (name, value, set_by, set_at) VALUES ('of-a-newer-version', 'x', 'kim', 0)`); err != nil {
			t.Fatal(err)
		}
		if again, err := db.Settings(ctx); err != nil || again.SignIn != want {
			t.Errorf("Settings beside one that it does not know = %+v, %v, want those that it does", again, err)
		}
	})
}
