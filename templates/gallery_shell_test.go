package templates_test

import (
	"net/http"
	"time"

	"github.com/a-h/templ"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/templates"
	"keyporter/templates/ui"
)

// shellSamples are the frame of the pages and the pages of failures.
func shellSamples(p templates.Page) []sample {
	denied := fault.New(fault.Denied, fault.CodeAwsDenied, "iam:ListUsers", "User: arn:aws:iam::123456789012:user/keyporter is not authorized to perform: iam:ListUsers")
	signedOut := p
	signedOut.SignedIn, signedOut.Path = false, "/sign-in?next=%2Fusers&lang=ko"
	troubled := p
	troubled.Plain, troubled.Fresh.Problem = true, fault.New(fault.Away, fault.CodeAwsUnreachable, "https://iam.example.test")
	troubled.Account.Kind = "endpoint"
	unread := p
	unread.Fresh, unread.Counts, unread.Account = templates.Freshness{}, templates.Counts{}, templates.AccountChip{Kind: "aws"}
	partial := p
	partial.Fresh.Complete = false
	partial.Operator = desk.Operator{Name: "jung", Role: desk.Auditor}
	partial.ReadOnly = true
	partial.Flash = &templates.Flash{Kind: "ok", Text: "svc-upload"}
	return []sample{
		{"failure-denied", templates.NewFailure(p, http.StatusForbidden, denied).View()},
		{"failure-away", templates.NewFailure(troubled, http.StatusBadGateway, troubled.Fresh.Problem).View()},
		{"failure-internal", templates.NewFailure(unread, http.StatusInternalServerError, fault.New(fault.Internal, fault.CodeInternal)).View()},
		{"failure-not-found", templates.NewFailure(partial, http.StatusNotFound, fault.New(fault.NotFound, fault.CodePageNotFound)).View()},
		{"failure-signed-out", templates.NewFailure(signedOut, http.StatusGone, fault.New(fault.Gone, fault.CodeLinkGone)).View()},
	}
}

// blockSamples are pages that hold the blocks of package ui.
func blockSamples(p templates.Page) []sample {
	p.Section, p.Crumbs = templates.SectionUsers, []templates.Crumb{{Text: p.T.Shell.Users, URL: templates.UsersURL()}}
	page := func(name string, parts ...templ.Component) sample {
		p.Title = name
		button := ui.LinkButton(ui.ButtonProps{Text: "Create user", URL: "/users/~new", Kind: "primary"})
		head := with(p.Header("People and workloads that can sign in or call AWS in this account."), button)
		return sample{"parts-" + name, with(p.Shell(), append([]templ.Component{head}, parts...)...)}
	}
	return []sample{
		page("form", formParts(p)...),
		page("table", tableParts(p)...),
		page("messages", messageParts()...),
		page("secret", secretParts()...),
		page("plan", planParts()...),
		page("policy", ui.PolicyView("document", "AmazonS3FullAccess", policyDocument)),
	}
}

const policyDocument = `{"Version":"2012-10-17","Statement":[{"Sid":"Own \"quoted\"","Effect":"Allow","Action":["s3:*","s3-object-lambda:*"],"Resource":"*","Condition":{"Bool":{"aws:SecureTransport":true},"NumericLessThan":{"aws:MultiFactorAuthAge":3600}}}]}`

