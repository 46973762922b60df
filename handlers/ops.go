package handlers

import (
	"net/http"

	"github.com/a-h/templ"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// ShowOp shows an operation that is at work, or that did not end well. One
// that is done leads on to what it made.
func (h *Handlers) ShowOp(w http.ResponseWriter, r *http.Request) error {
	v, err := h.app.Op(r.Context(), actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	if v.Op.State == desk.OpDone {
		return h.after(w, r, porter.Done{Op: v.Op.ID, Ticket: v.Ticket}, opTarget(v.Op))
	}
	switch {
	case v.Op.State == desk.OpRunning:
		w.Header().Set("Refresh", "2")
	case !v.NextLook.IsZero():
		w.Header().Set("Refresh", "15")
	}
	return h.show(w, r, http.StatusOK, h.opShow(r, v, nil))
}

// ContinueOp does the rest of a plan that stopped.
func (h *Handlers) ContinueOp(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	done, err := h.app.ContinuePlan(r.Context(), actor(r), f.Get("form"), r.PathValue("id"), secretField(f, "password"))
	return h.afterOp(w, r, done, err)
}

// UndoOp takes back what a plan that stopped has made.
func (h *Handlers) UndoOp(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	v, err := h.app.Op(r.Context(), actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	done, err := h.app.UndoPlan(r.Context(), actor(r), f.Get("form"), v.Op.ID)
	if err != nil {
		return h.opAgain(w, r, err)
	}
	_, list := opBack(text.From(r.Context()), v.Op)
	return h.after(w, r, done, list)
}

// DeleteOpKey deletes a key that an operation without a known outcome may have made.
func (h *Handlers) DeleteOpKey(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	done, err := h.app.DeleteMade(r.Context(), actor(r), f.Get("form"), id, iam.KeyID(f.Get("key")))
	if err != nil {
		return h.opAgain(w, r, err)
	}
	return h.after(w, r, done, templates.OpURL(id))
}

// CloseOp settles an operation whose outcome is unknown.
func (h *Handlers) CloseOp(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	done, err := h.app.CloseUnknown(r.Context(), actor(r), f.Get("form"), r.PathValue("id"))
	return h.afterOp(w, r, done, err)
}

// afterOp goes where the operation of this page leads once it was continued or
// closed.
func (h *Handlers) afterOp(w http.ResponseWriter, r *http.Request, done porter.Done, err error) error {
	if err != nil {
		return h.opAgain(w, r, err)
	}
	v, err := h.app.Op(r.Context(), actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return h.after(w, r, done, opTarget(v.Op))
}

func (h *Handlers) opAgain(w http.ResponseWriter, r *http.Request, err error) error {
	if fault.Of(err) == nil {
		return err
	}
	v, verr := h.app.Op(r.Context(), actor(r), r.PathValue("id"))
	if verr != nil {
		return verr
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.opShow(r, v, ft) })
}

func (h *Handlers) opShow(r *http.Request, v porter.OpView, ft *fault.Fault) templ.Component {
	p := h.page(r, "", templates.SectionUsers)
	page := templates.OpShow{
		Page: p, Op: v.Op, Stop: v.Fault, Fault: ft, Steps: stepLines(p.T, v.Steps),
		MadeKnown: v.MadeKnown, Custom: v.Custom, Looks: v.Looks, NextLook: v.NextLook, Settled: v.Settled,
		MayContinue: v.MayContinue, MayUndo: v.MayUndo, MayClose: v.MayClose,
	}
	for _, k := range v.Found {
		page.Found = append(page.Found, templates.FoundKey{ID: string(k.ID), Did: string(k.Did)})
	}
	for _, k := range v.Made {
		page.Made = append(page.Made, templates.MadeKey{ID: string(k.ID), Created: k.Created, Active: k.Active()})
	}
	page.Back, page.BackURL = opBack(p.T, v.Op)
	return page.Prepare().View()
}

// stepLines says the steps of a plan in the reader's language.
func stepLines(t *text.Text, steps []porter.Step) []templates.StepLine {
	lines := make([]templates.StepLine, 0, len(steps))
	for _, s := range steps {
		lines = append(lines, templates.StepLine{Text: t.Step(string(s.Verb), s.Args...), Call: s.Call, State: string(s.State), Verb: s.Verb})
	}
	return lines
}

// opTarget is the page of what an operation changes.
func opTarget(op desk.Op) string {
	user := iam.UserName(op.Target)
	switch op.Verb {
	case desk.UserDelete, desk.UserRename:
		return templates.UsersURL()
	case desk.PolicyCreate, desk.PolicyDelete:
		return templates.PoliciesURL()
	case desk.PolicyVersionCreate, desk.PolicyVersionSet, desk.PolicyVersionDelete:
		return templates.PolicyURL(iam.ARN(op.Target))
	case desk.UserInlinePut, desk.UserInlineDelete, desk.BoundarySet, desk.BoundaryOff, desk.UserCopy:
		return templates.UserPermissionsURL(user)
	case desk.GroupDelete, desk.GroupRename:
		return templates.GroupsURL()
	case desk.DemoRemove:
		return templates.HomeURL()
	case desk.AliasSet, desk.AliasDelete, desk.PasswordPolicySet, desk.PasswordPolicyDelete:
		return templates.AccountURL()
	case desk.MFARequireGroup, desk.GroupCreate, desk.GroupAttach, desk.GroupDetach, desk.GroupAdd, desk.GroupRemove, desk.GroupInlinePut, desk.GroupInlineDelete:
		return templates.GroupURL(iam.GroupName(op.Target))
	case desk.RotationStart:
		return templates.RotationURL(op.ID)
	case desk.RotationStop, desk.RotationUndo, desk.RotationCancel, desk.RotationDelete, desk.RotationRetry:
		return templates.RotationsURL()
	case desk.KeyRuleSet:
		return templates.KeyRuleURL()
	case desk.GeneralSet, desk.ThresholdsSet, desk.SignInSet:
		return templates.SettingURL(op.Verb)
	case desk.KeyCreate, desk.KeyActivate, desk.KeyDeactivate, desk.KeyDelete, desk.KeyAccept, desk.LifetimeSet:
		return templates.KeysURL(user)
	case desk.ConsoleEnable, desk.ConsoleReset, desk.ConsoleRemove, desk.ConsoleChange, desk.MFADeactivate, desk.MFARequire:
		return templates.UserConsoleURL(user)
	case desk.UserTags, desk.UserCreate, desk.UserAttach, desk.UserDetach, desk.UserJoin, desk.UserLeave:
		return templates.UserURL(user)
	}
	return templates.HomeURL()
}

// opBack is where the page of an operation leads, with its words. What an
// operation was to create, or has deleted in part, may not be there.
func opBack(t *text.Text, op desk.Op) (words, to string) {
	to = opTarget(op)
	switch op.Verb {
	case desk.KeyRuleSet:
		return t.Selection.ToKeys, templates.AllKeysURL()
	case desk.RotationStart, desk.RotationStop, desk.RotationUndo, desk.RotationCancel, desk.RotationDelete, desk.RotationRetry:
		return t.Rotations.OpenLink, to
	case desk.UserCreate, desk.UserDelete, desk.UserRename:
		return t.Ops.ToUsers, templates.UsersURL()
	case desk.GroupCreate, desk.GroupDelete, desk.GroupRename:
		return t.Ops.ToGroups, templates.GroupsURL()
	case desk.PolicyCreate, desk.PolicyDelete:
		return t.Ops.ToPolicies, to
	case desk.PolicyVersionCreate, desk.PolicyVersionSet, desk.PolicyVersionDelete:
		return t.Ops.ToPolicy, to
	case desk.MFARequireGroup, desk.GroupAttach, desk.GroupDetach, desk.GroupAdd, desk.GroupRemove, desk.GroupInlinePut, desk.GroupInlineDelete:
		return t.Ops.ToGroup, to
	}
	if to == templates.HomeURL() {
		return t.Ops.ToOverview, to
	}
	return t.Ops.ToUser, to
}
