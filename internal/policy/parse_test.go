package policy_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"keyporter/internal/policy"
)

// st is a document of one statement with these elements beside a good Effect.
func st(elements string) string {
	return `{"Version":"2012-10-17","Statement":[{"Effect":"Allow",` + elements + `}]}`
}

// marked is st with the mark before the statement.
func marked(elements string) string {
	return strings.Replace(st(elements), `{"Effect"`, `¦{"Effect"`, 1)
}

const (
	goodAction = `"Action":"s3:GetObject"`
	good       = goodAction + `,"Resource":"*"`
	everybody  = `"Principal":"*",`
)

// describe writes an error as code and arguments, with the text cut in two where
// it is.
func describe(text string, err error) string {
	var e *policy.Error
	if !errors.As(err, &e) {
		return fmt.Sprint(err)
	}
	lines := strings.SplitAfter(text, "\n")
	before := strings.Join(lines[:e.Position.Line-1], "") + string([]rune(lines[e.Position.Line-1])[:e.Position.Column-1])
	return strings.TrimSpace(fmt.Sprintf("%s %s", e.Code, strings.Join(e.Args, " "))) + " at " + before + "¦" + text[len(before):]
}

// TestRefusedDocuments: what the grammar and AWS's checks refuse; ¦ is the place
// ("Grammar of the IAM JSON policy language"; the error messages of CreatePolicy).
func TestRefusedDocuments(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		use        policy.Use
		text, want string
	}{
		{policy.UseInline, `¦`, `syntax`},
		{policy.UseInline, `{"Version"¦`, `syntax`},
		{policy.UseInline, `{"Version¦`, `syntax`},
		{policy.UseInline, "{\n  \"Version\": \"2012-10-17\",\n  ¦oops\n}", `syntax`},
		{policy.UseInline, "{\"Version\":\"2012-10-17\"} ¦x", `syntax`},
		{policy.UseInline, "{\"Version\":\"2012-10-17\"}¦\x00", `syntax`},
		{policy.UseInline, "¦\xff", `syntax`},
		{policy.UseInline, `{"한글":"2012¦`, `syntax`},
		{policy.UseInline, "{\"Id\":\"a¦\nb\"}", `syntax`},
		{policy.UseInline, `{"Id":"¦\x"}`, `syntax`},
		{policy.UseInline, `{"Id":"¦\u12G4"}`, `syntax`},
		{policy.UseInline, `{"Id":"¦\u12`, `syntax`},
		{policy.UseInline, `{"Id":"¦\u12/4"}`, `syntax`},
		{policy.UseInline, `{"Id":"¦\`, `syntax`},
		{policy.UseInline, `{"Id":"\n¦`, `syntax`},
		{policy.UseInline, "{\"Id\":\"\\n¦\n\"}", `syntax`},
		{policy.UseInline, `{"Id":-¦}`, `syntax`},
		{policy.UseInline, `{"Id":1.¦}`, `syntax`},
		{policy.UseInline, `{"Id":1e+¦}`, `syntax`},
		{policy.UseInline, `{"Id":0¦1}`, `syntax`},
		{policy.UseInline, `{"Id":¦nil}`, `syntax`},
		{policy.UseInline, `{"Id":[1 ¦2]}`, `syntax`},
		{policy.UseInline, `{"Id":[¦}`, `syntax`},
		{policy.UseInline, `{"Id" ¦"x"}`, `syntax`},
		{policy.UseInline, `{"Id":"x",¦}`, `syntax`},
		{policy.UseInline, `{"Id":"x" ¦"Version":""}`, `syntax`},
		{policy.UseInline, strings.Repeat(`[`, 33) + "¦" + strings.Repeat(`[`, 100000), `deep`},
		{policy.UseInline, `{"Id":"a",¦"Id":"b"}`, `repeated Id`},
		{policy.UseInline, `{"Id":{` + members(40) + `,¦"m3":1}}`, `repeated m3`},
		{policy.UseInline, `¦[]`, `type`},
		{policy.UseInline, `{"Version":¦1}`, `type Version`},
		{policy.UseInline, `{"Version":¦"2012-10-18"}`, `version 2012-10-18`},
		{policy.UseInline, `{"Id":¦[]}`, `type Id`},
		{policy.UseInline, `{¦"version":"2012-10-17"}`, `unknown version`},
		{policy.UseInline, `¦{"Version":"2012-10-17"}`, `no-statement`},
		{policy.UseInline, `{"Statement":¦[]}`, `empty-statements`},
		{policy.UseInline, `{"Statement":[¦"x"]}`, `type Statement`},
		{policy.UseInline, `{"Statement":¦{"Action":"*"}}`, `effect`},
		{policy.UseInline, `{"Statement":{"Effect":¦"Permit"}}`, `effect Permit`},
		{policy.UseInline, `{"Statement":{"Effect":¦[]}}`, `type Effect`},
		{policy.UseInline, `{"Statement":{"Sid":¦{},"Effect":"Allow"}}`, `type Sid`},
		{policy.UseInline, st(`¦"Actions":"*"`), `unknown Actions`},
		{policy.UseInline, marked(good + `,"NotAction":[]`), `both-actions`},
		{policy.UseInline, marked(good + `,"NotResource":"*"`), `both-resources`},
		{policy.UseResource, marked(everybody + `"NotPrincipal":"*",` + good), `both-principals`},
		{policy.UseInline, st(`"Action":¦{}`), `type Action`},
		{policy.UseInline, st(`"NotAction":[¦[]]`), `type NotAction`},
		{policy.UseInline, st(goodAction + `,"Resource":["*",¦1]`), `type Resource`},
		{policy.UseInline, st(goodAction + `,"NotResource":¦true`), `type NotResource`},
		{policy.UseInline, st(good + `,"Condition":¦[]`), `condition Condition`},
		{policy.UseInline, st(good + `,"Condition":{¦"Bool":"x"}`), `condition Bool`},
		{policy.UseInline, st(good + `,"Condition":{¦"Strings":{"a":"b"}}`), `operator Strings`},
		{policy.UseInline, st(good + `,"Condition":{¦"NullIfExists":{"a":"true"}}`), `operator NullIfExists`},
		{policy.UseInline, st(good + `,"Condition":{¦"ForAnyValue::Bool":{"a":"b"}}`), `operator ForAnyValue::Bool`},
		{policy.UseInline, st(good + `,"Condition":{"Bool":{"a":¦{}}}`), `type a`},
		{policy.UseInline, st(good + `,"Condition":{"Bool":{"a":[¦null]}}`), `type a`},
		{policy.UseResource, st(`"Principal":¦"123456789012",` + good), `principal-form Principal`},
		{policy.UseResource, st(`"Principal":¦{},` + good), `principal-form Principal`},
		{policy.UseResource, st(`"NotPrincipal":{¦"User":"x"},` + good), `principal-form User`},
		{policy.UseResource, st(`"Principal":{"AWS":¦1},` + good), `type AWS`},

		{policy.UseManaged, `¦{"Statement":{"Effect":"Allow",` + good + `}}`, `old-version`},
		{policy.UseManaged, `¦{"Version":"2008-10-17","Statement":{"Effect":"Allow",` + good + `}}`, `old-version`},
		{policy.UseInline, `{"Statement":{"Effect":¦"allow",` + good + `}}`, `legacy allow`},
		{policy.UseInline, st(good + `,"Condition":{"DateLessThan":{"aws:CurrentTime":["2026-01-01",¦"soon"]}}`), `legacy soon`},
		{policy.UseInline, st(goodAction + `,"Resource":¦"arn:aws:s3::acme"`), `legacy arn:aws:s3::acme`},
		{policy.UseInline, st(goodAction + `,"NotResource":¦"arn:aws::::acme"`), `legacy arn:aws::::acme`},
		{policy.UseInline, `{"Statement":[{"Sid":"A","Effect":"Allow",` + good + `},{"Sid":¦"A","Effect":"Allow"}]}`, `sid-repeated A`},
		{policy.UseInline, st(`"Sid":¦"a b",` + good), `sid a b`},
		{policy.UseInline, st("¦" + everybody + good), `principal`},
		{policy.UseControl, st(`¦"NotPrincipal":"*",` + good), `principal`},
		{policy.UseResource, marked(good), `no-principal`},
		{policy.UseResource, marked(`"Principal":{"AWS":[]},` + good), `no-principal`},
		{policy.UseResource, st(`"Principal":{"AWS":¦"arn:aws:iam::123456789012:user/*"},` + good), `principal-invalid AWS arn:aws:iam::123456789012:user/*`},
		{policy.UseResource, st(`"Principal":{"AWS":¦"ana"},` + good), `principal-invalid AWS ana`},
		{policy.UseResource, st(`"Principal":{"AWS":¦"arn:aws:s3:::acme"},` + good), `principal-invalid AWS arn:aws:s3:::acme`},
		{policy.UseResource, st(`"Principal":{"Service":¦""},` + good), `principal-invalid Service`},
		{policy.UseInline, marked(`"Resource":"*"`), `no-action`},
		{policy.UseInline, marked(`"NotAction":[],"Resource":"*"`), `no-action`},
		{policy.UseInline, marked(goodAction), `no-resource`},
		{policy.UseInline, marked(goodAction + `,"Resource":[]`), `no-resource`},
		{policy.UseInline, st(goodAction + `,"Resource":¦"acme"`), `resource acme`},
		{policy.UseInline, st(goodAction + `,"Resource":¦"a:b"`), `partition b arn:b:*:*:*:*`},
		{policy.UseInline, st(goodAction + `,"Resource":¦"arn:b:c:d:e:f:g"`), `partition b arn:b:c:d:e:f:g`},
		{policy.UseInline, st(goodAction + `,"Resource":¦"arn:aws"`), `vendor arn:aws`},
		{policy.UseInline, st(goodAction + `,"Resource":¦"arn:aws:s*:::acme"`), `vendor arn:aws:s*:::acme`},
		{policy.UseInline, st(goodAction + `,"Resource":¦"arn:aws:s3:eu-west-1::acme"`), `region arn:aws:s3:eu-west-1::acme s3`},
		{policy.UseInline, st(goodAction + `,"Resource":¦"arn:aws:iam:eu-west-1:1:user/a"`), `region arn:aws:iam:eu-west-1:1:user/a iam`},
		{policy.UseInline, st(goodAction + `,"Resource":¦"arn:aws:iam::1:acme"`), `iam-path arn:aws:iam::1:acme`},
		{policy.UseInline, st(`"Action":¦"GetObject","Resource":"*"`), `action GetObject`},
		{policy.UseInline, st(`"NotAction":¦"","Resource":"*"`), `action`},
		{policy.UseInline, st(`"Action":¦"s3:Get:Object","Resource":"*"`), `action-colons s3:Get:Object`},
		{policy.UseInline, st(`"Action":¦"s 3:Get","Resource":"*"`), `action-vendor s 3`},
	} {
		text := strings.Replace(c.text, "¦", "", 1)
		if doc, err := policy.Read(text, c.use); describe(text, err) != c.want+" at "+c.text || doc != nil {
			t.Errorf("Read(%.400s, %s) = %s, want %s at %.400s", text, c.use, describe(text, err), c.want, c.text)
		}
	}
}

// TestDatesAreRefused: values of a date operator that are no dates, part by part
// ("Date condition operators"; "The policy failed legacy parsing").
func TestDatesAreRefused(t *testing.T) {
	t.Parallel()
	for _, date := range []string{
		"", "x", "+12345", "99999999999999999999", "2026-13", "2026-01-32", "2026-00-01", "2026-01-01-01", "2026-1x", "292278994-01",
		"2026-01-01T24:00", "2026-01-01T00:60", "2026-01-01T00:00:60Z", "2026-01-01T1:2:3:4", "2026-01-01Tx", "2026-01-01T00:00.5:00", "2026-01-01T00:00:00.1234567890",
		"2026-01-01T00:00:00.x", "2026-01-01T00:00:x.5", "2026-01-01T00:00+1", "2026-01-01T00:00+24:00", "2026-01-01T00:00+01:60", "2026-01-01T00:00+01:5", "2026-01-01T00:00Zx",
	} {
		_, err := policy.Read(st(good+`,"Condition":{"DateLessThan":{"aws:CurrentTime":"`+date+`"}}`), policy.UseInline)
		var e *policy.Error
		if !errors.As(err, &e) || e.Code != policy.CodeLegacy {
			t.Errorf("a date of %q = %v, want it refused", date, err)
		}
	}
}

func members(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf(`"m%d":1`, i)
	}
	return strings.Join(list, ",")
}

