package handlers_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"keyporter/internal/account"
	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
	"keyporter/templates"
)

const (
	incoming = `{
  "Version": "2012-10-17",
  "Statement": [
    {"Sid": "In", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::acme-in/in/*"},
    {"Sid": "Office", "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::acme-in", "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}
  ]
}`
	sealed = `{"Version":"2012-10-17","Statement":[{"Sid":"Keep","Effect":"Deny","Principal":"*","Action":"s3:DeleteObject","Resource":"arn:aws:s3:::acme-vault/*"}]}`
)

// reached is a bench with users, a group and buckets, and who reaches what.
func reached(t *testing.T) *portertest.Bench {
	t.Helper()
	b := portertest.New(t, portertest.Options{})
	ctx, a := context.Background(), b.Account
	for _, n := range []iam.UserName{"ana", "bo", "carl"} {
		_, err := a.CreateUser(ctx, n)
		must(t, err)
	}
	_, err := a.CreateGroup(ctx, "readers")
	must(t, err)
	must(t, a.AttachGroupPolicy(ctx, "readers", "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"))
	must(t, a.AddToGroup(ctx, "readers", "bo"))
	must(t, a.AttachUserPolicy(ctx, "ana", portertest.S3Full))
	must(t, a.PutUserPolicy(ctx, "carl", iam.InlinePolicy{Name: "inbox", Document: incoming}))
	b.Bucket("acme-in")
	b.Bucket("acme-vault")
	b.BucketPolicy("acme-vault", sealed)
	must(t, b.App.Refresh(ctx))
	return b
}

func TestTheMatrixShowsALevelInEachCell(t *testing.T) {
	t.Parallel()
	w := reached(t).Browser(t, desk.Auditor)
	inOrder(t, w.Get("/access").Want(http.StatusOK), "acme-in", "acme-vault", "ana", "◆ Full", "◑ R+W", "bo", "○ Read", "○ Read", "carl", "◇ If", "· None", "1–3 of 3")
	inOrder(t, w.Get("/access?by=group"), "readers", "○ Read", "○ Read")
	w.Get("/access?q=AN&b=vault").Has("ana", "acme-vault").Lacks("carl", "acme-in")
	w.Get("/access?only=holding&b=vault").Has("ana", "bo").Lacks("carl")
	w.Get("/access?q=zzzz").Has("Nobody matches")
	w.Get("/access.csv").Want(http.StatusOK).Has("kind,name,bucket,level,list,read,write,delete,tag,permissions,scope,incomplete",
		"user,ana,acme-in,full,yes,yes,yes,yes,yes,yes,,false", "user,ana,acme-vault,read-write,yes,yes,yes,yes,yes,yes,,false",
		"user,carl,acme-in,if,if,no,if,no,no,no,some objects,false")
	w.Get("/access.json?q=bo").Want(http.StatusOK).Has(`"name":"bo"`, `"complete":true`).Lacks(`"name":"ana"`)
}

func TestWhatIsHeldBackHasASignOfItsOwn(t *testing.T) {
	t.Parallel()
	b := reached(t)
	b.Bucket("acme-shut")
	b.BucketPolicy("acme-shut", `{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":["s3:ListBucket","s3:GetBucketPolicy","s3:PutLifecycleConfiguration","s3:DeleteBucket","s3:PutBucketPolicy","s3:*Object*"],"Resource":["arn:aws:s3:::acme-shut","arn:aws:s3:::acme-shut/*"]}]}`)
	must(t, b.App.Refresh(context.Background()))
	w := b.Browser(t, desk.Auditor)
	inOrder(t, w.Get("/access?b=shut").Want(http.StatusOK), "ana", "✕ Denied", "bo", "✕ Denied", "carl", "· None", "✕ Denied", "a boundary or a limit holds it back")
	inOrder(t, w.Get("/users/ana/access?all=1"), "acme-shut", "✕ Denied")
	w.Get("/access.csv").Want(http.StatusOK).Has("user,ana,acme-shut,denied,no,no,no,no,no,no,,false", "user,carl,acme-shut,none,no,no,no,no,no,no,,false")
}

func TestAUserHasATabOfItsBuckets(t *testing.T) {
	t.Parallel()
	w := reached(t).Browser(t, desk.Auditor)
	inOrder(t, w.Get("/users/carl/access").Want(http.StatusOK).Lacks("acme-vault"), "S3 access", "1 of 2 buckets", "acme-in", "◇ If", "some objects")
	w.Get("/users/carl/access?all=1").Has("acme-vault", "· None")
	w.Get("/users/carl/access.csv").Want(http.StatusOK).Has("carl,acme-in,if")
}

