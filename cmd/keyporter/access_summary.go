package main

import "keyporter/internal/access"

// summary is how many pairs of a user and a bucket have each answer. Full counts
// those with ten yes.
type summary struct {
	Users       int              `json:"users"`
	Buckets     int              `json:"buckets"`
	List        answers          `json:"list"`
	Read        answers          `json:"read"`
	Write       answers          `json:"write"`
	Delete      answers          `json:"delete"`
	Tag         answers          `json:"tag"`
	Permissions answers          `json:"permissions"`
	Full        int              `json:"full"`
	Incomplete  bool             `json:"incomplete"`
	Gaps        []access.Gap     `json:"gaps"`
	Problems    []access.Problem `json:"problems"`
}

// answers is how many pairs have each answer in a column.
type answers struct {
	Yes     int `json:"yes"`
	If      int `json:"if"`
	No      int `json:"no"`
	Unknown int `json:"unknown"`
}

// summary writes how many of each answer there are, as one object.
func (q *audit) summary() error {
	a, n := q.table.Account(), q.table.Counts(access.SubjectUser)
	column := func(c access.Column) answers {
		by := n.Columns[c]
		return answers{Yes: by[access.Yes], If: by[access.If], No: by[access.No], Unknown: by[access.Unknown]}
	}
	return writeJSON(q.out, summary{
		Users: len(a.Users), Buckets: len(a.Buckets), Full: n.Full,
		List: column(access.List), Read: column(access.Read), Write: column(access.Write),
		Delete: column(access.Delete), Tag: column(access.Tag), Permissions: column(access.Permissions),
		Incomplete: !q.whole(), Gaps: append([]access.Gap{}, a.Gaps...), Problems: append([]access.Problem{}, q.problems...),
	})
}
