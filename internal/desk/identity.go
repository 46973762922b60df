package desk

import "time"

// Identity is a person at an OpenID Connect provider who signs in as an
// operator. Issuer and Subject together are the identity.
type Identity struct {
	Issuer     string
	Subject    string
	OperatorID string
	Label      string // how the provider calls the person; decides nothing
	Grouped    bool   // the groups at the provider decide the operator's role
	Created    time.Time
}

// Flow is a sign-in at a provider that has begun.
type Flow struct {
	OperatorID string // who links an identity; "" signs in
	Session    string // hash of the session of who is signed in: the provider must ask anew; else ""
	Next       string // the page to go to afterwards, or ""
	Created    time.Time
	Expires    time.Time
}
