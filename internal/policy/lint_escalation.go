package policy

import (
	"slices"
	"strings"
)

// escalation is a way to get more than was granted.
type escalation struct {
	code    LintCode
	actions []string
}

const passRole = "iam:PassRole"

// The ways that are known. Their actions are in the order in which they are done;
// "Identity and access management for AWS Lambda" and its like for other services
// say what runs with a role.
var escalationWays = [...]escalation{
	{LintEscalatePolicy, []string{"iam:CreatePolicyVersion"}},
	{LintEscalatePolicy, []string{"iam:SetDefaultPolicyVersion"}},
	{LintEscalateAttach, []string{"iam:AttachUserPolicy"}},
	{LintEscalateAttach, []string{"iam:AttachGroupPolicy"}},
	{LintEscalateAttach, []string{"iam:AttachRolePolicy"}},
	{LintEscalateAttach, []string{"iam:PutUserPolicy"}},
	{LintEscalateAttach, []string{"iam:PutGroupPolicy"}},
	{LintEscalateAttach, []string{"iam:PutRolePolicy"}},
	{LintEscalateCredentials, []string{"iam:CreateAccessKey"}},
	{LintEscalateCredentials, []string{"iam:CreateLoginProfile"}},
	{LintEscalateCredentials, []string{"iam:UpdateLoginProfile"}},
	{LintEscalateGroup, []string{"iam:AddUserToGroup"}},
	{LintEscalateTrust, []string{"iam:UpdateAssumeRolePolicy", "sts:AssumeRole"}},
	{LintEscalateBoundary, []string{"iam:DeleteUserPermissionsBoundary"}},
	{LintEscalateBoundary, []string{"iam:PutUserPermissionsBoundary"}},
	{LintEscalateBoundary, []string{"iam:DeleteRolePermissionsBoundary"}},
	{LintEscalateBoundary, []string{"iam:PutRolePermissionsBoundary"}},
	{LintEscalateRole, []string{passRole, "lambda:CreateFunction", "lambda:InvokeFunction"}},
	{LintEscalateRole, []string{passRole, "lambda:CreateFunction", "lambda:AddPermission"}},
	{LintEscalateRole, []string{passRole, "lambda:CreateFunction", "lambda:CreateEventSourceMapping"}},
	{LintEscalateRole, []string{passRole, "ec2:RunInstances"}},
	{LintEscalateRole, []string{passRole, "cloudformation:CreateStack"}},
	{LintEscalateRole, []string{passRole, "glue:CreateDevEndpoint"}},
	{LintEscalateRole, []string{passRole, "glue:CreateJob", "glue:StartJobRun"}},
	{LintEscalateRole, []string{passRole, "datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition", "datapipeline:ActivatePipeline"}},
	{LintEscalateRole, []string{passRole, "sagemaker:CreateNotebookInstance", "sagemaker:CreatePresignedNotebookInstanceUrl"}},
	{LintEscalateRole, []string{passRole, "codebuild:CreateProject", "codebuild:StartBuild"}},
	{LintEscalateRole, []string{passRole, "ecs:RegisterTaskDefinition", "ecs:RunTask"}},
	{LintEscalateRole, []string{passRole, "states:CreateStateMachine", "states:StartExecution"}},
	{LintEscalateRole, []string{passRole, "ssm:StartAutomationExecution"}},
	{LintEscalateCode, []string{"lambda:UpdateFunctionCode"}},
	{LintEscalateCode, []string{"glue:UpdateDevEndpoint"}},
}

// grant is where an action is granted.
type grant struct{ index, at int }

// escalations looks for ways whose actions are all granted, unless all of IAM is.
func (l *linter) escalations() {
	if !l.identity() || l.powerful {
		return
	}
	for i := range escalationWays {
		way := &escalationWays[i]
		place := -1
		complete := true
		for _, action := range way.actions {
			g, looked := l.given[action]
			if !looked {
				g.index, g.at = l.granted(action)
				l.given[action] = g
			}
			complete = complete && g.index >= 0
			if place < 0 && g.index >= 0 {
				l.index, place = g.index, g.at
			}
		}
		if complete {
			l.add(SeverityWarning, way.code, place, way.actions...)
		}
	}
}

// granted returns the first statement that grants an action on something else
// than the caller's own user, with the place; -1 where none does.
func (l *linter) granted(action string) (index, at int) {
	index = -1
	for i := range l.doc.Statements {
		s := &l.doc.Statements[i]
		where, covers := s.coversAction(action)
		switch {
		case !covers:
		case s.Effect == Deny:
			if len(s.Conditions) == 0 && slices.ContainsFunc(s.Resources, func(r Text) bool { return everything(r.Value) }) {
				return -1, 0
			}
		case index < 0 && !s.narrowed() && l.reaches(s, action):
			index, at = i, where
		}
	}
	return index, at
}

// coversAction reports whether a statement is about an action, and where it says so.
func (s *Statement) coversAction(action string) (at int, covers bool) {
	for _, a := range s.Actions {
		if actionCovers(a.Value, action) {
			return a.At, true
		}
	}
	for _, a := range s.NotActions {
		if actionCovers(a.Value, action) {
			return 0, false
		}
	}
	return s.At, s.NotActions != nil
}

// reaches reports whether the action can act on a resource of the statement that
// is neither the caller's own user nor a service-linked role, which no one can
// change or pass. Roles to pass that are named one by one are taken as meant
// ("Grant permissions to pass a role to a service").
func (l *linter) reaches(s *Statement, action string) bool {
	if s.Resources == nil {
		return true
	}
	c, known := resolve(action)
	return slices.ContainsFunc(s.Resources, func(r Text) bool {
		value := strings.ToLower(r.Value)
		named := action == passRole && !strings.ContainsAny(after(value, arnParts-1), "*?") && value != "*"
		if named || strings.Contains(value, "${aws:username}") || strings.Contains(value, ":role/aws-service-role/") {
			return false
		}
		if !known { // ARNs of other services begin as their actions do
			service, _, _ := strings.Cut(after(value, 2), ":")
			prefix, _, _ := strings.Cut(action, ":")
			return everything(value) || service == prefix || strings.Contains(service, "*")
		}
		types := l.typesOf(r.Value)
		return types.meets(&c.types)
	})
}
