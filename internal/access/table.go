package access

import (
	"iter"
	"runtime"
	"strings"
	"sync"

	"keyporter/internal/policy"
)

// Table is the answers for every subject and every bucket of an account. It is
// never changed and may be used by several goroutines.
type Table struct {
	account  *Account
	reader   *reader
	holders  []*holder
	subjects []Subject
	buckets  []*bucket
	control  []level
	cells    [][]Cell // by subject and bucket
	spans    map[SubjectKind][2]int
	bucketAt map[string]int
}

// level is a level of the organization, read.
type level struct {
	id       string
	policies []held
}

// Decide asks the ten questions for every subject and bucket of the account. It
// uses all processors.
func Decide(a *Account) *Table {
	t := &Table{account: a, reader: newReader(a), spans: map[SubjectKind][2]int{}, bucketAt: map[string]int{}}
	for i := range a.Buckets {
		t.buckets = append(t.buckets, a.newBucket(&a.Buckets[i], t.reader.read))
		t.bucketAt[a.Buckets[i].Name] = i
	}
	for _, c := range a.Controls {
		t.control = append(t.control, level{c.ID, t.reader.held(nil, "", c.Policies, nil, [2]policy.Kind{})})
	}
	t.holders = t.reader.holders(t.buckets)
	t.cells = make([][]Cell, len(t.holders))
	for i, h := range t.holders {
		t.subjects = append(t.subjects, h.Subject)
		span, begun := t.spans[h.Kind]
		if !begun {
			span[0] = i
		}
		span[1] = i + 1
		t.spans[h.Kind] = span
	}
	var all sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		all.Go(func() {
			for i := w; i < len(t.holders); i += workers {
				t.cells[i] = t.row(t.holders[i])
			}
		})
	}
	all.Wait()
	return t
}

func (t *Table) row(h *holder) []Cell {
	row := make([]Cell, len(t.buckets))
	for i, b := range t.buckets {
		row[i] = h.pair(b, t.control)
	}
	return row
}

// After is Decide of another account, by redoing only what differs from the
// table's.
func (t *Table) After(a *Account) *Table { return Decide(a) }

// Account returns the account that was decided on.
func (t *Table) Account() *Account { return t.account }

// Subjects lists all subjects: users, groups and roles in the account's order,
// other accounts by their ids, then everyone.
func (t *Table) Subjects() []Subject { return t.subjects }

// Span returns where the subjects of a kind begin and end in Subjects.
func (t *Table) Span(kind SubjectKind) (first, end int) {
	span := t.spans[kind]
	return span[0], span[1]
}

// Find returns the index of a subject. Names are compared without regard to
// case, but for accounts ("IAM names", IAM user guide).
func (t *Table) Find(kind SubjectKind, name string) (int, bool) {
	first, end := t.Span(kind)
	for i := first; i < end; i++ {
		if strings.EqualFold(t.subjects[i].Name, name) {
			return i, true
		}
	}
	return 0, false
}

// Bucket returns the index of a bucket.
func (t *Table) Bucket(name string) (int, bool) {
	i, ok := t.bucketAt[name]
	return i, ok
}

// Cell returns the answers for a subject and a bucket, by their indexes in
// Subjects and in the account's Buckets.
func (t *Table) Cell(subject, bucket int) Cell { return t.cells[subject][bucket] }

// Who lists the subjects that have another answer than no about a bucket, in
// their order.
func (t *Table) Who(bucket int) iter.Seq2[int, Cell] {
	return func(yield func(int, Cell) bool) {
		for i := range t.subjects {
			if c := t.Cell(i, bucket); !c.None() && !yield(i, c) {
				return
			}
		}
	}
}

// What lists the buckets about which a subject has another answer than no, in
// their order.
func (t *Table) What(subject int) iter.Seq2[int, Cell] {
	return func(yield func(int, Cell) bool) {
		for i := range t.buckets {
			if c := t.Cell(subject, i); !c.None() && !yield(i, c) {
				return
			}
		}
	}
}

// Counts are how many pairs of a kind of subjects and a bucket have each answer
// in each column, and how many have ten yes.
type Counts struct {
	Columns [Columns][4]int // by Answer
	Full    int
}

// Counts counts the answers of all subjects of a kind.
func (t *Table) Counts(kind SubjectKind) Counts {
	var n Counts
	first, end := t.Span(kind)
	for i := first; i < end; i++ {
		for b := range t.buckets {
			c := t.Cell(i, b)
			for col := range Column(Columns) {
				n.Columns[col][c.Column(col)]++
			}
			if c.Full() {
				n.Full++
			}
		}
	}
	return n
}

// Complete reports whether everything was read that bears on the answers. Where
// it was not, subjects or buckets may be missing as well.
func (t *Table) Complete() bool {
	for _, b := range t.buckets {
		if b.lacks() {
			return false
		}
	}
	return len(t.account.Gaps) == 0
}

// Change is a pair with other answers than before.
type Change struct {
	Subject       Subject
	Bucket        string
	Before, After Cell
}

// Diff lists the pairs whose answers differ, in the order of the table after.
// Subjects and buckets are the same where their kinds and names are; what is
// in one table only had, or has, no answer but no.
func Diff(before, after *Table) iter.Seq[Change] {
	return func(yield func(Change) bool) {
		if before.gone(after, yield) {
			after.changed(before, yield)
		}
	}
}

type subjectKey struct {
	kind SubjectKind
	name string
}

func (t *Table) index() map[subjectKey]int {
	m := make(map[subjectKey]int, len(t.subjects))
	for i, s := range t.subjects {
		m[subjectKey{s.Kind, strings.ToLower(s.Name)}] = i
	}
	return m
}

// gone lists what subjects and buckets had that are no more.
func (t *Table) gone(after *Table, yield func(Change) bool) bool {
	there := after.index()
	for i, s := range t.subjects {
		_, stays := there[subjectKey{s.Kind, strings.ToLower(s.Name)}]
		for b, c := range t.What(i) {
			name := t.buckets[b].Name
			if _, kept := after.bucketAt[name]; (!stays || !kept) && !yield(Change{s, name, c, 0}) {
				return false
			}
		}
	}
	return true
}

func (t *Table) changed(before *Table, yield func(Change) bool) {
	was := before.index()
	for i, s := range t.subjects {
		old, known := was[subjectKey{s.Kind, strings.ToLower(s.Name)}]
		for b := range t.buckets {
			name := t.buckets[b].Name
			var c Cell
			if at, kept := before.bucketAt[name]; kept && known {
				c = before.Cell(old, at)
			}
			if now := t.Cell(i, b); now != c && !yield(Change{s, name, c, now}) {
				return
			}
		}
	}
}
