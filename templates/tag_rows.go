package templates

import (
	"fmt"
	"strconv"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// tagBlanks is how many rows without a tag a form has.
const tagBlanks = 3

// TagRows is the block in which the tags of a user are typed: the fields key0,
// value0, key1 and so on.
type TagRows struct {
	Page
	Rows  []TagRow
	Count string
	Fault *fault.Fault
}

// TagRow is one tag of the block.
type TagRow struct {
	Name  string // the number in the names of the fields
	Key   string
	Value string
	Note  string
}

// NewTagRows makes a block of tags with some blank rows; more adds others. AWS
// takes no more than iam.MaxTags in all.
func NewTagRows(p Page, tags []iam.Tag, more bool, f *fault.Fault) TagRows {
	v, used, blanks := TagRows{Page: p, Fault: f}, 0, 0
	add := func(t iam.Tag) { v.Rows = append(v.Rows, TagRow{strconv.Itoa(len(v.Rows)), t.Key, t.Value, ""}) }
	for _, t := range tags {
		if t != (iam.Tag{}) {
			used++
		} else {
			blanks++
		}
		add(t)
	}
	want := tagBlanks
	if more {
		want += blanks
	}
	for ; blanks < want && len(v.Rows) < iam.MaxTags; blanks++ {
		add(iam.Tag{})
	}
	v.Count = fmt.Sprintf(p.T.Tags.Count, p.T.Count(used), p.T.Count(iam.MaxTags))
	return v
}

// Fields are the names of the block's fields.
func (p TagRows) Fields() []string {
	var list []string
	for _, r := range p.Rows {
		list = append(list, "key"+r.Name, "value"+r.Name)
	}
	return list
}

// KeyDescriptions says of the rows that describe access keys that they do.
func (p TagRows) KeyDescriptions(isKey func(string) bool) TagRows {
	for i := range p.Rows {
		if r := &p.Rows[i]; r.Key != "" && isKey(r.Key) {
			r.Note = p.T.Tags.KeyNote
		}
	}
	return p
}

// number is what a row is called: they count from 1.
func (r TagRow) number() string {
	n, _ := strconv.Atoi(r.Name)
	return strconv.Itoa(n + 1)
}
