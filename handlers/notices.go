package handlers

import (
	"net"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// ShowNotices shows where reminders go, which are on, and the last of them.
func (h *Handlers) ShowNotices(w http.ResponseWriter, r *http.Request) error {
	v, err := h.app.Notices(r.Context(), actor(r))
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, h.notices(r, v, nil).View())
}

// SwitchNotices switches a kind of reminders on or off.
func (h *Handlers) SwitchNotices(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	s := porter.NoticeSwitch{Kind: desk.NoticeKind(f.Get("off"))}
	if f.Has("on") {
		s = porter.NoticeSwitch{Kind: desk.NoticeKind(f.Get("on")), On: true}
	}
	done, err := h.app.SwitchNotices(r.Context(), actor(r), f.Get("form"), s)
	return h.afterNotices(w, r, done, err)
}

// TestNotices sends a test by one channel and says what was answered.
func (h *Handlers) TestNotices(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	done, err := h.app.TestNotices(r.Context(), actor(r), f.Get("form"), desk.Channel(f.Get("channel")))
	return h.afterNotices(w, r, done, err)
}

// RetryNotice sends a reminder again that was given up.
func (h *Handlers) RetryNotice(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	id, to := templates.NoticeToRetry(f.Get("again"))
	done, err := h.app.RetryNotice(r.Context(), actor(r), f.Get("form"), id, to)
	return h.afterNotices(w, r, done, err)
}

func (h *Handlers) afterNotices(w http.ResponseWriter, r *http.Request, d porter.Done, err error) error {
	if err == nil {
		return h.after(w, r, d, templates.NoticesURL())
	}
	v, unread := h.app.Notices(r.Context(), actor(r))
	if unread != nil {
		return unread
	}
	if fault.Is(err, fault.CodeNoticeTest) { // nothing is wrong with the form
		p := h.notices(r, v, nil)
		p.Flash = &templates.Flash{Kind: "bad", Text: p.T.Fault(fault.Of(err))}
		return h.show(w, r, http.StatusBadGateway, p.View())
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.notices(r, v, ft).View() })
}

func (h *Handlers) notices(r *http.Request, v porter.NoticesView, ft *fault.Fault) templates.Notices {
	page := h.page(r, text.From(r.Context()).Notices.Title, templates.SectionNotices)
	p := templates.Notices{Page: page, Hook: v.Setup.Hook, Reports: templates.NoticeReports(), Fault: ft}
	if m := v.Setup.Mail; m != nil {
		p.Mail = templates.NewNoticeMail(page, net.JoinHostPort(m.Host, strconv.Itoa(m.Port)), string(m.TLS))
		p.Mail.User, p.Mail.From, p.Mail.To = m.User, m.From, strings.Join(m.To, ", ")
	}
	for _, k := range v.Kinds {
		p.Kinds = append(p.Kinds, templates.NewNoticeKindRow(page, k.Kind, k.On))
	}
	for _, e := range v.Last {
		p.Rows = append(p.Rows, templates.NewNoticeRows(page, e)...)
	}
	p.Rows = p.Rows[:min(len(p.Rows), noticeRows)]
	return p
}

// noticeRows is how many deliveries the page shows, so that it stays small.
const noticeRows = 50

// noticePiece is how many reminders a report reads at once.
const noticePiece = 200

// ReportNotices sends all reminders, each with its deliveries, newest first.
func (h *Handlers) ReportNotices(w http.ResponseWriter, r *http.Request) error {
	list, err := h.app.NoticeLog(r.Context(), actor(r), "", noticePiece)
	if err != nil {
		return err
	}
	columns := []string{"notice", "written", "kind", "user", "key_id", "due", "details", "channel", "to", "state", "attempts", "next", "reply", "answer", "ended"}
	return h.report(w, r, sheet{"reminders", columns, func(rep *desk.Report) error {
		for len(list) > 0 {
			for _, n := range list {
				about := []any{n.ID, n.Created, string(n.Kind), n.User, n.KeyID, n.Due, n.Args}
				if len(n.Deliveries) == 0 {
					rep.Row(about...)
				}
				for _, d := range n.Deliveries {
					rep.Row(append(about[:len(about):len(about)], string(d.Address.Channel), d.Address.To, string(d.State), d.Attempts, due(d), string(d.Reply), d.Answer, d.Ended)...)
				}
			}
			if len(list) < noticePiece {
				return nil
			}
			if list, err = h.app.NoticeLog(r.Context(), actor(r), list[len(list)-1].ID, noticePiece); err != nil {
				return err
			}
		}
		return nil
	}})
}

// due is when a delivery is tried next, as a cell.
func due(d desk.Delivery) any {
	if d.State != desk.DeliveryWaits {
		return nil
	}
	return d.Next
}
