package handlers

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"keyporter/internal/access"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/policy"
	"keyporter/internal/text"
	"keyporter/templates"
)

// whatIfShown is how many of the answers that would change a page shows.
const whatIfShown = 200

// ShowWhatIf shows the form that asks what a change would do.
func (h *Handlers) ShowWhatIf(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	form := templates.WhatIfForm{Kind: cmp.Or(q.Get("kind"), "add"), Holder: q.Get("holder"), Policy: q.Get("policy")}
	return h.show(w, r, http.StatusOK, h.whatIf(r, form, nil).View())
}

func (h *Handlers) whatIf(r *http.Request, form templates.WhatIfForm, ft *fault.Fault) templates.AccessWhatIf {
	p := templates.AccessWhatIf{AccessFrame: h.accessFrame(r, text.From(r.Context()).WhatIf.Title, templates.SectionWhatIf), Form: form, Fault: ft}
	p.Faulty = ft != nil
	return p
}

// TryWhatIf works out which answers a change would alter. It changes nothing.
func (h *Handlers) TryWhatIf(w http.ResponseWriter, r *http.Request) error {
	asked, err := readWhatIf(r)
	if err != nil {
		return err
	}
	table := h.table()
	if table == nil {
		return notRead()
	}
	changed, err := changedAccount(table, asked)
	if err != nil {
		return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.whatIf(r, asked, ft).View() })
	}
	return h.show(w, r, http.StatusOK, fillWhatIf(h.whatIf(r, asked, nil), table, table.After(changed)).View())
}

// ReportWhatIf sends all answers that a change would alter as a file.
func (h *Handlers) ReportWhatIf(w http.ResponseWriter, r *http.Request) error {
	asked, err := readWhatIf(r)
	if err != nil {
		return err
	}
	t, table := text.From(r.Context()), h.table()
	if table == nil {
		return notRead()
	}
	changed, err := changedAccount(table, asked)
	if err != nil {
		return err
	}
	columns := []string{"kind", "name", "bucket", "before", "after", "changes", "incomplete"}
	return h.report(w, r, sheet{"what-if", columns, func(rep *desk.Report) error {
		after := table.After(changed)
		for c := range access.Diff(table, after) {
			rep.Row(string(c.Subject.Kind), c.Subject.Name, c.Bucket, c.Before.Level().String(), c.After.Level().String(),
				changes(c, access.Question.Action, access.Answer.String), strconv.FormatBool(!after.Complete()))
		}
		accessNotes(rep, t, after)
		return nil
	}})
}

func readWhatIf(r *http.Request) (templates.WhatIfForm, error) {
	f, err := form(r)
	return templates.WhatIfForm{
		Kind: f.Get("kind"), Holder: strings.TrimSpace(f.Get("holder")), Policy: strings.TrimSpace(f.Get("policy")), Document: strings.TrimSpace(f.Get("document")),
	}, err
}

// changedAccount is the account with the change that is asked about.
func changedAccount(table *access.Table, asked templates.WhatIfForm) (*access.Account, error) {
	change := access.WhatIf{Kind: access.WhatIfKind(asked.Kind), Policy: asked.Policy, Document: asked.Document}
	if !slices.Contains(templates.WhatIfKinds(), asked.Kind) {
		return nil, fault.Field("kind", fault.CodeChoice)
	}
	if asked.Document != "" {
		var wrong *policy.Error
		if _, err := policy.Parse(asked.Document); errors.As(err, &wrong) {
			return nil, fault.Field("document", fault.CodeWhatIfDocument, strconv.Itoa(wrong.Position.Line), strconv.Itoa(wrong.Position.Column))
		}
	}
	if change.Kind != access.WhatIfChange || asked.Holder != "" {
		place, found := findSubject(table, asked.Holder)
		if !found {
			return nil, fault.Field("holder", fault.CodeSubjectNotFound, asked.Holder)
		}
		change.Holder = table.Subjects()[place]
	}
	changed, problem := table.Account().WhatIf(change)
	switch problem {
	case access.WhatIfNoPolicy:
		return nil, fault.Field("policy", fault.CodeWhatIfPolicy, asked.Policy)
	case access.WhatIfNotHeld:
		return nil, fault.Field("policy", fault.CodeWhatIfNotHeld, asked.Policy)
	case access.WhatIfNoBoundary:
		return nil, fault.Field("holder", fault.CodeWhatIfBoundary)
	case access.WhatIfNoHolder:
		return nil, fault.Field("holder", fault.CodeSubjectNotFound, asked.Holder)
	case access.WhatIfNoDocument:
		return nil, fault.Field("document", fault.CodeRequired)
	}
	return changed, nil
}

func fillWhatIf(p templates.AccessWhatIf, before, after *access.Table) templates.AccessWhatIf {
	p.Done = true
	p.Says, p.Rows = reachChanges(p.T, before, after)
	p.Says = append(p.Says, p.T.WhatIf.Made)
	return p
}

// reachChanges tells which answers differ between two tables: in sentences, and the
// first of them in rows.
func reachChanges(t *text.Text, before, after *access.Table) (says []string, rows []templates.WhatIfRow) {
	cells, gain, lose := 0, 0, 0
	subjects, buckets := map[access.Subject]bool{}, map[string]bool{}
	for c := range access.Diff(before, after) {
		cells++
		subjects[c.Subject], buckets[c.Bucket] = true, true
		more, less := moves(c)
		if more {
			gain++
		}
		if less {
			lose++
		}
		if len(rows) < whatIfShown {
			row := subjectRow(t, c.Subject)
			rows = append(rows, templates.WhatIfRow{
				Name: row.Name, Kind: row.Kind, Bucket: c.Bucket, Before: templates.NewLevelTag(t, c.Before.Level()).Bare(),
				After: templates.NewLevelTag(t, c.After.Level()).Bare(), Detail: moved(t, c),
			})
		}
	}
	if cells == 0 {
		says = append(says, t.WhatIf.Nothing)
	} else {
		says = append(says, fmt.Sprintf(t.WhatIf.Counts, t.Count(cells), t.Count(len(subjects)), t.Count(len(buckets))),
			fmt.Sprintf(t.WhatIf.More, t.Count(gain), t.Count(lose)))
	}
	if cells > len(rows) {
		says = append(says, fmt.Sprintf(t.WhatIf.Shown, t.Count(len(rows)), t.Count(cells)))
	}
	if !after.Complete() {
		says = append(says, t.WhatIf.NothingSure)
	}
	return says, rows
}

// moves reports whether some answer of a cell grows, and whether some shrinks.
func moves(c access.Change) (more, less bool) {
	for q := range access.Question(access.Questions) {
		before, after := c.Before.Answer(q), c.After.Answer(q)
		more, less = more || after > before, less || after < before
	}
	return more, less
}

// moved names the answers of a cell that change.
func moved(t *text.Text, c access.Change) string {
	return strings.Join(changes(c,
		func(q access.Question) string { return t.Access.Questions[q.Action()] },
		func(a access.Answer) string { return t.Access.Answers[a.String()] }), "; ")
}

// changes are the answers of a cell that change, in somebody's words.
func changes(c access.Change, question func(access.Question) string, answer func(access.Answer) string) []string {
	var list []string
	for q := range access.Question(access.Questions) {
		if before, after := c.Before.Answer(q), c.After.Answer(q); before != after || c.Before.Some(q) != c.After.Some(q) {
			list = append(list, question(q)+": "+answer(before)+" → "+answer(after))
		}
	}
	return list
}