func formParts(p templates.Page) []templ.Component {
	f := fault.Join(fault.Field("name", fault.CodeUserName, "ana kim"), fault.Field("use", fault.CodeRequired))
	hint := "Letters of the English alphabet, digits and + = , . @ _ -"
	return []templ.Component{
		p.Mistakes(fault.Of(f)),
		ui.Steps("Steps", []ui.Step{{Text: "Who", URL: "/drafts/1", State: "done", Word: "done"},
			{Text: "Permissions", State: "current"}, {Text: "Console", State: "todo"}, {Text: "Review", State: "todo"}}),
		element(`form method="post" action="/drafts" class="stack"`,
			p.Key(),
			ui.Field(ui.FieldProps{Name: "name", Label: "User name", Value: "ana kim", Hint: hint, Error: p.Wrong(fault.Of(f), "name"), Required: true, Mono: true}),
			ui.Field(ui.FieldProps{Name: "password", Type: "password", Label: "Password", Autocomplete: "new-password", Value: "never drawn"}),
			ui.Field(ui.FieldProps{Name: "fixed", Label: "Operator name", Value: "kim", ReadOnly: true}),
			ui.TextArea(ui.FieldProps{Name: "about", Label: "Description", Optional: p.T.Shell.Optional, Max: 256}),
			with(ui.Select(ui.FieldProps{Name: "language", Label: "Language"}), ui.Option("en", "English", "en", false), ui.Option("ko", "한국어", "ko", true)),
			ui.Checkbox(ui.CheckProps{Name: "change", Label: "Password is changed at first sign-in", Hint: "Keyporter attaches IAMUserChangePassword.", Checked: true}),
			with(ui.Choices(ui.GroupProps{ID: "use", Legend: "What is the key for", Error: p.Wrong(fault.Of(f), "use")}),
				ui.RadioCard(ui.RadioProps{Name: "use", Value: "cli", Label: "Command line", Hint: "For aws-cli on a person's computer.", Checked: true}),
				ui.RadioCard(ui.RadioProps{Name: "use", Value: "local", Label: "Local code", Hint: "For an SDK on a developer's computer."}),
				ui.RadioCard(ui.RadioProps{Name: "use", Value: "other", Label: "Something else"})),
			element(`div class="row"`, ui.Button(ui.ButtonProps{Text: "Save draft", Kind: "primary"}), ui.Button(ui.ButtonProps{Text: "Back"}),
				ui.Button(ui.ButtonProps{Text: "Drop draft", Kind: "quiet"}), ui.Button(ui.ButtonProps{Text: "Delete user", Kind: "danger"}), ui.Button(ui.ButtonProps{Text: "Disabled", Disabled: true}))),
	}
}

func planParts() []templ.Component {
	return []templ.Component{
		with(ui.Plan(), with(ui.PlanStep("Create group admins", "CreateGroup"), ui.Tag("ok", "done")),
			with(ui.PlanStep("Attach policy AdministratorAccess to group admins", "AttachGroupPolicy"), ui.Tag("bad", "not done")),
			with(ui.PlanStep("Create user ana", ""), element(`a href="/drafts/1"`, say("Change: Name")))),
		element(`form method="post" action="/users/ana/policies" class="stack"`, ui.Pick(ui.PickProps{
			Field: "policy", QueryField: "q", Query: "S3", Legend: "Policies", Hint: "Part of a name.", Error: "Choose at least one.",
			Search: "Search policies", Find: "Search", FindURL: "/users/ana/permissions", ChosenHead: "Ticked", FoundHead: "Found", More: "More than 20 match.",
			Chosen: []ui.PickChoice{{Value: "a", Label: "AdministratorAccess", Note: "AWS managed", URL: "/policies/view?arn=a", URLText: "View", URLLabel: "View AdministratorAccess"}},
			Found:  []ui.PickChoice{{Value: "b", Label: "AmazonS3FullAccess", Note: "AWS managed"}, {Value: "c", Label: "AmazonS3ReadOnlyAccess", Note: "attached already", Held: true}},
		})),
	}
}

