package porter

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"keyporter/internal/iam"
)

const day = 24 * time.Hour

// userTest returns the test of a condition on users; ok is false where nobody
// understands it. The conditions:
//
//	group:NAME      policy:NAME or policy:ARN    attached to the user itself
//	path:PREFIX     tag:KEY or tag:KEY=VALUE
//	console:yes|no  mfa:yes|no                   as the credential report tells
//	keys:none|active|inactive|two                key-age:DAYS   of an active key
//	created-after:DATE  created-before:DATE      boundary:yes|no
func (s *Snapshot) userTest(f Filter, now time.Time) (test func(*iam.User) truth, ok bool) {
	v := f.Value
	switch f.Property {
	case "group":
		return func(u *iam.User) truth {
			in := slices.ContainsFunc(u.Groups, func(g iam.GroupName) bool { return strings.EqualFold(string(g), v) })
			return s.listed(in, len(u.Groups))
		}, true
	case "policy":
		return func(u *iam.User) truth { return s.listed(holds(u.Attached, v), len(u.Attached)) }, true
	case "path":
		return func(u *iam.User) truth { return is(strings.HasPrefix(u.Path, v)) }, true
	case "tag":
		key, value, exact := strings.Cut(v, "=")
		return func(u *iam.User) truth {
			has := slices.ContainsFunc(u.Tags, func(t iam.Tag) bool { return t.Key == key && (!exact || t.Value == value) })
			return s.listed(has, len(u.Tags))
		}, true
	case "console":
		return asked(v, func(u *iam.User) truth {
			return s.reported(u, func(r *iam.ReportRow) iam.ReportFlag { return r.Password })
		})
	case "mfa":
		return asked(v, func(u *iam.User) truth { return s.reported(u, func(r *iam.ReportRow) iam.ReportFlag { return r.MFA }) })
	case "keys":
		return s.keysTest(v)
	case "key-age":
		return s.keyAgeTest(v, now)
	case "boundary":
		return asked(v, func(u *iam.User) truth { return s.listed(u.Boundary != "", len(u.Boundary)) })
	case "created-after", "created-before":
		return createdTest(f, func(u *iam.User) time.Time { return u.Created })
	}
	return nil, false
}

// listed is whether something is in a list of n entries. An empty list that was
// perhaps not read tells nothing.
func (s *Snapshot) listed(in bool, n int) truth {
	if !in && n == 0 && !s.Complete {
		return unknown
	}
	return is(in)
}

// holds reports whether a policy is attached, by its name or ARN.
func holds(list []iam.AttachedPolicy, policy string) bool {
	return slices.ContainsFunc(list, func(a iam.AttachedPolicy) bool {
		return string(a.ARN) == policy || strings.EqualFold(string(a.Name), policy)
	})
}

// reported is what the credential report says of a user.
func (s *Snapshot) reported(u *iam.User, flag func(*iam.ReportRow) iam.ReportFlag) truth {
	row, ok := s.ReportRow(u.Name)
	if f := flag(&row); ok && f.Known() {
		return is(f == iam.ReportTrue)
	}
	return unknown
}

func (s *Snapshot) keysTest(value string) (func(*iam.User) truth, bool) {
	var meets func(keys []iam.AccessKey) bool
	switch value {
	case "none":
		meets = func(keys []iam.AccessKey) bool { return len(keys) == 0 }
	case "active":
		meets = func(keys []iam.AccessKey) bool { return slices.ContainsFunc(keys, iam.AccessKey.Active) }
	case "inactive":
		meets = func(keys []iam.AccessKey) bool {
			return slices.ContainsFunc(keys, func(k iam.AccessKey) bool { return !k.Active() })
		}
	case "two":
		meets = func(keys []iam.AccessKey) bool { return len(keys) >= iam.KeysPerUser }
	default:
		return nil, false
	}
	return func(u *iam.User) truth {
		keys, known := s.Keys(u.Name)
		if !known {
			return unknown
		}
		return is(meets(keys))
	}, true
}

