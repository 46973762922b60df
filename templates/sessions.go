package templates

import (
	"cmp"
	"fmt"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/text"
)

// Sessions is the page of the sessions of one operator: one's own, or those of
// somebody else.
type Sessions struct {
	Page
	Lead   string
	Rows   []SessionRow
	End    string // where the form of one row is sent
	EndAll string // where the form of all others is sent
	All    string // the name of its button
	Others bool   // there is one that it would end
	Own    bool
	Fault  *fault.Fault
}

// SessionRow is a session.
type SessionRow struct {
	ID      string
	Browser string
	Agent   string // as the browser names itself, where nothing of it is known
	Client  string
	Begun   Stamp
	Seen    Stamp
	This    bool // the session that looks
	Label   string
}

// NewOwnSessions makes the page of the sessions of who looks. This is the id of
// the session that looks.
func NewOwnSessions(p Page, list []desk.Session, this string) Sessions {
	p.Title, p.Crumbs = p.T.Sessions.Title, []Crumb{{Text: p.T.Me.Title, URL: MeURL()}}
	return newSessions(Sessions{
		Page: p, Lead: p.T.Sessions.Lead, Own: true, All: p.T.Sessions.EndOthers,
		End: MeSessionEndURL(), EndAll: MeSessionsEndURL(),
	}, list, this)
}

// NewOperatorSessions makes the page of the sessions of another operator.
func NewOperatorSessions(p Page, of desk.Operator, list []desk.Session, this string) Sessions {
	p.Title = fmt.Sprintf(p.T.Sessions.OfTitle, of.Name)
	return newSessions(Sessions{
		Page: p, Lead: p.T.Sessions.OfLead, All: p.T.Sessions.EndAll,
		End: OperatorSessionEndURL(of.ID), EndAll: OperatorSessionsEndURL(of.ID),
	}, list, this)
}

func newSessions(p Sessions, list []desk.Session, this string) Sessions {
	t := p.T
	for _, s := range list {
		row := SessionRow{
			ID: s.ID, Client: s.Client, Begun: AgoStamp(t, s.Created, p.Now), Seen: AgoStamp(t, s.Seen, p.Now), This: s.ID == this,
		}
		row.Browser = browserName(t, s)
		if row.Browser == "" {
			row.Browser, row.Agent = t.Sessions.Unknown, s.Agent
		}
		row.Label = fmt.Sprintf(t.Sessions.EndLabel, row.Browser, row.Client)
		p.Rows = append(p.Rows, row)
		p.Others = p.Others || !row.This
	}
	return p
}

func browserName(t *text.Text, s desk.Session) string {
	browser, system := s.Browser()
	if browser != "" && system != "" {
		return fmt.Sprintf(t.Sessions.On, browser, system)
	}
	return cmp.Or(browser, system)
}
