package porter

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/store"
)

// lifetimeTag is the key of the user tag that mirrors a key's lifetime: AWS's keys
// have no tags of their own.
func lifetimeTag(id iam.KeyID) string { return "keyporter:" + string(id) }

const (
	maxKeyDays = 3650
	maxWarn    = 90
	maxReason  = 256
	// stopLook is how often a key whose end has come is tried again.
	stopLook = 5 * time.Minute
)

// Lifetimes is what is said of the ends of keys: of each one, and of all.
type Lifetimes struct {
	Rule desk.KeyRule
	keys map[string]desk.Lifetime
}

// Of returns what is said of one key.
func (l Lifetimes) Of(id iam.KeyID) desk.Lifetime {
	one := l.keys[string(id)]
	one.Key = string(id)
	return one
}

// End is when a key is made inactive; zero: never.
func (l Lifetimes) End(k iam.AccessKey) time.Time { return l.Rule.End(l.Of(k.ID), k.Created) }

// Ending reports whether an active key's end is near enough to be warned of.
func (l Lifetimes) Ending(k iam.AccessKey, now time.Time) bool {
	end := l.End(k)
	return k.Active() && !end.IsZero() && end.Sub(now) <= time.Duration(l.Rule.Warning())*day
}

// None reports whether no key has an end.
func (l Lifetimes) None() bool { return l.Rule.Days == 0 && len(l.keys) == 0 }

// Lifetimes reads what is said of the ends of keys.
func (p *Porter) Lifetimes(ctx context.Context) (Lifetimes, error) {
	rule, err := p.store.KeyRule(ctx)
	if err != nil {
		return Lifetimes{}, fmt.Errorf("read the rule of keys: %w", err)
	}
	list, err := p.store.Lifetimes(ctx)
	if err != nil {
		return Lifetimes{}, fmt.Errorf("read the lifetimes: %w", err)
	}
	l := Lifetimes{Rule: rule, keys: make(map[string]desk.Lifetime, len(list))}
	for _, one := range list {
		l.keys[one.Key] = one
	}
	return l, nil
}

// LifetimeEdit is what an operator says of a key's end.
type LifetimeEdit struct {
	Ends   time.Time `json:"ends,omitzero"`
	Exempt time.Time `json:"exempt,omitzero"` // the key is not stopped before that
	Reason string    `json:"reason,omitempty"`
}

// check returns the faults of an edit. An exemption has a reason and an end.
func (e LifetimeEdit) check(now time.Time) error {
	var ends, exempt, reason *fault.Fault
	if !e.Ends.IsZero() && !e.Ends.After(now) {
		ends = fault.Field("ends", fault.CodeDatePast)
	}
	if !e.Exempt.IsZero() && !e.Exempt.After(now) {
		exempt = fault.Field("exempt", fault.CodeDatePast)
	}
	switch {
	case e.Exempt.IsZero() && e.Reason != "":
		exempt = fault.Field("exempt", fault.CodeRequired)
	case !e.Exempt.IsZero() && e.Reason == "":
		reason = fault.Field("reason", fault.CodeRequired)
	case len([]rune(e.Reason)) > maxReason:
		reason = fault.Field("reason", fault.CodeTooLong, strconv.Itoa(maxReason))
	}
	return fault.Join(ends, exempt, reason)
}

// SetLifetime says when a key is to be made inactive, and until when it is exempt.
// The user's tag says the same, where the server has tags and the quota allows;
// that it could not be set is noted.
func (p *Porter) SetLifetime(ctx context.Context, by desk.Actor, form string, n iam.UserName, id iam.KeyID, e LifetimeEdit) (Done, error) {
	a := act{
		verb: desk.LifetimeSet, target: string(n), detail: []string{string(id), e.words()}, form: form, content: []any{id, e},
		check: func() error { return e.check(p.now()) },
	}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		keys, err := p.account.Keys(ctx, n)
		if err != nil {
			return err
		}
		if _, ok := keyIn(keys, id); !ok {
			return fault.New(fault.NotFound, fault.CodeKeyNotFound, string(id))
		}
		w.finish = func(ctx context.Context, tx *store.DB) error {
			return tx.SetLifetime(ctx, desk.Lifetime{Key: string(id), User: string(n), Ends: e.Ends, Exempt: e.Exempt,
				Reason: e.Reason, SetBy: by.Operator.Name, SetAt: w.op.Created})
		}
		w.after = func(ctx context.Context) { p.mirror(ctx, by, w.op.ID, n, id, e) }
		return nil
	})
}

// words is an edit as the tag has it.
func (e LifetimeEdit) words() string {
	var list []string
	if !e.Ends.IsZero() {
		list = append(list, "ends="+e.Ends.UTC().Format(time.DateOnly))
	}
	if !e.Exempt.IsZero() {
		list = append(list, "exempt="+e.Exempt.UTC().Format(time.DateOnly))
	}
	return strings.Join(list, " ")
}

// mirror writes a lifetime into a tag of the user, or takes the tag away.
func (p *Porter) mirror(ctx context.Context, by desk.Actor, op string, n iam.UserName, id iam.KeyID, e LifetimeEdit) {
	if p.Offers().Lacks(iam.FeatureTags) {
		return
	}
	tag := iam.Tag{Key: lifetimeTag(id), Value: e.words()}
	call, err := "TagUser", error(nil)
	if tag.Value == "" {
		call, err = "UntagUser", p.untagUser(ctx, n, []iam.Tag{tag})
	} else {
		err = p.tagUser(ctx, n, tag)
	}
	if err == nil {
		return
	}
	note := p.note(by, op, desk.LifetimeSet, string(n), string(id), call)
	note.Fault = string(saidOf(err).Code)
	p.log.WarnContext(ctx, "the lifetime of a key is not in a tag", "user", n, "key", id, "error", err)
	if _, err := p.store.Append(ctx, note); err != nil {
		p.log.ErrorContext(ctx, "a note is not in the audit log", "op", op, "error", err)
	}
}

