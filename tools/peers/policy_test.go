package peers

import (
	"fmt"
	"testing"

	"github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/types"

	"keyporter/internal/policy"
)

// The mix of internal/policy's benchmarks, for both: nine statements in four
// policies, eight requests with the same eight answers.
var documents = []string{
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

// The same in Cedar: wildcards of actions are groups, those of names are like.
const cedarPolicies = `
permit (principal, action in [Action::"s3:GetObject", Action::"s3:GetObjectVersion"], resource in Bucket::"acme-data");
permit (principal, action == Action::"s3:ListBucket", resource == Bucket::"acme-data")
  when { context has prefix && (context.prefix == "" || context.prefix == "home/" || context.prefix like "home/*" && context.owner == principal.name) };
permit (principal, action in [Action::"s3:PutObject", Action::"s3:DeleteObject"], resource in Bucket::"acme-data")
  when { resource.key like "home/*" && resource.owner == principal.name };
permit (principal, action in [Action::"ec2:Describe", Action::"cloudwatch:Get"], resource);
permit (principal, action in Action::"s3:Get", resource in Bucket::"acme-logs");
permit (principal, action == Action::"s3:ListAllMyBuckets", resource);
permit (principal, action in Action::"s3:Object", resource) when { resource.bucket like "acme-*-tmp" };
forbid (principal, action in Action::"s3:Delete", resource in Bucket::"acme-data")
  unless { context.ip.isInRange(ip("10.0.0.0/8")) || context.ip.isInRange(ip("203.0.113.0/24")) };
permit (principal, action == Action::"iam:GetUser", resource) when { resource == principal };
`

var requests = []struct {
	action, bucket, key, owner, ip, prefix string
	want                                   policy.Outcome
}{
	{"s3:GetObject", "acme-data", "reports/a.csv", "", "10.1.2.3", "", policy.Allowed},
	{"s3:GetObjectTagging", "acme-logs", "2026/x", "", "10.1.2.3", "", policy.Allowed},
	{"s3:PutObject", "acme-build-tmp", "x", "", "10.1.2.3", "", policy.Allowed},
	{"s3:ListBucket", "acme-data", "", "ana", "10.1.2.3", "home/ana/docs", policy.Allowed},
	{"s3:PutObject", "acme-data", "home/ana/x", "ana", "10.1.2.3", "", policy.Allowed},
	{"s3:DeleteObject", "acme-data", "home/ana/x", "ana", "192.0.2.7", "", policy.ExplicitlyDenied},
	{"s3:DeleteObjectVersion", "acme-data", "x", "", "192.0.2.7", "", policy.ExplicitlyDenied},
	{"s3:PutObject", "acme-data", "home/bo/x", "bo", "10.1.2.3", "", policy.ImplicitlyDenied},
}

// groups are the action patterns of the documents.
var groups = map[string][]string{
	"s3:GetObject": {"s3:Get", "s3:Object"}, "s3:GetObjectTagging": {"s3:Get"}, "s3:PutObject": {"s3:Object"},
	"s3:DeleteObject": {"s3:Delete", "s3:Object"}, "s3:DeleteObjectVersion": {"s3:Delete"},
}

func BenchmarkMixKeyporter(b *testing.B) {
	var p policy.Policies
	for i, text := range documents {
		doc, err := policy.Read(text, policy.UseManaged)
		if err != nil {
			b.Fatal(err)
		}
		p.Identity = append(p.Identity, policy.Source{Name: fmt.Sprint(i), Doc: doc})
	}
	var known []string
	for _, r := range requests {
		known = append(known, r.action)
	}
	c := policy.NewCompiler(known)
	set := c.Set(p)
	queries := make([]*policy.Query, len(requests))
	for i, r := range requests {
		values := map[string][]string{"aws:username": {"ana"}, "aws:SourceIp": {r.ip}}
		resource := "arn:aws:s3:::" + r.bucket
		if r.action == "s3:ListBucket" {
			values["s3:prefix"] = []string{r.prefix}
		} else {
			resource += "/" + r.key
		}
		queries[i] = c.Query(policy.Request{Principal: "arn:aws:iam::123456789012:user/ana", Action: r.action, Resource: resource, Context: policy.NewContext(values)})
		if got := set.Decide(queries[i]); got != r.want {
			b.Fatalf("Decide(%s) = %s, want %s", r.action, got, r.want)
		}
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		set.Decide(queries[i&7])
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds()/1e6, "M/s")
}

func BenchmarkMixCedar(b *testing.B) {
	policies, err := cedar.NewPolicySetFromBytes("mix.cedar", []byte(cedarPolicies))
	if err != nil {
		b.Fatal(err)
	}
	user := cedar.NewEntityUID("User", "ana")
	entities := cedar.EntityMap{user: {UID: user, Attributes: cedar.NewRecord(cedar.RecordMap{"name": cedar.String("ana")})}}
	for action, parents := range groups {
		uid := cedar.NewEntityUID("Action", cedar.String(action))
		var of []cedar.EntityUID
		for _, g := range parents {
			of = append(of, cedar.NewEntityUID("Action", cedar.String(g)))
		}
		entities[uid] = cedar.Entity{UID: uid, Parents: cedar.NewEntityUIDSet(of...)}
	}
	asks := make([]cedar.Request, len(requests))
	for i, r := range requests {
		bucket := cedar.NewEntityUID("Bucket", cedar.String(r.bucket))
		entities[bucket] = cedar.Entity{UID: bucket, Attributes: cedar.NewRecord(cedar.RecordMap{"bucket": cedar.String(r.bucket), "key": cedar.String(""), "owner": cedar.String("")})}
		resource := bucket
		if r.key != "" {
			resource = cedar.NewEntityUID("Object", cedar.String(r.bucket+"/"+r.key))
			entities[resource] = cedar.Entity{UID: resource, Parents: cedar.NewEntityUIDSet(bucket), Attributes: cedar.NewRecord(cedar.RecordMap{
				"bucket": cedar.String(r.bucket), "key": cedar.String(r.key), "owner": cedar.String(r.owner)})}
		}
		ip, err := types.ParseIPAddr(r.ip)
		if err != nil {
			b.Fatal(err)
		}
		context := cedar.RecordMap{"ip": ip, "owner": cedar.String(r.owner)}
		if r.action == "s3:ListBucket" {
			context["prefix"] = cedar.String(r.prefix)
		}
		asks[i] = cedar.Request{Principal: user, Action: cedar.NewEntityUID("Action", cedar.String(r.action)), Resource: resource, Context: cedar.NewRecord(context)}
		decision, diagnostic := cedar.Authorize(policies, entities, asks[i])
		if (decision == cedar.Allow) != (r.want == policy.Allowed) || (r.want == policy.ExplicitlyDenied) != (decision == cedar.Deny && len(diagnostic.Reasons) > 0) {
			b.Fatalf("Authorize(%s) = %v %+v, want %s", r.action, decision, diagnostic, r.want)
		}
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		cedar.Authorize(policies, entities, asks[i&7])
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds()/1e6, "M/s")
}
