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
	if err := p.allowed(ctx, by, desk.UserCreate, ""); err != nil {
		return "", err
	}
	now := p.now()
	d := desk.Draft{
		ID: desk.NewID(now), OperatorID: by.Operator.ID, Kind: userDraft, Doc: "{}",
		Created: now, Expires: now.Add(desk.DraftLife),
	}
	if err := p.store.AddDraft(ctx, d); err != nil {
		return "", fmt.Errorf("store the draft: %w", err)
	}
	return d.ID, nil
}

// Draft returns what a draft of the operator has collected.
func (p *Porter) Draft(ctx context.Context, by desk.Actor, id string) (NewUser, error) {
	d, err := p.store.Draft(ctx, id, by.Operator.ID, p.now())
	if errors.Is(err, store.ErrNotFound) {
		return NewUser{}, fault.New(fault.NotFound, fault.CodeDraftNotFound)
	}
	if err != nil {
		return NewUser{}, fmt.Errorf("read the draft: %w", err)
	}
	var u NewUser
	if err := json.Unmarshal([]byte(d.Doc), &u); err != nil {
		return NewUser{}, fmt.Errorf("decode the draft: %w", err)
	}
	return u, nil
}

// SaveDraft keeps what a draft of the operator has collected so far.
func (p *Porter) SaveDraft(ctx context.Context, by desk.Actor, id string, u NewUser) error {
	doc, err := json.Marshal(u)
	if err != nil {
		return fmt.Errorf("encode the draft: %w", err)
	}
	ok, err := p.store.SaveDraft(ctx, id, by.Operator.ID, string(doc), p.now())
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