func TestABucketTellsWhoReachesItAndHow(t *testing.T) {
	t.Parallel()
	w := reached(t).Browser(t, desk.Auditor)
	inOrder(t, w.Get("/buckets").Want(http.StatusOK), "acme-in", "us-east-1", "acme-vault")
	w.Get("/buckets.csv").Want(http.StatusOK).Has("acme-vault,us-east-1")
	inOrder(t, w.Get("/buckets/acme-vault").Want(http.StatusOK), "Users who read objects here: 2", "Nobody outside this account",
		"By group readers", "bo", "Directly, by policy AmazonS3FullAccess", "ana", "Block public access", "On", "Keep")
	inOrder(t, w.Get("/buckets/acme-vault?can=s3:DeleteObject"), "Denied, although something allows it", "ana")
	w.Get("/buckets/nowhere").Want(http.StatusNotFound).Has("There is no bucket nowhere")
}

func TestExplainTellsTheWayToAnAnswer(t *testing.T) {
	t.Parallel()
	w := reached(t).Browser(t, desk.Auditor)
	explain := func(who, can, on string) *portertest.View {
		return w.Get("/access/explain?" + url.Values{"who": {who}, "can": {can}, "on": {on}}.Encode())
	}
	inOrder(t, explain("bo", "s3:GetObject", "acme-vault").Want(http.StatusOK), "Yes. bo can read objects in acme-vault.", "Identity policies", "AmazonS3ReadOnlyAccess", "decides", "group readers")
	v := explain("ana", "s3:DeleteObject", "acme-vault")
	inOrder(t, v, "No. ana cannot delete objects", "Explicit denies", "acme-vault", "decides", "Sid Keep", "Identity policies", "AmazonS3FullAccess", "What would change this", "without the statement: acme-vault")
	links, _ := v.Links()
	if !strings.Contains(strings.Join(links, "\n"), "/buckets/acme-vault#document-4") {
		t.Errorf("links of the reason = %v, want the line of the bucket policy on its page", links)
	}
	inOrder(t, explain("carl", "s3:ListBucket", "acme-in"), "Only under a condition", "inbox", "aws:SourceIp", "203.0.113.0/24")
	inOrder(t, explain("carl", "s3:PutObject", "acme-in"), "some objects", "inbox", "in/*")
	inOrder(t, explain("everyone:", "s3:GetObject", "acme-in"), "No. Everyone on the internet cannot read objects")
	inOrder(t, explain("", "s3:GetObject", "acme-vault"), "Who can read objects in acme-vault", "ana", "bo", "readers", "Group")
	inOrder(t, explain("ana", "s3:GetObject", ""), "Buckets in which ana can read objects", "acme-in", "acme-vault")
	inOrder(t, explain("carl", "", "acme-in"), "What carl can do in acme-in", "See the names of objects", "If", "Delete the bucket", "No")
	explain("", "", "acme-in").Has("Fill in two of the three")
	explain("zoe", "s3:GetObject", "acme-in").Want(http.StatusNotFound).Has("There is no “zoe”")
	explain("ana", "s3:GetObject", "nowhere").Want(http.StatusNotFound).Has("There is no bucket nowhere")
	explain("ana", "s3:Fly", "acme-in").Want(http.StatusNotFound).Has("Choose one of the offered values")
	w.Get("/access/explain.csv?can=s3:GetObject&on=acme-vault").Want(http.StatusOK).Has("ana,user,s3:GetObject,acme-vault,yes,,false")
}

