package templates

import "keyporter/internal/desk"

// Invitations.

func InvitationsURL() string      { return "/invitations" }
func InvitationRevokeURL() string { return InvitationsURL() + "/revoke" }
func InvitationRevokedURL() string {
	return query(InvitationsURL(), "revoked", "1")
}

// Sessions, of one's own and of other operators.

func MeSessionsURL() string                  { return MeURL() + "/sessions" }
func MeSessionEndURL() string                { return MeSessionsURL() + "/end" }
func MeSessionsEndURL() string               { return MeSessionsURL() + "/end-others" }
func OperatorSessionsURL(id string) string   { return "/operators/" + seg(id) + "/sessions" }
func OperatorSessionEndURL(id string) string { return OperatorSessionsURL(id) + "/end" }
func OperatorSessionsEndURL(id string) string {
	return OperatorSessionsURL(id) + "/end-all"
}

// Ended tells the page after a form what has ended well.
func Ended(path string, verb desk.Verb) string { return query(path, "ended", string(verb)) }

// Signing in at an OpenID Connect provider.

func OIDCURL(next string) string { return query("/sign-in/oidc", "next", next) }
func OIDCAgainURL(next string) string {
	return query("/sign-in/oidc", "next", next, "again", "1")
}
func OIDCCallbackURL() string { return "/sign-in/oidc/callback" }
func MeIdentitiesURL() string { return MeURL() + "/identities" }
func MeUnlinkURL() string     { return MeIdentitiesURL() + "/unlink" }
