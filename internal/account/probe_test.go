package account_test

import (
	"net/http"
	"net/url"
	"sync/atomic"
	"testing"

	"keyporter/internal/account"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/seal"
)

// unkind are the ways in which servers say that they lack a call (seen at AWS,
// SeaweedFS, Ceph, MinIO and moto, in this order).
var unkind = map[string]func(http.ResponseWriter){
	"400 InvalidAction":    func(w http.ResponseWriter) { refuse(w, 400, "InvalidAction", "m") },
	"501 NotImplemented":   func(w http.ResponseWriter) { refuseAsS3(w, 501, "NotImplemented", "m") },
	"405":                  func(w http.ResponseWriter) { w.WriteHeader(405) },
	"400 MissingParameter": func(w http.ResponseWriter) { refuse(w, 400, "MissingParameter", "m") },
	"500 as a page": func(w http.ResponseWriter) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(500)
		_, _ = w.Write([]byte("<!doctype html>\n<html lang=en><title>500 Internal Server Error</title>"))
	},
	"503": func(w http.ResponseWriter) { refuseAsS3(w, 503, "ServiceUnavailable", "m") },
}

func TestEveryWayToLackACallIsKnownForOne(t *testing.T) {
	t.Parallel()
	for name, lack := range unkind {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, func(w http.ResponseWriter, form url.Values, _ int) {
				switch form.Get("Action") {
				case "GetLoginProfile", "GetCallerIdentity":
					lack(w)
				case "ListUserTags":
					refuse(w, 404, "NoSuchEntity", "The user with name keyporter-probe cannot be found.")
				default:
					result(w, form, "")
				}
			})
			a := connect(t, s.URL)
			a.Probe(t.Context())
			for f, action := range iam.Features() {
				want := iam.Offered
				switch f {
				case iam.FeatureLogin, iam.FeatureIdentity:
					want = iam.NotOffered
				case iam.FeatureRename, iam.FeatureBoundaries:
					want = iam.OfferUnknown // only a change would show it
				}
				if got := a.Offers()[f]; got != want {
					t.Errorf("Offers()[%s] = %d, want %d: %s", f, got, want, action)
				}
			}
			before := s.count("GetLoginProfile")
			if _, _, err := a.LoginProfile(t.Context(), "ana"); !fault.Is(err, fault.CodeAwsNotOffered) {
				t.Errorf("LoginProfile = %v, want %s", err, fault.CodeAwsNotOffered)
			}
			if n := s.count("GetLoginProfile") - before; n != 0 {
				t.Errorf("LoginProfile sent %d requests, want none: the server is known not to have it", n)
			}
			if _, offered, err := a.Prove(t.Context(), "AKIANEW", seal.NewSecret("new")); offered || err != nil {
				t.Errorf("Prove = offered %t, %v, want not offered", offered, err)
			}
		})
	}
}

func TestOneFailureIsNotALackingCall(t *testing.T) {
	t.Parallel()
	var ill atomic.Bool
	s := serve(t, func(w http.ResponseWriter, form url.Values, n int) {
		if ill.Load() || form.Get("Action") == "GetLoginProfile" && n == 1 {
			refuse(w, 503, "ServiceUnavailable", "m")
			return
		}
		result(w, form, "")
	})
	a := connect(t, s.URL)
	ill.Store(true)
	a.Probe(t.Context())
	if got := a.Offers(); len(got) != 0 {
		t.Errorf("Offers of a server that is ill = %v, want nothing known", got)
	}
	ill.Store(false)
	a.Probe(t.Context())
	if got := a.Offers()[iam.FeatureLogin]; got != iam.Offered {
		t.Errorf("Offers after one failure = %d, want it offered", got)
	}
	sent := len(s.sent)
	a.Probe(t.Context())
	if n := len(s.sent) - sent; n != 0 {
		t.Errorf("Probe of what is known sent %d requests, want none", n)
	}
}

func TestWhatComesBackIsOfferedAgain(t *testing.T) {
	t.Parallel()
	var whole, denying atomic.Bool
	denying.Store(true)
	s := serve(t, func(w http.ResponseWriter, form url.Values, _ int) {
		action := form.Get("Action")
		switch {
		case !whole.Load() && action == "ListMFADevices":
			refuse(w, 400, "InvalidAction", "m")
		case denying.Load() && (action == "ListAccountAliases" || action == "ListUserTags"):
			refuse(w, 403, "AccessDenied", "m")
		default:
			result(w, form, "")
		}
	})
	a := connect(t, s.URL)
	a.Probe(t.Context())
	for f, want := range map[iam.Feature]iam.Offer{
		iam.FeatureMFA: iam.NotOffered, iam.FeatureAlias: iam.NotAllowed,
		iam.FeatureTags: iam.Offered, // denied for one user that is none: others may be allowed
	} {
		if got := a.Offers()[f]; got != want {
			t.Errorf("Offers()[%s] = %d, want %d", f, got, want)
		}
	}
	if _, err := a.Alias(t.Context()); !fault.Is(err, fault.CodeAwsDenied) || s.count("ListAccountAliases") != 2 {
		t.Errorf("Alias = %v after %d requests, want it asked: a permission may come at any time", err, s.count("ListAccountAliases"))
	}
	whole.Store(true)
	denying.Store(false)
	a.Probe(t.Context())
	if got := a.Offers(); got.Lacks(iam.FeatureMFA) || got.Lacks(iam.FeatureAlias) {
		t.Errorf("Offers of the whole server = %v, want all offered", got)
	}
}

func TestAChangeTellsWhatOnlyChangesShow(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, _ url.Values, _ int) { refuse(w, 400, "InvalidAction", "m") })
	a := connect(t, s.URL)
	rename := func(a *account.Account) error {
		return a.UpdateUser(t.Context(), "ana", "bo", "")
	}
	for range 2 {
		if err := rename(a); !fault.Is(err, fault.CodeAwsNotOffered) {
			t.Errorf("UpdateUser = %v, want %s", err, fault.CodeAwsNotOffered)
		}
	}
	if n := s.count("UpdateUser"); n != 2 || !a.Offers().Lacks(iam.FeatureRename) {
		t.Errorf("UpdateUser was sent %d times, offers %v, want 2 and renaming not offered", n, a.Offers())
	}
}
