package main_test

import (
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// smallAccount has a way of each kind to a bucket: an attached policy, a group,
// a boundary, a condition with a deny, and a bucket's policy.
const smallAccount = `{
  "UserDetailList": [
    {"UserName": "=boss", "UserId": "AIDAB", "Arn": "arn:aws:iam::111122223333:user/=boss", "Path": "/", "GroupList": [],
     "AttachedManagedPolicies": [{"PolicyName": "AdministratorAccess", "PolicyArn": "arn:aws:iam::aws:policy/AdministratorAccess"}]},
    {"UserName": "ana", "UserId": "AIDAA", "Arn": "arn:aws:iam::111122223333:user/ana", "Path": "/", "GroupList": ["writers"],
     "AttachedManagedPolicies": [{"PolicyName": "look", "PolicyArn": "arn:aws:iam::111122223333:policy/look"}]},
    {"UserName": "carol", "UserId": "AIDAC", "Arn": "arn:aws:iam::111122223333:user/carol", "Path": "/", "GroupList": [],
     "PermissionsBoundary": {"PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": "arn:aws:iam::111122223333:policy/look"},
     "AttachedManagedPolicies": [{"PolicyName": "AdministratorAccess", "PolicyArn": "arn:aws:iam::aws:policy/AdministratorAccess"}]},
    {"UserName": "eve", "UserId": "AIDAE", "Arn": "arn:aws:iam::111122223333:user/eve", "Path": "/", "GroupList": [], "AttachedManagedPolicies": [],
     "UserPolicyList": [{"PolicyName": "office", "PolicyDocument": {
       "Version": "2012-10-17",
       "Statement": [
         {"Sid": "Office", "Effect": "Allow", "Action": "s3:*", "Resource": "*",
          "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}},
         {"Sid": "Keep", "Effect": "Deny", "Action": "s3:Delete*", "Resource": "*"}
       ]}}]},
    {"UserName": "kim,jin", "UserId": "AIDAK", "Arn": "arn:aws:iam::111122223333:user/kim,jin", "Path": "/", "GroupList": [], "AttachedManagedPolicies": []}
  ],
  "GroupDetailList": [
    {"GroupName": "writers", "GroupId": "AGPAW", "Arn": "arn:aws:iam::111122223333:group/writers", "Path": "/", "AttachedManagedPolicies": [],
     "GroupPolicyList": [{"PolicyName": "put", "PolicyDocument": {
       "Version": "2012-10-17",
       "Statement": [
         {"Sid": "In", "Effect": "Allow", "Action": ["s3:PutObject", "s3:PutObjectTagging"],
          "Resource": "arn:aws:s3:::acme-data/in/*"}
       ]}}]}
  ],
  "RoleDetailList": [
    {"RoleName": "deploy", "RoleId": "AROAD", "Arn": "arn:aws:iam::111122223333:role/deploy", "Path": "/", "RolePolicyList": [],
     "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": []},
     "AttachedManagedPolicies": [{"PolicyName": "look", "PolicyArn": "arn:aws:iam::111122223333:policy/look"}]}
  ],
  "Policies": [
    {"PolicyName": "look", "PolicyId": "ANPAL", "Arn": "arn:aws:iam::111122223333:policy/look", "Path": "/", "DefaultVersionId": "v1",
     "PolicyVersionList": [{"VersionId": "v1", "IsDefaultVersion": true, "Document": {"Version": "2012-10-17", "Statement": [
       {"Sid": "See", "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::acme-data"},
       {"Sid": "Get", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::acme-data/*"}]}}]},
    {"PolicyName": "AdministratorAccess", "Arn": "arn:aws:iam::aws:policy/AdministratorAccess", "Path": "/", "DefaultVersionId": "v1",
     "PolicyVersionList": [{"VersionId": "v1", "IsDefaultVersion": true, "Document":
       "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22%2A%22%2C%22Resource%22%3A%22%2A%22%7D%7D"}]}
  ]
}
`

const smallBuckets = `[
  {"Name": "acme-data", "Policy": null, "PublicAccessBlock": null, "OwnerAccountId": "111122223333"},
  {"Name": "acme-logs", "OwnerAccountId": "111122223333",
   "PublicAccessBlock": {"BlockPublicAcls": true, "IgnorePublicAcls": true, "BlockPublicPolicy": true, "RestrictPublicBuckets": true},
   "Policy": {"Version": "2012-10-17", "Statement": [
     {"Sid": "Kim", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:user/kim,jin"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::acme-logs/*"},
     {"Sid": "Keep", "Effect": "Deny", "Principal": "*", "Action": "s3:Delete*", "Resource": ["arn:aws:s3:::acme-logs", "arn:aws:s3:::acme-logs/*"]}
   ]}}
]
`

// ask runs access over two texts.
func ask(t *testing.T, details, buckets string, args ...string) (code int, out, errs string) {
	t.Helper()
	files := []string{"access", "--authorization-details", write(t, "account.json", details), "--buckets", write(t, "buckets.json", buckets)}
	return once(t, nil, append(files, args...)...)
}

func TestEveryPairIsARow(t *testing.T) {
	t.Parallel()
	want := "\ufeff" + strings.ReplaceAll(`user,bucket,list,read,write,delete,tag,permissions
'=boss,acme-data,yes,yes,yes,yes,yes,yes
'=boss,acme-logs,yes,yes,yes,no,yes,yes
ana,acme-data,yes,yes,if,no,if,no
ana,acme-logs,no,no,no,no,no,no
carol,acme-data,yes,yes,no,no,no,no
carol,acme-logs,no,no,no,no,no,no
eve,acme-data,if,if,if,no,if,if
eve,acme-logs,if,if,if,no,if,if
"kim,jin",acme-data,no,no,no,no,no,no
"kim,jin",acme-logs,no,yes,no,no,no,no
`, "\n", "\r\n")
	code, out, errs := ask(t, smallAccount, smallBuckets)
	if code != 0 || out != want || errs != "" {
		t.Errorf("access = %d\n%s%s, want 0\n%s", code, out, errs, want)
	}
	want = strings.ReplaceAll(want, "ana,acme-logs,no,no,no,no,no,no\r\n", "")
	want = strings.ReplaceAll(want, "carol,acme-logs,no,no,no,no,no,no\r\n", "")
	want = strings.ReplaceAll(want, "\"kim,jin\",acme-data,no,no,no,no,no,no\r\n", "")
	code, out, _ = ask(t, smallAccount, smallBuckets, "--holding")
	if code != 0 || out != want {
		t.Errorf("access --holding = %d\n%s, want 0\n%s", code, out, want)
	}
}

func TestRowsAsJSON(t *testing.T) {
	t.Parallel()
	want := []string{
		`{"user":"=boss","bucket":"acme-data","list":"yes","read":"yes","write":"yes","delete":"yes","tag":"yes","permissions":"yes","scope":{},"incomplete":false}`,
		`{"user":"ana","bucket":"acme-data","list":"yes","read":"yes","write":"if","delete":"no","tag":"if","permissions":"no","scope":{"write":"some","tag":"some"},"incomplete":false}`,
		`{"user":"carol","bucket":"acme-data","list":"yes","read":"yes","write":"no","delete":"no","tag":"no","permissions":"no","scope":{},"incomplete":false}`,
		`{"user":"eve","bucket":"acme-data","list":"if","read":"if","write":"if","delete":"no","tag":"if","permissions":"if","scope":{},"incomplete":false}`,
	}
	code, out, errs := ask(t, smallAccount, smallBuckets, "--who", "acme-data", "--format", "json")
	if code != 0 || out != strings.Join(want, "\n")+"\n" {
		t.Errorf("access --who acme-data --format json = %d\n%s%s, want 0\n%s", code, out, errs, strings.Join(want, "\n"))
	}
	code, out, errs = ask(t, smallAccount, smallBuckets, "--what", "ANA", "--format", "json")
	if code != 0 || out != want[1]+"\n" {
		t.Errorf("access --what ANA --format json = %d\n%s%s, want 0\n%s", code, out, errs, want[1])
	}
}

func TestTheSummaryCountsEveryCell(t *testing.T) {
	t.Parallel()
	const want = `{"users":5,"buckets":2,` +
		`"list":{"yes":4,"if":2,"no":4,"unknown":0},"read":{"yes":5,"if":2,"no":3,"unknown":0},"write":{"yes":2,"if":3,"no":5,"unknown":0},` +
		`"delete":{"yes":1,"if":0,"no":9,"unknown":0},"tag":{"yes":2,"if":3,"no":5,"unknown":0},"permissions":{"yes":2,"if":2,"no":6,"unknown":0},` +
		`"full":1,"incomplete":false,"gaps":[],"problems":[]}` + "\n"
	code, out, errs := ask(t, smallAccount, smallBuckets, "--summary")
	if code != 0 || out != want || errs != "" {
		t.Errorf("access --summary = %d\n%s%s, want 0\n%s", code, out, errs, want)
	}
}

func TestTablesForPeople(t *testing.T) {
	t.Parallel()
	const who = `Who reaches bucket acme-data

Kind  Name    List  Read  Write    Delete  Tag      Permissions
User  =boss   Yes   Yes   Yes      Yes     Yes      Yes
User  ana     Yes   Yes   Some     No      Some     No
User  carol   Yes   Yes   No       No      No       No
User  eve     If    If    If       No      If       If
Role  deploy  Yes   Yes   No       No      No       No
`
	code, out, errs := ask(t, smallAccount, smallBuckets, "--who", "acme-data")
	if code != 0 || squeeze(out) != squeeze(who) {
		t.Errorf("access --who acme-data = %d\n%s%s, want 0\n%s", code, out, errs, who)
	}
	const what = `Which buckets user kim,jin reaches

User     Bucket     List Read Write Delete Tag Permissions
kim,jin  acme-logs  No   Yes  No    No     No  No
`
	code, out, errs = ask(t, smallAccount, smallBuckets, "--what", "kim,jin")
	if code != 0 || squeeze(out) != squeeze(what) {
		t.Errorf("access --what kim,jin = %d\n%s%s, want 0\n%s", code, out, errs, what)
	}
	alone := strings.Replace(smallAccount, `"GroupList": ["writers"]`, `"GroupList": []`, 1)
	alone = strings.Replace(alone, `[{"PolicyName": "look", "PolicyArn": "arn:aws:iam::111122223333:policy/look"}]`, `[]`, 1)
	code, out, errs = ask(t, alone, smallBuckets, "--what", "ana")
	if code != 0 || !strings.Contains(out, "None: no policy lets this user") {
		t.Errorf("access --what ana = %d\n%s%s, want 0 and that there is none", code, out, errs)
	}
}

var spaces = regexp.MustCompile(` +`)

// squeeze leaves one space between words: how wide a column is matters to eyes.
func squeeze(s string) string { return spaces.ReplaceAllString(s, " ") }

func TestColumnsAreAligned(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "ko"} {
		_, out, _ := ask(t, smallAccount, smallBuckets, "--format", "table", "--lang", lang)
		lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
		begins := map[int]bool{}
		for i, line := range lines {
			at, wide, gap := 0, 0, 2
			for _, c := range line {
				if c != ' ' && gap >= 2 && i == 0 {
					begins[at+wide] = true
				} else if c != ' ' && gap >= 2 && !begins[at+wide] {
					t.Errorf("access --format table --lang %s: line %d has a word at place %d, where no head is:\n%s", lang, i+1, at+wide, out)
				}
				if gap++; c != ' ' {
					gap = 0
				}
				if at++; unicode.Is(unicode.Hangul, c) {
					wide++
				}
			}
		}
		if len(lines) != 11 || len(begins) != 8 {
			t.Errorf("access --format table --lang %s has %d lines and %d columns, want 11 and 8:\n%s", lang, len(lines), len(begins), out)
		}
	}
}

