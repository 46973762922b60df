package ledger

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/store"
)

// begin puts an old copy into recovery: it drops what it must not bring back, and
// from then on nothing is changed until a person has confirmed it.
func (l *Ledger) begin(ctx context.Context, outside desk.Checkpoint, found int64) error {
	switch last, err := l.o.Store.LastRecovery(ctx); {
	case errors.Is(err, store.ErrNotFound):
	case err != nil:
		return fmt.Errorf("read of earlier recoveries: %w", err)
	case last.Ended.IsZero():
		l.setRecovery(true)
		return nil
	case !outside.At.After(last.Began):
		return nil // another process had this checkpoint: what it tells of is known to be lost
	}
	v := desk.Recovery{ID: desk.NewID(l.now()), Began: l.now(), KeptSeq: outside.Seq, KeptAt: outside.At, FoundSeq: found}
	if last, err := l.o.Store.Audit(ctx, desk.AuditFilter{Limit: 1}); err == nil && len(last) == 1 {
		v.FoundAt = last[0].At
	}
	err := l.o.Store.BeginRecovery(ctx, v, desk.Entry{
		At: v.Began, Act: v.ID, Phase: desk.Noted, Actor: "keyporter", Verb: desk.RecoveryBegin, Target: v.ID,
		Detail: []string{strconv.FormatInt(outside.Seq, 10), outside.Hash, strconv.FormatInt(found, 10)},
	})
	if err != nil && !errors.Is(err, store.ErrTaken) {
		return fmt.Errorf("begin the recovery of an old copy: %w", err)
	}
	if err == nil {
		l.o.Log.ErrorContext(ctx, "the database is an old copy: nothing is changed until an admin confirms it",
			"entries", found, "checkpoint", outside.Seq, "signed", outside.At)
	}
	l.setRecovery(true)
	return nil
}

// Recovery returns the recovery that waits for a person.
func (l *Ledger) Recovery(ctx context.Context) (desk.Recovery, bool, error) {
	v, err := l.o.Store.Recovery(ctx)
	if errors.Is(err, store.ErrNotFound) {
		return v, false, nil
	}
	return v, err == nil, err
}

// EndRecovery ends the recovery that waits. The checkpoint that told of what was
// lost is kept beside the file, under the name of the recovery, and the next one is
// of this database.
func (l *Ledger) EndRecovery(ctx context.Context, by desk.Actor) error {
	v, waits, err := l.Recovery(ctx)
	if err != nil {
		return err
	}
	if !waits {
		return fault.New(fault.Conflict, fault.CodeRecoveryOver)
	}
	now := l.now()
	err = l.o.Store.EndRecovery(ctx, by.Operator.Name, now, desk.Entry{
		At: now, Act: v.ID, Phase: desk.Noted, ActorID: by.Operator.ID, Actor: by.Operator.Name, Verb: desk.RecoveryEnd, Target: v.ID,
		Detail:    []string{strconv.FormatInt(v.KeptSeq, 10), strconv.FormatInt(v.FoundSeq, 10)},
		RequestID: by.RequestID, Client: by.Client,
	})
	if errors.Is(err, store.ErrNotFound) {
		return fault.New(fault.Conflict, fault.CodeRecoveryOver)
	}
	if err != nil {
		return fmt.Errorf("end the recovery: %w", err)
	}
	if err := os.Rename(l.o.File, l.o.File+".before-"+v.ID); err != nil && !errors.Is(err, os.ErrNotExist) {
		l.o.Log.WarnContext(ctx, "the checkpoint of what was lost is not kept", "error", err)
	}
	return l.Checkpoint(ctx)
}
