package text

// Requests holds the words of the page that stands before a dangerous change, and of
// the pages of requests for approval.
type Requests struct {
	GateTitle   string
	GateOpen    string // lead, where a reason is enough
	GateGuarded string // lead, where a second person is needed
	Dangers     string // heading
	Nothing     string // nothing was done yet
	Kept        string // what was typed is kept
	TooLong     string // what was typed cannot be kept
	Reason      string
	ReasonHint  string
	GoOn        string // button
	Send        string // button
	Back        string
	ReviewOpen  string // of a form with a review: what the reason is for
	ReviewAsk   string // and that it becomes a request

	Title     string
	Lead      string
	Waiting   string // heading and caption
	Ended     string // heading and caption
	None      string
	NoneText  string
	NoneEnded string
	Change    string
	Target    string
	Asker     string
	Asked     string
	Expires   string
	State     string
	Older     string
	Newest    string
	States    map[string]string // by the name that package desk stores
	ForYou    string            // mark: the reader can decide

	ShowTitle string            // %s: the verb
	Leads     map[string]string // by state
	Decider   string
	Decided   string
	Word      string
	Outcome   string
	ToOp      string
	ToJob     string
	Steps     string // heading
	Document  string // heading over what changes in a document

	Reach       string // heading
	ReachLead   string
	ReachNone   string
	ReachUnread string

	Decide   string // heading
	WordHint string
	Approve  string
	Refuse   string
	Bar      string // heading over why the reader may not decide
	Withdraw string
	Carry    string // button
	CarryDo  string // what the button does
	Prove    string // a fresh proof is needed first
	ProveDo  string // button
	Again    string // passwords are typed again
	Repeat   string
	Form     string // the operator cannot carry it out: only who asked can

	Voided  string            // heading
	Changed map[string]string // by the first word of what has changed; %s: the rest
}

var requestsEnglish = Requests{
	GateTitle:   "This change is dangerous",
	GateOpen:    "It can be carried out with a reason, which is kept in the audit log.",
	GateGuarded: "It needs a second person. Give a reason and send it for approval.",
	Dangers:     "Why it is dangerous",
	Nothing:     "Nothing was done yet.",
	Kept:        "What you entered is kept and sent again with the reason.",
	TooLong:     "What you entered is too long to be kept. Go back to the form and give the reason there.",
	Reason:      "Reason",
	ReasonHint:  "For whoever reads the audit log: what is it needed for? No secrets.",
	GoOn:        "Carry out",
	Send:        "Send for approval",
	Back:        "Do nothing",
	ReviewOpen:  "The reason is kept in the audit log.",
	ReviewAsk:   "This change needs a second person. Nothing happens until it is approved and you carry it out.",

	Title:     "Approvals",
	Lead:      "A dangerous change waits here for a second person. Whoever asked for it carries it out, once, within 24 hours of the approval.",
	Waiting:   "Waiting",
	Ended:     "Decided and ended",
	None:      "Nothing waits",
	NoneText:  "In mode guarded a dangerous change becomes a request here.",
	NoneEnded: "No request has ended yet.",
	Change:    "Change",
	Target:    "Target",
	Asker:     "Asked by",
	Asked:     "Asked",
	Expires:   "Ends",
	State:     "State",
	Older:     "Older",
	Newest:    "Newest",
	States: map[string]string{
		"open": "Waiting for approval", "approved": "Approved", "refused": "Refused", "withdrawn": "Withdrawn",
		"expired": "Expired", "void": "Void", "done": "Carried out",
	},
	ForYou: "For you to decide",

	ShowTitle: "Request: %s",
	Leads: map[string]string{
		"open":      "Waits for a second person. Nothing was done yet.",
		"approved":  "Approved. Whoever asked can carry it out once, until it ends.",
		"refused":   "A second person has refused it. Nothing was done.",
		"withdrawn": "Whoever asked has taken it back. Nothing was done.",
		"expired":   "Its time has run out. Nothing was done.",
		"void":      "It does not fit any more. Nothing was done.",
		"done":      "The approval is used up.",
	},
	Decider:  "Decided by",
	Decided:  "Decided",
	Word:     "Answer",
	Outcome:  "Outcome",
	ToOp:     "Open the operation",
	ToJob:    "Open the job",
	Steps:    "What will happen",
	Document: "What changes in the document",

	Reach:       "Difference in S3 access",
	ReachLead:   "Worked out from the account as it is now.",
	ReachNone:   "No answer of the access matrix changes.",
	ReachUnread: "The buckets were not read yet, so the difference is not known.",

	Decide:   "Your decision",
	WordHint: "Optional. Whoever asked reads it.",
	Approve:  "Approve",
	Refuse:   "Refuse",
	Bar:      "You cannot decide on this",
	Withdraw: "Withdraw request",
	Carry:    "Carry out",
	CarryDo:  "The account is read again first. If anything about the change differs by then, nothing is done.",
	Prove:    "Prove that it is you before you type the password: it is not kept.",
	ProveDo:  "Prove it",
	Again:    "Passwords are not kept. Type it again.",
	Repeat:   "Repeat password",
	Form:     "Only the operator who asked can carry it out.",

	Voided: "What has changed",
	Changed: map[string]string{
		"form":     "What was sent is not what was asked for.",
		"policy":   "The policy %s has another version or says something else.",
		"effect":   "It reaches other users, or gives something else than before.",
		"account":  "What it is about is gone, or is another by now.",
		"approver": "Whoever approved it may not approve any more.",
		"recovery": "The database was restored from an old copy.",
	},
}
