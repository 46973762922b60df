package portertest

import (
	"fmt"
	"strings"

	"keyporter/internal/access"
	"keyporter/internal/iam"
)

var (
	readActions  = strings.Fields("s3:GetObject s3:ListBucket s3:GetObjectVersion s3:GetBucketLocation")
	writeActions = strings.Fields("s3:PutObject s3:PutObjectTagging s3:AbortMultipartUpload")
	eraseActions = strings.Fields("s3:DeleteObject s3:DeleteObjectVersion")
	adminActions = strings.Fields("s3:PutBucketPolicy s3:DeleteBucketPolicy s3:PutObjectAcl s3:PutLifecycleConfiguration s3:DeleteBucket")
)

func allow(actions any, resource any) statement {
	return statement{"Effect": "Allow", "Action": actions, "Resource": resource}
}

func deny(actions any, resource any) statement {
	return statement{"Effect": "Deny", "Action": actions, "Resource": resource}
}

// recase writes some actions in another case.
func (m *maker) recase(actions []string) any {
	out := append([]string{}, actions...)
	if m.chance(0.06) {
		for i := range out {
			out[i] = strings.ToUpper(out[i])
		}
	}
	return m.list(out...)
}

// places are the resources of a statement: a bucket of the team or several, and
// a part of their objects.
func (m *maker) places(team string, bucket, objects bool) any {
	name, partition := m.bucket(team), "arn:aws:s3:::"
	switch roll := m.Float64(); {
	case roll < 0.10:
		name = "acme-" + team + "-*"
	case roll < 0.14:
		name = "acme-" + team + "-*-" + pick(m, environments)
	case roll < 0.17:
		name = "acme-" + team + "-data*"
	case roll < 0.19:
		name = "acme-" + team + "-lo?s-*"
	case roll < 0.2:
		name = strings.ToUpper(name)
	case roll < 0.205:
		name = "acme-${aws:PrincipalTag/Team}-*"
	}
	if m.chance(0.01) {
		partition = "arn:*:s3:::"
	}
	below := []string{"/*", "/*", "/*", "/*", "/*", "/*", "/incoming/*", "/shared/*", "/home/${aws:username}/*", "/home/${aws:username}/*", "/${aws:PrincipalTag/Team}/*",
		"/${aws:PrincipalTag/Team, 'company'}/*", "/*/2025/*.csv", "*", "/20??/*"}
	var out []string
	if bucket {
		out = append(out, partition+name)
	}
	if objects {
		out = append(out, partition+name+pick(m, below))
	}
	return m.list(out...)
}

func (m *maker) when(team string) statement {
	return pick(m, []statement{
		{"IpAddress": statement{"aws:SourceIp": "203.0.113.0/24"}},
		{"IpAddress": statement{"aws:SourceIp": []string{"203.0.113.0/24", "2001:DB8:1234:5678::/64"}}},
		{"Bool": statement{"aws:MultiFactorAuthPresent": true}},
		{"StringEquals": statement{"aws:PrincipalTag/Team": team}},
		{"StringEqualsIgnoreCase": statement{"aws:PrincipalTag/Department": strings.ToLower(pick(m, divisions))}},
		{"StringLike": statement{"s3:prefix": []string{"", "home/", "home/${aws:username}/*"}}},
		{"StringEquals": statement{"AWS:principaltag/team": "${aws:PrincipalTag/Team}"}},
		{"StringEquals": statement{"s3:ExistingObjectTag/Team": "${aws:PrincipalTag/Team}"}},
		{"StringEquals": statement{"aws:ResourceAccount": OwnAccount}},
		{"DateGreaterThan": statement{"aws:CurrentTime": "2020-01-01T00:00:00Z"}, "DateLessThan": statement{"aws:CurrentTime": "2030-12-31T23:59:59Z"}},
		{"NumericLessThanEquals": statement{"s3:max-keys": 1000}},
		{"ForAllValues:StringEquals": statement{"s3:RequestObjectTagKeys": []string{"owner", "retention"}}},
		{"StringLikeIfExists": statement{"aws:userAgent": "*console*"}},
	})
}

