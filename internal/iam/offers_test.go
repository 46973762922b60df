package iam_test

import (
	"testing"

	"keyporter/internal/iam"
)

func TestOnlyWhatIsKnownToBeMissingIsLeftOut(t *testing.T) {
	t.Parallel()
	var none iam.Offers
	if none.Lacks(iam.FeatureLogin) {
		t.Error("offers of which nothing is known lack the console sign-in, want it tried")
	}
	known := none.With(iam.FeatureLogin, iam.NotOffered).With(iam.FeatureMFA, iam.NotAllowed).With(iam.FeatureTags, iam.Offered)
	for f, want := range map[iam.Feature]bool{
		iam.FeatureLogin: true, iam.FeatureMFA: true, iam.FeatureTags: false, iam.FeatureAlias: false,
	} {
		if got := known.Lacks(f); got != want {
			t.Errorf("Lacks(%s) = %t, want %t", f, got, want)
		}
	}
	page := known.With(iam.FeatureLogin, iam.Offered)
	if page.Lacks(iam.FeatureLogin) || !known.Lacks(iam.FeatureLogin) {
		t.Error("With changed the offers that it was asked of")
	}
	if same := known.With(iam.FeatureLogin, iam.OfferUnknown); !same.Lacks(iam.FeatureLogin) {
		t.Error("an unknown offer took the place of a known one")
	}
	actions := map[string]iam.Feature{}
	for f, action := range iam.Features() {
		if action == "" || action != f.Action() {
			t.Errorf("%s has the action %q and %q, want one", f, action, f.Action())
		}
		if other, twice := actions[action]; twice {
			t.Errorf("%s and %s have the same action %s", f, other, action)
		}
		actions[action] = f
	}
}
