package portertest

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

	"keyporter/internal/auth"
	"keyporter/internal/desk"
	"keyporter/internal/oidc"
	"keyporter/internal/seal"
	"keyporter/templates"
)

// How the provider and Keyporter know each other.
const (
	ProviderClient = "keyporter"
	ProviderSecret = "a client's secret"
)

// IdentityProvider is an OpenID Connect provider on loopback, with the code flow
// and PKCE, that signs with a key of its own and takes nothing for granted. Who
// comes is signed in at once as whom Claims says.
type IdentityProvider struct {
	URL string

	mu     sync.Mutex
	key    *rsa.PrivateKey
	codes  map[string]url.Values // what the browser came with, by the code it got
	now    func() time.Time
	calls  map[string]int
	unkind Unkind
}

// Unkind is how a provider is not as it should be. The zero value is a good one.
type Unkind struct {
	Claims   func(c map[string]any)                                                // changes the claims of the ID token
	Sign     func(p *IdentityProvider, c map[string]any) string                    // makes the ID token
	Back     func(q url.Values)                                                    // changes what the browser comes back with
	Token    func(w http.ResponseWriter, answer map[string]any)                    // answers in place of the token endpoint
	Discover func(w http.ResponseWriter, r *http.Request, document map[string]any) // answers in place of discovery
}

// NewIdentityProvider starts a provider, which ends with the test.
func NewIdentityProvider(t testing.TB) *IdentityProvider {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	check(t, err)
	p := &IdentityProvider{key: key, codes: map[string]url.Values{}, calls: map[string]int{}, now: time.Now}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", p.discovery)
	mux.HandleFunc("GET /authorize", p.authorize)
	mux.HandleFunc("POST /token", p.token)
	mux.HandleFunc("GET /keys", p.keys)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		p.calls[r.URL.Path]++
		p.mu.Unlock()
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	p.URL = server.URL
	return p
}

// Be makes the provider unkind from now on.
func (p *IdentityProvider) Be(u Unkind) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.unkind = u
}

// As makes whoever comes the person of the subject, name and groups.
func (p *IdentityProvider) As(subject, name string, groups ...string) {
	p.Be(Unkind{Claims: func(c map[string]any) {
		c["sub"], c["preferred_username"], c["groups"] = subject, name, groups
	}})
}

// Calls tells how often an address was asked for.
func (p *IdentityProvider) Calls(path string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.calls[path]
}

func (p *IdentityProvider) unkindness() Unkind {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.unkind
}

// known introduces Keyporter to the provider; nil where there is none.
func (p *IdentityProvider) known(t testing.TB, base string, clock *Clock, roles []auth.GroupRole) *auth.OIDC {
	t.Helper()
	if p == nil {
		return nil
	}
	p.now = clock.Now
	provider, err := oidc.New(oidc.Options{
		Issuer: p.URL, ClientID: ProviderClient, Secret: seal.NewSecret(ProviderSecret),
		Redirect: base + templates.OIDCCallbackURL(), Clock: clock.Now,
	})
	check(t, err)
	return &auth.OIDC{Provider: provider, Roles: roles}
}

func (p *IdentityProvider) discovery(w http.ResponseWriter, r *http.Request) {
	document := map[string]any{
		"issuer": p.URL, "authorization_endpoint": p.URL + "/authorize", "token_endpoint": p.URL + "/token", "jwks_uri": p.URL + "/keys",
		"response_types_supported": []string{"code"}, "subject_types_supported": []string{"public"},
		"id_token_signing_alg_values_supported": []string{"RS256", "none", "HS256"},
	}
	if f := p.unkindness().Discover; f != nil {
		f(w, r, document)
		return
	}
	sendJSON(w, http.StatusOK, document)
}

