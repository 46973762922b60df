package porter_test

import (
	"net/http"
	"strings"
	"testing"

	"keyporter/internal/access"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
)

// policyOf is a document with one statement.
func policyOf(statement string) string {
	return `{"Version":"2012-10-17","Statement":[` + statement + `]}`
}

// peopled makes users and buckets whose answers differ in every way.
func (b *bench) peopled() []iam.UserName {
	ctx, a := b.t.Context(), b.account
	names := []iam.UserName{"full", "reader", "inbox", "bounded", "denied", "named", "nobody"}
	for _, n := range names {
		b.user(n)
	}
	_, err := b.CreateGroup(ctx, b.by, form(), porter.NewGroup{Name: "readers"})
	check(b.t, err)
	check(b.t, a.AttachGroupPolicy(ctx, "readers", s3Read))
	check(b.t, a.AddToGroup(ctx, "readers", "reader"))
	for _, n := range []iam.UserName{"full", "bounded", "denied"} {
		check(b.t, a.AttachUserPolicy(ctx, n, s3Full))
	}
	check(b.t, a.PutUserBoundary(ctx, "bounded", s3Read))
	check(b.t, a.PutUserPolicy(ctx, "denied", iam.InlinePolicy{Name: "keep", Document: policyOf(`{"Effect":"Deny","Action":["s3:DeleteObject","s3:PutBucketPolicy"],"Resource":"*"}`)}))
	check(b.t, a.PutUserPolicy(ctx, "inbox", iam.InlinePolicy{Name: "inbox", Document: policyOf(`{"Effect":"Allow","Action":"s3:PutObject","Resource":"arn:aws:s3:::acme-in/*"}`)}))
	s := b.s3()
	for _, name := range []string{"acme-in", "acme-out", "acme-vault"} {
		s.Bucket(name)
	}
	const user = "arn:aws:iam::123456789012:user/"
	s.Put("acme-out", "policy", policyOf(`{"Effect":"Allow","Principal":{"AWS":["`+user+`named","`+user+`bounded"]},"Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::acme-out/*"}`))
	s.Put("acme-vault", "policy", policyOf(`{"Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::acme-vault/*"}`))
	return names
}

// TestRequestsEndAsTheTableSays signs real requests with real keys, and holds the
// outcome to the cell of each: what it calls yes is done, what it calls no is
// refused.
func TestRequestsEndAsTheTableSays(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		names := b.peopled()
		check(t, b.Refresh(t.Context()))
		table := b.Snapshot().Access()
		asked := map[access.Answer]int{}
		for _, n := range names {
			issued, err := b.account.CreateAccessKey(t.Context(), n)
			check(t, err)
			as := b.s3()
			as.KeyID, as.Secret = string(issued.ID), issued.Secret
			subject, _ := table.Find(access.SubjectUser, string(n))
			for place, bucket := range table.Account().Buckets {
				for q, try := range tries(bucket.Name) {
					b.s3().Do(http.MethodPut, "/"+bucket.Name+"/x", "before")
					answer := table.Cell(subject, place).Answer(q)
					asked[answer]++
					status, body := as.Do(try.method, try.path, try.body)
					refused := status == http.StatusForbidden
					if refused && !strings.Contains(body, "AccessDenied") {
						t.Fatalf("%s by %s = %d %s, want an outcome or AccessDenied", q.Action(), n, status, body)
					}
					if answer == access.Yes && refused || answer == access.No && !refused {
						t.Errorf("%s by %s on %s = %d %s, and the table says %s", q.Action(), n, bucket.Name, status, body, answer)
					}
				}
			}
		}
		if asked[access.Yes] < 20 || asked[access.No] < 20 {
			t.Errorf("%v answers were asked about, want both kinds many times", asked)
		}
	})
}

type try struct{ method, path, body string }

// tries are a request for each question that changes nothing the others need.
func tries(bucket string) map[access.Question]try {
	b, o := "/"+bucket, "/"+bucket+"/x"
	return map[access.Question]try{
		access.ListBucket:       {http.MethodGet, b + "?list-type=2", ""},
		access.GetBucketPolicy:  {http.MethodGet, b + "?policy", ""},
		access.GetObject:        {http.MethodGet, o, ""},
		access.PutObject:        {http.MethodPut, o, "after"},
		access.DeleteObject:     {http.MethodDelete, o, ""},
		access.PutObjectTagging: {http.MethodPut, o + "?tagging", "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>"},
	}
}