// SetKeyRule says how old the account's keys may become; 0 days is as old as they
// like. No key ends by it before the days of warning have passed.
func (p *Porter) SetKeyRule(ctx context.Context, by desk.Actor, form string, rule desk.KeyRule) (Done, error) {
	a := act{
		verb: desk.KeyRuleSet, target: p.Snapshot().Identity.Account, detail: []string{strconv.Itoa(rule.Days), strconv.Itoa(rule.Warn)},
		form: form, content: []int{rule.Days, rule.Warn},
		check: func() error {
			var days, warn *fault.Fault
			if rule.Days < 0 || rule.Days > maxKeyDays {
				days = fault.Field("most", fault.CodeRange, "1", strconv.Itoa(maxKeyDays))
			}
			if rule.Warn < 1 || rule.Warn > maxWarn {
				warn = fault.Field("warn", fault.CodeRange, "1", strconv.Itoa(maxWarn))
			}
			return fault.Join(days, warn)
		},
	}
	return p.do(ctx, by, a, func(_ context.Context, w *work) error {
		w.finish = func(ctx context.Context, tx *store.DB) error {
			rule.SetBy, rule.SetAt = by.Operator.Name, w.op.Created
			return tx.SetKeyRule(ctx, rule)
		}
		return nil
	})
}

// endLifetimes makes keys inactive whose end has come, and warns of those whose end
// is near. It deletes nothing.
func (p *Porter) endLifetimes(ctx context.Context) {
	l, err := p.Lifetimes(ctx)
	if err != nil || l.None() {
		if err != nil && ctx.Err() == nil {
			p.log.WarnContext(ctx, "lifetimes are put off", "error", err)
		}
		return
	}
	listed := map[string]bool{}
	for _, k := range p.Snapshot().allKeys().list {
		listed[string(k.ID)] = true
		one := l.Of(k.ID)
		if l.Ending(k.AccessKey, p.now()) && k.ReadAt.After(one.Stopped) { // another replica may have stopped it since
			if one.User == "" {
				one.User = string(k.User)
			}
			p.nearEnd(ctx, l.Rule, one, l.End(k.AccessKey))
		}
	}
	for key, one := range l.keys { // those that no list has, but somebody gave an end
		end := desk.KeyRule{}.End(one, time.Time{})
		if !listed[key] && !end.IsZero() && one.Stopped.IsZero() && !end.After(p.now()) {
			p.nearEnd(ctx, l.Rule, one, end)
		}
	}
}

// nearEnd ends the lifetime of a key, or warns of its end.
func (p *Porter) nearEnd(ctx context.Context, rule desk.KeyRule, l desk.Lifetime, end time.Time) {
	var err error
	switch stage := rule.Stage(end, p.now()); {
	case ctx.Err() != nil:
		return
	case !end.After(p.now()):
		err = p.endLifetime(ctx, l)
	case l.Warned.IsZero() || rule.Stage(end, l.Warned) != stage:
		err = p.warnLifetime(ctx, l, lifetimeEnding(l, end, stage, p.now()))
	}
	if err != nil {
		p.log.WarnContext(ctx, "the lifetime of a key is put off", "user", l.User, "key", l.Key, "error", err)
	}
}

// warnLifetime reminds of the end of a key.
func (p *Porter) warnLifetime(ctx context.Context, l desk.Lifetime, n desk.Notice) error {
	ok, err := p.store.ClaimLifetime(ctx, l, p.now(), p.now().Add(stopLook))
	if err != nil || !ok {
		return err
	}
	return p.store.Tx(ctx, func(tx *store.DB) error {
		if err := tx.WarnLifetime(ctx, l.Key, p.now()); err != nil {
			return err
		}
		return tx.AddNotice(ctx, n)
	})
}

// endLifetime makes one key inactive. What is written down first is the decision.
func (p *Porter) endLifetime(ctx context.Context, l desk.Lifetime) error {
	ok, err := p.store.ClaimLifetime(ctx, l, p.now(), p.now().Add(stopLook))
	if err != nil || !ok {
		return err
	}
	e := p.note(self(), desk.NewID(p.now()), desk.KeyDeactivate, l.User, l.Key)
	e.Phase = desk.Begun
	if _, err := p.store.Append(ctx, e); err != nil {
		return err
	}
	failure := p.setKey(ctx, iam.UserName(l.User), iam.KeyID(l.Key), iam.KeyInactive)
	e.At, e.Phase = p.now(), desk.Ended
	if keyGone(failure) {
		p.patch(func(s *Snapshot) { s.dropKey(iam.UserName(l.User), iam.KeyID(l.Key)) })
		failure = nil
	}
	if failure != nil {
		e.Phase, e.Fault = desk.Failed, string(saidOf(failure).Code)
		if fault.KindOf(failure) == fault.Unknown {
			e.Phase = desk.Lost
		}
	}
	if _, err := p.store.Append(ctx, e); err != nil || failure != nil {
		return failure
	}
	return p.store.StopLifetime(ctx, l.Key, p.now())
}
