package templates_test

import (
	"strings"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/seal"
	"keyporter/templates"
)

// long is the longest user name that AWS takes.
var long = iam.UserName(strings.Repeat("developer.", 6) + "kim1")

const (
	adminARN = iam.ARN("arn:aws:iam::aws:policy/AdministratorAccess")
	s3ARN    = iam.ARN("arn:aws:iam::aws:policy/AmazonS3FullAccess")
	draftID  = "01kb0000000000000000000000"
)

// wizardSamples are the pages of the create-user wizard, of access keys, of
// tickets and of operations.
func wizardSamples(p templates.Page) []sample {
	p.Section = templates.SectionUsers
	all := draftSamples(p)
	all = append(all, keySamples(p)...)
	all = append(all, ticketSamples(p)...)
	return append(all, opSamples(p)...)
}

func draftFrame(p templates.Page, id, step string, u iam.UserName, f *fault.Fault) templates.DraftFrame {
	p.Title = p.T.Wizard.Title
	return templates.DraftFrame{Page: p, ID: id, Step: step, User: u, Fault: f}
}

func draftSamples(p templates.Page) []sample {
	frame := func(step string, u iam.UserName, f *fault.Fault) templates.DraftFrame {
		return draftFrame(p, draftID, step, u, f)
	}
	choices := []templates.PolicyChoice{{ARN: adminARN, Name: "AdministratorAccess"}, {ARN: s3ARN, Name: "AmazonS3FullAccess"}}
	pick := templates.PolicyPick{T: p.T, Field: "policy", Found: choices}
	chosen := templates.PolicyPick{T: p.T, Field: "policy", Query: "s3", Chosen: choices[1:], Found: choices[:1], Match: 30}
	taken := fault.New(fault.Conflict, fault.CodeUserTaken, "Ana").At("name")
	steps := []templates.StepLine{
		{Text: p.T.Step("group.create", "admins"), Call: "CreateGroup", Verb: desk.GroupCreate},
		{Text: p.T.Step("group.policy.attach", "admins", "AdministratorAccess"), Call: "AttachGroupPolicy", Verb: desk.GroupAttach},
		{Text: p.T.Step("user.create", string(long)), Call: "CreateUser", Verb: desk.UserCreate},
		{Text: p.T.Step("user.group.add", string(long), "admins"), Call: "AddUserToGroup", Verb: desk.UserJoin},
		{Text: p.T.Step("console.enable", string(long)), Call: "CreateLoginProfile", Verb: desk.ConsoleEnable},
	}
	draftCopy := templates.NewDraftCopy(titled(p, "ana", templates.SectionUsers), draftID).Of(iam.User{Name: "bo"}, "")
	draftCopy.Review = true
	draftCopy.Items = []templates.CopyRow{templates.NewCopyRow(p, "PutUserPermissionsBoundary", "AmazonS3FullAccess", "adds", s3ARN), templates.NewCopyRow(p, "PutUserPermissionsBoundary", "AmazonS3FullAccess", "other", s3ARN)}
	draftBoundary := templates.NewDraftBoundary(titled(p, "ana", templates.SectionUsers), draftID, s3ARN)
	draftBoundary.Pick = pick
	draftBoundary.Pick.One = true
	return []sample{
		{"draft-who-empty", templates.DraftWho{DraftFrame: draftFrame(p, "", templates.StepWho, "", nil)}.View()},
		{"draft-who-taken", templates.DraftWho{DraftFrame: frame(templates.StepWho, "ana", taken)}.View()},
		{"draft-who-more", templates.DraftWho{DraftFrame: frame(templates.StepWho, "ana", nil), Path: "/team/", Tags: templates.NewTagRows(p, []iam.Tag{{Key: "team", Value: "데이터"}}, true, nil)}.View()},
		{"draft-who-path", templates.DraftWho{DraftFrame: frame(templates.StepWho, "ana", fault.Field("path", fault.CodeUserPath)), Path: "team", Tags: templates.NewTagRows(p, nil, false, nil)}.View()},
		{"draft-copy", draftCopy.View()},
		{"draft-boundary", draftBoundary.View()},
		{"draft-permissions-copied", templates.DraftPermissions{DraftFrame: frame(templates.StepPermissions, "ana", nil), Pick: pick, Inline: []string{"logs", longName}, Boundary: templates.PolicyLink(s3ARN)}.View()},
		{"draft-permissions-empty", templates.DraftPermissions{DraftFrame: frame(templates.StepPermissions, "ana", nil), Pick: pick}.View()},
		{"draft-permissions-many", templates.DraftPermissions{DraftFrame: frame(templates.StepPermissions, "=ana", nil), Pick: chosen,
			NewGroups: []templates.GroupChoice{templates.NewGroupChoice(p.T, "admins", []string{"AdministratorAccess"}, true)},
			Groups: []templates.GroupChoice{
				templates.NewGroupChoice(p.T, "developers", []string{"AmazonS3ReadOnlyAccess", "ReadOnlyAccess"}, true),
				templates.NewGroupChoice(p.T, iam.GroupName(strings.Repeat("group-", 20)), nil, false),
			}}.View()},
		{"draft-group-empty", templates.DraftGroup{DraftFrame: frame(templates.StepPermissions, "ana", nil), Pick: pick}.View()},
		{"draft-group-wrong", templates.DraftGroup{DraftFrame: frame(templates.StepPermissions, "ana", fault.Field("name", fault.CodeGroupName, "a b")), Name: "a b", Pick: chosen}.View()},
		{"draft-console", templates.DraftConsole{DraftFrame: frame(templates.StepConsole, "ana", nil), Choice: templates.ConsoleNone, Reset: true}.View()},
		{"draft-console-wrong", templates.DraftConsole{DraftFrame: frame(templates.StepConsole, "ana", fault.Field("console", fault.CodeChoice))}.View()},
		{"draft-review", templates.DraftReview{DraftFrame: frame(templates.StepReview, long, nil), Steps: steps, Console: true, Custom: true, Sandbox: true}.Prepare().View()},
		{"draft-review-with", templates.DraftReview{DraftFrame: frame(templates.StepReview, long, nil), Steps: steps, Path: "/team/", Tags: []string{"team=데이터", longName}, Boundary: templates.PolicyLink(s3ARN)}.Prepare().View()},
		{"draft-review-wrong", templates.DraftReview{DraftFrame: frame(templates.StepReview, "ana", taken), Steps: steps[2:3], Nothing: true}.Prepare().View()},
	}
}

