package porter_test

import (
	"net/http/httptest"
	"testing"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/iam"
	"keyporter/internal/sandbox"
	"keyporter/internal/seal"
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

// TestAskingWhoOneIsIsAUse calls, as an owner does first, the service that
// Keyporter's own test calls, some minutes after the test is over.
func TestAskingWhoOneIsIsAUse(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	ticket := b.key("dev")
	b.proved(ticket)
	_, c, err := b.OpenTicket(ctx, b.by, ticket)
	check(t, err)
	ring, err := seal.NewKeyring(make([]byte, 32))
	check(t, err)
	soon, err := sandbox.New(sandbox.Options{Store: b.db, Seal: ring, Clock: func() time.Time { return time.Now().Add(3 * time.Minute) }})
	check(t, err)
	aws := httptest.NewServer(soon)
	defer aws.Close()
	owner, err := account.New(ctx, account.Options{IAMEndpoint: aws.URL, Region: "ap-northeast-2", KeyID: c.KeyID, Secret: c.Secret})
	check(t, err)
	who, err := owner.Identity(ctx)
	check(t, err)
	if who.ARN.Name() != "dev" {
		t.Fatalf("Identity = %+v, want dev", who)
	}
	if list := b.Checklist(ctx); !list.KeyUsed || list.KeyUser != "dev" {
		t.Errorf("Checklist after the owner asked who he is = %+v, want the key of dev used", list)
	}
}
