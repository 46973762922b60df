package auth

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/store"
)

const (
	askLife        = 10 * time.Minute // of what an authenticator was asked
	passkeyName    = 64               // characters
	maxAnswer      = 16 << 10         // bytes of what a browser sends for an authenticator
	maxPasskeys    = 10               // of an operator
	forRegistering = "register"
	forProving     = "prove"
)

// asked is what an authenticator was asked to sign. It lies in the store, bound to
// one session, and is answered once.
type asked struct {
	Purpose string               `json:"purpose"`
	Options json.RawMessage      `json:"options"` // for the browser
	Session webauthn.SessionData `json:"session"`
}

// holder is an operator as the library knows one.
type holder struct {
	operator desk.Operator
	keys     []webauthn.Credential
}

func (h holder) WebAuthnID() []byte                         { return []byte(h.operator.ID) }
func (h holder) WebAuthnName() string                       { return h.operator.Name }
func (h holder) WebAuthnDisplayName() string                { return h.operator.Name }
func (h holder) WebAuthnCredentials() []webauthn.Credential { return h.keys }

// party is this Keyporter as browsers name it to authenticators, or nil where they
// cannot: they want a name, not an address, and HTTPS or this machine.
// Rule: Web Authentication Level 3, 5.1.3 and the definition of an RP ID.
func (a *Auth) party(r *http.Request) (*webauthn.WebAuthn, error) {
	scheme, host := "http", r.Host
	if a.secure {
		scheme = "https"
	}
	public, err := a.Public(r.Context())
	if err != nil {
		return nil, err
	}
	if public != nil {
		scheme, host = public.Scheme, public.Host
	}
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	_, numeric := netip.ParseAddr(strings.Trim(name, "[]"))
	if numeric == nil || name == "" || scheme != "https" && name != "localhost" {
		return nil, nil
	}
	party, err := webauthn.New(&webauthn.Config{
		RPID: name, RPDisplayName: issuer, RPOrigins: []string{scheme + "://" + host},
		AttestationPreference: protocol.PreferNoAttestation,
	})
	if err != nil {
		return nil, fmt.Errorf("name this Keyporter to authenticators: %w", err)
	}
	return party, nil
}

// Passkeys reports whether browsers can use passkeys where the request was sent to.
func (a *Auth) Passkeys(r *http.Request) bool {
	party, err := a.party(r)
	return err == nil && party != nil
}

func passkeyPlace(operatorID, id string) string { return "passkey/" + operatorID + "/" + id }

// holder reads an operator's passkeys, with the greatest counters that were seen.
func (a *Auth) holder(ctx context.Context, o desk.Operator) (holder, error) {
	rows, err := a.store.Passkeys(ctx, o.ID)
	if err != nil {
		return holder{}, fmt.Errorf("read the passkeys: %w", err)
	}
	h := holder{operator: o}
	for _, row := range rows {
		plain, err := a.seal.Open(row.Credential, nil, passkeyPlace(o.ID, row.ID))
		if err != nil {
			return holder{}, fmt.Errorf("open a passkey: %w", err)
		}
		var c webauthn.Credential
		if err := json.Unmarshal(plain, &c); err != nil {
			return holder{}, fmt.Errorf("decode a passkey: %w", err)
		}
		c.Authenticator.SignCount = uint32(row.Counter)
		h.keys = append(h.keys, c)
	}
	return h, nil
}

// keep stores what an authenticator is asked, in the place of what was asked before.
func (a *Auth) keep(ctx context.Context, session, purpose string, options any, data *webauthn.SessionData) error {
	told, err := json.Marshal(options)
	if err != nil {
		return fmt.Errorf("encode what an authenticator is asked: %w", err)
	}
	row, err := json.Marshal(asked{Purpose: purpose, Options: told, Session: *data})
	if err != nil {
		return fmt.Errorf("encode what an authenticator is asked: %w", err)
	}
	return a.store.SetAsked(ctx, session, row, a.clock())
}

