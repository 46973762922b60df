package sandbox

import (
	"context"
	"slices"
	"strings"

	"keyporter/internal/store"
)

type policyXML struct {
	PolicyName                    string
	PolicyID                      string `xml:"PolicyId"`
	Arn                           string
	Path                          string
	DefaultVersionID              string `xml:"DefaultVersionId"`
	AttachmentCount               int
	PermissionsBoundaryUsageCount int
	IsAttachable                  bool
	Description                   string `xml:",omitempty"`
	CreateDate                    string
	UpdateDate                    string
	Tags                          *[]tagXML `xml:"Tags>member"`
}

// newPolicyXML writes a policy without description and tags, as lists do.
func newPolicyXML(p policyDoc, attachments int) policyXML {
	return policyXML{
		PolicyName: p.Name, PolicyID: p.ID, Arn: p.ARN, Path: p.Path, DefaultVersionID: p.Default,
		AttachmentCount: attachments, IsAttachable: true, CreateDate: stamp(p.Created), UpdateDate: stamp(p.Updated),
	}
}

type versionXML struct {
	Document         string `xml:",omitempty"`
	VersionID        string `xml:"VersionId"`
	IsDefaultVersion bool
	CreateDate       string
}

func (p policyDoc) versionXML(v policyVersion) versionXML {
	return versionXML{VersionID: v.ID, IsDefaultVersion: v.ID == p.Default, CreateDate: stamp(v.Created)}
}

// policyARN is the resource of a call about a policy.
func policyARN(_ context.Context, c *call) (string, error) { return c.form.text("PolicyArn"), nil }

func newPolicyARN(_ context.Context, c *call) (string, error) {
	path := c.form.text("Path")
	if path == "" {
		path = "/"
	}
	return c.arn("policy", path, c.form.text("PolicyName")), nil
}

// policyName takes the folded name out of the ARN of one of the account's own
// policies; "" when it is none.
func (s *Sandbox) policyName(arn string) string {
	rest, ok := strings.CutPrefix(arn, s.arn("policy", "/", ""))
	if !ok {
		return ""
	}
	return fold(rest[strings.LastIndexByte(rest, '/')+1:])
}

// policy finds a policy of AWS or of the account; store.ErrNotFound when there
// is none of exactly this ARN.
func (c *call) policy(ctx context.Context, arn string) (policyDoc, error) {
	if p, ok := c.catalogue.find(arn); ok {
		return p, nil
	}
	name := c.policyName(arn)
	if name == "" {
		return policyDoc{}, store.ErrNotFound
	}
	p, err := getDoc[policyDoc](ctx, c.in, kindPolicy, name)
	if err == nil && p.ARN != arn {
		return policyDoc{}, store.ErrNotFound
	}
	return p, err
}

func policyMissing(arn string) error { return noSuchEntity("Policy %s was not found.", arn) }

func createPolicy(ctx context.Context, c *call) (any, error) {
	p := policyDoc{
		Name: c.form.name("PolicyName", 128), Path: c.form.path("Path"), Description: c.form.text("Description"),
		Tags: c.form.tags("Tags"), ID: newID(policyPrefix), Created: c.at, Updated: c.at, Default: "v1",
	}
	c.form.length("Description", p.Description, 0, 1000)
	text := c.form.required("PolicyDocument")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	if err := checkManaged(text); err != nil {
		return nil, err
	}
	if len(p.Tags) > quotaTags {
		return nil, tooManyTags()
	}
	p.ARN = c.arn("policy", p.Path, p.Name)
	p.Versions = []policyVersion{{ID: p.Default, Document: text, Created: c.at}}
	err := c.change(ctx, func(c *call) error { return c.addCounted(ctx, kindPolicy, fold(p.Name), p) })
	if err != nil {
		return nil, taken(err, alreadyExists("A policy called %s already exists. Duplicate names are not allowed.", p.Name))
	}
	made := newPolicyXML(p, 0)
	made.Tags = tagsXML(p.Tags)
	return struct{ Policy policyXML }{made}, nil
}

func getPolicy(ctx context.Context, c *call) (any, error) {
	arn := c.form.arn("PolicyArn")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	p, err := c.policy(ctx, arn)
	if err != nil {
		return nil, absent(err, policyMissing(arn))
	}
	n, err := c.attachments(ctx, arn)
	found := newPolicyXML(p, n)
	found.Description, found.Tags = p.Description, tagsXML(p.Tags)
	return struct{ Policy policyXML }{found}, err
}

// attachments tells how many users and groups a policy is attached to.
func (c *call) attachments(ctx context.Context, arn string) (int, error) {
	byUsers, err := c.in.CountSources(ctx, linkUserPolicy, arn)
	if err != nil {
		return 0, err
	}
	byGroups, err := c.in.CountSources(ctx, linkGroupPolicy, arn)
	return byUsers + byGroups, err
}

