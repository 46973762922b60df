package handlers

import (
	"fmt"
	"net/http"

	"github.com/a-h/templ"

	"keyporter/internal/fault"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// AskRemoveDemo shows what goes away with the demo data, and asks for a word.
func (h *Handlers) AskRemoveDemo(w http.ResponseWriter, r *http.Request) error {
	return h.show(w, r, http.StatusOK, h.demoRemove(r, "", nil))
}

// RemoveDemo empties the demo account when the word was typed.
func (h *Handlers) RemoveDemo(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	typed, done := f.Get("confirm"), porter.Done{}
	if typed != templates.DemoWord {
		err = fault.Field("confirm", fault.CodeConfirmName)
	} else {
		done, err = h.app.RemoveDemo(r.Context(), actor(r), f.Get("form"))
	}
	if err == nil {
		return h.after(w, r, done, templates.HomeURL())
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.demoRemove(r, typed, ft) })
}

func (h *Handlers) demoRemove(r *http.Request, typed string, ft *fault.Fault) templ.Component {
	page := h.page(r, text.From(r.Context()).Demo.Title, templates.SectionAccount)
	return templates.DemoRemove{Page: page, Label: fmt.Sprintf(page.T.Demo.Confirm, templates.DemoWord), Typed: typed, Fault: ft}.View()
}
