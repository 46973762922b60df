package templates

import (
	"strconv"
	"strings"
	"time"

	"keyporter/internal/iam"
	"keyporter/internal/text"
)

// UserList is the page of all users.
type UserList struct {
	ListFrame
	Heads     UserHeads
	Rows      []UserRow
	CreateURL string  // "" for an operator who may not create
	Bulk      BulkBar // of no use for an operator who may not change
}

// UserHeads are the columns that sort.
type UserHeads struct{ Name, Last, Created SortHead }

// The columns of the users' list: all, and those that it has unless the URL says.
func UserColumns() []string {
	return []string{"groups", "policies", "path", "tags", "keys", "age", "console", "mfa", "last", "created", "arn", "boundary"}
}
func UsualUserColumns() []string { return []string{"groups", "policies", "keys", "last", "created"} }

// UserRow is one user of the list.
type UserRow struct {
	Name       string
	URL        string
	Groups     string // names with commas, or ""
	Policies   string // how many are attached directly, or ""
	Keys       []KeyCell
	KeysUnread bool
	LastSignIn Stamp
	Created    Stamp

	// The columns that have to be asked for.
	Path, Tags, ARN, Boundary string
	Console, MFA              string // words
	Oldest                    Stamp  // when the oldest active key was made
}

// KeyCell is one access key in a row.
type KeyCell struct {
	ID       string
	Inactive bool
	Age      string
}

// NewUserRow makes the row of a user. Its keys are not known before the slow
// reading has come to it.
func NewUserRow(t *text.Text, now time.Time, u *iam.User, keys []iam.AccessKey, known bool) UserRow {
	row := UserRow{
		Name: string(u.Name), URL: UserURL(u.Name), Groups: joinNames(u.Groups), KeysUnread: !known,
		LastSignIn: AgoStamp(t, u.PasswordLastUsed, now), Created: DateStamp(t, u.Created),
	}
	if n := len(u.Attached) + len(u.Inline); n > 0 {
		row.Policies = strconv.Itoa(n)
	}
	if len(keys) > 0 {
		row.Keys = make([]KeyCell, len(keys))
		for i, k := range keys {
			row.Keys[i] = KeyCell{ID: string(k.ID), Inactive: !k.Active()}
			if !k.Created.IsZero() {
				row.Keys[i].Age = t.Ago(k.Created, now)
			}
		}
	}
	return row
}

// More fills the columns that have to be asked for.
func (row UserRow) More(t *text.Text, now time.Time, u *iam.User, keys []iam.AccessKey) UserRow {
	row.Path, row.ARN, row.Boundary = u.Path, string(u.ARN), u.Boundary.Name()
	tags := make([]string, len(u.Tags))
	for i, tag := range u.Tags {
		tags[i] = tag.Key + "=" + tag.Value
	}
	row.Tags = joinNames(tags)
	row.Oldest = AgoStamp(t, OldestActive(keys), now)
	return row
}

// OldestActive is when the oldest active key was made; zero: there is none, or
// nobody told.
func OldestActive(keys []iam.AccessKey) time.Time {
	var at time.Time
	for _, k := range keys {
		if k.Active() && (at.IsZero() || k.Created.Before(at)) {
			at = k.Created
		}
	}
	return at
}

// FlagWord says what a credential report tells.
func FlagWord(t *text.Text, f iam.ReportFlag) string {
	switch f {
	case iam.ReportTrue:
		return t.Users.Yes
	case iam.ReportFalse:
		return t.Users.No
	}
	return t.Users.Unknown
}

func joinNames[S ~string](names []S) string {
	if len(names) == 1 {
		return string(names[0])
	}
	var b strings.Builder
	for i, n := range names {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(string(n))
	}
	return b.String()
}
