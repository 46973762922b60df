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

// userHolder is the user of the path as a holder of inline policies.
func (h *Handlers) userHolder(r *http.Request) holder {
	n, t := userName(r), text.From(r.Context())
	return holder{
		name: string(n), verb: desk.UserInlinePut, asked: string(n), url: templates.UserURL(n), list: templates.UserPermissionsURL(n), section: templates.SectionUsers, lead: t.Inline.UserLead,
		crumbs: []templates.Crumb{{Text: t.Users.Title, URL: templates.UsersURL()}, {Text: string(n), URL: templates.UserPermissionsURL(n)}},
		link:   templates.NameLink{Name: fmt.Sprintf(t.Inline.OfUser, n), URL: templates.UserPermissionsURL(n)},
		there:  func(ctx context.Context) error { _, err := h.app.User(ctx, n); return err },
		read: func(ctx context.Context, name iam.PolicyName) (porter.InlineView, error) {
			return h.app.UserInline(ctx, n, name)
		},
		plan: func(ctx context.Context, e porter.InlineEdit) ([]porter.Step, error) {
			return h.app.PlanUserInline(ctx, n, e)
		},
		put: func(ctx context.Context, by desk.Actor, form string, e porter.InlineEdit) (porter.Done, error) {
			return h.app.PutUserInline(ctx, by, form, n, e)
		},
		dropped: func(name iam.PolicyName) porter.Step { return porter.PlanDeleteUserInline(n, name) },
		drop: func(ctx context.Context, by desk.Actor, form string, name iam.PolicyName) (porter.Done, error) {
			return h.app.DeleteUserInline(ctx, by, form, n, name)
		},
	}
}

// ShowUserInline shows one inline policy of a user.
func (h *Handlers) ShowUserInline(w http.ResponseWriter, r *http.Request) error {
	return h.showInline(w, r, h.userHolder(r))
}

// NewUserInline asks how to write an inline policy of a user, and shows its form.
func (h *Handlers) NewUserInline(w http.ResponseWriter, r *http.Request) error {
	return h.newInline(w, r, h.userHolder(r))
}

// DraftUserInline answers the buttons of that form.
func (h *Handlers) DraftUserInline(w http.ResponseWriter, r *http.Request) error {
	return h.draftPolicy(w, r, newInlineEditor(r, h.userHolder(r)))
}

// CreateUserInline adds an inline policy to a user.
func (h *Handlers) CreateUserInline(w http.ResponseWriter, r *http.Request) error {
	return h.createInline(w, r, h.userHolder(r))
}

// EditUserInline shows the form with an inline policy of a user.
func (h *Handlers) EditUserInline(w http.ResponseWriter, r *http.Request) error {
	return h.editInline(w, r, h.userHolder(r))
}

// DraftUserInlineEdit answers the buttons of that form.
func (h *Handlers) DraftUserInlineEdit(w http.ResponseWriter, r *http.Request) error {
	return h.draftPolicy(w, r, editInlineEditor(r, h.userHolder(r)))
}

// SaveUserInline replaces an inline policy of a user.
func (h *Handlers) SaveUserInline(w http.ResponseWriter, r *http.Request) error {
	return h.saveInline(w, r, h.userHolder(r))
}

// AskDeleteUserInline asks before an inline policy of a user is deleted.
func (h *Handlers) AskDeleteUserInline(w http.ResponseWriter, r *http.Request) error {
	return h.askDeleteInline(w, r, h.userHolder(r))
}

// DeleteUserInline deletes an inline policy of a user whose name was typed.
func (h *Handlers) DeleteUserInline(w http.ResponseWriter, r *http.Request) error {
	return h.deleteInline(w, r, h.userHolder(r))
}
