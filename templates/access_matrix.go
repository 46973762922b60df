package templates

import (
	"strconv"

	"keyporter/internal/access"
)

// AccessMatrix is the table of subjects and buckets with a level in each cell.
type AccessMatrix struct {
	AccessFrame
	At       MatrixAt
	Kinds    []ViewLink // of subjects
	Holding  ViewLink   // the chip that leaves out those without access
	Heads    []NameLink // the buckets
	Rows     []MatrixRow
	Summary  string
	Buckets  string // the same of the buckets
	PrevURL  string
	NextURL  string
	BPrevURL string
	BNextURL string
	Note     string // what the rows mean, or ""
	NoBucket bool
}

// MatrixRow is one subject.
type MatrixRow struct {
	Name  string
	URL   string // or ""
	Cells []MatrixCell
}

// MatrixCell is a level that leads to its reasons.
type MatrixCell struct {
	LevelTag
	URL string
}

// NewMatrixCell makes the cell of a subject and a bucket.
func NewMatrixCell(p Page, s access.Subject, bucket string, l access.Level) MatrixCell {
	return MatrixCell{LevelTag: NewLevelTag(p.T, l), URL: WhyURL(s, bucket, "")}
}

// MatrixAt is the part of the matrix that a URL shows.
type MatrixAt struct {
	By      access.SubjectKind
	Who     string // part of the names of subjects
	Where   string // part of the names of buckets
	Holding bool   // only those with some access to a bucket that is shown or could be
	From    int
	BFrom   int
}

// URL is the address of the part.
func (a MatrixAt) URL() string { return a.at(AccessURL()) }

// CSV and JSON are the addresses of the same table as a file: all pages of it.
func (a MatrixAt) CSV() string  { return a.whole(".csv") }
func (a MatrixAt) JSON() string { return a.whole(".json") }

func (a MatrixAt) whole(form string) string {
	a.From, a.BFrom = 0, 0
	return a.at(AccessURL() + form)
}

func (a MatrixAt) at(path string) string {
	pairs := []string{"q", a.Who, "b", a.Where, "from", number(a.From), "bfrom", number(a.BFrom)}
	if a.By != access.SubjectUser {
		pairs = append(pairs, "by", string(a.By))
	}
	if a.Holding {
		pairs = append(pairs, "only", "holding")
	}
	return query(path, pairs...)
}

// number is n in an address; "" for none.
func number(n int) string {
	if n <= 0 {
		return ""
	}
	return strconv.Itoa(n)
}
