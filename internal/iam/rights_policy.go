package iam

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// MaxManagedPolicy is how many characters a managed policy may have, without
// white space.
// Rule: "IAM and AWS STS quotas, name requirements, and character limits", IAM
// user guide.
const MaxManagedPolicy = 6144

// rightsStatement is one statement of the policy. Its fields stand in the order
// in which AWS's own documents have them.
type rightsStatement struct {
	Sid      string   `json:"Sid"`
	Effect   string   `json:"Effect"`
	Action   []string `json:"Action"`
	Resource []string `json:"Resource"`
}

// Documents is the policy that allows the rights, as managed policies that all
// have to be attached: one, unless it does not fit. The same options give the
// same text.
func (o RightsOptions) Documents() ([]string, error) {
	var docs []string
	var held []rightsStatement // of the last document
	for _, s := range o.statements() {
		held = append(held, s)
		text, err := rightsDocument(held)
		if err == nil && policySize(text) > MaxManagedPolicy && len(held) > 1 {
			held = []rightsStatement{s}
			text, err = rightsDocument(held)
		}
		if err != nil {
			return nil, err
		}
		if len(held) == 1 {
			docs = append(docs, "")
		}
		docs[len(docs)-1] = text
	}
	return docs, nil
}

// statements has one statement for each kind of resource that is read, and for
// each that is changed.
func (o RightsOptions) statements() []rightsStatement {
	var list []rightsStatement
	for _, changed := range []bool{false, true} {
		for _, on := range []RightOn{OnAll, OnUsers, OnGroups, OnRoles, OnPolicy, OnFactors, OnBuckets, OnCaller} {
			s := rightsStatement{Sid: rightsSid(on, changed), Effect: "Allow", Resource: o.resources(on, changed)}
			for _, r := range o.Rights() {
				if r.On == on && r.Area.Changes() == changed {
					s.Action = append(s.Action, r.Action)
				}
			}
			slices.Sort(s.Action)
			if s.Action = slices.Compact(s.Action); len(s.Action) > 0 {
				list = append(list, s)
			}
		}
	}
	return list
}

// rightsSid names a statement: AWS takes letters and digits only ("Sid", IAM JSON
// policy elements reference).
func rightsSid(on RightOn, changed bool) string {
	kind := strings.ToUpper(string(on[:1])) + string(on[1:])
	if on == OnAll {
		kind = "Account"
	}
	if changed {
		return "Change" + kind
	}
	return "Read" + kind
}

func rightsDocument(list []rightsStatement) (string, error) {
	text, err := json.MarshalIndent(struct {
		Version   string            `json:"Version"`
		Statement []rightsStatement `json:"Statement"`
	}{"2012-10-17", list}, "", "  ")
	if err != nil {
		return "", fmt.Errorf("write the policy: %w", err)
	}
	return string(text), nil
}

// policySize is how long AWS says that a document is: it does not count white
// space.
func policySize(text string) int {
	n := 0
	for _, r := range text {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}
