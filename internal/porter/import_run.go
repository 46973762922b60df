package porter

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/jobs"
	"keyporter/internal/store"
)

// importLease is how long a job stays held while a step of one of its rows works.
const importLease = 15 * time.Second

// imported is a row of an import as it lies in the store: its steps, and how far
// they have come. No secret is in it.
type imported struct {
	User  NewUser   `json:"user"`
	About string    `json:"about,omitempty"` // the description of the key
	Steps []Step    `json:"steps"`
	Began time.Time `json:"began,omitzero"`  // when the first step was begun
	Form  string    `json:"form,omitempty"`  // of the act that makes the key
	Actor string    `json:"actor,omitempty"` // whose act it is
}

// RunImport begins the job that makes the users of a table, row by row, and returns
// its id. Rows with mistakes, and users whom the account has, are left out. The
// secrets are kept for the session of the operator.
func (p *Porter) RunImport(ctx context.Context, by desk.Actor, form string, im Import) (string, error) {
	return p.startJob(ctx, by, jobs.Order{
		Verb: desk.BulkImport, Target: strconv.Itoa(len(im.Rows)), Form: form, Content: im,
		Plan: func() ([]desk.JobRow, error) { return importRows(p.CheckImport(ctx, by, im)) },
	})
}

func importRows(list []ImportCheck) ([]desk.JobRow, error) {
	var rows []desk.JobRow
	for _, k := range list {
		if k.State != ImportCreate {
			continue
		}
		doc, err := json.Marshal(imported{User: k.user, About: k.about, Steps: k.Steps})
		if err != nil {
			return nil, fmt.Errorf("encode a row: %w", err)
		}
		rows = append(rows, desk.JobRow{Call: "CreateUser", Verb: desk.UserImport, Target: k.Name, Doc: string(doc), Again: true})
	}
	if len(rows) == 0 {
		return nil, fault.New(fault.Conflict, fault.CodeImportNothing)
	}
	return rows, nil
}

// ImportSteps returns the steps of a row of an import, each with its state; none of
// a row of another kind.
func ImportSteps(r desk.JobRow) []Step {
	var d imported
	if r.Verb != desk.UserImport || json.Unmarshal([]byte(r.Doc), &d) != nil {
		return nil
	}
	return d.Steps
}

// importRow makes one user: it goes on where the row has come to before.
func (p *Porter) importRow(ctx context.Context, j desk.Job, r desk.JobRow) error {
	now, err := p.store.JobRow(ctx, r.Job, r.Number) // it is tried again with what it was
	if err != nil {
		return fmt.Errorf("read the row: %w", err)
	}
	w := &importWork{Porter: p, job: j, row: now, by: desk.Actor{
		Operator:  desk.Operator{ID: j.By.ID, Name: j.By.Name, Role: desk.Admin},
		RequestID: j.By.RequestID, Client: j.By.Client,
	}}
	if err := json.Unmarshal([]byte(now.Doc), &w.doc); err != nil {
		return fmt.Errorf("decode a row: %w", err)
	}
	if err := p.mayNow(ctx, j.By.ID, desk.UserImport, onNew(w.doc.User, w.doc.Steps)); err != nil {
		return err
	}
	if w.hands() {
		if w.to, err = p.jobBundle(ctx, j, r); err != nil {
			return err
		}
	}
	return w.walk(account.WithOp(ctx, j.ID))
}

// importWork is a row while it is carried out.
type importWork struct {
	*Porter
	job  desk.Job
	row  desk.JobRow
	by   desk.Actor
	doc  imported
	to   *bundleRow
	told []desk.Entry // what was done and is not written down yet
	// with joins the transaction that writes it down.
	with func(ctx context.Context, tx *store.DB) error
}

// hands reports whether a step that is left makes a secret.
func (w *importWork) hands() bool {
	for _, s := range w.doc.Steps {
		if s.State != StepDone && (s.Call == "CreateLoginProfile" || s.Call == "CreateAccessKey") {
			return true
		}
	}
	return false
}

// walk does the steps that are not done, in their order. Each is written down as
// unknown before it is sent, together with what came of the one before; so it stays
// when the process ends meanwhile.
func (w *importWork) walk(ctx context.Context) error {
	if w.doc.Began.IsZero() {
		w.doc.Began = w.now()
	}
	for i := range w.doc.Steps {
		s := &w.doc.Steps[i]
		if s.State == StepDone {
			continue
		}
		before := s.State
		s.State = StepUnknown
		if err := w.save(ctx); err != nil {
			return err
		}
		err := w.do(ctx, *s, before == StepUnknown)
		switch {
		case err == nil:
			s.State = StepDone
			w.tell(s)
			continue
		case fault.KindOf(err) == fault.Unknown:
		case fault.KindOf(err) == fault.Busy, fault.KindOf(err) == fault.Away:
			s.State = before // nothing was done
		case fault.Of(err) != nil:
			s.State = StepFailed
		}
		return errors.Join(fmt.Errorf("%s: %w", s.Call, err), w.save(ctx))
	}
	return w.save(ctx)
}