// authorize sends the browser back with a code, if it asks as it must.
func (p *IdentityProvider) authorize(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if q.Get("response_type") != "code" || q.Get("client_id") != ProviderClient || q.Get("code_challenge_method") != "S256" ||
		q.Get("code_challenge") == "" || q.Get("state") == "" || q.Get("nonce") == "" {
		http.Error(w, "a bad request of a client: "+r.URL.RawQuery, http.StatusBadRequest)
		return
	}
	code := desk.NewID(time.Now())
	p.mu.Lock()
	p.codes[code] = q
	p.mu.Unlock()
	back := url.Values{"code": {code}, "state": {q.Get("state")}}
	if f := p.unkindness().Back; f != nil {
		f(back)
	}
	http.Redirect(w, r, q.Get("redirect_uri")+"?"+back.Encode(), http.StatusFound)
}

// token gives the ID token for a code, once, to the client that can prove that
// it asked.
func (p *IdentityProvider) token(w http.ResponseWriter, r *http.Request) {
	id, secret, _ := r.BasicAuth()
	id, _ = url.QueryUnescape(id)
	secret, _ = url.QueryUnescape(secret) // RFC 6749, 2.3.1
	p.mu.Lock()
	q, known := p.codes[r.FormValue("code")]
	delete(p.codes, r.FormValue("code"))
	p.mu.Unlock()
	proof := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	switch {
	case id != ProviderClient || secret != ProviderSecret:
		sendJSON(w, http.StatusUnauthorized, map[string]any{"error": "invalid_client"})
		return
	case !known || r.FormValue("redirect_uri") != q.Get("redirect_uri") || base64.RawURLEncoding.EncodeToString(proof[:]) != q.Get("code_challenge"):
		sendJSON(w, http.StatusBadRequest, map[string]any{"error": "invalid_grant"})
		return
	}
	u, now := p.unkindness(), p.now()
	claims := map[string]any{
		"iss": p.URL, "aud": ProviderClient, "sub": "248289761001", "nonce": q.Get("nonce"), "preferred_username": "ana",
		"iat": now.Unix(), "exp": now.Add(5 * time.Minute).Unix(), "auth_time": now.Unix(),
	}
	if u.Claims != nil {
		u.Claims(claims)
	}
	if u.Sign == nil {
		u.Sign = func(p *IdentityProvider, c map[string]any) string { return SignRS256(p.key, c) }
	}
	answer := map[string]any{"access_token": "unused", "token_type": "Bearer", "expires_in": 300, "id_token": u.Sign(p, claims)}
	if u.Token != nil {
		u.Token(w, answer)
		return
	}
	sendJSON(w, http.StatusOK, answer)
}

func (p *IdentityProvider) keys(w http.ResponseWriter, _ *http.Request) {
	sendJSON(w, http.StatusOK, map[string]any{"keys": []map[string]any{{
		"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "1",
		"n": base64.RawURLEncoding.EncodeToString(p.key.N.Bytes()),
		"e": base64.RawURLEncoding.EncodeToString(big.NewInt(int64(p.key.E)).Bytes()),
	}}})
}

// SignRS256 makes a JSON Web Token of the claims (RFC 7515).
func SignRS256(key *rsa.PrivateKey, claims map[string]any) string {
	text := UnsignedToken(map[string]any{"alg": "RS256", "kid": "1", "typ": "JWT"}, claims)
	sum := sha256.Sum256([]byte(text))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:])
	if err != nil {
		panic(err) // a key of 2048 bits signs every hash
	}
	return text + "." + base64.RawURLEncoding.EncodeToString(signature)
}

// UnsignedToken is the part of a JSON Web Token that is signed.
func UnsignedToken(header, claims map[string]any) string {
	part := func(v map[string]any) string {
		b, err := json.Marshal(v)
		if err != nil {
			panic(fmt.Sprintf("claims of a test: %v", err))
		}
		return base64.RawURLEncoding.EncodeToString(b)
	}
	return part(header) + "." + part(claims)
}

// SendJSON answers with v.
func SendJSON(w http.ResponseWriter, v any) { sendJSON(w, http.StatusOK, v) }

func sendJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // nobody to tell
}
