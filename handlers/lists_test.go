package handlers_test

import (
	"context"
	"encoding/csv"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
)

// listed is a bench with ana (admins, S3, a key, a tag), bo (admins) and carl.
func listed(t *testing.T) (*portertest.Bench, iam.KeyID) {
	t.Helper()
	b := withUser(t, "ana", "admins")
	ctx := context.Background()
	for _, n := range []iam.UserName{"bo", "carl"} {
		_, err := b.Account.CreateUser(ctx, n)
		must(t, err)
	}
	must(t, b.Account.AddToGroup(ctx, "admins", "ana"))
	must(t, b.Account.AddToGroup(ctx, "admins", "bo"))
	must(t, b.Account.AttachUserPolicy(ctx, "ana", portertest.S3Full))
	must(t, b.Account.TagUser(ctx, "ana", []iam.Tag{{Key: "team", Value: "data"}}))
	key, err := b.Account.CreateAccessKey(ctx, "ana")
	must(t, err)
	must(t, b.App.Refresh(ctx))
	b.Clock.Move(time.Hour) // what was read of keys before this one was made is old now
	must(t, b.App.ReadKeys(ctx))
	return b, key.ID
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestUsersAreFilteredByTheirProperties(t *testing.T) {
	t.Parallel()
	b, _ := listed(t)
	w := b.Browser(t, desk.Admin)
	for _, c := range []struct {
		name, query string
		has, lacks  []string
	}{
		{"a group, whatever its case", "f=group:ADMINS", []string{"1–2 of 2", "Remove filter: Group: ADMINS"}, []string{"carl"}},
		{"a policy by its name", "f=policy:AmazonS3FullAccess", []string{"1–1 of 1", "ana"}, []string{"carl"}},
		{"a policy by its ARN", "f=policy:" + url.QueryEscape(string(portertest.S3Full)), []string{"1–1 of 1"}, nil},
		{"a tag by its key", "f=tag:team", []string{"1–1 of 1"}, nil},
		{"a tag with another value", "f=tag:team%3Dweb", []string{"Nothing matches"}, []string{"ana"}},
		{"an active key", "f=keys:active", []string{"1–1 of 1", "ana"}, []string{"carl"}},
		{"no key", "f=keys:none", []string{"1–2 of 2"}, []string{"1–3"}},
		{"filters and text together", "q=b&f=group:admins&f=keys:none", []string{"1–1 of 1", "bo"}, []string{"carl"}},
		{"no boundary", "f=boundary:no", []string{"1–3 of 3"}, nil},
		{"made before", "f=created-before:2001-01-01", []string{"Nothing matches"}, nil},
		{"one that nobody understands", "f=colour:red&f=group:admins", []string{"The filter “colour:red” is not understood", "1–2 of 2"}, nil},
		{"a date that is none", "f=created-after:soon", []string{"“created-after:soon” is not understood", "1–3 of 3"}, nil},
		{"one without a value", "f=group:", []string{"“group:” is not understood"}, nil},
		{"the columns that were chosen", "c=tags&c=path", []string{"team=data", "Path"}, []string{"AmazonS3"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w.Get("/users?" + c.query).Want(http.StatusOK).Has(c.has...).Lacks(c.lacks...)
		})
	}
	v := w.Get("/users?q=a&sort=-created&p=group%3A&v=+admins+").Want(http.StatusOK)
	if got, want := v.URL.RequestURI(), "/users?f=group%3Aadmins&q=a&sort=-created"; got != want {
		t.Errorf("the form that adds a filter led to %s, want %s", got, want)
	}
}

func TestWhatIsNotKnownIsNotNo(t *testing.T) {
	t.Parallel()
	b, _ := listed(t)
	_, err := b.Account.CreateUser(context.Background(), "dora") // her keys are not read
	must(t, err)
	must(t, b.App.Refresh(context.Background()))
	w := b.Browser(t, desk.Admin)
	if _, unread := b.App.Snapshot().KeyCount(); unread > 0 { // unless the background was faster
		w.Get("/users?f=keys:none").Want(http.StatusOK).Has("1 more rows may match")
		w.Get("/keys").Want(http.StatusOK).Has("The access keys of 1 users were not read yet")
	}
	if row, ok := b.App.Snapshot().ReportRow("dora"); ok {
		t.Fatalf("the report has %v, want nothing of a user made since", row)
	}
	w.Get("/users?q=dora&f=mfa:no").Want(http.StatusOK).Has("1 more rows may match", "Nothing matches")
}

func TestListsAreReports(t *testing.T) {
	t.Parallel()
	b, key := listed(t)
	ctx := context.Background()
	_, err := b.Account.CreateUser(ctx, "=1+1")
	must(t, err)
	must(t, b.App.Refresh(ctx))
	w := b.Browser(t, desk.Auditor)
	read := func(path string) [][]string {
		t.Helper()
		v := w.Get(path).Want(http.StatusOK)
		if got := v.Header.Get("Content-Disposition"); !strings.HasPrefix(got, `attachment; filename="`) {
			t.Errorf("%s has Content-Disposition %q, want a file", path, got)
		}
		body, marked := strings.CutPrefix(string(v.Body), "\ufeff")
		if !marked || strings.Count(body, "\n") != strings.Count(body, "\r\n") {
			t.Errorf("%s lacks its mark or has other line ends than CRLF", path)
		}
		rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
		must(t, err)
		return rows
	}
	rows := read("/users.csv?per=25")
	if len(rows) != 5 || rows[1][0] != "'=1+1" || rows[2][0] != "ana" {
		t.Fatalf("/users.csv = %q, want four users, a formula guarded", rows)
	}
	if all := strings.Join(rows[2], "|"); !strings.Contains(all, "|admins|AmazonS3FullAccess|") || !strings.Contains(all, string(key)+" Active") {
		t.Errorf("/users.csv has %q, want groups, policies and keys of ana", rows[2])
	}
	rows = read("/users.csv?f=group:admins&c=path&f=x:y")
	if len(rows) != 4 || strings.Join(rows[0], ",") != "user,path,read_at" || !strings.HasPrefix(rows[3][0], "# The filter “x:y”") {
		t.Errorf("/users.csv of two columns = %q", rows)
	}
	if rows = read("/groups.csv"); len(rows) != 2 || rows[1][2] != "ana; bo" {
		t.Errorf("/groups.csv = %q", rows)
	}
	if rows = read("/policies.csv?f=type:aws&q=AmazonS3FullAccess"); len(rows) != 2 || rows[1][2] != "1" {
		t.Errorf("/policies.csv = %q", rows)
	}
	if rows = read("/keys.csv"); len(rows) < 2 || rows[1][0] != string(key) || rows[1][1] != "ana" {
		t.Errorf("/keys.csv = %q", rows)
	}
	if rows = read("/audit.csv"); len(rows) < 2 || rows[0][0] != "seq" {
		t.Errorf("/audit.csv = %q", rows)
	}
}

func TestAllAccessKeys(t *testing.T) {
	t.Parallel()
	b, key := listed(t)
	w := b.Browser(t, desk.Admin)
	w.Get("/keys").Want(http.StatusOK).Has(string(key), "ana", "Active", "never")
	asked := b.Sandbox.Mischief().Done("GetAccessKeyLastUsed")
	w.Get("/keys?sort=-created").Want(http.StatusOK).Has(string(key), "never")
	if got := b.Sandbox.Mischief().Done("GetAccessKeyLastUsed"); got != asked {
		t.Errorf("AWS was asked %d more times for a key that it was asked for just now", got-asked)
	}
	must(t, b.App.Refresh(context.Background()))
	w.Get("/keys").Want(http.StatusOK).Has(string(key), "never")
	if got := b.Sandbox.Mischief().Done("GetAccessKeyLastUsed"); got != asked+1 {
		t.Errorf("after reading again AWS was asked %d times, want once", got-asked)
	}
	w.Get("/keys?f=owner:bo").Want(http.StatusOK).Has("Nothing matches")
	w.Get("/keys?f=age:0&f=status:active").Want(http.StatusOK)
	other, err := b.Account.CreateAccessKey(context.Background(), "bo") // in no list that was read
	must(t, err)
	v := w.Get("/keys?q=" + string(other.ID)).Want(http.StatusOK).Has("Ask AWS for " + string(other.ID))
	links, _ := v.Links()
	for _, l := range links {
		if strings.HasPrefix(l, "/keys/~owner?id=A") {
			w.Get(l).Want(http.StatusOK).Has("This key belongs to bo")
		}
	}
	w.Get("/keys/~owner?id=x").Want(http.StatusUnprocessableEntity).Has("16 to 128")
	w.Get("/keys/~owner?id=AKIAIOSFODNN7EXAMPLE").Want(http.StatusOK).Lacks("belongs to")
}

func TestManyUsersAreAddedToAGroup(t *testing.T) {
	t.Parallel()
	b, _ := listed(t)
	w := b.Browser(t, desk.Admin)
	list := w.Get("/users?q=a").Want(http.StatusOK)
	list.Form("/users/~selection").Submit(http.StatusUnprocessableEntity).Has("Choose at least one.", "ana", "carl")
	review := list.Form("/users/~selection").Set("u", "ana", "carl", "gone").Set("do", "users.group.add").Submit(http.StatusOK)
	review.Has("Nothing is left to do.")
	action := review.URL.Path
	review.Form(action).Submit(http.StatusUnprocessableEntity)
	review = review.Form(action).Set("group", "admins").Submit(http.StatusOK)
	review.Has("Add user carl to group admins", "AddUserToGroup carl admins", "is a member already", "is no longer there")
	if u, _ := b.App.Snapshot().User("carl"); len(u.Groups) != 0 {
		t.Fatal("a review has changed the account")
	}
	run := review.Form(action + "/run")
	done := run.Submit(http.StatusOK).Ended().Has("All changes were made", "done")
	if again := run.Submit(http.StatusOK); again.URL.Path != done.URL.Path {
		t.Errorf("the form sent twice led to %s and %s", done.URL, again.URL)
	}
	if u, err := b.Account.User(context.Background(), "carl"); err != nil || !u.In("admins") {
		t.Errorf("carl is in %v (%v), want admins", u.Groups, err)
	}
	w.Get("/audit?target=carl").Want(http.StatusOK).Has("Add user to groups", "admins")
}

func TestWhatFailedForSomeRowsCanBeTriedAgain(t *testing.T) {
	t.Parallel()
	b, _ := listed(t)
	ctx := context.Background()
	w := b.Browser(t, desk.Admin)
	review := w.Get("/users").Form("/users/~selection").Set("u", "ana", "bo", "carl").Set("do", "users.tag").Submit(http.StatusOK)
	action := review.URL.Path
	review.Form(action).Set("key", "aws:x").Submit(http.StatusUnprocessableEntity).Has("does not begin with aws:")
	review = review.Form(action).Set("key", "cost").Set("value", "12 %").Submit(http.StatusUnprocessableEntity)
	review = review.Form(action).Set("value", "A-1").Submit(http.StatusOK).Has("Set tag cost=A-1 of user bo")
	must(t, b.Account.RemoveFromGroup(ctx, "admins", "bo"))
	must(t, b.Account.DeleteUser(ctx, "bo"))
	v := review.Form(action+"/run").Submit(http.StatusOK).Ended().Has("Some rows were not changed", "There is no user bo.", "1 of 3 rows were not changed.")
	if u, err := b.Account.User(ctx, "carl"); err != nil || len(u.Tags) != 1 || u.Tags[0] != (iam.Tag{Key: "cost", Value: "A-1"}) {
		t.Errorf("carl has the tags %v (%v): a row that failed must not stop the next", u.Tags, err)
	}
	_, err := b.Account.CreateUser(ctx, "bo")
	must(t, err)
	v.Form(v.URL.Path + "/retry").Submit(http.StatusOK).Ended().Has("All changes were made")
	if u, _ := b.Account.User(ctx, "bo"); len(u.Tags) != 1 {
		t.Errorf("bo has the tags %v after another try, want one", u.Tags)
	}
}

func TestManyKeysAreDeactivated(t *testing.T) {
	t.Parallel()
	b, key := listed(t)
	w := b.Browser(t, desk.Admin)
	review := w.Get("/keys").Form("/keys/~selection").Set("u", "ana "+string(key)).Submit(http.StatusOK)
	review.Has("UpdateAccessKey ana " + string(key)).Form(review.URL.Path + "/run").Submit(http.StatusOK).Ended().Has("All changes were made")
	keys, err := b.Account.Keys(context.Background(), "ana")
	if err != nil || len(keys) != 1 || keys[0].Active() {
		t.Errorf("the keys of ana are %v (%v), want one inactive", keys, err)
	}
	review = w.Get("/users").Form("/users/~selection").Set("u", "ana", "bo").Set("do", "keys.deactivate").Submit(http.StatusOK)
	review.Has("has no active key", "Nothing is left to do.").Form(review.URL.Path + "/drop").Submit(http.StatusOK)
}
