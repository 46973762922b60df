package porter

import (
	"context"
	"encoding/json"
	"fmt"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// stepsOf are the calls of an act that matter for what somebody may do, whatever
// the way by which they were asked for. Acts that matter to nobody's permissions or
// credentials have none.
func (p *Porter) stepsOf(ctx context.Context, s *Snapshot, a act) ([]Step, error) {
	switch said := a.content.(type) {
	case NewUser:
		return p.PlanUser(said), nil
	case NewGroup:
		return planGroup(said), nil
	case Selection:
		return stepsOfSelection(s, said), nil
	case Import:
		return p.stepsOfTable(ctx, said), nil
	case InlineEdit:
		put := putStep(a.target, said.policy())
		if a.verb == desk.GroupInlinePut {
			put.Call = "PutGroupPolicy"
		}
		return []Step{put}, nil
	case PolicyEdit:
		save := step("CreatePolicyVersion", desk.PolicyVersionCreate).with(said.ARN)
		save.Document = said.Document
		return []Step{save}, nil
	}
	switch a.verb {
	case desk.UserCopy:
		return p.stepsOfCopy(ctx, a)
	case desk.PolicyVersionSet:
		return p.stepsOfVersion(ctx, a)
	case desk.PlanContinue:
		return p.stepsOfPlan(ctx, a)
	case desk.JobRetry:
		return p.stepsOfJob(ctx, a.target)
	case desk.GroupDelete:
		g, _ := s.Group(iam.GroupName(a.target))
		return PlanDeleteGroup(g.Name, g, nil), nil
	}
	return a.plainSteps(), nil
}

// plainSteps are the calls of an act that its verb, target and content tell.
func (a act) plainSteps() []Step {
	var steps []Step
	named := func(call string, names ...string) {
		for _, n := range names {
			steps = append(steps, step(call, a.verb, a.target, n))
		}
	}
	policies := func(call string, arns ...iam.ARN) {
		for _, arn := range arns {
			steps = append(steps, step(call, a.verb, a.target).with(arn))
		}
	}
	switch said := a.content.(type) {
	case []iam.ARN:
		policies(map[desk.Verb]string{desk.UserAttach: "AttachUserPolicy", desk.GroupAttach: "AttachGroupPolicy"}[a.verb], said...)
	case []iam.GroupName:
		named("AddUserToGroup", texts(said)...)
	case []iam.UserName:
		for _, n := range said {
			steps = append(steps, step("AddUserToGroup", a.verb, string(n), a.target))
		}
	case iam.PolicyName:
		named(map[desk.Verb]string{desk.UserInlineDelete: "DeleteUserPolicy", desk.GroupInlineDelete: "DeleteGroupPolicy"}[a.verb], string(said))
	case iam.GroupName:
		named("RemoveUserFromGroup", string(said))
	case iam.UserName:
		steps = append(steps, step("RemoveUserFromGroup", a.verb, string(said), a.target))
	case iam.ARN:
		policies(map[desk.Verb]string{desk.UserDetach: "DetachUserPolicy", desk.GroupDetach: "DetachGroupPolicy",
			desk.BoundarySet: "PutUserPermissionsBoundary", desk.BoundaryOff: "DeleteUserPermissionsBoundary"}[a.verb], said)
	}
	if call := credentialCalls[a.verb]; call != "" {
		steps = append(steps, step(call, a.verb, a.target))
	}
	return steps
}

// credentialCalls are the acts that give somebody a way to be a user, or take a
// second factor away, with the call that matters.
var credentialCalls = map[desk.Verb]string{
	desk.KeyCreate: "CreateAccessKey", desk.KeyActivate: "UpdateAccessKey", desk.RotationStart: "CreateAccessKey", desk.RotationUndo: "UpdateAccessKey",
	desk.RotationRetry: "CreateAccessKey", desk.ConsoleEnable: "CreateLoginProfile", desk.ConsoleReset: "UpdateLoginProfile", desk.ConsoleChange: "UpdateLoginProfile",
	desk.MFADeactivate: "DeactivateMFADevice", desk.MFADelete: "DeleteVirtualMFADevice",
}

func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i := range list {
		out[i] = string(list[i])
	}
	return out
}

