package policy_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"keyporter/internal/policy"
)

// mix is nine statements in four policies: wildcards, a variable, a prefix, a
// network, one Deny.
var mix = []string{
	`{"Version":"2012-10-17","Statement":[
		{"Effect":"Allow","Action":["s3:GetObject","s3:GetObjectVersion"],"Resource":"arn:aws:s3:::acme-data/*"},
		{"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::acme-data","Condition":{"StringLike":{"s3:prefix":["","home/","home/${aws:username}/*"]}}},
		{"Effect":"Allow","Action":["s3:PutObject","s3:DeleteObject"],"Resource":"arn:aws:s3:::acme-data/home/${aws:username}/*"}]}`,
	`{"Version":"2012-10-17","Statement":[
		{"Effect":"Allow","Action":["ec2:Describe*","cloudwatch:Get*"],"Resource":"*"},
		{"Effect":"Allow","Action":"s3:Get*","Resource":["arn:aws:s3:::acme-logs","arn:aws:s3:::acme-logs/*"]}]}`,
	`{"Version":"2012-10-17","Statement":[
		{"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"},
		{"Effect":"Allow","Action":"s3:*Object","Resource":"arn:aws:s3:::acme-*-tmp/*"}]}`,
	`{"Version":"2012-10-17","Statement":[
		{"Effect":"Deny","Action":"s3:Delete*","Resource":"arn:aws:s3:::acme-data/*","Condition":{"NotIpAddress":{"aws:SourceIp":["10.0.0.0/8","203.0.113.0/24"]}}},
		{"Effect":"Allow","Action":"iam:GetUser","Resource":"arn:aws:iam::*:user/${aws:username}"}]}`,
}

// mixRequests are three plain allows, two through a condition or a variable, two
// explicit denies and one implicit.
func mixRequests() (requests []policy.Request, want []policy.Outcome) {
	ask := func(outcome policy.Outcome, action, resource, ip, prefix string) {
		values := map[string][]string{"aws:username": {"ana"}, "aws:SourceIp": {ip}, "aws:SecureTransport": {"true"}, "aws:PrincipalArn": {benchUser}}
		if prefix != "" {
			values["s3:prefix"] = []string{prefix}
		}
		requests = append(requests, policy.Request{Principal: benchUser, Action: action, Resource: resource, Context: policy.NewContext(values)})
		want = append(want, outcome)
	}
	ask(policy.Allowed, "s3:GetObject", "arn:aws:s3:::acme-data/reports/a.csv", "10.1.2.3", "")
	ask(policy.Allowed, "s3:GetObjectTagging", "arn:aws:s3:::acme-logs/2026/x", "10.1.2.3", "")
	ask(policy.Allowed, "s3:PutObject", "arn:aws:s3:::acme-build-tmp/x", "10.1.2.3", "")
	ask(policy.Allowed, "s3:ListBucket", "arn:aws:s3:::acme-data", "10.1.2.3", "home/ana/docs")
	ask(policy.Allowed, "s3:PutObject", "arn:aws:s3:::acme-data/home/ana/x", "10.1.2.3", "")
	ask(policy.ExplicitlyDenied, "s3:DeleteObject", "arn:aws:s3:::acme-data/home/ana/x", "192.0.2.7", "")
	ask(policy.ExplicitlyDenied, "s3:DeleteObjectVersion", "arn:aws:s3:::acme-data/x", "192.0.2.7", "")
	ask(policy.ImplicitlyDenied, "s3:PutObject", "arn:aws:s3:::acme-data/home/bo/x", "10.1.2.3", "")
	return requests, want
}

const benchUser = "arn:aws:iam::123456789012:user/ana"

func mixPolicies(tb testing.TB) policy.Policies {
	tb.Helper()
	var p policy.Policies
	for i, text := range mix {
		doc, err := policy.Read(text, policy.UseManaged)
		if err != nil {
			tb.Fatal(err)
		}
		p.Identity = append(p.Identity, policy.Source{Name: fmt.Sprint("p", i), Kind: policy.UserManaged, Doc: doc})
	}
	return p
}

// benchActions are those of every service whose list is known.
func benchActions() []string {
	var list []string
	for _, service := range policy.Services() {
		for _, a := range policy.Actions(service) {
			list = append(list, service+":"+a.Name)
		}
	}
	return list
}

