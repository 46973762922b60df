package porter

import (
	"context"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/seal"
)

// DeleteUser deletes a user with everything that hangs on it. Keys are made
// inactive before all else and deleted later, so that a deletion that stops on
// its way has ended access already.
func (p *Porter) DeleteUser(ctx context.Context, by desk.Actor, form string, n iam.UserName) (Done, error) {
	a := act{verb: desk.UserDelete, target: string(n), form: form}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		d, err := p.account.Dependents(ctx, n)
		if err != nil {
			return err
		}
		w.result = result{Steps: PlanDeleteUser(n, d), Began: w.op.Created}
		return p.makeAll(ctx, w, seal.Secret{})
	})
}

// PlanDeleteUser returns the steps in which a user is deleted.
// Rule: DeleteUser, IAM API reference: what must be gone before.
func PlanDeleteUser(n iam.UserName, d iam.Dependents) []Step {
	var steps []Step
	add := func(call string, verb desk.Verb, args ...string) {
		steps = append(steps, step(call, verb, append([]string{string(n)}, args...)...))
	}
	for _, k := range d.Keys {
		if k.Active() {
			add("UpdateAccessKey", desk.KeyDeactivate, string(k.ID))
		}
	}
	if d.Login {
		add("DeleteLoginProfile", desk.ConsoleRemove)
	}
	for _, k := range d.Keys {
		add("DeleteAccessKey", desk.KeyDelete, string(k.ID))
	}
	for _, id := range d.Certificates {
		add("DeleteSigningCertificate", desk.CertificateDelete, id)
	}
	for _, id := range d.SSHKeys {
		add("DeleteSSHPublicKey", desk.SSHKeyDelete, id)
	}
	for _, id := range d.ServiceCredentials {
		add("DeleteServiceSpecificCredential", desk.ServiceCredDelete, id)
	}
	for _, m := range d.MFADevices {
		add("DeactivateMFADevice", desk.MFADeactivate, m.Serial)
		if m.Virtual {
			add("DeleteVirtualMFADevice", desk.MFADelete, m.Serial)
		}
	}
	for _, name := range d.Inline {
		add("DeleteUserPolicy", desk.UserInlineDelete, string(name))
	}
	for _, a := range d.Attached {
		steps = append(steps, step("DetachUserPolicy", desk.UserDetach, string(n)).with(a.ARN))
	}
	for _, g := range d.Groups {
		add("RemoveUserFromGroup", desk.UserLeave, string(g))
	}
	add("DeleteUser", desk.UserDelete)
	return steps
}

// DeleteGroup deletes a group: its members leave and its policies are taken off
// first.
func (p *Porter) DeleteGroup(ctx context.Context, by desk.Actor, form string, n iam.GroupName) (Done, error) {
	a := act{verb: desk.GroupDelete, target: string(n), form: form}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		g, members, err := p.account.Group(ctx, n)
		if err != nil {
			return err
		}
		w.result = result{Steps: PlanDeleteGroup(n, g, members), Began: w.op.Created}
		return p.makeAll(ctx, w, seal.Secret{})
	})
}

// PlanDeleteGroup returns the steps in which a group is deleted.
// Rule: DeleteGroup, IAM API reference: what must be gone before.
func PlanDeleteGroup(n iam.GroupName, g iam.Group, members []iam.UserName) []Step {
	var steps []Step
	for _, u := range members {
		steps = append(steps, step("RemoveUserFromGroup", desk.UserLeave, string(u), string(n)))
	}
	for _, held := range g.Attached {
		steps = append(steps, step("DetachGroupPolicy", desk.GroupDetach, string(n)).with(held.ARN))
	}
	for _, own := range g.Inline {
		steps = append(steps, PlanDeleteGroupInline(n, own.Name))
	}
	return append(steps, step("DeleteGroup", desk.GroupDelete, string(n)))
}

// DeletePolicy deletes a customer managed policy that is attached nowhere, as a
// plan of steps: its versions first.
func (p *Porter) DeletePolicy(ctx context.Context, by desk.Actor, form string, arn iam.ARN) (Done, error) {
	a := act{verb: desk.PolicyDelete, target: string(arn), form: form, check: func() error { return own(arn) }}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		holders, err := p.holders(ctx, arn)
		if err != nil {
			return err
		}
		if holders.Any() {
			return fault.New(fault.Conflict, fault.CodePolicyAttached, arn.Name())
		}
		versions, err := p.account.PolicyVersions(ctx, arn)
		if err != nil && !fault.Is(err, fault.CodeAwsNotOffered) { // without versions there is one
			return err
		}
		w.result = result{Steps: PlanDeletePolicy(arn, versions), Began: w.op.Created}
		return p.makeAll(ctx, w, seal.Secret{})
	})
}

// PlanDeletePolicy returns the steps in which a managed policy is deleted.
// Rule: DeletePolicy, IAM API reference: what must be gone before.
func PlanDeletePolicy(arn iam.ARN, versions []iam.PolicyVersion) []Step {
	var steps []Step
	for _, v := range versions {
		if !v.Default {
			steps = append(steps, dropVersion(arn, v.ID))
		}
	}
	return append(steps, step("DeletePolicy", desk.PolicyDelete).with(arn))
}

// PlanDeleteUserInline returns the step in which an inline policy of a user is deleted.
func PlanDeleteUserInline(n iam.UserName, name iam.PolicyName) Step {
	return step("DeleteUserPolicy", desk.UserInlineDelete, string(n), string(name))
}

// DeleteUserInline deletes an inline policy of a user.
func (p *Porter) DeleteUserInline(ctx context.Context, by desk.Actor, form string, n iam.UserName, name iam.PolicyName) (Done, error) {
	a := act{verb: desk.UserInlineDelete, target: string(n), form: form, content: name}
	return p.do(ctx, by, a, one(name, func(ctx context.Context, name iam.PolicyName) error {
		return p.single(ctx, PlanDeleteUserInline(n, name))
	}))
}

// PlanDeleteGroupInline returns the step in which an inline policy of a group is deleted.
func PlanDeleteGroupInline(g iam.GroupName, name iam.PolicyName) Step {
	return step("DeleteGroupPolicy", desk.GroupInlineDelete, string(g), string(name))
}

// DeleteGroupInline deletes an inline policy of a group.
func (p *Porter) DeleteGroupInline(ctx context.Context, by desk.Actor, form string, g iam.GroupName, name iam.PolicyName) (Done, error) {
	a := act{verb: desk.GroupInlineDelete, target: string(g), form: form, content: name}
	return p.do(ctx, by, a, one(name, func(ctx context.Context, name iam.PolicyName) error {
		return p.single(ctx, PlanDeleteGroupInline(g, name))
	}))
}

// PlanDeleteKey returns the step in which an access key is deleted.
func PlanDeleteKey(n iam.UserName, id iam.KeyID) Step {
	return step("DeleteAccessKey", desk.KeyDelete, string(n), string(id))
}

// single does one step that stands alone.
func (p *Porter) single(ctx context.Context, s Step) error { return stepCalls[s.Call].do(ctx, p, s) }
