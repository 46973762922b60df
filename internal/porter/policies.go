package porter

import (
	"context"
	"errors"
	"strconv"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/policy"
	"keyporter/internal/seal"
)

// NewPolicy is a customer managed policy to be made.
type NewPolicy struct {
	Name        iam.PolicyName `json:"name"`
	Path        string         `json:"path"` // "" is /
	Description string         `json:"description"`
	Document    string         `json:"document"`
}

// PolicyEdit is a new version of a customer managed policy. Base and Drop are
// what the operator was shown: where they no longer hold, nothing is saved.
type PolicyEdit struct {
	ARN      iam.ARN `json:"arn"`
	Document string  `json:"document"`
	Base     string  `json:"base"` // the default version that was edited
	Drop     string  `json:"drop"` // the version that goes to make room, or ""
}

// checkDocument returns the fault of a document for its use, in the field
// document. Its cause is a *policy.Error where the language is at fault.
func checkDocument(text string, use policy.Use) *fault.Fault {
	if f := iam.CheckDocument("document", text); f != nil {
		return f
	}
	doc, err := policy.Read(text, use)
	var wrong *policy.Error
	if !errors.As(err, &wrong) {
		return tooLong(doc, use)
	}
	at := wrong.Position
	return fault.Field("document", fault.CodePolicyDocument, strconv.Itoa(at.Line), strconv.Itoa(at.Column)).Because(wrong)
}

// tooLong returns the fault of a document that is larger than every quota.
func tooLong(doc *policy.Document, use policy.Use) *fault.Fault {
	for _, r := range doc.Lint(use) {
		if r.Code == policy.LintTooLarge {
			return fault.Field("document", fault.CodePolicyLong, r.Args...)
		}
	}
	return nil
}

// PlanPolicy returns the steps in which a policy is made, or its faults, each
// with its field.
func (p *Porter) PlanPolicy(n NewPolicy) ([]Step, error) {
	faults := []*fault.Fault{
		n.Name.Check("name"), iam.CheckPath("path", n.Path), iam.CheckAbout("description", n.Description),
		checkDocument(n.Document, policy.UseManaged),
	}
	for _, known := range p.Snapshot().Policies {
		if known.Name.Fold() == n.Name.Fold() && !known.ARN.AWSManaged() {
			faults = append(faults, fault.New(fault.Conflict, fault.CodePolicyTaken, string(known.Name)).At("name"))
		}
	}
	return []Step{step("CreatePolicy", desk.PolicyCreate, string(n.Name))}, fault.Join(faults...)
}

// CreatePolicy makes a customer managed policy. Done names it.
func (p *Porter) CreatePolicy(ctx context.Context, by desk.Actor, form string, n NewPolicy) (Done, error) {
	a := act{verb: desk.PolicyCreate, target: string(n.Name), form: form, content: n, check: func() error { _, err := p.PlanPolicy(n); return err }}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		made, err := p.account.CreatePolicy(ctx, account.NewPolicy(n))
		if err != nil {
			return err
		}
		if made.Created.IsZero() {
			made.Created, made.Updated = p.now(), p.now()
		}
		p.patch(func(s *Snapshot) { s.addPolicy(made) })
		w.result.Policy, w.detail = made.ARN, []string{string(made.ARN)}
		return nil
	})
}

// PlanPolicyEdit checks an edit and returns the steps in which it is saved, with
// the version that goes to make room, read now. AWS keeps five versions.
func (p *Porter) PlanPolicyEdit(ctx context.Context, e PolicyEdit) (steps []Step, drop string, err error) {
	if e.ARN.AWSManaged() {
		return nil, "", notOwn(e.ARN)
	}
	if f := checkDocument(e.Document, policy.UseManaged); f != nil {
		return nil, "", f
	}
	versions, err := p.account.PolicyVersions(ctx, e.ARN)
	if err != nil {
		return nil, "", err
	}
	if iam.DefaultOf(versions) != e.Base {
		return nil, "", fault.New(fault.Conflict, fault.CodePolicyChanged)
	}
	if drop = iam.Oldest(versions); drop != "" {
		steps = append(steps, dropVersion(e.ARN, drop))
	}
	save := step("CreatePolicyVersion", desk.PolicyVersionCreate).with(e.ARN)
	save.Document = e.Document
	return append(steps, save), drop, nil
}

func dropVersion(arn iam.ARN, id string) Step {
	s := step("DeletePolicyVersion", desk.PolicyVersionDelete).with(arn)
	s.Args = append(s.Args, id)
	return s
}

func notOwn(arn iam.ARN) *fault.Fault {
	return fault.New(fault.Conflict, fault.CodePolicyNotOwn, arn.Name())
}

