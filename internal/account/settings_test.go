package account_test

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"testing"
	"time"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

func TestACredentialReportIsReadByTheNamesInItsHead(t *testing.T) {
	t.Parallel()
	const csv = "mfa_active,user,arn,user_creation_time,password_enabled,password_last_used,access_key_1_active,access_key_1_last_rotated," +
		"access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,cert_1_active,additional_credentials_info\n" +
		"TRUE,<root_account>,arn:aws:iam::123456789012:root,2026-01-01T00:00:00+00:00,not_supported,no_information,FALSE,N/A,N/A,N/A,N/A,FALSE,N/A\n" +
		"FALSE,\"a,na\",arn:aws:iam::123456789012:user/ana,2026-02-03T04:05:06+00:00,TRUE,2026-11-01T10:00:00+00:00,TRUE,2026-03-01T00:00:00Z," +
		"2026-11-02T11:00:00+00:00,us-east-1,s3,TRUE,more keys\n" +
		"FALSE,cut\n"
	s := serve(t, func(w http.ResponseWriter, form url.Values, n int) {
		switch {
		case form.Get("Action") == "GenerateCredentialReport":
			result(w, form, "<State>STARTED</State>")
		case n == 1:
			refuse(w, 410, "ReportNotPresent", "m")
		case n == 2:
			refuse(w, 404, "ReportInProgress", "m")
		default:
			result(w, form, "<ReportFormat>text/csv</ReportFormat><GeneratedTime>2026-11-25T06:00:00Z</GeneratedTime><Content>"+
				base64.StdEncoding.EncodeToString([]byte(csv))+"</Content>")
		}
	})
	report, err := connect(t, s.URL).Report(t.Context())
	if err != nil || len(report.Rows) != 3 || string(report.CSV) != csv || !report.Made.Equal(time.Date(2026, 11, 25, 6, 0, 0, 0, time.UTC)) {
		t.Fatalf("Report = %+v, %v, want three rows", report, err)
	}
	if n := s.count("GenerateCredentialReport"); n != 2 {
		t.Errorf("GenerateCredentialReport was sent %d times, want 2: while there was none", n)
	}
	root, ana, cut := report.Rows[0], report.Rows[1], report.Rows[2]
	if !root.Root() || root.MFA != iam.ReportTrue || root.Password.Known() || !root.PasswordUsed.IsZero() || root.Keys[0].Active != iam.ReportFalse || root.More != "" {
		t.Errorf("the root's row = %+v, want a second factor, no key and nothing of a password", root)
	}
	if ana.User != "a,na" || ana.Password != iam.ReportTrue || ana.Keys[0].Used.Service != "s3" || ana.Keys[0].Used.Region != "us-east-1" ||
		ana.Keys[0].Rotated.Month() != time.March || ana.Certificates[0].Active != iam.ReportTrue || ana.More != "more keys" || ana.Keys[1].Active.Known() {
		t.Errorf("a user's row = %+v, want password, key, certificate and a hint at more", ana)
	}
	if cut.User != "cut" || cut.Password.Known() || cut.Keys[0].Active.Known() {
		t.Errorf("a row that is cut = %+v, want nothing known but the name", cut)
	}
}

func TestAReportThatIsNoneIsAnError(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, form url.Values, _ int) {
		result(w, form, "<Content>"+base64.StdEncoding.EncodeToString([]byte("<html>\n"))+"</Content>")
	})
	if report, err := connect(t, s.URL).Report(t.Context()); err == nil {
		t.Errorf("Report of a page of HTML = %+v, want an error", report)
	}
}

func TestAPasswordPolicyIsSentWhole(t *testing.T) {
	t.Parallel()
	var sent url.Values
	s := serve(t, func(w http.ResponseWriter, form url.Values, _ int) {
		sent = form
		result(w, form, "")
	})
	a := connect(t, s.URL)
	must(t, "UpdatePasswordPolicy", a.UpdatePasswordPolicy(t.Context(), iam.PasswordPolicy{MinLength: 14, Upper: true, ChangeOwn: true, MaxAge: 90, Reuse: 24}))
	for name, want := range map[string]string{
		"MinimumPasswordLength": "14", "RequireUppercaseCharacters": "true", "AllowUsersToChangePassword": "true",
		"RequireLowercaseCharacters": "", "RequireNumbers": "", "RequireSymbols": "", // off is AWS's default
		"MaxPasswordAge": "90", "PasswordReusePrevention": "24", "HardExpiry": "false",
	} {
		if got := sent.Get(name); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	must(t, "UpdatePasswordPolicy without an end", a.UpdatePasswordPolicy(t.Context(), iam.PasswordPolicy{MinLength: 8}))
	if sent.Has("MaxPasswordAge") || sent.Has("PasswordReusePrevention") {
		t.Errorf("a policy without an end was sent as %v, want no zero, which AWS refuses", sent)
	}
}

func TestARenamingThatIsTakenNamesTheNewName(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, _ url.Values, _ int) {
		refuse(w, 409, "EntityAlreadyExists", "User with name bo already exists.")
	})
	a := connect(t, s.URL)
	for code, err := range map[fault.Code]error{
		fault.CodeUserTaken:  a.UpdateUser(t.Context(), "ana", "bo", ""),
		fault.CodeGroupTaken: a.UpdateGroup(t.Context(), "ops", "bo", "/x/"),
		fault.CodeAliasTaken: a.CreateAlias(t.Context(), "bo"),
	} {
		if f := fault.Of(err); f == nil || f.Code != code || !slices.Equal(f.Args, []string{"bo"}) {
			t.Errorf("%v, want %s of bo", err, code)
		}
	}
}
