package porter_test

import (
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/porter"
	"keyporter/internal/portertest"
	"keyporter/internal/sandbox"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// BenchmarkFirstRead reads an account of 5,000 users, 300 groups and 600
// policies, keys apart, from the endpoint to the snapshot: 2 s at most.
//
//	go test ./internal/porter -run '^$' -bench FirstRead -benchtime 5x
func BenchmarkFirstRead(b *testing.B) {
	for name, dsn := range map[string]func() string{
		"sqlite":   func() string { return filepath.Join(b.TempDir(), "keyporter.db") },
		"postgres": func() string { return portertest.Postgres(b) },
	} {
		b.Run(name, func(b *testing.B) {
			try := func(err error) {
				if err != nil {
					b.Fatal(err)
				}
			}
			ring, err := seal.NewKeyring(make([]byte, 32))
			try(err)
			db, err := store.Open(b.Context(), dsn())
			try(err)
			defer func() { try(db.Close()) }()
			portertest.Populate(b, db, 5000, 300, 600)
			box, err := sandbox.New(sandbox.Options{Store: db, Seal: ring})
			try(err)
			aws := httptest.NewServer(box)
			defer aws.Close()
			id, secret := box.RootCredentials()
			a, err := account.New(b.Context(), account.Options{IAMEndpoint: aws.URL, Region: "eu-west-1", KeyID: id, Secret: secret})
			try(err)
			for b.Loop() {
				app := porter.New(porter.Options{Account: a, Store: db, Seal: ring, Clock: time.Now})
				try(app.Refresh(b.Context()))
				if s := app.Snapshot(); len(s.Users) != 5000 || len(s.Groups) != 300 || len(s.Policies) < 600 {
					b.Fatalf("%d users, %d groups and %d policies were read", len(s.Users), len(s.Groups), len(s.Policies))
				}
				app.Close()
			}
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/read")
		})
	}
}