// TestTakenDocuments: what AWS takes, however odd.
func TestTakenDocuments(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		use  policy.Use
		text string
	}{
		{policy.UseInline, "\ufeff"[3:] + " \t\r\n" + st(good) + "\n"},
		{policy.UseManaged, st(good)},
		{policy.UseInline, `{"Id":"x","Statement":{"Effect":"Deny","NotAction":["*"],"NotResource":["*"]}}`},
		{policy.UseInline, st(`"Action":["s3: x ","s3-a.b:*","*"],"Resource":["*","arn:aws:fdsasf","arn:*:s3:::a","arn:aws-cn:s3:::a"]`)},
		{policy.UseInline, st(goodAction + `,"Resource":["arn:aws:iam::*:*","arn:aws:iam::1:user/a","arn:aws:s3:eu-west-1:123456789012:accesspoint/a","arn:aws:s3:::a"]`)},
		{policy.UseInline, st(good + `,"Condition":{}`)},
		{policy.UseInline, st(good + `,"Condition":{"nothing":{},"Bool":{"a":[],"b":true,"c":[false,1.5e3,"x"]}}`)},
		{policy.UseInline, st(good + `,"Condition":{"DateLessThan":{"a":["01T","-292275054","2026","2026-01-02T03:04:05.678+09:30","1767225600","2026-01-01T00:00:00-0930","2016-12-13t2:00:00.593194+23"]}}`)},
		{policy.UseResource, st(`"Principal":{"AWS":["*","123456789012","arn:aws:iam::123456789012:root","AIDAQQQQQQQQQQQQQQQQ"],"Service":"s3.amazonaws.com","Federated":"x","CanonicalUser":"y"},` + good)},
		{policy.UseResource, `{"Statement":{"Sid":"a b","Effect":"Deny","NotPrincipal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}}`},
		{policy.UseTrust, st(`"Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"`)},
		{policy.UseControl, st(good)},
		{policy.UseInline, `{"Statement":[{"Sid":"","Effect":"Allow",` + good + `},{"Sid":"","Effect":"Allow",` + good + `}]}`},
	} {
		if _, err := policy.Read(c.text, c.use); err != nil {
			t.Errorf("Read(%s, %s) = %v", c.text, c.use, err)
		}
	}
}

