package ledger

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"keyporter/internal/desk"
	"keyporter/internal/store"
)

// Checkpoint signs how far the log has come, and writes that to the file, to the
// log of the program and beside the audit log. An old copy gets none: the file
// shows how far the log had come.
func (l *Ledger) Checkpoint(ctx context.Context) error {
	return l.note(l.checkpoint(ctx, true))
}

// look does what is due: the file follows the log at once, the rest later. A
// database that was changed for an old copy while the program runs is found too.
func (l *Ledger) look(ctx context.Context) error {
	l.mu.Lock()
	kept, due := l.kept, !l.now().Before(l.lasted.Add(l.o.Every))
	l.mu.Unlock()
	if kept.Hash != "" {
		if err := l.compare(ctx, kept); err != nil {
			return l.note(err)
		}
	}
	return l.note(l.checkpoint(ctx, due))
}

func (l *Ledger) note(err error) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.state.Problem = err
	return err
}

func (l *Ledger) checkpoint(ctx context.Context, everywhere bool) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch _, err := l.o.Store.Recovery(ctx); {
	case err == nil:
		l.state.Recovery = true
		return nil
	case !errors.Is(err, store.ErrNotFound):
		return err
	}
	l.state.Recovery = false
	seq, hash, err := l.o.Store.AuditHead(ctx)
	if err != nil {
		return err
	}
	if c := (desk.Checkpoint{Origin: l.origin, Seq: seq, Hash: hash, At: l.now()}); c.Seq != l.kept.Seq || c.Hash != l.kept.Hash || everywhere {
		signed, err := l.keys[0].Sign(c)
		if err != nil {
			return err
		}
		if err := writeCheckpoint(l.o.File, signed); err != nil {
			return err
		}
		l.kept, l.state.Kept = c, c
		if everywhere {
			l.lasted = c.At
			l.o.Log.InfoContext(ctx, "checkpoint of the audit log", "seq", seq, "hash", hash, "signed", signed)
			if seq > 0 {
				return l.o.Store.AddCheckpoint(ctx, store.SignedCheckpoint{Seq: seq, At: c.At, Note: signed})
			}
		}
	}
	return nil
}

// compare holds the database against a checkpoint from outside. A database that has
// not got that entry is an old copy, or the log of another.
func (l *Ledger) compare(ctx context.Context, outside desk.Checkpoint) error {
	seq, _, err := l.o.Store.AuditHead(ctx)
	if err != nil {
		return err
	}
	if outside.Origin != l.origin && seq == 0 {
		return l.setAside(ctx) // a new database beside the file of one that is gone
	}
	hash, err := "", error(nil)
	if outside.Seq > 0 {
		hash, err = l.o.Store.AuditHash(ctx, outside.Seq)
	}
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return fmt.Errorf("read the entry of the checkpoint: %w", err)
	}
	if err == nil && outside.Origin == l.origin && hash == outside.Hash {
		return nil
	}
	return l.begin(ctx, outside, seq)
}

// setAside keeps the checkpoint of another log under its own name.
func (l *Ledger) setAside(ctx context.Context) error {
	other := l.o.File + ".of-" + l.origin
	l.o.Log.WarnContext(ctx, "the checkpoint is of another database, which was not empty as this one is", "kept as", other)
	if err := os.Rename(l.o.File, other); err != nil {
		return fmt.Errorf("set the checkpoint of another database aside: %w", err)
	}
	return nil
}

// ReadCheckpoint reads a file with a signed checkpoint. The error of a file that is
// not there is os.ErrNotExist.
func ReadCheckpoint(path string, keys []desk.CheckpointKey) (desk.Checkpoint, error) {
	signed, err := os.ReadFile(path)
	if err != nil {
		return desk.Checkpoint{}, fmt.Errorf("read the checkpoint: %w", err)
	}
	return desk.OpenCheckpoint(string(signed), keys)
}

// writeCheckpoint puts a signed checkpoint in the place of the one before: whoever
// reads the file, and whenever the machine stops, it is one of the two.
func writeCheckpoint(path, signed string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make the folder of the checkpoint: %w", err)
	}
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("write the checkpoint: %w", err)
	}
	_, err = f.WriteString(signed)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // it is of no use to anybody
		return fmt.Errorf("write the checkpoint: %w", err)
	}
	return nil
}
