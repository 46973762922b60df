package access

import "math/bits"

// row is what was decided about one subject: how its cells differ from those of
// the class, and the claims that they come from.
type row struct {
	claims []claim
	broken broken
	words  []rowWord // in the order of their words
	bits   []uint64
}

// rowWord is a word in which cells differ. The bits that differ stand in the
// row's bits from at on, one for each bit of the mask: ten low, ten high, five
// some.
type rowWord struct {
	word, mask, at uint32
}

const someShift = 2*Questions - int(GetObject) // some of question q is bit q+someShift of the mask

// plane returns the bits of a number of the mask.
func (c *wordCells) plane(i int) *uint64 {
	switch {
	case i < Questions:
		return &c.low[i]
	case i < 2*Questions:
		return &c.high[i-Questions]
	}
	return &c.some[i-someShift]
}

const planes = 2*Questions + Questions - int(GetObject)

// keep adds the cells of a word, where they differ from those of the class.
func (r *row) keep(word int, cells, base *wordCells) {
	w := rowWord{word: uint32(word), at: uint32(len(r.bits))} // the places in bits are those of the row's own
	for i := range planes {
		if d := *cells.plane(i) ^ *base.plane(i); d != 0 {
			w.mask |= 1 << i
			r.bits = append(r.bits, d)
		}
	}
	if w.mask != 0 {
		r.words = append(r.words, w)
	}
}

// take adds the cells of a word of another row of the class, if it has it.
func (r *row) take(old *row, w *rowWord) {
	if w == nil {
		return
	}
	r.words = append(r.words, rowWord{w.word, w.mask, uint32(len(r.bits))})
	r.bits = append(r.bits, old.of(w)...)
}

// flip makes the class's cells of a word the row's.
func (r *row) flip(w *rowWord, cells *wordCells) {
	at := w.at
	for mask := w.mask; mask != 0; mask &= mask - 1 {
		*cells.plane(bits.TrailingZeros32(mask)) ^= r.bits[at]
		at++
	}
}

// of returns the bits of a word.
func (r *row) of(w *rowWord) []uint64 { return r.bits[w.at : int(w.at)+bits.OnesCount32(w.mask)] }

// find returns the word of the row, nil where its cells are those of the class.
func (r *row) find(word int) *rowWord {
	first, end := 0, len(r.words)
	for first < end {
		if middle := (first + end) / 2; int(r.words[middle].word) < word {
			first = middle + 1
		} else {
			end = middle
		}
	}
	if first == len(r.words) || int(r.words[first].word) != word {
		return nil
	}
	return &r.words[first]
}

// cell returns the cell at a place, of the class's cell there.
func (r *row) cell(place int, base Cell) Cell {
	w := r.find(place / 64)
	if w == nil {
		return base
	}
	at, shift := w.at, place%64
	for mask := w.mask; mask != 0; mask &= mask - 1 {
		if r.bits[at]>>shift&1 != 0 {
			base ^= flips[bits.TrailingZeros32(mask)]
		}
		at++
	}
	return base
}

// flips are the bits of a cell that those of the mask stand for.
var flips = [planes]Cell{
	1 << 0, 1 << 3, 1 << 6, 1 << 9, 1 << 12, 1 << 15, 1 << 18, 1 << 21, 1 << 24, 1 << 27,
	2 << 0, 2 << 3, 2 << 6, 2 << 9, 2 << 12, 2 << 15, 2 << 18, 2 << 21, 2 << 24, 2 << 27,
	4 << 15, 4 << 18, 4 << 21, 4 << 24, 4 << 27,
}
