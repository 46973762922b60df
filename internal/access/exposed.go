package access

// Exposure is a bucket that somebody reaches who does not belong to the account.
type Exposure struct {
	Bucket   string
	Everyone Cell      // of anonymous requests
	Others   []Subject // accounts that may do other things, with what each may do in Cells
	Cells    []Cell
}

// Exposed lists the buckets that everyone or another account may do something
// with, in the account's order; unsure are the buckets of which that cannot be
// told, and of which nothing else is known either.
func (t *Table) Exposed() (exposed []Exposure, unsure []string) {
	first, end := t.Span(SubjectAccount)
	everyone, has := t.Find(SubjectEveryone, "")
	for i, b := range t.Account().Buckets {
		e := Exposure{Bucket: b.Name}
		doubtful := false
		if has {
			e.Everyone = t.Cell(everyone, i)
			doubtful = e.Everyone.Level() == LevelUnknown
		}
		for s := first; s < end; s++ {
			switch c := t.Cell(s, i); {
			case c.Grants() && c != e.Everyone:
				e.Others, e.Cells = append(e.Others, t.Subjects()[s]), append(e.Cells, c)
			case !c.None() && !c.Grants():
				doubtful = true
			}
		}
		switch {
		case e.Everyone.Grants() || len(e.Others) > 0:
			exposed = append(exposed, e)
		case doubtful:
			unsure = append(unsure, b.Name)
		}
	}
	return exposed, unsure
}

// Grants reports whether some answer is yes, or is under a condition or for some
// objects.
func (c Cell) Grants() bool {
	for q := range Question(Questions) {
		if a := c.Answer(q); a == Yes || a == If {
			return true
		}
	}
	return false
}
