package access

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"

	"keyporter/internal/iam"
)

// Beyond these, deciding everything anew is no slower, and keeps less.
const (
	maxColumns   = 8
	maxDocuments = 512
)

// After is Decide of another account, by redoing only what differs from the
// table's.
func (t *Table) After(a *Account) *Table {
	next, ok := t.follow(a)
	if !ok {
		return Decide(a)
	}
	return next
}

// following is what differs between the accounts of two tables.
type following struct {
	before, after *Table
	policies      map[iam.ARN]bool // that differ
	groups        map[string]bool  // in lower case, that differ, or hold a policy that does
	buckets       []int            // that differ
	was           []int            // by subject: its index before, -1 where it is new
	redo          []int            // subjects that differ
}

// follow makes the table of another account. It is not ok where too much differs.
func (t *Table) follow(a *Account) (*Table, bool) {
	if !t.alike(a) {
		return nil, false
	}
	f := &following{before: t, after: &Table{account: a, places: t.places, owners: t.owners, controls: t.controls, tallies: t.tallies}}
	compilers := f.after.compilers()
	if !f.read(compilers) || !f.readBuckets() {
		return nil, false
	}
	f.subjects()
	f.after.decided = f.before.decided
	if len(f.buckets) > 0 {
		f.after.decided = sync.OnceValue(f.after.newDecided)
	}
	f.rows(compilers)
	f.columns()
	return f.after, true
}

// alike reports whether all is the same that every cell depends on.
func (t *Table) alike(a *Account) bool {
	old := t.account
	if old.ID != a.ID || old.partition() != a.partition() || len(old.Buckets) != len(a.Buckets) || old.blind() != a.blind() {
		return false
	}
	if !reflect.DeepEqual(old.Block, a.Block) || !reflect.DeepEqual(old.Controls, a.Controls) {
		return false
	}
	for i := range a.Buckets {
		if old.Buckets[i].Name != a.Buckets[i].Name || old.Buckets[i].Owner != a.Buckets[i].Owner {
			return false
		}
	}
	return true
}

// read reads the documents that are new, and finds the policies and groups that
// differ.
func (f *following) read(compilers []*compiler) bool {
	old, a := f.before.account, f.after.account
	f.policies, f.groups = map[iam.ARN]bool{}, map[string]bool{}
	r := &reading{reader: f.before.reader.next(), compilers: compilers}
	f.after.reader = r.reader
	if !sameSlice(old.Policies, a.Policies) {
		f.readPolicies(r)
	}
	if !sameSlice(old.Groups, a.Groups) || len(f.policies) > 0 {
		f.readGroups(r)
	}
	inline := func(list []iam.InlinePolicy) {
		for i := range list {
			r.want(list[i].Document, true)
		}
	}
	if !sameSlice(old.Users, a.Users) {
		for i := range a.Users {
			if i >= len(old.Users) || !sameSlice(a.Users[i].Inline, old.Users[i].Inline) {
				inline(a.Users[i].Inline)
			}
		}
	}
	if !sameSlice(old.Roles, a.Roles) {
		for i := range a.Roles {
			inline(a.Roles[i].Inline)
		}
	}
	for i := range a.Buckets {
		if !sameBucket(&old.Buckets[i], &a.Buckets[i]) {
			f.buckets = append(f.buckets, i)
			r.want(a.Buckets[i].Policy, false)
		}
	}
	r.run()
	return len(r.extra) <= maxDocuments
}

func (f *following) readPolicies(r *reading) {
	r.managed = make(map[iam.ARN]*document, len(f.after.account.Policies))
	for i := range f.after.account.Policies {
		p := &f.after.account.Policies[i]
		r.managed[p.ARN] = r.want(p.Document, true)
		if f.before.reader.managed[p.ARN] != r.managed[p.ARN] {
			f.policies[p.ARN] = true
		}
	}
	for arn := range f.before.reader.managed {
		if r.managed[arn] == nil {
			f.policies[arn] = true
		}
	}
}

func (f *following) readGroups(r *reading) {
	r.groups = make(map[string]*iam.Group, len(f.after.account.Groups))
	for i := range f.after.account.Groups {
		g := &f.after.account.Groups[i]
		name := g.Name.Fold()
		r.groups[name] = g
		for j := range g.Inline {
			r.want(g.Inline[j].Document, true)
		}
		old := f.before.reader.groups[name]
		if old == nil || !slices.Equal(old.Inline, g.Inline) || !slices.Equal(old.Attached, g.Attached) || f.touches("", g.Attached) {
			f.groups[name] = true
		}
	}
	for name := range f.before.reader.groups {
		if r.groups[name] == nil {
			f.groups[name] = true
		}
	}
}

// touches reports whether one of the policies differs.
func (f *following) touches(boundary iam.ARN, attached []iam.AttachedPolicy) bool {
	if len(f.policies) == 0 {
		return false
	}
	if boundary != "" && f.policies[boundary] {
		return true
	}
	return slices.ContainsFunc(attached, func(p iam.AttachedPolicy) bool { return f.policies[p.ARN] })
}

// readBuckets makes the buckets that differ. It is not ok where they are many.
func (f *following) readBuckets() bool {
	t := f.after
	t.buckets, t.columns, t.shown = f.before.buckets, maps.Clone(f.before.columns), f.before.shown
	if len(f.buckets) == 0 {
		return true
	}
	t.buckets = slices.Clone(t.buckets)
	if t.columns == nil {
		t.columns = map[int][]Cell{}
	}
	nobody := t.account.nobodies()
	for _, i := range f.buckets {
		b := t.account.newBucket(&t.account.Buckets[i], t.reader.read(t.account.Buckets[i].Policy), nobody)
		b.place, b.ownedBy = f.before.buckets[i].place, f.before.buckets[i].ownedBy
		t.buckets[i] = b
		t.columns[i] = nil
	}
	return len(t.columns) <= maxColumns
}

