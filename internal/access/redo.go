package access

import (
	"slices"
	"strings"
	"sync/atomic"

	"keyporter/internal/iam"
)

// change is how a subject differs from the one of the same name before.
type change byte

const (
	unchanged change = iota
	changed          // its policies differ, or what they say
	other            // what is known of it differs, or it is new
)

// change tells how an entity differs by itself.
func (e *entity) change(old *entity) change {
	switch {
	case e.name != old.name || e.id != old.id || e.arn != old.arn || (e.boundary == "") != (old.boundary == "") || !sameList(e.tags, old.tags):
		return other
	case e.boundary != old.boundary || !sameList(e.groups, old.groups) || !e.holdsSame(old):
		return changed
	}
	return unchanged
}

// holdsSame reports whether an entity holds the same policies itself.
func (e *entity) holdsSame(old *entity) bool {
	return sameList(e.attached, old.attached) && sameList(e.inline, old.inline)
}

// change tells how an entity differs, with the policies that it holds.
func (f *following) change(e, old *entity) change {
	c := e.change(old)
	if c != unchanged || len(f.policies.list)+len(f.groups.list) == 0 {
		return c
	}
	for i := range e.attached {
		if f.policies.has(e.attached[i].ARN) {
			return changed
		}
	}
	for _, name := range e.groups {
		if len(f.groups.list) > 0 && f.groups.has(name.Fold()) {
			return changed
		}
	}
	if e.boundary != "" && f.policies.has(e.boundary) {
		return changed
	}
	return unchanged
}

// compare tells how all subjects differ, where the account has the same ones of
// its own in the same order as before.
func (f *following) compare() {
	a, old := f.after.account, f.before
	o := old.account
	if len(a.Users) != len(o.Users) || len(a.Groups) != len(o.Groups) || len(a.Roles) != len(o.Roles) {
		return
	}
	list := make([]change, len(old.holders))
	if len(f.policies.list)+len(f.groups.list) == 0 && sameSlice(a.Users, o.Users) && sameSlice(a.Groups, o.Groups) && sameSlice(a.Roles, o.Roles) {
		f.changes = list
		return
	}
	var moved atomic.Bool
	same := len(f.policies.list)+len(f.groups.list) == 0
	each(a.entities(), func(_, i int) {
		if same && i < len(a.Users) && sameUser(&a.Users[i], &o.Users[i]) {
			return
		}
		now, was := a.entity(i), &old.holders[i].entity
		if now.name != was.name {
			moved.Store(true)
		}
		list[i] = f.change(&now, was)
	})
	if !moved.Load() {
		f.changes = list
	}
}

// sameUser reports whether a user is told by the same memory as before: what most
// are while a few things change, and soon seen. What else a user has bears on no
// answer.
func sameUser(u, was *iam.User) bool {
	return u.Name == was.Name && u.ID == was.ID && u.ARN == was.ARN && u.Boundary == was.Boundary &&
		sameSlice(u.Tags, was.Tags) && sameSlice(u.Groups, was.Groups) && sameSlice(u.Attached, was.Attached) && sameSlice(u.Inline, was.Inline)
}

// subjects lists the subjects, and those that differ.
func (f *following) subjects() {
	same := f.changes != nil && f.sameOthers()
	if !same {
		f.list()
	}
	for i, c := range f.changes {
		if c != unchanged {
			f.redo = append(f.redo, i)
		}
	}
	if same {
		f.exchange()
	}
}

// sameOthers reports whether buckets give to the same other accounts as before.
func (f *following) sameOthers() bool {
	differs := func(i int) bool { return !slices.Equal(f.after.buckets[i].others, f.before.buckets[i].others) }
	if !slices.ContainsFunc(f.buckets, differs) {
		return true
	}
	return slices.Equal(f.after.account.others(f.after.buckets), f.before.account.others(f.before.buckets))
}

