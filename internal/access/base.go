package access

import (
	"slices"
	"strconv"

	"keyporter/internal/policy"
)

// base is what is decided of a class: what buckets and the organization say to a
// subject that no bucket names and that has no policy of its own.
type base struct {
	deny, control   plane    // control is nil where there is no organization
	direct, account plane    // no policy names the role of nobody
	grants          []uint64 // of doubt, like a plane
	foreign, shut   []uint64 // by word
	mayShut, unread []uint64 // of doubt
	plain           []bool   // by word: nothing of these
	identity        say
	broken          broken
	dynamics        []dynamic
	hard            []*bucket // to be decided one by one
	row             []wordCells
}

// dynamic is the rules of all buckets that wait for the subject with the same
// tests.
type dynamic struct {
	tests   []*policy.Test
	owner   int // who owns the buckets
	effects []*effect
}

// effect is rules that say the same kind of thing of 64 buckets.
type effect struct {
	word      int
	deny      bool
	who       named
	holds     policy.Truth
	all, some [Questions]uint64
}

func (t *Table) newBase(c class) *base {
	words := t.places.words
	b := &base{deny: newPlane(words), direct: newPlane(words), account: newPlane(words), grants: make([]uint64, words*Questions)}
	b.foreign, b.shut, b.mayShut, b.unread = make([]uint64, words), make([]uint64, words), make([]uint64, words), make([]uint64, words)
	index := map[string]int{}
	for _, bucket := range t.buckets {
		b.scatter(bucket, c)
		for i := range bucket.rulings[c].rules {
			b.wait(&bucket.rulings[c].rules[i], bucket, index)
		}
	}
	if c >= classAccount {
		b.identity = ones()
	} else {
		b.control = t.controls.allow
		all := everyWord(words)
		for i := range t.controls.denies {
			b.deny.claim(&t.controls.denies[i], all)
		}
		if t.controls.broken {
			b.broken = brokenControl
		}
	}
	b.row = make([]wordCells, words)
	b.plain = make([]bool, words)
	s := newScratch(words, nil)
	s.base = b
	for w := range words {
		b.plain[w] = b.foreign[w]|b.shut[w]|b.mayShut[w]|b.unread[w] == 0 && !slices.ContainsFunc(b.grants[w*Questions:(w+1)*Questions], func(g uint64) bool { return g != 0 })
		s.begin(w)
		s.settle(w, t.places.valid(w), b.broken)
		b.row[w] = s.cells[w]
	}
	return b
}

// total counts the answers of a subject that nothing tells from its class, but
// for the buckets that are hidden.
func (b *base) total(hidden []uint64) tally {
	var sum tally
	for w := range b.row {
		sum.count(&b.row[w], ^hidden[w], 1)
	}
	return sum
}

// scatter puts what a bucket says into its place.
func (b *base) scatter(bucket *bucket, c class) {
	r, place := &bucket.rulings[c], bucket.place
	b.deny.put(place, r.deny)
	b.direct.put(place, r.direct)
	b.account.put(place, r.account)
	word, shift := place/64, place%64
	for q := range Questions {
		b.grants[word*Questions+q] |= r.doubt.grants >> q & 1 << shift
	}
	b.foreign[word] |= r.foreign & 1 << shift
	b.shut[word] |= r.shut & 1 << shift
	b.mayShut[word] |= r.doubt.shut & 1 << shift
	b.unread[word] |= r.doubt.layers & 1 << shift
	if r.hard {
		b.hard = append(b.hard, bucket)
	}
}

// wait adds a rule to the rules with the same tests, about buckets of one owner.
func (b *base) wait(r *rule, bucket *bucket, index map[string]int) {
	key := bucket.owner[0] + "\x00" + r.key
	at, known := index[key]
	if !known {
		at = len(b.dynamics)
		index[key] = at
		b.dynamics = append(b.dynamics, dynamic{tests: r.tests, owner: bucket.ownedBy})
	}
	b.dynamics[at].add(r, bucket.place, index, at)
}

// add adds a rule to the effect of its kind. The index has the effects too, by a
// key that no tests have.
func (d *dynamic) add(r *rule, place int, index map[string]int, number int) {
	key := "\x00" + strconv.Itoa(number) + "," + strconv.Itoa(place/64) + "," + strconv.FormatBool(r.deny) +
		string([]byte{byte(r.who.least), byte(r.who.most), byte(r.holds)})
	at, known := index[key]
	if !known {
		at = len(d.effects)
		index[key] = at
		d.effects = append(d.effects, &effect{word: place / 64, deny: r.deny, who: r.who, holds: r.holds})
	}
	e := d.effects[at]
	for q := range Questions {
		e.all[q] |= r.all >> q & 1 << (place % 64)
		e.some[q] |= r.some >> q & 1 << (place % 64)
	}
}
