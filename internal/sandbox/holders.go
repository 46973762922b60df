package sandbox

import (
	"context"
	"strings"

	"keyporter/internal/store"
)

type policyUser struct {
	UserName string
	UserID   string `xml:"UserId"`
}

type policyGroup struct {
	GroupName string
	GroupID   string `xml:"GroupId"`
}

type policyRole struct {
	RoleName string
	RoleID   string `xml:"RoleId"`
}

type policyHolders struct {
	PolicyGroups []policyGroup `xml:"PolicyGroups>member"`
	PolicyUsers  []policyUser  `xml:"PolicyUsers>member"`
	PolicyRoles  []policyRole  `xml:"PolicyRoles>member"`
	paging
}

func (h *policyHolders) group(d principalDoc) {
	h.PolicyGroups = append(h.PolicyGroups, policyGroup{d.Name, d.ID})
}

func (h *policyHolders) user(d principalDoc) {
	h.PolicyUsers = append(h.PolicyUsers, policyUser{d.Name, d.ID})
}

func (h *policyHolders) role(d principalDoc) {
	h.PolicyRoles = append(h.PolicyRoles, policyRole{d.Name, d.ID})
}

// holding is a kind of link to a policy, and folded names that are left out.
type holding struct {
	link, arn string
	except    map[string]bool
}

// holders is the section of users, groups or roles that are linked to a policy.
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

// listEntitiesForPolicy pages over groups, users and roles as one list. Policies
// hold no policy, so that their filters find nothing.
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
	result := &policyHolders{}
	var sections []section
	for _, kind := range []struct {
		noun
		filter string
		take   func(principalDoc)
	}{{groups, "Group", result.group}, {users, "User", result.user}, {roles, "Role", result.role}} {
		if filter != "" && filter != kind.filter {
			continue
		}
		ways, err := kind.waysToHold(ctx, c, arn, usage)
		if err != nil {
			return nil, err
		}
		for _, h := range ways {
			sections = append(sections, kind.holders(ctx, c, h, kind.take))
		}
	}
	var err error
	result.paging, err = p.walk(sections...)
	return result, err
}

// waysToHold are the links by which a kind holds a policy in a way of use, "" for
// every way. Nobody is in two of them.
func (n noun) waysToHold(ctx context.Context, c *call, arn, usage string) ([]holding, error) {
	attached, bounding := holding{link: n.link, arn: arn}, holding{link: n.bound, arn: arn}
	switch {
	case n.bound == "" && usage == usedAsBoundary:
		return nil, nil
	case n.bound == "", usage == usedAsPolicy:
		return []holding{attached}, nil
	case usage == usedAsBoundary:
		return []holding{bounding}, nil
	}
	list, err := c.in.Sources(ctx, store.EntityLink{Kind: n.link, Target: arn}, n.kind, quotaUsers)
	bounding.except = make(map[string]bool, len(list))
	for _, e := range list {
		bounding.except[e.Name] = true
	}
	return []holding{attached, bounding}, err
}
