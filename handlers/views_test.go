package handlers_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"keyporter/internal/desk"
)

// TestAListBeginsAsItWasKept keeps columns, order and number of rows of the list of
// users, and lets it begin as by default again.
func TestAListBeginsAsItWasKept(t *testing.T) {
	t.Parallel()
	b, key := listed(t)
	w, other := b.Browser(t, desk.Admin), b.Browser(t, desk.Viewer)
	heads := func(v string) bool { return strings.Contains(v, `?as=usual"`) }
	v := w.Get("/users?c=keys&c=path&sort=-created&per=25&f=group:admins").Want(http.StatusOK)
	v = v.Form("/me/views").Set("do", "keep").Submit(http.StatusOK).Has("Name Path Access keys", "1–2 of 2")
	if got := v.URL.RequestURI(); got != "/users?f=group%3Aadmins" {
		t.Errorf("keeping a view leads to %s, want the list with its filter", got)
	}
	v = w.Get("/users").Want(http.StatusOK).Has("Name Path Access keys carl", string(key), "1–3 of 3")
	w.Get("/users?as=usual").Want(http.StatusOK).Lacks("Name Path Access keys")
	if next := w.Get("/users?sort=-created").Want(http.StatusOK).Lacks("Name Path"); !heads(string(next.Body)) {
		t.Errorf("the list in another order has no link to the usual one that says so:\n%s", next.Body)
	}
	other.Get("/users").Want(http.StatusOK).Lacks("Name Path", "Show as by default")
	w.Get("/groups").Want(http.StatusOK).Lacks("Show as by default")
	v.Form("/me/views").Set("do", "usual").Submit(http.StatusOK)
	w.Get("/users").Want(http.StatusOK).Lacks("Name Path", "Show as by default")
	f := w.Get("/users").Form("/me/views")
	f.Set("list", "/me/sessions").Set("do", "keep").Submit(http.StatusUnprocessableEntity)
}

// TestTimesFollowTheZone reads the same moment in three zones.
func TestTimesFollowTheZone(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "admins")
	w := b.Browser(t, desk.Admin)
	at := b.Clock.Now().UTC()
	for zone, want := range map[string]string{
		"":                 at.Format("2006-01-02 15:04") + " UTC",
		"Asia/Seoul":       at.Add(9*3600e9).Format("2006-01-02 15:04") + " UTC+09:00",
		"Asia/Kathmandu":   at.Add(5.75*3600e9).Format("2006-01-02 15:04") + " UTC+05:45",
		"Pacific/Honolulu": at.Add(-10*3600e9).Format("2006-01-02 15:04") + " UTC-10:00",
	} {
		w.Get("/me").Form("/me").Set("zone", zone).Submit(http.StatusOK)
		if v := w.Get("/audit").Want(http.StatusOK); !strings.Contains(string(v.Body), want) {
			t.Errorf("the audit log in the zone %q lacks %s:\n%s", zone, want, v.Body)
		}
	}
	_, list, found := strings.Cut(string(w.Get("/me").Body), `<datalist id="zones">`)
	list, _, _ = strings.Cut(list, "</datalist>")
	for _, one := range strings.Split(strings.ReplaceAll(list, "</option>", ""), "<option>")[1:] {
		if zone := strings.TrimSpace(one); !found || !slices.Contains(desk.Zones(), zone) {
			t.Errorf("the page suggests the zone %q, which cannot be chosen", zone)
		}
	}
	w.Get("/me").Form("/me").Set("zone", "Mars/Olympus").Submit(http.StatusUnprocessableEntity).Has("Choose one of the offered values.")
	v := w.Get("/me").Form("/me").Set("density", "cosy").Set("keys", "off").Submit(http.StatusOK)
	for _, want := range []string{`data-density="cosy"`, `data-keys="off"`} {
		if !strings.Contains(string(v.Body), want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}
