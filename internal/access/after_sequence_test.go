package access_test

import (
	"testing"

	"keyporter/internal/access"
	"keyporter/internal/iam"
)

// TestAfterInSequence makes changes of one small account, each upon the one
// before, and says by hand what the cell comes to that each is about.
func TestAfterInSequence(t *testing.T) {
	t.Parallel()
	const data = "acme-data"
	byTag := statements(`{'Effect':'Allow','Action':'s3:ListBucket','Resource':'*','Condition':{'StringEquals':{'aws:PrincipalTag/Team':'ops'}}}`)
	byID := statements(`{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::acme-data/*','Condition':{'StringEquals':{'aws:userid':'AIDAANA'}}}`)
	a := &access.Account{ID: own, Policies: []iam.Policy{managed(fullS3, statements(`{'Effect':'Allow','Action':'s3:*','Resource':'*'}`)), managed(onlyGet, statements(`{'Effect':'Allow','Action':'s3:GetObject','Resource':'*'}`))}}
	a.Users, a.Groups = []iam.User{inline(user("ana"), byTag, byID), user("bo")}, []iam.Group{{Name: "Readers"}}
	a.Buckets = []iam.Bucket{{Name: data}, {Name: "acme-logs"}}
	first := access.Decide(a)
	table := first
	for _, c := range []struct {
		name, user string
		change     func(a *access.Account)
		want       map[access.Question]access.Answer // all others are no
	}{
		{"her id is what a condition asks", "ana", func(*access.Account) {}, map[access.Question]access.Answer{access.GetObject: access.Yes}},
		{"a tag comes that a condition asks", "ana", func(a *access.Account) { a.Users[0].Tags = []iam.Tag{{Key: "team", Value: "ops"}} },
			map[access.Question]access.Answer{access.GetObject: access.Yes, access.ListBucket: access.Yes}},
		{"she is made anew under her name", "ana", func(a *access.Account) { a.Users[0].ID = "AIDANEW" }, map[access.Question]access.Answer{access.ListBucket: access.Yes}},
		{"the bucket names bo for the first time", "bo", func(a *access.Account) {
			a.Buckets[0].Policy = statements(`{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:user/bo'},'Action':'s3:PutObject','Resource':'arn:aws:s3:::acme-data/*'}`)
		}, map[access.Question]access.Answer{access.PutObject: access.Yes}},
		{"bo joins a group that gets a policy", "bo", func(a *access.Account) {
			a.Groups[0].Attached = []iam.AttachedPolicy{{Name: "only-get", ARN: onlyGet}}
			a.Users[1].Groups = []iam.GroupName{"readers"}
		}, map[access.Question]access.Answer{access.PutObject: access.Yes, access.GetObject: access.Yes}},
		{"the group's policy changes", "bo", func(a *access.Account) {
			a.Policies[1].Document = statements(`{'Effect':'Allow','Action':'s3:DeleteObject','Resource':'*'}`)
		}, map[access.Question]access.Answer{access.PutObject: access.Yes, access.DeleteObject: access.Yes}},
		{"the bucket denies him what the group gives", "bo", func(a *access.Account) {
			a.Buckets[0].Policy = statements(`{'Effect':'Deny','Principal':{'AWS':'arn:aws:iam::111122223333:user/bo'},'Action':'s3:DeleteObject','Resource':'arn:aws:s3:::acme-data/*'}`)
		}, nil},
		{"bo leaves, and the group loses its policy", "bo", func(a *access.Account) { a.Groups[0].Attached, a.Users[1].Groups = nil, nil }, nil},
		{"a user of another name stands where ana stood", "bea", func(a *access.Account) {
			a.Users[0] = attached(user("bea"), fullS3)
			a.Users[0].Boundary = onlyGet
		}, map[access.Question]access.Answer{access.DeleteObject: access.Yes}},
		{"her boundary changes", "bea", func(a *access.Account) {
			a.Policies[1].Document = statements(`{'Effect':'Allow','Action':'s3:ListBucket','Resource':'arn:aws:s3:::acme-data'}`)
		}, map[access.Question]access.Answer{access.ListBucket: access.Yes}},
	} {
		next := copied(a)
		c.change(next)
		table, a = table.After(next), next
		same(t, c.name, table, access.Decide(next))
		same(t, "at once, "+c.name, first.After(next), access.Decide(next))
		counted(t, c.name, table)
		i, found := table.Find(access.SubjectUser, c.user)
		if !found {
			t.Fatalf("%s: Find(%s) found nobody", c.name, c.user)
		}
		for q := range access.Question(access.Questions) {
			if got := table.Cell(i, 0).Answer(q); got != c.want[q] {
				t.Errorf("%s: Cell(%s, %s).Answer(%s) = %s, want %s", c.name, c.user, data, q.Action(), got, c.want[q])
			}
		}
	}
}

// TestAfterOfNamesTwice is of an account from files that has a user and a policy
// twice: each user is a subject, and of the policies the last one counts.
func TestAfterOfNamesTwice(t *testing.T) {
	t.Parallel()
	get, put := statements(`{'Effect':'Allow','Action':'s3:GetObject','Resource':'*'}`), statements(`{'Effect':'Allow','Action':'s3:PutObject','Resource':'*'}`)
	a := &access.Account{ID: own, Policies: []iam.Policy{managed(onlyGet, put), managed(onlyGet, get)}}
	a.Users, a.Buckets = []iam.User{attached(user("ana"), onlyGet), inline(user("ana"), get, put), inline(user("bo"), put)}, []iam.Bucket{{Name: "acme-data"}}
	table := access.Decide(a)
	for _, change := range []func(a *access.Account){
		func(a *access.Account) { a.Policies[0].Document = "{" },
		func(a *access.Account) { a.Users = append([]iam.User{inline(user("al"), get)}, a.Users...) },
		func(a *access.Account) { a.Policies[1].Document = put },
		func(a *access.Account) { a.Users = a.Users[2:] },
	} {
		next := copied(a)
		change(next)
		table, a = table.After(next), next
		same(t, "a name twice", table, access.Decide(next))
		counted(t, "a name twice", table)
	}
}
