package porter

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/jobs"
	"keyporter/internal/store"
)

// jobLife is how long a job that has ended is kept. The audit log keeps its acts.
const jobLife = 90 * 24 * time.Hour

// jobKinds are the changes of many rows that the application carries out. One more
// is a line here, with a verb of its own, and a plan that makes its rows.
func (p *Porter) jobKinds() []jobs.Kind {
	var kinds []jobs.Kind
	for _, v := range []desk.Verb{desk.BulkJoin, desk.BulkTag, desk.BulkKeysOff, desk.BulkKeysDelete} {
		kinds = append(kinds, jobs.Kind{Verb: v, Row: p.stepRow})
	}
	return append(kinds, jobs.Kind{Verb: desk.BulkRotate, Row: p.rotateRow}, jobs.Kind{Verb: desk.BulkImport, Row: p.importRow})
}

// startJob begins a job for an operator who may change the account.
func (p *Porter) startJob(ctx context.Context, by desk.Actor, o jobs.Order) (string, error) {
	a := act{verb: o.Verb, target: o.Target, form: o.Form, content: o.Content}
	if err := p.mayForm(ctx, by, a); err != nil {
		return "", err
	}
	a, err := p.gate(ctx, by, a)
	if err != nil {
		return "", err
	}
	o.Reason = a.reason
	if hands(o.Verb) {
		o.With = p.withBundle(by)
	}
	o.With = andFirst(o.With, a)
	return p.jobs.Start(ctx, by, o)
}

// hands reports whether the rows of a job make secrets, for which it has a bundle.
func hands(v desk.Verb) bool { return v == desk.BulkRotate || v == desk.BulkImport }

// stepRows are steps as rows of a job. Each of their calls leads to the same state
// when it is made twice.
func stepRows(steps []Step) ([]desk.JobRow, error) {
	rows := make([]desk.JobRow, len(steps))
	for i, s := range steps {
		doc, err := json.Marshal(s)
		if err != nil {
			return nil, fmt.Errorf("encode a step: %w", err)
		}
		rows[i] = desk.JobRow{Call: s.Call, Verb: s.Verb, Target: s.Args[0], Detail: s.Args[1:], Doc: string(doc), Again: true}
	}
	return rows, nil
}

// stepRow does a step that is a row of a job. What was to go and is gone is done
// where the row was carried out before.
func (p *Porter) stepRow(ctx context.Context, j desk.Job, r desk.JobRow) error {
	var s Step
	if err := json.Unmarshal([]byte(r.Doc), &s); err != nil {
		return fmt.Errorf("decode a step: %w", err)
	}
	if err := p.mayNow(ctx, j.By.ID, s.Verb, p.Snapshot().onSteps([]Step{s})); err != nil {
		return err
	}
	ctx = account.WithOp(ctx, j.ID)
	err := p.stepOfKeys(ctx, s)
	if r.Lost && removes(s.Call) && gone(err) {
		return nil
	}
	return err
}

// stepOfKeys does a step. An access key is deleted only where AWS says now that it
// is inactive: it may have been activated since the job was begun.
func (p *Porter) stepOfKeys(ctx context.Context, s Step) error {
	if s.Call == "DeleteAccessKey" {
		if err := p.checkInactive(ctx, s.user(), iam.KeyID(s.Args[1])); err != nil {
			return err
		}
	}
	return stepCalls[s.Call].do(ctx, p, s)
}

// checkInactive refuses a key that AWS does not have, or that is active.
func (p *Porter) checkInactive(ctx context.Context, n iam.UserName, id iam.KeyID) error {
	keys, err := p.account.Keys(ctx, n)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(keys, func(k iam.AccessKey) bool { return k.ID == id })
	switch {
	case i < 0:
		return fault.New(fault.NotFound, fault.CodeKeyNotFound, string(id))
	case keys[i].Active():
		return fault.New(fault.Conflict, fault.CodeKeyActive, string(id))
	}
	return nil
}

