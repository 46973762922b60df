package handlers_test

import (
	"context"
	"net/http"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/policy"
)

func TestRequiringMFA(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "people")
	w := b.Browser(t, desk.Admin)
	const user, group = "/users/ana/require-mfa", "/groups/people/require-mfa"
	v := w.Get(group).Want(http.StatusOK).Has("Create policy RequireMFA", "AttachGroupPolicy", "BoolIfExists", "Nothing was found that")
	v = v.Form(group).Submit(http.StatusOK).Has("The members of group people need MFA", "RequireMFA")
	if v.URL.Path != "/groups/people" {
		t.Errorf("after requiring MFA: %s, want the group's page", v.URL)
	}
	g, _, err := b.Account.Group(context.Background(), "people")
	if err != nil || len(g.Attached) != 1 {
		t.Fatalf("Group(people) = %+v, %v, want one policy attached", g, err)
	}
	p, err := b.Account.Policy(context.Background(), g.Attached[0].ARN)
	if err != nil {
		t.Fatal(err)
	}
	if doc, err := policy.Parse(p.Document); err != nil || !doc.Same(policy.RequireMFA("aws")) {
		t.Errorf("the policy is %s, %v", p.Document, err)
	}
	w.Get(group).Want(http.StatusOK).Has("MFA is required already")
	v = w.Get(user).Want(http.StatusOK).Has("The account has this policy already, as RequireMFA").Lacks("Create policy")
	f := v.Form(user)
	f.Submit(http.StatusOK).Has("User ana needs MFA")
	v.Form(user).Set("form", desk.NewID(b.Clock.Now())).Submit(http.StatusConflict).Has("attached already")
	w.Get("/users/nobody/require-mfa").Want(http.StatusNotFound)
	b.Browser(t, desk.Auditor).Get(user).Want(http.StatusForbidden)
}

func TestRequiringMFAWhereTheNameIsTaken(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "people")
	w := b.Browser(t, desk.Admin)
	v := w.Get("/policies/~new?by=json").Form("/policies/~new").Set("name", "requiremfa").Set("document", `{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}`)
	v.Submit(http.StatusOK).Form("/policies").Submit(http.StatusOK)
	w.Get("/users/ana/require-mfa").Want(http.StatusOK).Has("Create policy RequireMFA-2")
}
