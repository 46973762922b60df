package access

import (
	"math/bits"
	"slices"
	"strings"

	"keyporter/internal/policy"
)

// places gives each bucket a place: its number in the order of the names, so
// that the buckets which a pattern covers mostly stand together.
type places struct {
	head  string         // what the ARNs of buckets begin with
	below []string       // by place: what the ARNs of the bucket's objects begin with
	at    map[string]int // the place of a name
	of    []int          // by place: the index in the account
	to    []int          // by index in the account: the place
	words int
}

func newPlaces(partition string, names []string) *places {
	p := &places{head: "arn:" + partition + ":s3:::", at: make(map[string]int, len(names)), words: (len(names) + 63) / 64}
	p.of, p.to = make([]int, len(names)), make([]int, len(names))
	for i := range names {
		p.of[i] = i
	}
	slices.SortFunc(p.of, func(a, b int) int { return strings.Compare(names[a], names[b]) })
	p.below = make([]string, len(names))
	for place, i := range p.of {
		p.to[i], p.at[names[i]], p.below[place] = place, place, p.head+names[i]+"/"
	}
	return p
}

// valid are the places of a word that buckets have.
func (p *places) valid(word int) uint64 {
	if over := len(p.of) - 64*word; over < 64 {
		return 1<<over - 1
	}
	return ^uint64(0)
}

// span returns the places of the buckets which the pattern may cover.
func (p *places) span(pattern policy.Pattern) (first, end int) {
	begin, whole := pattern.Begin()
	rest, inside := strings.CutPrefix(begin, p.head)
	if !inside {
		if strings.HasPrefix(p.head, begin) && !whole {
			return 0, len(p.of)
		}
		return 0, 0
	}
	if name, _, below := strings.Cut(rest, "/"); below || whole {
		if at, there := p.at[name]; there {
			return at, at + 1
		}
		return 0, 0
	}
	begins := func(at int) string { return p.below[at][len(p.head) : len(p.below[at])-1] }
	first, _ = slices.BinarySearchFunc(p.of, rest, func(i int, rest string) int { return strings.Compare(begins(p.to[i]), rest) })
	for end = first; end < len(p.of) && strings.HasPrefix(begins(end), rest); end++ {
	}
	return first, end
}

// patch is what is covered of 64 buckets: the bucket itself, or perhaps it; all
// of its objects, or some of them. Bucket is within perhaps, and all within some.
type patch struct {
	word                       int32
	bucket, perhaps, all, some uint64
}

// cover is patches in the order of their words.
type cover []patch

// at returns the questions about the bucket at a place that are covered, wholly
// and in part.
func (c cover) at(place int) (all, some questions) {
	word := int32(place / 64)
	i := 0
	if len(c) > 8 {
		i, _ = slices.BinarySearchFunc(c, word, func(p patch, word int32) int { return int(p.word - word) })
	}
	for ; i < len(c) && c[i].word <= word; i++ {
		if c[i].word == word {
			bit := uint64(1) << (place % 64)
			mask := func(word uint64, of questions) questions { return of & -(word & bit >> (place % 64)) }
			p := &c[i]
			return mask(p.bucket, onBuckets) | mask(p.all, onObjects), mask(p.perhaps, onBuckets) | mask(p.some, onObjects)
		}
	}
	return 0, 0
}

// near returns the patch of a place, none where it covers none of the questions
// about the bucket there.
func (c cover) near(place int, asks questions) cover {
	if _, some := c.at(place); some&asks == 0 {
		return nil
	}
	i, _ := slices.BinarySearchFunc(c, int32(place/64), func(p patch, word int32) int { return int(p.word - word) })
	return c[i : i+1]
}

// coverer makes covers. It is for one goroutine.
type coverer struct {
	*places
	sum     []patch  // by word: what is being put together
	touched []uint64 // a bit for each word of sum that is not empty
	known   map[string]cover
	spare   *coverer // for one pattern alone
}

func newCoverer(p *places) *coverer {
	return &coverer{places: p, sum: make([]patch, p.words), touched: make([]uint64, (p.words+63)/64), known: map[string]cover{}}
}

// add adds what a pattern without variables covers. weak says that it had some,
// whose values nobody knows: all that it covers it may as well not.
func (c *coverer) add(pattern policy.Pattern, weak bool) {
	first, end := c.span(pattern)
	for at := first; at < end; at++ {
		bit, p := uint64(1)<<(at%64), &c.sum[at/64]
		arn := c.below[at]
		itself, below := pattern.Covers(arn[:len(arn)-1]), pattern.Below(arn)
		if !itself && below == policy.Never {
			continue
		}
		c.touched[at/4096] |= 1 << (at / 64 % 64)
		if itself {
			p.perhaps |= bit
		}
		if itself && !weak {
			p.bucket |= bit
		}
		if below == policy.Always && !weak {
			p.all |= bit
		}
		if below != policy.Never {
			p.some |= bit
		}
	}
}

// addText adds what a pattern covers that has no variables, read once.
func (c *coverer) addText(text string, pattern policy.Pattern) {
	list, known := c.known[text]
	if !known {
		if c.spare == nil {
			c.spare = newCoverer(c.places)
		}
		c.spare.add(pattern, false)
		list = c.spare.take(false)
		c.known[text] = list
	}
	c.addCover(list)
}

func (c *coverer) addCover(list cover) {
	for _, p := range list {
		s := &c.sum[p.word]
		s.bucket |= p.bucket
		s.perhaps |= p.perhaps
		s.all |= p.all
		s.some |= p.some
		c.touched[p.word/64] |= 1 << (p.word % 64)
	}
}

// take returns what was put together, or the rest of everything, and begins
// anew.
func (c *coverer) take(outside bool) cover {
	n := 0
	for _, t := range c.touched {
		n += bits.OnesCount64(t)
	}
	if outside {
		n = c.words
	}
	out := make(cover, 0, n)
	for word := range c.words {
		if !outside && c.touched[word/64]&(1<<(word%64)) == 0 {
			continue
		}
		p := c.sum[word]
		p.word = int32(word)
		if outside {
			valid := c.valid(word)
			p.bucket, p.perhaps, p.all, p.some = valid&^p.perhaps, valid&^p.bucket, valid&^p.some, valid&^p.all
		}
		c.sum[word] = patch{}
		if p.perhaps|p.some != 0 {
			out = append(out, p)
		}
	}
	clear(c.touched)
	return out
}
