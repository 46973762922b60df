package sandbox_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
)

const (
	allowAll  = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}`
	adminARN  = "arn:aws:iam::aws:policy/AdministratorAccess"
	s3FullARN = "arn:aws:iam::aws:policy/AmazonS3FullAccess"
)

func TestAPolicyLivesAndDies(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	arn := b.do("CreatePolicy", "PolicyName", "Read all", "PolicyDocument", allowAll, "PolicyName", "ReadAll", "Path", "/team/", "Description", "reads").value("Policy/Arn")
	if want := "arn:aws:iam::123456789012:policy/team/ReadAll"; arn != want {
		t.Fatalf("CreatePolicy: Arn %q, want %q", arn, want)
	}
	b.refused(409, "EntityAlreadyExists", "A policy called readall already exists.", "CreatePolicy", "PolicyName", "readall", "PolicyDocument", allowAll)
	b.do("CreateUser", "UserName", "ana")
	b.do("CreateGroup", "GroupName", "devs")
	b.do("AttachUserPolicy", "UserName", "ana", "PolicyArn", arn)
	b.do("AttachGroupPolicy", "GroupName", "devs", "PolicyArn", arn)
	b.do("AttachGroupPolicy", "GroupName", "devs", "PolicyArn", arn)
	got := b.do("GetPolicy", "PolicyArn", arn)
	if got.value("Policy/AttachmentCount") != "2" || got.value("Policy/Description") != "reads" || !strings.HasPrefix(got.value("Policy/PolicyId"), "ANPA") {
		t.Errorf("GetPolicy = %s, want two attachments and a description", got.body)
	}
	text, err := url.PathUnescape(b.do("GetPolicyVersion", "PolicyArn", arn, "VersionId", "v1").value("PolicyVersion/Document"))
	if err != nil || text != allowAll {
		t.Errorf("GetPolicyVersion: document %q, %v, want %q", text, err, allowAll)
	}
	holders := b.do("ListEntitiesForPolicy", "PolicyArn", arn)
	if holders.value("PolicyUsers/member/UserName") != "ana" || holders.value("PolicyGroups/member/GroupName") != "devs" {
		t.Errorf("ListEntitiesForPolicy = %s, want ana and devs", holders.body)
	}
	b.refused(409, "DeleteConflict", "Cannot delete a policy attached to entities.", "DeletePolicy", "PolicyArn", arn)
	b.refused(404, "NoSuchEntity", "", "GetPolicy", "PolicyArn", "arn:aws:iam::123456789012:policy/ReadAll")
	b.do("DetachUserPolicy", "UserName", "ana", "PolicyArn", arn)
	b.refused(404, "NoSuchEntity", "was not found", "DetachUserPolicy", "UserName", "ana", "PolicyArn", arn)
	b.do("DetachGroupPolicy", "GroupName", "devs", "PolicyArn", arn)
	b.do("DeletePolicy", "PolicyArn", arn)
	b.refused(404, "NoSuchEntity", "does not exist or is not attachable", "AttachUserPolicy", "UserName", "ana", "PolicyArn", arn)
}

func TestTheCatalogueOfAWSPolicies(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreatePolicy", "PolicyName", "Own", "PolicyDocument", allowAll)
	b.do("CreateUser", "UserName", "ana")
	b.do("AttachUserPolicy", "UserName", "ana", "PolicyArn", s3FullARN)
	names := func(pairs ...string) []string {
		return b.do("ListPolicies", append(pairs, "MaxItems", "1000")...).values("Policies/member/PolicyName")
	}
	aws := names("Scope", "AWS")
	if len(aws) != 82 || !slices.Contains(aws, "AdministratorAccess") || slices.Contains(aws, "Own") {
		t.Errorf("ListPolicies(AWS) = %d policies, want 82 with AdministratorAccess and without Own", len(aws))
	}
	if got := names("Scope", "Local"); !slices.Equal(got, []string{"Own"}) {
		t.Errorf("ListPolicies(Local) = %v, want Own", got)
	}
	if got := names("OnlyAttached", "true"); !slices.Equal(got, []string{"AmazonS3FullAccess"}) {
		t.Errorf("ListPolicies(OnlyAttached) = %v, want AmazonS3FullAccess", got)
	}
	if got := names(); len(got) != 83 {
		t.Errorf("ListPolicies = %d policies, want 83", len(got))
	}
	b.refused(403, "AccessDenied", "", "DeletePolicy", "PolicyArn", adminARN)
	for _, arn := range b.do("ListPolicies", "Scope", "AWS", "MaxItems", "1000").values("Policies/member/Arn") {
		version := b.do("GetPolicy", "PolicyArn", arn).value("Policy/DefaultVersionId")
		text, err := url.PathUnescape(b.do("GetPolicyVersion", "PolicyArn", arn, "VersionId", version).value("PolicyVersion/Document"))
		if err != nil {
			t.Fatal(err)
		}
		if len(text) <= 6144 { // AWS's own may be larger than a customer's
			name := arn[strings.LastIndexByte(arn, '/')+1:]
			b.do("CreatePolicy", "PolicyName", name, "PolicyDocument", text)
		}
	}
}

func TestDocumentsThatAWSRefuses(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	statement := func(s string) string { return `{"Version":"2012-10-17","Statement":[{"Effect":"Allow",` + s + `}]}` }
	for name, c := range map[string]struct{ document, code, message string }{
		"no JSON":               {"{", "MalformedPolicyDocument", "Syntax errors in policy."},
		"no actions":            {statement(`"Resource":"*"`), "MalformedPolicyDocument", "Policy statement must contain actions."},
		"no resources":          {statement(`"Action":"*"`), "MalformedPolicyDocument", "Policy statement must contain resources."},
		"no vendor":             {statement(`"Action":"Get","Resource":"*"`), "MalformedPolicyDocument", "must be prefaced by a vendor"},
		"a bare name":           {statement(`"Action":"*","Resource":"bucket"`), "MalformedPolicyDocument", `Resource bucket must be in ARN format or "*".`},
		"a principal":           {statement(`"Action":"*","Resource":"*","Principal":"*"`), "MalformedPolicyDocument", "should not specify a principal"},
		"a character of Hangul": {statement(`"Action":"*","Resource":"arn:aws:s3:::한"`), "ValidationError", "policyDocument"},
	} {
		t.Run(name, func(t *testing.T) {
			b.refused(400, c.code, c.message, "CreatePolicy", "PolicyName", "p", "PolicyDocument", c.document)
		})
	}
	long := statement(`"Action":"*","Resource":"arn:aws:s3:::` + strings.Repeat("a", 6144) + `"`)
	b.refused(409, "LimitExceeded", "Cannot exceed quota for PolicySize: 6144", "CreatePolicy", "PolicyName", "p", "PolicyDocument", long)
	spaced := strings.Replace(allowAll, "[", "["+strings.Repeat(" ", 7000), 1)
	b.do("CreatePolicy", "PolicyName", "spaced", "PolicyDocument", spaced)
}

func TestInlinePolicies(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreateUser", "UserName", "ana")
	b.do("CreateGroup", "GroupName", "devs")
	for _, n := range []struct{ noun, owner string }{{"User", "ana"}, {"Group", "devs"}} {
		owner := n.noun + "Name"
		b.do("Put"+n.noun+"Policy", owner, n.owner, "PolicyName", "own", "PolicyDocument", allowAll)
		b.do("Put"+n.noun+"Policy", owner, n.owner, "PolicyName", "also", "PolicyDocument", allowAll)
		got := b.do("Get"+n.noun+"Policy", owner, n.owner, "PolicyName", "own")
		if text, err := url.PathUnescape(got.value("PolicyDocument")); err != nil || text != allowAll || got.value(owner) != n.owner || strings.Contains(got.value("PolicyDocument"), "{") {
			t.Errorf("Get%sPolicy = %s, %v, want the document in percent signs", n.noun, got.body, err)
		}
		if list := b.do("List"+n.noun+"Policies", owner, n.owner).values("PolicyNames/member"); !slices.Equal(list, []string{"also", "own"}) {
			t.Errorf("List%sPolicies = %v, want also, own", n.noun, list)
		}
		long := strings.Replace(allowAll, `"*"}`, `"arn:aws:s3:::`+strings.Repeat("a", 5200)+`"}`, 1)
		b.refused(409, "LimitExceeded", "Maximum policy size", "Put"+n.noun+"Policy", owner, n.owner, "PolicyName", "long", "PolicyDocument", long)
		b.do("Delete"+n.noun+"Policy", owner, n.owner, "PolicyName", "own")
		b.refused(404, "NoSuchEntity", "policy with name own cannot be found", "Delete"+n.noun+"Policy", owner, n.owner, "PolicyName", "own")
	}
}

func TestQuotasOnAUserAndAGroup(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreateUser", "UserName", "ana")
	arns := b.do("ListPolicies", "Scope", "AWS").values("Policies/member/Arn")
	for i := range 11 {
		group := fmt.Sprintf("g%02d", i)
		b.do("CreateGroup", "GroupName", group)
		if i < 10 {
			b.do("AddUserToGroup", "UserName", "ana", "GroupName", group)
			b.do("AttachUserPolicy", "UserName", "ana", "PolicyArn", arns[i])
			b.do("AttachGroupPolicy", "GroupName", "g00", "PolicyArn", arns[i])
			continue
		}
		b.refused(409, "LimitExceeded", "Cannot exceed quota for GroupsPerUser: 10", "AddUserToGroup", "UserName", "ana", "GroupName", group)
		b.refused(409, "LimitExceeded", "Cannot exceed quota for PoliciesPerUser: 10", "AttachUserPolicy", "UserName", "ana", "PolicyArn", arns[i])
		b.refused(409, "LimitExceeded", "Cannot exceed quota for PoliciesPerGroup: 10", "AttachGroupPolicy", "GroupName", "g00", "PolicyArn", arns[i])
	}
	if got := b.do("ListGroupsForUser", "UserName", "ana").values("Groups/member/GroupName"); len(got) != 10 {
		t.Errorf("ListGroupsForUser = %v, want ten", got)
	}
	if got := b.do("ListAttachedUserPolicies", "UserName", "ana", "MaxItems", "3"); len(got.values("AttachedPolicies/member")) != 3 || got.value("IsTruncated") != "true" {
		t.Errorf("ListAttachedUserPolicies(3) = %s, want three and more", got.body)
	}
}
