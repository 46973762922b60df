package handlers_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
	"keyporter/templates"
)

const logsARN iam.ARN = "arn:aws:iam::123456789012:policy/team/logs"

// reading is a document that lets one bucket be listed.
func reading(bucket string) string {
	return "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\n      \"Sid\": \"List\",\n      \"Effect\": \"Allow\",\n" +
		"      \"Action\": \"s3:ListBucket\",\n      \"Resource\": \"arn:aws:s3:::" + bucket + "\"\n    }\n  ]\n}"
}

// press sends a form by its button.
func press(f *portertest.Form, do string, status int) *portertest.View {
	return f.Set("do", do).Submit(status)
}

// makePolicy creates the policy logs through the pages.
func makePolicy(t *testing.T, w *portertest.Browser) *portertest.View {
	t.Helper()
	f := w.Get("/policies/~new?by=json").Want(http.StatusOK).Form("/policies/~new")
	f.Set("name", "logs").Set("path", "/team/").Set("description", "Reads <script>alert(1)</script>").Set("document", reading("logs"))
	review := press(f, "review", http.StatusOK).Has("Create policy logs", "In plain words", "Nothing is saved yet.", `"s3:ListBucket"`)
	return review.Form("/policies").Submit(http.StatusOK)
}

func TestAPolicyFromItsFormToItsEnd(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "developers")
	w := b.Browser(t, desk.Admin)
	w.Get("/policies").Want(http.StatusOK).Has("Create policy")
	w.Get("/policies/~new").Want(http.StatusOK).Has("S3 form", "JSON editor")
	v := makePolicy(t, w).Has("Policy logs is created.", "Reads <script>alert(1)</script>", "Attached nowhere.", "v1")
	if got, want := v.URL.Query().Get("arn"), string(logsARN); got != want {
		t.Fatalf("after creating: %s, want the page of %s", v.URL, want)
	}
	w.Get("/policies?q=logs").Want(http.StatusOK).Has("logs", "Customer managed")

	edit := w.Get(templates.PolicyEditURL(logsARN, "")).Want(http.StatusOK).Form(templates.PolicyEditURL(logsARN, ""))
	if got := edit.Get("document"); got != reading("logs") {
		t.Errorf("the editor holds %q, want the document laid out", got)
	}
	review := press(edit.Set("document", reading("other")), "review", http.StatusOK).Has("Save a new version of policy logs", "arn:aws:s3:::other")
	v = review.Form(templates.PolicyVersionsURL(logsARN)).Submit(http.StatusOK).Has("A new version of policy logs is the default.", "arn:aws:s3:::other", "v2", "v1")

	w.Get(templates.PolicyVersionURL(logsARN, "v1")).Want(http.StatusOK).Has("Version v1 is not the default", "arn:aws:s3:::logs")
	w.Get(templates.PolicyVersionURL(logsARN, "v9")).Want(http.StatusNotFound)
	v = v.Form(templates.PolicySetURL(logsARN)).Submit(http.StatusOK).Has("Default version of policy logs: v1.", "arn:aws:s3:::logs")
	v = v.Form(templates.PolicyDropURL(logsARN)).Set("version", "v1").Submit(http.StatusConflict).Has("Version v1 is the default version.")
	v = v.Form(templates.PolicyDropURL(logsARN)).Set("version", "v7").Submit(http.StatusConflict).Has("The policy has no version v7")
	v.Form(templates.PolicyDropURL(logsARN)).Submit(http.StatusOK).Has("Version of policy logs is deleted: v2.")

	w.Get("/users/ana/permissions?q=logs").Form("/users/ana/policies").Tick("policy", string(logsARN)).Submit(http.StatusOK)
	held := w.Get(templates.PolicyDeleteURL(logsARN)).Want(http.StatusOK).Has("Detach the policy first", "ana")
	if held.FindForm(templates.PolicyDeleteURL(logsARN)) != nil {
		t.Error("an attached policy can be deleted")
	}
	w.Get("/users/ana/permissions").Form("/users/ana/policies/detach").Submit(http.StatusOK)
	ask := w.Get(templates.PolicyDeleteURL(logsARN)).Want(http.StatusOK)
	ask.Form(templates.PolicyDeleteURL(logsARN)).Set("confirm", "log").Submit(http.StatusUnprocessableEntity)
	ask.Form(templates.PolicyDeleteURL(logsARN)).Set("confirm", "logs").Submit(http.StatusOK).Has("Policy logs is deleted.")
	w.Get(templates.PolicyURL(logsARN)).Want(http.StatusNotFound)
}

