package handlers_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
	"keyporter/internal/sandbox"
	"keyporter/internal/store"
)

// putBucket puts a bucket with a policy into the store of the sandbox.
func putBucket(t *testing.T, b *portertest.Bench, name, policy string) {
	t.Helper()
	one := store.Bucket{Name: name, Account: sandbox.DefaultAccount, Region: "ap-northeast-2", Created: time.Now(), Policy: policy, Ownership: string(iam.OwnershipEnforced)}
	must(t, b.Store.Entities(sandbox.DefaultAccount).Buckets().Add(context.Background(), one, 100))
}

// allowing is a bucket policy for a principal.
func allowing(principal, actions, bucket string) string {
	return fmt.Sprintf(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":%s,"Action":%s,"Resource":"arn:aws:s3:::%s/*"}]}`, principal, actions, bucket)
}

func TestBucketsThatOthersReachAreFound(t *testing.T) {
	t.Parallel()
	b := keyed(t, map[iam.UserName][][2]int{"ana": nil})
	putBucket(t, b, "acme-own", "")
	putBucket(t, b, "acme-web", allowing(`"*"`, `"s3:GetObject"`, "acme-web"))
	putBucket(t, b, "acme-shared", allowing(`{"AWS":"arn:aws:iam::444455556666:root"}`, `["s3:GetObject","s3:PutObject"]`, "acme-shared"))
	w := b.Browser(t, desk.Auditor)
	must(t, b.App.ReadBuckets(context.Background()))
	v := w.Get("/access/findings").Want(http.StatusOK).Lacks("acme-own", "Not fully checked")
	inOrder(t, v, "Severity: High 3", "Severity: Medium 1", "Public buckets 1 High", "acme-web", "Read", "Buckets shared with other accounts 1 Medium", "acme-shared", "R+W", "444455556666")
	p := programOf(t, w, "/access/findings.json?f=kind:cross-account-bucket")
	if len(p.Rows) != 1 || p.Rows[0]["object"] != "acme-shared" || p.Rows[0]["level"] != "read-write" || fmt.Sprint(p.Rows[0]["with"]) != "[account:444455556666]" || !p.Complete {
		t.Errorf("/access/findings.json of buckets shared with other accounts = %+v", p)
	}
	inOrder(t, w.Get("/access/report").Want(http.StatusOK), "Buckets", "complete", "block of public access", "complete", "Public buckets 1")
}

func TestBucketsThatAreNotReadAreNotClean(t *testing.T) {
	t.Parallel()
	b := keyed(t, map[iam.UserName][][2]int{"ana": nil})
	putBucket(t, b, "acme-web", allowing(`"*"`, `"s3:GetObject"`, "acme-web"))
	ctx := context.Background()
	must(t, b.App.ReadBuckets(ctx))
	b.Sandbox.Mischief().Throttle("GetBucketPolicy", 100)
	must(t, b.App.ReadBuckets(ctx))
	w := b.Browser(t, desk.Admin)
	w.Get("/access/findings").Want(http.StatusOK).Has("Public buckets: checked in part. Buckets of which a part was not read: acme-web.",
		"Buckets shared with other accounts: checked in part.").Lacks("Public buckets 1")
}

func TestARoleIsAnAdministratorToo(t *testing.T) {
	t.Parallel()
	b := keyed(t, map[iam.UserName][][2]int{"ana": nil})
	in, ctx := b.Store.Entities(sandbox.DefaultAccount), context.Background()
	for name, path := range map[string]string{"deploy": "/", "linked": "/aws-service-role/x.amazonaws.com/"} {
		must(t, in.Add(ctx, store.Entity{Kind: "role", Name: name, Doc: fmt.Sprintf(
			`{"name":%q,"path":%q,"id":"AROA%s","created":"2026-01-02T03:04:05Z","role":{"trust":"{\"Version\":\"2012-10-17\",\"Statement\":[]}","session":3600}}`, name, path, name)}))
		must(t, in.Link(ctx, store.EntityLink{Kind: "role-policy", Source: name, Target: string(portertest.Administrator)}))
	}
	must(t, b.App.Refresh(ctx))
	v := b.Browser(t, desk.Admin).Get("/access/findings").Want(http.StatusOK).Lacks("linked")
	inOrder(t, v, "Administrators 1", "deploy (role)", "AdministratorAccess", "All of S3 on every bucket 1", "AdministratorAccess", "deploy (role)", "Users in all: 0")
}
