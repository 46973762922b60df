//go:build !parts

package web

import "keyporter/handlers"

// partRoutes are those of a development build.
func partRoutes(*handlers.Handlers) []route { return nil }
