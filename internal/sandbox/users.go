package sandbox

import (
	"context"
	"strings"
	"time"
)

type userXML struct {
	Path                string `xml:",omitempty"`
	UserName            string `xml:",omitempty"`
	UserID              string `xml:"UserId"`
	Arn                 string
	CreateDate          string
	PasswordLastUsed    string       `xml:",omitempty"`
	PermissionsBoundary *boundaryXML // nil leaves the element out, as of the next
	Tags                *[]tagXML    `xml:"Tags>member"`
}

type tagXML struct{ Key, Value string }

// tagsXML is nil where there are no tags: AWS leaves an absent list out.
func tagsXML(tags []tag) *[]tagXML {
	if len(tags) == 0 {
		return nil
	}
	list := make([]tagXML, len(tags))
	for i, t := range tags {
		list[i] = tagXML(t)
	}
	return &list
}

// userXML writes a user without boundary and tags, as lists do.
func (s *Sandbox) userXML(u principalDoc) userXML {
	return userXML{Path: u.Path, UserName: u.Name, UserID: u.ID, Arn: s.userARN(u.Path, u.Name), CreateDate: stamp(u.Created)}
}

type oneUser struct{ User userXML }

func createUser(ctx context.Context, c *call) (any, error) {
	user := principalDoc{Name: c.form.name("UserName", 64), Path: c.form.path("Path"), Tags: c.form.tags("Tags"), ID: newID(userPrefix), Created: c.at}
	boundary := ""
	if c.form.values.Has("PermissionsBoundary") {
		boundary = c.form.arn("PermissionsBoundary")
	}
	if err := c.form.err(); err != nil {
		return nil, err
	}
	if err := users.make(ctx, c, user, boundary); err != nil {
		return nil, taken(err, users.exists(user.Name))
	}
	made := c.userXML(user)
	made.PermissionsBoundary, made.Tags = newBoundaryXML(boundary), tagsXML(user.Tags)
	return oneUser{made}, nil
}

func getUser(ctx context.Context, c *call) (any, error) {
	if c.who.user == nil && !c.form.values.Has("UserName") {
		return oneUser{userXML{UserID: c.account, Arn: c.rootARN(), CreateDate: stamp(c.root.created)}}, nil
	}
	name := users.name(c)
	if err := c.form.err(); err != nil {
		return nil, err
	}
	user, err := users.get(ctx, c, name)
	if err != nil {
		return nil, err
	}
	login, err := getDoc[loginDoc](ctx, c.in, kindLogin, fold(user.Name))
	if err = absent(err, nil); err != nil {
		return nil, err
	}
	boundary, err := users.boundary(ctx, c, fold(user.Name))
	found := c.userXML(user)
	found.PasswordLastUsed = stamp(login.Used)
	found.PermissionsBoundary, found.Tags = newBoundaryXML(boundary), tagsXML(user.Tags)
	return oneUser{found}, err
}

func listUsers(ctx context.Context, c *call) (any, error) {
	p, prefix := c.page(), c.form.prefix()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	list, end, err := listPage(ctx, p, listing[principalDoc]{
		fetch: c.kind(kindUser),
		keep:  func(u principalDoc) bool { return strings.HasPrefix(u.Path, prefix) },
	})
	if err != nil {
		return nil, err
	}
	result := struct {
		Users []userXML `xml:"Users>member"`
		paging
	}{paging: end}
	used, err := c.passwordUses(ctx, list)
	for _, u := range list {
		one := c.userXML(u)
		one.PasswordLastUsed = stamp(used[fold(u.Name)])
		result.Users = append(result.Users, one)
	}
	return result, err
}

// passwordUses tells when the users, who are in the order of their names, used
// their passwords last, by folded name.
func (c *call) passwordUses(ctx context.Context, list []principalDoc) (map[string]time.Time, error) {
	used := map[string]time.Time{}
	if len(list) == 0 {
		return used, nil
	}
	first, last := fold(list[0].Name), fold(list[len(list)-1].Name)
	rows, err := c.in.Between(ctx, kindLogin, first, last)
	for _, row := range rows {
		login, err := decode[loginDoc](row)
		if err != nil {
			return nil, err
		}
		used[row.Name] = login.Used
	}
	return used, err
}

// deleteUser refuses while anything hangs on the user, in the order in which
// the API reference lists what has to go first.
func deleteUser(ctx context.Context, c *call) (any, error) {
	name := c.form.name("UserName", 128)
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, c.change(ctx, func(c *call) error {
		if err := c.countOne(ctx, kindUser, -1); err != nil {
			return err
		}
		user, err := users.hold(ctx, c, name)
		if err != nil {
			return err
		}
		if c.lesser != nil {
			err = c.takeAlong(ctx, user)
		} else {
			err = c.refuseBoundUser(ctx, user)
		}
		if err != nil {
			return err
		}
		if err := users.unbind(ctx, c, user.row.Name); err != nil {
			return err
		}
		_, err = c.in.Delete(ctx, kindUser, user.row.Name)
		return err
	})
}

func (c *call) refuseBoundUser(ctx context.Context, user held) error {
	_, err := c.in.Get(ctx, kindLogin, user.row.Name)
	if err == nil {
		return deleteConflict("Cannot delete entity, must delete login profile first.")
	}
	if err := absent(err, nil); err != nil {
		return err
	}
	links := []struct{ kind, message string }{
		{linkUserKey, "Cannot delete entity, must delete access keys first."},
		{linkUserCert, "Cannot delete entity, must delete certificates first."},
		{linkUserSSHKey, "Cannot delete entity, must remove referenced objects first."},
		{linkUserService, "Cannot delete entity, must remove referenced objects first."},
		{linkUserMFA, "Cannot delete entity, must delete MFA device first."},
		{"", "Cannot delete entity, must delete policies first."},
		{linkUserPolicy, "Cannot delete entity, must detach all policies first."},
		{linkMember, "Cannot delete entity, must remove users from group first."},
	}
	for _, l := range links {
		n := len(user.Inline)
		if l.kind != "" {
			if n, err = c.in.CountTargets(ctx, l.kind, user.row.Name); err != nil {
				return err
			}
		}
		if n > 0 {
			return deleteConflict("%s", l.message)
		}
	}
	return nil
}
