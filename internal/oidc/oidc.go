// Package oidc signs people in at one OpenID Connect provider: the code flow
// with PKCE, and every check of the answer under its own fault code. It holds
// no state of a sign-in and knows no operators; internal/auth uses it.
//
// The provider is asked when somebody signs in, never at the start: one that is
// away stops nobody who has a password.
package oidc

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	library "github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"keyporter/internal/fault"
	"keyporter/internal/seal"
)

const (
	patience  = 5 * time.Second  // of one call to the provider
	keptFor   = time.Hour        // what discovery told
	pauseFor  = 10 * time.Second // after discovery that failed
	maxAnswer = 1 << 20          // bytes
)

// Options is how the provider knows us. Secret may be empty.
type Options struct {
	Issuer   string
	ClientID string
	Secret   seal.Secret
	Redirect string // the address of our callback
	Groups   string // the claim that lists groups; "groups" unless it is set
	Clock    func() time.Time
}

// Provider is one OpenID Connect provider. Its methods are safe for concurrent use.
type Provider struct {
	o      Options
	client *http.Client

	mu     sync.Mutex
	found  *discovered
	failed time.Time // when discovery failed last; zero: it did not
	cause  error
}

// discovered is what the provider tells of itself.
type discovered struct {
	config     oauth2.Config
	keys       library.KeySet
	algorithms []string
	at         time.Time
}

// New returns the provider of the options, and asks it nothing. It fails where
// the issuer is neither https nor on loopback.
func New(o Options) (*Provider, error) {
	u, err := url.Parse(o.Issuer)
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil || !safe(u) {
		return nil, fmt.Errorf("issuer %q: want https://HOST, with a path or without", o.Issuer)
	}
	if o.ClientID == "" {
		return nil, errors.New("the client id is missing")
	}
	if o.Groups == "" {
		o.Groups = "groups"
	}
	return &Provider{o: o, client: &http.Client{Timeout: patience, Transport: limited{}, CheckRedirect: sameHost}}, nil
}

// safe reports whether what is sent to u stays secret.
func safe(u *url.URL) bool {
	if u.Scheme == "https" {
		return true
	}
	ip := net.ParseIP(u.Hostname())
	return u.Scheme == "http" && (u.Hostname() == "localhost" || ip != nil && ip.IsLoopback())
}

// limited is the transport to the provider: it reads no answer without end.
type limited struct{}

func (limited) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := http.DefaultTransport.RoundTrip(r)
	if err == nil {
		res.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(res.Body, maxAnswer), res.Body}
	}
	return res, err
}

// sameHost follows no redirect to another host: a provider that can be made to
// redirect would else lead us to hosts that only we can reach.
func sameHost(r *http.Request, via []*http.Request) error {
	if r.URL.Host != via[0].URL.Host || r.URL.Scheme != via[0].URL.Scheme || len(via) > 3 {
		return errors.New("the provider redirects elsewhere")
	}
	return nil
}

// Host names the provider for people.
func (p *Provider) Host() string {
	u, err := url.Parse(p.o.Issuer)
	if err != nil { // New has parsed it
		return p.o.Issuer
	}
	return u.Host
}

// Issuer is the provider's own name for itself.
func (p *Provider) Issuer() string { return p.o.Issuer }

// discover asks the provider for its addresses, at most once an hour, and at
// most once in ten seconds while it is away. One caller asks, the others wait.
func (p *Provider) discover(ctx context.Context) (*discovered, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.o.Clock()
	if p.found != nil && now.Sub(p.found.at) < keptFor {
		return p.found, nil
	}
	if p.cause != nil && now.Sub(p.failed) < pauseFor {
		return p.found, p.unless(p.cause)
	}
	found, err := p.ask(context.WithoutCancel(ctx))
	if err != nil {
		p.failed, p.cause = now, err
		return p.found, p.unless(err)
	}
	found.at, p.cause = now, nil
	p.found = found
	return found, nil
}

