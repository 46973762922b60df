package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"keyporter/internal/account"
	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
	"keyporter/internal/seal"
)

const (
	climbAll  = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`
	climbList = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*"}}`
	climbNone = `{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}`
)

// summit is an account with something to climb to: dev and chief lie under the
// managed path, and chief may do everything; out lies outside; staff and admins are
// adopted groups, of which admins may do everything.
type summit struct {
	*portertest.Bench
	t              *testing.T
	idle           iam.KeyID // of chief
	bounds, policy iam.ARN   // policy is attached to dev, says little, and said everything before
	quarantine     iam.ARN   // denies, and is attached to dev
}

func newSummit(t *testing.T) *summit {
	t.Helper()
	s := &summit{Bench: portertest.New(t, portertest.Options{}), t: t}
	ctx, a := t.Context(), s.Account
	try := func(err error) {
		if t.Helper(); err != nil {
			t.Fatal(err)
		}
	}
	made := func(name iam.PolicyName, doc string) iam.ARN {
		p, err := a.CreatePolicy(ctx, account.NewPolicy{Name: name, Document: doc})
		try(err)
		return p.ARN
	}
	s.bounds, s.policy, s.quarantine = made("bounds", climbList), made("grows", climbAll), made("quarantine", climbNone)
	_, err := a.CreatePolicyVersion(ctx, s.policy, climbList)
	try(err)
	for name, path := range map[iam.UserName]string{"dev": "/keyporter/", "chief": "/keyporter/", "out": "/"} {
		_, err := a.MakeUser(ctx, account.NewUser{Name: name, Path: path})
		try(err)
	}
	for _, g := range []iam.GroupName{"staff", "admins"} {
		_, err := a.CreateGroup(ctx, g)
		try(err)
		try(a.UpdateGroup(ctx, g, "", "/keyporter/"))
	}
	try(a.AddToGroup(ctx, "staff", "dev"))
	try(a.AttachGroupPolicy(ctx, "admins", portertest.Administrator))
	try(a.AttachUserPolicy(ctx, "chief", portertest.Administrator))
	try(a.AttachUserPolicy(ctx, "dev", s.policy))
	try(a.AttachUserPolicy(ctx, "dev", s.quarantine))
	try(a.PutUserBoundary(ctx, "dev", s.bounds))
	idle, err := a.CreateAccessKey(ctx, "chief")
	try(err)
	try(a.SetKeyStatus(ctx, "chief", idle.ID, iam.KeyInactive))
	s.idle = idle.ID
	_, err = a.CreateLoginProfile(ctx, "chief", seal.NewSecret("Correct-horse-7"), false)
	try(err)
	try(s.App.Refresh(ctx))
	return s
}

// climb is one way to more power: a form, or a walk through several.
type climb struct {
	name string
	try  func(s *summit, w *portertest.Browser)
}

func climbs() []climb {
	admin := string(portertest.Administrator)
	post := func(path string, fields ...string) func(*summit, *portertest.Browser) {
		return func(_ *summit, w *portertest.Browser) { w.Post(path, values(fields...)) }
	}
	return []climb{
		{"attach everything to a user", post("/users/dev/policies", "policy", admin)},
		{"attach everything to a group", post("/groups/staff/policies", "policy", admin)},
		{"join the administrators", post("/users/dev/groups", "group", "admins")},
		{"be added by the group", post("/groups/admins/members", "user", "dev")},
		{"write a policy into a user", post("/users/dev/inline", "name", "all", "document", climbAll)},
		{"write a policy into a group", post("/groups/staff/inline", "name", "all", "document", climbAll)},
		{"let a policy say everything", func(s *summit, w *portertest.Browser) {
			w.Post("/policies/versions?arn="+url.QueryEscape(string(s.policy)), values("document", climbAll, "base", "v2"))
		}},
		{"go back to a version that said everything", func(s *summit, w *portertest.Browser) {
			w.Post("/policies/versions/default?arn="+url.QueryEscape(string(s.policy)), values("version", "v1"))
		}},
		{"take the boundary away", post("/users/dev/boundary", "policy", "", "do", "save")},
		{"get a boundary that allows everything", post("/users/dev/boundary", "policy", admin, "do", "save")},
		{"take away what denies", func(s *summit, w *portertest.Browser) {
			w.Post("/users/dev/policies/detach", values("arn", string(s.quarantine)))
		}},
		{"copy the permissions of a chief", func(s *summit, w *portertest.Browser) {
			plan, _ := s.App.PlanCopy(s.t.Context(), "dev", "chief")
			w.Post("/users/dev/copy", values("from", "chief", "base", plan.Base, "do", "save"))
		}},
		{"issue a key of a chief", post("/users/chief/keys", "use", "other")},
		{"activate a key of a chief", func(s *summit, w *portertest.Browser) {
			w.Post("/users/chief/keys/"+string(s.idle)+"/activate", values())
		}},
		{"reset the password of a chief", post("/users/chief/console/reset", "kind", "generated")},
		{"make a user who may do everything", func(s *summit, w *portertest.Browser) { s.wizard(w, "/keyporter/", "", admin) }},
		{"make a user under another boundary", func(s *summit, w *portertest.Browser) { s.wizard(w, "/keyporter/", admin, "") }},
		{"make a user outside the managed paths", func(s *summit, w *portertest.Browser) { s.wizard(w, "/elsewhere/", "", "") }},
		{"let many join the administrators", func(s *summit, w *portertest.Browser) {
			review := send(w.Get("/users"), "/users/~selection", "u", "dev", "do", string(desk.BulkJoin))
			if review != nil {
				review = send(review, review.URL.Path, "group", "admins")
			}
			if review != nil {
				review = send(review, review.URL.Path+"/run")
			}
			if review != nil && strings.HasPrefix(review.URL.Path, "/jobs/") {
				review.Ended()
			}
		}},
		{"act on a user who is not managed", post("/users/out/keys", "use", "other")},
		{"make an unmanaged user a managed one by its path", post("/users/out/rename", "name", "out", "path", "/keyporter/", "do", "save")},
	}
}