func keySamples(p templates.Page) []sample {
	active := templates.KeyRow{ID: "AKIAIOSFODNN7EXAMPLE", User: "svc-upload", Status: iam.KeyActive, Created: now.AddDate(0, 0, -92),
		Description: "upload of nightly reports: server rack 12", Use: iam.KeyUse{At: now.Add(-6 * time.Hour), Service: "s3", Region: "ap-northeast-2"}, UseKnown: true}
	fresh := templates.KeyRow{ID: "AKIAI44QH8DHBEXAMPLE", User: "svc-upload", Status: iam.KeyInactive, Created: now, UseKnown: true}
	poor := templates.KeyRow{ID: "AKIAJ5OTHERSERVER000", User: "svc-upload", Status: "Expired", Description: strings.Repeat("long ", 50)}
	list := func(p templates.Page, held string, f *fault.Fault, keys ...templates.KeyRow) templates.KeyList {
		p.Title = "svc-upload"
		return templates.KeyList{Page: p, User: "svc-upload", Head: templates.NewUserHead(p, "svc-upload", now, true, templates.TabCredentials),
			Known: true, HeldBy: held, Fault: f, Keys: keys}.Prepare()
	}
	reader := p
	reader.ReadOnly, reader.Operator.Role = true, desk.Auditor
	unread := list(p, "", nil)
	unread.Known = false
	form := func(k templates.KeyNew) templates.KeyNew {
		k.Page, k.User = p, "svc-upload"
		return k.Prepare()
	}
	gone := func(k templates.KeyRow, f *fault.Fault) templates.KeyDelete {
		next := templates.StepLine{Text: p.T.Step("key.delete", "svc-upload", string(k.ID)), Call: "DeleteAccessKey"}
		if k.Status == iam.KeyActive {
			next = templates.StepLine{Text: p.T.Step("key.deactivate", "svc-upload", string(k.ID)), Call: "UpdateAccessKey"}
		}
		return templates.KeyDelete{Page: p, User: "svc-upload", Row: k, Typed: "AKIA", Fault: f, Steps: []templates.StepLine{next}}.Prepare()
	}
	return []sample{
		{"key-list-empty", list(p, "", nil).View()},
		{"key-list-unread", unread.View()},
		{"key-list-one", list(p, "", nil, active).View()},
		{"key-list-full", list(p, "", fault.New(fault.Conflict, fault.CodeKeyActive, "AKIAIOSFODNN7EXAMPLE"), active, fresh).View()},
		{"key-list-held", list(p, draftID, nil, poor).View()},
		{"key-list-reader", list(reader, "", nil, active, fresh).View()},
		{"key-new-choose", form(templates.KeyNew{}).View()},
		{"key-new-compute", form(templates.KeyNew{Use: templates.UseCompute}).View()},
		{"key-new-other", form(templates.KeyNew{Use: templates.UseOther, Description: "laptop"}).View()},
		{"key-new-wrong", form(templates.KeyNew{Use: templates.UseCLI, Description: "a|b", Fault: fault.Of(fault.Join(
			fault.Field("confirm", fault.CodeRequired), fault.Field("description", fault.CodeKeyDescription)))}).View()},
		{"key-new-full", form(templates.KeyNew{Full: true}).View()},
		{"key-new-held", form(templates.KeyNew{HeldBy: draftID, Use: templates.UseOther}).View()},
		{"key-delete-active", gone(active, nil).View()},
		{"key-delete", gone(fresh, nil).View()},
		{"key-delete-wrong", gone(fresh, fault.Field("confirm", fault.CodeConfirmName)).View()},
	}
}

