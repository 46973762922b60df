package sandbox

import (
	"context"
	"errors"
	"strings"

	"keyporter/internal/policy"
	"keyporter/internal/store"
)

// checkTrust refuses what AWS refuses as a role's trust policy ("Role trust
// policy", IAM user guide). at is the parameter, as AWS's messages name it.
func (c *call) checkTrust(ctx context.Context, text, at string) error {
	if err := checkCharacters(at, text); err != nil {
		return err
	}
	doc, err := policy.Parse(text)
	if err == nil {
		err = doc.CheckIn(policy.UseTrust, partition)
	}
	var wrong *policy.Error
	if errors.As(err, &wrong) {
		return malformedPolicy("%s", documentMessage(wrong))
	}
	if err != nil {
		return err
	}
	for _, s := range doc.Statements {
		if s.Resources != nil || s.NotResources != nil {
			return malformedPolicy("Has prohibited field Resource")
		}
		for _, a := range append(s.Actions, s.NotActions...) {
			if service, _, _ := strings.Cut(a.Value, ":"); !strings.EqualFold(service, "sts") {
				return malformedPolicy("AssumeRole policy may only specify STS AssumeRole actions.")
			}
		}
		for _, p := range s.Principal.List {
			if err := c.checkTrusted(ctx, p); err != nil {
				return err
			}
		}
	}
	if dense(text) > quotaTrustSize {
		return quotaExceeded("ACLSizePerRole", quotaTrustSize)
	}
	return nil
}

// checkTrusted refuses a user or a role of this account that is not there. Of
// other accounts nothing is known, and their ARNs pass.
func (c *call) checkTrusted(ctx context.Context, p policy.Principal) error {
	for _, n := range []noun{users, roles} {
		if p.Kind != policy.PrincipalAWS || !strings.HasPrefix(p.Value, c.arn(n.title, "/", "")) {
			continue
		}
		doc, err := getDoc[principalDoc](ctx, c.in, n.kind, fold(p.Value[strings.LastIndexByte(p.Value, '/')+1:]))
		if err == nil && n.targetOf(c, doc).arn != p.Value {
			err = store.ErrNotFound
		}
		if err != nil {
			return absent(err, malformedPolicy("Invalid principal in policy: %q:%q", string(p.Kind), p.Value))
		}
	}
	return nil
}
