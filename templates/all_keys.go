package templates

import (
	"fmt"
	"time"

	"keyporter/internal/iam"
)

// AllKeys is the page of all access keys of the account.
type AllKeys struct {
	ListFrame
	Heads  AllKeyHeads
	Rows   []AllKeyRow
	Bulk   BulkBar
	AskURL string // asks AWS for the owner of what was searched, or ""
	Ask    string
}

// AllKeyHeads are the columns that sort.
type AllKeyHeads struct{ Owner, Created, Used SortHead }

// AllKeyRow is one access key with its owner.
type AllKeyRow struct {
	KeyRow
	Tick     string // what a tick on the row sends
	OwnerURL string
	KeysURL  string
	AsOf     string // how old the knowledge of its use is, or "" where it was read now
}

// NewAllKeyRow makes the row of a key. UseAt is when its use was known so; zero:
// it is not known.
func NewAllKeyRow(p Page, k iam.AccessKey, use iam.KeyUse, useAt time.Time) AllKeyRow {
	row := AllKeyRow{
		KeyRow: KeyRow{ID: k.ID, User: k.User, Status: k.Status, Created: k.Created, Use: use, UseKnown: !useAt.IsZero()},
		Tick:   string(k.User) + " " + string(k.ID), OwnerURL: UserURL(k.User), KeysURL: KeysURL(k.User),
	}
	row.prepare(p)
	if row.UseKnown && p.Now.Sub(useAt) > time.Minute {
		row.AsOf = fmt.Sprintf(p.T.AllKeys.AsOf, p.T.Ago(useAt, p.Now))
	}
	return row
}

// KeyOwner is the page that finds the owner of an access key.
type KeyOwner struct {
	Page
	ID     string
	Error  string     // of what was typed, or ""
	Reason string     // why there is no answer, or ""
	Row    *AllKeyRow // what AWS knows of the key, or nil
	Listed bool       // the owner's list has the key
}
