package templates_test

import (
	"fmt"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/templates"
)

// boundarySamples are the page on which a permissions boundary is set.
func boundarySamples(p templates.Page) []sample {
	page := titled(p, fmt.Sprintf(p.T.Boundary.Title, "svc-upload"), templates.SectionUsers)
	pick := templates.PolicyPick{T: p.T, Field: "policy", One: true, Legend: p.T.Boundary.Legend, Hint: p.T.Boundary.Hint, FindURL: templates.UserBoundaryURL("svc-upload"),
		Found: []templates.PolicyChoice{{ARN: s3ARN, Name: "AmazonS3FullAccess"}, {ARN: adminARN, Name: "AdministratorAccess"}}}
	none := templates.NewUserBoundary(page, iam.User{Name: "svc-upload"})
	none.Pick = pick
	wrong := none
	wrong.Fault, wrong.Faulty = fault.Field("policy", fault.CodeNothingChosen), true
	wrong.Pick.Error = p.Wrong(wrong.Fault, "policy")
	some := templates.NewUserBoundary(page, iam.User{Name: "svc-upload", Boundary: ownARN})
	some.Pick = pick
	some.Pick.Chosen = []templates.PolicyChoice{{ARN: ownARN, Name: longName}}
	set := []templates.StepLine{{Text: p.T.Step(string(desk.BoundarySet), "svc-upload", "AmazonS3FullAccess"), Call: "PutUserPermissionsBoundary"}}
	off := []templates.StepLine{{Text: p.T.Step(string(desk.BoundaryOff), "svc-upload"), Call: "DeleteUserPermissionsBoundary"}}
	absent := none
	absent.Offers = iam.Offers{iam.FeatureBoundaries: iam.NotOffered}
	return []sample{{"user-boundary-none", none.View()}, {"user-boundary-wrong", wrong.View()}, {"user-boundary", some.View()},
		{"user-boundary-set", none.To(s3ARN, set).View()}, {"user-boundary-change", some.To(s3ARN, set).View()}, {"user-boundary-remove", some.To("", off).View()},
		{"user-boundary-absent", absent.View()}}
}
