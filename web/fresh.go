package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"keyporter/internal/desk"
)

// freshRoutes need a proof of who is there that is not older than desk.ProofLife:
// what hands a secret over, what deletes access keys, what changes second factors,
// what an operator may do, or Keyporter's own settings, and who approves. A form that
// was sent without one is kept on the page that asks for it.
// What depends on the form, a use case asks for itself: see desk.Actor.NeedProof.
var freshRoutes = strings.Fields(`
	POST:/tickets/{id}/open POST:/tickets/{id}/download POST:/jobs/{id}/results
	POST:/users/{name}/keys/{id}/delete POST:/users/{name}/delete POST:/ops/{id}/delete-key POST:/rotations/{id}/delete
	POST:/me/second-factor/app GET:/me/second-factor/app POST:/me/second-factor/app/confirm POST:/me/second-factor/app/remove
	POST:/me/second-factor/recovery POST:/me/second-factor/passkeys
	POST:/me/second-factor/passkeys/~new POST:/me/second-factor/passkeys/{id}/remove
	POST:/operators/{id}/role POST:/operators/{id}/state POST:/operators/{id}/user POST:/operators/{id}/scope POST:/invitations POST:/me/identities POST:/recovery
	POST:/requests/{id}/approve
	POST:/settings/guard POST:/settings/guard/safe POST:/settings/guard/safe/remove POST:/settings/guard/adopted POST:/settings/guard/adopted/remove
	POST:/settings/general POST:/settings/rules POST:/settings/sign-in
	GET:/step-up POST:/step-up`)

// markFresh marks the routes of the table, and fails when the list has one that
// the table lacks.
func markFresh(table []route) (map[string]bool, error) {
	marked := map[string]bool{}
	for _, name := range freshRoutes {
		method, pattern, _ := strings.Cut(name, ":")
		if !slices.ContainsFunc(table, func(rt route) bool { return rt.method == method && rt.pattern == pattern }) {
			return nil, fmt.Errorf("no route %s %s to ask a fresh proof for", method, pattern)
		}
		marked[name] = true
	}
	return marked, nil
}

// proved takes the proof that a form carries, wherever it is sent, and asks for one
// where the route needs it fresh and has none. The request that comes back is the
// prover's. An error after the page was shown is for the log.
func (s *Server) proved(rt route, w http.ResponseWriter, r *http.Request) (*http.Request, error) {
	by, ok := desk.ActorFrom(r.Context())
	if !ok || rt.can == public {
		return r, nil
	}
	if r.Method == http.MethodPost {
		to, given, err := s.o.Handlers.Prove(w, r)
		switch {
		case err != nil:
			return r, err
		case given:
			by = to
			r = r.WithContext(desk.WithActor(r.Context(), by))
		}
	}
	if s.fresh[rt.method+":"+rt.pattern] {
		return r, s.o.Handlers.NeedProof(by)
	}
	return r, nil
}

// enrolled leads operators who must have a second factor, and have none, to the
// page on which they add one: nothing else is open to them.
func (s *Server) enrolled(rt route, w http.ResponseWriter, r *http.Request) (bool, error) {
	by, ok := desk.ActorFrom(r.Context())
	if !ok || rt.can == public || enrols(rt.pattern) {
		return true, nil
	}
	if must, err := s.o.Auth.MustEnrol(r.Context(), by); err != nil || !must {
		return err == nil, err
	}
	return false, s.o.Handlers.LeadToFactors(w, r)
}

// enrols reports whether a route is open to who must add a second factor first.
func enrols(pattern string) bool {
	return pattern == "/me" || pattern == "/step-up" || strings.HasPrefix(pattern, "/me/second-factor")
}
