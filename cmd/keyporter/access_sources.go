package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"keyporter/internal/access"
	"keyporter/internal/account"
	"keyporter/internal/porter"
	"keyporter/internal/saved"
	"keyporter/internal/text"
)

// account reads the account that the questions are about.
func (c *accessCommand) account(ctx context.Context, t *text.Text, s streams) (*access.Account, error) {
	if c.given() {
		return c.ask(ctx, t, s)
	}
	var files saved.Files
	var err error
	if files.Details, err = readSaved(c.AuthorizationDetails, s.In); err != nil {
		return nil, err
	}
	if files.Buckets, err = readSaved(c.Buckets, s.In); err != nil {
		return nil, err
	}
	if c.ServiceControlPolicies != "" {
		controls, err := readSaved(c.ServiceControlPolicies, s.In)
		if err != nil {
			return nil, err
		}
		files.Controls = &controls
	}
	a, err := saved.Read(files)
	return a, placed(t, err)
}

// ask reads the account where it is. What could not be read is a gap; why is
// written to Err, one line a source.
func (c *accessCommand) ask(ctx context.Context, t *text.Text, s streams) (*access.Account, error) {
	var controls []access.Control
	if c.ServiceControlPolicies != "" {
		file, err := readSaved(c.ServiceControlPolicies, s.In)
		if err != nil {
			return nil, err
		}
		if controls, err = saved.ReadControls(&file); err != nil {
			return nil, placed(t, err)
		}
	}
	aws, err := account.New(ctx, c.awsOptions.account())
	if err != nil {
		return nil, err
	}
	a, sources := porter.ReadAccess(ctx, aws, time.Now())
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	for _, source := range sources {
		if source.Problem != nil {
			fmt.Fprintf(s.Err, "keyporter: %s: %s\n", t.FindingsReport.Names[string(source.Name)], t.Fault(source.Problem))
		}
	}
	a.Controls = controls
	return a, nil
}

// placed says where a saved file is wrong.
func placed(t *text.Text, err error) error {
	var wrong *saved.Error
	if !errors.As(err, &wrong) {
		return err
	}
	place := fmt.Sprintf(t.Decisions.Place, strconv.Itoa(wrong.Line), strconv.Itoa(wrong.Column))
	return misused("%s: %s: %s", wrong.File, place, t.Fault(wrong.Fault))
}

// readSaved reads a file into a text, without a copy; - is standard input.
func readSaved(name string, in io.Reader) (saved.File, error) {
	var b strings.Builder
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return saved.File{}, misused("%v", err)
		}
		defer func() { _ = f.Close() }() // only read
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			b.Grow(int(info.Size()))
		}
		in = f
	}
	if _, err := io.Copy(&b, in); err != nil {
		return saved.File{}, misused("%s: %v", name, err)
	}
	return saved.File{Name: name, Text: b.String()}, nil
}
