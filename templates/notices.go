package templates

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// Notices is the page of reminders: where they go, which are on, and the last.
type Notices struct {
	Page
	Mail    *NoticeMail // nil: not set up
	Hook    string      // scheme and host; "" where there is none
	Kinds   []NoticeKindRow
	Rows    []NoticeRow
	Reports ReportLinks
	Fault   *fault.Fault
}

// NoticeMail is how reminders are mailed.
type NoticeMail struct {
	Server   string
	Security string
	User     string // "" does not sign in
	From     string
	To       string
}

// NoticeKindRow is a kind of reminders that is on or off.
type NoticeKindRow struct {
	Kind string
	Name string
	When string
	On   bool
}

// NoticeRow is a reminder on its way to one address, or to nobody.
type NoticeRow struct {
	Written  Stamp
	Name     string
	User     string
	UserURL  string
	KeyID    string
	Way      string
	To       string
	State    string
	Kind     string // of the state's tag
	Attempts string
	Reply    string
	Answer   string // of the server
	Next     string // when it is tried next, or ""
	Again    string // what the button to send it again sends, or ""
	Retry    string // name of that button
}

// NewNoticeMail names the server and what the connection is.
func NewNoticeMail(p Page, server, security string) *NoticeMail {
	return &NoticeMail{Server: server, Security: p.T.Notices.Securities[security]}
}

// NewNoticeKindRow makes the row of a kind.
func NewNoticeKindRow(p Page, kind desk.NoticeKind, on bool) NoticeKindRow {
	w := p.T.Notices.Words[string(kind)]
	return NoticeKindRow{Kind: string(kind), Name: p.T.NoticeName(string(kind)), When: w.When, On: on}
}

// switchLabel names the button of a kind.
func (p Notices) switchLabel(r *NoticeKindRow) string {
	if r.On {
		return p.T.Notices.SwitchOff + ": " + r.Name
	}
	return p.T.Notices.SwitchOn + ": " + r.Name
}

// NoticeToRetry reads what the button to send a reminder again sends.
func NoticeToRetry(again string) (id string, to desk.Address) {
	id, rest, _ := strings.Cut(again, " ")
	channel, address, _ := strings.Cut(rest, " ")
	return id, desk.Address{Channel: desk.Channel(channel), To: address}
}

// retries reports whether the table has buttons: one form around all of it keeps
// the page small.
func (p Notices) retries() bool {
	return p.May(desk.CanSettings) && slices.ContainsFunc(p.Rows, func(r NoticeRow) bool { return r.Again != "" })
}

// NewNoticeRows makes the rows of a reminder: one for each address.
func NewNoticeRows(p Page, e desk.NoticeEntry) []NoticeRow {
	t := p.T
	row := NoticeRow{
		Written: AgoStamp(t, e.Created, p.Now),
		Name:    t.NoticeName(string(e.Kind)), User: e.User, KeyID: e.KeyID,
	}
	if e.User != "" {
		row.UserURL = KeysURL(iam.UserName(e.User))
	}
	if len(e.Deliveries) == 0 {
		row.State = t.Notices.States[string(desk.DeliveryWaits)]
		if e.Addressed {
			row.State, row.Reply = "", t.Notices.NobodyTold
		}
		return []NoticeRow{row}
	}
	var rows []NoticeRow
	for _, d := range e.Deliveries {
		rows = append(rows, deliveryRow(p, row, e, d))
	}
	return rows
}

func deliveryRow(p Page, row NoticeRow, e desk.NoticeEntry, d desk.Delivery) NoticeRow {
	t := p.T
	row.Way, row.To = t.Notices.Ways[string(d.Address.Channel)], d.Address.To
	row.State, row.Attempts = t.Notices.States[string(d.State)], strconv.Itoa(d.Attempts)
	row.Reply, row.Answer = t.Notices.Replies[string(d.Reply)], d.Answer
	switch d.State {
	case desk.DeliverySent:
		row.Kind = "ok"
	case desk.DeliveryFailed:
		row.Kind = "bad"
		if e.Kind != desk.NoticeTest {
			row.Again = strings.Join([]string{e.ID, string(d.Address.Channel), d.Address.To}, " ")
			row.Retry = fmt.Sprintf(t.Notices.RetryLabel, strings.TrimSpace(row.Name+" "+e.KeyID+" "+row.Way+" "+row.To))
		}
	case desk.DeliveryWaits:
		row.Next = fmt.Sprintf(t.Notices.Next, t.DateTime(d.Next))
	}
	return row
}
