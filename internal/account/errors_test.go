package account_test

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/seal"
)

type call func(context.Context, *account.Account) error

func createUser(ctx context.Context, a *account.Account) error {
	_, err := a.CreateUser(ctx, "ana")
	return err
}

func createKey(ctx context.Context, a *account.Account) error {
	_, err := a.CreateAccessKey(ctx, "ana")
	return err
}

func createLogin(ctx context.Context, a *account.Account) error {
	_, err := a.CreateLoginProfile(ctx, "ana", seal.NewSecret("correct horse"), true)
	return err
}

func addToGroup(ctx context.Context, a *account.Account) error {
	return a.AddToGroup(ctx, "ops", "ana")
}

func listKeys(ctx context.Context, a *account.Account) error {
	_, err := a.Keys(ctx, "ana")
	return err
}

func TestAnAnswerBecomesAFault(t *testing.T) {
	t.Parallel()
	const arn = "arn:aws:iam::123456789012:policy/p"
	attach := func(ctx context.Context, a *account.Account) error { return a.AttachUserPolicy(ctx, "ana", arn) }
	dropInline := func(ctx context.Context, a *account.Account) error { return a.DeleteUserPolicy(ctx, "ana", "p") }
	deleteKey := func(ctx context.Context, a *account.Account) error { return a.DeleteAccessKey(ctx, "ana", "AKIA1") }
	dropLogin := func(ctx context.Context, a *account.Account) error { return a.DeleteLoginProfile(ctx, "ana") }
	dropUser := func(ctx context.Context, a *account.Account) error { return a.DeleteUser(ctx, "ana") }
	dropGroup := func(ctx context.Context, a *account.Account) error { return a.DeleteGroup(ctx, "ops") }
	dropSSH := func(ctx context.Context, a *account.Account) error { return a.DeleteSSHKey(ctx, "ana", "APKA1") }
	newPolicy := func(ctx context.Context, a *account.Account) error {
		_, err := a.CreatePolicy(ctx, account.NewPolicy{Name: "p", Document: "{}"})
		return err
	}
	putInline := func(ctx context.Context, a *account.Account) error {
		return a.PutUserPolicy(ctx, "ana", iam.InlinePolicy{Name: "p", Document: "{}"})
	}
	setVersion := func(ctx context.Context, a *account.Account) error { return a.SetDefaultPolicyVersion(ctx, arn, "v9") }
	dropPolicy := func(ctx context.Context, a *account.Account) error { return a.DeletePolicy(ctx, arn) }
	newGroup := func(ctx context.Context, a *account.Account) error { _, err := a.CreateGroup(ctx, "ops"); return err }
	for _, c := range []struct {
		name    string
		call    call
		status  int
		code    string
		message string
		kind    fault.Kind
		want    fault.Code
		args    []string
	}{
		{"a missing user", addToGroup, 404, "NoSuchEntity", "The user with name ana cannot be found.", fault.NotFound, fault.CodeUserNotFound, []string{"ana"}},
		{"a missing group", addToGroup, 404, "NoSuchEntity", "The group with name ops cannot be found.", fault.NotFound, fault.CodeGroupNotFound, []string{"ops"}},
		{"a missing managed policy", attach, 404, "NoSuchEntity", "Policy " + arn + " does not exist or is not attachable.", fault.NotFound, fault.CodePolicyNotFound, []string{arn}},
		{"a missing inline policy", dropInline, 404, "NoSuchEntity", "The user policy with name p cannot be found.", fault.NotFound, fault.CodePolicyNotFound, []string{"p"}},
		{"a missing key", deleteKey, 404, "NoSuchEntity", "The Access Key with id AKIA1 cannot be found", fault.NotFound, fault.CodeKeyNotFound, []string{"AKIA1"}},
		{"the missing user of a key", deleteKey, 404, "NoSuchEntity", "The user with name ana cannot be found.", fault.NotFound, fault.CodeUserNotFound, []string{"ana"}},
		{"a missing login profile", dropLogin, 404, "NoSuchEntity", "Login Profile for User ana cannot be found.", fault.NotFound, fault.CodeUserNoLogin, []string{"ana"}},
		{"a missing credential of another kind", dropSSH, 404, "NoSuchEntity", "The SSH Public Key with id APKA1 cannot be found.", fault.NotFound, fault.CodeAwsRefused, []string{"NoSuchEntity", "The SSH Public Key with id APKA1 cannot be found."}},
		{"something missing in words of another server", addToGroup, 404, "NoSuchEntity", "nope", fault.NotFound, fault.CodeUserNotFound, []string{"ana"}},
		{"a user's name taken", createUser, 409, "EntityAlreadyExists", "User with name ana already exists.", fault.Conflict, fault.CodeUserTaken, []string{"ana"}},
		{"a group's name taken", newGroup, 409, "EntityAlreadyExists", "x", fault.Conflict, fault.CodeGroupTaken, []string{"ops"}},
		{"a second login profile", createLogin, 409, "EntityAlreadyExists", "x", fault.Conflict, fault.CodeUserHasLogin, []string{"ana"}},
		{"a user with things attached", dropUser, 409, "DeleteConflict", "must detach all policies first.", fault.Conflict, fault.CodeUserDeleteBlock, []string{"must detach all policies first."}},
		{"a group with things attached", dropGroup, 409, "DeleteConflict", "m", fault.Conflict, fault.CodeGroupDeleteBlock, []string{"m"}},
		{"a third key", createKey, 409, "LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: 2", fault.Full, fault.CodeKeysFull, []string{"2"}},
		{"too many users", createUser, 409, "LimitExceeded", "m", fault.Full, fault.CodeUsersFull, nil},
		{"too many groups", newGroup, 409, "LimitExceeded", "m", fault.Full, fault.CodeGroupsFull, nil},
		{"another quota", addToGroup, 409, "LimitExceeded", "Cannot exceed quota for GroupsPerUser: 10", fault.Full, fault.CodeQuota, []string{"Cannot exceed quota for GroupsPerUser: 10"}},
		{"a policy's name taken", newPolicy, 409, "EntityAlreadyExists", "x", fault.Conflict, fault.CodePolicyTaken, []string{"p"}},
		{"too many policies", newPolicy, 409, "LimitExceeded", "m", fault.Full, fault.CodePoliciesFull, []string{"m"}},
		{"a policy that is too long", newPolicy, 409, "LimitExceeded", "Cannot exceed quota for PolicySize: 6144", fault.Full, fault.CodePolicySize, []string{"Cannot exceed quota for PolicySize: 6144"}},
		{"inline policies that are too long", putInline, 409, "LimitExceeded", "Maximum policy size of 2048 bytes exceeded for user ana", fault.Full, fault.CodePolicySize, []string{"Maximum policy size of 2048 bytes exceeded for user ana"}},
		{"a document that AWS refuses", putInline, 400, "MalformedPolicyDocument", "Syntax errors in policy.", fault.Invalid, fault.CodePolicyRefused, []string{"Syntax errors in policy."}},
		{"a missing version", setVersion, 404, "NoSuchEntity", "Policy " + arn + " version v9 does not exist or is not attachable.", fault.NotFound, fault.CodePolicyVersion, []string{"v9"}},
		{"the missing policy of a version", setVersion, 404, "NoSuchEntity", "Policy " + arn + " was not found.", fault.NotFound, fault.CodePolicyNotFound, []string{arn}},
		{"a policy that is attached", dropPolicy, 409, "DeleteConflict", "m", fault.Conflict, fault.CodePolicyDeleteBlock, []string{"m"}},
		{"a policy that cannot be attached", attach, 400, "PolicyNotAttachable", "m", fault.Conflict, fault.CodeConflict, []string{"PolicyNotAttachable", "m"}},
		{"a value that AWS refuses", createUser, 400, "ValidationError", "m", fault.Invalid, fault.CodeAwsRefused, []string{"ValidationError", "m"}},
		{"a password against the account's rules", createLogin, 400, "PasswordPolicyViolation", "m", fault.Invalid, fault.CodePassword, []string{"m"}},
		{"no permission", createUser, 403, "AccessDenied", "User: x is not authorized", fault.Denied, fault.CodeAwsDenied, []string{"iam:CreateUser", "User: x is not authorized"}},
		{"a throttle with status 400", createUser, 400, "Throttling", "Rate exceeded", fault.Busy, fault.CodeAwsThrottled, nil},
		{"a throttle with status 503", createUser, 503, "SlowDown", "m", fault.Busy, fault.CodeAwsThrottled, nil},
		{"status 429 without a code", createUser, 429, "", "", fault.Busy, fault.CodeAwsThrottled, nil},
		{"a change at the same time", createUser, 409, "ConcurrentModification", "m", fault.Busy, fault.CodeAwsInProgress, nil},
		{"a name used again too soon", createUser, 409, "EntityTemporarilyUnmodifiable", "m", fault.Busy, fault.CodeAwsInProgress, nil},
		{"an unknown key", createUser, 403, "InvalidClientTokenId", "m", fault.Away, fault.CodeAwsCredentials, []string{"InvalidClientTokenId"}},
		{"a wrong signature", createUser, 403, "SignatureDoesNotMatch", "The request signature we calculated does not match", fault.Away, fault.CodeAwsCredentials, []string{"SignatureDoesNotMatch"}},
		{"a clock that is slow", createUser, 403, "SignatureDoesNotMatch", "Signature expired: 1 is now earlier than 2", fault.Away, fault.CodeAwsClock, nil},
		{"a clock that is fast", createUser, 403, "SignatureDoesNotMatch", "Signature not yet current: 2 is still later than 1", fault.Away, fault.CodeAwsClock, nil},
		{"an expired token", createUser, 403, "ExpiredTokenException", "m", fault.Away, fault.CodeAwsCredentials, []string{"ExpiredToken"}},
		{"an action that the server does not know", createUser, 400, "InvalidAction", "m", fault.NotFound, fault.CodeAwsNotOffered, []string{"CreateUser"}},
		{"an action that is not implemented", createUser, 501, "NotImplemented", "m", fault.NotFound, fault.CodeAwsNotOffered, []string{"CreateUser"}},
		{"an action that the server takes for another", createUser, 400, "MissingParameter", "m", fault.NotFound, fault.CodeAwsNotOffered, []string{"CreateUser"}},
		{"a method that is not allowed", createUser, 405, "", "", fault.NotFound, fault.CodeAwsNotOffered, []string{"CreateUser"}},
		{"a code that nobody knows", createUser, 400, "Surprise", "m", fault.Invalid, fault.CodeAwsRefused, []string{"Surprise", "m"}},
		{"a conflict that nobody knows", createUser, 409, "Surprise", "m", fault.Conflict, fault.CodeConflict, []string{"Surprise", "m"}},
		{"a server that fails at a change", createUser, 500, "ServiceFailure", "m", fault.Unknown, fault.CodeAwsUnknown, []string{"CreateUser"}},
		{"a server that gives up waiting for a change", createUser, 408, "RequestTimeout", "m", fault.Unknown, fault.CodeAwsUnknown, []string{"CreateUser"}},
	} {
		for style, write := range map[string]func(http.ResponseWriter, int, string, string){"IAM": refuse, "S3": refuseAsS3} {
			t.Run(c.name+", as "+style+" writes it", func(t *testing.T) {
				t.Parallel()
				s := serve(t, func(w http.ResponseWriter, _ url.Values, _ int) { write(w, c.status, c.code, c.message) })
				f := fault.Of(c.call(t.Context(), connect(t, s.URL)))
				if f == nil || f.Kind != c.kind || f.Code != c.want || !slices.Equal(f.Args, c.args) {
					t.Errorf("%d %s %q = %v, want kind %d, %s%q", c.status, c.code, c.message, f, c.kind, c.want, c.args)
				}
				if n := len(s.sent); n != 1 {
					t.Errorf("%d %s: %d requests were sent, want 1", c.status, c.code, n)
				}
			})
		}
	}
}

