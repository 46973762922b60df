package account_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// s3Server answers as an S3 that a test makes up, for what no good one says:
// Sent counts the requests as "bucket?sub-resource".
type s3Server struct {
	*account.Account
	URL  string
	mu   sync.Mutex
	sent map[string]int
}

// serveS3 starts a server that answers each "bucket?sub-resource", "" being the
// list of buckets; what it leaves alone is answered as a bucket with nothing set.
func serveS3(t *testing.T, answer func(w http.ResponseWriter, r *http.Request, what string, n int) bool) *s3Server {
	t.Helper()
	s := &s3Server{sent: map[string]int{}}
	h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		what := strings.Trim(r.URL.Path, "/")
		for sub := range r.URL.Query() {
			if what != "" {
				what += "?" + sub
			}
		}
		s.mu.Lock()
		s.sent[what]++
		n := s.sent[what]
		s.mu.Unlock()
		if !answer(w, r, what, n) {
			unset(w, what)
		}
	}))
	t.Cleanup(h.Close)
	s.URL = h.URL
	s.Account = connect(t, h.URL, func(o *account.Options) { o.Region = "eu-central-1" })
	return s
}

func (s *s3Server) count(what string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sent[what]
}

func unset(w http.ResponseWriter, what string) {
	_, sub, _ := strings.Cut(what, "?")
	switch sub {
	case "policy":
		refuseAsS3(w, 404, "NoSuchBucketPolicy", "The bucket policy does not exist")
	case "publicAccessBlock":
		refuseAsS3(w, 404, "NoSuchPublicAccessBlockConfiguration", "m")
	case "ownershipControls":
		refuseAsS3(w, 404, "OwnershipControlsNotFoundError", "m")
	case "tagging":
		refuseAsS3(w, 404, "NoSuchTagSet", "m")
	case "location":
		fmt.Fprint(w, `<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>`)
	case "acl":
		fmt.Fprint(w, `<AccessControlPolicy><Owner><ID>us</ID></Owner><AccessControlList/></AccessControlPolicy>`)
	default:
		refuseAsS3(w, 501, "NotImplemented", "m")
	}
}

// bucketList writes a page of the list of buckets.
func bucketList(w http.ResponseWriter, token string, names ...string) {
	fmt.Fprint(w, `<?xml version="1.0"?><ListAllMyBucketsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Buckets>`)
	for _, n := range names {
		fmt.Fprintf(w, "<Bucket><Name>%s</Name><CreationDate>2026-11-01T10:00:00.000Z</CreationDate></Bucket>", n)
	}
	fmt.Fprint(w, "</Buckets>")
	if token != "" {
		fmt.Fprintf(w, "<ContinuationToken>%s</ContinuationToken>", token)
	}
	fmt.Fprint(w, "</ListAllMyBucketsResult>")
}

func TestBucketsAreReadWithTheirParts(t *testing.T) {
	t.Parallel()
	const policy = `{"Version":"2012-10-17","Statement":[]}`
	s := serveS3(t, func(w http.ResponseWriter, r *http.Request, what string, n int) bool {
		switch what {
		case "":
			if q := r.URL.Query(); q.Get("max-buckets") != "1000" || n == 2 && q.Get("continuation-token") != "t+/=" {
				t.Errorf("page %d of the list was asked for with %v", n, q)
			}
			if n == 1 {
				bucketList(w, "t+/=", "logs")
				return true
			}
			fmt.Fprint(w, `<ListAllMyBucketsResult><Buckets><Bucket><Name>acme</Name><BucketRegion>eu-north-1</BucketRegion></Bucket></Buckets></ListAllMyBucketsResult>`)
		case "acme?policy":
			fmt.Fprint(w, policy)
		case "acme?publicAccessBlock":
			fmt.Fprint(w, `<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>false</IgnorePublicAcls>`+
				`<BlockPublicPolicy>TRUE</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>`)
		case "acme?ownershipControls":
			fmt.Fprint(w, `<OwnershipControls><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule></OwnershipControls>`)
		case "logs?ownershipControls":
			fmt.Fprint(w, `<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>`)
		case "acme?acl":
			fmt.Fprint(w, `<AccessControlPolicy xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Owner><ID>us</ID></Owner><AccessControlList>`+
				`<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>us</ID></Grantee><Permission>FULL_CONTROL</Permission></Grant>`+
				`<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group"><URI>http://acs.amazonaws.com/groups/global/AllUsers</URI></Grantee><Permission>READ</Permission></Grant>`+
				`<Grant><Grantee xsi:type="CanonicalUser" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><ID>them</ID></Grantee><Permission>WRITE</Permission></Grant>`+
				`</AccessControlList></AccessControlPolicy>`)
		case "acme?tagging":
			fmt.Fprint(w, `<Tagging><TagSet><Tag><Key>team</Key><Value>core</Value></Tag><Tag><Key>cost</Key><Value/></Tag></TagSet></Tagging>`)
		case "logs?location":
			fmt.Fprint(w, `<LocationConstraint>EU</LocationConstraint>`)
		default:
			return false
		}
		return true
	})
	got, whole, err := s.Buckets(t.Context())
	want := []iam.Bucket{{
		Name: "acme", Region: "eu-north-1", Policy: policy,
		Block:     &iam.PublicAccessBlock{BlockPublicACLs: true, BlockPublicPolicy: true, RestrictPublicBuckets: true},
		Ownership: iam.OwnershipWriter,
		Grants:    []iam.Grant{{Grantee: iam.GranteeEveryone, Permission: "READ"}, {Grantee: "them", Permission: "WRITE"}},
		Tags:      []iam.Tag{{Key: "team", Value: "core"}, {Key: "cost"}},
	}, {
		Name: "logs", Region: "eu-west-1", Created: time.Date(2026, 11, 1, 10, 0, 0, 0, time.UTC), Ownership: iam.OwnershipEnforced,
	}}
	if err != nil || !whole || !reflect.DeepEqual(got, want) {
		t.Errorf("Buckets =\n%+v, whole %t, %v, want\n%+v", got, whole, err, want)
	}
	if s.count("acme?location") != 0 || s.count("logs?acl") != 0 {
		t.Errorf("acme's region was asked for %d times and logs' ACL %d times, want neither: the list tells one, the ownership disables the other",
			s.count("acme?location"), s.count("logs?acl"))
	}
}

