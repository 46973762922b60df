package access

import "math/bits"

// plane is what a layer has to say of all buckets: for each word of places, the
// ten questions.
type plane []say

func newPlane(words int) plane { return make(plane, words*Questions) }

// wordSet is a set of words of places, a bit each.
type wordSet []uint64

func (s wordSet) has(word int) bool { return s[word/64]&(1<<(word%64)) != 0 }

func (s wordSet) add(word int) { s[word/64] |= 1 << (word % 64) }

// each calls do for every word of the set.
func (s wordSet) each(do func(word int)) {
	for i, set := range s {
		for ; set != 0; set &= set - 1 {
			do(64*i + bits.TrailingZeros64(set))
		}
	}
}

// everyWord has all words.
func everyWord(words int) wordSet {
	all := make(wordSet, (words+63)/64)
	for w := range words {
		all.add(w)
	}
	return all
}

// word returns the ten questions about the buckets of a word.
func (p plane) word(w int) []say { return p[w*Questions : (w+1)*Questions] }

// put adds what is said of the ten questions about the bucket at a place.
func (p plane) put(place int, s say) {
	shift := place % 64
	list := p.word(place / 64)
	for q := range list {
		list[q].or(say{s.sure >> q & 1 << shift, s.whole >> q & 1 << shift, s.most >> q & 1 << shift})
	}
}

// claim adds what a claim says, of the words that are looked at.
func (p plane) claim(c *claim, looked wordSet) {
	list := c.covers()
	for i := range list {
		one := &list[i]
		if !looked.has(int(one.word)) {
			continue
		}
		says := p.word(int(one.word))
		if one.perhaps != 0 {
			about := newSay(c.deny, c.holds, one.bucket, one.perhaps)
			for asks := c.asks & onBuckets; asks != 0; asks &= asks - 1 {
				says[bits.TrailingZeros64(asks)].or(about)
			}
		}
		if one.some != 0 {
			about := newSay(c.deny, c.holds, one.all, one.some)
			for asks := c.asks & onObjects; asks != 0; asks &= asks - 1 {
				says[bits.TrailingZeros64(asks)].or(about)
			}
		}
	}
}

// fill says the same of everything in a word.
func (p plane) fill(w int, s say) {
	list := p.word(w)
	for q := range list {
		list[q] = s
	}
}

// wordCells are the cells of 64 buckets: the answers by question.
type wordCells struct {
	low, high [Questions]uint64
	some      [Questions]uint64 // of the bucket's own questions, none
}

// cell returns the cell of one of the 64.
func (c *wordCells) cell(place int) Cell {
	var out Cell
	shift := place % 64
	for q := range Questions {
		out |= Cell(c.low[q]>>shift&1|c.high[q]>>shift&1<<1|c.some[q]>>shift&1<<2) << (3 * q)
	}
	return out
}

// set replaces the cell of one of the 64.
func (c *wordCells) set(place int, cell Cell) {
	shift := place % 64
	for q := range Questions {
		bit := uint64(1) << shift
		c.low[q] = c.low[q]&^bit | uint64(cell>>(3*q)&1)<<shift
		c.high[q] = c.high[q]&^bit | uint64(cell>>(3*q+1)&1)<<shift
		c.some[q] = c.some[q]&^bit | uint64(cell>>(3*q+2)&1)<<shift
	}
}

// tally is how many pairs have each answer but no in each column, and how many
// have ten yes.
type tally struct {
	columns [Columns][3]int32 // if, unknown, yes
	full    int32
}

func (t *tally) add(o *tally, sign int32) {
	for col := range t.columns {
		for i := range t.columns[col] {
			t.columns[col][i] += sign * o.columns[col][i]
		}
	}
	t.full += sign * o.full
}

// cell counts one cell.
func (t *tally) cell(c Cell, sign int32) {
	for col := range Column(Columns) {
		if a := c.Column(col); a != No {
			t.columns[col][a-1] += sign
		}
	}
	if c.Full() {
		t.full += sign
	}
}

// count counts those of the cells of a word that the mask has.
func (t *tally) count(c *wordCells, mask uint64, sign int32) {
	full := mask
	for col := range columns {
		var yes, unknown, under uint64
		for _, q := range columns[col].questions {
			yes |= c.high[q] & c.low[q] & mask
			unknown |= c.high[q] &^ c.low[q] & mask
			under |= c.low[q] &^ c.high[q] & mask
			full &= c.high[q] & c.low[q]
		}
		unknown &^= yes
		under &^= yes | unknown
		t.columns[col][0] += sign * int32(bits.OnesCount64(under))
		t.columns[col][1] += sign * int32(bits.OnesCount64(unknown))
		t.columns[col][2] += sign * int32(bits.OnesCount64(yes))
	}
	t.full += sign * int32(bits.OnesCount64(full))
}
