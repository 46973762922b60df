package porter

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// RotationPlan is what an operator asks of a rotation.
type RotationPlan struct {
	Overlap desk.Overlap `json:"overlap"`
	InUse   desk.InUse   `json:"in_use"`
	Days    int          `json:"days"` // between inactive and deleted
	// Leak stops the old key first: its secret is with others. Nothing overlaps then.
	Leak bool      `json:"leak,omitempty"`
	Drop iam.KeyID `json:"drop,omitempty"` // the key that goes where the user has two
}

// UsualRotation is the plan of somebody who says nothing.
func UsualRotation() RotationPlan {
	return RotationPlan{Overlap: desk.OverlapDay, InUse: desk.InUseWait, Days: int(desk.GraceUsual / day)}
}

// Check returns the faults of a plan, each with its field.
func (r RotationPlan) Check() error {
	var overlap, use, days *fault.Fault
	if !slices.Contains(desk.Overlaps(), r.Overlap) {
		overlap = fault.Field("overlap", fault.CodeChoice)
	}
	if r.InUse != desk.InUseWait && r.InUse != desk.InUseStop {
		use = fault.Field("in_use", fault.CodeChoice)
	}
	if most := int(desk.GraceLongest / day); r.Days < 1 || r.Days > most {
		days = fault.Field("days", fault.CodeRange, "1", strconv.Itoa(most))
	}
	return fault.Join(overlap, use, days)
}

// Spare says whether one of two keys may go to make room for a new one, and why.
type Spare string

// The reasons. Only the first three may go; a key in use is deactivated first, to
// see what stops.
const (
	SpareInactive Spare = "inactive"
	SpareNever    Spare = "never"   // was never used, and is more than a day old
	SpareIdle     Spare = "idle"    // was not used for three months
	SpareUsed     Spare = "used"    // or too young to tell
	SpareUnknown  Spare = "unknown" // when it was used last is not known
)

const (
	idleAfter  = 90 * day
	youngUntil = day
)

// MayGo reports whether a key may be deleted to make room.
func (s Spare) MayGo() bool { return s == SpareInactive || s == SpareNever || s == SpareIdle }

// SpareOf judges a key.
func SpareOf(k KeyView, now time.Time) Spare {
	switch {
	case !k.Active():
		return SpareInactive
	case !k.UseKnown || k.Created.IsZero():
		return SpareUnknown
	case k.Use.At.IsZero() && now.Sub(k.Created) > youngUntil:
		return SpareNever
	case !k.Use.At.IsZero() && now.Sub(k.Use.At) > idleAfter:
		return SpareIdle
	}
	return SpareUsed
}

// StartRotation begins the rotation of one access key, and makes the new key for
// the session of the operator; without a session it stays planned until somebody
// asks for the key. Done.Op is the id of the rotation. The same form leads, for
// the same key, to the first result: so many keys can be rotated by one form, one
// after the other.
func (p *Porter) StartRotation(ctx context.Context, by desk.Actor, form string, n iam.UserName, id iam.KeyID, plan RotationPlan) (Done, error) {
	return p.startRotation(ctx, by, rotationOrder{form: form, user: n, key: id, plan: plan})
}

// rotationOrder asks for a rotation; the secret of its new key goes to the bundle,
// or to the actor's session where that is nil.
type rotationOrder struct {
	form   string
	user   iam.UserName
	key    iam.KeyID
	plan   RotationPlan
	bundle *bundleRow
}

func (p *Porter) startRotation(ctx context.Context, by desk.Actor, o rotationOrder) (Done, error) {
	n, id, plan := o.user, o.key, o.plan
	if u, ok := p.Snapshot().User(n); ok {
		n = u.Name // as AWS spells it
	}
	description := ""
	a := act{
		verb: desk.RotationStart, target: string(n), detail: []string{string(id)}, form: rowForm(o.form, string(id)), content: []any{id, plan},
		check: func() (err error) {
			description, err = p.checkRotation(ctx, n, id, plan)
			return err
		},
		first: func(ctx context.Context, tx *store.DB, op desk.Op) error {
			err := tx.AddRotation(ctx, desk.Rotation{
				ID: op.ID, OperatorID: by.Operator.ID, Operator: by.Operator.Name, User: string(n), OldKey: string(id),
				DropKey: string(plan.Drop), Description: description, State: desk.RotationPlanned, Overlap: plan.Overlap,
				InUse: plan.InUse, Grace: time.Duration(plan.Days) * day, Leak: plan.Leak, Created: op.Created, Due: op.Created.Add(plannedLong),
			})
			if errors.Is(err, store.ErrTaken) {
				return fault.New(fault.Conflict, fault.CodeRotationOpen, string(n))
			}
			return err
		},
	}
	begin := func(context.Context, *work) error { return nil }
	done, err := p.do(ctx, by, a, begin)
	if fault.Is(err, fault.CodeRotationOpen) || fault.Is(err, fault.CodeRotationFull) { // perhaps by a copy of this form
		done, err = p.do(ctx, by, a, begin)
	}
	if err != nil || done.Waiting {
		return done, err
	}
	return p.makeRotationKey(ctx, by, done.Op, o.bundle)
}

// rowForm is the idempotency key of one row of a form.
func rowForm(form, row string) string {
	if form == "" {
		return ""
	}
	return seal.Hash(form + "/" + row)[:maxForm/2]
}

// checkRotation looks at the user's keys as they are now, and returns the
// description of the old one.
func (p *Porter) checkRotation(ctx context.Context, n iam.UserName, id iam.KeyID, plan RotationPlan) (string, error) {
	if err := plan.Check(); err != nil {
		return "", err
	}
	switch _, err := p.store.OpenRotation(ctx, n.Fold()); {
	case err == nil:
		return "", fault.New(fault.Conflict, fault.CodeRotationOpen, string(n))
	case !errors.Is(err, store.ErrNotFound):
		return "", fmt.Errorf("look for a rotation: %w", err)
	}
	keys, err := p.account.Keys(ctx, n)
	if err != nil {
		return "", err
	}
	old, ok := keyIn(keys, id)
	if !ok {
		return "", fault.New(fault.NotFound, fault.CodeKeyNotFound, string(id))
	}
	if !old.Active() && !plan.Leak {
		return "", fault.New(fault.Conflict, fault.CodeRotationInactive, string(id))
	}
	others := without(keys, func(k iam.AccessKey) bool { return k.ID == id || k.ID == plan.Drop })
	if len(others)+1 >= iam.KeysPerUser {
		return "", fault.New(fault.Full, fault.CodeRotationFull, string(others[0].ID))
	}
	u, _ := p.Snapshot().User(n)
	return u.KeyDescription(id), p.checkSpare(ctx, keys, plan.Drop)
}

// checkSpare refuses to let a key go that is in use, or may be.
func (p *Porter) checkSpare(ctx context.Context, keys []iam.AccessKey, id iam.KeyID) error {
	k, ok := keyIn(keys, id)
	if !ok {
		return nil
	}
	v := KeyView{AccessKey: k}
	if k.Active() {
		use, _, err := p.account.KeyUse(ctx, id)
		v.Use, v.UseKnown = use, err == nil
	}
	if !SpareOf(v, p.now()).MayGo() {
		return fault.New(fault.Conflict, fault.CodeRotationSpare, string(id))
	}
	return nil
}

func keyIn(keys []iam.AccessKey, id iam.KeyID) (iam.AccessKey, bool) {
	i := slices.IndexFunc(keys, func(k iam.AccessKey) bool { return k.ID == id })
	if i < 0 {
		return iam.AccessKey{}, false
	}
	return keys[i], true
}
