package porter

import (
	"context"
	"errors"
	"fmt"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// A job makes secrets while nobody's session is there to wrap their claim codes
// with. It has a bundle instead: a key pair, made when the job was begun. The rows
// seal the codes with the public half; the private half is wrapped for the session
// of the operator, as codes are.

// bundleRow is where the secrets of one row of a job go.
type bundleRow struct {
	store.Bundle
	number int
}

// newBundle makes the bundle of a job for the session of the actor.
func (p *Porter) newBundle(by desk.Actor, job string) (store.Bundle, error) {
	pair, err := seal.NewPair()
	if err != nil {
		return store.Bundle{}, err
	}
	b := store.Bundle{
		ID: desk.NewID(p.now()), Job: job, OperatorID: by.Operator.ID, Session: by.Session,
		Public: pair.Public, Created: p.now(),
	}
	b.Wrapped, err = p.wrapBundle(by, b.ID, pair.Private)
	return b, err
}

func (p *Porter) wrapBundle(by desk.Actor, id string, private seal.Secret) ([]byte, error) {
	wrapped, err := p.seal.Seal([]byte(private.Reveal()), []byte(by.Token.Reveal()), bundlePlace(by.Session, id))
	if err != nil {
		return nil, fmt.Errorf("wrap the key of a bundle: %w", err)
	}
	return wrapped, nil
}

// jobBundle returns where the secrets of a row go. It is a fault where the session
// of the bundle has ended, or was not used for as long as a ticket waits: nothing is
// made that nobody can take.
func (p *Porter) jobBundle(ctx context.Context, j desk.Job, r desk.JobRow) (*bundleRow, error) {
	b, err := p.store.JobBundle(ctx, j.ID)
	if err == nil {
		_, err = p.store.Session(ctx, b.Session, time.Time{}, p.now().Add(-desk.TicketLife))
	}
	if errors.Is(err, store.ErrNotFound) {
		return nil, fault.New(fault.Conflict, fault.CodeImportSession)
	}
	if err != nil {
		return nil, fmt.Errorf("read the bundle: %w", err)
	}
	return &bundleRow{b, r.Number}, nil
}

// withBundle has a job begin with a bundle for the session of the actor.
func (p *Porter) withBundle(by desk.Actor) func(ctx context.Context, tx *store.DB, j desk.Job) error {
	return func(ctx context.Context, tx *store.DB, j desk.Job) error {
		b, err := p.newBundle(by, j.ID)
		if err != nil {
			return err
		}
		return tx.AddBundle(ctx, b)
	}
}

// bundledCode returns the claim code of one ticket of a bundle that the session can
// open.
func (p *Porter) bundledCode(ctx context.Context, by desk.Actor, ticket string) ([]byte, error) {
	b, sealed, err := p.store.BundleOfTicket(ctx, by.Session, ticket)
	if errors.Is(err, store.ErrNotFound) {
		return nil, fault.New(fault.Gone, fault.CodeTicketLost)
	}
	if err != nil {
		return nil, fmt.Errorf("read the bundle: %w", err)
	}
	private, err := p.openBundle(by, b)
	if err != nil {
		return nil, err
	}
	code, err := seal.OpenWith(private, sealed, bundleCodePlace(b.ID, ticket))
	if err != nil {
		return nil, fault.New(fault.Gone, fault.CodeTicketLost).Because(err)
	}
	return code, nil
}

// openBundle returns the private half of a bundle. Only its session has it.
func (p *Porter) openBundle(by desk.Actor, b store.Bundle) (seal.Secret, error) {
	private, err := p.seal.Open(b.Wrapped, []byte(by.Token.Reveal()), bundlePlace(by.Session, b.ID))
	if err != nil {
		return seal.Secret{}, fault.New(fault.Gone, fault.CodeTicketLost).Because(err)
	}
	return seal.NewSecret(string(private)), nil
}

// rewrapBundles moves the bundles of a session to another of the same operator.
func (p *Porter) rewrapBundles(ctx context.Context, tx *store.DB, from, to desk.Actor) error {
	list, err := tx.TakeBundles(ctx, from.Session)
	if err != nil {
		return fmt.Errorf("take the bundles: %w", err)
	}
	for _, b := range list {
		private, err := p.openBundle(from, b)
		if err != nil {
			continue // it opened for nobody before either
		}
		b.Session = to.Session
		if b.Wrapped, err = p.wrapBundle(to, b.ID, private); err != nil {
			return err
		}
		if err := tx.AddBundle(ctx, b); err != nil {
			return fmt.Errorf("store the bundle: %w", err)
		}
	}
	return nil
}

// handTo seals a ticket for a bundle and returns what stores it.
func (p *Porter) handTo(to *bundleRow, t desk.Ticket, c desk.Credentials) (func(ctx context.Context, tx *store.DB) error, error) {
	t.OperatorID, t.Expires, t.Proof = to.OperatorID, t.Created.Add(desk.BundleLife), desk.ProofNotTested
	code := newCode()
	boxes, err := p.box(t.ID, c, code)
	if err != nil {
		return nil, err
	}
	sealed, err := seal.SealTo(to.Public, code, bundleCodePlace(to.ID, t.ID))
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, tx *store.DB) error {
		if err := tx.AddTicket(ctx, t, codeHash(code), boxes); err != nil {
			return err
		}
		return tx.AddBundleTicket(ctx, store.BundleTicket{Ticket: t.ID, Job: to.Job, Bundle: to.ID, Number: to.number, Sealed: sealed})
	}, nil
}