// send sends a form of a page; nil where the page has none.
func send(v *portertest.View, action string, fields ...string) *portertest.View {
	f := v.FindForm(action)
	if f == nil {
		return nil
	}
	for i := 0; i+1 < len(fields); i += 2 {
		f.Set(fields[i], fields[i+1])
	}
	return f.Send()
}

func values(fields ...string) url.Values {
	v := url.Values{"form": {seal.NewToken()}}
	for i := 0; i+1 < len(fields); i += 2 {
		v.Add(fields[i], fields[i+1])
	}
	return v
}

// wizard makes a user by the forms of the wizard, as far as they let the browser.
func (s *summit) wizard(w *portertest.Browser, path, boundary, arn string) {
	draft := w.Post("/drafts", values("name", "mallory", "path", path)).URL.Path
	if !strings.HasPrefix(draft, "/drafts/") || draft == "/drafts/" {
		return
	}
	if boundary != "" && w.Post(draft+"/boundary", values("policy", boundary, "do", "save")).Status >= http.StatusBadRequest {
		return
	}
	if arn != "" {
		w.Post(draft+"?step=permissions", values("policy", arn))
	}
	w.Post(draft+"/run", url.Values{"form": {strings.TrimPrefix(draft, "/drafts/")}})
}

// mutations are the calls that change the account.
func mutations(calls []string) []string {
	return slices.DeleteFunc(calls, func(c string) bool {
		return strings.HasPrefix(c, "Get") || strings.HasPrefix(c, "List") || strings.HasPrefix(c, "Generate") || strings.HasPrefix(c, "Simulate")
	})
}

// TestNobodyClimbsAloneInModeGuarded tries each way to more power as each role, an
// admin too: none is sent to AWS.
func TestNobodyClimbsAloneInModeGuarded(t *testing.T) {
	t.Parallel()
	s := newSummit(t)
	set := s.Browser(t, desk.Admin).Post("/settings/guard", values("mode", "guarded", "policy", string(s.bounds), "paths", "/keyporter/", "do", "save")).Want(http.StatusOK)
	set.Has("Guarded")
	for _, role := range []desk.Role{desk.Viewer, desk.Auditor, desk.Manager, desk.Approver, desk.Admin} {
		w := s.Browser(t, role)
		for _, c := range climbs() {
			stop := s.Sandbox.Mischief().Follow()
			c.try(s, w)
			s.App.WorkJobs(t.Context())
			if sent := mutations(stop()); len(sent) > 0 {
				t.Errorf("%s, by a %s alone: %v was sent, want nothing", c.name, role, sent)
			}
		}
	}
}

// TestEachWayUpLeadsUpWithoutRails walks the same ways as the only operator in mode
// open: each of them changes the account, so that a refusal above means something.
func TestEachWayUpLeadsUpWithoutRails(t *testing.T) {
	t.Parallel()
	for _, c := range climbs() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newSummit(t)
			w := s.Browser(t, desk.Admin)
			stop := s.Sandbox.Mischief().Follow()
			c.try(s, w)
			s.App.WorkJobs(t.Context())
			if len(mutations(stop())) == 0 {
				t.Errorf("%s in mode open by the only operator: nothing was sent", c.name)
			}
		})
	}
}
