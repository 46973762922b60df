package porter_test

import (
	"context"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"keyporter/internal/access"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/portertest"
)

const publicPolicy = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::acme/*"}]}`

// s3 is the endpoint's S3, as the account's root.
func (b *bench) s3() *portertest.S3 { return portertest.NewS3(b.t, b.aws.URL, b.box) }

// aboutS3 reports whether a request is one to S3: those to IAM are forms.
func aboutS3(r *http.Request) bool { return r.Method == http.MethodGet }

// source returns a source of the snapshot.
func source(t *testing.T, s *porter.Snapshot, name access.Source) porter.Source {
	t.Helper()
	list := s.Sources()
	i := slices.IndexFunc(list, func(o porter.Source) bool { return o.Name == name })
	if i < 0 {
		t.Fatalf("Sources = %+v, want one named %s", list, name)
	}
	return list[i]
}

func TestTheSnapshotHasTheBucketsAsTheyWerePut(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		s3 := b.s3()
		s3.Bucket("plain")
		s3.Bucket("acme")
		s3.Put("acme", "publicAccessBlock", portertest.Block(true, false, false, false))
		s3.Put("acme", "ownershipControls", `<OwnershipControls><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule></OwnershipControls>`)
		s3.Put("acme", "policy", publicPolicy)
		s3.Put("acme", "tagging", `<Tagging><TagSet><Tag><Key>team</Key><Value>core</Value></Tag></TagSet></Tagging>`)
		s3.Bucket("bare")
		s3.Unset("bare", "publicAccessBlock")
		s3.Unset("bare", "ownershipControls")
		s3.AccountBlock(portertest.Block(false, true, false, false))
		before := b.now()
		check(t, b.Refresh(t.Context()))
		s := b.Snapshot()
		closed := &iam.PublicAccessBlock{BlockPublicACLs: true, IgnorePublicACLs: true, BlockPublicPolicy: true, RestrictPublicBuckets: true}
		want := []iam.Bucket{
			{Name: "acme", Region: "us-east-1", Policy: publicPolicy, Block: &iam.PublicAccessBlock{BlockPublicACLs: true},
				Ownership: iam.OwnershipWriter, Tags: []iam.Tag{{Key: "team", Value: "core"}}},
			{Name: "bare", Region: "us-east-1"},
			{Name: "plain", Region: "us-east-1", Block: closed, Ownership: iam.OwnershipEnforced},
		}
		got := slices.Clone(s.Buckets)
		for i := range got {
			if got[i].Created.IsZero() {
				t.Errorf("bucket %s has no date", got[i].Name)
			}
			got[i].Created = time.Time{}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("Snapshot.Buckets =\n%+v, want\n%+v", got, want)
		}
		if s.Block == nil || *s.Block != (iam.PublicAccessBlock{IgnorePublicACLs: true}) {
			t.Errorf("Snapshot.Block = %+v, want IgnorePublicACLs alone", s.Block)
		}
		for _, name := range []access.Source{access.SourceDetails, access.SourceBuckets, access.SourceBlock} {
			if o := source(t, s, name); !o.Complete || o.Problem != nil || o.At.Before(before) {
				t.Errorf("source %s = %+v, want complete and read since %v", name, o, before)
			}
		}
		if gaps := s.AccessAccount().Gaps; gaps != nil {
			t.Errorf("AccessAccount().Gaps = %v, want none", gaps)
		}
		s3.Drop("plain")
		check(t, b.Refresh(t.Context()))
		if n := len(b.Snapshot().Buckets); n != 2 {
			t.Errorf("after one was dropped there are %d buckets, want 2", n)
		}
	})
}

func TestAPartOfABucketThatMayNotBeReadIsAGap(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	s3 := b.s3()
	s3.Bucket("acme")
	s3.Bucket("open")
	s3.Put("acme", "policy", `{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",`+
		`"Action":["s3:GetBucketOwnershipControls","s3:GetBucketPublicAccessBlock"],"Resource":"arn:aws:s3:::acme"}]}`)
	check(t, b.Refresh(t.Context()))
	s := b.Snapshot()
	if got := s.Buckets[0].Unread; !slices.Equal(got, []iam.BucketPart{iam.BucketBlock, iam.BucketOwnership}) || s.Buckets[1].Unread != nil {
		t.Errorf("unread of the closed bucket %v and of the open one %v, want block and ownership, and none", got, s.Buckets[1].Unread)
	}
	want := []access.Gap{
		{Source: access.SourceBucket, Name: "acme", Part: iam.BucketBlock},
		{Source: access.SourceBucket, Name: "acme", Part: iam.BucketOwnership},
	}
	if got := s.AccessAccount().Gaps; !slices.Equal(got, want) {
		t.Errorf("AccessAccount().Gaps = %v, want %v", got, want)
	}
	if o := source(t, s, access.SourceBuckets); o.Complete || o.Problem != nil || o.At.IsZero() {
		t.Errorf("the source of buckets = %+v, want it read and incomplete", o)
	}
	if s.Access().Complete() {
		t.Error("the table of who reaches what calls itself complete, want not")
	}
}

func TestAListOfBucketsThatIsCutShortIsIncomplete(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	b.s3().Bucket("acme")
	b.instead(func(w http.ResponseWriter, r *http.Request) bool {
		if !aboutS3(r) || r.URL.Path != "/" {
			return false
		}
		fmt.Fprint(w, `<ListAllMyBucketsResult><Buckets><Bucket><Name>acme</Name></Bucket></Buckets><ContinuationToken>m</ContinuationToken></ListAllMyBucketsResult>`)
		return true
	})
	check(t, b.Refresh(t.Context()))
	s := b.Snapshot()
	if s.BucketsWhole || len(s.Buckets) == 0 || source(t, s, access.SourceBuckets).Complete {
		t.Errorf("a list whose end never comes gave %d buckets, whole %t, want some and not whole", len(s.Buckets), s.BucketsWhole)
	}
	if gaps := s.AccessAccount().Gaps; !slices.Contains(gaps, access.Gap{Source: access.SourceBuckets}) {
		t.Errorf("AccessAccount().Gaps = %v, want the buckets", gaps)
	}
}

func TestWhereThereIsNoS3TheSnapshotSaysSo(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer func(http.ResponseWriter)
		want   fault.Code
	}{
		"not offered": {func(w http.ResponseWriter) { w.WriteHeader(http.StatusNotImplemented) }, fault.CodeAwsNotOffered},
		"denied": {func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusForbidden)
			fmt.Fprint(w, "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>")
		}, fault.CodeAwsDenied},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := onSQLite(t)
			b.s3().Bucket("acme")
			check(t, b.ReadBuckets(t.Context()))
			at := b.Snapshot().BucketsAt
			b.instead(func(w http.ResponseWriter, r *http.Request) bool {
				if aboutS3(r) {
					c.answer(w)
				}
				return aboutS3(r)
			})
			b.later(time.Minute)
			if err := b.Refresh(t.Context()); err != nil {
				t.Errorf("Refresh = %v, want no error: users and groups are read", err)
			}
			if err := b.ReadBuckets(t.Context()); err != nil {
				t.Errorf("ReadBuckets = %v, want no error: it will not pass", err)
			}
			s := b.Snapshot()
			if !fault.Is(s.BucketsProblem, c.want) || !s.BucketsAt.Equal(at) || len(s.Buckets) != 1 || s.Problem != nil || !s.Complete {
				t.Errorf("problem %v, %d buckets of %v, problem of the account %v, want %s, the one of %v, none",
					s.BucketsProblem, len(s.Buckets), s.BucketsAt, s.Problem, c.want, at)
			}
		})
	}
}

func TestAThrottledS3EndsAndLosesNothingButParts(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	const buckets = 40
	for i := range buckets {
		b.s3().Bucket(fmt.Sprintf("bucket-%02d", i))
	}
	b.instead(func(w http.ResponseWriter, r *http.Request) bool {
		if !aboutS3(r) || !strings.HasPrefix(r.URL.Path, "/bucket-") {
			return false
		}
		w.WriteHeader(http.StatusServiceUnavailable)
		fmt.Fprint(w, "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>")
		return true
	})
	check(t, b.ReadBuckets(t.Context()))
	s := b.Snapshot()
	if len(s.Buckets) != buckets || !s.BucketsWhole || s.BucketsProblem != nil {
		t.Fatalf("%d buckets, whole %t, problem %v, want all %d", len(s.Buckets), s.BucketsWhole, s.BucketsProblem, buckets)
	}
	for _, bucket := range s.Buckets {
		if len(bucket.Unread) != 5 || slices.Contains(bucket.Unread, iam.BucketRegion) {
			t.Fatalf("bucket %s has unread %v, want all but the region, which the list told", bucket.Name, bucket.Unread)
		}
	}
}

func TestBucketsDoNotHoldUpTheAccount(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	b.s3().Bucket("acme")
	_, err := b.account.CreateUser(t.Context(), "dev") // behind the snapshot's back
	check(t, err)
	release := b.box.Mischief().Hold("ListBuckets")
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx) }()
	b.until("the user is read", func(s *porter.Snapshot) bool { _, ok := s.User("dev"); return ok })
	if n := len(b.Snapshot().Buckets); n != 0 {
		t.Errorf("%d buckets were read while their list was held back, want none", n)
	}
	release()
	b.until("the bucket is read", func(s *porter.Snapshot) bool { return len(s.Buckets) == 1 })
	cancel()
	check(t, <-ended)
}

// until waits for what the background does.
func (b *bench) until(what string, ok func(s *porter.Snapshot) bool) {
	b.t.Helper()
	for end := time.Now().Add(10 * time.Second); !ok(b.Snapshot()); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			b.t.Fatalf("after 10 s not yet: %s", what)
		}
	}
}

func TestTheTableFollowsEveryChangeAtOnce(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	b.user("dev")
	b.s3().Bucket("acme")
	check(t, b.Refresh(t.Context()))
	answer := func(s *porter.Snapshot) access.Answer {
		t.Helper()
		table := s.Access()
		who, okWho := table.Find(access.SubjectUser, "DEV")
		where, okWhere := table.Bucket("acme")
		if !okWho || !okWhere {
			t.Fatalf("the table has dev %t and acme %t, want both", okWho, okWhere)
		}
		return table.Cell(who, where).Answer(access.GetObject)
	}
	before := b.Snapshot()
	if got := answer(before); got != access.No {
		t.Errorf("dev without a policy reads: %v, want no", got)
	}
	_, err := b.AttachToUser(t.Context(), b.by, form(), "dev", []iam.ARN{s3Full})
	check(t, err)
	if got := answer(b.Snapshot()); got != access.Unknown {
		t.Errorf("dev with AmazonS3FullAccess, whose document nobody has read, reads: %v, want unknown", got)
	}
	check(t, b.Refresh(t.Context()))
	after := b.Snapshot()
	if got := answer(after); got != access.Yes {
		t.Errorf("dev with AmazonS3FullAccess reads: %v, want yes", got)
	}
	if got := answer(before); got != access.No {
		t.Errorf("the snapshot of before says now: %v, want still no", got)
	}
	if after.Access() != b.Snapshot().Access() {
		t.Error("one snapshot has two tables, want it decided once")
	}
	check(t, b.ReadReport(t.Context()))
	if after.Access() != b.Snapshot().Access() {
		t.Error("the credential report, which bears on nothing, had the table decided anew")
	}
	full := after.AccessAccount()
	want := access.Decide(full)
	for subject := range want.Subjects() {
		for bucket := range full.Buckets {
			if got, want := after.Access().Cell(subject, bucket), want.Cell(subject, bucket); got != want {
				t.Errorf("cell %d, %d = %o, want %o as decided anew", subject, bucket, got, want)
			}
		}
	}
}
