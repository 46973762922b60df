package sandbox_test

import (
	"encoding/base64"
	"encoding/csv"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

// state asks for a report and returns what the answer says of it.
func (c *client) state() string {
	c.t.Helper()
	a := c.do("GenerateCredentialReport")
	return strings.TrimSpace(a.value("State") + " " + a.value("Description"))
}

// report reads the report: by user, then by the name of the column.
func (c *client) report() map[string]map[string]string {
	c.t.Helper()
	a := c.do("GetCredentialReport")
	content, err := base64.StdEncoding.DecodeString(a.value("Content"))
	if err != nil || a.value("ReportFormat") != "text/csv" {
		c.t.Fatalf("GetCredentialReport = %s, %v, want text/csv in base64", a.body, err)
	}
	lines, err := csv.NewReader(strings.NewReader(string(content))).ReadAll()
	if err != nil || len(lines) < 2 || lines[1][0] != "<root_account>" {
		c.t.Fatalf("GetCredentialReport: %v in %q, want a head and the root", err, content)
	}
	rows := map[string]map[string]string{}
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, name := range lines[0] {
			row[name] = line[i]
		}
		rows[line[0]] = row
	}
	return rows
}

const reportBegins = "STARTED No report exists. Starting a new report generation task"

func TestACredentialReportGoesThroughItsStates(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		other := serve(t, b.db, b.clock) // a second process on the same store
		gone := func(status int, code string) {
			t.Helper()
			for _, c := range []*client{b.client, other.client} {
				if a := c.call("GetCredentialReport"); a.status != status || a.code() != code || a.message() != "" {
					t.Errorf("GetCredentialReport = %d %s %q, want %d %s without a message", a.status, a.code(), a.message(), status, code)
				}
			}
		}
		gone(410, "ReportNotPresent")
		if got := b.state(); got != reportBegins {
			t.Errorf("GenerateCredentialReport = %q, want %q", got, reportBegins)
		}
		if a := b.call("GetCredentialReport"); a.status != 404 || a.code() != "ReportInProgress" {
			t.Errorf("GetCredentialReport at once = %d %s, want 404 ReportInProgress", a.status, a.code())
		}
		if got := other.state(); got != "COMPLETE" {
			t.Errorf("GenerateCredentialReport again = %q, want COMPLETE", got)
		}
		b.clock.Add(time.Hour)
		b.do("CreateUser", "UserName", "ana")
		b.clock.Add(3*time.Hour - time.Second)
		if got := b.state(); got != "COMPLETE" {
			t.Errorf("GenerateCredentialReport within four hours = %q, want COMPLETE", got)
		}
		if rows := other.report(); len(rows) != 1 {
			t.Errorf("GetCredentialReport within four hours = %v, want the old one", rows)
		}
		b.clock.Add(time.Second)
		gone(410, "ReportExpired")
		if got := other.state(); got != reportBegins {
			t.Errorf("GenerateCredentialReport after four hours = %q, want %q", got, reportBegins)
		}
		b.clock.Add(time.Second)
		if rows := b.report(); rows["ana"]["arn"] != "arn:aws:iam::123456789012:user/ana" {
			t.Errorf("GetCredentialReport after four hours = %v, want ana", rows)
		}
		if got := b.do("GetCredentialReport").value("GeneratedTime"); got != "2026-11-23T13:00:31Z" {
			t.Errorf("GetCredentialReport: made %s, want when it was asked for first", got)
		}
	})
}

func TestACredentialReportIsStartedOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		var mu sync.Mutex
		var all sync.WaitGroup
		states := map[string]int{}
		for range 8 {
			all.Go(func() {
				got := b.state()
				mu.Lock()
				defer mu.Unlock()
				states[got]++
			})
		}
		all.Wait()
		if states[reportBegins] != 1 || states[reportBegins]+states["INPROGRESS"]+states["COMPLETE"] != 8 {
			t.Errorf("eight GenerateCredentialReport at once = %v, want one STARTED", states)
		}
	})
}

