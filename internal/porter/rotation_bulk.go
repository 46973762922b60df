package porter

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/store"
)

// rotateRow begins the rotation of one access key as a row of a job, and makes its
// new key for the session of whoever asked last. Where that session is not known
// to this process, or has ended, the rotation stays planned and the row says so:
// tried again, it makes the key.
func (p *Porter) rotateRow(ctx context.Context, j desk.Job, r desk.JobRow) error {
	var plan RotationPlan
	if err := json.Unmarshal([]byte(j.Doc), &plan); err != nil {
		return fmt.Errorf("decode the plan of the rotations: %w", err)
	}
	by, err := p.asker(ctx, j)
	if err != nil {
		return err
	}
	id, err := p.rotationOfRow(ctx, j, r)
	if errors.Is(err, store.ErrNotFound) {
		var done Done
		done, err = p.StartRotation(ctx, by, j.ID, iam.UserName(r.Target), iam.KeyID(r.Detail[0]), plan)
		id = done.Op
	} else if err == nil {
		_, err = p.MakeRotationKey(ctx, by, id)
	}
	if err != nil {
		return err
	}
	rotation, err := p.rotation(ctx, id)
	if err == nil && (rotation.State == desk.RotationPlanned || rotation.State == desk.RotationCreating) {
		return fault.New(fault.Conflict, fault.CodeRotationUnmade)
	}
	return err
}

// rotationOfRow is the rotation that a row has begun before, for who began the job
// or for who tried the rest again; store.ErrNotFound where it has begun none.
func (p *Porter) rotationOfRow(ctx context.Context, j desk.Job, r desk.JobRow) (string, error) {
	for _, operator := range []string{j.ActorID, j.By.ID} {
		op, err := p.store.OpOfForm(ctx, operator, rowForm(j.ID, r.Detail[0]))
		if !errors.Is(err, store.ErrNotFound) {
			return op.ID, err
		}
	}
	return "", store.ErrNotFound
}

// asker is who a job acts for, with the session that gets its tickets where this
// process knows it and it has not ended.
func (p *Porter) asker(ctx context.Context, j desk.Job) (desk.Actor, error) {
	for _, by := range p.askers.of(askedJob{j.ActorID, j.FormKey}) {
		if by.Operator.ID != j.By.ID {
			continue
		}
		live, err := p.session(ctx, by)
		if err != nil {
			return by, err
		}
		if live.Session != "" {
			return live, nil
		}
	}
	list, err := p.store.Operators(ctx)
	if err != nil {
		return desk.Actor{}, fmt.Errorf("read the operators: %w", err)
	}
	i := slices.IndexFunc(list, func(o desk.Operator) bool { return o.ID == j.By.ID && !o.Disabled })
	if i < 0 {
		return desk.Actor{}, desk.CanKeys.Lacking()
	}
	return desk.Actor{Operator: list[i], RequestID: j.By.RequestID, Client: j.By.Client}, nil
}

// session is an actor as the operator is now; the zero actor where the session has
// ended, or was not used for as long as a ticket waits.
func (p *Porter) session(ctx context.Context, by desk.Actor) (desk.Actor, error) {
	s, err := p.store.Session(ctx, by.Session, time.Time{}, p.now().Add(-desk.TicketLife))
	if errors.Is(err, store.ErrNotFound) {
		return desk.Actor{}, nil
	}
	if err != nil {
		return desk.Actor{}, fmt.Errorf("read the session: %w", err)
	}
	by.Operator = s.Operator
	return by, nil
}

// askers are the sessions for which jobs make keys. A session's token is what the
// claim code of its tickets is wrapped with: it is kept here, in memory, until the
// job has ended, and nowhere else.
type askers struct {
	lock sync.Mutex
	jobs map[askedJob][]asking
}

// askedJob is a job by who began it and by which form: its id is not known before
// it can be at work.
type askedJob struct{ operator, form string }

type asking struct {
	by desk.Actor
	at time.Time
}

func (a *askers) add(job askedJob, by desk.Actor, now time.Time) {
	a.lock.Lock()
	defer a.lock.Unlock()
	if a.jobs == nil {
		a.jobs = map[askedJob][]asking{}
	}
	a.jobs[job] = append(a.jobs[job], asking{by, now})
}

// of returns who has asked for a job, the last first.
func (a *askers) of(job askedJob) []desk.Actor {
	a.lock.Lock()
	defer a.lock.Unlock()
	var list []desk.Actor
	for _, one := range slices.Backward(a.jobs[job]) {
		list = append(list, one.by)
	}
	return list
}

// move adds the session that another one has become. Which of them there is the
// store tells: the change may be taken back.
func (a *askers) move(from, to desk.Actor) {
	a.lock.Lock()
	defer a.lock.Unlock()
	for job, list := range a.jobs {
		if i := slices.IndexFunc(list, func(o asking) bool { return o.by.Session == from.Session }); i >= 0 {
			a.jobs[job] = append(list, asking{to, list[i].at})
		}
	}
}

// all returns when each job was asked for last.
func (a *askers) all() map[askedJob]time.Time {
	a.lock.Lock()
	defer a.lock.Unlock()
	last := make(map[askedJob]time.Time, len(a.jobs))
	for job, list := range a.jobs {
		last[job] = list[len(list)-1].at
	}
	return last
}

// drop forgets who asked for a job, unless somebody has asked since.
func (a *askers) drop(job askedJob, last time.Time) {
	a.lock.Lock()
	defer a.lock.Unlock()
	if list := a.jobs[job]; len(list) > 0 && !list[len(list)-1].at.After(last) {
		delete(a.jobs, job)
	}
}

// dropAskers forgets the sessions of jobs that have ended, or never began.
func (p *Porter) dropAskers(ctx context.Context) error {
	for job, last := range p.askers.all() {
		j, err := p.store.JobOfForm(ctx, job.operator, job.form)
		missing := errors.Is(err, store.ErrNotFound)
		switch {
		case err != nil && !missing:
			return err
		case missing && p.now().Sub(last) > actLimit, !missing && !j.State.Open() && j.Ended.After(last):
			p.askers.drop(job, last)
		}
	}
	return nil
}
