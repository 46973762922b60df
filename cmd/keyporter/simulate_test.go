package main_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// write puts text into a file of the test and returns its name.
func write(t testing.TB, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

const (
	reader    = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": {\n    \"Sid\": \"Read\", \"Effect\": \"Allow\",\n    \"Action\": \"s3:Get*\", \"Resource\": \"arn:aws:s3:::acme/*\",\n    \"Condition\": {\"IpAddress\": {\"aws:SourceIp\": \"10.0.0.0/8\"}}\n  }\n}"
	denier    = `{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}`
	principal = "arn:aws:iam::123456789012:user/ana"
)

func TestSimulateTellsWhy(t *testing.T) {
	t.Parallel()
	file := write(t, "reader.json", reader)
	args := []string{"simulate", "--principal", principal, "--action", "s3:GetObject", "--resource", "arn:aws:s3:::acme/x", "--policy", file}
	code, out, errs := once(t, nil, append(args, "--context", "aws:SourceIp=10.1.2.3")...)
	for _, want := range []string{"Allowed: s3:GetObject arn:aws:s3:::acme/x\n", "→ allows: identity policy, " + file + ", statement 1, Sid Read, line 3\n"} {
		if code != 0 || !strings.Contains(out, want) {
			t.Errorf("simulate = %d %q %q, want %q", code, out, errs, want)
		}
	}
	code, out, errs = once(t, nil, append(args, "--lang", "ko")...)
	for _, want := range []string{"암시적 거부: s3:GetObject", "IpAddress", "요청에 키가 없습니다", "aws:SourceIp\n"} {
		if code != 0 || !strings.Contains(out, want) {
			t.Errorf("simulate --lang ko = %d %q %q, want %q", code, out, errs, want)
		}
	}
}

func TestSimulateAsJSON(t *testing.T) {
	t.Parallel()
	code, out, errs := once(t, nil, "simulate", "--principal", principal, "--action", "s3:GetObject", "--action", "ec2:RunInstances",
		"--policy", write(t, "reader.json", reader), "--boundary", write(t, "denier.json", denier), "--scp", write(t, "scp.json", denier),
		"--session-policy", write(t, "session.json", denier), "--format", "json")
	var first struct {
		Decision, Cause string
		Reasons         []struct{ Layer, Effect string }
	}
	lines := strings.SplitN(out, "\n", 2)
	if err := json.Unmarshal([]byte(lines[0]), &first); code != 0 || err != nil {
		t.Fatalf("simulate = %d %q %q: %v", code, out, errs, err)
	}
	if first.Decision != "ExplicitlyDenied" || len(first.Reasons) != 3 || !strings.Contains(lines[1], "ImplicitlyDenied") {
		t.Errorf("simulate = %s, want three denials and an implicit one", out)
	}
}

func TestSimulateRefusesWhatItCannotRead(t *testing.T) {
	t.Parallel()
	file := write(t, "broken.json", "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": {\"Effect\": \"Maybe\"}\n}")
	for name, args := range map[string][]string{
		"line 3, column 27": {"--principal", principal, "--action", "s3:GetObject", "--policy", file},
		"--principal":       {"--action", "s3:GetObject"},
		"KEY=VALUE":         {"--principal", principal, "--action", "s3:GetObject", "--context", "aws:SourceIp"},
		"no such file":      {"--principal", principal, "--action", "s3:GetObject", "--policy", "missing.json"},
		"request":           {write(t, "case.json", "{}")},
		"absent.json":       {"--batch", "absent.json"},
	} {
		code, out, errs := once(t, nil, append([]string{"simulate"}, args...)...)
		if code != 2 || out != "" || !strings.Contains(errs, name) {
			t.Errorf("simulate %q = %d %q %q, want 2 and a word about %s", args, code, out, errs, name)
		}
	}
}

// batch runs simulate --batch over the text.
func batch(t testing.TB, text string) []map[string]any {
	t.Helper()
	cmd := exec.Command(binary, "simulate", "--batch")
	cmd.Stdin, cmd.Env = strings.NewReader(text), environment()
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("simulate --batch = %v", err)
	}
	var list []map[string]any
	for d := json.NewDecoder(bytes.NewReader(out)); d.More(); {
		var one map[string]any
		if err := d.Decode(&one); err != nil {
			t.Fatal(err)
		}
		list = append(list, one)
	}
	return list
}

func TestBatchAnswersEachLine(t *testing.T) {
	t.Parallel()
	good := func(id string) string {
		return `{"id":` + id + `,"unknown":{"x":[1]},"request":{"principal":"` + principal + `","action":"S3:getobject","resource":"arn:aws:s3:::b/k","context":{}},` +
			`"identityPolicies":[{"name":"p","source":"user-inline","policy":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}}],"permissionBoundary":null,"resourcePolicy":null}`
	}
	got := batch(t, "\ufeff"+good(`"a\u00e9"`)+"\r\n\n"+good("12")+"\nnot JSON\n"+strings.Replace(good(`"x"`), `"action"`, `"axion"`, 1)+"\n"+
		strings.Replace(good(`"y"`), `"Allow"`, `"Allways"`, 1)+"\n"+strings.Replace(good(`0`), `"id":0,`, ``, 1))
	want := []string{`"aé" Allowed`, `12 Allowed`, `null 4 error`, `"x" error`, `"y" error`, `null 7 Allowed`}
	for i, one := range got {
		id, _ := json.Marshal(one["id"])
		text := string(id)
		if line, ok := one["line"]; ok {
			text += fmt.Sprintf(" %v", line)
		}
		if _, ok := one["error"].(string); ok {
			text += " error"
		} else {
			text += fmt.Sprintf(" %v", one["decision"])
			if _, ok := one["reasons"].([]any); !ok {
				t.Errorf("line %d has no list of reasons: %v", i, one)
			}
		}
		if i >= len(want) || text != want[i] {
			t.Errorf("line %d = %s, want one of %q", i, text, want)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d answers, want %d", len(got), len(want))
	}
}

// mixedCases makes lines of about 1.4 kB, with the constructs of real accounts.
func mixedCases(n int) string {
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	statement := func(i int) string {
		bucket := fmt.Sprintf("acme-%s-%d", pick("data", "data", "logs"), r.IntN(3))
		condition := pick(``, ``, `,"Condition":{"StringLike":{"s3:prefix":["home/${aws:username}/*","shared/*"]}}`,
			`,"Condition":{"NotIpAddress":{"aws:SourceIp":["10.0.0.0/8","203.0.113.0/24"]}}`,
			`,"Condition":{"Bool":{"aws:SecureTransport":true},"StringEqualsIfExists":{"aws:PrincipalTag/team":"payments"}}`)
		return fmt.Sprintf(`{"Sid":"S%d","Effect":"%s","Action":["s3:GetObject*","s3:%s","ec2:Describe*"],"Resource":["arn:aws:s3:::%s","arn:aws:s3:::%s/*"]%s}`,
			i, pick("Allow", "Allow", "Allow", "Deny"), pick("ListBucket", "PutObject", "DeleteObject"), bucket, bucket, condition)
	}
	document := func() string {
		return fmt.Sprintf(`{"Version":"2012-10-17","Statement":[%s,%s]}`, statement(1), statement(2))
	}
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"id":"case-%d","request":{"principal":"%s","action":"s3:%s","resource":"arn:aws:s3:::acme-data-%d/home/ana/x","resourceAccount":"123456789012",`+
			`"context":{"aws:username":"ana","aws:SourceIp":"10.1.2.3","aws:SecureTransport":"true","aws:PrincipalTag/team":"payments","s3:prefix":"home/ana/"}},`+
			`"identityPolicies":[{"name":"one","source":"user-inline","policy":%s},{"name":"two","source":"group-managed","policy":%s}],"permissionBoundary":%s,"resourcePolicy":null}`+"\n",
			i, principal, pick("GetObject", "GetObject", "PutObject"), r.IntN(3), document(), document(),
			pick("null", `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}`))
	}
	return b.String()
}

// BenchmarkBatch runs the whole process over 3,000 cases. The floor of the same
// run is the process that only prints its version.
func BenchmarkBatch(b *testing.B) {
	file := write(b, "cases.jsonl", mixedCases(3000))
	info, err := os.Stat(file)
	if err != nil {
		b.Fatal(err)
	}
	for name, args := range map[string][]string{"simulate": {"simulate", "--batch", file}, "start alone": {"version"}} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(info.Size())
			for b.Loop() {
				cmd := exec.Command(binary, args...)
				cmd.Env = environment()
				if err := cmd.Run(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
