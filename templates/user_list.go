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
	Page
	Query     string
	Sort      string // as in the URL: "", "created", "-last"
	Heads     UserHeads
	Rows      []UserRow
	Summary   string // "1–50 of 1,204", or how many match
	PerLinks  []PerLink
	Per       string // rows a page in the URL; "" for the usual number
	PrevURL   string // "" on the first page
	NextURL   string // "" on the last page
	ClearURL  string
	CreateURL string // "" for an operator who may not create
	None      bool   // there is no user at all
	NoMatch   string // what to say when nothing matches, or ""
}

// UserHeads are the columns that sort.
type UserHeads struct{ Name, Last, Created SortHead }

// SortHead is the head of a column that sorts. Dir is "ascending", "descending"
// or "" where the table is sorted by another column.
type SortHead struct{ Label, URL, Dir string }

// PerLink is one choice of how many rows a page has.
type PerLink struct {
	Label   string
	URL     string
	Current bool
}

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

// UserListAt says which part of the users' list a URL shows. Its zero value is
// the first page in the usual order.
type UserListAt struct {
	Query string
	Sort  string // "", "name", "created" or "last"; "-" before it reverses
	Per   string
	After string // token of a neighbour page
	Back  bool
}

// URL returns the address of that part of the list.
func (a UserListAt) URL() string {
	back := ""
	if a.Back {
		back = "1"
	}
	return query(UsersURL(), "q", a.Query, "sort", a.Sort, "per", a.Per, "after", a.After, "back", back)
}

// Head returns the head of a column: its link sorts by it, or turns the order
// around where the list is sorted by it already.
func (a UserListAt) Head(label, column string) SortHead {
	now := a.Sort
	if now == "" {
		now = "name"
	}
	h := SortHead{Label: label}
	next := column
	switch now {
	case column:
		h.Dir, next = "ascending", "-"+column
	case "-" + column:
		h.Dir = "descending"
	}
	if next == "name" {
		next = ""
	}
	h.URL = UserListAt{Query: a.Query, Sort: next, Per: a.Per}.URL()
	return h
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
