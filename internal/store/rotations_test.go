package store_test

import (
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
	"keyporter/internal/store"
)

// legal is what may follow each state of a rotation, by the paper: the way there,
// the ways back, and what stops it.
var legal = map[desk.RotationState][]desk.RotationState{
	desk.RotationPlanned:   {desk.RotationCreating, desk.RotationStopping, desk.RotationCancelled},
	desk.RotationCreating:  {desk.RotationWaiting, desk.RotationPlanned, desk.RotationBlocked},
	desk.RotationWaiting:   {desk.RotationOverlap, desk.RotationGrace, desk.RotationCancelled},
	desk.RotationOverlap:   {desk.RotationStopping, desk.RotationUndone, desk.RotationDone, desk.RotationBlocked},
	desk.RotationStopping:  {desk.RotationCreating, desk.RotationPlanned, desk.RotationGrace, desk.RotationUndone, desk.RotationDone, desk.RotationBlocked},
	desk.RotationGrace:     {desk.RotationDeleting, desk.RotationUndone, desk.RotationDone, desk.RotationBlocked},
	desk.RotationDeleting:  {desk.RotationDone},
	desk.RotationBlocked:   {desk.RotationPlanned, desk.RotationOverlap, desk.RotationGrace, desk.RotationUndone, desk.RotationCancelled},
	desk.RotationDone:      nil,
	desk.RotationCancelled: nil,
	desk.RotationUndone:    nil,
}

const grace = 7 * 24 * time.Hour

// rotationOf is a rotation that is planned.
func rotationOf(user string) desk.Rotation {
	return desk.Rotation{
		ID: desk.NewID(at), OperatorID: "op", Operator: "kim", User: user, OldKey: "AKIAOLD", State: desk.RotationPlanned,
		Overlap: desk.OverlapDay, InUse: desk.InUseWait, Grace: grace, Created: at,
	}
}

func addRotation(t *testing.T, db *store.DB, r desk.Rotation) {
	t.Helper()
	if err := db.Tx(t.Context(), func(tx *store.DB) error { return tx.AddRotation(t.Context(), r) }); err != nil {
		t.Fatalf("AddRotation(%s) = %v", r.User, err)
	}
}

// allowed reports whether the paper lets a rotation go from one state to another.
func allowed(from, to desk.RotationState) bool { return slices.Contains(legal[from], to) }

// pathTo is the shortest legal way to a state.
func pathTo(want desk.RotationState) []desk.RotationState {
	found := map[desk.RotationState][]desk.RotationState{desk.RotationPlanned: nil}
	for queue := []desk.RotationState{desk.RotationPlanned}; len(queue) > 0; queue = queue[1:] {
		for _, next := range legal[queue[0]] {
			if _, ok := found[next]; !ok {
				found[next] = append(slices.Clone(found[queue[0]]), next)
				queue = append(queue, next)
			}
		}
	}
	return found[want]
}

// beside opens the database of a store without the store.
func beside(t *testing.T, dsn string) *sql.DB {
	t.Helper()
	driver, address := "pgx", dsn
	if !strings.HasPrefix(dsn, "postgres") {
		driver, address = "sqlite", "file:"+dsn+"?_pragma=foreign_keys(ON)&_pragma=busy_timeout(5000)"
	}
	raw, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := raw.Close(); err != nil {
			t.Error(err)
		}
	})
	return raw
}

// onBoth runs a test on both engines, with the address of the database.
func onBoth(t *testing.T, test func(t *testing.T, db *store.DB, raw *sql.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		dsn := filepath.Join(t.TempDir(), "keyporter.db")
		test(t, open(t, dsn), beside(t, dsn))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		dsn := portertest.Postgres(t)
		test(t, open(t, dsn), beside(t, dsn))
	})
}

