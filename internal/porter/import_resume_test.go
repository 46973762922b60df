package porter_test

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/store"
)

// TestAProcessThatStandsStillWithinARowMakesNoSecondKey: another process goes on
// with the job while the first one waits for AWS.
func TestAProcessThatStandsStillWithinARowMakesNoSecondKey(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx := t.Context()
		b.imports("user_name,key\nwarm,yes\n")
		b.WorkJobs(ctx)
		release := b.box.Mischief().Hold("CreateAccessKey")
		job := b.imports("user_name,key\nana,yes\nbo,no\n")
		first := make(chan struct{})
		go func() {
			defer close(first)
			b.WorkJobs(ctx)
		}()
		for { // the act of the key is at work
			if held, err := b.db.OpHolding(ctx, "ana"); err == nil && !held.Called.IsZero() {
				break
			}
			time.Sleep(time.Millisecond)
		}
		b.later(40 * time.Second) // past the lease of the job, within that of the act
		other := b.restart(b.account)
		check(t, other.Refresh(ctx))
		other.WorkJobs(ctx)
		b.wantRows(job, desk.JobPart, desk.RowUnknown, desk.RowDone)
		release()
		<-first
		check(t, other.RetryJob(ctx, b.by, form(), job))
		other.WorkJobs(ctx)
		b.wantRows(job, desk.JobDone, desk.RowDone, desk.RowDone)
		if got := b.results(b.by, job); len(b.keys("ana")) != 1 || len(got) != 1 || got["ana"][2] != string(b.keys("ana")[0].ID) {
			t.Errorf("ana has the keys %v and the file %v, want one key, which is in the file", b.keys("ana"), got["ana"][:3])
		}
	})
}

// TestSecretsGoToASessionThatIsThere: who began the job signs out, and nothing that
// nobody could have is made. Tried again by another, its secrets are theirs.
func TestSecretsGoToASessionThatIsThere(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx := t.Context()
		job := b.imports("user_name,key\nana,yes\nbo,no\n")
		_, err := b.db.DropSession(ctx, b.by.Session)
		check(t, err)
		b.WorkJobs(ctx)
		if rows := b.wantRows(job, desk.JobPart, desk.RowFailed, desk.RowDone); rows[0].Fault != fault.CodeImportSession {
			t.Errorf("the row of ana failed with %s, want %s", rows[0].Fault, fault.CodeImportSession)
		}
		if _, err := b.account.User(ctx, "ana"); fault.KindOf(err) != fault.NotFound {
			t.Errorf("User(ana) = %v, want that there is none", err)
		}
		bo := b.operator("bo", desk.Admin)
		check(t, b.RetryJob(ctx, bo, form(), job))
		b.WorkJobs(ctx)
		b.wantRows(job, desk.JobDone, desk.RowDone, desk.RowDone)
		next := b.session(bo.Operator)
		check(t, b.db.Tx(ctx, func(tx *store.DB) error {
			if err := b.Rewrap(ctx, tx, bo, next); err != nil {
				return err
			}
			_, err := tx.DropSession(ctx, bo.Session)
			return err
		}))
		if got := b.results(next, job); len(got) != 1 || got["ana"][3] == "" {
			t.Errorf("the session after has a file of %d users, want ana with her key", len(got))
		}
	})
}

// TestWhatASessionLeavesBehindIsTakenBack: who has the results waiting signs out.
func TestWhatASessionLeavesBehindIsTakenBack(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx := t.Context()
		job := b.imports("user_name,key\nana,yes\nbo,yes\n")
		b.WorkJobs(ctx)
		b.Sweep(ctx)
		if n := len(b.keys("ana")); n != 1 {
			t.Fatalf("ana has %d keys while the session lives, want one", n)
		}
		_, err := b.db.DropSession(ctx, b.by.Session)
		check(t, err)
		b.Sweep(ctx)
		for _, n := range []iam.UserName{"ana", "bo"} {
			if keys := b.keys(n); len(keys) != 0 {
				t.Errorf("%s has the keys %v after the session, want none", n, keys)
			}
		}
		if r, err := b.Results(ctx, b.by, job); err != nil || r.Unclaimed != 2 || r.Elsewhere != 0 {
			t.Errorf("Results = %+v, %v, want two unclaimed", r, err)
		}
	})
}

// TestOfManyWhoTakeResultsOneGetsThem sends copies of the form at once.
func TestOfManyWhoTakeResultsOneGetsThem(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx := t.Context()
		job := b.imports("user_name,key\nana,yes\nbo,yes\ncy,yes\n")
		b.WorkJobs(ctx)
		var lock sync.Mutex
		files := 0
		check(t, together(20, func(int) error {
			f, err := b.TakeResults(ctx, b.by, job)
			if err == nil && bytes.Count(f.Body, []byte("\r\n")) == 4 {
				lock.Lock()
				defer lock.Unlock()
				files++
				return nil
			}
			if !fault.Is(err, fault.CodeResultsNone) {
				return err
			}
			return nil
		}))
		if files != 1 {
			t.Errorf("%d of 20 got the file of all three, want one", files)
		}
	})
}

// TestATableEndsRightWhereAWSIsSlow: the endpoint takes five calls a second.
func TestATableEndsRightWhereAWSIsSlow(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	var lock sync.Mutex
	var tokens float64 // none at first, so that some call is refused on any machine
	var last time.Time
	throttled := 0
	b.instead(func(w http.ResponseWriter, _ *http.Request) bool {
		lock.Lock()
		defer lock.Unlock()
		now := time.Now()
		if !last.IsZero() {
			tokens = min(tokens+5*now.Sub(last).Seconds(), 5)
		}
		last = now
		if tokens >= 1 {
			tokens--
			return false
		}
		throttled++
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.WriteString(w, "<ErrorResponse><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>")
		return true
	})
	job := b.imports("user_name,key,console\n" + strings.Join([]string{"ana", "bo", "cy", "di", "ed"}, ",yes,generated\n") + ",yes,generated\n")
	b.WorkJobs(t.Context())
	b.wantRows(job, desk.JobDone, desk.RowDone, desk.RowDone, desk.RowDone, desk.RowDone, desk.RowDone)
	m := b.box.Mischief()
	if got := b.results(b.by, job); len(got) != 5 || throttled == 0 || m.Done("CreateUser") != 5 || m.Done("CreateAccessKey") != 5 {
		t.Errorf("the file has %d users after %d refusals, %d users and %d keys made; want 5, some, 5 and 5", len(got), throttled, m.Done("CreateUser"), m.Done("CreateAccessKey"))
	}
}