func TestDocumentFaultsBelongToTheField(t *testing.T) {
	t.Parallel()
	for code, message := range map[string]string{"MalformedPolicyDocument": "Syntax errors in policy.", "LimitExceeded": "Cannot exceed quota for PolicySize: 6144"} {
		s := serve(t, func(w http.ResponseWriter, _ url.Values, _ int) { refuse(w, 400, code, message) })
		_, err := connect(t, s.URL).CreatePolicyVersion(t.Context(), "arn:aws:iam::123456789012:policy/p", "{}")
		if f := fault.Of(err); f == nil || f.Field != "document" {
			t.Errorf("CreatePolicyVersion, %s = %v, want a fault of the field document", code, err)
		}
	}
}

func TestPasswordFaultsBelongToTheField(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, _ url.Values, _ int) {
		refuse(w, 400, "PasswordPolicyViolation", "Password should have at least one symbol")
	})
	f := fault.Of(createLogin(t.Context(), connect(t, s.URL)))
	if f == nil || f.Field != "password" {
		t.Errorf("CreateLoginProfile = %v, want a fault of the field password", f)
	}
	if f != nil && strings.Contains(f.Error(), "correct horse") {
		t.Errorf("the fault holds the password: %v", f)
	}
}

func TestABusyFaultTellsWhenToTryAgain(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, form url.Values, _ int) {
		if form.Get("Action") == "CreateUser" {
			w.Header().Set("Retry-After", "7")
		}
		refuse(w, 400, "Throttling", "Rate exceeded")
	})
	a := connect(t, s.URL)
	if f := fault.Of(createUser(t.Context(), a)); f == nil || f.After != 7*time.Second {
		t.Errorf("CreateUser = %v, want to try again after 7 s", f)
	}
	if f := fault.Of(createKey(t.Context(), a)); f == nil || f.After <= 0 {
		t.Errorf("CreateAccessKey = %v, want some time to try again", f)
	}
}

