package auth

import (
	"context"
	"fmt"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/store"
)

// Sessions returns the sessions of an operator that are not over, the one used
// last first.
func (a *Auth) Sessions(ctx context.Context, operatorID string) ([]desk.Session, error) {
	born, seen, err := a.sessions.ends(ctx, a.clock())
	if err != nil {
		return nil, err
	}
	list, err := a.store.Sessions(ctx, operatorID, born, seen)
	if err != nil {
		return nil, fmt.Errorf("list sessions: %w", err)
	}
	return list, nil
}

// EndSession ends one session of the operator of, in every process, by the next
// request. It is fault NotFound, CodeSessionNotFound, when it has ended before,
// or is another operator's.
func (a *Auth) EndSession(ctx context.Context, by desk.Actor, of desk.Operator, id string) (err error) {
	defer fault.Doing(&err, "end a session of %s", of.Name)
	return a.actOn(ctx, by, desk.Entry{Verb: desk.SessionEnd, Target: of.Name}, func(tx *store.DB) error {
		had, err := tx.DropOperatorSession(ctx, of.ID, id)
		if err == nil && !had {
			err = fault.New(fault.NotFound, fault.CodeSessionNotFound)
		}
		return err
	})
}

// EndSessions ends all sessions of the operator of, but the one that asks.
func (a *Auth) EndSessions(ctx context.Context, by desk.Actor, of desk.Operator) (err error) {
	defer fault.Doing(&err, "end the sessions of %s", of.Name)
	return a.actOn(ctx, by, desk.Entry{Verb: desk.SessionsEnd, Target: of.Name}, func(tx *store.DB) error {
		return tx.DropSessions(ctx, of.ID, by.Session)
	})
}

// actOn runs f in one transaction with the entry of an act of a signed-in
// operator.
func (a *Auth) actOn(ctx context.Context, by desk.Actor, e desk.Entry, f func(tx *store.DB) error) error {
	e.Phase, e.ActorID, e.Actor = desk.Noted, by.Operator.ID, by.Operator.Name
	e.RequestID, e.Client = by.RequestID, by.Client
	return a.store.Tx(ctx, func(tx *store.DB) error {
		if err := a.note(ctx, tx, e); err != nil {
			return err
		}
		return f(tx)
	})
}