// TestStringsAreRead follows RFC 8259, section 7.
func TestStringsAreRead(t *testing.T) {
	t.Parallel()
	doc, err := policy.Parse(`{"Id":"\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00\ud83dx\ud83d\u0041한","Statement":{"Effect":"Allow"}}`)
	if err != nil {
		t.Fatal(err)
	}
	if want := "\"\\/\b\f\n\r\té😀\ufffdx\ufffdA한"; doc.ID != want {
		t.Errorf("Id = %q, want %q", doc.ID, want)
	}
	if doc.Text() == "" || doc.Position(0) != (policy.Position{Line: 1, Column: 1}) {
		t.Errorf("Text() = %q, Position(0) = %v", doc.Text(), doc.Position(0))
	}
}

func TestErrorsAreForLogs(t *testing.T) {
	t.Parallel()
	_, err := policy.Parse(`{"Version":"1"}`)
	if want := `policy: version "1" at line 1, column 12`; err.Error() != want {
		t.Errorf("Error() = %s, want %s", err, want)
	}
	var e *policy.Error
	if !errors.As(err, &e) || e.Arg() != "1" || (&policy.Error{}).Arg() != "" {
		t.Errorf("Arg() = %q", e.Arg())
	}
	if paths := policy.IAMPaths(); len(paths) != 13 || paths[0] != "user/" {
		t.Errorf("IAMPaths() = %v", paths)
	}
}

