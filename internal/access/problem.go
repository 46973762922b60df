package access

import (
	"keyporter/internal/iam"
	"keyporter/internal/policy"
)

// ProblemKind says what a policy is that cannot be counted in.
type ProblemKind string

// The kinds of policies.
const (
	ProblemManaged ProblemKind = "managed" // attached to users, groups or roles, or their boundary
	ProblemInline  ProblemKind = "inline"  // of Holder
	ProblemBucket  ProblemKind = "bucket"  // of the bucket that Holder names
	ProblemControl ProblemKind = "control" // of the level of the organization that Holder names
)

// Problem is a policy that is no policy document, or that was not read. Whoever
// it touches has unknown answers.
type Problem struct {
	Kind   ProblemKind `json:"kind"`
	Holder Subject     `json:"holder,omitzero"`  // whose inline policy it is
	Within string      `json:"within,omitempty"` // the bucket, or the level of the organization
	Name   string      `json:"name,omitempty"`
	ARN    iam.ARN     `json:"arn,omitempty"`
	Code   policy.Code `json:"code"` // what is wrong with it, CodeUnread where it was not read
	Args   []string    `json:"args,omitempty"`
	Line   int         `json:"line,omitempty"`   // from 1; 0 where it was not read
	Column int         `json:"column,omitempty"` // in characters, from 1
}

// Problems lists the policies that could not be counted in, each once.
func (t *Table) Problems() []Problem {
	var list []Problem
	seen := map[iam.ARN]bool{}
	add := func(p Problem, d *document) {
		if d.fault == nil || p.ARN != "" && seen[p.ARN] {
			return
		}
		seen[p.ARN] = true
		p.Code, p.Args, p.Line, p.Column = d.fault.Code, d.fault.Args, d.fault.Position.Line, d.fault.Position.Column
		list = append(list, p)
	}
	for _, level := range t.controls.levels {
		for _, p := range level.policies {
			add(Problem{Kind: ProblemControl, Within: level.id, Name: p.name}, p.document)
		}
	}
	for i := range t.holders {
		h := t.holders[i]
		own := func(p held) {
			if p.arn != "" {
				add(Problem{Kind: ProblemManaged, Name: p.name, ARN: p.arn}, p.document)
			} else if p.group == "" || p.name == "" || h.Kind == SubjectGroup {
				add(Problem{Kind: ProblemInline, Holder: h.Subject, Within: p.group, Name: p.name}, p.document)
			}
		}
		t.reader.identity(h, own)
		if h.bounded {
			own(t.reader.boundary(h))
		}
	}
	for _, b := range t.buckets {
		if b.document != nil {
			add(Problem{Kind: ProblemBucket, Within: b.Name}, b.document)
		}
	}
	return list
}
