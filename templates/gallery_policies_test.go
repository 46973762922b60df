package templates_test

import (
	"fmt"
	"strings"
	"time"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/policy"
	"keyporter/templates"
)

// ownPolicy is a policy of the account.
const ownPolicy = iam.ARN("arn:aws:iam::123456789012:policy/team/reports-write")

// remarkable is a document about which a check has much to say. Its Sid and its
// resource try to be markup.
const remarkable = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "<script>alert(1)</script>",
      "Effect": "Allow",
      "Action": ["s3:GetObjekt", "s3:*", "iam:*", "iam:PassRole", "sqs:SendMessage"],
      "Resource": "*",
      "Condition": {"StringEquals": {"aws:SourceIp": "203.0.113.0/24", "s3:prefx": "</textarea>"}}
    },
    {"Effect": "Allow", "NotAction": "organizations:*", "Resource": ["arn:aws:s3:::Reports", "arn:aws:s3:::reports"]},
    {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}}
  ]
}`

func policySamples(p templates.Page) []sample {
	return join(policyListSamples(p), policyShowSamples(p), policyFormSamples(p), policyReviewSamples(p), policyDeleteSamples(p), inlineSamples(p))
}

func policyListSamples(p templates.Page) []sample {
	w := p.T.Policies
	s3 := awsPolicy()
	own := iam.Policy{Name: iam.PolicyName(longName + longName), ARN: ownARN}
	at := templates.ListAt{Path: templates.PoliciesURL()}
	list := templates.PolicyList{ListFrame: listFrame(titled(p, w.Title, templates.SectionPolicies), at, 2), CreateURL: templates.NewPolicyURL(),
		Heads: templates.PolicyHeads{Name: at.Head(w.Name, "name", "type"), Type: at.Head(w.Type, "type", "type"), Attached: at.Head(w.Attached, "attached", "type"), Updated: at.Head(w.Updated, "updated", "type")},
		Rows:  []templates.PolicyListRow{templates.NewPolicyListRow(p.T, &s3), templates.NewPolicyListRow(p.T, &own)}}
	list.Label, list.Caption = w.Search, w.Caption
	list.Quick, list.Conditions = []string{"type:own", "type:aws"}, []string{"type:own", "path:"}
	empty, noMatch := list, list
	list.ListFrame = list.Prepare()
	empty.Rows, empty.None = nil, true
	noMatch.Rows, noMatch.At.Query, noMatch.NoMatch = nil, "zoe", true
	noMatch.ListFrame = noMatch.Prepare()
	return []sample{{"policy-list", list.View()}, {"policy-list-empty", empty.View()}, {"policy-list-no-match", noMatch.View()}}
}

func awsPolicy() iam.Policy {
	return iam.Policy{Name: "AmazonS3FullAccess", ARN: s3ARN, DefaultVersion: "v2", Path: "/", Description: "Provides full access to all buckets.",
		Document: policyDocument, Created: now.AddDate(-8, 0, 0), Updated: now.AddDate(-1, 0, 0), Attachments: 3}
}

func versions(n, current int) []iam.PolicyVersion {
	var list []iam.PolicyVersion
	for i := n; i > 0; i-- {
		list = append(list, iam.PolicyVersion{ID: fmt.Sprintf("v%d", i), Default: i == current, Created: now.AddDate(0, 0, i-n)})
	}
	return list
}

func policyShowSamples(p templates.Page) []sample {
	page := titled(p, "AmazonS3FullAccess", templates.SectionPolicies, templates.Crumb{Text: p.T.Policies.Title, URL: templates.PoliciesURL()})
	show := templates.NewPolicyShow(page, awsPolicy(), now, true).WithVersions(s3ARN, versions(2, 2))
	show.Users = []templates.NameLink{{Name: "ana", URL: templates.UserURL("ana")}, {Name: longName, URL: templates.UserURL(iam.UserName(longName))}}
	show.Roles = []string{"deploy", "<b>"}
	many := awsPolicy()
	many.Document = `{"Version":"2012-10-17","Statement":[` + strings.Repeat(`{"Effect":"Allow","Action":["s3:GetObjekt","s3:Put*"],"Resource":"arn:aws:s3:::Bucket/*"},`, 30) + `{"Effect":"Deny","Action":"sqs:*","Resource":"*"}]}`
	long := templates.NewPolicyShow(page, many, now, true)
	bare := templates.NewPolicyShow(readOnly(page), iam.Policy{Name: iam.PolicyName(longName + longName), ARN: ownARN}, now.Add(-time.Hour), false)
	ours := iam.Policy{Name: "reports-write", ARN: ownPolicy, DefaultVersion: "v5", Path: "/team/", Description: "<script>alert(1)</script>", Document: remarkable, Created: now, Updated: now}
	page.Title = "reports-write"
	own := templates.NewPolicyShow(page, ours, now, true).WithVersions(ownPolicy, versions(5, 5)).Compared("", "")
	own.Bound = templates.Bound{Users: show.Users, Roles: show.Roles}
	bare.Bound = templates.Bound{Users: show.Users, RolesUnknown: true}
	old := own.Read(`{"Version":"2012-10-17","Statement":[]}`)
	old.From, old.To, old.Bound = nil, nil, templates.Bound{RolesUnknown: true}
	old = old.Compared("v5", "v1")
	old.Old, old.Diff = "v1", templates.NewDiff(p.T, remarkable, `{"Version":"2012-10-17","Statement":[]}`)
	old.Diff.Lead = fmt.Sprintf(p.T.Diff.Between, "v5", "v1")
	refused := own
	refused.Fault, refused.Faulty = fault.New(fault.Conflict, fault.CodePolicyDefault, "v5"), true
	quiet := templates.NewPolicyShow(readOnly(page), ours, now, true).WithVersions(ownPolicy, versions(5, 5))
	return []sample{{"policy-show", show.View()}, {"policy-show-many", long.View()}, {"policy-show-bare", bare.View()}, {"policy-show-own", own.View()},
		{"policy-show-old", old.View()}, {"policy-show-refused", refused.View()}, {"policy-show-read-only", quiet.View()}}
}

func policyForm(p templates.Page, by string) templates.PolicyForm {
	w := p.T.PolicyForm
	return templates.PolicyForm{
		Page: titled(p, w.NewTitle, templates.SectionPolicies, templates.Crumb{Text: p.T.Policies.Title, URL: templates.PoliciesURL()}),
		Lead: w.NewLead, Own: templates.NewPolicyURL(), BackURL: templates.PoliciesURL(), By: by, Named: true, NameHint: w.NameHint, Managed: true,
	}
}

func policyFormSamples(p templates.Page) []sample {
	empty, filled := policyForm(p, templates.ByJSON), policyForm(p, templates.ByJSON)
	filled.Name, filled.Path, filled.About, filled.Document, filled.AsS3 = longName+longName, "/team/", "</textarea><script>alert(1)</script>", remarkable, true
	checked := filled.Check(policy.UseManaged)
	refused := filled
	refused.Document, refused.Name, refused.Faulty = "{\n  \"Version\": 2012\n}</textarea><script>alert(1)</script>", "two words", true
	_, err := policy.Read(refused.Document, policy.UseManaged)
	refused.Fault = fault.Of(fault.Join(fault.Field("name", fault.CodePolicyName, "two words"), fault.Field("document", fault.CodePolicyDocument, "2", "14").Because(err)))
	refused = refused.Check(policy.UseManaged)
	byAWS := filled
	byAWS.Fault, byAWS.Faulty = fault.Field("document", fault.CodePolicyRefused, "Syntax errors in policy. <b>"), true
	s3, s3Refused := policyForm(p, templates.ByS3), policyForm(p, templates.ByS3)
	s3.Recipe = templates.RecipeFields{Bucket: "acme-reports", Prefix: "2026/", Sources: "203.0.113.0/24\n2001:db8::/32", List: true, Read: true, Write: true, MFA: true}
	s3Refused.Recipe, s3Refused.Faulty = templates.RecipeFields{Bucket: "Acme", Sources: "here"}, true
	s3Refused.Fault = fault.Of(fault.Join(
		fault.Field("bucket", fault.CodeRecipeField, string(policy.RecipeBucketChars), ""), fault.Field("may", fault.CodeRecipeField, string(policy.RecipeNoVerb), ""),
		fault.Field("sources", fault.CodeRecipeField, string(policy.RecipeSource), "<b>here</b>")))
	edit := filled
	edit.Named, edit.Managed, edit.Title, edit.Lead, edit.Base = false, false, fmt.Sprintf(p.T.PolicyForm.EditTitle, "reports-write"), p.T.PolicyForm.EditLead, "v5"
	return []sample{{"policy-form-choose", policyForm(p, "").View()}, {"policy-form", empty.View()}, {"policy-form-checked", checked.View()},
		{"policy-form-refused", refused.View()}, {"policy-form-aws", byAWS.View()}, {"policy-form-s3", s3.View()},
		{"policy-form-s3-refused", s3Refused.View()}, {"policy-form-edit", edit.View()}}
}

func policyReviewSamples(p templates.Page) []sample {
	form := policyForm(p, templates.ByS3)
	form.Name, form.About, form.Document = "reports-write", `"><script>alert(1)</script>`, policyDocument
	page := form.Page
	page.Title = fmt.Sprintf(p.T.PolicyForm.ReviewTitle, "reports-write")
	made := templates.PolicyReview{Page: page, Form: form, Commit: templates.PoliciesURL(), Button: p.T.PolicyForm.Create,
		Steps: []templates.StepLine{{Text: p.T.Step("policy.create", "reports-write"), Call: "CreatePolicy"}}, Reading: templates.NewPolicyReading(p.T, templates.Indented(policyDocument), policy.UseManaged)}
	edit := made
	edit.Form.Named, edit.Form.Managed, edit.Form.Document = false, false, remarkable
	edit.Commit, edit.Button, edit.Drop = templates.PolicyVersionsURL(ownPolicy), p.T.PolicyForm.Save, "v1"
	edit.WhatIf = templates.WhatIfForm{Kind: "change", Policy: string(ownPolicy), Document: remarkable}
	edit.Steps = []templates.StepLine{{Text: p.T.Step("policy.version.delete", "reports-write", "v1"), Call: "DeletePolicyVersion"},
		{Text: p.T.Step("policy.version.create", "reports-write"), Call: "CreatePolicyVersion"}}
	edit.Reading = templates.NewPolicyReading(p.T, templates.Indented(remarkable), policy.UseManaged)
	edit.Diff = templates.NewDiff(p.T, remarkable, strings.Replace(remarkable, "iam:PassRole", "iam:GetUser", 1))
	turned := edit
	turned.Diff = templates.NewDiff(p.T, `{"Statement":[],"Version":"2012-10-17"}`, `{"Version":"2012-10-17","Statement":[]}`)
	return []sample{{"policy-review", made.View()}, {"policy-review-edit", edit.View()}, {"policy-review-turned", turned.View()}}
}

