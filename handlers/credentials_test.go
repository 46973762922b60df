package handlers_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
)

// reporter is an endpoint whose credential report a test writes; all else is
// answered by the embedded one behind it.
type reporter struct {
	*portertest.Bench
	csv  atomic.Pointer[string] // nil: there is none and none is made
	made atomic.Pointer[time.Time]
}

func withReport(t *testing.T) *reporter {
	t.Helper()
	rep := &reporter{}
	var behind atomic.Pointer[url.URL]
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		to := behind.Load()
		if err != nil || to == nil {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		form, _ := url.ParseQuery(string(body))
		if rep.answered(w, form.Get("Action")) {
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		(&httputil.ReverseProxy{Rewrite: func(p *httputil.ProxyRequest) {
			p.SetURL(to)
			p.Out.Host = p.In.Host // it is signed
		}}).ServeHTTP(w, r)
	}))
	t.Cleanup(front.Close)
	rep.Bench = portertest.New(t, portertest.Options{Endpoint: front.URL, Unready: true})
	to, err := url.Parse(rep.AWS)
	if err != nil {
		t.Fatal(err)
	}
	behind.Store(to)
	if err := rep.App.Refresh(context.Background()); err != nil {
		t.Fatal(err)
	}
	return rep
}

// answered writes what the IAM API reference has for the two actions.
func (rep *reporter) answered(w http.ResponseWriter, action string) bool {
	const ns = `xmlns="https://iam.amazonaws.com/doc/2010-05-08/"`
	csv := rep.csv.Load()
	switch {
	case action == "GenerateCredentialReport" && csv == nil:
		w.WriteHeader(http.StatusForbidden)
		_, _ = fmt.Fprintf(w, `<ErrorResponse %s><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User: arn:aws:iam::123456789012:user/kp is not authorized to perform: iam:GenerateCredentialReport</Message></Error></ErrorResponse>`, ns)
	case action == "GetCredentialReport" && csv == nil:
		w.WriteHeader(http.StatusGone)
		_, _ = fmt.Fprintf(w, `<ErrorResponse %s><Error><Type>Sender</Type><Code>ReportNotPresent</Code><Message>No report is present.</Message></Error></ErrorResponse>`, ns)
	case action == "GetCredentialReport":
		_, _ = fmt.Fprintf(w, `<GetCredentialReportResponse %s><GetCredentialReportResult><Content>%s</Content><ReportFormat>text/csv</ReportFormat><GeneratedTime>%s</GeneratedTime></GetCredentialReportResult></GetCredentialReportResponse>`,
			ns, base64.StdEncoding.EncodeToString([]byte(*csv)), rep.made.Load().UTC().Format(time.RFC3339))
	default:
		return false
	}
	return true
}

// set gives the endpoint a report and lets the application read it.
func (rep *reporter) set(t *testing.T, made time.Time, rows ...string) string {
	t.Helper()
	csv := strings.Join(append([]string{"user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active," +
		"access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service," +
		"access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service," +
		"cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated"}, rows...), "\n")
	rep.csv.Store(&csv)
	rep.made.Store(&made)
	if err := rep.App.ReadReport(context.Background()); err != nil {
		t.Fatal(err)
	}
	return csv
}

// reportLine is a row: a user's name with the cells behind the creation time.
func reportLine(user string, cells ...string) string {
	line := append([]string{user, "arn:aws:iam::123456789012:user/" + user, "2024-01-02T03:04:05+00:00"}, cells...)
	for len(line) < 22 {
		line = append(line, "N/A")
	}
	return strings.Join(line, ",")
}

