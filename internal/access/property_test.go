package access_test

import (
	"cmp"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"

	"keyporter/internal/access"
	"keyporter/internal/iam"
	"keyporter/internal/policy"
	"keyporter/internal/portertest"
)

// sampler asks the compiled evaluator of package policy about single requests
// of a user or a role.
type sampler struct {
	*rand.Rand
	t        *testing.T
	account  *access.Account
	compiler *policy.Compiler
	managed  map[iam.ARN]*policy.Document
	buckets  []*policy.Set
}

func newSampler(t *testing.T, a *access.Account, seed uint64) *sampler {
	s := &sampler{Rand: rand.New(rand.NewPCG(seed, 11)), t: t, account: a, managed: map[iam.ARN]*policy.Document{}}
	var actions []string
	for q := range access.Question(access.Questions) {
		actions = append(actions, q.Action())
	}
	s.compiler = policy.NewCompiler(actions)
	for _, p := range a.Policies {
		s.managed[p.ARN] = s.parse(p.Document)
	}
	for _, b := range a.Buckets {
		var p policy.Policies
		if b.Policy != "" {
			p.Resource = &policy.Source{Doc: s.parse(b.Policy)}
		}
		s.buckets = append(s.buckets, s.compiler.Set(p))
	}
	return s
}

func (s *sampler) parse(text string) *policy.Document {
	s.t.Helper()
	doc, err := policy.Parse(text)
	if err != nil {
		s.t.Fatalf("Parse(%s) = %v", text, err)
	}
	return doc
}

// asker is a user or a role with its policies and what is known of its requests.
type asker struct {
	name, principal string
	set             *policy.Set
	known           map[string][]string
}

func (s *sampler) policies(inline []iam.InlinePolicy, attached []iam.AttachedPolicy, boundary iam.ARN, groups []iam.GroupName) policy.Policies {
	var p policy.Policies
	add := func(group string, inline []iam.InlinePolicy, attached []iam.AttachedPolicy) {
		for _, one := range inline {
			p.Identity = append(p.Identity, policy.Source{Name: string(one.Name), Group: group, Doc: s.parse(one.Document)})
		}
		for _, one := range attached {
			p.Identity = append(p.Identity, policy.Source{Name: string(one.Name), Group: group, Doc: s.managed[one.ARN]})
		}
	}
	add("", inline, attached)
	for _, name := range groups {
		for _, g := range s.account.Groups {
			if strings.EqualFold(string(g.Name), string(name)) {
				add(string(g.Name), g.Inline, g.Attached)
			}
		}
	}
	if boundary != "" {
		p.Boundary = &policy.Source{Doc: s.managed[boundary]}
	}
	for _, level := range s.account.Controls {
		var l policy.Level
		for _, one := range level.Policies {
			l.Policies = append(l.Policies, policy.Source{Doc: s.parse(one.Document)})
		}
		p.Control = append(p.Control, l)
	}
	return p
}

func (s *sampler) user(u iam.User) asker {
	known := map[string][]string{
		"aws:username": {string(u.Name)}, "aws:userid": {u.ID}, "aws:PrincipalArn": {string(u.ARN)}, "aws:PrincipalType": {"User"},
		"aws:PrincipalAccount": {s.account.ID}, "aws:PrincipalIsAWSService": {"false"},
	}
	for _, tag := range u.Tags {
		known["aws:PrincipalTag/"+tag.Key] = []string{tag.Value}
	}
	return asker{string(u.Name), string(u.ARN), s.compiler.Set(s.policies(u.Inline, u.Attached, u.Boundary, u.Groups)), known}
}

// role is some session of it, whose tags may be any.
func (s *sampler) role(r iam.Role) asker {
	session := s.pick("nightly", "ci", "someone")
	known := map[string][]string{
		"aws:userid": {r.ID + ":" + session}, "aws:PrincipalArn": {string(r.ARN)}, "aws:PrincipalType": {"AssumedRole"},
		"aws:PrincipalAccount": {s.account.ID}, "aws:PrincipalIsAWSService": {"false"},
	}
	for _, key := range []string{"Team", "Department"} {
		if v := s.pick("", "payments", "ledger", "data"); v != "" {
			known["aws:PrincipalTag/"+key] = []string{v}
		}
	}
	principal := "arn:aws:sts::" + s.account.ID + ":assumed-role/" + r.Name + "/" + session
	return asker{r.Name, principal, s.compiler.Set(s.policies(r.Inline, r.Attached, r.Boundary, nil)), known}
}

func (s *sampler) pick(list ...string) string { return list[s.IntN(len(list))] }

// context adds values for what is open, or leaves it absent.
func (s *sampler) context(who asker, b iam.Bucket) *policy.Context {
	values := maps.Clone(who.known)
	owner := cmp.Or(b.Owner, s.account.ID)
	values["aws:ResourceAccount"], values["s3:ResourceAccount"] = []string{owner}, []string{owner}
	values["aws:SecureTransport"], values["aws:RequestedRegion"] = []string{s.pick("true", "true", "false")}, []string{s.pick("us-east-1", "ap-northeast-2")}
	values["aws:CurrentTime"] = []string{s.pick("2026-11-29T00:00:00Z", "2026-11-29T00:00:00Z", "2019-05-05T00:00:00Z")}
	for key, list := range map[string][]string{
		"aws:SourceIp": {"203.0.113.7", "198.51.100.9", "192.0.2.1"}, "aws:MultiFactorAuthPresent": {"true", "false", ""},
		"s3:prefix": {"", "home/", "home/" + who.name + "/x", "z"}, "s3:max-keys": {"10", "5000", ""}, "s3:TlsVersion": {"1.2", "1.1", ""},
		"aws:userAgent": {"aws-cli", "console", ""}, "s3:ExistingObjectTag/Team": {"payments", "ledger", who.team(), ""}, "s3:RequestObjectTagKeys": {"owner", "colour", ""},
		"s3:x-amz-server-side-encryption": {"aws:kms", "rot13", ""}, "aws:SourceVpce": {"vpce-0a1b2c3d4e5f60718", "vpce-1", ""}, "aws:PrincipalOrgID": {"o-a1b2c3d4e5", "o-2", ""},
	} {
		if v := s.pick(list...); v != "" {
			values[key] = []string{v}
		}
	}
	return policy.NewContext(values)
}

