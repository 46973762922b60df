// Package peers measures Keyporter beside others of its kind, in a module of its
// own so that they stay out of the product's.
package peers