func TestARefusedDocumentKeepsEverything(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	f := w.Get("/policies/~new?by=json").Form("/policies/~new")
	typed := "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:*\"\n  \"Resource\": \"*\"}]\n}"
	f.Set("name", "mine").Set("path", "/a/").Set("description", "About <it>").Set("document", typed)
	v := press(f, "review", http.StatusUnprocessableEntity).Has("Line 4, column 3: ", "What the check found")
	again := v.Form("/policies/~new")
	for name, want := range map[string]string{"name": "mine", "path": "/a/", "description": "About <it>", "document": typed} {
		if got := again.Get(name); got != want {
			t.Errorf("the refused form has %s = %q, want %q", name, got, want)
		}
	}
	if !strings.Contains(v.ByID("document-err"), "Line 4, column 3") {
		t.Errorf("beside the editor stands %q, want the place", v.ByID("document-err"))
	}
	press(again.Set("document", " "), "review", http.StatusUnprocessableEntity).Has("must not be empty")
	press(again.Set("document", "{“a”: 1}"), "check", http.StatusOK).Has("✕ error")
	press(again.Set("document", reading("logs")).Set("name", "two words"), "review", http.StatusUnprocessableEntity).Has("“two words” does not fit")

	press(again.Set("document", reading(strings.Repeat("a", 7000))), "review", http.StatusUnprocessableEntity).Has("AWS takes at most 6144")
}

func TestWhatOnlyAWSRefusesStandsBesideTheEditor(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "developers")
	w := b.Browser(t, desk.Admin)
	const own = "/users/ana/inline/~new"
	long := reading(strings.Repeat("a", 3000)) // all inline policies of a user may have 2,048 characters
	f := w.Get(own+"?by=json").Form(own).Set("name", "long").Set("document", long)
	v := press(f, "review", http.StatusOK).Form("/users/ana/inline").Submit(http.StatusConflict)
	if got := v.ByID("document-err"); !strings.Contains(got, "Maximum policy size of 2048 bytes exceeded for user ana") {
		t.Errorf("after AWS's refusal the editor says %q, want AWS's words", got)
	}
	if again := v.Form(own); again.Get("document") != long || again.Get("name") != "long" {
		t.Error("after AWS's refusal the form has lost what was typed")
	}
}

func TestACheckChangesNothing(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	f := w.Get("/policies/~new?by=json").Form("/policies/~new").Set("document", reading("logs"))
	v := press(f, "check", http.StatusOK).Has("What the check found", "In plain words")
	if strings.HasPrefix(string(v.Body), "<title>Error") || b.Sandbox.Mischief().Done("CreatePolicy") != 0 {
		t.Error("a check is an error, or made a policy")
	}
	if got := v.Form("/policies/~new").Get("document"); got != reading("logs") {
		t.Errorf("after a check the editor holds %q", got)
	}
}

