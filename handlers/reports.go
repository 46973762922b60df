package handlers

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/porter"
	"keyporter/internal/text"
)

// pieceTime is how long a reader may take for one piece of a report. The time of
// the server's other answers does not hold for reports: they have no size.
const pieceTime = time.Minute

// unknownCell stands where nobody told.
const unknownCell = "unknown"

// sheet is a list as a report.
type sheet struct {
	name    string // as "access-keys"
	columns []string
	write   func(r *desk.Report) error
}

// report sends a list while it is written, as JSON where the address ends so and
// else as a CSV for spreadsheets. What is missing in it stands in notes at its
// end; so does that its writing broke off.
func (h *Handlers) report(w http.ResponseWriter, r *http.Request, s sheet) error {
	form, kind := desk.ReportCSV, "text/csv; charset=utf-8"
	if strings.HasSuffix(r.URL.Path, ".json") {
		form, kind = desk.ReportJSON, "application/json"
	}
	now := h.now()
	head := w.Header()
	head.Set("Content-Type", kind)
	head.Set("Content-Disposition", `attachment; filename="`+s.name+"-"+now.UTC().Format(time.DateOnly)+"."+string(form)+`"`)
	rep := desk.NewReport(unhurried{w}, desk.ReportHead{
		Form: form, Name: s.name, Account: h.app.Snapshot().Identity.Account, Made: now, Columns: s.columns,
	})
	err := s.write(rep)
	if err != nil && !rep.Sent() {
		return err // nobody has read anything: an error page can take its place
	}
	if err != nil {
		rep.Note(text.From(r.Context()).Lists.BrokenOff)
	}
	if sent := rep.Close(); err == nil {
		err = sent
	}
	return err
}

// unhurried gives every piece of an answer a time of its own.
type unhurried struct{ w http.ResponseWriter }

func (u unhurried) Write(b []byte) (int, error) {
	// Deadlines are of the machine's clock. A writer that has none needs none.
	_ = http.NewResponseController(u.w).SetWriteDeadline(time.Now().Add(pieceTime))
	return u.w.Write(b)
}

// reportNotes says at the end of a report what is not known.
func reportNotes(r *desk.Report, t *text.Text, snap *porter.Snapshot, found porter.Found, more ...string) {
	for _, s := range slices.Concat(wrong(t, found), undecided(t, found), more) {
		r.Note(s)
	}
	if !snap.Complete || snap.Problem != nil {
		r.Note(t.Lists.NotWhole + " " + fmt.Sprintf(t.Lists.NoteReason, t.DateTime(snap.At)))
	}
}

// texts is a list as a cell.
func texts[S ~string](list []S) []string {
	all := make([]string, len(list))
	for i, s := range list {
		all[i] = string(s)
	}
	return all
}

// days is an age as a cell, in whole days.
func days(since, now time.Time) any {
	if since.IsZero() {
		return nil
	}
	return int(now.Sub(since).Hours() / 24)
}
