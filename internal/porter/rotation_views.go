package porter

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/store"
)

// rotationsPage is how many rotations a list reads at most.
const rotationsPage = 500

// RotationKey is one of the two keys of a rotation, as AWS has it now.
type RotationKey struct {
	KeyView
	There bool      // AWS lists it
	Known bool      // AWS was asked and has answered
	UseAt time.Time // when AWS told of the use
}

// RotationView is one rotation as its page shows it.
type RotationView struct {
	desk.Rotation
	Old, New RotationKey
	Op       string // the operation that made the new key, or was to; "" where none began
	Mine     bool   // the ticket waits for this operator
	Stale    bool   // it has waited for a person too long
}

// Rotation returns a rotation for its page, with what AWS tells of both keys now.
func (p *Porter) Rotation(ctx context.Context, by desk.Actor, id string) (RotationView, error) {
	r, err := p.rotation(ctx, id)
	if err != nil {
		return RotationView{}, err
	}
	v := RotationView{Rotation: r, Stale: r.Stale(p.now()), Mine: r.State == desk.RotationWaiting && r.OperatorID == by.Operator.ID}
	if r.IssueForm != "" {
		op, err := p.store.OpOfForm(ctx, r.OperatorID, r.IssueForm)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return v, fmt.Errorf("read the operation of the new key: %w", err)
		}
		v.Op = op.ID
	}
	live, cancel := context.WithTimeout(ctx, liveWait)
	defer cancel()
	keys, keysErr := p.account.Keys(live, iam.UserName(r.User))
	var calls errgroup.Group
	for id, k := range map[string]*RotationKey{r.OldKey: &v.Old, r.NewKey: &v.New} {
		if id == "" {
			continue
		}
		k.ID, k.Known = iam.KeyID(id), keysErr == nil || keyGone(keysErr)
		if found, ok := keyIn(keys, k.ID); ok {
			k.AccessKey, k.There = found, true
		}
		calls.Go(func() error {
			use, _, err := p.account.KeyUse(live, k.ID)
			if err == nil {
				k.Use, k.UseKnown, k.UseAt = use, true, p.now()
			}
			return nil
		})
	}
	_ = calls.Wait() // a use that is not known is shown so
	return v, nil
}

// Rotations returns rotations, the newest first, at most as many as the filter
// allows.
func (p *Porter) Rotations(ctx context.Context, f desk.RotationFilter) ([]desk.Rotation, error) {
	if f.Limit <= 0 || f.Limit > rotationsPage {
		f.Limit = rotationsPage
	}
	list, err := p.store.Rotations(ctx, f)
	if err != nil {
		return nil, fmt.Errorf("read the rotations: %w", err)
	}
	return list, nil
}

// RotationCounts counts the rotations in each state.
func (p *Porter) RotationCounts(ctx context.Context) (map[desk.RotationState]int, error) {
	return p.store.RotationCounts(ctx)
}

// RotationOf returns the rotation of a user that has not ended; false where there
// is none.
func (p *Porter) RotationOf(ctx context.Context, n iam.UserName) (desk.Rotation, bool, error) {
	r, err := p.store.OpenRotation(ctx, n.Fold())
	if errors.Is(err, store.ErrNotFound) {
		return r, false, nil
	}
	return r, err == nil, err
}

// Room is what a user's keys leave for a rotation of one of them.
type Room struct {
	Full  bool
	Other KeyView // the key beside it, where the user has two
	Why   Spare   // whether that one may go
	Self  Spare   // the same of the key that is to be rotated: one that may go need not be rotated
}

// RoomFor judges the keys of a user before one is rotated.
func (p *Porter) RoomFor(keys []KeyView, id iam.KeyID) Room {
	room := Room{Full: len(keys) >= iam.KeysPerUser}
	for _, k := range keys {
		if k.ID == id {
			room.Self = SpareOf(k, p.now())
		} else {
			room.Other, room.Why = k, SpareOf(k, p.now())
		}
	}
	return room
}

// PlanRotation returns the steps of a rotation, in their order. The last two are
// made later.
func PlanRotation(n iam.UserName, id iam.KeyID, room Room) []Step {
	var steps []Step
	if room.Full {
		if room.Other.Active() {
			steps = append(steps, PlanDeactivateKey(n, room.Other.ID))
		}
		steps = append(steps, PlanDeleteKey(n, room.Other.ID))
	}
	return append(steps, step("CreateAccessKey", desk.KeyCreate, string(n)), PlanDeactivateKey(n, id), PlanDeleteKey(n, id))
}
