package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
	"keyporter/templates"
)

func TestAnAdminChangesAnOperator(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	b.Seed(2)
	w, other := b.Browser(t, desk.Admin), b.Actor(t, desk.Viewer)
	at := templates.OperatorURL(other.Operator.ID)
	w.Get("/operators").Want(http.StatusOK).Has(other.Operator.Name, "Viewer")
	w.Get(at).Want(http.StatusOK).Form(templates.OperatorLinkURL(other.Operator.ID)).Set("user", "nobody").Submit(http.StatusUnprocessableEntity).Has("There is no user nobody.")
	w.Get(at).Form(templates.OperatorLinkURL(other.Operator.ID)).Set("user", "user-00001").Submit(http.StatusOK).Has("user-00001")
	w.Get(at).Form(templates.OperatorScopeURL(other.Operator.ID)).Set("tags", "team").Submit(http.StatusUnprocessableEntity).Has("key=value")
	w.Get(at).Form(templates.OperatorScopeURL(other.Operator.ID)).Set("groups", "team-0\n\nteam-1 ").Set("paths", "/dev/").Submit(http.StatusOK)
	w.Get(templates.OperatorRoleURL(other.Operator.ID, "manager")).Want(http.StatusOK).
		Has("Viewer → Manager", "issue, rotate, deactivate and delete access keys").Form(at+"/role").Submit(http.StatusOK).
		Has("Manager", "group team-0, group team-1, path /dev/")
	w.Get(templates.OperatorSwitchURL(other.Operator.ID)).Form(at + "/state").Submit(http.StatusOK).Has("Disabled")
	w.Get(templates.OperatorSwitchURL(other.Operator.ID)).Form(at + "/state").Submit(http.StatusOK).Lacks("Disabled operator")
	w.Get(templates.OperatorRoleURL(other.Operator.ID, "owner")).Want(http.StatusUnprocessableEntity)
	w.Get("/roles").Want(http.StatusOK).Has("What each role may do", other.Operator.Name, "Approver", "Nobody")
	w.Get("/audit").Has("Change the role of an operator", "Link operator to IAM user", "Change the scope of an operator")
}

func TestAnAdminDoesNotChangeThemselves(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	list, err := b.Auth.Operators(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	at := templates.OperatorURL(list[0].ID)
	v := w.Get(at).Want(http.StatusOK).Has("This is you.")
	_, actions := v.Links()
	for _, a := range actions {
		if strings.HasPrefix(a, at) {
			t.Errorf("the own page offers %s", a)
		}
	}
	w.Get(templates.OperatorRoleURL(list[0].ID, "viewer")).Form(at + "/role").Submit(http.StatusConflict).Has("Nobody changes their own role")
}

func TestSingleAdminModeIsMarkedOnEveryPage(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	for _, path := range []string{"/", "/users", "/audit", "/nothing"} {
		w.Get(path).Has("no second person can approve")
	}
	b.Browser(t, desk.Auditor)
	for _, path := range []string{"/", "/users", "/audit", "/nothing"} {
		w.Get(path).Lacks("no second person can approve")
	}
}
