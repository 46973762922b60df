package sandbox

import (
	"context"
	"errors"
	"strings"

	"keyporter/internal/store"
)

// aliasName is the one row that the account's alias has.
const aliasName = "alias"

// alias reads the parameter: 3 to 63 lower-case letters, digits and single
// hyphens, not at the ends (CreateAccountAlias, IAM API reference).
func (f *form) alias() string {
	value := f.required("AccountAlias")
	if !f.values.Has("AccountAlias") {
		return ""
	}
	f.length("AccountAlias", value, 3, 63)
	outside := func(c rune) bool { return (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' }
	if strings.IndexFunc(value, outside) >= 0 || strings.Contains(value, "--") || strings.Trim(value, "-") != value ||
		len(value) == 12 && digits(value) {
		f.refuse("AccountAlias", value, `Member must satisfy regular expression pattern: ^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$`)
	}
	return value
}

// createAccountAlias replaces the alias that is there: an account has one.
func createAccountAlias(ctx context.Context, c *call) (any, error) {
	alias := c.form.alias()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, c.change(ctx, func(c *call) error {
		if _, err := c.in.Hold(ctx, kindRoot, rootName); err != nil {
			return err
		}
		old, err := getDoc[aliasDoc](ctx, c.in, kindAlias, aliasName)
		if err == nil && old.Alias == alias {
			return alreadyExists("The account alias %s already exists.", alias)
		}
		if err := absent(err, nil); err != nil {
			return err
		}
		return putDoc(ctx, c.in, kindAlias, aliasName, aliasDoc{alias})
	})
}

func listAccountAliases(ctx context.Context, c *call) (any, error) {
	p := c.page()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	var list []string
	alias, err := getDoc[aliasDoc](ctx, c.in, kindAlias, aliasName)
	switch {
	case err == nil:
		list = []string{alias.Alias}
	case !errors.Is(err, store.ErrNotFound):
		return nil, err
	}
	list, end, err := slicePage(p, list, func(s string) string { return s })
	return struct {
		AccountAliases []string `xml:"AccountAliases>member"`
		paging
	}{list, end}, err
}

func deleteAccountAlias(ctx context.Context, c *call) (any, error) {
	alias := c.form.alias()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, c.change(ctx, func(c *call) error {
		if _, err := c.in.Hold(ctx, kindRoot, rootName); err != nil {
			return err
		}
		old, err := getDoc[aliasDoc](ctx, c.in, kindAlias, aliasName)
		if err == nil && old.Alias != alias {
			err = store.ErrNotFound
		}
		if err != nil {
			return absent(err, noSuchEntity("The account alias with name %s cannot be found.", alias))
		}
		_, err = c.in.Delete(ctx, kindAlias, aliasName)
		return err
	})
}