// keyAgeTest asks for an active key older than so many days.
func (s *Snapshot) keyAgeTest(value string, now time.Time) (func(*iam.User) truth, bool) {
	before, ok := daysBefore(value, now)
	return func(u *iam.User) truth {
		keys, known := s.Keys(u.Name)
		sum := is(false)
		if !known {
			sum = unknown
		}
		for _, k := range keys {
			switch {
			case !k.Active():
			case k.Created.IsZero():
				sum = unknown
			case k.Created.Before(before):
				return yes
			}
		}
		return sum
	}, ok
}

// daysBefore reads a number of days, and returns the time so long before now.
func daysBefore(value string, now time.Time) (time.Time, bool) {
	n, err := strconv.Atoi(value)
	return now.Add(-time.Duration(n) * day), err == nil && n >= 0 && n <= 36500
}

// createdTest compares the day of creation, in UTC, with a date.
func createdTest[E any](f Filter, created func(E) time.Time) (func(E) truth, bool) {
	date, err := time.Parse(time.DateOnly, f.Value)
	after := f.Property == "created-after"
	return func(e E) truth {
		at := created(e)
		switch {
		case at.IsZero():
			return unknown
		case after:
			return is(!at.Before(date.Add(day)))
		}
		return is(at.Before(date))
	}, err == nil
}

// FindGroups returns one page of the groups that match the query. Sort is
// "name", "members" or "created"; text is part of a name. The conditions:
//
//	members:none|some  policies:none|some  policy:NAME or policy:ARN  path:PREFIX
func (s *Snapshot) FindGroups(q Query) ([]iam.Group, Found) {
	return list[iam.Group]{
		words: func(g *iam.Group) string { return g.Name.Fold() },
		test:  s.groupTest,
		place: func(g *iam.Group, sort string) place {
			p := place{name: g.Name.Fold()}
			switch sort {
			case "members":
				p.at = int64(s.MemberCount(g.Name))
			case "created":
				p.at = micros(g.Created)
			}
			return p
		},
	}.find(s.Groups, q)
}

func (s *Snapshot) groupTest(f Filter, _ time.Time) (func(*iam.Group) truth, bool) {
	some := func(count func(*iam.Group) int) (func(*iam.Group) truth, bool) {
		value := map[string]string{"some": "yes", "none": "no"}[f.Value]
		return asked(value, func(g *iam.Group) truth { n := count(g); return s.listed(n > 0, n) })
	}
	switch f.Property {
	case "members":
		return some(func(g *iam.Group) int { return s.MemberCount(g.Name) })
	case "policies":
		return some(func(g *iam.Group) int { return len(g.Attached) + len(g.Inline) })
	case "policy":
		return func(g *iam.Group) truth { return s.listed(holds(g.Attached, f.Value), len(g.Attached)) }, true
	case "path":
		return func(g *iam.Group) truth { return is(strings.HasPrefix(g.Path, f.Value)) }, true
	}
	return nil, false
}

// ListPolicies returns one page of the managed policies that match the query.
// Sort is "type" (the account's own first), "name", "attached" or "updated"; text
// is part of a name. The conditions:
//
//	type:own|aws  attached:yes|no  path:PREFIX
func (s *Snapshot) ListPolicies(q Query) ([]iam.Policy, Found) {
	return list[iam.Policy]{
		words: func(p *iam.Policy) string { return p.Name.Fold() },
		test:  policyTest,
		place: func(p *iam.Policy, sort string) place {
			at := place{name: p.Name.Fold() + " " + string(p.ARN)}
			switch sort {
			case "attached":
				at.at = int64(p.Attachments)
			case "updated":
				at.at = micros(p.Updated)
			case "name":
			default:
				if p.ARN.AWSManaged() {
					at.at = 1
				}
			}
			return at
		},
	}.find(s.Policies, q)
}

func policyTest(f Filter, _ time.Time) (func(*iam.Policy) truth, bool) {
	switch f.Property {
	case "type":
		aws := f.Value == "aws"
		return func(p *iam.Policy) truth { return is(p.ARN.AWSManaged() == aws) }, aws || f.Value == "own"
	case "attached":
		return asked(f.Value, func(p *iam.Policy) truth { return is(p.Attachments > 0) })
	case "path":
		return func(p *iam.Policy) truth { return is(strings.HasPrefix(p.Path, f.Value)) }, true
	}
	return nil, false
}
