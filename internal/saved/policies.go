package saved

import "keyporter/internal/iam"

// version is a PolicyVersion.
type version struct {
	id        string
	isDefault bool
	document  string
}

// policy reads a ManagedPolicyDetail and takes the default version only,
// whatever its place in the list.
func (d *details) policy(e *entity) {
	var p iam.Policy
	var versions []version
	d.object(func(name string) {
		switch name {
		case "PolicyName":
			p.Name = iam.PolicyName(d.string())
		case "Arn":
			p.ARN = iam.ARN(d.name(e))
		case "Path":
			p.Path = d.string()
		case "PolicyId":
			p.ID = d.string()
		case "DefaultVersionId":
			p.DefaultVersion = d.string()
		case "PolicyVersionList":
			versions = d.versions()
		default:
			d.skip()
		}
	})
	for _, v := range versions {
		if v.isDefault || v.id != "" && v.id == p.DefaultVersion {
			p.DefaultVersion, p.Document = v.id, v.document
		}
	}
	d.policies = append(d.policies, p)
}

// objects reads a list of objects. member reads a member of one.
func objects[T any](r *reader, member func(v *T, name string)) (list []T) {
	r.list(func(int) {
		var v T
		r.object(func(name string) { member(&v, name) })
		list = append(list, v)
	})
	return list
}

func (r *reader) versions() []version {
	return objects(r, func(v *version, name string) {
		switch name {
		case "VersionId":
			v.id = r.string()
		case "IsDefaultVersion":
			v.isDefault = r.bool()
		case "Document":
			v.document = r.document()
		default:
			r.skip()
		}
	})
}

func (r *reader) inline() []iam.InlinePolicy {
	return objects(r, func(p *iam.InlinePolicy, name string) {
		switch name {
		case "PolicyName":
			p.Name = iam.PolicyName(r.string())
		case "PolicyDocument":
			p.Document = r.document()
		default:
			r.skip()
		}
	})
}

func (r *reader) attached() []iam.AttachedPolicy {
	return objects(r, func(p *iam.AttachedPolicy, name string) {
		switch name {
		case "PolicyName":
			p.Name = iam.PolicyName(r.string())
		case "PolicyArn":
			p.ARN = iam.ARN(r.string())
		default:
			r.skip()
		}
	})
}

func (r *reader) tags() []iam.Tag {
	return objects(r, func(t *iam.Tag, name string) {
		switch name {
		case "Key":
			t.Key = r.string()
		case "Value":
			t.Value = r.string()
		default:
			r.skip()
		}
	})
}

// boundary reads an AttachedPermissionsBoundary.
func (r *reader) boundary() (arn iam.ARN) {
	r.object(func(name string) {
		if name == "PermissionsBoundaryArn" {
			arn = iam.ARN(r.string())
		} else {
			r.skip()
		}
	})
	return arn
}
