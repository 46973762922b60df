package handlers_test

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"keyporter/internal/account"
	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
)

// mutations and readings are how many of each are sent without an audit log.
const mutations, readings = 100, 100

// asked is a form as a page draws it, filled in.
type asked struct {
	action string
	fields url.Values
}

// TestWithoutAuditLogNothingIsDone makes the table of the audit log refuse new rows
// and sends every form that pages have, a hundred times in all.
func TestWithoutAuditLogNothingIsDone(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		t.Parallel()
		b := portertest.New(t, portertest.Options{DSN: dsn})
		furnish(t, b)
		w := b.Browser(t, desk.Admin)
		forms, pages := changes(t, w)
		if len(forms) < 20 {
			t.Fatalf("the pages have %d forms that change something, want 20 at least", len(forms))
		}
		refuseAudit(t, dsn)
		calls := b.Sandbox.Mischief().Follow()
		kinds := slices.Sorted(maps.Keys(forms))
		for i := range mutations {
			f := forms[kinds[i%len(kinds)]]
			f.fields.Set("form", fmt.Sprint("mutation-", i))
			v := w.Post(f.action, f.fields)
			if v.Status != http.StatusServiceUnavailable {
				t.Errorf("POST %s %v without an audit log leads to %s = %d, want 503:\n%.600s", f.action, f.fields, v.URL, v.Status, v.Text())
				continue
			}
			v.Has("The audit log cannot be written")
		}
		for i := range readings {
			w.Get(pages[i%len(pages)]).Want(http.StatusOK)
		}
		for _, call := range calls() {
			if !strings.HasPrefix(call, "Get") && !strings.HasPrefix(call, "List") && !strings.HasPrefix(call, "Generate") {
				t.Errorf("without an audit log %s was called", call)
			}
		}
	})
}

// furnish gives the account something of each kind.
func furnish(t *testing.T, b *portertest.Bench) {
	t.Helper()
	ctx, a := context.Background(), b.Account
	for _, name := range []iam.UserName{"ana", "bo"} {
		_, err := a.CreateUser(ctx, name)
		must(t, err)
	}
	_, err := a.CreateGroup(ctx, "ops")
	must(t, err)
	_, err = a.CreateGroup(ctx, "empty")
	must(t, err)
	must(t, a.AddToGroup(ctx, "ops", "ana"))
	arn, err := a.CreatePolicy(ctx, account.NewPolicy{Name: "files", Document: filesDoc, Description: "d"})
	must(t, err)
	must(t, a.AttachUserPolicy(ctx, "ana", arn.ARN))
	must(t, a.AttachGroupPolicy(ctx, "ops", arn.ARN))
	_, err = a.CreateAccessKey(ctx, "ana")
	must(t, err)
	must(t, b.App.Refresh(ctx))
}

// changes opens every page and returns the forms that change something, by their
// actions, filled in so that nothing but the audit log stands against them; and
// the pages.
func changes(t *testing.T, w *portertest.Browser) (forms map[string]asked, pages []string) {
	t.Helper()
	forms = map[string]asked{}
	crawl(w, "/", func(path string, v *portertest.View) {
		if v.Status != http.StatusOK || !strings.HasPrefix(v.Header.Get("Content-Type"), "text/html") {
			return
		}
		pages = append(pages, path)
		_, actions := v.Links()
		for _, action := range actions {
			f := v.FindForm(action)
			if f == nil || !f.Has("form") || strings.HasSuffix(action, "/copy") || strings.HasPrefix(action, "/me") {
				continue // a copy needs a review first; what is one's own is no act
			}
			forms[action] = asked{action, fill(action, f)}
		}
	})
	return forms, pages
}

// fill gives a form what a person would choose and type.
func fill(action string, f *portertest.Form) url.Values {
	fields, parts := f.Values(), strings.Split(action, "/")
	of := parts[min(2, len(parts)-1)]
	for name, value := range map[string]string{
		"do": "save", "name": "other", "confirm": of, "user": "bo", "group": "empty", "policy": "arn:aws:iam::aws:policy/ReadOnlyAccess",
		"key0": "team", "value0": "core", "alias": "acme-other", "stops": "yes", "off": string(desk.NoticeKeyUnclaimed),
	} {
		if fields.Get(name) == "" || name == "name" || name == "do" {
			fields.Set(name, value)
		}
	}
	if strings.HasSuffix(action, "/adopted") {
		fields.Set("name", "bo")
	}
	return fields
}

// refuseAudit makes the engine refuse every new row of the audit log.
func refuseAudit(t *testing.T, dsn string) {
	t.Helper()
	driver, statements := "sqlite", []string{`CREATE TRIGGER no_audit BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no entry'); END`}
	if strings.Contains(dsn, "://") {
		driver, statements = "pgx", []string{
			`CREATE FUNCTION no_audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no entry'; END $$`,
			`CREATE TRIGGER no_audit BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION no_audit()`,
		}
	}
	db, err := sql.Open(driver, dsn)
	must(t, err)
	defer func() { must(t, db.Close()) }()
	for _, s := range statements {
		_, err := db.ExecContext(t.Context(), s)
		must(t, err)
	}
}
