package handlers_test

import (
	"context"
	"net/http"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
)

func TestTheAliasOfTheAccount(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	const page, set, end = "/settings/account", "/settings/account/alias", "/settings/account/alias/delete"
	v := w.Get(page).Want(http.StatusOK).Has("123456789012", "https://123456789012.signin.aws.amazon.com/console", "Users", "5,000")
	v = v.Form(set).Set("alias", "Acme").Submit(http.StatusUnprocessableEntity).Has("“Acme” does not fit")
	if got := v.Form(set).Get("alias"); got != "Acme" {
		t.Errorf("after a mistake the alias is %q, want what was typed", got)
	}
	v = v.Form(set).Set("alias", "acme-prod").Submit(http.StatusOK)
	v.Has("The account alias is acme-prod.", "https://acme-prod.signin.aws.amazon.com/console stops working", "Users sign in at https://123456789012.")
	if got, err := b.Account.Alias(context.Background()); err != nil || got != "acme-prod" {
		t.Errorf("Alias() = %q, %v, want acme-prod", got, err)
	}
	v.Form(set).Set("alias", "acme-2").Submit(http.StatusUnprocessableEntity).Has("Tick this box to go on.")
	v.Form(end).Submit(http.StatusUnprocessableEntity)
	v.Form(end).Set("gone", "1").Submit(http.StatusOK).Has("Account alias acme-prod is removed.")
	quiet := b.Browser(t, desk.Auditor).Get(page).Want(http.StatusOK)
	if quiet.FindForm(set) != nil || quiet.FindForm(end) != nil {
		t.Error("an auditor's page has forms")
	}
}
