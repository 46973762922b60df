package templates

// Why is one answer with the way it came about.
type Why struct {
	Tag      LevelTag
	Verdict  string
	Cause    string
	Resource string
	Steps    []WhyStep
	Others   string // how many statements do not match, or ""
	Near     []WhyStatement
	Changes  []string
	Text     string // all of it as plain text
	Unread   []string
}

// WhyStep is one layer of policies.
type WhyStep struct {
	Title      string
	None       string // what is said where it has nothing to say
	Statements []WhyStatement
}

// WhyStatement is one statement that had a say.
type WhyStatement struct {
	Effect     LevelTag
	Policy     string
	URL        string // the policy's page at the line, or ""
	Place      string // group, Sid and line
	Conditions []string
	Decides    bool
	Reason     string // why it does not apply, or ""
}
