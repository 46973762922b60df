package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"keyporter/internal/access"
	"keyporter/internal/policy"
)

// why explains each question of a column for a user and a bucket. The name of a
// user may have commas, those of buckets and columns have none ("IAM names" and
// "Bucket naming rules", user guides of IAM and S3).
func (q *audit) why(cell, format string) error {
	parts := strings.Split(cell, ",")
	n := len(parts)
	if n < 3 {
		return misused("--why %q: want USER,BUCKET,COLUMN", cell)
	}
	user, err := q.user(strings.Join(parts[:n-2], ","))
	if err != nil {
		return err
	}
	bucket, err := q.bucket(parts[n-2])
	if err != nil {
		return err
	}
	col, ok := access.ParseColumn(parts[n-1])
	if !ok {
		var all []string
		for col := range access.Column(access.Columns) {
			all = append(all, col.String())
		}
		return misused("%s", fmt.Sprintf(q.words.AccessCommand.NoColumn, parts[n-1], strings.Join(all, ", ")))
	}
	if format == "table" {
		q.tellMissing()
	}
	for i, question := range col.Questions() {
		w := q.table.Why(user, bucket, question)
		if format == "json" {
			if err := writeJSON(q.out, explainedCell{w, !q.whole()}); err != nil {
				return err
			}
			continue
		}
		if i > 0 {
			fmt.Fprintln(q.out)
		}
		q.explain(w)
	}
	return nil
}

// explainedCell is a reason as JSON, marked as every answer is.
type explainedCell struct {
	*access.Why
	Incomplete bool `json:"incomplete"`
}

// explain draws a reason for people, one thought a line.
func (q *audit) explain(w *access.Why) {
	c, d := &q.words.AccessCommand, &q.words.Decisions
	answer := q.words.Access.Answers[w.Answer.String()]
	if w.Some {
		answer += " (" + q.words.Access.Some + ")"
	}
	fmt.Fprintf(q.out, "%s: %s, %s, %s\n", answer, w.Subject.Name, w.Question.Action(), w.Bucket)
	fmt.Fprintln(q.out, cmp.Or(c.Causes[string(w.Cause)], d.Causes[w.Cause]))
	section := func(title string, lines []string) {
		if len(lines) > 0 {
			fmt.Fprintf(q.out, "\n%s:\n  %s\n", title, strings.Join(lines, "\n  "))
		}
	}
	var steps, unread, changes []string
	for i := range w.Steps {
		mark := "  "
		if w.Steps[i].Decides {
			mark = "→ "
		}
		steps = append(steps, mark+q.step(&w.Steps[i]))
	}
	for _, u := range w.Unread {
		unread = append(unread, q.unread(u))
	}
	for i := range w.Flips {
		changes = append(changes, q.change(w, &w.Flips[i]))
	}
	section(d.Reasons, steps)
	if w.Shut {
		fmt.Fprintf(q.out, "\n%s\n", c.Shut)
	}
	section(c.Unread, unread)
	section(c.Changes, slices.Compact(changes))
	if n := len(w.Others); n > 0 {
		fmt.Fprintf(q.out, "\n"+c.Others+"\n", strconv.Itoa(n))
	}
}

// step draws a statement, or a grant of an ACL, with what it leaves open.
func (q *audit) step(s *access.Step) string {
	c, d := &q.words.AccessCommand, &q.words.Decisions
	if s.Layer == access.LayerACL {
		return fmt.Sprintf(c.ACL, s.Permission, s.Grantee)
	}
	out := drawReason(d, policy.Reason{
		Layer: s.Layer, Level: s.Level, Source: s.Policy, Kind: s.Kind, Group: s.Group,
		Effect: s.Effect, Sid: s.Sid, Index: s.Statement, Position: policy.Position{Line: s.Line},
	})
	var open []string
	for _, one := range s.Conditions {
		open = append(open, fmt.Sprintf(c.OnlyIf, fmt.Sprintf(d.Unmet, one.Operator, one.Key, strings.Join(one.Values, " | "))))
	}
	if len(s.Objects) > 0 && s.Outside {
		open = append(open, fmt.Sprintf(c.Outside, strings.Join(s.Objects, " | ")))
	} else if len(s.Objects) > 0 {
		open = append(open, fmt.Sprintf(c.Objects, strings.Join(s.Objects, " | ")))
	}
	if s.Somebody {
		open = append(open, c.Somebody)
	}
	if len(open) == 0 {
		return out
	}
	return out + "; " + strings.Join(open, "; ")
}

func (q *audit) unread(u access.Unread) string {
	var parts []string
	if u.Layer != "" {
		parts = append(parts, q.words.Decisions.Layers[u.Layer])
	}
	if name := cmp.Or(string(u.ARN), u.Policy); name != "" {
		parts = append(parts, name)
	}
	if u.Group != "" {
		parts = append(parts, fmt.Sprintf(q.words.Decisions.Group, u.Group))
	}
	if u.Part != "" {
		parts = append(parts, q.words.Buckets.Parts[string(u.Part)])
	}
	return strings.Join(parts, ", ")
}

// change draws what would turn the answer.
func (q *audit) change(w *access.Why, f *access.Flip) string {
	what := cmp.Or(string(f.ARN), f.Policy, f.Level)
	switch {
	case f.Step != nil:
		what = q.step(f.Step)
	case f.Code == access.FlipAllow:
		what = w.Resource
	case what == "":
		what = w.Bucket
	}
	return fmt.Sprintf(q.words.AccessCommand.Change[string(f.Code)], w.Question.Action(), what)
}