// unless returns the fault of a discovery that failed, unless an earlier one is
// known still.
func (p *Provider) unless(err error) error {
	if p.found != nil {
		return nil
	}
	return fault.New(fault.Away, fault.CodeOIDCAway, p.Host()).Because(err)
}

func (p *Provider) ask(ctx context.Context) (*discovered, error) {
	ctx, cancel := context.WithTimeout(library.ClientContext(ctx, p.client), patience)
	defer cancel()
	provider, err := library.NewProvider(ctx, p.o.Issuer)
	if err != nil {
		return nil, fmt.Errorf("discover: %w", hush(err))
	}
	var more struct {
		Keys       string   `json:"jwks_uri"`
		Algorithms []string `json:"id_token_signing_alg_values_supported"`
		Methods    []string `json:"token_endpoint_auth_methods_supported"`
	}
	if err := provider.Claims(&more); err != nil {
		return nil, fmt.Errorf("discover: %w", err)
	}
	endpoint := provider.Endpoint()
	for _, address := range []string{endpoint.AuthURL, endpoint.TokenURL, more.Keys} {
		if u, err := url.Parse(address); err != nil || u.Host == "" || !safe(u) {
			return nil, fmt.Errorf("discover: the provider names the address %q", address)
		}
	}
	endpoint.AuthStyle = oauth2.AuthStyleInHeader // what the specification takes for granted
	if len(more.Methods) > 0 && !slices.Contains(more.Methods, "client_secret_basic") || p.o.Secret.Empty() {
		endpoint.AuthStyle = oauth2.AuthStyleInParams
	}
	return &discovered{
		config: oauth2.Config{
			ClientID: p.o.ClientID, ClientSecret: p.o.Secret.Reveal(), Endpoint: endpoint,
			RedirectURL: p.o.Redirect, Scopes: []string{library.ScopeOpenID, "profile", "email"},
		},
		keys:       library.NewRemoteKeySet(ctx, more.Keys),
		algorithms: asymmetric(more.Algorithms),
	}, nil
}

// asymmetric keeps the algorithms by which only the provider can sign: with the
// others whoever knows our secret could, or anybody.
func asymmetric(announced []string) []string {
	known := []string{library.RS256, library.RS384, library.RS512, library.ES256, library.ES384, library.ES512,
		library.PS256, library.PS384, library.PS512, library.EdDSA}
	return slices.DeleteFunc(slices.Clone(announced), func(a string) bool { return !slices.Contains(known, a) })
}

// hush shortens an error of a library, which may quote a whole answer.
func hush(err error) error {
	text := err.Error()
	if len(text) > 200 {
		text = strings.ToValidUTF8(text[:200], "") + "…"
	}
	return errors.New(text)
}

// Flow is what ties an answer to the question. The first three are secrets of one sign-in.
type Flow struct {
	State    string
	Nonce    string
	Verifier string   // of PKCE: 43 to 128 characters
	Fresh    bool     // the provider must ask the person again
	Base     *url.URL // scheme and host of our callback; nil is those of Options
}

// callback is the configuration with the address of our callback.
func (p *Provider) callback(d *discovered, f Flow) oauth2.Config {
	c := d.config
	if u, err := url.Parse(c.RedirectURL); err == nil && f.Base != nil {
		u.Scheme, u.Host = f.Base.Scheme, f.Base.Host
		c.RedirectURL = u.String()
	}
	return c
}

// Begin returns the address to which the browser goes.
func (p *Provider) Begin(ctx context.Context, f Flow) (string, error) {
	d, err := p.discover(ctx)
	if err != nil {
		return "", err
	}
	more := []oauth2.AuthCodeOption{library.Nonce(f.Nonce), oauth2.S256ChallengeOption(f.Verifier)}
	if f.Fresh {
		more = append(more, oauth2.SetAuthURLParam("prompt", "login"), oauth2.SetAuthURLParam("max_age", "0"))
	}
	c := p.callback(d, f)
	return c.AuthCodeURL(f.State, more...), nil
}