func bundlePlace(session, bundle string) string    { return "bundle/" + session + "/" + bundle }
func bundleCodePlace(bundle, ticket string) string { return "bundle_ticket/" + bundle + "/" + ticket }

// Results counts the secrets that a job has for the operator.
func (p *Porter) Results(ctx context.Context, by desk.Actor, job string) (desk.Results, error) {
	r, err := p.store.Results(ctx, job, by.Operator.ID, by.Session, p.now())
	if err != nil {
		return r, fmt.Errorf("count the results: %w", err)
	}
	return r, nil
}

// TakeResults gives one file of all secrets that a job has made for the session of
// the operator, once: what was taken before is not in it. It is refused while the
// job is at work, so that there is one file.
func (p *Porter) TakeResults(ctx context.Context, by desk.Actor, job string) (desk.File, error) {
	if err := p.allowed(ctx, by, desk.ResultsTake, job); err != nil {
		return desk.File{}, err
	}
	j, err := p.jobs.Job(ctx, job)
	if err != nil {
		return desk.File{}, err
	}
	if j.State.Open() {
		return desk.File{}, fault.New(fault.Conflict, fault.CodeResultsOpen)
	}
	keys, err := p.bundleKeys(ctx, by, job)
	if err != nil {
		return desk.File{}, err
	}
	ctx = context.WithoutCancel(ctx) // once they are taken they must be answered
	var taken []store.TakenTicket
	err = p.store.Tx(ctx, func(tx *store.DB) error {
		if _, err := tx.Append(ctx, p.note(by, job, desk.ResultsTake, job)); err != nil {
			return err
		}
		var err error
		if taken, err = tx.TakeResults(ctx, job, by.Session, p.now()); err == nil && len(taken) == 0 {
			return store.ErrNotFound
		}
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return desk.File{}, fault.New(fault.Gone, fault.CodeResultsNone)
	}
	if err != nil {
		return desk.File{}, fmt.Errorf("take the results: %w", err)
	}
	list := make([]desk.Credentials, 0, len(taken))
	for _, t := range taken {
		c, err := p.unboxTaken(keys, t)
		if err != nil {
			return desk.File{}, err
		}
		list = append(list, c)
	}
	name := "users"
	if j.Verb == desk.BulkRotate {
		name = "access-keys"
	}
	return desk.NewResultsFile(name+"-"+p.now().Format("2006-01-02")+"_credentials.csv", list), nil
}

// bundleKeys opens the bundles of a job that the session has.
func (p *Porter) bundleKeys(ctx context.Context, by desk.Actor, job string) (map[string]seal.Secret, error) {
	list, err := p.store.SessionBundles(ctx, job, by.Session)
	if err != nil {
		return nil, fmt.Errorf("read the bundles: %w", err)
	}
	if len(list) == 0 {
		return nil, fault.New(fault.Gone, fault.CodeTicketLost)
	}
	keys := map[string]seal.Secret{}
	for _, b := range list {
		if keys[b.ID], err = p.openBundle(by, b); err != nil {
			return nil, err
		}
	}
	return keys, nil
}

func (p *Porter) unboxTaken(keys map[string]seal.Secret, t store.TakenTicket) (desk.Credentials, error) {
	code, err := seal.OpenWith(keys[t.Bundle], t.Sealed, bundleCodePlace(t.Bundle, t.ID))
	if err != nil {
		return desk.Credentials{}, fmt.Errorf("open ticket %s: %w", t.ID, err)
	}
	c, err := p.unbox(t.ID, desk.SlotTake, t.Box, code)
	c.User = t.User // it may have got another name since
	return c, err
}

// SaveResults ends the tickets of a job whose file the operator has kept.
func (p *Porter) SaveResults(ctx context.Context, by desk.Actor, job string) error {
	return p.endResults(ctx, by, job, desk.ResultsDone)
}

// LoseResults ends all tickets of a job, received or not: their keys and passwords
// are made useless in the background.
func (p *Porter) LoseResults(ctx context.Context, by desk.Actor, job string) error {
	return p.endResults(ctx, by, job, desk.ResultsLost)
}

func (p *Porter) endResults(ctx context.Context, by desk.Actor, job string, verb desk.Verb) error {
	if err := p.allowed(ctx, by, verb, job); err != nil {
		return err
	}
	ending := desk.EndSaved
	if verb == desk.ResultsLost {
		ending = desk.EndLost
	}
	err := p.store.Tx(ctx, func(tx *store.DB) error {
		if _, err := tx.Append(ctx, p.note(by, job, verb, job)); err != nil {
			return err
		}
		n, err := tx.EndResults(ctx, job, by.Operator.ID, ending, ending == desk.EndLost, p.now())
		if err == nil && n == 0 {
			return store.ErrNotFound
		}
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return fault.New(fault.Conflict, fault.CodeResultsNone)
	}
	if err != nil {
		return fmt.Errorf("end the results: %w", err)
	}
	return nil
}
