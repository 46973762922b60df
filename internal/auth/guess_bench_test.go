package auth_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// BenchmarkWrongPassword tells how long the refusal of a wrong password takes for
// a name that is there and for one that is not, in turns: the medians, and the
// greater over the less. -benchtime 200x makes 200 of each.
func BenchmarkWrongPassword(b *testing.B) {
	bench := newBench(b, filepath.Join(b.TempDir(), "keyporter.db"))
	bench.operators(b, "ana")
	one := bench.browser(b)
	names := []string{"ana", "eve"}
	took := map[string][]time.Duration{}
	for b.Loop() {
		bench.pass(15 * time.Minute) // so that every guess is looked at
		for _, name := range names {
			begun := time.Now()
			if got := one.post("/sign-in", "name", name, "password", "wrong"); got != "sign-in.wrong" {
				b.Fatalf("a wrong password of %s = %q", name, got)
			}
			took[name] = append(took[name], time.Since(begun))
		}
		slices.Reverse(names)
	}
	median := func(name string) float64 {
		slices.Sort(took[name])
		return float64(took[name][len(took[name])/2].Microseconds()) / 1000
	}
	known, unknown := median("ana"), median("eve")
	b.ReportMetric(known, "known-ms")
	b.ReportMetric(unknown, "unknown-ms")
	b.ReportMetric(max(known, unknown)/min(known, unknown), "ratio")
}