// AskToRegister asks a new authenticator of the actor to make a passkey. Asked tells
// the browser; AddPasskey takes the answer. fault Conflict, CodePasskeyPlace, where
// browsers cannot.
func (a *Auth) AskToRegister(r *http.Request, by desk.Actor) (err error) {
	defer fault.Doing(&err, "ask for a passkey of %s", by.Operator.Name)
	party, err := a.party(r)
	if err != nil {
		return err
	}
	if party == nil {
		return fault.New(fault.Conflict, fault.CodePasskeyPlace)
	}
	h, err := a.holder(r.Context(), by.Operator)
	if err != nil {
		return err
	}
	if len(h.keys) >= maxPasskeys {
		return fault.New(fault.Conflict, fault.CodePasskeysFull, fmt.Sprint(maxPasskeys))
	}
	options, data, err := party.BeginRegistration(h, webauthn.WithExclusions(webauthn.Credentials(h.keys).CredentialDescriptors()))
	if err != nil {
		return err
	}
	return a.keep(r.Context(), by.Session, forRegistering, options.Response, data)
}

// AskToProve asks the authenticators of the operator for a signature, from the
// session of that hash, and reports whether it can: the operator has a passkey, and
// browsers can use it.
func (a *Auth) AskToProve(r *http.Request, o desk.Operator, session string) (can bool, err error) {
	defer fault.Doing(&err, "ask for a passkey of %s", o.Name)
	party, err := a.party(r)
	if err != nil || party == nil {
		return false, err
	}
	h, err := a.holder(r.Context(), o)
	if err != nil || len(h.keys) == 0 {
		return false, err
	}
	options, data, err := party.BeginLogin(h)
	if err != nil {
		return false, err
	}
	return true, a.keep(r.Context(), session, forProving, options.Response, data)
}

// AskHalf is AskToProve for who has given the password.
func (a *Auth) AskHalf(r *http.Request) (bool, error) {
	o, session, err := a.half(r)
	if err != nil {
		return false, err
	}
	return a.AskToProve(r, o, session)
}

// AskedToRegister returns what AskToRegister asks, as JSON for the browser; "" where
// nothing is asked.
func (a *Auth) AskedToRegister(ctx context.Context, by desk.Actor) (string, error) {
	return a.asked(ctx, by.Session, forRegistering)
}

// AskedToProve returns what AskToProve asks from the session of the hash, as JSON for
// the browser; "" where nothing is asked.
func (a *Auth) AskedToProve(ctx context.Context, session string) (string, error) {
	return a.asked(ctx, session, forProving)
}

// AskedHalf is AskedToProve for who has given the password.
func (a *Auth) AskedHalf(r *http.Request) (string, error) {
	_, session, err := a.half(r)
	if err != nil {
		return "", err
	}
	return a.asked(r.Context(), session, forProving)
}

func (a *Auth) asked(ctx context.Context, session, purpose string) (string, error) {
	row, err := a.store.Asked(ctx, session, a.clock().Add(-askLife))
	if errors.Is(err, store.ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read what an authenticator is asked: %w", err)
	}
	q, err := readAsked(row, purpose)
	if err != nil {
		return "", err
	}
	return string(q.Options), nil
}

func readAsked(row []byte, purpose string) (asked, error) {
	var q asked
	if err := json.Unmarshal(row, &q); err != nil {
		return q, fmt.Errorf("decode what an authenticator was asked: %w", err)
	}
	if q.Purpose != purpose {
		return asked{}, nil
	}
	return q, nil
}

// takeAsked takes what the session was asked; false when it was asked nothing for
// that purpose, or has answered.
func (a *Auth) takeAsked(ctx context.Context, session, purpose string) (asked, bool, error) {
	row, err := a.store.TakeAsked(ctx, session, a.clock().Add(-askLife))
	if errors.Is(err, store.ErrNotFound) {
		return asked{}, false, nil
	}
	if err != nil {
		return asked{}, false, fmt.Errorf("take what an authenticator was asked: %w", err)
	}
	q, err := readAsked(row, purpose)
	return q, q.Purpose != "", err
}

// NewPasskey is what a browser sends for a new authenticator, and its name.
type NewPasskey struct{ Name, Answer string }