// tell notes a step for the audit log. The key has an act of its own.
func (w *importWork) tell(s *Step) {
	if s.Verb == desk.KeyCreate {
		return
	}
	e := w.note(w.by, w.job.ID, s.Verb, s.Args[0], s.Args[1:]...)
	e.Phase = desk.Ended
	w.told = append(w.told, e)
}

// save writes down how far the row has come, while this process holds the job.
func (w *importWork) save(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noteLimit)
	defer cancel()
	doc, err := json.Marshal(w.doc)
	if err != nil {
		return fmt.Errorf("encode a row: %w", err)
	}
	w.row.Doc = string(doc)
	err = w.store.Tx(ctx, func(tx *store.DB) error {
		for _, e := range w.told {
			if _, err := tx.Append(ctx, e); err != nil {
				return err
			}
		}
		if _, err := tx.HoldJob(ctx, store.JobHold{ID: w.job.ID, Fence: w.job.Fence, Until: w.now().Add(importLease)}); err != nil {
			return err
		}
		if w.with != nil {
			if err := w.with(ctx, tx); err != nil {
				return err
			}
		}
		ok, err := tx.SaveJobRow(ctx, w.row)
		if err == nil && !ok {
			return store.ErrNotFound
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("write down a row: %w", err)
	}
	w.told, w.with = nil, nil
	return nil
}

// do does one step. Again is true for one whose answer was lost before.
func (w *importWork) do(ctx context.Context, s Step, again bool) error {
	switch s.Call {
	case "CreateLoginProfile":
		return w.login(ctx, s, again)
	case "CreateAccessKey":
		return w.key(ctx, s.user())
	}
	err := stepCalls[s.Call].do(ctx, w.Porter, s)
	if again && fault.Is(err, fault.CodeUserTaken) {
		own, e := w.ownWork(ctx, s, w.doc.Began)
		if e == nil && own {
			return nil
		}
		return errors.Join(err, e)
	}
	return err
}

// login gives the user a console password. It and its ticket are written down
// together with the next step: a password that is lost before is replaced by
// another one.
func (w *importWork) login(ctx context.Context, s Step, again bool) error {
	password := newPassword()
	if err := w.setLogin(ctx, s.user(), password, w.doc.User.Reset, again); err != nil {
		return err
	}
	now := w.now()
	c := w.Porter.login(s.user(), password)
	add, err := w.handTo(w.to, desk.Ticket{
		ID: desk.NewID(now), OpID: w.job.ID, Kind: c.Kind, User: c.User, SignInURL: c.SignInURL, Created: now,
	}, c)
	w.with = add
	return err
}

// key makes the access key, by an act of its own, which is found again by its form:
// so there is never a second one while it is not known what became of the first.
func (w *importWork) key(ctx context.Context, n iam.UserName) error {
	used, err := w.keyForm(ctx)
	if err != nil || used {
		return err
	}
	by := w.by
	by.Operator.ID = w.doc.Actor
	done, err := w.issueKey(ctx, by, keyOrder{form: w.doc.Form, user: n, useCase: useCaseOther, description: w.doc.About, bundle: w.to})
	if err == nil && done.Ticket == "" {
		return fault.New(fault.Unknown, fault.CodeKeyUnknown, string(n))
	}
	return err
}

// keyForm decides on the form of the act that makes the key, and writes it down:
// the one of before, unless that act is known to have handed over nothing. Used
// reports that it has handed a key over.
func (w *importWork) keyForm(ctx context.Context) (used bool, err error) {
	if w.doc.Form != "" {
		o, err := w.store.OpOfForm(ctx, w.doc.Actor, w.doc.Form)
		switch {
		case errors.Is(err, store.ErrNotFound):
			return false, nil // the act was not begun
		case err != nil:
			return false, fmt.Errorf("look for the form: %w", err)
		case o.State == desk.OpDone:
			return true, nil
		case o.State != desk.OpFailed && o.State != desk.OpClosed:
			return false, fault.New(fault.Unknown, fault.CodeKeyUnknown, o.Target)
		}
	}
	w.doc.Form, w.doc.Actor = desk.NewID(w.now()), w.by.Operator.ID
	return false, w.save(ctx)
}
