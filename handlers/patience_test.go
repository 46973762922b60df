package handlers_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/desk"
	"keyporter/internal/portertest"
	"keyporter/templates"
)

// TestAPageWithoutACopyWaitsForAWS: what somebody else has made since the last reading
// has no copy in the snapshot. Its page waits longer than one that can show a copy: an
// endpoint that takes a second is slow, and not away.
func TestAPageWithoutACopyWaitsForAWS(t *testing.T) {
	t.Parallel()
	b, ctx := portertest.New(t, portertest.Options{}), context.Background()
	w := b.Browser(t, desk.Admin)
	_, err := b.Account.CreateUser(ctx, "late")
	must(t, err)
	_, err = b.Account.CreateGroup(ctx, "late")
	must(t, err)
	made, err := b.Account.CreatePolicy(ctx, account.NewPolicy{Name: "late", Document: filesDoc})
	must(t, err)
	for action, path := range map[string]string{
		"GetUser": "/users/late", "GetGroup": "/groups/late", "GetPolicyVersion": templates.PolicyURL(made.ARN),
		"ListAccessKeys": "/users/late/keys/~new?use=other",
	} {
		release := b.Sandbox.Mischief().Hold(action)
		begun := time.Now()
		timer := time.AfterFunc(1200*time.Millisecond, release)
		w.Get(path).Want(http.StatusOK).Has("late")
		if took := time.Since(begun); took < 1200*time.Millisecond {
			t.Errorf("GET %s took %v while %s was held for 1.2 s: it was not asked for", path, took, action)
		}
		if timer.Stop() {
			release()
		}
	}
}
