package portertest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"

	"keyporter/internal/access"
	"keyporter/internal/iam"
)

// AccountSize is how much of each kind an account has.
type AccountSize struct {
	Users, Groups, Roles, Policies, Buckets int
	Controls                                bool // it is in an organization with service control policies
}

// OwnAccount is the id of the accounts that Account makes.
const OwnAccount = "111122223333"

// Account makes up an account, the same for the same seed and size. Its policies
// have what real ones have and what evaluators stumble over: one value or
// statement where a list may stand, numbers and booleans without quotes, actions
// and buckets in another case, a star for the partition, buckets whose names
// begin as others', variables with and without defaults, documents of the older
// version, NotAction, NotResource and NotPrincipal, principals that are accounts,
// canonical users or the ids of those who are gone.
func Account(seed uint64, size AccountSize) *access.Account {
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 5)), account: &access.Account{ID: OwnAccount}, size: size}
	m.teams = min(max(size.Buckets/18, 2), len(teamNames))
	m.buckets()
	m.managed()
	m.groups()
	m.users()
	m.roles()
	for i := range m.account.Buckets {
		m.bucketSettings(&m.account.Buckets[i])
	}
	if size.Controls {
		m.controls()
	}
	return m.account
}

var (
	teamNames    = strings.Fields("payments ledger billing fraud search catalog pricing cart identity media images ads growth crm support warehouse ingest etl ml features training research labs edge cdn dns audit legal finance hr logistics returns inventory partners mobile web ios devtools ci release logs metrics tracing backup")
	purposes     = strings.Fields("data data-archive raw curated exports uploads assets logs backups reports tmp models config site home lake lake-raw")
	environments = strings.Fields("prod stage dev test")
	divisions    = strings.Fields("Engineering Data Finance Operations People Legal")
	strangers    = strings.Fields("444455556666 777788889999 222233334444")
)

type maker struct {
	*rand.Rand
	account    *access.Account
	size       AccountSize
	teams      int
	own        map[string][]string  // bucket names by team
	named      map[string][]iam.ARN // policies by team
	boundaries []iam.ARN
	aws        []iam.ARN
}

// statement is a statement of a document, or another object of it.
type statement map[string]any

func (m *maker) chance(p float64) bool { return m.Float64() < p }

func pick[T any](m *maker, list []T) T { return list[m.IntN(len(list))] }

func (m *maker) team() string { return teamNames[m.IntN(m.teams)] }

func (m *maker) uniqueID(prefix string) string {
	id := []byte(prefix)
	for range 17 {
		id = append(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[m.IntN(32)])
	}
	return string(id)
}

// list writes one value without its list, as policies may.
func (m *maker) list(values ...string) any {
	if len(values) == 1 && m.chance(0.7) {
		return values[0]
	}
	return values
}

func (m *maker) document(list []statement) string {
	doc := statement{"Statement": list}
	if len(list) == 1 && m.chance(0.3) {
		doc["Statement"] = list[0]
	}
	switch roll := m.Float64(); {
	case roll < 0.01:
		doc["Version"] = "2008-10-17"
	case roll > 0.02:
		doc["Version"] = "2012-10-17"
	}
	text, err := json.Marshal(doc)
	if err != nil {
		panic(err) // nothing in it that JSON lacks
	}
	return string(text)
}

func (m *maker) buckets() {
	m.own = map[string][]string{}
	seen := map[string]bool{}
	for len(m.account.Buckets) < m.size.Buckets {
		team := m.team()
		name := fmt.Sprintf("acme-%s-%s-%s", team, pick(m, purposes), pick(m, environments))
		switch roll := m.Float64(); {
		case roll < 0.1:
			name = fmt.Sprintf("%s.%s.acme.example", pick(m, purposes), team)
		case roll < 0.2:
			name = fmt.Sprintf("acme-%s-%s", team, pick(m, purposes))
		}
		if seen[name] {
			name = fmt.Sprintf("%s-%02d", name, m.IntN(100))
		}
		if seen[name] {
			continue
		}
		seen[name] = true
		m.own[team] = append(m.own[team], name)
		m.account.Buckets = append(m.account.Buckets, iam.Bucket{Name: name})
	}
}

func (m *maker) bucket(team string) string {
	if list := m.own[team]; len(list) > 0 && m.chance(0.85) {
		return pick(m, list)
	}
	return m.account.Buckets[m.IntN(len(m.account.Buckets))].Name
}

