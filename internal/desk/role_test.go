package desk_test

import (
	"slices"
	"testing"

	"keyporter/internal/desk"
)

func TestAnUnknownRoleMayDoNothing(t *testing.T) {
	t.Parallel()
	for _, r := range []desk.Role{"", "owner", "Admin"} {
		for _, c := range append(desk.Cans(), "", "public") {
			if r.May(c) || r.Known() {
				t.Errorf("role %q may %q or is known, want neither", r, c)
			}
		}
	}
}

func TestWhoMayChangeTheAccount(t *testing.T) {
	t.Parallel()
	for r, want := range map[desk.Role]bool{"viewer": false, "auditor": false, "approver": false, "manager": true, "admin": true, "owner": false} {
		if got := r.MayChange(); got != want {
			t.Errorf("%s.MayChange() = %v, want %v", r, got, want)
		}
	}
}

func TestARefusalNamesTheRolesThatCould(t *testing.T) {
	t.Parallel()
	if got := desk.CanUsers.Lacking().Args; !slices.Equal(got, []string{"users", "manager admin"}) {
		t.Errorf("CanUsers.Lacking() has the arguments %q, want users and its roles", got)
	}
}
