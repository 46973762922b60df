package sandbox

import "context"

// The lists of this file are of things that this account cannot have. They
// answer "none", because clients that delete a user ask for them.

// noneOf checks the user that a call names, who may be the caller.
func noneOf(ctx context.Context, c *call) error {
	c.page()
	if c.who.user == nil && !c.form.values.Has("UserName") {
		return c.form.err()
	}
	name := users.name(c)
	if err := c.form.err(); err != nil {
		return err
	}
	_, err := users.get(ctx, c, name)
	return err
}

func listSSHPublicKeys(ctx context.Context, c *call) (any, error) {
	return struct {
		SSHPublicKeys []struct{} `xml:"SSHPublicKeys>member"`
		paging
	}{}, noneOf(ctx, c)
}

func listSigningCertificates(ctx context.Context, c *call) (any, error) {
	return struct {
		Certificates []struct{} `xml:"Certificates>member"`
		paging
	}{}, noneOf(ctx, c)
}

func listServiceSpecificCredentials(ctx context.Context, c *call) (any, error) {
	return struct {
		ServiceSpecificCredentials []struct{} `xml:"ServiceSpecificCredentials>member"`
	}{}, noneOf(ctx, c)
}
