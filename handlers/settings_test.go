package handlers_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
	"keyporter/internal/text"
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

func TestEveryCountOfTheSummaryHasWords(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	summary, err := b.Account.Summary(context.Background())
	if err != nil || len(summary) == 0 {
		t.Fatalf("Summary() = %v, %v", summary, err)
	}
	for key := range summary {
		kind := strings.TrimSuffix(key, "Quota")
		if text.English.AccountPage.Kinds[kind] == "" || text.Korean.AccountPage.Kinds[kind] == "" {
			t.Errorf("the page of the account has no words for %s", key)
		}
	}
	b.Browser(t, desk.Admin).Get("/settings/account").Want(http.StatusOK).Has("Access keys of the root user Yes MFA of the root user No")
}

func TestThePasswordPolicy(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	ctx, w := context.Background(), b.Browser(t, desk.Admin)
	const page, edit, end = "/settings/account", "/settings/account/password-policy", "/settings/account/password-policy/delete"
	v := w.Get(page).Want(http.StatusOK).Has("AWS's default applies", "At least 3 of: A–Z, a–z, 0–9")
	if v.FindForm(end) != nil {
		t.Error("the default can be chosen where it applies")
	}
	review := func(v *portertest.View, length, age string) *portertest.Form {
		return v.Form(edit).Set("length", length).Set("age", age).Set("upper", "1").Set("do", "review")
	}
	v = review(w.Get(edit).Want(http.StatusOK), "5", "2000").Submit(http.StatusUnprocessableEntity).Has("Minimum length: A whole number from 6 to 128.", "from 1 to 1095.")
	if f := v.Form(edit); f.Get("age") != "2000" || f.Get("upper") != "1" {
		t.Errorf("after a mistake the form has %v, want what was typed", f.Values())
	}
	v = review(v, "14", "90").Submit(http.StatusOK).Has("UpdateAccountPasswordPolicy", "8 characters 14 characters", "Never 90 days")

	other := iam.PasswordPolicy{MinLength: 20, Reuse: 5}
	if err := b.Account.UpdatePasswordPolicy(ctx, other); err != nil {
		t.Fatal(err)
	}
	v = v.Form(edit).Submit(http.StatusConflict).Has("What somebody else has changed", "8 characters 20 characters", "What your form would change", "20 characters 14 characters", "The last 5 No")
	if got, err := b.Account.PasswordPolicy(ctx); err != nil || got.MinLength != 20 {
		t.Errorf("PasswordPolicy() = %+v, %v, want what somebody else has saved", got, err)
	}
	v = review(v, "14", "90").Submit(http.StatusOK)
	v = v.Form(edit).Submit(http.StatusOK).Has("The password policy of account 123456789012 is saved.", "The account has set its own policy.", "14 characters")
	got, err := b.Account.PasswordPolicy(ctx)
	if want := (iam.PasswordPolicy{Own: true, MinLength: 14, Upper: true, MaxAge: 90}); err != nil || got != want {
		t.Errorf("PasswordPolicy() = %+v, %v, want %+v", got, err, want)
	}
	v.Form(end).Submit(http.StatusOK).Has("AWS's own password policy applies to account 123456789012.", "AWS's default applies")
	b.Browser(t, desk.Auditor).Get(edit).Want(http.StatusForbidden)
}
