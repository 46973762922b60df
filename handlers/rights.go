package handlers

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// ShowRights shows what Keyporter's own credentials may do, and the policy that
// would allow what it calls.
func (h *Handlers) ShowRights(w http.ResponseWriter, r *http.Request) error {
	v := h.app.Rights()
	p := h.rights(r, v)
	wanted, wrong := rightsWanted(r, v)
	status := http.StatusOK
	if p.Path, p.Reads = r.FormValue("path"), wanted.ReadOnly; wrong != nil {
		p.Fault, p.Faulty, status = fault.Of(fault.Join(wrong)), true, http.StatusUnprocessableEntity
		return h.show(w, r, status, p.View())
	}
	var err error
	if p.Documents, err = wanted.Documents(); err != nil {
		return err
	}
	return h.show(w, r, status, p.View())
}

// CheckRights looks again and shows what it found.
func (h *Handlers) CheckRights(w http.ResponseWriter, r *http.Request) error {
	h.app.CheckRights(r.Context())
	return h.seeOther(w, r, templates.RightsURL())
}

// rightsWanted reads which policy is asked for. In read-only mode none that
// changes anything is.
func rightsWanted(r *http.Request, v porter.RightsView) (iam.RightsOptions, *fault.Fault) {
	o := v.Scope
	o.Path, o.ReadOnly = r.FormValue("path"), o.ReadOnly || r.FormValue("reads") != ""
	if o.Path == "" {
		return o, nil
	}
	return o, iam.CheckUserPath("path", o.Path)
}

// DownloadRightsPolicy sends one document of the policy as a file.
func (h *Handlers) DownloadRightsPolicy(w http.ResponseWriter, r *http.Request) error {
	o, wrong := rightsWanted(r, h.app.Rights())
	if wrong != nil {
		return wrong
	}
	docs, err := o.Documents()
	n, number := strconv.Atoi(r.FormValue("n"))
	switch {
	case err != nil:
		return err
	case number != nil || n < 1 || n > len(docs):
		return fault.New(fault.NotFound, fault.CodePageNotFound)
	}
	return h.download(w, desk.File{Name: fmt.Sprintf("keyporter-policy-%d.json", n), Type: "application/json", Body: []byte(docs[n-1] + "\n")})
}

func (h *Handlers) rights(r *http.Request, v porter.RightsView) templates.Rights {
	page := h.page(r, text.From(r.Context()).Rights.Title, templates.SectionRights)
	p := templates.Rights{Page: page, Caller: string(v.Caller), By: string(v.By), At: v.At, Missing: len(v.Lacking()), Reports: templates.RightsReports()}
	if v.Problem != nil {
		p.Why = fmt.Sprintf(page.T.Rights.Problem, page.T.Fault(v.Problem))
	}
	var doubtful []string
	for _, area := range iam.Areas() {
		row := templates.RightsRow{Area: area, State: string(porter.RightHeld)}
		for _, f := range v.Found {
			if f.Area != area {
				continue
			}
			row.Needs++
			row.State = string(worse(porter.RightState(row.State), f.State))
			switch f.State {
			case porter.RightMissing:
				row.Missing = append(row.Missing, f.Action)
			case porter.RightPartly:
				row.Missing = append(row.Missing, p.Under(f.Action, f.Under))
			case porter.RightUnknown:
				doubtful = append(doubtful, f.Action)
				if v.By != porter.RightsNotTold { // else it is all of them
					row.Missing = append(row.Missing, f.Action)
				}
			}
		}
		if row.Needs > 0 {
			p.Rows = append(p.Rows, row)
		}
	}
	slices.Sort(doubtful)
	p.Doubtful = len(slices.Compact(doubtful))
	return p
}

// worse is the state of two rights together.
func worse(a, b porter.RightState) porter.RightState {
	order := []porter.RightState{porter.RightHeld, porter.RightPartly, porter.RightUnknown, porter.RightMissing}
	return order[max(slices.Index(order, a), slices.Index(order, b))]
}

// ReportRights sends each right with what is known of it.
func (h *Handlers) ReportRights(w http.ResponseWriter, r *http.Request) error {
	v := h.app.Rights()
	columns := []string{"feature", "action", "resource", "state", "paths", "caller", "known_by", "checked_at"}
	return h.report(w, r, sheet{"rights", columns, func(rep *desk.Report) error {
		for _, f := range v.Found {
			rep.Row(string(f.Area), f.Action, string(f.On), string(f.State), f.Under, string(v.Caller), string(v.By), v.At)
		}
		if v.Problem != nil {
			rep.Note(strings.TrimSpace(text.From(r.Context()).Fault(v.Problem)))
		}
		return nil
	}})
}
