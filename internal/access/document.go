package access

import (
	"strings"

	"keyporter/internal/policy"
)

// questions is a set of questions, a bit each.
type questions = uint64

const (
	onBuckets     questions = 1<<GetObject - 1
	onObjects     questions = everyQuestion &^ onBuckets
	everyQuestion questions = 1<<Questions - 1
)

// document is a policy document, read once however many hold it. Where it could
// not be read, fault says why.
type document struct {
	doc        *policy.Document
	fault      *policy.Error
	statements []statement // those that have a say in a question
}

// statement is a statement that covers some of the questions.
type statement struct {
	source   *policy.Statement
	index    int // in the document
	deny     bool
	asks     questions
	tests    []*policy.Test
	patterns []policy.Pattern
	outside  bool // the patterns are those of NotResource
}

// CodeUnread is the code of a policy that was not read: an account names it and
// does not hold its document.
const CodeUnread policy.Code = "unread"

// newDocument reads a document. "" is that of a policy which was not read.
func newDocument(text string) *document {
	if text == "" {
		return &document{fault: &policy.Error{Code: CodeUnread}}
	}
	doc, err := policy.Parse(text)
	if err != nil {
		return &document{fault: err.(*policy.Error)}
	}
	d := &document{doc: doc}
	variables := doc.Version == policy.Version2012
	for i := range doc.Statements {
		s := &doc.Statements[i]
		if s.Effect != policy.Allow && s.Effect != policy.Deny {
			return &document{fault: &policy.Error{Code: policy.CodeEffect, Position: doc.Position(s.At), Args: []string{string(s.Effect)}}}
		}
		if asks := asked(s); asks != 0 {
			d.statements = append(d.statements, newStatement(s, i, asks, variables))
		}
	}
	return d
}

func newStatement(s *policy.Statement, index int, asks questions, variables bool) statement {
	out := statement{source: s, index: index, deny: s.Effect == policy.Deny, asks: asks, outside: s.NotResources != nil}
	patterns := s.Resources
	if out.outside {
		patterns = s.NotResources
	}
	for _, p := range patterns {
		out.patterns = append(out.patterns, policy.NewPattern(p.Value, variables))
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
func actionsOf(pattern string) questions {
	lower := strings.ToLower(pattern)
	if service, _, found := strings.Cut(lower, ":"); found && service != "s3" && !strings.ContainsAny(service, "*?") {
		return 0
	}
	var covered questions
	p := policy.NewPattern(lower, false)
	for q := range Question(Questions) {
		if p.Covers(strings.ToLower(q.Action())) {
			covered |= 1 << q
		}
	}
	return covered
}

// holds tells of how many requests all conditions of the statement hold.
func (s *statement) holds(known policy.Known) policy.Truth {
	all := policy.Always
	for _, t := range s.tests {
		if all = min(all, t.Holds(known)); all == policy.Never {
			break
		}
	}
	return all
}

// reach returns the questions of the statement that it covers at a bucket: all
// are about the bucket, or every object of it; some are about at least one.
func (s *statement) reach(b *bucket, known policy.Known) (all, some questions) {
	if s.patterns == nil {
		return s.asks, s.asks // a policy of a bucket without Resource, which AWS refuses
	}
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
