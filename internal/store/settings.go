package store

import (
	"context"
	"encoding/json"
	"fmt"

	"keyporter/internal/desk"
)

// Settings returns what admins have set on the pages of Keyporter itself.
func (db *DB) Settings(ctx context.Context) (desk.Settings, error) {
	type setting struct {
		name  desk.SettingName
		value string
		set   desk.SetBy
	}
	rows, err := db.read.QueryContext(ctx, `SELECT name, value, set_by, set_at FROM setting`)
	list, err := collect(rows, err, func(r scanner) (s setting, err error) {
		var at int64
		err = r.Scan(&s.name, &s.value, &s.set.By, &at)
		s.set.At = fromMicros(at)
		return s, err
	})
	all := desk.Settings{Set: make(map[desk.SettingName]desk.SetBy, len(list))}
	if err != nil {
		return all, err
	}
	for _, s := range list {
		to := map[desk.SettingName]any{
			desk.SettingGeneral: &all.General, desk.SettingThresholds: &all.Thresholds, desk.SettingSignIn: &all.SignIn,
		}[s.name]
		if to == nil {
			continue // of a newer version, which runs beside this one
		}
		if err := json.Unmarshal([]byte(s.value), to); err != nil {
			return all, fmt.Errorf("setting %s: %w", s.name, err)
		}
		all.Set[s.name] = s.set
	}
	return all, nil
}

// PutSetting stores settings that are set together.
func (db *DB) PutSetting(ctx context.Context, name desk.SettingName, value any, set desk.SetBy) error {
	b, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("encode setting %s: %w", name, err)
	}
	_, err = db.changed(ctx,
		`INSERT INTO setting (name, value, set_by, set_at) VALUES ($1, $2, $3, $4)
		 ON CONFLICT (name) DO UPDATE SET value = excluded.value, set_by = excluded.set_by, set_at = excluded.set_at`,
		string(name), string(b), set.By, micros(set.At))
	return err
}
