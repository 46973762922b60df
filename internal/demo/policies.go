package demo

// Other accounts, as AWS's documentation numbers them.
const (
	partner = "444455556666"
	auditor = "111122223333"
)

// office is a network that AWS's documentation may use (RFC 5737).
const office = "203.0.113.0/24"

var teams = [...]string{"platform", "payments", "search", "data", "mobile", "web", "media", "security", "finance", "support"}

// kinds of buckets that each team has.
var bucketKinds = [...]string{"assets", "logs", "exports", "backup"}

func teamBucket(team, kind string) string { return "haneul-" + team + "-" + kind }

// policies makes two for each team, and those with a story.
func (m *maker) policies() {
	for i, team := range teams {
		all := bucketOf("haneul-" + team + "-*")
		m.policy(team+"-read", "Reads what is the team's", 900-20*i, document(allow("Read", reading(), all)))
		write := document(allow("ReadWrite", writing(), all))
		versions := []string{document(allow("Write", []string{"s3:PutObject"}, all)), write}
		if team == "payments" { // as many versions as AWS keeps
			for _, more := range []string{"s3:ListBucket", "s3:GetObject", "s3:DeleteObject"} {
				versions = append([]string{document(allow("Write", []string{"s3:PutObject", more}, all))}, versions...)
			}
		}
		m.policy(team+"-write", "Reads and writes what is the team's", 890-20*i, versions...)
	}
	m.policy("own-access-keys", "People keep their own keys", 880, document(allow("OwnKeys",
		[]string{"iam:GetUser", "iam:ListAccessKeys", "iam:CreateAccessKey", "iam:UpdateAccessKey", "iam:DeleteAccessKey", "iam:ChangePassword"},
		"arn:aws:iam::"+m.account+":user/*/${aws:username}")))
	m.policy("contractor-boundary", "The most that contractors get", 640, document(
		allow("WebOnly", reading(), bucketOf("haneul-web-*")), allow("Console", []string{"iam:ChangePassword", "iam:GetUser"}, "*")))
	m.policy("ci-deploy", "Deploys functions from the pipeline", 520, document(
		allow("Deploy", []string{"lambda:CreateFunction", "lambda:InvokeFunction", "lambda:GetFunction"}, "*"),
		allow("PassRole", []string{"iam:PassRole"}, "*"),
		allow("Artifacts", writing(), bucketOf("haneul-platform-*"))))
	m.policy("policy-editors", "Keeps the policies of the teams", 450, document(
		allow("Edit", []string{"iam:CreatePolicyVersion", "iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyVersions"}, m.own("*"))))
	m.policy("no-ledger", "Keeps people away from the ledger", 430, document(
		deny("NoLedger", []string{"s3:*"}, bucketOf("haneul-payments-ledger"), objectsOf("haneul-payments-ledger"))))
	m.policy("office-only-attachments", "Reads attachments in the office", 410, document(
		allow("List", []string{"s3:ListBucket"}, bucketOf(teamBucket("support", "assets"))),
		allow("Office", []string{"s3:GetObject"}, objectsOf(teamBucket("support", "assets"))).when("IpAddress", "aws:SourceIp", office)))
	m.policy("own-folder", "Each has a folder", 400, document(
		allow("Folder", []string{"s3:GetObject", "s3:PutObject"}, bucketOf(teamBucket("media", "assets"))+"/${aws:username}/*")))
	var backups, contents []string
	for _, team := range teams {
		backups, contents = append(backups, bucketOf(teamBucket(team, "backup"))), append(contents, objectsOf(teamBucket(team, "backup")))
	}
	m.policy("backup-with-mfa", "Deletes backups with a second factor only", 380, document(
		allow("List", []string{"s3:GetBucketLocation", "s3:ListBucket"}, backups...),
		allow("Read", []string{"s3:GetObject"}, contents...),
		allow("Delete", []string{"s3:DeleteObject"}, contents...).when("Bool", "aws:MultiFactorAuthPresent", "true")))
}

func (m *maker) policy(name, description string, days int, versions ...string) {
	m.Policies = append(m.Policies, Policy{Name: name, Description: description, Created: m.ago(days), Versions: versions})
}

func (m *maker) roles() {
	m.role(Role{Name: "haneul-lambda-admin", Trust: trust("Service", "lambda.amazonaws.com"), Description: "Functions that set accounts up", Attached: []string{aws("AdministratorAccess")}}, 500)
	m.role(Role{Name: "haneul-app-server", Trust: trust("Service", "ec2.amazonaws.com"), Description: "The web servers", Attached: []string{m.own("web-read"), m.own("media-read")}}, 870)
	m.role(Role{Name: "haneul-glue", Trust: trust("Service", "glue.amazonaws.com"), Description: "The nightly jobs", Attached: []string{m.own("data-write")}}, 600)
	m.role(Role{Name: "haneul-backup", Trust: trust("Service", "backup.amazonaws.com"), Attached: []string{m.own("backup-with-mfa")}}, 610)
	m.role(Role{Name: "haneul-partner-reader", Trust: trust("AWS", "arn:aws:iam::"+partner+":root"), Description: "Read by the partner", Inline: []Inline{
		{"exports", document(allow("Read", reading(), bucketOf(teamBucket("data", "exports")), objectsOf(teamBucket("data", "exports"))))}}}, 300)
	m.role(Role{Name: "haneul-auditor", Trust: trust("AWS", "arn:aws:iam::"+auditor+":root"), Description: "The yearly audit", Attached: []string{aws("SecurityAudit")}}, 330)
}

func (m *maker) role(r Role, days int) {
	r.Created = m.ago(days)
	m.Roles = append(m.Roles, r)
}