func TestACredentialReportTellsTheStateOfEveryUser(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ana := b.user("Ana,1")
	b.do("CreateUser", "UserName", "bo", "Path", "/ops/")
	b.clock.Add(time.Minute)
	b.do("CreateLoginProfile", "UserName", "bo", "Password", "Correct-horse-1")
	second := b.do("CreateAccessKey", "UserName", "ana,1").value("AccessKey/AccessKeyId")
	b.clock.Add(time.Minute)
	b.do("UpdateAccessKey", "UserName", "ana,1", "AccessKeyId", second, "Status", "Inactive")
	ana.identity()
	b.owned("bo", "phone")
	b.state()
	b.state()
	rows := b.report()
	for user, want := range map[string]string{
		"<root_account>": "arn:aws:iam::123456789012:root 2026-11-23T09:00:30+00:00 not_supported no_information not_supported not_supported false " +
			"true 2026-11-23T09:00:30+00:00 2026-11-23T09:02:00+00:00 eu-west-1 iam false N/A N/A N/A N/A false N/A false N/A",
		"Ana,1": "arn:aws:iam::123456789012:user/Ana,1 2026-11-23T09:00:30+00:00 false N/A N/A N/A false " +
			"true 2026-11-23T09:00:30+00:00 2026-11-23T09:02:00+00:00 eu-west-1 sts false 2026-11-23T09:02:30+00:00 N/A N/A N/A false N/A false N/A",
		"bo": "arn:aws:iam::123456789012:user/ops/bo 2026-11-23T09:00:30+00:00 true no_information 2026-11-23T09:01:30+00:00 N/A true " +
			"false N/A N/A N/A N/A false N/A N/A N/A N/A false N/A false N/A",
	} {
		var got []string
		for _, column := range reportColumns() {
			got = append(got, rows[user][column])
		}
		if fmt.Sprint(got[1:]) != "["+want+"]" {
			t.Errorf("the row of %s = %v,\nwant %s", user, got[1:], want)
		}
	}
	ana.refused(403, "AccessDenied", "iam:GetCredentialReport on resource: *", "GetCredentialReport")
	ana.refused(403, "AccessDenied", "iam:GenerateCredentialReport on resource: *", "GenerateCredentialReport")
}

func TestACredentialReportTellsWhenAPasswordEnds(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreateUser", "UserName", "ana")
	b.do("CreateLoginProfile", "UserName", "ana", "Password", "Correct-horse-1")
	b.do("UpdateAccountPasswordPolicy", "MaxPasswordAge", "90")
	b.clock.Add(time.Hour)
	b.do("UpdateLoginProfile", "UserName", "ana", "Password", "correct-horse-2")
	b.clock.Add(time.Hour)
	b.do("UpdateLoginProfile", "UserName", "ana", "PasswordResetRequired", "true")
	b.state()
	b.state()
	row := b.report()["ana"]
	for column, want := range map[string]string{"password_last_changed": "2026-11-23T10:00:30+00:00", "password_next_rotation": "2027-02-21T10:00:30+00:00"} {
		if row[column] != want {
			t.Errorf("%s = %s, want %s", column, row[column], want)
		}
	}
}

// reportColumns are the names of "Getting credential reports", IAM user guide.
func reportColumns() []string {
	return []string{
		"user", "arn", "user_creation_time", "password_enabled", "password_last_used", "password_last_changed", "password_next_rotation", "mfa_active",
		"access_key_1_active", "access_key_1_last_rotated", "access_key_1_last_used_date", "access_key_1_last_used_region", "access_key_1_last_used_service",
		"access_key_2_active", "access_key_2_last_rotated", "access_key_2_last_used_date", "access_key_2_last_used_region", "access_key_2_last_used_service",
		"cert_1_active", "cert_1_last_rotated", "cert_2_active", "cert_2_last_rotated",
	}
}
