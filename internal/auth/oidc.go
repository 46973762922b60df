package auth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/oidc"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

const (
	flowLife        = 10 * time.Minute
	flowsPerNetwork = 100 // in the window of guesses: each leaves a row for a while
)

// OIDC is where people sign in beside the password, and what their groups there
// make of them.
type OIDC struct {
	Provider *oidc.Provider
	Roles    []GroupRole
}

// GroupRole is the role of a group at the provider.
type GroupRole struct {
	Group string
	Role  desk.Role
}

// role is the most powerful role of the groups; "" when none has one.
func (o *OIDC) role(groups []string) desk.Role {
	for _, role := range []desk.Role{desk.Admin, desk.Manager, desk.Approver, desk.Auditor, desk.Viewer} {
		for _, g := range o.Roles {
			if g.Role == role && slices.Contains(groups, g.Group) {
				return role
			}
		}
	}
	return ""
}

// Provider names the OpenID Connect provider for people; "" when none is set up.
func (a *Auth) Provider() string {
	if a.oidc == nil {
		return ""
	}
	return a.oidc.Provider.Host()
}

// BeginOIDC returns the address at the provider to which the visitor goes to
// sign in; afterwards the visitor goes to the page next, or to the first.
func (a *Auth) BeginOIDC(w http.ResponseWriter, r *http.Request, next string) (string, error) {
	return a.beginFlow(w, r, desk.Flow{Next: next})
}

// BeginAgain is BeginOIDC for an operator who is signed in and proves it anew.
func (a *Auth) BeginAgain(w http.ResponseWriter, r *http.Request, by desk.Actor, next string) (string, error) {
	return a.beginFlow(w, r, desk.Flow{Session: by.Session, Next: next})
}

// BeginLink is BeginOIDC for an operator who links the identity, for which the
// provider must ask anew.
func (a *Auth) BeginLink(w http.ResponseWriter, r *http.Request, by desk.Actor) (string, error) {
	return a.beginFlow(w, r, desk.Flow{OperatorID: by.Operator.ID, Session: by.Session})
}

func (a *Auth) beginFlow(w http.ResponseWriter, r *http.Request, f desk.Flow) (to string, err error) {
	defer fault.Doing(&err, "begin a sign-in at the provider")
	if a.oidc == nil {
		return "", fault.New(fault.NotFound, fault.CodeOIDCOff)
	}
	ctx := r.Context()
	if err := a.guesses.one(ctx, flowSubject(r), flowsPerNetwork); err != nil {
		return "", err
	}
	state, browser := seal.NewToken(), seal.NewToken()
	flow, err := a.flowOf(ctx, state, browser, f)
	if err != nil {
		return "", err
	}
	if to, err = a.oidc.Provider.Begin(ctx, flow); err != nil {
		return "", err
	}
	f.Created = a.clock().UTC()
	f.Expires = f.Created.Add(flowLife)
	if err := a.store.AddFlow(ctx, seal.Hash(state), seal.Hash(browser), f); err != nil {
		return "", err
	}
	a.flowCookie(w, browser, int(flowLife.Seconds()))
	return to, nil
}

// flowSubject is under what sign-ins that have begun are counted. One that
// succeeds is taken back: a whole team may come through one proxy.
func flowSubject(r *http.Request) string { return "provider " + network(client(r)) }

// flowOf derives what a sign-in must come back with from the cookie of the
// browser: the database alone cannot answer for it.
func (a *Auth) flowOf(ctx context.Context, state, browser string, f desk.Flow) (oidc.Flow, error) {
	base, err := a.Public(ctx)
	return oidc.Flow{
		Base:  base,
		State: state, Nonce: seal.Hash("keyporter/oidc/nonce " + browser),
		Verifier: seal.Hash("keyporter/oidc/verifier " + browser), Fresh: f.Session != "",
	}, err
}

// flowCookie sends the cookie that ties a sign-in to the browser; with a
// negative age it takes it back.
func (a *Auth) flowCookie(w http.ResponseWriter, value string, age int) {
	http.SetCookie(w, &http.Cookie{
		Name: a.sessions.cookie + "-oidc", Value: value, Path: "/", MaxAge: age,
		HttpOnly: true, Secure: a.secure, SameSite: http.SameSiteLaxMode, // the provider leads back by a GET
	})
}

// Arrival is what came of a sign-in at the provider.
type Arrival struct {
	Next   string // the page that the visitor wanted before, or ""
	Linked bool   // an identity was linked to the operator, who was signed in
}

