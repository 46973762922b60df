package porter_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/porter"
)

// importWords are the words that the tables of these tests use.
func importWords() porter.ImportWords {
	w := porter.ImportWords{Heads: map[string]porter.ImportColumn{}, Answers: map[string]bool{"yes": true, "no": false, "generated": true, "none": false}}
	for _, c := range porter.ImportColumns() {
		w.Heads[string(c)] = c
	}
	return w
}

// read reads a table and returns its draft and what it says.
func (b *bench) read(table string) (string, porter.Import) {
	b.t.Helper()
	id, err := b.ReadImport(b.t.Context(), b.by, []byte(table), importWords())
	check(b.t, err)
	im, err := b.Import(b.t.Context(), b.by, id)
	check(b.t, err)
	return id, im
}

// imports begins the job of a table.
func (b *bench) imports(table string) string {
	b.t.Helper()
	form, im := b.read(table)
	job, err := b.RunImport(b.t.Context(), b.by, form, im)
	check(b.t, err)
	return job
}

// results takes the file of a job, a map for each user.
func (b *bench) results(by desk.Actor, job string) map[string][]string {
	b.t.Helper()
	f, err := b.TakeResults(b.t.Context(), by, job)
	check(b.t, err)
	records, err := csv.NewReader(bytes.NewReader(f.Body)).ReadAll()
	check(b.t, err)
	if got := strings.Join(records[0], ","); got != "User name,Password,Access key ID,Secret access key,Console login link" {
		b.t.Errorf("the file begins with %q", got)
	}
	users := map[string][]string{}
	for _, r := range records[1:] {
		users[r[0]] = r
	}
	return users
}

func TestATableBecomesUsersWithKeysAndPasswords(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx := t.Context()
		_, err := b.CreateGroup(ctx, b.by, form(), porter.NewGroup{Name: "team"})
		check(t, err)
		job := b.imports("user_name,path,groups,policies,tags,console,key,description\n" +
			"ana,/dev/,team,AmazonS3ReadOnlyAccess,team=core;cost=7,generated,yes,her laptop\n" +
			"bo,,,,,none,no,\n")
		_, err = b.TakeResults(ctx, b.by, job)
		wantCode(t, "TakeResults of a job at work", err, fault.Conflict, fault.CodeResultsOpen)
		b.WorkJobs(ctx)
		b.wantRows(job, desk.JobDone, desk.RowDone, desk.RowDone)
		u, err := b.account.User(ctx, "ana")
		check(t, err)
		if u.Path != "/dev/" || len(u.Groups) != 1 || len(u.Attached) != 2 || len(u.Tags) != 3 {
			t.Errorf("ana is %+v, want her path, a group, two policies and three tags", u)
		}
		keys := b.keys("ana")
		other := b.session(b.by.Operator)
		_, err = b.TakeResults(ctx, other, job)
		wantCode(t, "TakeResults of another session", err, fault.Gone, fault.CodeTicketLost)
		got := b.results(b.by, job)
		if row := got["ana"]; len(got) != 1 || len(keys) != 1 || row[2] != string(keys[0].ID) || len(row[1]) != 20 || len(row[3]) < 30 || row[4] == "" {
			t.Errorf("the file has %v, want ana with her password and the key %v", got, keys)
		}
		_, err = b.TakeResults(ctx, b.by, job)
		wantCode(t, "TakeResults again", err, fault.Gone, fault.CodeResultsNone)
		check(t, b.SaveResults(ctx, b.by, job))
		if r, err := b.Results(ctx, b.by, job); err != nil || r != (desk.Results{}) {
			t.Errorf("Results = %+v, %v, want none", r, err)
		}
		if n := len(b.keys("bo")); n != 0 {
			t.Errorf("bo has %d keys, want none", n)
		}
	})
}

func TestResultsThatNobodyTookAreTakenBack(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx := t.Context()
		job := b.imports("user_name,key,console\nana,yes,generated\n")
		b.WorkJobs(ctx)
		b.wantRows(job, desk.JobDone, desk.RowDone)
		b.later(desk.BundleLife + 1)
		b.Sweep(ctx)
		_, has, err := b.account.LoginProfile(ctx, "ana")
		check(t, err)
		if keys := b.keys("ana"); len(keys) != 0 || has {
			t.Errorf("ana has the keys %v and a password %v after a day, want neither", keys, has)
		}
	})
}

func TestARowThatStoppedHalfWayGoesOnAndMakesNoSecondKey(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx := t.Context()
		m := b.box.Mischief()
		m.ResetAfter("CreateUser", 1)
		m.ResetAfter("CreateLoginProfile", 1)
		job := b.imports("user_name,key,console\nana,yes,generated\n")
		for range 3 { // a lost answer stops the row each time
			b.WorkJobs(ctx)
			if v, err := b.Job(ctx, job); err == nil && v.Job.State == desk.JobPart {
				check(t, b.RetryJob(ctx, b.by, form(), job))
			}
		}
		b.WorkJobs(ctx)
		b.wantRows(job, desk.JobDone, desk.RowDone)
		if m.Done("CreateUser") != 1 || m.Done("CreateAccessKey") != 1 {
			t.Errorf("CreateUser and CreateAccessKey were carried out %d and %d times, want once", m.Done("CreateUser"), m.Done("CreateAccessKey"))
		}
		if row := b.results(b.by, job)["ana"]; len(row) != 5 || row[1] == "" || row[2] == "" {
			t.Errorf("the file has %v, want ana's password and key", row)
		}
	})
}

func TestALostAnswerToAKeyOfATableIsFoundOutBeforeAnotherIsMade(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx := t.Context()
		b.box.Mischief().ResetAfter("CreateAccessKey", 1)
		job := b.imports("user_name,key\nana,yes\nbo,yes\n")
		b.WorkJobs(ctx)
		b.wantRows(job, desk.JobPart, desk.RowUnknown, desk.RowDone)
		check(t, b.RetryJob(ctx, b.by, form(), job))
		b.WorkJobs(ctx)
		b.wantRows(job, desk.JobPart, desk.RowUnknown, desk.RowDone) // nobody knows yet
		b.sweepAfter(2 * time.Minute)
		b.sweepAfter(6 * time.Minute)
		if keys := b.keys("ana"); len(keys) != 1 || keys[0].Active() {
			t.Fatalf("ana has the keys %v, want the lost one inactive", keys)
		}
		check(t, b.RetryJob(ctx, b.by, form(), job))
		b.WorkJobs(ctx)
		b.wantRows(job, desk.JobDone, desk.RowDone, desk.RowDone)
		active := 0
		for _, k := range b.keys("ana") {
			if k.Active() {
				active++
			}
		}
		if got := b.results(b.by, job); active != 1 || len(got) != 2 {
			t.Errorf("ana has %d active keys and the file %d users, want 1 and 2", active, len(got))
		}
	})
}
