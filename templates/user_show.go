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
	RenameURL string // the same as DeleteURL, and where the server cannot
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
	TabAccess      = "access"
	TabConsole     = "console"
	TabActivity    = "activity"
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
	}}
	if !p.Lacks(iam.FeatureLogin) || !p.Lacks(iam.FeatureMFA) {
		h.Tabs = append(h.Tabs, TabLink{Label: w.Console, URL: UserConsoleURL(n), Current: current == TabConsole})
	}
	h.Tabs = append(h.Tabs, TabLink{Label: p.T.UserAccess.Tab, URL: UserAccessURL(n), Current: current == TabAccess})
	h.Tabs = append(h.Tabs, TabLink{Label: p.T.Activity.Tab, URL: UserActivityURL(n), Current: current == TabActivity})
	if !live {
		h.Fresh = fmt.Sprintf(w.ReadBefore, p.T.Ago(at, p.Now))
	}
	if !p.ReadOnly {
		h.DeleteURL = UserDeleteURL(n)
	}
	if !p.ReadOnly && !p.Lacks(iam.FeatureRename) {
		h.RenameURL = UserRenameURL(n)
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
	Boundary []NameLink // at most one
	Tags     []iam.Tag
	TagsURL  string // as RenameURL of the head
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
	Detach  bool   // some row can be detached or changed: there is a column for it
	Action  string // where the buttons post to
	FormKey string
}

// Plain returns the table without ways to change anything.
func (t PolicyTable) Plain() PolicyTable {
	t.Detach = false
	return t
}

// PolicyRow is one policy of a user or group.
type PolicyRow struct {
	Name    string
	URL     string
	ARN     string
	Type    string
	From    string
	FromURL string
	Detach  bool
	Button  string // the button's name for those who cannot see its row
	EditURL string // of an inline policy that may be changed here, or ""
	DropURL string
	Edit    string // names of those links for those who cannot see the row
	Drop    string
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

// Inline makes the row one of an inline policy of the holder, UserURL or
// GroupURL. Change adds the ways to edit and delete it.
func (r PolicyRow) Inline(t *text.Text, holder string, name iam.PolicyName, change bool) PolicyRow {
	r.URL = InlineURL(holder, name)
	if change {
		r.EditURL, r.DropURL = InlineEditURL(holder, name), InlineDeleteURL(holder, name)
		r.Edit, r.Drop = fmt.Sprintf(t.Inline.EditWhat, name), fmt.Sprintf(t.Inline.DropWhat, name)
	}
	return r
}
