package sandbox

import (
	"context"
	"errors"
	"strings"

	"keyporter/internal/store"
)

// noun is what users, groups and roles have in common.
type noun struct {
	kind       string // of the entity
	link       string // to attached policies
	bound      string // the link to its boundary, "" where it can have none
	title      string // in messages
	param      string // its name in calls
	nameLength int    // the longest name that can be given
	lookup     int    // the longest name that is looked up
	inlineSize int
	attachedBy string // name of the quota on attached policies
}

var (
	users = noun{
		kind: kindUser, link: linkUserPolicy, bound: linkBoundary, title: "user", param: "UserName",
		nameLength: 64, lookup: 128, inlineSize: quotaUserInlineSize, attachedBy: "PoliciesPerUser",
	}
	groups = noun{
		kind: kindGroup, link: linkGroupPolicy, title: "group", param: "GroupName",
		nameLength: 128, lookup: 128, inlineSize: quotaGroupInlineSize, attachedBy: "PoliciesPerGroup",
	}
	roles = noun{
		kind: kindRole, link: linkRolePolicy, bound: linkRoleBoundary, title: "role", param: "RoleName",
		nameLength: 64, lookup: 64, inlineSize: quotaRoleInlineSize, attachedBy: "PoliciesPerRole",
	}
)

func (s *Sandbox) arn(kind, path, name string) string {
	return "arn:aws:iam::" + s.account + ":" + kind + path + name
}

func (s *Sandbox) userARN(path, name string) string { return s.arn("user", path, name) }

// name reads the name that a call is about. A call about a user may leave it
// out and then means the caller. Names up to 128 characters are looked up.
func (n noun) name(c *call) string {
	if n.kind == kindUser && !c.form.values.Has(n.param) {
		if c.who.user != nil {
			return c.who.user.Name
		}
		if c.form.first == nil {
			c.form.first = validation("Must specify userName when calling with non-User credentials")
		}
		return ""
	}
	return c.form.name(n.param, n.lookup)
}

// upTo is a noun whose names are looked up to another length.
func (n noun) upTo(most int) noun {
	n.lookup = most
	return n
}

// required reads a name that must be there.
func (n noun) required(c *call) string { return c.form.name(n.param, n.lookup) }

// ownerName reads the name that a list is about; true where none is given and the
// caller is the root.
func (c *call) ownerName(n noun) (name string, ofRoot bool) {
	if c.who.user == nil && !c.form.values.Has(n.param) {
		return "", true
	}
	return n.name(c), false
}

// target is the resource of a call about something that may be there.
func (n noun) target(ctx context.Context, c *call) (target, error) {
	name := c.form.text(n.param)
	if name == "" && n.kind == kindUser && c.who.user != nil {
		name = c.who.user.Name
	}
	doc, err := getDoc[principalDoc](ctx, c.in, n.kind, fold(name))
	if errors.Is(err, store.ErrNotFound) {
		return target{arn: c.arn(n.title, "/", name)}, nil
	}
	return n.targetOf(c, doc), err
}

func (n noun) targetOf(c *call, doc principalDoc) target {
	return target{arn: c.arn(n.title, doc.Path, doc.Name), tags: doc.Tags, bound: n.bound, name: fold(doc.Name)}
}

// newTarget is the resource of a call that makes something.
func (n noun) newTarget(_ context.Context, c *call) (target, error) {
	return target{arn: c.arn(n.title, c.newPath(), c.form.text(n.param))}, nil
}

// newPath is the path that a call asks for, before it is checked.
func (c *call) newPath() string {
	if path := c.form.text("Path"); path != "" {
		return path
	}
	return "/"
}

func (n noun) exists(name string) error {
	return alreadyExists("%s with name %s already exists.", strings.ToUpper(n.title[:1])+n.title[1:], name)
}

func (n noun) missing(name string) error {
	return noSuchEntity("The %s with name %s cannot be found.", n.title, name)
}

// make adds a user or a role. One without a boundary needs no transaction.
func (n noun) make(ctx context.Context, c *call, doc principalDoc, boundary string) error {
	if boundary == "" {
		return c.addCounted(ctx, n.kind, fold(doc.Name), doc)
	}
	return c.change(ctx, func(c *call) error {
		if err := c.addCounted(ctx, n.kind, fold(doc.Name), doc); err != nil {
			return err
		}
		return n.bind(ctx, c, fold(doc.Name), boundary)
	})
}

// get reads a user, a group or a role.
func (n noun) get(ctx context.Context, c *call, name string) (principalDoc, error) {
	doc, err := getDoc[principalDoc](ctx, c.in, n.kind, fold(name))
	return doc, absent(err, n.missing(name))
}

// held is a user, a group or a role whose row is locked until the transaction ends.
type held struct {
	principalDoc
	row store.Entity
}

func (n noun) hold(ctx context.Context, c *call, name string) (held, error) {
	row, err := c.in.Hold(ctx, n.kind, fold(name))
	if err != nil {
		return held{}, absent(err, n.missing(name))
	}
	doc, err := decode[principalDoc](row)
	return held{principalDoc: doc, row: row}, err
}

// change runs f on a user, a group or a role in one transaction that holds its row.
func (n noun) change(ctx context.Context, c *call, name string, f func(c *call, owner held) error) error {
	return c.change(ctx, func(c *call) error {
		owner, err := n.hold(ctx, c, name)
		if err != nil {
			return err
		}
		return f(c, owner)
	})
}
