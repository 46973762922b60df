package policy_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"keyporter/internal/policy"
)

// recipe makes one that Check takes.
func (g generator) recipe() policy.Recipe {
	r := policy.Recipe{
		Bucket: g.pick("acme-data", "acme.data", "abc", "a23"),
		Prefix: g.pick("", "", "reports/", "a*b?c$d/", "${aws:username}/", "x${", "한글/ /", "a\\\"b<&>/", "*", "${*}", "$"),
		List:   g.IntN(2) == 0, Read: g.IntN(2) == 0, Write: g.IntN(2) == 0, Delete: g.IntN(2) == 0, MFA: g.IntN(2) == 0,
	}
	if !r.List && !r.Read && !r.Write && !r.Delete {
		r.Read = true
	}
	for range g.IntN(3) {
		r.SourceIPs = append(r.SourceIPs, g.pick("10.0.0.0/8", "203.0.113.7", "2001:db8::/32", "0.0.0.0/0"))
	}
	return r
}

// shuffled is the document with its statements and values in another order, and
// what makes no difference changed.
func (g generator) shuffled(t *testing.T, d *policy.Document) *policy.Document {
	t.Helper()
	out := content(d)
	mix := func(list []policy.Text) {
		g.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	}
	g.Shuffle(len(out.Statements), func(i, j int) { out.Statements[i], out.Statements[j] = out.Statements[j], out.Statements[i] })
	for i := range out.Statements {
		s := &out.Statements[i]
		s.Sid = ""
		mix(s.Actions)
		s.Actions[0].Value = strings.ToUpper(s.Actions[0].Value)
		g.Shuffle(len(s.Conditions), func(i, j int) { s.Conditions[i], s.Conditions[j] = s.Conditions[j], s.Conditions[i] })
		for j := range s.Conditions {
			s.Conditions[j].Key = strings.ToUpper(s.Conditions[j].Key)
			if s.Conditions[j].Operator == "Bool" {
				s.Conditions[j].Values[0].Value = "True"
			}
		}
	}
	again, err := policy.Parse(out.JSON())
	if err != nil {
		t.Fatal(err)
	}
	return again
}

func TestRecipesReadBack(t *testing.T) {
	t.Parallel()
	g := generator{rand.New(rand.NewPCG(3, 4))}
	for range 2000 {
		r := g.recipe()
		if wrong := r.Check(); len(wrong) > 0 {
			t.Fatalf("%+v.Check() = %v", r, wrong)
		}
		d := r.Document()
		if got, ok := policy.ReadRecipe(d); !ok || !reflect.DeepEqual(got, r) {
			t.Errorf("ReadRecipe(%s) = %+v, %v, want %+v", d.Text(), got, ok, r)
		}
		if got, ok := policy.ReadRecipe(g.shuffled(t, d)); !ok || !reflect.DeepEqual(got, r) {
			t.Errorf("ReadRecipe(%s, shuffled) = %+v, %v, want %+v", d.Text(), got, ok, r)
		}
		if err := d.Check(policy.UseManaged); err != nil {
			t.Errorf("%s.Check(UseManaged) = %v", d.Text(), err)
		}
	}
}

