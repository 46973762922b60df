package main_test

import (
	"strings"
	"testing"
)

// users are details with the given users, from line 1, column 21.
func users(list string) string {
	return `{"UserDetailList": [` + list + `], "GroupDetailList": [], "RoleDetailList": [], "Policies": []}`
}

const (
	oneUser   = `{"UserName": "ana", "Arn": "arn:aws:iam::111122223333:user/ana"}`
	oneBucket = `[{"Name": "b", "Policy": null}]`
)

func TestMalformedFilesAreToldWithLineAndColumn(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ details, buckets, want string }{
		"an empty file":                 {"", oneBucket, "account.json: line 1, column 1: The file is empty."},
		"a file of white space":         {"\n\n \n", oneBucket, "account.json: line 4, column 1: The file is empty."},
		"no JSON":                       {"\n hello", oneBucket, "account.json: line 2, column 2: This is not JSON: 'h' is not expected here."},
		"a comma too many":              {users(oneUser + ",\n  "), oneBucket, "account.json: line 2, column 3: This is not JSON: ']' is not expected here."},
		"a comma too few":               {users(oneUser + "\n" + oneUser), oneBucket, "account.json: line 2, column 1: This is not JSON: '{' is not expected here."},
		"columns count characters":      {users(`{"Path": "é한😀" "x"`), oneBucket, "account.json: line 1, column 36: This is not JSON: '\"' is not expected here."},
		"a file that was cut short":     {smallAccount[:len(smallAccount)-8], oneBucket, "The file ends too early."},
		"a second value":                {users(oneUser) + "\n{}", oneBucket, "account.json: line 2, column 1: The file goes on after its end."},
		"a list for an object":          {"[]", oneBucket, "account.json: line 1, column 1: $ has the type array and must have the type object."},
		"a broken policy document":      {users(`{"UserName": "ana", "UserPolicyList": [{"PolicyDocument": {"Version" "2012-10-17"}}]}`), oneBucket, "account.json: line 1, column 90: This is not JSON"},
		"UTF-16, as PowerShell writes":  {"\xff\xfe{\x00}\x00", oneBucket, "account.json: line 1, column 1: The file is not UTF-8."},
		"a line end within a string":    {users("{\"UserName\": \"a\nb\"}"), oneBucket, `account.json: line 1, column 36: This is not JSON: '\n' is not expected here.`},
		"an object for a list":          {`{"UserDetailList": {}}`, oneBucket, "account.json: line 1, column 20: UserDetailList has the type object and must have the type array."},
		"a number for a name":           {users(`{"UserName": 5}`), oneBucket, "account.json: line 1, column 34: UserDetailList[0].UserName has the type number and must have the type string."},
		"a text in a list of groups":    {users(oneUser + "," + `{"UserName": "bob", "GroupList": ["a", true]}`), oneBucket, "line 1, column 125: UserDetailList[1].GroupList[1] has the type boolean and must have the type string."},
		"a text for a document":         {users(`{"UserName": "ana", "UserPolicyList": [{"PolicyDocument": [1]}]}`), oneBucket, "line 1, column 79: UserDetailList[0].UserPolicyList[0].PolicyDocument has the type array and must have the type object."},
		"a text for a boolean":          {`{"IsTruncated": "true"}`, oneBucket, "account.json: line 1, column 17: IsTruncated has the type string and must have the type boolean."},
		"a user without a name":         {users(oneUser + ",\n{}"), oneBucket, "account.json: line 2, column 1: UserDetailList[1].UserName is missing."},
		"users whose names fold":        {users(oneUser + ",\n" + `{"UserName": "Ana"}`), oneBucket, "account.json: line 2, column 14: UserDetailList[1].UserName: Ana is there already."},
		"a list that is there twice":    {`{"Policies": [], "Policies": []}`, oneBucket, "account.json: line 1, column 29: Policies: Policies is there already."},
		"an ARN that is none":           {users(`{"UserName": "ana", "Arn": "ana"}`), oneBucket, "account.json: line 1, column 48: UserDetailList[0].Arn: ana is not an ARN of an account."},
		"a user of another account":     {users(oneUser + ",\n" + `{"UserName": "bob", "Arn": "arn:aws:iam::444455556666:user/bob"}`), oneBucket, "account.json: line 2, column 28: UserDetailList[1].Arn: arn:aws:iam::444455556666:user/bob is not in account 111122223333, as the others are."},
		"nothing that tells an account": {users(`{"UserName": "ana"}`), oneBucket, "account.json: line 1, column 1: No ARN and no OwnerAccountId tells which account this is."},
		"an object for buckets":         {users(oneUser), `{"Buckets": []}`, "buckets.json: line 1, column 1: $ has the type object and must have the type array."},
		"a bucket without a name":       {users(oneUser), "[\n {\"Name\": \"b\", \"Policy\": null},\n {\"Policy\": null}]", "buckets.json: line 3, column 2: [1].Name is missing."},
		"a bucket that is there twice":  {users(oneUser), "[{\"Name\": \"b\", \"Policy\": null},\n {\"Policy\": null, \"Name\": \"b\"}]", "buckets.json: line 2, column 27: [1].Name: b is there already."},
		"a setting that is no boolean":  {users(oneUser), `[{"Name": "b", "PublicAccessBlock": {"PublicAccessBlockConfiguration": {"BlockPublicAcls": 1}}}]`, "buckets.json: line 1, column 92: [0].PublicAccessBlock.PublicAccessBlockConfiguration.BlockPublicAcls has the type number and must have the type boolean."},
		"a number for a bucket policy":  {users(oneUser), `[{"Name": "b", "Policy": 5}]`, "buckets.json: line 1, column 26: [0].Policy has the type number and must have the type object."},
	} {
		code, out, errs := ask(t, c.details, c.buckets)
		if code != 2 || out != "" || !strings.Contains(errs, c.want) {
			t.Errorf("%s: access = %d %q %q, want 2 and %q", name, code, out, errs, c.want)
		}
	}
	for text, want := range map[string]string{
		`[{"orgIdentifier": "r"}]`:                                                  "scps.json: line 1, column 2: [0].policies is missing.",
		`[{"orgIdentifier": "r", "policies": [{"name": "x"}]}]`:                     "scps.json: line 1, column 38: [0].policies[0].policy is missing.",
		"[{\"orgIdentifier\": \"r\", \"policies\": []},\n {\"orgIdentifier\": {}}]": "scps.json: line 2, column 20: [1].orgIdentifier has the type object and must have the type string.",
	} {
		code, out, errs := ask(t, users(oneUser), oneBucket, "--service-control-policies", write(t, "scps.json", text))
		if code != 2 || out != "" || !strings.Contains(errs, want) {
			t.Errorf("access with %s = %d %q %q, want 2 and %q", text, code, out, errs, want)
		}
	}
}