func TestTheCredentialReport(t *testing.T) {
	t.Parallel()
	b := withReport(t)
	w := b.Browser(t, desk.Auditor)
	now := b.Clock.Now()
	if err := b.App.ReadReport(context.Background()); err != nil {
		t.Fatalf("ReadReport() where AWS refuses to make one = %v, want it told by the page", err)
	}
	w.Get("/credentials").Want(http.StatusOK).Has("could not be read", "iam:GenerateCredentialReport")
	w.Get("/credentials.csv").Want(http.StatusForbidden)

	day := func(ago int) string { return now.AddDate(0, 0, -ago).UTC().Format(time.RFC3339) }
	csv := b.set(t, now.Add(-2*time.Hour),
		reportLine("<root_account>", "not_supported", day(3), "not_supported", "not_supported", "FALSE", "TRUE", day(900), "N/A", "N/A", "N/A"),
		reportLine("bo", "TRUE", day(1), day(20), day(-70), "TRUE", "TRUE", day(100), day(2), "N/A", "s3"),
		reportLine("ana", "TRUE", "no_information", day(20), "N/A", "FALSE"),
		reportLine("svc", "FALSE", "N/A", "N/A", "N/A", "FALSE", "FALSE", day(400), day(300), "us-east-1", "sts", "TRUE", day(10), "N/A", "N/A", "N/A"),
	)
	v := w.Get("/credentials").Want(http.StatusOK).Has("AWS made this report 2 hours ago", "every four hours", "Root has keys", "1–4 of 4", "used "+day(2)[:10]+", s3", "Inactive", "never used")
	if text := v.Text(); strings.Index(text, "<root_account>") > strings.Index(text, "ana") || strings.Index(text, "ana On") > strings.Index(text, "bo On") {
		t.Errorf("the root is not first, or the names are not in order: %s", text)
	}
	for only, want := range map[string][2]string{
		"only=no-mfa":       {"ana", "bo"},
		"only=old":          {"bo", "svc"},
		"only=old&days=200": {"<root_account>", "bo"},
		"only=unused":       {"svc", "bo"},
		"q=SV":              {"svc", "ana"},
	} {
		w.Get("/credentials?"+only).Want(http.StatusOK).Has(want[0]+" ").Lacks(want[1]+" On", want[1]+" Off")
	}
	w.Get("/credentials?q=zoe").Want(http.StatusOK).Has("No row matches")
	file := w.Get("/credentials.csv").Want(http.StatusOK)
	if string(file.Body) != csv || !strings.HasPrefix(file.Header.Get("Content-Disposition"), `attachment; filename="credential-report-`) {
		t.Errorf("the file is %q as %q, want AWS's bytes", file.Body, file.Header.Get("Content-Disposition"))
	}
	v.Form("/credentials").Submit(http.StatusOK).Has("AWS gave the report of")
	made := now.Add(-time.Minute)
	b.made.Store(&made)
	v.Form("/credentials").Submit(http.StatusOK).Has("AWS has made a new report.")
	w.Get("/").Want(http.StatusOK).Has("Console without MFA 2")
}

// TestTheReportOfALargeAccount holds a page of 50 rows of 5,000 to the budget of
// a list: 60 KB, 8 KB of them compressed.
func TestTheReportOfALargeAccount(t *testing.T) {
	t.Parallel()
	b := withReport(t)
	rows := make([]string, 0, 5001)
	at := func(i int) string {
		return b.Clock.Now().Add(-time.Duration(i*7919) * time.Minute).UTC().Format(time.RFC3339)
	}
	for i := range 5000 {
		rows = append(rows, reportLine(fmt.Sprintf("person.%04d@example.com", i*7919%5000), "TRUE", at(i), at(i+1), at(-i), "FALSE",
			"TRUE", at(i), at(i+2), "ap-northeast-2", "s3", "TRUE", at(i+3), at(i+4), "us-east-1", "dynamodb", "TRUE", at(i), "FALSE", at(i)))
	}
	b.set(t, b.Clock.Now(), rows...)
	w := b.Browser(t, desk.Admin)
	for _, at := range []string{"", "?only=no-mfa&sort=-key", "?from=2500"} {
		v := w.Get("/credentials" + at).Want(http.StatusOK).Has("of 5,000")
		var packed bytes.Buffer
		z, _ := gzip.NewWriterLevel(&packed, 2)
		_, _ = z.Write(v.Body)
		_ = z.Close()
		t.Logf("/credentials%s: %d bytes, %d compressed", at, len(v.Body), packed.Len())
		if len(v.Body) > 60<<10 || packed.Len() > 8<<10 {
			t.Errorf("/credentials%s is %d bytes, %d compressed, want at most 60 KB and 8 KB", at, len(v.Body), packed.Len())
		}
	}
}
