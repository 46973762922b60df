package portertest

import (
	"context"
	"fmt"
	"testing"

	"keyporter/internal/account"
	"keyporter/internal/iam"
)

// Keyporter is the IAM user that Keyporter runs as, where a bench has Holding.
const Keyporter iam.UserName = "keyporter-runs-as"

// holding returns the account as the user of Holding sees it; the root's own
// where there is none.
func holding(t testing.TB, root *account.Account, o Options, as account.Options) *account.Account {
	t.Helper()
	if o.Holding == nil {
		return root
	}
	ctx := context.Background()
	_, err := root.CreateUser(ctx, Keyporter)
	check(t, err)
	for i, document := range o.Holding {
		p, err := root.CreatePolicy(ctx, account.NewPolicy{Name: iam.PolicyName(fmt.Sprintf("keyporter-%d", i+1)), Document: document})
		check(t, err)
		check(t, root.AttachUserPolicy(ctx, Keyporter, p.ARN))
	}
	k, err := root.CreateAccessKey(ctx, Keyporter)
	check(t, err)
	as.KeyID, as.Secret = string(k.ID), k.Secret
	own, err := account.New(ctx, as)
	check(t, err)
	return own
}
