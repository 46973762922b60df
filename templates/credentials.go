package templates

import (
	"fmt"
	"strings"

	"keyporter/internal/iam"
	"keyporter/internal/text"
)

// Credentials is the page of AWS's credential report.
type Credentials struct {
	Page
	Age                                      string // when AWS made it; "" where there is none
	Problem                                  string // why it cannot be had, or why an older one is shown; "" where it can
	None                                     bool   // there is no report
	At                                       CredentialsAt
	Views                                    []ViewLink
	Rows                                     []CredentialRow
	Summary                                  string
	PrevURL                                  string
	NextURL                                  string
	UserHead, UsedHead, ChangedHead, KeyHead SortHead
}

// ViewLink is one of the narrower views of the report.
type ViewLink struct {
	Label   string
	Count   string // "" for none
	URL     string
	Current bool
}

// CredentialsAt is where in the report a visitor is.
type CredentialsAt struct{ Query, Only, Days, Sort, From string }

// URL is the address of the place.
func (a CredentialsAt) URL() string { return a.at(CredentialsURL()) }

// Reports are the addresses of the table as it is shown, all pages of it.
func (a CredentialsAt) Reports() ReportLinks {
	a.From = ""
	return ReportLinks{CSV: a.at(CSVOf(CredentialsTableURL())), JSON: a.at(JSONOf(CredentialsTableURL()))}
}

func (a CredentialsAt) at(path string) string {
	return query(path, "q", a.Query, "only", a.Only, "days", a.Days, "sort", a.Sort, "from", a.From)
}

// Head returns the head of a column: its link sorts by it, or turns the order
// around where the report is sorted by it already.
func (a CredentialsAt) Head(label, column string) SortHead {
	now, next := a.Sort, column
	if now == "" {
		now = "name"
	}
	h := SortHead{Label: label}
	switch now {
	case column:
		h.Dir, next = "ascending", "-"+column
	case "-" + column:
		h.Dir = "descending"
	}
	if next == "name" {
		next = ""
	}
	a.Sort, a.From = next, ""
	h.URL = a.URL()
	return h
}

// CredentialRow is one user of the report. Times are days: a page has fifty rows.
type CredentialRow struct {
	Name                    string
	URL                     string // "" of the root
	Root, RootKeys          bool
	Password                string // "" where the report does not tell
	Used, Changed, Rotation string
	MFA                     string
	Bare                    bool // signs in without a second factor
	Keys                    []CredentialKey
	Certs                   string
}

// CredentialKey is one access key of a row, which the report does not name.
type CredentialKey struct {
	Active bool
	Text   string
}

// NewCredentialRow makes the row of a user.
func NewCredentialRow(t *text.Text, r *iam.ReportRow) CredentialRow {
	w := &t.CredentialReport
	row := CredentialRow{
		Name: string(r.User), Root: r.Root(), Password: flagWord(w, r.Password), MFA: flagWord(w, r.MFA), Bare: r.WithoutMFA(),
	}
	for _, at := range []struct {
		to   *string
		zero bool
		day  string
	}{{&row.Used, r.PasswordUsed.IsZero(), t.Date(r.PasswordUsed)}, {&row.Changed, r.PasswordChanged.IsZero(), t.Date(r.PasswordChanged)},
		{&row.Rotation, r.PasswordRotation.IsZero(), t.Date(r.PasswordRotation)}} {
		if !at.zero {
			*at.to = at.day
		}
	}
	if !row.Root {
		row.URL = UserURL(r.User)
	}
	for _, k := range r.Keys {
		if k.Active == iam.ReportTrue || !k.Rotated.IsZero() || !k.Used.At.IsZero() {
			row.Keys = append(row.Keys, newCredentialKey(t, k))
			row.RootKeys = row.RootKeys || row.Root && k.Active == iam.ReportTrue
		}
	}
	var certs []string
	for _, c := range r.Certificates {
		switch {
		case c.Active == iam.ReportTrue:
			certs = append(certs, w.Active)
		case !c.Rotated.IsZero():
			certs = append(certs, w.Inactive)
		}
	}
	row.Certs = strings.Join(certs, ", ")
	return row
}

func newCredentialKey(t *text.Text, k iam.ReportKey) CredentialKey {
	w := &t.CredentialReport
	var parts []string
	if !k.Rotated.IsZero() {
		parts = append(parts, fmt.Sprintf(w.Since, t.Date(k.Rotated)))
	}
	by := strings.TrimSpace(k.Used.Service + " " + k.Used.Region)
	switch {
	case k.Used.At.IsZero():
		parts = append(parts, w.NeverUsed)
	case by == "":
		parts = append(parts, fmt.Sprintf(w.UsedAt, t.Date(k.Used.At)))
	default:
		parts = append(parts, fmt.Sprintf(w.Used, t.Date(k.Used.At), by))
	}
	return CredentialKey{Active: k.Active == iam.ReportTrue, Text: strings.Join(parts, ", ")}
}

func flagWord(w *text.CredentialReport, f iam.ReportFlag) string {
	switch f {
	case iam.ReportTrue:
		return w.On
	case iam.ReportFalse:
		return w.Off
	}
	return ""
}
