package sandbox

import (
	"context"
	"strconv"
	"strings"
)

// roleFacts is what only a role has.
type roleFacts struct {
	Trust       string `json:"trust"`
	Description string `json:"description,omitempty"`
	Session     int    `json:"session"` // seconds that a session may last
}

// Bounds of MaxSessionDuration, in seconds (CreateRole, IAM API reference).
const (
	shortestSession = 3600
	longestSession  = 43200
)

type roleXML struct {
	Path                     string
	RoleName                 string
	RoleID                   string `xml:"RoleId"`
	Arn                      string
	CreateDate               string
	AssumeRolePolicyDocument string
	Description              string `xml:",omitempty"`
	MaxSessionDuration       int    `xml:",omitempty"`
	PermissionsBoundary      *boundaryXML
	Tags                     *[]tagXML `xml:"Tags>member"`
	RoleLastUsed             *struct{} // nobody can assume a role here, so it stays empty
}

// roleXML writes a role without boundary, tags and last use, as lists do.
func (s *Sandbox) roleXML(r principalDoc) roleXML {
	return roleXML{
		Path: r.Path, RoleName: r.Name, RoleID: r.ID, Arn: s.arn("role", r.Path, r.Name), CreateDate: stamp(r.Created),
		AssumeRolePolicyDocument: escape(r.Role.Trust), Description: r.Role.Description, MaxSessionDuration: r.Role.Session,
	}
}

type oneRole struct{ Role roleXML }

// description reads the description of a role.
func (f *form) description() string {
	value := f.text("Description")
	f.length("Description", value, 0, 1000)
	outside := func(c rune) bool { return notInDocument(c) || c > 0x7e && c < 0xa1 }
	if strings.IndexFunc(value, outside) >= 0 {
		f.refuse("Description", value, `Member must satisfy regular expression pattern: [\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*`)
	}
	return value
}

// session reads MaxSessionDuration; absent means the shortest.
func (f *form) session() int {
	const param = "MaxSessionDuration"
	if !f.values.Has(param) {
		return shortestSession
	}
	text := f.text(param)
	n, err := strconv.Atoi(text)
	switch {
	case err != nil:
		f.refuse(param, text, "Member must be a number")
	case n < shortestSession:
		f.refuse(param, text, "Member must have value greater than or equal to "+strconv.Itoa(shortestSession))
	case n > longestSession:
		f.refuse(param, text, "Member must have value less than or equal to "+strconv.Itoa(longestSession))
	}
	return n
}

func createRole(ctx context.Context, c *call) (any, error) {
	role := principalDoc{Name: c.form.name("RoleName", 64), Path: c.form.path("Path"), Tags: c.form.tags("Tags"), ID: newID(rolePrefix), Created: c.at}
	role.Role = &roleFacts{Trust: c.form.required("AssumeRolePolicyDocument"), Description: c.form.description(), Session: c.form.session()}
	boundary := ""
	if c.form.values.Has("PermissionsBoundary") {
		boundary = c.form.arn("PermissionsBoundary")
	}
	if err := c.form.err(); err != nil {
		return nil, err
	}
	if err := c.checkTrust(ctx, role.Role.Trust, "assumeRolePolicyDocument"); err != nil {
		return nil, err
	}
	if err := roles.make(ctx, c, role, boundary); err != nil {
		return nil, taken(err, alreadyExists("Role with name %s already exists.", role.Name))
	}
	made := c.roleXML(role)
	made.PermissionsBoundary, made.Tags = newBoundaryXML(boundary), tagsXML(role.Tags)
	return oneRole{made}, nil
}

func getRole(ctx context.Context, c *call) (any, error) {
	name := c.form.name("RoleName", 64)
	if err := c.form.err(); err != nil {
		return nil, err
	}
	role, err := roles.get(ctx, c, name)
	if err != nil {
		return nil, err
	}
	boundary, err := roles.boundary(ctx, c, fold(role.Name))
	found := c.roleXML(role)
	found.PermissionsBoundary, found.Tags, found.RoleLastUsed = newBoundaryXML(boundary), tagsXML(role.Tags), &struct{}{}
	return oneRole{found}, err
}

func listRoles(ctx context.Context, c *call) (any, error) {
	p, prefix := c.page(), c.form.prefix()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	list, end, err := listPage(ctx, p, listing[principalDoc]{
		fetch: c.kind(kindRole),
		keep:  func(r principalDoc) bool { return strings.HasPrefix(r.Path, prefix) },
	})
	result := struct {
		Roles []roleXML `xml:"Roles>member"`
		paging
	}{paging: end}
	for _, r := range list {
		result.Roles = append(result.Roles, c.roleXML(r))
	}
	return result, err
}

// updateRole replaces what the call names and leaves the rest.
func updateRole(ctx context.Context, c *call) (any, error) {
	name, description, session := c.form.name("RoleName", 64), c.form.description(), c.form.session()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return struct{}{}, roles.change(ctx, c, name, func(c *call, role held) error {
		if c.form.values.Has("Description") {
			role.Role.Description = description
		}
		if c.form.values.Has("MaxSessionDuration") {
			role.Role.Session = session
		}
		return updateDoc(ctx, c.in, role.row, role.principalDoc)
	})
}

// updateRoleDescription is what UpdateRole was before it could do more.
func updateRoleDescription(ctx context.Context, c *call) (any, error) {
	name, description := c.form.name("RoleName", 64), c.form.description()
	c.form.required("Description")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	var changed roleXML
	err := roles.change(ctx, c, name, func(c *call, role held) error {
		role.Role.Description = description
		changed = c.roleXML(role.principalDoc)
		return updateDoc(ctx, c.in, role.row, role.principalDoc)
	})
	return oneRole{changed}, err
}

func updateAssumeRolePolicy(ctx context.Context, c *call) (any, error) {
	name, trust := c.form.name("RoleName", 64), c.form.required("PolicyDocument")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	if err := c.checkTrust(ctx, trust, "policyDocument"); err != nil {
		return nil, err
	}
	return nil, roles.change(ctx, c, name, func(c *call, role held) error {
		role.Role.Trust = trust
		return updateDoc(ctx, c.in, role.row, role.principalDoc)
	})
}

// deleteRole refuses while anything hangs on the role, in the order in which
// the API reference lists what has to go first. Its boundary goes with it.
func deleteRole(ctx context.Context, c *call) (any, error) {
	name := c.form.name("RoleName", 64)
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, c.change(ctx, func(c *call) error {
		if err := c.countOne(ctx, kindRole, -1); err != nil {
			return err
		}
		role, err := roles.hold(ctx, c, name)
		if err != nil {
			return err
		}
		attached, err := c.in.CountTargets(ctx, linkRolePolicy, role.row.Name)
		switch {
		case err != nil:
			return err
		case len(role.Inline) > 0:
			return deleteConflict("Cannot delete entity, must delete policies first.")
		case attached > 0:
			return deleteConflict("Cannot delete entity, must detach all policies first.")
		}
		if err := roles.unbind(ctx, c, role.row.Name); err != nil {
			return err
		}
		_, err = c.in.Delete(ctx, kindRole, role.row.Name)
		return err
	})
}

func getRolePolicy(ctx context.Context, c *call) (any, error) {
	owner, p, err := roles.findInline(ctx, c)
	return struct{ RoleName, PolicyName, PolicyDocument string }{owner, p.Name, escape(p.Document)}, err
}
