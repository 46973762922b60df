package porter

import (
	"slices"
	"sort"
	"strings"
	"time"

	"keyporter/internal/desk"
)

// Query asks for a page of a list. Each list tells its orders and conditions.
type Query struct {
	Text    string // without regard to case
	Filters []Filter
	Sort    string
	Desc    bool
	After   string // opaque token of Found.Next or Prev
	Back    bool   // the page before After instead of the one after it
	Size    int    // 0 is all
	Now     time.Time
	Scope   desk.Scope // what the condition scope:mine means
}

// Found says which part of a list a page is.
type Found struct {
	Total     int      // all entries
	Match     int      // those that meet the query
	From      int      // number of the first, from 1
	Next      string   // "" on the last page
	Prev      string   // "" on the first page
	Undecided int      // entries left out because a condition cannot be told of them
	Wrong     []Filter // conditions that nobody understands, left out of the query
}

// Filter is one condition of a list: a property and the value it must have.
type Filter struct{ Property, Value string }

// ParseFilter reads a condition as "group:admins".
func ParseFilter(s string) Filter {
	property, value, _ := strings.Cut(s, ":")
	return Filter{Property: strings.TrimSpace(property), Value: strings.TrimSpace(value)}
}

// String writes the condition as ParseFilter reads it.
func (f Filter) String() string { return f.Property + ":" + f.Value }

// truth is what is known of a condition. What is not known is never "no".
type truth int8

const (
	no truth = iota
	yes
	unknown
)

func is(b bool) truth {
	if b {
		return yes
	}
	return no
}

func not(t truth) truth {
	switch t {
	case yes:
		return no
	case no:
		return yes
	}
	return unknown
}

// asked turns a truth around where the value asks for "no", and refuses every
// value but "yes" and "no".
func asked[E any](value string, test func(E) truth) (func(E) truth, bool) {
	switch value {
	case "yes":
		return test, true
	case "no":
		return func(e E) truth { return not(test(e)) }, true
	}
	return nil, false
}

// tests are conditions of which all must be met.
type tests[E any] []func(E) truth

func (t tests[E]) of(e E) truth {
	sum := yes
	for _, test := range t {
		switch test(e) {
		case no:
			return no
		case unknown:
			sum = unknown
		}
	}
	return sum
}

// conditions returns the tests of a query, and notes what it does not understand.
func conditions[E any](q Query, test func(Filter, time.Time) (func(E) truth, bool), f *Found) tests[E] {
	var all tests[E]
	for _, c := range q.Filters {
		if one, ok := test(c, q.Now); ok && c.Value != "" {
			all = append(all, one)
		} else {
			f.Wrong = append(f.Wrong, c)
		}
	}
	return all
}

// keep reports whether an entry stays, and counts those that cannot be told.
func (f *Found) keep(t truth) bool {
	if t == unknown {
		f.Undecided++
	}
	return t == yes
}

// cut finds the page of n entries, of which where tells the place of the i-th in
// the direction asked for.
func (f *Found) cut(q Query, n int, where func(i int) place) (start, end int) {
	size := q.Size
	if size <= 0 {
		size = n
	}
	if mark, ok := parsePlace(q.After); ok {
		start = sort.Search(n, func(i int) bool {
			c := where(i).compare(mark)
			if q.Desc {
				c = -c
			}
			return c > 0 || q.Back && c == 0
		})
		if q.Back {
			start = max(0, start-size)
		}
	}
	end = min(n, start+size)
	f.Match, f.From = n, min(start+1, n)
	if start > 0 && start < n {
		f.Prev = where(start).token()
	}
	if end < n {
		f.Next = where(end - 1).token()
	}
	return start, end
}

// list is how entries of a kind are looked for.
type list[E any] struct {
	words func(e *E) string // what text is looked for in, in lower case
	place func(e *E, sort string) place
	test  func(f Filter, now time.Time) (func(*E) truth, bool)
}

// find returns the page of the entries that meet a query.
func (l list[E]) find(all []E, q Query) (page []E, f Found) {
	met := conditions(q, l.test, &f)
	text := strings.ToLower(strings.TrimSpace(q.Text))
	type placed struct {
		place
		i int
	}
	var kept []placed
	for i := range all {
		e := &all[i]
		if text != "" && !strings.Contains(l.words(e), text) {
			continue
		}
		if f.keep(met.of(e)) {
			kept = append(kept, placed{l.place(e, q.Sort), i})
		}
	}
	slices.SortStableFunc(kept, func(a, b placed) int {
		if q.Desc {
			a, b = b, a
		}
		return a.compare(b.place)
	})
	start, end := f.cut(q, len(kept), func(i int) place { return kept[i].place })
	f.Total, page = len(all), make([]E, 0, end-start)
	for _, k := range kept[start:end] {
		page = append(page, all[k.i])
	}
	return page, f
}