// TestTheDatabaseKnowsWhichStateFollowsWhich tries every pair of states by SQL of
// its own, past the program, on a rotation that nothing else holds back.
func TestTheDatabaseKnowsWhichStateFollowsWhich(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, db *store.DB, raw *sql.DB) {
		for i, from := range desk.RotationStates() {
			r := rotationOf(fmt.Sprint("user", i))
			addRotation(t, db, r)
			exec := func(q interface {
				Exec(query string, args ...any) (sql.Result, error)
			}, state desk.RotationState) error {
				_, err := q.Exec(`UPDATE rotation SET state = $2, version = version + 1, new_key = 'AKIANEW', claimed_at = 1, inactive_at = 1,
					changed_at = $3 WHERE id = $1`, r.ID, string(state), at.UnixMicro())
				return err
			}
			for _, state := range pathTo(from) {
				if err := exec(raw, state); err != nil {
					t.Fatalf("on the way to %s: UPDATE to %s = %v", from, state, err)
				}
				if _, err := raw.Exec(`UPDATE rotation_guard SET stood = state WHERE rotation_id = $1`, r.ID); err != nil {
					t.Fatal(err)
				}
			}
			for _, to := range desk.RotationStates() {
				if to == from {
					continue
				}
				tx, err := raw.Begin()
				if err != nil {
					t.Fatal(err)
				}
				err = exec(tx, to)
				if got := err == nil; got != allowed(from, to) {
					t.Errorf("UPDATE from %s to %s = %v, want it %v", from, to, err, map[bool]string{true: "done", false: "refused"}[allowed(from, to)])
				}
				if err := tx.Rollback(); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}

// TestTheDatabaseKeepsTheOldKey tries what would delete or stop an old key too
// early, by SQL of its own.
func TestTheDatabaseKeepsTheOldKey(t *testing.T) {
	t.Parallel()
	day := (24 * time.Hour).Microseconds()
	for name, c := range map[string]struct {
		state desk.RotationState
		set   string
		want  bool
	}{
		"not stopped before the new key was received":     {desk.RotationStopping, "claimed_at = 0", false},
		"stopped once it was received":                    {desk.RotationStopping, "claimed_at = 1", true},
		"stopped first after a leak":                      {desk.RotationStopping, "claimed_at = 0, leak = TRUE", true},
		"not inactive without a time":                     {desk.RotationGrace, "inactive_at = 0", false},
		"not deleted a day before its time":               {desk.RotationDeleting, fmt.Sprint("inactive_at = 1, changed_at = ", 6*day), false},
		"deleted when its time has come":                  {desk.RotationDeleting, fmt.Sprint("inactive_at = 1, changed_at = ", 7*day+1), true},
		"not deleted early after a leak":                  {desk.RotationDeleting, fmt.Sprint("inactive_at = 1, leak = TRUE, changed_at = ", 6*day), false},
		"not done where the old key was never inactive":   {desk.RotationDone, "inactive_at = 0", false},
		"done where somebody else has deleted it":         {desk.RotationDone, "inactive_at = 0, old_gone = TRUE", true},
		"no time in which both work without a second key": {desk.RotationOverlap, "new_key = ''", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			onBoth(t, func(t *testing.T, db *store.DB, raw *sql.DB) {
				r := rotationOf("ana")
				addRotation(t, db, r)
				path := pathTo(c.state)
				for i, state := range path {
					set := fmt.Sprint("new_key = 'AKIANEW', claimed_at = 1, inactive_at = 1, changed_at = ", 7*day+1)
					if i == len(path)-1 {
						set = c.set
					}
					_, err := raw.Exec(`UPDATE rotation SET state = $2, version = version + 1, `+set+` WHERE id = $1`, r.ID, string(state))
					if i == len(path)-1 {
						if (err == nil) != c.want {
							t.Errorf("UPDATE to %s with %s = %v, want done: %v", state, set, err, c.want)
						}
						return
					}
					if err != nil {
						t.Fatalf("on the way: UPDATE to %s = %v", state, err)
					}
					if _, err := raw.Exec(`UPDATE rotation_guard SET stood = state WHERE rotation_id = $1`, r.ID); err != nil {
						t.Fatal(err)
					}
				}
			})
		})
	}
}

// TestTheStoreFollowsTheDatabase walks rotations at random: a move is done exactly
// where the paper has it and the version is the last one.
func TestTheStoreFollowsTheDatabase(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, db *store.DB, _ *sql.DB) {
		ctx, walks := t.Context(), 0
		rapid.Check(t, func(rt *rapid.T) {
			walks++
			r := rotationOf(fmt.Sprint("walker", walks))
			r.ID = desk.NewID(at.Add(time.Duration(walks) * time.Second))
			addRotation(t, db, r)
			r.NewKey, r.Claimed, r.Inactive, r.Changed = "AKIANEW", at, at, at.Add(grace)
			for _, next := range rapid.SliceOfN(rapid.SampledFrom(desk.RotationStates()), 1, 15).Draw(rt, "states") {
				to, late := r, rapid.IntRange(0, 3).Draw(rt, "late") == 0
				to.State = next
				if late {
					to.Version--
				}
				var done bool
				err := db.Tx(ctx, func(tx *store.DB) (err error) { done, err = tx.MoveRotation(ctx, to); return err })
				want := !late && (next == r.State || allowed(r.State, next))
				if done != want || want && err != nil || late && err != nil {
					rt.Fatalf("MoveRotation from %s to %s, late %v = %v, %v, want %v", r.State, next, late, done, err, want)
				}
				if want {
					r.State = next
					r.Version++
				}
				got, err := db.Rotation(ctx, r.ID)
				if err != nil || got.State != r.State || got.Version != r.Version {
					rt.Fatalf("Rotation after it = %s, version %d, %v, want %s, version %d", got.State, got.Version, err, r.State, r.Version)
				}
			}
			if !r.State.Ended() {
				return
			}
			if _, err := db.OpenRotation(ctx, r.User); !errors.Is(err, store.ErrNotFound) {
				rt.Fatalf("OpenRotation of one that is %s = %v, want ErrNotFound", r.State, err)
			}
		})
	})
}
