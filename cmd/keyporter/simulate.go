package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"keyporter/internal/policy"
	"keyporter/internal/text"
)

// simulateCommand decides requests from files, without any account.
type simulateCommand struct {
	Batch bool   `help:"Read one case a line as JSON, from FILE or standard input; write one decision a line."`
	File  string `arg:"" optional:"" help:"A case as JSON (with --batch: one a line). Without it, the options below make the case." placeholder:"FILE"`

	Principal       string   `help:"Who asks: the ARN of a user, a role session or the account root, or a service." placeholder:"ARN"`
	Action          []string `help:"What is asked, such as s3:GetObject; may be given several times." placeholder:"NAME"`
	Resource        []string `help:"On what, an ARN or *; may be given several times. Default: *." placeholder:"ARN"`
	ResourceAccount string   `help:"Who owns the resource. Default: the principal's account." placeholder:"ID"`
	Context         []string `help:"A condition key of the request; may be given several times, also with the same key." placeholder:"KEY=VALUE" sep:"none"`
	Policy          []string `help:"File with an identity policy; may be given several times." placeholder:"FILE" sep:"none"`
	Boundary        string   `help:"File with the permissions boundary." placeholder:"FILE"`
	ResourcePolicy  string   `help:"File with the policy of the resource." placeholder:"FILE"`
	SCP             []string `name:"scp" help:"File with a service control policy; each option is one level, the root first." placeholder:"FILE" sep:"none"`
	SessionPolicy   []string `help:"File with a session policy; may be given several times." placeholder:"FILE" sep:"none"`

	Format string `help:"text or json." enum:"text,json" default:"text"`
	Lang   string `help:"Language of the text, en or ko." enum:"en,ko" default:"en"`
}

// Run decides. Exit 2 says that the input cannot be read.
func (c *simulateCommand) Run(s streams) error {
	if c.Batch {
		return c.batch(s)
	}
	cases, err := c.cases(s.In)
	if err != nil {
		return err
	}
	for i, one := range cases {
		d := policy.Evaluate(one.Request, one.Policies)
		if c.Format == "json" {
			err = writeJSON(s.Out, newExplained(one, d))
		} else {
			if i > 0 {
				fmt.Fprintln(s.Out)
			}
			_, err = s.Out.Write(explain(text.Pick(c.Lang, ""), one, d))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// cases are the one case of a file, or the product of the actions and the
// resources of the options.
func (c *simulateCommand) cases(in io.Reader) ([]*policy.Case, error) {
	if c.File != "" {
		content, err := readInput(c.File, in)
		if err != nil {
			return nil, err
		}
		one, err := policy.ReadCase(string(content))
		if err != nil {
			return nil, misused("%s: %s", c.File, refusal(text.Pick(c.Lang, ""), err))
		}
		return []*policy.Case{one}, nil
	}
	if c.Principal == "" || len(c.Action) == 0 {
		return nil, misused("simulate needs --principal and --action, or a file with a case")
	}
	policies, err := c.policies()
	if err != nil {
		return nil, err
	}
	context, err := readContext(c.Context)
	if err != nil {
		return nil, err
	}
	resources := c.Resource
	if len(resources) == 0 {
		resources = []string{"*"}
	}
	var cases []*policy.Case
	for _, action := range c.Action {
		for _, resource := range resources {
			cases = append(cases, &policy.Case{
				Request: policy.Request{
					Principal: c.Principal, Action: action, Resource: resource,
					ResourceAccount: c.ResourceAccount, Context: context,
				},
				Policies: policies,
			})
		}
	}
	return cases, nil
}

func (c *simulateCommand) policies() (p policy.Policies, err error) {
	t := text.Pick(c.Lang, "")
	if p.Identity, err = readPolicies(t, c.Policy, policy.UseInline); err != nil {
		return p, err
	}
	if p.Session, err = readPolicies(t, c.SessionPolicy, policy.UseInline); err != nil {
		return p, err
	}
	levels, err := readPolicies(t, c.SCP, policy.UseControl)
	if err != nil {
		return p, err
	}
	for _, l := range levels {
		p.Control = append(p.Control, policy.Level{ID: l.Name, Policies: []policy.Source{l}})
	}
	if p.Boundary, err = readPolicy(t, c.Boundary, policy.UseInline); err != nil {
		return p, err
	}
	use := policy.UseResource
	if len(c.Resource) > 0 {
		use = policy.ResourceUse(c.Resource[0])
	}
	p.Resource, err = readPolicy(t, c.ResourcePolicy, use)
	return p, err
}

func readPolicies(t *text.Text, files []string, use policy.Use) ([]policy.Source, error) {
	var list []policy.Source
	for _, file := range files {
		source, err := readPolicy(t, file, use)
		if err != nil {
			return nil, err
		}
		list = append(list, *source)
	}
	return list, nil
}

// readPolicy returns nil without a file.
func readPolicy(t *text.Text, file string, use policy.Use) (*policy.Source, error) {
	if file == "" {
		return nil, nil
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, misused("%v", err)
	}
	doc, err := policy.Read(string(bytes.TrimPrefix(content, []byte("\ufeff"))), use)
	if err != nil {
		return nil, misused("%s: %s", file, refusal(t, err))
	}
	return &policy.Source{Name: file, Doc: doc}, nil
}

func readContext(pairs []string) (*policy.Context, error) {
	values := map[string][]string{}
	for _, pair := range pairs {
		key, value, found := strings.Cut(pair, "=")
		if !found || key == "" {
			return nil, misused("--context %q: want KEY=VALUE", pair)
		}
		values[key] = append(values[key], value)
	}
	return policy.NewContext(values), nil
}

// readInput reads a file; - is standard input.
func readInput(file string, in io.Reader) ([]byte, error) {
	if file == "-" {
		content, err := io.ReadAll(in)
		if err != nil {
			return nil, misused("standard input: %v", err)
		}
		return content, nil
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, misused("%v", err)
	}
	return content, nil
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
