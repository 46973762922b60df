package templates_test

import (
	"fmt"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/templates"
)

// copySamples are the page that copies permissions from a user.
func copySamples(p templates.Page) []sample {
	page := titled(p, fmt.Sprintf(p.T.Copying.Title, "svc-upload"), templates.SectionUsers)
	choice := templates.NewUserCopy(page, "svc-upload")
	choice.Users = templates.UserPick{Query: "a", Found: []iam.UserName{"ana.kim", iam.UserName(longName)}, Match: 30}
	wrong := choice
	wrong.Users.Chosen, wrong.Fault, wrong.Faulty = []iam.UserName{"svc-upload"}, fault.Field("from", fault.CodeCopySelf), true
	review := choice.Of(iam.User{Name: "ana.kim", Boundary: ownARN}, "")
	review.Review, review.Base = true, "06h13"
	review.Items = []templates.CopyRow{
		templates.NewCopyRow(p, "AddUserToGroup", "developers", "held", ""), templates.NewCopyRow(p, "AttachUserPolicy", longName, "adds", s3ARN),
		templates.NewCopyRow(p, "PutUserPolicy", "own", "clash", ""), templates.NewCopyRow(p, "PutUserPolicy", "logs", "adds", ""),
	}
	review.Steps = []templates.StepLine{
		{Text: p.T.Step(string(desk.UserAttach), "svc-upload", longName), Call: "AttachUserPolicy"},
		{Text: p.T.Step(string(desk.UserInlinePut), "svc-upload", "logs"), Call: "PutUserPolicy"},
	}
	full := review
	full.Review, full.Steps, full.Fault, full.Faulty = false, nil, fault.New(fault.Full, fault.CodeInlineFull, "2048", "3071").At("from"), true
	nothing := choice.Of(iam.User{Name: "ana.kim"}, "")
	nothing.Fault, nothing.Faulty = fault.Field("from", fault.CodeCopyNothing, "ana.kim"), true
	return []sample{{"user-copy", choice.View()}, {"user-copy-wrong", wrong.View()}, {"user-copy-review", review.View()},
		{"user-copy-full", full.View()}, {"user-copy-nothing", nothing.View()}}
}
