package sandbox_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"keyporter/internal/portertest"
)

// each runs a test on every engine. It skips PostgreSQL where
// KEYPORTER_TEST_POSTGRES names no server, unless KEYPORTER_TEST_ALL insists.
func each(t *testing.T, test func(t *testing.T, b *bench)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, newBench(t))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, serve(t, open(t, portertest.Postgres(t)), &clock{now: at}))
	})
}

// TestChangesThatMeetEndInOneOrTheOther sends calls that need one another's
// rows at once: none may fail otherwise than AWS would, and nothing may dangle.
func TestChangesThatMeetEndInOneOrTheOther(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		expected := map[string]bool{"": true, "NoSuchEntity": true, "DeleteConflict": true, "EntityAlreadyExists": true}
		for round := range 5 {
			user, group, policyName := fmt.Sprintf("u%d", round), fmt.Sprintf("g%d", round), fmt.Sprintf("p%d", round)
			b.do("CreateUser", "UserName", user)
			b.do("CreateGroup", "GroupName", group)
			arn := b.do("CreatePolicy", "PolicyName", policyName, "PolicyDocument", allowAll).value("Policy/Arn")
			var all sync.WaitGroup
			for _, call := range [][]string{
				{"AddUserToGroup", "UserName", user, "GroupName", group}, {"DeleteGroup", "GroupName", group},
				{"AttachUserPolicy", "UserName", user, "PolicyArn", arn}, {"DeletePolicy", "PolicyArn", arn},
				{"AttachGroupPolicy", "GroupName", group, "PolicyArn", arn}, {"DeleteUser", "UserName", user},
				{"CreateUser", "UserName", strings.ToUpper(user)}, {"CreateAccessKey", "UserName", user},
			} {
				all.Go(func() {
					if a := b.call(call[0], call[1:]...); !expected[a.code()] {
						t.Errorf("%v = %d %s %s", call, a.status, a.code(), a.message())
					}
				})
			}
			all.Wait()
			for _, name := range b.do("ListAttachedUserPolicies", "UserName", userOr(b, user)).values("AttachedPolicies/member/PolicyArn") {
				b.do("GetPolicy", "PolicyArn", name)
			}
			for _, name := range b.do("ListGroupsForUser", "UserName", userOr(b, user)).values("Groups/member/GroupName") {
				b.do("GetGroup", "GroupName", name)
			}
		}
	})
}

// userOr returns the user, made anew when it is gone.
func userOr(b *bench, name string) string {
	b.t.Helper()
	if a := b.call("CreateUser", "UserName", name); a.status != 200 && a.code() != "EntityAlreadyExists" {
		b.t.Fatalf("CreateUser(%s) = %d %s", name, a.status, a.code())
	}
	return name
}
