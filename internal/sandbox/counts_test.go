package sandbox_test

import (
	"testing"

	"keyporter/internal/portertest"
)

// TestCountsOfAnOlderAccountAreKept opens an account whose counts are still in
// the document of its root.
func TestCountsOfAnOlderAccountAreKept(t *testing.T) {
	t.Parallel()
	for name, dsn := range map[string]func(t *testing.T) string{
		"sqlite":   func(t *testing.T) string { return t.TempDir() + "/keyporter.db" },
		"postgres": func(t *testing.T) string { return portertest.Postgres(t) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, open(t, dsn(t)), &clock{now: at})
			in := b.db.Entities("123456789012")
			row, err := in.Get(t.Context(), "root", "root")
			if err != nil {
				t.Fatal(err)
			}
			row.Doc = row.Doc[:len(row.Doc)-1] + `,"counts":{"group":299,"user":4999}}`
			if done, err := in.Update(t.Context(), row); err != nil || !done {
				t.Fatalf("Update(root) = %t, %v", done, err)
			}
			for range 2 { // the second finds nothing to move
				b = serveAccount(t, b.db, b.clock, "123456789012")
			}
			b.do("CreateUser", "UserName", "ana")
			b.refused(409, "LimitExceeded", "Cannot exceed quota for UsersPerAccount: 5000", "CreateUser", "UserName", "bo")
			b.refused(409, "EntityAlreadyExists", "", "CreateUser", "UserName", "Ana")
			b.do("CreateGroup", "GroupName", "devs")
			b.refused(409, "LimitExceeded", "", "CreateGroup", "GroupName", "ops")
			b.do("DeleteUser", "UserName", "ana")
			b.do("CreateUser", "UserName", "bo")
			if n, err := in.Recount(t.Context(), "user", 0); err != nil || n != 5000 {
				t.Errorf("the count of users = %d, %v, want 5000", n, err)
			}
		})
	}
}
