package policy_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"keyporter/internal/policy"
)

func TestParseKeepsEveryElement(t *testing.T) {
	t.Parallel()
	text := `{
  "Version": "2012-10-17", "Id": "one",
  "Statement": [
    {"Sid": "Read", "Effect": "Allow", "Action": "s3:Get*", "Resource": ["arn:aws:s3:::a", "arn:aws:s3:::a/*"]},
    {"Effect": "Deny", "NotAction": ["iam:*"], "NotResource": "*",
      "Condition": {"Bool": {"aws:SecureTransport": false}}, "Principal": "*"}
  ]
}`
	want := &policy.Document{Version: policy.Version2012, ID: "one", Statements: []policy.Statement{
		{Sid: "Read", Effect: policy.Allow, Actions: []string{"s3:Get*"},
			Resources: []string{"arn:aws:s3:::a", "arn:aws:s3:::a/*"}, Position: policy.Position{Line: 4, Column: 5}},
		{Effect: policy.Deny, NotActions: []string{"iam:*"}, NotResources: []string{"*"},
			Condition: `{"Bool": {"aws:SecureTransport": false}}`, Principal: `"*"`,
			Position: policy.Position{Line: 5, Column: 5}},
	}}
	got, err := policy.Parse([]byte(text))
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("Parse(%s) = %+v, %v, want %+v", text, got, err, want)
	}
}

func TestParseTakesOneStatementForAList(t *testing.T) {
	t.Parallel()
	doc, err := policy.Parse([]byte(`{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {}}}`))
	if err != nil || len(doc.Statements) != 1 || doc.Version != policy.Version2008 || doc.Statements[0].Condition != "" {
		t.Errorf("Parse(one statement) = %+v, %v, want one of version %s without condition", doc, err, policy.Version2008)
	}
}

func TestParseNamesTheFaultAndItsPlace(t *testing.T) {
	t.Parallel()
	statement := func(s string) string { return `{"Statement":{` + s + `}}` }
	const rest = `"Action":"*","Resource":"*"`
	for _, c := range []struct {
		name, text string
		code       policy.Code
		line, col  int
	}{
		{"nothing at all", "", policy.CodeSyntax, 1, 1},
		{"a missing brace", "{\n \"Statement\": [", policy.CodeSyntax, 2, 15},
		{"a stray word on the third line", "{\n \"Version\": \"2012-10-17\",\n  oops\n}", policy.CodeSyntax, 3, 3},
		{"text behind the end", `{"Statement":{"Effect":"Allow",` + rest + `}} x`, policy.CodeSyntax, 1, 62},
		{"a list for a document", `[]`, policy.CodeType, 1, 1},
		{"no statement", `{"Version":"2012-10-17"}`, policy.CodeNoStatement, 1, 1},
		{"an empty list of statements", `{"Statement":[]}`, policy.CodeEmptyStatements, 1, 14},
		{"another version", `{"Version":"2013-01-01"}`, policy.CodeVersion, 1, 12},
		{"an unknown element", statement(`"Effect":"Allow","Resources":"*"`), policy.CodeUnknown, 1, 32},
		{"an element twice", statement(`"Effect":"Allow","Effect":"Deny",` + rest), policy.CodeRepeated, 1, 32},
		{"a column after characters of two bytes", `{"Id":"éé","Version":1}`, policy.CodeType, 1, 22},
		{"an effect in lower case", statement(`"Effect":"allow",` + rest), policy.CodeEffect, 1, 24},
		{"no effect", statement(rest), policy.CodeEffect, 1, 14},
		{"no action", statement(`"Effect":"Allow","Resource":"*"`), policy.CodeNoAction, 1, 14},
		{"no action in the list", statement(`"Effect":"Allow","Action":[],"Resource":"*"`), policy.CodeNoAction, 1, 41},
		{"both kinds of action", statement(`"Effect":"Allow","NotAction":"*",` + rest), policy.CodeBothActions, 1, 14},
		{"both kinds of resource", statement(`"Effect":"Allow","NotResource":"*",` + rest), policy.CodeBothResources, 1, 14},
		{"an action without a service", statement(`"Effect":"Allow","Action":["s3:Get","List"]`), policy.CodeAction, 1, 51},
		{"a resource that is no ARN", statement(`"Effect":"Allow","Action":"*","Resource":"bucket"`), policy.CodeResource, 1, 56},
		{"a number for an action", statement(`"Effect":"Allow","Action":1`), policy.CodeType, 1, 41},
		{"a Sid with a space", statement(`"Sid":"a b","Effect":"Allow",` + rest), policy.CodeSid, 1, 21},
		{"a Sid twice", `{"Statement":[{"Sid":"A","Effect":"Deny",` + rest + `},` + "\n" + `{"Sid":"A","Effect":"Deny",` + rest + `}]}`, policy.CodeSidRepeated, 2, 1},
		{"a condition that is text", statement(`"Effect":"Allow","Condition":"x",` + rest), policy.CodeCondition, 1, 44},
		{"nesting without end", strings.Repeat("[", 100) + strings.Repeat("]", 100), policy.CodeDeep, 1, 33},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := policy.Parse([]byte(c.text))
			var got *policy.Error
			if !errors.As(err, &got) || got.Code != c.code || got.Position != (policy.Position{Line: c.line, Column: c.col}) {
				t.Errorf("Parse(%q) = %v, want %s at %d:%d", c.text, err, c.code, c.line, c.col)
			}
		})
	}
}

func TestIdentityPoliciesNameResourcesAndNoPrincipal(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]policy.Code{
		`{"Statement":{"Effect":"Allow","Action":"*"}}`:                                policy.CodeNoResource,
		`{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}}`: policy.CodePrincipal,
	} {
		doc, err := policy.Parse([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		var got *policy.Error
		if err := doc.CheckIdentity(); !errors.As(err, &got) || got.Code != want {
			t.Errorf("CheckIdentity(%s) = %v, want %s", text, err, want)
		}
	}
}

// FuzzParse looks for texts that are taken without being JSON, for faults
// without a place, and for documents that evaluation cannot bear.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Allow","Action":["s3:*"],"Resource":"*"}]}`,
		`{"Statement":{"Effect":"Deny","NotAction":"a:b","NotResource":["arn:aws:s3:::${aws:username}"],"Condition":{"X":{"y":[1,true]}}}}`,
		`[`, `{"a":1,}`, `{"a" 1}`, "{\"\xff\":1}", `[1 2]`, `{"Statement":[]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		doc, err := policy.Parse(text)
		var fault *policy.Error
		switch {
		case err == nil && !json.Valid(text):
			t.Errorf("Parse(%q) takes what is not JSON", text)
		case err != nil && (!errors.As(err, &fault) || fault.Position.Line < 1 || fault.Position.Column < 1):
			t.Errorf("Parse(%q) = %v, want an *Error with a place", text, err)
		case err == nil:
			request := policy.Request{Action: "s3:GetObject", Resource: "arn:aws:s3:::a/b"}
			policy.Evaluate(request, []policy.Source{{Name: "p", Kind: policy.UserInline, Doc: doc}})
		}
	})
}
