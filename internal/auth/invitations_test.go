package auth_test

import (
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
)

func TestAnInvitationMakesOneOperator(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.operators(t, "ana")
		second := b.other(t)
		token, err := b.auth.InviteBy(t.Context(), desk.Actor{Operator: b.find(t, "ana")}, "Bo", desk.Auditor)
		if err != nil {
			t.Fatal(err)
		}
		made := together(100, func(i int) bool {
			got := b.at(t, []string{b.url, second}[i%2]).post("/setup", "token", token, "password", password, "repeat", password)
			if got != "link.gone" && !strings.HasPrefix(got, "Bo ") {
				t.Errorf("spend an invitation = %q", got)
			}
			return got != "link.gone"
		})
		all, err := b.auth.Operators(t.Context())
		if err != nil || made != 1 || len(all) != 2 || all[1].Name != "Bo" || all[1].Role != desk.Auditor {
			t.Errorf("100 uses at once: %d answered well, operators %+v, %v, want 1 and the auditor Bo", made, all, err)
		}
		invited := b.entries(t, desk.OperatorInvite, desk.Noted)
		if len(invited) != 1 || invited[0].Actor != "ana" || invited[0].Target != "Bo" {
			t.Errorf("the audit log has %+v, want that ana invited Bo", invited)
		}
		if open, err := b.auth.Invitations(t.Context()); err != nil || len(open) != 0 {
			t.Errorf("Invitations afterwards = %+v, %v, want none", open, err)
		}
	})
}

func TestAnInvitationEnds(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.operators(t, "ana")
		by := desk.Actor{Operator: b.find(t, "ana")}
		invite := func(name string) string {
			t.Helper()
			token, err := b.auth.InviteBy(t.Context(), by, name, desk.Admin)
			if err != nil {
				t.Fatal(err)
			}
			return token
		}
		leads := func(name, token string, want bool) {
			t.Helper()
			_, err := b.auth.Link(t.Context(), token)
			if err != nil && !fault.Is(err, fault.CodeLinkGone) {
				t.Fatal(err)
			}
			if got := err == nil; got != want {
				t.Errorf("%s: the link leads somewhere: %v, want %v", name, got, want)
			}
		}
		first := invite("Bo")
		begun := b.now()
		again := invite("ＢＯ ")
		leads("an invitation of a name that is invited again in another spelling", first, false)
		leads("the later of both", again, true)
		open, err := b.auth.Invitations(t.Context())
		if err != nil || len(open) != 1 || open[0].Inviter != "ana" || open[0].Name != "ＢＯ" || !open[0].Expires.Equal(begun.Add(72*time.Hour)) {
			t.Fatalf("Invitations = %+v, %v, want the one by ana until 72 hours from %v", open, err, begun)
		}
		if err := b.auth.Revoke(t.Context(), by, open[0].ID); err != nil {
			t.Fatal(err)
		}
		leads("a revoked invitation", again, false)
		if err := b.auth.Revoke(t.Context(), by, open[0].ID); !fault.Is(err, fault.CodeLinkGone) {
			t.Errorf("Revoke twice = %v, want link.gone", err)
		}
		if got := len(b.entries(t, desk.InviteRevoke, desk.Noted)); got != 1 {
			t.Errorf("%d revocations in the audit log, want 1", got)
		}
		last := invite("Cy")
		reset, err := b.auth.ResetLink(t.Context(), "ana")
		if err != nil {
			t.Fatal(err)
		}
		b.pass(72*time.Hour - time.Second)
		leads("an invitation just before its end", last, true)
		leads("a link to a new password after 15 minutes", reset, false)
		b.pass(time.Second)
		leads("an invitation after 72 hours", last, false)
	})
}