// allAttachments is attachments of every policy.
func (c *call) allAttachments(ctx context.Context) (map[string]int, error) {
	counts, err := c.in.CountByTarget(ctx, linkUserPolicy)
	if err != nil {
		return nil, err
	}
	more, err := c.in.CountByTarget(ctx, linkGroupPolicy)
	for arn, n := range more {
		counts[arn] += n
	}
	return counts, err
}

// listPolicies gives the account's own policies and then AWS's.
func listPolicies(ctx context.Context, c *call) (any, error) {
	p, prefix := c.page(), c.form.prefix()
	scope := c.form.choice("Scope", "All", "AWS", "Local")
	usage := c.form.choice("PolicyUsageFilter", "PermissionsPolicy", "PermissionsBoundary")
	onlyAttached := c.form.truth("OnlyAttached")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	counts, err := c.allAttachments(ctx)
	if err != nil {
		return nil, err
	}
	keep := func(p policyDoc) bool {
		return strings.HasPrefix(p.Path, prefix) && (!onlyAttached || counts[p.ARN] > 0) && usage == "PermissionsPolicy"
	}
	var list []policyDoc
	var sections []section
	if scope != "AWS" {
		sections = append(sections, c.ownPolicies(ctx, keep, &list))
	}
	if scope != "Local" {
		sections = append(sections, c.awsPolicies(keep, &list))
	}
	end, err := p.walk(sections...)
	result := struct {
		Policies []policyXML `xml:"Policies>member"`
		paging
	}{paging: end}
	for _, p := range list {
		result.Policies = append(result.Policies, newPolicyXML(p, counts[p.ARN]))
	}
	return result, err
}

// ownPolicies is the section of the account's policies that keep wants.
func (c *call) ownPolicies(ctx context.Context, keep func(policyDoc) bool, into *[]policyDoc) section {
	own := listing[policyDoc]{fetch: c.kind(kindPolicy), keep: keep}
	return section{"own", func(after string, limit int) (int, string, bool, error) {
		list, last, more, err := own.read(ctx, after, limit)
		*into = append(*into, list...)
		return len(list), last, more, err
	}}
}

// awsPolicies is the section of AWS's policies that keep wants.
func (c *call) awsPolicies(keep func(policyDoc) bool, into *[]policyDoc) section {
	return section{"aws", func(after string, limit int) (int, string, bool, error) {
		var wanted []policyDoc
		for _, p := range c.catalogue.list {
			if keep(p) {
				wanted = append(wanted, p)
			}
		}
		list, last, more := cut(wanted, after, limit, func(p policyDoc) string { return p.Name })
		*into = append(*into, list...)
		return len(list), last, more, nil
	}}
}

func deletePolicy(ctx context.Context, c *call) (any, error) {
	arn := c.form.arn("PolicyArn")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	if _, ok := c.catalogue.find(arn); ok {
		return nil, accessToAWSPolicy(c.action, arn)
	}
	return nil, c.change(ctx, func(c *call) error {
		if _, err := c.countOne(ctx, kindPolicy, -1); err != nil {
			return err
		}
		p, err := c.policy(ctx, arn)
		if err != nil {
			return absent(err, policyMissing(arn))
		}
		if _, err := c.in.Hold(ctx, kindPolicy, fold(p.Name)); err != nil {
			return absent(err, policyMissing(arn))
		}
		n, err := c.attachments(ctx, arn)
		switch {
		case err != nil:
			return err
		case n > 0:
			return deleteConflict("Cannot delete a policy attached to entities.")
		case len(p.Versions) > 1:
			return deleteConflict("This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.")
		}
		_, err = c.in.Delete(ctx, kindPolicy, fold(p.Name))
		return err
	})
}

func getPolicyVersion(ctx context.Context, c *call) (any, error) {
	arn, id := c.form.arn("PolicyArn"), c.form.required("VersionId")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	p, err := c.policy(ctx, arn)
	if err != nil {
		return nil, absent(err, policyMissing(arn))
	}
	i := slices.IndexFunc(p.Versions, func(v policyVersion) bool { return v.ID == id })
	if i < 0 {
		return nil, noSuchEntity("Policy %s version %s does not exist or is not attachable.", arn, id)
	}
	version := p.versionXML(p.Versions[i])
	version.Document = escape(p.Versions[i].Document)
	return struct{ PolicyVersion versionXML }{version}, nil
}

func listPolicyVersions(ctx context.Context, c *call) (any, error) {
	page, arn := c.page(), c.form.arn("PolicyArn")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	p, err := c.policy(ctx, arn)
	if err != nil {
		return nil, absent(err, policyMissing(arn))
	}
	versions, end, err := slicePage(page, p.Versions, func(v policyVersion) string { return v.ID })
	result := struct {
		Versions []versionXML `xml:"Versions>member"`
		paging
	}{paging: end}
	for _, v := range versions {
		result.Versions = append(result.Versions, p.versionXML(v))
	}
	return result, err
}
