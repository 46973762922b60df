package handlers

import (
	"net/http"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/text"
	"keyporter/templates"
)

// ListOperators shows who may sign in.
func (h *Handlers) ListOperators(w http.ResponseWriter, r *http.Request) error {
	list, err := h.auth.Operators(r.Context())
	if err != nil {
		return err
	}
	factored, err := h.auth.Factored(r.Context())
	if err != nil {
		return err
	}
	page, users := h.page(r, "", ""), map[string]templates.NameLink{}
	for _, o := range list {
		users[o.ID] = h.linked(page.T, o)
	}
	return h.show(w, r, http.StatusOK, templates.NewOperatorList(page, list, users, factored).View())
}

// linked is the IAM user of an operator, as it is called now.
func (h *Handlers) linked(t *text.Text, o desk.Operator) templates.NameLink {
	if o.IAMID == "" {
		return templates.NameLink{}
	}
	if u, ok := h.app.Snapshot().UserOf(o); ok {
		return templates.NameLink{Name: string(u.Name), URL: templates.UserURL(u.Name)}
	}
	return templates.NameLink{Name: t.LinkGone(o.IAMUser)}
}

// ShowOperator shows one operator.
func (h *Handlers) ShowOperator(w http.ResponseWriter, r *http.Request) error {
	o, err := h.auth.Operator(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, h.operator(r, o, operatorFields(o), nil))
}

// operatorDone tells what the form before has done to an operator.
func operatorDone(t *text.Text, verb desk.Verb, o desk.Operator) *templates.Flash {
	var detail []string
	switch verb {
	case desk.OperatorRole, desk.OperatorSwitch:
	case desk.OperatorScope:
		if !o.Scope.All() {
			detail = o.Scope.Words()
		}
	case desk.OperatorLink:
		if o.IAMID != "" {
			detail = []string{o.IAMUser}
		}
	default:
		return nil
	}
	return &templates.Flash{Kind: "ok", Text: t.Did(string(verb), o.Name, detail)}
}

func operatorFields(o desk.Operator) templates.OperatorFields {
	return templates.OperatorFields{
		User: o.IAMUser, Groups: strings.Join(o.Scope.Groups, "\n"), Paths: strings.Join(o.Scope.Paths, "\n"), Tags: strings.Join(o.Scope.Tags, "\n"),
	}
}

func (h *Handlers) operator(r *http.Request, o desk.Operator, in templates.OperatorFields, f *fault.Fault) templ.Component {
	page := h.page(r, "", "")
	if r.Method == http.MethodGet {
		page.Flash = operatorDone(page.T, desk.Verb(r.URL.Query().Get("ended")), o)
	}
	return templates.OperatorShow{Page: page, Of: o, User: h.linked(page.T, o), Fields: in, Fault: f}.Prepare().View()
}

// AskOperatorRole asks before an operator gets another role.
func (h *Handlers) AskOperatorRole(w http.ResponseWriter, r *http.Request) error {
	role := desk.Role(r.URL.Query().Get("role"))
	if !role.Known() {
		return fault.New(fault.Invalid, fault.CodeOperatorRole, string(role))
	}
	return h.reviewOperator(w, r, role)
}

// AskOperatorState asks before an operator is disabled or enabled.
func (h *Handlers) AskOperatorState(w http.ResponseWriter, r *http.Request) error {
	return h.reviewOperator(w, r, "")
}

func (h *Handlers) reviewOperator(w http.ResponseWriter, r *http.Request, role desk.Role) error {
	o, err := h.auth.Operator(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	p := templates.OperatorReview{Page: h.page(r, "", ""), Of: o, Role: role}
	return h.show(w, r, http.StatusOK, p.Prepare().View())
}

// SetOperatorRole gives an operator another role.
func (h *Handlers) SetOperatorRole(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	role := desk.Role(f.Get("role"))
	return h.afterReview(w, r, role, h.auth.SetRole(r.Context(), actor(r), r.PathValue("id"), role))
}

// SetOperatorState disables or enables an operator.
func (h *Handlers) SetOperatorState(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	state := f.Get("state")
	if state != "disabled" && state != "enabled" {
		return fault.New(fault.Invalid, fault.CodeFormBroken)
	}
	return h.afterReview(w, r, "", h.auth.Switch(r.Context(), actor(r), r.PathValue("id"), state == "disabled"))
}

// afterReview leads back to the operator, or to the review with what was wrong.
func (h *Handlers) afterReview(w http.ResponseWriter, r *http.Request, role desk.Role, err error) error {
	id, verb := r.PathValue("id"), desk.OperatorRole
	if role == "" {
		verb = desk.OperatorSwitch
	}
	if err == nil {
		return h.seeOther(w, r, templates.Ended(templates.OperatorURL(id), verb))
	}
	o, gone := h.auth.Operator(r.Context(), id)
	if gone != nil {
		return gone
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component {
		return templates.OperatorReview{Page: h.page(r, "", ""), Of: o, Role: role, Fault: ft}.Prepare().View()
	})
}

// LinkOperator says which IAM user is an operator's.
func (h *Handlers) LinkOperator(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	name := strings.TrimSpace(f.Get("user"))
	return h.changeOperator(w, r, desk.OperatorLink, func(in *templates.OperatorFields) error {
		in.User = name
		var u iam.User
		if name != "" {
			var ok bool
			if u, ok = h.app.Snapshot().User(iam.UserName(name)); !ok || u.ID == "" {
				return fault.Field("user", fault.CodeUserNotFound, name)
			}
		}
		return h.auth.LinkUser(r.Context(), actor(r), r.PathValue("id"), u)
	})
}

// SetOperatorScope says what an operator administers.
func (h *Handlers) SetOperatorScope(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	return h.changeOperator(w, r, desk.OperatorScope, func(in *templates.OperatorFields) error {
		in.Groups, in.Paths, in.Tags = f.Get("groups"), f.Get("paths"), f.Get("tags")
		s := desk.Scope{Groups: lines(in.Groups), Paths: lines(in.Paths), Tags: lines(in.Tags)}
		return h.auth.SetScope(r.Context(), actor(r), r.PathValue("id"), s)
	})
}

// lines are the lines of a text that say something, each once.
func lines(s string) []string {
	var list []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" && !slices.Contains(list, line) {
			list = append(list, line)
		}
	}
	return list
}

// changeOperator carries out a form of an operator's page, for the act of the verb, and shows the page
// again with what was typed where that was refused.
func (h *Handlers) changeOperator(w http.ResponseWriter, r *http.Request, verb desk.Verb, change func(in *templates.OperatorFields) error) error {
	o, err := h.auth.Operator(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	in := operatorFields(o)
	if err := change(&in); err != nil {
		return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.operator(r, o, in, ft) })
	}
	return h.seeOther(w, r, templates.Ended(templates.OperatorURL(o.ID), verb))
}

// ListRoles shows what each role may do, and who has it.
func (h *Handlers) ListRoles(w http.ResponseWriter, r *http.Request) error {
	list, err := h.auth.Operators(r.Context())
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, templates.NewRoleList(h.page(r, "", ""), list).View())
}
