package oidc

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode"

	library "github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"keyporter/internal/fault"
)

const (
	maxLabel   = 100
	maxSubject = 255             // OpenID Connect Core 1.0, section 2
	leeway     = 5 * time.Minute // between our clock and the provider's
	freshFor   = 5 * time.Minute // how long ago a person may have signed in who must do so again
)

// Person is who the provider says has signed in. Issuer and Subject together
// are the identity; Label decides nothing.
type Person struct {
	Issuer  string
	Subject string
	Label   string
	Groups  []string
	At      time.Time // when the person proved it; zero where the provider does not tell
}

// Finish changes the code of an answer for the person. Each failure is a fault
// with the code of the check that failed.
func (p *Provider) Finish(ctx context.Context, code string, f Flow) (Person, error) {
	d, err := p.discover(ctx)
	if err != nil {
		return Person{}, err
	}
	ctx, cancel := context.WithTimeout(library.ClientContext(ctx, p.client), 2*patience)
	defer cancel()
	config := p.callback(d, f)
	token, err := config.Exchange(ctx, code, oauth2.VerifierOption(f.Verifier))
	if err != nil {
		return Person{}, p.exchangeFault(err)
	}
	raw, ok := token.Extra("id_token").(string)
	if !ok || raw == "" {
		return Person{}, fault.New(fault.Away, fault.CodeOIDCAnswer)
	}
	return p.verify(ctx, d, raw, f)
}

// exchangeFault tells why there is no token. The body of the answer may hold
// anything and stays out of the log.
func (p *Provider) exchangeFault(err error) error {
	var refused *oauth2.RetrieveError
	var network interface{ Timeout() bool }
	switch {
	case errors.As(err, &refused) && refused.Response.StatusCode >= http.StatusInternalServerError:
		return fault.New(fault.Away, fault.CodeOIDCAway, p.Host()).Because(errors.New("token endpoint: " + refused.Response.Status))
	case errors.As(err, &refused):
		return fault.New(fault.Denied, fault.CodeOIDCExchange, ErrorCode(refused.ErrorCode)).
			Because(errors.New("token endpoint: " + refused.Response.Status))
	case errors.As(err, &network):
		return fault.New(fault.Away, fault.CodeOIDCAway, p.Host()).Because(hush(err))
	}
	return fault.New(fault.Away, fault.CodeOIDCAnswer).Because(hush(err))
}

// ErrorCode is a provider's code of an error as it may be shown: RFC 6749 lets
// it be little more than letters, but whoever makes up an address may send more.
func ErrorCode(s string) string {
	odd := func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_' || r == '-') }
	if s == "" || len(s) > 64 || strings.ContainsFunc(s, odd) {
		return "unknown"
	}
	return s
}

// fetched are the provider's keys. It remembers when they could not be had:
// the library tells that apart from a signature that is wrong by words only.
type fetched struct {
	keys library.KeySet
	away error
}

func (k *fetched) VerifySignature(ctx context.Context, token string) ([]byte, error) {
	payload, err := k.keys.VerifySignature(ctx, token)
	if cause := errors.Unwrap(err); cause != nil {
		k.away = cause
	}
	return payload, err
}

// claims are those of an ID token that we read.
type claims struct {
	AuthTime  int64  `json:"auth_time"`
	NotBefore int64  `json:"nbf"`
	Party     string `json:"azp"`
	Username  string `json:"preferred_username"`
	Email     string `json:"email"`
	Name      string `json:"name"`
}

// verify checks the token as section 3.1.3.7 of OpenID Connect Core 1.0 says:
// signature, issuer, audience, times, nonce, in this order.
func (p *Provider) verify(ctx context.Context, d *discovered, raw string, f Flow) (Person, error) {
	denied := func(code fault.Code) *fault.Fault { return fault.New(fault.Denied, code) }
	keys := &fetched{keys: d.keys}
	// What the library would check after the signature is checked below, where
	// each check has its own code.
	verifier := library.NewVerifier(p.o.Issuer, keys, &library.Config{
		SupportedSigningAlgs: d.algorithms, SkipIssuerCheck: true, SkipClientIDCheck: true, SkipExpiryCheck: true,
	})
	token, err := verifier.Verify(ctx, raw)
	switch {
	case keys.away != nil:
		return Person{}, fault.New(fault.Away, fault.CodeOIDCAway, p.Host()).Because(hush(keys.away))
	case err != nil:
		return Person{}, denied(fault.CodeOIDCSignature).Because(hush(err))
	}
	var c claims
	all := map[string]json.RawMessage{}
	if err := errors.Join(token.Claims(&c), token.Claims(&all)); err != nil {
		return Person{}, fault.New(fault.Away, fault.CodeOIDCAnswer).Because(hush(err))
	}
	now := p.o.Clock()
	var at time.Time
	if c.AuthTime > 0 {
		at = time.Unix(c.AuthTime, 0).UTC()
		if at.After(now) {
			at = now
		}
	}
	switch {
	case token.Issuer != p.o.Issuer:
		return Person{}, denied(fault.CodeOIDCIssuer)
	case !slices.Contains(token.Audience, p.o.ClientID), len(token.Audience) > 1 && c.Party != p.o.ClientID, c.Party != "" && c.Party != p.o.ClientID:
		return Person{}, denied(fault.CodeOIDCAudience)
	case !token.Expiry.After(now), time.Unix(c.NotBefore, 0).After(now.Add(leeway)), token.IssuedAt.After(now.Add(leeway)):
		return Person{}, denied(fault.CodeOIDCExpired)
	case f.Nonce == "" || token.Nonce != f.Nonce:
		return Person{}, denied(fault.CodeOIDCNonce)
	case token.Subject == "" || len(token.Subject) > maxSubject:
		return Person{}, denied(fault.CodeOIDCSubject)
	case f.Fresh && !at.IsZero() && at.Before(now.Add(-freshFor)):
		return Person{}, denied(fault.CodeOIDCOld)
	}
	return Person{
		Issuer: token.Issuer, Subject: token.Subject, Label: label(c.Username, c.Email, c.Name, token.Subject),
		Groups: groups(all[p.o.Groups]), At: at,
	}, nil
}

// label is the first of the names that there is, without what no name has.
func label(names ...string) string {
	for _, name := range names {
		name = strings.TrimSpace(strings.Map(func(r rune) rune {
			if unicode.IsGraphic(r) {
				return r
			}
			return -1
		}, name))
		if runes := []rune(name); len(runes) > maxLabel {
			name = string(runes[:maxLabel])
		}
		if name != "" {
			return name
		}
	}
	return ""
}

// groups reads a claim that is a list of names or one name. Providers send
// nothing else; what is no name is in no group.
func groups(claim json.RawMessage) []string {
	var one string
	if json.Unmarshal(claim, &one) == nil {
		return []string{one}
	}
	var list []any
	if json.Unmarshal(claim, &list) != nil {
		return nil
	}
	var names []string
	for _, v := range list {
		if name, ok := v.(string); ok {
			names = append(names, name)
		}
	}
	return names
}
