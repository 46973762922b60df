package handlers

import (
	"net/http"
	"net/url"

	"keyporter/internal/fault"
	"keyporter/templates"
)

// listings are the lists whose columns, order and number of rows can be kept.
func listings() []listing {
	return []listing{usersListing(), groupsListing(), policiesListing(), keysListing()}
}

// KeepView keeps with which columns, order and number of rows a list begins for the
// operator, or lets it begin as by default again.
func (h *Handlers) KeepView(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	for _, l := range listings() {
		if l.path == f.Get("list") {
			return h.keepView(w, r, l, f)
		}
	}
	return fault.New(fault.Invalid, fault.CodeFormBroken)
}

func (h *Handlers) keepView(w http.ResponseWriter, r *http.Request, l listing, f url.Values) error {
	at := l.read(f)
	values := url.Values{"c": at.Columns}
	for name, v := range map[string]string{"sort": at.Sort, "per": at.Per} {
		if v != "" {
			values.Set(name, v)
		}
	}
	if len(at.Columns) == 0 {
		values.Del("c")
	}
	if f.Get("do") == "usual" {
		at.Columns, at.Sort, at.Per, values = nil, "", "", nil
	}
	if err := h.auth.KeepView(r.Context(), actor(r), l.path, values); err != nil {
		return err
	}
	return h.seeOther(w, r, templates.ListAt{Path: l.path, Query: at.Query, Filters: at.Filters}.URL())
}
