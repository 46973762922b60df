package sandbox

import (
	"context"
	"errors"
	"strings"

	"keyporter/internal/store"
)

type groupXML struct {
	Path       string
	GroupName  string
	GroupID    string `xml:"GroupId"`
	Arn        string
	CreateDate string
}

func (s *Sandbox) groupXML(g principalDoc) groupXML {
	return groupXML{Path: g.Path, GroupName: g.Name, GroupID: g.ID, Arn: s.arn("group", g.Path, g.Name), CreateDate: stamp(g.Created)}
}

func createGroup(ctx context.Context, c *call) (any, error) {
	group := principalDoc{Name: c.form.name("GroupName", 128), Path: c.form.path("Path"), ID: newID(groupPrefix), Created: c.at}
	if err := c.form.err(); err != nil {
		return nil, err
	}
	if err := c.addCounted(ctx, kindGroup, fold(group.Name), group); err != nil {
		return nil, taken(err, groups.exists(group.Name))
	}
	return struct{ Group groupXML }{c.groupXML(group)}, nil
}

// getGroup pages over the members.
func getGroup(ctx context.Context, c *call) (any, error) {
	p, name := c.page(), c.form.name("GroupName", 128)
	if err := c.form.err(); err != nil {
		return nil, err
	}
	group, err := groups.get(ctx, c, name)
	if err != nil {
		return nil, err
	}
	members, end, err := listPage(ctx, p, listing[principalDoc]{
		fetch: func(ctx context.Context, after string, limit int) ([]store.Entity, error) {
			behind := store.EntityLink{Kind: linkMember, Source: after, Target: fold(name)}
			return c.in.Sources(ctx, behind, kindUser, limit)
		},
	})
	result := struct {
		Group groupXML
		Users []userXML `xml:"Users>member"`
		paging
	}{Group: c.groupXML(group), paging: end}
	for _, u := range members {
		result.Users = append(result.Users, c.userXML(u))
	}
	return result, err
}

type groupList struct {
	Groups []groupXML `xml:"Groups>member"`
	paging
}

func listGroups(ctx context.Context, c *call) (any, error) {
	p, prefix := c.page(), c.form.prefix()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	list, end, err := listPage(ctx, p, listing[principalDoc]{
		fetch: c.kind(kindGroup),
		keep:  func(g principalDoc) bool { return strings.HasPrefix(g.Path, prefix) },
	})
	result := groupList{paging: end}
	for _, g := range list {
		result.Groups = append(result.Groups, c.groupXML(g))
	}
	return result, err
}

func deleteGroup(ctx context.Context, c *call) (any, error) {
	name := c.form.name("GroupName", 128)
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, c.change(ctx, func(c *call) error {
		if err := c.countOne(ctx, kindGroup, -1); err != nil {
			return err
		}
		group, err := groups.hold(ctx, c, name)
		if err != nil {
			return err
		}
		members, err := c.in.CountSources(ctx, linkMember, group.row.Name)
		if err != nil {
			return err
		}
		attached, err := c.in.CountTargets(ctx, linkGroupPolicy, group.row.Name)
		switch {
		case err != nil:
			return err
		case members > 0:
			return deleteConflict("Cannot delete entity, must remove users from group first.")
		case attached > 0:
			return deleteConflict("Cannot delete entity, must detach all policies first.")
		case len(group.Inline) > 0:
			return deleteConflict("Cannot delete entity, must delete policies first.")
		}
		_, err = c.in.Delete(ctx, kindGroup, group.row.Name)
		return err
	})
}

// membership holds the user and then the group that a call names.
func (c *call) membership(ctx context.Context) (store.EntityLink, error) {
	user, err := users.hold(ctx, c, c.form.text("UserName"))
	if err != nil {
		return store.EntityLink{}, err
	}
	group, err := groups.hold(ctx, c, c.form.text("GroupName"))
	return store.EntityLink{Kind: linkMember, Source: user.row.Name, Target: group.row.Name}, err
}

// addUserToGroup is content when the user is a member already, as AWS is.
func addUserToGroup(ctx context.Context, c *call) (any, error) {
	c.form.name("GroupName", 128)
	c.form.name("UserName", 128)
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, c.change(ctx, func(c *call) error {
		link, err := c.membership(ctx)
		if err != nil {
			return err
		}
		return c.linkUnder(ctx, link, "GroupsPerUser", quotaGroupsPerUser)
	})
}

func removeUserFromGroup(ctx context.Context, c *call) (any, error) {
	c.form.name("GroupName", 128)
	c.form.name("UserName", 128)
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, c.change(ctx, func(c *call) error {
		link, err := c.membership(ctx)
		if err != nil {
			return err
		}
		_, err = c.in.Unlink(ctx, link)
		return err
	})
}

// linkUnder adds a link unless it is there, under a quota on its source, whose
// row the caller holds.
func (c *call) linkUnder(ctx context.Context, link store.EntityLink, quotaName string, quota int) error {
	targets, err := c.in.Targets(ctx, link.Kind, link.Source)
	if err != nil {
		return err
	}
	for _, target := range targets {
		if target == link.Target {
			return nil
		}
	}
	if len(targets) >= quota {
		return quotaExceeded(quotaName, quota)
	}
	return c.in.Link(ctx, link)
}

func listGroupsForUser(ctx context.Context, c *call) (any, error) {
	p, name := c.page(), c.form.name("UserName", 128)
	if err := c.form.err(); err != nil {
		return nil, err
	}
	if _, err := users.get(ctx, c, name); err != nil {
		return nil, err
	}
	names, err := c.in.Targets(ctx, linkMember, fold(name))
	if err != nil {
		return nil, err
	}
	var list []principalDoc
	for _, one := range names {
		group, err := getDoc[principalDoc](ctx, c.in, kindGroup, one)
		if errors.Is(err, store.ErrNotFound) {
			continue // deleted since
		}
		if err != nil {
			return nil, err
		}
		list = append(list, group)
	}
	list, end, err := slicePage(p, list, func(g principalDoc) string { return g.Name })
	result := groupList{paging: end}
	for _, g := range list {
		result.Groups = append(result.Groups, c.groupXML(g))
	}
	return result, err
}
