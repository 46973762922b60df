package account_test

import (
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/seal"
)

func TestDetailsJoinTheWalkAndTheListOfUsers(t *testing.T) {
	t.Parallel()
	const encoded = "%7B%22Version%22%3A%222012-10-17%22%2C%22Id%22%3A%22a+b%22%7D"
	const plain = `{"Version":"2012-10-17","Id":"a+b"}`
	s := serve(t, func(w http.ResponseWriter, form url.Values, n int) {
		switch {
		case form.Get("Action") == "ListUsers":
			result(w, form, "<Users><member><UserName>ana</UserName><PasswordLastUsed>2026-11-01T10:00:00Z</PasswordLastUsed></member></Users><IsTruncated>false</IsTruncated>")
		case n == 1:
			result(w, form, "<UserDetailList><member><UserName>bob</UserName></member></UserDetailList>"+
				"<IsTruncated>true</IsTruncated><Marker>m</Marker>")
		default:
			result(w, form, "<UserDetailList><member><UserName>ana</UserName><Path>/x/</Path><UserId>AIDA1</UserId>"+
				"<Arn>arn:aws:iam::1:user/x/ana</Arn><CreateDate>2026-10-01T10:00:00.123456Z</CreateDate>"+
				"<PermissionsBoundary><PermissionsBoundaryArn>arn:b</PermissionsBoundaryArn></PermissionsBoundary>"+
				"<Tags><member><Key>k</Key><Value>v</Value></member></Tags><GroupList><member>ops</member></GroupList>"+
				"<AttachedManagedPolicies><member><PolicyName>p</PolicyName><PolicyArn>arn:p</PolicyArn></member></AttachedManagedPolicies>"+
				"<UserPolicyList><member><PolicyName>in</PolicyName><PolicyDocument>"+encoded+"</PolicyDocument></member></UserPolicyList>"+
				"</member></UserDetailList>"+
				"<RoleDetailList><member><RoleName>deploy</RoleName><Path>/ci/</Path><RoleId>AROA1</RoleId><Arn>arn:aws:iam::1:role/ci/deploy</Arn>"+
				"<CreateDate>2026-09-01T10:00:00Z</CreateDate><AssumeRolePolicyDocument>"+encoded+"</AssumeRolePolicyDocument>"+
				"<PermissionsBoundary><PermissionsBoundaryArn>arn:b</PermissionsBoundaryArn></PermissionsBoundary>"+
				"<Tags><member><Key>k</Key><Value>v</Value></member></Tags>"+
				"<AttachedManagedPolicies><member><PolicyName>p</PolicyName><PolicyArn>arn:p</PolicyArn></member></AttachedManagedPolicies>"+
				"<RolePolicyList><member><PolicyName>in</PolicyName><PolicyDocument>"+encoded+"</PolicyDocument></member></RolePolicyList>"+
				"</member></RoleDetailList>"+
				"<GroupDetailList><member><GroupName>ops</GroupName><GroupPolicyList><member><PolicyName>in</PolicyName>"+
				"<PolicyDocument>"+strings.ReplaceAll(plain, `"`, "&quot;")+"</PolicyDocument></member></GroupPolicyList></member></GroupDetailList>"+
				"<Policies><member><PolicyName>p</PolicyName><Arn>arn:p</Arn><DefaultVersionId>v2</DefaultVersionId><AttachmentCount>3</AttachmentCount><PolicyVersionList>"+
				"<member><VersionId>v1</VersionId><Document>old</Document></member>"+
				"<member><VersionId>v2</VersionId><IsDefaultVersion>true</IsDefaultVersion><Document>"+encoded+"</Document></member>"+
				"</PolicyVersionList></member></Policies><IsTruncated>false</IsTruncated>")
		}
	})
	got, err := connect(t, s.URL).Details(t.Context())
	want := iam.Details{
		Complete: true,
		Users: []iam.User{{
			Name: "ana", Path: "/x/", ID: "AIDA1", ARN: "arn:aws:iam::1:user/x/ana", Boundary: "arn:b",
			Created:          time.Date(2026, 10, 1, 10, 0, 0, 123456000, time.UTC),
			PasswordLastUsed: time.Date(2026, 11, 1, 10, 0, 0, 0, time.UTC),
			Tags:             []iam.Tag{{Key: "k", Value: "v"}},
			Groups:           []iam.GroupName{"ops"},
			Attached:         []iam.AttachedPolicy{{Name: "p", ARN: "arn:p"}},
			Inline:           []iam.InlinePolicy{{Name: "in", Document: plain}},
		}, {Name: "bob"}},
		Groups: []iam.Group{{Name: "ops", Inline: []iam.InlinePolicy{{Name: "in", Document: plain}}}},
		Roles: []iam.Role{{
			Name: "deploy", Path: "/ci/", ID: "AROA1", ARN: "arn:aws:iam::1:role/ci/deploy", Trust: plain, Boundary: "arn:b",
			Created:  time.Date(2026, 9, 1, 10, 0, 0, 0, time.UTC),
			Tags:     []iam.Tag{{Key: "k", Value: "v"}},
			Attached: []iam.AttachedPolicy{{Name: "p", ARN: "arn:p"}},
			Inline:   []iam.InlinePolicy{{Name: "in", Document: plain}},
		}},
		Policies: []iam.Policy{{Name: "p", ARN: "arn:p", DefaultVersion: "v2", Attachments: 3, Document: plain}},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("Details =\n%+v, %v, want\n%+v", got, err, want)
	}
}

