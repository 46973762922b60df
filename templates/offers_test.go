package templates_test

import (
	"strings"
	"testing"

	"keyporter/internal/iam"
	"keyporter/internal/text"
	"keyporter/templates"
)

func TestEveryFeatureHasWords(t *testing.T) {
	t.Parallel()
	for _, words := range []*text.Text{&text.English, &text.Korean} {
		for f, action := range iam.Features() {
			p := templates.Page{T: words, Offers: iam.Offers{f: iam.NotOffered}}
			what := words.Offers.Features[string(f)]
			if got := p.Lacking(f); what == "" || !strings.Contains(got, what) || !strings.Contains(got, action) {
				t.Errorf("Lacking(%s) in %s = %q, want what is missing and %s", f, words.Lang, got, action)
			}
			p.Offers = iam.Offers{f: iam.NotAllowed}
			if got := p.Lacking(f); !strings.Contains(got, "iam:"+action) {
				t.Errorf("Lacking(%s) in %s = %q, want the permission", f, words.Lang, got)
			}
			p.Offers = iam.Offers{f: iam.Offered}
			if got := p.Lacking(f); got != "" {
				t.Errorf("Lacking(%s), offered = %q, want nothing", f, got)
			}
		}
	}
}
