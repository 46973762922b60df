package access

import (
	"cmp"
	"iter"
	"slices"
	"strings"
)

// Table is the answers for every subject and every bucket of an account. It is
// never changed and may be used by several goroutines.
type Table struct {
	account  *Account
	places   *places
	owners   []owner
	reader   *reader
	controls *controls
	buckets  []*bucket // in the account's order
	holders  []*holder
	subjects []Subject
	spans    [classes][2]int
	decided  *decided // what rows tell the difference to
	rows     []*row
	columns  map[int][]Cell // of buckets that differ from what is decided, by bucket and subject
	tallies  [classes]tally
}

// decided is what is decided about all subjects of each class.
type decided struct {
	bases [classes]*base
	named map[string][]*bucket // by what a bucket calls a subject
}

func (t *Table) newDecided() *decided {
	d := &decided{named: map[string][]*bucket{}}
	for _, b := range t.buckets {
		for _, name := range b.named {
			d.named[name] = append(d.named[name], b)
		}
	}
	each(int(classes), func(_, c int) { d.bases[c] = t.newBase(class(c)) })
	return d
}

// Decide asks the ten questions for every subject and bucket of the account. It
// uses all processors.
func Decide(a *Account) *Table {
	t := &Table{account: a}
	names := make([]string, len(a.Buckets))
	for i := range a.Buckets {
		names[i] = a.Buckets[i].Name
	}
	t.places = newPlaces(a.partition(), names)
	t.own()
	compilers := t.compilers()
	t.reader = newReader(a, compilers)
	t.controls = t.reader.controls(a, t.places)
	t.readBuckets()
	t.decided = t.newDecided()
	t.list()
	t.rows = make([]*row, len(t.holders))
	scratches, empty := t.scratches(compilers, len(t.rows)), &row{}
	each(len(t.rows), func(worker, i int) {
		t.rows[i] = t.decide(t.holders[i], empty, scratches[worker])
	})
	for c := range t.tallies {
		total := t.decided.bases[c].total(t.hidden())
		t.tallies[c].add(&total, int32(t.spans[c][1]-t.spans[c][0]))
	}
	t.tally(scratches)
	return t
}

// own finds who owns the buckets.
func (t *Table) own() {
	at := map[string]int{}
	add := func(id string) *owner {
		i, known := at[id]
		if !known {
			i = len(t.owners)
			at[id] = i
			t.owners = append(t.owners, owner{[]string{id}, make([]uint64, t.places.words)})
		}
		return &t.owners[i]
	}
	for i := range t.account.Buckets {
		place := t.places.to[i]
		add(cmp.Or(t.account.Buckets[i].Owner, t.account.ID)).words[place/64] |= 1 << (place % 64)
	}
	if len(t.owners) == 0 {
		add(t.account.ID)
	}
}

// compilers makes one for each processor.
func (t *Table) compilers() []*compiler {
	list := make([]*compiler, workers())
	general := t.account.nobody(classUser).facts
	for i := range list {
		list[i] = &compiler{coverer: newCoverer(t.places), general: general, owners: t.owners}
	}
	return list
}

func (t *Table) readBuckets() {
	a := t.account
	t.buckets = make([]*bucket, len(a.Buckets))
	nobody := a.nobodies()
	each(len(t.buckets), func(_, i int) {
		b := a.newBucket(&a.Buckets[i], t.reader.read(a.Buckets[i].Policy), nobody)
		b.place = t.places.to[i]
		b.ownedBy = slices.IndexFunc(t.owners, func(o owner) bool { return o.id[0] == b.owner[0] })
		t.buckets[i] = b
	})
}

// list lists the subjects.
func (t *Table) list() {
	t.holders = t.account.holders(t.account.others(t.buckets))
	t.subjects = make([]Subject, len(t.holders))
	for i := range t.holders {
		t.subjects[i] = t.holders[i].Subject
		span := &t.spans[t.holders[i].class]
		if span[1] == 0 {
			span[0] = i
		}
		span[1] = i + 1
	}
}

// Account returns the account that was decided on.
func (t *Table) Account() *Account { return t.account }

// Subjects lists all subjects: users, groups and roles in the account's order,
// other accounts by their ids, then everyone.
func (t *Table) Subjects() []Subject { return t.subjects }

// Span returns where the subjects of a kind begin and end in Subjects.
func (t *Table) Span(kind SubjectKind) (first, end int) {
	span := t.spans[classOf(kind)]
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
	place, ok := t.places.at[name]
	if !ok {
		return 0, false
	}
	return t.places.of[place], true
}

// Cell returns the answers for a subject and a bucket, by their indexes in
// Subjects and in the account's Buckets.
func (t *Table) Cell(subject, bucket int) Cell {
	if len(t.columns) > 0 && t.columns[bucket] != nil {
		return t.columns[bucket][subject]
	}
	place := t.places.to[bucket]
	return t.rows[subject].cell(place, t.decided.bases[t.holders[subject].class].row[place/64].cell(place))
}

// Who lists the subjects that have another answer than no about a bucket, in
// their order.
func (t *Table) Who(bucket int) iter.Seq2[int, Cell] {
	return func(yield func(int, Cell) bool) {
		cell := t.of(bucket)
		for i := range t.subjects {
			if c := cell(i); !c.None() && !yield(i, c) {
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
	n := Counts{Full: int(t.tallies[classOf(kind)].full)}
	first, end := t.Span(kind)
	for col := range n.Columns {
		rest := (end - first) * len(t.buckets)
		for i, count := range t.tallies[classOf(kind)].columns[col] {
			n.Columns[col][i+1] = int(count)
			rest -= int(count)
		}
		n.Columns[col][No] = rest
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
		m[s.key()] = i
	}
	return m
}

// gone lists what subjects and buckets had that are no more.
func (t *Table) gone(after *Table, yield func(Change) bool) bool {
	there := after.index()
	for i, s := range t.subjects {
		_, stays := there[s.key()]
		for b, c := range t.What(i) {
			name := t.buckets[b].Name
			if _, kept := after.Bucket(name); (!stays || !kept) && !yield(Change{s, name, c, 0}) {
				return false
			}
		}
	}
	return true
}

func (t *Table) changed(before *Table, yield func(Change) bool) {
	was := before.index()
	for i, s := range t.subjects {
		old, known := was[s.key()]
		for b := range t.buckets {
			name := t.buckets[b].Name
			var c Cell
			if at, kept := before.Bucket(name); kept && known {
				c = before.Cell(old, at)
			}
			if now := t.Cell(i, b); now != c && !yield(Change{s, name, c, now}) {
				return
			}
		}
	}
}
