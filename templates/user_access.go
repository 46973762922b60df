package templates

import (
	"keyporter/internal/access"
	"keyporter/internal/iam"
	"keyporter/internal/text"
)

// UserAccess is the tab of a user's S3 access.
type UserAccess struct {
	AccessFrame
	Head    UserHead
	At      UserAccessAt
	Gone    bool // the user is not in what was read
	Summary string
	Views   []ViewLink
	Columns []string
	Rows    []UserAccessRow
	Range   string
	PrevURL string
	NextURL string

	Against *AccessComparison // nil unless another user was asked for
}

// UserAccessRow is one bucket.
type UserAccessRow struct {
	Bucket string
	URL    string
	Level  LevelTag
	Cells  []LevelTag
	WhyURL string
}

// UserAccessAt is the part of the tab that a URL shows.
type UserAccessAt struct {
	Name  iam.UserName
	Query string // part of a bucket's name
	All   bool   // also buckets without access
	With  string // the user who is compared; "" for nobody
	From  int
}

// URL is the address of the part.
func (a UserAccessAt) URL() string { return a.at(UserAccessURL(a.Name)) }

// CSV and JSON are the addresses of all of it as a file, which has this user only.
func (a UserAccessAt) CSV() string  { return a.whole(".csv") }
func (a UserAccessAt) JSON() string { return a.whole(".json") }

func (a UserAccessAt) whole(form string) string {
	a.From, a.With = 0, ""
	return a.at(UserAccessURL(a.Name) + form)
}

func (a UserAccessAt) at(path string) string {
	all := ""
	if a.All {
		all = "1"
	}
	return query(path, "q", a.Query, "all", all, "with", a.With, "from", number(a.From))
}

// NewUserAccessRow makes the row of a bucket.
func NewUserAccessRow(t *text.Text, table *access.Table, subject, bucket int) UserAccessRow {
	name := table.Account().Buckets[bucket].Name
	return UserAccessRow{
		Bucket: name, URL: BucketURL(name), Level: NewLevelTag(t, table.Level(subject, bucket)).Bare(),
		Cells: columnTags(t, table.Cell(subject, bucket)), WhyURL: WhyURL(table.Subjects()[subject], name, ""),
	}
}

// NoBuckets says that the user reaches no bucket; never for certain where
// something is missing.
func (p UserAccess) NoBuckets() string {
	if len(p.Gaps) > 0 || len(p.Problems) > 0 {
		return p.T.UserAccess.NoneUnsure
	}
	return p.T.UserAccess.None
}
