package account

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"time"

	sdkiam "github.com/aws/aws-sdk-go-v2/service/iam"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// reportTries is how often a report that is being made is asked for, with waits
// that grow from reportWait to reportWaits.
const (
	reportTries = 10
	reportWait  = 250 * time.Millisecond
	reportWaits = 4 * time.Second
)

// Report returns the credential report that AWS has, or has a new one made where
// it has none or one that is older than AWS keeps it. Calls: GetCredentialReport,
// GenerateCredentialReport.
func (r *Reader) Report(ctx context.Context) (iam.Report, error) {
	wait := reportWait
	for range reportTries {
		report, err := r.report(ctx)
		if !fault.Is(err, fault.CodeAwsReport) {
			return report, err
		}
		if _, err := ask(ctx, r.reads, r.iam.GenerateCredentialReport, &sdkiam.GenerateCredentialReportInput{}); err != nil {
			return iam.Report{}, err
		}
		pause := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			pause.Stop()
			return iam.Report{}, fmt.Errorf("wait for the credential report: %w", ctx.Err())
		case <-pause.C:
		}
		wait = min(2*wait, reportWaits)
	}
	return r.report(ctx)
}

func (r *Reader) report(ctx context.Context) (iam.Report, error) {
	out, err := ask(ctx, r.reads, r.iam.GetCredentialReport, &sdkiam.GetCredentialReportInput{})
	if err != nil {
		return iam.Report{}, err
	}
	rows, err := parseReport(out.Content)
	if err != nil {
		return iam.Report{}, fmt.Errorf("credential report: %w", err)
	}
	return iam.Report{Made: when(out.GeneratedTime), Rows: rows, CSV: out.Content}, nil
}

// parseReport reads a report by the names in its head, never by position: AWS
// has added columns.
func parseReport(content []byte) ([]iam.ReportRow, error) {
	lines := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff"))))
	lines.FieldsPerRecord = -1
	head, err := lines.Read()
	if errors.Is(err, io.EOF) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	at := make(map[string]int, len(head))
	for i, name := range head {
		at[name] = i
	}
	if _, ok := at["user"]; !ok {
		return nil, errors.New("the head has no column user")
	}
	var rows []iam.ReportRow
	for {
		line, err := lines.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		rows = append(rows, reportLine{line, at}.row())
	}
}

// reportLine is one line of a report under its head.
type reportLine struct {
	cells []string
	at    map[string]int
}

func (l reportLine) row() iam.ReportRow {
	return iam.ReportRow{
		User: iam.UserName(l.text("user")), ARN: iam.ARN(l.text("arn")), Created: l.time("user_creation_time"),
		Password: l.flag("password_enabled"), PasswordUsed: l.time("password_last_used"),
		PasswordChanged: l.time("password_last_changed"), PasswordRotation: l.time("password_next_rotation"),
		MFA:  l.flag("mfa_active"),
		Keys: [2]iam.ReportKey{l.key("access_key_1_"), l.key("access_key_2_")},
		Certificates: [2]iam.ReportKey{
			{Active: l.flag("cert_1_active"), Rotated: l.time("cert_1_last_rotated")},
			{Active: l.flag("cert_2_active"), Rotated: l.time("cert_2_last_rotated")},
		},
		More: l.word("additional_credentials_info"),
	}
}

func (l reportLine) key(prefix string) iam.ReportKey {
	return iam.ReportKey{
		Active: l.flag(prefix + "active"), Rotated: l.time(prefix + "last_rotated"),
		Used: iam.KeyUse{
			At: l.time(prefix + "last_used_date"), Region: l.word(prefix + "last_used_region"), Service: l.word(prefix + "last_used_service"),
		},
	}
}

func (l reportLine) text(column string) string {
	if i, ok := l.at[column]; ok && i < len(l.cells) {
		return l.cells[i]
	}
	return ""
}

// word is a cell without the words that stand where there is no value.
func (l reportLine) word(column string) string {
	switch s := l.text(column); s {
	case "N/A", "no_information", "not_supported":
		return ""
	default:
		return s
	}
}

// flag reads true and false: the guide has them in capitals, AWS writes them small.
func (l reportLine) flag(column string) iam.ReportFlag {
	switch l.text(column) {
	case "TRUE", "true":
		return iam.ReportTrue
	case "FALSE", "false":
		return iam.ReportFalse
	}
	return ""
}

func (l reportLine) time(column string) time.Time {
	t, err := time.Parse(time.RFC3339, l.text(column))
	if err != nil {
		return time.Time{}
	}
	return t.UTC()
}
