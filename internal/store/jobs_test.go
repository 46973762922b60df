package store_test

import (
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/store"
)

var jobKinds = []desk.Verb{desk.BulkJoin}

// job adds a job of so many rows, which ana has begun by a form; every second row
// may be carried out again.
func job(t *testing.T, db *store.DB, form string, rows int) desk.Job {
	t.Helper()
	return jobLater(t, db, form, rows, 0)
}

// jobLater is job, a little later.
func jobLater(t *testing.T, db *store.DB, form string, rows int, after time.Duration) desk.Job {
	t.Helper()
	j := desk.Job{
		ID: desk.NewID(at.Add(after)), Verb: desk.BulkJoin, Target: "admins", FormKey: form, Content: "hash", ActorID: "ana", Actor: "Ana",
		By: desk.JobActor{ID: "ana", Name: "Ana", RequestID: "r", Client: "127.0.0.1"}, Created: at.Add(after),
	}
	var list []desk.JobRow
	for i := range rows {
		list = append(list, desk.JobRow{Call: "AddUserToGroup", Verb: desk.UserJoin, Target: fmt.Sprintf("user-%04d", i+1), Detail: []string{"admins"}, Doc: "{}", Again: i%2 == 0})
	}
	if err := db.AddJob(t.Context(), j, list); err != nil {
		t.Fatalf("AddJob: %v", err)
	}
	return j
}

// claim takes a job up for a minute, or fails the test.
func claim(t *testing.T, db *store.DB, now time.Time) desk.Job {
	t.Helper()
	j, err := db.ClaimJob(t.Context(), jobKinds, now, now.Add(time.Minute))
	if err != nil {
		t.Fatalf("ClaimJob: %v", err)
	}
	return j
}

func TestAJobKeepsItsRows(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		j := job(t, db, "form", 1203) // more than one statement adds
		if err := db.AddJob(ctx, j, nil); !errors.Is(err, store.ErrTaken) {
			t.Errorf("AddJob of the same form = %v, want ErrTaken", err)
		}
		got, err := db.Job(ctx, j.ID)
		want := j
		want.State, want.Total = desk.JobWaiting, 1203
		if err != nil || got != want {
			t.Errorf("Job = %+v, %v, want %+v", got, err, want)
		}
		rows, err := db.JobRows(ctx, j.ID, desk.JobRowFilter{After: 1201, Limit: 10})
		if err != nil || len(rows) != 2 || rows[0].Number != 1202 || rows[1].Target != "user-1203" || !slices.Equal(rows[1].Detail, []string{"admins"}) || !rows[1].Again || rows[0].Again {
			t.Errorf("JobRows after 1201 = %+v, %v, want the last two", rows, err)
		}
		if n, err := db.OpenJobs(ctx); n != 1 || err != nil {
			t.Errorf("OpenJobs = %d, %v, want 1", n, err)
		}
		if again, err := db.JobOfForm(ctx, "ana", "form"); err != nil || again.ID != j.ID {
			t.Errorf("JobOfForm = %v, %v, want the job", again.ID, err)
		}
	})
}

