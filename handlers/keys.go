package handlers

import (
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/templates"
)

// ShowKeys shows the access keys of a user.
func (h *Handlers) ShowKeys(w http.ResponseWriter, r *http.Request) error {
	v, err := h.app.User(r.Context(), userName(r))
	if err != nil {
		return err
	}
	page, err := h.keyList(r, v, nil)
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, page)
}

// NewKey asks what a key is for, and then, with ?use=, shows what would be
// better and the form that creates the key.
func (h *Handlers) NewKey(w http.ResponseWriter, r *http.Request) error {
	v, err := h.app.User(r.Context(), userName(r))
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, h.keyNew(r, v, keyForm{use: r.URL.Query().Get("use")}, nil))
}

// CreateKey creates an access key and goes to its ticket.
func (h *Handlers) CreateKey(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	name := userName(r)
	in := keyForm{use: f.Get("use"), description: strings.TrimSpace(f.Get("description")), confirmed: f.Has("confirm")}
	done, err := porter.Done{}, in.check()
	if err == nil {
		done, err = h.app.IssueKey(r.Context(), actor(r), f.Get("form"), name, in.use, in.description)
	}
	if err == nil {
		return h.after(w, r, done, templates.KeysURL(name))
	}
	if fault.Of(err) == nil {
		return err
	}
	v, verr := h.app.User(r.Context(), name)
	if verr != nil {
		return verr
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.keyNew(r, v, in, ft) })
}

// ActivateKey makes a key active.
func (h *Handlers) ActivateKey(w http.ResponseWriter, r *http.Request) error {
	return h.setKeyActive(w, r, true)
}

// DeactivateKey makes a key inactive.
func (h *Handlers) DeactivateKey(w http.ResponseWriter, r *http.Request) error {
	return h.setKeyActive(w, r, false)
}

func (h *Handlers) setKeyActive(w http.ResponseWriter, r *http.Request, active bool) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	name := userName(r)
	done, err := h.app.SetKeyActive(r.Context(), actor(r), f.Get("form"), name, keyID(r), active)
	return h.afterKey(w, r, name, done, err)
}

// AskDeleteKey says what ends with a key and asks for its id.
func (h *Handlers) AskDeleteKey(w http.ResponseWriter, r *http.Request) error {
	v, k, err := h.key(r)
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, h.keyDelete(r, v, k, "", nil))
}

// DeleteKey deletes an inactive key whose id was typed.
func (h *Handlers) DeleteKey(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	name, id, typed := userName(r), keyID(r), strings.TrimSpace(f.Get("confirm"))
	done := porter.Done{}
	if typed != string(id) {
		err = fault.Field("confirm", fault.CodeConfirmName)
	} else {
		done, err = h.app.DeleteKey(r.Context(), actor(r), f.Get("form"), name, id)
	}
	if err == nil || fault.Of(err) == nil {
		return h.afterKey(w, r, name, done, err)
	}
	v, k, kerr := h.key(r)
	if kerr != nil {
		return kerr
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.keyDelete(r, v, k, typed, ft) })
}

// afterKey goes back to the user's keys, with the flash or the fault of the act.
func (h *Handlers) afterKey(w http.ResponseWriter, r *http.Request, name iam.UserName, done porter.Done, err error) error {
	if err == nil {
		return h.after(w, r, done, templates.KeysURL(name))
	}
	if fault.Of(err) == nil {
		return err
	}
	v, verr := h.app.User(r.Context(), name)
	if verr != nil {
		return verr
	}
	page, perr := h.keyList(r, v, fault.Of(err))
	if perr != nil {
		return perr
	}
	return h.again(w, r, err, func(*fault.Fault) templ.Component { return page })
}

// key reads the user and the key that the path names.
func (h *Handlers) key(r *http.Request) (porter.UserView, porter.KeyView, error) {
	v, err := h.app.User(r.Context(), userName(r))
	if err != nil {
		return v, porter.KeyView{}, err
	}
	id := keyID(r)
	for _, k := range v.Keys {
		if k.ID == id {
			return v, k, nil
		}
	}
	return v, porter.KeyView{}, fault.New(fault.NotFound, fault.CodeKeyNotFound, string(id))
}

func keyID(r *http.Request) iam.KeyID { return iam.KeyID(templates.Unseg(r.PathValue("id"))) }

// keyForm is what the form of a new key says.
type keyForm struct {
	use, description string
	confirmed        bool
}

// check asks for the tick of everyone who has a better way than a key.
func (k keyForm) check() error {
	var tick *fault.Fault
	if !k.confirmed && k.use != templates.UseOther {
		tick = fault.Field("confirm", fault.CodeTick)
	}
	return fault.Join(tick, iam.CheckDescription("description", k.description))
}

func (h *Handlers) keyList(r *http.Request, v porter.UserView, ft *fault.Fault) (templ.Component, error) {
	p := h.userPage(r, v)
	open, there, err := h.app.RotationOf(r.Context(), v.User.Name)
	if err != nil {
		return nil, err
	}
	ends, err := h.app.Lifetimes(r.Context())
	if err != nil {
		return nil, err
	}
	page := templates.KeyList{Page: p, Head: userHead(p, v, templates.TabCredentials), User: v.User.Name,
		Known: v.KeysKnown, HeldBy: v.Held, Fault: ft}
	if there {
		page.OpenID = open.ID
	}
	for _, k := range v.Keys {
		row := keyRow(k)
		row.End = lifetimeOf(p, ends, k.AccessKey)
		page.Keys = append(page.Keys, row)
	}
	return page.Prepare().View(), nil
}

func (h *Handlers) keyNew(r *http.Request, v porter.UserView, in keyForm, ft *fault.Fault) templ.Component {
	page := templates.KeyNew{Page: h.page(r, "", templates.SectionUsers), User: v.User.Name,
		Use: in.use, Description: in.description, Confirmed: in.confirmed, Fault: ft,
		Full: len(v.Keys) >= iam.KeysPerUser, HeldBy: v.Held}
	return page.Prepare().View()
}

func (h *Handlers) keyDelete(r *http.Request, v porter.UserView, k porter.KeyView, typed string, ft *fault.Fault) templ.Component {
	page := templates.KeyDelete{Page: h.page(r, "", templates.SectionUsers), User: v.User.Name,
		Row: keyRow(k), Typed: typed, Fault: ft}
	next := porter.PlanDeleteKey(v.User.Name, k.ID)
	if k.Active() { // the page offers that first
		next = porter.PlanDeactivateKey(v.User.Name, k.ID)
	}
	page.Steps = stepLines(page.T, []porter.Step{next})
	return page.Prepare().View()
}

func keyRow(k porter.KeyView) templates.KeyRow {
	return templates.KeyRow{ID: k.ID, User: k.User, Status: k.Status, Created: k.Created,
		Description: k.Description, Use: k.Use, UseKnown: k.UseKnown}
}
