package access_test

import (
	"strings"

	"keyporter/internal/access"
	"keyporter/internal/iam"
)

const (
	own     = "111122223333"
	partner = "444455556666"
	vendor  = "777788889999"
)

const (
	fullS3   iam.ARN = "arn:aws:iam::aws:policy/AmazonS3FullAccess"
	admin    iam.ARN = "arn:aws:iam::aws:policy/AdministratorAccess"
	onlyGet  iam.ARN = "arn:aws:iam::111122223333:policy/only-get"
	onlyPut  iam.ARN = "arn:aws:iam::111122223333:policy/only-put"
	readData iam.ARN = "arn:aws:iam::111122223333:policy/read-data"
)

// statements makes a document of statements, each with its quotes as '.
func statements(list ...string) string {
	return `{"Version":"2012-10-17","Statement":[` + strings.ReplaceAll(strings.Join(list, ","), "'", `"`) + `]}`
}

func user(name string) iam.User {
	return iam.User{Name: iam.UserName(name), Path: "/", ID: "AIDA" + strings.ToUpper(name), ARN: iam.ARN("arn:aws:iam::" + own + ":user/" + name)}
}

func inline(u iam.User, documents ...string) iam.User {
	for i, d := range documents {
		u.Inline = append(u.Inline, iam.InlinePolicy{Name: iam.PolicyName([]string{"first", "second"}[i]), Document: d})
	}
	return u
}

func attached(u iam.User, arns ...iam.ARN) iam.User {
	for _, arn := range arns {
		u.Attached = append(u.Attached, iam.AttachedPolicy{Name: iam.PolicyName(arn[strings.LastIndexByte(string(arn), '/')+1:]), ARN: arn})
	}
	return u
}

func managed(arn iam.ARN, document string) iam.Policy {
	return iam.Policy{Name: iam.PolicyName(arn[strings.LastIndexByte(string(arn), '/')+1:]), ARN: arn, Document: document}
}

// small is an account with a trap in each line. TestCellsByHand says what comes
// of it.
func small() *access.Account {
	a := &access.Account{ID: own, Policies: []iam.Policy{
		managed(fullS3, statements(`{'Effect':'Allow','Action':['s3:*','s3-object-lambda:*'],'Resource':'*'}`)),
		managed(admin, statements(`{'Effect':'Allow','Action':'*','Resource':'*'}`)),
		managed(onlyGet, statements(`{'Effect':'Allow','Action':'s3:Get*','Resource':'*'}`)),
		managed(onlyPut, statements(`{'Effect':'Allow','Action':'s3:PutObject','Resource':'*'}`)),
		managed(readData, statements(`{'Effect':'Allow','Action':['s3:Get*','s3:List*'],'Resource':['arn:aws:s3:::acme-data','arn:aws:s3:::acme-data/*']}`)),
	}}
	readers := iam.Group{Name: "Readers", ARN: "arn:aws:iam::111122223333:group/Readers", Attached: []iam.AttachedPolicy{{Name: "read-data", ARN: readData}}}
	a.Groups = []iam.Group{readers}
	cho, dan, eve, ivy := user("cho"), user("dan"), attached(user("eve"), admin), user("ivy")
	cho.Groups, dan.Groups = []iam.GroupName{"readers"}, []iam.GroupName{"Readers"}
	eve.Boundary = onlyGet
	ivy.Tags = []iam.Tag{{Key: "Team", Value: "ops"}}
	a.Users = []iam.User{
		attached(user("ana"), fullS3),
		inline(user("bo"), statements(
			`{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::acme-data/home/${aws:username}/*'}`,
			`{'Effect':'Allow','Action':'s3:ListBucket','Resource':'arn:aws:s3:::acme-data','Condition':{'StringLike':{'s3:prefix':'home/${aws:username}/*'}}}`)),
		cho,
		inline(dan, statements(`{'Effect':'Deny','Action':'s3:*','Resource':'arn:aws:s3:::acme-data*'}`)),
		eve,
		inline(user("fay"),
			statements(`{'Effect':'Allow','Action':'S3:GETOBJECT','Resource':'arn:*:s3:::acme-data/*'}`, `{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::ACME-LOGS*'}`),
			`{"Statement":{"Effect":"Allow","Action":"s3:PutObject","Resource":"arn:aws:s3:::acme-logs/${aws:username}/*"}}`),
		inline(user("gus"), statements(`{'Effect':'Allow','NotAction':'iam:*','NotResource':['arn:aws:s3:::acme-data','arn:aws:s3:::acme-data/*']}`)),
		inline(user("hal"), `{"Version":"2012-10-17",`+"\n"+`"Statement":[{]}`),
		inline(ivy, statements(
			`{'Effect':'Allow','Action':'s3:ListBucket','Resource':'arn:aws:s3:::acme-logs','Condition':{'StringEquals':{'aws:principaltag/team':'ops'}}}`,
			`{'Effect':'Allow','Action':'s3:ListBucket','Resource':'arn:aws:s3:::acme-data','Condition':{'StringEquals':{'aws:PrincipalTag/Team':'dev'}}}`)),
	}
	a.Roles = []iam.Role{{
		Name: "etl", Path: "/app/", ID: "AROAETL", ARN: "arn:aws:iam::111122223333:role/app/etl", Boundary: onlyPut,
		Inline: []iam.InlinePolicy{{Name: "put", Document: statements(`{'Effect':'Allow','Action':'s3:PutObject','Resource':'arn:aws:s3:::acme-data/*'}`)}},
	}}
	a.Buckets = []iam.Bucket{
		{Name: "acme-data"},
		{Name: "acme-data-archive", Policy: statements(
			`{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':['arn:aws:s3:::acme-data-archive','arn:aws:s3:::acme-data-archive/*'],'Condition':{'Bool':{'aws:SecureTransport':'false'}}}`,
			`{'Effect':'Allow','Principal':{'AWS':['arn:aws:iam::111122223333:user/bo','arn:aws:iam::777788889999:user/sync','AIDAGONEGONEGONEGONE']},'Action':'s3:GetObject','Resource':'arn:aws:s3:::acme-data-archive/*'}`)},
		{Name: "acme-logs", Policy: statements(
			`{'Effect':'Deny','NotPrincipal':{'AWS':['arn:aws:iam::111122223333:user/ana','arn:aws:iam::111122223333:root']},'Action':'s3:DeleteObject','Resource':'arn:aws:s3:::acme-logs/*'}`,
			`{'Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'s3:*','Resource':'arn:aws:s3:::acme-logs*'}`,
			`{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:role/app/etl'},'Action':'s3:GetObject','Resource':'arn:aws:s3:::acme-logs/*'}`)},
		{Name: "acme-public", Ownership: iam.OwnershipWriter, Grants: []iam.Grant{{Grantee: iam.GranteeEveryone, Permission: "READ"}},
			Policy: statements(`{'Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'arn:aws:s3:::acme-public/*'}`)},
		{Name: "partner-drop", Owner: partner, Policy: statements(
			`{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:root'},'Action':['s3:GetObject','s3:PutObject'],'Resource':'arn:aws:s3:::partner-drop/*'}`)},
	}
	return a
}
