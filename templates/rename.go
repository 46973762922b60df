package templates

import (
	"cmp"
	"fmt"
	"strconv"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/text"
)

// Rename is the page that gives a user or group another name and path: a form,
// then its review.
type Rename struct {
	Page
	W       text.RenameOf
	User    bool
	Max     int // characters of a name
	Name    string
	Path    string
	Review  bool
	Before  string // ARNs; "" where they are not known
	After   string
	Named   []NamedRow
	Unread  bool // some policies were not read
	Steps   []StepLine
	Fault   *fault.Fault
	Action  string
	BackURL string
}

// NamedRow is a place in a policy that names the user or group.
type NamedRow struct {
	Policy    string
	URL       string
	Holder    string
	HolderURL string // "" for a managed policy
	Statement string
	LineURL   string
	Element   string
	Value     string
}

// NewNamedRow makes the row of a place in a policy: a user's or a group's inline
// policy, or a managed one where both are "".
func NewNamedRow(p Page, policy iam.AttachedPolicy, u iam.UserName, g iam.GroupName) NamedRow {
	w := &p.T.Rename
	row := NamedRow{Policy: string(policy.Name), Holder: w.Managed, URL: PolicyURL(policy.ARN)}
	switch {
	case u != "":
		row.Holder, row.HolderURL = fmt.Sprintf(w.OfUser, u), UserURL(u)
	case g != "":
		row.Holder, row.HolderURL = fmt.Sprintf(w.OfGroup, g), GroupURL(g)
	default:
		return row
	}
	row.URL = InlineURL(row.HolderURL, policy.Name)
	return row
}

// At says which statement it is, by its Sid and a line of the document.
func (r NamedRow) At(p Page, sid string, line int) NamedRow {
	n := strconv.Itoa(line)
	r.LineURL, r.Statement = r.URL+"#document-"+n, fmt.Sprintf(p.T.Rename.Line, n)
	if sid != "" {
		r.Statement = fmt.Sprintf(p.T.Rename.SidLine, sid, n)
	}
	return r
}

// NewUserRename starts the page of a user as it is.
func NewUserRename(p Page, u iam.User) Rename {
	return Rename{Page: p, W: p.T.Rename.User, User: true, Max: iam.MaxUserName, Name: string(u.Name), Path: cmp.Or(u.Path, "/"), Before: string(u.ARN),
		Action: UserRenameURL(u.Name), BackURL: UserURL(u.Name)}
}

// NewGroupRename starts the page of a group as it is.
func NewGroupRename(p Page, g iam.Group) Rename {
	return Rename{Page: p, W: p.T.Rename.Group, Max: iam.MaxGroupName, Name: string(g.Name), Path: cmp.Or(g.Path, "/"), Before: string(g.ARN),
		Action: GroupRenameURL(g.Name), BackURL: GroupURL(g.Name)}
}
