package policy

import (
	"slices"
	"strings"
)

// DiffKind is what became of a line.
type DiffKind byte

// The kinds of lines in a difference.
const (
	DiffSame DiffKind = iota
	DiffGone          // of the text before
	DiffNew           // of the text after
)

// DiffLine is one line of a difference. Before and After count from 1 and are 0
// where the line is not in that text.
type DiffLine struct {
	Kind          DiffKind
	Before, After int
	Text          string
}

// diffCells bounds the table of Diff: two texts of 2,000 changed lines each.
// Beyond it everything between the first and the last change counts as changed.
const diffCells = 4_000_000

// Diff tells line by line how one text becomes another, in the order of the
// lines, with as few lines gone and new as there can be. Gone lines stand before
// the new ones that take their place.
func Diff(before, after string) []DiffLine {
	a, b := textLines(before), textLines(after)
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	d := differ{a: a, b: b}
	for range head {
		d.same()
	}
	d.middle(len(a)-tail, len(b)-tail)
	for range tail {
		d.same()
	}
	return d.lines
}

func textLines(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}

// differ stands at line i of a and line j of b, counted from 0.
type differ struct {
	a, b  []string
	i, j  int
	lines []DiffLine
}

func (d *differ) same() {
	d.lines = append(d.lines, DiffLine{Before: d.i + 1, After: d.j + 1, Text: d.a[d.i]})
	d.i++
	d.j++
}

func (d *differ) gone() {
	d.lines = append(d.lines, DiffLine{Kind: DiffGone, Before: d.i + 1, Text: d.a[d.i]})
	d.i++
}

func (d *differ) fresh() {
	d.lines = append(d.lines, DiffLine{Kind: DiffNew, After: d.j + 1, Text: d.b[d.j]})
	d.j++
}

// middle goes on to line m of a and n of b along a longest common subsequence.
func (d *differ) middle(m, n int) {
	a, b := d.a[d.i:m], d.b[d.j:n]
	if len(a)*len(b) <= diffCells {
		common := commonLengths(a, b)
		i0, j0, width := d.i, d.j, len(b)+1
		for d.i < m && d.j < n {
			i, j := d.i-i0, d.j-j0
			switch {
			case a[i] == b[j]:
				d.same()
			case common[(i+1)*width+j] >= common[i*width+j+1]:
				d.gone()
			default:
				d.fresh()
			}
		}
	}
	for d.i < m {
		d.gone()
	}
	for d.j < n {
		d.fresh()
	}
}

// commonLengths is the table of the lengths of the longest common subsequences
// of the tails of two lists, row by row.
func commonLengths(a, b []string) []int32 {
	width := len(b) + 1
	table := make([]int32, (len(a)+1)*width)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				table[i*width+j] = table[(i+1)*width+j+1] + 1
			} else {
				table[i*width+j] = max(table[(i+1)*width+j], table[i*width+j+1])
			}
		}
	}
	return table
}

// SameMeaning reports whether two documents differ in nothing but the order of
// what AWS takes in any order: elements, statements, and the values in a list.
func SameMeaning(a, b *Document) bool {
	return a.Version == b.Version && a.ID == b.ID && slices.Equal(a.sorted(), b.sorted())
}

// sorted returns each statement in one form, and the statements in one order.
func (d *Document) sorted() []string {
	list := make([]string, len(d.Statements))
	for i := range d.Statements {
		s := d.Statements[i]
		s.Actions, s.NotActions = sortedTexts(s.Actions), sortedTexts(s.NotActions)
		s.Resources, s.NotResources = sortedTexts(s.Resources), sortedTexts(s.NotResources)
		s.Principal, s.NotPrincipal = s.Principal.sorted(), s.NotPrincipal.sorted()
		s.Conditions = slices.Clone(s.Conditions)
		for j := range s.Conditions {
			s.Conditions[j].Values = sortedTexts(s.Conditions[j].Values)
		}
		slices.SortFunc(s.Conditions, func(x, y Condition) int {
			return strings.Compare(x.Operator+"\x00"+x.Key, y.Operator+"\x00"+y.Key)
		})
		list[i] = (&Document{Statements: []Statement{s}}).JSON()
	}
	slices.Sort(list)
	return list
}

func sortedTexts(list []Text) []Text {
	list = slices.Clone(list)
	slices.SortFunc(list, func(x, y Text) int { return strings.Compare(x.Value, y.Value) })
	return list
}

func (p *Principals) sorted() *Principals {
	if p == nil {
		return nil
	}
	list := slices.Clone(p.List)
	slices.SortFunc(list, func(x, y Principal) int {
		return strings.Compare(string(x.Kind)+"\x00"+x.Value, string(y.Kind)+"\x00"+y.Value)
	})
	return &Principals{List: list}
}
