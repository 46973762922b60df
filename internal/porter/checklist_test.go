package porter_test

import (
	"testing"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/iam"
)

// TestTheLastStepIsTheOwnersUse looks at the checklist after Keyporter's own
// test of a key, and again after the key's owner has called something.
func TestTheLastStepIsTheOwnersUse(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	ticket := b.key("dev")
	_, c, err := b.OpenTicket(ctx, b.by, ticket)
	check(t, err)
	if ok, _, err := b.account.Prove(ctx, iam.KeyID(c.KeyID), c.Secret); !ok || err != nil {
		t.Fatalf("Prove = %v, %v", ok, err)
	}
	if list := b.Checklist(ctx); !list.Key || list.KeyUsed {
		t.Errorf("Checklist after the test of the key = %+v, want a key that is not used", list)
	}
	owner, err := account.New(ctx, account.Options{IAMEndpoint: b.aws.URL, Region: "ap-northeast-2", KeyID: c.KeyID, Secret: c.Secret})
	check(t, err)
	if _, err := owner.Alias(ctx); err == nil {
		t.Error("a user without policies may list the alias")
	}
	b.later(time.Minute) // the checklist asks again after ten seconds
	if list := b.Checklist(ctx); !list.KeyUsed || list.KeyUser != "dev" {
		t.Errorf("Checklist after a call of the owner = %+v, want the key of dev used", list)
	}
}