func ticketSamples(p templates.Page) []sample {
	key := desk.Ticket{ID: draftID, Kind: desk.KeyTicket, User: "svc-upload", KeyID: "AKIAIOSFODNN7EXAMPLE",
		Created: now, Expires: now.Add(desk.TicketLife)}
	login := desk.Ticket{ID: draftID, Kind: desk.PasswordTicket, User: string(long), SignInURL: "https://acme.signin.aws.amazon.com/console",
		Created: now, Expires: now.Add(desk.TicketLife), Shown: now}
	taken, ended, cleaning := key, key, key
	taken.Proof, taken.Taken, taken.Form = desk.ProofAccepted, now, desk.FormKeys
	ended.Proof, ended.Ended, ended.Ending = desk.ProofRefused, now, desk.EndSaved
	cleaning.Ended, cleaning.Ending = now, desk.EndUnclaimed
	secret := desk.Credentials{Kind: desk.KeyTicket, User: "svc-upload", KeyID: key.KeyID, Secret: seal.NewSecret("+JalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")}
	comma := secret
	comma.User = "kim,ana"
	word := desk.Credentials{Kind: desk.PasswordTicket, User: string(long), SignInURL: login.SignInURL, Password: seal.NewSecret(`<b>"x"&`)}
	open := templates.NewTicketOpen(p, key, secret, true)
	open.Snippets = desk.Snippets(secret, desk.Place{Endpoint: "http://127.0.0.1:8081", Region: "ap-northeast-2", Sandbox: true})
	return []sample{
		{"ticket-show-key", templates.NewTicketShow(p, key, true, nil).View()},
		{"ticket-show-taken", templates.NewTicketShow(p, taken, true, nil).View()},
		{"ticket-show-login", templates.NewTicketShow(p, login, true, nil).View()},
		{"ticket-show-wrong", templates.NewTicketShow(p, key, true, fault.New(fault.Invalid, fault.CodeTicketForm)).View()},
		{"ticket-show-saved", templates.NewTicketShow(p, ended, true, nil).View()},
		{"ticket-show-cleaning", templates.NewTicketShow(p, cleaning, true, nil).View()},
		{"ticket-open-key", open.View()},
		{"ticket-open-comma", templates.NewTicketOpen(p, taken, comma, false).View()},
		{"ticket-open-login", templates.NewTicketOpen(p, login, word, true).View()},
	}
}

