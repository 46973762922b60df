package handlers

import (
	"fmt"
	"slices"

	"keyporter/internal/access"
	"keyporter/internal/fault"
	"keyporter/internal/text"
	"keyporter/templates"
)

// against begins the comparison of a user with another, and returns the places of
// the buckets that it is about: those which either of them reaches.
func against(t *text.Text, table *access.Table, subject int, at templates.UserAccessAt) (*templates.AccessComparison, []int) {
	other, found := table.Find(access.SubjectUser, at.With)
	if !found {
		return &templates.AccessComparison{Missing: t.Fault(fault.New(fault.NotFound, fault.CodeSubjectNotFound, at.With))}, nil
	}
	c := &templates.AccessComparison{Subjects: [2]int{subject, other}}
	var list []int
	for i, s := range c.Subjects {
		c.Names[i] = table.Subjects()[s].Name
		reached, _ := userBuckets(table, s, at)
		list = append(list, reached...)
	}
	slices.Sort(list)
	list = slices.Compact(list)
	differ := 0
	for _, b := range list {
		if templates.Differ(t, table, c.Subjects, b) != "" {
			differ++
		}
	}
	c.Summary = fmt.Sprintf(t.UserAccess.Differs, t.Count(differ), t.Count(len(list)))
	return c, list
}
