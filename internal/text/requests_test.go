package text_test

import (
	"strings"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/text"
)

func TestEveryDangerHasWordsAndSaysWhomItIsAbout(t *testing.T) {
	t.Parallel()
	for _, words := range []*text.Text{&text.English, &text.Korean} {
		for _, kind := range desk.DangerKinds() {
			got := words.Danger(text.DangerFacts{Kind: string(kind), Who: "ana", What: "arn:aws:iam::aws:policy/AdministratorAccess", Sid: "All", Count: 1200})
			for _, part := range []string{"ana", "AdministratorAccess", "All", "1,200"} {
				if !strings.Contains(got, part) || strings.Contains(got, "arn:") {
					t.Errorf("%s: Danger(%s) = %q, want it to name %s, and no ARN", words.Lang, kind, got, part)
				}
			}
			if bare := words.Danger(text.DangerFacts{Kind: string(kind), Count: 1}); bare == string(kind) || strings.HasSuffix(bare, " ") {
				t.Errorf("%s: Danger(%s) alone = %q, want a sentence", words.Lang, kind, bare)
			}
		}
		if len(words.Dangers.Kinds) != len(desk.DangerKinds()) {
			t.Errorf("%s: there are words for %d dangers, want %d: some is gone", words.Lang, len(words.Dangers.Kinds), len(desk.DangerKinds()))
		}
	}
}

func TestEveryStateOfARequestHasWords(t *testing.T) {
	t.Parallel()
	states := []desk.RequestState{desk.RequestOpen, desk.RequestApproved, desk.RequestRefused, desk.RequestWithdrawn, desk.RequestExpired, desk.RequestVoid, desk.RequestDone}
	for _, words := range []*text.Text{&text.English, &text.Korean} {
		for _, s := range states {
			if words.Requests.States[string(s)] == "" || words.Requests.Leads[string(s)] == "" {
				t.Errorf("%s: state %s has words %q and lead %q, want both", words.Lang, s, words.Requests.States[string(s)], words.Requests.Leads[string(s)])
			}
		}
	}
}
