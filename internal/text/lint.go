package text

import (
	"fmt"
	"strconv"
	"strings"

	"keyporter/internal/policy"
)

// Lint holds the words about what is wrong with a policy document, or could be
// better.
type Lint struct {
	Severities map[policy.Severity]string
	Quotas     map[string]string // whose a quota is, by the words of policy.LintLarge
	Errors     map[policy.Code]Finding
	Remarks    map[policy.LintCode]Finding
}

// Finding says what was found and what to do about it. The arguments are those
// of the code, in its order. Bare and BareDo stand for What and Do where the last
// argument is empty; "" where that makes no difference.
type Finding struct{ What, Bare, Do, BareDo string }

// Remark returns the sentence that tells what a remark found.
func (t *Text) Remark(r policy.Remark) string {
	f, args := t.finding(r)
	return fill(f.what(args), args...)
}

// RemarkAdvice returns what to do about a remark.
func (t *Text) RemarkAdvice(r policy.Remark) string {
	f, args := t.finding(r)
	return fill(f.do(args), args...)
}

// PolicyError returns the sentence that tells why a document is refused.
func (t *Text) PolicyError(e *policy.Error) string {
	f := t.policyFinding(e.Code)
	return fill(f.what(e.Args), e.Args...)
}

// PolicyErrorAdvice returns what to do about a document that is refused.
func (t *Text) PolicyErrorAdvice(e *policy.Error) string {
	f := t.policyFinding(e.Code)
	return fill(f.do(e.Args), e.Args...)
}

// Severity returns the word for how much a remark matters.
func (t *Text) Severity(s policy.Severity) string { return t.Lint.Severities[s] }

// policyFinding returns the words of a code; one without is a syntax error to AWS.
func (t *Text) policyFinding(code policy.Code) Finding {
	if f, ok := t.Lint.Errors[code]; ok {
		return f
	}
	return t.Lint.Errors[policy.CodeSyntax]
}

// finding returns the words of a remark and its arguments as a person reads them.
func (t *Text) finding(r policy.Remark) (Finding, []string) {
	f, ok := t.Lint.Remarks[r.Code]
	if !ok {
		return t.policyFinding(policy.Code(r.Code)), r.Args
	}
	args := r.Args
	switch r.Code {
	case policy.LintLarge, policy.LintTooLarge:
		args = make([]string, len(r.Args))
		for i, a := range r.Args {
			args[i] = t.Lint.Quotas[a]
			if n, err := strconv.Atoi(a); err == nil {
				args[i] = t.Count(n)
			}
		}
	case policy.LintEscalateTrust, policy.LintEscalateRole:
		args = []string{strings.Join(r.Args, ", ")}
	}
	return f, args
}

func (f *Finding) what(args []string) string {
	if f.Bare != "" && lastEmpty(args) {
		return f.Bare
	}
	return f.What
}

func (f *Finding) do(args []string) string {
	if f.BareDo != "" && lastEmpty(args) {
		return f.BareDo
	}
	return f.Do
}

func lastEmpty(args []string) bool { return len(args) == 0 || args[len(args)-1] == "" }

// mostArgs is how many arguments a sentence takes at most.
const mostArgs = 3

// fill puts arguments into a sentence. One that is missing is a dash.
func fill(sentence string, args ...string) string {
	n := strings.Count(sentence, "%")
	if strings.Contains(sentence, "%[") {
		n = mostArgs
	}
	values := make([]any, n)
	for i := range values {
		values[i] = "—"
		if i < len(args) {
			values[i] = args[i]
		}
	}
	return fmt.Sprintf(sentence, values...)
}
