//go:build linux

package main_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"keyporter/internal/portertest"
)

// BenchmarkAccess runs the whole process over saved files: 5,000 users and 1,000
// buckets that are made up, or account.json and buckets.json of a folder. The
// floor of the same run is the process that only prints its version.
//
//	KEYPORTER_BENCH_ACCOUNT=DIR go test ./cmd/keyporter -run '^$' -bench Access
func BenchmarkAccess(b *testing.B) {
	dir := os.Getenv("KEYPORTER_BENCH_ACCOUNT")
	made := dir == ""
	if made {
		dir = b.TempDir()
		a := portertest.Account(1, portertest.AccountSize{Users: 5000, Groups: 150, Roles: 500, Policies: 600, Buckets: 1000})
		for name, text := range map[string]string{"account.json": portertest.SavedDetails(a), "buckets.json": portertest.SavedBuckets(a)} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				b.Fatal(err)
			}
		}
	}
	files := []string{"access", "--authorization-details", filepath.Join(dir, "account.json"), "--buckets", filepath.Join(dir, "buckets.json")}
	for _, c := range []struct {
		name string
		args []string
	}{
		{"summary", append(files, "--summary")},
		{"all as csv", append(files, "--format", "csv")},
		{"start alone", []string{"version"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			var processor time.Duration
			var most int64
			for b.Loop() {
				cmd := exec.Command(binary, c.args...)
				cmd.Env = environment()
				if err := cmd.Run(); err != nil {
					b.Fatal(err)
				}
				processor += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
				most = max(most, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
			}
			b.ReportMetric(float64(processor.Milliseconds())/float64(b.N), "cpu-ms/op")
			if !made { // a child begins with the peak of its parent, and making an account takes much
				b.ReportMetric(float64(most)/1024, "MiB-peak")
			}
		})
	}
}
