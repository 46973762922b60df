package main

import (
	"bufio"
	"context"
	"strings"

	"keyporter/internal/access"
	"keyporter/internal/text"
)

// accessCommand answers who reaches which bucket.
type accessCommand struct {
	awsOptions

	AuthorizationDetails   string `help:"What aws iam get-account-authorization-details printed; - is standard input." placeholder:"FILE"`
	Buckets                string `help:"The buckets, a JSON list of objects with Name, Policy (a document or null), PublicAccessBlock and OwnerAccountId; - is standard input." placeholder:"FILE"`
	ServiceControlPolicies string `help:"The levels of the organization, root first, a JSON list of objects with orgIdentifier and policies, each with name and policy; - is standard input." placeholder:"FILE"`

	Who     string `help:"Who reaches this bucket: users, roles, other accounts and everyone; as csv and json users only." placeholder:"BUCKET"`
	What    string `help:"Which buckets this user reaches." placeholder:"USER"`
	Why     string `help:"Why an answer is what it is. COLUMN is list, read, write, delete, tag or permissions." placeholder:"USER,BUCKET,COLUMN"`
	Summary bool   `help:"How many of each answer there are in each column, as one JSON object."`

	Holding bool   `help:"Leave out users and buckets with no access at all."`
	Format  string `help:"csv, json (one object a line) or table. Default: table with --who, --what and --why, else csv." enum:"csv,json,table," default:"" placeholder:"FORM"`
	Lang    string `help:"Language of tables, notes and errors, en or ko." enum:"en,ko" default:"en"`
}

// incomplete is an answer that something is missing from.
type incomplete struct{ text string }

func (i incomplete) Error() string { return i.text }

// Run answers. Exit 2 says that the input or the question cannot be right, exit
// 3 that the answer is incomplete.
func (c *accessCommand) Run(ctx context.Context, s streams) error {
	if err := c.check(); err != nil {
		return err
	}
	t := text.Pick(c.Lang, "")
	a, err := c.account(ctx, t, s)
	if err != nil {
		return err
	}
	table := access.Decide(a)
	ask := &audit{table: table, problems: table.Problems(), words: t, out: bufio.NewWriterSize(s.Out, 64<<10)}
	if err := c.answer(ask); err != nil {
		return err
	}
	if err := ask.out.Flush(); err != nil {
		return err
	}
	if ask.whole() {
		return nil
	}
	said := []string{t.AccessCommand.NotWhole}
	if c.Format != "table" { // a table has said what is missing
		said = append(said, ask.missing()...)
	}
	return incomplete{strings.Join(said, " ")}
}

// check refuses options that exclude each other, and fills in the format.
func (c *accessCommand) check() error {
	if err := c.checkAccount(); err != nil {
		return err
	}
	questions := 0
	for _, asked := range []bool{c.Who != "", c.What != "", c.Why != "", c.Summary} {
		if asked {
			questions++
		}
	}
	stdin := 0
	for _, file := range []string{c.AuthorizationDetails, c.Buckets, c.ServiceControlPolicies} {
		if file == "-" {
			stdin++
		}
	}
	switch {
	case c.given() && (c.AuthorizationDetails != "" || c.Buckets != ""):
		return misused("an account that is asked, by --aws or --iam-endpoint, and --authorization-details and --buckets exclude each other")
	case !c.given() && (c.AuthorizationDetails == "" || c.Buckets == ""):
		return misused("access needs --authorization-details and --buckets, or --aws or --iam-endpoint")
	case questions > 1:
		return misused("--who, --what, --why and --summary exclude each other")
	case stdin > 1:
		return misused("only one file can be standard input")
	case c.Summary && c.Format != "" && c.Format != "json":
		return misused("--summary is json only")
	case c.Why != "" && c.Format == "csv":
		return misused("--why has no csv: use --format table or json")
	}
	switch {
	case c.Format != "":
	case c.Summary:
		c.Format = "json"
	case questions > 0:
		c.Format = "table"
	default:
		c.Format = "csv"
	}
	return nil
}

func (c *accessCommand) answer(ask *audit) error {
	switch {
	case c.Summary:
		return ask.summary()
	case c.Why != "":
		return ask.why(c.Why, c.Format)
	case c.Who != "":
		return ask.who(c.Who, c.Format)
	case c.What != "":
		return ask.what(c.What, c.Format)
	}
	return ask.all(c.Format, c.Holding)
}