func TestAJobIsHeldByOne(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		j := job(t, db, "form", 3)
		var claimed atomic.Int64
		together(20, func(int) {
			switch _, err := db.ClaimJob(ctx, jobKinds, at, at.Add(time.Minute)); {
			case err == nil:
				claimed.Add(1)
			case !errors.Is(err, store.ErrNotFound):
				t.Errorf("ClaimJob = %v, want ErrNotFound", err)
			}
		})
		if claimed.Load() != 1 {
			t.Fatalf("20 ClaimJob of one job: %d have it, want 1", claimed.Load())
		}
		if _, err := db.ClaimJob(ctx, []desk.Verb{desk.BulkTag}, at.Add(time.Hour), at.Add(2*time.Hour)); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("ClaimJob of another kind = %v, want ErrNotFound", err)
		}
		first, err := db.HoldJob(ctx, store.JobHold{ID: j.ID, Fence: 1, Until: at.Add(2 * time.Minute), Done: 1})
		if err != nil || first.Done != 1 || first.State != desk.JobRunning || !first.Began.Equal(at) {
			t.Errorf("HoldJob = %+v, %v, want one row done", first, err)
		}
		second := claim(t, db, at.Add(2*time.Minute)) // the lease has ended
		if second.Fence != 2 || !second.Began.Equal(at) {
			t.Errorf("ClaimJob after the lease = %+v, want fence 2, begun at first", second)
		}
		if _, err := db.HoldJob(ctx, store.JobHold{ID: j.ID, Fence: 1, Until: at.Add(time.Hour), Done: 1}); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("HoldJob of the former holder = %v, want ErrNotFound", err)
		}
		first.State = desk.JobDone
		if ok, err := db.EndJob(ctx, first); ok || err != nil {
			t.Errorf("EndJob of the former holder = %v, %v, want false", ok, err)
		}
		if err := db.ReleaseJob(ctx, j.ID, 1, at); err != nil {
			t.Fatal(err)
		}
		if _, err := db.ClaimJob(ctx, jobKinds, at.Add(2*time.Minute), at.Add(time.Hour)); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("ClaimJob after the former holder's release = %v, want ErrNotFound", err)
		}
	})
}

func TestTheLongestWaitingJobComesFirst(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		long, short := job(t, db, "long", 100), jobLater(t, db, "short", 2, time.Millisecond)
		var order []string
		for i := range 3 {
			now := at.Add(time.Duration(i+1) * time.Second)
			j := claim(t, db, now)
			order = append(order, j.ID)
			if err := db.ReleaseJob(ctx, j.ID, j.Fence, now); err != nil {
				t.Fatal(err)
			}
		}
		if want := []string{long.ID, short.ID, long.ID}; !slices.Equal(order, want) {
			t.Errorf("turns = %v, want %v", order, want)
		}
	})
}

// ended carries a job out: its first row is done, the second fails, the outcomes
// of the third and fourth are lost, and the fifth waits. Then it ends.
func ended(t *testing.T, db *store.DB, state desk.JobState) desk.Job {
	t.Helper()
	ctx := t.Context()
	job(t, db, "form", 5)
	j := claim(t, db, at)
	for _, s := range []desk.RowState{desk.RowDone, desk.RowFailed, desk.RowUnknown, desk.RowUnknown} {
		r, err := db.NextJobRow(ctx, j.ID)
		if err != nil || r.State != desk.RowWorking {
			t.Fatalf("NextJobRow = %+v, %v", r, err)
		}
		if busy, err := db.Job(ctx, j.ID); err != nil || busy.Current != r.Target {
			t.Errorf("Job is at work on %q, %v, want %q", busy.Current, err, r.Target)
		}
		r.State, r.Ended = s, at
		if s != desk.RowDone {
			r.Fault, r.Args = fault.CodeUserNotFound, []string{r.Target}
		}
		for _, want := range []bool{true, false} {
			if ok, err := db.EndJobRow(ctx, r); ok != want || err != nil {
				t.Errorf("EndJobRow = %v, %v, want %v", ok, err, want)
			}
		}
	}
	j, err := db.HoldJob(ctx, store.JobHold{ID: j.ID, Fence: j.Fence, Until: at.Add(time.Minute), Done: 1, Failed: 1, Unknown: 2})
	if err != nil {
		t.Fatal(err)
	}
	j.State, j.Ended = state, at.Add(time.Minute)
	if ok, err := db.EndJob(ctx, j); !ok || err != nil {
		t.Fatalf("EndJob = %v, %v", ok, err)
	}
	return j
}