func TestTheS3FormWritesAndReads(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	f := w.Get("/policies/~new?by=s3").Want(http.StatusOK).Form("/policies/~new")
	press(f.Set("name", "two words").Set("bucket", "Reports"), "review", http.StatusUnprocessableEntity).Has("“two words” does not fit", "lower case")
	v := press(f.Set("name", "reports").Set("bucket", "Reports"), "review", http.StatusUnprocessableEntity)
	v.Has("lower case letters")
	v = press(v.Form("/policies/~new").Set("list").Set("read"), "review", http.StatusUnprocessableEntity).Has("What is allowed: Choose at least one of list, read, write and delete.")
	v = press(v.Form("/policies/~new").Set("bucket", "reports").Set("prefix", "2026/"), "read-write", http.StatusOK)
	f = v.Form("/policies/~new").Set("sources", "203.0.113.0/24\n198.51.100.7").Set("mfa", "1")
	if f.Get("list") != "1" || f.Get("read") != "1" || f.Get("write") != "1" || f.Get("delete") != "" || f.Get("bucket") != "reports" {
		t.Errorf("after the preset the form has %v, want list, read and write ticked and the rest kept", f.Values())
	}
	review := press(f, "review", http.StatusOK).Has("s3:PutObject", "arn:aws:s3:::reports/2026/*", "aws:MultiFactorAuthPresent", "203.0.113.0/24")
	changed := w.Post("/policies/~new", with(review.Form("/policies").Values(), "do", "edit")).Want(http.StatusOK)
	if got := changed.Form("/policies/~new"); got.Get("bucket") != "reports" || got.Get("sources") != "203.0.113.0/24\n198.51.100.7" || got.Get("name") != "reports" {
		t.Errorf("back from the review the S3 form has %v, want all of it", got.Values())
	}
	press(changed.Form("/policies/~new"), "json", http.StatusOK).Has("Policy document", "Edit in the S3 form")
	review.Form("/policies").Submit(http.StatusOK).Has("Policy reports is created.")

	const arn iam.ARN = "arn:aws:iam::123456789012:policy/reports"
	w.Get(templates.PolicyEditURL(arn, "")).Want(http.StatusOK).Has("Edit in the S3 form")
	filled := w.Get(templates.PolicyEditURL(arn, "s3")).Want(http.StatusOK).Form(templates.PolicyEditURL(arn, ""))
	if filled.Get("bucket") != "reports" || filled.Get("prefix") != "2026/" || filled.Get("write") != "1" || filled.Get("mfa") != "1" || filled.Get("base") != "v1" {
		t.Errorf("the S3 form of a saved policy has %v, want what it was made of", filled.Values())
	}
	press(w.Get("/policies/~new?by=json").Form("/policies/~new").Set("document", reading("logs")), "s3", http.StatusUnprocessableEntity).Has("more than the S3 form can show")
}

// with returns the values with one more.
func with(v url.Values, name, value string) url.Values {
	v.Set(name, value)
	return v
}

func TestAPolicyFormSentTwiceMakesOnePolicy(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	f := w.Get("/policies/~new?by=json").Form("/policies/~new").Set("name", "logs").Set("document", reading("logs"))
	review := press(f, "review", http.StatusOK).Form("/policies")
	first, second := review.Submit(http.StatusOK), review.Submit(http.StatusOK)
	if first.URL.Query().Get("arn") == "" || first.URL.Query().Get("arn") != second.URL.Query().Get("arn") {
		t.Errorf("the copies lead to %s and %s, want one page", first.URL, second.URL)
	}
	if got := b.Sandbox.Mischief().Done("CreatePolicy"); got != 1 {
		t.Errorf("two copies of a form made %d policies", got)
	}
	review.Set("document", reading("other")).Submit(http.StatusConflict).Has("This form was sent before with other content.")
	press(f, "review", http.StatusConflict).Has("There is a policy logs already.")
}

func TestASixthVersionMakesRoom(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	makePolicy(t, w)
	save := func(bucket string, status int) *portertest.View {
		t.Helper()
		f := w.Get(templates.PolicyEditURL(logsARN, "")).Form(templates.PolicyEditURL(logsARN, "")).Set("document", reading(bucket))
		return press(f, "review", http.StatusOK).Form(templates.PolicyVersionsURL(logsARN)).Submit(status)
	}
	for _, bucket := range []string{"two2", "three3", "four4", "five5"} {
		save(bucket, http.StatusOK)
	}
	own := templates.PolicyEditURL(logsARN, "")
	stale := press(w.Get(own).Form(own).Set("document", reading("six6")), "review", http.StatusOK)
	stale.Has("Delete version v1 of policy logs", "is deleted to make room")
	save("other6", http.StatusOK).Has("v6", "v2").Lacks("v1 ")
	refused := stale.Form(templates.PolicyVersionsURL(logsARN)).Submit(http.StatusConflict).Has("The policy has changed since you looked at it")
	if got := refused.Form(own).Get("document"); got != reading("six6") {
		t.Errorf("the refused edit has %q, want what was typed", got)
	}
}

func TestPolicyFormsHaveALimit(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	long := func(n int) url.Values {
		return url.Values{"by": {"json"}, "do": {"check"}, "document": {strings.Repeat("a", n)}}
	}
	w.Post("/policies/~new", long(500<<10)).Want(http.StatusOK)
	w.Post("/policies/~new", long(512<<10)).Want(http.StatusRequestEntityTooLarge).Has("512 KiB")
	w.Post("/policies", long(512<<10)).Want(http.StatusRequestEntityTooLarge)
	w.Post("/groups", long(65<<10)).Want(http.StatusRequestEntityTooLarge).Has("64 KiB")
}
