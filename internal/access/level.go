package access

// Level is a cell in one word, for a table with a word in each cell. What a
// subject holds for certain counts; only where that is nothing, what it may hold.
type Level byte

// The levels, the weakest first.
const (
	LevelNone      Level = iota
	LevelIf              // something under a condition, or to some objects
	LevelUnknown         // something that could not be read decides
	LevelOther           // something, but neither objects nor their names
	LevelList            // the names of objects
	LevelWrite           // writes or deletes objects without reading them
	LevelRead            // reads objects
	LevelReadWrite       // both
	LevelFull            // all ten
	Levels         = 9   // how many there are
)

// String returns the level's name in files and addresses.
func (l Level) String() string {
	return [Levels]string{"none", "if", "unknown", "other", "list", "write", "read", "read-write", "full"}[l]
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