func TestOtherPoliciesAreNoRecipes(t *testing.T) {
	t.Parallel()
	const recipe = `{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::acme-data/*"}`
	document := func(version, statements string) string {
		return `{"Version":"` + version + `","Statement":[` + statements + `]}`
	}
	if d := parsed(t, document("2012-10-17", recipe)); !isRecipe(d) {
		t.Fatalf("ReadRecipe(%s) reports false", d.Text())
	}
	for name, text := range map[string]string{
		"an older version":           document("2008-10-17", recipe),
		"a deny":                     document("2012-10-17", strings.Replace(recipe, "Allow", "Deny", 1)),
		"another action":             document("2012-10-17", strings.Replace(recipe, `"s3:GetObject"`, `["s3:GetObject","s3:GetObjectAcl"]`, 1)),
		"a wildcard for the verb":    document("2012-10-17", strings.Replace(recipe, "s3:GetObject", "s3:*", 1)),
		"all but an action":          document("2012-10-17", strings.Replace(recipe, "Action", "NotAction", 1)),
		"all but a resource":         document("2012-10-17", strings.Replace(recipe, "Resource", "NotResource", 1)),
		"a second bucket":            document("2012-10-17", recipe+","+strings.Replace(recipe, "acme-data", "acme-logs", 1)),
		"a second resource":          document("2012-10-17", strings.Replace(recipe, `"arn:aws:s3:::acme-data/*"`, `["arn:aws:s3:::acme-data/*","arn:aws:s3:::b/*"]`, 1)),
		"a wildcard in the bucket":   document("2012-10-17", strings.Replace(recipe, "acme-data", "acme-*", 1)),
		"a variable in the prefix":   document("2012-10-17", strings.Replace(recipe, "data/*", "data/${aws:username}/*", 1)),
		"a wildcard in the prefix":   document("2012-10-17", strings.Replace(recipe, "data/*", "data/*/x*", 1)),
		"one object":                 document("2012-10-17", strings.Replace(recipe, "data/*", "data/x", 1)),
		"another partition":          document("2012-10-17", strings.Replace(recipe, "arn:aws:", "arn:aws-cn:", 1)),
		"a principal":                document("2012-10-17", strings.Replace(recipe, `{`, `{"Principal":"*",`, 1)),
		"MFA that may be absent":     document("2012-10-17", strings.Replace(recipe, `{`, `{"Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"true"}},`, 1)),
		"no MFA":                     document("2012-10-17", strings.Replace(recipe, `{`, `{"Condition":{"Bool":{"aws:MultiFactorAuthPresent":"false"}},`, 1)),
		"another condition":          document("2012-10-17", strings.Replace(recipe, `{`, `{"Condition":{"Bool":{"aws:SecureTransport":"true"}},`, 1)),
		"a condition on one of two":  document("2012-10-17", strings.Replace(recipe, `{`, `{"Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}},`, 1)+","+strings.Replace(recipe, "Get", "Put", 1)),
		"no list of actions":         document("2012-10-17", `{"Effect":"Allow","Resource":"arn:aws:s3:::acme-data/*"}`),
		"listing without the region": document("2012-10-17", `{"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::acme-data"}`),
	} {
		if d := parsed(t, text); isRecipe(d) {
			r, _ := policy.ReadRecipe(d)
			t.Errorf("%s: ReadRecipe(%s) = %+v, want false", name, text, r)
		}
	}
	for _, text := range seeds {
		if isRecipe(parsed(t, text)) {
			t.Errorf("ReadRecipe(%s) reports true", text)
		}
	}
}

func parsed(t testing.TB, text string) *policy.Document {
	t.Helper()
	d, err := policy.Parse(text)
	if err != nil {
		t.Fatalf("Parse(%s) = %v", text, err)
	}
	return d
}

func isRecipe(d *policy.Document) bool {
	_, ok := policy.ReadRecipe(d)
	return ok
}

// TestRecipesLimitWhatCanBeLimited: the actions are about what the statements
// name, and know the key of the prefix where it is asked for (Service
// Authorization Reference).
func TestRecipesLimitWhatCanBeLimited(t *testing.T) {
	t.Parallel()
	for _, prefix := range []string{"", "reports/"} {
		d := policy.Recipe{Bucket: "acme-data", Prefix: prefix, List: true, Read: true, Write: true, Delete: true}.Document()
		for _, s := range d.Statements {
			kind := "bucket"
			if strings.Contains(s.Resources[0].Value, "/") {
				kind = "object"
			}
			for _, a := range s.Actions {
				fact, known := policy.Action(a.Value)
				if !known || !slices.Contains(fact.Resources, kind) {
					t.Errorf("%s is about %v, want %s", a.Value, fact.Resources, kind)
				}
				wanted := len(s.Conditions) > 0
				if has := slices.Contains(fact.Conditions, "s3:prefix"); wanted && !has || prefix != "" && kind == "bucket" && has != wanted {
					t.Errorf("%s: %s knows s3:prefix %v, the statement has it %v", prefix, a.Value, has, wanted)
				}
			}
		}
	}
}

