package templates_test

import (
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/templates"
)

// renameSamples are the pages that give a user or a group another name and path.
func renameSamples(p templates.Page) []sample {
	user := templates.NewUserRename(titled(p, "svc-upload", templates.SectionUsers), iam.User{Name: "svc-upload", Path: "/teams/data/", ARN: "arn:aws:iam::123456789012:user/teams/data/svc-upload"})
	wrong := user
	wrong.Name, wrong.Path, wrong.Faulty = longName, "teams", true
	wrong.Fault = fault.Join(iam.UserName(longName).Check("name"), iam.CheckUserPath("path", "teams")).(*fault.Fault)
	review := user
	review.Name, review.Review, review.After = "svc-upload-2", true, "arn:aws:iam::123456789012:user/teams/data/svc-upload-2"
	review.Steps = []templates.StepLine{{Text: p.T.Step(string(desk.UserRename), "svc-upload", "svc-upload-2", "/teams/data/"), Call: "UpdateUser"}}
	alone := review
	review.Unread = true
	for i, n := range []templates.NamedRow{
		templates.NewNamedRow(p, iam.AttachedPolicy{Name: "watch", ARN: ownARN}, "", "").At(p, "Self", 12),
		templates.NewNamedRow(p, iam.AttachedPolicy{Name: iam.PolicyName(longName)}, "ana.kim", "").At(p, "", 140),
		templates.NewNamedRow(p, iam.AttachedPolicy{Name: "team"}, "", "developers").At(p, strings.Repeat("Sid", 20), 7),
	} {
		n.Element, n.Value = []string{"Resource", "aws:username", "NotResource"}[i], "arn:aws:iam::123456789012:user/teams/data/svc-upload"
		review.Named = append(review.Named, n)
	}
	absent := user
	absent.Offers = iam.Offers{iam.FeatureRename: iam.NotOffered}
	group := templates.NewGroupRename(titled(p, "developers", templates.SectionGroups), iam.Group{Name: "developers", ARN: "arn:aws:iam::123456789012:group/developers"})
	groupReview := group
	groupReview.Review, groupReview.Name, groupReview.After = true, "devs", "arn:aws:iam::123456789012:group/devs"
	groupReview.Steps = []templates.StepLine{{Text: p.T.Step(string(desk.GroupRename), "developers", "devs", "/"), Call: "UpdateGroup"}}
	return []sample{{"rename-user", user.View()}, {"rename-user-wrong", wrong.View()}, {"rename-user-review", review.View()}, {"rename-user-unnamed", alone.View()},
		{"rename-absent", absent.View()}, {"rename-group", group.View()}, {"rename-group-review", groupReview.View()}}
}
