package portertest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"keyporter/internal/sandbox"
	"keyporter/internal/store"
)

const populated = `"created":"2026-11-23T09:00:00Z"`

// populatedDocument is of the size that policies usually have.
func populatedDocument() string {
	return fmt.Sprintf(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::%s/*"}]}`, strings.Repeat("reports", 60))
}

// Populate puts an account straight into the store of a sandbox, past its
// endpoint, for figures: users user-00000 and on, each in two groups, with a
// policy of the account's own and two tags, every fifth with an inline policy;
// groups with an inline policy and two of the account's own; policies with two
// versions. Nobody has a key.
func Populate(t testing.TB, db *store.DB, users, groups, policies int) {
	t.Helper()
	err := db.Entities(sandbox.DefaultAccount).Tx(context.Background(), func(in *store.Entities) error {
		p := population{in: in, policies: policies}
		for i := range policies {
			check(t, p.policy(i))
		}
		for i := range groups {
			check(t, p.group(i))
		}
		for i := range users {
			check(t, p.user(i, groups))
		}
		return nil
	})
	check(t, err)
}

type population struct {
	in       *store.Entities
	policies int
}

func (p population) arn(i int) string {
	return fmt.Sprintf("arn:aws:iam::%s:policy/policy-%04d", sandbox.DefaultAccount, i%p.policies)
}

func (p population) add(kind, name, rest string) error {
	prefix := map[string]string{"user": "AIDA", "group": "AGPA", "policy": "ANPA"}[kind]
	id := prefix + strings.ToUpper(fmt.Sprintf("%016s", name[strings.IndexByte(name, '-')+1:]))
	doc := fmt.Sprintf(`{"name":%q,"path":"/","id":%q,%s%s}`, name, id, populated, rest)
	return p.in.Add(context.Background(), store.Entity{Kind: kind, Name: name, Doc: doc})
}

func (p population) link(links ...store.EntityLink) error {
	for _, l := range links {
		if err := p.in.Link(context.Background(), l); err != nil {
			return err
		}
	}
	return nil
}

func (p population) policy(i int) error {
	version := func(id string) string {
		return fmt.Sprintf(`{"id":%q,%s,"document":%q}`, id, populated, populatedDocument())
	}
	return p.add("policy", fmt.Sprintf("policy-%04d", i), fmt.Sprintf(`,"updated":"2026-11-23T09:00:00Z","arn":%q,"default":"v2","versions":[%s,%s]`, p.arn(i), version("v2"), version("v1")))
}

func (p population) group(i int) error {
	name := fmt.Sprintf("group-%03d", i)
	if err := p.add("group", name, populatedInline()); err != nil {
		return err
	}
	return p.link(
		store.EntityLink{Kind: "group-policy", Source: name, Target: p.arn(2 * i)},
		store.EntityLink{Kind: "group-policy", Source: name, Target: p.arn(2*i + 1)},
	)
}

func populatedInline() string {
	return fmt.Sprintf(`,"inline":[{"Name":"own","Document":%q}]`, populatedDocument())
}

func (p population) user(i, groups int) error {
	name, rest := string(SeedUser(i)), `,"tags":[{"Key":"team","Value":"core"},{"Key":"cost","Value":"1234"}]`
	if i%5 == 0 {
		rest += populatedInline()
	}
	if err := p.add("user", name, rest); err != nil {
		return err
	}
	return p.link(
		store.EntityLink{Kind: "member", Source: name, Target: fmt.Sprintf("group-%03d", i%groups)},
		store.EntityLink{Kind: "member", Source: name, Target: fmt.Sprintf("group-%03d", (i+1)%groups)},
		store.EntityLink{Kind: "user-policy", Source: name, Target: p.arn(i)},
	)
}