func TestAPartThatCannotBeReadIsUnreadAlone(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(http.ResponseWriter){
		"is denied":         func(w http.ResponseWriter) { refuseAsS3(w, 403, "AccessDenied", "Access Denied") },
		"fails each time":   func(w http.ResponseWriter) { refuseAsS3(w, 500, "InternalError", "m") },
		"is throttled":      func(w http.ResponseWriter) { refuseAsS3(w, 503, "SlowDown", "m") },
		"is another thing":  func(w http.ResponseWriter) { fmt.Fprint(w, "<!doctype html><html>") },
		"is missing oddly":  func(w http.ResponseWriter) { refuseAsS3(w, 404, "NoSuchThing", "m") },
		"is somewhere else": func(w http.ResponseWriter) { refuseAsS3(w, 301, "PermanentRedirect", "m") },
		"is never answered": func(w http.ResponseWriter) { hangUp(w, false) },
	} {
		for part, sub := range map[iam.BucketPart]string{
			iam.BucketPolicy: "policy", iam.BucketBlock: "publicAccessBlock", iam.BucketOwnership: "ownershipControls",
			iam.BucketACL: "acl", iam.BucketRegion: "location", iam.BucketTags: "tagging",
		} {
			if name == "is another thing" && part == iam.BucketPolicy {
				continue // whatever it is, it is the policy; who reads it will say that it is none
			}
			t.Run(fmt.Sprint(part, " ", name), func(t *testing.T) {
				t.Parallel()
				s := serveS3(t, func(w http.ResponseWriter, _ *http.Request, what string, _ int) bool {
					switch what {
					case "":
						bucketList(w, "", "acme", "logs")
					case "acme?" + sub:
						spoil(w)
					default:
						return false
					}
					return true
				})
				got, whole, err := s.Buckets(t.Context())
				if err != nil || !whole || len(got) != 2 || !slices.Equal(got[0].Unread, []iam.BucketPart{part}) || got[1].Unread != nil {
					t.Errorf("Buckets where the %s of one %s = %+v, whole %t, %v, want only that unread", part, name, got, whole, err)
				}
			})
		}
	}
}

func TestWhatAServerLacksIsNotMissingAtItsBuckets(t *testing.T) {
	t.Parallel()
	names := make([]string, 50)
	for i := range names {
		names[i] = fmt.Sprintf("b%02d", i)
	}
	s := serveS3(t, func(w http.ResponseWriter, _ *http.Request, what string, _ int) bool {
		switch _, sub, _ := strings.Cut(what, "?"); {
		case what == "":
			bucketList(w, "", names...)
		case sub == "publicAccessBlock" || sub == "ownershipControls":
			refuseAsS3(w, 501, "NotImplemented", "m")
		case sub == "tagging":
			w.WriteHeader(405)
		default:
			return false
		}
		return true
	})
	got, whole, err := s.Buckets(t.Context())
	if err != nil || !whole || len(got) != len(names) {
		t.Fatalf("Buckets = %d, whole %t, %v, want %d", len(got), whole, err, len(names))
	}
	asked := 0
	for _, b := range got {
		if b.Unread != nil || b.Block != nil || b.Ownership != "" {
			t.Errorf("%+v, want no such part, and nothing unread", b)
		}
		asked += s.count(b.Name + "?tagging")
	}
	if asked > 16 {
		t.Errorf("a part that the server lacks was asked for %d times, want it learnt from the first", asked)
	}
	if block, err := s.AccountBlock(t.Context(), "123456789012"); block != nil || err != nil {
		t.Errorf("AccountBlock of a server without S3 Control = %v, %v, want none", block, err)
	}
}

