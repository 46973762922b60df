//go:build parts

package templates

// PartsURL leads to the gallery of components.
func PartsURL() string { return "/-/parts" }
