package templates_test

import (
	"fmt"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/templates"
)

// settingSamples are the pages of the account's own settings.
func settingSamples(p templates.Page) []sample {
	page := titled(p, p.T.AccountPage.Title, templates.SectionAccount)
	show := templates.AccountShow{
		Page: page, Fresh: p.T.Users.ReadLive, ID: "123456789012", Alias: "acme-prod", SignInURL: iam.SignInURL("acme-prod"), Sandbox: true,
		Caller: "arn:aws:iam::123456789012:user/keyporter", Endpoint: "http://127.0.0.1:8081", Region: "ap-northeast-2",
	}
	show = show.WithSummary(iam.Summary{"Users": 4990, "UsersQuota": 5000, "Groups": 3, "GroupsQuota": 300, "AccessKeysPerUserQuota": 2, "MFADevices": 7, "SomethingNew": 1})
	own := show.WithRules(iam.PasswordPolicy{Own: true, MinLength: 14, Upper: true, Symbol: true, ChangeOwn: true, MaxAge: 90, Reuse: 24})
	refused := show.WithRules(iam.DefaultPasswordPolicy())
	refused.Typed, refused.Faulty = "<b>Acme</b>", true
	refused.Fault, _ = fault.Join(fault.Field("alias", fault.CodeAlias, "<b>Acme</b>"), fault.Field("stops", fault.CodeTick)).(*fault.Fault)
	bare := templates.AccountShow{Page: page, NoRules: p.T.Fault(fault.New(fault.Invalid, fault.CodeAwsNotOffered, "iam:GetAccountPasswordPolicy"))}
	quiet := own
	quiet.Page = readOnly(page)
	return append(append(passwordFormSamples(p), demoSamples(p)...), sample{"account", own.View()}, sample{"account-refused", refused.View()},
		sample{"account-bare", bare.View()}, sample{"account-read-only", quiet.View()})
}

func passwordFormSamples(p templates.Page) []sample {
	page := titled(p, p.T.AccountPage.EditTitle, templates.SectionAccount, templates.Crumb{Text: p.T.AccountPage.Title, URL: templates.AccountURL()})
	base, want := iam.DefaultPasswordPolicy(), iam.PasswordPolicy{Own: true, MinLength: 14, Upper: true, MaxAge: 90}
	form := templates.PasswordPolicyForm{Page: page, Base: "{}", Fields: templates.NewPasswordPolicyFields(want)}.WithBase(base)
	refused, review, conflict := form, form, form
	refused.Fields.Age, refused.Faulty = "<b>2000</b>", true
	refused.Fault = fault.Field("age", fault.CodeRange, "1", "1095")
	review.Reviewed, review.Changes, review.Title = true, templates.RuleChanges(p.T, base, want), p.T.AccountPage.ReviewGo
	same := review
	same.Changes = nil
	conflict.Fault, conflict.Faulty = fault.New(fault.Conflict, fault.CodeRulesChanged), true
	conflict.Others, conflict.Changes = templates.RuleChanges(p.T, want, base), review.Changes
	return []sample{{"password-policy", form.View()}, {"password-policy-refused", refused.View()}, {"password-policy-review", review.View()},
		{"password-policy-same", same.View()}, {"password-policy-conflict", conflict.View()}}
}

// reportSamples are the page of the credential report in its states.
func reportSamples(p templates.Page) []sample {
	w := &p.T.CredentialReport
	page := titled(p, w.Title, templates.SectionReport)
	at := templates.CredentialsAt{Days: "90", Sort: "-key"}
	many := templates.Credentials{
		Page: page, Age: fmt.Sprintf(w.Made, "2 h", p.T.DateTime(now)), At: at, Summary: fmt.Sprintf(p.T.Users.Range, "1", "3", "5,001"),
		NextURL: "/credentials?from=50", Views: []templates.ViewLink{{Label: w.All, URL: at.URL(), Current: true}, {Label: w.NoMFA, URL: "/credentials?only=no-mfa"}},
		UserHead: at.Head(w.User, "name"), UsedHead: at.Head(w.LastSignIn, "used"), ChangedHead: at.Head(w.Changed, "changed"), KeyHead: at.Head(w.Keys, "key"),
	}
	key := iam.ReportKey{Active: iam.ReportTrue, Rotated: now.AddDate(-1, 0, 0), Used: iam.KeyUse{At: now, Service: "s3", Region: "ap-northeast-2"}}
	for _, r := range []iam.ReportRow{
		{User: iam.RootUser, MFA: iam.ReportFalse, Keys: [2]iam.ReportKey{key}},
		{User: "<b>ana</b>", Password: iam.ReportTrue, MFA: iam.ReportFalse, PasswordUsed: now, PasswordChanged: now, PasswordRotation: now.AddDate(0, 1, 0)},
		{User: iam.UserName(longName), Password: iam.ReportFalse, MFA: iam.ReportTrue, Keys: [2]iam.ReportKey{{Active: iam.ReportFalse, Rotated: now}, {Active: iam.ReportTrue, Used: iam.KeyUse{At: now}}},
			Certificates: [2]iam.ReportKey{{Active: iam.ReportTrue}, {Active: iam.ReportFalse, Rotated: now}}},
		{User: "bare"},
	} {
		many.Rows = append(many.Rows, templates.NewCredentialRow(p.T, &r))
	}
	noMatch, never, denied, old := many, many, many, many
	noMatch.Rows, noMatch.At.Query = nil, "zoe"
	never.None = true
	denied.None, denied.Problem = true, p.T.Fault(fault.New(fault.Denied, fault.CodeAwsDenied, "iam:GetCredentialReport", "no"))
	old.Problem = p.T.Fault(fault.New(fault.Busy, fault.CodeAwsThrottled))
	return []sample{{"credentials", many.View()}, {"credentials-no-match", noMatch.View()}, {"credentials-never", never.View()},
		{"credentials-denied", denied.View()}, {"credentials-old", old.View()}}
}
