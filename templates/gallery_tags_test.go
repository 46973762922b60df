package templates_test

import (
	"fmt"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/templates"
)

// tagSamples are the page on which the tags of a user are changed.
func tagSamples(p templates.Page) []sample {
	page := titled(p, fmt.Sprintf(p.T.Tags.Title, "svc-upload"), templates.SectionUsers)
	tags := []iam.Tag{{Key: "team", Value: "데이터"}, {Key: "AKIAIOSFODNN7EXAMPLE", Value: "laptop of ana"}, {Key: "empty"}}
	of := func(tags []iam.Tag, f *fault.Fault) templates.UserTags {
		rows := templates.NewTagRows(page, tags, false, f).KeyDescriptions(func(key string) bool { return strings.HasPrefix(key, "AKIA") })
		v := templates.NewUserTags(page, "svc-upload", rows)
		v.Fault = f
		return v
	}
	bad := append(tags[:2:2], iam.Tag{Key: "TEAM", Value: "x"}, iam.Tag{Key: "aws:x", Value: longName + "?"})
	wrong := of(bad, fault.Join(iam.CheckTags(bad, nil)...).(*fault.Fault))
	full := make([]iam.Tag, iam.MaxTags)
	for i := range full {
		full[i] = iam.Tag{Key: fmt.Sprintf("key-%d", i), Value: longName}
	}
	review := of(tags, nil)
	review.Review = true
	review.Steps = []templates.StepLine{
		{Text: p.T.Step(string(desk.UserUntag), "svc-upload", "old, "+longName), Call: "UntagUser"},
		{Text: p.T.Step(string(desk.UserTags), "svc-upload", "team=데이터"), Call: "TagUser"},
	}
	review.Changes = []templates.TagChangeRow{templates.NewTagChangeRow(p, "old", &tags[0], nil), templates.NewTagChangeRow(p, longName, nil, &tags[2])}
	absent := of(nil, nil)
	absent.Offers = iam.Offers{iam.FeatureTags: iam.NotOffered}
	return []sample{{"user-tags-none", of(nil, nil).View()}, {"user-tags", of(tags, nil).View()}, {"user-tags-wrong", wrong.View()},
		{"user-tags-full", of(full, nil).View()}, {"user-tags-review", review.View()}, {"user-tags-absent", absent.View()}}
}
