package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
	"keyporter/web"
)

// powerful are the forms that hand a secret over, delete access keys, change who an
// operator can prove to be, or what an operator may do.
var powerful = strings.Fields(`
	/tickets/{id}/open /tickets/{id}/download /jobs/{id}/results
	/users/{name}/keys/{id}/delete /users/{name}/delete /ops/{id}/delete-key /rotations/{id}/delete
	/me/second-factor/app /me/second-factor/app/confirm /me/second-factor/app/remove /me/second-factor/recovery
	/me/second-factor/passkeys /me/second-factor/passkeys/~new /me/second-factor/passkeys/{id}/remove
	/recovery /invitations /operators/{id}/role /operators/{id}/state /operators/{id}/user /operators/{id}/scope /requests/{id}/approve
	/settings/guard /settings/guard/safe /settings/guard/safe/remove /settings/guard/adopted /settings/guard/adopted/remove`)

var segment = regexp.MustCompile(`\{\w+\}`)

func TestPowerfulActsNeedAFreshProof(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w, approver := b.Browser(t, desk.Admin), b.Browser(t, desk.Approver)
	fresh := map[string]bool{}
	for _, r := range web.Routes() {
		fresh[r.Pattern] = fresh[r.Pattern] || r.Fresh && r.Method == http.MethodPost
	}
	for _, pattern := range powerful {
		if !fresh[pattern] {
			t.Errorf("POST %s needs no fresh proof", pattern)
		}
	}
	for range 2 {
		b.Clock.Move(desk.ProofLife + time.Second)
		for _, r := range web.Routes() {
			path := segment.ReplaceAllString(r.Pattern, "x")
			if !r.Fresh {
				continue
			}
			by := w
			if r.Can == string(desk.CanApprove) {
				by = approver
			}
			send := by.Get
			if r.Method == http.MethodPost {
				send = func(path string) *portertest.View { return by.Post(path, url.Values{"form": {"x"}}) }
			}
			v := send(path)
			if v.Status != http.StatusForbidden || !strings.Contains(v.Text(), "Prove that it is you") {
				t.Errorf("%s %s with an old proof answers %d, want the page that asks for one", r.Method, path, v.Status)
			}
		}
	}
	w.Post("/users/x/keys/x/deactivate", url.Values{"form": {"x"}}).Want(http.StatusNotFound) // what takes power away asks for nothing
}
