package portertest

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"

	"keyporter/internal/iam"
)

// S3Full and Administrator are two policies that AWS manages.
const (
	S3Full        iam.ARN = "arn:aws:iam::aws:policy/AmazonS3FullAccess"
	Administrator iam.ARN = "arn:aws:iam::aws:policy/AdministratorAccess"
)

// SeedGroups is how many groups Seed makes.
const SeedGroups = 10

// Seed makes n users, named user-00000 and on, through the endpoint: each in
// one of ten groups, every second with a policy of its own and every fifth with
// an access key. Then it reads the account again.
func (b *Bench) Seed(n int) {
	b.t.Helper()
	ctx := context.Background()
	for i := range SeedGroups {
		_, err := b.Account.CreateGroup(ctx, SeedGroup(i))
		check(b.t, err)
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(8)
	for i := range n {
		g.Go(func() error { return b.seedUser(ctx, i) })
	}
	check(b.t, g.Wait())
	check(b.t, b.App.Refresh(context.Background()))
}

func (b *Bench) seedUser(ctx context.Context, i int) error {
	name := SeedUser(i)
	if _, err := b.Account.CreateUser(ctx, name); err != nil {
		return err
	}
	if err := b.Account.AddToGroup(ctx, SeedGroup(i%SeedGroups), name); err != nil {
		return err
	}
	if i%2 == 0 {
		if err := b.Account.AttachUserPolicy(ctx, name, S3Full); err != nil {
			return err
		}
	}
	if i%5 == 0 {
		_, err := b.Account.CreateAccessKey(ctx, name)
		return err
	}
	return nil
}

// SeedUser is the name of the i-th user.
func SeedUser(i int) iam.UserName { return iam.UserName(fmt.Sprintf("user-%05d", i)) }

// SeedGroup is the name of the i-th group.
func SeedGroup(i int) iam.GroupName { return iam.GroupName(fmt.Sprintf("team-%d", i)) }