func TestAListOfBucketsThatLeadsNowhereIsNotWhole(t *testing.T) {
	t.Parallel()
	s := serveS3(t, func(w http.ResponseWriter, _ *http.Request, what string, n int) bool {
		if what == "" {
			bucketList(w, "again", fmt.Sprintf("b%d", n))
		}
		return what == ""
	})
	if got, whole, err := s.Buckets(t.Context()); err != nil || whole || len(got) != 2 {
		t.Errorf("Buckets where a token comes again = %+v, whole %t, %v, want two and not whole", got, whole, err)
	}
}

func TestABucketThatGoesMeanwhileIsLeftOut(t *testing.T) {
	t.Parallel()
	s := serveS3(t, func(w http.ResponseWriter, _ *http.Request, what string, _ int) bool {
		switch what {
		case "":
			bucketList(w, "", "gone", "here")
		case "gone?ownershipControls":
			refuseAsS3(w, 404, "NoSuchBucket", "The specified bucket does not exist")
		default:
			return false
		}
		return true
	})
	if got, whole, err := s.Buckets(t.Context()); err != nil || !whole || len(got) != 1 || got[0].Name != "here" {
		t.Errorf("Buckets = %+v, whole %t, %v, want only the one that is here", got, whole, err)
	}
}

func TestNoListOfBucketsIsAFailure(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		list func(http.ResponseWriter)
		want fault.Code
	}{
		"that is denied":      {func(w http.ResponseWriter) { refuseAsS3(w, 403, "AccessDenied", "m") }, fault.CodeAwsDenied},
		"that is not offered": {func(w http.ResponseWriter) { refuseAsS3(w, 501, "NotImplemented", "m") }, fault.CodeAwsNotOffered},
		"of a server of IAM":  {func(w http.ResponseWriter) { refuse(w, 400, "InvalidAction", "m") }, fault.CodeAwsNotOffered},
		"that is throttled":   {func(w http.ResponseWriter) { refuseAsS3(w, 503, "SlowDown", "m") }, fault.CodeAwsThrottled},
		"that is a page":      {func(w http.ResponseWriter) { fmt.Fprint(w, "<html><body>hello</body></html>") }, fault.CodeAwsUnreachable},
	} {
		s := serveS3(t, func(w http.ResponseWriter, _ *http.Request, _ string, _ int) bool { c.list(w); return true })
		got, whole, err := s.Buckets(t.Context())
		if got != nil || whole || !fault.Is(err, c.want) {
			t.Errorf("Buckets of a list %s = %v, whole %t, %v, want %s", name, got, whole, err, c.want)
		}
		if c.want == fault.CodeAwsDenied && fault.Of(err).Args[0] != "s3:ListAllMyBuckets" {
			t.Errorf("Buckets, denied, names the permission %q, want s3:ListAllMyBuckets", fault.Of(err).Args[0])
		}
	}
}

func TestAnS3ThatGoesAwayEndsTheReading(t *testing.T) {
	t.Parallel()
	names := make([]string, 200)
	for i := range names {
		names[i] = fmt.Sprintf("b%03d", i)
	}
	var total sync.Map
	s := serveS3(t, func(w http.ResponseWriter, _ *http.Request, what string, n int) bool {
		if what == "" {
			bucketList(w, "", names...)
			return true
		}
		total.Store(fmt.Sprint(what, n), true)
		hangUp(w, true)
		return true
	})
	got, _, err := s.Buckets(t.Context())
	asked := 0
	total.Range(func(any, any) bool { asked++; return true })
	if got != nil || !fault.Is(err, fault.CodeAwsUnreachable) || asked > 100 {
		t.Errorf("Buckets = %d after %d requests, %v, want it to give up: S3 does not answer", len(got), asked, err)
	}
}

func TestAThrottledPartIsAskedForAgain(t *testing.T) {
	t.Parallel()
	s := serveS3(t, func(w http.ResponseWriter, _ *http.Request, what string, n int) bool {
		switch {
		case what == "":
			bucketList(w, "", "acme")
		case what == "acme?policy" && n < 3:
			refuseAsS3(w, 503, "SlowDown", "Please reduce your request rate.")
		case what == "acme?policy":
			fmt.Fprint(w, "{}")
		default:
			return false
		}
		return true
	})
	if got, _, err := s.Buckets(t.Context()); err != nil || len(got) != 1 || got[0].Policy != "{}" || got[0].Unread != nil {
		t.Errorf("Buckets where a policy was throttled twice = %+v, %v, want it read by the third try", got, err)
	}
}
