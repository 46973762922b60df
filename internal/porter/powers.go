package porter

import (
	"slices"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/policy"
)

// power is one thing for which a document is dangerous, and the statement that gives it.
type power struct {
	kind desk.DangerKind
	sid  string
}

// powersOf is what is dangerous in a document. Strict takes every Allow as it
// stands: a condition may hold, and another policy may not deny. Otherwise it is
// what findings tell of the document, and what lets every role be assumed or passed
// without a condition.
func powersOf(document string, strict bool) []power {
	doc, err := policy.Parse(document)
	if err != nil {
		return []power{{kind: desk.DangerUnreadable}}
	}
	var found []power
	for i := range doc.Statements {
		if s := &doc.Statements[i]; s.Effect == policy.Allow {
			for _, kind := range statementPowers(s, strict) {
				found = append(found, power{kind, s.Sid})
			}
		}
	}
	r := readPolicy(document)
	for _, way := range r.ways {
		found = append(found, power{kind: wayKind(way)})
	}
	if r.full {
		found = append(found, power{kind: desk.DangerAdmin})
	}
	return foremost(found)
}

// foremost leaves one power of each kind, with its statement where one is known.
// Who may do everything may do the rest too.
func foremost(found []power) []power {
	if slices.ContainsFunc(found, func(o power) bool { return o.kind == desk.DangerAdmin }) {
		found = slices.DeleteFunc(found, func(o power) bool { return o.kind != desk.DangerAdmin })
	}
	var kept []power
	for _, one := range found {
		i := slices.IndexFunc(kept, func(o power) bool { return o.kind == one.kind })
		switch {
		case i < 0:
			kept = append(kept, one)
		case kept[i].sid == "":
			kept[i].sid = one.sid
		}
	}
	return kept
}

// wayKind says what a way to get more than is granted is.
func wayKind(actions []string) desk.DangerKind {
	switch {
	case slices.Contains(actions, "iam:PassRole"):
		return desk.DangerPassRole
	case strings.HasPrefix(actions[0], "iam:") && len(actions) == 1:
		return desk.DangerIAMWrite
	}
	return desk.DangerEscalate
}

// statementPowers is what a statement that allows something is dangerous for.
func statementPowers(s *policy.Statement, strict bool) []desk.DangerKind {
	if len(s.Conditions) > 0 && !strict {
		return nil
	}
	var kinds []desk.DangerKind
	if strict && slices.ContainsFunc(s.Actions, func(t policy.Text) bool { return strings.Trim(t.Value, "*:") == "" }) {
		return append(kinds, desk.DangerAdmin)
	}
	if strict && changesIAM(s) {
		kinds = append(kinds, desk.DangerIAMWrite)
	}
	if allows(s, "iam:PassRole") && (strict || wide(s)) {
		kinds = append(kinds, desk.DangerPassRole)
	}
	if allows(s, "sts:AssumeRole") && (wide(s) || strict && !named(s)) {
		kinds = append(kinds, desk.DangerAssumeAny)
	}
	return kinds
}

// allows reports whether a statement is about an action.
func allows(s *policy.Statement, action string) bool {
	covers := func(t policy.Text) bool {
		return policy.NewPattern(strings.ToLower(t.Value), false).Covers(strings.ToLower(action))
	}
	if s.NotActions != nil {
		return !slices.ContainsFunc(s.NotActions, covers)
	}
	return slices.ContainsFunc(s.Actions, covers)
}

// wide reports whether a statement is about everything, or every role.
func wide(s *policy.Statement) bool {
	return s.Resources == nil || slices.ContainsFunc(s.Resources, func(t policy.Text) bool {
		if strings.Trim(t.Value, "*:") == "" {
			return true
		}
		arn, ok := policy.ParseARN(t.Value)
		return ok && arn.Service == "iam" && strings.HasSuffix(arn.Resource, "*") && strings.Trim(strings.TrimPrefix(arn.Resource, "role"), "*/") == ""
	})
}

// named reports whether every resource of a statement is one by its full name.
func named(s *policy.Statement) bool {
	return s.Resources != nil && !slices.ContainsFunc(s.Resources, func(t policy.Text) bool { return strings.ContainsAny(t.Value, "*?$") })
}

// changesIAM reports whether a statement is about an action that changes IAM, or
// one of IAM that nobody knows yet. Whoever changes the own password proves the old
// one, and gains nothing ("ChangePassword", IAM API reference).
func changesIAM(s *policy.Statement) bool {
	for _, a := range policy.Actions("iam") {
		changes := a.Level != policy.LevelList && a.Level != policy.LevelRead && a.Name != "ChangePassword" && a.Name != "PassRole"
		if changes && allows(s, "iam:"+a.Name) {
			return true
		}
	}
	return slices.ContainsFunc(s.Actions, func(t policy.Text) bool {
		low := strings.ToLower(t.Value)
		return strings.HasPrefix(low, "iam:") && len(policy.ExpandActions(low)) == 0
	})
}

// denies reports whether a document denies something, or whether that cannot be
// told.
func denies(document string) bool {
	doc, err := policy.Parse(document)
	return err != nil || slices.ContainsFunc(doc.Statements, func(s policy.Statement) bool { return s.Effect == policy.Deny })
}
