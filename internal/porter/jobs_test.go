package porter_test

import (
	"slices"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
)

// run begins the job of a selection, as a form of its own.
func (b *bench) run(s porter.Selection) string {
	b.t.Helper()
	id, err := b.RunSelection(b.t.Context(), b.by, form(), s)
	check(b.t, err)
	return id
}

// wantRows fails the test unless the job is in the state, and its rows in theirs.
func (b *bench) wantRows(id string, state desk.JobState, rows ...desk.RowState) []desk.JobRow {
	b.t.Helper()
	v, err := b.Job(b.t.Context(), id)
	check(b.t, err)
	list, err := b.JobRows(b.t.Context(), id, desk.JobRowFilter{Limit: 100})
	check(b.t, err)
	var got []desk.RowState
	for _, r := range list {
		got = append(got, r.State)
	}
	if v.Job.State != state || !slices.Equal(got, rows) {
		b.t.Errorf("the job is %s with the rows %v, want %s with %v", v.Job.State, got, state, rows)
	}
	return list
}

// TestAKeyThatWentUnheardIsDeleted: AWS deletes a key and its answer is lost. Tried
// again, the key is gone, which is what was asked.
func TestAKeyThatWentUnheardIsDeleted(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx := t.Context()
		b.key("dev")
		id := b.keys("dev")[0].ID
		_, err := b.SetKeyActive(ctx, b.by, form(), "dev", id, false)
		check(t, err)
		b.box.Mischief().ResetAfter("DeleteAccessKey", 1)
		job := b.run(porter.Selection{Verb: desk.BulkKeysDelete, Users: []iam.UserName{"dev"}})
		b.WorkJobs(ctx)
		b.wantRows(job, desk.JobPart, desk.RowUnknown)
		check(t, b.RetryJob(ctx, b.by, form(), job))
		b.WorkJobs(ctx)
		b.wantRows(job, desk.JobDone, desk.RowDone)
		if n := b.box.Mischief().Done("DeleteAccessKey"); n != 1 {
			t.Errorf("DeleteAccessKey was carried out %d times, want once", n)
		}
	})
}

func TestAKeyThatIsGoneIsNotDeletedByUs(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.key("dev")
	id := b.keys("dev")[0].ID
	_, err := b.SetKeyActive(ctx, b.by, form(), "dev", id, false)
	check(t, err)
	job := b.run(porter.Selection{Verb: desk.BulkKeysDelete, Keys: []porter.KeyName{{User: "dev", ID: id}}})
	check(t, b.account.DeleteAccessKey(ctx, "dev", id)) // by somebody else
	b.WorkJobs(ctx)
	if rows := b.wantRows(job, desk.JobPart, desk.RowFailed); rows[0].Fault != fault.CodeKeyNotFound || !slices.Equal(rows[0].Args, []string{string(id)}) {
		t.Errorf("the row failed with %s %v, want that there is no such key", rows[0].Fault, rows[0].Args)
	}
}

func TestAnAuditorBeginsCancelsAndRetriesNoJob(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.user("dev")
	auditor := b.operator("kim", desk.Auditor)
	tag := porter.Selection{Verb: desk.BulkTag, Users: []iam.UserName{"dev"}, Tag: iam.Tag{Key: "team", Value: "core"}}
	_, err := b.RunSelection(ctx, auditor, form(), tag)
	wantCode(t, "RunSelection of an auditor", err, fault.Denied, fault.CodeRole)
	_, err = b.RunSelection(ctx, b.by, "", tag)
	wantCode(t, "RunSelection without a form", err, fault.Invalid, fault.CodeFormBroken)
	job := b.run(tag)
	wantCode(t, "CancelJob of an auditor", b.CancelJob(ctx, auditor, job), fault.Denied, fault.CodeRole)
	wantCode(t, "RetryJob of an auditor", b.RetryJob(ctx, auditor, form(), job), fault.Denied, fault.CodeRole)
	wantCode(t, "RetryJob without a form", b.RetryJob(ctx, b.by, "", job), fault.Invalid, fault.CodeFormBroken)
	for _, verb := range []desk.Verb{desk.BulkTag, desk.JobCancel, desk.JobRetry} {
		if !b.audited(verb, desk.Refused) {
			t.Errorf("the audit log does not tell that %s was refused", verb)
		}
	}
	b.WorkJobs(ctx)
	b.wantRows(job, desk.JobDone, desk.RowDone)
	if u, _ := b.Snapshot().User("dev"); len(u.Tags) != 1 {
		t.Errorf("the snapshot has the tags %v of dev, want the one that the job set", u.Tags)
	}
}

func TestJobsAreForgottenInTime(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.user("dev")
	job := b.run(porter.Selection{Verb: desk.BulkTag, Users: []iam.UserName{"dev"}, Tag: iam.Tag{Key: "team", Value: "core"}})
	b.WorkJobs(ctx)
	b.later(89 * 24 * time.Hour)
	b.Sweep(ctx)
	if _, err := b.Job(ctx, job); err != nil {
		t.Errorf("Job after 89 days = %v, want it", err)
	}
	b.later(2 * 24 * time.Hour)
	b.Sweep(ctx)
	_, err := b.Job(ctx, job)
	wantCode(t, "Job after 91 days", err, fault.NotFound, fault.CodeJobNotFound)
	if !b.audited(desk.UserTag, desk.Ended) {
		t.Error("the audit log has forgotten what the job did")
	}
}
