package templates_test

import (
	"strings"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/templates"
)

// ledgerSamples are the pages of what keeps the audit log honest.
func ledgerSamples(p templates.Page) []sample {
	page := titled(p, p.T.Audit.Title, templates.SectionAudit)
	narrowed := templates.AuditList{Page: page, At: templates.AuditAt{Actor: "<b>kim</b>", Verb: "user.create", From: "2026-11-01"}, NoMatch: p.T.Audit.NoneOther}
	narrowed.Reports = narrowed.At.Reports()
	narrowed.Whole = templates.NewWholeness(page, templates.LogMark{Seq: 100000, Of: 123456, At: now}, templates.LogMark{Seq: 123456, At: now}, nil)
	narrowed.Whole.Sinks = []templates.SinkRow{
		templates.NewSinkRow(page, "syslog:tls://logs.example.com:6514", 123456, 0, ""),
		templates.NewSinkRow(page, "jsonl:/var/log/<b>audit</b>.jsonl", 1000, 122456, "open the file: permission denied"),
	}
	broken := templates.AuditList{Page: page, Whole: templates.NewWholeness(page, templates.LogMark{}, templates.LogMark{}, &desk.Break{Seq: 7, Flaw: desk.FlawColumn, Column: "target"})}
	broken.Whole.Problem = true

	hash := strings.Repeat("0123456789abcdef", 4)
	entry := desk.Entry{Seq: 12, At: now, Act: "0hq3m2c7v1", Phase: desk.Begun, Actor: "kim", Verb: desk.UserInlinePut, Target: longName, Detail: []string{"<b>in</b>"}, RequestID: "r", Client: "192.0.2.1"}
	shown := titled(p, "Audit entry 12", templates.SectionAudit)
	full := templates.NewAuditEntry(shown, entry, desk.ChainLink{Prev: hash, Hash: hash}).WithCheckpoint(20, now)
	full.Diff = templates.NewDiff(p.T, `{"Version":"2012-10-17","Statement":[]}`, `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}`)
	full.NewerURL = templates.AuditEntryURL(13)
	first := templates.NewAuditEntry(shown, desk.Entry{Seq: 1, At: now, Phase: desk.Noted, Verb: desk.SignIn}, desk.ChainLink{Hash: hash})
	first.Broken = p.T.Ledger.Break(1, string(desk.FlawHash), "")

	old := templates.Recovery{Page: titled(p, p.T.Recovery.Title, templates.SectionAudit)}
	waits := old
	waits.OldCopy = true
	r := desk.Recovery{KeptSeq: 120, KeptAt: now, FoundSeq: 100, FoundAt: now.Add(-time.Hour), Dropped: desk.Dropped{Sessions: 3, Tickets: 1}}
	lost := waits.With(r, []iam.AccessKey{{User: "<b>ana</b>", ID: "AKIAIOSFODNN7EXAMPLE", Created: now}}, 4)
	unticked := lost
	unticked.Faulty, unticked.Fault = true, fault.Field("looked", fault.CodeTick)
	other := waits
	other.Page = readOnly(waits.Page)
	other.Operator.Role = desk.Auditor
	return []sample{
		{"audit-narrowed", narrowed.View()}, {"audit-broken", broken.View()}, {"audit-entry", full.View()}, {"audit-entry-first", first.View()},
		{"recovery-none", old.View()}, {"recovery", lost.View()}, {"recovery-unticked", unticked.View()}, {"recovery-auditor", other.With(r, nil, 0).View()},
	}
}
