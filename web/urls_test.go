package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"testing"

	"keyporter/internal/iam"
	"keyporter/templates"
	"keyporter/web"
)

// TestURLsLeadToRoutes builds every URL with the worst names that IAM allows,
// and finds for each the route it was made for; no route is left without a URL.
func TestURLsLeadToRoutes(t *testing.T) {
	t.Parallel()
	reached := map[string]bool{}
	for _, name := range []string{"ana", "a+b=c,d.@_-", ".", ".."} {
		u, g, k, in := iam.UserName(name), iam.GroupName(name), iam.KeyID("AKIA1"), iam.PolicyName(name)
		for pattern, built := range map[string][2]string{
			"/setup/{token}":                           {"GET POST", templates.SetupURL("t")},
			"/sign-in":                                 {"GET POST", templates.SignInURL("/users")},
			"/sign-out":                                {"POST", templates.SignOutURL()},
			"/me":                                      {"GET POST", templates.MeURL()},
			"/me/password":                             {"POST", templates.MePasswordURL()},
			"/":                                        {"GET", templates.HomeURL()},
			"/scans":                                   {"POST", templates.ScansURL()},
			"/search":                                  {"GET", templates.SearchURL(name)},
			"/users":                                   {"GET", templates.UsersURL()},
			"/users/~new":                              {"GET", templates.NewUserURL()},
			"/users/{name}":                            {"GET", templates.UserURL(u)},
			"/users/{name}/permissions":                {"GET", templates.UserPermissionsURL(u)},
			"/users/{name}/policies":                   {"POST", templates.UserAttachURL(u)},
			"/users/{name}/policies/detach":            {"POST", templates.UserDetachURL(u)},
			"/users/{name}/groups":                     {"GET POST", templates.UserGroupsURL(u)},
			"/users/{name}/groups/leave":               {"POST", templates.UserLeaveURL(u)},
			"/users/{name}/console":                    {"GET POST", templates.UserConsoleURL(u)},
			"/users/{name}/console/reset":              {"POST", templates.UserConsoleResetURL(u)},
			"/users/{name}/console/remove":             {"POST", templates.UserConsoleRemoveURL(u)},
			"/users/{name}/console/change":             {"POST", templates.MustChangeURL(u)},
			"/users/{name}/mfa/delete":                 {"GET POST", templates.UserMFAURL(u, "arn:aws:iam::123456789012:mfa/"+name)},
			"/users/{name}/require-mfa":                {"GET POST", templates.RequireMFAURL(templates.UserURL(u))},
			"/groups/{name}/require-mfa":               {"GET POST", templates.RequireMFAURL(templates.GroupURL(g))},
			"/settings/account":                        {"GET", templates.AccountURL()},
			"/settings/account/alias":                  {"POST", templates.AliasURL()},
			"/settings/account/alias/delete":           {"POST", templates.AliasDeleteURL()},
			"/settings/account/password-policy":        {"GET POST", templates.PasswordPolicyURL()},
			"/settings/account/password-policy/delete": {"POST", templates.PasswordDefaultURL()},
			"/credentials":                             {"GET POST", templates.CredentialsURL()},
			"/credentials.csv":                         {"GET", templates.CredentialsCSVURL()},
			"/users/{name}/activity":                   {"GET", templates.UserActivityURL(u)},
			"/users/{name}/delete":                     {"GET POST", templates.UserDeleteURL(u)},
			"/users/{name}/keys":                       {"GET POST", templates.KeysURL(u)},
			"/users/{name}/keys/~new":                  {"GET", templates.NewKeyURL(u)},
			"/users/{name}/keys/{id}/activate":         {"POST", templates.KeyActivateURL(u, k)},
			"/users/{name}/keys/{id}/deactivate":       {"POST", templates.KeyDeactivateURL(u, k)},
			"/users/{name}/keys/{id}/delete":           {"GET POST", templates.KeyDeleteURL(u, k)},
			"/drafts":                                  {"POST", templates.DraftsURL()},
			"/drafts/{id}":                             {"GET POST", templates.DraftURL("d", "who")},
			"/drafts/{id}/group":                       {"GET POST", templates.DraftGroupURL("d")},
			"/drafts/{id}/drop":                        {"POST", templates.DraftDropURL("d")},
			"/drafts/{id}/run":                         {"POST", templates.DraftRunURL("d")},
			"/users/{name}/rename":                     {"GET POST", templates.UserRenameURL(u)},
			"/users/{name}/tags":                       {"GET POST", templates.UserTagsURL(u)},
			"/users/{name}/boundary":                   {"GET POST", templates.UserBoundaryURL(u)},
			"/users/{name}/copy":                       {"GET POST", templates.UserCopyURL(u)},
			"/drafts/{id}/copy":                        {"GET POST", templates.DraftCopyURL("d")},
			"/drafts/{id}/boundary":                    {"GET POST", templates.DraftBoundaryURL("d")},
			"/groups/{name}/rename":                    {"GET POST", templates.GroupRenameURL(g)},
			"/groups":                                  {"GET POST", templates.GroupsURL()},
			"/groups/~new":                             {"GET", templates.NewGroupURL()},
			"/groups/{name}":                           {"GET", templates.GroupURL(g)},
			"/groups/{name}/members":                   {"POST", templates.GroupMembersURL(g)},
			"/groups/{name}/members/remove":            {"POST", templates.GroupMemberRemoveURL(g)},
			"/groups/{name}/policies":                  {"POST", templates.GroupAttachURL(g)},
			"/groups/{name}/policies/detach":           {"POST", templates.GroupDetachURL(g)},
			"/groups/{name}/delete":                    {"GET POST", templates.GroupDeleteURL(g)},
			"/policies":                                {"GET POST", templates.PoliciesURL()},
			"/policies/~new":                           {"GET POST", templates.NewPolicyURL()},
			"/policies/edit":                           {"GET POST", templates.PolicyEditURL("arn:aws:iam::123456789012:policy/p", "s3")},
			"/policies/versions":                       {"POST", templates.PolicyVersionsURL("arn:p")},
			"/policies/versions/default":               {"POST", templates.PolicySetURL("arn:p")},
			"/policies/versions/delete":                {"POST", templates.PolicyDropURL("arn:p")},
			"/policies/delete":                         {"GET POST", templates.PolicyDeleteURL("arn:p")},
			"/users/{name}/inline":                     {"POST", templates.InlinesURL(templates.UserURL(u))},
			"/users/{name}/inline/~new":                {"GET POST", templates.NewInlineURL(templates.UserURL(u))},
			"/users/{name}/inline/{policy}":            {"GET POST", templates.InlineURL(templates.UserURL(u), in)},
			"/users/{name}/inline/{policy}/edit":       {"GET POST", templates.InlineEditURL(templates.UserURL(u), in)},
			"/users/{name}/inline/{policy}/delete":     {"GET POST", templates.InlineDeleteURL(templates.UserURL(u), in)},
			"/groups/{name}/inline":                    {"POST", templates.InlinesURL(templates.GroupURL(g))},
			"/groups/{name}/inline/~new":               {"GET POST", templates.NewInlineURL(templates.GroupURL(g))},
			"/groups/{name}/inline/{policy}":           {"GET POST", templates.InlineURL(templates.GroupURL(g), in)},
			"/groups/{name}/inline/{policy}/edit":      {"GET POST", templates.InlineEditURL(templates.GroupURL(g), in)},
			"/groups/{name}/inline/{policy}/delete":    {"GET POST", templates.InlineDeleteURL(templates.GroupURL(g), in)},
			"/policies/view":                           {"GET", templates.PolicyURL("arn:aws:iam::aws:policy/job-function/Billing")},
			"/tickets/{id}":                            {"GET", templates.TicketURL("x")},
			"/tickets/{id}/open":                       {"POST", templates.TicketOpenURL("x")},
			"/tickets/{id}/download":                   {"POST", templates.TicketDownloadURL("x")},
			"/tickets/{id}/done":                       {"POST", templates.TicketDoneURL("x")},
			"/tickets/{id}/lost":                       {"POST", templates.TicketLostURL("x")},
			"/ops/{id}":                                {"GET", templates.OpURL("x")},
			"/ops/{id}/continue":                       {"POST", templates.OpContinueURL("x")},
			"/ops/{id}/undo":                           {"POST", templates.OpUndoURL("x")},
			"/ops/{id}/delete-key":                     {"POST", templates.OpDeleteKeyURL("x")},
			"/ops/{id}/close":                          {"POST", templates.OpCloseURL("x")},
			"/audit":                                   {"GET", templates.AuditOfURL("ana")},
			"/audit.csv":                               {"GET", templates.AuditReports("ana").CSV},
			"/audit.json":                              {"GET", templates.AuditReports("ana").JSON},
			"/settings/notices":                        {"GET", templates.NoticesURL()},
			"/settings/notices.csv":                    {"GET", templates.NoticeReports().CSV},
			"/settings/notices.json":                   {"GET", templates.NoticeReports().JSON},
			"/settings/notices/kinds":                  {"POST", templates.NoticesSwitchURL()},
			"/settings/notices/test":                   {"POST", templates.NoticesTestURL()},
			"/settings/notices/retry":                  {"POST", templates.NoticesRetryURL()},
			"/users.csv":                               {"GET", templates.CSVOf(templates.UsersURL())},
			"/users.json":                              {"GET", templates.JSONOf(templates.UsersURL())},
			"/groups.csv":                              {"GET", templates.CSVOf(templates.GroupsURL())},
			"/groups.json":                             {"GET", templates.JSONOf(templates.GroupsURL())},
			"/policies.csv":                            {"GET", templates.CSVOf(templates.PoliciesURL())},
			"/policies.json":                           {"GET", templates.JSONOf(templates.PoliciesURL())},
			"/keys.csv":                                {"GET", templates.CSVOf(templates.AllKeysURL())},
			"/keys.json":                               {"GET", templates.JSONOf(templates.AllKeysURL())},
			"/credentials/table.csv":                   {"GET", templates.CredentialsAt{}.Reports().CSV},
			"/credentials/table.json":                  {"GET", templates.CredentialsAt{}.Reports().JSON},
			"/buckets":                                 {"GET", templates.BucketsAt{Query: "a"}.URL()},
			"/buckets.csv":                             {"GET", templates.BucketsAt{Query: "a"}.CSV()},
			"/buckets.json":                            {"GET", templates.BucketsAt{}.JSON()},
			"/buckets/{bucket}":                        {"GET", templates.BucketAskedURL("acme.logs", "s3:GetObject")},
			"/access":                                  {"GET", templates.MatrixAt{Who: "a", From: 25}.URL()},
			"/access.csv":                              {"GET", templates.MatrixAt{Holding: true}.CSV()},
			"/access.json":                             {"GET", templates.MatrixAt{}.JSON()},
			"/access/explain":                          {"GET", templates.ExplainAt{Who: "ana", On: "acme"}.URL()},
			"/access/explain.csv":                      {"GET", templates.ExplainAt{Who: "ana"}.CSV()},
			"/access/explain.json":                     {"GET", templates.ExplainAt{Who: "ana"}.JSON()},
			"/access/what-if":                          {"GET POST", templates.WhatIfURL()},
			"/access/what-if.csv":                      {"POST", templates.CSVOf(templates.WhatIfURL())},
			"/access/what-if.json":                     {"POST", templates.JSONOf(templates.WhatIfURL())},
			"/users/{name}/access":                     {"GET", templates.UserAccessAt{Name: u, All: true}.URL()},
			"/users/{name}/access.csv":                 {"GET", templates.UserAccessAt{Name: u}.CSV()},
			"/users/{name}/access.json":                {"GET", templates.UserAccessAt{Name: u}.JSON()},
			"/access/findings":                         {"GET", templates.FindingsURL()},
			"/access/findings.csv":                     {"GET", templates.CSVOf(templates.FindingsURL())},
			"/access/findings.json":                    {"GET", templates.JSONOf(templates.FindingsURL())},
			"/access/report":                           {"GET", templates.FindingsReportURL()},
			"/access/unused":                           {"GET", templates.UnusedURL()},
			"/access/unused.csv":                       {"GET", templates.CSVOf(templates.UnusedURL())},
			"/access/unused.json":                      {"GET", templates.JSONOf(templates.UnusedURL())},
			"/users/{name}/keys/{id}/rotate":           {"GET POST", templates.KeyRotateURL(u, k)},
			"/users/{name}/keys/{id}/lifetime":         {"GET POST", templates.KeyLifetimeURL(u, k)},
			"/settings/keys":                           {"GET POST", templates.KeyRuleURL()},
			"/rotations":                               {"GET", templates.RotationsAt{State: "grace", Before: "06h13"}.URL()},
			"/rotations.csv":                           {"GET", templates.RotationsAt{State: "grace"}.Reports().CSV},
			"/rotations.json":                          {"GET", templates.RotationsAt{}.Reports().JSON},
			"/rotations/{id}":                          {"GET", templates.RotationURL("x")},
			"/rotations/{id}/key":                      {"POST", templates.RotationKeyURL("x")},
			"/rotations/{id}/stop":                     {"POST", templates.RotationStopURL("x")},
			"/rotations/{id}/undo":                     {"POST", templates.RotationUndoURL("x")},
			"/rotations/{id}/cancel":                   {"POST", templates.RotationCancelURL("x")},
			"/rotations/{id}/delete":                   {"POST", templates.RotationDeleteURL("x")},
			"/rotations/{id}/retry":                    {"POST", templates.RotationRetryURL("x")},
			"/keys":                                    {"GET", templates.AllKeysURL()},
			"/users/~selection":                        {"POST", templates.UsersSelectionURL()},
			"/keys/~selection":                         {"POST", templates.KeysSelectionURL()},
			"/selections/{id}":                         {"GET POST", templates.SelectionURL("x")},
			"/selections/{id}/run":                     {"POST", templates.SelectionRunURL("x")},
			"/selections/{id}/drop":                    {"POST", templates.SelectionDropURL("x")},
			"/jobs":                                    {"GET", templates.JobsAtURL(templates.JobsOpen, "x")},
			"/jobs.csv":                                {"GET", templates.JobsReports("").CSV},
			"/jobs.json":                               {"GET", templates.JobsReports("").JSON},
			"/jobs/{id}":                               {"GET", templates.JobRowsURL("x", templates.JobRowsLeft, 100)},
			"/jobs/{id}/events":                        {"GET", templates.JobEventsURL("x")},
			"/jobs/{id}/rows.csv":                      {"GET", templates.JobRowsReports("x", "").CSV},
			"/jobs/{id}/rows.json":                     {"GET", templates.JobRowsReports("x", "").JSON},
			"/jobs/{id}/cancel":                        {"POST", templates.JobCancelURL("x")},
			"/jobs/{id}/retry":                         {"POST", templates.JobRetryURL("x")},
			"/keys/~owner":                             {"GET", templates.KeyOwnerURL("AKIA1")},
		} {
			parsed, err := url.Parse(built[1])
			if err != nil {
				t.Fatal(err)
			}
			for _, method := range []string{http.MethodGet, http.MethodPost} {
				got := web.Match(method, parsed.Path)
				if slices.Contains([]string{"GET POST", method}, built[0]) && got != pattern {
					t.Errorf("%s %s leads to %q, want %q", method, built[1], got, pattern)
				}
				reached[method+" "+got] = true
			}
		}
	}
	for _, r := range web.Routes() {
		if !reached[r.Method+" "+r.Pattern] {
			t.Errorf("no URL leads to %s %s", r.Method, r.Pattern)
		}
	}
}
