package sandbox_test

import (
	"fmt"
	"slices"
	"testing"
)

func TestTagsOfAPolicy(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		arn := b.do("CreatePolicy", "PolicyName", "p", "PolicyDocument", allowAll, "Tags.member.1.Key", "team", "Tags.member.1.Value", "core").value("Policy/Arn")
		b.do("TagPolicy", "PolicyArn", arn, "Tags.member.1.Key", "Team", "Tags.member.1.Value", "", "Tags.member.2.Key", "team", "Tags.member.2.Value", "web")
		list := b.do("ListPolicyTags", "PolicyArn", arn)
		if keys, values := list.values("Tags/member/Key"), list.values("Tags/member/Value"); !slices.Equal(keys, []string{"Team", "team"}) || !slices.Equal(values, []string{"", "web"}) {
			t.Errorf("ListPolicyTags = %v %v, want team and Team apart", keys, values)
		}
		if got := b.do("GetPolicy", "PolicyArn", arn).values("Policy/Tags/member/Key"); len(got) != 2 {
			t.Errorf("GetPolicy: tags %v, want two", got)
		}
		if got, pages := b.walk("Tags/member/Key", "ListPolicyTags", "PolicyArn", arn, "MaxItems", "1"); len(got) != 2 || pages != 2 {
			t.Errorf("ListPolicyTags by one = %v on %d pages, want two on two", got, pages)
		}
		b.do("UntagPolicy", "PolicyArn", arn, "TagKeys.member.1", "team", "TagKeys.member.2", "absent")
		if got := b.do("ListPolicyTags", "PolicyArn", arn).values("Tags/member/Key"); !slices.Equal(got, []string{"Team"}) {
			t.Errorf("ListPolicyTags after UntagPolicy = %v, want Team", got)
		}
	})
}

func TestTagsAreChecked(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	arn := b.do("CreatePolicy", "PolicyName", "p", "PolicyDocument", allowAll).value("Policy/Arn")
	b.do("CreateUser", "UserName", "ana")
	many := func(first, n int) []string {
		var pairs []string
		for i := 1; i <= n; i++ {
			pairs = append(pairs, fmt.Sprintf("Tags.member.%d.Key", i), fmt.Sprintf("k%d", first+i), fmt.Sprintf("Tags.member.%d.Value", i), "v")
		}
		return pairs
	}
	for _, n := range []struct{ noun, param, value string }{{"Policy", "PolicyArn", arn}, {"User", "UserName", "ana"}} {
		own := func(pairs ...string) []string { return append([]string{n.param, n.value}, pairs...) }
		b.refused(400, "ValidationError", "Value null at 'tags'", "Tag"+n.noun, own()...)
		b.do("Tag"+n.noun, own("Tags", "")...)
		b.refused(400, "ValidationError", "Value null at 'tagKeys'", "Untag"+n.noun, own()...)
		b.refused(400, "ValidationError", "'tagKeys.1.member'", "Untag"+n.noun, own("TagKeys.member.1", "a?")...)
		b.refused(400, "InvalidInput", "Duplicate tag keys", "Tag"+n.noun, own("Tags.member.1.Key", "a", "Tags.member.1.Value", "", "Tags.member.2.Key", "a", "Tags.member.2.Value", "")...)
		b.refused(400, "InvalidInput", "reserved", "Tag"+n.noun, own("Tags.member.1.Key", "AWS:x", "Tags.member.1.Value", "")...)
		b.refused(400, "ValidationError", "at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50", "Tag"+n.noun, own(many(0, 51)...)...)
		b.do("Tag"+n.noun, own(many(0, 50)...)...)
		b.refused(409, "LimitExceeded", "", "Tag"+n.noun, own(many(50, 1)...)...)
		b.do("Tag"+n.noun, own(many(0, 50)...)...)
	}
	b.refused(404, "NoSuchEntity", "was not found", "TagPolicy", append(many(0, 1), "PolicyArn", arn+"x")...)
	b.refused(404, "NoSuchEntity", "was not found", "ListPolicyTags", "PolicyArn", "arn:aws:iam::123456789012:policy/x/p")
	b.refused(403, "AccessDenied", "protected policy", "TagPolicy", append(many(0, 1), "PolicyArn", adminARN)...)
	b.do("ListPolicyTags", "PolicyArn", adminARN)
	b.refused(400, "ValidationError", "at 'tags'", "CreatePolicy", append(many(0, 51), "PolicyName", "q", "PolicyDocument", allowAll)...)
}

func TestTagsOfAPolicyBearOnWhoMayDoWhat(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ana := b.user("ana")
	core := b.do("CreatePolicy", "PolicyName", "core", "PolicyDocument", allowAll, "Tags.member.1.Key", "team", "Tags.member.1.Value", "core").value("Policy/Arn")
	web := b.do("CreatePolicy", "PolicyName", "web", "PolicyDocument", allowAll).value("Policy/Arn")
	b.do("PutUserPolicy", "UserName", "ana", "PolicyName", "own", "PolicyDocument", `{"Version":"2012-10-17","Statement":[
		{"Effect":"Allow","Action":"iam:TagPolicy","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/team":"core"},"ForAllValues:StringEquals":{"aws:TagKeys":["stage"]}}}]}`)
	ana.do("TagPolicy", "PolicyArn", core, "Tags.member.1.Key", "stage", "Tags.member.1.Value", "dev")
	ana.refused(403, "AccessDenied", "iam:TagPolicy", "TagPolicy", "PolicyArn", core, "Tags.member.1.Key", "team", "Tags.member.1.Value", "x")
	ana.refused(403, "AccessDenied", "iam:TagPolicy", "TagPolicy", "PolicyArn", web, "Tags.member.1.Key", "stage", "Tags.member.1.Value", "dev")
	ana.refused(403, "AccessDenied", "iam:ListPolicyTags", "ListPolicyTags", "PolicyArn", core)
}