// FinishOIDC takes the answer with which the provider sent the visitor back. One
// that is not right in every point is a fault with the code of that point, and
// makes nothing.
func (a *Auth) FinishOIDC(w http.ResponseWriter, r *http.Request, requestID string) (to Arrival, err error) {
	defer fault.Doing(&err, "finish a sign-in at the provider")
	if a.oidc == nil {
		return to, fault.New(fault.NotFound, fault.CodeOIDCOff)
	}
	c, err := r.Cookie(a.sessions.cookie + "-oidc")
	if err != nil {
		return to, fault.New(fault.Denied, fault.CodeOIDCState)
	}
	a.flowCookie(w, "", -1)
	q := r.URL.Query()
	f, err := a.store.TakeFlow(r.Context(), seal.Hash(q.Get("state")), seal.Hash(c.Value), a.clock())
	if errors.Is(err, store.ErrNotFound) {
		return to, fault.New(fault.Denied, fault.CodeOIDCState)
	}
	if err != nil {
		return to, fmt.Errorf("find the sign-in: %w", err)
	}
	to = Arrival{Next: f.Next, Linked: f.OperatorID != ""}
	e := desk.Entry{Phase: desk.Noted, Verb: desk.SignIn, Detail: []string{a.Provider()}, RequestID: requestID, Client: client(r)}
	if to.Linked {
		e.Verb = desk.IdentityLink
	}
	flow, err := a.flowOf(r.Context(), q.Get("state"), c.Value, f)
	if err != nil {
		return to, err
	}
	by, err := a.finish(w, r, f, answer{code: q.Get("code"), refusal: q.Get("error"), flow: flow}, e)
	if refused := fault.Of(err); refused != nil {
		e.ActorID, e.Actor, e.Target = by.ID, by.Name, by.Name
		return to, a.wrong(r.Context(), e, refused)
	}
	if err != nil {
		return to, err
	}
	if err := a.store.UncountGuess(r.Context(), flowSubject(r)); err != nil {
		a.log.WarnContext(r.Context(), "a sign-in that ended well stays counted", "error", err)
	}
	return to, nil
}

// answer is what the provider sent the visitor back with.
type answer struct {
	code, refusal string
	flow          oidc.Flow
}

// finish asks the provider who it is and lets them in. It returns the operator
// as far as it is known, with a fault too.
func (a *Auth) finish(w http.ResponseWriter, r *http.Request, f desk.Flow, in answer, e desk.Entry) (desk.Operator, error) {
	switch {
	case in.refusal != "":
		return desk.Operator{}, fault.New(fault.Denied, fault.CodeOIDCRefused, oidc.ErrorCode(in.refusal))
	case in.code == "":
		return desk.Operator{}, fault.New(fault.Denied, fault.CodeOIDCCode)
	}
	person, err := a.oidc.Provider.Finish(r.Context(), in.code, in.flow)
	if err != nil {
		return desk.Operator{}, err
	}
	if f.OperatorID != "" {
		return a.linkIdentity(r, f, person, e)
	}
	return a.enterAs(w, r, person, e)
}

// enterAs opens a session for the operator of the identity, and makes one where
// there is none and the groups give a role.
func (a *Auth) enterAs(w http.ResponseWriter, r *http.Request, person oidc.Person, e desk.Entry) (desk.Operator, error) {
	ctx := r.Context()
	i, err := a.store.Identity(ctx, person.Issuer, person.Subject)
	role := a.oidc.role(person.Groups)
	noRole := fault.New(fault.Denied, fault.CodeOIDCNoRole, person.Label)
	switch {
	case errors.Is(err, store.ErrNotFound) && role == "":
		return desk.Operator{}, noRole
	case errors.Is(err, store.ErrNotFound):
		return a.joinAs(w, r, person, e)
	case err != nil:
		return desk.Operator{}, fmt.Errorf("find the identity: %w", err)
	}
	o, err := a.store.Operator(ctx, i.OperatorID)
	if err != nil {
		return o, fmt.Errorf("find the operator: %w", err)
	}
	switch {
	case o.Disabled:
		return o, fault.New(fault.Denied, fault.CodeOIDCDisabled, o.Name)
	case i.Grouped && role == "":
		// Who has left the groups is out of the open sessions too.
		return o, errors.Join(noRole, a.store.DropSessions(ctx, o.ID, ""))
	case !i.Grouped:
		role = "" // an admin gave it
	}
	return o, a.enterWith(w, r, arrival{identity: i, role: role, proved: person.At}, entryOf(e, o, role))
}

// entryOf completes the entry of a sign-in; it tells of a role that changes.
func entryOf(e desk.Entry, o desk.Operator, role desk.Role) desk.Entry {
	e.ActorID, e.Actor, e.Target = o.ID, o.Name, o.Name
	if role != "" && role != o.Role {
		e.Detail = append(e.Detail, string(o.Role), string(role))
	}
	return e
}

// arrival is who comes from the provider, with the role that the groups give, or
// "", and when the person proved to be there.
type arrival struct {
	identity desk.Identity
	role     desk.Role
	proved   time.Time
}

func (a *Auth) enterWith(w http.ResponseWriter, r *http.Request, in arrival, e desk.Entry) error {
	err := a.change(w, r, func(ctx context.Context, tx *store.DB) error {
		if err := a.note(ctx, tx, e); err != nil {
			return err
		}
		o, err := tx.HoldIdentity(ctx, in.identity, in.role)
		if errors.Is(err, store.ErrNotFound) { // since it was looked at
			return fault.New(fault.Denied, fault.CodeOIDCDisabled, e.Actor)
		}
		if err != nil {
			return err
		}
		if len(e.Detail) > 1 { // sessions of the role before
			if err := tx.DropSessions(ctx, o.ID, ""); err != nil {
				return err
			}
		}
		_, err = a.open(ctx, tx, w, r, opening{operator: o, created: a.clock(), proved: in.proved})
		return err
	})
	if err != nil {
		return err
	}
	a.tidy(r.Context())
	return nil
}
