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
	case e.boundary != old.boundary || !sameList(e.groups, old.groups) || !sameList(e.attached, old.attached) || !sameList(e.inline, old.inline):
		return changed
	}
	return unchanged
}

// change tells how an entity differs, with the policies that it holds.
func (f *following) change(e, old *entity) change {
	c := e.change(old)
	if c == unchanged && (f.touches(e.boundary, e.attached) || len(f.groups) > 0 && slices.ContainsFunc(e.groups, func(g iam.GroupName) bool { return f.groups[g.Fold()] })) {
		return changed
	}
	return c
}

// compare tells how all subjects differ, where the account has the same ones of
// its own in the same order as before.
func (f *following) compare() {
	a, old := f.after.account, f.before
	if o := old.account; len(a.Users) != len(o.Users) || len(a.Groups) != len(o.Groups) || len(a.Roles) != len(o.Roles) {
		return
	}
	list := make([]change, len(old.holders))
	var moved atomic.Bool
	each(a.entities(), func(_, i int) {
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

// subjects lists the subjects, and those that differ.
func (f *following) subjects() {
	if f.changes == nil || !f.sameOthers() {
		f.list()
	} else {
		f.exchange()
	}
	for i, c := range f.changes {
		if c != unchanged {
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

// exchange takes the subjects over, and replaces those that differ by themselves.
func (f *following) exchange() {
	t, old := f.after, f.before
	t.holders, t.subjects, t.spans = old.holders, old.subjects, old.spans
	shared, own, named := t.account.shared(), false, false
	for i := range t.account.entities() {
		if f.changes[i] == unchanged {
			continue
		}
		h := t.account.holder(i, shared)
		if !own {
			t.holders, own = slices.Clone(t.holders), true
		}
		t.holders[i] = &h
		if h.Subject != t.subjects[i] {
			if !named {
				t.subjects, named = slices.Clone(t.subjects), true
			}
			t.subjects[i] = h.Subject
		}
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
}

// from returns the index of a subject before, -1 where it is new.
func (f *following) from(i int) int {
	if f.was == nil {
		return i
	}
	return f.was[i]
}

// rows decides the subjects that differ.
func (f *following) rows(compilers []*compiler) {
	t, old := f.after, f.before
	t.rows = make([]row, len(t.holders))
	kept := make([]bool, len(old.rows))
	for i := range t.rows {
		if was := f.from(i); was >= 0 {
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
		t.rows[f.redo[i]] = t.decide(t.holders[f.redo[i]], d, scratches[worker])
	})
	for _, i := range f.redo {
		class := t.holders[i].class
		if was := f.from(i); was >= 0 {
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
			if was := f.from(i); fresh || was < 0 || redone[i] {
				column[i] = t.at(t.holders[i], &t.rows[i], t.buckets[bucket])
			} else {
				column[i] = cells[was]
			}
		})
		t.columns[bucket] = column
	}
	for _, bucket := range f.buckets {
		for i := range t.holders {
			was := f.from(i)
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

func (s Subject) key() subjectKey { return subjectKey{s.Kind, strings.ToLower(s.Name)} }
