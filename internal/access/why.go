package access

import (
	"strings"

	"keyporter/internal/iam"
	"keyporter/internal/policy"
)

// Cause says what an answer comes from: the cause that package policy gives, or
// one of these, which no policy is.
type Cause = policy.Cause

// The causes beside those of policy.
const (
	CauseACL    Cause = "acl-allows"   // the bucket's ACL grants
	CauseBlock  Cause = "block"        // the block of public access keeps the subject out
	CauseUnread Cause = "not-readable" // a policy or a part of the bucket could not be read
)

// LayerACL is the bucket's access control list, beside the layers of policies.
const LayerACL policy.Layer = "acl"

// Why is the reason for one answer, found anew. It holds codes and values, no
// sentences.
type Why struct {
	Subject  Subject  `json:"subject"`
	Bucket   string   `json:"bucket"`
	Question Question `json:"question"`
	Answer   Answer   `json:"answer"`
	Some     bool     `json:"some,omitempty"` // some objects only
	// Resource is the ARN that Decision is about: the bucket, or an object that
	// the answer is about.
	Resource string `json:"resource"`
	// Decision is that of the evaluator which explains, for a request with
	// nothing in its context but what is known of the subject.
	Decision *policy.Decision `json:"-"`
	Cause    Cause            `json:"cause"`
	Steps    []Step           `json:"steps"`             // what had a say: controls, denies, boundary, identity, resource
	Others   []Step           `json:"others,omitempty"`  // the rest of all policies
	Flips    []Flip           `json:"changes,omitempty"` // the smallest changes that would turn the answer
	Shut     bool             `json:"blocked,omitempty"` // the block of public access keeps the subject out
	Unread   []Unread         `json:"unread,omitempty"`  // what could not be read and bears on the answer
}

// Step is a statement, or a grant of the bucket's ACL, with what it has to say.
type Step struct {
	Layer      policy.Layer  `json:"layer"`
	Level      string        `json:"level,omitempty"` // of the organization
	Kind       policy.Kind   `json:"kind,omitempty"`  // of an identity policy
	Group      string        `json:"group,omitempty"` // that it comes through
	Policy     string        `json:"policy,omitempty"`
	ARN        iam.ARN       `json:"arn,omitempty"`
	Effect     policy.Effect `json:"effect"`
	Sid        string        `json:"sid,omitempty"`
	Statement  int           `json:"statement"` // its number in the policy, from 0
	Line       int           `json:"line,omitempty"`
	Decides    bool          `json:"decides,omitempty"`
	Conditions []Condition   `json:"conditions,omitempty"` // that hold for some requests only
	Objects    []string      `json:"objects,omitempty"`    // patterns, where it covers some objects only
	Outside    bool          `json:"outside,omitempty"`    // Objects are those that it does not cover
	Somebody   bool          `json:"somebody,omitempty"`   // it names one session, or one principal of the account
	Not        NotCode       `json:"not,omitempty"`        // in Others: what it fails on
	Grantee    string        `json:"grantee,omitempty"`    // of an ACL
	Permission string        `json:"permission,omitempty"` // likewise
}

// NotCode says what a statement fails on.
type NotCode string

// What a statement can fail on, in the order in which it is looked at.
const (
	NotAction    NotCode = "action"
	NotPrincipal NotCode = "principal"
	NotResource  NotCode = "resource"
	NotCondition NotCode = "condition"
)

// Condition is a condition of a statement.
type Condition struct {
	Operator string   `json:"operator"`
	Key      string   `json:"key"`
	Values   []string `json:"values"`
}

// Unread is a policy or a part of a bucket that could not be read.
type Unread struct {
	Layer  policy.Layer   `json:"layer,omitempty"`
	Policy string         `json:"policy,omitempty"`
	ARN    iam.ARN        `json:"arn,omitempty"`
	Group  string         `json:"group,omitempty"`
	Part   iam.BucketPart `json:"part,omitempty"`
}

// FlipCode says what a change is.
type FlipCode string

