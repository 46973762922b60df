package main

import (
	"bufio"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"keyporter/internal/access"
	"keyporter/internal/iam"
	"keyporter/internal/policy"
	"keyporter/internal/text"
)

// audit is a table with where the answers go.
type audit struct {
	table    *access.Table
	problems []access.Problem
	words    *text.Text
	out      *bufio.Writer
}

// whole reports whether everything was read that bears on the answers.
func (q *audit) whole() bool { return q.table.Complete() && len(q.problems) == 0 }

// all writes every pair of a user and a bucket.
func (q *audit) all(format string, holding bool) error {
	heads := newHeads(q.words.Access.Kinds["user"], q.words.Access.Bucket)
	buckets := q.table.Account().Buckets
	first, end := q.table.Span(access.SubjectUser)
	for i := first; i < end; i++ {
		heads.fit(q.table.Subjects()[i].Name, "")
	}
	for b := range buckets {
		heads.fit("", buckets[b].Name)
	}
	w := q.rows(format, heads, [2]string{})
	for i := first; i < end; i++ {
		name := q.table.Subjects()[i].Name
		for b := range buckets {
			if c := q.table.Cell(i, b); !holding || !c.None() {
				w.row(name, buckets[b].Name, c)
			}
		}
	}
	return w.close()
}

// what writes the buckets that a user reaches.
func (q *audit) what(user, format string) error {
	i, err := q.user(user)
	if err != nil {
		return err
	}
	user = q.table.Subjects()[i].Name
	buckets := q.table.Account().Buckets
	heads := newHeads(q.words.Access.Kinds["user"], q.words.Access.Bucket)
	for b := range q.table.What(i) {
		heads.fit(user, buckets[b].Name)
	}
	w := q.rows(format, heads, [2]string{user, ""})
	none := true
	for b, c := range q.table.What(i) {
		w.row(user, buckets[b].Name, c)
		none = false
	}
	if none && format == "table" {
		q.nothing(q.words.AccessCommand.Nothing, q.words.AccessCommand.NothingUnsure)
	}
	return w.close()
}

// who writes who reaches a bucket: for people all subjects, but for groups, whose
// members are there themselves.
func (q *audit) who(bucket, format string) error {
	b, err := q.bucket(bucket)
	if err != nil {
		return err
	}
	heads := newHeads(q.words.AccessCommand.Kind, q.words.AccessCommand.Name)
	for i := range q.table.Who(b) {
		heads.fit(q.subject(q.table.Subjects()[i]))
	}
	w := q.rows(format, heads, [2]string{"", bucket})
	none := true
	for i, c := range q.table.Who(b) {
		s := q.table.Subjects()[i]
		switch {
		case format != "table" && s.Kind == access.SubjectUser:
			w.row(s.Name, bucket, c)
		case format == "table" && s.Kind != access.SubjectGroup:
			kind, name := q.subject(s)
			w.row(kind, name, c)
			none = false
		}
	}
	if none && format == "table" {
		q.nothing(q.words.Access.None, q.words.Access.NoneUnsure)
	}
	return w.close()
}

// subject is what to call a subject and its kind.
func (q *audit) subject(s access.Subject) (kind, name string) {
	kind = q.words.Access.Kinds[string(s.Kind)]
	if s.Kind == access.SubjectEveryone {
		return kind, q.words.Access.Everyone
	}
	return kind, s.Name
}

// nothing says that a list is empty, which is sure only where all was read.
func (q *audit) nothing(sure, unsure string) {
	if !q.whole() {
		sure = unsure
	}
	fmt.Fprintln(q.out, sure)
}

// rows begins rows in a format. A table for people begins with its title and
// with what could not be read. asked is the user or the bucket of the question.
func (q *audit) rows(format string, h *heads, asked [2]string) rows {
	switch format {
	case "csv":
		return newCSVRows(q)
	case "json":
		return newJSONRows(q, asked)
	}
	switch c := &q.words.AccessCommand; {
	case asked[0] != "":
		fmt.Fprintf(q.out, c.What+"\n\n", asked[0])
	case asked[1] != "":
		fmt.Fprintf(q.out, c.Who+"\n\n", asked[1])
	}
	q.tellMissing()
	return newGridRows(q, h)
}