func tableParts(p templates.Page) []templ.Component {
	row := func(name, groups, id string, tag templ.Component) templ.Component {
		return element("tr", element("td", element(`a class="name" href="/users/`+name+`"`, say(name))), element("td", say(groups)),
			element("td", tag), element("td", element(`span class="key"`, ui.KeyMark(id), element("code", say(id)))),
			element(`td class="num"`, say("12")), element("td", ui.Ago("3 hours ago", "2026-11-23 07:30 UTC", ui.ISO(now.Add(-3*time.Hour)))), element("td", ui.Dash(p.T.Shell.None)))
	}
	head := element("thead", element("tr", ui.SortColumn("Name", "/users?sort=-name", "ascending"), ui.Column("Groups"), ui.Column("Console"),
		ui.Column("Access keys"), ui.NumberColumn("Policies"), ui.SortColumn("Last used", "/users?sort=last", ""), ui.HiddenColumn("Acts")))
	body := element("tbody",
		row("ana.kim", "admins", "AKIAIOSFODNN7EXAMPLE", ui.Tag("ok", "MFA on")),
		row("svc-ingest-000", "developers, logs-readers", "AKIAIOSFODNN70007919", ui.Tag("warn", "No MFA")),
		row("svc-upload", "developers", "AKIAIOSFODNN70015838", ui.Tag("bad", "denied")),
		row("svc-report", "developers", "AKIAIOSFODNN70023757", ui.Tag("info", "note")),
		row("temp-intern", "developers", "AKIAIOSFODNN70031676", ui.Tag("", "off")))
	return []templ.Component{
		with(ui.Tabs("ana.kim"), ui.Tab("Permissions", "/users/ana.kim/permissions", true), ui.Tab("Groups", "/users/ana.kim/groups", false), ui.Tab("Security credentials", "/users/ana.kim/keys", false)),
		with(ui.Filters("/users", "list"), ui.SearchBox(ui.SearchProps{Name: "q", Label: "Search users", Button: "Find users"}),
			ui.Chip("All", "", "/users", true), ui.Chip("No MFA", "812", "/users?mfa=off", false), ui.Chip("Key > 90 days", "1,204", "/users?key=90", false)),
		with(ui.Sheet("list", "5 users"), with(ui.Table("Users"), head, body),
			ui.Pager(ui.PagerProps{Label: p.T.Shell.Pages, Summary: "1–50 of 1,204", Prev: p.T.Shell.Previous, PrevURL: "/users?back=1", Next: p.T.Shell.Next, NextURL: "/users?after=x"})),
		with(ui.EmptyState("No users yet", "Users are people and programs that call AWS."), ui.LinkButton(ui.ButtonProps{Text: "Create user", URL: "/users/~new", Kind: "primary"})),
	}
}

func messageParts() []templ.Component {
	parts := []templ.Component{
		with(ui.Flash("ok", "User ana.kim was created.")), with(ui.Flash("warn", "The key was made, its test was not.")),
		with(ui.Flash("bad", "Nothing was changed.")), with(ui.Flash("info", "The account is being read.")),
	}
	for _, kind := range []string{"", "ok", "warn", "bad", "info"} {
		parts = append(parts, with(ui.Note(kind, "Administrator rights"), element("p", say("AmazonS3FullAccess reaches every bucket of the account."))))
	}
	return append(parts, ui.Waiting("The user is being created."), ui.Progress("12 of 40", "12", "40"),
		with(ui.Links(), ui.Link("All acts", "/audit"), ui.Link("All users", "/users")))
}

func secretParts() []templ.Component {
	return []templ.Component{
		element(`p class="row"`, ui.KeyMark("AKIAIOSFODNN7EXAMPLE"), ui.Tag("ok", "Active")),
		with(ui.Secret(), ui.SecretLine("key-id", "Access key ID", "AKIAIOSFODNN7EXAMPLE", "Copy ID"),
			ui.SecretLine("secret", "Secret access key", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "Copy secret")),
		ui.Snippet("spring", "Spring Boot", "spring:\n  cloud:\n    aws:\n      region:\n        static: ap-northeast-2\n", "Copy", "Copy Spring Boot"),
		with(ui.Facts(), ui.TextFact("Path", "/", "none"), ui.CodeFact("ARN", "arn:aws:iam::123456789012:user/ana.kim", "none"), ui.TextFact("Boundary", "", "none")),
		with(ui.Confirm(ui.ConfirmProps{Action: "/users/ana.kim/delete", Key: "1", Label: "To confirm, type: ana.kim", Match: "ana.kim",
			Button: "Delete user", Cancel: "Cancel", Back: "/users/ana.kim"}), element("p", say("1 access key and 2 memberships go away with the user."))),
	}
}
