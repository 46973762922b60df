package templates

import "keyporter/internal/access"

// AccessExplain is the page that answers who can do what on which bucket. What is
// left blank is filled with the list of answers.
type AccessExplain struct {
	AccessFrame
	At        ExplainAt
	Questions []ListChoice
	WhoError  string
	OnError   string
	Hint      string // where too little was filled in, or ""
	Heading   string
	Listed    bool // there is a list of answers
	Rows      []ExplainRow
	Summary   string
	Views     []ViewLink
	PrevURL   string
	NextURL   string
	Why       *Why
}

// ExplainRow is one answer of a list.
type ExplainRow struct {
	Name   string // what was left blank: a subject, a bucket or a question
	Code   string // of a question: its action
	Kind   string // of a subject
	URL    string // its own page, or ""
	Tag    LevelTag
	WhyURL string
}

// ExplainAt is what a URL asks.
type ExplainAt struct {
	Who  string // as WhoWord writes it
	Can  string // an action of S3
	On   string // a bucket
	Only bool   // certain answers only
	From int
}

// URL is the address of the question.
func (a ExplainAt) URL() string { return a.at(ExplainURL()) }

// CSV and JSON are the addresses of the list of answers as a file.
func (a ExplainAt) CSV() string  { return a.whole(".csv") }
func (a ExplainAt) JSON() string { return a.whole(".json") }

func (a ExplainAt) whole(form string) string {
	a.From = 0
	return a.at(ExplainURL() + form)
}

func (a ExplainAt) at(path string) string {
	only := ""
	if a.Only {
		only = access.Yes.String()
	}
	return query(path, "who", a.Who, "can", a.Can, "on", a.On, "only", only, "from", number(a.From))
}
