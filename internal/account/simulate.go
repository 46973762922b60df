package account

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdkiam "github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// maxSimulated is how many actions one simulation is asked about. AWS names no
// limit; a page of its answer has at most 1,000 results.
const maxSimulated = 100

// Simulate tells what IAM says that the policies of a user, group or role come to
// for each of the actions on one resource, which is "*" where they have none. An
// action that the answer leaves out is not in the map. Calls:
// SimulatePrincipalPolicy.
func (r *Reader) Simulate(ctx context.Context, source iam.ARN, actions []string, on iam.ARN) (map[string]iam.Simulated, error) {
	found := make(map[string]iam.Simulated, len(actions))
	for start := 0; start < len(actions); start += maxSimulated {
		in := &sdkiam.SimulatePrincipalPolicyInput{
			PolicySourceArn: ptr(source), ActionNames: actions[start:min(start+maxSimulated, len(actions))], ResourceArns: []string{string(on)},
			MaxItems: aws.Int32(pageSize),
		}
		err := all(ctx, r.reads, sdkiam.NewSimulatePrincipalPolicyPaginator(r.iam, in), func(p *sdkiam.SimulatePrincipalPolicyOutput) (bool, *string) {
			for _, e := range p.EvaluationResults {
				one := iam.Simulated{Allowed: e.EvalDecision == types.PolicyEvaluationDecisionTypeAllowed, Absent: e.MissingContextValues}
				for _, r := range e.ResourceSpecificResults { // where a resource is named, what is missing stands there only
					one.Absent = append(one.Absent, r.MissingContextValues...)
				}
				found[text(e.EvalActionName)] = one
			}
			return p.IsTruncated, p.Marker
		}, thing{"", fault.CodeAwsRefused, string(source)})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}
