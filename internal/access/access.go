// Package access says who reaches which bucket of S3, to do what, and why. It
// decides ten questions for every pair of an account at once, and any cell of
// its table is what package policy decides for that pair alone. It is pure: no
// I/O, no clock, no sentences.
package access

import (
	"slices"

	"keyporter/internal/iam"
)

// Account is what is decided on. It is never changed after Decide.
type Account struct {
	Partition string // "aws" where empty
	ID        string
	Users     []iam.User
	Groups    []iam.Group
	Roles     []iam.Role
	Policies  []iam.Policy // with documents: every policy that is attached, or a boundary
	Buckets   []iam.Bucket
	Block     *iam.PublicAccessBlock // the account's own; nil where none is set
	Controls  []Control              // service control policies, root first; empty: no organization
	Gaps      []Gap                  // what could not be read; nil: nothing is missing
}

// Control is a level of the organization with its service control policies.
type Control struct {
	ID       string
	Policies []iam.InlinePolicy
}

// Source is something that an account is read from.
type Source string

// The sources of an audit.
const (
	SourceDetails  Source = "authorization-details"
	SourceBuckets  Source = "buckets"
	SourceBucket   Source = "bucket" // a part of one bucket; Gap.Name has the bucket
	SourceBlock    Source = "account-public-access-block"
	SourcePolicies Source = "policies"
)

// Gap is a source that was not read, or not to its end.
type Gap struct {
	Source Source         `json:"source"`
	Name   string         `json:"name,omitempty"` // of the bucket
	Part   iam.BucketPart `json:"part,omitempty"`
}

// blind reports whether the account's own block of public access was not read.
func (a *Account) blind() bool {
	return slices.ContainsFunc(a.Gaps, func(g Gap) bool { return g.Source == SourceBlock })
}

// Question is one of the ten that each pair is asked. Five are about the bucket
// itself, five about its objects.
type Question byte

// The questions.
const (
	ListBucket Question = iota
	GetBucketPolicy
	PutLifecycleConfiguration
	DeleteBucket
	PutBucketPolicy
	GetObject
	PutObject
	DeleteObject
	PutObjectTagging
	PutObjectACL
	Questions = 10 // how many there are
)

var actions = [Questions]string{
	"s3:ListBucket", "s3:GetBucketPolicy", "s3:PutLifecycleConfiguration", "s3:DeleteBucket", "s3:PutBucketPolicy",
	"s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:PutObjectTagging", "s3:PutObjectAcl",
}

// Action returns the action that is asked about, as s3:GetObject.
func (q Question) Action() string { return actions[q] }

// MarshalText writes the action, in files and addresses.
func (q Question) MarshalText() ([]byte, error) { return []byte(q.Action()), nil }

// OnObjects reports whether the question is about the objects of a bucket.
func (q Question) OnObjects() bool { return q >= GetObject }

// Column is a column of the audit: questions of one kind, of which it shows the
// strongest answer.
type Column byte

// The columns.
const (
	List Column = iota
	Read
	Write
	Delete
	Tag
	Permissions
	Columns = 6 // how many there are
)

var columns = [Columns]struct {
	name      string
	questions []Question
}{
	{"list", []Question{ListBucket}},
	{"read", []Question{GetBucketPolicy, GetObject}},
	{"write", []Question{PutLifecycleConfiguration, PutObject}},
	{"delete", []Question{DeleteBucket, DeleteObject}},
	{"tag", []Question{PutObjectTagging}},
	{"permissions", []Question{PutBucketPolicy, PutObjectACL}},
}

// String returns the column's name in files and addresses.
func (c Column) String() string { return columns[c].name }

// MarshalText writes the column's name.
func (c Column) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// Questions returns the questions of the column.
func (c Column) Questions() []Question { return columns[c].questions }

// ParseColumn returns the column of a name.
func ParseColumn(name string) (Column, bool) {
	for i := range columns {
		if columns[i].name == name {
			return Column(i), true
		}
	}
	return 0, false
}

// Answer is the answer to a question. Their order is that of strength, but for
// Unknown, which is stronger than No and If and weaker than Yes.
type Answer byte

// The answers: not at all; under a condition, or to some objects only; it
// depends on something that could not be read; always and to every object.
const (
	No Answer = iota
	If
	Unknown
	Yes
)

// String returns the answer's name in files and addresses.
func (a Answer) String() string { return [...]string{"no", "if", "unknown", "yes"}[a] }

// MarshalText writes the answer's name.
func (a Answer) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// Cell is the answers for one subject and one bucket: three bits a question, of
// which two are the answer and one says that it holds for some objects only.
type Cell uint32

// Answer returns the answer to a question.
func (c Cell) Answer(q Question) Answer { return Answer(c >> (3 * q) & 3) }

// Some reports whether the answer holds for some objects only.
func (c Cell) Some(q Question) bool { return c>>(3*q)&4 != 0 }

// With returns the cell with the answer to one more question.
func (c Cell) With(q Question, a Answer, some bool) Cell {
	c = c&^(7<<(3*q)) | Cell(a)<<(3*q)
	if some {
		c |= 4 << (3 * q)
	}
	return c
}

// Column returns the strongest answer of the column.
func (c Cell) Column(col Column) Answer {
	best := No
	for _, q := range columns[col].questions {
		best = max(best, c.Answer(q))
	}
	return best
}

// None reports whether all ten answers are no.
func (c Cell) None() bool { return c == 0 }

// Full reports whether all ten answers are yes.
func (c Cell) Full() bool {
	for q := range Question(Questions) {
		if c.Answer(q) != Yes {
			return false
		}
	}
	return true
}

// SubjectKind is a kind of those who may reach a bucket.
type SubjectKind string

// The kinds of subjects.
const (
	SubjectUser     SubjectKind = "user"
	SubjectGroup    SubjectKind = "group"    // a member who has nothing else
	SubjectRole     SubjectKind = "role"     // any session of it
	SubjectAccount  SubjectKind = "account"  // another account that a bucket policy or an ACL names; Name is its id
	SubjectEveryone SubjectKind = "everyone" // anonymous requests; one subject
)

// Subject is one who may reach a bucket.
type Subject struct {
	Kind SubjectKind `json:"kind"`
	Name string      `json:"name"`          // "" for everyone
	ARN  string      `json:"arn,omitempty"` // "" for groups, for everyone, and for an account that only an ACL names
}
