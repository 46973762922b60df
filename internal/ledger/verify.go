package ledger

import (
	"context"
	"errors"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/store"
)

// Check says what to verify. The zero value is the whole log as the database has it.
type Check struct {
	From int64 // the first entry to look at; 0 and 1 are the beginning
	// Most is how many entries are looked at, at most; 0 is all. A log that goes on
	// behind them is fine as far as it was looked at.
	Most int64
	Prev string               // hash of the entry before From, where it is known
	Keys []desk.CheckpointKey // that check the checkpoints that the log keeps of itself
	// Outside are checkpoints that were kept where the database is not.
	Outside []desk.Checkpoint
}

// Verified says what was looked at and found whole.
type Verified struct {
	From, To    int64  // the first and the last entry; To is From-1 where there was none
	Hash        string // of the last
	Head        int64  // where the log ends
	Checkpoints int    // that agree
	Unknown     int    // checkpoints in the database whose signing key is not here
	At          time.Time
}

// errEnough ends a walk that has looked at as many entries as it was to.
var errEnough = errors.New("enough entries")

// Verify recomputes the chain from the exact bytes that are stored, in one consistent
// reading. The error is a *desk.Break with the first entry that is wrong, or that of
// a database that cannot be read.
func Verify(ctx context.Context, db *store.DB, c Check) (Verified, error) {
	v := Verified{From: max(c.From, 1)}
	err := db.Snapshot(ctx, func(tx *store.DB) error {
		head, hash, err := tx.AuditHead(ctx)
		if err != nil {
			return err
		}
		v.Head = head
		marks, err := v.marks(ctx, tx, c)
		if err != nil {
			return err
		}
		chain := desk.ChainFrom(v.From)
		if c.Prev != "" {
			chain = desk.Chain{Seq: v.From - 1, Hash: c.Prev}
		}
		err = tx.EachLink(ctx, c.From, func(l desk.ChainLink) error {
			if c.Most > 0 && chain.Seq-v.From+1 >= c.Most {
				return errEnough
			}
			if b := chain.Follow(l); b != nil {
				return b
			}
			return v.meet(l, marks[l.Seq])
		})
		v.To, v.Hash = chain.Seq, chain.Hash
		if err != nil {
			return err
		}
		if b := chain.Ends(head, hash); b != nil {
			return b
		}
		for seq := range marks {
			if seq > v.To {
				return &desk.Break{Seq: v.To + 1, Flaw: desk.FlawMissing}
			}
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return v, err
}

// mark is a checkpoint to be met on the way.
type mark struct {
	desk.Checkpoint
	forged bool // its signature is not right
}

// marks gathers the checkpoints from the first entry on, by their numbers.
func (v *Verified) marks(ctx context.Context, db *store.DB, c Check) (map[int64][]mark, error) {
	all := map[int64][]mark{}
	for _, o := range c.Outside {
		if o.Seq >= v.From {
			all[o.Seq] = append(all[o.Seq], mark{Checkpoint: o})
		}
	}
	kept, err := db.Checkpoints(ctx, v.From, 0)
	if err != nil {
		return nil, err
	}
	for _, k := range kept {
		if len(c.Keys) == 0 {
			break
		}
		signed, err := desk.OpenCheckpoint(k.Note, c.Keys)
		switch {
		case errors.Is(err, desk.ErrCheckpointKey):
			v.Unknown++
		case err != nil, signed.Seq != k.Seq:
			all[k.Seq] = append(all[k.Seq], mark{forged: true})
		default:
			all[k.Seq] = append(all[k.Seq], mark{Checkpoint: signed})
		}
	}
	return all, nil
}

// meet compares a link that was followed with the checkpoints for it.
func (v *Verified) meet(l desk.ChainLink, marks []mark) error {
	for _, m := range marks {
		switch {
		case m.forged:
			return &desk.Break{Seq: l.Seq, Flaw: desk.FlawSignature}
		case m.Hash != l.Hash:
			return &desk.Break{Seq: l.Seq, Flaw: desk.FlawCheckpoint}
		default:
			v.Checkpoints++
		}
	}
	return nil
}

// VerifyNext verifies the next entries of the log, at most as many as said: where
// the last time did not come to the end it goes on there, else it begins anew. What
// it found is in the state from then on.
func (l *Ledger) VerifyNext(ctx context.Context, most int64) (State, error) {
	last := l.State()
	c := Check{Most: most, Keys: l.keys}
	if v := last.Verified; last.Break == nil && v.To > 0 && v.To < v.Head {
		c.From, c.Prev = v.To+1, v.Hash
	}
	if last.Kept.Seq >= c.From && last.Kept.Seq > 0 && !last.Recovery {
		c.Outside = []desk.Checkpoint{last.Kept}
	}
	v, err := Verify(ctx, l.o.Store, c)
	v.At = l.now()
	var b *desk.Break
	if err != nil && !errors.As(err, &b) {
		return last, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.state.Verified, l.state.Break = v, b
	return l.state, nil
}
