package templates

// FindingList is what a look over the account found. Where one kind is asked for
// its findings come page by page, else of each kind the first.
type FindingList struct {
	ListFrame
	Tiles     []Fact // how many there are of each severity
	KeyAge    string
	Unused    string
	Sections  []FindingSection
	One       bool // one kind is asked for
	Unchecked []string
	Clean     []string // kinds that were looked for in vain
	Nothing   Nothing  // said where there is no finding, and nothing was searched
	ReportURL string   // the printable report, with the same thresholds
}

// FindingSection is the findings of one kind.
type FindingSection struct {
	ID       string // of its heading
	Title    string
	Severity string
	Tag      string // its kind
	Count    string // of all, rows or not
	Match    int    // the same
	Why      string
	Do       string
	Caption  string
	What     string // heads of columns; "" for one that is not there
	With     string
	Rows     []FindingRow
	More     string // "Show all 123", or "" where all are there
	MoreURL  string
	ActURL   string // where something is done about all of them at once, or ""
	Act      string
}

// FindingRow is one finding.
type FindingRow struct {
	Name  string
	URL   string // "" of the root user
	Key   bool   // the name is the id of an access key
	Of    string // whose it is, where the name does not tell; or ""
	What  string
	Note  string // below What, or With where there is no What
	With  []NameLink
	Users string // how many users that are, or ""
}

// SeverityTag is the kind of tag for a severity.
func SeverityTag(severity string) string {
	switch severity {
	case "high":
		return "bad"
	case "medium":
		return "warn"
	}
	return "info"
}

// Parameters of the page of findings.
const (
	ParamKeyAge = "age"
	ParamUnused = "unused"
)

// otherwise is the same list with other thresholds.
func (p FindingList) otherwise() ListFrame {
	f := p.ListFrame
	f.At.Own = nil
	return f
}
