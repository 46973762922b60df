package porter

import (
	"time"

	"keyporter/internal/access"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// The sources of a snapshot beside those of an audit.
const (
	SourceReport access.Source = "credential-report"
	SourceKeys   access.Source = "access-keys"
)

// Source is one thing that a snapshot was read from.
type Source struct {
	Name     access.Source
	At       time.Time    // zero: never read; of keys, when the oldest list was read
	Complete bool         // it was read to its end, with all its parts
	Problem  *fault.Fault // why the last reading failed; what is shown is older
}

// Sources lists what the snapshot was read from, each with its age and whether
// it is all there.
func (s *Snapshot) Sources() []Source {
	return []Source{
		{Name: access.SourceDetails, At: s.At, Complete: s.whole, Problem: s.Problem},
		{Name: SourceReport, At: s.report.at, Complete: !s.report.Made.IsZero(), Problem: s.report.problem},
		s.keySource(),
		{Name: access.SourceBuckets, At: s.BucketsAt, Complete: s.BucketsWhole && len(s.unreadParts()) == 0, Problem: s.BucketsProblem},
		{Name: access.SourceBlock, At: s.BlockAt, Complete: !s.BlockAt.IsZero(), Problem: s.BlockProblem},
	}
}

func (s *Snapshot) keySource() Source {
	out := Source{Name: SourceKeys, Complete: !s.At.IsZero()}
	for i, u := range s.Users {
		read, known := s.keys[s.folded[i]]
		if !known && !s.keyless(u.Name) {
			out.Complete = false
		}
		if known && (out.At.IsZero() || read.at.Before(out.At)) {
			out.At = read.at
		}
	}
	return out
}

// unreadParts are the parts of buckets that could not be read.
func (s *Snapshot) unreadParts() []access.Gap {
	var gaps []access.Gap
	for _, b := range s.Buckets {
		for _, part := range b.Unread {
			gaps = append(gaps, access.Gap{Source: access.SourceBucket, Name: b.Name, Part: part})
		}
	}
	return gaps
}

// AccessAccount is the account as the audit wants it, with a gap for each source
// that was never read, or not to its end. What was read some time ago is no gap:
// it has its age.
func (s *Snapshot) AccessAccount() *access.Account {
	a := &access.Account{
		Partition: s.partition(), ID: s.Identity.Account,
		Users: s.Users, Groups: s.Groups, Roles: s.Roles, Buckets: s.Buckets, Block: s.Block,
	}
	for _, p := range s.Policies {
		if p.Document != "" { // the catalogue lists every policy of AWS, in use or not
			a.Policies = append(a.Policies, p)
		}
	}
	if s.At.IsZero() || !s.whole {
		a.Gaps = append(a.Gaps, access.Gap{Source: access.SourceDetails})
	}
	if s.BucketsAt.IsZero() || !s.BucketsWhole {
		a.Gaps = append(a.Gaps, access.Gap{Source: access.SourceBuckets})
	}
	if s.BlockAt.IsZero() {
		a.Gaps = append(a.Gaps, access.Gap{Source: access.SourceBlock})
	}
	a.Gaps = append(a.Gaps, s.unreadParts()...)
	if a.ID == "" {
		a.ID = accountOf(s.Users)
	}
	return a
}

// accountOf is the account by the ARNs of its users, for a server that tells
// nobody who asks.
func accountOf(users []iam.User) string {
	for _, u := range users {
		if id := u.ARN.Account(); id != "" {
			return id
		}
	}
	return ""
}
