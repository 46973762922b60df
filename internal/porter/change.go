package porter

import (
	"encoding/json"
	"slices"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
)

// change is what a document or a setting was and becomes, for the audit log.
type change struct{ before, after string }

// maxChange is how long a text may be that the audit log keeps; AWS's longest
// documents are shorter.
const maxChange = 128 << 10

// changeOf tells what an act changes. It is an allow-list: of what is not named
// here the log has names and ids only, and no secret is a document, a tag or a
// setting. What was there before is as the account in memory has it.
func (p *Porter) changeOf(a act) change {
	c := p.Snapshot().changeOf(a)
	if len(c.before) > maxChange || len(c.after) > maxChange {
		return change{}
	}
	return c
}

func (s *Snapshot) changeOf(a act) change {
	switch said := a.content.(type) {
	case NewPolicy:
		return change{"", said.Document}
	case PolicyEdit:
		now, _ := s.Policy(said.ARN)
		return change{now.Document, said.Document}
	case InlineEdit:
		return change{inlineOf(s.inlineOf(a), said.Name), said.Document}
	case iam.PolicyName:
		return change{inlineOf(s.inlineOf(a), said), ""}
	case TagsEdit:
		u, _ := s.User(iam.UserName(a.target))
		return change{tagLines(u.Tags), tagLines(said.Tags)}
	case PasswordEdit:
		return change{asJSON(said.Base), asJSON(said.Want)}
	case settingEdit:
		return change{asJSON(said.was), asJSON(said.Want)}
	}
	switch a.verb {
	case desk.PolicyDelete:
		now, _ := s.Policy(iam.ARN(a.target))
		return change{now.Document, ""}
	case desk.AliasSet:
		return change{s.Alias, a.target}
	case desk.AliasDelete:
		return change{a.target, ""}
	}
	return change{}
}

// inlineOf returns the inline policies of whom an act is about.
func (s *Snapshot) inlineOf(a act) []iam.InlinePolicy {
	if a.verb == desk.GroupInlinePut || a.verb == desk.GroupInlineDelete {
		g, _ := s.Group(iam.GroupName(a.target))
		return g.Inline
	}
	u, _ := s.User(iam.UserName(a.target))
	return u.Inline
}

func inlineOf(list []iam.InlinePolicy, name iam.PolicyName) string {
	i := slices.IndexFunc(list, func(o iam.InlinePolicy) bool { return o.Name.Fold() == name.Fold() })
	if i < 0 {
		return ""
	}
	return list[i].Document
}

// tagLines writes each tag on a line.
func tagLines(tags []iam.Tag) string {
	lines := make([]string, 0, len(tags))
	for _, t := range tags {
		if t.Key != "" || t.Value != "" { // a row that was left empty
			lines = append(lines, t.Key+" = "+t.Value)
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// asJSON writes a setting, none of which is a secret.
func asJSON(v any) string {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return ""
	}
	return string(b)
}
