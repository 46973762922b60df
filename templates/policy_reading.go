package templates

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"keyporter/internal/policy"
	"keyporter/internal/text"
	"keyporter/templates/ui"
)

// How many sentences and remarks are seen at once; the rest is folded.
const (
	wordsShown   = 12
	remarksShown = 20
)

// PolicyReading is a policy document as a person reads it: what it says in plain
// words, what a check finds in it, and its lines.
type PolicyReading struct {
	T        *text.Text
	Document string // as it is shown
	Broken   string // why it cannot be read as a policy, or ""
	Words    []string
	Remarks  []ui.Remark
}

// more says how many lines are folded away.
func (r PolicyReading) more(words string, n int) string { return fmt.Sprintf(words, r.T.Count(n)) }

// NewPolicyReading reads a document that was laid out by Indented.
func NewPolicyReading(t *text.Text, document string, use policy.Use) PolicyReading {
	r := newReading(t, document, use)
	for i := range r.Remarks {
		r.Remarks[i].URL = "#document-" + r.Remarks[i].Line
	}
	return r
}

// newReading is a reading whose remarks lead nowhere yet.
func newReading(t *text.Text, document string, use policy.Use) PolicyReading {
	r := PolicyReading{T: t, Document: document}
	doc, err := policy.Parse(document)
	var wrong *policy.Error
	if errors.As(err, &wrong) {
		r.Broken = t.Reading.Broken
		r.Remarks = []ui.Remark{newRemark(t, policy.SeverityError, wrong.Position, t.PolicyError(wrong), t.PolicyErrorAdvice(wrong))}
		return r
	}
	for _, s := range doc.Summarise() {
		r.Words = append(r.Words, t.Sentence(s))
	}
	for _, m := range remarks(doc, use) {
		r.Remarks = append(r.Remarks, newRemark(t, m.Severity, m.Position, t.Remark(m), t.RemarkAdvice(m)))
	}
	return r
}

// ofAWS is the use of a policy that AWS manages: nobody here can change it, and
// the account's quotas are not its own.
const ofAWS policy.Use = ""

func remarks(doc *policy.Document, use policy.Use) []policy.Remark {
	if use != ofAWS {
		return doc.Lint(use)
	}
	return slices.DeleteFunc(doc.Lint(policy.UseInline), func(m policy.Remark) bool {
		return m.Code == policy.LintLarge || m.Code == policy.LintTooLarge
	})
}

func newRemark(t *text.Text, severity policy.Severity, at policy.Position, words, advice string) ui.Remark {
	line := strconv.Itoa(max(at.Line, 1))
	m := ui.Remark{Kind: "info", Sign: "○", Word: t.Severity(severity), Text: words, Advice: advice, Line: line, Place: fmt.Sprintf(t.Reading.Line, line)}
	switch severity {
	case policy.SeverityError:
		m.Kind, m.Sign = "bad", "✕"
	case policy.SeverityWarning:
		m.Kind, m.Sign = "warn", "▲"
	}
	return m
}

// Indented lays a document out as the pages show it, so that lines mean the same
// everywhere. Text that is no JSON stays as it is.
func Indented(document string) string {
	var b bytes.Buffer
	if json.Indent(&b, []byte(document), "", "  ") != nil {
		return document
	}
	return b.String()
}
