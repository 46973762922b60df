package porter

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/store"
)

// KeptForm is a form that waits until it is approved. It holds no secret: the fields
// in Dropped are typed again.
type KeptForm struct {
	Path    string      `json:"path"`
	Fields  []KeptField `json:"fields"`
	Dropped []string    `json:"dropped,omitempty"`
}

// KeptField is a field of such a form.
type KeptField struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// bearing is what a change bears on, so that nobody approves one of their own user.
type bearing struct {
	Users    []iam.UserName  `json:"users,omitempty"`
	Groups   []iam.GroupName `json:"groups,omitempty"`
	Whole    []iam.GroupName `json:"whole,omitempty"`
	Policies []iam.ARN       `json:"policies,omitempty"`
}

func bearingOf(s subject) bearing {
	return bearing{Users: s.users, Groups: s.groups, Whole: s.whole, Policies: s.policies}
}

// changeIn is the change that a request is about.
func changeIn(q desk.Request) (Change, error) {
	var c Change
	if err := json.Unmarshal([]byte(q.Doc), &c); err != nil {
		return c, fmt.Errorf("decode the change of request %s: %w", q.ID, err)
	}
	return c, nil
}

// over is why nothing more becomes of a request.
func over(q desk.Request, now time.Time) *fault.Fault {
	state := q.State
	if state.Waits() && !q.Expires.After(now) {
		state = desk.RequestExpired
	}
	return fault.New(fault.Conflict, fault.CodeRequestOver, string(state))
}

// ofRequest is an audit entry about a request.
func (p *Porter) ofRequest(by desk.Actor, verb desk.Verb, q desk.Request) desk.Entry {
	return p.note(by, q.ID, verb, q.Target, q.ID)
}

// Ask sends what stands at a gate to a second person, with the reason that the actor
// gave and the form that will carry it out, and returns the request. Whoever asks for
// the same again while it waits is led to it. Nothing reaches AWS.
func (p *Porter) Ask(ctx context.Context, by desk.Actor, g *Gate, f KeptForm) (string, error) {
	reason := strings.TrimSpace(by.Reason)
	switch {
	case reason == "":
		return "", fault.Field(ReasonField, fault.CodeRequired)
	case len([]rune(reason)) > desk.MaxReason:
		return "", fault.Field(ReasonField, fault.CodeTooLong, strconv.Itoa(desk.MaxReason))
	}
	now := p.now()
	q := desk.Request{
		ID: desk.NewID(now), OperatorID: by.Operator.ID, Operator: by.Operator.Name, IAMID: by.Operator.IAMID,
		Verb: g.Change.Verb, Target: g.Change.Target, Hash: g.hash, Reason: reason, Asked: now, Expires: now.Add(desk.RequestLife),
	}
	doc, err := json.Marshal(g.Change)
	if err != nil {
		return "", fmt.Errorf("encode the change: %w", err)
	}
	q.Doc = string(doc)
	kept, err := json.Marshal(f)
	if err != nil {
		return "", errors.New("encode the form")
	}
	if q.Form, err = p.seal.Seal(kept, nil, requestPlace(q.ID)); err != nil {
		return "", fmt.Errorf("seal the form: %w", err)
	}
	e := p.ofRequest(by, desk.ApprovalAsk, q)
	e.Reason, e.Before, e.After = reason, g.Change.Before, g.Change.After
	err = p.store.Tx(ctx, func(tx *store.DB) error {
		if _, err := tx.Append(ctx, e); err != nil {
			return err
		}
		if err := tx.AddRequest(ctx, q); err != nil {
			return err
		}
		if err := tx.KeepDraft(ctx, g.form, by.Operator.ID, q.Expires.Add(desk.ApprovalLife)); err != nil {
			return err
		}
		return tx.AddNotice(ctx, askedNotice(q, now))
	})
	if errors.Is(err, store.ErrTaken) {
		there, e := p.store.WaitingRequest(ctx, by.Operator.ID, q.Hash)
		return there.ID, e
	}
	if err != nil {
		return "", fmt.Errorf("store the request: %w", err)
	}
	return q.ID, nil
}

func requestPlace(id string) string { return "request/" + id }

// askedNotice and decidedNotice remind of a request and of its answer.
func askedNotice(q desk.Request, now time.Time) desk.Notice {
	n := desk.NewNotice(now, desk.NoticeApprovalAsked, q.Target, "")
	n.Due, n.Args, n.Dedupe = q.Expires, []string{q.Operator, q.ID}, string(n.Kind)+":"+q.ID
	return n
}