// tellMissing says for people what could not be read.
func (q *audit) tellMissing() {
	if list := q.missing(); len(list) > 0 {
		fmt.Fprintf(q.out, "%s. %s\n  %s\n\n", q.words.Access.Incomplete, q.words.Access.IncompleteDo, strings.Join(list, "\n  "))
	}
}

// notes are what a report has to say of itself.
func (q *audit) notes() []string {
	list := q.missing()
	if len(list) > 0 {
		list = append([]string{q.words.Access.Incomplete + ". " + q.words.Access.IncompleteDo}, list...)
	}
	return list
}

// manyGaps is how much of what is missing is told.
const manyGaps = 20

// missing tells what could not be read, and which policies are none.
func (q *audit) missing() []string {
	var list []string
	told := map[string]bool{"": true}
	for _, g := range q.table.Account().Gaps {
		told[g.Name] = true
		list = append(list, q.gap(g))
	}
	for i := range q.problems {
		p := &q.problems[i]
		if p.Code == access.CodeUnread && (p.ARN != "" && told[string(p.ARN)] || p.Within != "" && told[p.Within]) {
			continue
		}
		list = append(list, q.problem(p))
	}
	if more := len(list) - manyGaps; more > 0 {
		list = append(list[:manyGaps], fmt.Sprintf(q.words.Access.MoreGaps, strconv.Itoa(more)))
	}
	return list
}

func (q *audit) gap(g access.Gap) string {
	switch {
	case g.Source == access.SourceBucket:
		return fmt.Sprintf(q.words.Access.GapOf, g.Name, q.words.Buckets.Parts[string(g.Part)])
	case g.Name != "":
		return fmt.Sprintf(q.words.AccessCommand.Lacks, g.Name)
	}
	return q.words.Access.Gaps[string(g.Source)]
}

// problem names a policy that could not be counted in, and says what is wrong.
func (q *audit) problem(p *access.Problem) string {
	var parts []string
	for _, part := range []string{p.Holder.Name, p.Within, p.Name} {
		if part != "" && !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	name := strings.Join(parts, "/")
	if p.ARN != "" {
		name = string(p.ARN)
	}
	if p.Code == access.CodeUnread {
		return fmt.Sprintf(q.words.AccessCommand.Lacks, name)
	}
	wrong := q.words.PolicyError(&policy.Error{Code: p.Code, Args: p.Args})
	return fmt.Sprintf(q.words.Access.Problem, name, strconv.Itoa(p.Line), strconv.Itoa(p.Column)) + " " + wrong
}

// user finds a user, or says which users have such names.
func (q *audit) user(name string) (int, error) {
	if i, ok := q.table.Find(access.SubjectUser, name); ok {
		return i, nil
	}
	users := q.table.Account().Users
	return 0, q.unknown(q.words.AccessCommand.NoUser, name, names(users, func(u *iam.User) string { return string(u.Name) }))
}

// bucket finds a bucket, or says which buckets have such names.
func (q *audit) bucket(name string) (int, error) {
	if i, ok := q.table.Bucket(name); ok {
		return i, nil
	}
	buckets := q.table.Account().Buckets
	return 0, q.unknown(q.words.AccessCommand.NoBucket, name, names(buckets, func(b *iam.Bucket) string { return b.Name }))
}

func names[T any](list []T, name func(*T) string) []string {
	out := make([]string, len(list))
	for i := range list {
		out[i] = name(&list[i])
	}
	return out
}

// manyNear is how many names are offered for one that is unknown.
const manyNear = 5

// unknown names what there is not, with the names that are like it: the one that
// was most likely meant, and those that contain it.
func (q *audit) unknown(sentence, name string, all []string) error {
	var like []string
	if nearest := policy.Nearest(name, all); nearest != "" {
		like = append(like, nearest)
	}
	for _, one := range all {
		if len(like) < manyNear && strings.Contains(strings.ToLower(one), strings.ToLower(name)) && !slices.Contains(like, one) {
			like = append(like, one)
		}
	}
	said := fmt.Sprintf(sentence, name)
	if len(like) > 0 {
		said += " " + fmt.Sprintf(q.words.AccessCommand.Near, strings.Join(like, ", "))
	}
	return misused("%s", said)
}
