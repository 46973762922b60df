package sandbox

import (
	"context"
	"slices"
	"strings"

	"keyporter/internal/policy"
)

// putInline adds or replaces an inline policy. Names of policies ignore case.
func (n noun) putInline(ctx context.Context, c *call) (any, error) {
	name, policyName, text := c.form.name(n.param, n.lookup), c.form.name("PolicyName", 128), c.form.required("PolicyDocument")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	if err := checkDocument(text, policy.UseInline); err != nil {
		return nil, err
	}
	return nil, n.change(ctx, c, name, func(c *call, owner held) error {
		owner.Inline = append(without(owner.Inline, policyName), inlinePolicy{policyName, text})
		slices.SortFunc(owner.Inline, func(a, b inlinePolicy) int { return strings.Compare(fold(a.Name), fold(b.Name)) })
		size := 0
		for _, p := range owner.Inline {
			size += dense(p.Document)
		}
		if size > n.inlineSize {
			return limitExceeded("Maximum policy size of %d bytes exceeded for %s %s", n.inlineSize, n.title, owner.Name)
		}
		return updateDoc(ctx, c.in, owner.row, owner.principalDoc)
	})
}

func (n noun) deleteInline(ctx context.Context, c *call) (any, error) {
	name, policyName := c.form.name(n.param, n.lookup), c.form.name("PolicyName", 128)
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, n.change(ctx, c, name, func(c *call, owner held) error {
		left := without(owner.Inline, policyName)
		if len(left) == len(owner.Inline) {
			return n.inlineMissing(policyName)
		}
		owner.Inline = left
		return updateDoc(ctx, c.in, owner.row, owner.principalDoc)
	})
}

func (n noun) listInline(ctx context.Context, c *call) (any, error) {
	p, name := c.page(), c.form.name(n.param, n.lookup)
	if err := c.form.err(); err != nil {
		return nil, err
	}
	owner, err := n.get(ctx, c, name)
	if err != nil {
		return nil, err
	}
	list, end, err := slicePage(p, owner.Inline, func(p inlinePolicy) string { return p.Name })
	result := struct {
		PolicyNames []string `xml:"PolicyNames>member"`
		paging
	}{paging: end}
	for _, p := range list {
		result.PolicyNames = append(result.PolicyNames, p.Name)
	}
	return result, err
}

func getUserPolicy(ctx context.Context, c *call) (any, error) {
	owner, p, err := users.findInline(ctx, c)
	return struct{ UserName, PolicyName, PolicyDocument string }{owner, p.Name, escape(p.Document)}, err
}

func getGroupPolicy(ctx context.Context, c *call) (any, error) {
	owner, p, err := groups.findInline(ctx, c)
	return struct{ GroupName, PolicyName, PolicyDocument string }{owner, p.Name, escape(p.Document)}, err
}

// findInline returns the owner's name and the inline policy that a call names.
func (n noun) findInline(ctx context.Context, c *call) (string, inlinePolicy, error) {
	name, policyName := c.form.name(n.param, n.lookup), c.form.name("PolicyName", 128)
	if err := c.form.err(); err != nil {
		return "", inlinePolicy{}, err
	}
	owner, err := n.get(ctx, c, name)
	if err != nil {
		return "", inlinePolicy{}, err
	}
	for _, p := range owner.Inline {
		if fold(p.Name) == fold(policyName) {
			return owner.Name, p, nil
		}
	}
	return "", inlinePolicy{}, n.inlineMissing(policyName)
}

func (n noun) inlineMissing(name string) error {
	return noSuchEntity("The %s policy with name %s cannot be found.", n.title, name)
}

func without(list []inlinePolicy, name string) []inlinePolicy {
	return slices.DeleteFunc(slices.Clone(list), func(p inlinePolicy) bool { return fold(p.Name) == fold(name) })
}
