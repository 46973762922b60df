package sandbox_test

import (
	"slices"
	"strings"
	"testing"
)

func TestSimulationsThatAreRefused(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreateUser", "UserName", "ana", "Path", "/x/")
	b.do("CreateGroup", "GroupName", "devs")
	base := slices.Concat(lists("PolicyInputList", allowAll), lists("ActionNames", "s3:GetObject"))
	group := []string{"PolicySourceArn", "arn:aws:iam::123456789012:group/devs"}
	action := lists("ActionNames", "s3:GetObject")
	const source = "PolicySourceArn"
	for _, c := range []struct {
		status                int
		code, message, action string
		pairs                 []string
	}{
		{400, "ValidationError", "Value null at 'policyInputList'", "SimulateCustomPolicy", action},
		{400, "ValidationError", "Value null at 'actionNames'", "SimulateCustomPolicy", lists("PolicyInputList", allowAll)},
		{400, "ValidationError", "at 'actionNames.1.member' failed", "SimulateCustomPolicy", append(base, "ActionNames.member.1", "s3")},
		{400, "InvalidInput", "Invalid Input Actions", "SimulateCustomPolicy", append(base, "ActionNames.member.1", "s3:*")},
		{400, "InvalidInput", "Invalid Input Actions", "SimulateCustomPolicy", append(base, "ActionNames.member.1", "GetObject")},
		{400, "ValidationError", "at 'resourceArns.1.member' failed", "SimulateCustomPolicy", append(base, "ResourceArns.member.1", "")},
		{400, "InvalidInput", "Syntax errors in policy.", "SimulateCustomPolicy", append(base, "PolicyInputList.member.2", "{")},
		{400, "InvalidInput", "Policy statement must contain resources.", "SimulateCustomPolicy", append(base, "PolicyInputList.member.2", `{"Statement":{"Effect":"Allow","Action":"*"}}`)},
		{400, "ValidationError", "policyInputList.2.member", "SimulateCustomPolicy", append(base, "PolicyInputList.member.2", "\u0100")},
		{400, "InvalidInput", "Syntax errors in policy.", "SimulateCustomPolicy", append(base, "PermissionsBoundaryPolicyInputList.member.1", "[]")},
		{400, "InvalidInput", "Only one permissions boundary", "SimulateCustomPolicy", append(base, lists("PermissionsBoundaryPolicyInputList", allowAll, allowAll)...)},
		{400, "InvalidInput", "Caller must be an IAM user", "SimulateCustomPolicy", append(base, "ResourcePolicy", allowAll)},
		{400, "InvalidInput", "Caller must be an IAM user", "SimulateCustomPolicy", append(base, "CallerArn", "arn:aws:iam::123456789012:role/r")},
		{400, "InvalidInput", "Caller must be an IAM user", "SimulatePrincipalPolicy", slices.Concat(group, action, []string{"ResourcePolicy", allowAll})},
		{400, "InvalidInput", "Missing required field Principal", "SimulateCustomPolicy", append(base, "ResourcePolicy", allowAll, "CallerArn", "arn:aws:iam::123456789012:user/ana")},
		{400, "ValidationError", "resourcePolicy", "SimulateCustomPolicy", append(base, "ResourcePolicy", "", "CallerArn", "arn:aws:iam::123456789012:user/ana")},
		{400, "InvalidInput", "Invalid ResourceOwner", "SimulateCustomPolicy", append(base, "ResourceOwner", "somebody")},
		{400, "ValidationError", "enum value set", "SimulateCustomPolicy", append(base, contextEntry(1, "aws:username", "text", "ana")...)},
		{400, "ValidationError", "length greater than or equal to 5", "SimulateCustomPolicy", append(base, contextEntry(1, "name", "string", "ana")...)},
		{400, "InvalidInput", "more than one value", "SimulateCustomPolicy", append(base, contextEntry(1, "aws:username", "string", "ana", "bo")...)},
		{400, "InvalidInput", "is not of type numeric", "SimulateCustomPolicy", append(base, contextEntry(1, "s3:max-keys", "numericList", "1", "ten")...)},
		{400, "InvalidInput", "is not of type boolean", "SimulateCustomPolicy", append(base, contextEntry(1, "aws:SecureTransport", "boolean", "yes")...)},
		{400, "InvalidInput", "is not of type ip", "SimulateCustomPolicy", append(base, contextEntry(1, "aws:SourceIp", "ip", "10.0.0")...)},
		{400, "InvalidInput", "is not of type binary", "SimulateCustomPolicy", append(base, contextEntry(1, "aws:username", "binary", "a")...)},
		{400, "InvalidInput", "is not of type date", "SimulateCustomPolicy", append(base, contextEntry(1, "aws:CurrentTime", "date", "soon")...)},
		{400, "ValidationError", "Invalid Marker.", "SimulateCustomPolicy", append(base, "Marker", "mine")},
		{400, "ValidationError", "Value null at 'policySourceArn'", "SimulatePrincipalPolicy", action},
		{404, "NoSuchEntity", "The user with name bo cannot be found.", "SimulatePrincipalPolicy", append(action, source, "arn:aws:iam::123456789012:user/bo")},
		{404, "NoSuchEntity", "The user with name ana cannot be found.", "SimulatePrincipalPolicy", append(action, source, "arn:aws:iam::123456789012:user/ana")},
		{404, "NoSuchEntity", "The group with name ops cannot be found.", "SimulatePrincipalPolicy", append(action, source, "arn:aws:iam::123456789012:group/ops")},
		{404, "NoSuchEntity", "The role with name r cannot be found.", "SimulatePrincipalPolicy", append(action, source, "arn:aws:iam::123456789012:role/r")},
		{400, "InvalidInput", "Invalid Entity Arn: arn:aws:iam::123456789012:root does not clearly define entity type and name.", "SimulatePrincipalPolicy", append(action, source, "arn:aws:iam::123456789012:root")},
		{400, "InvalidInput", "Syntax errors in policy.", "SimulatePrincipalPolicy", slices.Concat(group, action, lists("PolicyInputList", "{}"))},
		{400, "ValidationError", "Value null at 'policyInputList'", "GetContextKeysForCustomPolicy", nil},
		{400, "InvalidInput", "Statement IDs (SID) must be alpha-numeric.", "GetContextKeysForCustomPolicy", lists("PolicyInputList", strings.Replace(allowAll, `"Effect"`, `"Sid":"a b","Effect"`, 1))},
		{404, "NoSuchEntity", "The user with name bo", "GetContextKeysForPrincipalPolicy", []string{source, "arn:aws:iam::123456789012:user/bo"}},
		{400, "InvalidInput", "Syntax errors in policy.", "GetContextKeysForPrincipalPolicy", append(lists("PolicyInputList", "{}"), group...)},
		{400, "ValidationError", "Value null at 'policySourceArn'", "GetContextKeysForPrincipalPolicy", nil},
	} {
		b.refused(c.status, c.code, c.message, c.action, c.pairs...)
	}
	china := strings.Replace(readReports, "arn:aws:", "arn:aws-cn:", 1)
	a := b.do("SimulateCustomPolicy", slices.Concat(lists("PolicyInputList", china), action, lists("ResourceArns", "arn:aws-cn:s3:::reports/1"))...)
	if got := a.value(results + "EvalDecision"); got != "allowed" {
		t.Errorf("SimulateCustomPolicy in another partition = %s, want allowed", got)
	}
}

