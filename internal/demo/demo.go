// Package demo makes up the account that keyporter --demo shows: a firm of ten
// teams with 200 users, 30 groups and 40 buckets, in which some things are not as
// they should be. It is the same at each start but for its times, which count
// back from the day on which it is made. It is pure: package sandbox puts it into
// the embedded account.
//
// Nothing in it is real: it has no secrets, and its other accounts are those of
// AWS's documentation.
package demo

import (
	"math/rand/v2"
	"strconv"
	"time"
)

// The size of the account.
const (
	Users   = 200
	Groups  = 30
	Buckets = 40
)

// Things that are worth looking at, to which the first steps lead.
const (
	PublicBucket  = "haneul-web-assets" // everyone reads its objects
	HiddenAdmin   = "jiho.park"         // an administrator by a policy inside of a group
	RotatingUser  = "svc-etl"           // has two keys, the newer one of two days ago
	BoundedUser   = "haeun.nam"         // has a boundary that holds back what a group gives
	RotatedUser   = "svc-terraform"     // whose one key, of 403 days, is in use
	OldestKeyUser = "svc-legacy-export" // whose keys were made 700 days ago
)

// Account is what the demo account holds. The order of its parts is that in which
// they can be made.
type Account struct {
	Alias    string
	Policies []Policy
	Roles    []Role
	Groups   []Group
	Users    []User
	Buckets  []Bucket
}

// Policy is a customer managed policy. Versions are its documents, the oldest
// first; the last is the default.
type Policy struct {
	Name, Description string
	Created           time.Time
	Versions          []string
}

// Inline is a policy inside of a user, a group or a role.
type Inline struct{ Name, Document string }

// Role is a role, with its trust policy.
type Role struct {
	Name, Trust, Description string
	Created                  time.Time
	Attached                 []string // ARNs
	Inline                   []Inline
}

// Group is a group.
type Group struct {
	Name     string
	Created  time.Time
	Attached []string // ARNs
	Inline   []Inline
}

// User is a user. Used is when the password was used last, zero where it never
// was.
type User struct {
	Name, Path string
	Created    time.Time
	Tags       [][2]string
	Groups     []string
	Attached   []string // ARNs
	Inline     []Inline
	Boundary   string // ARN, or ""
	Console    bool
	Used       time.Time
	MFA        bool
	Keys       []Key
}

// Key is an access key. Used is zero where it never was.
type Key struct {
	Created, Used   time.Time
	Service, Region string // of the last use
	Inactive        bool
}

// Bucket is a bucket. Unblocked says that its block of public access is off.
type Bucket struct {
	Name, Region string
	Created      time.Time
	Policy       string // or ""
	Unblocked    bool
}

// the seed of all that is drawn by lot.
const seed = 20261129

// maker draws the parts of an account by lot.
type maker struct {
	*rand.Rand
	now     time.Time
	account string
	Account
}

// New makes the account with the number account as it is at now.
func New(account string, now time.Time) Account {
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 1)), now: now.UTC().Truncate(time.Minute), account: account}
	m.Alias = "haneul-demo"
	m.policies()
	m.roles()
	m.groups()
	m.stories()
	m.people()
	m.services()
	m.buckets()
	return m.Account
}

// ago is some time of a working day so many days ago.
func (m *maker) ago(days int) time.Time {
	if days == 0 {
		return m.now.Add(-time.Duration(7+m.IntN(200)) * time.Minute)
	}
	at := m.now.AddDate(0, 0, -days)
	return time.Date(at.Year(), at.Month(), at.Day(), m.IntN(9), m.IntN(60), 0, 0, time.UTC) // 9 to 18 o'clock in Seoul
}

// between is a number from least to most.
func (m *maker) between(least, most int) int { return least + m.IntN(most-least+1) }

func (m *maker) chance(percent int) bool { return m.IntN(100) < percent }

// own is the ARN of a policy of the account.
func (m *maker) own(name string) string { return "arn:aws:iam::" + m.account + ":policy/" + name }

// aws is the ARN of a policy that AWS manages.
func aws(name string) string { return "arn:aws:iam::aws:policy/" + name }

// number writes a number with two digits.
func number(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