func (m *maker) attach(team string, n int, aws float64) (list []iam.AttachedPolicy) {
	seen := map[iam.ARN]bool{}
	for range n {
		arn := pick(m, m.aws)
		switch own := m.named[team]; {
		case m.chance(aws):
		case len(own) > 0 && m.chance(0.9):
			arn = pick(m, own)
		default:
			arn = pick(m, m.account.Policies).ARN
		}
		if !seen[arn] {
			seen[arn] = true
			list = append(list, iam.AttachedPolicy{Name: iam.PolicyName(arn[strings.LastIndexByte(string(arn), '/')+1:]), ARN: arn})
		}
	}
	return list
}

func (m *maker) inline(team string) (list []iam.InlinePolicy) {
	for i := range 1 + m.IntN(2) {
		list = append(list, iam.InlinePolicy{Name: iam.PolicyName(fmt.Sprintf("inline-%d", i)), Document: m.identity(team)})
	}
	return list
}

func (m *maker) groups() {
	kinds := strings.Fields("developers readers admins oncall contractors")
	for i := range m.size.Groups {
		team := teamNames[i%m.teams]
		g := iam.Group{Name: iam.GroupName(fmt.Sprintf("%s-%s-%d", team, kinds[i/m.teams%len(kinds)], i)), Path: "/", ID: m.uniqueID("AGPA")}
		g.ARN = iam.ARN("arn:aws:iam::" + OwnAccount + ":group/" + string(g.Name))
		if m.chance(0.35) {
			g.Inline = m.inline(team)
		}
		g.Attached = m.attach(team, 1+m.IntN(4), 0.12)
		m.account.Groups = append(m.account.Groups, g)
	}
}

func (m *maker) users() {
	for i := range m.size.Users {
		team := m.team()
		u := iam.User{Name: iam.UserName(fmt.Sprintf("%s.%05d", team, i)), Path: pick(m, []string{"/", "/", "/staff/", "/teams/" + team + "/"}), ID: m.uniqueID("AIDA")}
		if m.chance(0.15) {
			u.Name += "@acme.example"
		}
		u.ARN = iam.ARN("arn:aws:iam::" + OwnAccount + ":user" + u.Path + string(u.Name))
		if m.chance(0.15) {
			u.Inline = m.inline(team)
		}
		m.join(&u, team)
		u.Attached = m.attach(team, pick(m, []int{0, 0, 0, 0, 0, 0, 1, 1, 2, 4}), 0.3)
		if m.chance(0.12) {
			u.Boundary = pick(m, m.boundaries)
		}
		if m.chance(0.75) {
			u.Tags = append(u.Tags, iam.Tag{Key: pick(m, []string{"Team", "Team", "team"}), Value: team})
		}
		if m.chance(0.4) {
			u.Tags = append(u.Tags, iam.Tag{Key: "Department", Value: pick(m, divisions)})
		}
		m.account.Users = append(m.account.Users, u)
	}
}

func (m *maker) join(u *iam.User, team string) {
	for range pick(m, []int{0, 1, 1, 1, 1, 1, 2, 2, 2, 3, 5}) {
		if len(m.account.Groups) == 0 {
			return
		}
		g := pick(m, m.account.Groups).Name
		for range 20 {
			if strings.HasPrefix(string(g), team) || m.chance(0.1) {
				break
			}
			g = pick(m, m.account.Groups).Name
		}
		if m.chance(0.05) {
			g = iam.GroupName(strings.ToUpper(string(g)))
		}
		if !u.In(g) {
			u.Groups = append(u.Groups, g)
		}
	}
}

func (m *maker) roles() {
	for i := range m.size.Roles {
		team := m.team()
		r := iam.Role{Name: fmt.Sprintf("%s-%s-%d", team, pick(m, []string{"lambda", "deploy", "admin"}), i), Path: pick(m, []string{"/", "/app/"}), ID: m.uniqueID("AROA")}
		r.ARN = iam.ARN("arn:aws:iam::" + OwnAccount + ":role" + r.Path + r.Name)
		if m.chance(0.3) {
			r.Inline = m.inline(team)
		}
		r.Attached = m.attach(team, 1+m.IntN(2), 0.2)
		if m.chance(0.1) {
			r.Boundary = pick(m, m.boundaries)
		}
		m.account.Roles = append(m.account.Roles, r)
	}
}
