package access

import (
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
	Resource string   `json:"resource"`       // the ARN asked about: the bucket, or all its objects
	Cause    Cause    `json:"cause"`
	Steps    []Step   `json:"steps"`             // what has a say: controls, denies, boundary, identity, resource, ACL
	Others   []Step   `json:"others,omitempty"`  // the rest of all policies
	Flips    []Flip   `json:"changes,omitempty"` // what would turn the answer, each by itself or together
	Shut     bool     `json:"blocked,omitempty"` // the block of public access keeps the subject out
	Unread   []Unread `json:"unread,omitempty"`  // what could not be read and bears on the answer
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

// Flip is a change that would turn the answer, or would help to: of several that
// allow, each has to go, and of several that deny as well.
type Flip struct {
	Code   FlipCode     `json:"code"`
	Layer  policy.Layer `json:"layer,omitempty"`
	Level  string       `json:"level,omitempty"`
	Policy string       `json:"policy,omitempty"`
	ARN    iam.ARN      `json:"arn,omitempty"`
	Step   *Step        `json:"step,omitempty"`
}
