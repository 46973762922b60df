package access

import "strings"

// Query asks for a part of the table. Parts of names are compared without regard
// to case; a size of 0 is all.
type Query struct {
	Kind       SubjectKind // SubjectAccount has everyone at its end
	Who        string      // part of a subject's name
	Where      string      // part of a bucket's name
	Holding    bool        // only subjects with some answer but no, on one of the buckets
	From, Size int
	BucketFrom int
	BucketSize int
}

// Part is a part of the table: the places of its subjects and buckets, how many
// there are of each, and where it begins.
type Part struct {
	Subjects, Buckets []int
	Match, BucketHits int
	From, BucketFrom  int
}

// Part finds the part of the table that a query asks for. A beginning behind the
// end is the last page.
func (t *Table) Part(q Query) Part {
	buckets := t.bucketsNamed(q.Where)
	all := t.subjectsNamed(q.Kind, q.Who)
	if q.Holding {
		all = t.holding(all, buckets, q.Where != "")
	}
	p := Part{Match: len(all), BucketHits: len(buckets)}
	p.Subjects, p.From = window(all, q.From, q.Size)
	p.Buckets, p.BucketFrom = window(buckets, q.BucketFrom, q.BucketSize)
	return p
}

// window is the page of a list that begins at from.
func window(list []int, from, size int) (page []int, begin int) {
	if size <= 0 {
		return list, 0
	}
	begin = max(from, 0)
	if begin >= len(list) {
		begin = max(len(list)-1, 0) / size * size
	}
	return list[begin:min(begin+size, len(list))], begin
}

func (t *Table) bucketsNamed(part string) []int {
	part = strings.ToLower(strings.TrimSpace(part))
	buckets := t.Account().Buckets
	list := make([]int, 0, len(buckets))
	for i := range buckets {
		if part == "" || strings.Contains(buckets[i].Name, part) {
			list = append(list, i)
		}
	}
	return list
}

func (t *Table) subjectsNamed(kind SubjectKind, part string) []int {
	part = strings.ToLower(strings.TrimSpace(part))
	first, end := t.Span(kind)
	if kind == SubjectAccount {
		_, end = t.Span(SubjectEveryone)
	}
	list := make([]int, 0, end-first)
	for i, s := range t.Subjects()[first:end] {
		if part == "" || strings.Contains(strings.ToLower(s.Name), part) {
			list = append(list, first+i)
		}
	}
	return list
}

// holding keeps the subjects with an answer but no. Narrowed says that the
// buckets are not all of them.
func (t *Table) holding(subjects, buckets []int, narrowed bool) []int {
	in := make([]bool, len(t.Account().Buckets))
	for _, b := range buckets {
		in[b] = true
	}
	kept := make([]int, 0, len(subjects))
	for _, s := range subjects {
		for b := range t.What(s) {
			if !narrowed || in[b] {
				kept = append(kept, s)
				break
			}
		}
	}
	return kept
}
