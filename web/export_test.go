package web

import "keyporter/handlers"

// Route is a line of the table, for tests that must not miss one.
type Route struct {
	Method, Pattern string
	Public, Secret  bool
	Can             string
}

// Routes is the whole table.
func Routes() []Route {
	var all []Route
	for _, r := range routes(&handlers.Handlers{}) {
		all = append(all, Route{r.method, r.pattern, r.can == public, r.secret, string(r.can)})
	}
	return all
}
