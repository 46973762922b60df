package access_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"keyporter/internal/access"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
)

// copied returns an account that shares nothing that is changed below.
func copied(a *access.Account) *access.Account {
	b := *a
	b.Users, b.Groups, b.Roles = slices.Clone(a.Users), slices.Clone(a.Groups), slices.Clone(a.Roles)
	b.Policies, b.Buckets = slices.Clone(a.Policies), slices.Clone(a.Buckets)
	return &b
}

// mutation changes one thing of a copied account. other is an account of the
// same kind, from which it takes documents.
type mutation struct {
	name   string
	change func(r *rand.Rand, a, other *access.Account)
}

func mutations() []mutation {
	one := func(r *rand.Rand, n int) int { return r.IntN(n) }
	return []mutation{
		{"a policy changes", func(r *rand.Rand, a, other *access.Account) {
			a.Policies[one(r, len(a.Policies))].Document = other.Policies[one(r, len(other.Policies))].Document
		}},
		{"a policy goes that may be attached", func(r *rand.Rand, a, _ *access.Account) {
			a.Policies = slices.Delete(a.Policies, len(a.Policies)-1, len(a.Policies))
		}},
		{"a policy becomes none", func(r *rand.Rand, a, _ *access.Account) { a.Policies[one(r, len(a.Policies))].Document = "{" }},
		{"a user gets other policies", func(r *rand.Rand, a, other *access.Account) {
			u := &a.Users[one(r, len(a.Users))]
			u.Attached = []iam.AttachedPolicy{{Name: "p", ARN: other.Policies[one(r, len(other.Policies))].ARN}}
			u.Inline = []iam.InlinePolicy{{Name: "i", Document: other.Policies[one(r, len(other.Policies))].Document}}
		}},
		{"a user's tags change", func(r *rand.Rand, a, _ *access.Account) {
			a.Users[one(r, len(a.Users))].Tags = []iam.Tag{{Key: "Team", Value: "ledger"}}
		}},
		{"a user gets a boundary", func(r *rand.Rand, a, _ *access.Account) {
			a.Users[one(r, len(a.Users))].Boundary = a.Policies[one(r, len(a.Policies))].ARN
		}},
		{"a user comes first", func(_ *rand.Rand, a, other *access.Account) {
			u := other.Users[0]
			u.Name, u.ARN = "a-newcomer", "arn:aws:iam::111122223333:user/a-newcomer"
			a.Users = slices.DeleteFunc(a.Users, func(o iam.User) bool { return o.Name == u.Name })
			a.Users = slices.Insert(a.Users, 0, u)
		}},
		{"a user goes", func(r *rand.Rand, a, _ *access.Account) {
			i := one(r, len(a.Users))
			a.Users = slices.Delete(a.Users, i, i+1)
		}},
		{"a group changes", func(r *rand.Rand, a, other *access.Account) {
			a.Groups[one(r, len(a.Groups))].Attached = other.Groups[one(r, len(other.Groups))].Attached
		}},
		{"a group goes that has members", func(_ *rand.Rand, a, _ *access.Account) { a.Groups = a.Groups[1:] }},
		{"a role changes", func(r *rand.Rand, a, other *access.Account) {
			a.Roles[one(r, len(a.Roles))].Attached = other.Roles[0].Attached
		}},
		{"a bucket's policy changes", func(r *rand.Rand, a, other *access.Account) {
			a.Buckets[one(r, len(a.Buckets))].Policy = statements(
				`{'Effect':'Allow','Principal':{'AWS':'`+string(a.Users[one(r, len(a.Users))].ARN)+`'},'Action':'s3:*','Resource':'*'}`,
				`{'Effect':'Deny','Principal':'*','Action':'s3:Put*','Resource':'*','Condition':{'StringNotEquals':{'aws:PrincipalTag/Team':'ledger'}}}`)
		}},
		{"a bucket's policy names a new account", func(r *rand.Rand, a, _ *access.Account) {
			a.Buckets[one(r, len(a.Buckets))].Policy = statements(`{'Effect':'Allow','Principal':{'AWS':'99999999000` + string('0'+rune(one(r, 10))) + `'},'Action':'s3:*','Resource':'*'}`)
		}},
		{"a bucket's policy goes", func(r *rand.Rand, a, _ *access.Account) { a.Buckets[one(r, len(a.Buckets))].Policy = "" }},
		{"a bucket's policy cannot be read", func(r *rand.Rand, a, _ *access.Account) {
			a.Buckets[one(r, len(a.Buckets))].Unread = []iam.BucketPart{iam.BucketPolicy}
		}},
		{"a bucket's ACL is for everybody", func(r *rand.Rand, a, _ *access.Account) {
			b := &a.Buckets[one(r, len(a.Buckets))]
			b.Ownership, b.Block, b.Grants = iam.OwnershipWriter, nil, []iam.Grant{{Grantee: iam.GranteeEveryone, Permission: "FULL_CONTROL"}}
		}},
		{"a bucket goes", func(_ *rand.Rand, a, _ *access.Account) { a.Buckets = a.Buckets[1:] }},
		{"the account blocks public access", func(_ *rand.Rand, a, _ *access.Account) {
			a.Block = &iam.PublicAccessBlock{IgnorePublicACLs: true, RestrictPublicBuckets: true}
		}},
		{"nothing", func(*rand.Rand, *access.Account, *access.Account) {}},
	}
}

