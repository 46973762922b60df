package access

// columns decides the buckets that differ for all subjects, and those that
// differed before for the subjects that do.
func (f *following) columns() {
	for bucket, cells := range f.after.columns {
		if cells == nil || len(f.redo) > 0 || f.was != nil {
			f.after.columns[bucket] = f.column(bucket, cells)
		}
	}
}

func (f *following) column(bucket int, cells []Cell) []Cell {
	t, old := f.after, f.before
	earlier := old.of(bucket)
	column, sums := make([]Cell, len(t.holders)), make([][classes]tally, workers())
	near, rows := t.reader.near(t.places.to[bucket]), make([]row, workers())
	each(len(column), func(worker, i int) {
		var before Cell
		if was := f.from(i); was >= 0 {
			before = earlier(was)
		}
		if cells != nil && f.changes[i] == unchanged {
			column[i] = before
			return
		}
		h := t.holders[i]
		near.claims(&rows[worker], t.rows[i])
		column[i] = t.at(h, &rows[worker], t.buckets[bucket])
		if column[i] != before {
			sums[worker][h.class].cell(before, -1)
			sums[worker][h.class].cell(column[i], 1)
		}
	})
	for _, was := range f.gone {
		sums[0][old.holders[was].class].cell(earlier(was), -1)
	}
	for i := range sums {
		for c := range t.tallies {
			t.tallies[c].add(&sums[i][c], 1)
		}
	}
	return column
}

// of returns Cell for one bucket and many subjects.
func (t *Table) of(bucket int) func(subject int) Cell {
	if column := t.columns[bucket]; column != nil {
		return func(subject int) Cell { return column[subject] }
	}
	place := t.places.to[bucket]
	var bases [classes]Cell
	for c := range bases {
		bases[c] = t.decided.bases[c].row[place/64].cell(place)
	}
	return func(subject int) Cell { return t.rows[subject].cell(place, bases[t.holders[subject].class]) }
}

// near is what each term covers at one place, by number: nothing, or the patch
// there. So most claims are told by a look at one list to say nothing of a bucket.
type near []nearTerm

type nearTerm struct {
	cover cover
	own   bool // each holder's claim has its own cover
}

func (r *reader) near(place int) near {
	list := make(near, len(r.terms))
	each(len(list), func(_, i int) {
		t := r.terms[i]
		list[i] = nearTerm{t.cover.near(place, t.asks), t.loose || len(t.valued) > 0}
	})
	return list
}

// claims makes a row one of those claims of another that may say something.
func (n near) claims(out, of *row) {
	out.broken, out.claims = of.broken, out.claims[:0]
	for i := range of.claims {
		c := &of.claims[i]
		at := &n[c.number]
		switch {
		case at.own:
			out.claims = append(out.claims, *c)
		case len(at.cover) > 0:
			out.claims = append(out.claims, *c)
			out.claims[len(out.claims)-1].own = &at.cover
		}
	}
}