// The changes that would turn an answer.
const (
	FlipAllow      FlipCode = "allow"      // an identity policy has to allow
	FlipBucket     FlipCode = "bucket"     // the bucket's policy has to allow
	FlipBoundary   FlipCode = "boundary"   // the boundary, Policy and ARN, has to allow
	FlipControl    FlipCode = "control"    // the level of the organization has to allow
	FlipRemove     FlipCode = "remove"     // the statement of Step has to go
	FlipConditions FlipCode = "conditions" // the conditions of Step have to be met, or for a deny not met
	FlipObjects    FlipCode = "objects"    // the statement of Step has to cover every object
	FlipBlock      FlipCode = "block"      // the block of public access has to go
	FlipGrant      FlipCode = "grant"      // the grant of the ACL, in Step, has to go
	FlipRead       FlipCode = "read"       // what could not be read has to be read
)

// Flip is the smallest change of its kind that would turn the answer. Several
// changes of one Why are needed together where All is set.
type Flip struct {
	Code   FlipCode     `json:"code"`
	Layer  policy.Layer `json:"layer,omitempty"`
	Level  string       `json:"level,omitempty"`
	Policy string       `json:"policy,omitempty"`
	ARN    iam.ARN      `json:"arn,omitempty"`
	Step   *Step        `json:"step,omitempty"`
}

// Why tells the reason for an answer.
func (t *Table) Why(subject, bucket int, q Question) *Why {
	h, b, c := &t.holders[subject], t.buckets[bucket], t.Cell(subject, bucket)
	w := &Why{Subject: h.Subject, Bucket: b.Name, Question: q, Answer: c.Answer(q), Some: c.Some(q)}
	w.Resource = b.arn
	if q.OnObjects() {
		w.Resource += "/object"
	}
	request, policies := t.request(h, b, w.Resource, q)
	w.Decision = policy.Evaluate(request, policies)
	w.Cause = w.Decision.Cause
	return w
}

// request is one that nothing is known of but its subject.
func (t *Table) request(h *holder, b *bucket, resource string, q Question) (policy.Request, policy.Policies) {
	r := policy.Request{Principal: h.ARN, Action: q.Action(), Resource: resource, ResourceAccount: b.owner[0], Context: h.context(b)}
	var p policy.Policies
	source := func(list []policy.Source, one held) []policy.Source {
		if one.document.doc == nil {
			return list
		}
		return append(list, policy.Source{Name: one.name, Kind: one.kind, Group: one.group, Doc: one.document.doc})
	}
	t.reader.identity(h, func(one held) { p.Identity = source(p.Identity, one) })
	if h.members {
		for _, level := range t.controls.levels {
			l := policy.Level{ID: level.id}
			for _, one := range level.policies {
				l.Policies = source(l.Policies, one)
			}
			p.Control = append(p.Control, l)
		}
	}
	if h.bounded {
		for _, one := range source(nil, t.reader.boundary(h)) {
			p.Boundary = &one
		}
	}
	if b.document != nil && b.document.doc != nil {
		p.Resource = &policy.Source{Name: b.Name, Doc: b.document.doc}
	}
	switch h.Kind {
	case SubjectRole:
		r.Principal = "arn:" + t.account.partition() + ":sts::" + h.account + ":assumed-role/" + h.Name + "/session"
	case SubjectGroup:
		r.Principal = h.facts.arn[0] + "member"
	case SubjectAccount:
		if h.ARN == "" {
			r.Principal = h.Name
		}
	}
	return r, p
}

// context is what is known of all requests of the subject.
func (h *holder) context(b *bucket) *policy.Context {
	keys := []string{"aws:username", "aws:userid", "aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalType", "aws:PrincipalIsAWSService", "aws:ResourceAccount", "s3:ResourceAccount"}
	for _, tag := range h.facts.tags {
		keys = append(keys, "aws:PrincipalTag/"+tag.Key)
	}
	values := map[string][]string{}
	for _, key := range keys {
		if f := h.facts.fact(strings.ToLower(key), b.owner); f.State == policy.Exact {
			values[key] = f.Values
		}
	}
	return policy.NewContext(values)
}

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
	h, b := &t.holders[subject], t.buckets[bucket]
	road := Road{Subject: subject, Answer: t.Cell(subject, bucket).Answer(q)}
	best := policy.Never
	t.reader.identity(h, func(p held) {
		for i := range t.rows[subject].claims {
			c := &t.rows[subject].claims[i]
			if c.deny || c.limit || c.level > 0 || !p.document.has(c.term) {
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

func (d *document) has(t *term) bool {
	for i := range d.terms {
		if &d.terms[i] == t {
			return true
		}
	}
	return false
}