func TestOneFileIsStandardInput(t *testing.T) {
	t.Parallel()
	cmd := exec.Command(binary, "access", "--authorization-details", "-", "--buckets", write(t, "buckets.json", smallBuckets), "--summary")
	cmd.Stdin, cmd.Env = strings.NewReader(smallAccount), environment()
	out, err := cmd.Output()
	if err != nil || !strings.HasPrefix(string(out), `{"users":5,"buckets":2,`) {
		t.Errorf("access --authorization-details - = %s, %v", out, err)
	}
}

func TestServiceControlPoliciesLimit(t *testing.T) {
	t.Parallel()
	file := write(t, "scps.json", `[{"orgIdentifier": "r-root", "policies": [{"name": "FullAWSAccess", "policy": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}}]},
	  {"orgIdentifier": "ou-1", "policies": [{"name": "read", "policy": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": ["s3:Get*", "s3:List*"], "Resource": "*"}}}]}]`)
	code, out, errs := ask(t, smallAccount, smallBuckets, "--what", "=boss", "--format", "csv", "--service-control-policies", file)
	if code != 0 || !strings.Contains(out, "'=boss,acme-data,yes,yes,no,no,no,no\r\n") {
		t.Errorf("access with service control policies = %d %q %q", code, out, errs)
	}
}

