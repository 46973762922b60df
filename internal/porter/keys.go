package porter

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// useCases are the uses that the access-key wizard offers, as in AWS's console.
var useCases = []string{"cli", "local", "compute", "third-party", "outside", "other"}

// IssueKey makes an access key and hands it over by a ticket. From its first
// entry to its last the act holds the user: no other key is made meanwhile. AWS
// is asked once, and again only where it says that it was too busy to look; where
// its answer is lost the act stays open, and holds the user, until Run has found
// out what became of it.
func (p *Porter) IssueKey(ctx context.Context, by desk.Actor, form string, n iam.UserName, useCase, description string) (Done, error) {
	return p.issueKey(ctx, by, keyOrder{form: form, user: n, useCase: useCase, description: description})
}

// keyOrder asks for an access key; its secret goes to the bundle, or to the
// actor's session where that is nil.
type keyOrder struct {
	form                 string
	user                 iam.UserName
	useCase, description string
	bundle               *bundleRow
	under                desk.Verb // the act that it is a part of, or ""
}

func (p *Porter) issueKey(ctx context.Context, by desk.Actor, o keyOrder) (Done, error) {
	n := o.user
	a := act{
		verb: desk.KeyCreate, under: o.under, target: string(n), detail: []string{o.useCase}, form: o.form,
		content: []string{o.useCase, o.description}, holds: n, bundle: o.bundle,
		check: func() error { return checkKey(o.useCase, o.description) },
	}
	var made iam.KeyID
	done, err := p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		if err := p.baseline(ctx, w, n); err != nil {
			return err
		}
		k, err := p.createKey(ctx, w, n)
		if err != nil {
			return err
		}
		made = k.ID
		return p.issued(ctx, w, k)
	})
	if err == nil && made != "" && done.Ticket != "" && o.description != "" {
		p.describe(ctx, by, done.Op, n, made, o.description)
	}
	return done, err
}

func checkKey(useCase, description string) error {
	var use *fault.Fault
	if !slices.Contains(useCases, useCase) {
		use = fault.Field("use", fault.CodeChoice)
	}
	return fault.Join(use, iam.CheckDescription("description", description))
}

// throttleTries is how often a new key is asked for again when AWS was too busy.
const throttleTries = 4

// createKey asks for a new key. Each try is written down before, under the act's
// fence. What is sent again was surely not done: AWS has said so. All tries fit
// into the act's time.
func (p *Porter) createKey(ctx context.Context, w *work, n iam.UserName) (iam.IssuedKey, error) {
	pause := p.pause
	for again := throttleTries; ; again-- {
		if err := p.call(ctx, w); err != nil {
			return iam.IssuedKey{}, err
		}
		p.hooks.at("called")
		k, err := p.account.CreateAccessKey(ctx, n)
		if again == 0 || !fault.Is(err, fault.CodeAwsThrottled) {
			return k, err
		}
		select {
		case <-ctx.Done():
			return k, err
		case <-time.After(pause):
			pause *= 2
		}
	}
}

// baseline finds the keys that are there before one is made: a key that is none
// of them was made by a call whose answer was lost.
func (p *Porter) baseline(ctx context.Context, w *work, n iam.UserName) error {
	keys, err := p.account.Keys(ctx, n)
	if err != nil {
		return err
	}
	if len(keys) >= iam.KeysPerUser {
		return fault.New(fault.Full, fault.CodeKeysFull, strconv.Itoa(iam.KeysPerUser))
	}
	ids := make([]iam.KeyID, 0, len(keys))
	for _, k := range keys {
		ids = append(ids, k.ID)
	}
	text, err := json.Marshal(ids)
	if err != nil {
		return fmt.Errorf("encode the keys: %w", err)
	}
	w.op.Baseline = string(text)
	p.hooks.at("listed")
	now := p.now()
	p.patch(func(s *Snapshot) { s.keys[n.Fold()] = keysRead{list: keys, at: now} })
	return nil
}

