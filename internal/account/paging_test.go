package account_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"keyporter/internal/iam"
)

// keyPage writes one page of ListAccessKeys.
func keyPage(w http.ResponseWriter, form url.Values, ids []string, marker string) {
	var b strings.Builder
	b.WriteString("<AccessKeyMetadata>")
	for _, id := range ids {
		fmt.Fprintf(&b, "<member><AccessKeyId>%s</AccessKeyId></member>", id)
	}
	fmt.Fprintf(&b, "</AccessKeyMetadata><IsTruncated>%t</IsTruncated>", marker != "")
	if marker != "" {
		fmt.Fprintf(&b, "<Marker>%s</Marker>", marker)
	}
	result(w, form, b.String())
}

func TestAListIsReadToItsEnd(t *testing.T) {
	t.Parallel()
	type page struct {
		ids    []string
		marker string
	}
	for name, pages := range map[string][]page{
		"one page":                       {{[]string{"A", "B", "C"}, ""}},
		"short pages":                    {{[]string{"A"}, "1"}, {[]string{"B"}, "2"}, {[]string{"C"}, ""}},
		"an empty page in the middle":    {{[]string{"A", "B"}, "1"}, {nil, "2"}, {[]string{"C"}, ""}},
		"an empty page at the end":       {{[]string{"A", "B", "C"}, "1"}, {nil, ""}},
		"an empty page at the beginning": {{nil, "1"}, {[]string{"A", "B", "C"}, ""}},
	} {
		t.Run("with "+name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, func(w http.ResponseWriter, form url.Values, n int) {
				if n > 1 && form.Get("Marker") != pages[n-2].marker {
					t.Errorf("page %d was asked for with the marker %q, want %q", n, form.Get("Marker"), pages[n-2].marker)
				}
				keyPage(w, form, pages[n-1].ids, pages[n-1].marker)
			})
			keys, err := connect(t, s.URL).Keys(t.Context(), "ana")
			var got []iam.KeyID
			for _, k := range keys {
				got = append(got, k.ID)
			}
			if want := []iam.KeyID{"A", "B", "C"}; err != nil || !slices.Equal(got, want) {
				t.Errorf("Keys = %v, %v, want %v", got, err, want)
			}
		})
	}
}

func TestAListThatNeverEndsIsNotTakenForWhole(t *testing.T) {
	t.Parallel()
	for name, marker := range map[string]func(n int) string{
		"repeats its marker":      func(int) string { return "again" },
		"goes round in a circle":  func(n int) string { return fmt.Sprint(n % 3) },
		"has no last page at all": func(n int) string { return fmt.Sprint(n) },
	} {
		t.Run("one that "+name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, func(w http.ResponseWriter, form url.Values, n int) {
				switch form.Get("Action") {
				case "ListAccessKeys":
					keyPage(w, form, []string{"A"}, marker(n))
				case "GetAccountAuthorizationDetails":
					result(w, form, "<UserDetailList><member><UserName>ana</UserName></member></UserDetailList>"+
						"<IsTruncated>true</IsTruncated><Marker>"+marker(n)+"</Marker>")
				default:
					result(w, form, "<Users/><IsTruncated>false</IsTruncated>")
				}
			})
			a := connect(t, s.URL)
			if keys, err := a.Keys(t.Context(), "ana"); err == nil {
				t.Errorf("Keys = %v, want an error", keys)
			}
			if d, err := a.Details(t.Context()); err != nil || d.Complete || len(d.Users) == 0 {
				t.Errorf("Details = %d users, complete %t, %v, want what was read and incomplete", len(d.Users), d.Complete, err)
			}
		})
	}
}

func TestALostMarkerMakesDetailsIncomplete(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, form url.Values, _ int) {
		result(w, form, "<IsTruncated>true</IsTruncated>")
	})
	if d, err := connect(t, s.URL).Details(t.Context()); err != nil || d.Complete {
		t.Errorf("Details = complete %t, %v, want incomplete: more was promised", d.Complete, err)
	}
}
