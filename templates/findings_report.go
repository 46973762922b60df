package templates

// FindingsReport is what was found, made to be printed: when, in which account,
// from what, and how much of it could be looked at.
type FindingsReport struct {
	Page
	Lead      string
	Limits    string
	Sources   []SourceRow
	Tiles     []Fact
	Ages      KeyAges
	Sections  []FindingSection
	Unchecked []string
	Clean     []string
	Nothing   Nothing
	AllURL    string // the same with every finding, or "" where they are all there
	ListURL   string // the page of findings with the same thresholds
}

// SourceRow is one thing that the account was read from.
type SourceRow struct {
	Name  string
	At    string // "" where it was not read
	State string
	Tag   string // the kind of the state
	Why   string // of a reading that failed, or ""
}
