package handlers_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
	"keyporter/templates"
)

func search(q string) string { return "/search?q=" + url.QueryEscape(q) }

// TestSearchFindsEveryKind looks for things by a part of what they are called.
func TestSearchFindsEveryKind(t *testing.T) {
	t.Parallel()
	b, key := listed(t)
	ctx := context.Background()
	must(t, b.Account.TagUser(ctx, "ana", []iam.Tag{{Key: string(key), Value: "Nightly upload"}, {Key: "부서", Value: "개발팀"}}))
	must(t, b.Account.PutUserPolicy(ctx, "bo", iam.InlinePolicy{Name: "own-reports", Document: filesDoc}))
	must(t, b.Account.PutGroupPolicy(ctx, "admins", iam.InlinePolicy{Name: "group-reports", Document: filesDoc}))
	must(t, b.App.Refresh(ctx))
	must(t, b.App.ReadKeys(ctx))
	w := b.Browser(t, desk.Admin)
	for _, c := range []struct {
		name, query string
		has, lacks  []string
	}{
		{"nothing, which shows what can be done", "  ", []string{"Type a part of a name", "Create user", "Import users", "Access matrix"}, []string{"Nothing was found"}},
		{"a user, whatever its case", " ANA ", []string{"Users 1", "ana", "Groups: admins", "Access keys 1", string(key)}, []string{"carl", "Nothing"}},
		{"a group and its members", "admin", []string{"Groups 1", "admins", "Users 2", "Policies"}, []string{"carl"}},
		{"a policy", "s3fullacc", []string{"Policies 1", "AmazonS3FullAccess", "AWS managed"}, []string{"Groups"}},
		{"an inline policy", "reports", []string{"Inline policies 2", "Inline policy of user bo", "Inline policy of group admins"}, []string{"Policies 1"}},
		{"a tag", "TEAM=da", []string{"Tags 1", "team=data", "Users with this tag: 1"}, nil},
		{"a tag in Korean", "개발", []string{"Tags 1", "부서=개발팀"}, nil},
		{"a tag in Korean, its letters apart", "\u1100\u1162\u1107\u1161\u11af", []string{"부서=개발팀"}, nil},
		{"what a key is for", "nightly", []string{"Access keys 1", string(key), "Owner: ana · Nightly upload"}, []string{"Tags"}},
		{"a part of a key id", strings.ToLower(string(key[2:18])), []string{"Access keys 1", string(key)}, nil},
		{"a page of Keyporter", "audit", []string{"Pages 1", "Audit log"}, nil},
		{"nothing there", "qq00qq", []string{"Nothing was found for “qq00qq”"}, []string{"Ask AWS"}},
		{"hostile text", `"><script>alert(1)</script>` + "\x00\xff", []string{"Nothing was found for", "<script>alert(1)</script>"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := w.Get(search(c.query)).Want(http.StatusOK).Has(c.has...).Lacks(c.lacks...)
			if strings.Contains(string(v.Body), "<script>alert") {
				t.Errorf("%s has what was searched as markup", v.URL)
			}
		})
	}
	if v := w.Get(search("am")); !strings.Contains(string(v.Body), "te<mark>am</mark>=data") {
		t.Errorf("what was found is not marked:\n%s", v.Body)
	}
	w.Get("/keys?q=nightly").Want(http.StatusOK).Has(string(key), "Nightly upload")
	w.Get("/me").Form("/me").Set("language", "ko").Submit(http.StatusOK)
	w.Get(search("감사")).Want(http.StatusOK).Has("페이지 1", "감사 로그")
}

// TestSearchFindsActs looks for what can be done by its words, in whichever language,
// and offers to nobody what their role has not.
func TestSearchFindsActs(t *testing.T) {
	t.Parallel()
	b, _ := listed(t)
	admin, auditor := b.Browser(t, desk.Admin), b.Browser(t, desk.Auditor)
	for _, c := range []struct {
		name, query string
		leads       string // of the admin
		auditor     bool   // to whom it leads, too
	}{
		{"an act by its words", "create us", "/users/~new", false},
		{"an act by its words in another order", "user create", "/users/~new", false},
		{"an act in the other language", "사용자 생성", "/users/~new", false},
		{"an act about a user", "issue key for an", "/users/ana/keys/~new", false},
		{"an act about a user in the other language", "ana 액세스 키 발급", "/users/ana/keys/~new", false},
		{"an act about a user by the name alone", "ana", "/users/ana/permissions", false},
		{"a look at a user", "see ana buckets", "/users/ana/access", true},
		{"a page in the other language", "감사 로그", "/audit", true},
		{"a page by the beginnings of its words", "sec fac", "/me/second-factor", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			links, _ := admin.Get(search(c.query)).Want(http.StatusOK).Links()
			if !slices.Contains(links, c.leads) {
				t.Errorf("an admin's search for %q has the links %q, want %s", c.query, links, c.leads)
			}
			links, _ = auditor.Get(search(c.query)).Want(http.StatusOK).Links()
			if slices.Contains(links, c.leads) != c.auditor {
				t.Errorf("an auditor's search for %q has the links %q, want %s among them: %t", c.query, links, c.leads, c.auditor)
			}
		})
	}
	if links, _ := admin.Get(search("issue key for nobody")).Links(); slices.ContainsFunc(links, func(l string) bool { return strings.HasSuffix(l, "/keys/~new") }) {
		t.Errorf("a search that names no user has the links %q, want none to a new key", links)
	}
}

