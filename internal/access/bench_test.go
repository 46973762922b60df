package access_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"keyporter/internal/access"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
	"keyporter/internal/saved"
)

// large is an account of the size that the figures of docs/testing.md are for:
// one that is made up, or that of the folder KEYPORTER_BENCH_ACCOUNT, with its
// account.json and buckets.json.
func large(b *testing.B) *access.Account {
	b.Helper()
	if dir := os.Getenv("KEYPORTER_BENCH_ACCOUNT"); dir != "" {
		var files saved.Files
		for name, file := range map[string]*saved.File{"account.json": &files.Details, "buckets.json": &files.Buckets} {
			text, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				b.Fatal(err)
			}
			*file = saved.File{Name: name, Text: string(text)}
		}
		a, err := saved.Read(files)
		if err != nil {
			b.Fatal(err)
		}
		return a
	}
	return portertest.Account(1, portertest.AccountSize{Users: 5000, Groups: 150, Roles: 500, Policies: 600, Buckets: 1000})
}

// BenchmarkDecide reads, compiles and decides everything.
func BenchmarkDecide(b *testing.B) {
	a := large(b)
	b.ReportAllocs()
	for b.Loop() {
		access.Decide(a)
	}
}

// holders counts the users that have a policy, themselves or by a group.
func holders(a *access.Account, arn iam.ARN) int {
	groups := map[string]bool{}
	for _, g := range a.Groups {
		groups[g.Name.Fold()] = g.Has(arn)
	}
	n := 0
	for i := range a.Users {
		u := &a.Users[i]
		if u.Has(arn) || slices.ContainsFunc(u.Groups, func(g iam.GroupName) bool { return groups[g.Fold()] }) {
			n++
		}
	}
	return n
}

// widest returns the policy that most users have, up to so many.
func widest(a *access.Account, most int) int {
	best, found := 0, -1
	for i, p := range a.Policies {
		if n := holders(a, p.ARN); n > best && n <= most {
			best, found = n, i
		}
	}
	return found
}

func BenchmarkAfter(b *testing.B) {
	a := large(b)
	other := portertest.Account(2, portertest.AccountSize{Users: 1, Policies: 600, Buckets: 1000})
	table := access.Decide(a)
	run := func(name string, change func(next *access.Account)) {
		next := copied(a)
		change(next)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				table.After(next)
			}
		})
	}
	some := widest(a, 500)
	run("a policy of 500 users", func(next *access.Account) {
		b.Logf("%d users have it", holders(a, next.Policies[some].ARN))
		next.Policies[some].Document = other.Policies[100].Document
	})
	run("a policy of all users", func(next *access.Account) {
		next.Groups[0].Attached = append(slices.Clone(next.Groups[0].Attached), iam.AttachedPolicy{Name: "more", ARN: next.Policies[300].ARN})
		for i := range next.Users {
			next.Users[i].Groups = append(slices.Clone(next.Users[i].Groups), next.Groups[0].Name)
		}
	})
	run("a bucket's policy", func(next *access.Account) {
		next.Buckets[500].Policy = statements(`{'Effect':'Allow','Principal':{'AWS':'` + string(next.Users[9].ARN) + `'},'Action':'s3:*','Resource':'*'}`)
	})
	run("nothing, read again", func(*access.Account) {})
}

func BenchmarkAsk(b *testing.B) {
	table := access.Decide(large(b))
	b.Run("who on one bucket", func(b *testing.B) {
		n := 0
		for b.Loop() {
			for range table.Who(n % 1000) {
			}
			n++
		}
	})
	b.Run("what of one user", func(b *testing.B) {
		n := 0
		for b.Loop() {
			for range table.What(n % 5000) {
			}
			n++
		}
	})
	b.Run("why", func(b *testing.B) {
		n := 0
		for b.Loop() {
			table.Why(n%5000, n%1000, access.Question(n%access.Questions))
			n++
		}
	})
	b.Run("roads on one bucket", func(b *testing.B) {
		n := 0
		for b.Loop() {
			table.Roads(n%1000, access.GetObject)
			n++
		}
	})
}
