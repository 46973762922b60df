package porter_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/portertest"
)

// services makes so many users with a key each, and a selection of them all.
func (b *bench) services(n int) porter.Selection {
	b.t.Helper()
	s := porter.Selection{Verb: desk.BulkRotate, Plan: porter.UsualRotation()}
	for i := range n {
		name := iam.UserName(fmt.Sprintf("svc-%03d", i))
		portertest.OldUser(b.t, b.db, name, b.now())
		k, err := b.account.CreateAccessKey(b.t.Context(), name)
		check(b.t, err)
		s.Keys = append(s.Keys, porter.KeyName{User: name, ID: k.ID})
	}
	check(b.t, b.Refresh(b.t.Context()))
	check(b.t, b.ReadKeys(b.t.Context()))
	return s
}

// endAfter ends ctx once an action has reached the endpoint so often; its last
// answer may be lost.
func (b *bench) endAfter(ctx context.Context, action string, calls int) context.Context {
	ctx, end := context.WithCancel(ctx)
	b.t.Cleanup(end)
	var seen atomic.Int32
	b.instead(func(_ http.ResponseWriter, r *http.Request) bool {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			b.t.Error(err)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		if bytes.Contains(body, []byte("Action="+action)) && int(seen.Add(1)) == calls {
			end()
		}
		return false
	})
	return ctx
}

// states counts the rotations in each state.
func (b *bench) states() map[desk.RotationState]int {
	b.t.Helper()
	counts, err := b.RotationCounts(b.t.Context())
	check(b.t, err)
	return counts
}

// TestARotationOfManySurvivesARestart begins the rotation of many keys as one job
// and ends the process in the middle. The next one makes the keys that are left, and
// the session that asked takes all of them.
func TestARotationOfManySurvivesARestart(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx, many, began := t.Context(), rotationsAtOnce(t), time.Now()
		s, key := b.services(many), form()
		job, err := b.RunSelection(ctx, b.by, key, s)
		check(t, err)
		b.WorkJobs(b.endAfter(ctx, "CreateAccessKey", many/2))
		b.front.Store(nil)
		if got := b.states(); got[desk.RotationWaiting] != many/2 {
			t.Fatalf("when the process ended the rotations were %v, want %d that wait for their ticket", got, many/2)
		}
		next := b.restart(b.account)
		check(t, next.Refresh(ctx))
		next.WorkJobs(ctx)
		v, err := next.Job(ctx, job)
		check(t, err)
		if j := v.Job; j.State != desk.JobDone || j.Done != many {
			t.Errorf("after the restart the job is %s with %d done, want all %d", j.State, j.Done, many)
		}
		if again, err := next.RunSelection(ctx, b.by, key, s); again != job || err != nil {
			t.Errorf("RunSelection of the same form = %s, %v, want the job %s", again, err, job)
		}
		if n := b.box.Mischief().Done("CreateAccessKey"); n != 2*many {
			t.Errorf("CreateAccessKey was carried out %d times, want %d: an old and a new key of each", n, 2*many)
		}
		list, err := b.Rotations(ctx, desk.RotationFilter{State: desk.RotationWaiting})
		check(t, err)
		if len(list) != many {
			t.Fatalf("%d rotations wait for their ticket, want %d", len(list), many)
		}
		file, err := next.TakeResults(ctx, b.by, job)
		check(t, err)
		if lines := bytes.Count(file.Body, []byte("\r\n")); lines != many+1 {
			t.Errorf("the file has %d lines, want a head and %d keys", lines, many)
		}
		t.Logf("%d rotations in %v", many, time.Since(began).Round(time.Millisecond))
	})
}

