package access

import (
	"maps"
	"reflect"
	"slices"

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
	policies      few[iam.ARN] // that differ
	groups        few[string]  // in lower case, that differ, or hold a policy that does
	buckets       []int        // that differ
	was           []int        // by subject: its index before, -1 where it is new; nil: all have the same
	changes       []change     // by subject
	redo          []int        // subjects that differ
	gone          []int        // by their indexes before
}

// follow makes the table of another account. It is not ok where too much differs.
func (t *Table) follow(a *Account) (*Table, bool) {
	if !t.alike(a) {
		return nil, false
	}
	f := &following{before: t, after: &Table{account: a, places: t.places, owners: t.owners, controls: t.controls, decided: t.decided, tallies: t.tallies}}
	compilers := f.after.compilers()
	if !f.read(compilers) || !f.readBuckets() {
		return nil, false
	}
	f.subjects()
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
	return sameSlice(old.Buckets, a.Buckets) ||
		slices.EqualFunc(old.Buckets, a.Buckets, func(o, b iam.Bucket) bool { return o.Name == b.Name && o.Owner == b.Owner })
}

// read reads the documents that are new, and finds what differs.
func (f *following) read(compilers []*compiler) bool {
	old, a := f.before.account, f.after.account
	r := &reading{reader: f.before.reader.next(), compilers: compilers}
	f.after.reader = r.reader
	if !sameSlice(old.Policies, a.Policies) {
		f.readPolicies(r)
	}
	if !sameSlice(old.Groups, a.Groups) || len(f.policies.list) > 0 {
		f.readGroups(r)
	}
	f.compare()
	for i := range a.entities() {
		if f.changes == nil || f.changes[i] != unchanged {
			r.wantAll(a.entity(i).inline)
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

// readPolicies finds the managed policies that differ.
func (f *following) readPolicies(r *reading) {
	old, now := f.before.account.Policies, f.after.account.Policies
	if len(r.managed) != len(old) || !slices.EqualFunc(old, now, func(p, o iam.Policy) bool { return p.ARN == o.ARN }) {
		f.readEveryPolicy(r)
		return
	}
	own := false
	for i := range now {
		p := &now[i]
		if p.Document == old[i].Document {
			continue
		}
		if !own {
			r.managed, own = maps.Clone(r.managed), true
		}
		r.managed[p.ARN] = r.want(p.Document, true)
		f.policies.add(p.ARN)
	}
}

func (f *following) readEveryPolicy(r *reading) {
	r.managed = make(map[iam.ARN]*document, len(f.after.account.Policies))
	for i := range f.after.account.Policies {
		p := &f.after.account.Policies[i]
		r.managed[p.ARN] = r.want(p.Document, true)
	}
	for arn, d := range r.managed {
		if f.before.reader.managed[arn] != d {
			f.policies.add(arn)
		}
	}
	for arn := range f.before.reader.managed {
		if r.managed[arn] == nil {
			f.policies.add(arn)
		}
	}
}

// readGroups finds the groups that differ, or hold a policy that does.
func (f *following) readGroups(r *reading) {
	a := f.after.account
	r.groups = make(map[string]*group, len(a.Groups))
	for i := range a.Groups {
		e, name := a.entity(len(a.Users)+i), a.Groups[i].Name.Fold()
		if old := f.before.reader.groups[name]; old != nil && f.change(&e, &old.entity) == unchanged {
			r.groups[name] = old
			continue
		}
		r.wantAll(e.inline)
		r.groups[name] = r.group(e)
		f.groups.add(name)
	}
	r.spell()
	for name := range f.before.reader.groups {
		if r.groups[name] == nil {
			f.groups.add(name)
		}
	}
}

// few is a set that mostly has a few members, which are sooner compared than
// hashed.
type few[T ~string] struct {
	list []T
	all  map[T]bool // nil while they are few
}

func (f *few[T]) add(one T) {
	const most = 4
	f.list = append(f.list, one)
	if f.all == nil && len(f.list) > most {
		f.all = map[T]bool{}
		for _, o := range f.list {
			f.all[o] = true
		}
	}
	if f.all != nil {
		f.all[one] = true
	}
}

func (f *few[T]) has(one T) bool {
	if f.all != nil {
		return f.all[one]
	}
	return slices.Contains(f.list, one)
}

// readBuckets makes the buckets that differ. It is not ok where they are many.
func (f *following) readBuckets() bool {
	t := f.after
	t.buckets, t.columns = f.before.buckets, maps.Clone(f.before.columns)
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

// sameSlice reports whether two slices are the same elements in memory.
func sameSlice[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

func sameBucket(a, b *iam.Bucket) bool {
	return a == b || a.Policy == b.Policy && a.Ownership == b.Ownership && (a.Block == b.Block || a.Block != nil && b.Block != nil && *a.Block == *b.Block) &&
		slices.Equal(a.Grants, b.Grants) && slices.Equal(a.Unread, b.Unread)
}

// sameList reports whether two lists are equal. Most are the same in memory.
func sameList[T comparable](a, b []T) bool { return sameSlice(a, b) || slices.Equal(a, b) }
