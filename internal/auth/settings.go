package auth

import (
	"context"
	"fmt"
	"net/url"

	"keyporter/internal/desk"
)

// settings reads what admins have set. Nothing is kept: a change holds in every
// process from the next request on.
func (a *Auth) settings(ctx context.Context) (desk.Settings, error) {
	s, err := a.store.Settings(ctx)
	if err != nil {
		return s, fmt.Errorf("read the settings: %w", err)
	}
	return s, nil
}

// Public is the address that people use: the one of the options, or the one that an
// admin has set; nil where neither is there.
func (a *Auth) Public(ctx context.Context) (*url.URL, error) {
	if a.public != nil {
		return a.public, nil
	}
	s, err := a.settings(ctx)
	return s.General.Address(), err
}

// MustEnrol reports whether the actor has to add a second factor before anything
// else.
func (a *Auth) MustEnrol(ctx context.Context, by desk.Actor) (bool, error) {
	if by.Factor || a.fixed {
		return a.demand && !by.Factor, nil
	}
	s, err := a.settings(ctx)
	return a.demands(s), err
}

// demands reports whether every operator must have a second factor.
func (a *Auth) demands(s desk.Settings) bool {
	if a.fixed || s.SignIn.Factor == "" {
		return a.demand
	}
	return s.SignIn.Factor == desk.FactorDemanded
}