// AddPasskey takes a new authenticator into use. The session gets a new id, the
// operator's others end. It returns new recovery codes where the operator had none.
// An answer that does not hold is fault Invalid, CodePasskeyWrong.
func (a *Auth) AddPasskey(w http.ResponseWriter, r *http.Request, by desk.Actor, in NewPasskey) (codes []string, err error) {
	defer fault.Doing(&err, "add a passkey of %s", by.Operator.Name)
	name := strings.TrimSpace(in.Name)
	switch {
	case name == "":
		return nil, fault.Field("name", fault.CodeRequired)
	case len([]rune(name)) > passkeyName:
		return nil, fault.Field("name", fault.CodeTooLong, fmt.Sprint(passkeyName))
	}
	c, err := a.registered(r, by, in.Answer)
	if err != nil {
		return nil, err
	}
	row := store.Passkey{Counter: int64(c.Authenticator.SignCount)}
	row.ID, row.Name, row.Created = base64.RawURLEncoding.EncodeToString(c.ID), name, a.clock()
	plain, err := json.Marshal(c)
	if err != nil {
		return nil, fmt.Errorf("encode a passkey: %w", err)
	}
	if row.Credential, err = a.seal.Seal(plain, nil, passkeyPlace(by.Operator.ID, row.ID)); err != nil {
		return nil, err
	}
	e := a.factorEntry(r, by, desk.FactorAdd, byPasskey, name)
	e.Phase = desk.Noted
	err = a.change(w, r, func(ctx context.Context, tx *store.DB) error {
		if err := a.note(ctx, tx, e); err != nil {
			return err
		}
		if err := tx.AddPasskey(ctx, by.Operator.ID, row); err != nil {
			return err
		}
		codes, err = a.factorAdded(ctx, tx, w, r, by)
		return err
	})
	if errors.Is(err, store.ErrTaken) {
		return nil, fault.New(fault.Conflict, fault.CodePasskeyWrong).Because(err)
	}
	return codes, err
}

// registered checks the answer of a new authenticator.
func (a *Auth) registered(r *http.Request, by desk.Actor, answer string) (*webauthn.Credential, error) {
	q, ok, err := a.takeAsked(r.Context(), by.Session, forRegistering)
	if err != nil {
		return nil, err
	}
	party, err := a.party(r)
	if err != nil {
		return nil, err
	}
	wrong := fault.New(fault.Invalid, fault.CodePasskeyWrong)
	if !ok || party == nil || len(answer) > maxAnswer {
		return nil, wrong
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes([]byte(answer))
	if err != nil {
		return nil, wrong.Because(err)
	}
	c, err := party.CreateCredential(holder{operator: by.Operator}, q.Session, parsed)
	if err != nil {
		return nil, wrong.Because(err)
	}
	return c, nil
}

// signed looks at the signature of a passkey and reports whether it is right. A
// counter that did not grow is fault Denied, CodePasskeyCopied: there are two of the
// authenticator. Rule: Web Authentication Level 3, 7.2, step 22.
func (a *Auth) signed(r *http.Request, o desk.Operator, in Proof) (given, bool, error) {
	ctx := r.Context()
	g := given{how: []string{byPasskey}}
	q, ok, err := a.takeAsked(ctx, in.session, forProving)
	if err != nil || !ok || len(in.Passkey) > maxAnswer {
		return g, false, err
	}
	party, err := a.party(r)
	if err != nil || party == nil {
		return g, false, err
	}
	h, err := a.holder(ctx, o)
	if err != nil {
		return g, false, err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes([]byte(in.Passkey))
	if err != nil {
		return g, false, nil // it is no answer of an authenticator: wrong like any other
	}
	c, err := party.ValidateLogin(h, q.Session, parsed)
	if err != nil {
		return g, false, nil // the signature does not hold
	}
	id, counter := base64.RawURLEncoding.EncodeToString(c.ID), int64(c.Authenticator.SignCount)
	if c.Authenticator.CloneWarning {
		return g, false, fault.New(fault.Denied, fault.CodePasskeyCopied)
	}
	g.use = func(ctx context.Context, tx *store.DB) (bool, error) {
		return tx.UsePasskey(ctx, o.ID, id, counter, a.clock())
	}
	return g, true, nil
}

// RemovePasskey takes a passkey away. Recovery codes go with the last factor; the
// operator's other sessions end.
func (a *Auth) RemovePasskey(w http.ResponseWriter, r *http.Request, by desk.Actor, id string) (err error) {
	defer fault.Doing(&err, "remove a passkey of %s", by.Operator.Name)
	return a.removeFactor(w, r, by, a.factorEntry(r, by, desk.FactorRemove, byPasskey, id), func(ctx context.Context, tx *store.DB) (bool, error) {
		return tx.DropPasskey(ctx, by.Operator.ID, id)
	})
}
