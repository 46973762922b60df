package templates

import (
	"fmt"
	"strings"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/text"
)

// RequestList is the page of requests for approval.
type RequestList struct {
	Page
	Waiting  []RequestRow
	Ended    []RequestRow
	OlderURL string // "" at the end
	NewURL   string // "" on the newest page
}

// RequestRow is one request in a list.
type RequestRow struct {
	URL     string
	What    string
	Target  string
	Who     string
	Asked   Stamp
	Expires Stamp
	State   string
	Kind    string // of the tag of the state
	ForYou  bool
}

// NewRequestRow makes the row of a request; forYou marks one that the reader may
// decide on.
func NewRequestRow(p Page, q desk.Request, forYou bool) RequestRow {
	return RequestRow{
		URL: RequestURL(q.ID), What: p.T.Verb(string(q.Verb)), Target: requestTarget(q.Target), Who: q.Operator,
		Asked: AgoStamp(p.T, q.Asked, p.Now), Expires: exactStamp(p.T, q.Expires),
		State: p.T.Requests.States[string(q.State)], Kind: requestKind(q.State), ForYou: forYou,
	}
}

// requestTarget is what a change is about, without what all ARNs begin with.
func requestTarget(target string) string {
	if strings.HasPrefix(target, "arn:") {
		return iam.ARN(target).Name()
	}
	return target
}

// exactStamp shows a time itself, whether it is past or not.
func exactStamp(t *text.Text, at time.Time) Stamp {
	s := AgoStamp(t, at, at)
	s.Text = t.DateTime(at)
	return s
}

func requestKind(s desk.RequestState) string {
	switch s {
	case desk.RequestApproved, desk.RequestDone:
		return "ok"
	case desk.RequestRefused, desk.RequestVoid:
		return "bad"
	case desk.RequestExpired:
		return "warn"
	case desk.RequestOpen:
		return "info"
	}
	return ""
}

// RequestShow is the page of one request. The handler fills it; Prepare decides the
// rest.
type RequestShow struct {
	Page
	Request desk.Request
	Row     RequestRow
	Steps   []StepLine
	Diff    Diff
	Dangers []string
	Reach   RequestReach
	Says    []string // what has changed, of one that is void
	OpURL   string   // what it became
	OpLabel string

	Decides  bool         // the reader may decide
	Bar      *fault.Fault // why an approver may not
	Mine     bool
	Form     *RequestForm // that carries it out; nil where the reader may not
	Word     string       // that was typed
	Fault    *fault.Fault
	Decided  Stamp
	Answered bool

	Lead string
}

// RequestForm carries an approved change out.
type RequestForm struct {
	Action   string
	Fields   []Carried
	Secrets  []string // fields that are typed again
	ProveURL string   // where they have to be preceded by a proof; "" where it is fresh
}

// RequestReach is what a change does to the access matrix.
type RequestReach struct {
	Unread bool
	Says   []string
	Rows   []WhatIfRow
}

// Prepare decides what the page shows.
func (p RequestShow) Prepare() RequestShow {
	w, q := p.T.Requests, p.Request
	p.Title = fmt.Sprintf(w.ShowTitle, p.T.Verb(string(q.Verb)))
	p.Crumbs = []Crumb{{Text: w.Title, URL: RequestsURL()}}
	p.Lead, p.Faulty = w.Leads[string(q.State)], p.Fault != nil
	p.Row = NewRequestRow(p.Page, q, p.Decides)
	if p.Answered = !q.Decided.IsZero(); p.Answered {
		p.Decided = AgoStamp(p.T, q.Decided, p.Now)
	}
	for _, c := range q.Changed {
		kind, what, _ := strings.Cut(c, " ")
		says, ok := w.Changed[kind]
		if !ok {
			says = c
		}
		if strings.Contains(says, "%s") {
			says = fmt.Sprintf(says, what)
		}
		p.Says = append(p.Says, says)
	}
	return p
}