// memberMutations are changes of who is there and what each holds.
func memberMutations() []mutation {
	one := func(r *rand.Rand, n int) int { return r.IntN(n) }
	return []mutation{
		{"a user is renamed where it stands", func(r *rand.Rand, a, _ *access.Account) {
			u := &a.Users[one(r, len(a.Users))]
			u.Name += "-2"
			u.ARN += "-2"
		}},
		{"a user is made anew", func(r *rand.Rand, a, _ *access.Account) { a.Users[one(r, len(a.Users))].ID = "AIDAANOTHERONE" }},
		{"two users change places", func(r *rand.Rand, a, _ *access.Account) {
			i, j := one(r, len(a.Users)), one(r, len(a.Users))
			a.Users[i], a.Users[j] = a.Users[j], a.Users[i]
		}},
		{"a user's group is written in another case", func(r *rand.Rand, a, _ *access.Account) {
			a.Users[one(r, len(a.Users))].Groups = []iam.GroupName{iam.GroupName(strings.ToUpper(string(a.Groups[one(r, len(a.Groups))].Name)))}
		}},
		{"all users get one more group", func(r *rand.Rand, a, _ *access.Account) {
			g := a.Groups[one(r, len(a.Groups))].Name
			for i := range a.Users {
				a.Users[i].Groups = append(slices.Clone(a.Users[i].Groups), g)
			}
		}},
		{"a group loses a member and a policy", func(r *rand.Rand, a, _ *access.Account) {
			for i := range a.Users {
				u := &a.Users[i]
				if len(u.Groups) == 0 {
					continue
				}
				g := slices.IndexFunc(a.Groups, func(g iam.Group) bool { return g.Name.Fold() == u.Groups[0].Fold() })
				u.Groups = u.Groups[1:]
				if g >= 0 && len(a.Groups[g].Attached) > 0 {
					a.Groups[g].Attached = a.Groups[g].Attached[1:]
				}
				return
			}
		}},
	}
}

// policyMutations are changes of policies in special places.
func policyMutations() []mutation {
	one := func(r *rand.Rand, n int) int { return r.IntN(n) }
	return []mutation{
		{"a policy is held twice", func(r *rand.Rand, a, _ *access.Account) {
			u := &a.Users[one(r, len(a.Users))]
			p := a.Policies[one(r, len(a.Policies))]
			u.Attached = append(slices.Clone(u.Attached), iam.AttachedPolicy{Name: p.Name, ARN: p.ARN})
			u.Inline = append(slices.Clone(u.Inline), iam.InlinePolicy{Name: "same", Document: p.Document})
		}},
		{"two policies become alike", func(r *rand.Rand, a, _ *access.Account) {
			a.Policies[one(r, len(a.Policies))].Document = a.Policies[one(r, len(a.Policies))].Document
		}},
		{"a boundary changes", func(r *rand.Rand, a, other *access.Account) {
			for i := range a.Users {
				if u := &a.Users[i]; u.Boundary != "" {
					at := slices.IndexFunc(a.Policies, func(p iam.Policy) bool { return p.ARN == u.Boundary })
					if at >= 0 {
						a.Policies[at].Document = other.Policies[one(r, len(other.Policies))].Document
					}
					return
				}
			}
		}},
		{"a boundary goes", func(_ *rand.Rand, a, _ *access.Account) {
			for i := range a.Users {
				if a.Users[i].Boundary != "" {
					a.Users[i].Boundary = ""
					return
				}
			}
		}},
	}
}

