package handlers

import (
	"context"
	"fmt"
	"net/http"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// groupHolder is the group of the path as a holder of inline policies.
func (h *Handlers) groupHolder(r *http.Request) holder {
	n, t := groupName(r), text.From(r.Context())
	return holder{
		name: string(n), verb: desk.GroupInlinePut, asked: "group:" + string(n), url: templates.GroupURL(n), list: templates.GroupURL(n), section: templates.SectionGroups, lead: t.Inline.GroupLead,
		crumbs: []templates.Crumb{{Text: t.Groups.Title, URL: templates.GroupsURL()}, {Text: string(n), URL: templates.GroupURL(n)}},
		link:   templates.NameLink{Name: fmt.Sprintf(t.Inline.OfGroup, n), URL: templates.GroupURL(n)},
		there:  func(ctx context.Context) error { _, err := h.app.Group(ctx, n); return err },
		read: func(ctx context.Context, name iam.PolicyName) (porter.InlineView, error) {
			return h.app.GroupInline(ctx, n, name)
		},
		plan: func(ctx context.Context, e porter.InlineEdit) ([]porter.Step, error) {
			return h.app.PlanGroupInline(ctx, n, e)
		},
		put: func(ctx context.Context, by desk.Actor, form string, e porter.InlineEdit) (porter.Done, error) {
			return h.app.PutGroupInline(ctx, by, form, n, e)
		},
		dropped: func(name iam.PolicyName) porter.Step { return porter.PlanDeleteGroupInline(n, name) },
		drop: func(ctx context.Context, by desk.Actor, form string, name iam.PolicyName) (porter.Done, error) {
			return h.app.DeleteGroupInline(ctx, by, form, n, name)
		},
	}
}

// ShowGroupInline shows one inline policy of a group.
func (h *Handlers) ShowGroupInline(w http.ResponseWriter, r *http.Request) error {
	return h.showInline(w, r, h.groupHolder(r))
}

// NewGroupInline asks how to write an inline policy of a group, and shows its form.
func (h *Handlers) NewGroupInline(w http.ResponseWriter, r *http.Request) error {
	return h.newInline(w, r, h.groupHolder(r))
}

// DraftGroupInline answers the buttons of that form.
func (h *Handlers) DraftGroupInline(w http.ResponseWriter, r *http.Request) error {
	return h.draftPolicy(w, r, newInlineEditor(r, h.groupHolder(r)))
}

// CreateGroupInline adds an inline policy to a group.
func (h *Handlers) CreateGroupInline(w http.ResponseWriter, r *http.Request) error {
	return h.createInline(w, r, h.groupHolder(r))
}

// EditGroupInline shows the form with an inline policy of a group.
func (h *Handlers) EditGroupInline(w http.ResponseWriter, r *http.Request) error {
	return h.editInline(w, r, h.groupHolder(r))
}

// DraftGroupInlineEdit answers the buttons of that form.
func (h *Handlers) DraftGroupInlineEdit(w http.ResponseWriter, r *http.Request) error {
	return h.draftPolicy(w, r, editInlineEditor(r, h.groupHolder(r)))
}

// SaveGroupInline replaces an inline policy of a group.
func (h *Handlers) SaveGroupInline(w http.ResponseWriter, r *http.Request) error {
	return h.saveInline(w, r, h.groupHolder(r))
}

// AskDeleteGroupInline asks before an inline policy of a group is deleted.
func (h *Handlers) AskDeleteGroupInline(w http.ResponseWriter, r *http.Request) error {
	return h.askDeleteInline(w, r, h.groupHolder(r))
}

// DeleteGroupInline deletes an inline policy of a group whose name was typed.
func (h *Handlers) DeleteGroupInline(w http.ResponseWriter, r *http.Request) error {
	return h.deleteInline(w, r, h.groupHolder(r))
}
