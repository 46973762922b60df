package porter

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// ReasonField is the field of a form that says why a dangerous act is wanted.
const ReasonField = "gate-reason"

// Gate is what stands between a dangerous act and its beginning: nothing was done,
// and the same form goes on with a reason, or as a request to a second person. It is
// the error of an act, of kind fault.Dangerous.
type Gate struct {
	Mode   desk.GuardMode
	Change Change
	Wrong  *fault.Fault // of the reason that was given; nil where there was none
	Void   string       // the request whose approval does not fit what was sent, or ""

	form string // the key of the form that was sent
	hash string
}

// Change is one exact change, as a second person is shown it. No secret has a place
// in it.
type Change struct {
	Verb    desk.Verb       `json:"verb"`
	Target  string          `json:"target"`
	Detail  []string        `json:"detail,omitempty"`
	Content json.RawMessage `json:"content"`
	Dangers []desk.Danger   `json:"dangers"`
	Pins    []string        `json:"pins"`  // see weight
	Steps   []Step          `json:"steps"` // that matter for what somebody may do
	Before  string          `json:"before,omitempty"`
	After   string          `json:"after,omitempty"`
	On      bearing         `json:"on"`
}

// Error is for the log.
func (g *Gate) Error() string { return "dangerous: " + string(g.Change.Verb) + " " + g.Change.Target }

// Unwrap returns the fault.
func (g *Gate) Unwrap() error {
	return fault.New(fault.Dangerous, fault.CodeDangerous, string(g.Change.Verb), g.Change.Target)
}

// gate lets an act begin that is not dangerous. A dangerous one needs, in mode open,
// a fresh proof of who is there and a reason; in mode guarded the approval of a second
// person, which the act uses up in the transaction that begins it. The act that comes
// back is the one to begin. Work in the background was let in when it was asked for,
// and a copy of a form leads to what came of the first.
func (p *Porter) gate(ctx context.Context, by desk.Actor, a act) (act, error) {
	if by.Session == "" || a.under != "" || p.sent(ctx, by, a) {
		return a, nil
	}
	if by.Approval != "" {
		return p.approved(ctx, by, a)
	}
	g, err := p.foresee(ctx, by, a)
	if err != nil || g == nil {
		return a, err
	}
	if a.check != nil { // nobody is to give reasons for what cannot be done
		if err := a.check(); err != nil {
			return a, err
		}
	}
	if a.reason = strings.TrimSpace(by.Reason); g.Mode == desk.GuardGuarded {
		return a, g.wants(a.reason)
	}
	alone, err := p.alone(ctx)
	if err != nil {
		return a, err
	}
	if g = g.wants(a.reason); !alone && (a.reason == "" || g.Wrong != nil) {
		return a, g
	}
	return a, by.NeedProof(p.now())
}

// wants is the gate with what is wrong with a reason.
func (g *Gate) wants(reason string) *Gate {
	if len([]rune(reason)) > desk.MaxReason {
		g.Wrong = fault.Field(ReasonField, fault.CodeTooLong, strconv.Itoa(desk.MaxReason))
	}
	return g
}

// alone reports whether there is nobody to whom a reason would tell something: the
// embedded sandbox with one operator, or where no admin has chosen a mode.
func (p *Porter) alone(ctx context.Context) (bool, error) {
	if !p.place.Sandbox {
		return false, nil
	}
	r, err := p.rails(ctx)
	if err != nil || !r.Chosen {
		return err == nil, err
	}
	n, err := p.store.SigningIn(ctx)
	if err != nil {
		return false, fmt.Errorf("count who can sign in: %w", err)
	}
	return n <= 1, nil
}

// sent reports whether the operator has sent a form before. A form without a key is
// refused elsewhere.
func (p *Porter) sent(ctx context.Context, by desk.Actor, a act) bool {
	if a.verb == desk.JobRetry {
		again, err := p.store.JobRetried(ctx, a.target, a.form)
		return err == nil && again
	}
	_, op := p.store.OpOfForm(ctx, by.Operator.ID, a.form)
	_, job := p.store.JobOfForm(ctx, by.Operator.ID, a.form)
	return op == nil || job == nil
}

// Foresee tells what stands between an act and its beginning, for the page on which it
// is reviewed; nil is nothing, or a fresh proof alone. Content is what the form of the
// act says.
func (p *Porter) Foresee(ctx context.Context, by desk.Actor, verb desk.Verb, target string, content any) (*Gate, error) {
	g, err := p.foresee(ctx, by, act{verb: verb, target: target, content: content})
	if err != nil || g == nil || g.Mode == desk.GuardGuarded {
		return g, err
	}
	if alone, err := p.alone(ctx); err != nil || alone {
		return nil, err
	}
	return g, nil
}

// foresee tells what stands between an act and its beginning; nil is nothing.
func (p *Porter) foresee(ctx context.Context, by desk.Actor, a act) (*Gate, error) {
	g, err := p.tell(ctx, by, a)
	if err != nil || len(g.Change.Dangers) == 0 {
		return nil, err
	}
	return g, nil
}