// BenchmarkDecideMix is one decision on a compiled set.
func BenchmarkDecideMix(b *testing.B) {
	c := policy.NewCompiler(benchActions())
	set := c.Set(mixPolicies(b))
	requests, want := mixRequests()
	queries := make([]*policy.Query, len(requests))
	for i, r := range requests {
		queries[i] = c.Query(r)
		if got := set.Decide(queries[i]); got != want[i] {
			b.Fatalf("Decide(%s) = %s, want %s", r.Action, got, want[i])
		}
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		set.Decide(queries[i&7])
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds()/1e6, "M/s")
}

// BenchmarkExplainMix is one decision with all its reasons.
func BenchmarkExplainMix(b *testing.B) {
	p := mixPolicies(b)
	requests, _ := mixRequests()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		policy.Evaluate(requests[i&7], p)
	}
}

// account is a synthetic account: users with policies of their own and of their
// groups, some with a boundary; buckets, half of them with a policy; an
// organization of three levels.
type account struct {
	users   []policy.Policies
	names   []string
	buckets []string
	guards  []*policy.Source // the bucket policies
}

func newAccount(tb testing.TB, users, groups, policies, buckets int) *account {
	g := accountGenerator{rand.New(rand.NewPCG(1, 1)), buckets}
	a := &account{}
	read := func(text string, use policy.Use) policy.Source {
		doc, err := policy.Read(text, use)
		if err != nil {
			tb.Fatalf("Read(%s) = %v", text, err)
		}
		return policy.Source{Name: "p", Doc: doc}
	}
	managed := make([]policy.Source, policies)
	for i := range managed {
		managed[i] = read(g.document(1+g.IntN(4)), policy.UseInline)
	}
	members := make([][]policy.Source, groups)
	for i := range members {
		for range 1 + g.IntN(3) {
			members[i] = append(members[i], managed[g.IntN(policies)])
		}
	}
	boundary := read(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*","ec2:*","cloudwatch:*"],"Resource":"*"},{"Effect":"Deny","Action":"s3:PutBucketPolicy","Resource":"*"}]}`, policy.UseInline)
	full := read(`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`, policy.UseControl)
	region := read(`{"Version":"2012-10-17","Statement":{"Effect":"Deny","NotAction":["iam:*","sts:*","s3:*"],"Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-west-1","us-east-1"]}}}}`, policy.UseControl)
	control := []policy.Level{{ID: "r", Policies: []policy.Source{full, region}}, {ID: "ou", Policies: []policy.Source{full}}, {ID: "account", Policies: []policy.Source{full}}}
	for i := range users {
		p := policy.Policies{Control: control}
		for range 1 + g.IntN(3) {
			p.Identity = append(p.Identity, members[g.IntN(groups)]...)
		}
		if g.IntN(3) == 0 {
			p.Identity = append(p.Identity, read(g.document(1+g.IntN(3)), policy.UseInline))
		}
		if g.IntN(4) == 0 {
			p.Boundary = &boundary
		}
		a.users = append(a.users, p)
		a.names = append(a.names, fmt.Sprintf("user-%04d", i))
	}
	for i := range buckets {
		a.buckets = append(a.buckets, g.bucket(i))
		var guard *policy.Source
		if g.IntN(2) == 0 {
			s := read(fmt.Sprintf(`{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::%[1]s","arn:aws:s3:::%[1]s/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}},
				{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:user/user-%04[2]d","arn:aws:iam::444455556666:root"]},"Action":"s3:GetObject","Resource":"arn:aws:s3:::%[1]s/*"}]}`, a.buckets[i], g.IntN(users)), policy.UseResource)
			guard = &s
		}
		a.guards = append(a.guards, guard)
	}
	return a
}

// request is what a user asks of an object in a bucket.
func (a *account) request(user, bucket, i int) policy.Request {
	name := a.names[user]
	return policy.Request{
		Principal: "arn:aws:iam::111122223333:user/" + name, Action: [...]string{"s3:GetObject", "s3:PutObject", "s3:DeleteObject"}[i%3],
		Resource: "arn:aws:s3:::" + a.buckets[bucket] + "/home/" + name + "/x", ResourceAccount: "111122223333",
		Context: policy.NewContext(map[string][]string{"aws:username": {name}, "aws:SourceIp": {"10.1.2.3"}, "aws:SecureTransport": {"true"},
			"aws:PrincipalTag/Team": {"payments"}, "aws:RequestedRegion": {"eu-west-1"}}),
	}
}

type accountGenerator struct {
	*rand.Rand
	buckets int
}

func (g accountGenerator) bucket(i int) string {
	return fmt.Sprintf("acme-%s-%s-%d", [...]string{"data", "logs", "media", "ledger"}[i%4], [...]string{"prod", "test"}[i%2], i)
}

func (g accountGenerator) document(n int) string {
	pick := func(list ...string) string { return list[g.IntN(len(list))] }
	list := make([]string, n)
	for i := range list {
		b := g.bucket(g.IntN(g.buckets))
		resource := pick(b, b, "acme-data-*", "acme-*-prod-*")
		condition := ""
		if g.IntN(10) < 3 {
			condition = pick(`,"Condition":{"IpAddress":{"aws:SourceIp":["203.0.113.0/24","10.0.0.0/8"]}}`, `,"Condition":{"Bool":{"aws:MultiFactorAuthPresent":true}}`,
				`,"Condition":{"StringEquals":{"aws:PrincipalTag/Team":"payments"}}`, `,"Condition":{"StringLike":{"s3:prefix":["","home/${aws:username}/*"]}}`)
		}
		effect := "Allow"
		if g.IntN(6) == 0 {
			effect = "Deny"
		}
		list[i] = fmt.Sprintf(`{"Effect":%q,"Action":%s,"Resource":["arn:aws:s3:::%s","arn:aws:s3:::%s%s"]%s}`, effect,
			pick(`["s3:GetObject","s3:ListBucket"]`, `"s3:*"`, `["s3:Get*","s3:List*"]`, `["s3:PutObject","s3:DeleteObject"]`, `["ec2:Describe*","cloudwatch:Get*"]`),
			resource, resource, pick("/*", "/*", "/home/${aws:username}/*", "/*/2026/*.csv"), condition)
	}
	return `{"Version":"2012-10-17","Statement":[` + strings.Join(list, ",") + `]}`
}

// BenchmarkDecideAccount is a full decision: groups, boundary, bucket policy and
// service control policies of a user out of 5,000 on a bucket out of 1,000.
func BenchmarkDecideAccount(b *testing.B) {
	a := newAccount(b, 5000, 150, 600, 1000)
	c := policy.NewCompiler(benchActions())
	principals := make([]*policy.Set, len(a.users))
	for i := range a.users {
		principals[i] = c.Set(a.users[i])
	}
	guards := make([]*policy.Set, len(a.buckets))
	for i, guard := range a.guards {
		guards[i] = c.Set(policy.Policies{Resource: guard})
	}
	r := rand.New(rand.NewPCG(2, 2))
	type ask struct {
		principal, guard *policy.Set
		query            *policy.Query
	}
	asks := make([]ask, 8192)
	outcomes := map[policy.Outcome]int{}
	for i := range asks {
		u, k := r.IntN(len(a.users)), r.IntN(len(a.buckets))
		asks[i] = ask{principals[u], guards[k], c.Query(a.request(u, k, i))}
		outcomes[asks[i].principal.DecideOn(asks[i].guard, asks[i].query)]++
	}
	if len(outcomes) != 3 {
		b.Fatalf("outcomes = %v, want all three", outcomes)
	}
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		one := &asks[i&8191]
		one.principal.DecideOn(one.guard, one.query)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds()/1e6, "M/s")
}

// BenchmarkExplainAccount is the same with all its reasons.
func BenchmarkExplainAccount(b *testing.B) {
	a := newAccount(b, 500, 40, 150, 100)
	r := rand.New(rand.NewPCG(3, 3))
	type ask struct {
		request  policy.Request
		policies policy.Policies
	}
	asks := make([]ask, 1024)
	for i := range asks {
		u, k := r.IntN(len(a.users)), r.IntN(len(a.buckets))
		p := a.users[u]
		p.Resource = a.guards[k]
		asks[i] = ask{a.request(u, k, i), p}
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		policy.Evaluate(asks[i&1023].request, asks[i&1023].policies)
	}
}
