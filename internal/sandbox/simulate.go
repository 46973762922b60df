package sandbox

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"keyporter/internal/policy"
)

// Bounds of one page of a simulation: decisions, and statements that are looked
// at and may be told. A page may always hold fewer results than MaxItems.
const (
	maxDecisions = 10_000
	maxLooks     = 200_000
)

// simulation is what SimulatePrincipalPolicy and SimulateCustomPolicy decide.
// Names of sources are their places in input.
type simulation struct {
	actions   []simulatedAction
	resources []string // nil: every resource
	caller    string
	owner     string // the account of resources whose ARN names none, "" where nobody asks
	context   *policy.Context
	policies  policy.Policies
	input     []simulatedPolicy
	// statements of all policies together.
	statements int
}

// simulatedAction has its place, by which results are paged.
type simulatedAction struct {
	place int
	name  string
}

// simulatedPolicy is a policy as results refer to it: its statements by their
// places.
type simulatedPolicy []statementXML

func simulateCustomPolicy(ctx context.Context, c *call) (any, error) {
	in := c.simulationInput()
	if in.caller == "" && in.resourcePolicy != "" {
		in.refuse(invalidCaller())
	}
	if len(in.policies) == 0 {
		c.form.required("PolicyInputList")
	}
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return c.simulate(ctx, in, nil, nil)
}

func simulatePrincipalPolicy(ctx context.Context, c *call) (any, error) {
	in := c.simulationInput()
	arn := c.form.arn("PolicySourceArn")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	held, boundary, err := c.sourcePolicies(ctx, arn)
	if err != nil {
		return nil, err
	}
	switch isUser := strings.HasPrefix(arn, c.arn("user", "/", "")); {
	case in.caller == "" && isUser:
		in.caller = arn
	case in.caller == "" && in.resourcePolicy != "":
		return nil, invalidCaller()
	}
	return c.simulate(ctx, in, held, boundary)
}

// simulate decides a page of actions.
func (c *call) simulate(ctx context.Context, in *simulationInput, held []heldPolicy, boundary *heldPolicy) (any, error) {
	s, err := in.simulation(c, held, boundary)
	if err != nil {
		return nil, err
	}
	looks := max(1, len(s.resources)) * max(1, s.statements)
	if looks > maxLooks {
		return nil, invalidInput("The simulation of %d resources with %d statements is too large.", len(s.resources), s.statements)
	}
	p := in.page
	p.limit = min(p.limit, max(1, maxDecisions/max(1, len(s.resources))), maxLooks/looks)
	actions, end, err := slicePage(p, s.actions, func(a simulatedAction) string { return fmt.Sprintf("%09d", a.place) })
	result := struct {
		EvaluationResults []evaluationXML `xml:"EvaluationResults>member"`
		paging
	}{paging: end}
	for _, a := range actions {
		if err := ctx.Err(); err != nil {
			return nil, err // the caller has gone
		}
		result.EvaluationResults = append(result.EvaluationResults, s.result(a.name))
	}
	return result, err
}

// result is an action's, on every resource. Of several resources it tells the
// strictest decision, and the statements are told with each.
func (s *simulation) result(action string) evaluationXML {
	if s.resources == nil {
		d := s.evaluate(action, "*")
		return evaluationXML{
			EvalActionName: action, EvalResourceName: "*", EvalDecision: decisionName(d.Outcome),
			MatchedStatements: s.matched(d), MissingContextValues: names{d.Absent},
			PermissionsBoundaryDecisionDetail: s.boundaryDetail(d),
		}
	}
	e := evaluationXML{
		EvalActionName: action, EvalResourceName: commonResource(s.resources), EvalDecision: decisionName(policy.Allowed),
		EvalDecisionDetails: &detailsXML{}, ResourceSpecificResults: &resourceResults{},
	}
	for i, resource := range s.resources {
		d := s.evaluate(action, resource)
		r := resourceResult{
			EvalResourceName: resource, EvalResourceDecision: decisionName(d.Outcome),
			MatchedStatements: s.matched(d), MissingContextValues: names{d.Absent},
			EvalDecisionDetails: s.details(d, resource), PermissionsBoundaryDecisionDetail: s.boundaryDetail(d),
		}
		e.ResourceSpecificResults.Member = append(e.ResourceSpecificResults.Member, r)
		if strictness(r.EvalResourceDecision) > strictness(e.EvalDecision) {
			e.EvalDecision = r.EvalResourceDecision
		}
		e.PermissionsBoundaryDecisionDetail = r.PermissionsBoundaryDecisionDetail.and(e.PermissionsBoundaryDecisionDetail)
		if i == 0 && len(s.resources) == 1 {
			e.MatchedStatements, e.EvalDecisionDetails = r.MatchedStatements, r.EvalDecisionDetails
		}
	}
	return e
}

func (s *simulation) evaluate(action, resource string) *policy.Decision {
	policies := s.policies
	if arn, _ := policy.ParseARN(resource); policies.Resource == nil && arn.Service == "kms" {
		policies.Resource = s.admitting()
	}
	return policy.Evaluate(policy.Request{
		Principal: s.caller, Action: action, Resource: resource, ResourceAccount: s.account(resource), Context: s.context,
	}, policies)
}

// admitting leaves a decision to the identity policies of the account. It
// stands for the policy of a key that a simulation was not given: AWS does not
// look it up, and without one no identity policy would count. It has no name.
func (s *simulation) admitting() *policy.Source {
	caller, _ := policy.ParseARN(s.caller)
	all := []policy.Text{{Value: "*"}}
	return &policy.Source{Doc: &policy.Document{Statements: []policy.Statement{{
		Effect: policy.Allow, Actions: all, Resources: all,
		Principal: &policy.Principals{List: []policy.Principal{{Kind: policy.PrincipalAWS, Value: caller.Account}}},
	}}}}
}

// account owns a resource. Without a resource policy there is nobody to ask in
// another account, and the identity policies decide.
func (s *simulation) account(resource string) string {
	if s.policies.Resource == nil {
		return ""
	}
	if arn, ok := policy.ParseARN(resource); ok && IsAccount(arn.Account) {
		return arn.Account
	}
	return s.owner
}

func decisionName(o policy.Outcome) string {
	switch o {
	case policy.Allowed:
		return "allowed"
	case policy.ExplicitlyDenied:
		return "explicitDeny"
	}
	return "implicitDeny"
}

func strictness(decision string) int {
	return slices.Index([]string{"allowed", "implicitDeny", "explicitDeny"}, decision)
}

// commonResource names several resources at once as AWS does, by the form that
// their ARNs share.
func commonResource(resources []string) string {
	if len(resources) == 1 {
		return resources[0]
	}
	objects := 0
	for _, r := range resources {
		name, bucket := strings.CutPrefix(r, "arn:aws:s3:::")
		if !bucket {
			return "*"
		}
		if strings.Contains(name, "/") {
			objects++
		}
	}
	switch objects {
	case 0:
		return "arn:aws:s3:::${BucketName}"
	case len(resources):
		return "arn:aws:s3:::${BucketName}/${KeyName}"
	}
	return "*"
}