// TestRecipesAreChecked names the rules ("General purpose bucket naming rules",
// "Naming Amazon S3 objects", Amazon S3 User Guide).
func TestRecipesAreChecked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ bucket, prefix, sources, want string }{
		{"acme-data", "reports/", "10.0.0.0/8 203.0.113.7 2001:db8::/32 ::1", ""},
		{"1ab", "a/", "", ""},
		{strings.Repeat("a", 63), strings.Repeat("a", 1024), "", ""},
		{"ab", "", "", "bucket bucket-length"},
		{strings.Repeat("a", 64), "", "", "bucket bucket-length"},
		{"Acme", "", "", "bucket bucket-chars"},
		{"acme_data", "", "", "bucket bucket-chars"},
		{"acme/data", "", "", "bucket bucket-chars"},
		{"acme*", "", "", "bucket bucket-chars"},
		{"acme한글", "", "", "bucket bucket-chars"},
		{"-acme", "", "", "bucket bucket-ends"},
		{"acme.", "", "", "bucket bucket-ends"},
		{"acme..data", "", "", "bucket bucket-periods"},
		{"acme.-data", "", "", ""},
		{"192.168.5.4", "", "", "bucket bucket-ip"},
		{"192.168.5.400", "", "", ""},
		{"xn--acme", "", "", "bucket bucket-affix xn--"},
		{"sthree-acme", "", "", "bucket bucket-affix sthree-"},
		{"amzn-s3-demo-bucket", "", "", "bucket bucket-affix amzn-s3-demo-"},
		{"acme-s3alias", "", "", "bucket bucket-affix -s3alias"},
		{"acme--ol-s3", "", "", "bucket bucket-affix --ol-s3"},
		{"acme.mrap", "", "", "bucket bucket-affix .mrap"},
		{"acme--use1-az4--x-s3", "", "", "bucket bucket-affix --x-s3"},
		{"acme--table-s3", "", "", "bucket bucket-affix --table-s3"},
		{"acme-data", "/reports", "", "prefix prefix-slash"},
		{"acme-data", strings.Repeat("a", 1025), "", "prefix prefix-long"},
		{"acme-data", "a\nb", "", "prefix prefix-chars"},
		{"acme-data", "a\x7fb", "", "prefix prefix-chars"},
		{"acme-data", "a\xff", "", "prefix prefix-chars"},
		{"acme-data", "", "10.0.0.0/33 ok 10.1.2.3/8 2001:db8::1/32 fe80::1%eth0 10.0.0.0/8", "source-ips source 10.0.0.0/33; source-ips source ok; " +
			"source-ips source-host 10.0.0.0/8; source-ips source-host 2001:db8::/32; source-ips source fe80::1%eth0"},
	} {
		r := policy.Recipe{Bucket: c.bucket, Prefix: c.prefix, Read: true, SourceIPs: strings.Fields(c.sources)}
		if got := problems(r); got != c.want {
			t.Errorf("%+v.Check() = %s, want %s", r, got, c.want)
		}
	}
	if got := problems(policy.Recipe{}); got != "bucket bucket-length; verbs no-verb" {
		t.Errorf("the empty recipe's Check() = %s", got)
	}
	if d := (policy.Recipe{Bucket: "acme-data", Prefix: "\xff", Read: true}).Document(); len(d.Statements) != 1 {
		t.Errorf("a recipe that Check refuses has %d statements", len(d.Statements))
	}
}

func problems(r policy.Recipe) string {
	var list []string
	for _, p := range r.Check() {
		list = append(list, strings.TrimSpace(fmt.Sprint(p.Field, " ", p.Code, " ", p.Arg)))
	}
	return strings.Join(list, "; ")
}