func TestSimulationsAreAuthorisedOnTheirEntity(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ana := b.user("ana")
	b.do("CreateUser", "UserName", "bo", "Tags.member.1.Key", "Team", "Tags.member.1.Value", "core")
	const self, bo = "arn:aws:iam::123456789012:user/ana", "arn:aws:iam::123456789012:user/bo"
	b.do("PutUserPolicy", "UserName", "ana", "PolicyName", "own", "PolicyDocument",
		`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["iam:Simulate*","iam:GetContextKeys*"],"Resource":"`+self+`"}}`)
	action := lists("ActionNames", "s3:GetObject")
	ana.do("SimulatePrincipalPolicy", append(action, "PolicySourceArn", self)...)
	ana.do("GetContextKeysForPrincipalPolicy", "PolicySourceArn", self)
	for _, c := range [][]string{
		append([]string{bo, "SimulatePrincipalPolicy", "PolicySourceArn", bo}, action...),
		append([]string{"arn:aws:iam::123456789012:user/no", "SimulatePrincipalPolicy", "PolicySourceArn", "arn:aws:iam::123456789012:user/no"}, action...),
		{bo, "GetContextKeysForPrincipalPolicy", "PolicySourceArn", bo},
		append(append([]string{"*", "SimulateCustomPolicy"}, action...), lists("PolicyInputList", allowAll)...),
		append([]string{"*", "GetContextKeysForCustomPolicy"}, lists("PolicyInputList", allowAll)...),
	} {
		ana.refused(403, "AccessDenied", "perform: iam:"+c[1]+" on resource: "+c[0]+" because no identity-based policy allows", c[1], c[2:]...)
	}
	b.do("PutUserPolicy", "UserName", "ana", "PolicyName", "own", "PolicyDocument",
		`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:Simulate*","Resource":"*","Condition":{"StringEquals":{"iam:ResourceTag/Team":"core"}}}}`)
	ana.do("SimulatePrincipalPolicy", append(action, "PolicySourceArn", bo)...)
	ana.refused(403, "AccessDenied", "", "SimulatePrincipalPolicy", append(action, "PolicySourceArn", self)...)
}
