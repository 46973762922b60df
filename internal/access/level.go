package access

// Level is a cell in one word, for a table with a word in each cell. What a
// subject holds for certain counts; only where that is nothing, what it may hold.
type Level byte

// The levels, the weakest first.
const (
	LevelNone      Level = iota
	LevelDenied          // nothing, though something allows: Table.Level knows
	LevelIf              // something under a condition, or to some objects
	LevelUnknown         // something that could not be read decides
	LevelOther           // something, but neither objects nor their names
	LevelList            // the names of objects
	LevelWrite           // writes or deletes objects without reading them
	LevelRead            // reads objects
	LevelReadWrite       // both
	LevelFull            // all ten
	Levels         = 10  // how many there are
)

// String returns the level's name in files and addresses.
func (l Level) String() string {
	return [Levels]string{"none", "denied", "if", "unknown", "other", "list", "write", "read", "read-write", "full"}[l]
}

// ParseLevel returns the level of a name.
func ParseLevel(name string) (Level, bool) {
	for l := range Level(Levels) {
		if l.String() == name {
			return l, true
		}
	}
	return 0, false
}

// Level returns the cell in one word.
func (c Cell) Level() Level {
	if c == 0 {
		return LevelNone
	}
	var yes, unknown bool
	for q := range Question(Questions) {
		switch c.Answer(q) {
		case Yes:
			yes = true
		case Unknown:
			unknown = true
		}
	}
	reads := c.Answer(GetObject) == Yes
	writes := c.Answer(PutObject) == Yes || c.Answer(DeleteObject) == Yes
	switch {
	case c.Full():
		return LevelFull
	case reads && writes:
		return LevelReadWrite
	case reads:
		return LevelRead
	case writes:
		return LevelWrite
	case c.Answer(ListBucket) == Yes:
		return LevelList
	case yes:
		return LevelOther
	case unknown:
		return LevelUnknown
	}
	return LevelIf
}

// Level returns the cell of a subject and a bucket in one word. What is allowed by
// something, and held back by a deny, a boundary or a limit, is LevelDenied.
func (t *Table) Level(subject, bucket int) Level {
	c := t.Cell(subject, bucket)
	if c == 0 && t.denied(subject, bucket) {
		return LevelDenied
	}
	return c.Level()
}

// denied reports whether something allows a subject one of the ten questions, of a
// pair whose answers are all no.
func (t *Table) denied(subject, bucket int) bool {
	h, b := t.holders[subject], t.buckets[bucket]
	ruled := &b.rulings[h.class]
	if ruled.hard || len(ruled.rules) > 0 || b.names(h.called) {
		own := h.rule(b)
		ruled = &own
	}
	allows := ruled.direct.most | ruled.role.most
	if h.account != b.owner[0] {
		allows |= ruled.account.most // to one's own account it opens nothing by itself
	}
	for i := range t.rows[subject].claims {
		if c := &t.rows[subject].claims[i]; !c.deny && !c.limit && c.level == 0 {
			allows |= c.at(b.place).most
		}
	}
	return allows != 0
}
