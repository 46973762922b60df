package main

import (
	"os"
	"slices"
	"strings"
	"time"

	"keyporter/internal/auth"
	"keyporter/internal/desk"
	"keyporter/internal/oidc"
	"keyporter/internal/seal"
	"keyporter/templates"
)

// oidcOptions say where people sign in beside the password.
type oidcOptions struct {
	OIDCIssuer   string   `name:"oidc-issuer" help:"OpenID Connect provider at which operators may sign in: https://login.example.com" env:"KEYPORTER_OIDC_ISSUER" placeholder:"URL"`
	OIDCClientID string   `name:"oidc-client-id" help:"What the provider calls Keyporter. Its redirect address is the dashboard's, with /sign-in/oidc/callback." env:"KEYPORTER_OIDC_CLIENT_ID" placeholder:"ID"`
	OIDCSecret   string   `name:"oidc-client-secret-file" help:"File with the client secret; without one Keyporter is a public client." env:"KEYPORTER_OIDC_CLIENT_SECRET_FILE" placeholder:"FILE"`
	OIDCGroups   string   `name:"oidc-groups-claim" help:"Claim of the ID token that lists the person's groups." default:"groups" env:"KEYPORTER_OIDC_GROUPS_CLAIM" placeholder:"NAME"`
	OIDCRoles    []string `name:"oidc-role" sep:";" help:"Role of a group at the provider; the most powerful counts, at each sign-in. May be given again, or several with ; between them. Without any, nobody becomes an operator by signing in." env:"KEYPORTER_OIDC_ROLE" placeholder:"GROUP=ROLE"`
}

// provider is what the options come to; nil without an issuer. Base is the
// dashboard's address.
func (o oidcOptions) provider(base string, clock func() time.Time) (*auth.OIDC, error) {
	if o.OIDCIssuer == "" {
		if o.OIDCClientID != "" || o.OIDCSecret != "" || len(o.OIDCRoles) > 0 {
			return nil, misused("--oidc-client-id, --oidc-client-secret-file and --oidc-role need --oidc-issuer")
		}
		return nil, nil
	}
	secret := ""
	if o.OIDCSecret != "" {
		text, err := os.ReadFile(o.OIDCSecret)
		if err != nil {
			return nil, misused("--oidc-client-secret-file: %v", err)
		}
		if secret = strings.TrimSpace(string(text)); secret == "" {
			return nil, misused("--oidc-client-secret-file %s: the file is empty", o.OIDCSecret)
		}
	}
	provider, err := oidc.New(oidc.Options{
		Issuer: o.OIDCIssuer, ClientID: o.OIDCClientID, Secret: seal.NewSecret(secret),
		Redirect: base + templates.OIDCCallbackURL(), Groups: o.OIDCGroups, Clock: clock,
	})
	if err != nil {
		return nil, misused("--oidc-issuer and --oidc-client-id: %v", err)
	}
	roles, err := o.roles()
	return &auth.OIDC{Provider: provider, Roles: roles}, err
}

// roles reads GROUP=ROLE. Names of groups may hold =, as those of LDAP do.
func (o oidcOptions) roles() ([]auth.GroupRole, error) {
	var list []auth.GroupRole
	for _, pair := range o.OIDCRoles {
		i := strings.LastIndexByte(pair, '=')
		if i < 1 || !slices.Contains(desk.Roles(), desk.Role(pair[i+1:])) {
			return nil, misused("--oidc-role %q: want GROUP=ROLE, where the role is one of %v", pair, desk.Roles())
		}
		list = append(list, auth.GroupRole{Group: pair[:i], Role: desk.Role(pair[i+1:])})
	}
	return list, nil
}
