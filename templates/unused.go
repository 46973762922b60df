package templates

import (
	"slices"
	"time"

	"keyporter/internal/iam"
)

// Unused is the page of access keys and users that nothing was done with: one of
// three tables. Those of keys are the table of all keys, narrowed.
type Unused struct {
	AllKeys
	Tabs     []ViewLink
	Ages     []ViewLink // numbers of days that are asked for often; none where days do not count
	Days     string
	Keys     bool // the table is one of keys
	Users    []IdleRow
	Last     ActivityHeads
	Nothing  Nothing   // said where the table has no row, and nothing was searched
	OldURL   string    // the list of keys that are as old, to rotate them; or ""
	Ticked   ListFrame // the list of keys that a change of all that match is about
	Reported string    // how old the report is
}

// otherwise is the same list with another number of days.
func (p Unused) otherwise() ListFrame {
	f := p.ListFrame
	f.At.Own = slices.DeleteFunc(slices.Clone(f.At.Own), func(o Param) bool { return o.Name == ParamDays })
	return f
}

// Parameters of the pages about access.
const (
	ParamOf   = "of"   // which table
	ParamDays = "days" // a threshold
)

// ActivityHeads are the columns of users that sort.
type ActivityHeads struct{ Name, Last, Created SortHead }

// Nothing is what an empty table says.
type Nothing struct{ Title, Text string }

// IdleRow is one user with the last activity.
type IdleRow struct {
	Name     iam.UserName
	URL      string
	KeysURL  string
	Created  Stamp
	Last     Stamp // "" for never
	SignedIn Stamp
	Password bool // false: the user has none
	KeyUsed  Stamp
	UsedWith string
}

// NewIdleRow makes the row of a user. Console is what the credential report says
// of the password.
func NewIdleRow(p Page, user iam.UserName, console iam.ReportFlag, use iam.KeyUse) IdleRow {
	return IdleRow{
		Name: user, URL: UserURL(user), KeysURL: KeysURL(user), Password: console != iam.ReportFalse,
		KeyUsed: AgoStamp(p.T, use.At, p.Now), UsedWith: usedWith(p.T.Keys.UsedWith, use),
	}
}

// At adds the times of the user: made, last active, last signed in.
func (r IdleRow) At(p Page, created, last, signedIn time.Time) IdleRow {
	r.Created, r.Last, r.SignedIn = DateStamp(p.T, created), AgoStamp(p.T, last, p.Now), AgoStamp(p.T, signedIn, p.Now)
	return r
}
