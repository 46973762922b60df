package main

import (
	"fmt"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/text"
)

// iamPolicyCommand prints the policy of Keyporter's own credentials.
type iamPolicyCommand struct {
	ReadOnly  bool     `help:"What --read-only needs: nothing that changes the account."`
	Without   []string `help:"Leave a feature out: report, buckets, rights, users, console, keys, grants, policies or settings. May be given several times." enum:"report,buckets,rights,users,console,keys,grants,policies,settings" placeholder:"FEATURE"`
	Account   string   `help:"Number of the account. Default: any." placeholder:"ID"`
	Path      string   `help:"Change users, groups and policies under this path only, such as /team/." placeholder:"PATH"`
	Partition string   `help:"Partition of AWS: aws, aws-cn or aws-us-gov." default:"aws" placeholder:"NAME"`
	Lang      string   `help:"Language of errors, en or ko." enum:"en,ko" default:"en"`
}

// Run prints one document, or several that all have to be attached, one after the
// other, each with a line end behind it.
func (c *iamPolicyCommand) Run(s streams) error {
	o := iam.RightsOptions{Partition: c.Partition, Account: c.Account, Path: c.Path, ReadOnly: c.ReadOnly}
	for _, area := range c.Without {
		o.Without = append(o.Without, iam.Area(area))
	}
	if c.Account != "" && !iam.IsAccount(c.Account) {
		return misused("--account %q: want the twelve digits of an account", c.Account)
	}
	if f := wrongPath(c.Path); f != nil {
		return misused("--path %q: %s", c.Path, text.Pick(c.Lang, "").Fault(f))
	}
	if !iam.IsPartition(c.Partition) {
		return misused("--partition %q: want a name such as aws, aws-cn or aws-us-gov", c.Partition)
	}
	docs, err := o.Documents()
	if err != nil {
		return err
	}
	for _, doc := range docs {
		if _, err := fmt.Fprintln(s.Out, doc); err != nil {
			return fmt.Errorf("print the policy: %w", err)
		}
	}
	return nil
}

func wrongPath(path string) *fault.Fault {
	if path == "" {
		return nil
	}
	return iam.CheckUserPath("path", path)
}
