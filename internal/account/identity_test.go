package account_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"keyporter/internal/account"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/seal"
)

func TestIdentityHasAnotherWay(t *testing.T) {
	t.Parallel()
	self := func(w http.ResponseWriter, form url.Values) {
		result(w, form, "<User><UserName>ana</UserName><UserId>AIDA1</UserId><Arn>arn:aws:iam::123456789012:user/ana</Arn></User>")
	}
	fromUser := iam.Identity{Account: "123456789012", ARN: "arn:aws:iam::123456789012:user/ana", UserID: "AIDA1"}
	for _, c := range []struct {
		name   string
		answer answer
		want   iam.Identity
		code   fault.Code
	}{
		{"STS answers", func(w http.ResponseWriter, form url.Values, _ int) {
			result(w, form, "<Account>1</Account><Arn>arn:x</Arn><UserId>U</UserId>")
		}, iam.Identity{Account: "1", ARN: "arn:x", UserID: "U"}, ""},
		{"STS is not there", func(w http.ResponseWriter, form url.Values, _ int) {
			if form.Get("Action") == "GetUser" {
				self(w, form)
				return
			}
			refuseAsS3(w, 503, "ServiceUnavailable", "m")
		}, fromUser, ""},
		{"neither is there", func(w http.ResponseWriter, _ url.Values, _ int) { refuse(w, 400, "InvalidAction", "m") },
			iam.Identity{}, fault.CodeAwsNotOffered},
		{"the key is not known", func(w http.ResponseWriter, _ url.Values, _ int) { refuse(w, 403, "InvalidClientTokenId", "m") },
			iam.Identity{}, fault.CodeAwsCredentials},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := connect(t, serve(t, c.answer).URL).Identity(t.Context())
			if got != c.want || c.code == "" && err != nil || c.code != "" && !fault.Is(err, c.code) {
				t.Errorf("Identity = %+v, %v, want %+v, code %q", got, err, c.want, c.code)
			}
		})
	}
}

func TestAKeyIsProvedOnce(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name        string
		answer      answer
		ok, offered bool
		kind        fault.Kind
	}{
		{"a known key", func(w http.ResponseWriter, form url.Values, _ int) { result(w, form, "<Account>1</Account>") }, true, true, fault.Internal},
		{"a key that STS does not know yet", func(w http.ResponseWriter, _ url.Values, _ int) { refuse(w, 403, "InvalidClientTokenId", "m") }, false, true, fault.Internal},
		{"a server without STS", func(w http.ResponseWriter, _ url.Values, _ int) { refuseAsS3(w, 405, "MethodNotAllowed", "m") }, false, false, fault.Internal},
		{"a server that fails", func(w http.ResponseWriter, _ url.Values, _ int) { refuse(w, 500, "InternalFailure", "m") }, false, true, fault.Away},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, c.answer)
			ok, offered, err := connect(t, s.URL).Prove(t.Context(), "AKIANEW", seal.NewSecret("new"))
			if ok != c.ok || offered != c.offered || (err != nil) != (c.kind != fault.Internal) || fault.KindOf(err) != c.kind {
				t.Errorf("Prove = %t, %t, %v, want %t, %t, kind %d", ok, offered, err, c.ok, c.offered, c.kind)
			}
			if n := s.count("GetCallerIdentity"); n != 1 {
				t.Errorf("Prove asked %d times, want 1", n)
			}
		})
	}
}

func TestACallCarriesItsOperation(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, form url.Values, _ int) { result(w, form, "") })
	a := connect(t, s.URL, func(o *account.Options) { o.UserAgent = "dashboard/1" })
	if err := a.DeleteUser(account.WithOp(t.Context(), "01abc"), "ana"); err != nil {
		t.Fatal(err)
	}
	if got := s.agent[0]; !strings.Contains(got, "aws-sdk-go-v2/") || !strings.HasSuffix(got, " dashboard/1 keyporter/01abc") {
		t.Errorf("user agent = %q, want the SDK's, dashboard/1 and keyporter/01abc", got)
	}
}
