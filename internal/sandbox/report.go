package sandbox

import (
	"context"
	"encoding/base64"
	"errors"
	"net/http"
	"time"

	"keyporter/internal/store"
)

// reportName is the one row that the credential report has.
const reportName = "credentials"

// reportLife is for how long a report is handed out again before a new one may
// be made ("Getting credential reports", IAM user guide).
const reportLife = 4 * time.Hour

// reportDoc is the credential report, in the store, so that every process knows
// of the same one. Made is zero while it has only been asked for.
type reportDoc struct {
	Started time.Time `json:"started"`
	Made    time.Time `json:"made"`
	Content string    `json:"content"`
}

// States of a report.
const (
	reportStarted    = "STARTED"
	reportInProgress = "INPROGRESS"
	reportComplete   = "COMPLETE"
)

type reportState struct {
	State       string
	Description string `xml:",omitempty"`
}

// generateCredentialReport starts a report where there is none or an old one.
// The next call makes it.
func generateCredentialReport(ctx context.Context, c *call) (any, error) {
	state := reportState{State: reportComplete}
	err := c.change(ctx, func(c *call) error {
		row, doc, err := c.holdReport(ctx)
		switch {
		case errors.Is(err, store.ErrNotFound):
			state = startedReport()
			return addDoc(ctx, c.in, kindReport, reportName, reportDoc{Started: c.at})
		case err != nil:
			return err
		case doc.Made.IsZero():
			_, err := c.makeReport(ctx, row, doc)
			return err
		case c.at.Sub(doc.Made) >= reportLife:
			state = startedReport()
			return updateDoc(ctx, c.in, row, reportDoc{Started: c.at})
		}
		return nil
	})
	if errors.Is(err, store.ErrTaken) { // somebody asked at the same time
		return reportState{State: reportInProgress}, nil
	}
	return state, err
}

func startedReport() reportState {
	return reportState{reportStarted, "No report exists. Starting a new report generation task"}
}

func (c *call) holdReport(ctx context.Context) (store.Entity, reportDoc, error) {
	row, err := c.in.Hold(ctx, kindReport, reportName)
	if err != nil {
		return row, reportDoc{}, err
	}
	doc, err := decode[reportDoc](row)
	return row, doc, err
}

// makeReport writes a report that was asked for.
func (c *call) makeReport(ctx context.Context, row store.Entity, doc reportDoc) (reportDoc, error) {
	content, err := c.credentialReport(ctx)
	if err != nil {
		return reportDoc{}, err
	}
	doc.Made, doc.Content = c.at, content
	return doc, updateDoc(ctx, c.in, row, doc)
}

// getCredentialReport hands out the report. One that was asked for within this
// second is still being made. AWS's refusals have no message.
func getCredentialReport(ctx context.Context, c *call) (any, error) {
	doc, err := getDoc[reportDoc](ctx, c.in, kindReport, reportName)
	if err == nil && doc.Made.IsZero() {
		waiting := !c.at.After(doc.Started)
		if doc, err = c.finishReport(ctx); err == nil && waiting {
			return nil, fail(http.StatusNotFound, "ReportInProgress", "")
		}
	}
	switch {
	case errors.Is(err, store.ErrNotFound):
		return nil, fail(http.StatusGone, "ReportNotPresent", "")
	case err != nil:
		return nil, err
	case c.at.Sub(doc.Made) >= reportLife:
		return nil, fail(http.StatusGone, "ReportExpired", "")
	}
	return struct{ Content, ReportFormat, GeneratedTime string }{
		base64.StdEncoding.EncodeToString([]byte(doc.Content)), "text/csv", stamp(doc.Made),
	}, nil
}

// finishReport makes the report that was asked for, unless that has been done.
func (c *call) finishReport(ctx context.Context) (reportDoc, error) {
	var doc reportDoc
	outside := *c
	outside.in = c.Sandbox.in // the call itself reads one state and changes nothing
	err := outside.change(ctx, func(c *call) error {
		row, held, err := c.holdReport(ctx)
		if err == nil && held.Made.IsZero() {
			held, err = c.makeReport(ctx, row, held)
		}
		doc = held
		return err
	})
	return doc, err
}