// stepsOfSelection are the calls for the rows of a selection, also for those that
// will be left out.
func stepsOfSelection(s *Snapshot, sel Selection) []Step {
	var steps []Step
	users := sel.Users
	for _, k := range sel.Keys {
		users = append(users[:len(users):len(users)], k.User)
	}
	for _, n := range users {
		switch sel.Verb {
		case desk.BulkJoin:
			if u, ok := s.User(n); ok && !u.In(sel.Group) {
				steps = append(steps, step("AddUserToGroup", desk.UserJoin, string(n), string(sel.Group)))
			}
		case desk.BulkRotate:
			steps = append(steps, step("CreateAccessKey", desk.RotationStart, string(n)))
		}
	}
	return steps
}

// stepsOfTable are the calls for the rows of a table that can be carried out, as
// one who may do all would carry them out.
func (p *Porter) stepsOfTable(ctx context.Context, im Import) []Step {
	var steps []Step
	for _, row := range p.CheckImport(ctx, desk.Actor{Operator: desk.Operator{Role: desk.Admin}}, im) {
		steps = append(steps, row.Steps...)
	}
	return steps
}

// stepsOfCopy are the calls of the copy that was reviewed. One that is another now
// is refused as the act would refuse it.
func (p *Porter) stepsOfCopy(ctx context.Context, a act) ([]Step, error) {
	said, ok := a.content.([]string)
	if !ok || len(said) != 2 {
		return nil, fault.New(fault.Invalid, fault.CodeFormBroken)
	}
	c, err := p.PlanCopy(ctx, iam.UserName(a.target), iam.UserName(said[0]))
	if err == nil && c.Base != said[1] {
		err = fault.New(fault.Conflict, fault.CodeCopyChanged)
	}
	return c.Steps, err
}

func (p *Porter) stepsOfVersion(ctx context.Context, a act) ([]Step, error) {
	id, ok := a.content.(string)
	if !ok || iam.ARN(a.target).AWSManaged() {
		return nil, own(iam.ARN(a.target))
	}
	v, err := p.account.PolicyVersion(ctx, iam.ARN(a.target), id)
	if err != nil {
		return nil, err
	}
	set := step("SetDefaultPolicyVersion", desk.PolicyVersionSet).with(iam.ARN(a.target))
	set.Document = v.Document
	return []Step{set}, nil
}

// stepsOfPlan are those of a plan that stopped which are not done.
func (p *Porter) stepsOfPlan(ctx context.Context, a act) ([]Step, error) {
	id, ok := a.content.(string)
	if !ok {
		return nil, fault.New(fault.Invalid, fault.CodeFormBroken)
	}
	_, r, err := p.plan(ctx, id)
	return without(r.Steps, func(s Step) bool { return s.State == StepDone }), err
}

// stepsOfJob are those of a job's rows that are left to do.
func (p *Porter) stepsOfJob(ctx context.Context, id string) ([]Step, error) {
	rows, err := p.store.JobRows(ctx, id, desk.JobRowFilter{States: []desk.RowState{desk.RowTodo, desk.RowFailed, desk.RowUnknown}, Limit: ImportRows})
	if err != nil {
		return nil, fmt.Errorf("read the rows of a job: %w", err)
	}
	var steps []Step
	for _, r := range rows {
		var doc imported
		var one Step
		if err := json.Unmarshal([]byte(r.Doc), &doc); err == nil && len(doc.Steps) > 0 {
			steps = append(steps, without(doc.Steps, func(s Step) bool { return s.State == StepDone })...)
		} else if err := json.Unmarshal([]byte(r.Doc), &one); err == nil && one.Call != "" {
			steps = append(steps, one)
		} else {
			steps = append(steps, step(r.Call, r.Verb, r.Target))
		}
	}
	return steps, nil
}
