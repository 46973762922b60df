package handlers

import (
	"net/http"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/porter"
	"keyporter/templates"
)

// TickStep ticks one of the first steps, or shows the list again, and goes where
// the step leads.
func (h *Handlers) TickStep(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	to := f.Get("to")
	if to == "" {
		to = templates.HomeURL()
	}
	if !localPath(to) {
		return fault.New(fault.Invalid, fault.CodeFormBroken)
	}
	if err := h.app.TickStep(r.Context(), actor(r), desk.Step(f.Get("step")), f.Get("do") == templates.StepDone); err != nil {
		return err
	}
	return h.seeOther(w, r, to)
}

// demoTasks are the steps in the demo account: what is worth looking at. What is no
// longer there needs no look.
func demoTasks(page templates.Page, sights porter.Sights, tour porter.Tour) []templates.Task {
	w := page.T.Overview
	list := []templates.Task{
		{Task: w.Public, Look: string(desk.StepPublic), Done: sights.Public == "", URL: templates.BucketURL(sights.Public)},
		{Task: w.HiddenAdmin, Look: string(desk.StepAdmin), Done: sights.Admin == "", URL: templates.UserPermissionsURL(sights.Admin)},
		{Task: w.OldKeys, Look: string(desk.StepOld), URL: templates.AllKeysURL() + "?f=age%3A365"},
		{Task: w.Rotate, Done: tour.Rotated || sights.Rotate == ""},
		{Task: w.Report, Look: string(desk.StepReport), URL: templates.FindingsReportURL()},
	}
	if !page.ReadOnly && sights.Rotate != "" {
		list[3].URL = templates.KeysURL(sights.Rotate)
	}
	for i := range list {
		list[i].Done = list[i].Done || tour.Looked[desk.Step(list[i].Look)]
	}
	return list
}
