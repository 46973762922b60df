package auth_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"testing"
)

// BenchmarkWho is what every signed-in request pays for its session.
func BenchmarkWho(b *testing.B) {
	bench := newBench(b, filepath.Join(b.TempDir(), "keyporter.db"))
	bench.operators(b, "ana")
	ana := bench.browser(b)
	ana.signIn("ana")
	home, err := url.Parse(bench.url)
	if err != nil {
		b.Fatal(err)
	}
	cookies := ana.client.Jar.Cookies(home)
	b.ReportAllocs()
	for b.Loop() {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		for _, c := range cookies {
			r.AddCookie(c)
		}
		if _, ok, err := bench.auth.Who(r); err != nil || !ok {
			b.Fatalf("Who = %v, %v", ok, err)
		}
	}
}
