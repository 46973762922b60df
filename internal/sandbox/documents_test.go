package sandbox_test

import (
	"os"
	"strings"
	"testing"
)

// documentRow is a line of testdata/documents.txt. message is "" for a document
// that IAM takes.
type documentRow struct{ message, document string }

func documentRows(t *testing.T) []documentRow {
	t.Helper()
	text, err := os.ReadFile("testdata/documents.txt")
	if err != nil {
		t.Fatal(err)
	}
	var rows []documentRow
	message := ""
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		inside, statement := strings.CutPrefix(line, "|")
		header, isHeader := strings.CutPrefix(line, "= ")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case isHeader:
			if message = header; header == "accepted" {
				message = ""
			}
		case statement:
			rows = append(rows, documentRow{message, `{"Version":"2012-10-17","Statement":{` + inside + `}}`})
		default:
			rows = append(rows, documentRow{message, line})
		}
	}
	return rows
}

func TestEveryDocumentIsJudgedAsIAMDoes(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreateUser", "UserName", "ana")
	b.do("CreateGroup", "GroupName", "devs")
	refused, accepted := 0, 0
	for _, row := range documentRows(t) {
		older := strings.HasPrefix(row.message, "Policy document must be version")
		calls := []struct {
			managed bool
			undo    string
			call    []string
		}{
			{true, "DeletePolicy", []string{"CreatePolicy", "PolicyName", "judged"}},
			{false, "DeleteUserPolicy", []string{"PutUserPolicy", "UserName", "ana", "PolicyName", "judged"}},
			{false, "DeleteGroupPolicy", []string{"PutGroupPolicy", "GroupName", "devs", "PolicyName", "judged"}},
		}
		if row.message == "" {
			accepted++
		} else {
			refused++
		}
		for _, c := range calls {
			a := b.call(c.call[0], append(c.call[1:], "PolicyDocument", row.document)...)
			switch {
			case row.message == "" && a.status != 200:
				t.Errorf("%s %s = %d %s %q, want it accepted", c.call[0], row.document, a.status, a.code(), a.message())
			case row.message != "" && !(older && !c.managed) && (a.status != 400 || a.code() != "MalformedPolicyDocument" || a.message() != row.message):
				t.Errorf("%s %s = %d %s %q, want %q", c.call[0], row.document, a.status, a.code(), a.message(), row.message)
			}
			if a.status == 200 && c.managed {
				b.do(c.undo, "PolicyArn", a.value("Policy/Arn"))
			}
		}
	}
	if refused < 100 || accepted < 40 {
		t.Errorf("%d documents to refuse and %d to accept, want 100 and 40", refused, accepted)
	}
}

func TestInlinePoliciesMayBeOfTheOlderVersion(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreateUser", "UserName", "ana")
	for _, version := range []string{``, `"Version":"2008-10-17",`} {
		b.do("PutUserPolicy", "UserName", "ana", "PolicyName", "old", "PolicyDocument", `{`+version+`"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}`)
	}
	b.refused(400, "MalformedPolicyDocument", "The policy failed legacy parsing", "PutUserPolicy", "UserName", "ana", "PolicyName", "old",
		"PolicyDocument", `{"Statement":{"Effect":"ALLOW","Action":"s3:*","Resource":"*"}}`)
}

func TestSizesOfDocuments(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreateUser", "UserName", "Ana")
	b.do("CreateGroup", "GroupName", "Devs")
	// sized has exactly n characters that count, and n more that do not.
	sized := func(n int) string {
		const rest = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::é"}}`
		return strings.Replace(rest, "é", strings.Repeat("é", n-len([]rune(rest))+1), 1) + strings.Repeat("\n", n)
	}
	long := `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}` + strings.Repeat(" ", 131072)
	user := []string{"PutUserPolicy", "UserName", "ana", "PolicyName"}
	group := []string{"PutGroupPolicy", "GroupName", "devs", "PolicyName"}
	for _, c := range []struct {
		status        int
		code, message string
		call          []string
		document      string
	}{
		{200, "", "", []string{"CreatePolicy", "PolicyName", "p"}, sized(6144)},
		{409, "LimitExceeded", "Cannot exceed quota for PolicySize: 6144", []string{"CreatePolicy", "PolicyName", "q"}, sized(6145)},
		{200, "", "", append(user, "a"), sized(1000)},
		{200, "", "", append(user, "b"), sized(1048)},
		{409, "LimitExceeded", "Maximum policy size of 2048 bytes exceeded for user Ana", append(user, "b"), sized(1049)},
		{200, "", "", append(user, "b"), sized(1047)},
		{200, "", "", append(group, "a"), sized(5000)},
		{200, "", "", append(group, "b"), sized(120)},
		{409, "LimitExceeded", "Maximum policy size of 5120 bytes exceeded for group Devs", append(group, "b"), sized(121)},
		{400, "ValidationError", "at 'policyDocument' failed to satisfy constraint: Member must have length less than or equal to 131072", append(user, "c"), long},
		{400, "ValidationError", "length less than or equal to 131072", []string{"CreatePolicy", "PolicyName", "q"}, long},
		{400, "ValidationError", "length greater than or equal to 1", []string{"CreatePolicy", "PolicyName", "q"}, ""},
		{400, "ValidationError", "The specified value for policyDocument is invalid.", append(group, "c"), strings.Replace(allowAll, "Allow", "Allow\u0100", 1)},
		{400, "ValidationError", "The specified value for policyDocument is invalid.", append(user, "c"), allowAll + "\x01"},
	} {
		a := b.call(c.call[0], append(c.call[1:], "PolicyDocument", c.document)...)
		if a.status != c.status || a.code() != c.code || !strings.Contains(a.message(), c.message) {
			t.Errorf("%v of %d characters = %d %s %q, want %d %s %q", c.call, len(c.document), a.status, a.code(), a.message(), c.status, c.code, c.message)
		}
	}
}
