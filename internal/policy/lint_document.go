package policy

import (
	"strconv"
	"strings"
)

// quota is how many characters a document may have, without white space ("IAM
// and AWS STS quotas"; "Quotas for AWS Organizations"; "Bucket policies").
type quota struct {
	characters int
	of         string // whose, where others have more
}

// quotas returns them in falling order. The first is the largest that there is
// for the use; other uses have none that is known.
func quotas(use Use) []quota {
	switch use {
	case UseManaged:
		return []quota{{6144, ""}}
	case UseInline:
		return []quota{{10240, ""}, {5120, "group"}, {2048, "user"}}
	case UseTrust:
		return []quota{{4096, ""}, {2048, "default"}}
	}
	return nil
}

// Size is how many characters of a document count in a quota: all but white space
// ("IAM and AWS STS quotas", IAM user guide).
func Size(document string) int {
	size := 0
	for _, c := range document {
		if !strings.ContainsRune(" \t\r\n", c) {
			size++
		}
	}
	return size
}

// versionAndSize looks at the whole document.
func (l *linter) versionAndSize() {
	l.index = -1
	switch {
	case l.use == UseManaged: // Check refuses it
	case l.doc.Version == "":
		l.add(SeverityAdvice, LintNoVersion, 0)
	case l.doc.Version == Version2008:
		l.add(SeverityAdvice, LintOldVersion, 0)
	}
	size := Size(l.doc.text)
	for _, q := range quotas(l.use) {
		switch args := []string{strconv.Itoa(size), strconv.Itoa(q.characters), q.of}; {
		case size <= q.characters:
			continue
		case q.of == "":
			l.add(SeverityError, LintTooLarge, 0, args[:2]...)
		default:
			l.add(SeverityAdvice, LintLarge, 0, args...)
		}
		return
	}
}

// repeatedStatements finds statements that differ in nothing but the Sid.
func (l *linter) repeatedStatements() {
	seen := map[string]int{}
	for i := range l.doc.Statements {
		s := &l.doc.Statements[i]
		l.index = i
		key := s.meaning()
		if first, twice := seen[key]; twice {
			l.add(SeverityAdvice, LintRepeatedStatement, s.At, strconv.Itoa(first+1))
			continue
		}
		seen[key] = i
	}
}

// meaning is the statement without its Sid and the places of its parts.
func (s *Statement) meaning() string {
	var b strings.Builder
	list := func(name string, values []Text) {
		b.WriteString("\n" + name)
		for _, v := range values {
			b.WriteString(strconv.Quote(v.Value))
		}
	}
	b.WriteString(string(s.Effect))
	list("A", s.Actions)
	list("a", s.NotActions)
	list("R", s.Resources)
	list("r", s.NotResources)
	for i, p := range [...]*Principals{s.Principal, s.NotPrincipal} {
		if p != nil {
			b.WriteString("\nP" + strconv.Itoa(i))
			for _, one := range p.List {
				b.WriteString(string(one.Kind) + strconv.Quote(one.Value))
			}
		}
	}
	for _, c := range s.Conditions {
		list(strconv.Quote(c.Operator)+strconv.Quote(c.Key), c.Values)
	}
	return b.String()
}