// exchange takes the subjects over, and replaces those that differ by themselves.
func (f *following) exchange() {
	t, old := f.after, f.before
	t.holders, t.subjects, t.spans = old.holders, old.subjects, old.spans
	if len(f.redo) == 0 {
		return
	}
	shared := t.account.shared()
	t.holders = slices.Clone(t.holders)
	rooms := make([][]holder, workers())
	each(len(f.redo), func(worker, n int) {
		i, h := f.redo[n], one(&rooms[worker], len(f.redo))
		if f.changes[i] == changed {
			*h = *old.holders[i]
			h.entity = t.account.entity(i)
			h.rulings = slices.Clip(h.rulings)
			if len(f.policies.list) > 0 || !h.holdsSame(&old.holders[i].entity) {
				h.documents = nil
			}
		} else {
			*h = t.account.holder(i, shared)
		}
		t.holders[i] = h
	})
	renamed := func(i int) bool { return t.holders[i].Subject != old.subjects[i] }
	if !slices.ContainsFunc(f.redo, renamed) {
		return
	}
	t.subjects = slices.Clone(t.subjects)
	for _, i := range f.redo {
		t.subjects[i] = t.holders[i].Subject
	}
}

// list lists the subjects anew.
func (f *following) list() {
	t, old := f.after, f.before
	t.list()
	index := old.index()
	f.was, f.changes = make([]int, len(t.holders)), make([]change, len(t.holders))
	for i, h := range t.holders {
		at, known := index[h.Subject.key()]
		if !known {
			f.was[i], f.changes[i] = -1, other
			continue
		}
		delete(index, h.Subject.key()) // a name that files have twice is two subjects
		f.was[i] = at
		f.changes[i] = f.change(&h.entity, &old.holders[at].entity)
	}
	kept := make([]bool, len(old.holders))
	for _, was := range f.was {
		if was >= 0 {
			kept[was] = true
		}
	}
	for was, still := range kept {
		if !still {
			f.gone = append(f.gone, was)
		}
	}
}

// from returns the index of a subject before, -1 where it is new.
func (f *following) from(i int) int {
	if f.was == nil {
		return i
	}
	return f.was[i]
}

// hidden are the places of the buckets that have a column.
func (t *Table) hidden() []uint64 {
	words := make([]uint64, t.places.words)
	for bucket := range t.columns {
		place := t.places.to[bucket]
		words[place/64] |= 1 << (place % 64)
	}
	return words
}

// rows takes over what was decided, and decides the subjects that differ. What is
// hidden is left to the columns.
func (f *following) rows(compilers []*compiler) {
	t := f.after
	if f.was == nil && len(f.redo) == 0 {
		t.rows = f.before.rows
		return
	}
	t.rows = slices.Clone(f.before.rows)
	scratches := t.scratches(compilers, len(f.redo))
	if f.was != nil {
		f.regroup(scratches[0])
	}
	each(len(f.redo), func(worker, n int) {
		i, s := f.redo[n], scratches[worker]
		switch {
		case f.changes[i] == changed:
			t.rows[i] = t.again(t.holders[i], t.rows[i], s)
		case t.rows[i] != nil:
			t.rows[i] = t.decide(t.holders[i], t.rows[i], s)
		default:
			t.rows[i] = t.decide(t.holders[i], &row{}, s)
		}
	})
	t.tally(scratches)
}

// regroup puts the rows where their subjects are now, and counts who came, as a
// class has them, and who went.
func (f *following) regroup(s *scratch) {
	t, old := f.after, f.before
	t.rows = make([]*row, len(t.holders))
	for i, was := range f.was {
		if was >= 0 {
			t.rows[i] = old.rows[was]
		}
	}
	for c, now := range t.spans {
		total := t.decided.bases[c].total(s.hidden)
		t.tallies[c].add(&total, int32(now[1]-now[0]-old.spans[c][1]+old.spans[c][0]))
	}
	for _, was := range f.gone {
		sum, r, base := &s.tallies[old.holders[was].class], old.rows[was], t.decided.bases[old.holders[was].class]
		for i := range r.words {
			w := r.words[i].word
			cells := base.row[w]
			sum.count(&cells, ^s.hidden[w], 1)
			r.flip(&r.words[i], &cells)
			sum.count(&cells, ^s.hidden[w], -1)
		}
	}
}

func (s Subject) key() subjectKey { return subjectKey{s.Kind, strings.ToLower(s.Name)} }
