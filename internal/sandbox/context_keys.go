package sandbox

import (
	"context"

	"keyporter/internal/policy"
)

type contextKeys struct {
	ContextKeyNames names
}

// inputKeys are the condition keys of the documents in PolicyInputList.
func (c *call) inputKeys(texts []string) ([]string, error) {
	var keys []string
	for _, text := range texts {
		doc, err := readInput(text, policy.UseInline)
		if err != nil {
			return nil, err
		}
		keys = append(keys, doc.Keys()...)
	}
	return keys, nil
}

func getContextKeysForCustomPolicy(_ context.Context, c *call) (any, error) {
	texts := c.form.documents("PolicyInputList")
	if len(texts) == 0 {
		c.form.required("PolicyInputList")
	}
	if err := c.form.err(); err != nil {
		return nil, err
	}
	keys, err := c.inputKeys(texts)
	return contextKeys{names{policy.UniqueKeys(keys)}}, err
}

// getContextKeysForPrincipalPolicy counts the permissions boundary among the
// policies of a user, since a simulation asks for its keys too.
func getContextKeysForPrincipalPolicy(ctx context.Context, c *call) (any, error) {
	arn, texts := c.form.arn("PolicySourceArn"), c.form.documents("PolicyInputList")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	held, boundary, err := c.sourcePolicies(ctx, arn)
	if err != nil {
		return nil, err
	}
	keys, err := c.inputKeys(texts)
	if err != nil {
		return nil, err
	}
	if boundary != nil {
		held = append(held, *boundary)
	}
	for _, p := range held {
		keys = append(keys, p.source().Doc.Keys()...)
	}
	return contextKeys{names{policy.UniqueKeys(keys)}}, nil
}
