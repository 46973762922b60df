package jobs_test

import (
	"context"
	"path/filepath"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
)

// BenchmarkRow is what a row of a job costs beside the bare call: "nothing" is a row
// that calls nobody, which is the cost of the job alone.
func BenchmarkRow(b *testing.B) {
	for engine, dsn := range map[string]func(b *testing.B) string{
		"sqlite":   func(b *testing.B) string { return filepath.Join(b.TempDir(), "keyporter.db") },
		"postgres": func(b *testing.B) string { return portertest.Postgres(b) },
	} {
		b.Run(engine, func(b *testing.B) {
			bench := newBench(b, dsn(b))
			ctx := context.Background()
			_, err := bench.account.CreateUser(ctx, "dev")
			check(b, err)
			call := func(ctx context.Context, _ desk.Job, _ desk.JobRow) error {
				return bench.account.TagUser(ctx, "dev", []iam.Tag{{Key: "team", Value: "core"}})
			}
			b.Run("call", func(b *testing.B) {
				for b.Loop() {
					check(b, call(ctx, desk.Job{}, desk.JobRow{}))
				}
			})
			for name, do := range map[string]row{"row with call": call, "row with nothing": func(context.Context, desk.Job, desk.JobRow) error { return nil }} {
				b.Run(name, func(b *testing.B) {
					r := bench.runner(do, bench.clock.Now)
					id := bench.start(r, desk.NewID(bench.clock.Now()), b.N, true)
					b.ResetTimer()
					r.Work(ctx)
					b.StopTimer()
					if j, err := bench.db.Job(ctx, id); err != nil || j.Done != b.N {
						b.Fatalf("%d rows of %d are done (%v)", j.Done, b.N, err)
					}
				})
			}
		})
	}
}

// BenchmarkStart is what it costs to begin a job of 5,000 rows.
func BenchmarkStart(b *testing.B) {
	bench := newBench(b, filepath.Join(b.TempDir(), "keyporter.db"))
	r := bench.runner(bench.create, bench.clock.Now)
	for b.Loop() {
		bench.start(r, desk.NewID(bench.clock.Now()), 5000, true)
	}
}