func opSamples(p templates.Page) []sample {
	line := func(state, verb string, args ...string) templates.StepLine {
		return templates.StepLine{Text: p.T.Step(verb, args...), Call: "CreateUser", State: state}
	}
	steps := []templates.StepLine{line("done", "group.create", "admins"), line("unknown", "user.create", "ana"),
		line("failed", "user.policy.attach", "ana", string(adminARN)), line("undone", "mfa.delete", "ana", "arn:aws:iam::1:mfa/ana"),
		line("", "console.enable", "ana"), line("", "new.verb", "ana")}
	page := func(o templates.OpShow) templates.OpShow {
		o.Page, o.Op.ID, o.Op.Target = p, draftID, "ana"
		o.Back, o.BackURL = p.T.Ops.ToUsers, templates.UsersURL()
		return o.Prepare()
	}
	denied := fault.New(fault.Denied, fault.CodeAwsDenied, "CreateUser", "User is not authorized")
	made := []templates.MadeKey{{ID: "AKIAIOSFODNN7EXAMPLE", Created: now, Active: true}}
	looks := []time.Time{now, now.Add(5 * time.Minute)}
	found := []templates.FoundKey{{ID: "AKIAIOSFODNN7EXAMPLE", Did: "inactive"}, {ID: "AKIAI44QH8DHBEXAMPLE", Did: "used"}, {ID: "AKIAIOSFODNN7EXAMPL3", Did: "deleted"}}
	key := func(state desk.OpState) desk.Op { return desk.Op{State: state, Verb: desk.KeyCreate} }
	return []sample{
		{"op-waiting", page(templates.OpShow{Op: desk.Op{State: desk.OpRunning}}).View()},
		{"op-stopped", page(templates.OpShow{Op: desk.Op{State: desk.OpFailed, Verb: desk.UserCreate}, Stop: denied, Steps: steps, MayContinue: true, MayUndo: true, Custom: true}).View()},
		{"op-stopped-wrong", page(templates.OpShow{Op: desk.Op{State: desk.OpFailed, Verb: desk.UserCreate}, Stop: denied, Steps: steps, MayContinue: true, Custom: true,
			Fault: fault.Field("password", fault.CodePasswordChars)}).View()},
		{"op-failed", page(templates.OpShow{Op: desk.Op{State: desk.OpFailed, Verb: desk.UserAttach}, Stop: denied}).View()},
		{"op-unknown", page(templates.OpShow{Op: desk.Op{State: desk.OpUnknown, Verb: desk.UserAttach}, MayClose: true}).View()},
		{"op-unknown-key", page(templates.OpShow{Op: desk.Op{State: desk.OpUnknown, Verb: desk.KeyCreate}, Made: made, MadeKnown: true, MayClose: true}).View()},
		{"op-unknown-no-key", page(templates.OpShow{Op: desk.Op{State: desk.OpUnknown, Verb: desk.KeyCreate}, MadeKnown: true, MayClose: true}).View()},
		{"op-unknown-looked", page(templates.OpShow{Op: key(desk.OpUnknown), MadeKnown: true, Looks: looks[:1], NextLook: now.Add(5 * time.Minute)}).View()},
		{"op-unknown-stopped", page(templates.OpShow{Op: key(desk.OpUnknown), Made: made, MadeKnown: true, Looks: looks[:1], Found: found[:1], NextLook: now}).View()},
		{"op-settled", page(templates.OpShow{Op: key(desk.OpClosed), Made: made, MadeKnown: true, Looks: looks, Found: found, Settled: true}).View()},
		{"op-settled-none", page(templates.OpShow{Op: key(desk.OpClosed), Looks: looks, Settled: true}).View()},
		{"op-failed-key", page(templates.OpShow{Op: desk.Op{State: desk.OpFailed, Verb: desk.KeyCreate, Key: "AKIAIOSFODNN7EXAMPLE"}}).View()},
		{"op-closed", page(templates.OpShow{Op: key(desk.OpClosed)}).View()},
	}
}
