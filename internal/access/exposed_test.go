package access_test

import (
	"fmt"
	"testing"

	"keyporter/internal/access"
	"keyporter/internal/iam"
)

func TestExposedBuckets(t *testing.T) {
	t.Parallel()
	everyone := statements(`{'Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'arn:aws:s3:::web/*'}`)
	a := &access.Account{ID: own, Users: []iam.User{attached(user("ana"), admin)}, Policies: []iam.Policy{managed(admin, statements(`{'Effect':'Allow','Action':'*','Resource':'*'}`))},
		Buckets: []iam.Bucket{
			{Name: "web", Ownership: iam.OwnershipEnforced, Policy: everyone},
			{Name: "web-shut", Ownership: iam.OwnershipEnforced, Policy: statements(`{'Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'arn:aws:s3:::web-shut/*'}`),
				Block: &iam.PublicAccessBlock{RestrictPublicBuckets: true}},
			{Name: "shared", Ownership: iam.OwnershipEnforced, Policy: statements(
				`{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::444455556666:root'},'Action':['s3:GetObject','s3:PutObject'],'Resource':'arn:aws:s3:::shared/*'}`,
				`{'Effect':'Allow','Principal':{'AWS':'777788889999'},'Action':'s3:GetObject','Resource':'arn:aws:s3:::shared/in/*'}`)},
			{Name: "own", Ownership: iam.OwnershipEnforced, Policy: statements(`{'Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'s3:*','Resource':'arn:aws:s3:::own/*'}`)},
			{Name: "quiet", Ownership: iam.OwnershipEnforced},
			{Name: "unread", Ownership: iam.OwnershipEnforced, Unread: []iam.BucketPart{iam.BucketPolicy}},
		}}
	exposed, unsure := access.Decide(a).Exposed()
	got := map[string]string{}
	for _, e := range exposed {
		s := "everyone " + e.Everyone.Level().String()
		for i, o := range e.Others {
			s += fmt.Sprintf(", %s %s", o.Name, e.Cells[i].Level())
		}
		got[e.Bucket] = s
	}
	want := map[string]string{
		"web":    "everyone read",
		"shared": "everyone none, 444455556666 read-write, 777788889999 if",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("Exposed() = %v, want %v", got, want)
	}
	if fmt.Sprint(unsure) != "[unread]" {
		t.Errorf("Exposed() is unsure of %v, want of the bucket whose policy was not read", unsure)
	}
	if exposed, unsure := access.Decide(&access.Account{ID: own}).Exposed(); len(exposed)+len(unsure) > 0 {
		t.Errorf("Exposed() of no bucket = %v, %v", exposed, unsure)
	}
}
