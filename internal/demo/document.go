package demo

import (
	"encoding/json"
	"slices"
)

// statement is a statement of a policy, its elements in the order in which people
// write them.
type statement struct {
	Sid       string `json:",omitempty"`
	Effect    string
	Principal any `json:",omitempty"`
	Action    []string
	Resource  []string       `json:",omitempty"`
	Condition map[string]any `json:",omitempty"`
}

// allow is a statement that allows actions on resources.
func allow(sid string, actions []string, resources ...string) statement {
	return statement{Sid: sid, Effect: "Allow", Action: actions, Resource: resources}
}

// deny is a statement that denies actions on resources.
func deny(sid string, actions []string, resources ...string) statement {
	return statement{Sid: sid, Effect: "Deny", Action: actions, Resource: resources}
}

// to is the statement of a bucket policy for the principals, "*" for everyone.
func (s statement) to(principals ...string) statement {
	s.Principal = map[string]any{"AWS": principals}
	if slices.Equal(principals, []string{"*"}) {
		s.Principal = "*"
	}
	return s
}

// when is the statement under a condition.
func (s statement) when(operator, key string, values ...string) statement {
	s.Condition = map[string]any{operator: map[string]any{key: values}}
	return s
}

// document is a policy of the statements.
func document(list ...statement) string {
	text, err := json.MarshalIndent(struct {
		Version   string
		Statement []statement
	}{"2012-10-17", list}, "", "  ")
	if err != nil {
		panic(err) // nothing in it that JSON lacks
	}
	return string(text)
}

// trust is the trust policy of a role.
func trust(kind, who string) string {
	s := statement{Effect: "Allow", Action: []string{"sts:AssumeRole"}, Principal: map[string]string{kind: who}}
	return document(s)
}

func bucketOf(name string) string  { return "arn:aws:s3:::" + name }
func objectsOf(name string) string { return "arn:aws:s3:::" + name + "/*" }

// Actions on buckets and objects that go together.
func reading() []string {
	return []string{"s3:GetBucketLocation", "s3:ListBucket", "s3:GetObject"}
}

func writing() []string {
	return []string{"s3:GetBucketLocation", "s3:ListBucket", "s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:PutObjectTagging"}
}
