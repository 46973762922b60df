package access

import (
	"strings"

	"keyporter/internal/policy"
)

// questions is a set of questions, a bit each.
type questions = uint64

const (
	everyQuestion questions = 1<<Questions - 1
	onBuckets     questions = 1<<GetObject - 1
	onObjects     questions = everyQuestion &^ onBuckets
)

// CodeUnread is the code of a policy that was not read: an account names it and
// does not hold its document.
const CodeUnread policy.Code = "unread"

// document is a policy document, read once however many hold it. Where it could
// not be read, fault says why.
type document struct {
	text       string
	identity   bool // it is no bucket's
	doc        *policy.Document
	fault      *policy.Error
	statements []statement // those that have a say in a question
	terms      []term      // the same, made ready for many holders
	common     []claim     // what the terms say, where all of them say the same for all holders
}

// statement is a statement that covers some of the questions.
type statement struct {
	source   *policy.Statement
	index    int // in the document
	deny     bool
	asks     questions
	tests    []*policy.Test
	patterns []pattern
	outside  bool // the patterns are those of NotResource
}

// pattern is a pattern of Resource or NotResource.
type pattern struct {
	policy.Pattern
	text string
	keys []string // of its variables
}

func unreadDocument() *document { return &document{fault: &policy.Error{Code: CodeUnread}} }

// parse reads the text. "" is that of a policy which was not read.
func (d *document) parse() {
	if d.text == "" {
		d.fault = &policy.Error{Code: CodeUnread}
		return
	}
	doc, err := policy.Parse(d.text)
	if err != nil {
		d.fault = err.(*policy.Error)
		return
	}
	variables := doc.Version == policy.Version2012
	for i := range doc.Statements {
		s := &doc.Statements[i]
		if s.Effect != policy.Allow && s.Effect != policy.Deny {
			d.fault = &policy.Error{Code: policy.CodeEffect, Position: doc.Position(s.At), Args: []string{string(s.Effect)}}
			return
		}
		if asks := asked(s); asks != 0 {
			d.statements = append(d.statements, newStatement(s, i, asks, variables))
		}
	}
	d.doc = doc
}

func newStatement(s *policy.Statement, index int, asks questions, variables bool) statement {
	out := statement{source: s, index: index, deny: s.Effect == policy.Deny, asks: asks, outside: s.NotResources != nil}
	list := s.Resources
	if out.outside {
		list = s.NotResources
	}
	if list == nil {
		list = []policy.Text{{Value: "*"}} // a statement without Resource, which AWS refuses, is about whatever it hangs on
	}
	out.patterns = make([]pattern, len(list))
	for i, p := range list {
		out.patterns[i] = pattern{Pattern: policy.NewPattern(p.Value, variables), text: p.Value}
		out.patterns[i].keys = out.patterns[i].Keys()
	}
	for i := range s.Conditions {
		out.tests = append(out.tests, s.Conditions[i].Test(variables))
	}
	return out
}

// asked returns the questions whose actions the statement covers, in any case
// ("Action", IAM JSON policy elements reference).
func asked(s *policy.Statement) questions {
	var covered questions
	names := s.Actions
	if s.Actions == nil {
		names = s.NotActions
	}
	for _, name := range names {
		covered |= actionsOf(name.Value)
	}
	switch {
	case s.Actions != nil:
		return covered
	case s.NotActions != nil:
		return everyQuestion &^ covered
	}
	return 0
}

// actionsOf returns the questions whose actions a pattern covers.
func actionsOf(name string) questions {
	service, rest, found := strings.Cut(name, ":")
	plain := !strings.ContainsAny(name, "*?")
	if found && !strings.EqualFold(service, "s3") && (plain || !strings.ContainsAny(service, "*?")) {
		return 0
	}
	var covered questions
	if plain {
		for q := range Question(Questions) {
			if found && strings.EqualFold(rest, q.Action()[len("s3:"):]) {
				covered |= 1 << q
			}
		}
		return covered
	}
	p := policy.NewPattern(strings.ToLower(name), false)
	for q := range Question(Questions) {
		if p.Covers(folded[q]) {
			covered |= 1 << q
		}
	}
	return covered
}

// folded are the actions in lower case.
var folded = [Questions]string{
	"s3:listbucket", "s3:getbucketpolicy", "s3:putlifecycleconfiguration", "s3:deletebucket", "s3:putbucketpolicy",
	"s3:getobject", "s3:putobject", "s3:deleteobject", "s3:putobjecttagging", "s3:putobjectacl",
}

// hold tells of how many requests all conditions hold.
func hold(tests []*policy.Test, known policy.Known) policy.Truth {
	all := policy.Always
	for _, t := range tests {
		if all = min(all, t.Holds(known)); all == policy.Never {
			break
		}
	}
	return all
}

// reach returns the questions of the statement that it covers at a bucket: all
// are about the bucket, or every object of it; some are about at least one.
func (s *statement) reach(b *bucket, known policy.Known) (all, some questions) {
	for _, p := range s.patterns {
		bound, open, ok := p.Bind(known)
		if !ok {
			continue
		}
		if bound.Covers(b.arn) {
			some |= onBuckets
			if !open {
				all |= onBuckets
			}
		}
		switch below := bound.Below(b.arn + "/"); {
		case below == policy.Always && !open:
			all |= onObjects
			some |= onObjects
		case below != policy.Never:
			some |= onObjects
		}
	}
	if s.outside {
		all, some = everyQuestion&^some, everyQuestion&^all
	}
	return all & s.asks, some & s.asks
}
