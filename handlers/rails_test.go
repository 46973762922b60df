package handlers_test

import (
	"net/http"
	"net/url"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
	"keyporter/templates"
)

// TestGuardRailsAreSetOnTheirPage walks through what an admin does with them: the mode,
// a user who is adopted and is no more, a policy that is pinned and taken out, and the
// whole account as one path.
func TestGuardRailsAreSetOnTheirPage(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		t.Parallel()
		b := portertest.New(t, portertest.Options{DSN: dsn})
		b.Seed(2)
		w := b.Browser(t, desk.Admin)
		rails := func(mode, paths string) *portertest.Form {
			return w.Get(templates.GuardURL()).Want(http.StatusOK).Form(templates.GuardURL()).Set("mode", mode).Set("paths", paths)
		}
		issue := func(status int) *portertest.View {
			return w.Post(templates.KeysURL(theUser), url.Values{"form": {desk.NewID(b.Clock.Now())}, "use": {"other"}}).Want(status)
		}
		rails("guarded", "team").Submit(http.StatusUnprocessableEntity).Has("team is no path")
		rails("guarded", "/team/").Submit(http.StatusOK).Has("The guard rails are set to mode guarded.")
		issue(http.StatusForbidden).Has("Guard rails")

		adopt := w.Get(templates.GuardURL()).Want(http.StatusOK).Form(templates.AdoptURL())
		adopt.Set("kind", "user").Set("name", "nobody").Submit(http.StatusNotFound)
		adopt.Set("name", string(theUser)).Submit(http.StatusOK).Has("User user-00001 is managed by Keyporter.")
		issue(http.StatusOK)
		w.Get(templates.GuardURL()).Want(http.StatusOK).Form(templates.DisownURL()).Submit(http.StatusOK).Has("User user-00001 is no longer adopted.")
		issue(http.StatusForbidden)

		const arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
		w.Get(templates.SafeURL(arn)).Want(http.StatusOK).Form(templates.SafeURL("")).Submit(http.StatusOK).Has("Policy AmazonS3ReadOnlyAccess is in the safe set")
		w.Get(templates.GuardURL()).Want(http.StatusOK).Form(templates.SafeRemoveURL()).Submit(http.StatusOK).Has("Policy AmazonS3ReadOnlyAccess is no longer in the safe set.")

		rails("guarded", "/").Submit(http.StatusOK)
		issue(http.StatusOK)
	})
}
