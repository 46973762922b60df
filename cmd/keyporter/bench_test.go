package main_test

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// BenchmarkStart measures what a person who starts Keyporter waits for and
// pays: from the start of the process to the first page, with an existing
// database, the memory when it has been idle, and the size of the program as
// it ships.
//
//	go test ./cmd/keyporter -run '^$' -bench Start -benchtime 5x
func BenchmarkStart(b *testing.B) {
	data := b.TempDir()
	shipped := filepath.Join(b.TempDir(), "keyporter")
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w -buildid=", "-o", shipped, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("go build: %v\n%s", err, out)
	}
	size, err := os.Stat(shipped)
	if err != nil {
		b.Fatal(err)
	}
	start(b, nil, "--data", data).stop(b) // makes the database
	var waited time.Duration
	var memory float64
	b.ResetTimer()
	for range b.N {
		listen, box := port(b), port(b)
		cmd := exec.Command(shipped, "--data", data, "--listen", listen, "--sandbox-listen", box)
		cmd.Env = environment()
		begun := time.Now()
		if err := cmd.Start(); err != nil {
			b.Fatal(err)
		}
		waited += firstPage(b, "http://"+listen+"/sign-in", begun)
		time.Sleep(5 * time.Second) // memory of the start is given back after 3 s
		memory = max(memory, resident(b, cmd.Process.Pid))
		_ = cmd.Process.Signal(os.Interrupt)
		if err := cmd.Wait(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(waited.Milliseconds())/float64(b.N), "ms-to-first-page")
	b.ReportMetric(memory, "MB-idle")
	b.ReportMetric(float64(size.Size())/1e6, "MB-program")
	b.ReportMetric(0, "ns/op")
}

// firstPage asks until the page is there, and tells the time since begun.
func firstPage(b *testing.B, url string, begun time.Time) time.Duration {
	b.Helper()
	for time.Since(begun) < 10*time.Second {
		res, err := http.Get(url)
		if err == nil {
			_ = res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return time.Since(begun)
			}
		}
		time.Sleep(2 * time.Millisecond)
	}
	b.Fatalf("%s did not answer within 10 s", url)
	return 0
}

// resident is the memory of a process in MB, as Linux counts it.
func resident(b *testing.B, pid int) float64 {
	b.Helper()
	text, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		b.Skip("no /proc here")
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, err := strconv.Atoi(strings.Fields(rest)[0])
			if err != nil {
				b.Fatal(err)
			}
			return float64(kb) / 1000
		}
	}
	b.Fatal("no VmRSS in the status of the process")
	return 0
}
