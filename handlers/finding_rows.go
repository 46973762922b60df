package handlers

import (
	"fmt"
	"strings"

	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/templates"
)

// findingRow says one finding.
func findingRow(page templates.Page, f *porter.Finding) templates.FindingRow {
	t, w := page.T, &page.T.Findings
	row := templates.FindingRow{Name: f.Object.Name, URL: objectURL(f.Object)}
	switch f.Object.Kind {
	case porter.ObjectRoot:
		row.Name = w.Root
	case porter.ObjectKey:
		row.Key = true
	case porter.ObjectUserInline, porter.ObjectGroupInline, porter.ObjectRoleInline:
		row.Of = f.Object.Of
	case porter.ObjectRole:
		row.Name = objectName(page, f.Object)
	}
	switch f.Kind {
	case porter.FindRootKeys:
		row.What, row.Note = fmt.Sprintf(w.RootKeys, t.Count(f.Keys)), w.NeverUsed
		if !f.At.IsZero() {
			row.Note = fmt.Sprintf(w.LastUsed, t.Ago(f.At, page.Now))
		}
	case porter.FindEscalation:
		row.What, row.Note = waysWords(page, f.Ways)
	case porter.FindPublic, porter.FindForeign:
		row.What, row.Note = t.Access.Levels[f.Level.String()], t.Access.LevelHelp[f.Level.String()]
	case porter.FindNoMFA:
		row.What = t.Ago(f.At, page.Now)
	case porter.FindOldKey:
		row.What = templates.KeyAge(t, f.Days)
	case porter.FindKeyEnding:
		row.What, row.Note = t.Date(f.At), fmt.Sprintf(w.Old, templates.KeyAge(t, f.Days))
	case porter.FindUnusedKey:
		row.What, row.Note = w.NeverUsed, fmt.Sprintf(w.Old, templates.KeyAge(t, f.Days))
		if !f.At.IsZero() {
			row.What = t.Ago(f.At, page.Now)
		}
	}
	if f.Boundary != "" {
		row.Note = fmt.Sprintf(w.Bound, f.Boundary.Name())
	}
	row.With, row.Users = withLinks(page, f)
	return row
}

// waysWords says the first ways to more permissions, and how many more there are.
func waysWords(page templates.Page, ways [][]string) (first, more string) {
	var words []string
	for _, way := range ways[:min(waysShown, len(ways))] {
		words = append(words, strings.Join(way, " + "))
	}
	if n := len(ways) - waysShown; n > 0 {
		more = fmt.Sprintf(page.T.Findings.MoreWays, page.T.Count(n))
	}
	return strings.Join(words, ", "), more
}

// withLinks are what has to do with a finding, a few of it.
func withLinks(page templates.Page, f *porter.Finding) (links []templates.NameLink, users string) {
	t := page.T
	for _, o := range f.With[:min(withShown, len(f.With))] {
		links = append(links, templates.NameLink{Name: objectName(page, o), URL: objectURL(o)})
	}
	switch f.Kind {
	case porter.FindEscalation, porter.FindWildcard:
		users = fmt.Sprintf(t.Findings.Users, t.Count(f.Users))
		if of := f.Object.Of; of != "" { // an inline policy: whose it is
			links = []templates.NameLink{{Name: of, URL: ownerURL(f.Object)}}
			switch f.Object.Kind {
			case porter.ObjectGroupInline:
				links[0].Name = fmt.Sprintf(t.Findings.In[string(porter.ObjectGroup)], of)
			case porter.ObjectRoleInline:
				links[0].Name = fmt.Sprintf(t.Findings.In[string(porter.ObjectRole)], of)
			}
		}
	case porter.FindOldKey, porter.FindUnusedKey, porter.FindKeyEnding:
		links = []templates.NameLink{{Name: f.Object.Of, URL: ownerURL(f.Object)}}
	}
	if n := len(f.With) - withShown; n > 0 {
		links = append(links, templates.NameLink{Name: "+" + t.Count(n), URL: objectURL(f.Object)})
	}
	return links, users
}

// objectName says what an object is where its name does not.
func objectName(page templates.Page, o porter.Object) string {
	w := &page.T.Findings
	switch {
	case o.Kind == porter.ObjectPolicy && o.Of != "":
		return fmt.Sprintf(w.Through, o.Name, o.Of)
	case o.Kind == porter.ObjectGroupInline:
		return fmt.Sprintf(w.In[string(o.Kind)], o.Name, o.Of)
	case w.In[string(o.Kind)] != "":
		return fmt.Sprintf(w.In[string(o.Kind)], o.Name)
	}
	return o.Name
}

// objectURL is the page of an object; "" of what has none.
func objectURL(o porter.Object) string {
	switch o.Kind {
	case porter.ObjectUser:
		return templates.UserURL(iam.UserName(o.Name))
	case porter.ObjectGroup:
		return templates.GroupURL(iam.GroupName(o.Name))
	case porter.ObjectPolicy:
		return templates.PolicyURL(o.ARN)
	case porter.ObjectUserInline, porter.ObjectGroupInline:
		return templates.InlineURL(ownerURL(o), iam.PolicyName(o.Name))
	case porter.ObjectKey:
		return templates.KeysURL(iam.UserName(o.Of))
	case porter.ObjectBucket:
		return templates.BucketURL(o.Name)
	}
	return ""
}

// ownerURL is the page of whose an object is; "" of a role, which has none.
func ownerURL(o porter.Object) string {
	switch o.Kind {
	case porter.ObjectGroupInline:
		return templates.GroupURL(iam.GroupName(o.Of))
	case porter.ObjectRoleInline:
		return ""
	}
	return templates.UserURL(iam.UserName(o.Of))
}

// withCell is what has to do with a finding, as a cell: each with its kind.
func withCell(f *porter.Finding) []string {
	var all []string
	for _, o := range f.With {
		words := string(o.Kind) + ":" + o.Name
		if o.Of != "" {
			words += " of " + o.Of
		}
		all = append(all, words)
	}
	return all
}

func waysCell(f *porter.Finding) []string {
	var all []string
	for _, way := range f.Ways {
		all = append(all, strings.Join(way, " + "))
	}
	return all
}
