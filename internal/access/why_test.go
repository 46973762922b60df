package access_test

import (
	"slices"
	"testing"

	"keyporter/internal/access"
	"keyporter/internal/iam"
	"keyporter/internal/policy"
	"keyporter/internal/portertest"
)

// TestWhyAgreesWithTheEvaluator holds the reasons of answers that are certain to
// what package policy says of a request: the statement that decides applies, and
// a layer that is silent has no allow that does.
func TestWhyAgreesWithTheEvaluator(t *testing.T) {
	t.Parallel()
	seen := map[access.Cause]int{}
	for seed := range uint64(6) {
		a := unblocked(portertest.Account(seed, portertest.AccountSize{Users: 20, Groups: 6, Policies: 20, Buckets: 10, Controls: seed%3 == 0}))
		table, s := access.Decide(a), newSampler(t, a, seed)
		for i, u := range a.Users {
			who := s.user(u)
			own := s.policies(u.Inline, u.Attached, u.Boundary, u.Groups)
			for b := range a.Buckets {
				p := own
				if text := a.Buckets[b].Policy; text != "" {
					p.Resource = &policy.Source{Name: a.Buckets[b].Name, Doc: s.parse(text)}
				}
				for q := range access.Question(access.Questions) {
					w := table.Why(i, b, q)
					seen[w.Cause]++
					agrees(t, w, policy.Evaluate(s.request(who, b, q), p))
				}
			}
		}
	}
	for _, c := range []access.Cause{policy.CauseExplicitDeny, policy.CauseIdentitySilent, policy.CauseIdentityAllows, policy.CauseResourceAllows, policy.CauseBoundarySilent} {
		if seen[c] == 0 {
			t.Errorf("no answer of all accounts comes from %s: %v", c, seen)
		}
	}
}

func agrees(t *testing.T, w *access.Why, d *policy.Decision) {
	t.Helper()
	applies := func(layer policy.Layer, effect policy.Effect) bool {
		return slices.ContainsFunc(d.Reasons, func(r policy.Reason) bool { return r.Layer == layer && r.Effect == effect })
	}
	for _, s := range w.Steps {
		told := slices.ContainsFunc(d.Reasons, func(r policy.Reason) bool {
			return r.Layer == s.Layer && r.Effect == s.Effect && r.Index == s.Statement && r.Sid == s.Sid && (r.Source == s.Policy || s.Layer == policy.LayerControl || s.Layer == policy.LayerBoundary)
		})
		always := len(s.Conditions) == 0 && s.Objects == nil && !s.Somebody
		if always && !told {
			t.Errorf("%s, %s, %s: step %+v has a say whatever the request, and does not apply", w.Subject.Name, w.Bucket, w.Question.Action(), s)
		}
		if s.Decides && w.Answer != access.If && !told {
			t.Errorf("%s, %s, %s = %s: step %+v decides, and does not apply", w.Subject.Name, w.Bucket, w.Question.Action(), w.Answer, s)
		}
	}
	for _, s := range w.Others {
		if s.Not != access.NotAction && slices.ContainsFunc(d.Reasons, func(r policy.Reason) bool {
			return r.Layer == s.Layer && r.Source == s.Policy && r.Source != "" && r.Group == s.Group && r.Index == s.Statement && r.Sid == s.Sid && r.Position.Line == s.Line
		}) {
			t.Errorf("%s, %s, %s: statement %+v does not match, and applies", w.Subject.Name, w.Bucket, w.Question.Action(), s)
		}
	}
	decides := slices.ContainsFunc(w.Steps, func(s access.Step) bool { return s.Decides })
	switch {
	case w.Answer == access.Yes && (!decides || d.Outcome != policy.Allowed),
		w.Cause == policy.CauseExplicitDeny && (!decides || d.Outcome != policy.ExplicitlyDenied),
		w.Cause == policy.CauseIdentitySilent && applies(policy.LayerIdentity, policy.Allow),
		w.Cause == policy.CauseBoundarySilent && applies(policy.LayerBoundary, policy.Allow):
		t.Errorf("%s, %s, %s = %s by %s with steps %+v, and the evaluator says %s by %s", w.Subject.Name, w.Bucket, w.Question.Action(), w.Answer, w.Cause, w.Steps, d.Outcome, d.Cause)
	}
	if w.Answer != access.Unknown && len(w.Flips) == 0 {
		t.Errorf("%s, %s, %s = %s by %s: nothing would change it", w.Subject.Name, w.Bucket, w.Question.Action(), w.Answer, w.Cause)
	}
}

// TestWhyTellsWhatIsBesideThePolicies is by hand: the ACL, the block of public
// access, and what could not be read.
func TestWhyTellsWhatIsBesideThePolicies(t *testing.T) {
	t.Parallel()
	const public = `{"Version":"2012-10-17","Statement":[{"Sid":"All","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::open/*"}]}`
	a := &access.Account{ID: "111122223333", Users: []iam.User{{Name: "ana", ARN: "arn:aws:iam::111122223333:user/ana"}}, Buckets: []iam.Bucket{
		{Name: "open", Policy: public},
		{Name: "shut", Policy: public, Block: &iam.PublicAccessBlock{RestrictPublicBuckets: true}},
		{Name: "old", Grants: []iam.Grant{{Grantee: iam.GranteeEveryone, Permission: "READ"}}},
		{Name: "blind", Unread: []iam.BucketPart{iam.BucketPolicy}},
	}}
	a.Buckets[1].Policy = `{"Version":"2012-10-17","Statement":[{"Sid":"All","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::shut/*"}]}`
	table := access.Decide(a)
	everyone, _ := table.Find(access.SubjectEveryone, "")
	for _, c := range []struct {
		name    string
		subject int
		bucket  int
		q       access.Question
		answer  access.Answer
		cause   access.Cause
		flip    access.FlipCode
	}{
		{"everyone by a public policy", everyone, 0, access.GetObject, access.Yes, policy.CauseResourceAllows, access.FlipRemove},
		{"everyone, kept out by the block", everyone, 1, access.GetObject, access.No, access.CauseBlock, access.FlipBlock},
		{"a user of the account, whom the block lets in", 0, 1, access.GetObject, access.Yes, policy.CauseResourceAllows, access.FlipRemove},
		{"everyone by an ACL", everyone, 2, access.ListBucket, access.Yes, access.CauseACL, access.FlipGrant},
		{"everyone, whom nothing names", everyone, 2, access.GetObject, access.No, policy.CauseResourceSilent, access.FlipBucket},
		{"a user, where the bucket policy was not read", 0, 3, access.GetObject, access.Unknown, access.CauseUnread, access.FlipRead},
	} {
		w := table.Why(c.subject, c.bucket, c.q)
		if w.Answer != c.answer || w.Cause != c.cause || len(w.Flips) != 1 || w.Flips[0].Code != c.flip || (c.answer == access.Unknown) != (len(w.Unread) == 1) {
			t.Errorf("Why of %s = %s by %s, flips %+v, unread %+v, want %s by %s, %s", c.name, w.Answer, w.Cause, w.Flips, w.Unread, c.answer, c.cause, c.flip)
		}
	}
}