func policyDeleteSamples(p templates.Page) []sample {
	page := titled(p, fmt.Sprintf(p.T.Versions.EndTitle, "reports-write"), templates.SectionPolicies, templates.Crumb{Text: "reports-write", URL: templates.PolicyURL(ownPolicy)})
	free := templates.NewPolicyDelete(page, iam.Policy{Name: "reports-write", ARN: ownPolicy}, versions(3, 3))
	mistyped := free
	mistyped.Typed, mistyped.Fault, mistyped.Faulty = "reports", fault.Field("confirm", fault.CodeConfirmName), true
	held := free
	held.Users, held.Roles = []templates.NameLink{{Name: longName, URL: templates.UserURL(iam.UserName(longName))}}, []string{"deploy"}
	bound := free
	bound.Bound = templates.Bound{Users: held.Users, Roles: held.Roles}
	return []sample{{"policy-delete", free.View()}, {"policy-delete-refused", mistyped.View()}, {"policy-delete-held", held.View()}, {"policy-delete-bound", bound.View()}}
}

func inlineSamples(p templates.Page) []sample {
	holder, link := templates.UserURL("svc-upload"), templates.NameLink{Name: fmt.Sprintf(p.T.Inline.OfUser, "svc-upload"), URL: templates.UserPermissionsURL("svc-upload")}
	page := titled(p, "inline-1", templates.SectionUsers, templates.Crumb{Text: "svc-upload", URL: link.URL})
	in := iam.InlinePolicy{Name: "inline-1", Document: remarkable}
	show := templates.NewInlineShow(page, in, now, true).Held(link, holder, in.Name)
	quiet := templates.NewInlineShow(readOnly(page), iam.InlinePolicy{Name: "..", Document: strings.Repeat("<b>", 9)}, now.Add(-time.Hour), false).Held(link, holder, "..")
	page.Title = fmt.Sprintf(p.T.Inline.EndTitle, in.Name)
	end := templates.NewInlineDelete(page, holder, in)
	mistyped := end
	mistyped.Typed, mistyped.Fault, mistyped.Faulty = "inline", fault.Field("confirm", fault.CodeConfirmName), true
	form := policyForm(p, templates.ByJSON)
	form.Title, form.Lead, form.Managed, form.NameHint = fmt.Sprintf(p.T.Inline.NewTitle, longName), p.T.Inline.GroupLead, false, p.T.Inline.NameHint
	form.Own, form.BackURL = templates.NewInlineURL(holder), link.URL
	return []sample{{"inline-show", show.View()}, {"inline-show-read-only", quiet.View()}, {"inline-delete", end.View()},
		{"inline-delete-refused", mistyped.View()}, {"inline-form", form.View()}}
}
