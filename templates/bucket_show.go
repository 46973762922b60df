package templates

// BucketShow is the page of one bucket: who can do what here, its settings and
// its policy.
type BucketShow struct {
	AccessFrame
	Region   string
	Public   LevelTag
	Says     []string   // the answer in sentences
	Chips    []ViewLink // one for each question
	Asked    string     // the question in words
	Roads    []RoadGroup
	Query    string    // part of a name
	Action   string    // of the question
	List     ExplainAt // the same question as a list
	Facts    []AboutLine
	Blocks   []BlockRow
	NoPolicy string // why there is none, or ""
	Policy   PolicyReading
}

// RoadGroup is all who get something here in the same way.
type RoadGroup struct {
	Title string
	Count string
	Names []RoadName
	More  string // how many are not named, or ""
}

// RoadName is one subject of a road.
type RoadName struct {
	Name string
	Kind string // "" for a user
	URL  string
	Tag  LevelTag
}

// BlockRow is one setting of the block of public access.
type BlockRow struct {
	Name            string
	Bucket, Account string
}