func TestKeysAreMadeForASessionThatIsThere(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		before func(b *bench)
		state  desk.RotationState
	}{
		{"a session that is there", func(*bench) {}, desk.RotationWaiting},
		{"one that was signed out", func(b *bench) {
			_, err := b.db.DropSession(b.t.Context(), b.by.Session)
			check(b.t, err)
		}, ""},
		{"one that was left for longer than a ticket waits", func(b *bench) { b.later(desk.TicketLife + time.Minute) }, ""},
		{"a sweep in between", func(b *bench) {
			b.later(5 * time.Minute)
			b.Sweep(b.t.Context())
		}, desk.RotationWaiting},
		{"an operator who may change nothing any more", func(b *bench) {
			_, err := b.raw().Exec(`UPDATE operator SET disabled = TRUE`)
			check(b.t, err)
		}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := onSQLite(t)
			job := b.run(b.services(1))
			c.before(b)
			b.WorkJobs(t.Context())
			want := map[desk.RotationState]int{}
			if c.state != "" {
				want[c.state] = 1
			}
			if got := b.states(); got[c.state] != want[c.state] || len(got) != len(want) {
				t.Errorf("the rotations are %v, want %v", got, want)
			}
			if c.state != desk.RotationWaiting {
				b.wantRows(job, desk.JobPart, desk.RowFailed)
			}
		})
	}
}

// TestASessionThatBecameAnotherTakesTheKeys: a change of the password gives the
// session another id.
func TestASessionThatBecameAnotherTakesTheKeys(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.run(b.services(1))
	to := b.session(b.by.Operator)
	check(t, b.Rewrap(ctx, b.db, b.by, to))
	_, err := b.db.DropSession(ctx, b.by.Session)
	check(t, err)
	b.WorkJobs(ctx)
	list, err := b.Rotations(ctx, desk.RotationFilter{State: desk.RotationWaiting})
	check(t, err)
	if len(list) != 1 {
		t.Fatalf("the rotations are %v, want one that waits", b.states())
	}
	_, _, err = b.OpenTicket(ctx, to, list[0].Ticket)
	check(t, err)
}

func TestASelectionRotatesWhatHasRoom(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	s := b.services(5)
	_, err := b.account.CreateAccessKey(ctx, s.Keys[1].User)
	check(t, err)
	check(t, b.account.SetKeyStatus(ctx, s.Keys[2].User, s.Keys[2].ID, iam.KeyInactive))
	b.rotate(s.Keys[3].User, s.Keys[3].ID, porter.UsualRotation())
	check(t, b.account.DeleteAccessKey(ctx, s.Keys[4].User, s.Keys[4].ID))
	b.later(time.Hour)
	check(t, b.ReadKeys(ctx))
	steps, skipped, err := b.PlanSelection(ctx, b.by, s)
	check(t, err)
	var why []porter.SkipReason
	for _, k := range skipped {
		why = append(why, k.Reason)
	}
	want := []porter.SkipReason{porter.SkipTwoKeys, porter.SkipInactive, porter.SkipRotating, porter.SkipGone}
	if len(steps) != 1 || steps[0].Args[1] != string(s.Keys[0].ID) || !slices.Equal(why, want) {
		t.Errorf("PlanSelection = %+v without %v, want the first key, and the others left out for %v", steps, why, want)
	}
	s.Plan.Days = 0
	_, err = b.RunSelection(ctx, b.by, form(), s)
	if f := fault.Of(err); f == nil || f.Field != "days" {
		t.Errorf("RunSelection with 0 days = %v, want it refused for days", err)
	}
}

// TestARowThatWasAtWorkIsNotRotatedTwice lets a process die before it wrote down
// that a row was done.
func TestARowThatWasAtWorkIsNotRotatedTwice(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		job := b.run(b.services(1))
		b.WorkJobs(t.Context())
		b.wantRows(job, desk.JobDone, desk.RowDone)
		for _, query := range []string{
			`UPDATE job SET state = 'running', done = 0, ended_at = 0`, `UPDATE job_row SET state = 'working', ended_at = 0`,
		} {
			_, err := b.raw().Exec(query)
			check(t, err)
		}
		b.later(time.Minute) // longer than a lease
		next := b.restart(b.account)
		check(t, next.Refresh(t.Context()))
		next.WorkJobs(t.Context())
		b.wantRows(job, desk.JobDone, desk.RowDone)
		if got, n := b.states(), b.box.Mischief().Done("CreateAccessKey"); got[desk.RotationWaiting] != 1 || len(got) != 1 || n != 2 {
			t.Errorf("the rotations are %v after %d calls of CreateAccessKey, want the one that waits, and an old and a new key", got, n)
		}
	})
}

