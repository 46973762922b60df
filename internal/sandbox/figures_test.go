package sandbox_test

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"keyporter/internal/portertest"
	"keyporter/internal/sandbox"
	"keyporter/internal/store"
)

// engines runs a benchmark on every engine.
func engines(b *testing.B, f func(b *testing.B, box *bench)) {
	b.Run("sqlite", func(b *testing.B) { f(b, newBench(b)) })
	b.Run("postgres", func(b *testing.B) { f(b, serve(b, open(b, portertest.Postgres(b)), &clock{now: at})) })
}

// BenchmarkCreateUser makes users beside bare INSERTs of the same row, in turns:
// at most three times as long.
//
//	go test ./internal/sandbox -run '^$' -bench CreateUser -benchtime 3000x
func BenchmarkCreateUser(b *testing.B) {
	engines(b, func(b *testing.B, box *bench) {
		in := box.db.Entities("000000000000")
		doc := `{"name":"u","path":"/","id":"AIDAAAAAAAAAAAAAAAAA","created":"2026-11-23T09:00:00Z"}`
		var calls, inserts time.Duration
		for i := 0; b.Loop(); i++ {
			name := "u" + strconv.Itoa(i)
			if i > 0 && i%4000 == 0 { // below the quota of an account
				box = another(b, box, 100_000_000_000+i)
			}
			begun := time.Now()
			box.do("CreateUser", "UserName", name)
			called := time.Now()
			if err := in.Add(b.Context(), store.Entity{Kind: "user", Name: name, Doc: doc}); err != nil {
				b.Fatal(err)
			}
			calls, inserts = calls+called.Sub(begun), inserts+time.Since(called)
		}
		b.ReportMetric(float64(calls.Microseconds())/float64(b.N), "µs/call")
		b.ReportMetric(float64(inserts.Microseconds())/float64(b.N), "µs/insert")
		b.ReportMetric(float64(calls)/float64(inserts), "times")
	})
}

// another is an endpoint for another account on the same store.
func another(b *testing.B, box *bench, number int) *bench {
	b.Helper()
	return serveAccount(b, box.db, box.clock, strconv.Itoa(number))
}

