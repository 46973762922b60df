package jobs_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/jobs"
)

func TestRowsAreCarriedOutInOrderAndWrittenDown(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		r := b.runner(b.create, b.clock.Now)
		id := b.start(r, "dev", 3, false)
		if got := r.Open(); got != 1 {
			t.Errorf("Open = %d, want 1", got)
		}
		r.Work(t.Context())
		j := b.wantJob(id, desk.JobDone, "done 1 2 3")
		if j.Done != 3 || j.Failed+j.Unknown != 0 || j.Began.IsZero() || j.Ended.IsZero() || r.Open() != 0 {
			t.Errorf("the job that is done is %+v, %d open", j, r.Open())
		}
		want := []string{"begun users.group.add admins", "ended user.create dev-0001", "ended user.create dev-0002", "ended user.create dev-0003", "ended users.group.add admins"}
		if got := b.audit(id); !slices.Equal(got, want) {
			t.Errorf("the audit log has %q, want %q", got, want)
		}
		list, err := b.db.Audit(t.Context(), desk.AuditFilter{Target: "dev-0002", Limit: 1})
		if err != nil || list[0].ActorID != "ana" || list[0].Actor != "Ana" || list[0].RequestID != "r" || list[0].Client != "127.0.0.1" || !slices.Equal(list[0].Detail, []string{"x"}) {
			t.Errorf("the entry of a row is %+v, %v, want Ana's", list, err)
		}
	})
}

func TestOneFormBeginsOneJob(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		r := b.runner(b.create, b.clock.Now)
		ids := make([]string, 20)
		var wait sync.WaitGroup
		for i := range ids {
			wait.Go(func() { ids[i] = b.start(r, "dev", 3, false) })
		}
		wait.Wait()
		if ids = slices.Compact(ids); len(ids) != 1 {
			t.Errorf("20 Start of one form began %q, want one job", ids)
		}
		r.Work(t.Context())
		if n := b.box.Mischief().Done("CreateUser"); n != 3 {
			t.Errorf("CreateUser was called %d times, want 3", n)
		}
		_, err := r.Start(t.Context(), b.by, order("dev", 4, false))
		wantCode(t, "Start of the same form with other content", err, fault.Conflict, fault.CodeFormReused)
		_, err = r.Start(t.Context(), b.by, jobs.Order{Verb: desk.BulkJoin, Form: "empty", Plan: func() ([]desk.JobRow, error) { return nil, fault.Field("u", fault.CodeNothingChosen) }})
		wantCode(t, "Start of a plan that is refused", err, fault.Invalid, fault.CodeNothingChosen)
		_, err = r.Job(t.Context(), "none")
		wantCode(t, "Job that is not there", err, fault.NotFound, fault.CodeJobNotFound)
	})
}

func TestAFailedRowStopsNoOtherAndIsTriedAgain(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx := t.Context()
		_, err := b.account.CreateUser(ctx, "dev-0002")
		check(t, err)
		r := b.runner(b.create, b.clock.Now)
		id := b.start(r, "dev", 3, false)
		r.Work(ctx)
		j := b.wantJob(id, desk.JobPart, "done 1", "failed 2", "done 3")
		g, err := r.Glance(ctx, id)
		if err != nil || len(g.Failures) != 1 || g.Failures[0].Fault != fault.CodeUserTaken || !slices.Equal(g.Failures[0].Args, []string{"dev-0002"}) || j.Failed != 1 {
			t.Errorf("Glance = %+v, %v, want row 2 with its reason", g, err)
		}
		want := []string{"failed user.create dev-0002 user.taken", "ended user.create dev-0003", "failed users.group.add admins rows.left"}
		if got := b.audit(id); !slices.Equal(got[2:], want) {
			t.Errorf("the audit log has %q, want %q at its end", got, want)
		}
		check(t, b.account.DeleteUser(ctx, "dev-0002"))
		bo := b.by
		bo.Operator = desk.Operator{ID: "bo", Name: "Bo", Role: desk.Admin}
		check(t, r.Retry(ctx, bo, jobs.Again{Form: "again", Job: id}))
		check(t, r.Retry(ctx, bo, jobs.Again{Form: "again", Job: id})) // a copy of the form
		r.Work(ctx)
		check(t, r.Retry(ctx, bo, jobs.Again{Form: "again", Job: id})) // and one that comes late
		r.Work(ctx)
		j = b.wantJob(id, desk.JobDone, "done 1 2 3")
		if n := b.box.Mischief().Done("CreateUser"); n != 4 || j.By.Name != "Bo" || j.Actor != "Ana" {
			t.Errorf("CreateUser was carried out %d times, want 4; the job is %s's for %s", n, j.Actor, j.By.Name)
		}
		wantCode(t, "Retry of a job that is done", r.Retry(ctx, bo, jobs.Again{Form: "more", Job: id}), fault.Conflict, fault.CodeJobNothing)
		wantCode(t, "Cancel of a job that is done", r.Cancel(ctx, bo, id), fault.Conflict, fault.CodeJobEnded)
	})
}

