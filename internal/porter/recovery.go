package porter

import (
	"context"
	"slices"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// RecoveryView is an old copy that waits for a person, and what is in the account
// that it cannot know.
type RecoveryView struct {
	desk.Recovery
	Waits bool
	Keys  []iam.AccessKey // made since the last entry that the copy has, the newest first
	// Unread is how many users there are whose keys were not read.
	Unread int
}

// Recovering reports whether the database was found to be an old copy that waits
// for a person.
func (p *Porter) Recovering() bool { return p.ledger.State().Recovery }

// Recovery returns the old copy that waits, if one does.
func (p *Porter) Recovery(ctx context.Context) (RecoveryView, error) {
	if p.ledger == nil {
		return RecoveryView{}, nil
	}
	r, waits, err := p.ledger.Recovery(ctx)
	if err != nil || !waits {
		return RecoveryView{}, err
	}
	v := RecoveryView{Recovery: r, Waits: true}
	snap := p.Snapshot()
	_, v.Unread = snap.KeyCount()
	for _, u := range snap.Users {
		keys, _ := snap.Keys(u.Name)
		for _, k := range keys {
			if k.Created.After(r.FoundAt) {
				v.Keys = append(v.Keys, k)
			}
		}
	}
	slices.SortFunc(v.Keys, func(a, b iam.AccessKey) int { return b.Created.Compare(a.Created) })
	return v, nil
}

// EndRecovery confirms the old copy: changes are possible again. Only an admin may.
func (p *Porter) EndRecovery(ctx context.Context, by desk.Actor) error {
	if !by.Operator.Role.May(desk.CanOperators) {
		p.refuse(ctx, p.note(by, desk.NewID(p.now()), desk.RecoveryEnd, ""), fault.CodeRole)
		return desk.CanOperators.Lacking()
	}
	if p.ledger == nil {
		return fault.New(fault.Conflict, fault.CodeRecoveryOver)
	}
	return p.ledger.EndRecovery(context.WithoutCancel(ctx), by)
}
