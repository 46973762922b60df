package saved_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"

	"keyporter/internal/access"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
	"keyporter/internal/saved"
)

// TestWhatIsSavedIsReadBack saves a made-up account and reads it.
func TestWhatIsSavedIsReadBack(t *testing.T) {
	t.Parallel()
	want := portertest.Account(7, portertest.AccountSize{Users: 300, Groups: 30, Roles: 20, Policies: 60, Buckets: 50})
	got, err := saved.Read(files(portertest.SavedDetails(want), portertest.SavedBuckets(want)))
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Gaps) > 0 {
		t.Errorf("gaps = %v, want none", got.Gaps)
	}
	for _, c := range []struct {
		name      string
		got, want any
	}{
		{"users", flat(t, got).Users, flat(t, want).Users},
		{"groups", flat(t, got).Groups, flat(t, want).Groups},
		{"roles", flat(t, got).Roles, flat(t, want).Roles},
		{"policies", flat(t, got).Policies, flat(t, want).Policies},
		{"buckets", flat(t, got).Buckets, flat(t, want).Buckets},
	} {
		g, w := reflect.ValueOf(c.got), reflect.ValueOf(c.want)
		if g.Len() != w.Len() {
			t.Errorf("%d %s are read, want %d", g.Len(), c.name, w.Len())
			continue
		}
		for i := range g.Len() {
			if one, other := g.Index(i).Interface(), w.Index(i).Interface(); !reflect.DeepEqual(one, other) {
				t.Errorf("%s %d is read as\n%+v\nwant\n%+v", c.name, i, one, other)
				break
			}
		}
	}
}

// flat is a copy with what the files keep, and documents without white space.
func flat(t *testing.T, a *access.Account) *access.Account {
	t.Helper()
	compact := func(text string) string {
		var b bytes.Buffer
		if text != "" {
			if err := json.Compact(&b, []byte(text)); err != nil {
				t.Fatal(err)
			}
		}
		return b.String()
	}
	inline := func(list []iam.InlinePolicy) (out []iam.InlinePolicy) {
		for _, p := range list {
			out = append(out, iam.InlinePolicy{Name: p.Name, Document: compact(p.Document)})
		}
		return out
	}
	out := &access.Account{}
	for _, u := range a.Users {
		u.Inline = inline(u.Inline)
		out.Users = append(out.Users, u)
	}
	for _, g := range a.Groups {
		g.Inline = inline(g.Inline)
		out.Groups = append(out.Groups, g)
	}
	for _, r := range a.Roles {
		r.Inline, r.Trust = inline(r.Inline), compact(r.Trust)
		out.Roles = append(out.Roles, r)
	}
	for _, p := range a.Policies {
		out.Policies = append(out.Policies, iam.Policy{Name: p.Name, ARN: p.ARN, ID: p.ID, Path: p.Path, Document: compact(p.Document)})
	}
	for _, b := range a.Buckets {
		if b.Owner == "" {
			b.Owner = a.ID
		}
		out.Buckets = append(out.Buckets, iam.Bucket{Name: b.Name, Owner: b.Owner, Policy: compact(b.Policy), Block: b.Block})
	}
	return out
}
