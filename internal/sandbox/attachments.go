package sandbox

import (
	"context"
	"strings"

	"keyporter/internal/store"
)

type attachedXML struct{ PolicyName, PolicyArn string }

// attach is content when the policy is attached already, as AWS is.
func (n noun) attach(ctx context.Context, c *call) (any, error) {
	name, arn := c.form.name(n.param, 128), c.form.arn("PolicyArn")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, n.change(ctx, c, name, func(c *call, owner held) error {
		p, err := c.attachable(ctx, arn)
		if err != nil {
			return err
		}
		link := store.EntityLink{Kind: n.link, Source: owner.row.Name, Target: p.ARN}
		return c.linkUnder(ctx, link, n.attachedBy, quotaAttached)
	})
}

func (n noun) detach(ctx context.Context, c *call) (any, error) {
	name, arn := c.form.name(n.param, 128), c.form.arn("PolicyArn")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, n.change(ctx, c, name, func(c *call, owner held) error {
		gone, err := c.in.Unlink(ctx, store.EntityLink{Kind: n.link, Source: owner.row.Name, Target: arn})
		if err == nil && !gone {
			return policyMissing(arn)
		}
		return err
	})
}

func (n noun) listAttached(ctx context.Context, c *call) (any, error) {
	p, name, prefix := c.page(), c.form.name(n.param, 128), c.form.prefix()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	if _, err := n.get(ctx, c, name); err != nil {
		return nil, err
	}
	arns, err := c.in.Targets(ctx, n.link, fold(name))
	if err != nil {
		return nil, err
	}
	list, end, err := slicePage(p, attachedList(arns, prefix), func(a attachedXML) string { return a.PolicyName + a.PolicyArn })
	return struct {
		AttachedPolicies []attachedXML `xml:"AttachedPolicies>member"`
		paging
	}{list, end}, err
}

// attachedList names the policies of these ARNs whose path begins with prefix.
// The last part of the ARN is the name, and no attached policy is ever deleted.
func attachedList(arns []string, prefix string) []attachedXML {
	var list []attachedXML
	for _, arn := range arns {
		_, path, _ := strings.Cut(arn, ":policy/")
		if path = "/" + path; strings.HasPrefix(path[:strings.LastIndexByte(path, '/')+1], prefix) {
			list = append(list, attachedXML{path[strings.LastIndexByte(path, '/')+1:], arn})
		}
	}
	return list
}

type policyUser struct {
	UserName string
	UserID   string `xml:"UserId"`
}

type policyGroup struct {
	GroupName string
	GroupID   string `xml:"GroupId"`
}

// holding is a kind of link to a policy, and folded names that are left out.
type holding struct {
	link, arn string
	except    map[string]bool
}

// holders is the section of users or groups that are linked to a policy.
func (n noun) holders(ctx context.Context, c *call, h holding, take func(principalDoc)) section {
	prefix := c.form.prefix()
	list := listing[principalDoc]{
		fetch: func(ctx context.Context, after string, limit int) ([]store.Entity, error) {
			return c.in.Sources(ctx, store.EntityLink{Kind: h.link, Source: after, Target: h.arn}, n.kind, limit)
		},
		keep: func(d principalDoc) bool { return strings.HasPrefix(d.Path, prefix) && !h.except[fold(d.Name)] },
	}
	return section{h.link, func(after string, limit int) (int, string, bool, error) {
		docs, last, more, err := list.read(ctx, after, limit)
		for _, d := range docs {
			take(d)
		}
		return len(docs), last, more, err
	}}
}

func listEntitiesForPolicy(ctx context.Context, c *call) (any, error) {
	p, arn := c.page(), c.form.arn("PolicyArn")
	filter := c.form.choice("EntityFilter", "", "User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy")
	usage := c.form.choice("PolicyUsageFilter", "", usedAsPolicy, usedAsBoundary)
	c.form.prefix()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	if _, err := c.policy(ctx, arn); err != nil {
		return nil, absent(err, policyMissing(arn))
	}
	var result struct {
		PolicyGroups []policyGroup `xml:"PolicyGroups>member"`
		PolicyUsers  []policyUser  `xml:"PolicyUsers>member"`
		PolicyRoles  []struct{}    `xml:"PolicyRoles>member"`
		paging
	}
	var sections []section
	if usage != usedAsBoundary && (filter == "" || filter == "Group") {
		sections = append(sections, groups.holders(ctx, c, holding{link: linkGroupPolicy, arn: arn}, func(g principalDoc) {
			result.PolicyGroups = append(result.PolicyGroups, policyGroup{g.Name, g.ID})
		}))
	}
	ways, err := c.waysToHold(ctx, arn, usage)
	if err != nil {
		return nil, err
	}
	for _, h := range ways {
		if filter != "" && filter != "User" {
			break
		}
		sections = append(sections, users.holders(ctx, c, h, func(u principalDoc) {
			result.PolicyUsers = append(result.PolicyUsers, policyUser{u.Name, u.ID})
		}))
	}
	result.paging, err = p.walk(sections...)
	return result, err
}

// waysToHold are the links by which users hold a policy in a way of use, "" for
// every way. Nobody is in two of them.
func (c *call) waysToHold(ctx context.Context, arn, usage string) ([]holding, error) {
	attached, bounding := holding{link: linkUserPolicy, arn: arn}, holding{link: linkBoundary, arn: arn}
	switch usage {
	case usedAsPolicy:
		return []holding{attached}, nil
	case usedAsBoundary:
		return []holding{bounding}, nil
	}
	list, err := c.in.Sources(ctx, store.EntityLink{Kind: linkUserPolicy, Target: arn}, kindUser, quotaUsers)
	bounding.except = make(map[string]bool, len(list))
	for _, e := range list {
		bounding.except[e.Name] = true
	}
	return []holding{attached, bounding}, err
}
