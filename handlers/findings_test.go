package handlers_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
	"keyporter/internal/sandbox"
	"keyporter/internal/store"
)

const (
	everything = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}`
	sparing    = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":["iam:*"],"Resource":"*"}]}`
	climbing   = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iam:PassRole","ec2:RunInstances","iam:CreatePolicyVersion"],"Resource":"*"}]}`
	inside     = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}},` +
		`{"Effect":"Allow","Action":"s3:*","Resource":["arn:aws:s3:::acme","arn:aws:s3:::acme/*"]},{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}]}`
)

// faulty is a bench with something of every kind.
func faulty(t *testing.T) *portertest.Bench {
	t.Helper()
	b := keyed(t, map[iam.UserName][][2]int{"ana": {{100, -1}}, "bo": {{400, 5}}, "carl": nil, "dora": {{80, 1}}, "eve": nil, "finn": nil})
	ctx, a := context.Background(), b.Account
	group := func(name iam.GroupName, members ...iam.UserName) {
		_, err := a.CreateGroup(ctx, name)
		must(t, err)
		for _, m := range members {
			must(t, a.AddToGroup(ctx, name, m))
		}
	}
	group("Admins", "bo", "dora")
	group("Readers", "finn")
	must(t, a.AttachGroupPolicy(ctx, "Admins", portertest.Administrator))
	must(t, a.AttachUserPolicy(ctx, "ana", portertest.Administrator))
	must(t, a.PutUserBoundary(ctx, "ana", portertest.S3Full))
	must(t, a.PutUserPolicy(ctx, "carl", iam.InlinePolicy{Name: "all", Document: everything}))
	must(t, a.PutGroupPolicy(ctx, "Readers", iam.InlinePolicy{Name: "spare", Document: sparing}))
	must(t, a.PutUserPolicy(ctx, "finn", iam.InlinePolicy{Name: "inside", Document: inside}))
	_, err := a.CreatePolicy(ctx, account.NewPolicy{Name: "climb", Path: "/", Document: climbing})
	must(t, err)
	must(t, a.AttachGroupPolicy(ctx, "Readers", "arn:aws:iam::123456789012:policy/climb"))
	must(t, b.App.Refresh(ctx))
	return b
}

func TestFindings(t *testing.T) {
	t.Parallel()
	b := faulty(t)
	w := b.Browser(t, desk.Auditor)
	inOrder(t, w.Get("/access/findings").Want(http.StatusOK).Lacks("Not fully checked", "checked in part"),
		"Severity: High 4", "Severity: Medium 9", "Severity: Low 4",
		"Root user with access keys 1 High", "delete its access keys", "Root user", "Active: 1",
		"Privilege escalation 2 High", "climb", "iam:PassRole + ec2:RunInstances, iam:CreatePolicyVersion", "Readers (group)", "Users in all: 1",
		"spare", "Readers", "lambda:UpdateFunctionCode", "Readers (group)",
		"Console sign-in without MFA 1 High", "Root user",
		"Administrators 4 Medium", "ana", "AdministratorAccess", "Within the permissions boundary AmazonS3FullAccess",
		"bo", "AdministratorAccess (group Admins)", "carl", "all (inline policy)", "dora", "AdministratorAccess (group Admins)",
		"All of S3 on every bucket 3 Medium", "AdministratorAccess", "Admins (group) , ana", "Users in all: 3", "all", "carl", "spare", "Readers (group)",
		"Old access keys 2 Medium", string(keyID("ana", 0)), "100 days", "ana", string(keyID("bo", 0)), "400 days", "bo",
		"Unused access keys 1 Low", string(keyID("ana", 0)), "never used", "100 days old",
		"Policies attached to users directly 3 Low", "ana", "AdministratorAccess", "carl", "all (inline policy)", "finn", "inside (inline policy)",
	)
	inOrder(t, w.Get("/").Want(http.StatusOK), "Findings", "Severity: High 4", "Severity: Medium 9", "Severity: Low 4", "View findings")
}

func TestFindingsAreNarrowedByTheAddress(t *testing.T) {
	t.Parallel()
	b := faulty(t)
	w := b.Browser(t, desk.Admin)
	for _, c := range []struct {
		name, query string
		has, lacks  []string
	}{
		{"by kind, page by page", "f=kind:administrator&per=25", []string{"Remove filter: Administrators", "1–4 of 4", "Administrators 4"}, []string{"Old access keys 2"}},
		{"by severity", "f=severity:low", []string{"Unused access keys 1", "directly 3"}, []string{"Administrators 4", "Old access keys 2"}},
		{"by what has to do with it", "q=admins", []string{"Administrators 2", "All of S3 on every bucket 1"}, []string{"carl", "Old access keys 2"}},
		{"keys past another age", "age=300", []string{"Old access keys 1", "400 days"}, []string{"Old access keys 2"}},
		{"keys unused for fewer days", "unused=3&f=kind:unused-key", []string{"Unused access keys 2", "1–2 of 2"}, nil},
		{"a threshold that is none", "age=old&unused=0", []string{"“old” is no number of days", "“0” is no number of days", "Old access keys 2"}, nil},
		{"a kind that is none", "f=kind:x", []string{"“kind:x” is not understood", "Administrators 4"}, nil},
		{"nothing that matches", "q=nobody", []string{"Nothing matches"}, []string{"Administrators 4"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w.Get("/access/findings?" + c.query).Want(http.StatusOK).Has(c.has...).Lacks(c.lacks...)
		})
	}
	v := w.Get("/access/findings?age=300&p=kind%3Aold-key").Want(http.StatusOK)
	if got, want := v.URL.RequestURI(), "/access/findings?age=300&f=kind%3Aold-key"; got != want {
		t.Errorf("the form that adds a filter led to %s, want %s", got, want)
	}
	links, _ := w.Get("/access/findings?age=300").Want(http.StatusOK).Links()
	for _, want := range []string{"/access/findings.csv?age=300", "/access/findings.json?age=300", "/access/findings?age=300&f=severity%3Ahigh", "/groups/Readers/inline/spare"} {
		if !strings.Contains("\n"+strings.Join(links, "\n")+"\n", "\n"+want+"\n") {
			t.Errorf("/access/findings?age=300 has no link to %s", want)
		}
	}
}

func TestManyFindingsOfAKindHaveAPageOfTheirOwn(t *testing.T) {
	t.Parallel()
	users := map[iam.UserName][][2]int{}
	for i := range 60 {
		users[iam.UserName(fmt.Sprintf("u%02d", i))] = [][2]int{{200, 1}}
	}
	b := keyed(t, users)
	w := b.Browser(t, desk.Admin)
	v := w.Get("/access/findings").Want(http.StatusOK).Has("Old access keys 60", "Show all 60", string(keyID("u09", 0))).Lacks(string(keyID("u10", 0)))
	links, _ := v.Links()
	for _, l := range links {
		if strings.HasPrefix(l, "/access/findings?f=kind%3Aold-key") {
			w.Get(l).Want(http.StatusOK).Has("1–50 of 60", string(keyID("u49", 0)))
			return
		}
	}
	t.Errorf("the page does not lead to all old keys: %v", links)
}

func TestFindingsAreAReport(t *testing.T) {
	t.Parallel()
	b := faulty(t)
	w := b.Browser(t, desk.Auditor)
	p := programOf(t, w, "/access/findings.json")
	if len(p.Rows) != 17 || !p.Complete || p.Report != "findings" {
		t.Fatalf("/access/findings.json has %d rows, complete %v, want 17: %v", len(p.Rows), p.Complete, p.Notes)
	}
	by := map[string][]map[string]any{}
	for _, r := range p.Rows {
		by[r["kind"].(string)] = append(by[r["kind"].(string)], r)
	}
	if got := fmt.Sprint(by["administrator"][1]["object"], by["administrator"][1]["with"]); got != "bo[policy:AdministratorAccess of Admins]" {
		t.Errorf("the second administrator is %s", got)
	}
	if got := by["wildcard-s3"][0]; got["users"] != float64(3) || fmt.Sprint(got["with"]) != "[group:Admins user:ana]" || got["severity"] != "medium" {
		t.Errorf("the first policy for all of S3 is %v", got)
	}
	if got := by["old-key"][0]; got["owner"] != "ana" || got["age_days"] != float64(100) {
		t.Errorf("the first old key is %v", got)
	}
	if p = programOf(t, w, "/access/findings.json?f=severity:high&q=climb"); len(p.Rows) != 1 || p.Rows[0]["arn"] != "arn:aws:iam::123456789012:policy/climb" {
		t.Errorf("/access/findings.json?f=severity:high&q=climb = %v", p.Rows)
	}
	if v := w.Get("/access/findings.csv?f=kind:direct-policy").Want(http.StatusOK); strings.Count(string(v.Body), "\r\n") != 4 {
		t.Errorf("/access/findings.csv?f=kind:direct-policy = %q, want three rows", v.Body)
	}
}

func TestWhatWasNotLookedAtIsNeverClean(t *testing.T) {
	t.Parallel()
	b := withReport(t) // AWS refuses to make one
	ctx := context.Background()
	_, err := b.Account.CreateUser(ctx, "ana")
	must(t, err)
	must(t, b.App.Refresh(ctx))
	must(t, b.App.ReadReport(ctx))
	must(t, b.App.ReadKeys(ctx))
	w := b.Browser(t, desk.Admin)
	v := w.Get("/access/findings").Want(http.StatusOK).Has("Nothing was found where it was looked",
		"Root user with access keys: not checked. There is no credential report.", "iam:GenerateCredentialReport",
		"Console sign-in without MFA: not checked.", "Unused access keys: not checked.", "Not fully checked 3")
	inOrder(t, v, "Checked, and nothing found", "Privilege escalation", "Administrators", "All of S3 on every bucket", "Old access keys", "Policies attached to users directly")
	if p := programOf(t, w, "/access/findings.json"); p.Complete || len(p.Notes) != 3 {
		t.Errorf("/access/findings.json without a report is complete %v, its notes are %q", p.Complete, p.Notes)
	}

	day := func(ago int) string { return b.Clock.Now().AddDate(0, 0, -ago).UTC().Format(time.RFC3339) }
	b.set(t, b.Clock.Now(), reportLine("ana", "TRUE", day(3), day(9), "N/A", "FALSE"))
	_, err = b.Account.CreateUser(ctx, "bo")
	must(t, err)
	must(t, b.App.Refresh(ctx))
	inOrder(t, w.Get("/access/findings").Want(http.StatusOK), "Console sign-in without MFA 1", "ana", "3 days ago",
		"Root user with access keys: not checked. The credential report says nothing of the root user.",
		"Console sign-in without MFA: checked in part. Users of whom the credential report does not tell: 1.")
}

func TestAnAccountThatWasNotReadHasNoFindings(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{Endpoint: "http://127.0.0.1:1", Unready: true})
	w := b.Browser(t, desk.Admin)
	w.Get("/access/findings").Want(http.StatusOK).Lacks("Nothing was found", "nothing found")
	if p := programOf(t, w, "/access/findings.json"); p.Complete || len(p.Rows) != 0 || len(p.Notes) < 8 {
		t.Errorf("/access/findings.json of an account that was not read = %+v", p)
	}
}

func TestThePrintableReport(t *testing.T) {
	t.Parallel()
	b := faulty(t)
	w := b.Browser(t, desk.Auditor)
	v := w.Get("/access/report?age=300").Want(http.StatusOK)
	inOrder(t, v, "Access report", "Account 123456789012, made at "+b.Clock.Now().UTC().Format("2006-01-02"),
		"What was read", "Users, groups and policies", "complete", "Credential report", "complete", "Access keys", "complete",
		"Keys are old after 300 days, and unused after 90 days.", "Severity: High 4", "Severity: Medium 8", "Severity: Low 4",
		"Age of active access keys", "30 to 90 days 1", "Root user with access keys 1", "Administrators 4", "Old access keys 1", "Policies attached to users directly 3")
	if _, actions := v.Links(); len(actions) > 3 {
		t.Errorf("the report has the forms %v, want none but those around every page", actions)
	}
	for _, page := range []string{"/", "/access/findings"} {
		links, _ := w.Get(page).Want(http.StatusOK).Links()
		if !strings.Contains("\n"+strings.Join(links, "\n")+"\n", "\n/access/report\n") {
			t.Errorf("%s does not lead to the report", page)
		}
	}
}

func TestTheReportSaysWhatItDoesNotPrint(t *testing.T) {
	t.Parallel()
	users := map[iam.UserName][][2]int{}
	for i := range 25 {
		users[iam.UserName(fmt.Sprintf("u%02d", i))] = [][2]int{{200, 1}}
	}
	b := keyed(t, users)
	w := b.Browser(t, desk.Admin)
	w.Get("/access/report").Want(http.StatusOK).Has("Old access keys 25", "5 more of this kind are not printed here.", "All findings", string(keyID("u19", 0))).Lacks(string(keyID("u20", 0)))
	w.Get("/access/report?all=1").Want(http.StatusOK).Has(string(keyID("u24", 0))).Lacks("not printed here", "All findings")
}

func TestTheReportOfAnAccountThatWasNotReadSaysSo(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{Endpoint: "http://127.0.0.1:1", Unready: true})
	b.Browser(t, desk.Admin).Get("/access/report").Want(http.StatusOK).Has("Users, groups and policies — none not read", "Privilege escalation: not checked. The account was not read yet.").
		Lacks("complete", "Nothing was found", "nothing found")
}

func TestAPolicyThatCannotBeReadIsNamed(t *testing.T) {
	t.Parallel()
	b := keyed(t, map[iam.UserName][][2]int{"ana": nil})
	ctx := context.Background()
	must(t, b.Store.Entities(sandbox.DefaultAccount).Put(ctx, store.Entity{Kind: "user", Name: "zed",
		Doc: `{"name":"zed","path":"/","id":"AIDAZED","created":"2026-01-02T03:04:05Z","inline":[{"Name":"torn","Document":"{\"Version\":"}]}`}))
	must(t, b.App.Refresh(ctx))
	w := b.Browser(t, desk.Admin)
	w.Get("/access/findings").Want(http.StatusOK).Has("Privilege escalation: checked in part. These policies could not be read: torn.",
		"Administrators: checked in part. These policies could not be read: torn.", "All of S3 on every bucket: checked in part.", "Policies attached to users directly 1")
	if p := programOf(t, w, "/access/findings.json"); p.Complete {
		t.Error("/access/findings.json is complete, though a policy could not be read")
	}
}
