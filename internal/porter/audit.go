package porter

import (
	"context"
	"slices"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
)

// maxAudit is how many entries one reading of the audit log gives at most.
const maxAudit = 500

// self acts where no person does: time has run out.
func self() desk.Actor { return desk.Actor{Operator: desk.Operator{Name: "keyporter"}} }

// entry is the audit entry of an act at one of its phases.
func (p *Porter) entry(w *work, phase desk.Phase, detail []string, code fault.Code) desk.Entry {
	e := p.note(w.by, w.op.ID, w.op.Verb, w.op.Target, detail...)
	e.Phase, e.Fault = phase, string(code)
	if phase == desk.Begun { // once: the entries of an act are read together
		e.Before, e.After, e.Reason = w.change.before, w.change.after, w.act.reason
	}
	return e
}

// note is the audit entry of something that happened without a call to AWS.
func (p *Porter) note(by desk.Actor, act string, verb desk.Verb, target string, detail ...string) desk.Entry {
	return desk.Entry{
		At: p.now(), Act: act, Phase: desk.Noted, Verb: verb, Target: target,
		Detail:  slices.DeleteFunc(slices.Clone(detail), func(s string) bool { return s == "" }),
		ActorID: by.Operator.ID, Actor: by.Operator.Name, RequestID: by.RequestID, Client: by.Client,
	}
}

// Audit returns entries of the audit log, the newest first, for operators who
// may see it.
func (p *Porter) Audit(ctx context.Context, by desk.Actor, f desk.AuditFilter) ([]desk.Entry, error) {
	if err := mayAudit(by); err != nil {
		return nil, err
	}
	if f.Limit <= 0 || f.Limit > maxAudit {
		f.Limit = maxAudit
	}
	return p.store.Audit(ctx, f)
}

// Activity returns entries of the audit log about a user, the newest first, for
// operators who may see it, and where to go on; 0 at the end of the log.
func (p *Porter) Activity(ctx context.Context, by desk.Actor, v UserView, f desk.AuditFilter) ([]desk.Entry, int64, error) {
	if err := mayAudit(by); err != nil {
		return nil, 0, err
	}
	about := desk.About{User: string(v.User.Name)}
	for _, k := range v.Keys {
		about.Keys = append(about.Keys, string(k.ID))
	}
	list, from, err := p.store.AuditAbout(ctx, about, f)
	return slices.DeleteFunc(list, func(e desk.Entry) bool {
		id := about.Began(e)
		if id == "" {
			return false
		}
		op, err := p.store.Op(ctx, id)
		return err == nil && !about.OfUser(op.Verb) // a group's plan, of the same name
	}), from, err
}

// DidIt gives the last audit entry of an operation of this operator, for the
// flash after a redirect; ok is false when there is none.
func (p *Porter) DidIt(ctx context.Context, by desk.Actor, op string) (desk.Entry, bool) {
	list, err := p.store.Audit(ctx, desk.AuditFilter{Act: op, Limit: 10})
	if err != nil {
		p.log.WarnContext(ctx, "the audit log cannot be read", "error", err)
		return desk.Entry{}, false
	}
	for _, e := range list {
		if e.Phase == desk.Ended && e.ActorID == by.Operator.ID {
			return e, true
		}
	}
	return desk.Entry{}, false
}

// Refused records that a request was refused for the operator's role. Subject is
// its method and path.
func (p *Porter) Refused(ctx context.Context, by desk.Actor, subject string) {
	p.refuse(ctx, p.note(by, desk.NewID(p.now()), desk.Ask, subject), fault.CodeRole)
}

// refuse writes down that an act was refused, and why.
func (p *Porter) refuse(ctx context.Context, e desk.Entry, why fault.Code) {
	e.Phase, e.Fault = desk.Refused, string(why)
	if _, err := p.store.Append(context.WithoutCancel(ctx), e); err != nil {
		p.log.ErrorContext(ctx, "a refusal is not in the audit log", "verb", e.Verb, "error", err)
	}
}
