package sandbox_test

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"keyporter/internal/portertest"
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

// BenchmarkAuthorizationDetails walks through 5,000 users, 300 groups and 600
// policies at 1,000 a page: at most 50 ms a page.
func BenchmarkAuthorizationDetails(b *testing.B) {
	engines(b, func(b *testing.B, box *bench) {
		portertest.Populate(b, box.db, 5000, 300, 600)
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
			portertest.Populate(b, box.db, 5000, 300, 600)
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

// BenchmarkKeysOfOneUser lists the keys of one user where few others have keys and
// where many have: the time must not grow with theirs.
func BenchmarkKeysOfOneUser(b *testing.B) {
	for _, users := range []int{10, 1000} {
		b.Run(strconv.Itoa(users), func(b *testing.B) {
			box := newBench(b)
			for i := range users {
				name := "u" + strconv.Itoa(i)
				box.do("CreateUser", "UserName", name)
				box.do("CreateAccessKey", "UserName", name)
			}
			for b.Loop() {
				box.fetch("ListAccessKeys", "UserName", "u7")
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
		portertest.Populate(b, box.db, 20, 3, 6)
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