// reread returns the account as it is read anew: the same, and nothing of it the
// same in memory.
func reread(a *access.Account) *access.Account {
	b := copied(a)
	for i := range b.Users {
		u := &b.Users[i]
		u.Tags, u.Groups, u.Attached, u.Inline = slices.Clone(u.Tags), slices.Clone(u.Groups), slices.Clone(u.Attached), slices.Clone(u.Inline)
	}
	for i := range b.Groups {
		b.Groups[i].Attached, b.Groups[i].Inline = slices.Clone(b.Groups[i].Attached), slices.Clone(b.Groups[i].Inline)
	}
	for i := range b.Roles {
		b.Roles[i].Attached, b.Roles[i].Inline = slices.Clone(b.Roles[i].Attached), slices.Clone(b.Roles[i].Inline)
	}
	return b
}

func everyMutation() []mutation {
	return slices.Concat(mutations(), memberMutations(), policyMutations())
}

// same compares all that two tables tell.
func same(t *testing.T, what string, got, want *access.Table) {
	t.Helper()
	if !slices.Equal(got.Subjects(), want.Subjects()) {
		t.Fatalf("%s: Subjects() = %v, want %v", what, got.Subjects(), want.Subjects())
	}
	for i, s := range want.Subjects() {
		for b := range want.Account().Buckets {
			if g, w := got.Cell(i, b), want.Cell(i, b); g != w {
				t.Fatalf("%s: Cell(%s %s, %s) = %s, want %s", what, s.Kind, s.Name, want.Account().Buckets[b].Name, letters(g), letters(w))
			}
		}
	}
	for _, kind := range []access.SubjectKind{access.SubjectUser, access.SubjectGroup, access.SubjectRole, access.SubjectAccount, access.SubjectEveryone} {
		if g, w := got.Counts(kind), want.Counts(kind); g != w {
			t.Fatalf("%s: Counts(%s) = %v, want %v", what, kind, g, w)
		}
	}
}

// counted holds the counts to the cells.
func counted(t *testing.T, what string, table *access.Table) {
	t.Helper()
	for _, kind := range []access.SubjectKind{access.SubjectUser, access.SubjectGroup, access.SubjectRole, access.SubjectAccount, access.SubjectEveryone} {
		var want access.Counts
		first, end := table.Span(kind)
		for i := first; i < end; i++ {
			for b := range table.Account().Buckets {
				c := table.Cell(i, b)
				for col := range access.Column(access.Columns) {
					want.Columns[col][c.Column(col)]++
				}
				if c.Full() {
					want.Full++
				}
			}
		}
		if got := table.Counts(kind); got != want {
			t.Fatalf("%s: Counts(%s) = %v, want %v as the cells are", what, kind, got, want)
		}
	}
}

// TestAfterEqualsDecide changes accounts step by step.
func TestAfterEqualsDecide(t *testing.T) {
	t.Parallel()
	size := portertest.AccountSize{Users: 25, Groups: 6, Roles: 4, Policies: 20, Buckets: 70}
	all := everyMutation()
	for seed := range uint64(40) {
		size.Controls = seed%5 == 0
		a, other := portertest.Account(seed, size), portertest.Account(seed+1000, size)
		r := rand.New(rand.NewPCG(seed, 3))
		table := access.Decide(a)
		counted(t, "at first", table)
		for range 8 {
			m := all[r.IntN(len(all))]
			next := copied(a)
			m.change(r, next, other)
			if r.IntN(3) == 0 {
				all[r.IntN(len(all))].change(r, next, other)
			}
			table = table.After(next)
			same(t, m.name, table, access.Decide(next))
			a = next
		}
		counted(t, "in the end", table)
	}
}

// TestAfterEachChange makes each change alone.
func TestAfterEachChange(t *testing.T) {
	t.Parallel()
	size := portertest.AccountSize{Users: 20, Groups: 5, Roles: 3, Policies: 15, Buckets: 66}
	a, other := portertest.Account(7, size), portertest.Account(8, size)
	table := access.Decide(a)
	for _, m := range everyMutation() {
		next := copied(a)
		m.change(rand.New(rand.NewPCG(1, 1)), next, other)
		same(t, m.name, table.After(next), access.Decide(next))
		same(t, "read anew, "+m.name, table.After(reread(next)), access.Decide(next))
		same(t, "back from: "+m.name, table.After(next).After(a), table)
	}
}
