package templates

import (
	"strconv"
	"time"

	"keyporter/internal/iam"
)

// The account's own settings, second factors, and the credential report.

func AccountURL() string                  { return "/settings/account" }
func AliasURL() string                    { return AccountURL() + "/alias" }
func AliasDeleteURL() string              { return AliasURL() + "/delete" }
func PasswordPolicyURL() string           { return AccountURL() + "/password-policy" }
func PasswordDefaultURL() string          { return PasswordPolicyURL() + "/delete" }
func CredentialsURL() string              { return "/credentials" }
func CredentialsCSVURL() string           { return "/credentials.csv" } // as AWS wrote it
func CredentialsTableURL() string         { return CredentialsURL() + "/table" }
func MustChangeURL(n iam.UserName) string { return UserConsoleURL(n) + "/change" }

// UserMFAURL asks before a second factor is taken from a user; its serial number
// travels as a query value.
func UserMFAURL(n iam.UserName, serial string) string {
	return query(UserURL(n)+"/mfa/delete", "serial", serial)
}

// RequireMFAURL is the page that makes a holder, UserURL or GroupURL, need a
// second factor.
func RequireMFAURL(holder string) string { return holder + "/require-mfa" }

// CredentialsAskedURL is the report after a new one was asked for; made is when
// the one before was made.
func CredentialsAskedURL(made time.Time) string {
	return query(CredentialsURL(), "asked", strconv.FormatInt(made.Unix(), 10))
}
