package templates

import (
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// UserTags is the page on which the tags of a user are changed: a form, then
// its review.
type UserTags struct {
	Page
	Rows    TagRows
	Base    string
	Review  bool
	Changes []TagChangeRow
	Steps   []StepLine
	Fault   *fault.Fault
	Action  string
	BackURL string
}

// TagChangeRow is what becomes of one tag.
type TagChangeRow struct{ Key, Before, After string }

// NewTagChangeRow says a change; nil is a tag that is not there.
func NewTagChangeRow(p Page, key string, before, after *iam.Tag) TagChangeRow {
	word := func(t *iam.Tag) string {
		switch {
		case t == nil:
			return p.T.Tags.Absent
		case t.Value == "":
			return p.T.Tags.Empty
		}
		return t.Value
	}
	return TagChangeRow{key, word(before), word(after)}
}

// NewUserTags starts the page of a user.
func NewUserTags(p Page, n iam.UserName, rows TagRows) UserTags {
	return UserTags{Page: p, Rows: rows, Action: UserTagsURL(n), BackURL: UserURL(n)}
}