func TestMissingFieldsAreZero(t *testing.T) {
	t.Parallel()
	bare := serve(t, func(w http.ResponseWriter, form url.Values, _ int) {
		switch form.Get("Action") {
		case "GetAccountAuthorizationDetails":
			result(w, form, "<UserDetailList><member/></UserDetailList><GroupDetailList><member/></GroupDetailList><Policies><member/></Policies>")
		case "ListUsers":
			result(w, form, "<Users><member/></Users>")
		case "GetGroup":
			result(w, form, "<Users><member/></Users>")
		case "ListAccessKeys":
			result(w, form, "<AccessKeyMetadata><member/></AccessKeyMetadata>")
		case "ListMFADevices":
			result(w, form, "<MFADevices><member/></MFADevices>")
		case "ListEntitiesForPolicy":
			result(w, form, "<PolicyUsers><member/></PolicyUsers><PolicyRoles><member/></PolicyRoles>")
		default:
			result(w, form, "")
		}
	})
	a, ctx := connect(t, bare.URL), t.Context()
	check := func(call string, err error) {
		t.Helper()
		if err != nil {
			t.Errorf("%s = %v, want no error for fields that are missing", call, err)
		}
	}
	_, err := a.Details(ctx)
	check("Details", err)
	u, err := a.User(ctx, "ana")
	check("User", err)
	if u.Name != "ana" {
		t.Errorf("User(ana).Name = %q, want the name that was asked for", u.Name)
	}
	g, members, err := a.Group(ctx, "ops")
	check("Group", err)
	if g.Name != "ops" || len(members) != 1 {
		t.Errorf("Group(ops) = %q with %d members, want ops with 1", g.Name, len(members))
	}
	_, err = a.Policy(ctx, "arn:p")
	check("Policy", err)
	_, err = a.AttachedTo(ctx, "arn:p")
	check("AttachedTo", err)
	_, err = a.Keys(ctx, "ana")
	check("Keys", err)
	_, _, err = a.KeyUse(ctx, "AKIA1")
	check("KeyUse", err)
	_, _, err = a.LoginProfile(ctx, "ana")
	check("LoginProfile", err)
	_, err = a.Dependents(ctx, "ana")
	check("Dependents", err)
	_, err = a.Identity(ctx)
	check("Identity", err)
	_, err = a.Alias(ctx)
	check("Alias", err)
	_, err = a.CreateUser(ctx, "ana")
	check("CreateUser", err)
	_, err = a.CreateGroup(ctx, "ops")
	check("CreateGroup", err)
	_, err = a.CreateLoginProfile(ctx, "ana", seal.NewSecret("x"), false)
	check("CreateLoginProfile", err)
}

