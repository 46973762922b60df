package porter

import (
	"slices"
	"strings"
	"time"

	"keyporter/internal/access"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// FindingKind is a kind of thing that is not as it should be.
type FindingKind string

// The kinds, the most severe first.
const (
	FindRootKeys   FindingKind = "root-keys"            // the root user has active access keys
	FindPublic     FindingKind = "public-bucket"        // everyone may do something with it
	FindEscalation FindingKind = "privilege-escalation" // a policy lets its holder get more than it grants
	FindNoMFA      FindingKind = "console-without-mfa"
	FindForeign    FindingKind = "cross-account-bucket" // other accounts may
	FindAdmin      FindingKind = "administrator"        // by any road
	FindWildcard   FindingKind = "wildcard-s3"          // a policy allows all of S3 on every bucket, without a condition
	FindOldKey     FindingKind = "old-key"
	FindKeyEnding  FindingKind = "key-ending" // its lifetime is nearly over
	FindUnusedKey  FindingKind = "unused-key"
	FindDirect     FindingKind = "direct-policy" // policies attached to a user itself
)

// Severity is how much a finding matters.
type Severity string

// The severities.
const (
	SeverityHigh   Severity = "high"
	SeverityMedium Severity = "medium"
	SeverityLow    Severity = "low"
)

// findingKinds lists the kinds in their order, with their severities.
var findingKinds = [...]struct {
	kind     FindingKind
	severity Severity
}{
	{FindRootKeys, SeverityHigh}, {FindPublic, SeverityHigh}, {FindEscalation, SeverityHigh}, {FindNoMFA, SeverityHigh},
	{FindForeign, SeverityMedium}, {FindAdmin, SeverityMedium}, {FindWildcard, SeverityMedium}, {FindOldKey, SeverityMedium},
	{FindKeyEnding, SeverityMedium},
	{FindUnusedKey, SeverityLow}, {FindDirect, SeverityLow},
}

// FindingKinds lists the kinds, the most severe first.
func FindingKinds() []FindingKind {
	list := make([]FindingKind, len(findingKinds))
	for i, k := range findingKinds {
		list[i] = k.kind
	}
	return list
}

// Severity returns how much findings of the kind matter; "" for what is no kind.
func (k FindingKind) Severity() Severity {
	if i := k.rank(); i >= 0 {
		return findingKinds[i].severity
	}
	return ""
}

func (k FindingKind) rank() int {
	for i := range findingKinds {
		if findingKinds[i].kind == k {
			return i
		}
	}
	return -1
}

// ObjectKind is a kind of what a finding is about.
type ObjectKind string

// The kinds of objects.
const (
	ObjectRoot        ObjectKind = "root"
	ObjectUser        ObjectKind = "user"
	ObjectGroup       ObjectKind = "group"
	ObjectRole        ObjectKind = "role"
	ObjectPolicy      ObjectKind = "policy"       // a managed one
	ObjectUserInline  ObjectKind = "user-inline"  // of the user Of
	ObjectGroupInline ObjectKind = "group-inline" // of the group Of
	ObjectRoleInline  ObjectKind = "role-inline"  // of the role Of
	ObjectKey         ObjectKind = "key"          // of the user Of
	ObjectBucket      ObjectKind = "bucket"
	ObjectAccount     ObjectKind = "account" // another one
)

// Object is what a finding is about, or what has to do with it.
type Object struct {
	Kind ObjectKind
	Name string
	ARN  iam.ARN // of a policy
	Of   string  // whose it is; of a policy on the road to a user, the group that it comes through
}

// Finding is one thing that is not as it should be.
type Finding struct {
	Kind   FindingKind
	Object Object
	// With is who has the policy (FindEscalation, FindWildcard), by which policies
	// (FindAdmin), which policies (FindDirect), or which accounts (FindForeign).
	With     []Object
	Users    int          // of FindEscalation and FindWildcard: users who have the policy, by groups too
	Ways     [][]string   // of FindEscalation: the actions of each way
	Keys     int          // of FindRootKeys
	At       time.Time    // when the key was made, used last or ends, or the user signed in last; zero: never
	Days     int          // how long ago the key was made
	Level    access.Level // of FindPublic and FindForeign: the most that somebody may do
	Boundary iam.ARN      // of FindAdmin: the permissions boundary that may limit it, or ""
}

// FindingLimits are the thresholds, in days, and the ends of keys.
type FindingLimits struct {
	KeyAge, Unused int
	Ends           Lifetimes
}

// Findings is what a look over the account found.
type Findings struct {
	List   []Finding // by kind, the most severe first, then by name
	Doubts []Doubt   // what could not be looked at
}

// Findings looks over the account. What is not known is no finding: it is among
// the doubts.
func (s *Snapshot) Findings(l FindingLimits, now time.Time) Findings {
	var f Findings
	if s.At.IsZero() {
		for _, k := range findingKinds {
			f.Doubts = append(f.Doubts, Doubt{Kind: k.kind, Code: DoubtUnread, Whole: true, Fault: s.Problem})
		}
		return f
	}
	held := s.heldPolicies()
	f.List, f.Doubts = append(f.List, held.list...), append(f.Doubts, held.doubts...)
	s.reportFindings(&f)
	s.keyFindings(&f, l, now)
	s.bucketFindings(&f)
	slices.SortStableFunc(f.List, func(a, b Finding) int { return a.Kind.rank() - b.Kind.rank() })
	slices.SortStableFunc(f.Doubts, func(a, b Doubt) int { return a.Kind.rank() - b.Kind.rank() })
	return f
}

// Counts are how many findings of each kind there are.
func (f Findings) Counts() map[FindingKind]int {
	n := map[FindingKind]int{}
	for i := range f.List {
		n[f.List[i].Kind]++
	}
	return n
}

// Find returns one page of the findings that match a query, the most severe
// first; text is part of a name. The conditions:
//
//	kind:KIND  severity:SEVERITY
func (f Findings) Find(q Query) ([]Finding, Found) {
	return list[Finding]{
		words: func(f *Finding) string { return strings.ToLower(f.words()) },
		test: func(c Filter, _ time.Time) (func(*Finding) truth, bool) {
			switch c.Property {
			case "kind":
				k := FindingKind(c.Value)
				return func(f *Finding) truth { return is(f.Kind == k) }, k.rank() >= 0
			case "severity":
				s := Severity(c.Value)
				known := s == SeverityHigh || s == SeverityMedium || s == SeverityLow
				return func(f *Finding) truth { return is(f.Kind.Severity() == s) }, known
			}
			return nil, false
		},
		place: func(f *Finding, _ string) place {
			o := &f.Object
			return place{at: int64(f.Kind.rank()), name: strings.ToLower(o.Name) + " " + o.Name + " " + string(o.Kind) + " " + o.Of + " " + string(o.ARN)}
		},
	}.find(f.List, q)
}

// words is what a search looks at.
func (f *Finding) words() string {
	var b strings.Builder
	b.WriteString(f.Object.Name + "\n" + f.Object.Of)
	for _, o := range f.With {
		b.WriteString("\n" + o.Name + "\n" + o.Of)
	}
	return b.String()
}

// DoubtCode says why something could not be looked at.
type DoubtCode string

// The codes.
const (
	DoubtUnread   DoubtCode = "unread"   // nothing of the account was read
	DoubtDetails  DoubtCode = "details"  // users, groups and policies were not read to their end
	DoubtPolicies DoubtCode = "policies" // Names: policies that cannot be read, or were not
	DoubtReport   DoubtCode = "report"   // there is no credential report
	DoubtRoot     DoubtCode = "root"     // the report says nothing of the root user
	DoubtUsers    DoubtCode = "users"    // Count: users of whom the report does not tell
	DoubtKeys     DoubtCode = "keys"     // Count: users whose keys were not read
	DoubtBuckets  DoubtCode = "buckets"  // the buckets were not read
	DoubtList     DoubtCode = "list"     // not all buckets were read
	DoubtBlock    DoubtCode = "block"    // the account's block of public access was not read
	DoubtParts    DoubtCode = "parts"    // Names: buckets of which some part was not read
	DoubtUses     DoubtCode = "uses"     // Count: keys whose age or last use is not known
)

// Doubt is a kind of findings that was not looked for, or not everywhere.
type Doubt struct {
	Kind  FindingKind
	Code  DoubtCode
	Count int
	Names []string
	Fault *fault.Fault // why the source could not be read, or nil
	Whole bool         // nothing was looked at; false: a part was
}
