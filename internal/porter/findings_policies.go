package porter

import (
	"slices"
	"strings"
	"sync"

	"keyporter/internal/iam"
	"keyporter/internal/policy"
)

// policyReading is what a policy document gives away.
type policyReading struct {
	full     bool       // everything is allowed everywhere
	wildcard bool       // all of S3 is allowed on every bucket, without a condition
	ways     [][]string // to get more than it grants
	broken   bool       // it is no policy document
}

// policyReadings remembers what documents say: most are the same in the next
// snapshot.
type policyReadings struct {
	lock  sync.Mutex
	known map[string]policyReading // by document
}

// policyFindings are the findings about policies and who has them. They depend on
// no threshold and no clock.
type policyFindings struct {
	list   []Finding
	doubts []Doubt
}

// policyLook is one look over the policies of a snapshot.
type policyLook struct {
	*Snapshot
	before, now map[string]policyReading
	users       map[iam.ARN][]iam.UserName // who has a policy attached
	groups      map[iam.ARN][]iam.GroupName
	roles       map[iam.ARN][]string
	found       policyFindings
	unread      []string // policies that are held, and cannot be read
}

func (s *Snapshot) lookAtPolicies() policyFindings {
	s.readings.lock.Lock()
	defer s.readings.lock.Unlock()
	l := &policyLook{Snapshot: s, before: s.readings.known, now: map[string]policyReading{},
		users: map[iam.ARN][]iam.UserName{}, groups: map[iam.ARN][]iam.GroupName{}, roles: map[iam.ARN][]string{}}
	for i := range s.Users {
		for _, a := range s.Users[i].Attached {
			l.users[a.ARN] = append(l.users[a.ARN], s.Users[i].Name)
		}
	}
	for i := range s.Groups {
		for _, a := range s.Groups[i].Attached {
			l.groups[a.ARN] = append(l.groups[a.ARN], s.Groups[i].Name)
		}
	}
	for i := range s.Roles {
		for _, a := range ownPolicies(&s.Roles[i]) {
			l.roles[a.ARN] = append(l.roles[a.ARN], s.Roles[i].Name)
		}
	}
	l.managed()
	l.inline()
	l.administrators()
	l.direct()
	for _, k := range []FindingKind{FindEscalation, FindAdmin, FindWildcard, FindDirect} {
		if !s.Complete {
			l.found.doubts = append(l.found.doubts, Doubt{Kind: k, Code: DoubtDetails})
		}
		if len(l.unread) > 0 && k != FindDirect {
			l.found.doubts = append(l.found.doubts, Doubt{Kind: k, Code: DoubtPolicies, Names: l.unread, Count: len(l.unread)})
		}
	}
	s.readings.known = l.now
	return l.found
}

// read returns what a document says.
func (l *policyLook) read(document string) policyReading {
	r, known := l.now[document]
	if known {
		return r
	}
	if r, known = l.before[document]; !known {
		r = readPolicy(document)
	}
	l.now[document] = r
	return r
}

func readPolicy(document string) policyReading {
	doc, err := policy.Parse(document)
	if err != nil {
		return policyReading{broken: true}
	}
	r := policyReading{wildcard: slices.ContainsFunc(doc.Statements, allOfS3)}
	for _, m := range doc.Lint(policy.UseManaged) {
		switch {
		case m.Code == policy.LintFullAccess:
			r.full = true
		case m.Code == policy.LintGrantsIAM:
			r.ways = append(r.ways, []string{"iam:*"})
		case strings.HasPrefix(string(m.Code), "escalate-"):
			r.ways = append(r.ways, m.Args)
		}
	}
	return r
}

// allOfS3 reports whether a statement allows every action of S3 on every bucket
// there is and will be, whatever the circumstances.
func allOfS3(s policy.Statement) bool {
	if s.Effect != policy.Allow || len(s.Conditions) > 0 {
		return false
	}
	every := func(t policy.Text) bool {
		low := strings.ToLower(t.Value)
		return low == "s3:*" || low != "" && strings.Trim(low, "*:") == ""
	}
	spared := func(t policy.Text) bool { // an action of S3, or of any service
		service, _, _ := strings.Cut(strings.ToLower(t.Value), ":")
		return strings.ContainsAny(service, "*?") || service == "s3"
	}
	actions := slices.ContainsFunc(s.Actions, every) || s.NotActions != nil && !slices.ContainsFunc(s.NotActions, spared)
	return actions && slices.ContainsFunc(s.Resources, func(r policy.Text) bool {
		arn, ok := policy.ParseARN(r.Value)
		return r.Value == "*" || ok && arn.Service == "s3" && arn.Resource == "*"
	})
}

// add makes the findings about one policy and its holders.
func (l *policyLook) add(o Object, document string, users []iam.UserName, groups []iam.GroupName) {
	r := policyReading{broken: true}
	if document != "" {
		r = l.read(document)
	}
	if r.broken {
		l.unread = append(l.unread, o.Name)
		return
	}
	if !r.wildcard && len(r.ways) == 0 {
		return
	}
	one := Finding{Kind: FindWildcard, Object: o, Users: l.reach(users, groups)}
	if o.Kind == ObjectPolicy {
		for _, g := range groups {
			one.With = append(one.With, Object{Kind: ObjectGroup, Name: string(g)})
		}
		for _, u := range users {
			one.With = append(one.With, Object{Kind: ObjectUser, Name: string(u)})
		}
		for _, r := range l.roles[o.ARN] {
			one.With = append(one.With, Object{Kind: ObjectRole, Name: r})
		}
	}
	if r.wildcard {
		l.found.list = append(l.found.list, one)
	}
	if one.Kind, one.Ways = FindEscalation, r.ways; len(r.ways) > 0 {
		l.found.list = append(l.found.list, one)
	}
}

