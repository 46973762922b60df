package handlers

import (
	"net/http"

	"keyporter/templates"
)

// ShowHelp shows the guides.
func (h *Handlers) ShowHelp(w http.ResponseWriter, r *http.Request) error { return h.help(w, r, "") }

// ShowWords shows the glossary.
func (h *Handlers) ShowWords(w http.ResponseWriter, r *http.Request) error {
	return h.help(w, r, "words")
}

// ShowShortcuts shows which keys do what.
func (h *Handlers) ShowShortcuts(w http.ResponseWriter, r *http.Request) error {
	return h.help(w, r, "keys")
}

func (h *Handlers) help(w http.ResponseWriter, r *http.Request, part string) error {
	return h.show(w, r, http.StatusOK, templates.NewHelp(h.page(r, "", ""), part).View())
}
