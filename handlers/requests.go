package handlers

import (
	"net/http"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

const (
	requestsShown = 50
	requestsWait  = 500 // more than any team lets wait
)

// ListRequests lists the requests for approval: those that wait, and those that have
// ended.
func (h *Handlers) ListRequests(w http.ResponseWriter, r *http.Request) error {
	page := h.page(r, text.From(r.Context()).Requests.Title, templates.SectionRequests)
	p := templates.RequestList{Page: page}
	before := r.URL.Query().Get("before")
	if before != "" && !desk.ValidID(before) {
		before = ""
	}
	waiting, err := h.app.Requests(r.Context(), actor(r), desk.RequestFilter{Waits: true, Limit: requestsWait})
	if err != nil {
		return err
	}
	ended, err := h.app.Requests(r.Context(), actor(r), desk.RequestFilter{Before: before, Limit: requestsShown})
	if err != nil {
		return err
	}
	p.Waiting, p.Ended = requestRows(page, waiting), requestRows(page, ended)
	if before != "" {
		p.NewURL = templates.RequestsURL()
	}
	if ended.More {
		p.OlderURL = templates.RequestsBeforeURL(ended.Rows[len(ended.Rows)-1].ID)
	}
	return h.show(w, r, http.StatusOK, p.View())
}

func requestRows(page templates.Page, l porter.RequestList) []templates.RequestRow {
	rows := make([]templates.RequestRow, len(l.Rows))
	for i, v := range l.Rows {
		rows[i] = templates.NewRequestRow(page, v.Request, v.Decides)
	}
	return rows
}

// ShowRequest shows one request.
func (h *Handlers) ShowRequest(w http.ResponseWriter, r *http.Request) error {
	return h.showRequest(w, r, requestAnswer{id: r.PathValue("id"), status: http.StatusOK})
}

// requestAnswer is how the page of a request answers: a form with what was wrong with
// it, or not.
type requestAnswer struct {
	id     string
	status int
	word   string
	fault  *fault.Fault
}

func (h *Handlers) showRequest(w http.ResponseWriter, r *http.Request, a requestAnswer) error {
	v, err := h.app.Request(r.Context(), actor(r), a.id)
	if err != nil {
		return err
	}
	t := text.From(r.Context())
	p := templates.RequestShow{
		Page: h.page(r, "", templates.SectionRequests), Request: v.Request, Steps: gateSteps(t, v.Change), Dangers: dangerLines(t, v.Change.Dangers),
		Decides: v.Decides, Bar: v.Bar, Mine: v.Mine, Word: a.word, Fault: a.fault,
	}
	if v.Change.After != "" {
		p.Diff = templates.NewDiff(t, v.Change.Before, v.Change.After)
	}
	if v.Op != "" {
		p.OpURL, p.OpLabel = templates.OpURL(v.Op), t.Requests.ToOp
		if v.Job {
			p.OpURL, p.OpLabel = templates.JobURL(v.Op), t.Requests.ToJob
		}
	}
	if v.State.Waits() {
		p.Reach = h.requestReach(t, v.Change)
	}
	if v.Form != nil {
		p.Form = &templates.RequestForm{Action: v.Form.Path, Secrets: v.Form.Dropped}
		for _, f := range v.Form.Fields {
			p.Form.Fields = append(p.Form.Fields, templates.Carried(f))
		}
		if h.NeedProof(actor(r)) != nil {
			p.Form.ProveURL = templates.StepUpURL(templates.RequestURL(v.ID))
		}
	}
	return h.show(w, r, a.status, p.Prepare().View())
}

// requestReach is what a change does to the access matrix.
func (h *Handlers) requestReach(t *text.Text, c porter.Change) templates.RequestReach {
	before, after := h.app.Reach(c)
	if before == nil {
		return templates.RequestReach{Unread: true}
	}
	says, rows := reachChanges(t, before, after)
	if len(rows) == 0 {
		says[0] = t.Requests.ReachNone
	}
	return templates.RequestReach{Says: says, Rows: rows}
}

// ApproveRequest approves a request of another operator.
func (h *Handlers) ApproveRequest(w http.ResponseWriter, r *http.Request) error {
	return h.decide(w, r, true)
}

// RefuseRequest refuses a request of another operator.
func (h *Handlers) RefuseRequest(w http.ResponseWriter, r *http.Request) error {
	return h.decide(w, r, false)
}

func (h *Handlers) decide(w http.ResponseWriter, r *http.Request, approve bool) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	d := porter.Decision{Request: r.PathValue("id"), Approve: approve, Word: f.Get("word")}
	if err := h.app.Decide(r.Context(), actor(r), d); err != nil {
		return h.againRequest(w, r, d, err)
	}
	return h.seeOther(w, r, templates.RequestURL(d.Request))
}

// WithdrawRequest takes a request of the operator's own back.
func (h *Handlers) WithdrawRequest(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	if err := h.app.WithdrawRequest(r.Context(), actor(r), id); err != nil {
		return h.againRequest(w, r, porter.Decision{Request: id}, err)
	}
	return h.seeOther(w, r, templates.RequestURL(id))
}

// againRequest shows the request with what is wrong.
func (h *Handlers) againRequest(w http.ResponseWriter, r *http.Request, d porter.Decision, err error) error {
	f := fault.Of(err)
	if f == nil {
		return err
	}
	status := map[fault.Kind]int{fault.Invalid: http.StatusUnprocessableEntity, fault.Conflict: http.StatusConflict, fault.Denied: http.StatusForbidden}[f.Kind]
	if status == 0 {
		return err
	}
	return h.showRequest(w, r, requestAnswer{id: d.Request, status: status, word: d.Word, fault: f})
}

// waitingRequests counts what waits for the operator, for the navigation. A page is
// shown without it rather than not.
func (h *Handlers) waitingRequests(r *http.Request, by desk.Actor) int {
	decide, carry, err := h.app.WaitingRequests(r.Context(), by)
	if err != nil {
		h.log.WarnContext(r.Context(), "the requests are not counted", "error", err)
	}
	return decide + carry
}
