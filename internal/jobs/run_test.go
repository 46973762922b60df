package jobs_test

import (
	"context"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/jobs"
	"keyporter/internal/store"
)

// TestAStopFinishesTheRowAndLetsOthersGoOn ends a Runner while a row is at work.
func TestAStopFinishesTheRowAndLetsOthersGoOn(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
		first := b.runner(func(calls context.Context, j desk.Job, r desk.JobRow) error {
			if r.Number == 2 {
				stop()
			}
			return b.create(calls, j, r)
		}, b.clock.Now)
		id := b.start(first, "dev", 4, false)
		first.Run(ctx)
		b.wantJob(id, desk.JobRunning, "done 1 2", "todo 3 4")
		b.runner(b.create, b.clock.Now).Work(t.Context())
		b.wantJob(id, desk.JobDone, "done 1 2 3 4")
		if n := b.box.Mischief().Done("CreateUser"); n != 4 {
			t.Errorf("CreateUser was carried out %d times, want 4", n)
		}
	})
}

// TestTwoProcessesShareTheWork runs a Runner, on PostgreSQL two, with a pool each.
func TestTwoProcessesShareTheWork(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
		runners := []*jobs.Runner{b.runner(b.create, b.clock.Now)}
		if b.db.Engine() == store.Postgres {
			runners = append(runners, b.runnerOn(openStore(t, b.dsn), b.create, b.clock.Now))
		}
		var ids []string
		for _, name := range []string{"a", "b", "c", "d", "e", "f"} {
			ids = append(ids, b.start(runners[0], name, 25, false))
		}
		var wait sync.WaitGroup
		for _, r := range runners {
			wait.Go(func() { r.Run(ctx) })
		}
		b.until("the end of all jobs", func() bool { n, err := b.db.OpenJobs(ctx); return err == nil && n == 0 })
		stop()
		wait.Wait()
		for _, id := range ids {
			if j, _ := b.job(id); j.State != desk.JobDone || j.Done != 25 {
				t.Errorf("a job is %s with %d rows done, want all 25", j.State, j.Done)
			}
		}
		if n := b.box.Mischief().Done("CreateUser"); n != 150 {
			t.Errorf("CreateUser was carried out %d times, want 150", n)
		}
	})
}

// TestWhatWasLeftIsTakenUpAtOnceOnSQLite: there is no other process that could hold
// the job.
func TestWhatWasLeftIsTakenUpAtOnceOnSQLite(t *testing.T) {
	t.Parallel()
	b := newBench(t, filepath.Join(t.TempDir(), "keyporter.db"))
	r := b.runner(b.create, b.clock.Now)
	id := b.start(r, "dev", 2, false)
	now := b.clock.Now()
	_, err := b.db.ClaimJob(t.Context(), []desk.Verb{desk.BulkJoin}, now, now.Add(time.Hour)) // by a process that dies
	check(t, err)
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	ended := make(chan struct{})
	go func() { defer close(ended); r.Run(ctx) }()
	b.until("the end of the job", func() bool { j, _ := b.job(id); return j.State == desk.JobDone })
	stop()
	<-ended
}

func TestAJobIsWatchedToItsEnd(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		step := make(chan struct{})
		r := b.runner(func(context.Context, desk.Job, desk.JobRow) error { <-step; return nil }, b.clock.Now)
		id := b.start(r, "dev", 3, true)
		go r.Work(context.WithoutCancel(t.Context()))
		var seen []int
		err := r.Watch(t.Context(), id, func(g jobs.Glance, changed bool) error {
			if changed && !slices.Contains(seen, g.Job.Done) {
				seen = append(seen, g.Job.Done)
				if g.Job.Done < 3 {
					go func() { step <- struct{}{} }()
				}
			}
			return nil
		})
		if want := []int{0, 1, 2, 3}; err != nil || !slices.Equal(seen, want) {
			t.Errorf("Watch saw %v rows done, %v, want %v", seen, err, want)
		}
	})
}

// TestWatchersShareAReading: the second watcher comes within the time of a reading,
// after the job has ended.
func TestWatchersShareAReading(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		r := jobs.New(jobs.Options{Store: b.db, Clock: b.clock.Now, Log: quiet(), Look: time.Hour, Kinds: []jobs.Kind{{Verb: desk.BulkJoin, Row: b.create}}})
		id := b.start(r, "dev", 1, false)
		ctx, stop := context.WithCancel(t.Context())
		first := make(chan jobs.Glance, 1)
		left := make(chan error, 1)
		go func() {
			left <- r.Watch(ctx, id, func(g jobs.Glance, _ bool) error { first <- g; return nil })
		}()
		if g := <-first; g.Job.State != desk.JobWaiting {
			t.Errorf("the first watcher saw the job %s, want it waiting", g.Job.State)
		}
		r.Work(t.Context())
		err := r.Watch(t.Context(), id, func(g jobs.Glance, _ bool) error {
			if g.Job.State != desk.JobWaiting {
				t.Errorf("the second watcher saw the job %s, want what the first saw", g.Job.State)
			}
			return context.Canceled
		})
		stop()
		if err != context.Canceled || <-left != context.Canceled {
			t.Errorf("Watch of who leaves = %v, want its own error", err)
		}
		if err := r.Watch(t.Context(), id, func(g jobs.Glance, _ bool) error { return nil }); err != nil {
			t.Errorf("Watch of a job that has ended, when nobody watched = %v, want its end at once", err)
		}
	})
}