func TestTheReviewOfAPolicyAsksWhatItWouldChange(t *testing.T) {
	t.Parallel()
	b := reached(t)
	ctx := context.Background()
	look, err := b.Account.CreatePolicy(ctx, account.NewPolicy{Name: "look", Document: `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::acme-in/*"}}`})
	must(t, err)
	must(t, b.Account.AttachUserPolicy(ctx, "carl", look.ARN))
	must(t, b.App.Refresh(ctx))
	w := b.Browser(t, desk.Admin)
	review := func(at, document string) *portertest.View {
		return press(w.Get(at).Want(http.StatusOK).Form(at).Set("document", document), "review", http.StatusOK)
	}
	const all = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}`
	inOrder(t, review(templates.PolicyEditURL(look.ARN, ""), all).Form("/access/what-if").Submit(http.StatusOK), "Subjects: 1. Buckets: 1.", "Nothing was changed", "carl", "acme-vault", "None", "Read")
	inOrder(t, review("/users/carl/inline/inbox/edit", all).Form("/access/what-if").Submit(http.StatusOK), "Nothing was changed", "carl", "acme-in")
	inOrder(t, press(w.Get("/groups/readers/inline/~new?by=json").Want(http.StatusOK).Form("/groups/readers/inline/~new").Set("name", "more").Set("document", incoming), "review", http.StatusOK).
		Form("/access/what-if").Submit(http.StatusOK), "Subjects: 2.", "bo", "acme-in", "readers", "acme-in")
	if kept, err := b.Account.Policy(ctx, look.ARN); err != nil || strings.Contains(kept.Document, `"*"`) {
		t.Errorf("the policy after asking = %q, %v, want it as it was", kept.Document, err)
	}
}

func TestWhatIfWorksAChangeOutAndMakesNone(t *testing.T) {
	t.Parallel()
	b := reached(t)
	w := b.Browser(t, desk.Auditor)
	try := func(kind, holder, policy, document string) *portertest.View {
		return w.Post("/access/what-if", url.Values{"kind": {kind}, "holder": {holder}, "policy": {policy}, "document": {document}})
	}
	inOrder(t, try("add", "carl", "AmazonS3ReadOnlyAccess", "").Want(http.StatusOK), "Answers that change: 2. Subjects: 1. Buckets: 2.", "carl", "acme-in", "Read", "acme-vault", "None", "Read")
	try("remove", "group:readers", "AmazonS3ReadOnlyAccess", "").Has("bo", "readers", "Nothing was changed")
	try("boundary", "ana", "AmazonS3ReadOnlyAccess", "").Has("ana", "Full", "Read")
	try("change", "", "AmazonS3FullAccess", incoming).Has("ana", "Full", "If")
	try("change", "carl", "inbox", sealed).Has("carl", "acme-in", "If", "None")
	try("change", "carl", "none", incoming).Want(http.StatusUnprocessableEntity).Has("is not attached there")
	try("add", "carl", "", sealed).Want(http.StatusOK).Has("No answer changes")
	file := w.Post("/access/what-if.csv", url.Values{"kind": {"add"}, "holder": {"carl"}, "policy": {"AmazonS3ReadOnlyAccess"}}).Want(http.StatusOK)
	file.Has("kind,name,bucket,before,after,changes,incomplete", "user,carl,acme-vault,none,read,", "s3:GetObject: no → yes").Lacks("ana,")
	w.Post("/access/what-if.json", url.Values{"kind": {"add"}, "holder": {"zoe"}, "policy": {"AmazonS3ReadOnlyAccess"}}).Want(http.StatusUnprocessableEntity)
	kept := try("add", "zoe", "AmazonS3FullAccess", "").Want(http.StatusUnprocessableEntity).Has("There is no “zoe”")
	if !strings.Contains(string(kept.Body), `value="AmazonS3FullAccess"`) {
		t.Errorf("the refused form has lost its policy:\n%s", kept.Body)
	}
	try("remove", "carl", "AmazonS3FullAccess", "").Want(http.StatusUnprocessableEntity).Has("is not attached there")
	try("boundary", "group:readers", "AmazonS3FullAccess", "").Want(http.StatusUnprocessableEntity).Has("a group cannot")
	try("add", "carl", "Nothing", "").Want(http.StatusUnprocessableEntity).Has("There is no policy “Nothing”")
	try("add", "carl", "", `{"Version":}`).Want(http.StatusUnprocessableEntity).Has("This is no policy document: line 1")
	if u, _ := b.App.Snapshot().User("carl"); len(u.Attached) != 0 {
		t.Errorf("after all of them carl has %v, want nothing: nothing was to be changed", u.Attached)
	}
}

func TestAnIncompleteAnswerSaysSo(t *testing.T) {
	t.Parallel()
	b := reached(t)
	b.BucketPolicy("acme-in", `{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::acme-in"}]}`)
	b.S3().Unset("acme-in", "ownershipControls")
	must(t, b.App.Refresh(context.Background()))
	w := b.Browser(t, desk.Auditor)
	for _, path := range []string{"/access", "/buckets", "/buckets/acme-in", "/users/carl/access", "/access/explain?can=s3:PutBucketPolicy&on=acme-in&who="} {
		w.Get(path).Want(http.StatusOK).Has("Incomplete: not everything could be read", "acme-in", "ACL").Lacks("Nobody, as far as the policies", "Nobody outside this account can reach it")
	}
	w.Get("/access.csv").Has("user,carl,acme-in", ",true", "Bucket acme-in: not read: ACL.")
	w.Get("/access.json").Has(`"complete":false`)
}

func TestTwoUsersAreComparedBucketByBucket(t *testing.T) {
	t.Parallel()
	b := reached(t)
	w := b.Browser(t, desk.Auditor)
	inOrder(t, w.Get("/users/ana/access?with=bo").Want(http.StatusOK), "The two differ on 2 of 2 buckets.", "acme-in", "◆ Full", "○ Read", "Write, Delete, Tag, Permissions", "acme-vault")
	w.Get("/users/bo/access?with=bo").Want(http.StatusOK).Has("The two differ on 0 of 2 buckets.", "the same")
	w.Get("/users/carl/access?with=bo&q=vault").Want(http.StatusOK).Has("on 1 of 1 buckets", "acme-vault").Lacks("acme-in")
	w.Get("/users/ana/access?with=nobody").Want(http.StatusOK).Has("There is no “nobody” among").Lacks("acme-in")
}
