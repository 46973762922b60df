package account_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	sdkiam "github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"
)

// TestTheSDKReadsWhatTheEmbeddedEndpointSaysOfPolicies is about calls that this
// package does not make yet, with the SDK alone.
func TestTheSDKReadsWhatTheEmbeddedEndpointSaysOfPolicies(t *testing.T) {
	t.Parallel()
	w := openOwn(t)
	ctx := t.Context()
	id, secret := w.box.RootCredentials()
	client := sdkiam.New(sdkiam.Options{
		BaseEndpoint: aws.String(w.url), Region: "us-east-1",
		Credentials: credentials.NewStaticCredentialsProvider(id, secret.Reveal(), ""),
	})
	ana := w.user(t, "ana")
	const document = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:username":"ana"}}}]}`
	made, err := client.CreatePolicy(ctx, &sdkiam.CreatePolicyInput{PolicyName: aws.String("p"), PolicyDocument: aws.String(document)})
	must(t, "CreatePolicy", err)
	arn := made.Policy.Arn
	version, err := client.CreatePolicyVersion(ctx, &sdkiam.CreatePolicyVersionInput{PolicyArn: arn, PolicyDocument: aws.String(document), SetAsDefault: true})
	must(t, "CreatePolicyVersion", err)
	if v := version.PolicyVersion; aws.ToString(v.VersionId) != "v2" || !v.IsDefaultVersion || v.CreateDate == nil {
		t.Errorf("CreatePolicyVersion = %+v, want v2 as the default, with a date", v)
	}
	_, err = client.PutUserPermissionsBoundary(ctx, &sdkiam.PutUserPermissionsBoundaryInput{UserName: aws.String(string(ana)), PermissionsBoundary: arn})
	must(t, "PutUserPermissionsBoundary", err)
	user, err := w.User(ctx, ana)
	if err != nil || string(user.Boundary) != *arn {
		t.Errorf("User = %+v, %v, want the boundary %s", user, err, *arn)
	}
	details, err := w.Details(ctx)
	if err != nil || string(details.Users[0].Boundary) != *arn {
		t.Errorf("Details = %+v, %v, want the boundary %s", details.Users, err, *arn)
	}
	out, err := client.SimulatePrincipalPolicy(ctx, &sdkiam.SimulatePrincipalPolicyInput{
		PolicySourceArn: aws.String(string(user.ARN)), PolicyInputList: []string{document}, ActionNames: []string{"s3:GetObject"}, ResourceArns: []string{"arn:aws:s3:::a", "arn:aws:s3:::b"},
		ContextEntries: []types.ContextEntry{{ContextKeyName: aws.String("aws:username"), ContextKeyType: types.ContextKeyTypeEnumString, ContextKeyValues: []string{"ana"}}},
	})
	must(t, "SimulatePrincipalPolicy", err)
	one := out.EvaluationResults[0]
	if one.EvalDecision != types.PolicyEvaluationDecisionTypeAllowed || len(one.ResourceSpecificResults) != 2 || !one.PermissionsBoundaryDecisionDetail.AllowedByPermissionsBoundary {
		t.Errorf("SimulatePrincipalPolicy = %+v, want it allowed on two resources, by the boundary too", one)
	}
	if m := one.ResourceSpecificResults[1].MatchedStatements; len(m) != 1 || aws.ToString(m[0].SourcePolicyId) != "PolicyInputList.1" || m[0].StartPosition.Column != 38 || m[0].EndPosition.Line != 1 {
		t.Errorf("SimulatePrincipalPolicy: matched %+v, want PolicyInputList.1 from column 38", m)
	}
	keys, err := client.GetContextKeysForPrincipalPolicy(ctx, &sdkiam.GetContextKeysForPrincipalPolicyInput{PolicySourceArn: aws.String(string(user.ARN))})
	if err != nil || len(keys.ContextKeyNames) != 1 || keys.ContextKeyNames[0] != "aws:username" {
		t.Errorf("GetContextKeysForPrincipalPolicy = %+v, %v, want aws:username", keys, err)
	}
}
