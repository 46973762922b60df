// Command keyporter is a self-hosted web dashboard for AWS IAM users, groups,
// policies and access keys. It is the only reader of flags and environment: it
// decides once where IAM is, wires the packages together, and runs them.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// Exit codes.
const (
	exitOK      = 0
	exitFailed  = 1
	exitMisused = 2 // an option or a variable is wrong

	exitIncomplete = 3 // an answer is whole as far as it goes, and marked
)

// commands is the whole command line.
type commands struct {
	Serve       serveCommand       `cmd:"" default:"withargs" help:"Run the dashboard. Without options: the embedded endpoint, SQLite in ./keyporter-data, http://127.0.0.1:8080."`
	Sandbox     sandboxCommand     `cmd:"" help:"Run the embedded IAM and STS endpoint alone, for aws-cli and SDKs."`
	Simulate    simulateCommand    `cmd:"" help:"Decide requests by policies from files, as AWS would, and tell why."`
	Access      accessCommand      `cmd:"" help:"Answer who reaches which S3 bucket, and why, from what was saved of an account. Exit 3 says that the answer is incomplete."`
	IAMPolicy   iamPolicyCommand   `cmd:"" name:"iam-policy" help:"Print the IAM policy that Keyporter's own credentials need."`
	Audit       auditCommand       `cmd:"" help:"Verify the audit log, or write it out."`
	Seal        sealCommand        `cmd:"" help:"Rotate the server key."`
	Operator    operatorCommand    `cmd:"" help:"Manage the people who sign in to Keyporter."`
	Healthcheck healthcheckCommand `cmd:"" help:"Ask a running dashboard for /healthz; exit 0 when it answers."`
	Version     versionCommand     `cmd:"" help:"Print the version."`
}

// streams is where a command reads and writes. Out is for people and pipes, Err
// for logs.
type streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Environ(), streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
}

// run is the program as a value: it returns the exit code.
func run(ctx context.Context, args, environ []string, s streams) int {
	var c commands
	exited := -1
	parser, err := kong.New(&c,
		kong.Name("keyporter"),
		kong.Description("A web dashboard for AWS IAM users, groups, policies and access keys."),
		kong.Writers(s.Out, s.Err),
		kong.Exit(func(code int) { exited = code }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(s),
	)
	if err != nil {
		fmt.Fprintln(s.Err, "keyporter:", err)
		return exitFailed
	}
	if err := checkEnvironment(parser.Model, environ); err != nil {
		fmt.Fprintln(s.Err, "keyporter:", err)
		return exitMisused
	}
	line, err := parser.Parse(args)
	if exited >= 0 {
		return exited // --help has been printed
	}
	if err != nil {
		fmt.Fprintln(s.Err, "keyporter:", err)
		return exitMisused
	}
	if err := line.Run(); err != nil {
		fmt.Fprintln(s.Err, "keyporter:", err)
		return exitCode(err)
	}
	return exitOK
}

func exitCode(err error) int {
	var lacking incomplete
	switch {
	case isMisuse(err):
		return exitMisused
	case errors.As(err, &lacking):
		return exitIncomplete
	}
	return exitFailed
}
