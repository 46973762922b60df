package desk

import "time"

// Recovery is what was done when the database was found to be an old copy: the
// checkpoint outside tells of entries that it does not have. Until an admin
// confirms it nothing is changed.
type Recovery struct {
	ID       string
	Began    time.Time
	KeptSeq  int64     // of the checkpoint outside
	KeptAt   time.Time // when it was signed
	FoundSeq int64     // the last entry that the copy has
	FoundAt  time.Time // of that entry; zero where there is none
	Dropped  Dropped
	Ended    time.Time // zero: it waits
	EndedBy  string    // name of the operator
}

// Dropped is how much of an old copy was thrown away, for it may have been used
// since the copy was made.
type Dropped struct {
	Sessions int64
	Tickets  int64 // open ones, with their sealed secrets
	Links    int64 // of one use
	Jobs     int64 // that had not ended
	Rotation int64 // that wait for a person now
}
