package templates_test

import (
	"fmt"
	"strings"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/policy"
	"keyporter/templates"
)

// ownARN is of a policy whose name tries to be markup.
const ownARN = iam.ARN("arn:aws:iam::123456789012:policy/team/<script>alert(1)</script>")

// longName is as long as AWS lets a name be.
var longName = strings.Repeat("very.long-name_", 4) + "1234"

// accountSamples are the pages of users, groups and policies, the overview and
// the audit log.
func accountSamples(p templates.Page) []sample {
	return join(overviewSamples(p), userListSamples(p), userSamples(p), activitySamples(p), consoleSamples(p), guardSamples(p), groupSamples(p), policySamples(p), auditSamples(p), allKeySamples(p), selectionSamples(p), jobSamples(p), importSamples(p))
}

func join(lists ...[]sample) []sample {
	var all []sample
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

// readOnly is a page for an operator who may change nothing.
func readOnly(p templates.Page) templates.Page {
	p.ReadOnly, p.Operator.Role = true, desk.Auditor
	return p
}

func titled(p templates.Page, title, section string, crumbs ...templates.Crumb) templates.Page {
	p.Title, p.Section, p.Crumbs = title, section, crumbs
	return p
}

// userRows makes rows of users in all their states.
func userRows(p templates.Page, n int) []templates.UserRow {
	rows := make([]templates.UserRow, n)
	for i := range rows {
		u := iam.User{
			Name: iam.UserName(fmt.Sprintf("svc-ingest-%03d", i)), Created: now.AddDate(0, 0, -i),
			Groups: []iam.GroupName{"developers"}, Attached: []iam.AttachedPolicy{{Name: "AmazonS3FullAccess", ARN: s3ARN}},
		}
		keys := []iam.AccessKey{{ID: iam.KeyID(fmt.Sprintf("AKIAIOSFODNN7%07d", i*7919)), Status: iam.KeyActive, Created: now.AddDate(0, 0, -i*3)}}
		switch i % 5 {
		case 1:
			u.PasswordLastUsed, keys = now.Add(-3*time.Hour), nil
		case 2:
			keys = append(keys, iam.AccessKey{ID: "AKIAIOSFODNN7EXAMPLE", Status: iam.KeyInactive, Created: now.AddDate(-2, 0, 0)})
		case 3:
			u.Groups, u.Attached, u.Created = nil, nil, time.Time{}
		}
		rows[i] = templates.NewUserRow(p.T, now, &u, keys, i%5 != 4)
	}
	return rows
}

func userList(p templates.Page, at templates.ListAt, rows []templates.UserRow) templates.UserList {
	w := p.T.Users
	at.Path = templates.UsersURL()
	l := templates.UserList{
		ListFrame: listFrame(titled(p, w.Title, templates.SectionUsers), at, len(rows)), Rows: rows,
		Heads: templates.UserHeads{Name: at.Head(w.Name, "name", "name"), Last: at.Head(w.LastSignIn, "last", "name"), Created: at.Head(w.Created, "created", "name")},
		Bulk: templates.BulkBar{Action: templates.UsersSelectionURL(), All: fmt.Sprintf(p.T.Selection.AllMatch, "5,000"),
			Acts: []templates.ListChoice{{Value: "users.tag", Label: p.T.Selection.Tag}}},
	}
	l.Label, l.Hint, l.Caption, l.AllColumns = w.Search, w.SearchHint, w.Caption, templates.UserColumns()
	l.Conditions, l.Quick = []string{"group:", "console:yes", "key-age:"}, []string{"mfa:no"}
	if l.Shown = at.Columns; l.Shown == nil {
		l.Shown = templates.UsualUserColumns()
	}
	if !p.ReadOnly {
		l.CreateURL = templates.NewUserURL()
	}
	l.ListFrame = l.Prepare()
	return l
}

// listFrame is what is around a list with so many rows.
func listFrame(p templates.Page, at templates.ListAt, rows int) templates.ListFrame {
	return templates.ListFrame{
		Page: p, At: at, Summary: fmt.Sprintf(p.T.Users.Range, "1", p.T.Count(rows), "5,000"), NextURL: templates.ListAt{Path: at.Path, After: "x"}.URL(),
		PerLinks: []templates.PerLink{{Label: "25", URL: at.Path + "?per=25"}, {Label: "50", URL: at.Path, Current: true}},
	}
}

func userListSamples(p templates.Page) []sample {
	none := userList(p, templates.ListAt{}, nil)
	none.None = true
	noMatch := userList(p, templates.ListAt{Query: "<b>zoe</b>"}, nil)
	noMatch.NoMatch = true
	filtered := templates.ListAt{Query: "svc", Filters: []string{"group:<b>admins</b>", "console:yes", "colour:red"}, Columns: templates.UserColumns(), Sort: "-last", Per: "25"}
	wide := userList(p, filtered, userRows(p, 5))
	wide.Wrong, wide.Notes = []string{templates.WrongFilter(p.T, "colour:red")}, []string{fmt.Sprintf(p.T.Lists.Undecided, "12")}
	for i := range wide.Rows {
		u := iam.User{Path: "/teams/data/", ARN: "arn:aws:iam::123456789012:user/teams/data/svc", Tags: []iam.Tag{{Key: "team", Value: "데이터"}}, Boundary: ownARN}
		wide.Rows[i] = wide.Rows[i].More(p.T, now, &u, []iam.AccessKey{{Status: iam.KeyActive, Created: now.AddDate(-1, 0, 0)}})
		wide.Rows[i].Console, wide.Rows[i].MFA = templates.FlagWord(p.T, iam.ReportTrue), templates.FlagWord(p.T, "")
	}
	long := iam.User{Name: iam.UserName(longName), Groups: []iam.GroupName{iam.GroupName(longName + longName), "b"}}
	return []sample{
		{"user-list-empty", none.View()},
		{"user-list-one", userList(p, templates.ListAt{}, userRows(p, 1)).View()},
		{"user-list-many", userList(p, templates.ListAt{Sort: "-last"}, userRows(p, 50)).View()},
		{"user-list-wide", wide.View()},
		{"user-list-long", userList(p, templates.ListAt{}, []templates.UserRow{templates.NewUserRow(p.T, now, &long, nil, true)}).View()},
		{"user-list-read-only", userList(readOnly(p), templates.ListAt{Query: "svc"}, userRows(p, 5)).View()},
		{"user-list-no-match", noMatch.View()},
	}
}

func userPage(p templates.Page) templates.Page {
	return titled(p, "svc-upload", templates.SectionUsers, templates.Crumb{Text: p.T.Users.Title, URL: templates.UsersURL()})
}

func head(p templates.Page, live bool, tab string) templates.UserHead {
	return templates.NewUserHead(p, "svc-upload", now.Add(-5*time.Minute), live, tab)
}

func userTable(p templates.Page) templates.PolicyTable {
	w := p.T.Users
	t := templates.PolicyTable{T: p.T, Caption: w.PolicyCaption, Where: true, Empty: w.NoPolicies, What: w.NoPolicyText,
		Action: templates.UserDetachURL("svc-upload"), FormKey: p.FormKey, Detach: !p.ReadOnly}
	t.Rows = []templates.PolicyRow{
		templates.NewPolicyRow(p.T, iam.AttachedPolicy{Name: "AmazonS3FullAccess", ARN: s3ARN}, ""),
		templates.NewPolicyRow(p.T, iam.AttachedPolicy{Name: "own <script>", ARN: ownARN}, ""),
		templates.NewPolicyRow(p.T, iam.AttachedPolicy{Name: "AdministratorAccess", ARN: adminARN}, "admins"),
		templates.NewPolicyRow(p.T, iam.AttachedPolicy{Name: "inline-1"}, "").Inline(p.T, templates.UserURL("svc-upload"), "inline-1", !p.ReadOnly),
	}
	t.Rows[0].Detach, t.Rows[1].Detach = !p.ReadOnly, !p.ReadOnly
	return t
}

func picker(p templates.Page, q string, chosen ...iam.ARN) templates.PolicyPick {
	pick := templates.PolicyPick{T: p.T, Field: "policy", Query: q, FindURL: templates.UserPermissionsURL("svc-upload"), Match: 41}
	for _, arn := range chosen {
		pick.Chosen = append(pick.Chosen, templates.NewPolicyChoice(iam.Policy{Name: iam.PolicyName(arn.Name()), ARN: arn}, false))
	}
	pick.Found = []templates.PolicyChoice{
		templates.NewPolicyChoice(iam.Policy{Name: "AmazonS3FullAccess", ARN: s3ARN}, true),
		templates.NewPolicyChoice(iam.Policy{Name: "own <script>", ARN: ownARN}, false),
	}
	return pick
}

func userSamples(p templates.Page) []sample {
	base, quiet := userPage(p), readOnly(userPage(p))
	show := templates.UserShow{
		Page: base, Head: head(base, true, templates.TabSummary), ARN: "arn:aws:iam::123456789012:user/svc-upload", ID: "AIDACKCEVSQ6C2EXAMPLE",
		Path: "/", Created: templates.DateStamp(p.T, now.AddDate(0, -3, 0)), Console: p.T.Users.No, Keys: fmt.Sprintf(p.T.Users.KeyCount, "1", "2"),
		KeysURL: templates.KeysURL("svc-upload"), Tags: []iam.Tag{{Key: "team", Value: "데이터"}, {Key: "empty"}}, Policies: userTable(quiet),
		Groups: []templates.NameLink{{Name: "developers", URL: templates.GroupURL("developers")}, {Name: "..", URL: templates.GroupURL("..")}},
	}
	bare := templates.UserShow{Page: quiet, Head: head(quiet, false, templates.TabSummary), Console: p.T.Users.Unknown, Keys: p.T.Users.KeyUnread,
		KeysURL: templates.KeysURL("svc-upload"), Policies: templates.PolicyTable{T: p.T, Empty: p.T.Users.NoPolicies, What: p.T.Users.NoPolicyText}}
	permissions := templates.UserPermissions{Page: base, Head: head(base, true, templates.TabPermissions), Policies: userTable(base),
		NewInlineURL: templates.NewInlineURL(templates.UserURL("svc-upload")), Boundary: templates.BoundaryOf(p.T, ownARN),
		Pick: picker(p, "s3", adminARN), AttachURL: templates.UserAttachURL("svc-upload")}
	refused := permissions
	refused.Fault = fault.Field("policy", fault.CodeNothingChosen)
	refused.Faulty, refused.Pick = true, picker(p, "")
	refused.Pick.Error = p.Wrong(refused.Fault, "policy")
	quietly := templates.UserPermissions{Page: quiet, Head: head(quiet, true, templates.TabPermissions), Policies: userTable(quiet)}
	return append([]sample{
		{"user-show", show.View()}, {"user-show-bare", bare.View()}, {"user-permissions", permissions.View()},
		{"user-permissions-refused", refused.View()}, {"user-permissions-read-only", quietly.View()},
	}, append(membershipSamples(base, quiet), userDeleteSamples(p)...)...)
}

func membershipSamples(base, quiet templates.Page) []sample {
	admins := iam.Group{Name: "admins", Attached: []iam.AttachedPolicy{{Name: "AdministratorAccess", ARN: adminARN}}}
	many := templates.UserGroups{Page: base, Head: head(base, true, templates.TabGroups), Query: "dev",
		Groups: []templates.MembershipRow{templates.NewMembershipRow(base.T, admins), templates.NewMembershipRow(base.T, iam.Group{Name: "bare"})},
		Chosen: []iam.Group{{Name: "developers"}}, Found: []iam.Group{admins}, Match: 30,
		JoinURL: templates.UserGroupsURL("svc-upload"), LeaveURL: templates.UserLeaveURL("svc-upload")}
	refused := many
	refused.Fault, refused.Chosen = fault.New(fault.Full, fault.CodeGroupsFull), nil
	none := templates.UserGroups{Page: base, Head: head(base, true, templates.TabGroups), JoinURL: many.JoinURL}
	quietly := templates.UserGroups{Page: quiet, Head: head(quiet, true, templates.TabGroups), Groups: many.Groups}
	return []sample{{"user-groups", many.View()}, {"user-groups-refused", refused.View()}, {"user-groups-empty", none.View()}, {"user-groups-read-only", quietly.View()}}
}

func userDeleteSamples(p templates.Page) []sample {
	page := titled(p, fmt.Sprintf(p.T.Removal.Title, "svc-upload"), templates.SectionUsers, templates.Crumb{Text: "svc-upload", URL: templates.UserURL("svc-upload")})
	full := templates.NewUserDelete(page, "svc-upload", iam.Dependents{
		Keys: []iam.AccessKey{{ID: "AKIAIOSFODNN7EXAMPLE"}, {ID: "AKIAI44QH8DHBEXAMPLE"}}, Login: true, Groups: []iam.GroupName{"developers"},
		Attached: []iam.AttachedPolicy{{Name: "AmazonS3FullAccess", ARN: s3ARN}}, Inline: []iam.PolicyName{"inline-1"}, Boundary: ownARN,
		MFADevices: []iam.MFADevice{{Serial: "arn:aws:iam::123456789012:mfa/phone", Virtual: true}}, SSHKeys: []string{"APKA1"},
		Certificates: []string{"CERT1"}, ServiceCredentials: []string{"ACCA1"}, Missing: []string{"iam:ListSSHPublicKeys"},
	})
	for range 13 {
		full.Steps = append(full.Steps, templates.StepLine{Text: p.T.Step("user.group.remove", "svc-upload", "developers"), Call: "RemoveUserFromGroup"})
	}
	refused := full
	refused.Fault, refused.Faulty = fault.Field("confirm", fault.CodeConfirmName), true
	refused.Steps = full.Steps[:2]
	bare := templates.NewUserDelete(page, iam.UserName(longName), iam.Dependents{})
	return []sample{{"user-delete", full.View()}, {"user-delete-refused", refused.View()}, {"user-delete-bare", bare.View()}}
}

func guardSamples(p templates.Page) []sample {
	page := titled(p, fmt.Sprintf(p.T.Guard.UserTitle, "svc-upload"), templates.SectionUsers)
	review := templates.GuardReview{Page: page, Keys: fmt.Sprintf(p.T.ConsoleFacts.GoesOnKeys, "2"), Bare: fmt.Sprintf(p.T.Guard.MFANone, "svc-upload"), BackURL: "/users/svc-upload",
		Action: templates.RequireMFAURL(templates.UserURL("svc-upload")), Reading: templates.NewPolicyReading(p.T, policy.RequireMFA("aws").JSON(), policy.UseManaged),
		Steps: []templates.StepLine{{Text: p.T.Step("policy.create", "RequireMFA"), Call: "CreatePolicy"}, {Text: p.T.Step("user.policy.attach", "svc-upload", "RequireMFA"), Call: "AttachUserPolicy"}}}
	refused, held := review, review
	refused.Found, refused.Fault, refused.Faulty = fmt.Sprintf(p.T.Guard.Found, "RequireMFA"), fault.New(fault.Conflict, fault.CodeMFARequired, "RequireMFA"), true
	held.Held = fmt.Sprintf(p.T.Guard.HeldText, "RequireMFA")
	return []sample{{"guard-review", review.View()}, {"guard-refused", refused.View()}, {"guard-held", held.View()}}
}

func consoleSamples(p templates.Page) []sample {
	base, quiet := userPage(p), readOnly(userPage(p))
	off := templates.UserConsole{Page: base, Head: head(base, true, templates.TabConsole), Known: true, Form: templates.PasswordForm{MustChange: true},
		EnableURL: templates.UserConsoleURL("svc-upload"), ResetURL: templates.UserConsoleResetURL("svc-upload"), RemoveURL: templates.UserConsoleRemoveURL("svc-upload")}
	on := off
	on.Removal = []templates.StepLine{{Text: p.T.Step("console.remove", "svc-upload"), Call: "DeleteLoginProfile"}}
	on.On, on.MustChange, on.Sandbox, on.SignInURL = true, true, true, "https://123456789012.signin.aws.amazon.com/console"
	on.Since, on.LastUsed = templates.DateStamp(p.T, now.AddDate(0, -1, 0)), templates.AgoStamp(p.T, now.Add(-90*time.Minute), now)
	on = on.WithReport(iam.ReportRow{PasswordChanged: now.AddDate(0, -1, 0), PasswordRotation: now.AddDate(0, 2, 0)}, "2 h").WithRules(iam.DefaultPasswordPolicy())
	on.MFAMissing, on.RequireURL, on.ChangeURL, on.KeysURL = true, templates.RequireMFAURL(templates.UserURL("svc-upload")), templates.MustChangeURL("svc-upload"), templates.KeysURL("svc-upload")
	on.Keys, on.Message = fmt.Sprintf(p.T.ConsoleFacts.GoesOnKeys, "2"), templates.NewHandOver(p.T, templates.HandOverFacts{User: "svc-upload", SignInURL: on.SignInURL, Account: "acme-prod"})
	off.MFA = []templates.MFARow{templates.NewMFARow(base, "svc-upload", iam.MFADevice{Serial: "arn:aws:iam::123456789012:mfa/<b>phone</b>", Virtual: true, Enabled: now}), templates.NewMFARow(base, "svc-upload", iam.MFADevice{Serial: "GAHT12345678"})}
	remove := templates.MFADelete{Page: titled(p, fmt.Sprintf(p.T.ConsoleFacts.EndTitle, "svc-upload"), templates.SectionUsers), Last: p.T.ConsoleFacts.EndLast, BackURL: templates.UserConsoleURL("svc-upload"),
		Action: templates.UserMFAURL("svc-upload", "GAHT12345678"), Steps: []templates.StepLine{{Text: p.T.Step("mfa.deactivate", "svc-upload", "GAHT12345678"), Call: "DeactivateMFADevice"}}}
	refused := off
	refused.Form, refused.Fault, refused.Faulty = templates.PasswordForm{Custom: true}, fault.Field("password", fault.CodePassword, "Password should have at least one uppercase letter"), true
	unknown := off
	unknown.Known, unknown.MFA, unknown.MFAUnknown = false, nil, p.T.Fault(fault.New(fault.Invalid, fault.CodeAwsNotOffered, "iam:ListMFADevices"))
	quietly := on
	quietly.Page, quietly.Head = quiet, head(quiet, false, templates.TabConsole)
	return []sample{{"user-mfa-delete", remove.View()}, {"user-console-off", off.View()}, {"user-console-on", on.View()}, {"user-console-refused", refused.View()},
		{"user-console-unknown", unknown.View()}, {"user-console-read-only", quietly.View()}}
}
