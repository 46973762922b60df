package handlers_test

import (
	"net/http"
	"slices"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
)

// TestWhatIsReversibleIsTakenBackFromItsFlash does each act that one other act takes
// back, and undoes it by the form in its flash.
func TestWhatIsReversibleIsTakenBackFromItsFlash(t *testing.T) {
	t.Parallel()
	b, key := listed(t)
	w := b.Browser(t, desk.Admin)
	attached := func() bool {
		u, err := b.App.User(t.Context(), "ana")
		must(t, err)
		return u.User.Has(portertest.S3Full)
	}
	for _, c := range []struct {
		name, page, act, field, value, undo string
		there                               func() bool // what the act takes away
	}{
		{"an access key is activated again", "/users/ana/keys", "/users/ana/keys/" + string(key) + "/deactivate", "", "", "/users/ana/keys/" + string(key) + "/activate", nil},
		{"a policy is attached again", "/users/ana/permissions", "/users/ana/policies/detach", "arn", string(portertest.S3Full), "/users/ana/policies", attached},
		{"a user joins the group again", "/users/ana/groups", "/users/ana/groups/leave", "group", "admins", "/users/ana/groups", nil},
		{"a member is put into the group again", "/groups/admins", "/groups/admins/members/remove", "user", "bo", "/groups/admins/members", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := w.Get(c.page).Want(http.StatusOK).Form(c.act)
			if c.field != "" {
				f.Set(c.field, c.value)
			}
			v := f.Submit(http.StatusOK).Has("Undo")
			if c.there != nil && c.there() {
				t.Errorf("%s took nothing away", c.act)
			}
			v.Form(c.undo).Submit(http.StatusOK).Has("Undo")
			if c.there != nil && !c.there() {
				t.Errorf("%s brought nothing back", c.undo)
			}
		})
	}
	u, err := b.App.User(t.Context(), "ana")
	must(t, err)
	if groups := u.User.Groups; !slices.Contains(groups, iam.GroupName("admins")) || len(u.Keys) != 1 || !u.Keys[0].Active() {
		t.Errorf("after all was undone ana is in %v with the keys %+v, want admins and one active key", groups, u.Keys)
	}
}