// JobView is one job as its page shows it.
type JobView struct {
	jobs.Glance
	Left int // how many rows can be tried again; 0 while it is open
}

// Jobs returns jobs, the newest first.
func (p *Porter) Jobs(ctx context.Context, f desk.JobFilter) ([]desk.Job, error) {
	list, err := p.store.Jobs(ctx, f)
	if err != nil {
		return nil, fmt.Errorf("read the jobs: %w", err)
	}
	return list, nil
}

// Job returns a job for its page.
func (p *Porter) Job(ctx context.Context, id string) (JobView, error) {
	g, err := p.jobs.Glance(ctx, id)
	if err != nil || g.Job.State.Open() {
		return JobView{Glance: g}, err
	}
	left, err := p.store.JobLeft(ctx, id)
	if err != nil {
		return JobView{}, fmt.Errorf("count the rows of a job: %w", err)
	}
	return JobView{Glance: g, Left: left}, nil
}

// JobRows returns rows of a job, in their order.
func (p *Porter) JobRows(ctx context.Context, id string, f desk.JobRowFilter) ([]desk.JobRow, error) {
	list, err := p.store.JobRows(ctx, id, f)
	if err != nil {
		return nil, fmt.Errorf("read the rows of a job: %w", err)
	}
	return list, nil
}

// WatchJob calls see with a job while it is at work; see jobs.Runner. It ends with
// the Porter.
func (p *Porter) WatchJob(ctx context.Context, id string, see func(g jobs.Glance, changed bool) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(p.life, cancel)()
	return p.jobs.Watch(ctx, id, see)
}

// OpenJobs tells how many jobs have not ended, as it was known a moment ago.
func (p *Porter) OpenJobs() int { return p.jobs.Open() }

// CancelJob ends a job before its next row.
func (p *Porter) CancelJob(ctx context.Context, by desk.Actor, id string) error {
	if err := p.allowed(ctx, by, desk.JobCancel, id); err != nil {
		return err
	}
	return p.jobs.Cancel(ctx, by, id)
}

// RetryJob lets a job that has ended go on with the rows that are left.
func (p *Porter) RetryJob(ctx context.Context, by desk.Actor, form, id string) error {
	a := act{verb: desk.JobRetry, target: id, form: form}
	if err := p.mayForm(ctx, by, a); err != nil {
		return err
	}
	a, err := p.gate(ctx, by, a)
	if err != nil {
		return err
	}
	if err := p.rebundle(ctx, by, id); err != nil {
		return err
	}
	return p.jobs.Retry(ctx, by, jobs.Again{Job: id, Form: form, Reason: a.reason, With: andFirst(nil, a)})
}

// andFirst lets the first of an act join the transaction that begins a job.
func andFirst(with func(context.Context, *store.DB, desk.Job) error, a act) func(context.Context, *store.DB, desk.Job) error {
	if a.first == nil {
		return with
	}
	return func(ctx context.Context, tx *store.DB, j desk.Job) error {
		if with != nil {
			if err := with(ctx, tx, j); err != nil {
				return err
			}
		}
		return a.first(ctx, tx, desk.Op{ID: j.ID})
	}
}

// rebundle lets the secrets of what is left of a job go to the session of the
// operator who asks for it.
func (p *Porter) rebundle(ctx context.Context, by desk.Actor, id string) error {
	j, err := p.jobs.Job(ctx, id)
	if err != nil || !hands(j.Verb) || j.State.Open() {
		return err
	}
	if last, err := p.store.JobBundle(ctx, id); err == nil && last.Session == by.Session {
		return nil
	}
	b, err := p.newBundle(by, id)
	if err != nil {
		return err
	}
	if err := p.store.AddBundle(ctx, b); err != nil {
		return fmt.Errorf("store the bundle: %w", err)
	}
	return nil
}

// WorkJobs does at once what Run does in the background: it carries out the jobs
// that nobody is at work on.
func (p *Porter) WorkJobs(ctx context.Context) { p.jobs.Work(ctx) }
