package porter

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/ledger"
	"keyporter/internal/store"
)

const (
	// verifyPiece is how many entries one press of the button looks at, at most.
	verifyPiece = 100_000
	// viewQuiet is how long views of the log by one operator count as one.
	viewQuiet = 15 * time.Minute
)

// viewers remembers who has looked at the log, so that turning pages does not fill
// it.
type viewers struct {
	mu   sync.Mutex
	seen map[string]time.Time // by the operator's id
}

// again reports whether the operator has looked a little while ago.
func (v *viewers) again(id string, now time.Time) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	if last, ok := v.seen[id]; ok && now.Sub(last) < viewQuiet {
		return true
	}
	if v.seen == nil {
		v.seen = map[string]time.Time{}
	}
	v.seen[id] = now
	return false
}

// AuditViewed writes down that the operator looks at the log; several looks shortly
// after each other are one. Part is the address of what is shown.
func (p *Porter) AuditViewed(ctx context.Context, by desk.Actor, part string) {
	if !p.viewers.again(by.Operator.ID, p.now()) {
		p.looked(ctx, by, desk.AuditView, "audit", part)
	}
}

// AuditExported writes down that the operator takes the log away, and the address
// of which part.
func (p *Porter) AuditExported(ctx context.Context, by desk.Actor, part string) {
	p.looked(ctx, by, desk.AuditExport, "audit", part)
}

// looked writes down a look at the log, which belongs to no act. Reading goes on
// where that fails.
func (p *Porter) looked(ctx context.Context, by desk.Actor, verb desk.Verb, target string, detail ...string) {
	if _, err := p.store.Append(context.WithoutCancel(ctx), p.note(by, "", verb, target, detail...)); err != nil {
		p.log.ErrorContext(ctx, "a look at the audit log is not in it", "verb", verb, "error", err)
	}
}

// AuditEntryView is one entry of the log with what proves it.
type AuditEntryView struct {
	desk.Entry
	Prev, Hash string
	Broken     *desk.Break // what is wrong with it, or nil
	Last       bool        // no entry follows
	// Before and After are what the act changed, from whichever of its entries has
	// it.
	Before, After string
	Checkpoint    int64 // the first signed one that covers it; 0: none yet
	SignedAt      time.Time
}

// AuditEntry returns one entry of the log, for operators who may see it.
func (p *Porter) AuditEntry(ctx context.Context, by desk.Actor, seq int64) (AuditEntryView, error) {
	if err := mayAudit(by); err != nil {
		return AuditEntryView{}, err
	}
	l, err := p.store.AuditLink(ctx, seq)
	if errors.Is(err, store.ErrNotFound) {
		return AuditEntryView{}, fault.New(fault.NotFound, fault.CodePageNotFound)
	}
	if err != nil {
		return AuditEntryView{}, fmt.Errorf("read entry %d: %w", seq, err)
	}
	v := AuditEntryView{Prev: l.Prev, Hash: l.Hash}
	chain := desk.ChainFrom(seq)
	v.Broken = chain.Follow(l)
	if err := json.Unmarshal(l.Record, &v.Entry); err != nil {
		v.Entry = desk.Entry{} // Broken tells of it
	}
	v.Seq = seq
	head, _, err := p.store.AuditHead(ctx)
	if err != nil {
		return v, err
	}
	v.Last = head <= seq
	list, err := p.store.Audit(ctx, desk.AuditFilter{Act: v.Act, Limit: maxAudit})
	if err != nil {
		return v, err
	}
	for _, e := range list {
		if v.Act != "" && (e.Before != "" || e.After != "") {
			v.Before, v.After = e.Before, e.After
		}
	}
	signed, err := p.store.Checkpoints(ctx, seq, 1)
	if err == nil && len(signed) == 1 {
		v.Checkpoint, v.SignedAt = signed[0].Seq, signed[0].At
	}
	return v, err
}

// LogState is what is known of the log as a whole.
type LogState struct {
	ledger.State
	Sinks []ledger.SinkState
}

// LogState tells how far the log was verified, signed and sent.
func (p *Porter) LogState(ctx context.Context) (LogState, error) {
	sinks, err := p.ledger.Sinks(ctx)
	return LogState{p.ledger.State(), sinks}, err
}

// VerifyAudit looks at the next entries of the log, for operators who may see it,
// and writes down what it found.
func (p *Porter) VerifyAudit(ctx context.Context, by desk.Actor) error {
	if err := mayAudit(by); err != nil || p.ledger == nil {
		return err
	}
	s, err := p.ledger.VerifyNext(ctx, verifyPiece)
	if err != nil {
		return err
	}
	found := []string{s.Verified.Hash}
	if s.Break != nil {
		found = []string{strconv.FormatInt(s.Break.Seq, 10), string(s.Break.Flaw)}
	}
	p.looked(ctx, by, desk.AuditVerify, strconv.FormatInt(s.Verified.To, 10), found...)
	return nil
}

func mayAudit(by desk.Actor) error {
	if by.Operator.Role.May(desk.CanAudit) {
		return nil
	}
	return desk.CanAudit.Lacking()
}
