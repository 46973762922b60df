package sandbox

import (
	"slices"
	"strconv"
	"strings"

	"keyporter/internal/policy"
)

// evaluationXML is what a simulation says of one action. Lists that have no
// members are there and empty; what is nil is left out.
type evaluationXML struct {
	EvalActionName                    string
	EvalResourceName                  string
	EvalDecision                      string
	MatchedStatements                 statements
	MissingContextValues              names
	PermissionsBoundaryDecisionDetail *boundaryDetail
	EvalDecisionDetails               *detailsXML
	ResourceSpecificResults           *resourceResults
}

type resourceResults struct {
	Member []resourceResult `xml:"member"`
}

// resourceResult is what a simulation says of one action on one resource.
type resourceResult struct {
	EvalResourceName                  string
	EvalResourceDecision              string
	MatchedStatements                 statements
	MissingContextValues              names
	EvalDecisionDetails               *detailsXML
	PermissionsBoundaryDecisionDetail *boundaryDetail
}

type names struct {
	Member []string `xml:"member"`
}

type statements struct {
	Member []statementXML `xml:"member"`
}

type statementXML struct {
	SourcePolicyID   string `xml:"SourcePolicyId"`
	SourcePolicyType string
	StartPosition    positionXML
	EndPosition      positionXML
}

type positionXML struct{ Line, Column int }

// boundaryDetail says whether the permissions boundary allows.
type boundaryDetail struct{ AllowedByPermissionsBoundary bool }

// and is the detail of several resources: allowed is what is allowed on each.
func (d *boundaryDetail) and(other *boundaryDetail) *boundaryDetail {
	if d == nil || other == nil {
		return d
	}
	return &boundaryDetail{d.AllowedByPermissionsBoundary && other.AllowedByPermissionsBoundary}
}

// detailsXML is empty within an account; across accounts it tells what each type
// of policy contributes.
type detailsXML struct {
	Entry []detailEntry `xml:"entry"`
}

type detailEntry struct {
	Key   string `xml:"key"`
	Value string `xml:"value"`
}

// matched are the statements that decided: the denying ones where there are any,
// else those that grant. What merely limits a grant is not among them.
func (s *simulation) matched(d *policy.Decision) statements {
	var list statements
	for _, r := range d.Reasons {
		grants := r.Effect == policy.Allow && r.Layer != policy.LayerBoundary && r.Source != "" // as admitting's
		if d.Outcome == policy.Allowed && grants || d.Outcome == policy.ExplicitlyDenied && r.Effect == policy.Deny {
			place, _ := strconv.Atoi(r.Source) // of add's making
			list.Member = append(list.Member, s.input[place][r.Index])
		}
	}
	return list
}

func newSimulatedPolicy(id, kind string, doc *policy.Document) simulatedPolicy {
	p := make(simulatedPolicy, len(doc.Statements))
	for i, one := range doc.Statements {
		p[i] = statementXML{
			SourcePolicyID: id, SourcePolicyType: kind,
			StartPosition: positionXML(doc.Position(statementStart(doc.Text(), one.At))),
			EndPosition:   positionXML(doc.Position(one.End)),
		}
	}
	return p
}

// statementStart is where AWS's reader stands before it reads a statement: right
// behind the bracket or the colon before the first, and right behind the end of
// the statement before for the others, as its answers show.
func statementStart(text string, at int) int {
	const space = " \t\r\n"
	before := strings.TrimRight(text[:at], space)
	before = strings.TrimRight(strings.TrimSuffix(before, ","), space)
	return len(before)
}

// says is the decision of one layer alone.
func says(d *policy.Decision, layer policy.Layer) policy.Outcome {
	has := func(effect policy.Effect) bool {
		return slices.ContainsFunc(d.Reasons, func(r policy.Reason) bool { return r.Layer == layer && r.Effect == effect })
	}
	switch {
	case has(policy.Deny):
		return policy.ExplicitlyDenied
	case has(policy.Allow):
		return policy.Allowed
	}
	return policy.ImplicitlyDenied
}

func (s *simulation) boundaryDetail(d *policy.Decision) *boundaryDetail {
	if s.policies.Boundary == nil {
		return nil
	}
	return &boundaryDetail{says(d, policy.LayerBoundary) == policy.Allowed}
}

func (s *simulation) details(d *policy.Decision, resource string) *detailsXML {
	caller, _ := policy.ParseARN(s.caller)
	if account := s.account(resource); account == "" || account == caller.Account {
		return &detailsXML{}
	}
	return &detailsXML{[]detailEntry{
		{identityKind, decisionName(says(d, policy.LayerIdentity))},
		{resourceKind, decisionName(says(d, policy.LayerResource))},
	}}
}
