package desk

// Todo counts what waits for a person.
type Todo struct {
	Results []JobResults // of jobs of the session, the oldest first
	Claims  int          // new keys of the operator's rotations whose secrets wait to be taken one by one
	InUse   int          // old keys that are kept only because they are still in use, or may be
	Stuck   int          // rotations that are blocked, not begun, or have stood for RotationStale
	Decide  int          // requests of others that the operator may decide on
	Carry   int          // approvals of the operator's own requests, to be carried out
}

// JobResults is a job with how many secrets wait to be taken in one file.
type JobResults struct {
	Job     string
	Verb    Verb
	Waiting int
}