// populate puts an account of AWS's default quotas into the store: each user in
// two groups, with a policy of its own account, every fifth with one inline.
func populate(b *testing.B, box *bench, users, groups, policies int) {
	b.Helper()
	const created = `"created":"2026-11-23T09:00:00Z"`
	document := strings.Replace(readReports, "reports", strings.Repeat("reports", 60), 1)
	err := box.db.Entities(sandbox.DefaultAccount).Tx(b.Context(), func(in *store.Entities) error {
		ctx := b.Context()
		add := func(kind, name, rest string) error {
			doc := fmt.Sprintf(`{"name":%q,"path":"/","id":"AIDA%016d",%s%s}`, name, len(name), created, rest)
			return in.Add(ctx, store.Entity{Kind: kind, Name: name, Doc: doc})
		}
		arn := func(i int) string {
			return fmt.Sprintf("arn:aws:iam::%s:policy/policy-%04d", sandbox.DefaultAccount, i%policies)
		}
		for i := range policies {
			rest := fmt.Sprintf(`,"arn":%q,"default":"v2","versions":[{"id":"v2",%s,"document":%q},{"id":"v1",%s,"document":%q}]`, arn(i), created, document, created, document)
			if err := add("policy", fmt.Sprintf("policy-%04d", i), rest); err != nil {
				return err
			}
		}
		for i := range groups {
			name := fmt.Sprintf("group-%03d", i)
			if err := add("group", name, fmt.Sprintf(`,"inline":[{"Name":"own","Document":%q}]`, document)); err != nil {
				return err
			}
			for _, to := range []string{arn(2 * i), arn(2*i + 1)} {
				if err := in.Link(ctx, store.EntityLink{Kind: "group-policy", Source: name, Target: to}); err != nil {
					return err
				}
			}
		}
		for i := range users {
			name, rest := fmt.Sprintf("user-%05d", i), `,"tags":[{"Key":"team","Value":"core"},{"Key":"cost","Value":"1234"}]`
			if i%5 == 0 {
				rest += fmt.Sprintf(`,"inline":[{"Name":"own","Document":%q}]`, document)
			}
			if err := add("user", name, rest); err != nil {
				return err
			}
			for _, l := range []store.EntityLink{
				{Kind: "member", Source: name, Target: fmt.Sprintf("group-%03d", i%groups)},
				{Kind: "member", Source: name, Target: fmt.Sprintf("group-%03d", (i+1)%groups)},
				{Kind: "user-policy", Source: name, Target: arn(i)},
			} {
				if err := in.Link(ctx, l); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		b.Fatalf("populate the account: %v", err)
	}
}

// BenchmarkAuthorizationDetails walks through 5,000 users, 300 groups and 600
// policies at 1,000 a page: at most 50 ms a page.
func BenchmarkAuthorizationDetails(b *testing.B) {
	engines(b, func(b *testing.B, box *bench) {
		populate(b, box, 5000, 300, 600)
		var pages int
		var longest time.Duration
		for b.Loop() {
			for marker := "first"; marker != ""; pages++ {
				call := []string{"MaxItems", "1000"}
				if marker != "first" {
					call = append(call, "Marker", marker)
				}
				begun := time.Now()
				body := box.fetch("GetAccountAuthorizationDetails", call...)
				longest = max(longest, time.Since(begun))
				_, marker, _ = strings.Cut(body, "<Marker>")
				marker, _, _ = strings.Cut(marker, "</Marker>")
			}
		}
		b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(pages), "ms/page")
		b.ReportMetric(float64(longest.Microseconds())/1000, "ms/longest")
		b.ReportMetric(float64(pages)/float64(b.N), "pages")
	})
}

// BenchmarkAccountOf5000 measures the other calls that look at a whole account.
func BenchmarkAccountOf5000(b *testing.B) {
	for _, action := range []string{"GetAccountSummary", "ListPolicies", "ListUsers", "GenerateCredentialReport"} {
		b.Run(action, func(b *testing.B) {
			box := newBench(b)
			populate(b, box, 5000, 300, 600)
			for b.Loop() {
				if action == "GenerateCredentialReport" { // a new one each time
					box.clock.Add(4 * time.Hour)
					box.fetch(action)
				}
				box.fetch(action, "MaxItems", "1000")
			}
		})
	}
}

// fetch is do without reading the XML, whose cost is the client's.
func (c *client) fetch(action string, pairs ...string) string {
	c.t.Helper()
	a, err := c.exchange(c.request("iam", form(action, pairs...)))
	if err != nil || a.status != 200 {
		c.t.Fatalf("%s %v = %d, %v: %s", action, pairs, a.status, err, a.body)
	}
	return a.body
}

// TestFiguresHaveTheirAccount keeps what the benchmarks measure honest.
func TestFiguresHaveTheirAccount(t *testing.T) {
	t.Parallel()
	if result := testing.Benchmark(func(b *testing.B) {
		box := serve(b, open(b, filepath.Join(t.TempDir(), "keyporter.db")), &clock{now: at})
		populate(b, box, 20, 3, 6)
		for b.Loop() {
			names, _ := box.walk("UserDetailList/member/GroupList/member", "GetAccountAuthorizationDetails")
			versions, _ := box.walk("Policies/member/PolicyVersionList/member/VersionId", "GetAccountAuthorizationDetails")
			if len(names) != 40 || len(versions) != 12 {
				b.Fatalf("%d memberships and %d versions, want 40 and 12", len(names), len(versions))
			}
		}
	}); result.N == 0 {
		t.Error("the account of the benchmarks is not what it should be")
	}
}