// tell says what an act is, as the account is now. Its hash names the operator,
// the verb, the target, all that the form says, what is dangerous in it, and each
// policy that decides with its version and document.
func (p *Porter) tell(ctx context.Context, by desk.Actor, a act) (*Gate, error) {
	s := p.Snapshot()
	w, err := p.weigh(ctx, s, a)
	if err != nil {
		return nil, err
	}
	steps, err := p.stepsOf(ctx, s, a)
	if err != nil {
		return nil, err
	}
	content, err := json.Marshal(a.content)
	if err != nil {
		return nil, fmt.Errorf("encode the form: %w", err)
	}
	said, err := json.Marshal([]any{"keyporter/approval/v1", by.Operator.ID, a.verb, a.target, a.detail, json.RawMessage(content), w.dangers, w.pins})
	if err != nil {
		return nil, fmt.Errorf("encode the change: %w", err)
	}
	c := p.changeOf(a)
	return &Gate{
		Mode: p.mode(), form: a.form, hash: seal.Hash(string(said)),
		Change: Change{
			Verb: a.verb, Target: a.target, Detail: a.detail, Content: content, Dangers: w.dangers, Pins: w.pins, Steps: steps,
			Before: c.before, After: c.after, On: bearingOf(onTarget(a.verb, a.target).and(a.on)),
		},
	}, nil
}

// approved lets an act begin that a second person has approved: exactly this one, of
// this operator, in time. The account is read anew and the act weighed anew; where
// anything differs the approval is void.
func (p *Porter) approved(ctx context.Context, by desk.Actor, a act) (act, error) {
	q, err := p.ownRequest(ctx, by, by.Approval)
	if err != nil {
		return a, err
	}
	if q.State != desk.RequestApproved || !q.Expires.After(p.now()) {
		return a, over(q, p.now())
	}
	if err := by.NeedProof(p.now()); err != nil {
		return a, err
	}
	if err := p.refresh(ctx); err != nil {
		return a, err
	}
	if err := p.permit(ctx, by, a); err != nil {
		return a, err
	}
	g, err := p.tell(ctx, by, a)
	var changed []string
	switch kind := fault.KindOf(err); {
	case err == nil && g.hash != q.Hash:
		changed = differences(q, g.Change)
	case kind == fault.NotFound || kind == fault.Conflict || kind == fault.Invalid:
		changed = []string{ChangedAccount}
	case err != nil:
		return a, err
	}
	if may, err := p.mayStill(ctx, q, by); err != nil {
		return a, err
	} else if !may {
		changed = append(changed, ChangedApprover)
	}
	if len(changed) > 0 {
		return a, p.void(ctx, by, q, changed)
	}
	a.reason, a.first = q.Reason, p.spends(by, a, q)
	return a, nil
}

// mayStill reports whether who approved a request could approve it at this moment.
func (p *Porter) mayStill(ctx context.Context, q desk.Request, by desk.Actor) (bool, error) {
	o, err := p.store.Operator(ctx, q.DeciderID)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return false, fmt.Errorf("read who approved: %w", err)
	}
	now := q
	now.IAMID = by.Operator.IAMID
	return err == nil && !o.Disabled && q.MayDecide(o) && now.MayDecide(o), nil
}

// spends is the first of an act that uses an approval up, once, in the transaction
// that begins the act. A copy of the form that comes second finds the act begun.
func (p *Porter) spends(by desk.Actor, a act, q desk.Request) func(context.Context, *store.DB, desk.Op) error {
	return func(ctx context.Context, tx *store.DB, op desk.Op) error {
		if _, err := tx.Append(ctx, p.ofRequest(by, desk.ApprovalSpend, q)); err != nil {
			return err
		}
		q.Op = op.ID
		ok, err := tx.SpendRequest(ctx, q, p.now())
		switch {
		case err != nil:
			return err
		case ok && a.first != nil:
			return a.first(ctx, tx, op)
		case ok:
			return nil
		}
		if _, err := tx.OpOfForm(ctx, by.Operator.ID, a.form); err == nil {
			return store.ErrTaken
		}
		now, err := tx.Request(ctx, q.ID)
		if err != nil {
			return err
		}
		return over(now, p.now())
	}
}

// differences are what makes a change another one than was approved.
func differences(q desk.Request, now Change) []string {
	was, err := changeIn(q)
	if err != nil {
		return []string{ChangedForm}
	}
	var changed []string
	if was.Verb != now.Verb || was.Target != now.Target || string(was.Content) != string(now.Content) || !slices.Equal(was.Detail, now.Detail) {
		changed = append(changed, ChangedForm)
	}
	for _, pin := range now.Pins {
		if what, _, _ := strings.Cut(pin, " "); !slices.Contains(was.Pins, pin) {
			changed = append(changed, ChangedPolicy+" "+what)
		}
	}
	if len(changed) == 0 || len(now.Pins) < len(was.Pins) {
		changed = append(changed, ChangedEffect)
	}
	return slices.Compact(changed)
}

// What has changed since a request was made, as the first word of an entry of
// desk.Request.Changed.
const (
	ChangedForm     = "form"     // it says something else
	ChangedPolicy   = "policy"   // another version or document; the ARN follows
	ChangedEffect   = "effect"   // it reaches others, or gives something else
	ChangedAccount  = "account"  // what it is about is gone or another
	ChangedApprover = "approver" // who approved may approve no more
)
