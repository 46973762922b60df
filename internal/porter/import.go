package porter

import (
	"context"
	"slices"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

const importDraft = "import"

// ImportRows is how many users one table may have: as many as AWS lets an account
// have unless it is told otherwise ("IAM and AWS STS quotas", IAM user guide).
const ImportRows = 5000

// ImportColumn is a column of a table of users.
type ImportColumn string

// The columns, in the order of the template.
const (
	ImportName        ImportColumn = "user_name"
	ImportPath        ImportColumn = "path"
	ImportGroups      ImportColumn = "groups"      // names, with semicolons between
	ImportPolicies    ImportColumn = "policies"    // names or ARNs, with semicolons between
	ImportTags        ImportColumn = "tags"        // key=value, with semicolons between
	ImportBoundary    ImportColumn = "boundary"    // name or ARN of a policy
	ImportConsole     ImportColumn = "console"     // none, generated
	ImportKey         ImportColumn = "key"         // yes, no
	ImportDescription ImportColumn = "description" // of the key
)

// ImportColumns lists the columns in the order of the template.
func ImportColumns() []ImportColumn {
	return []ImportColumn{ImportName, ImportPath, ImportGroups, ImportPolicies, ImportTags, ImportBoundary, ImportConsole, ImportKey, ImportDescription}
}

// ImportWords are the words of a table, in all languages together: heads of columns
// and values of cells, in lower case.
type ImportWords struct {
	Heads   map[string]ImportColumn
	Answers map[string]bool // of console and key
}

// Import is a table of users to be made, until that is done. It never holds a
// password.
type Import struct {
	Encoding  desk.Encoding `json:"encoding"`
	Separator string        `json:"separator"`
	Unknown   []string      `json:"unknown,omitempty"` // heads that are no column's
	Rows      []ImportRow   `json:"rows"`
}

// ImportRow is one row of it, as it was read.
type ImportRow struct {
	Line        int      `json:"line"`
	Name        string   `json:"name,omitempty"`
	Path        string   `json:"path,omitempty"`
	Groups      []string `json:"groups,omitempty"`
	Policies    []string `json:"policies,omitempty"`
	Tags        []string `json:"tags,omitempty"`
	Boundary    string   `json:"boundary,omitempty"`
	Console     bool     `json:"console,omitempty"`
	Key         bool     `json:"key,omitempty"`
	Description string   `json:"description,omitempty"`
	Faults      []*said  `json:"faults,omitempty"` // why it could not be read
}

// ReadImport reads a table and keeps it as a draft, whose id is also the key of the
// form that carries it out. What is wrong with single rows is told by CheckImport.
func (p *Porter) ReadImport(ctx context.Context, by desk.Actor, table []byte, w ImportWords) (string, error) {
	s, err := desk.ReadSheet(table, ImportRows)
	if err != nil {
		return "", fault.Of(err).At("table")
	}
	im := Import{Encoding: s.Encoding, Separator: string(s.Separator)}
	columns := map[ImportColumn]int{}
	for i, h := range s.Head {
		c, known := w.Heads[strings.ToLower(h)]
		if _, twice := columns[c]; known && twice {
			return "", fault.Field("table", fault.CodeSheetTwice, h)
		}
		if known {
			columns[c] = i
		} else if h != "" {
			im.Unknown = append(im.Unknown, h)
		}
	}
	if _, ok := columns[ImportName]; !ok {
		return "", fault.Field("table", fault.CodeSheetName)
	}
	if len(s.Rows) == 0 {
		return "", fault.Field("table", fault.CodeSheetEmpty)
	}
	for _, row := range s.Rows {
		im.Rows = append(im.Rows, readImportRow(row, columns, w))
	}
	return p.newDraft(ctx, by, desk.BulkImport, importDraft, im)
}

func readImportRow(row desk.SheetRow, columns map[ImportColumn]int, w ImportWords) ImportRow {
	r := ImportRow{Line: row.Line}
	if row.Fault != nil {
		r.Faults = []*said{saidOf(row.Fault)}
		return r
	}
	cell := func(c ImportColumn) string {
		if i, ok := columns[c]; ok && i < len(row.Cells) {
			return row.Cells[i]
		}
		return ""
	}
	answer := func(c ImportColumn) bool {
		yes, ok := w.Answers[strings.ToLower(cell(c))]
		if !ok && cell(c) != "" {
			r.Faults = append(r.Faults, saidOf(fault.Field(string(c), fault.CodeChoice)))
		}
		return yes
	}
	r.Name, r.Path, r.Boundary, r.Description = cell(ImportName), cell(ImportPath), cell(ImportBoundary), cell(ImportDescription)
	r.Groups, r.Policies, r.Tags = listed(cell(ImportGroups)), listed(cell(ImportPolicies)), listed(cell(ImportTags))
	r.Console, r.Key = answer(ImportConsole), answer(ImportKey)
	return r
}

// listed reads a cell with semicolons between its entries. What is there twice
// counts once.
func listed(cell string) []string {
	var list []string
	for part := range strings.SplitSeq(cell, ";") {
		if part = strings.TrimSpace(part); part != "" && !slices.Contains(list, part) {
			list = append(list, part)
		}
	}
	return list
}

// Import returns a table of the operator that was read before.
func (p *Porter) Import(ctx context.Context, by desk.Actor, id string) (Import, error) {
	var im Import
	err := p.draft(ctx, by, importDraft, id, &im)
	return im, err
}

// ImportState says what will become of a row.
type ImportState string

// The states of rows.
const (
	ImportCreate ImportState = "create"
	ImportExists ImportState = "exists" // the account has the user, and it is left as it is
	ImportWrong  ImportState = "error"
)

// ImportCheck is a row held against the account.
type ImportCheck struct {
	Line   int
	Name   string
	State  ImportState
	Faults []*fault.Fault // each with its column as the field, where it has one
	Steps  []Step         // in which the user is made
	user   NewUser
	key    bool
	about  string // the description of the key
}

// importColumn tells which column has what a field of a new user's form has.
func importColumn(field string) ImportColumn {
	switch {
	case field == "name":
		return ImportName
	case field == "policy":
		return ImportBoundary
	case strings.HasPrefix(field, "key"), strings.HasPrefix(field, "value"):
		return ImportTags
	case field == "new_groups", field == "inline":
		return ""
	}
	return ImportColumn(field)
}

// tagged reads key=value.
func tagged(s string) (iam.Tag, *fault.Fault) {
	key, value, ok := strings.Cut(s, "=")
	if !ok {
		return iam.Tag{}, fault.Field(string(ImportTags), fault.CodeRowTag, s)
	}
	return iam.Tag{Key: strings.TrimSpace(key), Value: strings.TrimSpace(value)}, nil
}
