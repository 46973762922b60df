package web_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
)

// connections is how many clients ask at once.
const connections = 8

// BenchmarkUsersPage asks for 50 of 5,000 users, signed in and uncompressed,
// with the load generator on the same cores, and prints beside it what a bare
// net/http handler reaches that writes the same bytes.
//
//	go test ./web -run '^$' -bench UsersPage -benchtime 20000x
func BenchmarkUsersPage(b *testing.B) {
	bench := portertest.New(b, portertest.Options{})
	bench.Seed(5000)
	if err := bench.App.ReadKeys(b.Context()); err != nil { // else the background does it meanwhile
		b.Fatal(err)
	}
	w := bench.Browser(b, desk.Admin)
	page := w.Get("/users").Want(http.StatusOK)
	bare := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		rw.Header().Set("Content-Length", strconv.Itoa(len(page.Body)))
		_, _ = rw.Write(page.Body)
	}))
	defer bare.Close()
	rate := map[string]float64{}
	for _, target := range []struct{ name, url string }{{"bare", bare.URL + "/users"}, {"users", bench.URL + "/users"}} {
		b.Run(target.name, func(b *testing.B) {
			took := load(b, w.Client.Jar, target.url, len(page.Body))
			perSecond := float64(b.N) / b.Elapsed().Seconds()
			rate[target.name] = perSecond
			b.ReportMetric(perSecond, "req/s")
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
			b.ReportMetric(float64(len(page.Body))/1024, "KiB/page")
			if target.name == "users" {
				b.ReportMetric(100*perSecond/rate["bare"], "%-of-bare")
			}
		})
	}
}

// BenchmarkListPages asks for every list page of an account of 5,000 users, 300
// groups and 600 policies, as BenchmarkUsersPage does: 5 ms for half of the
// requests and 50 ms for 99 of 100.
//
//	go test ./web -run '^$' -bench ListPages -benchtime 4000x
func BenchmarkListPages(b *testing.B) {
	bench := large(b)
	w := bench.Browser(b, desk.Admin)
	for name, path := range lists() {
		size := len(w.Get(path).Want(http.StatusOK).Body)
		b.Run(name, func(b *testing.B) {
			took := load(b, w.Client.Jar, bench.URL+path, size)
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "req/s")
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
		})
	}
}

// BenchmarkAccessPages asks for pages of who reaches which bucket in an account of
// 5,000 users, 300 groups, 600 policies and 1,000 buckets, as BenchmarkUsersPage
// does: 5 ms of the server for a page of the matrix. One client asks, so that a
// request does not wait for another one.
//
//	go test ./web -run '^$' -bench AccessPages -benchtime 500x
func BenchmarkAccessPages(b *testing.B) {
	bench := large(b)
	for i := range 1000 {
		bench.Bucket(fmt.Sprintf("acme-%04d", i))
		if i%3 == 0 {
			bench.BucketPolicy(fmt.Sprintf("acme-%04d", i), fmt.Sprintf(`{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:DeleteObject","Resource":"arn:aws:s3:::acme-%04d/*","Condition":{"StringNotLike":{"aws:PrincipalArn":"*/user-0000*"}}}]}`, i))
		}
	}
	if err := bench.App.ReadBuckets(b.Context()); err != nil {
		b.Fatal(err)
	}
	w := bench.Browser(b, desk.Admin)
	client := &http.Client{Jar: w.Client.Jar, Transport: &http.Transport{DisableCompression: true}}
	defer client.CloseIdleConnections()
	for name, path := range map[string]string{"matrix": "/access", "groups": "/access?by=group", "buckets": "/buckets", "bucket": "/buckets/acme-0003", "user": "/users/" + string(portertest.SeedUser(7)) + "/access"} {
		size := len(w.Get(path).Want(http.StatusOK).Body)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := fetch(client, bench.URL+path, size); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(size)/1024, "KiB/page")
		})
	}
}

// load fetches url b.N times over a fixed number of connections and returns
// the times of all requests, sorted.
func load(b *testing.B, jar http.CookieJar, url string, size int) []time.Duration {
	b.Helper()
	client := &http.Client{Jar: jar, Transport: &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: connections}}
	defer client.CloseIdleConnections()
	took := make([][]time.Duration, connections)
	var all sync.WaitGroup
	b.ResetTimer()
	for c := range connections {
		n := b.N / connections
		if c < b.N%connections {
			n++
		}
		all.Go(func() {
			for range n {
				begun := time.Now()
				if err := fetch(client, url, size); err != nil {
					b.Error(err)
					return
				}
				took[c] = append(took[c], time.Since(begun))
			}
		})
	}
	all.Wait()
	b.StopTimer()
	flat := slices.Concat(took...)
	slices.Sort(flat)
	return flat
}

func fetch(client *http.Client, url string, size int) error {
	res, err := client.Get(url)
	if err != nil {
		return err
	}
	n, err := io.Copy(io.Discard, res.Body)
	_ = res.Body.Close()
	if err != nil {
		return err
	}
	if res.StatusCode != http.StatusOK || n < int64(size)*9/10 {
		return fmt.Errorf("%s answered %s with %d bytes", url, res.Status, n)
	}
	return nil
}