func TestAnOutcomeThatIsLostIsUnknown(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx := t.Context()
		r := b.runner(b.create, b.clock.Now)
		b.box.Mischief().ResetAfter("CreateUser", 1)
		id := b.start(r, "dev", 2, false)
		r.Work(ctx)
		b.wantJob(id, desk.JobPart, "unknown 1", "done 2")
		wantCode(t, "Retry of what may do harm", r.Retry(ctx, b.by, jobs.Again{Form: "again", Job: id}), fault.Conflict, fault.CodeJobNothing)

		var lost []bool
		r = b.runner(func(ctx context.Context, j desk.Job, row desk.JobRow) error {
			lost = append(lost, row.Lost)
			return b.create(ctx, j, row)
		}, b.clock.Now)
		b.box.Mischief().ResetAfter("CreateUser", 1)
		id = b.start(r, "ops", 2, true)
		r.Work(ctx)
		b.wantJob(id, desk.JobPart, "unknown 1", "done 2")
		check(t, r.Retry(ctx, b.by, jobs.Again{Form: "again", Job: id}))
		r.Work(ctx)
		if want := []bool{false, false, true}; !slices.Equal(lost, want) {
			t.Errorf("rows were told that their outcome was lost: %v, want %v", lost, want)
		}
	})
}

// TestAHolderThatStallsIsLeftBehind: a process makes a user and stalls before it
// writes that down. Another takes the job up when the lease has ended.
func TestAHolderThatStallsIsLeftBehind(t *testing.T) {
	t.Parallel()
	for _, again := range []bool{false, true} {
		name := map[bool]string{false: "what may do harm is not done again", true: "what does no harm is done again"}[again]
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			each(t, func(t *testing.T, b *bench) {
				made, wake := make(chan struct{}), make(chan struct{})
				frozen := b.clock.Now()
				first := b.runner(func(ctx context.Context, j desk.Job, r desk.JobRow) error {
					err := b.create(context.WithoutCancel(ctx), j, r)
					close(made)
					<-wake
					return err
				}, func() time.Time { return frozen })
				id := b.start(first, "dev", 3, again)
				done := make(chan struct{})
				go func() { defer close(done); first.Work(context.WithoutCancel(t.Context())) }()
				<-made
				second := b.runner(b.create, b.clock.Now)
				second.Work(t.Context())
				b.wantJob(id, desk.JobRunning, "working 1", "todo 2 3") // the lease holds
				b.clock.Move(time.Minute)
				second.Work(t.Context())
				want, calls := []string{"unknown 1", "done 2 3"}, 3
				entry := "unknown user.create dev-0001 aws.unknown"
				if again { // here the endpoint tells that the user is there
					want, entry = []string{"failed 1", "done 2 3"}, "failed user.create dev-0001 user.taken"
				}
				b.wantJob(id, desk.JobPart, want...)
				close(wake)
				<-done
				b.wantJob(id, desk.JobPart, want...)
				if n := b.box.Mischief().Done("CreateUser"); n != calls {
					t.Errorf("CreateUser was carried out %d times, want %d", n, calls)
				}
				wantLog := []string{"begun users.group.add admins", entry, "ended user.create dev-0002", "ended user.create dev-0003", "failed users.group.add admins rows.left"}
				if got := b.audit(id); !slices.Equal(got, wantLog) {
					t.Errorf("the audit log has %q, want %q", got, wantLog)
				}
			})
		})
	}
}