func TestAnotherOperatorTriesTheRestAndGetsTheKeys(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	job := b.run(b.services(2))
	_, err := b.db.DropSession(ctx, b.by.Session)
	check(t, err)
	next := b.restart(b.account)
	check(t, next.Refresh(ctx))
	next.WorkJobs(ctx)
	b.wantRows(job, desk.JobPart, desk.RowFailed, desk.RowFailed)
	kim := b.operator("kim", desk.Admin)
	check(t, next.RetryJob(ctx, kim, form(), job))
	next.WorkJobs(ctx)
	b.wantRows(job, desk.JobDone, desk.RowDone, desk.RowDone)
	list, err := b.Rotations(ctx, desk.RotationFilter{State: desk.RotationWaiting})
	check(t, err)
	if len(list) != 2 {
		t.Fatalf("the rotations are %v, want two that wait", b.states())
	}
	for _, r := range list {
		if _, _, err := next.OpenTicket(ctx, kim, r.Ticket); err != nil || r.Operator != "kim" {
			t.Errorf("the rotation of %s is %s's, and OpenTicket says %v, want kim to have the key", r.User, r.Operator, err)
		}
	}
}

// TestTheKeysOfManyRotationsAreOneFile takes one key by itself and the others as a
// file, and says of some that they arrived and of others that they did not.
func TestTheKeysOfManyRotationsAreOneFile(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		end  func(b *bench, job string) error
		want desk.RotationState // of what was in the file
		keys int                // that each of its users has then
	}{
		{"it was kept", func(b *bench, job string) error { return b.SaveResults(b.t.Context(), b.by, job) }, desk.RotationOverlap, 2},
		{"it did not arrive", func(b *bench, job string) error { return b.LoseResults(b.t.Context(), b.by, job) }, desk.RotationCancelled, 1},
		{"nobody said anything for a day", func(b *bench, _ string) error {
			b.later(desk.BundleLife + time.Minute)
			return nil
		}, desk.RotationOverlap, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := onSQLite(t)
			ctx := t.Context()
			job := b.run(b.services(3))
			b.WorkJobs(ctx)
			list, err := b.Rotations(ctx, desk.RotationFilter{State: desk.RotationWaiting})
			check(t, err)
			if len(list) != 3 {
				t.Fatalf("the rotations are %v, want three that wait", b.states())
			}
			alone := list[0]
			_, _, err = b.OpenTicket(ctx, b.by, alone.Ticket)
			check(t, err)
			check(t, b.SavedTicket(ctx, b.by, alone.Ticket))
			file, err := b.TakeResults(ctx, b.by, job)
			check(t, err)
			for _, r := range list {
				if has := bytes.Contains(file.Body, []byte(r.NewKey)); has != (r.ID != alone.ID) {
					t.Errorf("the file has the new key of %s: %v, want those that were not taken alone", r.User, has)
				}
			}
			if _, err := b.TakeResults(ctx, b.by, job); fault.KindOf(err) != fault.Gone {
				t.Errorf("TakeResults again = %v, want it gone", err)
			}
			check(t, c.end(b, job))
			b.Sweep(ctx)
			b.later(time.Minute)
			b.Rotate(ctx)
			for _, r := range list {
				want, keys := c.want, c.keys
				if r.ID == alone.ID {
					want, keys = desk.RotationOverlap, 2
				}
				now, err := b.Rotation(ctx, b.by, r.ID)
				check(t, err)
				if got := b.keys(iam.UserName(r.User)); now.Rotation.State != want || len(got) != keys {
					t.Errorf("the rotation of %s is %s and the user has %d keys, want %s and %d", r.User, now.Rotation.State, len(got), want, keys)
				}
			}
		})
	}
}