func TestAReadIsTriedAgain(t *testing.T) {
	t.Parallel()
	const keys = `<AccessKeyMetadata><member><AccessKeyId>AKIA1</AccessKeyId><Status>Inactive</Status></member></AccessKeyMetadata><IsTruncated>false</IsTruncated>`
	for name, bad := range map[string]func(http.ResponseWriter){
		"a reset":    func(w http.ResponseWriter) { hangUp(w, true) },
		"status 500": func(w http.ResponseWriter) { refuse(w, 500, "ServiceFailure", "m") },
		"a throttle": func(w http.ResponseWriter) { refuse(w, 400, "Throttling", "m") },
	} {
		t.Run("after "+name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, func(w http.ResponseWriter, form url.Values, n int) {
				if n < 3 {
					bad(w)
					return
				}
				result(w, form, keys)
			})
			got, err := connect(t, s.URL).Keys(t.Context(), "ana")
			want := []iam.AccessKey{{ID: "AKIA1", User: "ana", Status: iam.KeyInactive}}
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("Keys = %v, %v, want %v after two bad answers", got, err, want)
			}
			s = serve(t, func(w http.ResponseWriter, _ url.Values, _ int) { bad(w) })
			err = listKeys(t.Context(), connect(t, s.URL))
			if k := fault.KindOf(err); k != fault.Away && k != fault.Busy {
				t.Errorf("Keys, always bad = %v, want away or busy", err)
			}
			if n := s.count("ListAccessKeys"); n != 3 {
				t.Errorf("Keys was tried %d times, want 3", n)
			}
		})
	}
}

