package porter

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/store"
)

const userDraft = "user"

// NewDraft begins a draft of the create-user wizard and returns its id, which is
// also the key of the form that ends it.
func (p *Porter) NewDraft(ctx context.Context, by desk.Actor) (string, error) {
	u, err := p.railedUser(ctx, NewUser{})
	if err != nil {
		return "", err
	}
	return p.newDraft(ctx, by, desk.UserCreate, userDraft, u)
}

func (p *Porter) newDraft(ctx context.Context, by desk.Actor, verb desk.Verb, kind string, doc any) (string, error) {
	if err := p.allowed(ctx, by, verb, ""); err != nil {
		return "", err
	}
	text, err := json.Marshal(doc)
	if err != nil {
		return "", fmt.Errorf("encode the draft: %w", err)
	}
	now := p.now()
	d := desk.Draft{
		ID: desk.NewID(now), OperatorID: by.Operator.ID, Kind: kind, Doc: string(text),
		Created: now, Expires: now.Add(desk.DraftLife),
	}
	if err := p.store.AddDraft(ctx, d); err != nil {
		return "", fmt.Errorf("store the draft: %w", err)
	}
	return d.ID, nil
}

// Draft returns what a draft of the operator has collected.
func (p *Porter) Draft(ctx context.Context, by desk.Actor, id string) (NewUser, error) {
	var u NewUser
	err := p.draft(ctx, by, userDraft, id, &u)
	return u, err
}

// draft reads a draft of a kind into doc.
func (p *Porter) draft(ctx context.Context, by desk.Actor, kind, id string, doc any) error {
	d, err := p.store.Draft(ctx, id, by.Operator.ID, p.now())
	switch {
	case errors.Is(err, store.ErrNotFound), err == nil && d.Kind != kind:
		return fault.New(fault.NotFound, fault.CodeDraftNotFound)
	case err != nil:
		return fmt.Errorf("read the draft: %w", err)
	}
	if err := json.Unmarshal([]byte(d.Doc), doc); err != nil {
		return fmt.Errorf("decode the draft: %w", err)
	}
	return nil
}

// SaveDraft keeps what a draft of the operator has collected so far.
func (p *Porter) SaveDraft(ctx context.Context, by desk.Actor, id string, u NewUser) error {
	u, err := p.railedUser(ctx, u)
	if err != nil {
		return err
	}
	return p.saveDraft(ctx, by, id, u)
}

func (p *Porter) saveDraft(ctx context.Context, by desk.Actor, id string, doc any) error {
	text, err := json.Marshal(doc)
	if err != nil {
		return fmt.Errorf("encode the draft: %w", err)
	}
	ok, err := p.store.SaveDraft(ctx, id, by.Operator.ID, string(text), p.now())
	if err != nil {
		return fmt.Errorf("store the draft: %w", err)
	}
	if !ok {
		return fault.New(fault.NotFound, fault.CodeDraftNotFound)
	}
	return nil
}

// DropDraft forgets a draft of the operator.
func (p *Porter) DropDraft(ctx context.Context, by desk.Actor, id string) error {
	if err := p.store.DropDraft(ctx, id, by.Operator.ID); err != nil {
		return fmt.Errorf("drop the draft: %w", err)
	}
	return nil
}
