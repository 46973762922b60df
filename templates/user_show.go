package templates

import (
	"fmt"
	"time"

	"keyporter/internal/iam"
	"keyporter/internal/text"
)

// UserHead is the upper part of every page of one user: its name, how fresh
// the page is, and the tabs.
type UserHead struct {
	T         *text.Text
	Name      string
	Fresh     string // said below the name
	Live      bool   // false: a copy from the last reading
	Tabs      []TabLink
	DeleteURL string // "" for an operator who may not delete
}

// TabLink is one tab of a page.
type TabLink struct {
	Label   string
	URL     string
	Current bool
}

// The tabs of a user's page.
const (
	TabSummary     = "summary"
	TabPermissions = "permissions"
	TabGroups      = "groups"
	TabCredentials = "credentials"
	TabConsole     = "console"
)

// NewUserHead makes the upper part of a user's page. At is when the user was
// read; live is false where AWS did not answer in time.
func NewUserHead(p Page, n iam.UserName, at time.Time, live bool, current string) UserHead {
	w := p.T.Users
	h := UserHead{T: p.T, Name: string(n), Live: live, Fresh: w.ReadLive, Tabs: []TabLink{
		{Label: w.Summary, URL: UserURL(n), Current: current == TabSummary},
		{Label: w.Permissions, URL: UserPermissionsURL(n), Current: current == TabPermissions},
		{Label: w.Groups, URL: UserGroupsURL(n), Current: current == TabGroups},
		{Label: w.Credentials, URL: KeysURL(n), Current: current == TabCredentials},
		{Label: w.Console, URL: UserConsoleURL(n), Current: current == TabConsole},
	}}
	if !live {
		h.Fresh = fmt.Sprintf(w.ReadBefore, p.T.Ago(at, p.Now))
	}
	if !p.ReadOnly {
		h.DeleteURL = UserDeleteURL(n)
	}
	return h
}

// UserShow is the summary of one user.
type UserShow struct {
	Page
	Head     UserHead
	ARN      string
	ID       string
	Path     string
	Created  Stamp
	LastUsed Stamp // last console sign-in
	Console  string
	Keys     string
	KeysURL  string
	Groups   []NameLink
	Tags     []iam.Tag
	Policies PolicyTable
}

// NameLink is a name that leads to its page.
type NameLink struct{ Name, URL string }

// PolicyTable lists the policies of a user or group. Where is true for a user,
// whose policies come from different places.
type PolicyTable struct {
	T       *text.Text
	Caption string
	Where   bool
	Rows    []PolicyRow
	Empty   string // title and text said when there is none
	What    string
	Detach  bool   // some row can be detached: there is a column for it
	Action  string // where the buttons post to
	FormKey string
}

// PolicyRow is one policy of a user or group.
type PolicyRow struct {
	Name    string
	URL     string // "" for an inline policy
	ARN     string
	Type    string
	From    string
	FromURL string
	Detach  bool
	Button  string // the button's name for those who cannot see its row
}

// PolicyType says who manages the policy; an inline one has no ARN.
func PolicyType(t *text.Text, arn iam.ARN) string {
	switch {
	case arn == "":
		return t.Users.Inline
	case arn.AWSManaged():
		return t.Users.ByAWS
	}
	return t.Users.ByAccount
}

// NewPolicyRow makes the row of a policy that comes from group, or from the
// user itself where group is "".
func NewPolicyRow(t *text.Text, p iam.AttachedPolicy, group iam.GroupName) PolicyRow {
	row := PolicyRow{
		Name: string(p.Name), ARN: string(p.ARN), Type: PolicyType(t, p.ARN), From: t.Users.Direct,
		Button: fmt.Sprintf(t.Users.DetachWhat, p.Name),
	}
	if p.ARN != "" {
		row.URL = PolicyURL(p.ARN)
	}
	if group != "" {
		row.From, row.FromURL = fmt.Sprintf(t.Users.ByGroup, group), GroupURL(group)
	}
	return row
}

// InlineDoc is an inline policy with its document.
type InlineDoc struct{ Name, Document string }

// InlineDocs lists inline policies for a page.
func InlineDocs(list []iam.InlinePolicy) []InlineDoc {
	docs := make([]InlineDoc, len(list))
	for i, p := range list {
		docs[i] = InlineDoc{Name: string(p.Name), Document: p.Document}
	}
	return docs
}
