package sandbox

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
)

type versionXML struct {
	Document         string `xml:",omitempty"`
	VersionID        string `xml:"VersionId"`
	IsDefaultVersion bool
	CreateDate       string
}

func (p policyDoc) versionXML(v policyVersion) versionXML {
	return versionXML{VersionID: v.ID, IsDefaultVersion: v.ID == p.Default, CreateDate: stamp(v.Created)}
}

// version returns where in Versions one is; an error of AWS's when it is gone.
func (p policyDoc) version(id string) (int, error) {
	i := slices.IndexFunc(p.Versions, func(v policyVersion) bool { return v.ID == id })
	if i < 0 {
		return 0, noSuchEntity("Policy %s version %s does not exist or is not attachable.", p.ARN, id)
	}
	return i, nil
}

// number of a version: 12 of "v12".
func (v policyVersion) number() int {
	n, _ := strconv.Atoi(v.ID[1:]) // AWS's own have no other form
	return n
}

// nextVersion is the number of the version to come. Numbers of deleted versions
// are not given out again.
func (p policyDoc) nextVersion() int {
	last := p.Last
	for _, v := range p.Versions {
		last = max(last, v.number())
	}
	return last + 1
}

var versionForm = regexp.MustCompile(`^v[1-9][0-9]*(\.[A-Za-z0-9-]*)?$`)

// versionID reads a required id of a version.
func (f *form) versionID() string {
	id := f.required("VersionId")
	if f.values.Has("VersionId") && !versionForm.MatchString(id) {
		f.refuse("VersionId", id, `Member must satisfy regular expression pattern: v[1-9][0-9]*(\.[A-Za-z0-9-]*)?`)
	}
	return id
}

func getPolicyVersion(ctx context.Context, c *call) (any, error) {
	arn, id := c.form.arn("PolicyArn"), c.form.versionID()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	p, err := c.policy(ctx, arn)
	if err != nil {
		return nil, absent(err, policyMissing(arn))
	}
	i, err := p.version(id)
	if err != nil {
		return nil, err
	}
	version := p.versionXML(p.Versions[i])
	version.Document = escape(p.Versions[i].Document)
	return struct{ PolicyVersion versionXML }{version}, nil
}

// listPolicyVersions gives the newest first.
func listPolicyVersions(ctx context.Context, c *call) (any, error) {
	page, arn := c.page(), c.form.arn("PolicyArn")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	p, err := c.policy(ctx, arn)
	if err != nil {
		return nil, absent(err, policyMissing(arn))
	}
	versions, end, err := slicePage(page, p.Versions, func(v policyVersion) string { return fmt.Sprintf("%09d", 1_000_000_000-1-v.number()) })
	result := struct {
		Versions []versionXML `xml:"Versions>member"`
		paging
	}{paging: end}
	for _, v := range versions {
		result.Versions = append(result.Versions, p.versionXML(v))
	}
	return result, err
}

// changePolicy runs f on one of the account's own policies while its row is held,
// and keeps what f left.
func (c *call) changePolicy(ctx context.Context, arn string, f func(p *policyDoc) error) error {
	if _, ok := c.catalogue.find(arn); ok {
		return accessToAWSPolicy(c.action, arn)
	}
	return c.change(ctx, func(c *call) error {
		row, err := c.in.Hold(ctx, kindPolicy, c.policyName(arn))
		if err != nil {
			return absent(err, policyMissing(arn))
		}
		p, err := decode[policyDoc](row)
		if err == nil && p.ARN != arn {
			err = policyMissing(arn)
		}
		if err != nil {
			return err
		}
		if err := f(&p); err != nil {
			return err
		}
		return updateDoc(ctx, c.in, row, p)
	})
}

func createPolicyVersion(ctx context.Context, c *call) (any, error) {
	arn, text, isDefault := c.form.arn("PolicyArn"), c.form.required("PolicyDocument"), c.form.truth("SetAsDefault")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	if err := checkManaged(text); err != nil {
		return nil, err
	}
	var made versionXML
	err := c.changePolicy(ctx, arn, func(p *policyDoc) error {
		if len(p.Versions) >= quotaVersions {
			return limitExceeded("A managed policy can have up to %d versions. Before you create a new version, you must delete an existing version.", quotaVersions)
		}
		p.Last = p.nextVersion()
		v := policyVersion{ID: "v" + strconv.Itoa(p.Last), Document: text, Created: c.at}
		p.Versions = slices.Insert(p.Versions, 0, v)
		p.Updated = c.at
		if isDefault {
			p.Default = v.ID
		}
		made = p.versionXML(v)
		return nil
	})
	return struct{ PolicyVersion versionXML }{made}, err
}

func setDefaultPolicyVersion(ctx context.Context, c *call) (any, error) {
	arn, id := c.form.arn("PolicyArn"), c.form.versionID()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, c.changePolicy(ctx, arn, func(p *policyDoc) error {
		_, err := p.version(id)
		p.Default = id
		return err
	})
}

func deletePolicyVersion(ctx context.Context, c *call) (any, error) {
	arn, id := c.form.arn("PolicyArn"), c.form.versionID()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, c.changePolicy(ctx, arn, func(p *policyDoc) error {
		i, err := p.version(id)
		if err == nil && id == p.Default {
			err = deleteConflict("Cannot delete the default version of a policy.")
		}
		if err != nil {
			return err
		}
		p.Last = p.nextVersion() - 1
		p.Versions = slices.Delete(p.Versions, i, i+1)
		return nil
	})
}