// subjects lists the subjects, and those that differ.
func (f *following) subjects() {
	t, old := f.after, f.before
	if sameSlice(old.account.Users, t.account.Users) && sameSlice(old.account.Groups, t.account.Groups) && sameSlice(old.account.Roles, t.account.Roles) && f.sameOthers() {
		t.holders, t.subjects, t.spans = old.holders, old.subjects, old.spans
	} else {
		t.list()
	}
	var index map[subjectKey]int
	f.was = make([]int, len(t.holders))
	for i := range t.holders {
		h := &t.holders[i]
		f.was[i] = i
		if i >= len(old.subjects) || old.subjects[i].Kind != h.Kind || old.subjects[i].Name != h.Name {
			if index == nil {
				index = old.index()
			}
			at, known := index[h.Subject.key()]
			if f.was[i] = at; !known {
				f.was[i] = -1
			}
		}
		if f.was[i] < 0 || f.differs(h, &old.holders[f.was[i]]) {
			f.redo = append(f.redo, i)
		}
	}
}

func (f *following) sameOthers() bool {
	if len(f.buckets) == 0 {
		return true
	}
	return slices.Equal(f.after.account.others(f.after.buckets), f.before.account.others(f.before.buckets))
}

// differs reports whether the policies of a subject differ, or what is known of
// it.
func (f *following) differs(h, old *holder) bool {
	switch {
	case h.user != nil:
		u, o := h.user, old.user
		if u != o && (u.ID != o.ID || u.ARN != o.ARN || u.Boundary != o.Boundary || u.Name != o.Name || !slices.Equal(u.Tags, o.Tags) ||
			!slices.Equal(u.Groups, o.Groups) || !slices.Equal(u.Attached, o.Attached) || !slices.Equal(u.Inline, o.Inline)) {
			return true
		}
		if len(f.groups) > 0 && slices.ContainsFunc(u.Groups, func(g iam.GroupName) bool { return f.groups[g.Fold()] }) {
			return true
		}
		return f.touches(u.Boundary, u.Attached)
	case h.group != nil:
		return f.groups[h.group.Name.Fold()]
	case h.role != nil:
		r, o := h.role, old.role
		return r != o && (r.ID != o.ID || r.ARN != o.ARN || r.Boundary != o.Boundary || !slices.Equal(r.Attached, o.Attached) || !slices.Equal(r.Inline, o.Inline)) ||
			f.touches(r.Boundary, r.Attached)
	}
	return false
}

// rows decides the subjects that differ.
func (f *following) rows(compilers []*compiler) {
	t, old := f.after, f.before
	t.rows = make([]row, len(t.holders))
	kept := make([]bool, len(old.rows))
	for i, was := range f.was {
		if was >= 0 {
			t.rows[i] = old.rows[was]
			kept[was] = true
		}
	}
	for was, still := range kept {
		if !still {
			t.tallies[old.holders[was].class].add(&old.rows[was].tally, -1)
		}
	}
	if len(f.redo) == 0 {
		return
	}
	d := t.decided()
	scratches := make([]*scratch, len(compilers))
	each(len(f.redo), func(worker, i int) {
		if scratches[worker] == nil {
			scratches[worker] = newScratch(t.places.words, compilers[worker])
		}
		t.rows[f.redo[i]] = t.decide(&t.holders[f.redo[i]], d, scratches[worker])
	})
	for _, i := range f.redo {
		class := t.holders[i].class
		if was := f.was[i]; was >= 0 {
			t.tallies[class].add(&old.rows[was].tally, -1)
		}
		t.tallies[class].add(&t.rows[i].tally, 1)
	}
}

// columns decides the buckets that differ for all subjects, and keeps those that
// differed before.
func (f *following) columns() {
	t, old := f.after, f.before
	redone := make([]bool, len(t.holders))
	for _, i := range f.redo {
		redone[i] = true
	}
	for bucket, cells := range t.columns {
		fresh := cells == nil
		if !fresh && len(f.redo) == 0 && len(t.holders) == len(old.holders) {
			continue
		}
		column := make([]Cell, len(t.holders))
		each(len(column), func(_, i int) {
			if was := f.was[i]; fresh || was < 0 || redone[i] {
				column[i] = t.at(&t.holders[i], &t.rows[i], t.buckets[bucket])
			} else {
				column[i] = cells[was]
			}
		})
		t.columns[bucket] = column
	}
	for _, bucket := range f.buckets {
		for i, was := range f.was {
			if was < 0 || redone[i] {
				continue
			}
			var change tally
			change.cell(old.Cell(was, bucket), -1)
			change.cell(t.columns[bucket][i], 1)
			t.rows[i].tally.add(&change, 1)
			t.tallies[t.holders[i].class].add(&change, 1)
		}
	}
}

// sameSlice reports whether two slices are the same elements in memory.
func sameSlice[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

func sameBucket(a, b *iam.Bucket) bool {
	return a == b || a.Policy == b.Policy && a.Ownership == b.Ownership && (a.Block == b.Block || a.Block != nil && b.Block != nil && *a.Block == *b.Block) &&
		slices.Equal(a.Grants, b.Grants) && slices.Equal(a.Unread, b.Unread)
}

func (s Subject) key() subjectKey { return subjectKey{s.Kind, strings.ToLower(s.Name)} }
