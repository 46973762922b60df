package sandbox

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"keyporter/internal/policy"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// caller is who signed a request. user is nil for the account root.
type caller struct {
	keyID string
	arn   string
	id    string
	user  *principalDoc
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

// keyOwner returns whose active key it is, and its secret.
func (s *Sandbox) keyOwner(ctx context.Context, id string) (caller, seal.Secret, error) {
	if id == s.root.id {
		return caller{keyID: id, arn: s.rootARN(), id: s.account}, s.root.secret, nil
	}
	key, err := getDoc[keyDoc](ctx, s.in, kindKey, id)
	if err != nil {
		return caller{}, seal.Secret{}, absent(err, unknownKey())
	}
	if key.Status != keyActive {
		return caller{}, seal.Secret{}, unknownKey()
	}
	user, err := getDoc[principalDoc](ctx, s.in, kindUser, key.User)
	if err != nil {
		return caller{}, seal.Secret{}, absent(err, unknownKey())
	}
	secret, err := s.ring.Open(key.Sealed, nil, keyPlace(id))
	if err != nil {
		return caller{}, seal.Secret{}, fmt.Errorf("open the secret of key %s: %w", id, err)
	}
	who := caller{keyID: id, arn: s.userARN(user.Path, user.Name), id: user.ID, user: &user}
	return who, seal.NewSecret(string(secret)), nil
}

// authorise refuses what no policy of the caller allows.
func (c *call) authorise(ctx context.Context, resource string) error {
	if c.who.user == nil {
		return nil
	}
	sources, err := c.sources(ctx)
	if err != nil {
		return err
	}
	action := "iam:" + c.action
	why := ""
	switch policy.Evaluate(policy.Request{Principal: c.who.arn, Action: action, Resource: resource}, policy.Policies{Identity: sources}).Outcome {
	case policy.Allowed:
		return nil
	case policy.ExplicitlyDenied:
		why = "with an explicit deny in an identity-based policy"
	default:
		why = "because no identity-based policy allows the " + action + " action"
	}
	return fail(http.StatusForbidden, "AccessDenied", "User: %s is not authorized to perform: %s on resource: %s %s",
		c.who.arn, action, resource, why)
}

// sources collects every policy that applies to the calling user.
func (c *call) sources(ctx context.Context) ([]policy.Source, error) {
	name := fold(c.who.user.Name)
	list, err := c.policiesOf(ctx, linkUserPolicy, name, policy.UserManaged)
	if err != nil {
		return nil, err
	}
	list = append(list, inlineSources(c.who.user.Inline, policy.UserInline)...)
	groups, err := c.in.Targets(ctx, linkMember, name)
	if err != nil {
		return nil, err
	}
	for _, g := range groups {
		group, err := getDoc[principalDoc](ctx, c.in, kindGroup, g)
		if errors.Is(err, store.ErrNotFound) {
			continue // deleted since
		}
		if err != nil {
			return nil, err
		}
		managed, err := c.policiesOf(ctx, linkGroupPolicy, g, policy.GroupManaged)
		if err != nil {
			return nil, err
		}
		list = append(append(list, managed...), inlineSources(group.Inline, policy.GroupInline)...)
	}
	return list, nil
}

func (c *call) policiesOf(ctx context.Context, link, name string, kind policy.Kind) ([]policy.Source, error) {
	arns, err := c.in.Targets(ctx, link, name)
	if err != nil {
		return nil, err
	}
	var list []policy.Source
	for _, arn := range arns {
		p, err := c.policy(ctx, arn)
		if errors.Is(err, store.ErrNotFound) {
			continue // deleted since
		}
		if err != nil {
			return nil, err
		}
		list = append(list, parsed(p.ARN, kind, p.text()))
	}
	return list, nil
}

func inlineSources(inline []inlinePolicy, kind policy.Kind) []policy.Source {
	var list []policy.Source
	for _, p := range inline {
		list = append(list, parsed(p.Name, kind, p.Document))
	}
	return list
}

// parsed reads a kept document, which was checked when it came. One that no
// longer parses stands for a denial of everything.
func parsed(name string, kind policy.Kind, text string) policy.Source {
	doc, err := policy.Parse(text)
	if err != nil {
		doc = &policy.Document{Statements: []policy.Statement{{
			Effect: policy.Deny, Actions: []policy.Text{{Value: "*"}}, Resources: []policy.Text{{Value: "*"}},
		}}}
	}
	return policy.Source{Name: name, Kind: kind, Doc: doc}
}
