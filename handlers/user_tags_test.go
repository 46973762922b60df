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
)

const tagsPage = "/users/ana/tags"

// withTags makes the user ana with tags, and one whose key is an access key.
func withTags(t *testing.T, tags ...iam.Tag) *portertest.Bench {
	t.Helper()
	b, ctx := withUser(t, "ana", "developers"), context.Background()
	if len(tags) > 0 {
		if err := b.Account.TagUser(ctx, "ana", tags); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.App.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	return b
}

// tagsOf returns the tags that AWS has, as key=value in order.
func tagsOf(t *testing.T, b *portertest.Bench) string {
	t.Helper()
	u, err := b.Account.User(context.Background(), "ana")
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, tag := range u.Tags {
		list = append(list, tag.Key+"="+tag.Value)
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

func TestTagsAreAddedChangedAndRemoved(t *testing.T) {
	t.Parallel()
	b := withTags(t, iam.Tag{Key: "Team", Value: "core"}, iam.Tag{Key: "old", Value: "1"}, iam.Tag{Key: "keep", Value: ""})
	w, m := b.Browser(t, desk.Admin), b.Sandbox.Mischief()
	linkWith(t, w.Get("/users/ana").Want(http.StatusOK), tagsPage)
	v := w.Get(tagsPage).Want(http.StatusOK).Has("3 of 50 tags are used.")
	f := v.Form(tagsPage)
	if !f.Has("key5") || f.Has("key6") {
		t.Error("the form has not three blank rows")
	}
	f = press(f.Set("key3", "owner"), "more", http.StatusOK).Form(tagsPage)
	if !f.Has("key8") || f.Get("key3") != "owner" {
		t.Errorf("after more rows: %v, want others and what was typed", f.Values())
	}
	for i := range 3 { // whatever the order in which AWS lists them
		switch n := fmt.Sprint(i); f.Get("key" + n) {
		case "Team":
			f.Set("key"+n, "team").Set("value"+n, "web")
		case "old":
			f.Set("key"+n, "").Set("value"+n, "")
		}
	}
	f.Set("value3", "건물 1: kim@example.com")
	review := press(f, "review", http.StatusOK)
	review.Has("Remove tags of user ana: ", "Set tags of user ana: ", "UntagUser", "TagUser", "team core web", "old 1 no tag", "owner no tag 건물 1: kim@example.com").Lacks("keep")
	if n := m.Done("TagUser"); n != 1 {
		t.Fatalf("TagUser was called %d times before saving, want once, by the test", n)
	}
	press(review.Form(tagsPage), "back", http.StatusOK).Form(tagsPage)
	end := press(review.Form(tagsPage), "save", http.StatusOK).Has("The tags of user ana are saved.", "team web", "owner 건물 1")
	if got, want := tagsOf(t, b), "keep= owner=건물 1: kim@example.com team=web"; got != want || end.URL.Path != "/users/ana" {
		t.Errorf("after saving, at %s: %s, want %s", end.URL.Path, got, want)
	}
	if u, _ := b.App.Snapshot().User("ana"); len(u.Tags) != 3 {
		t.Errorf("the snapshot has the tags %v, want the three at once", u.Tags)
	}
	press(w.Get(tagsPage).Form(tagsPage), "review", http.StatusUnprocessableEntity).Has("nothing was changed")
}

func TestBadTagsCallNothing(t *testing.T) {
	t.Parallel()
	b := withTags(t)
	w := b.Browser(t, desk.Admin)
	for _, c := range []struct {
		name, key, value, field, says string
	}{
		{"a value without key", "", "x", "key1", "1 to 128"},
		{"a key that is too long", strings.Repeat("k", 129), "", "key1", "1 to 128"},
		{"a value that is too long", "k", strings.Repeat("v", 257), "value1", "256"},
		{"a key with a question mark", "who?", "", "key1", "letters, digits, spaces"},
		{"a value with a comma", "who", "a, b", "value1", "letters, digits, spaces"},
		{"a key of AWS's", "AWS:x", "", "key1", "aws:"},
		{"a key twice", "team", "b", "key1", "there twice"},
	} {
		for _, do := range []string{"review", "save"} {
			v := press(w.Get(tagsPage).Form(tagsPage).Set("key0", "Team").Set("value0", "a").Set("key1", c.key).Set("value1", c.value), do, http.StatusUnprocessableEntity)
			if said := v.ByID(c.field + "-err"); !strings.Contains(said, c.says) {
				t.Errorf("%s, %s: the field %s says %q, want %q", c.name, do, c.field, said, c.says)
			}
			if f := v.Form(tagsPage); f.Get("key0") != "Team" || f.Get("key1") != c.key || f.Get("value1") != c.value {
				t.Errorf("%s, %s: the form came back with %v", c.name, do, f.Values())
			}
		}
	}
	many := url.Values{"form": {desk.NewID(b.Clock.Now())}, "do": {"save"}, "base": {w.Get(tagsPage).Form(tagsPage).Get("base")}}
	for i := range 51 {
		many.Set(fmt.Sprintf("key%d", i), fmt.Sprintf("k%d", i))
		many.Set(fmt.Sprintf("value%d", i), "v")
	}
	v := w.Post(tagsPage, many).Want(http.StatusConflict).Has("at most 50 tags")
	if f := v.Form(tagsPage); f.Get("key50") != "k50" {
		t.Error("a row too many was lost")
	}
	if n := b.Sandbox.Mischief().Done("TagUser"); n != 0 {
		t.Errorf("TagUser was called %d times, want never", n)
	}
	many.Del("key50")
	w.Post(tagsPage, many).Want(http.StatusOK)
	if f := w.Get(tagsPage).Want(http.StatusOK).Has("50 of 50").Form(tagsPage); f.Has("key50") {
		t.Error("a row is offered that AWS would refuse")
	}
}

func TestTagsThatStopOnTheWay(t *testing.T) {
	t.Parallel()
	for _, end := range []string{"continue", "undo"} {
		t.Run(end, func(t *testing.T) {
			t.Parallel()
			b := withTags(t, iam.Tag{Key: "old", Value: "1"})
			w, m := b.Browser(t, desk.Admin), b.Sandbox.Mischief()
			m.Throttle("TagUser", 1)
			f := w.Get(tagsPage).Form(tagsPage).Set("key0", "new").Set("value0", "2")
			v := press(f, "save", http.StatusOK).Has("Stopped on the way", "Remove tags of user ana: old", "Set tags of user ana: new=2")
			if !strings.HasPrefix(v.URL.Path, "/ops/") || tagsOf(t, b) != "" {
				t.Fatalf("at %s the tags are %q, want the page of the operation and the old one gone", v.URL.Path, tagsOf(t, b))
			}
			v.Form(v.URL.Path + "/" + end).Submit(http.StatusOK)
			if got, want := tagsOf(t, b), map[string]string{"continue": "new=2", "undo": "old=1"}[end]; got != want {
				t.Errorf("after %s: %q, want %q", end, got, want)
			}
		})
	}
}

func TestTagsThatSomebodyElseChanged(t *testing.T) {
	t.Parallel()
	b := withTags(t, iam.Tag{Key: "team", Value: "core"})
	w := b.Browser(t, desk.Admin)
	f := w.Get(tagsPage).Form(tagsPage).Set("value0", "web")
	if err := b.Account.TagUser(context.Background(), "ana", []iam.Tag{{Key: "boss", Value: "bo"}}); err != nil {
		t.Fatal(err)
	}
	v := press(f, "save", http.StatusConflict).Has("Somebody else has changed the tags")
	f = v.Form(tagsPage)
	if f.Get("value0") != "web" {
		t.Errorf("the form came back with %v", f.Values())
	}
	press(f, "review", http.StatusOK).Has("boss bo no tag") // the review says what would go
	quiet := b.Browser(t, desk.Auditor)
	quiet.Get(tagsPage).Want(http.StatusForbidden)
	quiet.Post(tagsPage, url.Values{"form": {"x"}, "do": {"save"}}).Want(http.StatusForbidden)
}

func TestTagsWhoseAnswerIsLostAreTakenBack(t *testing.T) {
	t.Parallel()
	b := withTags(t, iam.Tag{Key: "team", Value: "core"})
	w := b.Browser(t, desk.Admin)
	b.Sandbox.Mischief().ResetAfter("TagUser", 1)
	f := w.Get(tagsPage).Form(tagsPage).Set("value0", "web").Set("key1", "new").Set("value1", "2")
	v := press(f, "save", http.StatusOK).Has("Outcome unknown")
	if got := tagsOf(t, b); got != "new=2 team=web" {
		t.Fatalf("the tags are %q, want what the lost call set", got)
	}
	v.Form(v.URL.Path + "/undo").Submit(http.StatusOK)
	if got := tagsOf(t, b); got != "team=core" {
		t.Errorf("after undo: %q, want what was there", got)
	}
}

func TestSeveralMistakesSayTheirRows(t *testing.T) {
	t.Parallel()
	w := withTags(t).Browser(t, desk.Admin)
	f := w.Get(tagsPage).Form(tagsPage).Set("key0", "a?").Set("value2", "b?")
	press(f, "review", http.StatusUnprocessableEntity).Has("Key 1: A tag key has", "Key 3: A tag key has", "Value 3: A tag value has")
}
