package access_test

import (
	"testing"

	"keyporter/internal/access"
	"keyporter/internal/portertest"
)

func large() *access.Account {
	return portertest.Account(1, portertest.AccountSize{Users: 5000, Groups: 150, Roles: 500, Policies: 600, Buckets: 1000})
}

// BenchmarkDecide reads, compiles and decides everything.
func BenchmarkDecide(b *testing.B) {
	a := large()
	b.ReportAllocs()
	for b.Loop() {
		access.Decide(a)
	}
}
