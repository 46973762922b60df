package templates_test

import (
	"time"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/templates"
)

// rightsSamples are the page of what Keyporter's own credentials may do.
func rightsSamples(p templates.Page) []sample {
	p.Title, p.Section = p.T.Rights.Title, templates.SectionRights
	held := templates.Rights{Page: p, Caller: "arn:aws:iam::123456789012:user/keyporter", By: "simulation", At: now.Add(-time.Minute), Reports: templates.RightsReports(),
		Rows: []templates.RightsRow{{Area: iam.AreaAccount, State: "held", Needs: 32}, {Area: iam.AreaKeys, State: "held", Needs: 5}}, Documents: []string{policyDocument}}
	lacks := held
	lacks.By, lacks.Why, lacks.Missing = "policies", p.T.Fault(fault.New(fault.Denied, fault.CodeAwsDenied, "iam:SimulatePrincipalPolicy", hostile)), 1
	lacks.Rows = []templates.RightsRow{
		{Area: iam.AreaAccount, State: "held", Needs: 32},
		{Area: iam.AreaUsers, State: "missing", Needs: 20, Missing: []string{"iam:DeleteUser"}},
		{Area: iam.AreaKeys, State: "partly", Needs: 5, Missing: []string{lacks.Under("iam:CreateAccessKey", []string{"/" + hostile + "/", "/team/"})}},
		{Area: iam.AreaBuckets, State: "unknown", Needs: 8, Missing: []string{"s3:GetBucketPolicy"}},
	}
	lacks.Path, lacks.Reads, lacks.Documents = "/team/", true, []string{policyDocument, policyDocument}
	never := templates.Rights{Page: p, Doubtful: 92, Rows: []templates.RightsRow{{Area: iam.AreaAccount, State: "unknown", Needs: 32}}, Reports: templates.RightsReports()}
	never.Stopped = true
	wrong := held
	wrong.Path, wrong.Documents, wrong.Fault = hostile, nil, fault.Field("path", fault.CodeUserPath)
	return []sample{{"rights", held.View()}, {"rights-missing", lacks.View()}, {"rights-unknown", never.View()}, {"rights-path", wrong.View()}}
}
