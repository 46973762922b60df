package sandbox

import (
	"context"
	"slices"
	"strings"
)

type inlineXML struct{ PolicyName, PolicyDocument string }

func inlineListXML(inline []inlinePolicy) []inlineXML {
	var list []inlineXML
	for _, p := range inline {
		list = append(list, inlineXML{p.Name, escape(p.Document)})
	}
	return list
}

type userDetail struct {
	userXML
	UserPolicyList          []inlineXML   `xml:"UserPolicyList>member"`
	GroupList               []string      `xml:"GroupList>member"`
	AttachedManagedPolicies []attachedXML `xml:"AttachedManagedPolicies>member"`
}

type groupDetail struct {
	groupXML
	GroupPolicyList         []inlineXML   `xml:"GroupPolicyList>member"`
	AttachedManagedPolicies []attachedXML `xml:"AttachedManagedPolicies>member"`
}

type roleDetail struct {
	roleXML
	InstanceProfileList     struct{}      // there are none
	RolePolicyList          []inlineXML   `xml:"RolePolicyList>member"`
	AttachedManagedPolicies []attachedXML `xml:"AttachedManagedPolicies>member"`
}

type policyDetail struct {
	policyXML
	PolicyVersionList []versionXML `xml:"PolicyVersionList>member"`
}

type authorizationDetails struct {
	UserDetailList  []userDetail   `xml:"UserDetailList>member"`
	GroupDetailList []groupDetail  `xml:"GroupDetailList>member"`
	RoleDetailList  []roleDetail   `xml:"RoleDetailList>member"`
	Policies        []policyDetail `xml:"Policies>member"`
	paging
}

// getAccountAuthorizationDetails pages over users, roles, groups, the account's own
// policies and those of AWS that are in use, as one list.
func getAccountAuthorizationDetails(ctx context.Context, c *call) (any, error) {
	p, filter := c.page(), c.form.members("Filter")
	known := []string{"User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy"}
	for _, f := range filter {
		if !slices.Contains(known, f) {
			c.form.refuse("Filter", f, "Member must satisfy enum value set: ["+strings.Join(known, ", ")+"]")
		}
	}
	if err := c.form.err(); err != nil {
		return nil, err
	}
	result := &authorizationDetails{}
	var own, aws []policyDoc
	var counts usage
	counted := func(s section) section { // most pages hold users only
		return section{s.name, func(after string, limit int) (n int, last string, more bool, err error) {
			if counts, err = c.allUsage(ctx); err != nil {
				return 0, "", false, err
			}
			return s.read(after, limit)
		}}
	}
	all := map[string]section{
		"User": {kindUser, func(after string, limit int) (int, string, bool, error) {
			return c.userDetails(ctx, after, limit, result)
		}},
		"Role": {kindRole, func(after string, limit int) (int, string, bool, error) {
			return c.roleDetails(ctx, after, limit, result)
		}},
		"Group": {kindGroup, func(after string, limit int) (int, string, bool, error) {
			return c.groupDetails(ctx, after, limit, result)
		}},
		"LocalManagedPolicy": counted(c.ownPolicies(ctx, nil, &own)),
		"AWSManagedPolicy":   counted(c.awsPolicies(func(p policyDoc) bool { return counts.used(p.ARN) }, &aws)),
	}
	var sections []section
	for _, name := range known {
		if s, ok := all[name]; ok && (len(filter) == 0 || slices.Contains(filter, name)) {
			sections = append(sections, s)
		}
	}
	var err error
	result.paging, err = p.walk(sections...)
	for _, p := range slices.Concat(own, aws) {
		result.Policies = append(result.Policies, newPolicyDetail(p, counts))
	}
	return result, err
}

func newPolicyDetail(p policyDoc, counts usage) policyDetail {
	d := policyDetail{policyXML: counts.policyXML(p)}
	d.Description = p.Description
	for _, v := range p.Versions {
		version := p.versionXML(v)
		version.Document = escape(v.Document)
		d.PolicyVersionList = append(d.PolicyVersionList, version)
	}
	return d
}