func TestACancelledJobFinishesItsRow(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx := t.Context()
		var r *jobs.Runner
		var id string
		r = b.runner(func(ctx context.Context, j desk.Job, row desk.JobRow) error {
			if row.Number == 2 && j.Carried == 0 {
				check(t, r.Cancel(ctx, b.by, id))
				check(t, r.Cancel(ctx, b.by, id))
			}
			return b.create(ctx, j, row)
		}, b.clock.Now)
		id = b.start(r, "dev", 4, false)
		r.Work(ctx)
		j := b.wantJob(id, desk.JobCancelled, "done 1 2", "todo 3 4")
		want := []string{"begun users.group.add admins", "ended user.create dev-0001", "noted job.cancel admins", "ended user.create dev-0002", "failed users.group.add admins rows.left"}
		if got := b.audit(id); !slices.Equal(got, want) || j.Left() != 2 {
			t.Errorf("the audit log has %q, want %q", got, want)
		}
		check(t, r.Retry(ctx, b.by, jobs.Again{Form: "again", Job: id}))
		r.Work(ctx)
		b.wantJob(id, desk.JobDone, "done 1 2 3 4")
		waiting := b.start(r, "ops", 2, false)
		check(t, r.Cancel(ctx, b.by, waiting))
		r.Work(ctx)
		b.wantJob(waiting, desk.JobCancelled, "todo 1 2")
	})
}

func TestAShortJobIsNotStuckBehindALongOne(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		var order []string
		r := b.runner(func(_ context.Context, _ desk.Job, row desk.JobRow) error {
			order = append(order, row.Target)
			return nil
		}, b.clock.Now)
		b.start(r, "long", 90, true)
		b.clock.Move(time.Second)
		b.start(r, "short", 3, true)
		r.Work(t.Context())
		if i := slices.Index(order, "short-0003"); i < 0 || i > 30 || len(order) != 93 {
			t.Errorf("the short job ended after %d of %d rows, want within the long one's second turn", i+1, len(order))
		}
	})
}

func TestARowThatWasNotLookedAtIsTriedAgain(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		r := b.runner(b.create, b.clock.Now)
		b.box.Mischief().Throttle("CreateUser", 4)
		id := b.start(r, "dev", 2, false)
		r.Work(t.Context())
		b.wantJob(id, desk.JobDone, "done 1 2")
		b.box.Mischief().Throttle("CreateUser", 5)
		id = b.start(r, "ops", 2, false)
		r.Work(t.Context())
		b.wantJob(id, desk.JobPart, "failed 1", "done 2")
	})
}

func TestAJobStopsWhereAWSIsAway(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		away, tries := true, 0
		r := b.runner(func(ctx context.Context, j desk.Job, row desk.JobRow) error {
			if tries++; away {
				return fault.New(fault.Away, fault.CodeAwsUnreachable, "https://iam.example")
			}
			return b.create(ctx, j, row)
		}, b.clock.Now)
		id := b.start(r, "dev", 100, false)
		r.Work(t.Context())
		if j, states := b.job(id); j.State != desk.JobStopped || j.Failed != 1 || tries != 5 || len(states) != 2 {
			t.Errorf("the job is %s, %d rows failed, %d tries, want it stopped after 5 tries of one row", j.State, j.Failed, tries)
		}
		away = false
		check(t, r.Retry(t.Context(), b.by, jobs.Again{Form: "again", Job: id}))
		r.Work(t.Context())
		if j, _ := b.job(id); j.State != desk.JobDone || j.Done != 100 {
			t.Errorf("the job that was tried again is %s with %d done, want all", j.State, j.Done)
		}
	})
}
