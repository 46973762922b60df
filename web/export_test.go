package web

import (
	"net/http"
	"slices"

	"github.com/go-chi/chi/v5"

	"keyporter/handlers"
	"keyporter/internal/desk"
)

// Route is a line of the table, for tests that must not miss one.
type Route struct {
	Method, Pattern string
	Public, Secret  bool
	Fresh           bool
	Can             string
}

// Routes is the whole table.
func Routes() []Route {
	var all []Route
	for _, r := range slices.Concat(routes(&handlers.Handlers{}), documentRoutes(&handlers.Handlers{}), importRoutes(&handlers.Handlers{})) {
		fresh := slices.Contains(freshRoutes, r.method+":"+r.pattern)
		all = append(all, Route{r.method, r.pattern, r.can == public, r.secret, fresh, string(r.can)})
	}
	return all
}

// CheckRoute tells what New would say of a route with the capability.
func CheckRoute(can string) error {
	return route{method: http.MethodGet, pattern: "/new", can: desk.Can(can)}.check()
}

// Match returns the pattern that a request would be routed to, or "".
func Match(method, path string) string {
	mux := chi.NewRouter()
	for _, r := range slices.Concat(routes(&handlers.Handlers{}), documentRoutes(&handlers.Handlers{}), importRoutes(&handlers.Handlers{})) {
		mux.MethodFunc(r.method, r.pattern, func(http.ResponseWriter, *http.Request) {})
	}
	ctx := chi.NewRouteContext()
	if !mux.Match(ctx, method, path) {
		return ""
	}
	return ctx.RoutePattern()
}
