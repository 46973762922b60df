package desk

import (
	"time"

	"keyporter/internal/fault"
)

// JobState is the state of a job.
type JobState string

// The states of a job. The last three have ended with something left to do.
const (
	JobWaiting   JobState = "waiting"
	JobRunning   JobState = "running"
	JobDone      JobState = "done"
	JobPart      JobState = "part"      // some rows failed, or their outcome is not known
	JobCancelled JobState = "cancelled" // by a person
	JobStopped   JobState = "stopped"   // AWS was away
)

// Open reports whether a job in this state has not ended.
func (s JobState) Open() bool { return s == JobWaiting || s == JobRunning }

// Known reports whether s is one of the states.
func (s JobState) Known() bool {
	return s.Open() || s == JobDone || s == JobPart || s == JobCancelled || s == JobStopped
}

// RowState is the state of one row of a job.
type RowState string

// The states of a row. Working is written before the row is carried out: so it
// stays when the process ends meanwhile.
const (
	RowTodo    RowState = "todo"
	RowWorking RowState = "working"
	RowDone    RowState = "done"
	RowFailed  RowState = "failed"
	RowUnknown RowState = "unknown" // AWS may or may not have done it
)

// Job is a change of many rows, which is carried out in the background. Nothing
// in it is secret.
type Job struct {
	ID      string
	Verb    Verb // its kind
	Target  string
	FormKey string
	Content string // hash of what the form says
	Doc     string // JSON of what its kind needs beside the rows
	ActorID string // who began it
	Actor   string
	By      JobActor // who began it or tried the rest again last: its rows are theirs
	State   JobState
	Total   int
	Done    int
	Failed  int
	Unknown int
	Carried int    // how many were done before the rest was tried again
	Current string // the target of the row at work; only where one job is read
	Cancel  bool   // a person has cancelled it; it may still be at work on a row
	Created time.Time
	Began   time.Time // of the last try; zero while it waits
	Ended   time.Time
	Fence   int64 // grows with each claim: an earlier holder's writes are refused
}

// JobActor is who a job acts for in the audit log.
type JobActor struct {
	ID        string
	Name      string
	RequestID string
	Client    string
}

// Ran tells how many rows the last try of a job has come to the end of.
func (j Job) Ran() int { return j.Done - j.Carried + j.Failed + j.Unknown }

// Waits tells how many rows have not come to an end.
func (j Job) Waits() int { return j.Total - j.Done - j.Failed - j.Unknown }

// Left tells how many rows are not done.
func (j Job) Left() int { return j.Total - j.Done }

// JobRow is one row of a job.
type JobRow struct {
	Job    string
	Number int
	Call   string // the AWS action
	Verb   Verb
	Target string   // whose page tells about it
	Detail []string // names and ids that belong to it
	Doc    string   // JSON of what its kind needs
	Again  bool     // may be carried out again where its outcome is not known
	State  RowState
	Lost   bool       // it was carried out before, and its outcome is not known
	Fault  fault.Code // why it failed, or ""
	Args   []string   // of the fault
	Ended  time.Time
}

// Reason returns why the row failed, or nil.
func (r JobRow) Reason() *fault.Fault {
	if r.Fault == "" {
		return nil
	}
	return &fault.Fault{Code: r.Fault, Args: r.Args}
}

// JobFilter narrows a list of jobs.
type JobFilter struct {
	States []JobState // none: all
	Before string     // ids before this one only; "" begins with the newest
	Limit  int
}

// JobRowFilter narrows the rows of a job.
type JobRowFilter struct {
	States []RowState // none: all
	After  int        // numbers after this one only; rows count from 1
	Limit  int
}