func TestAServerWithoutTheWalkIsGathered(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, form url.Values, _ int) {
		switch form.Get("Action") {
		case "ListUsers":
			result(w, form, "<Users><member><UserName>ana</UserName></member><member><UserName>gone</UserName></member></Users>")
		case "ListGroups":
			result(w, form, "<Groups><member><GroupName>ops</GroupName></member></Groups>")
		case "ListPolicies":
			result(w, form, "<Policies><member><PolicyName>p</PolicyName><Arn>arn:p</Arn><DefaultVersionId>v1</DefaultVersionId></member></Policies>")
		case "GetPolicyVersion":
			result(w, form, "<PolicyVersion><Document>{}</Document></PolicyVersion>")
		case "ListGroupsForUser":
			if form.Get("UserName") == "gone" {
				refuse(w, 404, "NoSuchEntity", "The user with name gone cannot be found.")
				return
			}
			result(w, form, "<Groups><member><GroupName>ops</GroupName></member></Groups>")
		case "ListRoles":
			result(w, form, "<Roles><member><RoleName>deploy</RoleName><Path>/ci/</Path><AssumeRolePolicyDocument>{}</AssumeRolePolicyDocument></member></Roles>")
		case "ListAttachedRolePolicies":
			result(w, form, "<AttachedPolicies><member><PolicyArn>arn:p</PolicyArn></member></AttachedPolicies>")
		case "ListRolePolicies":
			result(w, form, "<PolicyNames><member>in</member></PolicyNames>")
		case "GetRolePolicy":
			result(w, form, "<PolicyDocument>{}</PolicyDocument>")
		case "ListUserPolicies":
			if form.Get("UserName") == "gone" {
				refuse(w, 404, "NoSuchEntity", "The user with name gone cannot be found.")
				return
			}
			result(w, form, "<PolicyNames><member>in</member></PolicyNames>")
		case "GetUserPolicy":
			result(w, form, "<PolicyDocument>{}</PolicyDocument>")
		case "ListAttachedGroupPolicies":
			result(w, form, "<AttachedPolicies><member><PolicyArn>arn:p</PolicyArn></member></AttachedPolicies>")
		default:
			refuseAsS3(w, 501, "NotImplemented", "A header you provided implies functionality that is not implemented")
		}
	})
	got, err := connect(t, s.URL).Details(t.Context())
	want := iam.Details{
		Users: []iam.User{
			{Name: "ana", Groups: []iam.GroupName{"ops"}, Inline: []iam.InlinePolicy{{Name: "in", Document: "{}"}}},
			{Name: "gone"},
		},
		Groups: []iam.Group{{Name: "ops", Attached: []iam.AttachedPolicy{{ARN: "arn:p"}}}},
		Roles: []iam.Role{{
			Name: "deploy", Path: "/ci/", Trust: "{}",
			Attached: []iam.AttachedPolicy{{ARN: "arn:p"}}, Inline: []iam.InlinePolicy{{Name: "in", Document: "{}"}},
		}},
		Policies: []iam.Policy{{Name: "p", ARN: "arn:p", DefaultVersion: "v1", Document: "{}"}},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("Details =\n%+v, %v, want\n%+v", got, err, want)
	}
}

func TestDependentsNameWhatCouldNotBeAsked(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, form url.Values, _ int) {
		switch form.Get("Action") {
		case "GetLoginProfile":
			refuse(w, 404, "NoSuchEntity", "Login Profile for User ana cannot be found.")
		case "ListSSHPublicKeys":
			refuse(w, 403, "AccessDenied", "m")
		case "ListServiceSpecificCredentials":
			refuse(w, 400, "InvalidAction", "m")
		case "ListMFADevices":
			result(w, form, "<MFADevices><member><SerialNumber>arn:aws:iam::1:mfa/x</SerialNumber></member><member><SerialNumber>GAHT1</SerialNumber></member></MFADevices>")
		default:
			result(w, form, "")
		}
	})
	got, err := connect(t, s.URL).Dependents(t.Context(), "ana")
	want := iam.Dependents{
		MFADevices: []iam.MFADevice{{Serial: "arn:aws:iam::1:mfa/x", Virtual: true}, {Serial: "GAHT1"}},
		Missing:    []string{"ListSSHPublicKeys", "ListServiceSpecificCredentials"},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("Dependents = %+v, %v, want %+v", got, err, want)
	}
	throttled := serve(t, func(w http.ResponseWriter, form url.Values, _ int) {
		if form.Get("Action") == "ListSSHPublicKeys" {
			refuse(w, 400, "Throttling", "m")
			return
		}
		result(w, form, "")
	})
	if d, err := connect(t, throttled.URL).Dependents(t.Context(), "ana"); fault.KindOf(err) != fault.Busy {
		t.Errorf("Dependents, throttled = %+v, %v, want busy", d, err)
	}
}

func TestRolesThatMayNotBeListedLeaveAGatheringIncomplete(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		roles func(http.ResponseWriter)
		whole bool
	}{
		"may not be listed":    {func(w http.ResponseWriter) { refuse(w, 403, "AccessDenied", "m") }, false},
		"are not there":        {func(w http.ResponseWriter) { refuse(w, 400, "InvalidAction", "m") }, true},
		"are none, it is told": {nil, true},
	} {
		s := serve(t, func(w http.ResponseWriter, form url.Values, _ int) {
			switch action := form.Get("Action"); {
			case action == "GetAccountAuthorizationDetails":
				refuse(w, 400, "InvalidAction", "m")
			case action == "ListRoles" && c.roles != nil:
				c.roles(w)
			default:
				result(w, form, "")
			}
		})
		if d, err := connect(t, s.URL).Details(t.Context()); err != nil || d.Complete != c.whole || len(d.Roles) != 0 {
			t.Errorf("Details where roles %s = %+v, %v, want complete %t and no roles", name, d, err, c.whole)
		}
	}
}