func TestWhatIsMissingIsMarkedEverywhere(t *testing.T) {
	t.Parallel()
	cut := strings.Replace(smallAccount, `"UserDetailList"`, `"IsTruncated": true, "UserDetailList"`, 1)
	silent := strings.Replace(smallBuckets, `"Name": "acme-data", "Policy": null`, `"Name": "acme-data"`, 1)
	groupless := strings.Replace(smallAccount, `"GroupDetailList"`, `"Others"`, 1)
	broken := strings.Replace(smallAccount, `"Effect": "Allow", "Action": ["s3:PutObject", "s3:PutObjectTagging"]`, `"Effect": "Perhaps"`, 1)
	for name, c := range map[string]struct {
		details, buckets string
		args             []string
		want             []string
	}{
		"a walk that was cut short, as CSV": {cut, smallBuckets, nil,
			[]string{"ana,acme-data,yes,yes,if,no,if,no\r\n", "\r\n# Incomplete: not everything could be read.", "\"# Users, groups, roles and policies were not read to their end."}},
		"the same as JSON": {cut, smallBuckets, []string{"--format", "json", "--what", "ana"},
			[]string{`"scope":{"write":"some","tag":"some"},"incomplete":true}`}},
		"the same as a summary": {cut, smallBuckets, []string{"--summary"},
			[]string{`"incomplete":true,"gaps":[{"source":"authorization-details"}],"problems":[]}`}},
		"the same as a table": {cut, smallBuckets, []string{"--who", "acme-data"},
			[]string{"Incomplete: not everything could be read.", "Users, groups, roles and policies were not read to their end.", "ana"}},
		"nobody, of a list that was cut short": {strings.Replace(users(oneUser), "{", `{"IsTruncated": true, `, 1), oneBucket, []string{"--who", "b"},
			[]string{"Nobody was found, but the answer is incomplete"}},
		"no bucket for a user": {strings.Replace(users(oneUser), "{", `{"IsTruncated": true, `, 1), oneBucket, []string{"--what", "ana"},
			[]string{"No bucket was found, but the answer is incomplete"}},
		"nobody as JSON": {strings.Replace(users(oneUser), "{", `{"IsTruncated": true, `, 1), oneBucket, []string{"--who", "b", "--format", "json"},
			[]string{`{"user":null,"bucket":"b","list":"unknown",`, `"incomplete":true}`}},
		"a bucket without a word of its policy": {smallAccount, silent, nil,
			[]string{"ana,acme-data,unknown,unknown,unknown,unknown,unknown,unknown\r\n", "ana,acme-logs,no,no,no,no,no,no\r\n", "Bucket acme-data: not read: "}},
		"no list of groups": {groupless, smallBuckets, []string{"--format", "json"},
			[]string{`{"user":"ana","bucket":"acme-logs","list":"unknown"`}},
		"a policy that is none": {broken, smallBuckets, nil,
			[]string{"ana,acme-logs,unknown,unknown,unknown,no,unknown,unknown\r\n", "carol,acme-logs,no,no,no,no,no,no\r\n", "writers/put: line 4, column 34."}},
		"the same in the summary": {broken, smallBuckets, []string{"--summary"},
			[]string{`"gaps":[],"problems":[{"kind":"inline","holder":{"kind":"group","name":"writers"}`, `"line":4,"column":34}]}`}},
	} {
		code, out, errs := ask(t, c.details, c.buckets, c.args...)
		if code != 3 || !strings.Contains(errs, "The answer is incomplete.") {
			t.Errorf("%s: access = %d, %q on standard error, want 3 and that the answer is incomplete", name, code, errs)
		}
		for _, want := range c.want {
			if !strings.Contains(out, want) {
				t.Errorf("%s: access =\n%s\nwant %q in it", name, out, want)
			}
		}
		if strings.Contains(out, "Nobody, as far") || strings.Contains(out, "None: no policy") {
			t.Errorf("%s: access =\n%s\nwant no word that there is nobody", name, out)
		}
	}
}
