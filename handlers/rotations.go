package handlers

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

const (
	rotationsPerPage = 50
	rotationsPiece   = 500 // how many a report reads at once
)

// ListRotations shows the rotations, the newest first.
func (h *Handlers) ListRotations(w http.ResponseWriter, r *http.Request) error {
	t, at := text.From(r.Context()), rotationsAt(r)
	counts, err := h.app.RotationCounts(r.Context())
	if err != nil {
		return err
	}
	list, err := h.app.Rotations(r.Context(), desk.RotationFilter{State: desk.RotationState(at.State), Before: at.Before, Limit: rotationsPerPage + 1})
	if err != nil {
		return err
	}
	p := templates.RotationList{Page: h.page(r, t.Rotations.Title, templates.SectionRotations), At: at}
	all := 0
	for _, n := range counts {
		all += n
	}
	p.None = all == 0
	p.Chips = append(p.Chips, templates.NewRotationChip(p.Page, at, "", all))
	for _, s := range desk.RotationStates() {
		if counts[s] > 0 || at.State == string(s) {
			p.Chips = append(p.Chips, templates.NewRotationChip(p.Page, at, s, counts[s]))
		}
	}
	if len(list) > rotationsPerPage {
		list = list[:rotationsPerPage]
		p.OlderURL = templates.RotationsAt{State: at.State, Before: list[rotationsPerPage-1].ID}.URL()
	}
	if at.Before != "" {
		p.NewURL = templates.RotationsAt{State: at.State}.URL()
	}
	for _, one := range list {
		p.Rows = append(p.Rows, templates.NewRotationRow(p.Page, one, actor(r).Operator.ID))
	}
	return h.show(w, r, http.StatusOK, p.View())
}

// rotationsAt reads which part of the list is asked for.
func rotationsAt(r *http.Request) templates.RotationsAt {
	q := r.URL.Query()
	at := templates.RotationsAt{}
	for _, s := range desk.RotationStates() {
		if q.Get("state") == string(s) {
			at.State = string(s)
		}
	}
	if before := q.Get("before"); desk.ValidID(before) {
		at.Before = before
	}
	return at
}

// ReportRotations sends the rotations of a state, or all, as a report.
func (h *Handlers) ReportRotations(w http.ResponseWriter, r *http.Request) error {
	f := desk.RotationFilter{State: desk.RotationState(rotationsAt(r).State), Limit: rotationsPiece}
	list, err := h.app.Rotations(r.Context(), f)
	if err != nil {
		return err
	}
	columns := []string{"id", "user", "state", "old_key", "new_key", "operator", "started", "state_since", "overlap", "in_use", "grace_days", "leak",
		"received", "overlap_ends", "old_inactive", "old_deleted_from", "held", "problem", "stale"}
	return h.report(w, r, sheet{"rotations", columns, func(rep *desk.Report) error {
		for len(list) > 0 {
			for _, one := range list {
				rep.Row(one.ID, one.User, string(one.State), one.OldKey, one.NewKey, one.Operator, one.Created, one.Changed, string(one.Overlap),
					string(one.InUse), int(one.Grace.Hours()/24), yesNo(one.Leak), one.Claimed, one.Ends, one.Inactive, one.Deletes(),
					string(one.Held), one.Problem, yesNo(one.Stale(h.now())))
			}
			if len(list) < rotationsPiece {
				return nil
			}
			f.Before = list[len(list)-1].ID
			if list, err = h.app.Rotations(r.Context(), f); err != nil {
				return err
			}
		}
		return nil
	}})
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// ShowRotation shows one rotation, with both keys as AWS has them now.
func (h *Handlers) ShowRotation(w http.ResponseWriter, r *http.Request) error {
	v, err := h.app.Rotation(r.Context(), actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	if v.State == desk.RotationCreating {
		w.Header().Set("Refresh", "3")
	}
	return h.show(w, r, http.StatusOK, h.rotationShow(r, v, nil))
}

func (h *Handlers) rotationShow(r *http.Request, v porter.RotationView, ft *fault.Fault) templ.Component {
	page := barred(h.page(r, "", templates.SectionRotations), h.app.BarRotation(r.Context(), actor(r), iam.UserName(v.User)))
	p := templates.RotationShow{
		Page: page, Rotation: v.Rotation, OpID: v.Op, Mine: v.Mine, Fault: ft,
		Old: rotationSide(v.Old), New: rotationSide(v.New),
	}
	return p.Prepare().View()
}

func rotationSide(k porter.RotationKey) templates.RotationSide {
	return templates.RotationSide{KeyRow: keyRow(k.KeyView), There: k.There, Known: k.Known, UseAt: k.UseAt}
}

// MakeRotationKey makes the new key of a planned rotation and goes to its ticket.
func (h *Handlers) MakeRotationKey(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	done, err := h.app.MakeRotationKey(r.Context(), actor(r), id)
	return h.afterRotation(w, r, id, done, err)
}

// StopRotation makes the old key inactive before the overlap is over, or while it
// is in use.
func (h *Handlers) StopRotation(w http.ResponseWriter, r *http.Request) error {
	return h.rotationAct(w, r, func(form, id string, sure bool) (porter.Done, error) {
		if !sure {
			return porter.Done{}, fault.Field("sure", fault.CodeTick)
		}
		return h.app.StopRotation(r.Context(), actor(r), form, id)
	})
}

// UndoRotation ends a rotation with the old key active.
func (h *Handlers) UndoRotation(w http.ResponseWriter, r *http.Request) error {
	return h.rotationAct(w, r, func(form, id string, _ bool) (porter.Done, error) {
		return h.app.UndoRotation(r.Context(), actor(r), form, id)
	})
}

// CancelRotation ends a rotation whose new key nobody has.
func (h *Handlers) CancelRotation(w http.ResponseWriter, r *http.Request) error {
	return h.rotationAct(w, r, func(form, id string, _ bool) (porter.Done, error) {
		return h.app.CancelRotation(r.Context(), actor(r), form, id)
	})
}

// DeleteRotation deletes the old key once its time is over.
func (h *Handlers) DeleteRotation(w http.ResponseWriter, r *http.Request) error {
	return h.rotationAct(w, r, func(form, id string, _ bool) (porter.Done, error) {
		return h.app.DeleteRotation(r.Context(), actor(r), form, id)
	})
}

// RetryRotation lets a blocked rotation go on.
func (h *Handlers) RetryRotation(w http.ResponseWriter, r *http.Request) error {
	return h.rotationAct(w, r, func(form, id string, _ bool) (porter.Done, error) {
		return h.app.RetryRotation(r.Context(), actor(r), form, id)
	})
}

func (h *Handlers) rotationAct(w http.ResponseWriter, r *http.Request, do func(form, id string, sure bool) (porter.Done, error)) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	done, err := do(f.Get("form"), id, f.Get("sure") != "")
	return h.afterRotation(w, r, id, done, err)
}

// afterRotation goes back to the page of the rotation, with the flash or the fault
// of the act.
func (h *Handlers) afterRotation(w http.ResponseWriter, r *http.Request, id string, done porter.Done, err error) error {
	if err == nil {
		return h.after(w, r, done, templates.RotationURL(id))
	}
	if fault.Of(err) == nil {
		return err
	}
	v, verr := h.app.Rotation(r.Context(), actor(r), id)
	if verr != nil {
		return verr
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.rotationShow(r, v, ft) })
}