// SavePolicy saves a new version of a customer managed policy and makes it the
// default, as a plan of steps: the oldest version goes where there is no room.
func (p *Porter) SavePolicy(ctx context.Context, by desk.Actor, form string, e PolicyEdit) (Done, error) {
	var steps []Step
	a := act{verb: desk.PolicyVersionCreate, target: string(e.ARN), form: form, content: e, check: func() (err error) {
		var drop string
		steps, drop, err = p.PlanPolicyEdit(ctx, e)
		if err == nil && drop != e.Drop {
			err = fault.New(fault.Conflict, fault.CodePolicyChanged)
		}
		return err
	}}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		w.result = result{Steps: steps, Began: w.op.Created}
		return p.makeAll(ctx, w, seal.Secret{})
	})
}

// SetPolicyVersion makes a version of a customer managed policy the default: it
// applies at once wherever the policy is attached.
func (p *Porter) SetPolicyVersion(ctx context.Context, by desk.Actor, form string, arn iam.ARN, id string) (Done, error) {
	a := act{verb: desk.PolicyVersionSet, target: string(arn), form: form, content: id, check: func() error { return own(arn) }}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		v, err := p.account.PolicyVersion(ctx, arn, id)
		if err != nil {
			return err
		}
		if err := p.account.SetDefaultPolicyVersion(ctx, arn, id); err != nil {
			return err
		}
		w.detail = []string{id}
		p.patch(p.newDefault(arn, v))
		return nil
	})
}

// newDefault puts a version of a policy into the snapshot as its default.
func (p *Porter) newDefault(arn iam.ARN, v iam.PolicyVersion) func(*Snapshot) {
	now := p.now()
	return func(s *Snapshot) {
		s.policy(arn, func(known *iam.Policy) {
			known.DefaultVersion, known.Document, known.Updated = v.ID, v.Document, now
		})
	}
}

func own(arn iam.ARN) error {
	if arn.AWSManaged() {
		return notOwn(arn)
	}
	return nil
}

// DeletePolicyVersion deletes a version of a customer managed policy that is not
// the default.
func (p *Porter) DeletePolicyVersion(ctx context.Context, by desk.Actor, form string, arn iam.ARN, id string) (Done, error) {
	a := act{verb: desk.PolicyVersionDelete, target: string(arn), form: form, content: id, check: func() error { return own(arn) }}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		versions, err := p.account.PolicyVersions(ctx, arn)
		if err != nil {
			return err
		}
		if iam.DefaultOf(versions) == id {
			return fault.New(fault.Conflict, fault.CodePolicyDefault, id)
		}
		w.detail = []string{id}
		return p.account.DeletePolicyVersion(ctx, arn, id)
	})
}

// holders tells who has a policy now, as the permissions boundary too. Where the
// server cannot be asked about one policy the whole account is read: it may delete
// a policy that somebody has.
func (p *Porter) holders(ctx context.Context, arn iam.ARN) (iam.Holders, error) {
	h, err := p.account.AttachedTo(ctx, arn)
	if !fault.Is(err, fault.CodeAwsNotOffered) {
		if err != nil {
			return h, err
		}
		b, err := p.account.BoundedBy(ctx, arn)
		h.Users, h.Roles = append(h.Users, b.Users...), append(h.Roles, b.Roles...)
		return h, err
	}
	if err := p.refresh(ctx); err != nil {
		return h, err
	}
	h.Users, h.Groups = attachedTo(p.Snapshot(), arn)
	h.Users = append(h.Users, boundedBy(p.Snapshot(), arn).Users...)
	return h, nil
}

// saveVersion does the step that saves a document. Where the answer to an
// earlier try was lost, a default version with the document, made since the plan
// began, is its work.
func (p *Porter) saveVersion(ctx context.Context, s Step, began time.Time, retry bool) error {
	if retry {
		there, err := p.account.Policy(ctx, s.ARN)
		if err != nil {
			return err
		}
		if there.Document == s.Document && there.Updated.After(began.Add(-ownSince)) {
			p.patch(p.newDefault(s.ARN, iam.PolicyVersion{ID: there.DefaultVersion, Document: there.Document}))
			return nil
		}
	}
	v, err := p.account.CreatePolicyVersion(ctx, s.ARN, s.Document)
	if err != nil {
		return err
	}
	p.patch(p.newDefault(s.ARN, v))
	return nil
}

func (p *Porter) deletePolicy(ctx context.Context, arn iam.ARN) error {
	if err := p.account.DeletePolicy(ctx, arn); err != nil {
		return err
	}
	p.patch(func(s *Snapshot) { s.dropPolicy(arn) })
	return nil
}
