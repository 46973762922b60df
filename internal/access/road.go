package access

import (
	"keyporter/internal/iam"
	"keyporter/internal/policy"
)

// RoadKind says how a subject gets an answer that is not no.
type RoadKind string

// The roads.
const (
	RoadGroup        RoadKind = "group"         // a policy of Group
	RoadDirect       RoadKind = "direct"        // a policy attached to the user or the role
	RoadInline       RoadKind = "inline"        // an inline policy of the user, the role or the group itself
	RoadBucketPolicy RoadKind = "bucket-policy" // the bucket's policy
	RoadACL          RoadKind = "acl"           // the bucket's access control list
	RoadDenied       RoadKind = "denied"        // something allows, and Policy or a limit denies
	RoadUnknown      RoadKind = "unknown"       // something was not read
)

// Via is a road with the policy that it leads through. It may be compared.
type Via struct {
	Kind   RoadKind     `json:"kind"`
	Group  string       `json:"group,omitempty"`
	Policy string       `json:"policy,omitempty"`
	ARN    iam.ARN      `json:"arn,omitempty"`
	Layer  policy.Layer `json:"layer,omitempty"` // in RoadDenied: what denies
}

// Road is how one subject gets to a bucket.
type Road struct {
	Subject int // its index
	Answer  Answer
	Via     Via
}

// Roads tells for a question how each subject gets to the bucket whose answer is
// not no, and of those whose answer is no, what denies what something allows. The
// strongest road counts, and of equal ones the first.
func (t *Table) Roads(bucket int, q Question) []Road {
	var list []Road
	for i := range t.holders {
		if road, ok := t.road(i, bucket, q); ok {
			list = append(list, road)
		}
	}
	return list
}

func (t *Table) road(subject, bucket int, q Question) (Road, bool) {
	h, b := t.holders[subject], t.buckets[bucket]
	road := Road{Subject: subject, Answer: t.Cell(subject, bucket).Answer(q)}
	best := policy.Never
	t.reader.identity(h, func(p held) {
		for i := range t.rows[subject].claims {
			c := &t.rows[subject].claims[i]
			if c.deny || c.limit || c.level > 0 || !p.document.owns(c) {
				continue
			}
			one := c.at(b.place)
			if allow := one.truth(q); allow > best {
				best = allow
				road.Via = Via{Kind: RoadInline, Group: p.group, Policy: p.name, ARN: p.arn}
				switch {
				case p.group != "" && h.Kind != SubjectGroup:
					road.Via.Kind = RoadGroup
				case p.arn != "":
					road.Via.Kind = RoadDirect
				}
			}
		}
	})
	r := h.rule(b)
	if h.account == b.owner[0] {
		r.account = say{} // it opens nothing by itself
	}
	open := r.direct
	open.or(r.role)
	open.or(r.account)
	if allow := open.truth(q); allow > best {
		best = allow
		road.Via = Via{Kind: RoadBucketPolicy, Policy: b.Name}
		if b.acl.grants(h)&(1<<q) != 0 {
			road.Via = Via{Kind: RoadACL}
		}
	}
	switch {
	case road.Answer == Unknown:
		road.Via = Via{Kind: RoadUnknown}
	case best == policy.Never:
		return road, road.Answer != No
	case road.Answer == No:
		road.Via = Via{Kind: RoadDenied}
	}
	return road, true
}