// TestSearchGoesStraightToWhatIsNamedWhole follows ARNs, unique ids and key ids.
func TestSearchGoesStraightToWhatIsNamedWhole(t *testing.T) {
	t.Parallel()
	b, key := listed(t)
	ana, _ := b.App.Snapshot().User("ana")
	admins, _ := b.App.Snapshot().Group("admins")
	fresh, err := b.Account.CreateAccessKey(context.Background(), "bo") // no list has it
	must(t, err)
	b.Bucket("acme-logs")
	must(t, b.App.ReadBuckets(context.Background()))
	w := b.Browser(t, desk.Auditor)
	for q, want := range map[string]string{
		string(ana.ARN):                   "/users/ana",
		" " + strings.ToLower(ana.ID):     "/users/ana",
		string(admins.ARN):                "/groups/admins",
		string(portertest.S3Full):         templates.PolicyURL(portertest.S3Full),
		string(key):                       "/users/ana/keys",
		strings.ToLower(string(key)):      "/users/ana/keys",
		string(fresh.ID):                  "/users/bo/keys",
		"arn:aws:iam::123456789012:user/": search("arn:aws:iam::123456789012:user/"),
		"arn:aws:s3:::acme-logs":          "/buckets/acme-logs",
		"arn:aws:s3:::acme-logs/a/b.csv":  "/buckets/acme-logs",
		"s3://acme-logs/a/b.csv":          "/buckets/acme-logs",
		"arn:aws:s3:::acme":               search("arn:aws:s3:::acme"),
	} {
		if got := w.Get(search(q)).Want(http.StatusOK).URL.RequestURI(); got != want {
			t.Errorf("the search for %q led to %s, want %s", q, got, want)
		}
	}
	w.Get(search("AKIAIOSFODNN7EXAMPLE")).Want(http.StatusOK).Has("Nothing was found", "Ask AWS for AKIAIOSFODNN7EXAMPLE")
	v := w.Get(search("arn:aws:iam::123456789012:policy/team/gone")).Want(http.StatusOK).Has("Ask AWS for arn:")
	links, _ := v.Links()
	if !strings.Contains(strings.Join(links, " "), templates.PolicyURL("arn:aws:iam::123456789012:policy/team/gone")) {
		t.Errorf("%s has the links %q, want one to the policy that was not read", v.URL, links)
	}
}

// TestSearchIsCappedAndCountsAll compares what is counted with the list that the
// page leads to.
func TestSearchIsCappedAndCountsAll(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	b.Seed(25)
	must(t, b.App.ReadKeys(t.Context())) // every fifth user has one, which is found by its owner
	w := b.Browser(t, desk.Admin)
	v := w.Get(search("user-0")).Want(http.StatusOK).Has("10 of 25", "user-00000", "Show all 25", "Access keys 5", "Owner: user-00010")
	links, _ := v.Links()
	for name, want := range map[string]bool{"user-00000": true, "user-00009": true, "user-00010": false, "user-00024": false} {
		if got := slices.Contains(links, "/users/"+name); got != want {
			t.Errorf("the page leads to user %s: %t, want %t", name, got, want)
		}
	}
	w.Get("/users?q=user-0").Want(http.StatusOK).Has("1–25 of 25")
	if n := len(v.Body); n > 30<<10 {
		t.Errorf("the page has %d bytes, want at most %d", n, 30<<10)
	}
	w.Get(search(strings.Repeat("a", 701))).Want(http.StatusUnprocessableEntity).Has("at most 700 characters")
	w.Get(search(strings.Repeat("가", 700))).Want(http.StatusOK).Has("Nothing was found")
}

// TestSearchFindsOpenHandOvers: those of the operator, and of nobody else.
func TestSearchFindsOpenHandOvers(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "admins")
	w, other := b.Browser(t, desk.Admin), b.Browser(t, desk.Admin)
	v := w.Get("/users/ana/keys/~new?use=other").Form("/users/ana/keys").Submit(http.StatusOK)
	ticket := v.URL.Path
	links, _ := w.Get(search("ana")).Want(http.StatusOK).Has("Open hand-overs 1", "Access key AKIA").Links()
	if !strings.Contains(fmt.Sprint(links), ticket) {
		t.Errorf("the search has the links %q, want %s", links, ticket)
	}
	other.Get(search("ana")).Want(http.StatusOK).Lacks("Open hand-overs")
	b.Clock.Move(desk.TicketLife)
	w.Get(search("ana")).Want(http.StatusOK).Lacks("Open hand-overs")
}
