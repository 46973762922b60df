package sandbox

import (
	"context"
	"fmt"
	"net/http"

	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// caller is who signed a request. user is nil for the account root, and for
// nobody, who has no key either and whom only S3 listens to.
type caller struct {
	keyID string
	arn   string
	id    string
	user  *principalDoc
}

func (who caller) anonymous() bool { return who.keyID == "" }

// kind is the value of aws:PrincipalType.
func (who caller) kind() string {
	switch {
	case who.anonymous():
		return "Anonymous"
	case who.user == nil:
		return "Account"
	}
	return "User"
}

func unknownKey() error {
	return fail(http.StatusForbidden, "InvalidClientTokenId", "The security token included in the request is invalid.")
}

// authenticate finds out who signed the request, or why nobody did.
func (s *Sandbox) authenticate(ctx context.Context, r *http.Request, body []byte, sig *signature) (caller, error) {
	if sig.token {
		return caller{}, unknownKey() // no session has ever been given out
	}
	who, secret, err := s.keyOwner(ctx, sig.keyID)
	if err != nil {
		return caller{}, err
	}
	if err := sig.checkTime(s.now()); err != nil {
		return caller{}, err
	}
	if !sig.matches(r, body, secret.Reveal()) {
		return caller{}, signatureRefused("The request signature we calculated does not match the signature you provided. " +
			"Check your AWS Secret Access Key and signing method. Consult the service documentation for details.")
	}
	return who, nil
}

// refresh reads the user again who signed the request, in the state in which the
// request is decided: names change.
func (c *call) refresh(ctx context.Context) error {
	if c.who.user == nil {
		return nil
	}
	user, err := ownerOf(ctx, c.in, linkUserKey, c.who.keyID)
	if err != nil {
		return absent(err, unknownKey())
	}
	c.who = c.userCaller(c.who.keyID, user)
	return nil
}

func (s *Sandbox) userCaller(keyID string, user principalDoc) caller {
	return caller{keyID: keyID, arn: s.userARN(user.Path, user.Name), id: user.ID, user: &user}
}

// ownerOf finds the user to whom something belongs by a kind of link;
// store.ErrNotFound when there is none.
func ownerOf(ctx context.Context, in *store.Entities, link, id string) (principalDoc, error) {
	list, err := in.Sources(ctx, store.EntityLink{Kind: link, Target: id}, kindUser, 1)
	if err == nil && len(list) == 0 {
		err = store.ErrNotFound
	}
	if err != nil {
		return principalDoc{}, err
	}
	return decode[principalDoc](list[0])
}

// keyOwner returns whose active key it is, and its secret.
func (s *Sandbox) keyOwner(ctx context.Context, id string) (caller, seal.Secret, error) {
	if id == s.root.id {
		return caller{keyID: id, arn: s.rootARN(), id: s.account}, s.root.secret, nil
	}
	key, err := getDoc[keyDoc](ctx, s.in, kindKey, id)
	if err != nil {
		return caller{}, seal.Secret{}, absent(err, unknownKey())
	}
	if key.Status != keyActive || s.mischief.unspread(id) {
		return caller{}, seal.Secret{}, unknownKey()
	}
	user, err := ownerOf(ctx, s.in, linkUserKey, id)
	if err != nil {
		return caller{}, seal.Secret{}, absent(err, unknownKey())
	}
	secret, err := s.ring.Open(key.Sealed, nil, keyPlace(id))
	if err != nil {
		return caller{}, seal.Secret{}, fmt.Errorf("open the secret of key %s: %w", id, err)
	}
	return s.userCaller(id, user), seal.NewSecret(string(secret)), nil
}