func (m *maker) unless(team string) statement {
	return pick(m, []statement{
		{"NotIpAddress": statement{"aws:SourceIp": []string{"203.0.113.0/24", "198.51.100.0/24"}}},
		{"BoolIfExists": statement{"aws:MultiFactorAuthPresent": "false"}},
		{"Bool": statement{"aws:SecureTransport": "false"}},
		{"StringNotEquals": statement{"aws:PrincipalTag/Team": team}},
		{"Null": statement{"s3:x-amz-server-side-encryption": true}},
		{"NumericLessThan": statement{"s3:TlsVersion": 1.2}},
		{"ArnNotLike": statement{"aws:PrincipalArn": "arn:aws:iam::" + OwnAccount + ":role/admin-*"}},
		{"StringNotLike": statement{"aws:username": team + ".*"}},
	})
}

func (m *maker) grant(team string) statement {
	sets := [][]string{readActions, readActions, append(readActions[:2:2], writeActions...), append(writeActions[:1:1], eraseActions...),
		{"s3:Get*", "s3:List*"}, {"s3:*Object"}, {"s3:*Object*"}, {"s3:Put*", "s3:Get*"}, {"s3:*"}, adminActions}
	s := allow(m.recase(pick(m, sets)), "*")
	if m.chance(0.6) {
		s["Sid"] = fmt.Sprintf("Grant%d", m.IntN(10))
	}
	if !m.chance(0.02) {
		s["Resource"] = m.places(team, true, m.chance(0.9))
	}
	if m.chance(0.28) {
		s["Condition"] = m.when(team)
	}
	return s
}

func (m *maker) refusal(team string) statement {
	arn := "arn:aws:s3:::" + m.bucket(team)
	s := pick(m, []statement{
		deny(m.list(eraseActions...), "arn:aws:s3:::*/*"),
		deny("s3:*", []string{arn, arn + "/*"}),
		{"Effect": "Deny", "NotAction": []string{"iam:*", "sts:GetSessionToken", "s3:Get*", "s3:List*"}, "Resource": "*", "Condition": statement{"BoolIfExists": statement{"aws:MultiFactorAuthPresent": "false"}}},
		{"Effect": "Deny", "Action": "s3:*", "NotResource": []string{"arn:aws:s3:::acme-" + team + "-*", "arn:aws:s3:::acme-" + team + "-*/*"}},
		deny(m.list(adminActions...), "*"),
		deny([]string{"s3:PutObject", "s3:PutObjectAcl"}, arn+"/incoming/*"),
	})
	s["Sid"] = fmt.Sprintf("Deny%d", m.IntN(100))
	if m.chance(0.4) {
		s["Condition"] = m.unless(team)
	}
	return s
}

// identity is a document for users, groups and roles of a team.
func (m *maker) identity(team string) string {
	var list []statement
	for range 1 + m.IntN(4) {
		switch roll := m.Float64(); {
		case roll < 0.7:
			list = append(list, m.grant(team))
		case roll < 0.82:
			list = append(list, allow(m.list(pick(m, []string{"ec2:Describe*", "dynamodb:Query", "logs:*", "kms:Decrypt"})), "*"))
		case roll < 0.98:
			list = append(list, m.refusal(team))
		case roll < 0.99:
			list = append(list, statement{"Effect": "Allow", "NotAction": []string{"iam:*", "organizations:*"}, "Resource": "*"})
		default:
			arn := "arn:aws:s3:::" + m.bucket(team)
			list = append(list, statement{"Effect": "Allow", "Action": "s3:GetObject", "NotResource": []string{arn, arn + "/*"}})
		}
	}
	return m.document(list)
}