func decidedNotice(q desk.Request, now time.Time) desk.Notice {
	n := desk.NewNotice(now, desk.NoticeApprovalDecided, q.Target, "")
	n.Due, n.Args, n.Dedupe = q.Expires, []string{string(q.State), q.ID, q.Operator, q.Decider}, string(n.Kind)+":"+q.ID
	return n
}

// Decision is what a second person says of a request.
type Decision struct {
	Request string
	Approve bool
	Word    string // for who asked
}

// Decide approves or refuses a request. Only another person may who has the
// capability now, and never of a change that bears on their own IAM user.
func (p *Porter) Decide(ctx context.Context, by desk.Actor, d Decision) error {
	q, err := p.request(ctx, d.Request)
	if err != nil {
		return err
	}
	verb, now := desk.ApprovalRefuse, p.now()
	q.State, q.Ended = desk.RequestRefused, now
	if d.Approve {
		verb, q.State, q.Ended, q.Expires = desk.ApprovalGive, desk.RequestApproved, time.Time{}, now.Add(desk.ApprovalLife)
	}
	q.DeciderID, q.Decider, q.Decided, q.Word = by.Operator.ID, by.Operator.Name, now, strings.TrimSpace(d.Word)
	e := p.ofRequest(by, verb, q)
	if err := p.mayDecide(ctx, by, q); err != nil {
		if f := fault.Of(err); f != nil && f.Kind == fault.Denied {
			p.refuse(ctx, e, f.Code)
		}
		return err
	}
	if len([]rune(q.Word)) > desk.MaxReason {
		return fault.Field("word", fault.CodeTooLong, strconv.Itoa(desk.MaxReason))
	}
	if d.Approve {
		if err := by.NeedProof(now); err != nil {
			return err
		}
	}
	e.Reason = q.Word
	err = p.store.Tx(ctx, func(tx *store.DB) error {
		if _, err := tx.Append(ctx, e); err != nil {
			return err
		}
		ok, err := tx.Decide(ctx, q)
		if err != nil {
			return err
		}
		if !ok {
			return errNotDecided
		}
		return tx.AddNotice(ctx, decidedNotice(q, now))
	})
	if errors.Is(err, errNotDecided) {
		return p.notDecided(ctx, q.ID)
	}
	if err != nil {
		return fmt.Errorf("decide on the request: %w", err)
	}
	return nil
}

// errNotDecided says that the one statement that decides did not.
var errNotDecided = errors.New("the request was not decided")

// notDecided finds out why a decision was not taken.
func (p *Porter) notDecided(ctx context.Context, id string) error {
	q, err := p.request(ctx, id)
	if err != nil {
		return err
	}
	if q.State == desk.RequestOpen && q.Expires.After(p.now()) {
		return fault.New(fault.Denied, fault.CodeRequestOwn) // a person or a role has changed meanwhile, or who asks is disabled
	}
	return over(q, p.now())
}

// mayDecide reports whether an operator may decide on a request.
func (p *Porter) mayDecide(ctx context.Context, by desk.Actor, q desk.Request) error {
	switch {
	case p.readOnly:
		return fault.New(fault.Denied, fault.CodeReadOnly)
	case !by.Operator.Role.May(desk.CanApprove):
		return desk.CanApprove.Lacking()
	case !q.MayDecide(by.Operator):
		return fault.New(fault.Denied, fault.CodeRequestOwn)
	}
	asker, err := p.store.Operator(ctx, q.OperatorID)
	if err != nil {
		return fmt.Errorf("read who asks: %w", err)
	}
	if asker.Disabled || asker.IAMID != "" && asker.IAMID == by.Operator.IAMID {
		return fault.New(fault.Denied, fault.CodeRequestOwn)
	}
	c, err := changeIn(q)
	if err != nil {
		return err
	}
	if u, ok := p.Snapshot().UserOf(by.Operator); ok {
		on := subject{users: c.On.Users, groups: c.On.Groups, whole: c.On.Whole, policies: c.On.Policies}
		if what, bears := p.Snapshot().holderOf(u).bears(on); bears {
			return fault.New(fault.Denied, fault.CodeOwnUser, what)
		}
	}
	return p.ledger.MayChange(ctx)
}
