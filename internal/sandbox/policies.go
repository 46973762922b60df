package sandbox

import (
	"context"
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

// usage tells by ARN to how many users, groups and roles policies are attached,
// and of how many they are the boundary.
type usage struct{ attached, bounding map[string]int }

func (u usage) used(arn string) bool { return u.attached[arn]+u.bounding[arn] > 0 }

// policyXML writes a policy without description and tags, as lists do.
func (u usage) policyXML(p policyDoc) policyXML {
	return policyXML{
		PolicyName: p.Name, PolicyID: p.ID, Arn: p.ARN, Path: p.Path, DefaultVersionID: p.Default,
		AttachmentCount: u.attached[p.ARN], PermissionsBoundaryUsageCount: u.bounding[p.ARN],
		IsAttachable: true, CreateDate: stamp(p.Created), UpdateDate: stamp(p.Updated),
	}
}

// policyTarget is the resource of a call about a policy.
func policyTarget(ctx context.Context, c *call) (target, error) {
	arn := c.form.text("PolicyArn")
	p, err := c.policy(ctx, arn)
	return target{arn: arn, tags: p.Tags}, absent(err, nil)
}

func newPolicyTarget(_ context.Context, c *call) (target, error) {
	return target{arn: c.arn("policy", c.newPath(), c.form.text("PolicyName"))}, nil
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
		Tags: c.form.casedTags("Tags"), ID: newID(policyPrefix), Created: c.at, Updated: c.at, Default: "v1",
	}
	c.form.length("Description", p.Description, 0, 1000)
	text := c.form.required("PolicyDocument")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	if err := checkManaged(text); err != nil {
		return nil, err
	}
	p.ARN = c.arn("policy", p.Path, p.Name)
	p.Versions = []policyVersion{{ID: p.Default, Document: text, Created: c.at}}
	if err := c.addCounted(ctx, kindPolicy, fold(p.Name), p); err != nil {
		return nil, taken(err, alreadyExists("A policy called %s already exists. Duplicate names are not allowed.", p.Name))
	}
	made := usage{}.policyXML(p)
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
	counts, err := c.usage(ctx, arn)
	found := counts.policyXML(p)
	found.Description, found.Tags = p.Description, tagsXML(p.Tags)
	return struct{ Policy policyXML }{found}, err
}

// usage counts the uses of one policy.
func (c *call) usage(ctx context.Context, arn string) (usage, error) {
	return countUsage(func(kind string) (map[string]int, error) {
		n, err := c.in.CountSources(ctx, kind, arn)
		return map[string]int{arn: n}, err
	})
}

// allUsage is usage of every policy.
func (c *call) allUsage(ctx context.Context) (usage, error) {
	return countUsage(func(kind string) (map[string]int, error) { return c.in.CountByTarget(ctx, kind) })
}

// countUsage adds up what count finds of each kind of link.
func countUsage(count func(kind string) (map[string]int, error)) (usage, error) {
	u := usage{attached: map[string]int{}, bounding: map[string]int{}}
	for _, n := range []noun{users, groups, roles} {
		for kind, sum := range map[string]map[string]int{n.link: u.attached, n.bound: u.bounding} {
			if kind == "" {
				continue
			}
			counts, err := count(kind)
			if err != nil {
				return usage{}, err
			}
			for arn, uses := range counts {
				sum[arn] += uses
			}
		}
	}
	return u, nil
}

// The ways in which a policy is used, as PolicyUsageFilter names them.
const (
	usedAsPolicy   = "PermissionsPolicy"
	usedAsBoundary = "PermissionsBoundary"
)

// listPolicies gives the account's own policies and then AWS's.
func listPolicies(ctx context.Context, c *call) (any, error) {
	p, prefix := c.page(), c.form.prefix()
	scope := c.form.choice("Scope", "All", "AWS", "Local")
	filter := c.form.choice("PolicyUsageFilter", "", usedAsPolicy, usedAsBoundary)
	onlyAttached := c.form.truth("OnlyAttached")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	counts, err := c.allUsage(ctx)
	if err != nil {
		return nil, err
	}
	keep := func(p policyDoc) bool {
		bounding := counts.bounding[p.ARN] > 0
		return strings.HasPrefix(p.Path, prefix) && (filter != usedAsBoundary || bounding) &&
			(!onlyAttached || counts.attached[p.ARN] > 0 || filter != usedAsPolicy && bounding)
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
		result.Policies = append(result.Policies, counts.policyXML(p))
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
		if err := c.countOne(ctx, kindPolicy, -1); err != nil {
			return err
		}
		p, err := c.policy(ctx, arn)
		if err != nil {
			return absent(err, policyMissing(arn))
		}
		if _, err := c.in.Hold(ctx, kindPolicy, fold(p.Name)); err != nil {
			return absent(err, policyMissing(arn))
		}
		counts, err := c.usage(ctx, arn)
		switch {
		case err != nil:
			return err
		case counts.used(arn):
			return deleteConflict("Cannot delete a policy attached to entities.")
		case len(p.Versions) > 1:
			return deleteConflict("This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.")
		}
		_, err = c.in.Delete(ctx, kindPolicy, fold(p.Name))
		return err
	})
}
