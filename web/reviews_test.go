package web_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"keyporter/internal/desk"
	"keyporter/web"
)

// reviewed are the forms that stand below the AWS calls that they make: what is
// shown is held against what is called in package handlers, but for second factors,
// which Keyporter cannot give to a user.
var reviewed = strings.Fields(`
	/drafts/{id}/run /selections/{id}/run /users/~import/{id}/run
	/users/{name}/delete /users/{name}/rename /users/{name}/tags /users/{name}/boundary /users/{name}/copy
	/users/{name}/mfa/delete /users/{name}/require-mfa /users/{name}/console/remove
	/users/{name}/keys/{id}/deactivate /users/{name}/keys/{id}/delete /users/{name}/keys/{id}/rotate
	/users/{name}/inline /users/{name}/inline/{policy} /users/{name}/inline/{policy}/delete
	/groups/{name}/delete /groups/{name}/rename /groups/{name}/require-mfa
	/groups/{name}/inline /groups/{name}/inline/{policy} /groups/{name}/inline/{policy}/delete
	/policies /policies/versions /policies/delete
	/settings/account/password-policy`)

// atOnce are forms whose one button says what one call does, and that a second
// form takes back, or whose secret is handed over next.
var atOnce = strings.Fields(`
	/users/{name}/policies /users/{name}/policies/detach /users/{name}/groups /users/{name}/groups/leave
	/users/{name}/console /users/{name}/console/reset /users/{name}/console/change
	/users/{name}/keys /users/{name}/keys/{id}/activate /me/keys /me/keys/{id}/deactivate /me/keys/{id}/rotate
	/rotations/{id}/stop /rotations/{id}/undo
	/groups /groups/{name}/members /groups/{name}/members/remove /groups/{name}/policies /groups/{name}/policies/detach
	/policies/versions/default /policies/versions/delete
	/settings/account/alias /settings/account/alias/delete /settings/account/password-policy/delete`)

// within change nothing in AWS by themselves, or go on with what was reviewed.
var within = strings.Fields(`
	/drafts /drafts/{id} /drafts/{id}/group /drafts/{id}/drop /drafts/{id}/copy /drafts/{id}/boundary
	/users/~selection /keys/~selection /selections/{id} /selections/{id}/drop
	/users/{name}/inline/~new /users/{name}/inline/{policy}/edit /groups/{name}/inline/~new /groups/{name}/inline/{policy}/edit
	/policies/~new /policies/edit
	/tickets/{id}/open /tickets/{id}/download /tickets/{id}/done /tickets/{id}/lost
	/settings/notices/kinds /settings/notices/test /settings/notices/retry
	/jobs/{id}/cancel /jobs/{id}/retry /jobs/{id}/results /jobs/{id}/results/done /jobs/{id}/results/lost
	/users/~import /users/~import/{id}/drop
	/users/{name}/keys/{id}/lifetime /settings/keys /settings/general /settings/rules /settings/sign-in
	/settings/demo /settings/guard /settings/guard/safe /settings/guard/safe/remove /settings/guard/adopted /settings/guard/adopted/remove
	/rotations/{id}/key /rotations/{id}/cancel /rotations/{id}/delete /rotations/{id}/retry
	/ops/{id}/continue /ops/{id}/undo /ops/{id}/delete-key /ops/{id}/close`)

// TestEveryChangeIsReviewedOrSaysWhyNot: a new form that changes the account has
// to be put into one of the lists.
func TestEveryChangeIsReviewedOrSaysWhyNot(t *testing.T) {
	t.Parallel()
	lists := slices.Concat(reviewed, atOnce, within)
	for _, r := range web.Routes() {
		if r.Method != http.MethodPost || !desk.Can(r.Can).Changes() {
			continue
		}
		i := slices.Index(lists, r.Pattern)
		if i < 0 {
			t.Errorf("POST %s is in none of the lists: does it show the calls that it makes?", r.Pattern)
			continue
		}
		lists = slices.Delete(lists, i, i+1)
	}
	if len(lists) > 0 {
		t.Errorf("no form, or twice in the lists: %q", lists)
	}
}