// ticketRotation is the page of the rotation whose new key a ticket has handed
// over, which goes on at once; usual where it is of none.
func (h *Handlers) ticketRotation(r *http.Request, ticket, usual string) string {
	if id := h.app.CarryRotation(r.Context(), ticket); id != "" {
		return templates.RotationURL(id)
	}
	return usual
}

// AskRotateKey shows what a rotation of a key does, and asks when.
func (h *Handlers) AskRotateKey(w http.ResponseWriter, r *http.Request) error {
	v, k, err := h.key(r)
	if err != nil {
		return err
	}
	page, err := h.rotationPlan(r, v, k, porter.UsualRotation(), nil)
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, page)
}

// RotateKey begins the rotation of a key and goes to the ticket of the new one.
func (h *Handlers) RotateKey(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	name, id := userName(r), keyID(r)
	plan := rotationAsked(f)
	plan.Leak, plan.Drop = f.Get("leak") != "", iam.KeyID(f.Get("drop"))
	done, err := h.app.StartRotation(r.Context(), actor(r), f.Get("form"), name, id, plan)
	if err == nil {
		return h.after(w, r, done, templates.RotationURL(done.Op))
	}
	if fault.Of(err) == nil {
		return err
	}
	if done.Op != "" { // it has begun, and its page says what stopped it
		return h.afterRotation(w, r, done.Op, done, err)
	}
	v, k, kerr := h.key(r)
	if kerr != nil {
		return kerr
	}
	page, perr := h.rotationPlan(r, v, k, plan, fault.Of(err))
	if perr != nil {
		return perr
	}
	return h.again(w, r, err, func(*fault.Fault) templ.Component { return page })
}

// rotationAsked reads when the old key of a rotation is to stop, and to go.
func rotationAsked(f url.Values) porter.RotationPlan {
	return porter.RotationPlan{Overlap: desk.Overlap(f.Get("overlap")), InUse: desk.InUse(f.Get("in_use")), Days: wholeNumber(f.Get("days"))}
}

// rotationPlan is the page before a rotation, with the plan as it was filled in.
func (h *Handlers) rotationPlan(r *http.Request, v porter.UserView, k porter.KeyView, plan porter.RotationPlan, ft *fault.Fault) (templ.Component, error) {
	open, there, err := h.app.RotationOf(r.Context(), v.User.Name)
	if err != nil {
		return nil, err
	}
	page := h.userPage(r, v)
	page.Faulty = false
	room := h.app.RoomFor(v.Keys, k.ID)
	p := templates.RotationPlan{
		Page: page, User: v.User.Name, Row: keyRow(k), When: templates.NewRotationWhen(page, plan.Overlap, plan.InUse, dayField(plan.Days), ft), Leak: plan.Leak,
		Drop: string(plan.Drop), Full: room.Full, Other: keyRow(room.Other), Why: string(room.Why), MayGo: room.Why.MayGo(),
		HeldBy: v.Held, Inactive: !k.Active() && k.Status != "", Fault: ft,
	}
	if there {
		p.OpenID = open.ID
	}
	if room.Full && room.Self.MayGo() {
		p.Self = string(room.Self)
	}
	p.Steps = stepLines(page.T, porter.PlanRotation(v.User.Name, k.ID, room))
	return p.Prepare().View(), nil
}

// wholeNumber reads a number of days; -1 is none.
func wholeNumber(s string) int {
	n := -1
	for _, c := range strings.TrimSpace(s) {
		if c < '0' || c > '9' || n > 99999 {
			return -1
		}
		n = max(n, 0)*10 + int(c-'0')
	}
	return n
}

// dayField is a number of days in a field; what was no number is typed again.
func dayField(n int) string {
	if n < 0 {
		return ""
	}
	return strconv.Itoa(n)
}
