package porter

import (
	"context"
	"slices"
	"time"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

const (
	reportEvery = 15 * time.Minute // AWS makes a new one every four hours
	reportPause = time.Minute      // after it could not be read
	reportLimit = time.Minute      // how long one is waited for
)

// reported is the credential report as it was read last.
type reported struct {
	iam.Report
	at      time.Time // when it was read
	problem *fault.Fault
	rows    map[string]int32 // folded user name → place in Rows
}

func reportedOf(r iam.Report, at time.Time) reported {
	out := reported{Report: r, at: at, rows: make(map[string]int32, len(r.Rows))}
	for i, row := range r.Rows {
		out.rows[row.User.Fold()] = int32(i)
	}
	return out
}

// Report returns the credential report as it was read last, and why the last
// reading failed. Its Made is zero where there is none.
func (s *Snapshot) Report() (iam.Report, *fault.Fault) { return s.report.Report, s.report.problem }

// ReportRow returns what the credential report says of a user; ok is false where
// it says nothing: of a user made since, or where there is no report.
func (s *Snapshot) ReportRow(n iam.UserName) (row iam.ReportRow, ok bool) {
	i, ok := s.report.rows[n.Fold()]
	if !ok {
		return iam.ReportRow{}, false
	}
	return s.report.Rows[i], true
}

// reportRow changes what the report says of a user, after a change of ours. It
// works on a copy: the rows are shared with the snapshot before.
func (s *Snapshot) reportRow(n iam.UserName, change func(row *iam.ReportRow)) {
	if i, ok := s.report.rows[n.Fold()]; ok {
		s.report.Rows = slices.Clone(s.report.Rows)
		change(&s.report.Rows[i])
	}
}

// watchReport reads the credential report again and again.
func (p *Porter) watchReport(ctx context.Context) {
	for {
		pause := reportEvery
		if err := p.ReadReport(ctx); err != nil && ctx.Err() == nil {
			p.log.WarnContext(ctx, "the credential report is not read", "error", err)
			pause = reportPause
		}
		wait := time.NewTimer(pause)
		select {
		case <-ctx.Done():
			wait.Stop()
			return
		case <-wait.C:
		}
	}
}

// ReadReport reads the credential report now. An endpoint that has none, or
// credentials that may not read it, are no error: the snapshot tells.
func (p *Porter) ReadReport(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, reportLimit)
	defer cancel()
	began := p.now()
	report, err := p.account.Report(ctx)
	next := reportedOf(report, began)
	p.replace(began, func(s *Snapshot) {
		if err != nil { // the last good one stays, with its age
			s.report.problem = problemOf(err)
			return
		}
		if next.Made.Equal(s.report.Made) && len(next.Rows) == len(s.report.Rows) {
			next = s.report // with what was changed since
			next.at, next.problem = began, nil
		}
		s.report = next
	})
	return offered(err)
}

// problemOf returns what a page says of an error, or nil of none.
func problemOf(err error) *fault.Fault {
	if err == nil {
		return nil
	}
	if f := fault.Of(err); f != nil {
		return f
	}
	return fault.New(fault.Internal, fault.CodeInternal).Because(err)
}

// keyless reports whether a user has never had a key, as far as the report knows.
func (s *Snapshot) keyless(n iam.UserName) bool {
	row, ok := s.ReportRow(n)
	if !ok {
		return false
	}
	for _, k := range row.Keys {
		if !k.Active.Known() || k.Active == iam.ReportTrue || !k.Rotated.IsZero() || !k.Used.At.IsZero() {
			return false
		}
	}
	return true
}
