package sandbox

import "context"

// getCallerIdentity needs no permission (AWS STS API reference).
func getCallerIdentity(_ context.Context, c *call) (any, error) {
	return struct {
		Arn     string
		UserID  string `xml:"UserId"`
		Account string
	}{c.who.arn, c.who.id, c.account}, nil
}
