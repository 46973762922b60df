package sandbox

import "context"

// getAccountPasswordPolicy says that the account has set no policy of its own,
// so that AWS's default one holds.
func getAccountPasswordPolicy(_ context.Context, c *call) (any, error) {
	return nil, noSuchEntity("The Password Policy with domain name %s cannot be found.", c.account)
}
