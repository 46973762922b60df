package policy_test

import (
	"strings"
	"testing"

	"keyporter/internal/policy"
)

func TestNearestFindsWhatWasMeant(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a", 64)
	for _, c := range []struct{ name, want string }{
		{"acme-dtaa", "acme-data"},
		{"ACME-LOGS", "acme-logs"},
		{"acme-lgs", "acme-logs"},
		{"elsewhere", ""},
		{"ab", ""},
		{"", ""},
		{long, long},
		{long + "a", ""},
	} {
		if got := policy.Nearest(c.name, []string{"acme-data", "acme-logs", "ac", long}); got != c.want {
			t.Errorf("Nearest(%q) = %q, want %q", c.name, got, c.want)
		}
	}
}