func TestAReadThatFailsSaysWhy(t *testing.T) {
	t.Parallel()
	done := make(chan struct{})
	slow := serve(t, func(_ http.ResponseWriter, _ url.Values, _ int) { <-done })
	t.Cleanup(func() { close(done) }) // before the server's own, which waits
	late := connect(t, slow.URL, func(o *account.Options) { o.Deadline = 20 * time.Millisecond })
	if err := listKeys(t.Context(), late); !fault.Is(err, fault.CodeAwsUnreachable) {
		t.Errorf("Keys past the deadline = %v, want %s", err, fault.CodeAwsUnreachable)
	}
	closed := closedPort(t)
	err := listKeys(t.Context(), connect(t, closed))
	if f := fault.Of(err); f == nil || f.Code != fault.CodeAwsUnreachable || !slices.Equal(f.Args, []string{closed}) {
		t.Errorf("Keys at a closed port = %v, want %s(%s)", err, fault.CodeAwsUnreachable, closed)
	}
	page := serve(t, func(w http.ResponseWriter, _ url.Values, _ int) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(500)
		_, _ = w.Write([]byte("<!doctype html>\n<html lang=en><title>500 Internal Server Error</title>"))
	})
	if err := listKeys(t.Context(), connect(t, page.URL)); fault.KindOf(err) != fault.Away {
		t.Errorf("Keys, answered by an HTML page = %v, want away", err)
	}
}

func TestARedirectIsNotFollowed(t *testing.T) {
	t.Parallel()
	elsewhere := serve(t, func(w http.ResponseWriter, form url.Values, _ int) { result(w, form, "") })
	s := serve(t, func(w http.ResponseWriter, _ url.Values, _ int) {
		w.Header().Set("Location", elsewhere.URL)
		w.WriteHeader(http.StatusTemporaryRedirect)
	})
	a := connect(t, s.URL)
	for name, c := range map[string]call{"Keys": listKeys, "CreateUser": createUser} {
		if err := c(t.Context(), a); !fault.Is(err, fault.CodeAwsUnreachable) {
			t.Errorf("%s, redirected = %v, want %s", name, err, fault.CodeAwsUnreachable)
		}
	}
	if n := len(elsewhere.sent); n != 0 {
		t.Errorf("%d requests followed the redirect, want none", n)
	}
}

func closedPort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return "http://" + l.Addr().String()
}
