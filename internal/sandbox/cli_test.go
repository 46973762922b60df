package sandbox_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keyporter/internal/portertest"
)

// commandLine returns aws-cli, signing as the root of a fresh endpoint. It skips
// where there is none, unless KEYPORTER_TEST_ALL insists.
func commandLine(t *testing.T) (*bench, func(args ...string) (string, error)) {
	t.Helper()
	program, err := exec.LookPath("aws")
	portertest.Need(t, err == nil, "aws-cli in PATH")
	// The program signs with the time of day.
	b := serve(t, open(t, filepath.Join(t.TempDir(), "keyporter.db")), &clock{now: time.Now()})
	return b, func(args ...string) (string, error) {
		cmd := exec.CommandContext(t.Context(), program, append([]string{"--endpoint-url", b.url, "--region", "us-east-1", "--output", "text"}, args...)...)
		cmd.Env = append(os.Environ(), "AWS_ACCESS_KEY_ID="+b.id, "AWS_SECRET_ACCESS_KEY="+b.secret, "AWS_CONFIG_FILE="+os.DevNull, "AWS_SHARED_CREDENTIALS_FILE="+os.DevNull, "AWS_SESSION_TOKEN=")
		out, err := cmd.CombinedOutput()
		return strings.TrimSpace(string(out)), err
	}
}

func TestTheAWSCommandLineWorks(t *testing.T) {
	t.Parallel()
	_, run := commandLine(t)
	const own = "arn:aws:iam::123456789012:policy/p"
	for _, c := range []struct {
		want string
		args []string
	}{
		{"arn:aws:iam::123456789012:root", []string{"sts", "get-caller-identity", "--query", "Arn"}},
		{"ana", []string{"iam", "create-user", "--user-name", "ana", "--tags", "Key=team,Value=core", "--query", "User.UserName"}},
		{"ana", []string{"iam", "list-users", "--query", "Users[].UserName"}},
		{"", []string{"iam", "wait", "user-exists", "--user-name", "ana"}},
		{"None", []string{"iam", "create-login-profile", "--user-name", "ana", "--password", "Correct-Horse-9", "--password-reset-required", "--query", "LoginProfile.Password"}},
		{"True", []string{"iam", "get-login-profile", "--user-name", "ana", "--query", "LoginProfile.PasswordResetRequired"}},
		{"", []string{"iam", "delete-login-profile", "--user-name", "ana"}},
		{"Active", []string{"iam", "create-access-key", "--user-name", "ana", "--query", "AccessKey.Status"}},
		{"ana", []string{"iam", "list-access-keys", "--user-name", "ana", "--query", "AccessKeyMetadata[].UserName"}},
		{"ops", []string{"iam", "create-group", "--group-name", "ops", "--query", "Group.GroupName"}},
		{"", []string{"iam", "add-user-to-group", "--group-name", "ops", "--user-name", "ana"}},
		{"ana", []string{"iam", "get-group", "--group-name", "ops", "--page-size", "1", "--query", "Users[].UserName"}},
		{"", []string{"iam", "put-group-policy", "--group-name", "ops", "--policy-name", "own", "--policy-document", readReports}},
		{"s3:Get*", []string{"iam", "get-group-policy", "--group-name", "ops", "--policy-name", "own", "--query", "PolicyDocument.Statement[0].Action"}},
		{"20", []string{"iam", "list-policies", "--scope", "AWS", "--page-size", "10", "--max-items", "20", "--output", "json", "--query", "length(Policies)"}},
		{"*", []string{"iam", "get-policy-version", "--policy-arn", adminARN, "--version-id", "v1", "--query", "PolicyVersion.Document.Statement[0].Action"}},
		{own, []string{"iam", "create-policy", "--policy-name", "p", "--policy-document", readReports, "--query", "Policy.Arn"}},
		{"v2\tTrue", []string{"iam", "create-policy-version", "--policy-arn", own, "--policy-document", readReports, "--set-as-default", "--query", "PolicyVersion.[VersionId,IsDefaultVersion]"}},
		{"", []string{"iam", "set-default-policy-version", "--policy-arn", own, "--version-id", "v1"}},
		{"", []string{"iam", "delete-policy-version", "--policy-arn", own, "--version-id", "v2"}},
		{"v1", []string{"iam", "list-policy-versions", "--policy-arn", own, "--query", "Versions[].VersionId"}},
		{"", []string{"iam", "put-user-permissions-boundary", "--user-name", "ana", "--permissions-boundary", own}},
		{"Policy\t" + own, []string{"iam", "get-user", "--user-name", "ana", "--query", "User.PermissionsBoundary.[PermissionsBoundaryType,PermissionsBoundaryArn]"}},
		{"ana", []string{"iam", "list-entities-for-policy", "--policy-arn", own, "--policy-usage-filter", "PermissionsBoundary", "--query", "PolicyUsers[].UserName"}},
		{"allowed\nimplicitDeny", []string{"iam", "simulate-principal-policy", "--policy-source-arn", "arn:aws:iam::123456789012:user/ana", "--policy-input-list", allowAll,
			"--action-names", "s3:GetObject", "s3:PutObject", "--resource-arns", reportsFile, "--query", "EvaluationResults[].[EvalDecision]"}},
		{"allowed\t38\t111", []string{"iam", "simulate-custom-policy", "--policy-input-list", readReports, "--action-names", "s3:GetObject", "--resource-arns", reportsFile,
			"--context-entries", "ContextKeyName=aws:username,ContextKeyValues=ana,ContextKeyType=string",
			"--query", "EvaluationResults[0].[EvalDecision,MatchedStatements[0].StartPosition.Column,MatchedStatements[0].EndPosition.Column]"}},
		{"aws:username", []string{"iam", "get-context-keys-for-custom-policy", "--policy-input-list", strings.Replace(readReports, "reports", "${aws:username}", 1), "--query", "ContextKeyNames"}},
		{"", []string{"iam", "delete-user-permissions-boundary", "--user-name", "ana"}},
		{"", []string{"iam", "delete-policy", "--policy-arn", own}},
	} {
		if got, err := run(c.args...); err != nil || got != c.want {
			t.Errorf("aws %v = %q, %v, want %q", c.args, got, err, c.want)
		}
	}
	for want, args := range map[string][]string{
		"NoSuchEntity": {"iam", "delete-user", "--user-name", "bo"},
		"(MalformedPolicyDocument) when calling the CreatePolicy operation: Policy statement must contain resources.": {
			"iam", "create-policy", "--policy-name", "p", "--policy-document", `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*"}}`},
	} {
		if got, err := run(args...); err == nil || !strings.Contains(got, want) {
			t.Errorf("aws %v = %q, %v, want %s", args, got, err, want)
		}
	}
}
