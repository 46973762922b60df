package portertest

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"keyporter/internal/iam"
	"keyporter/internal/sandbox"
	"keyporter/internal/store"
)

// OldKey puts an access key into the store of a sandbox, past its endpoint: one
// as old as no test can wait for. Used is zero for a key that was never used;
// the user has to be there. The key signs nothing: it has no secret.
func OldKey(t testing.TB, db *store.DB, k iam.AccessKey, used time.Time) {
	t.Helper()
	ctx, in := context.Background(), db.Entities(sandbox.DefaultAccount)
	at := func(t time.Time) string { return t.UTC().Format(time.RFC3339) }
	check(t, in.Add(ctx, store.Entity{Kind: "key", Name: string(k.ID),
		Doc: fmt.Sprintf(`{"id":%q,"status":%q,"created":%q}`, k.ID, k.Status, at(k.Created))}))
	check(t, in.Link(ctx, store.EntityLink{Kind: "user-key", Source: strings.ToLower(string(k.User)), Target: string(k.ID)}))
	if !used.IsZero() {
		KeyUsed(t, db, k.ID, used)
	}
}

// KeyUsed puts into the store of a sandbox when an access key was used last, past
// its endpoint.
func KeyUsed(t testing.TB, db *store.DB, id iam.KeyID, used time.Time) {
	t.Helper()
	check(t, db.Entities(sandbox.DefaultAccount).Put(context.Background(), store.Entity{Kind: "key-use", Name: string(id),
		Doc: fmt.Sprintf(`{"at":%q,"service":"s3","region":"ap-northeast-2"}`, used.UTC().Format(time.RFC3339))}))
}

// OldUser puts a user into the store of a sandbox, past its endpoint.
func OldUser(t testing.TB, db *store.DB, name iam.UserName, created time.Time) {
	t.Helper()
	check(t, db.Entities(sandbox.DefaultAccount).Add(context.Background(), store.Entity{Kind: "user", Name: strings.ToLower(string(name)),
		Doc: fmt.Sprintf(`{"name":%q,"path":"/","id":"AIDA%016X","created":%q}`, name, []byte(name)[:min(8, len(name))], created.UTC().Format(time.RFC3339))}))
}