func (c *call) userDetails(ctx context.Context, after string, limit int, into *authorizationDetails) (int, string, bool, error) {
	list, last, more, err := listing[principalDoc]{fetch: c.kind(kindUser)}.read(ctx, after, limit)
	if err != nil || len(list) == 0 {
		return 0, last, more, err
	}
	first := fold(list[0].Name)
	members, err := c.linksOf(ctx, linkMember, first, last)
	if err != nil {
		return 0, "", false, err
	}
	attached, err := c.linksOf(ctx, linkUserPolicy, first, last)
	if err != nil {
		return 0, "", false, err
	}
	boundaries, err := c.linksOf(ctx, linkBoundary, first, last)
	if err != nil {
		return 0, "", false, err
	}
	names, err := c.groupNames(ctx)
	if err != nil {
		return 0, "", false, err
	}
	for _, u := range list {
		d := userDetail{userXML: c.userXML(u), UserPolicyList: inlineListXML(u.Inline)}
		d.Tags = tagsXML(u.Tags)
		for _, arn := range boundaries[fold(u.Name)] {
			d.PermissionsBoundary = newBoundaryXML(arn)
		}
		for _, g := range members[fold(u.Name)] {
			if name, there := names[g]; there {
				d.GroupList = append(d.GroupList, name)
			}
		}
		d.AttachedManagedPolicies = attachedList(attached[fold(u.Name)], "")
		into.UserDetailList = append(into.UserDetailList, d)
	}
	return len(list), last, more, nil
}

func (c *call) groupDetails(ctx context.Context, after string, limit int, into *authorizationDetails) (int, string, bool, error) {
	list, last, more, err := listing[principalDoc]{fetch: c.kind(kindGroup)}.read(ctx, after, limit)
	if err != nil || len(list) == 0 {
		return 0, last, more, err
	}
	attached, err := c.linksOf(ctx, linkGroupPolicy, fold(list[0].Name), last)
	if err != nil {
		return 0, "", false, err
	}
	for _, g := range list {
		d := groupDetail{groupXML: c.groupXML(g), GroupPolicyList: inlineListXML(g.Inline)}
		d.AttachedManagedPolicies = attachedList(attached[fold(g.Name)], "")
		into.GroupDetailList = append(into.GroupDetailList, d)
	}
	return len(list), last, more, nil
}

// roleDetails leaves out what the model of this call has no place for.
func (c *call) roleDetails(ctx context.Context, after string, limit int, into *authorizationDetails) (int, string, bool, error) {
	list, last, more, err := listing[principalDoc]{fetch: c.kind(kindRole)}.read(ctx, after, limit)
	if err != nil || len(list) == 0 {
		return 0, last, more, err
	}
	first := fold(list[0].Name)
	attached, err := c.linksOf(ctx, linkRolePolicy, first, last)
	if err != nil {
		return 0, "", false, err
	}
	boundaries, err := c.linksOf(ctx, linkRoleBoundary, first, last)
	if err != nil {
		return 0, "", false, err
	}
	for _, r := range list {
		d := roleDetail{roleXML: c.roleXML(r), RolePolicyList: inlineListXML(r.Inline)}
		d.Description, d.MaxSessionDuration = "", 0
		d.Tags, d.RoleLastUsed = tagsXML(r.Tags), &struct{}{}
		for _, arn := range boundaries[fold(r.Name)] {
			d.PermissionsBoundary = newBoundaryXML(arn)
		}
		d.AttachedManagedPolicies = attachedList(attached[fold(r.Name)], "")
		into.RoleDetailList = append(into.RoleDetailList, d)
	}
	return len(list), last, more, nil
}

// groupNames returns the name of every group by its folded name.
func (c *call) groupNames(ctx context.Context) (map[string]string, error) {
	list, err := c.in.List(ctx, kindGroup, "", quotaGroups)
	names := make(map[string]string, len(list))
	for _, e := range list {
		group, err := decode[principalDoc](e)
		if err != nil {
			return nil, err
		}
		names[e.Name] = group.Name
	}
	return names, err
}

// linksOf returns the targets of each source from first to last.
func (c *call) linksOf(ctx context.Context, kind, first, last string) (map[string][]string, error) {
	links, err := c.in.LinksBetween(ctx, kind, first, last)
	targets := map[string][]string{}
	for _, l := range links {
		targets[l.Source] = append(targets[l.Source], l.Target)
	}
	return targets, err
}
