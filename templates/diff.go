package templates

import (
	"fmt"

	"keyporter/internal/policy"
	"keyporter/internal/text"
	"keyporter/templates/ui"
)

// Lines around a change that are not folded, and how long a run must be to be
// worth it.
const (
	diffAround = 3
	diffFold   = 4
)

// Diff is the difference of two policy documents. Its zero value is none.
type Diff struct {
	T      *text.Text
	Shown  bool
	Lead   string // which documents they are, or ""
	Counts string
	Note   string // they are the same, or mean the same; or ""
	Parts  []ui.DiffPart
}

// NewDiff compares two documents as Indented writes them.
func NewDiff(t *text.Text, before, after string) Diff {
	before, after = Indented(before), Indented(after)
	d := Diff{T: t, Shown: true}
	lines := policy.Diff(before, after)
	gone, fresh := 0, 0
	for _, l := range lines {
		switch l.Kind {
		case policy.DiffGone:
			gone++
		case policy.DiffNew:
			fresh++
		}
	}
	if gone+fresh == 0 {
		d.Note = t.Diff.None
		return d
	}
	d.Counts = fmt.Sprintf(t.Diff.Counts, t.Count(gone), t.Count(fresh))
	a, err1 := policy.Parse(before)
	b, err2 := policy.Parse(after)
	if err1 == nil && err2 == nil && policy.SameMeaning(a, b) {
		d.Note = t.Diff.Meaning
	}
	d.Parts = diffParts(t, lines)
	return d
}

// diffParts folds long runs of lines that stay, but for those around a change.
func diffParts(t *text.Text, lines []policy.DiffLine) []ui.DiffPart {
	var parts []ui.DiffPart
	add := func(fold string, lines []policy.DiffLine) {
		if len(lines) > 0 {
			parts = append(parts, ui.DiffPart{Fold: fold, Lines: diffLines(t, lines)})
		}
	}
	shown := 0 // the first line that is in no part yet
	for i := 0; i < len(lines); {
		if lines[i].Kind != policy.DiffSame {
			i++
			continue
		}
		end := i
		for end < len(lines) && lines[end].Kind == policy.DiffSame {
			end++
		}
		from, to := i+diffAround, end-diffAround
		if i == 0 {
			from = 0
		}
		if end == len(lines) {
			to = end
		}
		if to-from >= diffFold {
			add("", lines[shown:from])
			add(fmt.Sprintf(t.Diff.Fold, t.Count(to-from)), lines[from:to])
			shown = to
		}
		i = end
	}
	add("", lines[shown:])
	return parts
}

func diffLines(t *text.Text, lines []policy.DiffLine) []ui.DiffLine {
	out := make([]ui.DiffLine, len(lines))
	for i, l := range lines {
		out[i] = ui.DiffLine{Text: l.Text}
		switch l.Kind {
		case policy.DiffGone:
			out[i].Sign, out[i].Word = "-", t.Diff.Gone
		case policy.DiffNew:
			out[i].Sign, out[i].Word = "+", t.Diff.New
		}
	}
	return out
}