// issued seals a new key for its ticket and has it tested. A key that cannot be
// handed over is deleted as soon as that is written down: nobody has its secret.
func (p *Porter) issued(ctx context.Context, w *work, k iam.IssuedKey) error {
	p.hooks.at("made")
	w.detail = append(w.detail, string(k.ID))
	w.giveUp = func(ctx context.Context) { p.withdrawKey(ctx, w.op.ID, k.AccessKey) }
	p.patch(func(s *Snapshot) { s.key(k.AccessKey) })
	if err := p.store.SetOpKey(ctx, w.op.ID, string(k.ID)); err != nil {
		p.log.WarnContext(ctx, "the id of a new key is not written down", "op", w.op.ID, "key", k.ID, "error", err)
	}
	p.hooks.at("recorded")
	if err := p.handOver(w, desk.Credentials{
		Kind: desk.KeyTicket, User: string(k.User), KeyID: string(k.ID), Secret: k.Secret,
	}); err != nil {
		return err
	}
	if w.act.bundle != nil {
		return nil // many at once would ask STS all at once: nobody waits for the answers
	}
	ticket := w.result.Ticket
	w.after = func(ctx context.Context) {
		if p.start(func(ctx context.Context) { p.prove(ctx, ticket, k) }) {
			return
		}
		if err := p.store.SetProof(ctx, ticket, desk.ProofNotTested); err != nil {
			p.log.ErrorContext(ctx, "the test of a key is not written down", "ticket", ticket, "error", err)
		}
	}
	return nil
}

// withdrawKey deletes a key that could not be handed over. Where that fails Run
// goes on with it.
func (p *Porter) withdrawKey(ctx context.Context, op string, k iam.AccessKey) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), actLimit)
	defer cancel()
	err := p.endKey(ctx, k.User, k.ID)
	if err == nil {
		err = p.store.SetOpCleaned(ctx, op)
	}
	if err != nil {
		p.log.ErrorContext(ctx, "a key that nobody has stays for now", "user", k.User, "key", k.ID, "error", err)
	}
}

// describe keeps a key's description as AWS's console does: as the user's tag
// whose key is the access key id. That it could not be kept is noted; the key is
// good without it.
func (p *Porter) describe(ctx context.Context, by desk.Actor, op string, n iam.UserName, id iam.KeyID, description string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), actLimit)
	defer cancel()
	tag := iam.Tag{Key: string(id), Value: description}
	err := p.tagUser(ctx, n, tag)
	if err == nil {
		return
	}
	e := p.note(by, op, desk.KeyCreate, string(n), string(id), "TagUser")
	e.Fault = string(saidOf(err).Code)
	p.log.WarnContext(ctx, "the description of a key is not kept", "user", n, "key", id, "error", err)
	if _, err := p.store.Append(ctx, e); err != nil {
		p.log.ErrorContext(ctx, "a note is not in the audit log", "op", op, "error", err)
	}
}

// PlanDeactivateKey returns the step in which an access key is made inactive.
func PlanDeactivateKey(n iam.UserName, id iam.KeyID) Step {
	return step("UpdateAccessKey", desk.KeyDeactivate, string(n), string(id))
}

// SetKeyActive activates or deactivates a key.
func (p *Porter) SetKeyActive(ctx context.Context, by desk.Actor, form string, n iam.UserName, id iam.KeyID, active bool) (Done, error) {
	a := act{verb: desk.KeyDeactivate, target: string(n), detail: []string{string(id)}, form: form, content: id}
	change := func(ctx context.Context, _ *work) error { return p.single(ctx, PlanDeactivateKey(n, id)) }
	if active {
		a.verb = desk.KeyActivate
		change = func(ctx context.Context, _ *work) error { return p.setKey(ctx, n, id, iam.KeyActive) }
	}
	return p.do(ctx, by, a, change)
}

// DeleteKey deletes a key. One that is active is refused with CodeKeyActive:
// deactivating it first shows what still uses it.
func (p *Porter) DeleteKey(ctx context.Context, by desk.Actor, form string, n iam.UserName, id iam.KeyID) (Done, error) {
	a := act{verb: desk.KeyDelete, target: string(n), detail: []string{string(id)}, form: form, content: id}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		if err := p.checkInactive(ctx, n, id); err != nil {
			return err
		}
		return p.single(ctx, PlanDeleteKey(n, id))
	})
}