func (a asker) team() string {
	for key, v := range a.known {
		if strings.EqualFold(key, "aws:PrincipalTag/Team") {
			return v[0]
		}
	}
	return ""
}

// object is a key. A wildcard covers slashes too: arn:aws:s3:::*-prod covers an
// object of any bucket whose key ends so.
func (s *sampler) object(who asker) string {
	key := s.pick("x", "incoming/x", "shared/x", "home/"+who.name+"/x", "home/other/x", cmp.Or(who.team(), "company")+"/x", "company/x", "a/2025/x.csv", "2025/x", "a/home/"+who.name+"/x")
	environment := "z-" + s.pick("prod", "stage", "test", "dev")
	switch s.IntN(4) {
	case 0:
		return environment
	case 1:
		return environment + "/" + key
	}
	return key
}

// tally counts how often a request was allowed.
type tally struct{ allowed, asked int }

// request is one of a subject, with whatever stands open in it.
func (s *sampler) request(one asker, bucket int, q access.Question) policy.Request {
	b := s.account.Buckets[bucket]
	r := policy.Request{Principal: one.principal, Action: q.Action(), Resource: "arn:aws:s3:::" + b.Name, ResourceAccount: cmp.Or(b.Owner, s.account.ID), Context: s.context(one, b)}
	if q.OnObjects() {
		r.Resource += "/" + s.object(one)
	}
	return r
}

func (s *sampler) ask(who func() asker, bucket int, q access.Question, times int) tally {
	var n tally
	for range times {
		one := who()
		n.asked++
		if one.set.DecideOn(s.buckets[bucket], s.compiler.Query(s.request(one, bucket, q))) == policy.Allowed {
			n.allowed++
		}
	}
	return n
}

// How many requests are asked about an answer: of an if more, until one is
// allowed and one is not.
const (
	samples = 8
	ifMost  = 4000
)

func (s *sampler) sample(answer access.Answer, who func() asker, bucket int, q access.Question) tally {
	n := s.ask(who, bucket, q, samples)
	for answer == access.If && (n.allowed == 0 || n.allowed == n.asked) && n.asked < ifMost {
		more := s.ask(who, bucket, q, samples)
		n.asked, n.allowed = n.asked+more.asked, n.allowed+more.allowed
	}
	return n
}

// census is what came of all cells.
type census struct{ cells, ifs, constant int }

// check holds one answer to what the samples say.
func (s *sampler) check(name, bucket string, q access.Question, answer access.Answer, n tally, all *census) {
	s.t.Helper()
	all.cells++
	switch {
	case answer == access.Yes && n.allowed != n.asked, answer == access.No && n.allowed != 0:
		s.t.Errorf("%s, %s, %s: answer = %s, and %d of %d requests are allowed", name, bucket, q.Action(), answer, n.allowed, n.asked)
	case answer == access.Unknown:
		s.t.Errorf("%s, %s, %s: answer = unknown, want another: all was read", name, bucket, q.Action())
	case answer == access.If:
		all.ifs++
		if n.allowed == 0 || n.allowed == n.asked {
			all.constant++
		}
	}
}

// unblocked takes away what package policy does not decide: ACLs and the block
// of public access.
func unblocked(a *access.Account) *access.Account {
	for i := range a.Buckets {
		a.Buckets[i].Block, a.Buckets[i].Grants = nil, nil
	}
	return a
}

// TestCellsEqualSingleDecisions is the property that the table has: a yes is
// allowed whatever the request, a no never. Of the ifs a few may be constant: the
// samples are some, and an allow and a deny whose conditions or objects exclude
// one another count as if they might meet.
func TestCellsEqualSingleDecisions(t *testing.T) {
	t.Parallel()
	var all census
	for seed := range uint64(12) {
		a := unblocked(portertest.Account(seed, portertest.AccountSize{Users: 24, Groups: 8, Roles: 5, Policies: 24, Buckets: 14, Controls: seed%3 == 0}))
		table := access.Decide(a)
		s := newSampler(t, a, seed)
		each := func(kind access.SubjectKind, name string, who func() asker) {
			i, _ := table.Find(kind, name)
			for b := range a.Buckets {
				for q := range access.Question(access.Questions) {
					answer := table.Cell(i, b).Answer(q)
					s.check(name, a.Buckets[b].Name, q, answer, s.sample(answer, who, b, q), &all)
				}
			}
		}
		for _, u := range a.Users {
			who := s.user(u)
			each(access.SubjectUser, string(u.Name), func() asker { return who })
		}
		for _, r := range a.Roles {
			each(access.SubjectRole, r.Name, func() asker { return s.role(r) })
		}
	}
	if all.ifs == 0 || all.constant*20 > all.ifs {
		t.Errorf("of %d cells %d are if, and %d of these are constant in the samples, want some and at most one in twenty", all.cells, all.ifs, all.constant)
	}
	t.Logf("%+v", all)
}