func TestAClosedPipeEndsQuietly(t *testing.T) {
	t.Parallel()
	var users []string
	for i := range 3000 {
		users = append(users, `{"UserName": "u`+strings.Repeat("x", i%40)+string(rune('a'+i%26))+strings.Repeat("y", i/40)+`", "Arn": "arn:aws:iam::111122223333:user/u"}`)
	}
	details := write(t, "account.json", `{"UserDetailList": [`+strings.Join(users, ",")+`], "GroupDetailList": [], "RoleDetailList": [], "Policies": []}`)
	cmd := exec.Command("sh", "-c", `"$0" access --authorization-details "$1" --buckets "$2" | head -n 1`, binary, details, write(t, "buckets.json", smallBuckets))
	cmd.Env = environment()
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil || errs.String() != "" || string(out) != "\ufeffuser,bucket,list,read,write,delete,tag,permissions\r\n" {
		t.Errorf("access | head -n 1 = %q %q %v, want the first line and nothing else", out, errs.String(), err)
	}
}

func TestUnknownNamesAreToldWithThoseThatAreLikeThem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--what", "carrol"}, "There is no user carrol. Did you mean carol?"},
		{[]string{"--what", "zz"}, "There is no user zz.\n"},
		{[]string{"--who", "acme"}, "There is no bucket acme. Did you mean acme-data, acme-logs?"},
		{[]string{"--why", "ana,acme-dta,read"}, "There is no bucket acme-dta. Did you mean acme-data?"},
		{[]string{"--why", "ana,acme-data,see"}, "There is no column see. The columns are list, read, write, delete, tag, permissions."},
		{[]string{"--why", "ana,acme-data"}, "want USER,BUCKET,COLUMN"},
		{[]string{"--why", "kim,jin,acme-data,reed", "--lang", "ko"}, "열이 없습니다: reed."},
		{[]string{"--why", "ana,acme-data,read", "--format", "csv"}, "--why has no csv"},
		{[]string{"--who", "acme-data", "--what", "ana"}, "exclude each other"},
		{[]string{"--summary", "--format", "table"}, "--summary is json only"},
		{[]string{"--format", "xml"}, "--format"},
		{[]string{"--service-control-policies", "missing.json"}, "missing.json"},
	} {
		code, out, errs := ask(t, smallAccount, smallBuckets, c.args...)
		if code != 2 || out != "" || !strings.Contains(errs, c.want) {
			t.Errorf("access %q = %d %q %q, want 2 and %q", c.args, code, out, errs, c.want)
		}
	}
	for _, args := range [][]string{{"access"}, {"access", "--buckets", "-", "--authorization-details", "-"}, {"access", "--authorization-details", "gone.json", "--buckets", "gone.json"}} {
		if code, out, errs := once(t, nil, args...); code != 2 || out != "" || errs == "" {
			t.Errorf("%q = %d %q %q, want 2 and a reason", args, code, out, errs)
		}
	}
}
