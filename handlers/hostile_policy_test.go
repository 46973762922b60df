package handlers_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"keyporter/internal/account"
	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
	"keyporter/internal/sandbox"
	"keyporter/templates"
)

// trapDocument is a policy with a text in each place that takes any: in the Sid of a
// bucket's policy, in resources, and in the keys and values of conditions.
func trapDocument(texts []string, bucket bool) string {
	type statement map[string]any
	var list []statement
	for i, text := range texts {
		sid := fmt.Sprint("s", i)
		one := statement{
			"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::trap/" + text,
			"Condition": map[string]any{"StringEquals": map[string]any{"aws:PrincipalTag/team": text}},
		}
		if bucket {
			sid, one["Principal"] = text+sid, map[string]string{"AWS": "arn:aws:iam::123456789012:user/ana"}
		}
		one["Sid"] = sid
		list = append(list, one)
	}
	b, _ := json.Marshal(map[string]any{"Version": "2012-10-17", "Statement": list}) // of strings only
	return string(b)
}

// trap makes an account whose documents hold the texts, and returns what its pages are
// made of, by path.
func trap(t *testing.T, texts []string) map[string]*portertest.View {
	t.Helper()
	b, ctx := portertest.New(t, portertest.Options{}), context.Background()
	_, err := b.Account.CreateUser(ctx, "ana")
	must(t, err)
	b.Bucket("trap")
	texts = slices.DeleteFunc(slices.Clone(texts), func(s string) bool { return len(s) > 200 }) // a bucket's policy has 20 KB
	b.BucketPolicy("trap", trapDocument(texts, true))
	paths := []string{"/buckets", "/buckets/trap", "/access", "/users/ana", "/users/ana/access?all=1", "/access/explain?who=ana&can=s3%3AGetObject&on=trap"}
	// A managed policy has room for 6,144 characters, so that each is a part.
	for i := 0; i < len(texts); i += 6 {
		part := texts[i:min(i+6, len(texts))]
		made, err := b.Account.CreatePolicy(ctx, account.NewPolicy{Name: iam.PolicyName(fmt.Sprint("trap", i)), Document: trapDocument(part, false)})
		if err != nil {
			continue // the server refuses what it would not keep
		}
		must(t, b.Account.AttachUserPolicy(ctx, "ana", made.ARN))
		paths = append(paths, templates.PolicyURL(made.ARN), "/policies/edit?arn="+url.QueryEscape(string(made.ARN)))
	}
	must(t, b.App.Refresh(ctx))
	must(t, b.App.ReadBuckets(ctx))
	w, views := b.Browser(t, desk.Admin), map[string]*portertest.View{}
	for _, path := range paths {
		views[path] = w.Get(path).Want(http.StatusOK)
	}
	return views
}

// TestHostileTextInDocumentsStaysText: Sids, resources and conditions are written by
// whoever may write a policy, and are read by everybody.
func TestHostileTextInDocumentsStaysText(t *testing.T) {
	t.Parallel()
	var plain []string
	for i := range sandbox.HostileTexts() {
		plain = append(plain, fmt.Sprint("plain", i, " *${aws:username}${nothing}"))
	}
	known := map[string]bool{}
	for _, v := range trap(t, plain) {
		for element := range v.Shape() {
			known[element] = true
		}
	}
	read := 0
	for path, v := range trap(t, sandbox.HostileTexts()) {
		for element := range v.Shape() {
			if !known[element] {
				t.Errorf("%s has %s, which no page has with harmless documents", path, element)
			}
		}
		if strings.Contains(v.Text(), "onerror=alert(2)") {
			read++
		}
	}
	if read < 2 {
		t.Errorf("%d pages show the hostile text, want those of the bucket and of the policies", read)
	}
}
