package handlers_test

import (
	"context"
	"net/http"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
)

// TestTheFirstStepsOfTheDemoAccount goes where each step leads, hides the list, and
// shows it again.
func TestTheFirstStepsOfTheDemoAccount(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{Demo: true})
	w := b.Browser(t, desk.Admin)
	w.Get("/").Want(http.StatusOK).Has("Demo account", "Worth a look", "0 of 5 done")
	w.Post("/me/steps", map[string][]string{"step": {"public"}, "do": {"done"}, "to": {"/buckets/haneul-web-assets"}}).Want(http.StatusOK).Has("haneul-web-assets", "Demo account")
	w.Get("/").Want(http.StatusOK).Has("1 of 5 done")
	b.Browser(t, desk.Admin).Get("/").Want(http.StatusOK).Has("0 of 5 done") // another operator has seen nothing
	w.Post("/me/steps", map[string][]string{"step": {"list"}, "do": {"done"}}).Want(http.StatusOK).Lacks("Worth a look").Has("Show the list of steps")
	w.Post("/me/steps", map[string][]string{"step": {"list"}, "do": {"again"}}).Want(http.StatusOK).Has("Worth a look", "1 of 5 done")
	w.Post("/me/steps", map[string][]string{"step": {"other"}, "do": {"done"}}).Want(http.StatusUnprocessableEntity)
	w.Post("/me/steps", map[string][]string{"step": {"old"}, "do": {"done"}, "to": {"//evil.example"}}).Want(http.StatusUnprocessableEntity)
	w.Get("/users/jiho.park/permissions").Want(http.StatusOK).Has("oncall-repairs")
}

// TestTheDemoAccountHasFindingsWorthFinding looks at what the dashboard makes of it.
func TestTheDemoAccountHasFindingsWorthFinding(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{Demo: true})
	if err := b.App.Refresh(context.Background()); err != nil {
		t.Fatal(err)
	}
	w := b.Browser(t, desk.Admin)
	for kind, want := range map[string]string{
		"public-bucket": "haneul-web-assets", "cross-account-bucket": "haneul-data-exports", "administrator": "jiho.park",
		"privilege-escalation": "ci-deploy", "console-without-mfa": "thomas.bennett", "direct-policy": "jiwoo.jang", "wildcard-s3": "AmazonS3FullAccess",
	} {
		w.Get("/access/findings?f=kind%3A" + kind).Want(http.StatusOK).Has(want)
	}
	w.Get("/users/haeun.nam/permissions").Want(http.StatusOK).Has("contractor-boundary")
	for question, want := range map[string]string{
		"who=haeun.nam&can=s3%3AGetObject&on=haneul-data-logs":              "contractor-boundary",
		"who=emma.clarke&can=s3%3AGetObject&on=haneul-support-assets":       "203.0.113.0/24",
		"who=seoyeon.lee&can=s3%3ADeleteObject&on=haneul-security-logs":     "KeepLogs",
		"who=yuna.shin&can=s3%3AGetObject&on=haneul-payments-ledger":        "NoLedger",
		"who=svc-terraform&can=s3%3ADeleteObject&on=haneul-payments-ledger": "FinanceOnly",
	} {
		w.Get("/access/explain?" + question).Want(http.StatusOK).Has(want)
	}
}

// TestOnlyAnAdminRemovesTheDemoData asks as an auditor, and asks twice as an admin.
func TestOnlyAnAdminRemovesTheDemoData(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{Demo: true})
	quiet := b.Browser(t, desk.Auditor)
	quiet.Get("/").Want(http.StatusOK).Has("Demo account").Lacks("Remove demo data")
	quiet.Get("/settings/demo").Want(http.StatusForbidden)
	w, second := b.Browser(t, desk.Admin), b.Browser(t, desk.Admin)
	form := second.Get("/settings/demo").Want(http.StatusOK).Form("/settings/demo").Set("confirm", "haneul-demo")
	w.Get("/settings/demo").Want(http.StatusOK).Form("/settings/demo").Set("confirm", "haneul-demo").Submit(http.StatusOK).Has("the account is empty now", "First steps")
	form.Submit(http.StatusConflict).Has("nothing was removed")
	phases := ""
	for _, e := range b.Audit(t, desk.DemoRemove) {
		phases += string(e.Phase) + " " + e.Target + "; "
	}
	if want := "ended 123456789012; begun 123456789012; "; phases != want {
		t.Errorf("the audit log has %q, want %q", phases, want)
	}
}