func TestTheRestOfAJobIsTriedAgain(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		j := ended(t, db, desk.JobPart)
		if n, err := db.JobLeft(ctx, j.ID); n != 3 || err != nil {
			t.Errorf("JobLeft = %d, %v, want 3: the failed one, the unknown one that may be done again, and the one that waits", n, err)
		}
		last, err := db.LastJobRows(ctx, j.ID, []desk.RowState{desk.RowFailed, desk.RowUnknown}, 2)
		if err != nil || len(last) != 2 || last[0].Number != 4 || last[1].Number != 3 || last[0].Reason() == nil || last[0].Args[0] != "user-0004" {
			t.Errorf("LastJobRows = %+v, %v, want rows 4 and 3 with their reasons", last, err)
		}
		bo := desk.JobActor{ID: "bo", Name: "Bo"}
		var retried atomic.Int64
		together(10, func(int) {
			ok, err := db.RetryJob(ctx, j.ID, "again", bo)
			if err != nil {
				t.Errorf("RetryJob = %v", err)
			}
			if ok {
				retried.Add(1)
			}
		})
		if retried.Load() != 1 {
			t.Errorf("10 RetryJob: %d told true, want 1", retried.Load())
		}
		if ok, err := db.JobRetried(ctx, j.ID, "again"); !ok || err != nil {
			t.Errorf("JobRetried = %v, %v, want true", ok, err)
		}
		now, err := db.Job(ctx, j.ID)
		if err != nil || now.State != desk.JobWaiting || now.Done != 1 || now.Carried != 1 || now.Failed != 0 || now.Unknown != 1 || now.By != bo || now.Actor != "Ana" || !now.Ended.IsZero() {
			t.Errorf("Job that is tried again = %+v, %v, want it waiting, one row done, one unknown, for Bo", now, err)
		}
		rows, err := db.JobRows(ctx, j.ID, desk.JobRowFilter{States: []desk.RowState{desk.RowTodo}, Limit: 10})
		if err != nil || len(rows) != 3 || rows[0].Number != 2 || rows[0].Lost || rows[0].Fault != "" || rows[1].Number != 3 || !rows[1].Lost || rows[2].Number != 5 {
			t.Errorf("JobRows to do = %+v, %v, want rows 2, 3 (lost) and 5", rows, err)
		}
	})
}

func TestACancelledJobIsMarkedOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		j := job(t, db, "form", 3)
		for _, want := range []bool{true, false} {
			if ok, err := db.CancelJob(ctx, j.ID); ok != want || err != nil {
				t.Errorf("CancelJob = %v, %v, want %v", ok, err, want)
			}
		}
		if got := claim(t, db, at); !got.Cancel {
			t.Error("ClaimJob does not tell that the job is cancelled")
		}
	})
}

func TestJobsAreListedAndForgotten(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		old := ended(t, db, desk.JobStopped)
		open := jobLater(t, db, "later", 1, time.Second)
		for _, c := range []struct {
			name string
			f    desk.JobFilter
			want []string
		}{
			{"all", desk.JobFilter{Limit: 9}, []string{open.ID, old.ID}},
			{"one", desk.JobFilter{Limit: 1}, []string{open.ID}},
			{"those before", desk.JobFilter{Before: open.ID, Limit: 9}, []string{old.ID}},
			{"those of a state", desk.JobFilter{States: []desk.JobState{desk.JobStopped, desk.JobPart}, Limit: 9}, []string{old.ID}},
		} {
			list, err := db.Jobs(ctx, c.f)
			var got []string
			for _, j := range list {
				got = append(got, j.ID)
			}
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("Jobs, %s = %v, %v, want %v", c.name, got, err, c.want)
			}
		}
		if err := db.PurgeJobs(ctx, at.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		if _, err := db.Job(ctx, old.ID); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("Job that was forgotten = %v, want ErrNotFound", err)
		}
		if rows, err := db.JobRows(ctx, old.ID, desk.JobRowFilter{Limit: 9}); len(rows) != 0 || err != nil {
			t.Errorf("JobRows of it = %v, %v, want none", rows, err)
		}
		if _, err := db.Job(ctx, open.ID); err != nil {
			t.Errorf("Job that has not ended = %v", err)
		}
	})
}