// reach counts the users among these and the members of the groups.
func (l *policyLook) reach(users []iam.UserName, groups []iam.GroupName) int {
	all := make(map[string]bool, len(users))
	for _, u := range users {
		all[u.Fold()] = true
	}
	for _, g := range groups {
		for _, u := range l.Members(g) {
			all[u.Fold()] = true
		}
	}
	return len(all)
}

// managed looks at the managed policies that somebody has.
func (l *policyLook) managed() {
	for i := range l.Policies {
		p := &l.Policies[i]
		users, groups := l.users[p.ARN], l.groups[p.ARN]
		if len(users)+len(groups)+len(l.roles[p.ARN]) > 0 {
			l.add(Object{Kind: ObjectPolicy, Name: string(p.Name), ARN: p.ARN}, p.Document, users, groups)
		}
	}
}

func (l *policyLook) inline() {
	for i := range l.Groups {
		g := &l.Groups[i]
		for _, in := range g.Inline {
			l.add(Object{Kind: ObjectGroupInline, Name: string(in.Name), Of: string(g.Name)}, in.Document, nil, []iam.GroupName{g.Name})
		}
	}
	for i := range l.Users {
		u := &l.Users[i]
		for _, in := range u.Inline {
			l.add(Object{Kind: ObjectUserInline, Name: string(in.Name), Of: string(u.Name)}, in.Document, []iam.UserName{u.Name}, nil)
		}
	}
	for i := range l.Roles {
		r := &l.Roles[i]
		for _, in := range r.Inline {
			l.add(Object{Kind: ObjectRoleInline, Name: string(in.Name), Of: r.Name}, in.Document, nil, nil)
		}
	}
}

// administrators finds the users and roles who may do everything, and through what.
func (l *policyLook) administrators() {
	byGroup := map[string][]Object{}
	for i := range l.Groups {
		g := &l.Groups[i]
		roads := l.roads(g.Attached, g.Inline, Object{Kind: ObjectGroupInline, Of: string(g.Name)})
		byGroup[g.Name.Fold()] = roads
	}
	for i := range l.Users {
		u := &l.Users[i]
		roads := l.roads(u.Attached, u.Inline, Object{Kind: ObjectUserInline, Of: string(u.Name)})
		for j := range roads {
			if roads[j].Kind == ObjectPolicy {
				roads[j].Of = "" // its own
			}
		}
		for _, g := range u.Groups {
			roads = append(roads, byGroup[g.Fold()]...)
		}
		if len(roads) > 0 {
			l.found.list = append(l.found.list, Finding{Kind: FindAdmin, Object: Object{Kind: ObjectUser, Name: string(u.Name)}, With: roads, Boundary: l.limit(u.Boundary)})
		}
	}
	for i := range l.Roles {
		r := &l.Roles[i]
		if roads := l.roads(ownPolicies(r), r.Inline, Object{Kind: ObjectRoleInline}); len(roads) > 0 {
			l.found.list = append(l.found.list, Finding{Kind: FindAdmin, Object: Object{Kind: ObjectRole, Name: r.Name, ARN: r.ARN}, With: roads, Boundary: l.limit(r.Boundary)})
		}
	}
}

// roads are those of a holder's policies that allow everything.
func (l *policyLook) roads(attached []iam.AttachedPolicy, inline []iam.InlinePolicy, own Object) []Object {
	var roads []Object
	for _, a := range attached {
		if p, ok := l.Policy(a.ARN); ok && p.Document != "" && l.read(p.Document).full {
			roads = append(roads, Object{Kind: ObjectPolicy, Name: string(a.Name), ARN: a.ARN, Of: own.Of})
		}
	}
	for _, in := range inline {
		if l.read(in.Document).full {
			own.Name = string(in.Name)
			roads = append(roads, own)
		}
	}
	return roads
}

// ownPolicies are the policies attached to a role; none of a service-linked role,
// whose policies belong to AWS and which only AWS's service assumes ("Using
// service-linked roles", IAM user guide).
func ownPolicies(r *iam.Role) []iam.AttachedPolicy {
	if strings.HasPrefix(r.Path, "/aws-service-role/") {
		return nil
	}
	return r.Attached
}

// limit is a permissions boundary, unless it is known to allow everything too.
func (l *policyLook) limit(boundary iam.ARN) iam.ARN {
	if p, ok := l.Policy(boundary); ok && p.Document != "" && l.read(p.Document).full {
		return ""
	}
	return boundary
}

// direct finds the users to whom policies are attached, or inside whom they are:
// AWS advises to give permissions to groups ("Security best practices in IAM",
// IAM user guide).
func (l *policyLook) direct() {
	for i := range l.Users {
		u := &l.Users[i]
		if len(u.Attached)+len(u.Inline) == 0 {
			continue
		}
		one := Finding{Kind: FindDirect, Object: Object{Kind: ObjectUser, Name: string(u.Name)}}
		for _, a := range u.Attached {
			one.With = append(one.With, Object{Kind: ObjectPolicy, Name: string(a.Name), ARN: a.ARN})
		}
		for _, in := range u.Inline {
			one.With = append(one.With, Object{Kind: ObjectUserInline, Name: string(in.Name), Of: string(u.Name)})
		}
		l.found.list = append(l.found.list, one)
	}
}
