package main_test

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestWhyNamesTheWayToAnAnswer(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string][]string{
		"ana,acme-data,write":    {"If (some objects): ana, s3:PutObject, acme-data", "allows: identity policy, put, group writers, statement 1, Sid In, line 4; objects in/*"},
		"ana,acme-data,read":     {"Yes: ana, s3:GetObject, acme-data", "allows: identity policy, look, statement 2, Sid Get, line 3"},
		"carol,acme-data,delete": {"No: carol, s3:DeleteObject, acme-data", "The permissions boundary does not allow it.", "policy/look"},
		"eve,acme-data,list":     {"If: eve, s3:ListBucket, acme-data", "allows: identity policy, office, statement 1, Sid Office, line 4", "IpAddress", "aws:SourceIp", "203.0.113.0/24"},
		"eve,acme-data,delete":   {"No: eve, s3:DeleteBucket, acme-data", "denies: identity policy, office, statement 2, Sid Keep, line 6"},
		"kim,jin,acme-logs,read": {"Yes: kim,jin, s3:GetObject, acme-logs", "allows: resource policy, acme-logs, statement 1, Sid Kim, line 2"},
	} {
		code, out, errs := ask(t, smallAccount, smallBuckets, "--why", cell)
		for _, w := range want {
			if code != 0 || !strings.Contains(out, w) {
				t.Errorf("access --why %s = %d\n%s%s, want %q", cell, code, out, errs, w)
			}
		}
	}
	code, out, errs := ask(t, smallAccount, smallBuckets, "--why", "ana,acme-data,write", "--format", "json")
	var questions []string
	for line := range strings.Lines(out) {
		var one struct {
			Question, Answer string
			Some, Incomplete bool
			Steps            []struct {
				Group, Policy, Sid string
				Line               int
			}
		}
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			t.Fatalf("access --why --format json wrote %q: %v", line, err)
		}
		questions = append(questions, one.Question+" "+one.Answer)
		if one.Question == "s3:PutObject" && (!one.Some || len(one.Steps) != 1 || one.Steps[0].Group != "writers" || one.Steps[0].Line != 4) {
			t.Errorf("access --why --format json = %s, want group writers and line 4", line)
		}
	}
	if code != 0 || strings.Join(questions, ", ") != "s3:PutLifecycleConfiguration no, s3:PutObject if" {
		t.Errorf("access --why --format json = %d %q %q", code, questions, errs)
	}
}