// TestStatementWithoutElements is about documents that Check would refuse: a
// statement without actions covers nothing, one without a principal nobody.
func TestStatementWithoutElements(t *testing.T) {
	t.Parallel()
	doc, err := policy.Parse(`{"Statement":[{"Effect":"Allow"},{"Effect":"Allow","Action":"*"}]}`)
	if err != nil {
		t.Fatal(err)
	}
	r := policy.Request{Principal: benchUser, Action: "s3:GetObject", Resource: "*"}
	p := policy.Policies{Resource: &policy.Source{Doc: doc}}
	c := policy.NewCompiler(nil)
	if got := policy.Evaluate(r, p).Outcome; got != policy.ImplicitlyDenied || c.Set(p).Decide(c.Query(r)) != got {
		t.Errorf("Evaluate = %s, want a denial", got)
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range mix {
		f.Add(text)
	}
	f.Add(st(everybody + good + `,"Condition":{"ForAnyValue:StringLikeIfExists":{"aws:x":["${a, 'b'}","${*}"]}}`))
	f.Add(`{"Id":"\ud83d\ude00\n","Statement":{}}`)
	f.Fuzz(func(t *testing.T, text string) {
		for _, use := range []policy.Use{policy.UseManaged, policy.UseInline, policy.UseResource, policy.UseTrust, policy.UseControl} {
			doc, err := policy.Read(text, use)
			var e *policy.Error
			switch {
			case err != nil && !errors.As(err, &e):
				t.Fatalf("Read = %T, want an *Error", err)
			case err != nil && (e.Position.Line < 1 || e.Position.Column < 1):
				t.Fatalf("Read = %v: no place", err)
			case err == nil && len(doc.Statements) == 0:
				t.Fatal("Read gave a document without statements")
			}
		}
	})
}
