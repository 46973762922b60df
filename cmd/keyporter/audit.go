package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/ledger"
	"keyporter/internal/seal"
	"keyporter/internal/store"
	"keyporter/internal/text"
)

// auditCommand reads the audit log where it lies and changes nothing: a dashboard
// may be at work on it.
type auditCommand struct {
	Verify auditVerify `cmd:"" help:"Recompute the chain of the audit log. Exit 1 names the first entry that is wrong, exit 2 says that the log could not be looked at."`
	Export auditExport `cmd:"" help:"Write the audit log, the oldest entry first."`
}

type auditVerify struct {
	stateOptions
	checkpointOptions
	Checkpoint string `help:"Another file with a signed checkpoint that the log has to agree with." placeholder:"FILE"`
	From       int64  `help:"Begin at the entry of this number, and take its word for what was before." default:"1" placeholder:"N"`
	Lang       string `help:"Language of the answer, en or ko." enum:"en,ko" default:"en"`
}

// Run verifies the log.
func (c *auditVerify) Run(ctx context.Context, s streams) (err error) {
	if c.From < 1 {
		return misused("--from %d: want the number of an entry, from 1", c.From)
	}
	db, err := store.OpenToRead(ctx, c.dsn())
	if err != nil {
		return misused("%v", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	check, err := c.gather(ctx, db)
	if err != nil {
		return err
	}
	t := text.Pick(c.Lang, "").Ledger
	v, err := ledger.Verify(ctx, db, check)
	var b *desk.Break
	if errors.As(err, &b) {
		return errors.New(t.Break(b.Seq, string(b.Flaw), b.Column))
	}
	if err != nil {
		return misused("%v", err)
	}
	said := t.Empty
	if v.To >= v.From {
		said = fmt.Sprintf(t.Whole, strconv.FormatInt(v.From, 10), strconv.FormatInt(v.To, 10)) + " " + v.Hash
	}
	said += "\n" + fmt.Sprintf(t.Checkpoints, strconv.Itoa(v.Checkpoints)) + "\n"
	if v.Unknown > 0 {
		said += fmt.Sprintf(t.Unknown, strconv.Itoa(v.Unknown)) + "\n"
	}
	if len(check.Outside) == 0 {
		said += t.NoOutside + "\n"
	}
	_, err = io.WriteString(s.Out, said)
	return err
}

// gather reads the server keys and the checkpoints that are kept in files. The one
// that nobody named may be missing.
func (c *auditVerify) gather(ctx context.Context, db *store.DB) (ledger.Check, error) {
	check := ledger.Check{From: c.From}
	ring, err := seal.Read(c.sealKeyFile())
	if errors.Is(err, os.ErrNotExist) && c.Checkpoint == "" {
		return check, nil
	}
	if err != nil {
		return check, misused("%v", err)
	}
	if check.Keys, err = ledger.Keys(ring); err != nil {
		return check, err
	}
	origin, err := db.AuditOrigin(ctx, "")
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return check, misused("%v", err)
	}
	for _, f := range []struct {
		path  string
		named bool
	}{{c.Checkpoint, true}, {c.path(c.stateOptions), c.CheckpointFile != ""}} {
		if f.path == "" {
			continue
		}
		kept, err := ledger.ReadCheckpoint(f.path, check.Keys)
		switch {
		case errors.Is(err, os.ErrNotExist) && !f.named:
			continue
		case errors.Is(err, desk.ErrCheckpoint), errors.Is(err, desk.ErrCheckpointKey):
			return check, fmt.Errorf("%s: %w", f.path, err)
		case err != nil:
			return check, misused("%v", err)
		case kept.Origin != origin:
			return check, fmt.Errorf("%s: it is a checkpoint of another audit log", f.path)
		}
		check.Outside = append(check.Outside, kept)
	}
	return check, nil
}

type auditExport struct {
	stateOptions
	JSONL bool  `name:"jsonl" help:"One JSON object a line, with the exact bytes that were hashed. The default." xor:"form"`
	CSV   bool  `name:"csv" help:"A table for spreadsheets." xor:"form"`
	From  int64 `help:"Begin at the entry of this number." default:"1" placeholder:"N"`
}

// Run writes the log while it is read.
func (c *auditExport) Run(ctx context.Context, s streams) (err error) {
	db, err := store.OpenToRead(ctx, c.dsn())
	if err != nil {
		return misused("%v", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if c.CSV {
		rep := desk.NewReport(s.Out, desk.ReportHead{Form: desk.ReportCSV, Name: "audit", Made: time.Now(), Columns: desk.AuditColumns()})
		err := db.EachLink(ctx, c.From, func(l desk.ChainLink) error {
			var e desk.Entry
			if err := json.Unmarshal(l.Record, &e); err != nil {
				return &desk.Break{Seq: l.Seq, Flaw: desk.FlawRecord}
			}
			rep.Row(e.AuditCells()...)
			return nil
		})
		return errors.Join(err, rep.Close())
	}
	out := bufio.NewWriterSize(s.Out, 64<<10)
	err = db.EachLink(ctx, c.From, func(l desk.ChainLink) error {
		_, err := out.Write(ledger.JSONLine(l))
		return err
	})
	return errors.Join(err, out.Flush())
}