func (m *maker) managed() {
	m.named = map[string][]iam.ARN{}
	add := func(arn iam.ARN, document string) {
		name := arn[strings.LastIndexByte(string(arn), '/')+1:]
		m.account.Policies = append(m.account.Policies, iam.Policy{Name: iam.PolicyName(name), ARN: arn, DefaultVersion: "v1", Document: document})
	}
	for _, p := range []struct {
		name string
		list []statement
	}{
		{"AdministratorAccess", []statement{allow("*", "*")}},
		{"PowerUserAccess", []statement{{"Effect": "Allow", "NotAction": []string{"iam:*", "organizations:*", "account:*"}, "Resource": "*"}}},
		{"AmazonS3FullAccess", []statement{allow([]string{"s3:*", "s3-object-lambda:*"}, "*")}},
		{"AmazonS3ReadOnlyAccess", []statement{allow([]string{"s3:Get*", "s3:List*"}, "*")}},
		{"IAMUserChangePassword", []statement{allow("iam:ChangePassword", "arn:aws:iam::*:user/${aws:username}")}},
		{"AmazonEC2ReadOnlyAccess", []statement{allow("ec2:Describe*", "*")}},
		{"job-function/ViewOnlyAccess", []statement{allow([]string{"s3:ListAllMyBuckets", "s3:ListBucket", "ec2:Describe*"}, "*")}},
	} {
		arn := iam.ARN("arn:aws:iam::aws:policy/" + p.name)
		m.aws = append(m.aws, arn)
		add(arn, m.document(p.list))
	}
	for name, list := range m.limits() {
		arn := iam.ARN(fmt.Sprintf("arn:aws:iam::%s:policy/boundaries/limit-%d", OwnAccount, name))
		m.boundaries = append(m.boundaries, arn)
		add(arn, m.document(list))
	}
	for i := range m.size.Policies {
		team := teamNames[i%m.teams]
		arn := iam.ARN(fmt.Sprintf("arn:aws:iam::%s:policy/%s-%03d", OwnAccount, team, i))
		m.named[team] = append(m.named[team], arn)
		add(arn, m.identity(team))
	}
}

// limits are boundaries.
func (m *maker) limits() [][]statement {
	return [][]statement{
		{allow([]string{"s3:*", "ec2:*", "logs:*"}, "*"), deny([]string{"s3:PutBucketPolicy", "s3:DeleteBucket*"}, "*")},
		{allow([]string{"s3:Get*", "s3:List*"}, "*")},
		{allow("*", "*"), deny("s3:*", []string{"arn:aws:s3:::*-prod", "arn:aws:s3:::*-prod/*"})},
		{{"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"}},
		{allow("s3:*", "arn:aws:s3:::*/home/${aws:username}/*"), allow("s3:ListBucket", "*")},
		{{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": statement{"Bool": statement{"aws:MultiFactorAuthPresent": "true"}}}},
	}
}

func (m *maker) controls() {
	full := iam.InlinePolicy{Name: "FullAWSAccess", Document: m.document([]statement{allow("*", "*")})}
	guard := iam.InlinePolicy{Name: "guardrails", Document: m.document([]statement{
		{"Effect": "Deny", "NotAction": []string{"iam:*", "sts:*", "s3:Get*"}, "Resource": "*", "Condition": statement{"StringNotEquals": statement{"aws:RequestedRegion": []string{"us-east-1", "eu-west-1"}}}},
		{"Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*", "Condition": statement{"ArnNotLike": statement{"aws:PrincipalArn": "arn:aws:iam::*:user/staff/*"}}},
	})}
	m.account.Controls = []access.Control{
		{ID: "r-root", Policies: []iam.InlinePolicy{full}},
		{ID: "ou-root-prod", Policies: []iam.InlinePolicy{full, guard}},
		{ID: OwnAccount, Policies: []iam.InlinePolicy{full}},
	}
}
