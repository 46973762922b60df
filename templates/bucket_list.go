package templates

// BucketList is the page of the account's buckets.
type BucketList struct {
	AccessFrame
	At      BucketsAt
	Rows    []BucketRow
	Heads   BucketHeads
	Summary string
	PrevURL string
	NextURL string
	None    bool // the account has no bucket
}

// BucketHeads are the columns that sort.
type BucketHeads struct{ Name, Public, Readers, Writers SortHead }

// BucketRow is one bucket. Counts are "" where nothing is known.
type BucketRow struct {
	Name    string
	URL     string
	Region  string
	Created Stamp
	Public  LevelTag
	Outside string
	Readers string
	Writers string
}

// BucketsAt is the part of the list that a URL shows.
type BucketsAt struct {
	Query string
	Sort  string
	From  int
}

// URL is the address of the part.
func (a BucketsAt) URL() string { return a.at(BucketsURL()) }

// CSV and JSON are the addresses of the whole list as a file.
func (a BucketsAt) CSV() string  { return a.whole(".csv") }
func (a BucketsAt) JSON() string { return a.whole(".json") }

func (a BucketsAt) whole(form string) string {
	a.From = 0
	return a.at(BucketsURL() + form)
}

func (a BucketsAt) at(path string) string {
	return query(path, "q", a.Query, "sort", a.Sort, "from", number(a.From))
}

// Head returns the head of a column, which sorts by it or turns the order around.
func (a BucketsAt) Head(label, column string) SortHead {
	return ListAt{Path: BucketsURL(), Query: a.Query, Sort: a.Sort}.Head(label, column, "name")
}
